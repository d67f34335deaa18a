# Generated from the Rust core by `cargo xtask generate`. Do not edit.
"""Models of the namespace `policies`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .._enums import ClosedEnum

if TYPE_CHECKING:
    from datetime import date, timedelta

    from .findings import Severity
    from .landscapes import ConstantValue, ScheduledEvents, TargetKind, Tier
    from .plans import Strategy


@dataclass(frozen=True, slots=True, kw_only=True)
class AutoscaleFacts:
    """Facts about autoscaling."""

    least: int | None = None
    """Least instances."""
    most: int | None = None
    """Most instances."""
    cpu_percent: int | None = None
    """Target of CPU utilisation in percent."""
    memory_percent: int | None = None
    """Target of memory utilisation in percent."""
    scale_down_seconds: int | timedelta | None = None
    """Window before scaling down, in seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupFacts:
    """Facts about backups."""

    database_age_hours: int | None = None
    """Hours between the last backup of the database and the start of the deployment; absent when unknown."""
    database_before_deployment: bool | None = None
    """Whether the last backup of the database is younger than the start of the deployment."""
    covers_files: bool | None = None
    """Whether files are backed up together with the database."""
    covers_database: bool | None = None
    """Whether the database is backed up together with files."""
    restored_at: date | None = None
    """The day of the last successful restore test."""
    never_restored: bool | None = None
    """Whether there never was one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CloudFoundryFacts:
    """Facts about an app on Cloud Foundry."""

    buildpack: str | None = None
    """The buildpack as written."""
    services: Mapping[str, str] | None = None
    """Bound services by instance, with their offering: `postgresql-db`, `xsuaa`, `objectstore`, `hana`."""
    bound_bucket: str | None = None
    """Bucket of the bound object store."""
    secret_variables: Mapping[str, CredentialForm] | None = None
    """Variables of the manifest whose value is a secret, and how each is written down (`((name))` is a variable)."""
    services_changed: bool | None = None
    """Whether bindings changed since the last push."""
    restarts: bool | None = None
    """Whether the plan restarts or restages the app."""
    routes: Sequence[RouteClaim] | None = None
    """Routes."""
    no_route: bool | None = None
    """Whether the app is meant to have no route."""
    start_seconds: int | timedelta | None = None
    """Limit of the start time in seconds (`timeout`)."""
    sap_btp: bool | None = None
    """Whether it is SAP BTP."""
    single_sign_on: bool | None = None
    """Whether users sign in through the platform."""
    redirect_uris: Sequence[str] | None = None
    """`redirect-uris` of the xsuaa instance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComposeFacts:
    """Facts about a Compose file."""

    has_version: bool | None = None
    """Whether it has a top-level `version`."""
    database_service: bool | None = None
    """Whether it runs the database as a service of its own."""
    waits_for_healthy_database: bool | None = None
    """Whether the app waits for the database with `condition: service_healthy`."""
    database_health_check: bool | None = None
    """Whether the database's service has a health check."""
    database_volume: bool | None = None
    """Whether the database's service has a named volume."""
    app_port: int | None = None
    """Port that the app listens on."""
    health_port: int | None = None
    """Port that the app's health check asks; 0: there is no health check."""
    published_ports: Sequence[str] | None = None
    """Published ports of database and admin interface, as written: `5432:5432`, `127.0.0.1:5432:5432`."""
    unwritable_variables: Sequence[str] | None = None
    """Names of variables whose value the chosen dialect of environment files cannot hold."""


