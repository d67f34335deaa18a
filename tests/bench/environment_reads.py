"""200 reads of an environment at 20 ms each with 16 in flight, in Python, Rust and Node, against a `requests` pool of 16."""

import sys

from _bench import CLIENT, NODE_CLIENT, child, last_line, node, platform, rust, side

READS, WIDTH, DELAY_MS, ROUNDS = 200, 16, 20, 7
IDEAL = -(-READS // WIDTH) * DELAY_MS / 1000

PYTHON = CLIENT + f"""
import asyncio
async def main():
    client = make("AsyncClient")
    gate = asyncio.Semaphore({WIDTH})
    async def read():
        async with gate:
            await client.environments.get("orders/Test")
    await asyncio.gather(*(read() for _ in range({WIDTH})))
    begun = time.perf_counter()
    await asyncio.gather(*(read() for _ in range({READS})))
    return time.perf_counter() - begun
print(json.dumps({{"seconds": asyncio.run(main())}}))
"""

NODE = NODE_CLIENT + f"""
const client = await make()
const many = async (count) => {{
  const read = async () => {{
    while (count-- > 0) await client.environments.get('orders/Test')
  }}
  await Promise.all(Array.from({{ length: {WIDTH} }}, read))
}}
await many({WIDTH})
console.log(JSON.stringify({{ seconds: await seconds(() => many({READS})) }}))
"""

REQUESTS = CLIENT + f"""
import requests
from concurrent.futures import ThreadPoolExecutor
session = requests.Session()
session.mount("http://", requests.adapters.HTTPAdapter(pool_connections={WIDTH}, pool_maxsize={WIDTH}))
session.headers.update({{"Mendix-Username": where["credentials"]["username"], "Mendix-ApiKey": where["credentials"]["apiKey"]}})
def read(_):
    answer = session.get(where["endpoints"]["deploy"] + "/api/1/apps/orders/environments/Test")
    answer.raise_for_status()
    return answer.json()
with ThreadPoolExecutor({WIDTH}) as pool:
    list(pool.map(read, range({WIDTH})))
    begun = time.perf_counter()
    list(pool.map(read, range({READS})))
    print(json.dumps({{"seconds": time.perf_counter() - begun}}))
"""


def main() -> int:
    delay = {"fault": "delay", "path": "*/environments/Test", "times": "always", "realMs": DELAY_MS}
    commands = {
        "requests": [sys.executable, "-c", REQUESTS],
        "python": [sys.executable, "-c", PYTHON],
        "rust": [rust(), "reads", str(READS), str(WIDTH)],
        "node": node("reads", NODE),
    }
    rounds = {who: [] for who in commands}
    with platform(delay) as where:
        for _ in range(ROUNDS):
            for who, command in commands.items():
                rounds[who].append(child(command, where)["seconds"])
    best = {who: side(who, seconds) for who, seconds in rounds.items()}
    theirs, limit, code = best.pop("requests"), 1.2 * IDEAL, 0
    for who, ours in best.items():
        code |= last_line(f"environment reads, {who}", ours / theirs, 1, ours <= theirs and ours <= limit,
                          seconds=round(ours, 3), atMostSeconds=round(limit, 3))
    return code


if __name__ == "__main__":
    sys.exit(main())
