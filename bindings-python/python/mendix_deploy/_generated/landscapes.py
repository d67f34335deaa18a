# Generated from the Rust core by `cargo xtask generate`. Do not edit.
"""Models of the namespace `landscapes`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .._enums import ClosedEnum, OrderedEnum

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class FreezeWindow:
    """Days on which nothing is deployed."""

    first: date
    """The first day."""
    last: date
    """The last day."""
    reason: str
    """Why."""


class SnapshotPolicy(ClosedEnum):
    """Whether and when a plan that changes an environment makes a snapshot first."""

    AFTER_STOP = "afterStop"
    """After the environment has stopped: no write is lost by a restore. The default."""
    BEFORE_STOP = "beforeStop"
    """Before it stops: less downtime, but what is written in between is lost by a restore."""
    NEVER = "never"
    """Never: the plan has no way back for data."""


class TargetKind(ClosedEnum):
    """The kind of a target."""

    MENDIX_CLOUD = "mendixCloud"
    """Mendix Cloud."""
    OPERATOR = "operator"
    """Mendix on Kubernetes: the Mendix Operator."""
    KUBERNETES = "kubernetes"
    """Plain Kubernetes manifests around the image of the Docker buildpack."""
    CLOUD_FOUNDRY = "cloudFoundry"
    """Cloud Foundry with the Mendix buildpack."""
    DOCKER = "docker"
    """The Docker buildpack."""
    LINUX = "linux"
    """Linux: m2ee-tools or a portable package."""
    WINDOWS = "windows"
    """Windows Service Console."""


class Tier(OrderedEnum):
    """What an environment is for. Ordered from the least to the most careful; a sandbox (Free App) stands apart, last."""

    DEVELOPMENT = "development"
    """One developer's."""
    TEST = "test"
    """Where a team tests."""
    ACCEPTANCE = "acceptance"
    """Where a release is accepted; what production will run."""
    PRODUCTION = "production"
    """What users work with."""
    SANDBOX = "sandbox"
    """A Free App: no transport, no backups, building deploys."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UrlCheck:
    """A page that must answer."""

    path: str
    """The path below the public URL, with the leading slash: `/index.html`."""
    status: int | None = None
    """The HTTP status wanted. Default: 200."""
    contains: str | None = None
    """Text that the body must contain."""