class CredentialForm(ClosedEnum):
    """In which form a credential is written down. Never the credential."""

    REFERENCE = "reference"
    """A reference to a secret store."""
    VARIABLE = "variable"
    """A variable without a default, `${NAME:?}` or `${NAME}`."""
    VARIABLE_WITH_DEFAULT = "variableWithDefault"
    """A variable with a default in the file, `${NAME:-default}`."""
    LITERAL = "literal"
    """The value itself."""
    KNOWN_DEFAULT = "knownDefault"
    """A value that everybody knows, such as `Admin1!`, or one that equals the user's name."""
    UNSET = "unset"
    """It is not set."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomRule:
    """A rule of the team's own, about the facts of an environment."""

    id: str
    """Its id; not one that begins with `MX-`."""
    severity: Severity | None = None
    """How much a violation matters. Default: `error`."""
    targets: Sequence[TargetKind] = ()
    """Targets it applies to; empty: all."""
    tiers: Sequence[Tier] = ()
    """Tiers it applies to; empty: all."""
    path: str
    """The fact, as a JSON pointer (RFC 6901) into the environment's facts: `/database/tls`, `/replicas`,
    `/runtimeSettings/SessionTimeout`.
    """
    operator: PolicyOperator
    """How it compares."""
    values: Sequence[str] = ()
    """What it is compared with; none for `present` and `absent`."""
    message: str
    """What a violation is."""
    remedy: str
    """What to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomRuleResult:
    """What a function of the caller made of one environment."""

    id: str
    """The rule's id; not one that begins with `MX-`."""
    severity: Severity | None = None
    """How much a violation matters. Default: `error`."""
    address: str
    """The environment, `app/environment`."""
    status: RuleStatus
    """What came of it."""
    message: str | None = None
    """What a violation is, or what an evaluation waits for."""
    remedy: str | None = None
    """What to do."""


class DataOrigin(ClosedEnum):
    """Where the data of an environment comes from."""

    SYNTHETIC = "synthetic"
    """Made up."""
    SEEDED = "seeded"
    """Loaded from versioned test data."""
    ANONYMISED = "anonymised"
    """A copy of production without personal data."""
    PRODUCTION = "production"
    """Of production."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DatabaseFacts:
    """Facts about a database."""

    database_type: str | None = None
    """The product as the runtime spells it: `POSTGRESQL`, `SQLSERVER`, `ORACLE`, …; case does not matter."""
    version: str | None = None
    """Version of the server: `15.4`, `2019`, `19c`."""
    host: str | None = None
    """Host."""
    port: int | None = None
    """Port; absent: that of the product."""
    name: str | None = None
    """Name of the database."""
    host_aliases: Sequence[str] = ()
    """Other names of the host."""
    user: str | None = None
    """User."""
    password: CredentialForm | None = None
    """How the password is written down."""
    url: str | None = field(default=None, repr=False)
    """The connection string. May be a credential: `repr` leaves it out."""
    tls: str | None = None
    """`sslmode` of PostgreSQL, or `off`, `require`, `verify` for the others."""
    server_id: str | None = None
    """What tells servers apart where hosts do not: the id of an instance."""
    service: str | None = None
    """A bound service that provides it."""
    same_machine: bool | None = None
    """Whether it runs in the same pod or on the same host, so that nothing leaves the machine."""
    connection_limit: int | None = None
    """Connections that the server allows."""


class DeployedArtifact(ClosedEnum):
    """How a deploy job chooses what it deploys."""

    EXACT = "exact"
    """The id or digest that this run built, or that was promoted."""
    UNCHECKED = "unchecked"
    """An id, not compared with what was built."""
    LATEST = "latest"
    """Whatever is the latest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileStoreFacts:
    """Facts about file storage."""

    storage: FileStoreKind | None = None
    """Its kind."""
    shared: bool | None = None
    """Whether a local folder is shared by all instances."""
    bucket: str | None = None
    """Bucket or container."""
    prefix: str | None = None
    """Prefix inside the bucket."""
    path: str | None = None
    """Folder."""
    endpoint: str | None = None
    """Endpoint."""
    amazon: bool | None = None
    """Whether it is Amazon's own S3, which needs no endpoint."""
    access_key: CredentialForm | None = None
    """How the access key is written down."""
    secret_key: CredentialForm | None = None
    """How its secret is written down."""
    versioned: bool | None = None
    """Whether the store keeps old versions."""
    planned_gigabytes: int | None = None
    """Space that files will take, in GB."""
    backed_up: bool | None = None
    """Whether the folder is in the backup routine."""


