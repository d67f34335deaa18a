// Generated from the Rust core by `cargo xtask generate`. Do not edit.

/** An app as the platform knows it: every name it has, in one place. */
export interface App {
  /** Its subdomain. */
  readonly appId: AppId
  /** Its long id. */
  readonly projectId: ProjectId
  /** Its display name. */
  readonly name: string
  /** URL of production, or of the Free App; absent when only Deploy v4 was asked. */
  readonly url?: string | undefined
  /** Only from Deploy v4. */
  readonly licenseType?: LicenseType | undefined
  /** Only from Deploy v4, such as `prod2-eu-central-1`. */
  readonly region?: string | undefined
  /** E-mail address of the Technical Contact; only from Deploy v4. */
  readonly technicalContact?: string | undefined
}

/** An app's subdomain, such as `orders`: `AppId` of Deploy v1, Build and the v2 upload; `subdomain` of v4. */
export type AppId = string

/** A downloadable file made from a snapshot. Its link is a credential and stays inside the client. */
export interface Archive {
  /** Its id. */
  readonly archiveId: ArchiveId
  /** The snapshot it is made from. */
  readonly snapshotId: SnapshotId
  /** Its state. */
  readonly state: JobState
  /** The platform's words. */
  readonly statusMessage?: string | undefined
  /** When it was done or failed; the link dies eight hours later. */
  readonly finishedAt?: string | undefined
}

/** What an archive holds. */
export type ArchiveContent = 'filesAndDatabase' | 'databaseOnly'

/** A downloadable archive of a snapshot. */
export type ArchiveId = string

/** Options of an archive. */
export interface ArchiveOptions {
  /** What it holds; files and database. */
  readonly content?: ArchiveContent | null | undefined
}

/** A branch. */
export interface Branch {
  /** Its name as the repository spells it. */
  readonly name: string
  /** Its newest commit. */
  readonly latestCommit?: Commit | undefined
}

/** Options of a build. */
export interface BuildOptions {
  /** Words stored with the package. */
  readonly description?: string | null | undefined
}

/** A commit. */
export interface Commit {
  /** Hash (Git) or revision number (SVN). */
  readonly id: string
  /** Author's name. */
  readonly authorName?: string | undefined
  /** Author's e-mail address. */
  readonly authorEmail?: string | undefined
  /** When it was made. */
  readonly date?: string | undefined
  /** Its message. */
  readonly message: string
  /** Ids of related stories. */
  readonly relatedStories: ReadonlyArray<string>
  /** Version of Studio Pro. */
  readonly mendixVersion?: string | undefined
}

/** Options of calls that stop, erase, delete or overwrite. */
export interface ConfirmOptions {
  /** The environment's address (for a package: the app's name) once more. */
  readonly confirm?: string | null | undefined
}

/** A constant's value on an environment. Values are text, whatever the type, and take effect at the next start. */
export interface ConstantSetting {
  /** `Module.Constant`. */
  readonly name: string
  /** The platform's word for the type, such as `_Boolean`; the full list is not documented. */
  readonly dataType?: string | undefined
  /** The configured value. Asterisks only: the platform masks it. May be a credential, and printing the object prints it. */
  readonly value?: string | undefined
  /** The value the running app uses. May be a credential, and printing the object prints it. */
  readonly deployedValue?: string | undefined
}

/** An environment as the platform knows it. */
export interface Environment {
  /** Its id. */
  readonly environmentId: EnvironmentId
  /** Its name, spelled as the platform spells it (`Mode` of v1); case matters. */
  readonly name: string
  /** Its state; may be stale for minutes. */
  readonly status: EnvironmentStatus
  /** Whether it is the production environment; the name does not tell. */
  readonly production: boolean
  /** Its public URL. */
  readonly url: string
  /** Version of the deployed package; absent when nothing is deployed. */
  readonly modelVersion?: string | undefined
  /** Version of the Mendix Runtime; absent when nothing is deployed or not reported. */
  readonly runtimeVersion?: string | undefined
  /** The deployed package; only from Deploy v4 when asked for. */
  readonly package?: Package | undefined
  /** Name of the plan; only from Deploy v4. */
  readonly planName?: string | undefined
  /** Version of the database server; only from Deploy v4. */
  readonly databaseVersion?: string | undefined
}

/** An environment's id: `EnvironmentId` of v1, the path of Backups v2, `id` of v4. */
export type EnvironmentId = string

/** State of an environment. The platform has no transitional states. */
export type EnvironmentStatus = 'empty' | 'stopped' | 'running' | (string & {})

