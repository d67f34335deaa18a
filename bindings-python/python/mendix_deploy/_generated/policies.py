# Generated from the Rust core by `cargo xtask generate`. Do not edit.
"""Models of the namespace `policies`."""

from __future__ import annotations

from dataclasses import dataclass

from .._enums import ClosedEnum


class PlacementConstraint(ClosedEnum):
    """A demand on where an app may run."""

    AIR_GAPPED = "airGapped"
    """No way to the internet."""
    DATA_SOVEREIGNTY = "dataSovereignty"
    """Data stays in the organisation's own account or data centre."""
    EXISTING_CLOUD_FOUNDRY = "existingCloudFoundry"
    """A Cloud Foundry platform is there and to be used."""
    EXISTING_KUBERNETES = "existingKubernetes"
    """A Kubernetes cluster is there and to be used."""
    HORIZONTAL_SCALING = "horizontalScaling"
    """More than one instance."""


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


class SecretDelivery(ClosedEnum):
    """How a secret reaches the app."""

    FILE = "file"
    """A file."""
    ENVIRONMENT = "environment"
    """An environment variable."""
    STANDARD_INPUT = "standardInput"
    """Standard input."""
    ARGUMENT = "argument"
    """An argument of a command line."""
    LITERAL = "literal"
    """Written into the configuration."""