class FileStoreKind(ClosedEnum):
    """The kind of a file storage."""

    NONE = "none"
    """None, and that is meant."""
    LOCAL = "local"
    """A folder on the machine or in the container."""
    S3 = "s3"
    """Amazon S3 and what speaks its protocol."""
    AZURE_BLOB = "azureBlob"
    """Azure Blob Storage."""
    GOOGLE_CLOUD = "googleCloud"
    """Google Cloud Storage."""
    PLATFORM = "platform"
    """What the platform brings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HostFacts:
    """Facts about a machine."""

    name: str | None = None
    """Its name."""
    system: str | None = None
    """Operating system: `ubuntu`, `rhel`, `debian`, `windows-server`."""
    system_version: str | None = None
    """Version of the operating system: `22.04`, `8.9`, `2019`."""
    java_version: int | None = None
    """Java's major version."""
    runtimes: Sequence[str] | None = None
    """Versions of the Mendix Runtime that are installed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageFacts:
    """Facts about a container image."""

    reference: str | None = None
    """The reference as it is deployed, with tag or digest."""
    built_with: ImageKind | None = None
    """What built it."""
    tags: Sequence[str] | None = None
    """Every tag it has."""
    pull_policy: str | None = None
    """When it is pulled: `Always`, `IfNotPresent`, `Never`."""
    revision: str | None = None
    """The commit it was built from."""
    packed_archive_in_context: bool | None = None
    """Whether the build context holds a packed archive."""
    uses_build_path: bool | None = None
    """Whether the build is given `BUILD_PATH`."""


class ImageKind(ClosedEnum):
    """What built an image."""

    DOCKER_BUILDPACK5 = "dockerBuildpack5"
    """The Docker buildpack, version 5 and before."""
    DOCKER_BUILDPACK6 = "dockerBuildpack6"
    """The Docker buildpack, version 6 and later."""
    PORTABLE = "portable"
    """A portable package on a Java image."""
    OPERATOR = "operator"
    """The Mendix Operator."""


class JobKind(ClosedEnum):
    """What a job of a pipeline does."""

    BUILD = "build"
    """Builds a package."""
    TEST = "test"
    """Tests."""
    IMAGE = "image"
    """Makes and publishes a container image."""
    DEPLOY = "deploy"
    """Deploys."""
    VERIFY = "verify"
    """Checks a deployment."""
    REFRESH = "refresh"
    """Copies data from one environment to another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KubernetesFacts:
    """Facts about Kubernetes objects."""

    workload: str | None = None
    """Kind of the workload: `Deployment`, `StatefulSet`, `MendixApp`."""
    readiness_probe: bool | None = None
    """Whether there is a readiness probe."""
    liveness_probe: bool | None = None
    """Whether there is a liveness probe."""
    startup_probe: bool | None = None
    """Whether there is a startup probe."""
    readiness_delay_seconds: int | timedelta | None = None
    """Initial delay of the readiness probe in seconds."""
    liveness_delay_seconds: int | timedelta | None = None
    """Initial delay of the liveness probe in seconds."""
    secret_variables: Mapping[str, CredentialForm] | None = None
    """Variables whose value is a secret, and how each is written down."""
    external_secret: bool | None = None
    """Whether secrets come through an `ExternalSecret`."""
    refresh_seconds: int | timedelta | None = None
    """Its refresh interval in seconds; 0: never."""
    rotation_seconds: int | timedelta | None = None
    """How often secrets are rotated, in seconds."""
    vault_annotations: Mapping[str, str] | None = None
    """Annotations of the Vault agent, without their values' secrets; empty when it is not used."""
    ingress: bool | None = None
    """Whether the app can be reached from outside through an ingress."""
    ingress_tls: bool | None = None
    """Whether the ingress has TLS."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggingFacts:
    """Facts about logging."""

    level: str | None = None
    """Level of every node that is not named."""
    nodes: Mapping[str, str] = field(default_factory=dict)
    """Levels by node."""
    destination: str | None = None
    """Where logs go: an index, a stream, a URL without credentials."""
    label: str | None = None
    """What tells this environment's lines from others there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MonitoringFacts:
    """Facts about monitoring."""

    basic: bool | None = None
    """Whether anything watches it at all."""
    alerts: Sequence[str] | None = None
    """What alerts are on: `cpu`, `memory`, `criticalLogs`, and others."""
    performance: bool | None = None
    """Whether application performance is measured."""
    dashboards: bool | None = None
    """Whether there are dashboards."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PipelineFacts:
    """Facts about a pipeline."""

    name: str = ""
    """Its name."""
    provider: str | None = None
    """The system: `gitlab`, `github`, `azure`, `jenkins`, …."""
    jobs: Sequence[PipelineJob] | None = None
    """Its jobs in order."""
    mxbuild_version: str | None = None
    """Version of mxbuild."""
    java_home_version: int | None = None
    """Java's major version of `--java-home`; 0: the argument is missing."""
    java_exe_path: bool | None = None
    """Whether `--java-exe-path` is given."""
    images: Sequence[str] | None = None
    """Images that its jobs run in."""
    literal_secrets: Sequence[str] | None = None
    """Places where a secret stands in the file or on a command line: `line 12`."""
    timeout: bool | None = None
    """Whether jobs have a timeout."""
    exclusive: bool | None = None
    """Whether two deployments to one environment exclude each other."""
    keywords: Sequence[str] | None = None
    """Keywords of its format that are used: `rules`, `only`, `except`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PipelineJob:
    """A job of a pipeline."""

    name: str = ""
    """Its name."""
    does: JobKind | None = None
    """What it does."""
    environment: str | None = None
    """The environment it deploys to or checks."""
    needs: Sequence[str] = ()
    """Jobs it waits for."""
    branches: Sequence[str] | None = None
    """Branches it runs for, as patterns."""
    trigger: str | None = None
    """What starts it: `commit`, `releaseCandidate`, `approvedRelease`, `manual`, `schedule`."""
    approval: bool | None = None
    """Whether somebody has to approve it."""
    self_approval: bool | None = None
    """Whether the one who approves may be the one who committed or deploys."""
    required: bool | None = None
    """Whether its failure fails the run."""
    artifact: DeployedArtifact | None = None
    """What a deploy job deploys."""
    service_account: bool | None = None
    """Whether it uses a service account with API rights."""
    anonymises: bool | None = None
    """Whether data is anonymised between restore and start."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacementAdvice:
    """Where an app should run."""

    target: TargetKind
    """The target."""
    reasons: tuple[str, ...] = ()
    """What led there, question by question."""
    others: tuple[PlacementReason, ...] = ()
    """What speaks for or against each target."""


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
class PlacementOptions:
    """What is known about an app that looks for a place."""

    constraints: Sequence[PlacementConstraint] = ()
    """Demands."""
    replicas: int | None = None
    """Instances wanted."""
    mendix_version: str | None = None
    """The app's version of Mendix."""
    windows: bool | None = None
    """Whether the machine would be Windows."""
    production: bool | None = None
    """Whether it is production."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacementReason:
    """A reason for or against a target."""

    target: TargetKind
    """The target."""
    excluded: bool
    """Whether it is ruled out."""
    reason: str
    """Why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyAppFacts:
    """Facts about one app."""

    project: ProjectFacts | None = None
    """What the project demands and is made of."""
    repository: RepositoryFacts | None = None
    """Its repository."""
    secrets: Sequence[SecretFacts] | None = None
    """The secrets of its environments."""
    break_glass: bool | None = None
    """Whether a procedure is written down for the day the secret store is down."""
    pipelines: Sequence[PipelineFacts] | None = None
    """Its pipelines."""
    environments: Mapping[str, PolicyEnvironmentFacts] = field(default_factory=dict)
    """Its environments by their name in the landscape."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyEnvironmentFacts:
    """Facts about one environment."""

    complete: bool | None = None
    """Says that these facts are all there is to know: what is absent is not there. Otherwise what is absent is unknown."""
    tier: Tier | None = None
    """What it is for."""
    target: TargetKind | None = None
    """Where it runs."""
    purpose: str | None = None
    """What it is for, in words."""
    owner: str | None = None
    """Who answers for it."""
    plan: str | None = None
    """Plan of Mendix Cloud: `S`, `M`, `L`, `XL`, `XXL`, `sandbox`."""
    replicas: int | None = None
    """Instances."""
    autoscale: AutoscaleFacts | None = None
    """Autoscaling."""
    resources: ResourceFacts | None = None
    """Memory, CPU, disk."""
    database: DatabaseFacts | None = None
    """The database."""
    storage: FileStoreFacts | None = None
    """File storage."""
    same_backends: bool | None = None
    """Whether all instances have the same database and storage."""
    sticky: bool | None = None
    """Whether a client's requests stay with one instance."""
    mirror: bool | None = None
    """Whether a mirror stands in for what is fetched from the internet (`BLOBSTORE`)."""
    image: ImageFacts | None = None
    """The container image."""
    compose: ComposeFacts | None = None
    """The Compose file."""
    kubernetes: KubernetesFacts | None = None
    """Kubernetes objects."""
    cloud_foundry: CloudFoundryFacts | None = None
    """The Cloud Foundry app."""
    host: HostFacts | None = None
    """The machine."""
    service: ServiceFacts | None = None
    """The service on the machine."""
    admin_password: CredentialForm | None = None
    """How the administrator's password is written down."""
    admin_password_kept: bool | None = None
    """Whether `ADMIN_PASSWORD` is still set after the first start."""
    admin_port_public: bool | None = None
    """Whether the admin port can be reached from other machines."""
    development_mode: bool | None = None
    """Whether development mode is on."""
    debugger: bool | None = None
    """Whether the debugger is on."""
    constants: Mapping[str, ConstantValue] | None = None
    """Constants that are set."""
    scheduled_events: ScheduledEvents | None = None
    """Which scheduled events run."""
    scheduled_events_reason: str | None = None
    """Why not all events run in production."""
    runtime_settings: Mapping[str, str] | None = None
    """Runtime settings that are set, as text."""
    variables: Mapping[str, str] | None = field(default=None, repr=False)
    """Variables that the target hands to the app. Their values may be secrets. May be a credential: `repr` leaves it out."""
    logging: LoggingFacts | None = None
    """Logging."""
    monitoring: MonitoringFacts | None = None
    """Monitoring."""
    health_path: str | None = None
    """Path that is asked for health after a deployment; the empty text: none is."""
    access_groups: Sequence[str] | None = None
    """Groups of people with access to the app."""
    database_access: Sequence[str] | None = None
    """Groups of people with direct access to the database."""
    data: DataOrigin | None = None
    """Where its data comes from."""
    release: ReleaseFacts | None = None
    """The release on its way."""
    backup: BackupFacts | None = None
    """Backups."""
    restore: RestoreFacts | None = None
    """A restore or refresh on its way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyExemption:
    """A rule that is allowed not to hold, for a time."""

    rule: str
    """The rule's id."""
    address: str | None = None
    """The app or the environment (`app/environment`) it is for; absent: everywhere."""
    reason: str
    """Why."""
    until: date
    """The last day it holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyFacts:
    """What rules read. Whatever is absent is unknown."""

    apps: Mapping[str, PolicyAppFacts] = field(default_factory=dict)
    """Apps by their name in the landscape."""


class PolicyOperator(ClosedEnum):
    """How a rule of the team's own compares.

    A value is compared as a number where both sides are numbers, else as text.
    """

    PRESENT = "present"
    """The fact is known, whatever it is."""
    ABSENT = "absent"
    """The fact is not known."""
    EQUALS = "equals"
    """Equal to the first value."""
    NONE_OF = "noneOf"
    """Equal to none of the values."""
    ONE_OF = "oneOf"
    """Equal to one of the values."""
    AT_LEAST = "atLeast"
    """A number not below the first value."""
    AT_MOST = "atMost"
    """A number not above the first value."""
    CONTAINS = "contains"
    """Text, or a list, that contains the first value."""
    STARTS_WITH = "startsWith"
    """Text that begins with the first value."""
    ENDS_WITH = "endsWith"
    """Text that ends with the first value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyOptions:
    """What a policy check may be told beyond the landscape."""

    as_of: date | None = None
    """The day to judge exemptions, freezes and ages by. Without it, exemptions do not hold."""
    facts: PolicyFacts | None = None
    """What the landscape does not hold; a fact given here replaces the landscape's."""
    exemptions: Sequence[PolicyExemption] = ()
    """Rules that are allowed not to hold, for a time."""
    custom_rules: Sequence[CustomRule] = ()
    """Rules of the team's own."""
    custom_results: Sequence[CustomRuleResult] = ()
    """Results of rules that were evaluated by functions of the caller."""
    least: Severity | None = None
    """The least severity to report; findings below it are counted and not listed. Default: `info`, everything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyRule:
    """A rule."""

    id: str
    """Its id, such as `MX-DB-001`; that of its findings too."""
    family: str
    """The family: `target`, `database`, …."""
    severity: Severity
    """How much a violation matters, unless the finding says otherwise."""
    scope: RuleScope
    """What it is evaluated for."""
    targets: tuple[TargetKind, ...] = ()
    """Targets it applies to; empty: all."""
    tiers: tuple[Tier, ...] = ()
    """Tiers it applies to; empty: all."""
    message: str
    """What a violation is, in short."""
    remedy: str
    """What to do."""
    reads: str
    """The facts it reads, in words."""
    source: str
    """Where it comes from: sections of the deployment guide (`G8`), of the vendor's page on operations (`E`), or `own`."""
    note: str
    """Where the rule differs from its source, and why; empty when it does not."""