/** A scheduled event's state on an environment. */
export interface EventSetting {
  /** `Module.Event`. */
  readonly name: string
  /** The configured state. */
  readonly value: EventState
  /** The state the running app uses. */
  readonly deployedValue?: EventState | undefined
}

/** Whether a scheduled event runs. */
export type EventState = 'Enabled' | 'Disabled' | (string & {})

/** A job of the v2 upload. */
export type JobId = string

/** State of a snapshot, archive or restore. */
export type JobState = 'queued' | 'running' | 'completed' | 'failed' | (string & {})

/** Whether an app is licensed. */
export type LicenseType = 'free' | 'licensed' | (string & {})

/** Options of reading environments. */
export interface ListEnvironmentsOptions {
  /** Also reads Deploy v4 for the deployed package, plan and database version; needs a personal access token. */
  readonly details?: boolean | undefined
}

/** Which lines of a log are wanted. */
export interface LogFilter {
  /** Only lines of this level, as the runtime spells it (`ERROR`); case does not matter. */
  readonly level?: string | null | undefined
  /** Only lines of this log node. */
  readonly node?: string | null | undefined
  /** Only lines that contain this text. */
  readonly contains?: string | null | undefined
}

/** One line of an archived log. The format of lines is not documented: what cannot be told is absent. */
export interface LogLine {
  /** Number of the line in the file, from 1. A safe integer. */
  readonly number: number
  /** When it was written, as it stands in the line. */
  readonly time?: string | undefined
  /** Level, such as `INFO`. */
  readonly level?: string | undefined
  /** Log node, such as `Core`. */
  readonly node?: string | undefined
  /** The message, or the whole line when it has no known form. */
  readonly message: string
}

/** A package stored on the platform. */
export interface Package {
  /** Its id. */
  readonly packageId: PackageId
  /** Its file name. */
  readonly name: string
  /** Its description. */
  readonly description?: string | undefined
  /** Model version, four parts for a build: the last is a revision number or the start of a commit hash. */
  readonly version?: string | undefined
  /** Display name of who made it. */
  readonly creator?: string | undefined
  /** When it was uploaded or its build was created. */
  readonly createdAt?: string | undefined
  /** Its state; `succeeded` where the platform does not say (a deployed package). */
  readonly status: PackageStatus
  /** Size in bytes. A safe integer. */
  readonly sizeBytes?: number | undefined
  /** When it is deleted; absent while it is deployed. */
  readonly expiresAt?: string | undefined
  /** Version of the Mendix Runtime; only from Deploy v4. */
  readonly runtimeVersion?: string | undefined
}

/** A package stored on the platform. */
export type PackageId = string

/** State of a package. Usable only when `succeeded`. */
export type PackageStatus = 'queued' | 'building' | 'uploading' | 'succeeded' | 'failed' | (string & {})

/** What one user may do on one environment (Deploy v4; flags come as text or booleans). */
export interface Permissions {
  /** E-mail address. */
  readonly userId: string
  /** Transport Rights: transport, start, stop, settings. */
  readonly canDeployApp: boolean
  /** Access to Backups. */
  readonly canManageBackups: boolean
  /** Receive Alerts. */
  readonly canViewAlerts: boolean
  /** API Rights: every call with an API key needs it. */
  readonly canAccessApi: boolean
  /** Access to Monitoring. */
  readonly canViewLogs: boolean
  /** Manage Permissions. */
  readonly canManagePrivileges: boolean
}

/** An app's long id: `ProjectId` of v1 and Backups v2, `appId` of v4 and the App Repository. */
export type ProjectId = string

/** A snapshot written into an environment. */
export interface Restore {
  /** Its id. */
  readonly restoreId: RestoreId
  /** The snapshot. */
  readonly sourceSnapshotId?: SnapshotId | undefined
  /** The environment the snapshot was taken of. */
  readonly sourceEnvironmentId?: EnvironmentId | undefined
  /** The environment it is written into. */
  readonly targetEnvironmentId?: EnvironmentId | undefined
  /** Its state. */
  readonly state: JobState
  /** The platform's words. */
  readonly statusMessage?: string | undefined
  /** When it was asked for. */
  readonly createdAt?: string | undefined
  /** When it was done or failed. */
  readonly finishedAt?: string | undefined
}

/** A restore. */
export type RestoreId = string

/** Options of a restore. */
export interface RestoreOptions {
  /** Restores the database alone; files may be missing afterwards. */
  readonly databaseOnly?: boolean | undefined
  /** The target environment's address once more. */
  readonly confirm?: string | null | undefined
}

