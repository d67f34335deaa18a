"""Holds the emulator's Deploy v4 answers against the platform's own OpenAPI document.

Usage: emulator_v4_schemathesis.py OPENAPI_FILE [EXAMPLES], with the emulator's program in MENDIX_DEPLOY_EMULATOR.

Needs schemathesis 4.32.5 in the Python that runs it. The document is generated against twice: with ids that exist, so
that answers have content, and with ids that are made up, so that refusals are seen. Exits 0 when every answer fits the
document, else with schemathesis' own code.

What is left out, and why:

- `positive_data_acceptance` for the two PATCH operations: the document marks no body and no property as required, yet
  describes the 400 for a missing `userId` and the 404 for a user without a permission entry.
- `positive_data_acceptance` for the two environment reads: `expand` and `sort` are declared as any text, while the
  document's own examples answer 400 to a value that is not in the list.
- `status_code_conformance` for reading permissions: the document forgets the 400 there that every other list has.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.request import Request, urlopen

SCHEMATHESIS = [sys.executable, "-m", "schemathesis.cli"]

# Two environments with a package, one of them running; the third is empty.
STATE = {
    "changes": [
        {"kind": "addPackage", "version": "1.2.3.4", "environment": "Acceptance"},
        {"kind": "addPackage", "version": "1.2.2.3", "environment": "Test", "running": True},
    ]
}

# A fixed seed: the same requests in every run.
SEED = "20260302"


def main() -> int:
    program = os.environ.get("MENDIX_DEPLOY_EMULATOR")
    if len(sys.argv) < 2 or not program:
        print(__doc__, file=sys.stderr)
        return 2
    binary, document = Path(program).resolve(), Path(sys.argv[1]).resolve()
    examples = sys.argv[2] if len(sys.argv) > 2 else "60"
    with tempfile.TemporaryDirectory() as folder:
        state = Path(folder, "state.json")
        state.write_text(json.dumps(STATE), encoding="utf-8")
        with subprocess.Popen(
            [str(binary), str(state)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as emulator:
            assert emulator.stdin is not None and emulator.stdout is not None
            try:
                started = json.loads(emulator.stdout.readline())
                return check(started, document, examples)
            finally:
                emulator.stdin.close()


def check(started: dict, document: Path, examples: str) -> int:
    base = started["endpoints"]["cloud"] + "/api/v4"
    authorization = "MxToken " + started["credentials"]["pat"]
    known = existing(base, authorization)
    worst = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, parameters in (("known", known), ("invented", {})):
            config = Path(folder, f"{name}.toml")
            config.write_text(configuration(parameters), encoding="utf-8")
            print(f"--- {name} ids", flush=True)
            done = subprocess.run(
                [
                    *SCHEMATHESIS,
                    "--config-file",
                    str(config),
                    "run",
                    str(document),
                    "--url",
                    base,
                    "--header",
                    f"Authorization: {authorization}",
                    "--max-examples",
                    examples,
                    "--seed",
                    SEED,
                    "--continue-on-failure",
                    "--warnings",
                    "off",
                    "--no-color",
                ],
                cwd=folder,
                env={**os.environ, "NO_PROXY": "127.0.0.1"},
                check=False,
            )
            worst = max(worst, done.returncode)
    return worst


def configuration(parameters: dict[str, str]) -> str:
    lines = ["[parameters]"]
    lines += [f'"{name}" = "{value}"' for name, value in parameters.items()]
    lines += [
        "[[operations]]",
        'include-method = "PATCH"',
        "checks.positive_data_acceptance.enabled = false",
        "[[operations]]",
        'include-operation-id = ["get-app-environments", "get-environment-details"]',
        "checks.positive_data_acceptance.enabled = false",
        "[[operations]]",
        'include-operation-id = "get-environment-permissions"',
        "checks.status_code_conformance.enabled = false",
    ]
    return "\n".join(lines) + "\n"


def existing(base: str, authorization: str) -> dict[str, str]:
    app = get(f"{base}/apps", authorization)["apps"][0]["id"]
    environments = get(f"{base}/apps/{app}/environments", authorization)["environments"]
    running = next(one["id"] for one in environments if one["state"] == "running")
    return {
        "path.appId": app,
        "path.environmentId": running,
        "query.expand": "package",
    }


def get(url: str, authorization: str) -> dict:
    with urlopen(Request(url, headers={"Authorization": authorization})) as answer:
        return json.load(answer)


if __name__ == "__main__":
    sys.exit(main())
