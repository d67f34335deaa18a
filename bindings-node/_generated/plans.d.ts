// Generated from the Rust core by `cargo xtask generate`. Do not edit.
import type { Address } from './address.js'
import type { Change } from './changes.js'
import type { AppId, ArchiveContent, EnvironmentId, EnvironmentStatus, EventState, JobState, LicenseType, PackageId, PackageStatus, ProjectId, SnapshotId } from './cloud.js'
import type { BackupDemand, StrategyAnswer } from './comparisons.js'
import type { ErrorInfo } from './error.js'
import type { Finding } from './findings.js'
import type { FreezeWindow, SnapshotPolicy, TargetKind, Tier, UrlCheck } from './landscapes.js'
import type { ConstantType } from './packages.js'
import type { PolicyOptions } from './policies.js'
import type { Loss, ReleaseClass, RollbackVerdict } from './verdicts.js'

/** The app: every id it has. */
export interface AppFacts {
  /** Subdomain. */
  readonly appId: AppId
  /** Long id. */
  readonly projectId: ProjectId
  /** Free or licensed; absent when nobody told. */
  readonly licenseType?: LicenseType | undefined
}

/**
 * Somebody's consent to one plan, bound to its id: any edit of the plan voids it.
 *
 * The library checks hash, expiry and that people are distinct and not the one who executes. Who `by` really is, is for
 * the caller to establish, for example by the identity of a CI job.
 */
export interface Approval {
  /** The id of the plan. */
  readonly planId: string
  /** Who approves. */
  readonly by: string
  /** When; absent: not recorded. */
  readonly at?: string | null | undefined
  /** Until when it holds; absent: as long as the plan is not stale. */
  readonly expiresAt?: string | null | undefined
  /** The approver's words. */
  readonly comment?: string | null | undefined
}

/**
 * What a comparison of two packages says, as far as planning needs it. The changes themselves stay in the document
 * `changes`, which `digest` names.
 */
export interface ChangesFacts {
  /** SHA-256 of the comparison's document as JSON. */
  readonly digest: string
  /** The package that is replaced. */
  readonly before: ComparedPackage
  /** The package that comes. */
  readonly after: ComparedPackage
  /** May both versions run on one database? */
  readonly releaseClass: ReleaseClass
  /** Why, one sentence each: the first ones, and how many more. */
  readonly classReasons: ReadonlyArray<string>
  /** For each strategy, whether it may carry the release. */
  readonly strategies: ReadonlyArray<StrategyAnswer>
  /** May the old version start again? */
  readonly rollback: RollbackVerdict
  /** What the backup must be. */
  readonly backup: BackupDemand
  /** Why the start of the new version may fail on data that is there, one sentence each. */
  readonly startRisks: ReadonlyArray<string>
  /** What could not be compared, one sentence each. */
  readonly unknowns: ReadonlyArray<string>
  /** One paragraph for people who approve a release. */
  readonly summary: string
}

/** A step of the rollback checklist. */
export interface ChecklistItem {
  /** 1 to 7. */
  readonly number: number
  /** What is to be done. */
  readonly title: string
  /** How it ended. */
  readonly state: ChecklistState
  /** What was found or done, one sentence. */
  readonly note: string
}

/** How a step of the checklist ended. */
export type ChecklistState = 'done' | 'notNeeded' | 'failed' | 'open'

/** A package that was compared. */
export interface ComparedPackage {
  /** File name without its folder. */
  readonly name?: string | undefined
  /** SHA-256 of the bytes that were read. */
  readonly sha256?: string | undefined
  /** Size of the file in bytes, where it was at hand. A safe integer. */
  readonly sizeBytes?: number | undefined
  /** Model version. */
  readonly modelVersion?: string | undefined
}

/** A constant on an environment. */
export interface ConstantFact {
  /** `Module.Name`. */
  readonly name: string
  /** What is known about its value. */
  readonly state: ConstantState
  /**
   * Whether the configured value is the one that the landscape wants; absent when it wants none, when the value is
   * masked, or when a secret was not resolved.
   */
  readonly asWanted?: boolean | undefined
  /** Whether the running app still uses another value. */
  readonly restartPending: boolean
}

