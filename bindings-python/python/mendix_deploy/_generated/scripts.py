# Generated from the Rust core by `cargo xtask generate`. Do not edit.
"""Models of the namespace `scripts`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .._enums import OrderedEnum

if TYPE_CHECKING:
    from .verdicts import ReleaseClass


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptReading:
    """What a script does."""

    statements: tuple[ScriptStatement, ...] = ()
    """Every statement, in order."""
    effect: StatementEffect
    """The worst that a statement does; `bookkeeping` for an empty script."""
    release_class: ReleaseClass
    """May both versions run on the database afterwards?"""
    may_block_start: bool
    """Whether a statement can fail on data that is there."""
    destroyed: tuple[str, ...] = ()
    """What is destroyed: `table` or `table/column`, by code point."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptStatement:
    """One statement of a script."""

    number: int
    """Its place in the script, from 1. At most 2^53 - 1."""
    effect: StatementEffect
    """What it does."""
    element: str | None = None
    """What it is about, under the names the database had before the script: `table` or `table/column`."""
    what: str
    """What it does, one sentence. It repeats no values."""
    may_block_start: bool
    """Whether it can fail on data that is there, which ends the start."""


class StatementEffect(OrderedEnum):
    """What a statement does to what the database holds. Ordered from harmless to unknown."""

    BOOKKEEPING = "bookkeeping"
    """It changes rows of the runtime's own catalogue."""
    REBUILDS = "rebuilds"
    """It removes or makes again what holds no data: an index, a constraint that was there before, a name that comes back."""
    ADDS = "adds"
    """It adds a table, a column, an index, a sequence."""
    FILLS = "fills"
    """It fills what was added in the same script."""
    LOOSENS = "loosens"
    """It takes a rule away that data had to keep: a constraint, a column that had to have a value."""
    CONSTRAINS = "constrains"
    """It adds a rule that data has to keep."""
    RENAMES = "renames"
    """It renames a table or a column, with everything in it. The old version looks for the old name."""
    CONVERTS = "converts"
    """It changes a type or a width, or copies values into another form."""
    DESTROYS = "destroys"
    """It removes or overwrites what was stored."""
    UNKNOWN = "unknown"
    """It is not one of the statements that are known. It may do anything."""
