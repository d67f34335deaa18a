// Generated from the Rust core by `cargo xtask generate`. Do not edit.

/** A demand on where an app may run. */
export type PlacementConstraint = 'airGapped' | 'dataSovereignty' | 'existingCloudFoundry' | 'existingKubernetes' | 'horizontalScaling'

/** How often one rule passed, failed and could not be evaluated. */
export interface RuleTally {
  /** The rule's id. */
  readonly id: string
  /** Evaluations that passed. */
  readonly passed: number
  /** Evaluations that failed. */
  readonly failed: number
  /** Evaluations that lacked a fact. */
  readonly notEvaluated: number
  /** Environments or apps that the rule says nothing about. */
  readonly notApplicable: number
  /** Evaluations that failed and are exempted. */
  readonly exempted: number
  /** The facts that were lacking, by code point. */
  readonly waitsFor: ReadonlyArray<string>
}

/** How a secret reaches the app. */
export type SecretDelivery = 'file' | 'environment' | 'standardInput' | 'argument' | 'literal'