/** What is known about a constant's value without the value. */
export type ConstantState = 'default' | 'set' | 'masked' | 'missing' | 'unknown'

/** A constant to write. */
export interface ConstantWrite {
  /** `Module.Name`. */
  readonly name: string
  /** Its value, or where to find it. */
  readonly value: SettingValue
  /**
   * Whether to leave it out, and say so, when the deployed package turns out not to have it: its contents were not
   * known when the plan was made. Otherwise that is an error.
   */
  readonly skipIfAbsent: boolean
}

/** The package that is deployed in an environment. */
export interface DeployedFacts {
  /** The platform's id. */
  readonly packageId: PackageId
  /** File name. */
  readonly name: string
  /** Model version of the package. */
  readonly version?: string | undefined
  /** Its state. */
  readonly status: PackageStatus
  /** SHA-256 of its bytes, where a journal or a download tells; lower-case hexadecimal. */
  readonly sha256?: string | undefined
}

/** The time in which the app does not answer. */
export interface Downtime {
  /** The first step of it. */
  readonly fromStep: string
  /** The last step of it. */
  readonly toStep: string
  /** A usual duration in seconds; an estimate from documented polling, not a promise. A safe integer. */
  readonly expectedSeconds: number
  /** The sum of the deadlines in seconds: after that the run has failed in any case. A safe integer. */
  readonly atMostSeconds: number
}

/** One environment. */
export interface EnvironmentFacts {
  /** The landscape's name. */
  readonly address: Address
  /** The platform's id. */
  readonly environmentId: EnvironmentId
  /** The platform's name (`Mode`), spelled as returned. */
  readonly name: string
  /** Whether the platform calls it production. */
  readonly production: boolean
  /** Empty, stopped, running. */
  readonly status: EnvironmentStatus
  /** Public URL. */
  readonly url: string
  /** The deployed package; absent when nothing is deployed. */
  readonly deployed?: DeployedFacts | undefined
  /** Model version that the environment reports. */
  readonly modelVersion?: string | undefined
  /** Runtime version that the environment reports. */
  readonly runtimeVersion?: string | undefined
  /** Digest of all settings: constants, custom settings, events. Shows edits by others without holding a value. */
  readonly settingsDigest: string
  /** Constants by code point of their name. No values. */
  readonly constants: ReadonlyArray<ConstantFact>
  /** Scheduled events by code point of their name. */
  readonly scheduledEvents: ReadonlyArray<EventFact>
}

/** A scheduled event on an environment. */
export interface EventFact {
  /** `Module.Name`. */
  readonly name: string
  /** The configured state. */
  readonly state: EventState
  /** Whether the running app still uses another state. */
  readonly restartPending: boolean
}

/** A scheduled event to switch. */
export interface EventWrite {
  /** `Module.Name`. */
  readonly name: string
  /** Its state. */
  readonly state: EventState
  /** Whether to leave it out, and say so, when the deployed package turns out not to have it. */
  readonly skipIfAbsent: boolean
}

/** What the last step expects of the environment. */
export interface Expectation {
  /** Its status; absent where the platform has no call to read it (Free Apps). */
  readonly status?: EnvironmentStatus | undefined
  /** The deployed package; absent: not checked, unless `packageOfThisRun`. */
  readonly packageId?: PackageId | undefined
  /** Whether the deployed package is the one that this run uploaded or built. */
  readonly packageOfThisRun: boolean
  /** Model version that the environment reports; absent: not checked, unless `packageOfThisRun`. */
  readonly modelVersion?: string | undefined
  /** Whether every written setting is the one that the running app uses. */
  readonly settingsApplied: boolean
  /** Public URL that answers without a server error; absent: not asked. */
  readonly publicUrl?: string | undefined
  /** Health and smoke checks. */
  readonly checks: ReadonlyArray<UrlCheck>
}

