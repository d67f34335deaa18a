"""Values: dataclasses, enums, dates and durations, and what is refused."""

from __future__ import annotations

import dataclasses
import json
import pickle
from datetime import UTC, datetime, timedelta, timezone

import mendix_deploy as mxd
import pytest
from mendix_deploy import _native, cloud, errors, findings


def snapshot(**values: object) -> cloud.Snapshot:
    made = _native.decode_value("Snapshot", json.dumps({"snapshotId": "s", "state": "running", **values}))
    assert isinstance(made, cloud.Snapshot)
    return made


def test_models_are_frozen_slotted_and_keyword_only() -> None:
    place = findings.Location(line=1, column=2)
    with pytest.raises(dataclasses.FrozenInstanceError):
        place.line = 3  # type: ignore[misc]
    with pytest.raises(TypeError):
        findings.Location("x", 1, 2)  # type: ignore[misc]
    assert not hasattr(place, "__dict__")
    assert dataclasses.replace(place, line=9).line == 9
    assert hash(place) == hash(findings.Location(line=1, column=2))
    assert pickle.loads(pickle.dumps(place)) == place


def test_a_dict_for_a_union_is_data_with_the_names_of_json() -> None:
    """Only dataclasses tell fields from keys; a dict keeps its keys, because in a map they are data."""
    change = {"kind": "backUp", "downloadTo": "backup.tar"}
    assert json.loads(_native.encode_value("Change", change)) == change
    made = mxd.BackUp(download_to="backup.tar")
    assert json.loads(_native.encode_value("Change", made)) == change
    with pytest.raises(errors.InvalidInputError, match="`download_to`, expected one of .*`downloadTo`"):
        _native.encode_value("Change", {"kind": "backUp", "download_to": "backup.tar"})
    answered = mxd.StepAnswered(step="upload", facts={"my_key": "a", "Module.my_constant": "b"})
    assert json.loads(_native.encode_value("RunRecord", answered))["facts"] == answered.facts


def test_words_of_a_newer_platform_are_kept() -> None:
    made = snapshot(state="Hibernating")
    assert isinstance(made.state, cloud.JobState)
    assert made.state == "Hibernating" == str(made.state)
    assert not made.state.is_known
    assert made.state == cloud.JobState("Hibernating")
    assert {made.state: 1}["Hibernating"] == 1
    assert pickle.loads(pickle.dumps(made)) == made
    assert json.loads(_native.encode_value("Snapshot", made))["state"] == "Hibernating"
    assert "Hibernating" not in {state.value for state in cloud.JobState}
    assert snapshot().state is cloud.JobState.RUNNING


def test_order_is_the_meaning_not_the_alphabet() -> None:
    assert mxd.Severity.INFO < mxd.Severity.WARNING < mxd.Severity.ERROR
    assert max(mxd.Severity) is mxd.Severity.ERROR
    # As text the order would be wrong.
    assert sorted(["info", "error"]) == ["error", "info"]
    with pytest.raises(TypeError):
        _ = mxd.Severity.INFO < "error"
    with pytest.raises(TypeError):
        _ = cloud.JobState.QUEUED < cloud.JobState.FAILED
    with pytest.raises(TypeError):
        _ = mxd.Retry.PERMANENT < mxd.Retry.TEMPORARY


def test_instants_are_aware_datetimes() -> None:
    made = snapshot(createdAt="2026-03-01T10:30:00.25+01:00")
    assert made.created_at == datetime(2026, 3, 1, 9, 30, 0, 250000, tzinfo=UTC)
    assert made.finished_at is None
    for given in (made.created_at, made.created_at.astimezone(timezone(timedelta(hours=5)))):
        text = _native.encode_value("Snapshot", dataclasses.replace(made, created_at=given))
        assert json.loads(text)["createdAt"] == "2026-03-01T09:30:00.25Z"
    with pytest.raises(errors.InvalidInputError, match=r"Snapshot.created_at: a datetime needs a time zone"):
        _native.encode_value("Snapshot", dataclasses.replace(made, created_at=datetime(2026, 3, 1)))


def test_durations() -> None:
    for given in (90, timedelta(minutes=1, seconds=30)):
        text = _native.encode_value("ClientOptions", {"timeout_seconds": given})
        assert json.loads(text)["timeoutSeconds"] == 90
    text = _native.encode_value("ClientOptions", {"poll_milliseconds": timedelta(seconds=1.5)})
    assert json.loads(text)["pollMilliseconds"] == 1500
    with pytest.raises(errors.InvalidInputError, match="timeout_seconds"):
        _native.encode_value("ClientOptions", {"timeout_seconds": timedelta(milliseconds=1)})
    with pytest.raises(errors.InvalidInputError, match="max_attempts: a timedelta is not expected here"):
        _native.encode_value("ClientOptions", {"max_attempts": timedelta(seconds=1)})


@pytest.mark.parametrize("number", [2**53, 2**63, 2**70, -(2**53)])
def test_numbers_that_javascript_could_not_hold_are_refused(number: int) -> None:
    with pytest.raises(errors.InvalidInputError, match=r"beyond 2\^53 - 1"):
        _native.encode_value("Scale", {"instances": 1, "memory_per_instance_mb": number, "total_memory_mb": 0})
    if 0 < number < 2**64:
        with pytest.raises(ValueError, match=r"beyond 2\^53 - 1"):
            text = json.dumps({"instances": 1, "memoryPerInstanceMb": number, "totalMemoryMb": 0})
            _native.decode_value("Scale", text)


@pytest.mark.parametrize(
    ("given", "place"),
    [
        ({"nope": 1}, "nope"),
        ({"timeout_seconds": "90"}, "timeout_seconds"),
        ({"timeout_seconds": True}, "timeout_seconds"),
        ({"timeout_seconds": float("nan")}, "timeout_seconds"),
        ({"ca_certificates": "ca.pem"}, "ca_certificates"),
        ({"endpoints": {"deploy": 3}}, "endpoints.deploy"),
        ([], "ClientOptions"),
    ],
)
def test_wrong_input_is_named_by_its_path(given: object, place: str) -> None:
    with pytest.raises(errors.InvalidInputError) as caught:
        _native.encode_value("ClientOptions", given)
    assert place in caught.value.message


def test_unions_match() -> None:
    detail = _native.decode_value("ErrorDetail", json.dumps({"kind": "staleFacts", "changed": [{"fact": "a"}]}))
    match detail:
        case mxd.StaleFacts(changed=(change,)):
            assert change.fact == "a"
        case _:
            pytest.fail(f"{detail!r} does not match")
    assert isinstance(detail, mxd.ErrorDetail)
    assert detail.kind == "staleFacts"


def test_json_is_carried_as_plain_containers() -> None:
    settings = _native.decode_value("Settings", json.dumps({"customSettings": [{"a_b": None, "": [1, 2.5]}]}))
    assert settings.custom_settings == ({"a_b": None, "": (1, 2.5)},)
    assert json.loads(_native.encode_value("Settings", settings))["customSettings"] == [{"a_b": None, "": [1, 2.5]}]
