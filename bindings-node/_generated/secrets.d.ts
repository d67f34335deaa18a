// Generated from the Rust core by `cargo xtask generate`. Do not edit.
import type { Retry } from './error.js'

/** One secret that cannot be had, or one mistake in a reference. */
export interface SecretFailure {
  /** Stable code: `secrets.not_found`, `secrets.permission_denied`. */
  readonly code: string
  /** Everywhere the reference is used, in the order given: `constants.Mail.Password`. */
  readonly slots: ReadonlyArray<string>
  /** The reference in canonical form; absent when it cannot be read. */
  readonly reference?: string | undefined
  /** The store's name; absent before a store is chosen. */
  readonly store?: string | undefined
  /** What happened. */
  readonly message: string
  /** What to do next. */
  readonly remedy: string
  /** Where in the text of the slot, counted in characters from 0; absent when it is not about the spelling. */
  readonly position?: number | undefined
  /** The status of the store's answer. */
  readonly status?: number | undefined
  /** The store's own code, as it was spelled. */
  readonly storeCode?: string | undefined
  /** The store's id of the request, to find it in the store's log. */
  readonly requestId?: string | undefined
  /** How often it was tried; 0 when the store was not asked. */
  readonly attempts: number
  /** Whether trying again can help. */
  readonly retry: Retry
}