/** What a plan is made from. */
export interface Facts {
  /** Where they come from. */
  readonly source: FactsSource
  /** When they were read. Not part of the comparison. */
  readonly observedAt?: string | undefined
  /** The app. */
  readonly app: AppFacts
  /** The environment that is changed. */
  readonly environment: EnvironmentFacts
  /** The environment whose package or snapshot is taken: promote, a running package, a restore from elsewhere. */
  readonly sourceEnvironment?: EnvironmentFacts | undefined
  /** The package's contents, where its file or a record of it is at hand. */
  readonly package?: PackageFacts | undefined
  /**
   * The package as the platform stores it: a stored package, the one that the source runs, one found for a revision,
   * or one whose bytes are known to equal the file's.
   */
  readonly stored?: StoredFacts | undefined
  /** The package that is deployed now, as the package list knows it: where the way back leads. */
  readonly previous?: StoredFacts | undefined
  /** What is built. */
  readonly revision?: RevisionFacts | undefined
  /** The API user's rights on the environment; absent without a personal access token. */
  readonly permissions?: PermissionFacts | undefined
  /** The snapshot to restore, or of the savepoint to go back to. */
  readonly snapshot?: SnapshotFacts | undefined
  /** The release to undo. */
  readonly release?: Release | undefined
  /** What changes between the deployed package and the one that comes, where both could be compared. */
  readonly changes?: ChangesFacts | undefined
}

/** Where facts come from. */
export type FactsSource = 'observed' | 'recorded' | 'assumed'

/** How far a run got. What is needed to get back depends on it. */
export type FailurePoint = 'unchanged' | 'stopped' | 'transported' | 'startFailed' | 'mayHaveRun'

/** Something that happened. */
export interface IncidentEvent {
  /** When. */
  readonly at: string
  /** The step; absent for the run as a whole. */
  readonly step?: string | undefined
  /** What, one sentence. */
  readonly what: string
}

/** What went wrong, what was done about it and what is left to do; follows the rollback checklist of the deployment guide. */
export interface IncidentRecord {
  /** Always `incidentRecord`. */
  readonly document: string
  /** Version of the document's format. */
  readonly version: number
  /** The library that wrote it. */
  readonly writtenBy: string
  /** The run. */
  readonly run: string
  /** Its plan. */
  readonly planId: string
  /** The environment. */
  readonly address: Address
  /** What was wanted, in words. */
  readonly summary: string
  /** Who started the run. */
  readonly actor: string
  /** When the run started. */
  readonly startedAt: string
  /** When it ended. */
  readonly endedAt: string
  /** How it ended, a word of the run: `rolledBack`, `needsHands`, `unchanged`. */
  readonly outcome: string
  /** The step that failed; absent when an undo was asked for without a failure. */
  readonly failedStep?: string | undefined
  /** Why it failed. */
  readonly cause?: ErrorInfo | undefined
  /** Seconds that the app was down, as far as this run knows. A safe integer. */
  readonly downtimeSeconds?: number | undefined
  /** What was lost, each accepted by name. */
  readonly losses: ReadonlyArray<Loss>
  /** The seven steps of the checklist. */
  readonly checklist: ReadonlyArray<ChecklistItem>
  /** What happened, in order. */
  readonly timeline: ReadonlyArray<IncidentEvent>
  /** What a person has to do now, one sentence each. */
  readonly followUp: ReadonlyArray<string>
}

/**
 * Takes the plan's way back, as far as it loses nothing or the loss is accepted here by name. Otherwise the run ends
 * as `needsHands`.
 */
export interface RollBack {
  readonly kind: 'rollBack'
  /** Losses accepted by name, as the plan's way back lists them. */
  readonly acceptLoss?: ReadonlyArray<string> | undefined
}

/** What a run does by itself when a step fails after the stop. */
export type OnFailure = RollBack

/** A constant in a package. */
export interface PackageConstant {
  /** `Module.Name`. */
  readonly name: string
  /** Its type. */
  readonly constantType: ConstantType
  /** Whether the model gives it a default, possibly an empty one. */
  readonly hasDefault: boolean
}

