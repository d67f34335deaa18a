"""Import of the Python module against `asyncio, ssl, json`, and of the Node module: fresh processes, taking turns."""

import statistics
import subprocess
import sys
import time

from _bench import ROOT, SCRATCH, last_line

ROUNDS = 25


def wall(command: list[str]) -> float:
    begun = time.perf_counter()
    subprocess.run(command, check=True, cwd=ROOT)
    return time.perf_counter() - begun


def node(statement: str) -> float:
    """Milliseconds that one statement takes inside a fresh process."""
    kind = "module" if "await" in statement else "commonjs"
    program = f"const begun = process.hrtime.bigint(); {statement}; console.log(Number(process.hrtime.bigint() - begun) / 1e6)"
    done = subprocess.run(["node", "--input-type=" + kind, "-e", program], check=True, cwd=SCRATCH, stdout=subprocess.PIPE, text=True)
    return float(done.stdout)


def main() -> int:
    bare, ours, theirs = [], [], []
    for _ in range(ROUNDS):
        bare.append(wall([sys.executable, "-c", "pass"]))
        ours.append(wall([sys.executable, "-c", "import mendix_deploy"]))
        theirs.append(wall([sys.executable, "-c", "import asyncio, ssl, json"]))
    base = min(bare)

    def milliseconds(total: float) -> float:
        return round((total - base) * 1000, 1)

    ratio = (min(ours) - base) / (min(theirs) - base)
    code = last_line(
        "import of Python", ratio, 1.5, ratio <= 1.5, oursMs=milliseconds(min(ours)), theirsMs=milliseconds(min(theirs)),
        oursMedianMs=milliseconds(statistics.median(ours)), theirsMedianMs=milliseconds(statistics.median(theirs)), bareMs=round(base * 1000, 1)
    )
    ways = {"require": "require('mendix-deploy')", "import": "await import('mendix-deploy')"}
    loads = {way: [] for way in ways}
    for _ in range(ROUNDS):
        for way, statement in ways.items():
            loads[way].append(node(statement))
    for way, times in loads.items():
        code |= last_line(
            f"import of Node, {way}", min(times) / 40, 1, min(times) <= 40, oursMs=round(min(times), 1), medianMs=round(statistics.median(times), 1)
        )
    return code


if __name__ == "__main__":
    sys.exit(main())
