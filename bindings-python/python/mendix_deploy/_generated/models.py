# Generated from the Rust core by `cargo xtask generate`. Do not edit.
"""Models of the namespace `models`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .._enums import ClosedEnum, OpenEnum

if TYPE_CHECKING:
    from .packages import ConstantType, RequestHandler, UserRole


@dataclass(frozen=True, slots=True, kw_only=True)
class AppModel:
    """A model: what the database and a deployment depend on.

    Every list is sorted by GUID where its elements have one, else by name in code-point order, so that equal models are
    equal values.
    """

    source: ModelSource
    """What it was read from."""
    project_id: str | None = None
    """The project's id (root unit id)."""
    project_name: str | None = None
    """The project's display name."""
    mendix_version: str | None = None
    """Version of Studio Pro or of the Mendix Runtime, as the file has it."""
    model_version: str | None = None
    """Model version; `unversioned` for local builds."""
    deployment_id: str | None = None
    """Id of the build (.NET ticks), which the runtime keeps in the database it starts on."""
    has_system: bool
    """Whether the System module is among the modules. Projects do not have it, archives do."""
    modules: tuple[AppModule, ...] = ()
    """Modules."""
    entities: tuple[Entity, ...] = ()
    """Entities."""
    associations: tuple[Association, ...] = ()
    """Associations."""
    tables: tuple[StoredTable, ...] = ()
    """Tables by GUID, under the names that the database knows; only a database has them."""
    enumerations: tuple[Enumeration, ...] = ()
    """Enumerations."""
    constants: tuple[ModelConstant, ...] = ()
    """Constants."""
    scheduled_events: tuple[ModelEvent, ...] = ()
    """Scheduled events."""
    settings: ModelSettings
    """Settings that reach the database."""
    microflows: tuple[ModelMicroflow, ...] = ()
    """Microflows that run around a start."""
    user_roles: tuple[UserRole, ...] = ()
    """User roles."""
    request_handlers: tuple[RequestHandler, ...] = ()
    """Request handlers."""
    unread: tuple[UnreadUnit, ...] = ()
    """Units that are listed and could not be read: what is in them is unknown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AppModule:
    """A module."""

    id: str | None = None
    """The model's `$ID`; absent in a database."""
    name: str
    """Its name."""
    marketplace_version: str | None = None
    """Its version in the Mendix Marketplace."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Association:
    """An association. The parent is the end whose objects hold the link, not the one-side."""

    id: str
    """The model's `$ID`."""
    guid: str
    """Data-storage GUID."""
    name: str
    """`Module.Name`."""
    parent: str
    """`Module.Name` of the parent; a bare `$ID` where it resolves to nothing."""
    parent_guid: str | None = None
    """GUID of the parent; absent where it is not in the file."""
    child: str
    """`Module.Name` of the child."""
    child_guid: str | None = None
    """GUID of the child; absent where it is not in the file, such as an entity of System in a project."""
    cross_module: bool
    """Whether the child lives in another module."""
    type: AssociationType
    """How many objects one object refers to."""
    owner: AssociationOwner
    """Which end holds the link."""
    storage: AssociationStorage
    """How links are stored."""
    parent_delete: DeleteBehavior | None = None
    """What happens to children when the parent is deleted."""
    child_delete: DeleteBehavior | None = None
    """What happens to parents when the child is deleted."""
    source: str | None = None
    """`$Type` of its source when it belongs to a view or an external entity."""


class AssociationOwner(OpenEnum):
    """Which end holds the link. A reference owned by both ends is one-to-one."""

    DEFAULT = "Default"
    BOTH = "Both"


class AssociationStorage(OpenEnum):
    """How links are stored. A file that does not say means a table (before Mendix 10.19)."""

    TABLE = "Table"
    COLUMN = "Column"


class AssociationType(OpenEnum):
    """How many objects one object refers to."""

    REFERENCE = "Reference"
    REFERENCE_SET = "ReferenceSet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """An attribute."""

    id: str
    """The model's `$ID`."""
    guid: str
    """Data-storage GUID."""
    name: str
    """Its name within the entity."""
    type: AttributeType
    """Its type."""
    length: int | None = None
    """Longest text in characters, 0 for unlimited; only for `String`. At most 2^53 - 1."""
    localize: bool | None = None
    """Whether times are shown in the user's time zone; only for `DateTime`."""
    enumeration: str | None = None
    """`Module.Name` of the enumeration; only for `Enumeration`."""
    value: AttributeValue
    """Where its value comes from."""
    default_value: str | None = None
    """Default value; absent where the file has none. `model.mdp` states none for many."""


