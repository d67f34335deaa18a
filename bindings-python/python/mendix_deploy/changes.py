# Generated from the Rust core by `cargo xtask generate`. Do not edit.
# ruff: noqa
"""Models of the namespace `changes`."""

from ._generated.changes import (
    BackUp,
    Change,
    Configure,
    Deploy,
    FilePackage,
    PackageRef,
    Promote,
    RestartApp,
    RestoreBackup,
    RevisionPackage,
    RunningPackage,
    ScaleApp,
    StoredPackage,
    Undo,
)

__all__ = [
    "BackUp",
    "Change",
    "Configure",
    "Deploy",
    "FilePackage",
    "PackageRef",
    "Promote",
    "RestartApp",
    "RestoreBackup",
    "RevisionPackage",
    "RunningPackage",
    "ScaleApp",
    "StoredPackage",
    "Undo",
]
