# Generated from the Rust core by `cargo xtask generate`. Do not edit.
# ruff: noqa
"""Models of the namespace `clients`."""

from ._generated.clients import (
    ClientOptions,
    Endpoints,
    OperationProgress,
    Progress,
)

__all__ = [
    "ClientOptions",
    "Endpoints",
    "OperationProgress",
    "Progress",
]
