// Generated from the Rust core by `cargo xtask generate`. Do not edit.

/** Days on which nothing is deployed. */
export interface FreezeWindow {
  /** The first day. */
  readonly first: string
  /** The last day. */
  readonly last: string
  /** Why. */
  readonly reason: string
}

/** Whether and when a plan that changes an environment makes a snapshot first. */
export type SnapshotPolicy = 'afterStop' | 'beforeStop' | 'never'

/** The kind of a target. */
export type TargetKind = 'mendixCloud' | 'operator' | 'kubernetes' | 'cloudFoundry' | 'docker' | 'linux' | 'windows'

/** What an environment is for. Ordered from the least to the most careful; a sandbox (Free App) stands apart, last. */
export type Tier = 'development' | 'test' | 'acceptance' | 'production' | 'sandbox'

/** A page that must answer. */
export interface UrlCheck {
  /** The path below the public URL, with the leading slash: `/index.html`. */
  readonly path: string
  /** The HTTP status wanted. Default: 200. */
  readonly status?: number | null | undefined
  /** Text that the body must contain. */
  readonly contains?: string | null | undefined
}
