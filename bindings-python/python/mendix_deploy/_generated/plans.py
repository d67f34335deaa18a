# Generated from the Rust core by `cargo xtask generate`. Do not edit.
"""Models of the namespace `plans`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar, Literal, TypeAlias

from .._documents import Document
from .._enums import ClosedEnum, OrderedEnum

if TYPE_CHECKING:
    from datetime import datetime

    from .address import Address
    from .changes import Change
    from .cloud import (
        AppId,
        ArchiveContent,
        EnvironmentId,
        EnvironmentStatus,
        EventState,
        JobState,
        LicenseType,
        PackageId,
        PackageStatus,
        ProjectId,
        SnapshotId,
    )
    from .comparisons import BackupDemand, StrategyAnswer
    from .error import ErrorInfo
    from .findings import Finding
    from .landscapes import FreezeWindow, SnapshotPolicy, TargetKind, Tier, UrlCheck
    from .packages import ConstantType
    from .policies import PolicyOptions
    from .verdicts import Loss, ReleaseClass, RollbackVerdict


@dataclass(frozen=True, slots=True, kw_only=True)
class AppFacts:
    """The app: every id it has."""

    app_id: AppId
    """Subdomain."""
    project_id: ProjectId
    """Long id."""
    license_type: LicenseType | None = None
    """Free or licensed; absent when nobody told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """Somebody's consent to one plan, bound to its id: any edit of the plan voids it.

    The library checks hash, expiry and that people are distinct and not the one who executes. Who `by` really is, is for
    the caller to establish, for example by the identity of a CI job.
    """

    plan_id: str
    """The id of the plan."""
    by: str
    """Who approves."""
    at: datetime | None = None
    """When; absent: not recorded."""
    expires_at: datetime | None = None
    """Until when it holds; absent: as long as the plan is not stale."""
    comment: str | None = None
    """The approver's words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesFacts:
    """What a comparison of two packages says, as far as planning needs it. The changes themselves stay in the document
    `changes`, which `digest` names.
    """

    digest: str
    """SHA-256 of the comparison's document as JSON."""
    before: ComparedPackage
    """The package that is replaced."""
    after: ComparedPackage
    """The package that comes."""
    release_class: ReleaseClass
    """May both versions run on one database?"""
    class_reasons: tuple[str, ...] = ()
    """Why, one sentence each: the first ones, and how many more."""
    strategies: tuple[StrategyAnswer, ...] = ()
    """For each strategy, whether it may carry the release."""
    rollback: RollbackVerdict
    """May the old version start again?"""
    backup: BackupDemand
    """What the backup must be."""
    start_risks: tuple[str, ...] = ()
    """Why the start of the new version may fail on data that is there, one sentence each."""
    unknowns: tuple[str, ...] = ()
    """What could not be compared, one sentence each."""
    summary: str
    """One paragraph for people who approve a release."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistItem:
    """A step of the rollback checklist."""

    number: int
    """1 to 7."""
    title: str
    """What is to be done."""
    state: ChecklistState
    """How it ended."""
    note: str
    """What was found or done, one sentence."""


class ChecklistState(ClosedEnum):
    """How a step of the checklist ended."""

    DONE = "done"
    """Was done."""
    NOT_NEEDED = "notNeeded"
    """Was not needed."""
    FAILED = "failed"
    """Failed or could not be done."""
    OPEN = "open"
    """Is left to a person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedPackage:
    """A package that was compared."""

    name: str | None = None
    """File name without its folder."""
    sha256: str | None = None
    """SHA-256 of the bytes that were read."""
    size_bytes: int | None = None
    """Size of the file in bytes, where it was at hand. At most 2^53 - 1."""
    model_version: str | None = None
    """Model version."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConstantFact:
    """A constant on an environment."""

    name: str
    """`Module.Name`."""
    state: ConstantState
    """What is known about its value."""
    as_wanted: bool | None = None
    """Whether the configured value is the one that the landscape wants; absent when it wants none, when the value is
    masked, or when a secret was not resolved.
    """
    restart_pending: bool
    """Whether the running app still uses another value."""


class ConstantState(ClosedEnum):
    """What is known about a constant's value without the value."""

    DEFAULT = "default"
    """Has the model's default."""
    SET = "set"
    """Has a value of its own."""
    MASKED = "masked"
    """The platform shows asterisks: whether it is right cannot be told."""
    MISSING = "missing"
    """Has no value."""
    UNKNOWN = "unknown"
    """Cannot be told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConstantWrite:
    """A constant to write."""

    name: str
    """`Module.Name`."""
    value: SettingValue
    """Its value, or where to find it."""
    skip_if_absent: bool
    """Whether to leave it out, and say so, when the deployed package turns out not to have it: its contents were not
    known when the plan was made. Otherwise that is an error.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class DeployedFacts:
    """The package that is deployed in an environment."""

    package_id: PackageId
    """The platform's id."""
    name: str
    """File name."""
    version: str | None = None
    """Model version of the package."""
    status: PackageStatus
    """Its state."""
    sha256: str | None = None
    """SHA-256 of its bytes, where a journal or a download tells; lower-case hexadecimal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Downtime:
    """The time in which the app does not answer."""

    from_step: str
    """The first step of it."""
    to_step: str
    """The last step of it."""
    expected_seconds: int
    """A usual duration in seconds; an estimate from documented polling, not a promise. At most 2^53 - 1."""
    at_most_seconds: int
    """The sum of the deadlines in seconds: after that the run has failed in any case. At most 2^53 - 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EnvironmentFacts:
    """One environment."""

    address: Address
    """The landscape's name."""
    environment_id: EnvironmentId
    """The platform's id."""
    name: str
    """The platform's name (`Mode`), spelled as returned."""
    production: bool
    """Whether the platform calls it production."""
    status: EnvironmentStatus
    """Empty, stopped, running."""
    url: str
    """Public URL."""
    deployed: DeployedFacts | None = None
    """The deployed package; absent when nothing is deployed."""
    model_version: str | None = None
    """Model version that the environment reports."""
    runtime_version: str | None = None
    """Runtime version that the environment reports."""
    settings_digest: str
    """Digest of all settings: constants, custom settings, events. Shows edits by others without holding a value."""
    constants: tuple[ConstantFact, ...] = ()
    """Constants by code point of their name. No values."""
    scheduled_events: tuple[EventFact, ...] = ()
    """Scheduled events by code point of their name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFact:
    """A scheduled event on an environment."""

    name: str
    """`Module.Name`."""
    state: EventState
    """The configured state."""
    restart_pending: bool
    """Whether the running app still uses another state."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventWrite:
    """A scheduled event to switch."""

    name: str
    """`Module.Name`."""
    state: EventState
    """Its state."""
    skip_if_absent: bool
    """Whether to leave it out, and say so, when the deployed package turns out not to have it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """What the last step expects of the environment."""

    status: EnvironmentStatus | None = None
    """Its status; absent where the platform has no call to read it (Free Apps)."""
    package_id: PackageId | None = None
    """The deployed package; absent: not checked, unless `packageOfThisRun`."""
    package_of_this_run: bool
    """Whether the deployed package is the one that this run uploaded or built."""
    model_version: str | None = None
    """Model version that the environment reports; absent: not checked, unless `packageOfThisRun`."""
    settings_applied: bool
    """Whether every written setting is the one that the running app uses."""
    public_url: str | None = None
    """Public URL that answers without a server error; absent: not asked."""
    checks: tuple[UrlCheck, ...] = ()
    """Health and smoke checks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a plan is made from."""

    source: FactsSource
    """Where they come from."""
    observed_at: datetime | None = None
    """When they were read. Not part of the comparison."""
    app: AppFacts
    """The app."""
    environment: EnvironmentFacts
    """The environment that is changed."""
    source_environment: EnvironmentFacts | None = None
    """The environment whose package or snapshot is taken: promote, a running package, a restore from elsewhere."""
    package: PackageFacts | None = None
    """The package's contents, where its file or a record of it is at hand."""
    stored: StoredFacts | None = None
    """The package as the platform stores it: a stored package, the one that the source runs, one found for a revision,
    or one whose bytes are known to equal the file's.
    """
    previous: StoredFacts | None = None
    """The package that is deployed now, as the package list knows it: where the way back leads."""
    revision: RevisionFacts | None = None
    """What is built."""
    permissions: PermissionFacts | None = None
    """The API user's rights on the environment; absent without a personal access token."""
    snapshot: SnapshotFacts | None = None
    """The snapshot to restore, or of the savepoint to go back to."""
    release: Release | None = None
    """The release to undo."""
    changes: ChangesFacts | None = None
    """What changes between the deployed package and the one that comes, where both could be compared."""


