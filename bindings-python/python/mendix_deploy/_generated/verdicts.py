# Generated from the Rust core by `cargo xtask generate`. Do not edit.
"""Models of the namespace `verdicts`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .._documents import VerdictMembers
from .._enums import ClosedEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """Something that going back would lose. Its name is what a caller accepts."""

    name: str
    """The name given in `acceptLoss`, such as `dataSinceSnapshot`."""
    what: str
    """What is lost, one sentence."""


class ReleaseClass(ClosedEnum):
    """May two versions run on one database at the same time?

    Not ordered as text. From least to most far-reaching: `scale`, `configuration`, `rebuilt`, `model`, `additive`,
    `destructive`; `unknown` stands apart.
    """

    SCALE = "scale"
    """The number of instances or their memory changes; the package does not."""
    CONFIGURATION = "configuration"
    """Only settings change."""
    REBUILT = "rebuilt"
    """Another build of the same model."""
    MODEL = "model"
    """The model changes, the database schema does not."""
    ADDITIVE = "additive"
    """The schema gains elements; the old version would not miss them."""
    DESTRUCTIVE = "destructive"
    """The schema loses, renames or converts elements."""
    UNKNOWN = "unknown"
    """The packages were not compared. Nothing is implied."""


class RollbackSafety(ClosedEnum):
    """May the old version start again on the database that the new one has started on?"""

    SAFE = "safe"
    """Yes; nothing is lost."""
    LOSES_RECENT = "losesRecent"
    """Yes; what was stored in new elements since is lost."""
    NEEDS_RESTORE = "needsRestore"
    """Only on a restored backup."""
    UNKNOWN = "unknown"
    """The packages were not compared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RollbackVerdict(VerdictMembers):
    """The answer with its evidence."""

    safety: RollbackSafety
    """The answer."""
    reasons: tuple[str, ...] = ()
    """The evidence, one sentence each."""
    losses: tuple[Loss, ...] = ()
    """What going back would lose."""