/** A package's contents, as far as planning needs them. */
export interface PackageFacts {
  /** File name without its folder. */
  readonly fileName: string
  /** SHA-256 of the bytes, lower-case hexadecimal. */
  readonly sha256: string
  /** Size in bytes. A safe integer. */
  readonly sizeBytes: number
  /** Project id; the platform's `ProjectId`. */
  readonly projectId?: string | undefined
  /** Model version. */
  readonly modelVersion: string
  /** Runtime version. */
  readonly runtimeVersion: string
  /** Java's major version. */
  readonly javaVersion?: number | undefined
  /** Constants by code point of their name. */
  readonly constants: ReadonlyArray<PackageConstant>
  /** Names of scheduled events by code point. */
  readonly scheduledEvents: ReadonlyArray<string>
}

/** What the API user may do on the environment. */
export interface PermissionFacts {
  /** The API user. */
  readonly user: string
  /** API Rights. */
  readonly canAccessApi: boolean
  /** Transport Rights. */
  readonly canDeployApp: boolean
  /** Access to Backups. */
  readonly canManageBackups: boolean
}

/** A plan: a value that says everything that would happen, and why. Reading or making one changes nothing. */
export interface Plan {
  /** Always `plan`. */
  readonly document: string
  /** Version of the document's format. */
  readonly version: number
  /** The library that wrote it. */
  readonly writtenBy: string
  /** `sha256:` and the digest of everything else in the document: any edit changes it. */
  readonly id: string
  /** The environment. */
  readonly address: Address
  /** Its tier. */
  readonly tier: Tier
  /** Its target. */
  readonly target: TargetKind
  /** What is wanted. */
  readonly change: Change
  /** One sentence: what would happen, or that there is nothing to do and why. */
  readonly summary: string
  /** What the plan was made from. */
  readonly facts: Facts
  /** Preflight's findings and the planner's own, worst first. One of severity `error` forbids the start. */
  readonly findings: ReadonlyArray<Finding>
  /** The package that would run afterwards; absent when the change brings none. */
  readonly package?: PlannedPackage | undefined
  /** May both versions run on one database? */
  readonly releaseClass: ReleaseClass
  /** May the old version start again afterwards? */
  readonly rollback: RollbackVerdict
  /** How traffic and state move. */
  readonly strategy: Strategy
  /** When the snapshot is taken; absent when the plan takes none for its way back. */
  readonly snapshot?: SnapshotPolicy | undefined
  /** The steps, in order. The last one verifies. */
  readonly steps: ReadonlyArray<Step>
  /** Why this order, one sentence each. */
  readonly order: ReadonlyArray<string>
  /** From when to when the app is down; absent when it is not. */
  readonly downtime?: Downtime | undefined
  /** The step after which going back can lose something; absent when there is none. */
  readonly pointOfNoReturn?: PointOfNoReturn | undefined
  /** How to get back from where. */
  readonly wayBack: WayBack
  /** What the run does by itself when a step fails; absent: stop and report. */
  readonly onFailure?: OnFailure | undefined
  /**
   * How many people, none of them the one who executes, have to approve: as many as the landscape says, and at least
   * one where the release itself demands it.
   */
  readonly approvalsRequired: number
  /**
   * Why the release itself demands an approval, whatever the landscape says: a comparison calls its class destructive or
   * unknown, and the old version is stopped for it. Absent when it does not.
   */
  readonly approvalReason?: string | undefined
  /** How long an approval holds after it is given, in seconds. */
  readonly approvalValidSeconds: number
  /** Days on which the plan must not start. Backups and ways back are not held up by a freeze and have none here. */
  readonly freeze: ReadonlyArray<FreezeWindow>
}

