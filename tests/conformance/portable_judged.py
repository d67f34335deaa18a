"""What pyhocon makes of configuration files of portable packages: the judge of `core/offline/tests/it/targets/judged.rs`.

Without arguments it checks that the recorded answers are still pyhocon's; with `write` it records them.
Left out is what pyhocon is known to read otherwise than the specification: `+=`, `\\u` escapes, a key in quotation marks
followed by a path, an object over a value that replaced an object, and `30m`, of which it makes a length of time.
"""

from __future__ import annotations

import json
import os
import random
import sys
from pathlib import Path

RECORDED = Path(__file__).parents[2] / "core/offline/tests/it/targets/judged.json"
VARIABLES = {"JUDGED_ONE": "one", "JUDGED_TWO": "two words", "JUDGED_NUMBER": "42", "JUDGED_ODD": 'a"b#c//d${e}'}
CASES = 300


def value(chance: random.Random, names: list[str]) -> str:
    kind = chance.randrange(10)
    if kind == 0:
        return str(chance.randrange(-1000, 100000))
    if kind == 1:
        return chance.choice(["true", "false"])
    if kind == 2:
        return json.dumps(chance.choice(["", " ", "https://a.example/#x//y", "a = b", "{}", "${no}", "tab\tnew\nline", "ü"]), ensure_ascii=False)
    if kind == 3:
        return chance.choice(["word", "two words", "a-b_c", "1.5", "10.24.0", "30 minuten"])
    if kind == 4:
        return "[" + ", ".join(str(chance.randrange(9)) for _ in range(chance.randrange(1, 4))) + "]"
    if kind == 5:
        return "[{a = 1, b = x}, {a = 2}]"
    if kind == 6:
        return "${?" + chance.choice([*VARIABLES, "JUDGED_NOBODY"]) + "}"
    if kind == 7 and names:
        return "${runtime.params." + chance.choice(names) + "}"
    if kind == 8:
        return 'x"y"${?' + chance.choice([*VARIABLES, "JUDGED_NOBODY"]) + "}z"
    return json.dumps("text")


def text(chance: random.Random, values: dict[str, list[str]]) -> str:
    lines: list[str] = []
    names: list[str] = []
    for _ in range(chance.randrange(1, 12)):
        name = f"p{chance.randrange(6)}"
        path = "runtime.params." + name
        line = value(chance, [known for known in names if known < name])
        # It mixes up what stood there before with a substitution that follows: a text survives, where the variable is set.
        before = values.setdefault(name, [])
        if "${" in line and before and (len(before) > 1 or "NOBODY" in line or not before[0].startswith('"')):
            continue
        before.append(line)
        sign = chance.choice(["=", ":", " = ", " : "])
        comment = chance.choice(["", "", " # why", " // why"])
        if chance.randrange(4) == 0:
            lines.append("runtime { params {\n  " + name + sign + line + comment + "\n}\n}")
        else:
            lines.append(path + sign + line + comment)
        if not line.startswith("${?"):
            names.append(name)
    return "\n".join(lines) + "\n"


def judged() -> list[dict[str, object]]:
    from pyhocon import ConfigFactory, HOCONConverter
    from pyhocon.exceptions import ConfigSubstitutionException

    os.environ.update(VARIABLES)
    chance = random.Random(5)
    cases: list[dict[str, object]] = []
    while len(cases) < CASES:
        values: dict[str, list[str]] = {}
        files = [text(chance, values) for _ in range(chance.randrange(1, 4))]
        try:
            config = ConfigFactory.parse_string("\n".join(files))
        except ConfigSubstitutionException:
            continue  # it gives up on some values that were replaced before they were asked for
        tree = json.loads(HOCONConverter.to_json(config))
        params = tree.get("runtime", {}).get("params", {})
        # It writes null for a setting that a substitution leaves undefined; no case sets null.
        params = {name: value for name, value in params.items() if value is not None}
        cases.append({"files": files, "params": params})
    return cases


def main() -> int:
    answer = {"variables": VARIABLES, "cases": judged()}
    if sys.argv[1:] == ["write"]:
        RECORDED.write_text(json.dumps(answer, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        return 0
    if json.loads(RECORDED.read_text(encoding="utf-8")) != answer:
        print("pyhocon answers otherwise than recorded: run this with `write` and look at what changed")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
