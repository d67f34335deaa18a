"""Asks of every release whether the version before it may start again, and what that would lose.

With a database of the app in `PGDATABASE` (and `PGHOST`, `PGPORT`, `PGUSER`, `PGPASSWORD`, as for `psql`), what only the
data can tell is asked there, read-only.
"""

import itertools
import pathlib
import tempfile

from _releases import database, releases

with tempfile.TemporaryDirectory() as name:
    packages = list(releases(pathlib.Path(name)).items())
    live = database()
    for (before, old), (after, new) in itertools.pairwise(packages):
        changes = new.changes_since(old)
        if live is not None:
            running = live.catalogue().model_version
            if running == before:
                changes = live.answer(changes, "forward")  # what the new version's start would lose
            elif running == after:
                changes = live.answer(changes, "backward")  # what the old version's start would lose
        verdict = changes.rollback
        print(f"back from {after} to {before}: {verdict.safety}")
        for reason in verdict.reasons:
            print(f"    {reason}")
        for loss in verdict.losses:
            print(f"    lost: {loss.what}")
        for question in changes.questions:
            if question.answer is not None:
                print(f"    asked: {question.question} {question.answer}")
        # A pipeline ends with this: `sys.exit(0 if verdict.is_safe else 1)`.
        print(f"    exit code of a check in a pipeline: {0 if verdict.is_safe else 1}")