/** What a caller may decide about a plan. */
export interface PlanOptions {
  /** What to do when a step fails after the stop; absent: stop there and report. */
  readonly onFailure?: OnFailure | null | undefined
  /**
   * When to take the snapshot; absent: as the environment's landscape entry says, else after the stop. An entry that
   * takes none gives way to a comparison that demands one; what is said here does not.
   */
  readonly snapshot?: SnapshotPolicy | null | undefined
  /** How traffic and state are to move; absent: as the target allows. Refused when the release class forbids it. */
  readonly strategy?: Strategy | null | undefined
  /**
   * The file of the package that the environment runs, for the comparison. Absent: a file that the journal knows by
   * its digest. A file that is not that package is refused, as far as digest, size and version tell.
   */
  readonly previousPackage?: string | null | undefined
  /** A saved comparison (document `changes`) of the deployed package with the new one, in place of reading both files. */
  readonly changes?: string | null | undefined
  /** Health and smoke checks for the final step, besides those of the landscape. */
  readonly checks?: ReadonlyArray<UrlCheck> | undefined
  /** Deadlines in seconds by kind of step, such as `takeSnapshot`, in place of the usual ones. */
  readonly deadlineSeconds?: Readonly<Record<string, number>> | undefined
  /**
   * Whether to download the package that is replaced, so that the way back does not depend on the platform keeping it.
   * Absent: when the package list does not say that it will be kept.
   */
  readonly keepPreviousPackage?: boolean | null | undefined
  /**
   * The folder of the journal in which earlier runs are recorded: the release to undo, and digests of packages.
   * Absent: the user's state folder, as in `StartRunOptions`.
   */
  readonly journal?: string | null | undefined
  /**
   * The policy that the environment is held against before the first step: its errors forbid the start, like those of a
   * preflight. Absent: the landscape's own, when it has `policies` for the environment.
   */
  readonly policy?: PolicyOptions | null | undefined
  /** The change ticket, where the landscape demands one (`changeTicket`). */
  readonly changeTicket?: string | null | undefined
}

/** The package that would run afterwards. */
export interface PlannedPackage {
  /** What it is, in words: `orders-2.5.4.mda`, `what orders/acceptance runs`. */
  readonly title: string
  /** The platform's id; absent until it is uploaded or built. */
  readonly packageId?: PackageId | undefined
  /** SHA-256 of its bytes, lower-case hexadecimal; absent when nobody has seen them. */
  readonly sha256?: string | undefined
  /** Size in bytes. A safe integer. */
  readonly sizeBytes?: number | undefined
  /** Model version. */
  readonly modelVersion?: string | undefined
  /** Runtime version. */
  readonly runtimeVersion?: string | undefined
}

/** The step after which going back can lose something. */
export interface PointOfNoReturn {
  /** The step. */
  readonly step: string
  /** Why there. */
  readonly why: string
}

/** What runs where, since when, and how to get back. The thing that is undone. */
export interface Release {
  /** Always `release`. */
  readonly document: string
  /** Version of the document's format. */
  readonly version: number
  /** The library that wrote it. */
  readonly writtenBy: string
  /** The run that made it. */
  readonly run: string
  /** The plan it followed. */
  readonly planId: string
  /** The environment. */
  readonly address: Address
  /** What was wanted. */
  readonly change: Change
  /** Who started the run. */
  readonly actor: string
  /** When the run started. */
  readonly startedAt: string
  /** When it ended. */
  readonly finishedAt: string
  /** How it ended, a word of the run: `succeeded`, `rolledBack`, `needsHands`, `unchanged`. */
  readonly outcome: string
  /** What runs since; absent when nothing is deployed. */
  readonly package?: ReleasedPackage | undefined
  /** Whether a start of the new version was sent. When not, the database is as it was. */
  readonly startAttempted: boolean
  /** Class of the release. */
  readonly releaseClass: ReleaseClass
  /** May the old version start again? As planned. */
  readonly rollback: RollbackVerdict
  /** The comparison that class and verdict rest on; absent when the packages were not compared. */
  readonly changes?: ChangesFacts | undefined
  /** Where the way back leads; absent when the change needed none. */
  readonly savepoint?: Savepoint | undefined
}

/** The package of a release. */
export interface ReleasedPackage {
  /** The platform's id. */
  readonly packageId: PackageId
  /** SHA-256 of its bytes, where somebody has seen them. */
  readonly sha256?: string | undefined
  /** Model version. */
  readonly modelVersion?: string | undefined
  /** Runtime version. */
  readonly runtimeVersion?: string | undefined
}

