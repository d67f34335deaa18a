# Generated from the Rust core by `cargo xtask generate`. Do not edit.
"""Models of the namespace `landscapes`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar, Literal, TypeAlias

from .._documents import Document
from .._enums import ClosedEnum, OrderedEnum

if TYPE_CHECKING:
    from datetime import date, timedelta

    from .cloud import AppId, ProjectId, Settings
    from .configurations import DatabaseEngine
    from .findings import Location
    from .packages import PackageInfo
    from .policies import PlacementConstraint, SecretDelivery


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessSpec:
    """Who may use an environment."""

    groups: Sequence[str] = ()
    """Groups of people who use it: `developers`, `team`, `stakeholders`, `qa`, `endUsers`, or any other name. A nearer
    level replaces them.
    """
    database_groups: Sequence[str] = ()
    """Groups with direct access to its database. A nearer level replaces them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdministrationSpec:
    """How an environment is administered."""

    password: TextValue | None = None
    """The password of the user MxAdmin."""
    port_password: TextValue | None = None
    """The password of the admin port, which is another one."""
    port_public: bool | None = None
    """Whether the admin port is reachable from other machines."""
    debugger_password: TextValue | None = None
    """The password of the debugger; set, it is enabled."""
    development_mode: bool | None = None
    """Whether the runtime runs in development mode (`DTAPMode` `D`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertSpec:
    """An alert. In YAML the word of its subject is enough."""

    subject: AlertSubject
    """What it watches."""
    percent: int | None = None
    """From which use on, in percent."""
    above: int | None = None
    """From which time or number on, in the unit of the subject: milliseconds, lines."""
    notify: Sequence[str] = ()
    """Who is told: groups, addresses, channels."""


class AlertSubject(ClosedEnum):
    """What an alert watches."""

    CPU = "cpu"
    """Use of the processor."""
    MEMORY = "memory"
    """Use of memory."""
    DISK = "disk"
    """Use of the disk or volume."""
    DATABASE_STORAGE = "databaseStorage"
    """Use of the database's storage."""
    DATABASE_CONNECTIONS = "databaseConnections"
    """Connections to the database."""
    CRITICAL_LOGS = "criticalLogs"
    """Lines of level critical in the log."""
    ERROR_LOGS = "errorLogs"
    """Lines of level error in the log."""
    AVAILABILITY = "availability"
    """Answers of the application."""
    RESPONSE_TIME = "responseTime"
    """Time an answer takes."""
    HEALTH_CHECK = "healthCheck"
    """The health-check microflow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AppSpec:
    """An app."""

    description: str | None = None
    """What it is, in words."""
    templates: Sequence[str] = ()
    """Names of the landscape's `templates`, the later ones nearer. The app's own `defaults` are nearer still."""
    constraints: Sequence[PlacementConstraint] = ()
    """What speaks for or against a target."""
    entities: int | None = None
    """How many entities the model has, for sizing when no package is at hand."""
    defaults: Defaults | None = None
    """What its environments inherit."""
    target: TargetSpec | None = None
    """Where its environments run, as far as they have it in common; an environment's target of the same kind fills
    in or replaces single fields.
    """
    preset: NodePreset | None = None
    """The usual environments of a node; what `environments` says about one of the same name is added."""
    environments: Mapping[str, EnvironmentSpec] = field(default_factory=dict)
    """Environments by the name that addresses use."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalPolicy:
    """How many people approve a plan before it starts. None of them may be the one who starts it."""

    required: int
    """How many; 0 asks for none."""
    valid_seconds: int | timedelta | None = None
    """How long an approval holds, in seconds. Default: 86,400 (a day)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AutoscaleSpec:
    """What scales the number of instances."""

    min: int | None = None
    """The fewest instances."""
    max: int | None = None
    """The most instances."""
    cpu_percent: int | None = None
    """Use of the reserved processor that is aimed at, in percent. Recommended: 70."""
    memory_percent: int | None = None
    """Use of the reserved memory that is aimed at, in percent. A JVM keeps what it has allocated: not recommended."""
    scale_down_seconds: int | timedelta | None = None
    """How long a lower use must last before an instance goes, in seconds. Recommended: 300."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupSpec:
    """How data is saved."""

    database: bool | None = None
    """Whether the database is saved."""
    files: bool | None = None
    """Whether the files are saved."""
    keep_days: int | None = None
    """How long a backup is kept, in days."""
    restored_on: date | None = None
    """When a restore was last tried with success."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificatesSpec:
    """Certificates the runtime trusts and shows."""

    authorities: Sequence[TextValue] = ()
    """Further authorities: PEM text, or where it is kept."""
    clients: Sequence[ClientCertificate] = ()
    """Certificates the runtime shows to others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeTicketPolicy:
    """Whether a change needs a ticket."""

    required: bool | None = None
    """Whether a plan needs one."""
    pattern: str | None = None
    """What a ticket looks like, with `*` for any text and `#` for digits: `CHG#`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientCertificate:
    """A certificate the runtime shows to others."""

    name: str
    """What it is called here."""
    bundle: TextValue
    """The PKCS #12 file in base64, or where it is kept."""
    password: TextValue | None = None
    """Its password. No comma may stand in it: the runtime takes a list that is joined by commas."""
    pin_to: Sequence[str] = ()
    """The hosts or services it is for. Empty: all."""


class ConnectionTls(OrderedEnum):
    """How a connection is protected. The words of PostgreSQL's `sslmode` are in parentheses."""

    OFF = "off"
    """Not at all (`disable`)."""
    PREFERRED = "preferred"
    """When the server can (`allow`, `prefer`): no protection against anybody in between."""
    REQUIRED = "required"
    """Always, whoever the server is (`require`)."""
    VERIFY_AUTHORITY = "verifyAuthority"
    """With a certificate of a known authority (`verify-ca`)."""
    VERIFY_FULL = "verifyFull"
    """With a certificate of a known authority for this host (`verify-full`)."""


