# Generated from the Rust core by `cargo xtask generate`. Do not edit.
"""Models of the namespace `comparisons`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .._documents import Document
from .._enums import ClosedEnum, OpenEnum, OrderedEnum

if TYPE_CHECKING:
    from .models import ModelSource
    from .plans import Strategy
    from .verdicts import ReleaseClass, RollbackVerdict


class BackupDemand(ClosedEnum):
    """What the backup before a deployment must be."""

    OPTIONAL = "optional"
    """None is needed for the way back."""
    ADVISED = "advised"
    """One should be taken: what is entered since the release is lost otherwise, or tables are altered in place, which
    can be interrupted.
    """
    REQUIRED = "required"
    """The way back leads through it."""


class ChangeDirection(OrderedEnum):
    """Which start a question, an effect or a risk is about."""

    FORWARD = "forward"
    """The new version starts on the old version's database."""
    BACKWARD = "backward"
    """The old version starts again on the new version's database."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeEffect:
    """What a change does in one direction."""

    data: DataEffect
    """What happens to data."""
    may_block_start: bool
    """Whether the start can fail on data that is there."""
    what: str
    """What the runtime does, one sentence."""
    evidence: Evidence
    """How sure that is."""


class ChangeRow(OpenEnum):
    """What happened to an element: the rows of the classification (package formats, 7), and rows of our own for what
    does not reach the database.
    """

    E1 = "E1"
    E2 = "E2"
    E3 = "E3"
    E4 = "E4"
    E5 = "E5"
    E6 = "E6"
    E7 = "E7"
    E8 = "E8"
    E9 = "E9"
    E10 = "E10"
    A1 = "A1"
    A2 = "A2"
    A3 = "A3"
    A4 = "A4"
    A5 = "A5"
    A6 = "A6"
    A7 = "A7"
    A8 = "A8"
    A9 = "A9"
    A10 = "A10"
    A11 = "A11"
    A12 = "A12"
    A13 = "A13"
    N1 = "N1"
    N2 = "N2"
    N3 = "N3"
    N4 = "N4"
    N5 = "N5"
    S1 = "S1"
    S2 = "S2"
    S3 = "S3"
    S4 = "S4"
    S5 = "S5"
    S6 = "S6"
    S7 = "S7"
    S8 = "S8"
    S9 = "S9"
    S10 = "S10"
    S11 = "S11"
    I1 = "I1"
    U1 = "U1"
    U2 = "U2"
    U3 = "U3"
    M1 = "M1"
    M2 = "M2"
    M3 = "M3"
    P1 = "P1"
    P2 = "P2"
    P3 = "P3"
    MODULE_ADDED = "moduleAdded"
    MODULE_RENAMED = "moduleRenamed"
    ENUMERATION_ADDED = "enumerationAdded"
    ENUMERATION_REMOVED = "enumerationRemoved"
    CONSTANT_ADDED = "constantAdded"
    CONSTANT_REMOVED = "constantRemoved"
    CONSTANT_RENAMED = "constantRenamed"
    CONSTANT_TYPE_CHANGED = "constantTypeChanged"
    CONSTANT_DEFAULT_CHANGED = "constantDefaultChanged"
    EVENT_ADDED = "eventAdded"
    EVENT_REMOVED = "eventRemoved"
    EVENT_RENAMED = "eventRenamed"
    EVENT_CHANGED = "eventChanged"
    START_MICROFLOW_CHANGED = "startMicroflowChanged"
    USER_ROLE_CHANGED = "userRoleChanged"
    REQUEST_HANDLER_CHANGED = "requestHandlerChanged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes(Document):
    """What changes between two models, and what that means."""

    document: str
    """Always `changes`."""
    version: int
    """Version of the document's format."""
    written_by: str
    """The library that wrote it."""
    before: ComparedModel
    """The old side."""
    after: ComparedModel
    """The new side."""
    changes: tuple[ModelChange, ...] = ()
    """Every change, in a stable order: by kind of element, name, row."""
    release_class: ReleaseClass
    """May both versions run on one database?"""
    class_reasons: tuple[str, ...] = ()
    """Why, one sentence each."""
    strategies: tuple[StrategyAnswer, ...] = ()
    """For each strategy, whether it may carry the release."""
    rollback: RollbackVerdict
    """May the old version start again?"""
    backup: BackupDemand
    """What the backup must be."""
    start_risks: tuple[str, ...] = ()
    """Why the start of the new version may fail on data that is there, one sentence each."""
    questions: tuple[DataQuestion, ...] = ()
    """Questions that only the data can answer."""
    unknowns: tuple[str, ...] = ()
    """What could not be compared, one sentence each. When there is any, nothing is called safe."""
    summary: str
    """One paragraph for people who approve a release."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedModel:
    """One side of a comparison."""

    source: ModelSource
    """What it was read from."""
    name: str | None = None
    """File name without its folder, or the database's name."""
    sha256: str | None = None
    """SHA-256 of the file, where one was read."""
    model_digest: str | None = None
    """SHA-256 of the model's content without ids of the build and times: equal for a rebuild of the same model."""
    project_id: str | None = None
    """Project id."""
    model_version: str | None = None
    """Model version."""
    mendix_version: str | None = None
    """Version of the runtime or of Studio Pro."""


