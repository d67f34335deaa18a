"""Decodes and encodes every golden value by both ways: the direct codec, and its twin over JSON text.

usage: python values_python.py <folder of golden values>
"""

from __future__ import annotations

import json
import pickle
import sys
from pathlib import Path

from mendix_deploy import _native


def main() -> None:
    failures = []
    cases = sorted(Path(sys.argv[1]).glob("*.json"))
    for case in cases:
        golden = json.loads(case.read_text(encoding="utf-8"))
        name, wanted = golden["type"], golden["output"]
        text = json.dumps(golden["input"])
        value = _native.decode_value(name, text)
        ways = {
            "direct": _native.encode_value(name, value),
            "core": _native.decode_json(name, text),
            "pickled": _native.encode_value(name, pickle.loads(pickle.dumps(value))),
            "from plain JSON": _native.encode_value(name, golden["input"]),
        }
        for way, got in ways.items():
            if json.loads(got) != wanted:
                failures.append(f"{case.name}, {way}: {got}")
        again = _native.decode_value(name, ways["direct"])
        if again != value:
            failures.append(f"{case.name}: {again!r} is not {value!r}")
    print(f"{len(cases)} golden values")
    if failures or not cases:
        sys.exit("\n".join(failures) or "no golden values")


main()
