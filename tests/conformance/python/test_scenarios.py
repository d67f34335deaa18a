"""The shared scenarios, run from Python. Their format is in `tests/conformance/scenarios/README.md`."""

from __future__ import annotations

import json
import pathlib
import signal
import subprocess
import sys
import time

import mendix_deploy as mxd
import pytest

SCENARIOS = pathlib.Path(__file__).resolve().parents[1] / "scenarios"
FILES = sorted(SCENARIOS.glob("*.json"))
CHANGES = {
    "deploy": mxd.Deploy,
    "promote": mxd.Promote,
    "configure": mxd.Configure,
    "restart": mxd.RestartApp,
    "scale": mxd.ScaleApp,
    "backUp": mxd.BackUp,
    "restore": mxd.RestoreBackup,
    "undo": mxd.Undo,
}

# Runs a saved plan with the real clock until it is killed; looks at jobs often, because each look moves the platform's.
CHILD = """
import json, sys
import mendix_deploy as mxd
plan, journal = sys.argv[1:]
where = json.load(sys.stdin)
client = mxd.Client(
    username=where["credentials"]["username"],
    api_key=mxd.SecretValue(where["credentials"]["apiKey"]),
    pat=mxd.SecretValue(where["credentials"]["pat"]),
    endpoints=mxd.clients.Endpoints(**where["endpoints"]),
    poll_milliseconds=5,
)
client.start(mxd.Plan.load(plan), journal=journal, actor="child").result()
"""


def approved(plan: mxd.Plan, wish: dict) -> list[mxd.Approval]:
    """The approval that the scenario has for a plan."""
    return [mxd.Approval(plan_id=plan.id, by=wish["approvedBy"])] if "approvedBy" in wish else []


def snake(value: object) -> object:
    """Keys of a mapping as Python's arguments are spelled; values and names of steps stay."""
    if isinstance(value, dict):
        return {"".join("_" + c.lower() if c.isupper() else c for c in key): snake(item) for key, item in value.items()}
    return value


def filled(value: object, places: dict[str, str]) -> object:
    text = json.dumps(value)
    for place, known in places.items():
        text = text.replace(place, known)
    return json.loads(text)


def change_of(document: dict) -> object:
    document = dict(document)
    made = CHANGES[document.pop("kind")]
    return made(**snake(document))


def planned(client: mxd.Client, landscape: mxd.Landscape, wish: dict, places: dict[str, str], journal: str) -> mxd.Plan:
    options = snake(filled(wish["options"], places))
    if options.get("on_failure"):
        options["on_failure"] = mxd.RollBack(accept_loss=options["on_failure"].get("accept_loss", ()))
    environment = landscape.environment(wish["environment"])
    plan = client.plan(environment, change_of(filled(wish["change"], places)), journal=journal, **options)
    assert not [finding for finding in plan.findings if finding.severity == "error"], plan.findings
    return plan


def assert_planned(plan: mxd.Plan, expected: dict) -> None:
    found = {
        "releaseClass": plan.release_class,
        "rollback": plan.rollback.safety,
        "losses": [loss.name for loss in plan.rollback.losses],
        "snapshot": plan.snapshot,
    }
    ids = {finding.id for finding in plan.findings}
    assert set(expected.get("findings", ())) <= ids, plan.findings
    wanted = {key: value for key, value in expected.items() if key != "findings"}
    assert {key: found[key] for key in wanted} == wanted


def said(error: mxd.MendixDeployError) -> dict:
    context = error.context
    found = {"code": error.code} | {key: context[key] for key in ("outcome", "step", "cause") if key in context}
    assert error.code not in ("internal.defect", "platform.refused"), error
    return found


