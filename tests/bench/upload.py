"""Upload of a large archive from Rust, Python and Node against `curl -F`, `requests` and `fetch`, with the memory it takes.

Memory of Rust is all that its process ever held; of Python and Node it is what came on top of a client that has made
one small call.
"""

import hashlib
import subprocess
import sys
import time

from _bench import (
    ARCHIVE,
    CLIENT,
    NODE_CLIENT,
    child,
    last_line,
    node,
    platform,
    rust,
    side,
)

ROUNDS = 5

PYTHON = CLIENT + """
client = make("Client")
client.apps.list()
base = peak()
begun = time.perf_counter()
upload = client.packages.upload("orders", sys.argv[1], sha256=sys.argv[2] if len(sys.argv) > 2 else None)
print(json.dumps({"seconds": time.perf_counter() - begun, "aboveBaseMb": (peak() - base) / 1024, "sha256": upload.sha256}))
"""

REQUESTS = CLIENT + """
import requests
base = peak()
begun = time.perf_counter()
with open(sys.argv[1], "rb") as file:
    headers = {"Mendix-Username": where["credentials"]["username"], "Mendix-ApiKey": where["credentials"]["apiKey"]}
    url = where["endpoints"]["deploy"] + "/api/v2/apps/orders/packages/upload?name=peer.mda"
    requests.post(url, headers=headers, files={"file": file}).raise_for_status()
print(json.dumps({"seconds": time.perf_counter() - begun, "aboveBaseMb": (peak() - base) / 1024}))
"""

NODE = NODE_CLIENT + """
const [, , file, sha256] = process.argv
const client = await make()
await client.apps.list()
const base = peak()
let upload
const took = await seconds(async () => {
  upload = await client.packages.upload('orders', file, sha256 ? { sha256 } : {})
})
console.log(JSON.stringify({ seconds: took, aboveBaseMb: peak() - base, sha256: upload.sha256 }))
"""

FETCH = NODE_CLIENT + """
const base = peak()
const took = await seconds(async () => {
  const body = new FormData()
  body.set('file', await openAsBlob(process.argv[2]), 'peer.mda')
  const url = endpoints.deploy + '/api/v2/apps/orders/packages/upload?name=fetch.mda'
  const answer = await fetch(url, { method: 'POST', headers, body })
  if (!answer.ok) throw new Error(`fetch: ${answer.status}`)
})
console.log(JSON.stringify({ seconds: took, aboveBaseMb: peak() - base }))
"""


def curl(where: dict) -> dict:
    who = where["credentials"]
    config = f'header = "Mendix-Username: {who["username"]}"\nheader = "Mendix-ApiKey: {who["apiKey"]}"\n'
    url = where["endpoints"]["deploy"] + "/api/v2/apps/orders/packages/upload?name=curl.mda"
    begun = time.perf_counter()
    command = ["curl", "--silent", "--fail", "--config", "-", "-F", f"file=@{ARCHIVE}", url]
    subprocess.run(command, input=config, text=True, check=True, stdout=subprocess.DEVNULL)
    return {"seconds": time.perf_counter() - begun}


def main() -> int:
    with ARCHIVE.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    commands = {
        "rust": [rust(), "upload"],
        "python": [sys.executable, "-c", PYTHON],
        "node": node("upload", NODE),
        "requests": [sys.executable, "-c", REQUESTS],
        "fetch": node("fetch", FETCH),
    }
    runs: dict[str, list[dict]] = {"curl": []}
    for _ in range(ROUNDS):
        # A platform keeps what is uploaded, and the system writes that back while the next upload runs: with one
        # platform for several, the later ones pay for the earlier.
        with platform() as where:
            runs["curl"].append(curl(where))
        for who, command in commands.items():
            with platform() as where:
                runs.setdefault(who, []).append(child([*command, str(ARCHIVE)], where))
            if who in ("rust", "python", "node"):
                with platform() as where:
                    known = child([*command, str(ARCHIVE), digest], where)
                runs.setdefault(f"{who}, digest known", []).append(known)
    for run in (run for each in runs.values() for run in each if "sha256" in run):
        assert run["sha256"] == digest, f"the digest is {digest}, and an upload says {run['sha256']}"
    best, above = {}, {}
    for who, each in runs.items():
        memory = {key: round(max(run[key] for run in each), 1) for key in ("peakMb", "aboveBaseMb") if key in each[0]}
        best[who] = side(who, [run["seconds"] for run in each], **memory)
        above[who.partition(",")[0]] = max(above.get(who.partition(",")[0], 0), *memory.values(), 0)
    code = 0
    for who in ("rust", "python", "node"):
        for name, most in ((f"{who}, digest known", 1.3), (who, 2)):
            ratio = best[name] / best["curl"]
            code |= last_line(f"upload, {name}", ratio, most, ratio <= most)
    for who, most in (("rust", 32), ("python", 16), ("node", 64)):
        code |= last_line(f"upload, memory of {who}", above[who] / most, 1, above[who] <= most, mb=above[who], atMostMb=most)
    return code


if __name__ == "__main__":
    sys.exit(main())