class ConstantOrigin(OrderedEnum):
    """Which level of the landscape set a value; from the farthest to the nearest."""

    DEFAULTS = "defaults"
    """The landscape's `defaults`."""
    OVERLAY = "overlay"
    """An overlay that fits the environment."""
    APP_TEMPLATE = "appTemplate"
    """A template that the app names."""
    APP = "app"
    """The app's `defaults`."""
    ENVIRONMENT_TEMPLATE = "environmentTemplate"
    """A template that the environment names."""
    ENVIRONMENT = "environment"
    """The environment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConstantLiteral:
    """The value itself, always text, whatever the constant's type."""

    kind: ClassVar[Literal["literal"]] = "literal"
    value: str = field(repr=False)
    """The text. May be a credential: `repr` leaves it out."""
    acknowledged: bool = False
    """States that this is no secret although it looks like one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SecretReference:
    """Where the value is kept: `scheme[+store]://object?query#selector`. Never holds a credential."""

    kind: ClassVar[Literal["secretReference"]] = "secretReference"
    reference: str
    """The reference."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EmptyOnPurpose:
    """The empty text, and that is meant."""

    kind: ClassVar[Literal["emptyOnPurpose"]] = "emptyOnPurpose"


class DataClass(ClosedEnum):
    """Where data comes from."""

    SYNTHETIC = "synthetic"
    """Invented."""
    SEEDED = "seeded"
    """Invented, and the same after every seeding."""
    ANONYMISED = "anonymised"
    """Taken from production, with nothing left that leads to a person."""
    PRODUCTION = "production"
    """Real."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DatabaseSpec:
    """The database an application keeps its data in. Single fields replace inherited ones."""

    engine: DatabaseEngine | None = None
    """The system."""
    version: str | None = None
    """Its version: `15.4`, `2019`, `19c`."""
    host: str | None = None
    """The host."""
    port: int | None = None
    """The port. Default: the system's own."""
    name: str | None = None
    """The name of the database. For Oracle: the service name."""
    schema: str | None = None
    """The schema, where the system has more than one per database."""
    user: str | None = None
    """The user."""
    password: TextValue | None = None
    """The password: a secret reference."""
    url: TextValue | None = None
    """The whole connection as one URL, instead of single fields: `postgres://…`, `jdbc:sqlserver://…`. With a password in
    it, it is a secret as a whole.
    """
    parameters: Mapping[str, str] = field(default_factory=dict)
    """Further parameters of the driver: `{connectTimeout: "10"}`. Merged by name."""
    tls: ConnectionTls | None = None
    """How connections are protected."""
    integrated_security: bool | None = None
    """Whether the operating system's account logs in instead of user and password (SQL Server, Kerberos)."""
    pool: PoolSpec | None = None
    """The pool of connections."""
    service: str | None = None
    """A bound service or plan that provides the database: a service instance of Cloud Foundry, a database plan of the
    Operator.
    """
    aliases: Sequence[str] = ()
    """Other names of the same host. The same for two environments says that they share a server."""
    server_id: str | None = None
    """What identifies the server, whatever it is called: two environments with one id share a server."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadlines:
    """How long a plan waits for the platform, in seconds each. What is left out has the planner's default."""

    build_seconds: int | timedelta | None = None
    """For a build."""
    upload_seconds: int | timedelta | None = None
    """For an upload and its job."""
    stop_seconds: int | timedelta | None = None
    """For the environment to stop."""
    snapshot_seconds: int | timedelta | None = None
    """For a snapshot or an archive."""
    transport_seconds: int | timedelta | None = None
    """For a transport, while the platform still processes the package."""
    start_seconds: int | timedelta | None = None
    """For the environment to start, database synchronisation included."""
    restore_seconds: int | timedelta | None = None
    """For a restore."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Defaults:
    """What environments inherit: the landscape's defaults, an app's, a template, an overlay."""

    constants: Mapping[str, ConstantValue] = field(default_factory=dict)
    """Constants by `Module.Constant`."""
    scheduled_events: ScheduledEvents | None = None
    """Which scheduled events run. Left out: they stay as they are."""
    runtime_settings: Mapping[str, RuntimeValue] = field(default_factory=dict)
    """Runtime settings by name, such as `SessionTimeout`. Constants and the settings that other keys make
    (database, storage, scheduled events) do not belong here.
    """
    variables: Mapping[str, TextValue] = field(default_factory=dict)
    """Environment variables of the process, for what no other key says."""
    jvm: JvmSpec | None = None
    """The Java virtual machine."""
    logging: LoggingSpec | None = None
    """What is logged."""
    database: DatabaseSpec | None = None
    """The database."""
    storage: StorageSpec | None = None
    """The file storage."""
    certificates: CertificatesSpec | None = None
    """Certificates."""
    health: HealthSpec | None = None
    """Probes."""
    license: LicenseSpec | None = None
    """The licence."""
    monitoring: MonitoringSpec | None = None
    """Monitoring and alerts."""
    access: AccessSpec | None = None
    """Who may use it."""
    data_class: DataClass | None = None
    """Where its data comes from."""
    resources: ResourcesSpec | None = None
    """How much of a machine one instance gets."""
    scaling: ScalingSpec | None = None
    """How many instances run."""
    routing: RoutingSpec | None = None
    """How requests reach it."""
    administration: AdministrationSpec | None = None
    """How it is administered."""
    delivery: DeliverySpec | None = None
    """How releases reach it."""
    backup: BackupSpec | None = None
    """How its data is saved."""
    purpose: str | None = None
    """What it is for, in words."""
    owner: str | None = None
    """Who answers for it: a person, a team."""
    tags: Sequence[str] = ()
    """Words to choose it by; all levels add up."""
    wave: str | None = None
    """The wave of a rollout it belongs to; one of the landscape's `waves`."""
    policies: PolicySpec | None = None
    """How rules are applied."""
    exemptions: Sequence[Exemption] = ()
    """Rules that do not hold for a while; all levels add up."""
    change_ticket: ChangeTicketPolicy | None = None
    """Whether a change needs a ticket."""
    approvals: ApprovalPolicy | None = None
    """How many people approve a plan. Left out: nobody has to."""
    verify: VerifySpec | None = None
    """What is checked after a deployment."""
    snapshot: SnapshotPolicy | None = None
    """Whether and when a plan makes a snapshot. Left out: after the stop."""
    freeze: Sequence[FreezeWindow] = ()
    """Times in which nothing is deployed; all levels add up."""
    deadlines: Deadlines | None = None
    """How long a plan waits; single deadlines are replaced."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliverySpec:
    """How releases reach an environment."""

    trigger: DeliveryTrigger | None = None
    """What starts a deployment."""
    deployer: Deployer | None = None
    """Who deploys."""
    branches: Sequence[str] = ()
    """The branches whose builds are deployed here, with `*` for any text: `main`, `release/*`. A nearer level replaces
    them.
    """
    keep_releases: int | None = None
    """How many former releases are kept."""


class DeliveryTrigger(ClosedEnum):
    """What starts a deployment."""

    EVERY_SAVE = "everySave"
    """Every save of a developer."""
    EVERY_COMMIT = "everyCommit"
    """Every commit."""
    RELEASE_CANDIDATE = "releaseCandidate"
    """A release candidate."""
    APPROVED_RELEASE = "approvedRelease"
    """A release that was approved."""


class Deployer(ClosedEnum):
    """Who deploys."""

    DEVELOPER = "developer"
    """A developer."""
    PIPELINE = "pipeline"
    """A pipeline."""
    PIPELINE_WITH_APPROVAL = "pipelineWithApproval"
    """A pipeline, when somebody agrees."""
    PIPELINE_WITH_GATE = "pipelineWithGate"
    """A pipeline, when somebody agrees who neither asked for it nor wrote it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deviation:
    """Where an environment differs from what its tier usually is. Not an error: a difference that somebody should know."""

    aspect: TierAspect
    """The aspect."""
    usual: str
    """What is usual, in words."""
    actual: str
    """What this environment has, in words."""
    path: str | None = None
    """Where it was set, as a path of keys."""
    location: Location | None = None
    """Where in the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectiveConstant:
    """A constant after inheritance."""

    name: str
    """`Module.Constant`."""
    value: ConstantValue
    """What it is set to."""
    origin: ConstantOrigin
    """The level that set it."""
    path: str
    """Where, as a path of keys."""
    location: Location | None = None
    """Where in the file; absent for a landscape built in code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EnvironmentSpec:
    """An environment."""

    tier: Tier | None = None
    """What it is for. May be left out when the environment's name is a tier's."""
    target: TargetSpec | None = None
    """Where it runs; what is left out comes from the app's target."""
    templates: Sequence[str] = ()
    """Names of the landscape's `templates`, the later ones nearer. The environment's own values are nearer still."""
    constants: Mapping[str, ConstantValue] = field(default_factory=dict)
    """Constants by `Module.Constant`."""
    scheduled_events: ScheduledEvents | None = None
    """Which scheduled events run. Left out: they stay as they are."""
    runtime_settings: Mapping[str, RuntimeValue] = field(default_factory=dict)
    """Runtime settings by name, such as `SessionTimeout`. Constants and the settings that other keys make
    (database, storage, scheduled events) do not belong here.
    """
    variables: Mapping[str, TextValue] = field(default_factory=dict)
    """Environment variables of the process, for what no other key says."""
    jvm: JvmSpec | None = None
    """The Java virtual machine."""
    logging: LoggingSpec | None = None
    """What is logged."""
    database: DatabaseSpec | None = None
    """The database."""
    storage: StorageSpec | None = None
    """The file storage."""
    certificates: CertificatesSpec | None = None
    """Certificates."""
    health: HealthSpec | None = None
    """Probes."""
    license: LicenseSpec | None = None
    """The licence."""
    monitoring: MonitoringSpec | None = None
    """Monitoring and alerts."""
    access: AccessSpec | None = None
    """Who may use it."""
    data_class: DataClass | None = None
    """Where its data comes from."""
    resources: ResourcesSpec | None = None
    """How much of a machine one instance gets."""
    scaling: ScalingSpec | None = None
    """How many instances run."""
    routing: RoutingSpec | None = None
    """How requests reach it."""
    administration: AdministrationSpec | None = None
    """How it is administered."""
    delivery: DeliverySpec | None = None
    """How releases reach it."""
    backup: BackupSpec | None = None
    """How its data is saved."""
    purpose: str | None = None
    """What it is for, in words."""
    owner: str | None = None
    """Who answers for it: a person, a team."""
    tags: Sequence[str] = ()
    """Words to choose it by; all levels add up."""
    wave: str | None = None
    """The wave of a rollout it belongs to; one of the landscape's `waves`."""
    policies: PolicySpec | None = None
    """How rules are applied."""
    exemptions: Sequence[Exemption] = ()
    """Rules that do not hold for a while; all levels add up."""
    change_ticket: ChangeTicketPolicy | None = None
    """Whether a change needs a ticket."""
    approvals: ApprovalPolicy | None = None
    """How many people approve a plan. Left out: nobody has to."""
    verify: VerifySpec | None = None
    """What is checked after a deployment."""
    snapshot: SnapshotPolicy | None = None
    """Whether and when a plan makes a snapshot. Left out: after the stop."""
    freeze: Sequence[FreezeWindow] = ()
    """Times in which nothing is deployed; all levels add up."""
    deadlines: Deadlines | None = None
    """How long a plan waits; single deadlines are replaced."""


