# Generated from the Rust core by `cargo xtask generate`. Do not edit.
"""Models of the namespace `configurations`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar, Literal, TypeAlias

from .._documents import Document
from .._enums import ClosedEnum, OrderedEnum

if TYPE_CHECKING:
    from .cloud import Settings
    from .findings import Finding, Location
    from .landscapes import ScheduledEvents, TargetKind


class Certainty(ClosedEnum):
    """How far a rule can be trusted."""

    OBSERVED = "observed"
    """The tool's own code was run and did this."""
    DOCUMENTED = "documented"
    """Documented, not observed."""
    INFERRED = "inferred"
    """Concluded from what is documented or observed about something near."""
    UNKNOWN = "unknown"
    """Nothing is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedSetting:
    """One setting in every column."""

    area: ConfigurationArea
    """Which part of the configuration it belongs to."""
    name: str
    """The constant, runtime setting or option."""
    verdict: ComparisonVerdict
    """Whether the columns say the same."""
    values: tuple[ComparedValue, ...] = ()
    """One value per column, in their order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedValue:
    """One value of a row."""

    shown: str
    """What may be shown: the value when it is known to be no secret, otherwise what it is, such as `set` or the secret
    reference.
    """
    group: int | None = None
    """Which of the row's distinct values it is, from 1; equal numbers mean equal values, also for those not shown. Absent
    when the value is not known.
    """
    rule: str | None = None
    """The rule that chose it, in words; absent when nothing sets it."""


class ComparisonVerdict(ClosedEnum):
    """Whether the columns of a row say the same."""

    SAME = "same"
    """Every column has the same value, or none."""
    DIFFERENT = "different"
    """Two columns are known to differ."""
    UNKNOWN = "unknown"
    """It cannot be told: a value is masked, or behind a secret reference."""


class ConfigurationArea(OrderedEnum):
    """Which part of the configuration a value belongs to. Ordered as a page shows them."""

    CONSTANT = "constant"
    """A constant of the model."""
    SCHEDULED_EVENTS = "scheduledEvents"
    """Which scheduled events run."""
    RUNTIME_SETTING = "runtimeSetting"
    """A runtime setting of no other area."""
    DATABASE = "database"
    """The database and its connection pool."""
    STORAGE = "storage"
    """The file storage."""
    JVM = "jvm"
    """Options and environment of the JVM."""
    LOGGING = "logging"
    """Log levels and subscribers."""
    CONTAINER = "container"
    """Ports, headers and what else surrounds the runtime."""
    ADMIN = "admin"
    """The administrative interface and its users."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfigurationComparison(Document):
    """Configurations side by side. Holds no value that may be a secret."""

    document: str
    """Always `configurationComparison`."""
    version: int
    """Version of the document's format."""
    written_by: str
    """The library that wrote it."""
    columns: tuple[str, ...] = ()
    """The names of the columns."""
    settings: tuple[ComparedSetting, ...] = ()
    """Every setting that at least one column has, by area and then by name."""
    notes: tuple[str, ...] = ()
    """What the columns say beyond values: a start that would fail, by column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfigurationFile:
    """A configuration file."""

    name: str
    """Its name as the caller knows it; findings name it."""
    text: str = field(repr=False)
    """What stands in it. May be a credential: `repr` leaves it out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CloudFoundryInput:
    """The Cloud Foundry buildpack."""

    kind: ClassVar[Literal["cloudFoundry"]] = "cloudFoundry"
    variables: Sequence[EnvironmentVariable] = ()
    """Environment variables in the order of the process environment: it decides between duplicates. `VCAP_SERVICES`
    and `VCAP_APPLICATION` may stand among them.
    """
    services: str | None = field(default=None, repr=False)
    """Bound services: the JSON text of `VCAP_SERVICES`. May be a credential: `repr` leaves it out."""
    application: str | None = None
    """The application: the JSON text of `VCAP_APPLICATION`."""
    agents_installed: bool | None = None
    """Whether the agents for metrics were installed when the droplet was built: they are downloaded then, and settings
    for them reach the runtime only when they are there. Default: yes, as staging sees the same variables.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class DockerInput:
    """The Docker buildpack: its wrapper runs before the Cloud Foundry buildpack."""

    kind: ClassVar[Literal["docker"]] = "docker"
    variables: Sequence[EnvironmentVariable] = ()
    """Environment variables in the order of the process environment."""
    hostname: str | None = None
    """The container's host name, which decides the instance index inside Kubernetes. Default: the variable `HOSTNAME`."""
    agents_installed: bool | None = None
    """Whether the agents for metrics were installed when the image was built: they are downloaded then, and settings
    for them reach the runtime only when they are there. Default: no, as images are built without the variables of an environment.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class KubernetesInput:
    """Plain Kubernetes manifests around the image of the Docker buildpack."""

    kind: ClassVar[Literal["kubernetes"]] = "kubernetes"
    variables: Sequence[EnvironmentVariable] = ()
    """Environment variables of the container in order, as they are after `envFrom` and `valueFrom`."""
    hostname: str | None = None
    """The name of the pod. Default: the variable `HOSTNAME`."""
    agents_installed: bool | None = None
    """Whether the agents for metrics were installed when the image was built: they are downloaded then, and settings
    for them reach the runtime only when they are there. Default: no, as images are built without the variables of an environment.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class OperatorInput:
    """Mendix on Kubernetes."""

    kind: ClassVar[Literal["operator"]] = "operator"
    resource: str = field(repr=False)
    """The `MendixApp` resource: YAML. May be a credential: `repr` leaves it out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class M2eeInput:
    """m2ee-tools."""

    kind: ClassVar[Literal["m2ee"]] = "m2ee"
    files: Sequence[ConfigurationFile] = ()
    """The YAML files in the order in which they are read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PortableInput:
    """A portable package."""

    kind: ClassVar[Literal["portable"]] = "portable"
    files: Sequence[ConfigurationFile] = ()
    """The HOCON files in the order in which they are read."""
    variables: Sequence[EnvironmentVariable] = ()
    """Environment variables."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowsInput:
    """Windows Service Console."""

    kind: ClassVar[Literal["windows"]] = "windows"
    settings: str = field(repr=False)
    """The settings document. May be a credential: `repr` leaves it out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MendixCloudInput:
    """Mendix Cloud."""

    kind: ClassVar[Literal["mendixCloud"]] = "mendixCloud"
    settings: Settings
    """Constants, scheduled events and custom settings as the platform reports them."""


