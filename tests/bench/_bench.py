"""What the measurements share: a platform in a process of its own, children whose memory is read, and the last line."""

from __future__ import annotations

import contextlib
import json
import pathlib
import subprocess
import sys
from collections.abc import Iterator

ROOT = pathlib.Path(__file__).resolve().parents[2]
ARCHIVE = ROOT / "target" / "bench" / "package-481mb.mda"

PLATFORM = """
import json, sys
import mendix_deploy as mxd
setup = json.loads(sys.argv[1])
with mxd.Emulator() as platform:
    platform.set_auto_advance(1000)
    for fault in setup:
        platform.inject(fault)
    print(json.dumps({"url": platform.url, "endpoints": platform.endpoints, "credentials": platform.credentials}), flush=True)
    sys.stdin.read()
"""


@contextlib.contextmanager
def platform(*faults: dict) -> Iterator[dict]:
    """An embedded platform in a process of its own: where it is and who may use it."""
    child = subprocess.Popen(
        [sys.executable, "-c", PLATFORM, json.dumps(faults)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        yield json.loads(child.stdout.readline())
    finally:
        child.stdin.close()
        child.wait()


def child(command: list[str], where: dict) -> dict:
    """Runs a program that reads `where` from its standard input and prints one line of JSON."""
    done = subprocess.run(command, input=json.dumps(where), stdout=subprocess.PIPE, text=True, check=True, cwd=ROOT)
    return json.loads(done.stdout.splitlines()[-1])


def last_line(bench: str, ratio: float, required: float, passed: bool, **more: object) -> int:
    """Prints the line that says how it went, and gives the exit code."""
    print(json.dumps({"bench": bench, "ratio": round(ratio, 2), "required": required, "passed": passed} | more))
    return 0 if passed else 1


CLIENT = """
import json, sys, time
where = json.load(sys.stdin)
def peak():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))
def make(kind):
    import mendix_deploy as mxd
    who = where["credentials"]
    return getattr(mxd, kind)(username=who["username"], api_key=mxd.SecretValue(who["apiKey"]),
        pat=mxd.SecretValue(who["pat"]), endpoints=mxd.clients.Endpoints(**where["endpoints"]))
"""