class EventsExpectation(ClosedEnum):
    """Which scheduled events a tier usually runs."""

    NONE = "none"
    """None: a developer runs them by hand."""
    SELECTED = "selected"
    """Those that tests need."""
    AS_PRODUCTION = "asProduction"
    """Those that production runs."""
    ALL = "all"
    """All."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exemption:
    """A rule that does not hold for a while."""

    rule: str
    """The rule's id: `MX-DB-002`."""
    reason: str
    """Why."""
    expires: date
    """The last day on which it counts."""
    by: str | None = None
    """Who decided."""
    subject: str | None = None
    """What of the environment it is for, as in the finding: a constant, an event. Default: all of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FreezeWindow:
    """A time in which nothing is deployed."""

    first: date
    """The first day."""
    last: date
    """The last day."""
    from_time: str | None = None
    """When it begins on the first day, as `hh:mm`. Default: with the day."""
    until_time: str | None = None
    """When it ends on the last day, as `hh:mm`. Default: with the day."""
    zone: str | None = None
    """The time zone of days and times, by its IANA name: `Europe/Amsterdam`. Default: UTC."""
    reason: str
    """Why."""


class GarbageCollector(ClosedEnum):
    """A garbage collector."""

    SERIAL = "serial"
    """For small heaps; what the buildpacks choose below 4096 MB."""
    G1 = "g1"
    """For larger heaps; what the buildpacks choose from 4096 MB on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthSpec:
    """How a target finds out whether the application is well."""

    liveness: ProbeSpec | None = None
    """Whether it lives; a failure restarts it."""
    readiness: ProbeSpec | None = None
    """Whether it may be sent requests."""
    startup: ProbeSpec | None = None
    """Whether it has started; the others wait for it. The port opens only after the database has been synchronised."""
    start_timeout_seconds: int | timedelta | None = None
    """How long a start may take, in seconds."""


