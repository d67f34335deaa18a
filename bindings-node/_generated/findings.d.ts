// Generated from the Rust core by `cargo xtask generate`. Do not edit.
import type { Address } from './address.js'
import type { RuleTally } from './policies.js'

/** One observation about one thing, with what to do about it. */
export interface Finding {
  /** Stable id: dotted lower case, for example `constant.missing`, or the id of a policy's rule, `MX-DB-001`. */
  readonly id: string
  /** How much it matters. */
  readonly severity: Severity
  /** The environment it is about; absent when it is about the package or the whole landscape. */
  readonly address?: Address | undefined
  /** The thing itself: a constant's, event's or setting's name. */
  readonly subject?: string | undefined
  /** Where in the landscape, as a path of keys: `apps.orders.environments.production.constants`. */
  readonly path?: string | undefined
  /** Where in the file. */
  readonly location?: Location | undefined
  /** What was found. Names the thing, never a secret's value. */
  readonly message: string
  /** What to do. */
  readonly remedy: string
}

/** A place in a text file. */
export interface Location {
  /** The file as the caller named it; absent for text that came from memory. */
  readonly file?: string | undefined
  /** Line, from 1. */
  readonly line: number
  /** Column in characters, from 1. */
  readonly column: number
}

/** The findings of one check. */
export interface Report {
  /** Always `report`. */
  readonly document: string
  /** Version of the document's format. */
  readonly version: number
  /** The library that wrote it. */
  readonly writtenBy: string
  /** What was checked, in words: `preflight of orders/production with orders-2.5.4.mda`. */
  readonly subject: string
  /** Checks that could not be made, with the reason. A skipped check is never reported as passed. */
  readonly skipped: ReadonlyArray<string>
  /** The findings, worst first, then by address, id and subject. */
  readonly findings: ReadonlyArray<Finding>
  /** How often each rule of a policy passed, failed and could not be evaluated; empty for other checks. */
  readonly rules: ReadonlyArray<RuleTally>
  /**
   * What a later version wrote into the document that this one has no field for, as JSON text by JSON pointer, such as
   * `/findings/0/owner`. Saving writes it back in its place; in files this field itself never stands.
   */
  readonly unknownFields: Readonly<Record<string, string>>
}

/** How much a finding matters. Ordered: `info < warning < error`. */
export type Severity = 'info' | 'warning' | 'error'
