"""Which constants of a 481 MB archive get a value, which keep their default, which nobody has any more.

The peer does what deployment scripts and buildpacks do: it extracts the archive and then looks. Both sides must find the
same three sets. Prints one JSON line per side and one with the ratio of the best rounds; exits 1 when it is below 50.
"""

import json
import pathlib
import shutil
import sys
import tempfile
import time
import zipfile

from _bench import SCRATCH, last_line, side
from _models import measured, written

TURNS = 3
ROUNDS = 9
REQUIRED_RATIO = 50


def check(archive: str, landscape: str) -> dict:
    folder = pathlib.Path(tempfile.mkdtemp(dir=SCRATCH))
    try:
        with zipfile.ZipFile(archive) as package:
            package.extractall(folder)
        metadata = json.loads((folder / "model" / "metadata.json").read_text("utf-8-sig"))
    finally:
        shutil.rmtree(folder)
    modelled = {constant["Name"] for constant in metadata["Constants"]}
    lines = pathlib.Path(landscape).read_text().splitlines()
    wanted = {line.split(":")[0].strip() for line in lines if ".Constant" in line}
    return {
        "effective": sorted(modelled & wanted),
        "default": sorted(modelled - wanted),
        "obsolete": sorted(wanted - modelled),
    }


def main() -> int:
    archive, landscape = str(written("archive", 1)), str(written("landscape", 1))
    theirs, ours = [], []
    for _ in range(TURNS):
        begun = time.perf_counter()
        found = check(archive, landscape)
        theirs.append(time.perf_counter() - begun)
        turn = measured("constants", archive, landscape, str(ROUNDS))
        assert turn["found"] == found, "the two sides found different constants"
        assert all(found.values()), "a set is empty: the comparison would prove nothing"
        ours.append(turn)
    best = side("this library", [turn["bestSeconds"] for turn in ours])
    ratio = side("extract and look", theirs, **{name: len(names) for name, names in found.items()}) / best
    clean = all(turn["bytesWritten"] in (0, None) for turn in ours)
    return last_line("constants_check", ratio, REQUIRED_RATIO, ratio >= REQUIRED_RATIO and clean)


if __name__ == "__main__":
    sys.exit(main())
