# Generated from the Rust core by `cargo xtask generate`. Do not edit.
# ruff: noqa
"""Models of the namespace `policies`."""

from ._generated.policies import (
    PlacementConstraint,
    RuleTally,
    SecretDelivery,
)

__all__ = [
    "PlacementConstraint",
    "RuleTally",
    "SecretDelivery",
]
