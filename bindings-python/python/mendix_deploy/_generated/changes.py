# Generated from the Rust core by `cargo xtask generate`. Do not edit.
"""Models of the namespace `changes`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal, TypeAlias

if TYPE_CHECKING:
    from .address import Address
    from .cloud import ArchiveContent, PackageId, SnapshotId


@dataclass(frozen=True, slots=True, kw_only=True)
class Deploy:
    """Deploy: bring a package into the environment and start it."""

    kind: ClassVar[Literal["deploy"]] = "deploy"
    package: PackageRef
    """Which package."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Promote:
    """Promote: deploy the very bytes that another environment of the app runs."""

    kind: ClassVar[Literal["promote"]] = "promote"
    source: str
    """The environment that runs them, such as `orders/acceptance`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Configure:
    """Configure: bring constants and scheduled events in line with the landscape."""

    kind: ClassVar[Literal["configure"]] = "configure"
    restart: bool
    """Whether to restart, so that the values take effect now instead of at the next start."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RestartApp:
    """Restart: stop and start what is deployed."""

    kind: ClassVar[Literal["restart"]] = "restart"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleApp:
    """Scale: set the number of instances and the memory of each."""

    kind: ClassVar[Literal["scale"]] = "scale"
    instances: int
    """Number of instances."""
    memory_per_instance_mb: int
    """Memory of each, in MB. At most 2^53 - 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BackUp:
    """Back up: make a snapshot, and download it where a file is named."""

    kind: ClassVar[Literal["backUp"]] = "backUp"
    comment: str | None = None
    """Words kept with the snapshot."""
    download_to: str | None = None
    """The file to write the archive to; absent: the snapshot stays on the platform only."""
    content: ArchiveContent | None = None
    """What the downloaded archive holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreBackup:
    """Restore: write a snapshot into the environment. Everything stored since is lost."""

    kind: ClassVar[Literal["restore"]] = "restore"
    snapshot: str
    """The snapshot."""
    source: str | None = None
    """The environment it was taken of; absent: this one."""
    database_only: bool = False
    """Whether to leave the files as they are. Objects may then lack their contents."""
    accept_loss: Sequence[str] = ()
    """Losses accepted by name, as the refusal lists them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo:
    """Undo: go back to the savepoint of a release."""

    kind: ClassVar[Literal["undo"]] = "undo"
    run: str
    """The run that made the release."""
    accept_loss: Sequence[str] = ()
    """Losses accepted by name, as the verdict lists them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FilePackage:
    """A file here."""

    kind: ClassVar[Literal["filePackage"]] = "filePackage"
    path: str
    """The file's path."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredPackage:
    """A package stored on the platform."""

    kind: ClassVar[Literal["storedPackage"]] = "storedPackage"
    package_id: str
    """Its id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionPackage:
    """A package to be built from a revision of the app's repository."""

    kind: ClassVar[Literal["revisionPackage"]] = "revisionPackage"
    branch: str
    """The branch as the repository spells it, without `branches/`."""
    revision: str | None = None
    """Commit hash (Git) or revision number (SVN); absent: the newest, as the plan's facts record it."""
    version: str | None = None
    """Three-part version, such as `2.5.4`; absent: the next free patch number."""
    description: str | None = None
    """Words kept with the package."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningPackage:
    """The package that an environment runs."""

    kind: ClassVar[Literal["runningPackage"]] = "runningPackage"
    environment: str
    """The environment."""

Change: TypeAlias = Deploy | Promote | Configure | RestartApp | ScaleApp | BackUp | RestoreBackup | Undo
"""What is wanted of one environment.

A change says what, never how: the plan made from it says how, in which order and why.
"""

PackageRef: TypeAlias = FilePackage | StoredPackage | RevisionPackage | RunningPackage
"""A package that a change asks for."""
