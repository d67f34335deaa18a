# Generated from the Rust core by `cargo xtask generate`. Do not edit.
# ruff: noqa
"""Models of the namespace `landscapes`."""

from ._generated.landscapes import (
    FreezeWindow,
    SnapshotPolicy,
    TargetKind,
    Tier,
    UrlCheck,
)

__all__ = [
    "FreezeWindow",
    "SnapshotPolicy",
    "TargetKind",
    "Tier",
    "UrlCheck",
]
