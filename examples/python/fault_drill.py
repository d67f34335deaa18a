"""Breaks a deployment on purpose, twice: a runner that stops in the middle and is resumed by another client, and a new
version that does not start and is rolled back by itself."""

import mendix_deploy as mxd
from _stage import Stage


def stopped_and_resumed() -> None:
    """The runner goes away at a safe point; another process continues from the journal."""
    print("── a runner stops in the middle, another one resumes\n")
    with Stage() as stage:
        production = stage.landscape.environment("orders/production")
        plan = stage.client.plan(production, mxd.Promote(source="orders/acceptance"))
        run = stage.client.start(plan, journal=stage.journal, actor="example")
        run.stop()
        try:
            run.result()
            print("The run was quicker than the stop.")
        except mxd.errors.RunStoppedError as error:
            print(f"{error}\n{error.remedy}\n")

        # Another client, as another machine that reaches the journal would make one.
        with stage.platform.client() as another:
            release = another.resume(run.id, journal=stage.journal, actor="another example").result()
            print(f"Resumed to the end: {release.address} is released.")
        print(f"The platform did, each thing once: {stage.effects()}\n")


def rolled_back() -> None:
    """The new version's after-startup microflow fails. The plan goes back by itself, and says what was lost."""
    print("── the new version does not start; the plan goes back by itself\n")
    with Stage() as stage:
        production = stage.landscape.environment("orders/production")
        stage.platform.inject({"fault": "startupActionFails", "times": 1})
        plan = stage.client.plan(production, mxd.Promote(source="orders/acceptance"), on_failure=mxd.RollBack())
        run = stage.client.start(plan, journal=stage.journal, actor="example")
        try:
            run.result()
            print("Nothing failed.")
        except mxd.errors.RunFailedError as error:
            print(f"{error}\n{error.remedy}\n")
            print(f"Step {error.detail.step} failed; the run ended as {error.detail.outcome}.")
        print(f"orders/production is {stage.client.environments.get('orders/production').status} again.")
        print(f"The platform did: {stage.effects()}")


stopped_and_resumed()
rolled_back()
