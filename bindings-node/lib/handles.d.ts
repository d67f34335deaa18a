// Handles: what has behaviour. Written by hand, once; data is in `_generated`.

import type { Finding } from '../_generated/findings.js'
import type { Release } from '../_generated/plans.js'
import type { RunEvent, RunId, RunProgress } from '../_generated/runs.js'
import type { ArchiveSpec, PackageInfo } from '../_generated/packages.js'

/** What every call takes. */
export interface CallOptions {
  /** Aborting it ends the call with `CallCancelledError`; its `cause` is the signal's reason. */
  readonly signal?: AbortSignal | null | undefined
}

/** A package file: what it says about itself, and its digest. */
export declare class Package {
  private constructor()
  /** Reads the archive's directory and metadata in place; nothing is extracted. */
  static open(path: string | URL, options?: CallOptions): Promise<Package>
  /** Where the file is. */
  readonly path: string
  /** What the package says about itself. */
  readonly info: PackageInfo
  /** SHA-256 of the file in lower-case hexadecimal, computed at the first call. */
  digest(options?: CallOptions): Promise<string>
  /** Findings about the platform's limits. */
  limits(): ReadonlyArray<Finding>
}

/** Writes a synthetic deployment archive: for tests, demos and pipelines that need a package and have none. */
export declare function writeArchive(path: string, spec?: ArchiveSpec, options?: CallOptions): Promise<void>

/**
 * One execution of a plan. Iterate it for events, await `result()` for the end.
 *
 * Aborting `result({ signal })` ends the waiting only: a run belongs to its client. It is never thenable.
 */
export declare class Run implements AsyncIterable<RunEvent> {
  private constructor()
  /** The run's id, with which any process that reaches the journal can resume it. */
  readonly id: RunId
  /** Where the journal is. */
  readonly journal: string
  /** Whether this process is done with the run. */
  readonly isOver: boolean
  /** Byte progress of the step under way: the latest value. */
  readonly progress: RunProgress | undefined
  /** Asks the run to stop at its next safe point; `result()` then rejects with `RunStoppedError`. */
  stop(): void
  /** Waits for the end. Rejects with `RunFailedError`, `RunStoppedError`, `NeedsDecisionError`. */
  result(options?: CallOptions): Promise<Release>
  /** The events after number `after`, in order, none lost; ends when this process has no more to tell. */
  events(options?: CallOptions & { readonly after?: number | undefined }): AsyncIterableIterator<RunEvent>
  [Symbol.asyncIterator](): AsyncIterableIterator<RunEvent>
}

/** A secret that no way of printing, copying or serialising gives away. */
export declare class SecretValue {
  /** Wraps a text of yours. */
  constructor(text: string)
  /** The secret itself: the one way out. */
  reveal(): string
  /** The secret as bytes that the caller can overwrite with `fill(0)`. */
  revealBuffer(): Buffer
  /** Whether both hold the same secret; takes the same time wherever they differ. */
  equals(other: SecretValue): boolean
  toString(): string
  toJSON(): string
}
