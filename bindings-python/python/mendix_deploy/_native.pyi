"""The private native module. What is public here is re-exported by `mendix_deploy`."""

from collections.abc import AsyncIterable, Callable, Generator, Iterable, Mapping, Sequence
from os import PathLike
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar, Unpack, final

from ._documents import Document
from ._generated.address import Address
from ._generated.options import (
    ArchiveSpecKeywords,
    ImportOptionsKeywords,
    PlacementOptionsKeywords,
    PolicyOptionsKeywords,
    PreflightOptionsKeywords,
)
from .changes import Change
from .clients import ContactedHost, OperationProgress, Progress
from .cloud import Upload
from .comparisons import ChangeDirection, Changes
from .configurations import (
    ConfigurationComparison,
    ConfigurationInput,
    ConnectionForm,
    DatabaseConnection,
    DatabaseSameness,
    EffectiveValue,
    Emission,
    EvaluatedConfiguration,
    Explanation,
    NameCollision,
    NamedConfiguration,
    StartFailure,
    VariableReading,
    WantedConfiguration,
)
from .findings import Finding, Report
from .imports import ImportedLandscape, ImportSource
from .landscapes import (
    AccessSpec,
    AdministrationSpec,
    ApprovalPolicy,
    BackupSpec,
    CertificatesSpec,
    ChangeTicketPolicy,
    DatabaseSpec,
    DataClass,
    Deadlines,
    DeliverySpec,
    Deviation,
    EffectiveConstant,
    Exemption,
    FreezeWindow,
    HealthSpec,
    JvmSpec,
    LandscapeDocument,
    LicenseSpec,
    LoggingSpec,
    MonitoringSpec,
    PlanSize,
    PolicySpec,
    ResourcesSpec,
    RoutingSpec,
    RuntimeValue,
    ScalingSpec,
    ScheduledEvents,
    SizingAdvice,
    SnapshotPolicy,
    StorageSpec,
    TargetKind,
    TargetSpec,
    TextValue,
    Tier,
    TierPreset,
    ValueOrigin,
    VerifySpec,
)
from .models import AppModel, UnreadUnit
from .packages import (
    ArchiveSpec,
    ChecksumResult,
    PackageDigests,
    PackageInfo,
    PortableConfiguration,
    ProjectSpec,
)
from .plans import Plan, Release
from .policies import (
    PlacementAdvice,
    PolicyEnvironmentFacts,
    PolicyFacts,
    PolicyRule,
    RuleStatus,
    SecretsPractice,
)
from .runs import JournalEntry, RunEvent, RunProgress
from .scripts import ScriptReading
from .secrets import CommandOutput, Reference, ResolutionReport, SecretFailure
from .settings import RuntimeSetting, SettingLookup, SettingProblem

T = TypeVar("T")

VERSION: str

def trace(path: str | PathLike[str]) -> None: ...

@final
class Pending(Generic[T]):
    """Work that has not begun: await it, or wait for it on this thread."""

    def wait(self) -> T: ...
    def __await__(self) -> Generator[Any, None, T]: ...

@final
class Client:
    """The native half of a client."""

    def __init__(
        self,
        username: str | None,
        api_key: SecretValue | None,
        pat: SecretValue | None,
        proxy_username: str | None,
        proxy_password: SecretValue | None,
        options: dict[str, Any],
    ) -> None: ...
    @staticmethod
    def from_env() -> Client: ...
    @property
    def hosts(self) -> Sequence[ContactedHost]: ...
    @property
    def username(self) -> str | None: ...
    def call(self, group: str, method: str, arguments: tuple[Any, ...], options: dict[str, Any] | None) -> Any: ...
    def upload(
        self,
        app: str,
        source: Package | str | PathLike[str] | bytes | bytearray | memoryview | Iterable[bytes] | AsyncIterable[bytes],
        options: dict[str, Any],
        on_progress: Callable[[Progress], object] | None,
    ) -> Pending[Upload]: ...
    def plan(self, environment: Environment, change: Change, options: dict[str, Any]) -> Pending[Plan]: ...
    def start(self, plan: Plan, options: dict[str, Any], secrets: Resolver | None = None) -> Pending[Run]: ...
    def resume(self, run: str, options: dict[str, Any], secrets: Resolver | None = None) -> Pending[Run]: ...
    def activity(self, address: str, options: dict[str, Any]) -> Pending[tuple[JournalEntry, ...]]: ...
    def leave(self) -> Pending[tuple[str, ...]]: ...

