// Handles: what has behaviour. Written by hand, once; data is in `_generated`.

import type { Finding } from '../_generated/findings.js'
import type { PackageInfo } from '../_generated/packages.js'

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
