"""Holds the published schema of the landscape against documents that are known to be right and wrong.

usage: landscape_schema.py ROOT
"""

import json
import pathlib
import sys

import yaml
from jsonschema import Draft202012Validator

RIGHT = [
    "version: 1\napps: {orders: {preset: threeEnvironments}}",
    "version: 1\napps: {o: {target: docker, environments: {test: , production: {scheduledEvents: ALL, approvals: 2}}}}",
    """version: 1
apps:
  o:
    environments:
      production:
        target: {kind: mendixCloud, appId: x}
        constants: {A.B: true, A.C: 1.5, A.D: {kind: emptyOnPurpose}}
        verify: {checks: [/health, {path: /a, status: 204}]}
        scheduledEvents: [A.Daily]
        freeze: [{first: '2026-12-24', last: '2026-12-26', reason: x}]
""",
]
WRONG = [
    "apps: {}",
    "version: 2\napps: {}",
    "version: 1\napps: {o: {taget: docker}}",
    "version: 1\napps: {o: {target: mendixcloud}}",
    "version: 1\napps: {o: {environments: {p: {scheduledEvents: []}}}}",
    "version: 1\napps: {o: {environments: {p: {constants: {A.B: [1]}}}}}",
    "version: 1\napps: {o: {environments: {p: {verify: {checks: [health]}}}}}",
    "version: 1\napps: {o: {environments: {p: {logging: {level: WARN}}}}}",
    "version: 1\napps: {o: {environments: {p: {database: {pasword: x}}}}}",
    "version: 1\napps: {o: {environments: {p: {runtimeSettings: {A: {kind: number}}}}}}",
    "version: 1\napps: {o: {environments: {p: {monitoring: {alerts: [everything]}}}}}",
    "version: 1\ndefaults: {exemptions: [{rule: MX-DB-001, expires: '2027-01-01'}]}\napps: {o: {}}",
]


def main(root: str) -> int:
    folder = pathlib.Path(root)
    schema = json.loads((folder / "docs/reference/landscape.schema.json").read_text())
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    every_key = folder / "core/offline/tests/it/landscape/every-key.yaml"
    right = [*RIGHT, every_key.read_text(), (folder / "examples/mendix-deploy.yaml").read_text()]
    failures = [
        f"refused: {text!r}: {next(validator.iter_errors(yaml.safe_load(text))).message}"
        for text in right
        if not validator.is_valid(yaml.safe_load(text))
    ]
    failures += [f"accepted: {text!r}" for text in WRONG if validator.is_valid(yaml.safe_load(text))]
    print("\n".join(failures) or f"{len(right)} accepted, {len(WRONG)} refused")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