@final
class Database:
    """The native half of a database."""

    @staticmethod
    def connect(password: SecretValue | None, options: dict[str, Any]) -> Pending[Database]: ...
    @property
    def name(self) -> str: ...
    def catalogue(self) -> Pending[AppModel]: ...
    def answer(self, changes: Changes, direction: ChangeDirection) -> Pending[Changes]: ...
    def close(self) -> None: ...

class OwnStore(Protocol):
    """A store that the caller wrote. An attribute `kind` says which scheme names it; `vault` unless it is there."""

    def fetch(self, reference: Reference, /) -> str | bytes | SecretValue | dict[str, Any]:
        """What the object of a reference holds: one value, or a mapping of keys. `KeyError`: it is not there."""

@final
class Resolver:
    """The native half of a resolver."""

    def __init__(
        self, options: dict[str, Any], folder: str | PathLike[str] | None, own: dict[str, OwnStore]
    ) -> None: ...
    def resolve(self, requests: list[Any], options: dict[str, Any]) -> Pending[ResolvedSecrets]: ...
    def check(self, requests: list[Any]) -> tuple[SecretFailure, ...]: ...
    def close(self) -> Pending[None]: ...

@final
class ResolvedSecrets:
    """The native half of resolved secrets."""

    @property
    def slots(self) -> list[str]: ...
    @property
    def report(self) -> ResolutionReport: ...
    def get(self, slot: str) -> SecretValue: ...
    def scrub(self, text: str) -> str: ...
    def run(self, command: list[str], env: dict[str, str]) -> Pending[CommandOutput]: ...
    def close(self) -> None: ...

@final
class Pager(Generic[T]):
    """The native half of a pager."""

    def next(self) -> Pending[T | None]: ...
    def next_page(self) -> Pending[tuple[T, ...] | None]: ...

@final
class Operation(Generic[T]):
    """The native half of an operation."""

    @property
    def id(self) -> str: ...
    def next_progress(self) -> Pending[OperationProgress | None]: ...
    def result(self) -> Pending[T]: ...
    def poll(self) -> Pending[T | None]: ...

@final
class Emulator:
    """The native half of an emulator."""

    def __init__(self, seed: Mapping[str, Any] | None) -> None: ...
    @property
    def url(self) -> str: ...
    @property
    def endpoints(self) -> dict[str, str]: ...
    @property
    def credentials(self) -> dict[str, str]: ...
    @property
    def now_ms(self) -> int: ...
    @property
    def effects(self) -> tuple[dict[str, Any], ...]: ...
    @property
    def requests(self) -> tuple[dict[str, Any], ...]: ...
    @property
    def state(self) -> dict[str, Any]: ...
    def client(self, options: dict[str, Any]) -> Client: ...
    def advance(self, milliseconds: int) -> None: ...
    def set_auto_advance(self, milliseconds: int) -> None: ...
    def inject(self, fault: Mapping[str, Any]) -> int: ...
    def clear_faults(self) -> None: ...
    def apply(self, change: Mapping[str, Any]) -> Any: ...
    def reset(self) -> None: ...
    def stop(self) -> None: ...

