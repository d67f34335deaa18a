"""What the runtime of an environment with 300 constants would see: archive and variables in, parameters out, nothing cached.

The peer is the same rules in plain Python, at most 60 lines (`_plain_configuration.py`). It is first held to the recordings
of the real buildpacks, where they lie beside the checkout. Prints one JSON line per side and one with the ratio of the best
rounds; exits 1 when it is below 12.
"""

import json
import pathlib
import sys
import time

import mendix_deploy as mxd
from _bench import ROOT, SCRATCH, last_line, side
from _models import measured
from _plain_configuration import evaluate, read

CONSTANTS = 300
ROUNDS = 400
REQUIRED_RATIO = 12
APPLICATION = {"application_uris": ["app.example.com"], "application_name": "app", "limits": {"mem": 2048}}


def held_to_recordings() -> int:
    """How many recordings the plain implementation agrees with; one disagreement ends the measurement."""
    folder = ROOT.parent / "shared" / "fixtures" / "configuration" / "buildpack"
    agreed = 0
    default = {"application_uris": ["oracle.example.com"], "application_name": "oracle-app"}
    for file in sorted(folder.glob("*.json")):
        recording = json.loads(file.read_text())
        metadata = {"RuntimeVersion": "10.24.0.12345", "Constants": [], "ScheduledEvents": []} | recording.get("metadata", {})
        application = default | recording.get("vcap_application", {})
        docker = recording.get("target") == "docker"
        try:
            sent = evaluate(recording["env"], metadata, recording.get("vcap_services", {}), application, "<APP>", docker)
        except (RuntimeError, ValueError):
            sent = None
        assert sent == recording["expected"].get("update_configuration"), f"plain Python disagrees with {file.name}"
        agreed += 1
    if not agreed:
        print("SKIPPED: no recordings beside the checkout: the plain implementation is held to nothing")
    return agreed


def inputs() -> tuple[pathlib.Path, pathlib.Path, dict[str, str]]:
    SCRATCH.mkdir(parents=True, exist_ok=True)
    archive, file = SCRATCH / "configuration.mda", SCRATCH / "configuration.json"
    kinds = (mxd.ConstantType.STRING, mxd.ConstantType.INTEGER, mxd.ConstantType.BOOLEAN)
    constants = tuple(
        mxd.packages.Constant(
            name=f"Module{n % 20}.Constant_{n}", type=kinds[n % 3], default_value=("text", "7", "true")[n % 3], description=""
        )
        for n in range(CONSTANTS)
    )
    mxd.write_archive(archive, project_name="Bench", constants=constants)
    values = ("https://api.example.com/v1", "42", "false")
    variables = {f"MX_Module{n % 20}_Constant_{n}": values[n % 3] for n in range(CONSTANTS) if n % 4}
    variables |= {
        "DATABASE_URL": "postgres://mendix:secret@db:5432/mendix?sslmode=require",
        "CONSTANTS": json.dumps({f"Module{n % 20}.Constant_{n}": values[n % 3] for n in range(0, CONSTANTS, 8)}),
        "MXRUNTIME_SessionTimeout": "900000",
        "S3_ACCESS_KEY_ID": "AK",
        "S3_SECRET_ACCESS_KEY": "SK",
        "S3_BUCKET_NAME": "files",
    }
    file.write_text(json.dumps({"variables": variables, "application": APPLICATION}))
    return archive, file, variables


def main() -> int:
    agreed = held_to_recordings()
    archive, file, variables = inputs()
    theirs = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        sent = evaluate(variables, read(archive), {}, APPLICATION, "/home/vcap/app", False)
        theirs.append(time.perf_counter() - begun)
    ours = measured("configuration", str(archive), str(file), str(ROUNDS))
    assert ours["constants"] == sent["MicroflowConstants"], "the two sides found different constants"
    assert len(ours["constants"]) == CONSTANTS
    print(json.dumps({"who": "this library", "bestSeconds": ours["bestSeconds"], "medianSeconds": ours["medianSeconds"]}))
    best = side("plain Python", theirs, agreesWithRecordings=agreed)
    ratio = min(theirs) / ours["bestSeconds"]
    assert best > 0
    return last_line("effective_configuration", ratio, REQUIRED_RATIO, ratio >= REQUIRED_RATIO)


if __name__ == "__main__":
    sys.exit(main())
