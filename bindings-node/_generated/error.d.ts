// Generated from the Rust core by `cargo xtask generate`. Do not edit.
import type { Finding } from './findings.js'
import type { SecretFailure } from './secrets.js'

/** Whether the platform was changed by the call that failed. */
export type Effect = 'none' | 'done' | 'unknown'

/**
 * The class of an error. Python and Node have one class per value (`NotFound` becomes `NotFoundError`), all with the
 * base `MendixDeployError`.
 */
export type ErrorClass = 'invalidInput' | 'invalidLandscape' | 'invalidPackage' | 'credentialsRefused' | 'notPermitted' | 'notFound' | 'conflict' | 'rateLimited' | 'unavailable' | 'networkFailed' | 'unexpectedAnswer' | 'platformFailed' | 'callTimeout' | 'waitTimeout' | 'callCancelled' | 'stalePlan' | 'planRefused' | 'runFailed' | 'runStopped' | 'needsDecision' | 'runLocked' | 'journalFailed' | 'rollbackRefused' | 'localFile' | 'unreadableDocument' | 'secretsUnresolved' | 'internal'

/** Every reason, as findings. */
export interface Findings {
  readonly kind: 'findings'
  /** The findings, worst first. */
  readonly findings: ReadonlyArray<Finding>
}

/** What changed since the plan was made. */
export interface StaleFacts {
  readonly kind: 'staleFacts'
  /** The facts. */
  readonly changed: ReadonlyArray<FactChange>
}

/** The run that failed. */
export interface FailedRun {
  readonly kind: 'failedRun'
  /** The run's id. */
  readonly run: string
  /** The step that failed. */
  readonly step: string
  /** How the run ended: `rolledBack`, `needsHands`, `unchanged`. */
  readonly outcome: string
}

/** The run that stopped and how to go on. */
export interface StoppedRun {
  readonly kind: 'stoppedRun'
  /** The run's id. */
  readonly run: string
  /** The next step. */
  readonly step?: string | undefined
}

/** What a person needs to decide. */
export interface NeededDecision {
  readonly kind: 'decision'
  /** The run's id. */
  readonly run: string
  /** The step. */
  readonly step: string
  /** What is known, one sentence each. */
  readonly known: ReadonlyArray<string>
  /** The choices, one sentence each. */
  readonly choices: ReadonlyArray<string>
}

/** Why going back is refused. */
export interface RefusedRollback {
  readonly kind: 'refusedRollback'
  /** The verdict: `losesRecent`, `needsRestore`, `unknown`. */
  readonly verdict: string
  /** The reasons, one sentence each. */
  readonly reasons: ReadonlyArray<string>
  /** What the caller would have to accept by name. */
  readonly losses: ReadonlyArray<string>
}

/** Who holds the lease. */
export interface HeldLease {
  readonly kind: 'heldLease'
  /** The holder's run. */
  readonly run: string
  /** The holder's actor. */
  readonly actor: string
  /** When the lease ends, RFC 3339. */
  readonly expiresAt: string
}

/** Every secret that cannot be had, every mistake in references. */
export interface UnresolvedSecrets {
  readonly kind: 'unresolvedSecrets'
  /** In the order asked. */
  readonly failures: ReadonlyArray<SecretFailure>
}

/** Data beside an error. */
export type ErrorDetail = Findings | StaleFacts | FailedRun | StoppedRun | NeededDecision | RefusedRollback | HeldLease | UnresolvedSecrets

/** An error as data: what crosses the border and what a journal keeps. Never holds a secret. */
export interface ErrorInfo {
  /** Stable code, dotted lower case, never reused. */
  readonly code: string
  /** Which class of the host language it becomes. */
  readonly errorClass: ErrorClass
  /** The call that failed, such as `environments.start`; empty when no call was involved. */
  readonly call: string
  /** What happened, naming the app, environment or constant. */
  readonly message: string
  /** What to do next. */
  readonly remedy: string
  /** Whether trying again can help. */
  readonly retry: Retry
  /** Whether the platform was changed. */
  readonly effect: Effect
  /** Names and ids: `app`, `environment`, `constant`, `package`, `run`, `step`, `status`, `attempts`. */
  readonly context: Readonly<Record<string, string>>
  /** The id sent with the request, to find it in the platform's or a proxy's log. */
  readonly requestId?: string | undefined
  /** The platform's own code, as it was spelled. */
  readonly platformCode?: string | undefined
  /** Data for those who branch on it. */
  readonly detail?: ErrorDetail | undefined
  /** The causes below, outermost first, as text. */
  readonly causes: ReadonlyArray<string>
}

/** One fact that is no longer what the plan was made from. */
export interface FactChange {
  /** The fact's path in the plan: `environment.packageId`. */
  readonly fact: string
  /** As text, when the plan was made; absent when there was none. */
  readonly planned?: string | undefined
  /** As text, now; absent when there is none. */
  readonly observed?: string | undefined
}

/** Whether trying again can help. */
export type Retry = 'permanent' | 'temporary' | 'exhausted'
