# Generated from the Rust core by `cargo xtask generate`. Do not edit.
# ruff: noqa
"""Models of the namespace `scripts`."""

from ._generated.scripts import (
    ScriptReading,
    ScriptStatement,
    StatementEffect,
)

__all__ = [
    "ScriptReading",
    "ScriptStatement",
    "StatementEffect",
]
