"""Comparisons: of two projects of 392 units and 12 MB, and of two archives of 481 MB, from opening them to the verdict.

Prints one JSON line per pair and one with the worst share of a limit; exits 1 when the projects take more than 60 ms, the
archives 100 ms or 32 MB above the empty process, or when a byte was written: nothing is extracted.
"""

import sys

from _bench import last_line, side
from _models import measured, written

TURNS = 3
ROUNDS = 7
LIMITS = {"project": (0.060, None), "archive": (0.100, 32)}


def main() -> int:
    worst, passed, details = 0.0, True, {}
    for kind, (seconds, megabytes) in LIMITS.items():
        old, new = str(written(kind, 1)), str(written(kind, 2))
        turns = [measured("compare", new, old, str(ROUNDS)) for _ in range(TURNS)]
        best = side(kind, [turn["bestSeconds"] for turn in turns], found=turns[0]["found"])
        assert turns[0]["found"]["class"] == "destructive", turns[0]["found"]
        memory = max(turn["peakMb"] - turn["baseMb"] for turn in turns)
        worst = max(worst, best / seconds, memory / megabytes if megabytes else 0)
        passed &= all(turn["bytesWritten"] in (0, None) for turn in turns)
        details |= {f"{kind}Ms": round(best * 1000, 1), f"{kind}MemoryMb": memory}
    return last_line("compare_packages", worst, 1, passed and worst <= 1, **details)


if __name__ == "__main__":
    sys.exit(main())