class DataEffect(OrderedEnum):
    """What a change does to data. Ordered from harmless to unknown."""

    KEEPS = "keeps"
    """Nothing is lost."""
    LOOK = "look"
    """Nothing is lost, but its meaning changes or somebody has to look."""
    LOSES_RECENT = "losesRecent"
    """What was stored in the new element is lost; everything older stays."""
    MAY_LOSE = "mayLose"
    """Some values may be lost or cut, which the data decides."""
    LOSES = "loses"
    """Data is lost."""
    UNKNOWN = "unknown"
    """Not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DataQuestion:
    """A question to the database, which decides what the model alone cannot. Read-only; the user can see and run it."""

    row: ChangeRow
    """Which row asks."""
    direction: ChangeDirection
    """Which start the answer is about: `forward` is asked before the new version starts, `backward` before the old
    version starts again.
    """
    name: str
    """The element, as the change names it."""
    guid: str | None = None
    """Data-storage GUID of the element, for elements that have one."""
    question: str
    """The question, one sentence."""
    sql: str
    """The query. It changes nothing and returns one number."""
    harmless_up_to: int | None = None
    """The largest answer that settles the change as harmless, such as 0 duplicates; absent when no answer does. At most 2^53 - 1."""
    answer: int | None = None
    """The answer as a number, such as rows affected or the longest value; absent when it was not asked or not answered. At most 2^53 - 1."""
    unanswered: str | None = None
    """Why there is no answer, such as the statement's time running out."""
    finding: str | None = None
    """What the answer means, one sentence."""


class ElementKind(OrderedEnum):
    """What kind of element a change is about, in the order in which changes are listed."""

    MODULE = "module"
    """Module."""
    ENTITY = "entity"
    """Entity, `Module.Entity`."""
    ATTRIBUTE = "attribute"
    """Attribute, `Module.Entity/Attribute`."""
    ASSOCIATION = "association"
    """Association, `Module.Association`."""
    INDEX = "index"
    """Index, `Module.Entity`."""
    UNIQUE_RULE = "uniqueRule"
    """Unique rule, `Module.Entity/Attribute`."""
    ENUMERATION = "enumeration"
    """Enumeration, `Module.Enumeration`."""
    ENUMERATION_VALUE = "enumerationValue"
    """Enumeration value, `Module.Enumeration.Value`."""
    CONSTANT = "constant"
    """Constant, `Module.Constant`."""
    SCHEDULED_EVENT = "scheduledEvent"
    """Scheduled event, `Module.Event`."""
    MICROFLOW = "microflow"
    """Microflow, `Module.Microflow`."""
    USER_ROLE = "userRole"
    """User role."""
    REQUEST_HANDLER = "requestHandler"
    """Request handler, its path."""
    SETTING = "setting"
    """Setting of the project."""
    RUNTIME = "runtime"
    """Version of the runtime."""


class Evidence(ClosedEnum):
    """How sure the effect of a change is (package formats, 0)."""

    VERIFIED = "verified"
    """Seen in scripts and catalogues that a runtime wrote."""
    DOCUMENTED = "documented"
    """Stated in Mendix documentation."""
    INFERRED = "inferred"
    """Follows from the above, not observed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """A field of an element that changed. Values of constants are never among them."""

    field: str
    """The field's name in the model, such as `length`."""
    before: str | None = None
    """Its old value as text; absent when it had none."""
    after: str | None = None
    """Its new value as text; absent when it has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelChange:
    """One change of one element."""

    row: ChangeRow
    """Which row of the classification."""
    element: ElementKind
    """What kind of element."""
    name: str
    """The element's name now; its old name when it is gone."""
    old_name: str | None = None
    """Its old name, when that differs."""
    guid: str | None = None
    """Data-storage GUID, for elements that have one; the new one of an element made anew."""
    in_database: bool
    """Whether the element is in the database on either side; what is not never touches data."""
    fields: tuple[FieldChange, ...] = ()
    """Which fields changed."""
    forward: ChangeEffect
    """What the new version's start does."""
    backward: ChangeEffect
    """What the old version's start does afterwards, without a restore."""
    allows_overlap: bool
    """Whether the old version keeps working on the new database: false for renames and conversions, whatever their
    effect on data.
    """
    changes_schema: bool
    """Whether the change touches the schema at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StrategyAnswer:
    """The answer for one strategy."""

    strategy: Strategy
    """The strategy."""
    permission: StrategyPermission
    """Whether it may carry the release."""
    reasons: tuple[str, ...] = ()
    """Conditions, or the elements because of which it is refused, one sentence each."""


class StrategyPermission(ClosedEnum):
    """Whether a strategy may carry the release."""

    ALLOWED = "allowed"
    """It may."""
    CONDITIONAL = "conditional"
    """It may, under the conditions named."""
    REFUSED = "refused"
    """It may not."""