class HorizontalScaling(ClosedEnum):
    """Whether a plan runs more than one instance."""

    NO = "no"
    """It does not."""
    ASK = "ask"
    """Not without asking."""
    YES = "yes"
    """It does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JvmSpec:
    """The Java virtual machine of the runtime."""

    arguments: Sequence[str] = ()
    """Further arguments, one each: `-Duser.timezone=Europe/Amsterdam`. A nearer level replaces them."""
    heap_mebibytes: int | None = None
    """The heap, in MiB. Default: what the target derives from its memory limit."""
    metaspace_mebibytes: int | None = None
    """The largest metaspace, in MiB. The buildpacks' default: 256."""
    garbage_collector: GarbageCollector | None = None
    """The garbage collector. Default: by memory."""
    java_version: int | None = None
    """The major version of Java. Default: the one the package asks for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LandscapeDocument(Document):
    """A team's apps and environments."""

    document: str
    """Always `landscape`."""
    version: int
    """Version of the document's format; 1 is the only one so far."""
    written_by: str | None = None
    """The library that wrote it; absent in a document that a person wrote."""
    defaults: Defaults | None = None
    """What all apps inherit."""
    templates: Mapping[str, Defaults] = field(default_factory=dict)
    """Values that apps and environments take by name."""
    overlays: Mapping[str, Overlay] = field(default_factory=dict)
    """Values for every environment that fits, by name; later names, by code point, are nearer."""
    waves: Sequence[WaveSpec] = ()
    """Waves of a rollout, the first first."""
    secrets: SecretsSpec | None = None
    """What is known about secrets and their stores."""
    apps: Mapping[str, AppSpec] = field(default_factory=dict)
    """Apps by the name that addresses use."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LicenseSpec:
    """The licence of an environment. Without one the runtime runs as a trial."""

    id: TextValue | None = None
    """The licence's id (`LICENSE_ID`)."""
    key: TextValue | None = None
    """The licence's key (`LICENSE_KEY`)."""
    subscription_secret: TextValue | None = None
    """The secret of a subscription (`License.SubscriptionSecret`)."""
    environment_name: str | None = None
    """The name under which the subscription knows the environment (`License.EnvironmentName`)."""
    server_url: str | None = None
    """The licence server (`License.LicenseServerURL`)."""


class LinuxFlavour(ClosedEnum):
    """What runs an application on Linux."""

    M2EE = "m2ee"
    """m2ee-tools. For Mendix 7 to 11."""
    PORTABLE = "portable"
    """A portable package, which brings its own launcher. From Mendix 11.6.5 on."""


