# Generated from the Rust core by `cargo xtask generate`. Do not edit.
"""Models of the namespace `error`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar, Literal, TypeAlias

from .._enums import ClosedEnum

if TYPE_CHECKING:
    from .findings import Finding
    from .secrets import SecretFailure


class Effect(ClosedEnum):
    """Whether the platform was changed by the call that failed."""

    NONE = "none"
    """Nothing happened."""
    DONE = "done"
    """The effect happened all the same."""
    UNKNOWN = "unknown"
    """Nobody can tell from the answer."""


class ErrorClass(ClosedEnum):
    """The class of an error. Python and Node have one class per value (`NotFound` becomes `NotFoundError`), all with the
    base `MendixDeployError`.
    """

    INVALID_INPUT = "invalidInput"
    """The caller's input is wrong. In Python also a `ValueError`."""
    INVALID_LANDSCAPE = "invalidLandscape"
    """The landscape document is wrong; all reasons at once. In Python also a `ValueError`."""
    INVALID_PACKAGE = "invalidPackage"
    """A file is not a usable package. In Python also a `ValueError`."""
    CREDENTIALS_REFUSED = "credentialsRefused"
    """Credentials are missing or were refused."""
    NOT_PERMITTED = "notPermitted"
    """The user lacks a right on the platform."""
    NOT_FOUND = "notFound"
    """The named thing does not exist. In Python also a `LookupError`."""
    CONFLICT = "conflict"
    """The state of the environment or package forbids the call."""
    RATE_LIMITED = "rateLimited"
    """The platform asks to slow down."""
    UNAVAILABLE = "unavailable"
    """The platform is not available for now."""
    NETWORK_FAILED = "networkFailed"
    """The network between here and the platform failed. In Python also a `ConnectionError`."""
    UNEXPECTED_ANSWER = "unexpectedAnswer"
    """The answer is not what the platform documents."""
    PLATFORM_FAILED = "platformFailed"
    """The platform tried and reports failure: a build, a start, a restore."""
    CALL_TIMEOUT = "callTimeout"
    """A single call took longer than allowed. In Python also a `TimeoutError`."""
    WAIT_TIMEOUT = "waitTimeout"
    """Waiting for the platform took longer than allowed; its work may go on. In Python also a `TimeoutError`."""
    CALL_CANCELLED = "callCancelled"
    """The caller cancelled the call."""
    STALE_PLAN = "stalePlan"
    """The facts have changed since the plan was made."""
    PLAN_REFUSED = "planRefused"
    """The plan may not be started: findings, approvals, unknown steps."""
    RUN_FAILED = "runFailed"
    """A run ended in failure; its outcome says in which state."""
    RUN_STOPPED = "runStopped"
    """A run stopped at a safe point because it was asked to."""
    NEEDS_DECISION = "needsDecision"
    """The platform cannot tell whether an effect happened; a person decides."""
    RUN_LOCKED = "runLocked"
    """Somebody else runs against this environment."""
    JOURNAL_FAILED = "journalFailed"
    """The journal cannot be read or written."""
    ROLLBACK_REFUSED = "rollbackRefused"
    """Going back is not safe and the loss was not accepted."""
    LOCAL_FILE = "localFile"
    """A local file cannot be read or written. In Python also an `OSError`."""
    UNREADABLE_DOCUMENT = "unreadableDocument"
    """A document is of a newer version or not of the expected kind."""
    SECRETS_UNRESOLVED = "secretsUnresolved"
    """Secrets cannot be had; all reasons at once."""
    INTERNAL = "internal"
    """A defect of this library."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """Every reason, as findings."""

    kind: ClassVar[Literal["findings"]] = "findings"
    findings: tuple[Finding, ...] = ()
    """The findings, worst first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StaleFacts:
    """What changed since the plan was made."""

    kind: ClassVar[Literal["staleFacts"]] = "staleFacts"
    changed: tuple[FactChange, ...] = ()
    """The facts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedRun:
    """The run that failed."""

    kind: ClassVar[Literal["failedRun"]] = "failedRun"
    run: str
    """The run's id."""
    step: str
    """The step that failed."""
    outcome: str
    """How the run ended: `rolledBack`, `needsHands`, `unchanged`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoppedRun:
    """The run that stopped and how to go on."""

    kind: ClassVar[Literal["stoppedRun"]] = "stoppedRun"
    run: str
    """The run's id."""
    step: str | None = None
    """The next step."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NeededDecision:
    """What a person needs to decide."""

    kind: ClassVar[Literal["decision"]] = "decision"
    run: str
    """The run's id."""
    step: str
    """The step."""
    known: tuple[str, ...] = ()
    """What is known, one sentence each."""
    choices: tuple[str, ...] = ()
    """The choices, one sentence each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedRollback:
    """Why going back is refused."""

    kind: ClassVar[Literal["refusedRollback"]] = "refusedRollback"
    verdict: str
    """The verdict: `losesRecent`, `needsRestore`, `unknown`."""
    reasons: tuple[str, ...] = ()
    """The reasons, one sentence each."""
    losses: tuple[str, ...] = ()
    """What the caller would have to accept by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldLease:
    """Who holds the lease."""

    kind: ClassVar[Literal["heldLease"]] = "heldLease"
    run: str
    """The holder's run."""
    actor: str
    """The holder's actor."""
    expires_at: str
    """When the lease ends, RFC 3339."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnresolvedSecrets:
    """Every secret that cannot be had, every mistake in references."""

    kind: ClassVar[Literal["unresolvedSecrets"]] = "unresolvedSecrets"
    failures: tuple[SecretFailure, ...] = ()
    """In the order asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorInfo:
    """An error as data: what crosses the border and what a journal keeps. Never holds a secret."""

    code: str
    """Stable code, dotted lower case, never reused."""
    error_class: ErrorClass
    """Which class of the host language it becomes."""
    call: str
    """The call that failed, such as `environments.start`; empty when no call was involved."""
    message: str
    """What happened, naming the app, environment or constant."""
    remedy: str
    """What to do next."""
    retry: Retry
    """Whether trying again can help."""
    effect: Effect
    """Whether the platform was changed."""
    context: dict[str, str] = field(default_factory=dict)
    """Names and ids: `app`, `environment`, `constant`, `package`, `run`, `step`, `status`, `attempts`."""
    request_id: str | None = None
    """The id sent with the request, to find it in the platform's or a proxy's log."""
    platform_code: str | None = None
    """The platform's own code, as it was spelled."""
    detail: ErrorDetail | None = None
    """Data for those who branch on it."""
    causes: tuple[str, ...] = ()
    """The causes below, outermost first, as text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FactChange:
    """One fact that is no longer what the plan was made from."""

    fact: str
    """The fact's path in the plan: `environment.packageId`."""
    planned: str | None = None
    """As text, when the plan was made; absent when there was none."""
    observed: str | None = None
    """As text, now; absent when there is none."""


class Retry(ClosedEnum):
    """Whether trying again can help."""

    PERMANENT = "permanent"
    """No: something must change first."""
    TEMPORARY = "temporary"
    """Yes, later."""
    EXHAUSTED = "exhausted"
    """It could have helped, and was tried as often as allowed."""

ErrorDetail: TypeAlias = Findings | StaleFacts | FailedRun | StoppedRun | NeededDecision | RefusedRollback | HeldLease | UnresolvedSecrets
"""Data beside an error."""
