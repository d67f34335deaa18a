# Generated from the Rust core by `cargo xtask generate`. Do not edit.
"""Models of the namespace `runs`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar, Literal, NewType, TypeAlias

from .._enums import ClosedEnum

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from .error import ErrorInfo
    from .findings import Finding
    from .plans import Approval, FailurePoint, IncidentRecord, Plan, Release, Savepoint, Step


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityOptions:
    """Which part of the journals to read back."""

    journal: str | None = None
    """The folder of the journal, as in `StartRunOptions`."""
    run: str | None = None
    """Only entries of this run."""
    since: datetime | None = None
    """Only entries at or after this instant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who acts, where, and under which identities."""

    name: str
    """The person or job on whose behalf: the caller's word, else the CI job's user, else the user of this machine."""
    host: str
    """This machine's name."""
    ci_run: str | None = None
    """The CI run, as its address or id; absent outside CI."""
    api_user: str | None = None
    """The user that the platform sees; absent without an API key."""


class Choice(ClosedEnum):
    """What to do about a request whose effect nobody can tell."""

    SEND_AGAIN = "sendAgain"
    """It did not arrive, or may be sent again without harm: send it."""
    TAKE_AS_DONE = "takeAsDone"
    """It had its effect: go on with the next step."""
    GIVE_UP = "giveUp"
    """Give the step up as failed; the plan's way back applies."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A decision about one step."""

    step: str
    """The step, as the error's detail names it."""
    choice: Choice
    """What to do."""
    id: str | None = None
    """The id of the archive or restore, where somebody found it; with `takeAsDone` on an archive it is needed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalEntry:
    """One line of a journal. Each entry holds the hash of the one before, so that an altered, lost or moved entry shows."""

    version: int
    """Version of the journal's format."""
    run: RunId
    """The run."""
    sequence: int
    """Its number, from 1 without gaps. At most 2^53 - 1."""
    at: datetime
    """When it was written."""
    actor: Actor
    """Who wrote it."""
    fence: int
    """The fencing number of the lease under which it was written. At most 2^53 - 1."""
    record: RunRecord
    """What happened."""
    previous: str
    """Hash of the entry before; 64 zeros in the first one."""
    hash: str
    """SHA-256 over the text of this line up to the comma before this field."""


class Outcome(ClosedEnum):
    """How a run ended, or why it does not go on."""

    SUCCEEDED = "succeeded"
    """Every step's state was reached and verified."""
    UNCHANGED = "unchanged"
    """A step failed before anything had changed."""
    ROLLED_BACK = "rolledBack"
    """A step failed, and the run went back: what ran before runs again."""
    NEEDS_HANDS = "needsHands"
    """A step failed, and the environment is not as it was. The incident record says what to do."""
    NEEDS_DECISION = "needsDecision"
    """The platform cannot tell whether an effect happened. Nothing is sent again until a person decides; resume the
    run with the decision.
    """
    STOPPED = "stopped"
    """The run stopped at a safe point because it was asked to. Resume it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeOptions:
    """What a caller may decide about the continuation of a run."""

    journal: str | None = None
    """The folder of the journal, as in `StartRunOptions`."""
    actor: str | None = None
    """On whose behalf, as in `StartRunOptions`."""
    decision: Decision | None = None
    """The decision about the step that could not be told."""
    lease_seconds: int | timedelta | None = None
    """Seconds after which another runner may take over when this one goes silent. Absent: 120. At most 2^53 - 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunEvent:
    """One thing that happened in a run. Numbered from 1 without gaps, the same in every replay: it is the journal entry of
    that number without its chain.
    """

    number: int
    """Its number; the journal entry has the same. At most 2^53 - 1."""
    run: RunId
    """The run."""
    at: datetime
    """When."""
    actor: Actor
    """Who, where, under which job."""
    summary: str
    """What, one sentence for a person."""
    record: RunRecord
    """What, as data."""