class PracticeDemand(ClosedEnum):
    """How much a practice is asked for."""

    REQUIRED = "required"
    """Always."""
    RECOMMENDED = "recommended"
    """Where it can be had."""


class PracticeStatus(ClosedEnum):
    """Whether a practice is followed."""

    FOLLOWED = "followed"
    """It is, everywhere it was looked for."""
    VIOLATED = "violated"
    """It is not."""
    UNKNOWN = "unknown"
    """Nobody could look."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectFacts:
    """Facts about the project."""

    mendix_version: str | None = None
    """Its version of Mendix."""
    java_version: int | None = None
    """Java's major version."""
    constraints: Sequence[PlacementConstraint] | None = None
    """Demands on where it may run; an empty list states that there is none."""
    entities: int | None = None
    """Number of entities."""
    stores_files: bool | None = None
    """Whether its model keeps files (`System.FileDocument` and what specialises it)."""
    constants: Mapping[str, str] | None = None
    """Constants of the model, with their types (`String`, `Boolean`, `Integer`, …)."""
    constant_defaults: Mapping[str, str] | None = field(default=None, repr=False)
    """Defaults of the model's constants. May be a credential: `repr` leaves it out."""
    scheduled_events: Sequence[str] | None = None
    """Scheduled events of the model."""
    tested_events: Sequence[str] | None = None
    """Scheduled events that tests need."""
    versioned_test_data: bool | None = None
    """Whether test data is kept under version control."""
    own_kubernetes_support: bool | None = None
    """Whether the team supports Kubernetes without the Mendix Operator itself."""
    modules: int | None = None
    """Deployable modules around the app, itself included, and whether an MTA descriptor describes them."""
    mta_descriptor: bool | None = None
    """Whether there is an MTA descriptor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseFacts:
    """Facts about a release to one environment."""

    rollback: bool | None = None
    """Whether it goes back to an older version."""
    strategy: Strategy | None = None
    """How traffic and state move."""
    shared_database: bool | None = None
    """Whether old and new version use one database."""
    schema: SchemaChangeFacts | None = None
    """What happens to the schema."""
    runtime_changed: bool | None = None
    """Whether the version of the Mendix Runtime changes."""
    events_in_both: bool | None = None
    """Whether scheduled events run in both versions at once."""
    smoke_tests: bool | None = None
    """Whether smoke tests run before traffic is switched."""
    keep_old_hours: int | None = None
    """Hours that the old version is kept."""
    weights: Sequence[int] | None = None
    """Weights of a canary in percent, step by step, as the new version's share."""
    promoted_from: Sequence[str] | None = None
    """Environments that ran the same package before."""
    previous_kept: bool | None = None
    """Whether the package of the previous release is kept until this one is verified."""
    available: bool | None = None
    """Whether the package, image or droplet that is wanted can still be had."""
    retention: int | None = None
    """Releases that are kept."""
    restores_database: bool | None = None
    """Whether the database is restored."""
    restores_files: bool | None = None
    """Whether files are restored."""
    files_changed: bool | None = None
    """Whether the newer version changed or deleted files."""
    reviews_ddl: bool | None = None
    """Whether statements that the start proposes are reviewed first."""
    health_check: bool | None = None
    """Whether health is checked afterwards."""
    notification: bool | None = None
    """Whether people are told."""
    incident_record: bool | None = None
    """Whether there is an incident record."""
    recorded: bool | None = None
    """Whether who, what, when, package and result are recorded."""
    requester: str | None = None
    """Who asked for it."""
    approver: str | None = None
    """Who approved it."""
    deployer: str | None = None
    """Who deploys it."""
    by_pipeline: bool | None = None
    """Whether the deployer is a pipeline."""
    package_version: str | None = None
    """The package's version; the empty text: it has none."""
    version_taken: bool | None = None
    """Whether another package of the same version exists."""
    revision: str | None = None
    """The revision it was built from; the empty text: none is known."""
    dirty: bool | None = None
    """Whether the working copy had changes."""
    built_by_server: bool | None = None
    """Whether a build server built it."""
    stories: Sequence[str] | None = None
    """Stories or commit messages it is linked to."""
    change_ticket: str | None = None
    """The change ticket."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RepositoryFacts:
    """Facts about the repository."""

    tracked_files: Sequence[str] | None = None
    """Paths under version control that may hold secrets: names and paths, never contents."""
    files_with_secrets: Sequence[str] | None = None
    """Tracked files in which a pattern of a secret was found."""
    ignored: Sequence[str] | None = None
    """Lines of `.gitignore`."""
    literal_secret_manifests: Sequence[str] | None = None
    """Manifests of the kind `Secret` with literal values."""
    branches: Sequence[str] | None = None
    """Branches that exist."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceFacts:
    """Facts about memory, CPU and disk."""

    memory_megabytes: int | None = None
    """Memory of an instance in MB: the plan's, the manifest's, the host's share."""
    cpu_millis: int | None = None
    """CPU of an instance in thousandths."""
    disk_megabytes: int | None = None
    """Disk in MB."""
    heap_megabytes: int | None = None
    """Heap of the JVM in MB, when it is set."""
    request_memory_megabytes: int | None = None
    """Requested memory in MB."""
    request_cpu_millis: int | None = None
    """Requested CPU in thousandths."""
    limit_memory_megabytes: int | None = None
    """Limit of memory in MB."""
    limit_cpu_millis: int | None = None
    """Limit of CPU in thousandths."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreFacts:
    """Facts about a restore or a refresh."""

    command: str | None = None
    """The command as it would run, without secrets."""
    database: str | None = None
    """The name of the database that is meant to receive it."""
    source_tier: Tier | None = None
    """The tier the data comes from."""
    anonymised: bool | None = None
    """Whether data is anonymised on the way."""
    confirmed: bool | None = None
    """Whether the direction was confirmed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteClaim:
    """A claim on a route."""

    route: str
    """Host, domain and path: `orders.example.com/api`."""
    weight: int | None = None
    """The weight of its destination, when one is written."""


