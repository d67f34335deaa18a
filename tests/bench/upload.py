"""Upload of a large archive against `curl -F` and `requests`, with the memory that each takes beyond its own base."""

import json
import subprocess
import sys
import time

from _bench import ARCHIVE, CLIENT, ROOT, child, last_line, platform

ROUNDS = 3

OURS = CLIENT + """
client = make("Client")
client.apps.list()
base = peak()
begun = time.perf_counter()
upload = client.packages.upload("orders", sys.argv[1], sha256=sys.argv[2] or None)
print(json.dumps({"seconds": time.perf_counter() - begun, "aboveBaseMb": (peak() - base) / 1024, "sha256": upload.sha256}))
"""

THEIRS = CLIENT + """
import requests
base = peak()
begun = time.perf_counter()
with open(sys.argv[1], "rb") as file:
    headers = {"Mendix-Username": where["credentials"]["username"], "Mendix-ApiKey": where["credentials"]["apiKey"]}
    url = where["endpoints"]["deploy"] + "/api/v2/apps/orders/packages/upload?name=peer.mda"
    requests.post(url, headers=headers, files={"file": file}).raise_for_status()
print(json.dumps({"seconds": time.perf_counter() - begun, "aboveBaseMb": (peak() - base) / 1024}))
"""

NODE = """
import { text } from 'node:stream/consumers'
import { readFileSync } from 'node:fs'
import { Client, SecretValue } from 'mendix-deploy'
const { credentials: who, endpoints } = JSON.parse(await text(process.stdin))
const peak = () => Number(/VmHWM:\\s+(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]) / 1024
const client = new Client({ username: who.username, apiKey: new SecretValue(who.apiKey), endpoints })
await client.apps.list()
const base = peak()
const begun = performance.now()
await client.packages.upload('orders', process.argv[2])
console.log(JSON.stringify({ seconds: (performance.now() - begun) / 1000, aboveBaseMb: peak() - base }))
"""


def curl(where: dict) -> float:
    who = where["credentials"]
    config = f'header = "Mendix-Username: {who["username"]}"\nheader = "Mendix-ApiKey: {who["apiKey"]}"\n'
    url = where["endpoints"]["deploy"] + "/api/v2/apps/orders/packages/upload?name=curl.mda"
    begun = time.perf_counter()
    command = ["curl", "--silent", "--fail", "--config", "-", "-F", f"file=@{ARCHIVE}", url]
    subprocess.run(command, input=config, text=True, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begun


def main() -> int:
    script = ROOT / "target" / "bench" / "upload.mjs"
    script.write_text(NODE)
    known, fresh, peer, curls, node = [], [], [], [], []
    digest = ""
    with platform() as where:
        for _ in range(ROUNDS):
            curls.append(curl(where))
            fresh.append(child([sys.executable, "-c", OURS, str(ARCHIVE), ""], where))
            digest = fresh[-1]["sha256"]
            known.append(child([sys.executable, "-c", OURS, str(ARCHIVE), digest], where))
            peer.append(child([sys.executable, "-c", THEIRS, str(ARCHIVE)], where))
            node.append(child(["node", str(script), str(ARCHIVE)], where))
    best = min(curls)
    seconds = {name: min(run["seconds"] for run in runs) for name, runs in
               (("digest known", known), ("digest computed", fresh), ("requests", peer), ("node", node))}
    print(json.dumps({"curlSeconds": round(best, 2)} | {name: round(value, 2) for name, value in seconds.items()}))
    above = {name: max(run["aboveBaseMb"] for run in runs) for name, runs in
             (("python", [*known, *fresh]), ("requests", peer), ("node", node))}
    print(json.dumps({"aboveBaseMb": {name: round(value, 1) for name, value in above.items()}}))
    code = last_line("upload, digest known", seconds["digest known"] / best, 1.3, seconds["digest known"] <= 1.3 * best)
    code |= last_line("upload, digest computed", seconds["digest computed"] / best, 2, seconds["digest computed"] <= 2 * best)
    code |= last_line("upload, memory of Python", above["python"] / 16, 1, above["python"] <= 16)
    return code | last_line("upload, memory of Node", above["node"] / 64, 1, above["node"] <= 64)


if __name__ == "__main__":
    sys.exit(main())