class LogLevel(OrderedEnum):
    """How much is logged, as the runtime spells it; from nothing to everything."""

    NONE = "none"
    """Nothing."""
    CRITICAL = "critical"
    """What ends the application."""
    ERROR = "error"
    """What fails."""
    WARNING = "warning"
    """What looks wrong. The runtime says `WARNING`; `WARN` is no level."""
    INFO = "info"
    """What happens."""
    DEBUG = "debug"
    """What helps to find a fault."""
    TRACE = "trace"
    """Everything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggingSpec:
    """What the runtime logs, and where to."""

    level: LogLevel | None = None
    """The level of every node that has none of its own."""
    nodes: Mapping[str, LogLevel] = field(default_factory=dict)
    """Levels by log node, such as `ConnectionBus_Queries`. Merged by name."""
    destination: str | None = None
    """Where the log goes: the id of a configuration, an index, a host. Two environments with one destination need a
    `label` each.
    """
    label: str | None = None
    """What tells the lines of this environment from those of others at the same destination."""
    lines_per_second: int | None = None
    """The most lines a second, where the target can limit them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MachineSpec:
    """A machine."""

    operating_system: str | None = None
    """The operating system: `debian`, `ubuntu`, `rhel`, `windowsServer`."""
    version: str | None = None
    """Its version: `22.04`, `2019`."""
    memory_mebibytes: int | None = None
    """Memory in MiB."""
    disk_gibibytes: int | None = None
    """Free disk in GiB."""
    java_version: int | None = None
    """The major version of Java that is installed."""
    runtimes: Sequence[str] = ()
    """Mendix runtimes that are installed: `10.24.3.60000`."""


class MonitoringLevel(OrderedEnum):
    """How closely an environment is watched."""

    NONE = "none"
    """Not at all."""
    BASIC = "basic"
    """Somebody looks at its metrics."""
    ALERTS = "alerts"
    """Alerts go out."""
    FULL = "full"
    """Application performance monitoring, alerts, dashboards."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MonitoringSpec:
    """Who notices when something is wrong."""

    level: MonitoringLevel | None = None
    """How closely it is watched. Default: what the other fields say."""
    alerts: Sequence[AlertSpec] = ()
    """Alerts. A nearer level replaces them."""
    apm: str | None = None
    """The product for application performance monitoring: `datadog`, `dynatrace`, `newRelic`, `appDynamics`."""
    apm_key: TextValue | None = None
    """The key of that product."""
    dashboards: Sequence[str] = ()
    """Dashboards: links or names. A nearer level replaces them."""


class NodePreset(ClosedEnum):
    """The usual environments of a Mendix Cloud node, so that they need not be written out."""

    TWO_ENVIRONMENTS = "twoEnvironments"
    """`acceptance` and `production`."""
    THREE_ENVIRONMENTS = "threeEnvironments"
    """`test`, `acceptance` and `production`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlay:
    """Values for every environment that fits, on top of the landscape's defaults and below what an app says."""

    description: str | None = None
    """What it is for, in words."""
    tiers: Sequence[Tier] = ()
    """Only environments of these tiers. Empty: of any."""
    targets: Sequence[TargetKind] = ()
    """Only environments on these targets. Empty: on any."""
    apps: Sequence[str] = ()
    """Only environments of these apps. Empty: of any."""
    values: Defaults | None = None
    """The values."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSize:
    """A plan of the catalogue."""

    name: str
    """Its name."""
    cpus: int | None = None
    """Processors; absent: shared with others."""
    memory_mebibytes: int
    """Memory in MiB."""
    horizontal: HorizontalScaling
    """Whether it runs more than one instance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicySpec:
    """How rules are applied."""

    severities: Mapping[str, RuleSeverity] = field(default_factory=dict)
    """How much single rules matter here, by their id: `{MX-DB-003: error}`. Merged by id."""
    rules: Sequence[str] = ()
    """Documents with rules of one's own, as paths relative to the landscape."""
    blocks_from: RuleSeverity | None = None
    """The severity from which on a plan is refused. Default: error."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolSpec:
    """The pool of connections of one instance: the database must allow `max_active` times the number of instances."""

    max_active: int | None = None
    """The most connections in use (`ConnectionPoolingMaxActive`). Default: 50."""
    max_idle: int | None = None
    """The most connections kept open (`ConnectionPoolingMaxIdle`). Default: 50."""
    min_idle: int | None = None
    """The fewest connections kept open (`ConnectionPoolingMinIdle`). Default: 0."""
    max_wait_millis: int | None = None
    """How long a request waits for a connection, in milliseconds (`ConnectionPoolingMaxWait`). Default: 10,000."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PreflightOptions:
    """What is known about the environment. Checks that need what is left out are skipped by name."""

    running: PackageInfo | None = None
    """The package that runs there now."""
    settings: Settings | None = None
    """The settings of the environment as the platform reports them."""
    running_runtime_version: str | None = None
    """The runtime version that runs there now, when `running` is not at hand."""
    as_of: date | None = None
    """The day to judge freeze windows by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProbeSpec:
    """One probe over HTTP."""

    path: str | None = None
    """The path. There is no `/healthcheck` unless the model publishes it."""
    port: int | None = None
    """The port. Default: the application's."""
    initial_delay_seconds: int | timedelta | None = None
    """The wait before the first, in seconds."""
    period_seconds: int | timedelta | None = None
    """The time between two, in seconds."""
    timeout_seconds: int | timedelta | None = None
    """How long an answer may take, in seconds."""
    failures: int | None = None
    """How many failures in a row count."""


