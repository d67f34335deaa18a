"""Asks of every release whether the version before it may start again, and what that would lose."""

import itertools
import pathlib
import tempfile

from _releases import releases

with tempfile.TemporaryDirectory() as name:
    packages = list(releases(pathlib.Path(name)).items())
    for (before, old), (after, new) in itertools.pairwise(packages):
        verdict = new.changes_since(old).rollback
        print(f"back from {after} to {before}: {verdict.safety}")
        for reason in verdict.reasons:
            print(f"    {reason}")
        for loss in verdict.losses:
            print(f"    lost: {loss.what}")
        # A pipeline ends with this: `sys.exit(0 if verdict.is_safe else 1)`.
        print(f"    exit code of a check in a pipeline: {0 if verdict.is_safe else 1}")
