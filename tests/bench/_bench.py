"""What the measurements share: a platform in a process of its own, children whose memory is read, and the last line."""

from __future__ import annotations

import contextlib
import json
import os
import pathlib
import statistics
import subprocess
import sys
from collections.abc import Iterator

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCRATCH = ROOT / "target" / "bench"
ARCHIVE = SCRATCH / "package-481mb.mda"

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


def rust() -> str:
    """The helper program in Rust, `core/examples/bench_client.rs`; `cargo xtask bench` builds it and says where it is."""
    return os.environ["MENDIX_DEPLOY_NATIVE"] + "/examples/bench_client"


def node(name: str, program: str) -> list[str]:
    """The command that runs a program in Node, where `mendix-deploy` is the package with the release module."""
    script = SCRATCH / f"{name}.mjs"
    script.write_text(program)
    return ["node", str(script)]


def side(who: str, seconds: list[float], **more: object) -> float:
    """Prints the line of one side, and gives its best round: other work on the machine only adds."""
    line = {"who": who, "bestSeconds": round(min(seconds), 3), "medianSeconds": round(statistics.median(seconds), 3)}
    print(json.dumps(line | more), flush=True)
    return min(seconds)


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

NODE_CLIENT = """
import { text } from 'node:stream/consumers'
import { openAsBlob, readFileSync } from 'node:fs'
const where = JSON.parse(await text(process.stdin))
const { credentials: who, endpoints } = where
const peak = () => Number(/VmHWM:\\s+(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]) / 1024
const seconds = async (work) => {
  const begun = performance.now()
  await work()
  return (performance.now() - begun) / 1000
}
const make = async () => {
  const { Client, SecretValue } = await import('mendix-deploy')
  return new Client({ username: who.username, apiKey: new SecretValue(who.apiKey), endpoints })
}
const headers = { 'Mendix-Username': who.username, 'Mendix-ApiKey': who.apiKey }
"""
