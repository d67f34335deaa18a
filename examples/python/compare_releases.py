"""Compares two releases: what changes in the database, and which strategies may carry the release."""

import pathlib
import tempfile

import mendix_deploy as mxd
from _releases import releases

with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    packages = releases(folder)

    # Direction cannot be confused: the new package says what changes since the old one.
    changes = packages["3.0.0"].changes_since(packages["2.6.0"])
    print(changes)

    # The same as a page for a merge request, for a change board, and for programs.
    for file in ("changes.md", "changes.html", "changes.json"):
        changes.write(folder / file)
    read = mxd.Changes.load(folder / "changes.json")
    for change in read.changes:
        if change.in_database and change.forward.data != mxd.DataEffect.KEEPS:
            print(f"[{change.row}] {change.name}: {change.forward.what}")
    for answer in read.strategies:
        print(f"{answer.strategy}: {answer.permission}")
