# Generated from the Rust core by `cargo xtask generate`. Do not edit.
# ruff: noqa
"""Models of the namespace `databases`."""

from ._generated.databases import (
    DatabaseOptions,
    DatabaseTls,
)

__all__ = [
    "DatabaseOptions",
    "DatabaseTls",
]