@final
class Landscape:
    """The document of a team: apps, environments, targets, constants, secret references."""

    @staticmethod
    def load(path: str | PathLike[str]) -> Landscape:
        """Reads a file. Every error is told at once, with its line."""

    @staticmethod
    def parse(text: str, file: str | None = None) -> Landscape:
        """Reads text, as `load` does."""

    @staticmethod
    def from_document(document: LandscapeDocument) -> Landscape:
        """Takes a landscape that was built in code, with the same checks."""

    @property
    def document(self) -> LandscapeDocument:
        """The document."""

    def app(self, name: str) -> App:
        """An app by its name in the landscape."""

    def environment(self, address: str) -> Environment:
        """An environment by its address, `app/environment`."""

    def policy(
        self,
        *,
        rules: Mapping[str, Callable[[str, PolicyEnvironmentFacts], str | RuleStatus | None]] | None = None,
        **options: Unpack[PolicyOptionsKeywords],
    ) -> Report:
        """Holds every environment of every app against the policy. A rule of one's own is a function of address and facts."""

    def policy_facts(self, given: PolicyFacts | None = None) -> PolicyFacts:
        """What the policy's rules read of this landscape, and what the caller knows beyond it."""

    @property
    def apps(self) -> list[App]:
        """Every app."""

    @property
    def environments(self) -> list[Environment]:
        """Every environment of every app."""

@final
class App:
    """An app of a landscape."""

    @property
    def name(self) -> str:
        """Its name in the landscape."""

    @property
    def landscape(self) -> Landscape:
        """The landscape it belongs to."""

    def environment(self, name: str) -> Environment:
        """An environment by its name."""

    def environments_of_branch(self, branch: str) -> list[Environment]:
        """The environments to which builds of a branch are deployed, by their `delivery.branches`."""

    def preflight(self, package: Package, **options: Unpack[PreflightOptionsKeywords]) -> Report:
        """Checks a package against every environment of the app. Offline, without credentials."""

    def policy(
        self,
        package: Package | None = None,
        *,
        rules: Mapping[str, Callable[[str, PolicyEnvironmentFacts], str | RuleStatus | None]] | None = None,
        **options: Unpack[PolicyOptionsKeywords],
    ) -> Report:
        """Holds every environment of the app against the policy, with what a package says about the app."""

    @property
    def environments(self) -> list[Environment]:
        """Every environment."""

