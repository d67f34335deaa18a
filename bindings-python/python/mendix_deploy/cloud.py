# Generated from the Rust core by `cargo xtask generate`. Do not edit.
# ruff: noqa
"""Models of the namespace `cloud`."""

from ._generated.cloud import (
    App,
    AppId,
    ArchiveContent,
    ConstantSetting,
    Environment,
    EnvironmentId,
    EnvironmentStatus,
    EventSetting,
    EventState,
    JobState,
    LicenseType,
    Package,
    PackageId,
    PackageStatus,
    ProjectId,
    Scale,
    Settings,
    Snapshot,
    SnapshotId,
)

__all__ = [
    "App",
    "AppId",
    "ArchiveContent",
    "ConstantSetting",
    "Environment",
    "EnvironmentId",
    "EnvironmentStatus",
    "EventSetting",
    "EventState",
    "JobState",
    "LicenseType",
    "Package",
    "PackageId",
    "PackageStatus",
    "ProjectId",
    "Scale",
    "Settings",
    "Snapshot",
    "SnapshotId",
]