class ConnectionForm(ClosedEnum):
    """The two ways to write a connection."""

    URL = "url"
    """`scheme://user:password@host:port/name?parameter=value`."""
    JDBC = "jdbc"
    """JDBC, as the engine's own driver takes it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectionParameter:
    """A parameter of a connection."""

    name: str
    """Its name."""
    value: str = field(repr=False)
    """Its value, decoded. Some parameters hold secrets. May be a credential: `repr` leaves it out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DatabaseConnection:
    """A connection to a database: every part, decoded."""

    engine: DatabaseEngine
    """The engine."""
    form: ConnectionForm
    """How it was written, and how it will be."""
    servers: Sequence[DatabaseServer] = ()
    """The servers; more than one for drivers that try one after the other. Empty where a descriptor stands instead."""
    instance: str | None = None
    """SQL Server: the named instance."""
    database: str | None = None
    """The database; for Oracle the service name."""
    sid: str | None = None
    """Oracle: the SID, where it is not addressed by service name."""
    descriptor: str | None = None
    """Oracle: a connect descriptor or the alias of one, kept as it is."""
    user: str | None = None
    """The user."""
    password: str | None = field(default=None, repr=False)
    """The password. May be a credential: `repr` leaves it out."""
    parameters: Sequence[ConnectionParameter] = ()
    """Everything else, in order."""


class DatabaseEngine(ClosedEnum):
    """A database engine that Mendix runs on."""

    POSTGRESQL = "postgresql"
    """PostgreSQL."""
    SQL_SERVER = "sqlServer"
    """Microsoft SQL Server and Azure SQL."""
    ORACLE = "oracle"
    """Oracle."""
    MYSQL = "mysql"
    """MySQL and MariaDB."""
    DB2 = "db2"
    """IBM Db2."""
    HANA = "hana"
    """SAP HANA."""


