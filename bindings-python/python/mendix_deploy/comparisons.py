# Generated from the Rust core by `cargo xtask generate`. Do not edit.
# ruff: noqa
"""Models of the namespace `comparisons`."""

from ._generated.comparisons import (
    BackupDemand,
    ChangeDirection,
    ChangeEffect,
    ChangeRow,
    Changes,
    ComparedModel,
    DataEffect,
    DataQuestion,
    ElementKind,
    Evidence,
    FieldChange,
    ModelChange,
    StrategyAnswer,
    StrategyPermission,
)

__all__ = [
    "BackupDemand",
    "ChangeDirection",
    "ChangeEffect",
    "ChangeRow",
    "Changes",
    "ComparedModel",
    "DataEffect",
    "DataQuestion",
    "ElementKind",
    "Evidence",
    "FieldChange",
    "ModelChange",
    "StrategyAnswer",
    "StrategyPermission",
]