class AttributeType(OpenEnum):
    """The type of an attribute, one word for the three ways in which Mendix 4 to 11 write it (package formats, 3.4)."""

    AUTO_NUMBER = "AutoNumber"
    BINARY = "Binary"
    BOOLEAN = "Boolean"
    CURRENCY = "Currency"
    DATE_TIME = "DateTime"
    DECIMAL = "Decimal"
    ENUMERATION = "Enumeration"
    FLOAT = "Float"
    HASHED_STRING = "HashedString"
    INTEGER = "Integer"
    LONG = "Long"
    STRING = "String"


class AttributeValue(OpenEnum):
    """Where an attribute's value comes from."""

    STORED = "stored"
    CALCULATED = "calculated"
    VIEW = "view"


class DeleteBehavior(OpenEnum):
    """What happens to the objects at the other end when one is deleted."""

    DELETE_ME_BUT_KEEP_REFERENCES = "DeleteMeButKeepReferences"
    DELETE_ME_AND_REFERENCES = "DeleteMeAndReferences"
    DELETE_ME_IF_NO_REFERENCES = "DeleteMeIfNoReferences"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """An entity."""

    id: str
    """The model's `$ID`."""
    guid: str
    """Data-storage GUID."""
    name: str
    """`Module.Name`."""
    generalization: str | None = None
    """`Module.Name` of the entity it specializes."""
    persistable: bool | None = None
    """Its own persistability. A specialization has none, it follows from the topmost ancestor; the inherited one that
    `model.mdp` repeats for it is left out, so that all files of one model give the same.
    """
    stored: bool | None = None
    """Whether it has a table: persistable through its topmost ancestor, and neither view nor external. Absent when an
    ancestor is not known.
    """
    source: str | None = None
    """`$Type` of its source when it is a view or an external entity."""
    system_members: tuple[SystemMember, ...] = ()
    """System members of its own, in the order owner, changedBy, createdDate, changedDate; a specialization has none, it
    inherits them.
    """
    attributes: tuple[Attribute, ...] = ()
    """Attributes by GUID."""
    indexes: tuple[Index, ...] = ()
    """Indexes by GUID."""
    unique_attributes: tuple[str, ...] = ()
    """Names of attributes with a unique rule, by code point."""
    rules_digest: str | None = None
    """SHA-256 of the rules that never reach the database: required, range and pattern rules, access rules, event
    handlers. Only for telling that they changed.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class Enumeration:
    """An enumeration."""

    id: str
    """The model's `$ID`."""
    name: str
    """`Module.Name`."""
    values: tuple[EnumerationValue, ...] = ()
    """Its values, in the model's order."""
    presentation_digest: str | None = None
    """SHA-256 of captions and images. Only for telling that they changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EnumerationValue:
    """A value of an enumeration."""

    id: str
    """The model's `$ID`."""
    name: str
    """Its name, which is what the database stores."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """An index."""

    id: str
    """The model's `$ID`."""
    guid: str
    """Data-storage GUID."""
    columns: tuple[IndexColumn, ...] = ()
    """Its columns, in the index's order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexColumn:
    """A column of an index."""

    attribute: str | None = None
    """GUID of the attribute; absent for a system member or an association."""
    member: str | None = None
    """What else the column is, such as `CreatedDate`; absent for an attribute."""
    ascending: bool
    """Sort order."""


class MicroflowRole(ClosedEnum):
    """Why a microflow matters to a deployment."""

    AFTER_STARTUP = "afterStartup"
    """It runs at every start, once per instance (`AfterStartupMicroflow`)."""
    CALLED_AFTER_STARTUP = "calledAfterStartup"
    """It is called by the after-startup microflow, directly or through others: the place where data is migrated."""
    BEFORE_SHUTDOWN = "beforeShutdown"
    """It runs before the runtime stops (`BeforeShutdownMicroflow`)."""
    HEALTH_CHECK = "healthCheck"
    """It answers health checks (`HealthCheckMicroflow`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelConstant:
    """A constant of the model."""

    id: str | None = None
    """The model's `$ID`."""
    name: str
    """`Module.Name`."""
    type: ConstantType
    """Its type."""
    exposed_to_client: bool | None = None
    """Whether the client sees its value; absent where the file does not say."""
    default_value: str | None = field(default=None, repr=False)
    """The model's default, always text; absent where the file does not say. It may be a credential: comparisons tell
    that it changed, never what it is. May be a credential: `repr` leaves it out.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelEvent:
    """A scheduled event."""

    id: str | None = None
    """The model's `$ID`."""
    name: str
    """`Module.Name`."""
    enabled: bool | None = None
    """Whether it is on without configuration; absent where the file does not say."""
    microflow: str | None = None
    """The microflow it runs."""
    interval: str | None = None
    """How often, such as `5 Minute`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelMicroflow:
    """A microflow that matters to a deployment."""

    name: str
    """`Module.Name`."""
    role: MicroflowRole
    """Why it matters."""
    digest: str | None = None
    """SHA-256 of its logic, ids and positions left out; absent when it was not read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelSettings:
    """Settings of the project that reach the database. Absent: the file does not say."""

    foreign_keys: bool | None = None
    """Whether associations get foreign keys (`UseDatabaseForeignKeyConstraints`, Mendix 10.6 and later)."""
    optimistic_locking: bool | None = None
    """Whether objects carry a version (`EnableDataStorageOptimisticLocking`, Mendix 7.5 and later)."""
    decimal_scale: int | None = None
    """Digits after the decimal point of a Decimal column (`DecimalScale`, Mendix 11 and later). At most 2^53 - 1."""


class ModelSource(ClosedEnum):
    """What a model was read from."""

    ARCHIVE_MODEL = "archiveModel"
    """Deployment archive, `model/model.mdp`."""
    SINGLE_FILE_PROJECT = "singleFileProject"
    """Project in one file, `.mpr`."""
    SPLIT_PROJECT = "splitProject"
    """Project with `mprcontents`."""
    MODULE_PACKAGE = "modulePackage"
    """Module or project package, `.mpk`."""
    PORTABLE_MODEL = "portableModel"
    """Portable package."""
    DATABASE_CATALOGUE = "databaseCatalogue"
    """The runtime's catalogue in a database, or a dump of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredColumn:
    """A column of a table of the app."""

    name: str
    """The column's name, as it is."""
    guid: str | None = None
    """GUID of the attribute, or of the association that is stored in the parent's table; absent for what the platform
    keeps by itself.
    """
    member: str | None = None
    """What else the column is: `parent` and `child` of an association's own table, `owner`, `changedBy`, `createdDate`,
    `changedDate`, or the name of another column that only the runtime knows, such as `submetaobjectname`.
    """
    length: int | None = None
    """Width in characters, 0 for unlimited; for an enumeration the longest name it was made for. Absent for columns
    without one. At most 2^53 - 1.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredTable:
    """A table of the app, under the name that the database knows.

    The runtime derives names from the model but does not always keep to that: a new attribute that takes over the name of
    one removed in the same release may get the column `otp2`. Queries use these names.
    """

    guid: str
    """GUID of the entity, or of the association that has a table of its own."""
    name: str
    """The table's name, as it is."""
    columns: tuple[StoredColumn, ...] = ()
    """Its columns, by name in code-point order."""


class SystemMember(ClosedEnum):
    """A member that the platform keeps in every object of an entity."""

    OWNER = "owner"
    """The user who made the object."""
    CHANGED_BY = "changedBy"
    """The user who changed it last."""
    CREATED_DATE = "createdDate"
    """When it was made."""
    CHANGED_DATE = "changedDate"
    """When it was changed last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreadUnit:
    """A unit of a project that is listed and could not be read: it is not there, or its bytes are not what they must be."""

    id: str
    """The unit's id."""
    containment: str | None = None
    """Where it hangs, such as `DomainModel` or `Documents`; absent where that is not known."""
    module: str | None = None
    """`Module.Name` or the module's name, as far as known."""
    why: str
    """Why, one sentence."""