@final
class Environment:
    """An environment of a landscape, everything inherited."""

    @property
    def address(self) -> Address:
        """Its address, `app/environment`."""

    @property
    def app(self) -> App:
        """The app it belongs to."""

    @property
    def tier(self) -> Tier:
        """What it is for."""

    @property
    def target(self) -> TargetSpec:
        """Where it runs."""

    @property
    def constants(self) -> tuple[EffectiveConstant, ...]:
        """Its constants by code point of their name, each with where it was set."""

    @property
    def scheduled_events(self) -> ScheduledEvents | None:
        """Which scheduled events run. Left out: they stay as they are."""

    @property
    def runtime_settings(self) -> Mapping[str, RuntimeValue]:
        """Runtime settings by name, such as `SessionTimeout`. Constants and the settings that other keys make (database, storage, scheduled events) do not belong here."""

    @property
    def variables(self) -> Mapping[str, TextValue]:
        """Environment variables of the process, for what no other key says."""

    @property
    def jvm(self) -> JvmSpec | None:
        """The Java virtual machine."""

    @property
    def logging(self) -> LoggingSpec | None:
        """What is logged."""

    @property
    def database(self) -> DatabaseSpec | None:
        """The database."""

    @property
    def storage(self) -> StorageSpec | None:
        """The file storage."""

    @property
    def certificates(self) -> CertificatesSpec | None:
        """Certificates."""

    @property
    def health(self) -> HealthSpec | None:
        """Probes."""

    @property
    def license(self) -> LicenseSpec | None:
        """The licence."""

    @property
    def monitoring(self) -> MonitoringSpec | None:
        """Monitoring and alerts."""

    @property
    def access(self) -> AccessSpec | None:
        """Who may use it."""

    @property
    def data_class(self) -> DataClass | None:
        """Where its data comes from."""

    @property
    def resources(self) -> ResourcesSpec | None:
        """How much of a machine one instance gets."""

    @property
    def scaling(self) -> ScalingSpec | None:
        """How many instances run."""

    @property
    def routing(self) -> RoutingSpec | None:
        """How requests reach it."""

    @property
    def administration(self) -> AdministrationSpec | None:
        """How it is administered."""

    @property
    def delivery(self) -> DeliverySpec | None:
        """How releases reach it."""

    @property
    def backup(self) -> BackupSpec | None:
        """How its data is saved."""

    @property
    def purpose(self) -> str | None:
        """What it is for, in words."""

    @property
    def owner(self) -> str | None:
        """Who answers for it: a person, a team."""

    @property
    def tags(self) -> tuple[str, ...]:
        """Words to choose it by; all levels add up."""

    @property
    def wave(self) -> str | None:
        """The wave of a rollout it belongs to; one of the landscape's `waves`."""

    @property
    def policies(self) -> PolicySpec | None:
        """How rules are applied."""

    @property
    def exemptions(self) -> tuple[Exemption, ...]:
        """Rules that do not hold for a while; all levels add up."""

    @property
    def change_ticket(self) -> ChangeTicketPolicy | None:
        """Whether a change needs a ticket."""

    def policy(
        self,
        package: Package | None = None,
        *,
        rules: Mapping[str, Callable[[str, PolicyEnvironmentFacts], str | RuleStatus | None]] | None = None,
        **options: Unpack[PolicyOptionsKeywords],
    ) -> Report:
        """Holds this environment against the policy; others are seen, and what concerns this one is told."""

    def policy_facts(self) -> PolicyEnvironmentFacts:
        """What the policy's rules read of this environment."""

    @property
    def approvals(self) -> ApprovalPolicy | None:
        """How many people approve a plan. Left out: nobody has to."""

    @property
    def verify(self) -> VerifySpec | None:
        """What is checked after a deployment."""

    @property
    def snapshot(self) -> SnapshotPolicy | None:
        """Whether and when a plan makes a snapshot. Left out: after the stop."""

    @property
    def freeze(self) -> tuple[FreezeWindow, ...]:
        """Times in which nothing is deployed; all levels add up."""

    @property
    def deadlines(self) -> Deadlines | None:
        """How long a plan waits; single deadlines are replaced."""

    @property
    def origins(self) -> tuple[ValueOrigin, ...]:
        """Every value it has, with the level that set it."""

    def origin(self, key: str) -> ValueOrigin | None:
        """Where one value was set, such as `logging.level`."""

    @property
    def preset(self) -> TierPreset | None:
        """What environments of its tier usually are."""

    @property
    def deviations(self) -> tuple[Deviation, ...]:
        """Where it says something else than what environments of its tier usually are."""

    def preflight(self, package: Package, **options: Unpack[PreflightOptionsKeywords]) -> Report:
        """Checks a package against this environment. Offline, without credentials."""

    def wanted(self) -> WantedConfiguration:
        """Constants, scheduled events and runtime settings as the environment wants them."""

    def emission(self, package: Package) -> Emission:
        """What the target is handed so that the runtime sees what the environment wants: without secrets, which are listed
        with their places, and with what the target cannot carry."""

    def effective(self, package: Package) -> EffectiveConfiguration:
        """What the runtime of the environment would see, value by value, if the target were handed what the landscape
        says."""

@final
class Package:
    """A package file: what it says about itself, and its digest."""

    @staticmethod
    def open(path: str | PathLike[str]) -> Package:
        """Reads the archive's directory and metadata in place; nothing is extracted."""

    @property
    def path(self) -> Path:
        """Where the file is."""

    @property
    def info(self) -> PackageInfo:
        """What the package says about itself."""

    def digest(self) -> str:
        """SHA-256 of the file in lower-case hexadecimal, computed at the first call."""

    def model(self) -> AppModel:
        """The model: what the database and a deployment depend on. Read at each call, and not kept."""

    def changes_since(self, old: Package) -> Changes:
        """What changes when this package replaces `old`: in the database, for constants and events, forward and back."""

    def model_digest(self) -> str | None:
        """The digest of the app as it was modelled and coded, without reading the rest; `None` without a model."""

    def content_digests(self) -> PackageDigests:
        """Digests of the file, of what is deployed, of the app as it was modelled. Reads the whole file."""

    def sbom(self) -> str:
        """The bill of materials as CycloneDX 1.6 JSON; the same package gives the same text."""

    def verify_contents(self) -> tuple[UnreadUnit, ...]:
        """Units of a project that are not there, or not what its index says; empty for a complete checkout."""

    def portable_configuration(self) -> PortableConfiguration:
        """How a portable package takes its configuration: defaults, and the variables that set constants and settings."""

    def limits(self) -> tuple[Finding, ...]:
        """Findings about the platform's limits."""

