# Generated from the Rust core by `cargo xtask generate`. Do not edit.
"""Models of the namespace `cloud`."""

from __future__ import annotations

from dataclasses import dataclass, field
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """A downloadable file made from a snapshot. Its link is a credential and stays inside the client."""

    archive_id: ArchiveId
    """Its id."""
    snapshot_id: SnapshotId
    """The snapshot it is made from."""
    state: JobState
    """Its state."""
    status_message: str | None = None
    """The platform's words."""
    finished_at: datetime | None = None
    """When it was done or failed; the link dies eight hours later."""


class ArchiveContent(ClosedEnum):
    """What an archive holds."""

    FILES_AND_DATABASE = "filesAndDatabase"
    """Files and database."""
    DATABASE_ONLY = "databaseOnly"
    """The database alone."""

ArchiveId = NewType("ArchiveId", str)
"""A downloadable archive of a snapshot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveOptions:
    """Options of an archive."""

    content: ArchiveContent | None = None
    """What it holds; files and database."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """A branch."""

    name: str
    """Its name as the repository spells it."""
    latest_commit: Commit | None = None
    """Its newest commit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildOptions:
    """Options of a build."""

    description: str | None = None
    """Words stored with the package."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Commit:
    """A commit."""

    id: str
    """Hash (Git) or revision number (SVN)."""
    author_name: str | None = None
    """Author's name."""
    author_email: str | None = None
    """Author's e-mail address."""
    date: datetime | None = None
    """When it was made."""
    message: str
    """Its message."""
    related_stories: tuple[str, ...] = ()
    """Ids of related stories."""
    mendix_version: str | None = None
    """Version of Studio Pro."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmOptions:
    """Options of calls that stop, erase, delete or overwrite."""

    confirm: str | None = None
    """The environment's address (for a package: the app's name) once more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConstantSetting:
    """A constant's value on an environment. Values are text, whatever the type, and take effect at the next start."""

    name: str
    """`Module.Constant`."""
    data_type: str | None = None
    """The platform's word for the type, such as `_Boolean`; the full list is not documented."""
    value: str | None = field(default=None, repr=False)
    """The configured value. Asterisks only: the platform masks it. May be a credential: `repr` leaves it out."""
    deployed_value: str | None = field(default=None, repr=False)
    """The value the running app uses. May be a credential: `repr` leaves it out."""


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

JobId = NewType("JobId", str)
"""A job of the v2 upload."""


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
class ListEnvironmentsOptions:
    """Options of reading environments."""

    details: bool = False
    """Also reads Deploy v4 for the deployed package, plan and database version; needs a personal access token."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogFilter:
    """Which lines of a log are wanted."""

    level: str | None = None
    """Only lines of this level, as the runtime spells it (`ERROR`); case does not matter."""
    node: str | None = None
    """Only lines of this log node."""
    contains: str | None = None
    """Only lines that contain this text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogLine:
    """One line of an archived log. The format of lines is not documented: what cannot be told is absent."""

    number: int
    """Number of the line in the file, from 1. At most 2^53 - 1."""
    time: str | None = None
    """When it was written, as it stands in the line."""
    level: str | None = None
    """Level, such as `INFO`."""
    node: str | None = None
    """Log node, such as `Core`."""
    message: str
    """The message, or the whole line when it has no known form."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Permissions:
    """What one user may do on one environment (Deploy v4; flags come as text or booleans)."""

    user_id: str
    """E-mail address."""
    can_deploy_app: bool
    """Transport Rights: transport, start, stop, settings."""
    can_manage_backups: bool
    """Access to Backups."""
    can_view_alerts: bool
    """Receive Alerts."""
    can_access_api: bool
    """API Rights: every call with an API key needs it."""
    can_view_logs: bool
    """Access to Monitoring."""
    can_manage_privileges: bool
    """Manage Permissions."""

ProjectId = NewType("ProjectId", str)
"""An app's long id: `ProjectId` of v1 and Backups v2, `appId` of v4 and the App Repository."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Restore:
    """A snapshot written into an environment."""

    restore_id: RestoreId
    """Its id."""
    source_snapshot_id: SnapshotId | None = None
    """The snapshot."""
    source_environment_id: EnvironmentId | None = None
    """The environment the snapshot was taken of."""
    target_environment_id: EnvironmentId | None = None
    """The environment it is written into."""
    state: JobState
    """Its state."""
    status_message: str | None = None
    """The platform's words."""
    created_at: datetime | None = None
    """When it was asked for."""
    finished_at: datetime | None = None
    """When it was done or failed."""