class FactsSource(ClosedEnum):
    """Where facts come from."""

    OBSERVED = "observed"
    """Read from the platform just now."""
    RECORDED = "recorded"
    """Read earlier and kept, for example in a pull request."""
    ASSUMED = "assumed"
    """Made up by the caller, for a simulation. A plan made from them starts only if observed facts turn out equal."""


class FailurePoint(OrderedEnum):
    """How far a run got. What is needed to get back depends on it."""

    UNCHANGED = "unchanged"
    """The app was not stopped; nothing that it uses has changed, apart from settings that wait for a restart."""
    STOPPED = "stopped"
    """The app is stopped; the old package is still deployed."""
    TRANSPORTED = "transported"
    """The new package was transported, a snapshot was restored, or that cannot be told; no start was attempted."""
    START_FAILED = "startFailed"
    """A start was attempted and is known to have failed: nobody used the new version."""
    MAY_HAVE_RUN = "mayHaveRun"
    """The new version runs, ran, or may have run: people may have stored data with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentEvent:
    """Something that happened."""

    at: datetime
    """When."""
    step: str | None = None
    """The step; absent for the run as a whole."""
    what: str
    """What, one sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentRecord(Document):
    """What went wrong, what was done about it and what is left to do; follows the rollback checklist of the deployment guide."""

    document: str
    """Always `incidentRecord`."""
    version: int
    """Version of the document's format."""
    written_by: str
    """The library that wrote it."""
    run: str
    """The run."""
    plan_id: str
    """Its plan."""
    address: Address
    """The environment."""
    summary: str
    """What was wanted, in words."""
    actor: str
    """Who started the run."""
    started_at: datetime
    """When the run started."""
    ended_at: datetime
    """When it ended."""
    outcome: str
    """How it ended, a word of the run: `rolledBack`, `needsHands`, `unchanged`."""
    failed_step: str | None = None
    """The step that failed; absent when an undo was asked for without a failure."""
    cause: ErrorInfo | None = None
    """Why it failed."""
    downtime_seconds: int | None = None
    """Seconds that the app was down, as far as this run knows. At most 2^53 - 1."""
    losses: tuple[Loss, ...] = ()
    """What was lost, each accepted by name."""
    checklist: tuple[ChecklistItem, ...] = ()
    """The seven steps of the checklist."""
    timeline: tuple[IncidentEvent, ...] = ()
    """What happened, in order."""
    follow_up: tuple[str, ...] = ()
    """What a person has to do now, one sentence each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RollBack:
    """Takes the plan's way back, as far as it loses nothing or the loss is accepted here by name. Otherwise the run ends
    as `needsHands`.
    """

    kind: ClassVar[Literal["rollBack"]] = "rollBack"
    accept_loss: Sequence[str] = ()
    """Losses accepted by name, as the plan's way back lists them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageConstant:
    """A constant in a package."""

    name: str
    """`Module.Name`."""
    constant_type: ConstantType
    """Its type."""
    has_default: bool
    """Whether the model gives it a default, possibly an empty one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageFacts:
    """A package's contents, as far as planning needs them."""

    file_name: str
    """File name without its folder."""
    sha256: str
    """SHA-256 of the bytes, lower-case hexadecimal."""
    size_bytes: int
    """Size in bytes. At most 2^53 - 1."""
    project_id: str | None = None
    """Project id; the platform's `ProjectId`."""
    model_version: str
    """Model version."""
    runtime_version: str
    """Runtime version."""
    java_version: int | None = None
    """Java's major version."""
    constants: tuple[PackageConstant, ...] = ()
    """Constants by code point of their name."""
    scheduled_events: tuple[str, ...] = ()
    """Names of scheduled events by code point."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PermissionFacts:
    """What the API user may do on the environment."""

    user: str
    """The API user."""
    can_access_api: bool
    """API Rights."""
    can_deploy_app: bool
    """Transport Rights."""
    can_manage_backups: bool
    """Access to Backups."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan(Document):
    """A plan: a value that says everything that would happen, and why. Reading or making one changes nothing."""

    document: str
    """Always `plan`."""
    version: int
    """Version of the document's format."""
    written_by: str
    """The library that wrote it."""
    id: str
    """`sha256:` and the digest of everything else in the document: any edit changes it."""
    address: Address
    """The environment."""
    tier: Tier
    """Its tier."""
    target: TargetKind
    """Its target."""
    change: Change
    """What is wanted."""
    summary: str
    """One sentence: what would happen, or that there is nothing to do and why."""
    facts: Facts
    """What the plan was made from."""
    findings: tuple[Finding, ...] = ()
    """Preflight's findings and the planner's own, worst first. One of severity `error` forbids the start."""
    package: PlannedPackage | None = None
    """The package that would run afterwards; absent when the change brings none."""
    release_class: ReleaseClass
    """May both versions run on one database?"""
    rollback: RollbackVerdict
    """May the old version start again afterwards?"""
    strategy: Strategy
    """How traffic and state move."""
    snapshot: SnapshotPolicy | None = None
    """When the snapshot is taken; absent when the plan takes none for its way back."""
    steps: tuple[Step, ...] = ()
    """The steps, in order. The last one verifies."""
    order: tuple[str, ...] = ()
    """Why this order, one sentence each."""
    downtime: Downtime | None = None
    """From when to when the app is down; absent when it is not."""
    point_of_no_return: PointOfNoReturn | None = None
    """The step after which going back can lose something; absent when there is none."""
    way_back: WayBack
    """How to get back from where."""
    on_failure: OnFailure | None = None
    """What the run does by itself when a step fails; absent: stop and report."""
    approvals_required: int
    """How many people, none of them the one who executes, have to approve: as many as the landscape says, and at least
    one where the release itself demands it.
    """
    approval_reason: str | None = None
    """Why the release itself demands an approval, whatever the landscape says: a comparison calls its class destructive or
    unknown, and the old version is stopped for it. Absent when it does not.
    """
    approval_valid_seconds: int
    """How long an approval holds after it is given, in seconds."""
    freeze: tuple[FreezeWindow, ...] = ()
    """Days on which the plan must not start. Backups and ways back are not held up by a freeze and have none here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanOptions:
    """What a caller may decide about a plan."""

    on_failure: OnFailure | None = None
    """What to do when a step fails after the stop; absent: stop there and report."""
    snapshot: SnapshotPolicy | None = None
    """When to take the snapshot; absent: as the environment's landscape entry says, else after the stop. An entry that
    takes none gives way to a comparison that demands one; what is said here does not.
    """
    strategy: Strategy | None = None
    """How traffic and state are to move; absent: as the target allows. Refused when the release class forbids it."""
    previous_package: str | None = None
    """The file of the package that the environment runs, for the comparison. Absent: a file that the journal knows by
    its digest. A file that is not that package is refused, as far as digest, size and version tell.
    """
    changes: str | None = None
    """A saved comparison (document `changes`) of the deployed package with the new one, in place of reading both files."""
    checks: Sequence[UrlCheck] = ()
    """Health and smoke checks for the final step, besides those of the landscape."""
    deadline_seconds: Mapping[str, int] = field(default_factory=dict)
    """Deadlines in seconds by kind of step, such as `takeSnapshot`, in place of the usual ones."""
    keep_previous_package: bool | None = None
    """Whether to download the package that is replaced, so that the way back does not depend on the platform keeping it.
    Absent: when the package list does not say that it will be kept.
    """
    journal: str | None = None
    """The folder of the journal in which earlier runs are recorded: the release to undo, and digests of packages.
    Absent: the user's state folder, as in `StartRunOptions`.
    """
    policy: PolicyOptions | None = None
    """The policy that the environment is held against before the first step: its errors forbid the start, like those of a
    preflight. Absent: the landscape's own, when it has `policies` for the environment.
    """
    change_ticket: str | None = None
    """The change ticket, where the landscape demands one (`changeTicket`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedPackage:
    """The package that would run afterwards."""

    title: str
    """What it is, in words: `orders-2.5.4.mda`, `what orders/acceptance runs`."""
    package_id: PackageId | None = None
    """The platform's id; absent until it is uploaded or built."""
    sha256: str | None = None
    """SHA-256 of its bytes, lower-case hexadecimal; absent when nobody has seen them."""
    size_bytes: int | None = None
    """Size in bytes. At most 2^53 - 1."""
    model_version: str | None = None
    """Model version."""
    runtime_version: str | None = None
    """Runtime version."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PointOfNoReturn:
    """The step after which going back can lose something."""

    step: str
    """The step."""
    why: str
    """Why there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Release(Document):
    """What runs where, since when, and how to get back. The thing that is undone."""

    document: str
    """Always `release`."""
    version: int
    """Version of the document's format."""
    written_by: str
    """The library that wrote it."""
    run: str
    """The run that made it."""
    plan_id: str
    """The plan it followed."""
    address: Address
    """The environment."""
    change: Change
    """What was wanted."""
    actor: str
    """Who started the run."""
    started_at: datetime
    """When the run started."""
    finished_at: datetime
    """When it ended."""
    outcome: str
    """How it ended, a word of the run: `succeeded`, `rolledBack`, `needsHands`, `unchanged`."""
    package: ReleasedPackage | None = None
    """What runs since; absent when nothing is deployed."""
    start_attempted: bool
    """Whether a start of the new version was sent. When not, the database is as it was."""
    release_class: ReleaseClass
    """Class of the release."""
    rollback: RollbackVerdict
    """May the old version start again? As planned."""
    changes: ChangesFacts | None = None
    """The comparison that class and verdict rest on; absent when the packages were not compared."""
    savepoint: Savepoint | None = None
    """Where the way back leads; absent when the change needed none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedPackage:
    """The package of a release."""

    package_id: PackageId
    """The platform's id."""
    sha256: str | None = None
    """SHA-256 of its bytes, where somebody has seen them."""
    model_version: str | None = None
    """Model version."""
    runtime_version: str | None = None
    """Runtime version."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionFacts:
    """A revision to build."""

    branch: str
    """Branch as the repository spells it."""
    revision: str
    """Commit hash or revision number; what a branch's newest commit was when the facts were read."""
    version: str
    """Three-part version for the build: the wanted one, or the next free patch number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedConstant:
    """A constant of a savepoint."""

    name: str
    """`Module.Name`."""
    kept: bool
    """Whether its value is kept. Not when it was masked or missing: then the way back cannot write it and says so."""
    value: str | None = field(default=None, repr=False)
    """Its value, only in the owner-only file beside the journal; absent everywhere else. May be a credential: `repr` leaves it out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedEvent:
    """A scheduled event of a savepoint."""

    name: str
    """`Module.Name`."""
    state: EventState
    """Its state."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedPackage:
    """The package of a savepoint."""

    package_id: PackageId
    """The platform's id."""
    name: str
    """File name."""
    model_version: str | None = None
    """Model version."""
    runtime_version: str | None = None
    """Runtime version."""
    sha256: str | None = None
    """SHA-256 of its bytes, where somebody has seen them."""
    size_bytes: int | None = None
    """Size in bytes. At most 2^53 - 1."""
    file: str | None = None
    """The file its bytes are kept in; absent when they are left to the platform."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedSnapshot:
    """The backup of a savepoint."""

    snapshot_id: SnapshotId
    """The snapshot."""
    timing: SnapshotPolicy
    """Whether it was taken before or after the stop."""
    finished_at: datetime | None = None
    """When it was completed."""
    expires_at: datetime | None = None
    """When the platform deletes it."""
    model_version: str | None = None
    """Model version of the app at that moment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Savepoint:
    """Package, settings and backup of one moment."""

    document: str
    """Always `savepoint`."""
    version: int
    """Version of the document's format."""
    written_by: str
    """The library that wrote it."""
    run: str
    """The run that made it."""
    address: Address
    """The environment."""
    taken_at: datetime
    """When the settings were read."""
    package: SavedPackage | None = None
    """The package that was deployed; absent when nothing was."""
    settings_digest: str
    """Digest of all settings of that moment."""
    constants: tuple[SavedConstant, ...] = ()
    """Constants that the run was going to overwrite."""
    scheduled_events: tuple[SavedEvent, ...] = ()
    """Scheduled events that the run was going to overwrite."""
    snapshot: SavedSnapshot | None = None
    """The backup; absent until it is completed, or when the plan takes none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LiteralValue:
    """Text as the landscape has it, or as a savepoint recorded it."""

    kind: ClassVar[Literal["literalValue"]] = "literalValue"
    text: str = field(repr=False)
    """The text. May be a credential: `repr` leaves it out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferencedValue:
    """A secret, resolved at the last moment."""

    kind: ClassVar[Literal["referencedValue"]] = "referencedValue"
    reference: str
    """The secret reference."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SnapshotFacts:
    """A snapshot."""

    snapshot_id: SnapshotId
    """Its id."""
    state: JobState | None = None
    """Its state; absent when it does not exist any more."""
    model_version: str | None = None
    """Model version of the app at that moment."""
    finished_at: datetime | None = None
    """When it was done."""
    expires_at: datetime | None = None
    """When it is deleted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a plan."""

    id: str
    """Its name, unique in the plan, such as `transport`."""
    action: StepAction
    """The state it brings about."""
    ensures: str
    """That state, one sentence."""
    observes: str
    """What is read first; when it shows the state already, nothing is sent."""
    why: str
    """Why the step is needed, and why here."""
    deadline_seconds: int
    """Seconds until the step is given up. At most 2^53 - 1."""
    poll_seconds: int
    """Seconds between two reads while waiting. At most 2^53 - 1."""
    irreversible: bool
    """Whether its effect cannot be taken back by another step without loss."""
    downtime: bool
    """Whether the app is down during this step."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmFacts:
    """The facts are still those of the plan. Fails with `plan.stale`; changes nothing."""

    kind: ClassVar[Literal["confirmFacts"]] = "confirmFacts"


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadPackage:
    """The platform has a package with these bytes. After a lost answer it is looked up by name, time and size before
    anything is sent again.
    """

    kind: ClassVar[Literal["uploadPackage"]] = "uploadPackage"
    file: str
    """The file."""
    name: str
    """Name on the platform."""
    sha256: str
    """SHA-256 that the bytes must have, lower-case hexadecimal."""
    size_bytes: int
    """Size in bytes. At most 2^53 - 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AwaitUpload:
    """The upload's job is completed."""

    kind: ClassVar[Literal["awaitUpload"]] = "awaitUpload"


@dataclass(frozen=True, slots=True, kw_only=True)
class StartBuild:
    """A build of this revision exists; one that succeeded or is under way is used."""

    kind: ClassVar[Literal["startBuild"]] = "startBuild"
    branch: str
    """Branch as the Build API wants it: `main`, `trunk` or `branches/<name>`."""
    revision: str
    """Commit hash or revision number."""
    version: str
    """Three-part version."""
    description: str | None = None
    """Words kept with the package."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AwaitBuild:
    """The build has succeeded and its version ends with the beginning of the revision."""

    kind: ClassVar[Literal["awaitBuild"]] = "awaitBuild"
    revision: str
    """Commit hash or revision number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AwaitPackage:
    """The package has the status `succeeded`."""

    kind: ClassVar[Literal["awaitPackage"]] = "awaitPackage"
    package_id: PackageId | None = None
    """The package; absent: the one that this run uploaded or built."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSavepoint:
    """Package, settings and model version of this moment are recorded, so that there is a way back."""

    kind: ClassVar[Literal["recordSavepoint"]] = "recordSavepoint"
    previous_package_id: PackageId | None = None
    """The package that is deployed now; absent when nothing is."""
    keep_bytes: bool
    """Whether its bytes are downloaded and kept."""
    constants: tuple[str, ...] = ()
    """Names of the constants whose values are recorded: those that this plan overwrites and that are not secrets."""
    scheduled_events: tuple[str, ...] = ()
    """Names of the scheduled events whose state is recorded: those that this plan overwrites."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RestorePackage:
    """The platform has the package of the savepoint. When it is gone, its kept bytes are uploaded again; in the steps
    that follow, the old id then stands for the new one.
    """

    kind: ClassVar[Literal["restorePackage"]] = "restorePackage"
    package_id: PackageId
    """Its id when the savepoint was made."""
    file: str | None = None
    """The file its bytes are kept in; absent: the one that this run's savepoint names."""
    sha256: str | None = None
    """SHA-256 of its bytes, where somebody has seen them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StopEnvironment:
    """The app does not run."""

    kind: ClassVar[Literal["stopEnvironment"]] = "stopEnvironment"


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeSnapshot:
    """A completed snapshot of the environment exists that was taken by this run."""

    kind: ClassVar[Literal["takeSnapshot"]] = "takeSnapshot"
    comment: str
    """Words kept with the snapshot; the run's id is appended, to find the snapshot again after a lost answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TransportPackage:
    """The package is the deployed one."""

    kind: ClassVar[Literal["transportPackage"]] = "transportPackage"
    package_id: PackageId | None = None
    """The package; absent: the one that this run uploaded or built."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteSettings:
    """The named settings have these values; all others stay as they are."""

    kind: ClassVar[Literal["writeSettings"]] = "writeSettings"
    constants: tuple[ConstantWrite, ...] = ()
    """Constants."""
    scheduled_events: tuple[EventWrite, ...] = ()
    """Scheduled events."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreSettings:
    """The settings that a savepoint recorded have their recorded values again. The values lie beside the journal, not in
    it, and not in the plan.
    """

    kind: ClassVar[Literal["restoreSettings"]] = "restoreSettings"
    run: str | None = None
    """The run that made the savepoint; absent: this one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StartEnvironment:
    """The app runs. Waits for the start job."""

    kind: ClassVar[Literal["startEnvironment"]] = "startEnvironment"
    auto_sync_db: bool
    """Whether the runtime may bring the database in line with the model."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyEnvironment:
    """The environment is as expected. A failed check is `verify.failed`."""

    kind: ClassVar[Literal["verifyEnvironment"]] = "verifyEnvironment"
    expect: Expectation
    """What is expected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreSnapshot:
    """The snapshot is written into the environment. Never sent twice: a lost answer stops the run as `needsDecision`."""

    kind: ClassVar[Literal["restoreSnapshot"]] = "restoreSnapshot"
    snapshot_id: SnapshotId | None = None
    """The snapshot; absent: the one that this run took."""
    source: Address | None = None
    """The environment it was taken of; absent: this one."""
    database_only: bool
    """Whether files are left as they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleEnvironment:
    """The environment has this scale. The platform has no call to read it; the answer to the request is all there is."""

    kind: ClassVar[Literal["scaleEnvironment"]] = "scaleEnvironment"
    instances: int
    """Number of instances."""
    memory_per_instance_mb: int
    """Memory of each, in MB. At most 2^53 - 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeArchive:
    """A downloadable archive of the snapshot exists."""

    kind: ClassVar[Literal["makeArchive"]] = "makeArchive"
    snapshot_id: SnapshotId | None = None
    """The snapshot; absent: the one that this run took."""
    content: ArchiveContent
    """What it holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DownloadArchive:
    """The archive is in this file, complete."""

    kind: ClassVar[Literal["downloadArchive"]] = "downloadArchive"
    file: str
    """The file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFacts:
    """A package stored on the platform."""

    package_id: PackageId
    """Its id."""
    name: str
    """File name."""
    version: str | None = None
    """Model version."""
    status: PackageStatus | None = None
    """Its state; absent when the list does not have the package any more."""
    runtime_version: str | None = None
    """Runtime version, where Deploy v4 or a file tells."""
    sha256: str | None = None
    """SHA-256 of its bytes, where a journal or a download tells."""
    size_bytes: int | None = None
    """Size in bytes. At most 2^53 - 1."""
    expires_at: datetime | None = None
    """When the platform deletes it."""


class Strategy(ClosedEnum):
    """How traffic and state move."""

    RECREATE = "recreate"
    """Stop the old version, start the new one."""
    IN_PLACE = "inPlace"
    """Nothing stops: settings, backups, scale."""
    ROLLING = "rolling"
    """Instances are replaced one after the other: both versions run on one database meanwhile."""
    BLUE_GREEN = "blueGreen"
    """The new version is started beside the old one, then all traffic is switched."""
    CANARY = "canary"
    """The new version gets a growing part of the traffic while the old one still runs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WayBack:
    """How to get back."""

    sentences: tuple[str, ...] = ()
    """The whole of it in sentences."""
    stages: tuple[WayBackStage, ...] = ()
    """What to do, by how far the run got."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WayBackStage:
    """What to do after a failure at one point."""

    point: FailurePoint
    """How far the run got."""
    steps: tuple[Step, ...] = ()
    """The steps; the last one verifies. Empty when nothing needs to be done. Their ids start with `back.`, which no
    step of the plan itself does.
    """
    losses: tuple[Loss, ...] = ()
    """What this loses. Taken by itself only when it is empty or all of it is accepted by name."""
    impossible: str | None = None
    """Why there is no way; absent when there is one."""

OnFailure: TypeAlias = RollBack
"""What a run does by itself when a step fails after the stop."""

SettingValue: TypeAlias = LiteralValue | ReferencedValue
"""A value of a setting in a plan: the landscape's text, or a reference to a secret. Never a secret itself."""

StepAction: TypeAlias = ConfirmFacts | UploadPackage | AwaitUpload | StartBuild | AwaitBuild | AwaitPackage | RecordSavepoint | RestorePackage | StopEnvironment | TakeSnapshot | TransportPackage | WriteSettings | RestoreSettings | StartEnvironment | VerifyEnvironment | RestoreSnapshot | ScaleEnvironment | MakeArchive | DownloadArchive
"""What a step does. A kind that a version does not know makes it refuse the whole plan."""
