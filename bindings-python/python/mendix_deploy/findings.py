# Generated from the Rust core by `cargo xtask generate`. Do not edit.
# ruff: noqa
"""Models of the namespace `findings`."""

from ._generated.findings import (
    Finding,
    Location,
    Report,
    Severity,
)

__all__ = [
    "Finding",
    "Location",
    "Report",
    "Severity",
]
