// Generated from the Rust core by `cargo xtask generate`. Do not edit.
import type { ErrorInfo } from './error.js'
import type { Finding } from './findings.js'
import type { Approval, FailurePoint, IncidentRecord, Plan, Release, Savepoint, Step } from './plans.js'

/** Which part of the journals to read back. */
export interface ActivityOptions {
  /** The folder of the journal, as in `StartRunOptions`. */
  readonly journal?: string | null | undefined
  /** Only entries of this run. */
  readonly run?: string | null | undefined
  /** Only entries at or after this instant. */
  readonly since?: string | null | undefined
}

/** Who acts, where, and under which identities. */
export interface Actor {
  /** The person or job on whose behalf: the caller's word, else the CI job's user, else the user of this machine. */
  readonly name: string
  /** This machine's name. */
  readonly host: string
  /** The CI run, as its address or id; absent outside CI. */
  readonly ciRun?: string | undefined
  /** The user that the platform sees; absent without an API key. */
  readonly apiUser?: string | undefined
}

/** What to do about a request whose effect nobody can tell. */
export type Choice = 'sendAgain' | 'takeAsDone' | 'giveUp'

/** A decision about one step. */
export interface Decision {
  /** The step, as the error's detail names it. */
  readonly step: string
  /** What to do. */
  readonly choice: Choice
  /** The id of the archive or restore, where somebody found it; with `takeAsDone` on an archive it is needed. */
  readonly id?: string | null | undefined
}

/** One line of a journal. Each entry holds the hash of the one before, so that an altered, lost or moved entry shows. */
export interface JournalEntry {
  /** Version of the journal's format. */
  readonly version: number
  /** The run. */
  readonly run: RunId
  /** Its number, from 1 without gaps. A safe integer. */
  readonly sequence: number
  /** When it was written. */
  readonly at: string
  /** Who wrote it. */
  readonly actor: Actor
  /** The fencing number of the lease under which it was written. A safe integer. */
  readonly fence: number
  /** What happened. */
  readonly record: RunRecord
  /** Hash of the entry before; 64 zeros in the first one. */
  readonly previous: string
  /** SHA-256 over the text of this line up to the comma before this field. */
  readonly hash: string
}

/** How a run ended, or why it does not go on. */
export type Outcome = 'succeeded' | 'unchanged' | 'rolledBack' | 'needsHands' | 'needsDecision' | 'stopped'

/** What a caller may decide about the continuation of a run. */
export interface ResumeOptions {
  /** The folder of the journal, as in `StartRunOptions`. */
  readonly journal?: string | null | undefined
  /** On whose behalf, as in `StartRunOptions`. */
  readonly actor?: string | null | undefined
  /** The decision about the step that could not be told. */
  readonly decision?: Decision | null | undefined
  /** Seconds after which another runner may take over when this one goes silent. Absent: 120. A safe integer. */
  readonly leaseSeconds?: number | null | undefined
}

/**
 * One thing that happened in a run. Numbered from 1 without gaps, the same in every replay: it is the journal entry of
 * that number without its chain.
 */
export interface RunEvent {
  /** Its number; the journal entry has the same. A safe integer. */
  readonly number: number
  /** The run. */
  readonly run: RunId
  /** When. */
  readonly at: string
  /** Who, where, under which job. */
  readonly actor: Actor
  /** What, one sentence for a person. */
  readonly summary: string
  /** What, as data. */
  readonly record: RunRecord
}

/** A run: lower-case letters, digits and hyphens, at most 64; unique, sorted by time. */
export type RunId = string

/** Bytes moved by the step that is under way. The latest value wins; it is not part of the journal. */
export interface RunProgress {
  /** The step. */
  readonly step: string
  /** Bytes so far. A safe integer. */
  readonly doneBytes: number
  /** Bytes in all; absent when nobody knows, as with an archive's download. A safe integer. */
  readonly totalBytes?: number | undefined
}

/** The run began. The plan is kept whole, so that any process can continue. */
export interface RunStarted {
  readonly kind: 'runStarted'
  /** The plan. */
  readonly plan: Plan
  /** Where the journal is. */
  readonly location: string
  /** Who may have approved, in the words of the approvals. */
  readonly approvedBy: ReadonlyArray<string>
}

/** Something about the run itself deserves attention, such as a journal on a disk that will not survive the job. */
export interface RunWarned {
  readonly kind: 'runWarned'
  /** What. */
  readonly finding: Finding
}

/** A process took the run over and continues it. */
export interface RunResumed {
  readonly kind: 'runResumed'
  /** The next step. */
  readonly nextStep?: string | undefined
  /** What a person decided about the step that could not be told. */
  readonly decision?: Decision | undefined
}

