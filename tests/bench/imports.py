"""Import of the Python module against `asyncio, ssl, json`, and of the Node module: fresh processes, taking turns."""

import subprocess
import sys
import time

from _bench import ROOT, last_line

ROUNDS = 25


def wall(command: list[str]) -> float:
    begun = time.perf_counter()
    subprocess.run(command, check=True, cwd=ROOT)
    return time.perf_counter() - begun


def node(statement: str) -> float:
    """Milliseconds that one statement takes inside a fresh process."""
    program = f"const begun = process.hrtime.bigint(); {statement}; console.log(Number(process.hrtime.bigint() - begun) / 1e6)"
    done = subprocess.run(["node", "-e", program], check=True, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    return float(done.stdout)


def main() -> int:
    bare, ours, theirs = [], [], []
    for _ in range(ROUNDS):
        bare.append(wall([sys.executable, "-c", "pass"]))
        ours.append(wall([sys.executable, "-c", "import mendix_deploy"]))
        theirs.append(wall([sys.executable, "-c", "import asyncio, ssl, json"]))
    base = min(bare)
    ratio = (min(ours) - base) / (min(theirs) - base)
    code = last_line(
        "import of Python", ratio, 1.5, ratio <= 1.5, oursMs=round((min(ours) - base) * 1000, 1), theirsMs=round((min(theirs) - base) * 1000, 1)
    )
    best = min(node("require('mendix-deploy')") for _ in range(ROUNDS))
    return code | last_line("import of Node", best / 40, 1, best <= 40, oursMs=round(best, 1))


if __name__ == "__main__":
    sys.exit(main())