@final
class EffectiveConfiguration:
    """What the runtime of an environment would really see, value by value. Shows no value that may be a secret."""

    @staticmethod
    def evaluate(input: ConfigurationInput, package: Package) -> EffectiveConfiguration:
        """Computes what the runtime of a target would see, given what the target is handed and the package."""

    @property
    def data(self) -> EvaluatedConfiguration:
        """The whole answer as data."""

    @property
    def values(self) -> tuple[EffectiveValue, ...]:
        """Every value, by area and then by name."""

    @property
    def constants(self) -> tuple[EffectiveValue, ...]:
        """The constants."""

    @property
    def runtime_settings(self) -> tuple[EffectiveValue, ...]:
        """Everything that is sent to the runtime besides constants: events, database, storage and other settings."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What a person should know, worst first."""

    @property
    def start_failure(self) -> StartFailure | None:
        """Why the start would fail before the runtime has its configuration; `None`: nothing is known to stop it."""

    def value(self, name: str) -> EffectiveValue | None:
        """The value of exactly this name."""

    def explain(self, name: str) -> Explanation:
        """What a setting or a constant is, and why. A wrong name is answered with the right one."""

def constant_variable(constant: str) -> str:
    """The variable that sets a constant on the buildpacks: `MX_Module_Constant`."""

def setting_variable(setting: str) -> str | None:
    """The variable that sets a runtime setting; `None` for a name with `_`, which only CUSTOM_RUNTIME_SETTINGS carries."""

def setting_of_variable(variable: str) -> str | None:
    """The runtime setting that a variable sets; `None` when it sets none."""

def constants_of_variable(variable: str, constants: Sequence[str]) -> tuple[str, ...]:
    """The constants among these that a variable sets: none, one, or all that share it."""

def name_collisions(constants: Sequence[str]) -> tuple[NameCollision, ...]:
    """Constants that share a variable, by variable."""

def read_variable(variable: str, constants: Sequence[str]) -> VariableReading:
    """How the buildpacks read a variable, for a model with these constants; mistakes come with their correction."""

def parse_connection(text: str) -> DatabaseConnection:
    """Takes a connection string apart: a URL or JDBC, of PostgreSQL, SQL Server, Oracle, MySQL, Db2 or SAP HANA."""

def print_connection(connection: DatabaseConnection) -> str:
    """Writes a connection in its own form. Reading what was written gives the same connection."""

def convert_connection(text: str, form: ConnectionForm) -> str:
    """Writes a connection string in the other form, with every parameter."""

def same_database(one: str, other: str) -> DatabaseSameness:
    """Whether two connection strings lead to one database, in whatever forms they are written."""

def write_archive(
    path: str | PathLike[str],
    spec: ArchiveSpec | None = None,
    **fields: Unpack[ArchiveSpecKeywords],
) -> None:
    """Writes a synthetic deployment archive: for tests, demos and pipelines that need a package and have none."""

def write_project(path: str | PathLike[str], spec: ProjectSpec) -> None:
    """Writes a synthetic project: for tests of what reads projects. `path` is the `.mpr` or `.mpk`."""

def write_portable(path: str | PathLike[str], spec: ArchiveSpec) -> None:
    """Writes a synthetic portable package."""

def compare_configurations(columns: Sequence[NamedConfiguration]) -> ConfigurationComparison:
    """Configurations side by side, one column each. Secrets are compared and not shown."""