/** What an environment was scaled to. The platform has no call to read it. */
export interface Scale {
  /** Number of instances. */
  readonly instances: number
  /** Memory of each, in MB. A safe integer. */
  readonly memoryPerInstanceMb: number
  /** Memory of all, in MB. A safe integer. */
  readonly totalMemoryMb: number
}

/** The settings of an environment: read, change, write back whole. */
export interface Settings {
  /** Constants. */
  readonly constants: ReadonlyArray<ConstantSetting>
  /** Custom runtime settings, kept as they came: their shape is not documented. May be a credential, and printing the object prints it. */
  readonly customSettings: ReadonlyArray<unknown>
  /** Scheduled events. */
  readonly scheduledEvents: ReadonlyArray<EventSetting>
}

/** A database dump with its files, kept by the platform. */
export interface Snapshot {
  /** Its id. */
  readonly snapshotId: SnapshotId
  /** Its state. */
  readonly state: JobState
  /** Model version of the app at that moment; absent until known. */
  readonly modelVersion?: string | undefined
  /** The caller's words. */
  readonly comment?: string | undefined
  /** The platform's words. */
  readonly statusMessage?: string | undefined
  /** When it was asked for. */
  readonly createdAt?: string | undefined
  /** When it was done or failed. */
  readonly finishedAt?: string | undefined
  /** When it is deleted. */
  readonly expiresAt?: string | undefined
}

/** A snapshot. */
export type SnapshotId = string

/** Options of a snapshot. */
export interface SnapshotOptions {
  /** Words stored with the snapshot. */
  readonly comment?: string | null | undefined
}

/** A start job. */
export type StartJobId = string

/** State of a start job. It has no word for failure: a failed start is an error. */
export type StartJobStatus = 'starting' | 'started' | (string & {})

/** Options of starting an environment. */
export interface StartOptions {
  /** Whether the database is brought in line with the model; true. Always sent: the platform's default is not documented. */
  readonly autoSyncDb?: boolean | null | undefined
  /** The environment's address once more: a single call that starts an app says twice which one. */
  readonly confirm?: string | null | undefined
}

/** A story of the app's backlog. */
export interface Story {
  /** Its readable id, such as `ORD-17`; commits name it. */
  readonly id: string
  /** Its title. */
  readonly title: string
  /** `Feature` or `Bug`. */
  readonly type?: string | undefined
  /** Where it stands, in the team's own words. */
  readonly status?: string | undefined
}

/** Where a version comes from: its revision, its branch, the commits that it brings, and their stories. */
export interface Trace {
  /** The version. */
  readonly version: string
  /** The older version, when one was given. */
  readonly since?: string | undefined
  /** The revision that the version names; absent when it names none. */
  readonly revision?: string | undefined
  /** The branch on which the revision was found first. */
  readonly branch?: string | undefined
  /**
   * Commits after the older version up to this one, newest first. Without an older version, or when it is not on the
   * same branch, only the commit that was built.
   */
  readonly commits: ReadonlyArray<Commit>
  /**
   * Stories that these commits name, in the order of their first mention. A story without title and status is one
   * that the backlog does not know any more, or that could not be asked for.
   */
  readonly stories: ReadonlyArray<TracedStory>
  /** What could not be found out, one sentence each. */
  readonly unknown: ReadonlyArray<string>
}

/** What a trace is told besides app and version. */
export interface TraceOptions {
  /** An older version: the trace has the commits after it. */
  readonly since?: string | null | undefined
  /** The branch to look at first. The platform does not record from which branch a package was built. */
  readonly branch?: string | null | undefined
}

/** A story that commits name. */
export interface TracedStory {
  /** Its id, as the commits spell it. */
  readonly id: string
  /** Its title. */
  readonly title?: string | undefined
  /** Where it stands. */
  readonly status?: string | undefined
}

/** An upload that the platform accepted. The package is usable once its job is completed and its status `succeeded`. */
export interface Upload {
  /** The package's id, known before the package exists. */
  readonly packageId: PackageId
  /** The job to wait for; absent when the answer was lost and the package was found by its name. */
  readonly jobId?: JobId | undefined
  /** SHA-256 of the bytes that were sent, lower-case hexadecimal. */
  readonly sha256: string
  /** Number of bytes that were sent. A safe integer. */
  readonly sizeBytes: number
}

/** State of an upload job. */
export type UploadJobStatus = 'queued' | 'running' | 'completed' | 'failed' | (string & {})

/** Options of an upload. */
export interface UploadOptions {
  /** The package's name on the platform; the file's name when left out. */
  readonly name?: string | null | undefined
  /** The SHA-256 the bytes must have, lower-case hexadecimal; the upload is broken off before its end if they have not. */
  readonly sha256?: string | null | undefined
}
