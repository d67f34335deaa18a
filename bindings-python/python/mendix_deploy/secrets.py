# Generated from the Rust core by `cargo xtask generate`. Do not edit.
# ruff: noqa
"""Models of the namespace `secrets`."""

from ._generated.secrets import (
    SecretFailure,
)

__all__ = [
    "SecretFailure",
]
