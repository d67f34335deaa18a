# Generated from the Rust core by `cargo xtask generate`. Do not edit.
"""Models of the namespace `packages`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .._enums import ClosedEnum, OpenEnum

if TYPE_CHECKING:
    from .models import AppModel


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveSpec:
    """A synthetic deployment archive to write: for tests, demos and pipelines that need a package and have none.

    What is left out gets a plain value: Mendix 10.24.15, Java 21, model version 1.0.0, no constants, no events.
    """

    project_name: str = ""
    """The project's display name; `Synthetic` when empty."""
    project_id: str | None = None
    """The project's id."""
    model_version: str | None = None
    """Model version."""
    runtime_version: str | None = None
    """Version of the Mendix Runtime."""
    description: str | None = None
    """Description of the package."""
    constants: Sequence[Constant] = ()
    """Constants."""
    scheduled_events: Sequence[str] = ()
    """Names of scheduled events."""
    padding_bytes: int | None = None
    """Bytes that do not compress, to make the archive as large as wanted. At most 2^53 - 1."""
    model: AppModel | None = None
    """The model to write into `model/model.mdp`, with its System module. Its constants, events, roles, request handlers,
    project id and versions become the metadata's, unless they are given here.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecksumResult:
    """What a checksum file says about a file, and what is true."""

    file_name: str
    """The file, as the checksum file names it."""
    expected: str
    """SHA-256 that it should have."""
    found: str | None = None
    """SHA-256 that it has; absent when there is no such file."""
    is_ok: bool
    """Whether both are the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Constant:
    """A constant of the model."""

    name: str
    """`Module.Name`."""
    type: ConstantType
    """Its type."""
    default_value: str | None = field(default=None, repr=False)
    """The model's default, always text; absent when the metadata has none. May be a credential: `repr` leaves it out."""
    description: str
    """The modeller's words, empty when there are none."""


class ConstantType(OpenEnum):
    """The type of a constant. `metadata.json` is seen with `String`, `Boolean` and `Integer`; the others are documented."""

    STRING = "String"
    BOOLEAN = "Boolean"
    INTEGER = "Integer"
    DECIMAL = "Decimal"
    DATE_TIME = "DateTime"


