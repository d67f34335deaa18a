# Generated from the Rust core by `cargo xtask generate`. Do not edit.
"""Models of the namespace `imports`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar, Literal, TypeAlias

from .._documents import Document
from .._enums import ClosedEnum

if TYPE_CHECKING:
    from .cloud import Settings
    from .configurations import ConfigurationFile
    from .findings import Location
    from .landscapes import LandscapeDocument, TargetKind, Tier
    from .packages import Constant


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportEntry:
    """One entry of the source: a variable, a key, a call. Never its value."""

    name: str
    """Its name: the variable, the path of keys."""
    place: Location | None = None
    """Where it stands."""
    outcome: ImportOutcome
    """What became of it."""
    became: tuple[str, ...] = ()
    """The paths of keys in the landscape that it became."""
    why: str
    """Why, in a sentence."""
    suggestion: str | None = None
    """What to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportGap:
    """A place in the landscape that a person has to fill."""

    path: str
    """The path of keys."""
    why: str
    """Why it is empty."""
    remedy: str
    """What to write."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOptions:
    """What is known beyond the source."""

    app: str | None = None
    """The app's name in the landscape. Default: the name in the source, or `app`."""
    environment: str | None = None
    """The environment's name in the landscape. Default: `imported`."""
    tier: Tier | None = None
    """What the environment is for. Left out, the report asks for it, unless the environment's name says it."""
    target: TargetKind | None = None
    """Where variables, scripts and pipelines configure the app. Default: what the source says."""
    constants: Sequence[Constant] | None = None
    """The model's constants, so that `MX_…` can be mapped back. Without them such a variable is doubtful."""
    scheduled_events: Sequence[str] | None = None
    """The names of the model's scheduled events, so that unknown ones are seen."""
    keep_literals: bool | None = None
    """Whether a literal that may be a secret is taken into the landscape. Default: no, its place is left to be filled."""


class ImportOutcome(ClosedEnum):
    """What became of an entry of the source."""

    UNDERSTOOD = "understood"
    """It is in the landscape and has the same effect there, or its place waits to be filled with a secret reference."""
    DOUBTFUL = "doubtful"
    """It may mean something else, or does not do what it looks like. A person has to look."""
    IGNORED = "ignored"
    """It is not in the landscape."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VariablesImport:
    """Environment variables, one per line: `.env`."""

    kind: ClassVar[Literal["variables"]] = "variables"
    file: str | None = None
    """The file's name."""
    text: str = field(repr=False)
    """What stands in it. May be a credential: `repr` leaves it out."""
    dialect: VariablesDialect | None = None
    """Which reader it is written for. Left out, a line that the readers disagree about is doubtful and read as Compose does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComposeImport:
    """A Compose file."""

    kind: ClassVar[Literal["compose"]] = "compose"
    file: str | None = None
    """The file's name."""
    text: str = field(repr=False)
    """What stands in it. May be a credential: `repr` leaves it out."""
    service: str | None = None
    """The service that is the Mendix app. Left out, it must be the only one that looks like one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CloudFoundryImport:
    """A manifest of Cloud Foundry."""

    kind: ClassVar[Literal["cloudFoundry"]] = "cloudFoundry"
    file: str | None = None
    """The file's name."""
    text: str = field(repr=False)
    """What stands in it. May be a credential: `repr` leaves it out."""
    application: str | None = None
    """The application in it. Left out, it must be the only one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OperatorImport:
    """A `MendixApp` resource of the Mendix Operator."""

    kind: ClassVar[Literal["operator"]] = "operator"
    file: str | None = None
    """The file's name."""
    text: str = field(repr=False)
    """What stands in it. May be a credential: `repr` leaves it out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KubernetesImport:
    """Kubernetes manifests, one or more in a file."""

    kind: ClassVar[Literal["kubernetes"]] = "kubernetes"
    file: str | None = None
    """The file's name."""
    text: str = field(repr=False)
    """What stands in it. May be a credential: `repr` leaves it out."""
    workload: str | None = None
    """The workload (Deployment, StatefulSet) in it. Left out, it must be the only one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HelmValuesImport:
    """The values of a Helm chart that runs the Docker buildpack's image."""

    kind: ClassVar[Literal["helmValues"]] = "helmValues"
    file: str | None = None
    """The file's name."""
    text: str = field(repr=False)
    """What stands in it. May be a credential: `repr` leaves it out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class M2eeImport:
    """The configuration of m2ee-tools."""

    kind: ClassVar[Literal["m2ee"]] = "m2ee"
    files: Sequence[ConfigurationFile] = ()
    """The YAML files in the order in which they are read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MendixCloudImport:
    """The settings of an environment of Mendix Cloud."""

    kind: ClassVar[Literal["mendixCloud"]] = "mendixCloud"
    settings: Settings
    """As the platform reports them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostmanImport:
    """An environment or a collection of Postman: JSON."""

    kind: ClassVar[Literal["postman"]] = "postman"
    file: str | None = None
    """The file's name."""
    text: str = field(repr=False)
    """What stands in it. May be a credential: `repr` leaves it out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptImport:
    """A shell script: what it exports, hands to containers, and asks of the Deploy API."""

    kind: ClassVar[Literal["script"]] = "script"
    file: str | None = None
    """The file's name."""
    text: str = field(repr=False)
    """What stands in it. May be a credential: `repr` leaves it out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PipelineImport:
    """A pipeline of GitHub or GitLab."""

    kind: ClassVar[Literal["pipeline"]] = "pipeline"
    file: str | None = None
    """The file's name."""
    text: str = field(repr=False)
    """What stands in it. May be a credential: `repr` leaves it out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedLandscape(Document):
    """A landscape made from what a team has, with the report. The report holds no values."""

    document: str
    """Always `importedLandscape`."""
    version: int
    """Version of the document's format."""
    written_by: str
    """The library that wrote it."""
    source: str
    """The source in words: `the Compose file compose.yaml`."""
    landscape: LandscapeDocument
    """The landscape: one app with one environment. It passes its checks once the gaps are filled."""
    entries: tuple[ImportEntry, ...] = ()
    """Every entry of the source once, in the order of the source."""
    gaps: tuple[ImportGap, ...] = ()
    """Places that a person has to fill, by path."""


class VariablesDialect(ClosedEnum):
    """How a file of environment variables is read. The readers disagree about quotes, `$`, comments and blanks."""

    COMPOSE = "compose"
    """Compose: quotes are removed, `$NAME` is replaced, a comment may follow a value."""
    DOCKER = "docker"
    """`docker run --env-file`: everything behind `=` is the value as it stands."""

ImportSource: TypeAlias = VariablesImport | ComposeImport | CloudFoundryImport | OperatorImport | KubernetesImport | HelmValuesImport | M2eeImport | MendixCloudImport | PostmanImport | ScriptImport | PipelineImport
"""What is read. `file` is the name that the report uses."""