class PullPolicy(ClosedEnum):
    """When an image is pulled."""

    ALWAYS = "always"
    """At every start."""
    IF_NOT_PRESENT = "ifNotPresent"
    """When it is not there."""
    NEVER = "never"
    """Never."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceAmount:
    """An amount of processor and memory."""

    cpu_millicores: int | None = None
    """Thousandths of a processor."""
    memory_mebibytes: int | None = None
    """Memory in MiB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourcesSpec:
    """How much of a machine one instance gets. Single fields replace inherited ones."""

    plan: str | None = None
    """The plan: `S`, `M`, `L`, `XL`, `XXL`, `sandbox`, or the name of another."""
    sizing: SizingClass | None = None
    """The class of the application. Default: by the app's `entities`."""
    requests: ResourceAmount | None = None
    """What is reserved."""
    limits: ResourceAmount | None = None
    """What is never exceeded."""
    disk_mebibytes: int | None = None
    """The disk in MiB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutingSpec:
    """How requests reach an environment."""

    routes: Sequence[str] = ()
    """Host names or URLs. A nearer level replaces them."""
    root_url: str | None = None
    """The URL that users see (`ApplicationRootUrl`). Authoritative from Mendix 10 on."""
    tls: bool | None = None
    """Whether requests come over TLS."""
    sticky: bool | None = None
    """Whether requests of one session go to one instance. Sessions are in the database: rarely needed."""


class RuleSeverity(ClosedEnum):
    """How much a violated rule matters; `off` switches it off, which an exemption does with a reason and an end."""

    ERROR = "error"
    """Blocks."""
    WARNING = "warning"
    """Needs a decision."""
    INFO = "info"
    """Advice."""
    OFF = "off"
    """Not checked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextSetting:
    """Text."""

    kind: ClassVar[Literal["text"]] = "text"
    value: str = field(repr=False)
    """The text. May be a credential: `repr` leaves it out."""
    acknowledged: bool = False
    """States that this is no secret although it looks like one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberSetting:
    """A number, as it is written: `600000`, `0.25`."""

    kind: ClassVar[Literal["number"]] = "number"
    value: str
    """The number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BooleanSetting:
    """True or false."""

    kind: ClassVar[Literal["boolean"]] = "boolean"
    value: bool
    """Which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JsonSetting:
    """A list or an object, such as `Metrics.Registries`."""

    kind: ClassVar[Literal["json"]] = "json"
    value: str = field(repr=False)
    """The JSON text. May be a credential: `repr` leaves it out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SecretSetting:
    """Where the value is kept: `scheme[+store]://object?query#selector`. Never holds a credential."""

    kind: ClassVar[Literal["secretReference"]] = "secretReference"
    reference: str
    """The reference."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScalingSpec:
    """How many instances run."""

    replicas: int | None = None
    """How many, when nothing scales them. Default: 1."""
    autoscale: AutoscaleSpec | None = None
    """What scales them."""
    max_database_connections: int | None = None
    """The most connections the database allows for all instances together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AllEvents:
    """Every event of the model."""

    kind: ClassVar[Literal["all"]] = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoEvents:
    """None."""

    kind: ClassVar[Literal["none"]] = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecifiedEvents:
    """These and no others."""

    kind: ClassVar[Literal["specified"]] = "specified"
    events: Sequence[str] = ()
    """`Module.Event`, in the order written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SecretSpec:
    """What is known about a secret."""

    rotated_on: date | None = None
    """When it was last replaced."""
    readers: Sequence[str] = ()
    """Who may read it."""
    delivery: SecretDelivery | None = None
    """How it reaches the process."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SecretStoreSpec:
    """A store of secrets."""

    scheme: str | None = None
    """The scheme of its references: `vault`, `bao`, `aws-sm`, `azure-kv`, `k8s`, `env`, `file`."""
    location: str | None = None
    """Where it is: a URL, a region, a name. Never a credential."""
    encrypted: bool | None = None
    """Whether it encrypts what it keeps."""
    audited: bool | None = None
    """Whether it records who read what."""
    readers: Sequence[str] = ()
    """Who may read it."""
    break_glass: str | None = None
    """Where it is written down how to get in when the store is down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SecretsSpec:
    """What is known about secrets and the stores that keep them."""

    stores: Mapping[str, SecretStoreSpec] = field(default_factory=dict)
    """Stores by the name that references use: `vault+eu://…` names the store `eu`, `vault://…` the store `vault`."""
    known: Mapping[str, SecretSpec] = field(default_factory=dict)
    """Single secrets by their reference."""
    rotation_days: int | None = None
    """After how many days a secret is to be replaced. Default: 90."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceSpec:
    """The service that keeps an application running on a machine."""

    name: str | None = None
    """The service's name: the unit of systemd, the service of Windows."""
    unit_type: str | None = None
    """The unit's type as systemd spells it: `forking`, `simple`, `exec`."""
    pid_file: str | None = None
    """The file with the process id, for `forking`."""
    restart: str | None = None
    """When it is restarted, as systemd spells it: `on-failure`."""
    automatic: bool | None = None
    """Whether it starts with the machine."""
    account: str | None = None
    """The account it runs as."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SizingAdvice:
    """What an application of a class is recommended to get."""

    sizing: SizingClass
    """The class."""
    requests: ResourceAmount
    """What is reserved."""
    limits: ResourceAmount
    """What is never exceeded."""


class SizingClass(OrderedEnum):
    """How large an application is, by the number of its entities."""

    SIMPLE = "simple"
    """Fewer than 20 entities."""
    MEDIUM = "medium"
    """20 to 100 entities."""
    COMPLEX = "complex"
    """More than 100 entities."""


class SnapshotPolicy(ClosedEnum):
    """Whether and when a plan that changes an environment makes a snapshot first."""

    AFTER_STOP = "afterStop"
    """After the environment has stopped: no write is lost by a restore. The default."""
    BEFORE_STOP = "beforeStop"
    """Before it stops: less downtime, but what is written in between is lost by a restore."""
    NEVER = "never"
    """Never: the plan has no way back for data."""


class StorageDeletes(ClosedEnum):
    """What happens in the store when a file document is deleted (`com.mendix.storage.PerformDeleteFromStorage`)."""

    ALL_FILES = "allFiles"
    """Every file is deleted."""
    TEMPORARY_FILES = "temporaryFiles"
    """Only temporary files are."""
    NO_FILES = "noFiles"
    """None is: a restored database finds its files again."""


class StorageProvider(ClosedEnum):
    """A kind of file storage."""

    NONE = "none"
    """The application keeps no files, and that is a decision."""
    LOCAL = "local"
    """A folder of the machine, or a volume."""
    S3 = "s3"
    """Amazon S3 or a store that speaks its protocol."""
    AZURE_BLOB = "azureBlob"
    """Azure Blob Storage."""
    GOOGLE_CLOUD = "googleCloud"
    """Google Cloud Storage: reached through its S3 protocol, the runtime has no provider of its own for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StorageSpec:
    """Where an application keeps its files. Single fields replace inherited ones."""

    provider: StorageProvider | None = None
    """The kind of storage."""
    bucket: str | None = None
    """The bucket; the container of Azure Blob Storage."""
    prefix: str | None = None
    """What names begin with inside the bucket."""
    path: str | None = None
    """The folder, for local files. Default: the target's own."""
    endpoint: str | None = None
    """The endpoint of a store that is not Amazon's or Azure's own: a host or a URL."""
    region: str | None = None
    """The region."""
    account: str | None = None
    """The storage account, for Azure."""
    access_key_id: TextValue | None = None
    """The access key's id."""
    secret_key: TextValue | None = None
    """The secret access key; the account key of Azure."""
    shared_access_signature: TextValue | None = None
    """A shared access signature, for Azure."""
    ambient_identity: bool | None = None
    """Whether the identity of the machine or pod is used, instead of keys."""
    encrypted: bool | None = None
    """Whether the store encrypts what it keeps."""
    versioned: bool | None = None
    """Whether the store keeps former versions of files."""
    shared: bool | None = None
    """Whether all instances see the same files: a shared volume. Object stores always do."""
    deletes: StorageDeletes | None = None
    """What happens to deleted files."""
    service: str | None = None
    """A bound service or plan that provides the storage."""
    planned_gibibytes: int | None = None
    """How much is expected to be kept, in GiB."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class MendixCloud:
    """Mendix Cloud."""

    kind: ClassVar[Literal["mendixCloud"]] = "mendixCloud"
    app_id: str | None = None
    """The app's subdomain. Default: the app's name in the landscape."""
    project_id: str | None = None
    """The app's long id, when the subdomain is not wanted as the key."""
    environment: str | None = None
    """The environment as the platform spells it (`Test`, `Acceptance`, `Production`, or its flexible name; case
    matters). Default: the environment's name in the landscape, `test`, `acceptance` and `production` with a
    capital.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class Operator:
    """Mendix on Kubernetes."""

    kind: ClassVar[Literal["operator"]] = "operator"
    context: str | None = None
    """The cluster, by the name of its context."""
    namespace: str | None = None
    """The namespace."""
    name: str | None = None
    """The name of the `MendixApp` resource."""
    image: str | None = None
    """The image without tag: `registry.example/orders`."""
    tag: str | None = None
    """The image's tag. Default: the version of the package."""
    digest: str | None = None
    """The image's digest, `sha256:…`; stronger than the tag."""
    pull_policy: PullPolicy | None = None
    """When the image is pulled."""
    pull_secret: str | None = None
    """The secret with the registry's credentials."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kubernetes:
    """Plain Kubernetes."""

    kind: ClassVar[Literal["kubernetes"]] = "kubernetes"
    context: str | None = None
    """The cluster, by the name of its context."""
    namespace: str | None = None
    """The namespace."""
    deployment: str | None = None
    """The name of the deployment or stateful set."""
    workload: WorkloadKind | None = None
    """What runs the pods. Default: a stateful set."""
    image: str | None = None
    """The image without tag: `registry.example/orders`."""
    tag: str | None = None
    """The image's tag. Default: the version of the package."""
    digest: str | None = None
    """The image's digest, `sha256:…`; stronger than the tag."""
    pull_policy: PullPolicy | None = None
    """When the image is pulled."""
    pull_secret: str | None = None
    """The secret with the registry's credentials."""
    service_account: str | None = None
    """The service account of the pods."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CloudFoundry:
    """Cloud Foundry."""

    kind: ClassVar[Literal["cloudFoundry"]] = "cloudFoundry"
    api: str | None = None
    """The API's URL."""
    organization: str | None = None
    """The organisation."""
    space: str | None = None
    """The space."""
    application: str | None = None
    """The app's name there."""
    buildpack: str | None = None
    """The buildpack: the URL of a release archive, with its version."""
    stack: str | None = None
    """The root file system: `cflinuxfs4`."""
    services: Sequence[str] | None = None
    """Names of bound service instances, beside those of `database` and `storage`."""
    sap_btp: bool | None = None
    """Whether it is SAP BTP."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Docker:
    """Docker."""

    kind: ClassVar[Literal["docker"]] = "docker"
    host: str | None = None
    """The machine, as Docker names it: `unix:///var/run/docker.sock`, `ssh://host`. Default: the local one."""
    image: str | None = None
    """The image without tag: `registry.example/orders`."""
    tag: str | None = None
    """The image's tag. Default: the version of the package."""
    digest: str | None = None
    """The image's digest, `sha256:…`; stronger than the tag."""
    pull_policy: PullPolicy | None = None
    """When the image is pulled."""
    container: str | None = None
    """The container's name."""
    compose_file: str | None = None
    """The Compose file that describes it."""
    network: str | None = None
    """The network it is in."""
    volume: str | None = None
    """The volume for files."""
    port: int | None = None
    """The port on the machine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Linux:
    """Linux."""

    kind: ClassVar[Literal["linux"]] = "linux"
    host: str | None = None
    """The host."""
    folder: str | None = None
    """The folder of the app."""
    flavour: LinuxFlavour | None = None
    """What runs it."""
    configuration_files: Sequence[str] | None = None
    """Configuration files in the order in which they are read."""
    runtimes_folder: str | None = None
    """The folder with the runtimes (`mxjar_repo`)."""
    port: int | None = None
    """The application's port. Default: 8080."""
    admin_port: int | None = None
    """The admin port. Default: 8090."""
    machine: MachineSpec | None = None
    """The machine."""
    service: ServiceSpec | None = None
    """The service."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Windows:
    """Windows."""

    kind: ClassVar[Literal["windows"]] = "windows"
    host: str | None = None
    """The host."""
    application: str | None = None
    """The app's name in the Service Console."""
    folder: str | None = None
    """The folder of the app."""
    port: int | None = None
    """The application's port. Default: 8080."""
    admin_port: int | None = None
    """The admin port. Default: 8090."""
    machine: MachineSpec | None = None
    """The machine."""
    service: ServiceSpec | None = None
    """The service."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextLiteral:
    """The text itself."""

    kind: ClassVar[Literal["literal"]] = "literal"
    value: str = field(repr=False)
    """The text. May be a credential: `repr` leaves it out."""
    acknowledged: bool = False
    """States that this is no secret although it looks like one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextReference:
    """Where the text is kept: `scheme[+store]://object?query#selector`. Never holds a credential."""

    kind: ClassVar[Literal["secretReference"]] = "secretReference"
    reference: str
    """The reference."""


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


