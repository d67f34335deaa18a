# Generated from the Rust core by `cargo xtask generate`. Do not edit.
# ruff: noqa
"""Models of the namespace `clients`."""

from ._generated.clients import (
    ClientOptions,
    ContactedHost,
    Endpoints,
    HostCredential,
    HostPurpose,
    OperationProgress,
    Progress,
)

__all__ = [
    "ClientOptions",
    "ContactedHost",
    "Endpoints",
    "HostCredential",
    "HostPurpose",
    "OperationProgress",
    "Progress",
]