def import_configuration(
    source: ImportSource, **options: Unpack[ImportOptionsKeywords]
) -> ImportedLandscape:
    """What a team has today, read into a landscape: variables, a Compose file, a manifest, a settings document.

    Every entry of the source stands in the report once, as understood, doubtful or ignored. What may be a secret is not
    copied."""

def compare_models(before: AppModel, after: AppModel) -> Changes:
    """What changes between two models, whatever they were read from."""

def decide(changes: Changes) -> Changes:
    """Decides again after questions were answered, by a database or by whoever ran their queries."""

def placement(**options: Unpack[PlacementOptionsKeywords]) -> PlacementAdvice:
    """Where an app should run, and why."""

def policy_of_facts(
    facts: PolicyFacts,
    /,
    *,
    rules: Mapping[str, Callable[[str, PolicyEnvironmentFacts], str | RuleStatus | None]] | None = None,
    **options: Unpack[PolicyOptionsKeywords],
) -> Report:
    """Holds facts against the policy, without a landscape."""

def policy_rules() -> tuple[PolicyRule, ...]:
    """Every rule of the library, as data."""

def secrets_practices(report: Report | None = None) -> tuple[SecretsPractice, ...]:
    """Practices for secrets, and whether a report shows that they are followed."""

def read_catalogue(path: str | PathLike[str]) -> AppModel:
    """The model that a plain dump of a database (`pg_dump`), or the script of a built-in one, tells."""

def read_script(text: str) -> ScriptReading:
    """What the statements of a script do to the database. A statement that is not on the list is unknown."""

def tier_presets() -> tuple[TierPreset, ...]:
    """What environments of each tier usually are."""

def plan_catalogue() -> tuple[PlanSize, ...]:
    """The plans of Mendix Cloud."""

def sizing_advice(entities: int) -> SizingAdvice:
    """What an application with this many entities is recommended to get on Kubernetes."""

def runtime_setting(name: str) -> SettingLookup:
    """A runtime setting by its name; when there is none, what was probably meant, and why."""

def runtime_settings() -> tuple[RuntimeSetting, ...]:
    """Every runtime setting that is known, by name."""

def check_setting(
    name: str, value: str, *, runtime_version: str | None = None, target: TargetKind | None = None
) -> tuple[SettingProblem, ...]:
    """What is wrong with a setting's name or value, for a version of the runtime and a target. Messages never repeat it."""

def write_checksums(path: str | PathLike[str], packages: Sequence[Package]) -> None:
    """Writes a checksum file for packages, as `sha256sum` writes it; put it into their folder."""

def verify_checksums(path: str | PathLike[str]) -> tuple[ChecksumResult, ...]:
    """Checks every file that a checksum file names, in its folder."""

@final
class Run:
    """The native half of a run."""

    @property
    def id(self) -> str: ...
    @property
    def journal(self) -> str: ...
    @property
    def is_over(self) -> bool: ...
    def next_event(self, after: int) -> Pending[RunEvent | None]: ...
    def result(self) -> Pending[Release]: ...
    def stop(self) -> None: ...
    def progress(self) -> RunProgress | None: ...

@final
class SecretValue:
    """A resolved secret. `reveal()` is the one way out; strings of Python cannot be wiped."""

    __hash__ = None  # type: ignore[assignment]

    def __init__(self, text: str) -> None: ...
    def reveal(self) -> str:
        """The secret itself."""

    def reveal_bytes(self) -> bytes:
        """The secret as UTF-8 bytes."""

def render_document(object: Document, format: str) -> str: ...
def write_document(object: Document, path: str | PathLike[str]) -> None: ...
def save_document(object: Document, path: str | PathLike[str]) -> None: ...
def load_document(kind: str, path: str | PathLike[str]) -> Any: ...
def decode_value(name: str, text: str) -> Any: ...
def encode_value(name: str, object: object) -> str: ...
def decode_json(name: str, text: str) -> str: ...
def encode_json(object: object) -> str: ...

def parse_reference(text: str) -> Reference:
    """Reads a secret reference; every mistake is in the error's detail."""

def import_reference(text: str) -> Reference:
    """Reads a secret reference as another tool writes it: vals, ECS, Key Vault."""
