"""Runs, as Python sees them: events, results, stopping, leaving, resuming."""

from __future__ import annotations

import asyncio
import os
import pickle
import signal
import threading
import warnings
from collections.abc import Iterator
from pathlib import Path

import mendix_deploy as mxd
import pytest

LANDSCAPE = """\
version: 1
apps:
  orders:
    preset: threeEnvironments
    target: {kind: mendixCloud, appId: orders}
"""


class Stage:
    def __init__(self, folder: Path) -> None:
        self.platform = mxd.Emulator()
        for environment, version in (("Production", "1.0.0"), ("Acceptance", "1.1.0")):
            path = folder / f"orders-{version}.mda"
            mxd.write_archive(path, project_name="Orders", model_version=version)
            self.platform.apply(
                {
                    "kind": "addPackage",
                    "environment": environment,
                    "path": str(path),
                    "name": path.name,
                    "running": True,
                }
            )
        self.production = mxd.Landscape.parse(LANDSCAPE).environment("orders/production")
        self.journal = folder / "journal"
        self.change = mxd.Promote(source=mxd.Address("orders/acceptance"))

    def effects(self) -> list[str]:
        return [effect["effect"] for effect in self.platform.effects]


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    made = Stage(tmp_path)
    yield made
    made.platform.stop()


WHOLE = ["env.stopped", "snapshot.created", "env.transported", "env.started"]


def test_a_run_tells_every_event_once_and_ends_in_a_release(stage: Stage) -> None:
    with stage.platform.client() as client:
        plan = client.plan(stage.production, stage.change)
        assert isinstance(plan, mxd.Plan) and pickle.loads(pickle.dumps(plan)) == plan
        run = client.start(plan, journal=str(stage.journal), actor="test")
        events = list(run)
        release = run.result()
        assert [event.number for event in events] == list(range(1, len(events) + 1))
        assert isinstance(events[0].record, mxd.RunStarted) and isinstance(events[-1].record, mxd.RunEnded)
        assert list(run) == events, "whoever listens later hears the same"
        assert [event.number for event in run.events(after=len(events) - 2)] == [len(events) - 1, len(events)]
        assert release.address == "orders/production"
        assert run.is_over and run.id in repr(run)
        activity = client.activity("orders/production", journal=str(stage.journal))
        assert [entry.sequence for entry in activity] == [event.number for event in events]
    assert stage.effects() == WHOLE


def test_a_plan_is_saved_and_started_elsewhere(stage: Stage, tmp_path: Path) -> None:
    async def main() -> None:
        async with stage.platform.async_client() as client:
            plan = await client.plan(stage.production, stage.change)
            plan.save(tmp_path / "plan.json")
            run = await client.start(mxd.Plan.load(tmp_path / "plan.json"), journal=str(stage.journal))
            numbers = [event.number async for event in run]
            release = await run.result()
            assert numbers and release.address == "orders/production"

    asyncio.run(main())
    assert stage.effects() == WHOLE


def test_a_refusal_is_raised_at_the_start(stage: Stage) -> None:
    with stage.platform.client() as client:
        plan = client.plan(stage.production, stage.change)
        stage.platform.apply({"kind": "setEnvironment", "environment": "Production", "status": "Stopped"})
        with pytest.raises(mxd.StalePlanError) as caught:
            client.start(plan, journal=str(stage.journal))
        assert isinstance(caught.value.detail, mxd.StaleFacts)
        assert caught.value.detail.changed
        assert pickle.loads(pickle.dumps(caught.value)).detail == caught.value.detail
    assert stage.effects() == []


def stopped_at(stage: Stage, client: mxd.Client) -> mxd.Run:
    plan = client.plan(stage.production, stage.change)
    return client.start(plan, journal=str(stage.journal))


def test_stop_goes_to_a_safe_point_and_a_new_client_goes_on(stage: Stage) -> None:
    with stage.platform.client() as client:
        run = stopped_at(stage, client)
        run.stop()
        with pytest.raises(mxd.RunStoppedError) as caught:
            run.result()
        assert isinstance(caught.value.detail, mxd.StoppedRun)
        assert caught.value.detail.run == run.id
    with stage.platform.client() as client:
        release = client.resume(run.id, journal=str(stage.journal)).result()
        assert release.address == "orders/production"
    assert stage.effects() == WHOLE


def test_leaving_the_block_stops_the_run(stage: Stage) -> None:
    client = stage.platform.client()
    # A request that is not answered: the run is under way when we leave.
    stage.platform.inject({"fault": "stall", "path": "*/snapshots*", "times": 1})
    run = stopped_at(stage, client)
    for event in run:
        if isinstance(event.record, mxd.StepIntended):
            break
    with pytest.warns(RuntimeWarning, match="resume it by its id"):
        client.__exit__(None, None, None)
    assert run.is_over
    stage.platform.clear_faults()
    with stage.platform.client() as client:
        assert client.resume(run.id, journal=str(stage.journal)).result().address == "orders/production"


def test_the_first_ctrl_c_stops_at_a_safe_point(stage: Stage) -> None:
    with stage.platform.client() as client:
        stage.platform.inject({"fault": "stall", "path": "*/snapshots*", "times": 1})
        run = stopped_at(stage, client)
        intended = threading.Event()

        def interrupt() -> None:
            assert intended.wait(20)
            os.kill(os.getpid(), signal.SIGINT)

        thread = threading.Thread(target=interrupt)
        thread.start()
        for event in run:
            if isinstance(event.record, mxd.StepIntended):
                intended.set()
        thread.join()
        with pytest.raises(mxd.RunStoppedError):
            run.result()


def test_cancelling_the_wait_does_not_stop_the_run(stage: Stage) -> None:
    async def main() -> None:
        async with stage.platform.async_client() as client:
            plan = await client.plan(stage.production, stage.change)
            run = await client.start(plan, journal=str(stage.journal))
            waiting = asyncio.ensure_future(run.result())
            await asyncio.sleep(0)
            waiting.cancel()
            with pytest.raises(asyncio.CancelledError):
                await waiting
            assert (await run.result()).address == "orders/production"

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        asyncio.run(main())
    assert stage.effects() == WHOLE