class DatabaseSameness(ClosedEnum):
    """Whether two connections lead to one database."""

    SAME = "same"
    """They do."""
    DIFFERENT = "different"
    """They do not, as far as names tell: two names of one server are not resolved."""
    UNKNOWN = "unknown"
    """It cannot be told: a descriptor or an alias stands for the address, or the name of the database is missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DatabaseServer:
    """A server and its port."""

    host: str
    """The host's name or address, IPv6 without brackets."""
    port: int | None = None
    """The port; absent: the engine's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextContent:
    """Text, as it arrives."""

    kind: ClassVar[Literal["text"]] = "text"
    text: str = field(repr=False)
    """The text. May be a credential: `repr` leaves it out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberContent:
    """A number."""

    kind: ClassVar[Literal["number"]] = "number"
    number: str = field(repr=False)
    """As JSON writes it: `10000`, `1.5`. Whole numbers may exceed 64 bits. May be a credential: `repr` leaves it out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BooleanContent:
    """Yes or no."""

    kind: ClassVar[Literal["boolean"]] = "boolean"
    value: bool
    """The value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JsonContent:
    """A list, an object or `null`."""

    kind: ClassVar[Literal["json"]] = "json"
    json: str = field(repr=False)
    """As JSON text. May be a credential: `repr` leaves it out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SecretReferenceContent:
    """A secret that is resolved when it is delivered."""

    kind: ClassVar[Literal["secretReference"]] = "secretReference"
    reference: str
    """The reference. Never holds a credential."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MaskedContent:
    """The platform shows asterisks instead of the value."""

    kind: ClassVar[Literal["masked"]] = "masked"


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsentContent:
    """Nothing is sent: the runtime's own default holds, where there is one."""

    kind: ClassVar[Literal["absent"]] = "absent"


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectiveValue:
    """One value of the effective configuration."""

    name: str
    """`Module.Constant`, the name of the runtime setting, or the name of the option."""
    area: ConfigurationArea
    """Which part it belongs to."""
    content: EffectiveContent
    """What reaches the runtime."""
    sensitivity: Sensitivity
    """Whether it may be a credential."""
    provenance: Provenance
    """Where it comes from."""
    overrode: tuple[OverriddenValue, ...] = ()
    """What lost against it, the strongest first."""
    certainty: Certainty
    """How far the rule can be trusted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Emission:
    """What a target is to be handed."""

    input: ConfigurationInput
    """What the target is handed, without secrets."""
    secrets: tuple[SecretPlacement, ...] = ()
    """Secrets to be put in when it is delivered."""
    not_carried: tuple[NotCarried, ...] = ()
    """What is wanted and cannot be carried. Nothing is left out silently."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EnvironmentVariable:
    """An environment variable."""

    name: str
    """Its name, exactly as the process sees it."""
    value: str = field(repr=False)
    """Its value. May be a credential: `repr` leaves it out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluatedConfiguration:
    """What the runtime would see."""

    target: TargetKind
    """The target that was evaluated."""
    values: tuple[EffectiveValue, ...] = ()
    """Every value, by area and then by name."""
    lost: tuple[LostInput, ...] = ()
    """What was set and reaches nobody."""
    findings: tuple[Finding, ...] = ()
    """What a person should know, worst first."""
    start_failure: StartFailure | None = None
    """Why the start would fail; absent when nothing is known to stop it. The values are then those known up to there."""
    certainty: Certainty
    """How far the rules of this target can be trusted, as a whole: the least certain of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """What one setting is, and why."""

    asked: str
    """The name that was asked for."""
    name: str
    """The name it really has; differs when another was asked for."""
    sentence: str
    """The answer in a sentence. Shows the value only when it is known to be no secret."""
    value: EffectiveValue | None = None
    """The value; absent when nothing of that name reaches the runtime."""
    alternatives: tuple[str, ...] = ()
    """Other names that may have been meant, nearest first."""
    lost: tuple[str, ...] = ()
    """What was set for it and reaches nobody, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LostInput:
    """Something that was set and reaches nobody."""

    name: str
    """What was set: the variable, the key."""
    provenance: Provenance
    """Where."""
    reason: str
    """Why it reaches nobody."""
    suggestion: str | None = None
    """What was probably meant, such as `MX_MyModule_ApiEndpoint`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NameCollision:
    """Constants of one model that share a variable: it sets all of them, and none can be set apart from the others."""

    variable: str
    """The variable."""
    constants: tuple[str, ...] = ()
    """The constants, by code point."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedConfiguration:
    """A configuration with the name of its column."""

    name: str
    """The column: `orders/production`, `wanted`, `live`, `release of 1 March`."""
    configuration: EvaluatedConfiguration
    """The configuration."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotCarried:
    """Something wanted that the target cannot carry."""

    name: str
    """The constant, event or setting."""
    reason: str
    """Why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OverriddenValue:
    """A value that lost."""

    content: EffectiveContent
    """What it was."""
    provenance: Provenance
    """Where it came from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where a value comes from and by which rule."""

    source: ProvenanceSource
    """What kind of thing it is."""
    place: str | None = None
    """Its name: the variable, the service, the path of keys in a file."""
    location: Location | None = None
    """Where in the file."""
    rule: str
    """The rule in words, without the value."""


class ProvenanceSource(ClosedEnum):
    """What kind of thing set a value."""

    VARIABLE = "variable"
    """An environment variable."""
    SERVICE = "service"
    """A bound service."""
    FILE = "file"
    """A configuration file."""
    RESOURCE = "resource"
    """A resource of the cluster."""
    SETTINGS = "settings"
    """A settings document of the platform."""
    MODEL = "model"
    """The model: a constant's default, or the configuration that comes with a data snapshot."""
    TOOL = "tool"
    """The tool: a value it always sends unless told otherwise."""
    RUNTIME = "runtime"
    """The runtime's own default."""
    DERIVED = "derived"
    """Computed from other values, such as the heap from the memory limit."""
    LANDSCAPE = "landscape"
    """The landscape."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SecretPlacement:
    """A secret that has to be put in its place when the configuration is delivered."""

    name: str
    """The constant or setting."""
    place: str
    """Where the value goes: a variable, a path of keys, a key of the secret store."""
    reference: str
    """Where the value is kept. Never holds a credential."""


class Sensitivity(ClosedEnum):
    """Whether a value may be a credential. Only public values are ever written into a sentence, a finding or a report."""

    PUBLIC = "public"
    """Known to be no secret."""
    UNKNOWN = "unknown"
    """Not known: a constant, or a setting this library has no entry for."""
    SECRET = "secret"
    """A secret, or a text that may hold one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StartFailure:
    """Why the start would fail before the runtime has its configuration."""

    stage: str
    """The step of the tool that fails: `setup`, `database`, `storage`, `java`, `nginx` for the buildpacks."""
    message: str
    """What goes wrong. Names the variable or the constant, never a value."""
    subject: str | None = None
    """The variable, constant or key that is at fault."""
    remedy: str
    """What to do."""
    certainty: Certainty
    """How far the rule can be trusted."""


