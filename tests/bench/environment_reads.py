"""200 reads of an environment at 20 ms each with 16 in flight: AsyncClient against a `requests` pool of 16."""

import sys

from _bench import CLIENT, child, last_line, platform

READS, WIDTH, DELAY_MS, ROUNDS = 200, 16, 20, 5
IDEAL = -(-READS // WIDTH) * DELAY_MS / 1000

OURS = CLIENT + f"""
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

THEIRS = CLIENT + f"""
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
    ours, theirs = [], []
    with platform(delay) as where:
        for _ in range(ROUNDS):
            ours.append(child([sys.executable, "-c", OURS], where)["seconds"])
            theirs.append(child([sys.executable, "-c", THEIRS], where)["seconds"])
    ratio = min(ours) / min(theirs)
    passed = ratio <= 1 and min(ours) <= 1.2 * IDEAL
    return last_line(
        "environment reads", ratio, 1, passed, oursSeconds=round(min(ours), 3), requestsSeconds=round(min(theirs), 3), atMostSeconds=round(1.2 * IDEAL, 3)
    )


if __name__ == "__main__":
    sys.exit(main())
