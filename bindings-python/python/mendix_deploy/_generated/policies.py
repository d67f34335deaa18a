# Generated from the Rust core by `cargo xtask generate`. Do not edit.
"""Models of the namespace `policies`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleTally:
    """How often one rule passed, failed and could not be evaluated."""

    id: str
    """The rule's id."""
    passed: int
    """Evaluations that passed."""
    failed: int
    """Evaluations that failed."""
    not_evaluated: int
    """Evaluations that lacked a fact."""
    not_applicable: int
    """Environments or apps that the rule says nothing about."""
    exempted: int
    """Evaluations that failed and are exempted."""
    waits_for: tuple[str, ...] = ()
    """The facts that were lacking, by code point."""