/** A revision to build. */
export interface RevisionFacts {
  /** Branch as the repository spells it. */
  readonly branch: string
  /** Commit hash or revision number; what a branch's newest commit was when the facts were read. */
  readonly revision: string
  /** Three-part version for the build: the wanted one, or the next free patch number. */
  readonly version: string
}

/** A constant of a savepoint. */
export interface SavedConstant {
  /** `Module.Name`. */
  readonly name: string
  /** Whether its value is kept. Not when it was masked or missing: then the way back cannot write it and says so. */
  readonly kept: boolean
  /** Its value, only in the owner-only file beside the journal; absent everywhere else. May be a credential, and printing the object prints it. */
  readonly value?: string | undefined
}

/** A scheduled event of a savepoint. */
export interface SavedEvent {
  /** `Module.Name`. */
  readonly name: string
  /** Its state. */
  readonly state: EventState
}

/** The package of a savepoint. */
export interface SavedPackage {
  /** The platform's id. */
  readonly packageId: PackageId
  /** File name. */
  readonly name: string
  /** Model version. */
  readonly modelVersion?: string | undefined
  /** Runtime version. */
  readonly runtimeVersion?: string | undefined
  /** SHA-256 of its bytes, where somebody has seen them. */
  readonly sha256?: string | undefined
  /** Size in bytes. A safe integer. */
  readonly sizeBytes?: number | undefined
  /** The file its bytes are kept in; absent when they are left to the platform. */
  readonly file?: string | undefined
}

/** The backup of a savepoint. */
export interface SavedSnapshot {
  /** The snapshot. */
  readonly snapshotId: SnapshotId
  /** Whether it was taken before or after the stop. */
  readonly timing: SnapshotPolicy
  /** When it was completed. */
  readonly finishedAt?: string | undefined
  /** When the platform deletes it. */
  readonly expiresAt?: string | undefined
  /** Model version of the app at that moment. */
  readonly modelVersion?: string | undefined
}

/** Package, settings and backup of one moment. */
export interface Savepoint {
  /** Always `savepoint`. */
  readonly document: string
  /** Version of the document's format. */
  readonly version: number
  /** The library that wrote it. */
  readonly writtenBy: string
  /** The run that made it. */
  readonly run: string
  /** The environment. */
  readonly address: Address
  /** When the settings were read. */
  readonly takenAt: string
  /** The package that was deployed; absent when nothing was. */
  readonly package?: SavedPackage | undefined
  /** Digest of all settings of that moment. */
  readonly settingsDigest: string
  /** Constants that the run was going to overwrite. */
  readonly constants: ReadonlyArray<SavedConstant>
  /** Scheduled events that the run was going to overwrite. */
  readonly scheduledEvents: ReadonlyArray<SavedEvent>
  /** The backup; absent until it is completed, or when the plan takes none. */
  readonly snapshot?: SavedSnapshot | undefined
}

/** Text as the landscape has it, or as a savepoint recorded it. */
export interface LiteralValue {
  readonly kind: 'literalValue'
  /** The text. May be a credential, and printing the object prints it. */
  readonly text: string
}

/** A secret, resolved at the last moment. */
export interface ReferencedValue {
  readonly kind: 'referencedValue'
  /** The secret reference. */
  readonly reference: string
}

/** A value of a setting in a plan: the landscape's text, or a reference to a secret. Never a secret itself. */
export type SettingValue = LiteralValue | ReferencedValue

/** A snapshot. */
export interface SnapshotFacts {
  /** Its id. */
  readonly snapshotId: SnapshotId
  /** Its state; absent when it does not exist any more. */
  readonly state?: JobState | undefined
  /** Model version of the app at that moment. */
  readonly modelVersion?: string | undefined
  /** When it was done. */
  readonly finishedAt?: string | undefined
  /** When it is deleted. */
  readonly expiresAt?: string | undefined
}