RestoreId = NewType("RestoreId", str)
"""A restore."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreOptions:
    """Options of a restore."""

    database_only: bool = False
    """Restores the database alone; files may be missing afterwards."""
    confirm: str | None = None
    """The target environment's address once more."""


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
    custom_settings: tuple[Any, ...] = field(default=(), repr=False)
    """Custom runtime settings, kept as they came: their shape is not documented. May be a credential: `repr` leaves it out."""
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


@dataclass(frozen=True, slots=True, kw_only=True)
class SnapshotOptions:
    """Options of a snapshot."""

    comment: str | None = None
    """Words stored with the snapshot."""

StartJobId = NewType("StartJobId", str)
"""A start job."""


class StartJobStatus(OpenEnum):
    """State of a start job. It has no word for failure: a failed start is an error."""

    STARTING = "starting"
    STARTED = "started"


@dataclass(frozen=True, slots=True, kw_only=True)
class StartOptions:
    """Options of starting an environment."""

    auto_sync_db: bool | None = None
    """Whether the database is brought in line with the model; true. Always sent: the platform's default is not documented."""
    confirm: str | None = None
    """The environment's address once more: a single call that starts an app says twice which one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A story of the app's backlog."""

    id: str
    """Its readable id, such as `ORD-17`; commits name it."""
    title: str
    """Its title."""
    type: str | None = None
    """`Feature` or `Bug`."""
    status: str | None = None
    """Where it stands, in the team's own words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """Where a version comes from: its revision, its branch, the commits that it brings, and their stories."""

    version: str
    """The version."""
    since: str | None = None
    """The older version, when one was given."""
    revision: str | None = None
    """The revision that the version names; absent when it names none."""
    branch: str | None = None
    """The branch on which the revision was found first."""
    commits: tuple[Commit, ...] = ()
    """Commits after the older version up to this one, newest first. Without an older version, or when it is not on the
    same branch, only the commit that was built.
    """
    stories: tuple[TracedStory, ...] = ()
    """Stories that these commits name, in the order of their first mention. A story without title and status is one
    that the backlog does not know any more, or that could not be asked for.
    """
    unknown: tuple[str, ...] = ()
    """What could not be found out, one sentence each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceOptions:
    """What a trace is told besides app and version."""

    since: str | None = None
    """An older version: the trace has the commits after it."""
    branch: str | None = None
    """The branch to look at first. The platform does not record from which branch a package was built."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TracedStory:
    """A story that commits name."""

    id: str
    """Its id, as the commits spell it."""
    title: str | None = None
    """Its title."""
    status: str | None = None
    """Where it stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """An upload that the platform accepted. The package is usable once its job is completed and its status `succeeded`."""

    package_id: PackageId
    """The package's id, known before the package exists."""
    job_id: JobId | None = None
    """The job to wait for; absent when the answer was lost and the package was found by its name."""
    sha256: str
    """SHA-256 of the bytes that were sent, lower-case hexadecimal."""
    size_bytes: int
    """Number of bytes that were sent. At most 2^53 - 1."""


class UploadJobStatus(OpenEnum):
    """State of an upload job."""

    QUEUED = "queued"
    RUNNING = "running"
    COMPLETED = "completed"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadOptions:
    """Options of an upload."""

    name: str | None = None
    """The package's name on the platform; the file's name when left out."""
    sha256: str | None = None
    """The SHA-256 the bytes must have, lower-case hexadecimal; the upload is broken off before its end if they have not."""
