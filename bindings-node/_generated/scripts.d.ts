// Generated from the Rust core by `cargo xtask generate`. Do not edit.
import type { ReleaseClass } from './verdicts.js'

/** What a script does. */
export interface ScriptReading {
  /** Every statement, in order. */
  readonly statements: ReadonlyArray<ScriptStatement>
  /** The worst that a statement does; `bookkeeping` for an empty script. */
  readonly effect: StatementEffect
  /** May both versions run on the database afterwards? */
  readonly releaseClass: ReleaseClass
  /** Whether a statement can fail on data that is there. */
  readonly mayBlockStart: boolean
  /** What is destroyed: `table` or `table/column`, by code point. */
  readonly destroyed: ReadonlyArray<string>
}

/** One statement of a script. */
export interface ScriptStatement {
  /** Its place in the script, from 1. A safe integer. */
  readonly number: number
  /** What it does. */
  readonly effect: StatementEffect
  /** What it is about, under the names the database had before the script: `table` or `table/column`. */
  readonly element?: string | undefined
  /** What it does, one sentence. It repeats no values. */
  readonly what: string
  /** Whether it can fail on data that is there, which ends the start. */
  readonly mayBlockStart: boolean
}

/** What a statement does to what the database holds. Ordered from harmless to unknown. */
export type StatementEffect = 'bookkeeping' | 'rebuilds' | 'adds' | 'fills' | 'loosens' | 'constrains' | 'renames' | 'converts' | 'destroys' | 'unknown'
