"""The model of a project of 392 units and 12 MB: this library against Python's `sqlite3` and `pymongo`'s `bson`.

Prints one JSON line per side and one with the ratio of the best rounds; exits 1 when the ratio is below 5, when a round
takes more than 25 ms or 30 MB above the empty process, or when a byte was written.
"""

import sqlite3
import sys
import time

import bson
from _bench import last_line, side
from _models import measured, written

TURNS = 5
ROUNDS = 9
REQUIRED_RATIO = 5
MOST_SECONDS = 0.025
MOST_MB = 30


def scan(file: str) -> dict:
    """What a script does that wants to know the entities: decode the units, keep the domain models and constants."""
    database = sqlite3.connect(f"file:{file}?mode=ro&immutable=1", uri=True)
    entities = attributes = constants = 0
    for (contents,) in database.execute("SELECT Contents FROM Unit"):
        unit = bson.decode(contents)
        if unit["$Type"] == "DomainModels$DomainModel":
            for entity in unit["Entities"][1:]:
                entities += 1
                attributes += len(entity["Attributes"][1:])
        elif unit["$Type"] == "Constants$Constant":
            constants += 1
    return {"entities": entities, "attributes": attributes, "constants": constants}


def main() -> int:
    file = str(written("project", 1))
    theirs, ours = [], []
    for _ in range(TURNS):
        for _ in range(3):
            begun = time.perf_counter()
            found = scan(file)
            theirs.append(time.perf_counter() - begun)
        turn = measured("scan", file, str(ROUNDS))
        assert turn["found"] == found, f"{turn['found']} and {found}"
        ours.append(turn)
    best = side("this library", [turn["bestSeconds"] for turn in ours], found=found)
    ratio = side("sqlite3 and bson", theirs) / best
    memory = max(turn["peakMb"] - turn["baseMb"] for turn in ours)
    clean = all(turn["bytesWritten"] in (0, None) for turn in ours)
    passed = ratio >= REQUIRED_RATIO and best <= MOST_SECONDS and memory <= MOST_MB and clean
    return last_line("project_scan", ratio, REQUIRED_RATIO, passed, memoryMb=memory, bestMs=round(best * 1000, 1))


if __name__ == "__main__":
    sys.exit(main())
