# Generated from the Rust core by `cargo xtask generate`. Do not edit.
# ruff: noqa
"""Models of the namespace `packages`."""

from ._generated.packages import (
    ArchiveSpec,
    ChecksumResult,
    Constant,
    ConstantType,
    ModelEncoding,
    PackageDigests,
    PackageFormat,
    PackageInfo,
    PortableConfiguration,
    PortableConstant,
    PortableSetting,
    ProjectFormat,
    ProjectSpec,
    RequestHandler,
    ScheduledEvent,
    UserRole,
)

__all__ = [
    "ArchiveSpec",
    "ChecksumResult",
    "Constant",
    "ConstantType",
    "ModelEncoding",
    "PackageDigests",
    "PackageFormat",
    "PackageInfo",
    "PortableConfiguration",
    "PortableConstant",
    "PortableSetting",
    "ProjectFormat",
    "ProjectSpec",
    "RequestHandler",
    "ScheduledEvent",
    "UserRole",
]
