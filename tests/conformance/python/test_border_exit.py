"""The end of a program: workers are out of the interpreter before it goes, whatever was under way."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

RUNS = 12
"""Dying is a matter of timing: without the gate one in three runs of `LEFT` dies, and one in fifty of the others."""

DONE = """
import asyncio, mendix_deploy as mxd

async def main():
    client = emulator.async_client()
    await asyncio.gather(*(client.apps.list() for _ in range(8)))

with mxd.Emulator() as emulator:
    asyncio.run(main())
"""

LEFT = """
import asyncio, mendix_deploy as mxd

async def pieces():
    for _ in range(40):
        yield b"x" * 10_000
    reading.set()
    while True:
        await asyncio.sleep(0)
        yield b"x" * 10_000

async def main():
    global reading
    reading = asyncio.Event()
    client = emulator.async_client()
    uploads = [client.packages.upload("orders", pieces(), name="left.mda") for _ in range(8)]
    tasks = [asyncio.ensure_future(upload) for upload in uploads]
    await reading.wait()
    return tasks  # the end of the loop cancels them

emulator = mxd.Emulator()
asyncio.run(main())
"""

LATE = """
import atexit

def after():
    assert sync.apps.list()[0].name == "Orders"
    asyncio.run(main())

atexit.register(after)  # before the import: it runs after the library's own handler

import asyncio, mendix_deploy as mxd

async def main():
    client = emulator.async_client()
    answers = await asyncio.gather(*(client.apps.list() for _ in range(8)))
    assert {apps[0].name for apps in answers} == {"Orders"}

emulator = mxd.Emulator()
sync = emulator.client()
asyncio.run(main())
"""

FORKED = """
import asyncio, os, signal, mendix_deploy as mxd

async def main():
    client = emulator.async_client()
    await asyncio.gather(*(client.apps.list() for _ in range(8)))

emulator = mxd.Emulator()
asyncio.run(main())
child = os.fork()
if child == 0:
    signal.alarm(20)
asyncio.run(main())  # the child ends as any program does, its parent's emulator included
if child:
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
"""


@pytest.mark.parametrize("program", [DONE, LEFT, LATE, FORKED], ids=["done", "left", "late", "forked"])
def test_a_program_that_is_done_ends_well(program: str) -> None:
    def run(_: int) -> tuple[int, str]:
        command = [sys.executable, "-W", "ignore::DeprecationWarning", "-c", program]
        ended = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
        return ended.returncode, ended.stderr

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(run, range(RUNS))) == {(0, "")}