def killed(platform: mxd.Emulator, plan: mxd.Plan, effect: str, folder: pathlib.Path) -> mxd.Run:
    """Starts the plan in a process of its own, kills that as soon as the effect is recorded, and resumes here."""
    plan.save(folder / "plan.json")
    journal = folder / "journal"
    arguments = [sys.executable, "-c", CHILD, str(folder / "plan.json"), str(journal)]
    child = subprocess.Popen(arguments, stdin=subprocess.PIPE, stderr=subprocess.PIPE)
    # Over a pipe: arguments and the environment are visible to other processes.
    child.stdin.write(json.dumps({"credentials": platform.credentials, "endpoints": platform.endpoints}).encode())
    child.stdin.close()
    until = time.monotonic() + 60
    while all(entry["effect"] != effect for entry in platform.effects):
        if child.poll() is not None:
            raise AssertionError(f"the child ended before {effect}: {child.stderr.read().decode()}")
        assert time.monotonic() < until, f"no {effect} within a minute"
    child.send_signal(signal.SIGKILL)
    child.wait()
    platform.clear_faults()
    # The dead runner's lease ends by the clock; the child wrote it by the real one.
    platform.advance(max(0, int(time.time() * 1000) - platform.now_ms) + 3_600_000)
    client = platform.client()
    (run,) = {entry.run for entry in client.activity(plan.address, journal=str(journal))}
    return client.resume(run, journal=str(journal), actor="resumer")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_scenario_ends_as_its_file_says(file: pathlib.Path, tmp_path: pathlib.Path) -> None:
    scenario = json.loads(file.read_text())
    package = tmp_path / "orders.mda"
    if "package" in scenario:
        mxd.write_archive(package, **snake(scenario["package"]))
    for name, spec in scenario.get("packages", {}).items():
        mxd.write_archive(tmp_path / f"{name}.mda", **snake(spec))
    journal = str(tmp_path / "journal")
    landscape = mxd.Landscape.load(SCENARIOS / "landscape.yaml")
    places = {"{package}": str(package), "{folder}": str(tmp_path)}
    expect = scenario["expect"]
    with mxd.Emulator(scenario["seed"]) as platform, platform.client() as client:
        for wish in scenario.get("before", ()):
            earlier_plan = planned(client, landscape, wish, places, journal)
            approvals = approved(earlier_plan, wish)
            earlier = client.start(earlier_plan, journal=journal, actor="test", approvals=approvals)
            earlier.result()
            places["{run}"] = earlier.id
        for snapshot in client.backups.snapshots("orders/Production"):
            places["{snapshot}"] = snapshot.snapshot_id
            break
        before = len(platform.effects)
        course: list[str] = []
        message = ""
        try:
            plan = planned(client, landscape, scenario, places, journal)
        except mxd.MendixDeployError as error:
            result, message, plan = said(error) | {"at": "plan"}, error.message, None
        if plan is not None:
            if "plan" in expect:
                assert_planned(plan, expect["plan"])
            for made in scenario.get("interfere", ()):
                platform.apply(made)
            for fault in scenario["faults"]:
                platform.inject(fault)
            try:
                if effect := scenario.get("killAfterEffect"):
                    run = killed(platform, plan, effect, tmp_path)
                else:
                    approvals = approved(plan, scenario)
                    run = client.start(plan, journal=journal, actor="test", approvals=approvals)
                try:
                    result = {"outcome": run.result().outcome}
                except mxd.MendixDeployError as error:
                    result, message = said(error), error.message
                course = [event.summary for event in run]
            except mxd.MendixDeployError as error:
                result, message = said(error) | {"at": "start"}, error.message
        found = {key: result.get(key) for key in expect["result"]}
        assert found == expect["result"], (result, course)
        assert all(text in message for text in expect.get("says", ())), message
        assert [entry["effect"] for entry in platform.effects][before:] == expect["effects"], course
        app = platform.state["apps"][0]
        production = next(entry for entry in app["environments"] if entry["mode"] == "Production")
        deployed = [entry["version"] for entry in app["packages"] if entry["id"] == production["package"]]
        state = {"status": production["status"], "version": deployed[0] if deployed else None}
        assert state == expect["production"], course


def test_there_are_enough_scenarios() -> None:
    assert len(FILES) >= 16