class RuleScope(ClosedEnum):
    """What a rule is evaluated for, once each."""

    ENVIRONMENT = "environment"
    """An environment."""
    APP = "app"
    """An app with all its environments, its repository and its pipelines."""
    LANDSCAPE = "landscape"
    """All apps together."""


class RuleStatus(ClosedEnum):
    """What came of one evaluation of a rule."""

    PASSED = "passed"
    """Everything it reads is known, and it holds."""
    FAILED = "failed"
    """It does not hold: there is a finding."""
    NOT_EVALUATED = "notEvaluated"
    """Something it reads is not known. Neither good nor bad."""
    NOT_APPLICABLE = "notApplicable"
    """It says nothing about this target, tier or release."""
    EXEMPTED = "exempted"
    """It does not hold, and that is allowed for a stated time and reason."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemaChangeFacts:
    """What a release does to the database's schema. An absent list is unknown, an empty one says: nothing."""

    added: Sequence[str] | None = None
    """Entities and attributes that are added."""
    removed: Sequence[str] | None = None
    """Those that are removed."""
    retyped: Sequence[str] | None = None
    """Those whose type changes."""
    suspected_renames: Sequence[str] | None = None
    """Those that are removed while an equal one appears under another name: `Orders.Old -> Orders.New`."""
    migration_microflow: str | None = None
    """The microflow that migrates data; the empty text: none does."""
    migration_after_startup: bool | None = None
    """Whether it runs after startup."""
    migration_guarded: bool | None = None
    """Whether it makes sure that it runs once only."""
    approved: bool | None = None
    """Whether somebody approved what is destroyed."""
    rehearsed: bool | None = None
    """Whether it ran against a copy of production's data."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class SecretFacts:
    """Facts about a secret. Never the secret."""

    id: str = ""
    """What names it: the reference, without a credential."""
    fingerprint: str | None = None
    """A keyed digest of its value, so that equal ones are seen."""
    store: str | None = None
    """The store: `vault`, `aws`, `azure`, `kubernetes`, `env`, …."""
    path: str | None = None
    """Its path in the store."""
    environments: Sequence[str] | None = None
    """Environments that use it."""
    rotated_at: date | None = None
    """When it was last changed."""
    encrypted_at_rest: bool | None = None
    """Whether the store encrypts what it keeps."""
    audited: bool | None = None
    """Whether the store records who reads."""
    readers: Sequence[str] | None = None
    """Who may read it: groups, `*`, `store` for all that the store holds."""
    delivery: SecretDelivery | None = None
    """How it reaches the app."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SecretsPractice:
    """A practice for secrets, and whether it is followed."""

    practice: str
    """The practice."""
    demand: PracticeDemand
    """How much it is asked for."""
    how: str
    """How it is done."""
    rules: tuple[str, ...] = ()
    """The rules that watch over it."""
    status: PracticeStatus
    """Whether it is followed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceFacts:
    """Facts about the service that runs an app on a machine."""

    manager: str | None = None
    """What runs it: `m2ee`, `portable`, `serviceConsole`, `sc`, `serviceHost`."""
    executable: str | None = None
    """What a service made with `sc.exe` executes."""
    unit_type: str | None = None
    """`Type=` of the systemd unit."""
    restart: str | None = None
    """`Restart=` of the systemd unit; the empty text: none."""
    starts_after_network: bool | None = None
    """Whether it starts after network and database."""
    enabled: bool | None = None
    """Whether it is enabled, or its startup type is automatic."""
    user: str | None = None
    """The user it runs as."""
    commands: Sequence[str] | None = None
    """Command lines of unit and scripts, without secrets."""
    admin_password_length: int | None = None
    """Length of the password of the admin port."""
    settings_mode: str | None = None
    """Mode of `m2ee.yaml`, as `0600`."""
    admin_address: str | None = None
    """Address that the admin port listens on."""
    my_scheduled_events: str | None = None
    """`MyScheduledEvents` of m2ee.yaml, as written."""
    scheduled_event_execution: str | None = None
    """`ScheduledEventExecution` of m2ee.yaml."""
    tls_proxy: bool | None = None
    """Whether a reverse proxy with TLS stands before it."""
