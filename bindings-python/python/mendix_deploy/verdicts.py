# Generated from the Rust core by `cargo xtask generate`. Do not edit.
# ruff: noqa
"""Models of the namespace `verdicts`."""

from ._generated.verdicts import (
    Loss,
    ReleaseClass,
    RollbackSafety,
    RollbackVerdict,
)

__all__ = [
    "Loss",
    "ReleaseClass",
    "RollbackSafety",
    "RollbackVerdict",
]
