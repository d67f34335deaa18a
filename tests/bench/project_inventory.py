"""The inventory of real projects: CPU time and memory of a whole process, from its start to its end.

Takes the largest single-file project and the split project with the most units of `../shared/fixtures`, the split one
in its zip and unpacked. Prints one JSON line for each and a last one; exits 1 when one needs more than 25 ms of CPU or
30 MB, or wrote a byte. Without these projects it says so and measures nothing.
"""

from __future__ import annotations

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import zipfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
SHARED = pathlib.Path(os.environ.get("MENDIX_DEPLOY_SHARED", ROOT.parent / "shared"))
ROUNDS = 15
CPU_SECONDS = 0.025
BYTES = 30_000_000


def build() -> str:
    command = ["cargo", "build", "--quiet", "--release", "--package", "mendix-deploy-offline"]
    command += ["--example", "project_inventory", "--message-format", "json-render-diagnostics"]
    lines = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout.splitlines()
    artifacts = (json.loads(line) for line in lines)
    return next(a["executable"] for a in artifacts if a.get("target", {}).get("name") == "project_inventory")


def once(program: str, file: pathlib.Path) -> tuple[float, int, dict]:
    """CPU seconds, peak bytes and the output of one process."""
    child = subprocess.Popen([program, str(file)], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    with child.stdout:
        output = child.stdout.read()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    assert child.returncode == 0, file
    found = json.loads(output)
    # Its own word: what `wait4` says includes the moment before the program was loaded, when the child was this process.
    peak = 1024 * found.pop("peakKibibytes")
    return usage.ru_utime + usage.ru_stime, peak, found


def listing(folder: pathlib.Path) -> list[tuple[str, int]]:
    return sorted((str(path), path.stat().st_mtime_ns) for path in folder.rglob("*"))


def units(file: pathlib.Path) -> int:
    with zipfile.ZipFile(file) as archive:
        return sum(name.endswith(".mxunit") for name in archive.namelist())


def main() -> int:
    singles = sorted(SHARED.glob("fixtures/*/*.mpr"), key=lambda file: file.stat().st_size)
    splits = sorted(SHARED.glob("fixtures/*/*.zip"), key=units)
    if not singles or not splits:
        print(f"SKIPPED: project_inventory: no projects in {SHARED / 'fixtures'}")
        return 0
    program = build()
    worst_cpu, worst_bytes, written = 0.0, 0, 0
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        with zipfile.ZipFile(splits[-1]) as archive:
            archive.extractall(folder)
        unpacked = next(folder.glob("*.mpr"))
        before = listing(folder)
        for kind, file in [("single file", singles[-1]), ("split, in a zip", splits[-1]), ("split", unpacked)]:
            rounds = [once(program, file) for _ in range(ROUNDS)]
            cpu = min(seconds for seconds, _, _ in rounds)
            peak = max(size for _, size, _ in rounds)
            found = rounds[0][2]
            line = {"who": kind, "bestCpuSeconds": round(cpu, 4), "peakMegabytes": round(peak / 1e6, 1)}
            print(json.dumps(line | found), flush=True)
            worst_cpu, worst_bytes = max(worst_cpu, cpu), max(worst_bytes, peak)
            written += found["bytesWritten"] or 0
        left_alone = listing(folder) == before
    passed = worst_cpu <= CPU_SECONDS and worst_bytes <= BYTES and written == 0 and left_alone
    result = {"bench": "project_inventory", "ratio": round(worst_cpu / CPU_SECONDS, 2), "required": 1, "passed": passed}
    print(json.dumps(result | {"peakMegabytes": round(worst_bytes / 1e6, 1), "requiredMegabytes": BYTES / 1e6}))
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