/** One step of a plan. */
export interface Step {
  /** Its name, unique in the plan, such as `transport`. */
  readonly id: string
  /** The state it brings about. */
  readonly action: StepAction
  /** That state, one sentence. */
  readonly ensures: string
  /** What is read first; when it shows the state already, nothing is sent. */
  readonly observes: string
  /** Why the step is needed, and why here. */
  readonly why: string
  /** Seconds until the step is given up. A safe integer. */
  readonly deadlineSeconds: number
  /** Seconds between two reads while waiting. A safe integer. */
  readonly pollSeconds: number
  /** Whether its effect cannot be taken back by another step without loss. */
  readonly irreversible: boolean
  /** Whether the app is down during this step. */
  readonly downtime: boolean
}

/** The facts are still those of the plan. Fails with `plan.stale`; changes nothing. */
export interface ConfirmFacts {
  readonly kind: 'confirmFacts'
}

/**
 * The platform has a package with these bytes. After a lost answer it is looked up by name, time and size before
 * anything is sent again.
 */
export interface UploadPackage {
  readonly kind: 'uploadPackage'
  /** The file. */
  readonly file: string
  /** Name on the platform. */
  readonly name: string
  /** SHA-256 that the bytes must have, lower-case hexadecimal. */
  readonly sha256: string
  /** Size in bytes. A safe integer. */
  readonly sizeBytes: number
}

/** The upload's job is completed. */
export interface AwaitUpload {
  readonly kind: 'awaitUpload'
}

/** A build of this revision exists; one that succeeded or is under way is used. */
export interface StartBuild {
  readonly kind: 'startBuild'
  /** Branch as the Build API wants it: `main`, `trunk` or `branches/<name>`. */
  readonly branch: string
  /** Commit hash or revision number. */
  readonly revision: string
  /** Three-part version. */
  readonly version: string
  /** Words kept with the package. */
  readonly description?: string | undefined
}

/** The build has succeeded and its version ends with the beginning of the revision. */
export interface AwaitBuild {
  readonly kind: 'awaitBuild'
  /** Commit hash or revision number. */
  readonly revision: string
}

/** The package has the status `succeeded`. */
export interface AwaitPackage {
  readonly kind: 'awaitPackage'
  /** The package; absent: the one that this run uploaded or built. */
  readonly packageId?: PackageId | undefined
}

/** Package, settings and model version of this moment are recorded, so that there is a way back. */
export interface RecordSavepoint {
  readonly kind: 'recordSavepoint'
  /** The package that is deployed now; absent when nothing is. */
  readonly previousPackageId?: PackageId | undefined
  /** Whether its bytes are downloaded and kept. */
  readonly keepBytes: boolean
  /** Names of the constants whose values are recorded: those that this plan overwrites and that are not secrets. */
  readonly constants: ReadonlyArray<string>
  /** Names of the scheduled events whose state is recorded: those that this plan overwrites. */
  readonly scheduledEvents: ReadonlyArray<string>
}

/**
 * The platform has the package of the savepoint. When it is gone, its kept bytes are uploaded again; in the steps
 * that follow, the old id then stands for the new one.
 */
export interface RestorePackage {
  readonly kind: 'restorePackage'
  /** Its id when the savepoint was made. */
  readonly packageId: PackageId
  /** The file its bytes are kept in; absent: the one that this run's savepoint names. */
  readonly file?: string | undefined
  /** SHA-256 of its bytes, where somebody has seen them. */
  readonly sha256?: string | undefined
}

/** The app does not run. */
export interface StopEnvironment {
  readonly kind: 'stopEnvironment'
}

/** A completed snapshot of the environment exists that was taken by this run. */
export interface TakeSnapshot {
  readonly kind: 'takeSnapshot'
  /** Words kept with the snapshot; the run's id is appended, to find the snapshot again after a lost answer. */
  readonly comment: string
}

/** The package is the deployed one. */
export interface TransportPackage {
  readonly kind: 'transportPackage'
  /** The package; absent: the one that this run uploaded or built. */
  readonly packageId?: PackageId | undefined
}

/** The named settings have these values; all others stay as they are. */
export interface WriteSettings {
  readonly kind: 'writeSettings'
  /** Constants. */
  readonly constants: ReadonlyArray<ConstantWrite>
  /** Scheduled events. */
  readonly scheduledEvents: ReadonlyArray<EventWrite>
}