class ModelEncoding(ClosedEnum):
    """How a project file writes attributes, indexes and settings (package formats, 3.4 and 3.5)."""

    MENDIX4 = "mendix4"
    """Mendix 4: type and value of an attribute are flat keys."""
    MENDIX5 = "mendix5"
    """Mendix 5.3 to 5.6: the type is flat, the value a document."""
    MODERN = "modern"
    """Mendix 5.12 and later: both are documents. What later versions added is there as well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageDigests:
    """Digests of a package that say in which respect two of them are the same.

    Each is a SHA-256 in lower-case hexadecimal.
    """

    file: str
    """Of the file as it is. Differs when the same content is packed again."""
    content: str
    """Of what is deployed: names and bytes of the archive's files, whatever their order, times and compression. Of a
    project's `.mpr`, that of the file.

    Anyone can compute it: the SHA-256 of the list that `sha256sum` prints for the extracted files, sorted by the bytes
    of their names. `model/config.json`, which local runs leave behind, is not part of it.
    """
    model: str | None = None
    """Of the app as it was modelled and coded, without what a build adds: ids, times, model version, description. Equal
    digests mean the same model, rebuilt. Absent for a package without a model, and for projects, which are not built.

    Documents of the model and compiled code count by their bytes, libraries and resources by size and CRC-32. Pages
    and styles that are generated from the model and the theme do not count; `content` tells of them.
    """


class PackageFormat(ClosedEnum):
    """The kind of a package file."""

    ARCHIVE = "archive"
    """Deployment archive, `.mda`."""
    PROJECT = "project"
    """Project: `.mpr` in one file or with `mprcontents`, either of them in a zip, or a module or project package
    (`.mpk`). It can be read and compared; what is deployed is built from it.
    """
    PORTABLE = "portable"
    """Portable package."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageInfo:
    """What a package says about itself, read without extracting it."""

    file_name: str
    """The file's name without its folder."""
    format: PackageFormat
    """The kind of the file."""
    project_id: str
    """The project's id (root unit id); the platform's `ProjectId`. A module package has an id of its own."""
    project_name: str
    """The project's display name. A project file does not hold it; the name of the file stands for it."""
    model_version: str | None = None
    """Version given at build time; `unversioned` for local builds. Absent for a project: it gets its version when it is
    built.
    """
    runtime_version: str
    """Version of the Mendix Runtime, such as `10.24.15.93102`. For a project, the version of Studio Pro that wrote it, such
    as `7.0.0-rc1` or `11.6.3`.
    """
    java_version: int | None = None
    """Java's major version; absent before Mendix 9.24, and where a project leaves it to the version of Mendix."""
    description: str
    """Description of the package, empty for local builds and projects."""
    admin_user: str | None = None
    """Name of the built-in administrator; absent for a project."""
    constants: tuple[Constant, ...] = ()
    """Constants by code point of their name."""
    scheduled_events: tuple[ScheduledEvent, ...] = ()
    """Scheduled events by code point of their name."""
    user_roles: tuple[UserRole, ...] = ()
    """User roles by code point of their name."""
    request_handlers: tuple[RequestHandler, ...] = ()
    """Request handlers by code point of their path."""
    languages: tuple[str, ...] = ()
    """Languages such as `en_US`; empty before Mendix 9.24."""
    compressed_bytes: int
    """Size of the file in bytes. For a project with `mprcontents`, of the `.mpr` alone. At most 2^53 - 1."""
    uncompressed_bytes: int
    """Sum of the entries' uncompressed sizes in bytes, as the directory claims them. For a project on disk, its size. At most 2^53 - 1."""
    file_count: int
    """Number of files, folders not counted. For a project on disk, 1. At most 2^53 - 1."""
    unread_units: int
    """Units of a project that its index lists and that are not there, as in an incomplete checkout, or that are damaged:
    constants and events in them are unknown. 0 for other kinds. At most 2^53 - 1.
    """
    snapshot_settings: str | None = field(default=None, repr=False)
    """Runtime settings that come with a packaged data set (`Configuration` of the metadata), as JSON text. The buildpacks
    read them with `USE_DATA_SNAPSHOT=true`. They may hold credentials. May be a credential: `repr` leaves it out.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class PortableConfiguration:
    """How a portable package takes its configuration: what its files in `etc` say (package formats, 8)."""

    constants: tuple[PortableConstant, ...] = ()
    """Constants by code point of their name."""
    settings: tuple[PortableSetting, ...] = ()
    """Other settings that an environment variable sets, in the order of the file."""
    unread: tuple[str, ...] = ()
    """Places in the files that this library does not understand, such as `etc/variables.conf, line 7`. What they set is
    unknown.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class PortableConstant:
    """A constant of a portable package."""

    name: str
    """`Module.Name`."""
    default_value: str | None = field(default=None, repr=False)
    """Its default in `etc/constants/defaults.conf`; absent where the file has none. It may be a credential. May be a credential: `repr` leaves it out."""
    variables: tuple[str, ...] = ()
    """Environment variables that set it. When several are set, the last of these counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PortableSetting:
    """A setting of a portable package that an environment variable sets."""

    path: str
    """Its path, such as `runtime.params.DatabaseHost`."""
    variable: str
    """The environment variable."""


class ProjectFormat(ClosedEnum):
    """The file that a synthetic project is written as."""

    SINGLE_FILE = "singleFile"
    """One `.mpr`, as until about Mendix 10.17."""
    SPLIT = "split"
    """A `.mpr` with its units under `mprcontents`, as from Mendix 10.18."""
    MODULE_PACKAGE = "modulePackage"
    """A package, `.mpk`: of a module where the model has one, else of the project."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectSpec:
    """A synthetic project to write: for tests of what reads projects.

    What is left out gets a plain value: a single file, the modern encoding, no leftovers.
    """

    model: AppModel | None = None
    """The model. Its System module is left out: projects have none."""
    format: ProjectFormat | None = None
    """What to write."""
    encoding: ModelEncoding | None = None
    """How attributes are written."""
    stale_units: int | None = None
    """Only for split projects: left-over unit files that the index no longer lists. They carry the names of live units. At most 2^53 - 1."""
    missing_units: Sequence[str] = ()
    """Only for split projects: units that the index lists and that have no file, as in an incomplete checkout. A module's
    name stands for its domain model, `Module.Name` for that document.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestHandler:
    """A path that the runtime serves."""

    name: str
    """The path, such as `/api/`."""
    default_enabled: bool | None = None
    """Whether it is on without configuration."""
    match_exactly: bool | None = None
    """Whether only this exact path is served."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduledEvent:
    """A scheduled event of the model. Its interval is not in the metadata."""

    name: str
    """`Module.Name`."""
    description: str
    """The modeller's words, empty when there are none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UserRole:
    """A user role."""

    id: str
    """The role's GUID."""
    name: str
    """Its name."""
    manageable_roles: tuple[str, ...] = ()
    """GUIDs of the roles it may manage."""
