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

/** What an archive holds. */
export type ArchiveContent = 'filesAndDatabase' | 'databaseOnly'

/** A constant's value on an environment. Values are text, whatever the type, and take effect at the next start. */
export interface ConstantSetting {
  /** `Module.Constant`. */
  readonly name: string
  /** The platform's word for the type, such as `_Boolean`; the full list is not documented. */
  readonly dataType?: string | undefined
  /** The configured value. Asterisks only: the platform masks it. */
  readonly value?: string | undefined
  /** The value the running app uses. */
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

/** State of a snapshot, archive or restore. */
export type JobState = 'queued' | 'running' | 'completed' | 'failed' | (string & {})

/** Whether an app is licensed. */
export type LicenseType = 'free' | 'licensed' | (string & {})

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

/** An app's long id: `ProjectId` of v1 and Backups v2, `appId` of v4 and the App Repository. */
export type ProjectId = string

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
  /** Custom runtime settings, kept as they came: their shape is not documented. */
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
