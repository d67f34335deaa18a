// Generated from the Rust core by `cargo xtask generate`. Do not edit.
import type { ModelSource } from './models.js'
import type { Strategy } from './plans.js'
import type { ReleaseClass, RollbackVerdict } from './verdicts.js'

/** What the backup before a deployment must be. */
export type BackupDemand = 'optional' | 'advised' | 'required'

/** Which start a question, an effect or a risk is about. */
export type ChangeDirection = 'forward' | 'backward'

/** What a change does in one direction. */
export interface ChangeEffect {
  /** What happens to data. */
  readonly data: DataEffect
  /** Whether the start can fail on data that is there. */
  readonly mayBlockStart: boolean
  /** What the runtime does, one sentence. */
  readonly what: string
  /** How sure that is. */
  readonly evidence: Evidence
}

/**
 * What happened to an element: the rows of the classification (package formats, 7), and rows of our own for what
 * does not reach the database.
 */
export type ChangeRow = 'E1' | 'E2' | 'E3' | 'E4' | 'E5' | 'E6' | 'E7' | 'E8' | 'E9' | 'E10' | 'A1' | 'A2' | 'A3' | 'A4' | 'A5' | 'A6' | 'A7' | 'A8' | 'A9' | 'A10' | 'A11' | 'A12' | 'A13' | 'N1' | 'N2' | 'N3' | 'N4' | 'N5' | 'S1' | 'S2' | 'S3' | 'S4' | 'S5' | 'S6' | 'S7' | 'S8' | 'S9' | 'S10' | 'S11' | 'I1' | 'U1' | 'U2' | 'U3' | 'M1' | 'M2' | 'M3' | 'P1' | 'P2' | 'P3' | 'moduleAdded' | 'moduleRenamed' | 'enumerationAdded' | 'enumerationRemoved' | 'constantAdded' | 'constantRemoved' | 'constantRenamed' | 'constantTypeChanged' | 'constantDefaultChanged' | 'eventAdded' | 'eventRemoved' | 'eventRenamed' | 'eventChanged' | 'startMicroflowChanged' | 'userRoleChanged' | 'requestHandlerChanged' | (string & {})

/** What changes between two models, and what that means. */
export interface Changes {
  /** Always `changes`. */
  readonly document: string
  /** Version of the document's format. */
  readonly version: number
  /** The library that wrote it. */
  readonly writtenBy: string
  /** The old side. */
  readonly before: ComparedModel
  /** The new side. */
  readonly after: ComparedModel
  /** Every change, in a stable order: by kind of element, name, row. */
  readonly changes: ReadonlyArray<ModelChange>
  /** May both versions run on one database? */
  readonly releaseClass: ReleaseClass
  /** Why, one sentence each. */
  readonly classReasons: ReadonlyArray<string>
  /** For each strategy, whether it may carry the release. */
  readonly strategies: ReadonlyArray<StrategyAnswer>
  /** May the old version start again? */
  readonly rollback: RollbackVerdict
  /** What the backup must be. */
  readonly backup: BackupDemand
  /** Why the start of the new version may fail on data that is there, one sentence each. */
  readonly startRisks: ReadonlyArray<string>
  /** Questions that only the data can answer. */
  readonly questions: ReadonlyArray<DataQuestion>
  /** What could not be compared, one sentence each. When there is any, nothing is called safe. */
  readonly unknowns: ReadonlyArray<string>
  /** One paragraph for people who approve a release. */
  readonly summary: string
}

/** One side of a comparison. */
export interface ComparedModel {
  /** What it was read from. */
  readonly source: ModelSource
  /** File name without its folder, or the database's name. */
  readonly name?: string | undefined
  /** SHA-256 of the file, where one was read. */
  readonly sha256?: string | undefined
  /** SHA-256 of the model's content without ids of the build and times: equal for a rebuild of the same model. */
  readonly modelDigest?: string | undefined
  /** Project id. */
  readonly projectId?: string | undefined
  /** Model version. */
  readonly modelVersion?: string | undefined
  /** Version of the runtime or of Studio Pro. */
  readonly mendixVersion?: string | undefined
}

/** What a change does to data. Ordered from harmless to unknown. */
export type DataEffect = 'keeps' | 'look' | 'losesRecent' | 'mayLose' | 'loses' | 'unknown'

/** A question to the database, which decides what the model alone cannot. Read-only; the user can see and run it. */
export interface DataQuestion {
  /** Which row asks. */
  readonly row: ChangeRow
  /**
   * Which start the answer is about: `forward` is asked before the new version starts, `backward` before the old
   * version starts again.
   */
  readonly direction: ChangeDirection
  /** The element, as the change names it. */
  readonly name: string
  /** Data-storage GUID of the element, for elements that have one. */
  readonly guid?: string | undefined
  /** The question, one sentence. */
  readonly question: string
  /** The query. It changes nothing and returns one number. */
  readonly sql: string
  /** The largest answer that settles the change as harmless, such as 0 duplicates; absent when no answer does. A safe integer. */
  readonly harmlessUpTo?: number | undefined
  /** The answer as a number, such as rows affected or the longest value; absent when it was not asked or not answered. A safe integer. */
  readonly answer?: number | undefined
  /** Why there is no answer, such as the statement's time running out. */
  readonly unanswered?: string | undefined
  /** What the answer means, one sentence. */
  readonly finding?: string | undefined
}

/** What kind of element a change is about, in the order in which changes are listed. */
export type ElementKind = 'module' | 'entity' | 'attribute' | 'association' | 'index' | 'uniqueRule' | 'enumeration' | 'enumerationValue' | 'constant' | 'scheduledEvent' | 'microflow' | 'userRole' | 'requestHandler' | 'setting' | 'runtime'

/** How sure the effect of a change is (package formats, 0). */
export type Evidence = 'verified' | 'documented' | 'inferred'

/** A field of an element that changed. Values of constants are never among them. */
export interface FieldChange {
  /** The field's name in the model, such as `length`. */
  readonly field: string
  /** Its old value as text; absent when it had none. */
  readonly before?: string | undefined
  /** Its new value as text; absent when it has none. */
  readonly after?: string | undefined
}

/** One change of one element. */
export interface ModelChange {
  /** Which row of the classification. */
  readonly row: ChangeRow
  /** What kind of element. */
  readonly element: ElementKind
  /** The element's name now; its old name when it is gone. */
  readonly name: string
  /** Its old name, when that differs. */
  readonly oldName?: string | undefined
  /** Data-storage GUID, for elements that have one; the new one of an element made anew. */
  readonly guid?: string | undefined
  /** Whether the element is in the database on either side; what is not never touches data. */
  readonly inDatabase: boolean
  /** Which fields changed. */
  readonly fields: ReadonlyArray<FieldChange>
  /** What the new version's start does. */
  readonly forward: ChangeEffect
  /** What the old version's start does afterwards, without a restore. */
  readonly backward: ChangeEffect
  /**
   * Whether the old version keeps working on the new database: false for renames and conversions, whatever their
   * effect on data.
   */
  readonly allowsOverlap: boolean
  /** Whether the change touches the schema at all. */
  readonly changesSchema: boolean
}

/** The answer for one strategy. */
export interface StrategyAnswer {
  /** The strategy. */
  readonly strategy: Strategy
  /** Whether it may carry the release. */
  readonly permission: StrategyPermission
  /** Conditions, or the elements because of which it is refused, one sentence each. */
  readonly reasons: ReadonlyArray<string>
}

/** Whether a strategy may carry the release. */
export type StrategyPermission = 'allowed' | 'conditional' | 'refused'