class TierAspect(ClosedEnum):
    """An aspect of the matrix of tiers."""

    PURPOSE = "purpose"
    """What the environment is for."""
    DATA = "data"
    """Where its data comes from."""
    DEPLOY_FREQUENCY = "deployFrequency"
    """What starts a deployment."""
    DEPLOYER = "deployer"
    """Who deploys."""
    LOGGING = "logging"
    """How much is logged."""
    SCHEDULED_EVENTS = "scheduledEvents"
    """Which scheduled events run."""
    MONITORING = "monitoring"
    """How closely it is watched."""
    ACCESS = "access"
    """Who uses it."""
    BRANCHES = "branches"
    """Which branches are deployed there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TierPreset:
    """What environments of a tier usually are."""

    tier: Tier
    """The tier."""
    purpose: str
    """What they are for."""
    data: tuple[DataClass, ...] = ()
    """Where their data may come from, the usual first."""
    trigger: DeliveryTrigger
    """What starts a deployment."""
    deployer: Deployer
    """Who deploys."""
    log_levels: tuple[LogLevel, ...] = ()
    """How much is logged, the usual first."""
    events: EventsExpectation
    """Which scheduled events run."""
    monitoring: MonitoringLevel
    """How closely they are watched."""
    access: tuple[str, ...] = ()
    """Who uses them."""
    branches: tuple[str, ...] = ()
    """Which branches are deployed there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UrlCheck:
    """A page that must answer."""

    path: str
    """The path below the public URL, with the leading slash: `/index.html`."""
    status: int | None = None
    """The HTTP status wanted. Default: 200."""
    contains: str | None = None
    """Text that the body must contain."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueOrigin:
    """Where one value of an environment was set."""

    key: str
    """The value, as a path below the environment: `database.host`, `constants["Mail.Host"]`."""
    origin: ConstantOrigin
    """The level that set it."""
    path: str
    """Where, as a path of keys."""
    location: Location | None = None
    """Where in the file; absent for a landscape built in code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifySpec:
    """What is checked after a deployment. That the environment runs the right package is always checked."""

    url: str | None = None
    """The public URL, when it is not the one the platform reports."""
    checks: Sequence[UrlCheck] = ()
    """Pages that must answer."""
    deadline_seconds: int | timedelta | None = None
    """How long all of it may take, in seconds. Default: 300."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WaveSpec:
    """A wave of a rollout: environments that are deployed together, before those of the next wave."""

    name: str
    """Its name, as `wave` names it."""
    soak_seconds: int | timedelta | None = None
    """How long to watch it before the next, in seconds."""


class WorkloadKind(ClosedEnum):
    """What runs the pods on plain Kubernetes."""

    STATEFUL_SET = "statefulSet"
    """A StatefulSet: pods are numbered, the first is the leader. Needed for more than one replica."""
    DEPLOYMENT = "deployment"
    """A Deployment: every pod becomes a leader."""

ConstantValue: TypeAlias = ConstantLiteral | SecretReference | EmptyOnPurpose
"""What a constant is set to.

In YAML a bare value is enough: `vault://secret/mail#password` is a secret reference, `literal:guest` is a literal
that is meant as one, everything else is a literal.
"""

RuntimeValue: TypeAlias = TextSetting | NumberSetting | BooleanSetting | JsonSetting | SecretSetting
"""What a runtime setting is set to.

In YAML a bare value is enough: an unquoted whole number, `true` and `false` have their type, a mapping or list is
JSON, and text is text or a secret reference.
"""

ScheduledEvents: TypeAlias = AllEvents | NoEvents | SpecifiedEvents
"""Which scheduled events run. In YAML: `all`, `none`, or a list of names."""

TargetSpec: TypeAlias = MendixCloud | Operator | Kubernetes | CloudFoundry | Docker | Linux | Windows
"""Where an environment runs. Only `mendixCloud` is executable so far; the others are described.

Memory, replicas, routes, probes and the like are keys of the environment and the same for every target.
"""

TextValue: TypeAlias = TextLiteral | TextReference
"""Text that may be a secret: a password, a key, an environment variable.

In YAML a bare value is enough: `vault://kv/orders/db#password` is a secret reference, `literal:guest` is a literal
that is meant as one, everything else is a literal.
"""