/** A step began: its state is read. */
export interface StepStarted {
  readonly kind: 'stepStarted'
  /** The step. */
  readonly step: string
}

/** The request of a step is about to be sent. Without a later `stepAnswered` nobody knows whether it arrived. */
export interface StepIntended {
  readonly kind: 'stepIntended'
  /** The step. */
  readonly step: string
  /** From 1. */
  readonly attempt: number
  /** What was observed, one sentence. */
  readonly observed: string
}

/** The platform answered the request of a step. */
export interface StepAnswered {
  readonly kind: 'stepAnswered'
  /** The step. */
  readonly step: string
  /** Ids in the answer. */
  readonly facts: Readonly<Record<string, string>>
  /** The refusal; absent when the platform accepted. */
  readonly error?: ErrorInfo | undefined
}

/** A step's state is reached. */
export interface StepFinished {
  readonly kind: 'stepFinished'
  /** The step. */
  readonly step: string
  /** `done` or `alreadySo`. */
  readonly state: StepState
  /** What was observed, one sentence. */
  readonly observed: string
  /** What later steps need. */
  readonly facts: Readonly<Record<string, string>>
}

/** A step failed. */
export interface StepFailed {
  readonly kind: 'stepFailed'
  /** The step. */
  readonly step: string
  /** Why. */
  readonly error: ErrorInfo
}

/** The way back is known from here on. Values of settings are kept beside the journal, readable by the owner only. */
export interface SavepointRecorded {
  readonly kind: 'savepointRecorded'
  /** The savepoint without the values of its settings. */
  readonly savepoint: Savepoint
}

/** The platform cannot tell whether the request of a step had its effect. The run ends here until somebody decides. */
export interface DecisionNeeded {
  readonly kind: 'decisionNeeded'
  /** The step. */
  readonly step: string
  /** What is known, one sentence each. */
  readonly known: ReadonlyArray<string>
  /** The choices, one sentence each. */
  readonly choices: ReadonlyArray<string>
}

/** The run goes back. */
export interface RollbackStarted {
  readonly kind: 'rollbackStarted'
  /** How far the run had got. */
  readonly point: FailurePoint
  /** The steps of the way back. */
  readonly steps: ReadonlyArray<Step>
}

/** The incident record was written. */
export interface IncidentRecorded {
  readonly kind: 'incidentRecorded'
  /** The record. */
  readonly incident: IncidentRecord
  /** Where it was written, Markdown and JSON. */
  readonly files: ReadonlyArray<string>
}

/** The run stopped at a safe point because it was asked to. */
export interface RunPaused {
  readonly kind: 'runPaused'
  /** The next step. */
  readonly nextStep?: string | undefined
  /** Whether the app is down meanwhile. */
  readonly appIsDown: boolean
}

/** The run is over. */
export interface RunEnded {
  readonly kind: 'runEnded'
  /** How. */
  readonly outcome: Outcome
  /** What runs since, with its savepoint. */
  readonly release: Release
  /** The step that failed. */
  readonly failedStep?: string | undefined
  /** Why. */
  readonly error?: ErrorInfo | undefined
  /** What a person has to do now, one sentence each. */
  readonly followUp: ReadonlyArray<string>
}

/**
 * What happened in a run. Facts are names and ids that later steps and a new process need: `packageId`, `jobId`,
 * `snapshotId`. No record holds the value of a setting or a secret.
 */
export type RunRecord = RunStarted | RunWarned | RunResumed | StepStarted | StepIntended | StepAnswered | StepFinished | StepFailed | SavepointRecorded | DecisionNeeded | RollbackStarted | IncidentRecorded | RunPaused | RunEnded

/** What a caller may decide about a run. */
export interface StartRunOptions {
  /**
   * The folder of the journal, shared by everyone who may act on the same environments. Absent: the user's state
   * folder (`$XDG_STATE_HOME/mendix-deploy`, else `~/.local/state/mendix-deploy`).
   */
  readonly journal?: string | null | undefined
  /** On whose behalf, as the journal records it. Absent: the CI job's user, else the user of this machine. */
  readonly actor?: string | null | undefined
  /** Approvals of this plan. */
  readonly approvals?: ReadonlyArray<Approval> | undefined
  /** Seconds after which another runner may take over when this one goes silent. Absent: 120. A safe integer. */
  readonly leaseSeconds?: number | null | undefined
}

/** How far a step is. */
export type StepState = 'pending' | 'running' | 'done' | 'alreadySo' | 'failed'
