# Generated from the Rust core by `cargo xtask generate`. Do not edit.
"""Models of the namespace `cloud`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NewType

from .._enums import ClosedEnum, OpenEnum

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    """An app as the platform knows it: every name it has, in one place."""

    app_id: AppId
    """Its subdomain."""
    project_id: ProjectId
    """Its long id."""
    name: str
    """Its display name."""
    url: str | None = None
    """URL of production, or of the Free App; absent when only Deploy v4 was asked."""
    license_type: LicenseType | None = None
    """Only from Deploy v4."""
    region: str | None = None
    """Only from Deploy v4, such as `prod2-eu-central-1`."""
    technical_contact: str | None = None
    """E-mail address of the Technical Contact; only from Deploy v4."""

AppId = NewType("AppId", str)
"""An app's subdomain, such as `orders`: `AppId` of Deploy v1, Build and the v2 upload; `subdomain` of v4."""


class ArchiveContent(ClosedEnum):
    """What an archive holds."""

    FILES_AND_DATABASE = "filesAndDatabase"
    """Files and database."""
    DATABASE_ONLY = "databaseOnly"
    """The database alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConstantSetting:
    """A constant's value on an environment. Values are text, whatever the type, and take effect at the next start."""

    name: str
    """`Module.Constant`."""
    data_type: str | None = None
    """The platform's word for the type, such as `_Boolean`; the full list is not documented."""
    value: str | None = None
    """The configured value. Asterisks only: the platform masks it."""
    deployed_value: str | None = None
    """The value the running app uses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Environment:
    """An environment as the platform knows it."""

    environment_id: EnvironmentId
    """Its id."""
    name: str
    """Its name, spelled as the platform spells it (`Mode` of v1); case matters."""
    status: EnvironmentStatus
    """Its state; may be stale for minutes."""
    production: bool
    """Whether it is the production environment; the name does not tell."""
    url: str
    """Its public URL."""
    model_version: str | None = None
    """Version of the deployed package; absent when nothing is deployed."""
    runtime_version: str | None = None
    """Version of the Mendix Runtime; absent when nothing is deployed or not reported."""
    package: Package | None = None
    """The deployed package; only from Deploy v4 when asked for."""
    plan_name: str | None = None
    """Name of the plan; only from Deploy v4."""
    database_version: str | None = None
    """Version of the database server; only from Deploy v4."""

EnvironmentId = NewType("EnvironmentId", str)
"""An environment's id: `EnvironmentId` of v1, the path of Backups v2, `id` of v4."""


class EnvironmentStatus(OpenEnum):
    """State of an environment. The platform has no transitional states."""

    EMPTY = "empty"
    STOPPED = "stopped"
    RUNNING = "running"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventSetting:
    """A scheduled event's state on an environment."""

    name: str
    """`Module.Event`."""
    value: EventState
    """The configured state."""
    deployed_value: EventState | None = None
    """The state the running app uses."""


class EventState(OpenEnum):
    """Whether a scheduled event runs."""

    ENABLED = "Enabled"
    DISABLED = "Disabled"


class JobState(OpenEnum):
    """State of a snapshot, archive or restore."""

    QUEUED = "queued"
    RUNNING = "running"
    COMPLETED = "completed"
    FAILED = "failed"


class LicenseType(OpenEnum):
    """Whether an app is licensed."""

    FREE = "free"
    LICENSED = "licensed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """A package stored on the platform."""

    package_id: PackageId
    """Its id."""
    name: str
    """Its file name."""
    description: str | None = None
    """Its description."""
    version: str | None = None
    """Model version, four parts for a build: the last is a revision number or the start of a commit hash."""
    creator: str | None = None
    """Display name of who made it."""
    created_at: datetime | None = None
    """When it was uploaded or its build was created."""
    status: PackageStatus
    """Its state; `succeeded` where the platform does not say (a deployed package)."""
    size_bytes: int | None = None
    """Size in bytes. At most 2^53 - 1."""
    expires_at: datetime | None = None
    """When it is deleted; absent while it is deployed."""
    runtime_version: str | None = None
    """Version of the Mendix Runtime; only from Deploy v4."""

PackageId = NewType("PackageId", str)
"""A package stored on the platform."""


class PackageStatus(OpenEnum):
    """State of a package. Usable only when `succeeded`."""

    QUEUED = "queued"
    BUILDING = "building"
    UPLOADING = "uploading"
    SUCCEEDED = "succeeded"
    FAILED = "failed"

ProjectId = NewType("ProjectId", str)
"""An app's long id: `ProjectId` of v1 and Backups v2, `appId` of v4 and the App Repository."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """What an environment was scaled to. The platform has no call to read it."""

    instances: int
    """Number of instances."""
    memory_per_instance_mb: int
    """Memory of each, in MB. At most 2^53 - 1."""
    total_memory_mb: int
    """Memory of all, in MB. At most 2^53 - 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of an environment: read, change, write back whole."""

    constants: tuple[ConstantSetting, ...] = ()
    """Constants."""
    custom_settings: tuple[Any, ...] = ()
    """Custom runtime settings, kept as they came: their shape is not documented."""
    scheduled_events: tuple[EventSetting, ...] = ()
    """Scheduled events."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """A database dump with its files, kept by the platform."""

    snapshot_id: SnapshotId
    """Its id."""
    state: JobState
    """Its state."""
    model_version: str | None = None
    """Model version of the app at that moment; absent until known."""
    comment: str | None = None
    """The caller's words."""
    status_message: str | None = None
    """The platform's words."""
    created_at: datetime | None = None
    """When it was asked for."""
    finished_at: datetime | None = None
    """When it was done or failed."""
    expires_at: datetime | None = None
    """When it is deleted."""

SnapshotId = NewType("SnapshotId", str)
"""A snapshot."""