/**
 * The settings that a savepoint recorded have their recorded values again. The values lie beside the journal, not in
 * it, and not in the plan.
 */
export interface RestoreSettings {
  readonly kind: 'restoreSettings'
  /** The run that made the savepoint; absent: this one. */
  readonly run?: string | undefined
}

/** The app runs. Waits for the start job. */
export interface StartEnvironment {
  readonly kind: 'startEnvironment'
  /** Whether the runtime may bring the database in line with the model. */
  readonly autoSyncDb: boolean
}

/** The environment is as expected. A failed check is `verify.failed`. */
export interface VerifyEnvironment {
  readonly kind: 'verifyEnvironment'
  /** What is expected. */
  readonly expect: Expectation
}

/** The snapshot is written into the environment. Never sent twice: a lost answer stops the run as `needsDecision`. */
export interface RestoreSnapshot {
  readonly kind: 'restoreSnapshot'
  /** The snapshot; absent: the one that this run took. */
  readonly snapshotId?: SnapshotId | undefined
  /** The environment it was taken of; absent: this one. */
  readonly source?: Address | undefined
  /** Whether files are left as they are. */
  readonly databaseOnly: boolean
}

/** The environment has this scale. The platform has no call to read it; the answer to the request is all there is. */
export interface ScaleEnvironment {
  readonly kind: 'scaleEnvironment'
  /** Number of instances. */
  readonly instances: number
  /** Memory of each, in MB. A safe integer. */
  readonly memoryPerInstanceMb: number
}

/** A downloadable archive of the snapshot exists. */
export interface MakeArchive {
  readonly kind: 'makeArchive'
  /** The snapshot; absent: the one that this run took. */
  readonly snapshotId?: SnapshotId | undefined
  /** What it holds. */
  readonly content: ArchiveContent
}

/** The archive is in this file, complete. */
export interface DownloadArchive {
  readonly kind: 'downloadArchive'
  /** The file. */
  readonly file: string
}

/** What a step does. A kind that a version does not know makes it refuse the whole plan. */
export type StepAction = ConfirmFacts | UploadPackage | AwaitUpload | StartBuild | AwaitBuild | AwaitPackage | RecordSavepoint | RestorePackage | StopEnvironment | TakeSnapshot | TransportPackage | WriteSettings | RestoreSettings | StartEnvironment | VerifyEnvironment | RestoreSnapshot | ScaleEnvironment | MakeArchive | DownloadArchive

/** A package stored on the platform. */
export interface StoredFacts {
  /** Its id. */
  readonly packageId: PackageId
  /** File name. */
  readonly name: string
  /** Model version. */
  readonly version?: string | undefined
  /** Its state; absent when the list does not have the package any more. */
  readonly status?: PackageStatus | undefined
  /** Runtime version, where Deploy v4 or a file tells. */
  readonly runtimeVersion?: string | undefined
  /** SHA-256 of its bytes, where a journal or a download tells. */
  readonly sha256?: string | undefined
  /** Size in bytes. A safe integer. */
  readonly sizeBytes?: number | undefined
  /** When the platform deletes it. */
  readonly expiresAt?: string | undefined
}

/** How traffic and state move. */
export type Strategy = 'recreate' | 'inPlace' | 'rolling' | 'blueGreen' | 'canary'

/** How to get back. */
export interface WayBack {
  /** The whole of it in sentences. */
  readonly sentences: ReadonlyArray<string>
  /** What to do, by how far the run got. */
  readonly stages: ReadonlyArray<WayBackStage>
}

/** What to do after a failure at one point. */
export interface WayBackStage {
  /** How far the run got. */
  readonly point: FailurePoint
  /**
   * The steps; the last one verifies. Empty when nothing needs to be done. Their ids start with `back.`, which no
   * step of the plan itself does.
   */
  readonly steps: ReadonlyArray<Step>
  /** What this loses. Taken by itself only when it is empty or all of it is accepted by name. */
  readonly losses: ReadonlyArray<Loss>
  /** Why there is no way; absent when there is one. */
  readonly impossible?: string | undefined
}
