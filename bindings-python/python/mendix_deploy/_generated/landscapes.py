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
    from .findings import Location
    from .packages import PackageInfo


@dataclass(frozen=True, slots=True, kw_only=True)
class AppSpec:
    """An app."""

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


class ConstantOrigin(OrderedEnum):
    """Which level of the landscape set a value."""

    DEFAULTS = "defaults"
    """The landscape's `defaults`."""
    APP = "app"
    """The app's `defaults`."""
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
    """What environments inherit."""

    constants: Mapping[str, ConstantValue] = field(default_factory=dict)
    """Constants by `Module.Constant`."""
    scheduled_events: ScheduledEvents | None = None
    """Which scheduled events run."""
    approvals: ApprovalPolicy | None = None
    """How many people approve a plan."""
    verify: VerifySpec | None = None
    """What is checked after a deployment."""
    snapshot: SnapshotPolicy | None = None
    """Whether and when a plan makes a snapshot."""
    freeze: Sequence[FreezeWindow] = ()
    """Days on which nothing is deployed."""
    deadlines: Deadlines | None = None
    """How long a plan waits."""


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
    constants: Mapping[str, ConstantValue] = field(default_factory=dict)
    """Constants by `Module.Constant`."""
    scheduled_events: ScheduledEvents | None = None
    """Which scheduled events run."""
    approvals: ApprovalPolicy | None = None
    """How many people approve a plan."""
    verify: VerifySpec | None = None
    """What is checked after a deployment."""
    snapshot: SnapshotPolicy | None = None
    """Whether and when a plan makes a snapshot."""
    freeze: Sequence[FreezeWindow] = ()
    """Days on which nothing is deployed; added to the inherited ones."""
    deadlines: Deadlines | None = None
    """How long a plan waits; single deadlines are replaced."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FreezeWindow:
    """Days on which nothing is deployed."""

    first: date
    """The first day."""
    last: date
    """The last day."""
    reason: str
    """Why."""


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
    apps: Mapping[str, AppSpec] = field(default_factory=dict)
    """Apps by the name that addresses use."""


class NodePreset(ClosedEnum):
    """The usual environments of a Mendix Cloud node, so that they need not be written out."""

    TWO_ENVIRONMENTS = "twoEnvironments"
    """`acceptance` and `production`."""
    THREE_ENVIRONMENTS = "threeEnvironments"
    """`test`, `acceptance` and `production`."""


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
    namespace: str | None = None
    """The namespace."""
    name: str | None = None
    """The name of the `MendixApp` resource."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kubernetes:
    """Plain Kubernetes."""

    kind: ClassVar[Literal["kubernetes"]] = "kubernetes"
    namespace: str | None = None
    """The namespace."""
    deployment: str | None = None
    """The name of the deployment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CloudFoundry:
    """Cloud Foundry."""

    kind: ClassVar[Literal["cloudFoundry"]] = "cloudFoundry"
    organization: str | None = None
    """The organisation."""
    space: str | None = None
    """The space."""
    application: str | None = None
    """The app's name there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Docker:
    """Docker."""

    kind: ClassVar[Literal["docker"]] = "docker"
    image: str | None = None
    """The image without tag."""
    container: str | None = None
    """The container's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Linux:
    """Linux."""

    kind: ClassVar[Literal["linux"]] = "linux"
    host: str | None = None
    """The host."""
    folder: str | None = None
    """The folder of the app."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Windows:
    """Windows."""

    kind: ClassVar[Literal["windows"]] = "windows"
    host: str | None = None
    """The host."""
    application: str | None = None
    """The app's name in the Service Console."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifySpec:
    """What is checked after a deployment. That the environment runs the right package is always checked."""

    url: str | None = None
    """The public URL, when it is not the one the platform reports."""
    checks: Sequence[UrlCheck] = ()
    """Pages that must answer."""
    deadline_seconds: int | timedelta | None = None
    """How long all of it may take, in seconds. Default: 300."""

ConstantValue: TypeAlias = ConstantLiteral | SecretReference | EmptyOnPurpose
"""What a constant is set to.

In YAML a bare value is enough: `vault://secret/mail#password` is a secret reference, `literal:guest` is a literal
that is meant as one, everything else is a literal.
"""

ScheduledEvents: TypeAlias = AllEvents | NoEvents | SpecifiedEvents
"""Which scheduled events run. In YAML: `all`, `none`, or a list of names."""

TargetSpec: TypeAlias = MendixCloud | Operator | Kubernetes | CloudFoundry | Docker | Linux | Windows
"""Where an environment runs. Only `mendixCloud` is executable so far; the others are described."""
