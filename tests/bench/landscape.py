"""A landscape of 125, 250, 500 and 1000 apps of four environments: loaded, validated, inherited, held against the policy.

Each environment has 30 constants, 10 runtime settings and 5 secret references. Each size runs in a process of its own, so
that its peak of memory is its own. Prints one JSON line per size; exits 1 when 500 apps take more than 2 seconds or 200 MB,
or when twice the apps take more than three times as long.
"""

import json
import pathlib
import resource
import subprocess
import sys
import time

from _bench import SCRATCH

SIZES = (125, 250, 500, 1000)
MOST_SECONDS = 2
MOST_BYTES = 200 * 1000 * 1000
MOST_GROWTH = 3
TIERS = ("development", "test", "acceptance", "production")


def environment(app: int, tier: str) -> list[str]:
    lines = [f"      {tier}:", "        constants:"]
    lines += [f"          Module{n % 7}.Constant{n}: value {n} of app {app}" for n in range(30)]
    lines += ["        runtimeSettings:"]
    lines += [f"          com.mendix.setting.Number{n}: {n}" for n in range(10)]
    lines += ["        variables:"]
    lines += [f"          SECRET_{n}: vault://kv/app{app}/{tier}#key{n}" for n in range(5)]
    lines += [
        f"        database: {{engine: postgresql, host: db{app}-{tier}.example, name: app{app}_{tier}}}",
        f"        storage: {{provider: s3, bucket: app{app}-{tier}}}",
        "        scheduledEvents: none",
    ]
    return lines


def written(apps: int) -> pathlib.Path:
    lines = ["version: 1", "defaults: {logging: {level: info}}", "apps:"]
    for app in range(apps):
        lines += [f"  app{app}:", "    target: docker", "    environments:"]
        for tier in TIERS:
            lines += environment(app, tier)
    path = pathlib.Path(SCRATCH) / f"landscape-{apps}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def measure(path: str, apps: int) -> None:
    from mendix_deploy import Landscape

    before = peak()
    begun = time.perf_counter()
    landscape = Landscape.load(path)
    loaded = time.perf_counter()
    environments = landscape.environments
    assert len(environments) == apps * len(TIERS)
    inherited = time.perf_counter()
    findings = None
    if hasattr(landscape, "policy"):
        findings = len(landscape.policy().findings)
    done = time.perf_counter()
    print(
        json.dumps(
            {
                "apps": apps,
                "bytes": pathlib.Path(path).stat().st_size,
                "loadSeconds": round(loaded - begun, 3),
                "inheritSeconds": round(inherited - loaded, 3),
                "policySeconds": round(done - inherited, 3) if findings is not None else None,
                "policyFindings": findings,
                "seconds": round(done - begun, 3),
                "peakBytes": peak(),
                "peakBytesBefore": before,
            }
        ),
        flush=True,
    )


def peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def main() -> int:
    measured = {}
    for apps in SIZES:
        path = written(apps)
        turns = []
        for _ in range(3):
            command = [sys.executable, __file__, str(path), str(apps)]
            turn = subprocess.run(command, check=True, capture_output=True, text=True)
            turns.append(json.loads(turn.stdout))
        measured[apps] = min(turns, key=lambda turn: turn["seconds"])
        print(json.dumps(measured[apps]), flush=True)
        path.unlink()
    target = measured[500]
    growth = max(measured[apps * 2]["seconds"] / measured[apps]["seconds"] for apps in SIZES[:-1])
    ok = target["seconds"] <= MOST_SECONDS and target["peakBytes"] <= MOST_BYTES and growth <= MOST_GROWTH
    print(json.dumps({"bench": "landscape", "growthPerDoubling": round(growth, 2), "ok": ok}))
    return 0 if ok else 1


if __name__ == "__main__":
    if len(sys.argv) > 1:
        measure(sys.argv[1], int(sys.argv[2]))
        sys.exit(0)
    sys.exit(main())