RunId = NewType("RunId", str)
"""A run: lower-case letters, digits and hyphens, at most 64; unique, sorted by time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunProgress:
    """Bytes moved by the step that is under way. The latest value wins; it is not part of the journal."""

    step: str
    """The step."""
    done_bytes: int
    """Bytes so far. At most 2^53 - 1."""
    total_bytes: int | None = None
    """Bytes in all; absent when nobody knows, as with an archive's download. At most 2^53 - 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunStarted:
    """The run began. The plan is kept whole, so that any process can continue."""

    kind: ClassVar[Literal["runStarted"]] = "runStarted"
    plan: Plan
    """The plan."""
    location: str
    """Where the journal is."""
    approved_by: tuple[str, ...] = ()
    """Who may have approved, in the words of the approvals."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunWarned:
    """Something about the run itself deserves attention, such as a journal on a disk that will not survive the job."""

    kind: ClassVar[Literal["runWarned"]] = "runWarned"
    finding: Finding
    """What."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunResumed:
    """A process took the run over and continues it."""

    kind: ClassVar[Literal["runResumed"]] = "runResumed"
    next_step: str | None = None
    """The next step."""
    decision: Decision | None = None
    """What a person decided about the step that could not be told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepStarted:
    """A step began: its state is read."""

    kind: ClassVar[Literal["stepStarted"]] = "stepStarted"
    step: str
    """The step."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepIntended:
    """The request of a step is about to be sent. Without a later `stepAnswered` nobody knows whether it arrived."""

    kind: ClassVar[Literal["stepIntended"]] = "stepIntended"
    step: str
    """The step."""
    attempt: int
    """From 1."""
    observed: str
    """What was observed, one sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepAnswered:
    """The platform answered the request of a step."""

    kind: ClassVar[Literal["stepAnswered"]] = "stepAnswered"
    step: str
    """The step."""
    facts: dict[str, str] = field(default_factory=dict)
    """Ids in the answer."""
    error: ErrorInfo | None = None
    """The refusal; absent when the platform accepted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepFinished:
    """A step's state is reached."""

    kind: ClassVar[Literal["stepFinished"]] = "stepFinished"
    step: str
    """The step."""
    state: StepState
    """`done` or `alreadySo`."""
    observed: str
    """What was observed, one sentence."""
    facts: dict[str, str] = field(default_factory=dict)
    """What later steps need."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepFailed:
    """A step failed."""

    kind: ClassVar[Literal["stepFailed"]] = "stepFailed"
    step: str
    """The step."""
    error: ErrorInfo
    """Why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SavepointRecorded:
    """The way back is known from here on. Values of settings are kept beside the journal, readable by the owner only."""

    kind: ClassVar[Literal["savepointRecorded"]] = "savepointRecorded"
    savepoint: Savepoint
    """The savepoint without the values of its settings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionNeeded:
    """The platform cannot tell whether the request of a step had its effect. The run ends here until somebody decides."""

    kind: ClassVar[Literal["decisionNeeded"]] = "decisionNeeded"
    step: str
    """The step."""
    known: tuple[str, ...] = ()
    """What is known, one sentence each."""
    choices: tuple[str, ...] = ()
    """The choices, one sentence each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RollbackStarted:
    """The run goes back."""

    kind: ClassVar[Literal["rollbackStarted"]] = "rollbackStarted"
    point: FailurePoint
    """How far the run had got."""
    steps: tuple[Step, ...] = ()
    """The steps of the way back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentRecorded:
    """The incident record was written."""

    kind: ClassVar[Literal["incidentRecorded"]] = "incidentRecorded"
    incident: IncidentRecord
    """The record."""
    files: tuple[str, ...] = ()
    """Where it was written, Markdown and JSON."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunPaused:
    """The run stopped at a safe point because it was asked to."""

    kind: ClassVar[Literal["runPaused"]] = "runPaused"
    next_step: str | None = None
    """The next step."""
    app_is_down: bool
    """Whether the app is down meanwhile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunEnded:
    """The run is over."""

    kind: ClassVar[Literal["runEnded"]] = "runEnded"
    outcome: Outcome
    """How."""
    release: Release
    """What runs since, with its savepoint."""
    failed_step: str | None = None
    """The step that failed."""
    error: ErrorInfo | None = None
    """Why."""
    follow_up: tuple[str, ...] = ()
    """What a person has to do now, one sentence each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StartRunOptions:
    """What a caller may decide about a run."""

    journal: str | None = None
    """The folder of the journal, shared by everyone who may act on the same environments. Absent: the user's state
    folder (`$XDG_STATE_HOME/mendix-deploy`, else `~/.local/state/mendix-deploy`).
    """
    actor: str | None = None
    """On whose behalf, as the journal records it. Absent: the CI job's user, else the user of this machine."""
    approvals: Sequence[Approval] = ()
    """Approvals of this plan."""
    lease_seconds: int | timedelta | None = None
    """Seconds after which another runner may take over when this one goes silent. Absent: 120. At most 2^53 - 1."""


class StepState(ClosedEnum):
    """How far a step is."""

    PENDING = "pending"
    """Not begun."""
    RUNNING = "running"
    """Being read, sent or waited for."""
    DONE = "done"
    """Its state is reached by this run."""
    ALREADY_SO = "alreadySo"
    """Its state was there already; nothing was sent."""
    FAILED = "failed"
    """Failed; the record has the error."""

RunRecord: TypeAlias = RunStarted | RunWarned | RunResumed | StepStarted | StepIntended | StepAnswered | StepFinished | StepFailed | SavepointRecorded | DecisionNeeded | RollbackStarted | IncidentRecorded | RunPaused | RunEnded
"""What happened in a run. Facts are names and ids that later steps and a new process need: `packageId`, `jobId`,
`snapshotId`. No record holds the value of a setting or a secret.
"""