class VariableMeaning(ClosedEnum):
    """What a variable of the buildpacks means for a given model."""

    CONSTANT = "constant"
    """Sets one or more constants of the model."""
    RUNTIME_SETTING = "runtimeSetting"
    """Sets a runtime setting."""
    DOCUMENT = "document"
    """Carries several constants or settings as JSON: `CONSTANTS`, `CUSTOM_RUNTIME_SETTINGS`."""
    LAUNCHER = "launcher"
    """Belongs to the runtime's launcher, although it starts like a constant: `MX_INSTALL_PATH`, `MX_LOG_LEVEL`."""
    NO_CONSTANT = "noConstant"
    """`MX_…`, and the model has no constant of that name: dropped silently."""
    WRONG_CASE = "wrongCase"
    """`MX_…` that differs from a constant's variable only in case: ignored silently."""
    DOTTED = "dotted"
    """`MX_…` with a dot where the constant's variable has an underscore: ignored silently."""
    OTHER_COMPOSITION = "otherComposition"
    """`MX_…` that differs from a constant's variable only in how accented letters are composed: ignored silently."""
    CONSTANT_AS_SETTING = "constantAsSetting"
    """`MXRUNTIME_Module.Constant`: sets a runtime setting nobody reads, not the constant."""
    OTHER = "other"
    """Neither constant nor setting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VariableReading:
    """How the buildpacks read a variable."""

    variable: str
    """The variable."""
    meaning: VariableMeaning
    """What it means."""
    names: tuple[str, ...] = ()
    """The constants or the setting it sets; for a mistake, those that were probably meant."""
    correction: str | None = None
    """The variable to use instead; absent when it is right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedConfiguration:
    """What the runtime is to see."""

    constants: Sequence[WantedValue] = ()
    """Constants; those of the model that are not among them keep their default."""
    scheduled_events: ScheduledEvents | None = None
    """Which scheduled events run; absent: nothing is said."""
    runtime_settings: Sequence[WantedValue] = ()
    """Runtime settings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedValue:
    """A constant or a runtime setting as it is wanted."""

    name: str
    """`Module.Constant`, or the name of the setting."""
    content: EffectiveContent
    """What it is to be. A constant is text, whatever its type."""

ConfigurationInput: TypeAlias = CloudFoundryInput | DockerInput | KubernetesInput | OperatorInput | M2eeInput | PortableInput | WindowsInput | MendixCloudInput
"""What a target is handed, as the target sees it: not what somebody wanted it to be."""

EffectiveContent: TypeAlias = TextContent | NumberContent | BooleanContent | JsonContent | SecretReferenceContent | MaskedContent | AbsentContent
"""The value itself."""
