// Generated from the Rust core by `cargo xtask generate`. Do not edit.
import type { Address } from './address.js'
import type { ArchiveContent, PackageId, SnapshotId } from './cloud.js'

/** Deploy: bring a package into the environment and start it. */
export interface Deploy {
  readonly kind: 'deploy'
  /** Which package. */
  readonly package: PackageRef
}

/** Promote: deploy the very bytes that another environment of the app runs. */
export interface Promote {
  readonly kind: 'promote'
  /** The environment that runs them, such as `orders/acceptance`. */
  readonly source: Address
}

/** Configure: bring constants and scheduled events in line with the landscape. */
export interface Configure {
  readonly kind: 'configure'
  /** Whether to restart, so that the values take effect now instead of at the next start. */
  readonly restart: boolean
}

/** Restart: stop and start what is deployed. */
export interface RestartApp {
  readonly kind: 'restart'
}

/** Scale: set the number of instances and the memory of each. */
export interface ScaleApp {
  readonly kind: 'scale'
  /** Number of instances. */
  readonly instances: number
  /** Memory of each, in MB. A safe integer. */
  readonly memoryPerInstanceMb: number
}

/** Back up: make a snapshot, and download it where a file is named. */
export interface BackUp {
  readonly kind: 'backUp'
  /** Words kept with the snapshot. */
  readonly comment?: string | null | undefined
  /** The file to write the archive to; absent: the snapshot stays on the platform only. */
  readonly downloadTo?: string | null | undefined
  /** What the downloaded archive holds. */
  readonly content?: ArchiveContent | null | undefined
}

/** Restore: write a snapshot into the environment. Everything stored since is lost. */
export interface RestoreBackup {
  readonly kind: 'restore'
  /** The snapshot. */
  readonly snapshot: SnapshotId
  /** The environment it was taken of; absent: this one. */
  readonly source?: Address | null | undefined
  /** Whether to leave the files as they are. Objects may then lack their contents. */
  readonly databaseOnly?: boolean | undefined
  /** Losses accepted by name, as the refusal lists them. */
  readonly acceptLoss?: ReadonlyArray<string> | undefined
}

/** Undo: go back to the savepoint of a release. */
export interface Undo {
  readonly kind: 'undo'
  /** The run that made the release. */
  readonly run: string
  /** Losses accepted by name, as the verdict lists them. */
  readonly acceptLoss?: ReadonlyArray<string> | undefined
}

/**
 * What is wanted of one environment.
 *
 * A change says what, never how: the plan made from it says how, in which order and why.
 */
export type Change = Deploy | Promote | Configure | RestartApp | ScaleApp | BackUp | RestoreBackup | Undo

/** A file here. */
export interface FilePackage {
  readonly kind: 'filePackage'
  /** The file's path. */
  readonly path: string
}

/** A package stored on the platform. */
export interface StoredPackage {
  readonly kind: 'storedPackage'
  /** Its id. */
  readonly packageId: PackageId
}

/** A package to be built from a revision of the app's repository. */
export interface RevisionPackage {
  readonly kind: 'revisionPackage'
  /** The branch as the repository spells it, without `branches/`. */
  readonly branch: string
  /** Commit hash (Git) or revision number (SVN); absent: the newest, as the plan's facts record it. */
  readonly revision?: string | null | undefined
  /** Three-part version, such as `2.5.4`; absent: the next free patch number. */
  readonly version?: string | null | undefined
  /** Words kept with the package. */
  readonly description?: string | null | undefined
}

/** The package that an environment runs. */
export interface RunningPackage {
  readonly kind: 'runningPackage'
  /** The environment. */
  readonly environment: Address
}

/** A package that a change asks for. */
export type PackageRef = FilePackage | StoredPackage | RevisionPackage | RunningPackage
