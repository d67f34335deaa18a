// Generated from the Rust core by `cargo xtask generate`. Do not edit.

/** Something that going back would lose. Its name is what a caller accepts. */
export interface Loss {
  /** The name given in `acceptLoss`, such as `dataSinceSnapshot`. */
  readonly name: string
  /** What is lost, one sentence. */
  readonly what: string
}

/**
 * May two versions run on one database at the same time?
 *
 * Not ordered as text. From least to most far-reaching: `scale`, `configuration`, `rebuilt`, `model`, `additive`,
 * `destructive`; `unknown` stands apart.
 */
export type ReleaseClass = 'scale' | 'configuration' | 'rebuilt' | 'model' | 'additive' | 'destructive' | 'unknown'

/** May the old version start again on the database that the new one has started on? */
export type RollbackSafety = 'safe' | 'losesRecent' | 'needsRestore' | 'unknown'

/** The answer with its evidence. */
export interface RollbackVerdict {
  /** The answer. */
  readonly safety: RollbackSafety
  /** The evidence, one sentence each. */
  readonly reasons: ReadonlyArray<string>
  /** What going back would lose. */
  readonly losses: ReadonlyArray<Loss>
}
