// Generated from the Rust core by `cargo xtask generate`. Do not edit.
import type { Address } from './address.js'
import type { App, Archive, ArchiveId, ArchiveOptions, Branch, BuildOptions, Commit, ConfirmOptions, Environment, JobId, ListEnvironmentsOptions, LogFilter, LogLine, Package, PackageId, Permissions, ProjectId, Restore, RestoreId, RestoreOptions, Scale, Settings, Snapshot, SnapshotId, SnapshotOptions, StartJobId, StartJobStatus, StartOptions, Story, Trace, TraceOptions, Upload, UploadJobStatus } from './cloud.js'
import type { CallOptions, Operation, Pager, SecretValue } from '../lib/handles.js'
import { PackagesMembers } from '../lib/packages.cjs'

/** Calls about apps. */
export declare class Apps {
  private constructor()
  /**
   * Every app the user is a member of, and every Free App that Studio Pro created or edited, also those that run
   * elsewhere: not the portal's list.
   *
   * Source: Deploy v1, retrieve apps. Errors: `credentials.*`, `network.*`, `platform.*`.
   */
  list(options?: CallOptions): Promise<ReadonlyArray<App>>
  /**
   * The app with this subdomain, project id or display name.
   *
   * Source: Deploy v1, retrieve apps. Errors: `mendixCloud.app_not_found`; `input.invalid` when several apps have
   * that display name.
   */
  get(app: string, options?: CallOptions): Promise<App>
  /**
   * Creates a Free App for an existing project.
   *
   * Source: Deploy v1, create Free App. Errors: `mendixCloud.invalid_app_id`, `mendixCloud.app_exists`.
   */
  create(projectId: ProjectId, options?: CallOptions): Promise<App>
  /**
   * Every app with its license type, region and Technical Contact.
   *
   * Source: Deploy v4, `get-apps`; needs a personal access token with `mx:deployment:read`.
   */
  details(options?: CallOptions): Promise<ReadonlyArray<App>>
}

/** Calls about backups. */
export declare class Backups {
  private constructor()
  /**
   * The environment's snapshots, page by page, in the platform's order.
   *
   * Source: Backups v2, list snapshots.
   */
  snapshots(address: Address): Pager<Snapshot>
  /**
   * One snapshot.
   *
   * Source: Backups v2, get snapshot. Errors: `mendixCloud.not_found`.
   */
  snapshot(address: Address, snapshotId: SnapshotId, options?: CallOptions): Promise<Snapshot>
  /**
   * Takes a snapshot and gives the operation to wait for.
   *
   * Source: Backups v2, create snapshot. Errors: `mendixCloud.environment_busy` and `mendixCloud.maintenance` (both
   * temporary), `mendixCloud.snapshot_failed`.
   */
  createSnapshot(address: Address, options?: SnapshotOptions & CallOptions): Promise<Operation<Snapshot>>
  /**
   * Watches a snapshot that was begun before.
   *
   * Source: Backups v2, get snapshot.
   */
  watchSnapshot(address: Address, snapshotId: SnapshotId, options?: CallOptions): Promise<Operation<Snapshot>>
  /**
   * Changes a snapshot's comment.
   *
   * Source: Backups v2, update snapshot.
   */
  commentSnapshot(address: Address, snapshotId: SnapshotId, comment: string, options?: CallOptions): Promise<Snapshot>
  /**
   * Deletes a snapshot; `confirm` repeats the address.
   *
   * Source: Backups v2, delete snapshot. Errors: `input.unconfirmed`, `mendixCloud.not_found`.
   */
  deleteSnapshot(address: Address, snapshotId: SnapshotId, options?: ConfirmOptions & CallOptions): Promise<void>
  /**
   * Makes a downloadable archive of a snapshot and gives the operation to wait for.
   *
   * Source: Backups v2, request archive. Errors: `mendixCloud.not_found`, `mendixCloud.archive_failed`.
   */
  createArchive(address: Address, snapshotId: SnapshotId, options?: ArchiveOptions & CallOptions): Promise<Operation<Archive>>
  /**
   * Watches an archive that was begun before.
   *
   * Source: Backups v2, get archive.
   */
  watchArchive(address: Address, snapshotId: SnapshotId, archiveId: ArchiveId, options?: CallOptions): Promise<Operation<Archive>>
  /**
   * Downloads a completed archive to a file. The file appears when it is complete. Gives its SHA-256.
   *
   * Source: Backups v2, get archive; the link dies eight hours after completion. Errors: `mendixCloud.link_expired`:
   * make a new archive; `file.failed`.
   */
  downloadArchive(address: Address, snapshotId: SnapshotId, archiveId: ArchiveId, path: string, options?: CallOptions): Promise<string>
  /**
   * Writes a snapshot of the same app into a stopped environment and gives the operation to wait for; `confirm`
   * repeats the target's address. What the environment holds is lost.
   *
   * Source: Backups v2, restore. Errors: `input.unconfirmed`, `mendixCloud.restore_not_allowed`,
   * `mendixCloud.environment_busy` (temporary), `mendixCloud.restore_failed`. A lost answer cannot be told from a
   * request that never arrived: it is never sent again by itself.
   */
  restore(address: Address, snapshotId: SnapshotId, options?: RestoreOptions & CallOptions): Promise<Operation<Restore>>
  /**
   * Watches a restore that was begun before.
   *
   * Source: Backups v2, get restore.
   */
  watchRestore(address: Address, restoreId: RestoreId, options?: CallOptions): Promise<Operation<Restore>>
}

/** Calls about environments. */
export declare class Environments {
  private constructor()
  /**
   * The environments of an app.
   *
   * Source: Deploy v1, retrieve environments; with `details` also Deploy v4, `get-app-environments`.
   * Errors: `mendixCloud.app_not_found`.
   */
  list(app: string, options?: ListEnvironmentsOptions & CallOptions): Promise<ReadonlyArray<Environment>>
  /**
   * One environment. Its status may be stale for minutes.
   *
   * Source: Deploy v1, retrieve environment. Errors: `mendixCloud.environment_not_found`.
   */
  get(address: Address, options?: CallOptions): Promise<Environment>
  /**
   * Starts an environment and gives the operation to wait for. An environment that runs already is a success.
   *
   * Source: Deploy v1, start environment and its job. Errors: `input.unconfirmed`, `mendixCloud.not_deployed`,
   * `mendixCloud.start_job_exists`; from waiting, every code of a failed start such as
   * `mendixCloud.missing_constant` or `mendixCloud.db_sync_failed`.
   */
  start(address: Address, options?: StartOptions & CallOptions): Promise<Operation<Environment>>
  /**
   * Watches a start job that was begun before.
   *
   * Source: Deploy v1, start job. Errors as in `start`; a forgotten job is answered by the environment's status.
   */
  watchStart(address: Address, jobId: StartJobId, options?: CallOptions): Promise<Operation<Environment>>
  /**
   * State of a start job. A failed start is an error, not a state.
   *
   * Source: Deploy v1, start job.
   */
  startStatus(address: Address, jobId: StartJobId, options?: CallOptions): Promise<StartJobStatus>
  /**
   * Stops an environment. The platform gives no job: read the status until it no longer runs.
   *
   * Source: Deploy v1, stop environment. Errors: `input.unconfirmed`, `mendixCloud.stop_failed`.
   */
  stop(address: Address, options?: ConfirmOptions & CallOptions): Promise<void>
  /**
   * The deployed package, or nothing when nothing is deployed.
   *
   * Source: Deploy v1, retrieve environment package.
   */
  package(address: Address, options?: CallOptions): Promise<Package | null>
  /**
   * Puts a package on a stopped environment. It runs after the next start.
   *
   * Source: Deploy v1, transport. Errors: `mendixCloud.app_is_running`, `mendixCloud.package_processing`
   * (temporary), `mendixCloud.invalid_runtime_version`, `mendixCloud.transport_not_allowed`.
   */
  transport(address: Address, packageId: PackageId, options?: CallOptions): Promise<void>
  /**
   * Erases all data of a stopped environment: database and files.
   *
   * Source: Deploy v1, clean environment. Errors: `input.unconfirmed`, `mendixCloud.not_stopped`,
   * `mendixCloud.not_deployed`, `mendixCloud.clean_failed`.
   */
  clean(address: Address, options?: ConfirmOptions & CallOptions): Promise<void>
  /**
   * Constants, scheduled events and custom runtime settings. Values of constants may be secrets.
   *
   * Source: Deploy v1, environment settings.
   */
  settings(address: Address, options?: CallOptions): Promise<Settings>
  /**
   * Reads the settings, sets the constants and events that `changes` names, writes the whole document back and
   * compares what comes back. Everything else is kept as it is. Takes effect at the next start.
   *
   * Source: Deploy v1, environment settings. Errors, before anything is written: `mendixCloud.constant_not_found`,
   * `mendixCloud.scheduled_event_not_found`, `input.invalid` for a value of asterisks only (the platform's mask);
   * afterwards `mendixCloud.settings_not_written`.
   */
  writeSettings(address: Address, changes: Settings, options?: CallOptions): Promise<Settings>
  /**
   * Scales an environment. The platform has no call to read the present scale.
   *
   * Source: Deploy v1, scale environment. Errors: `mendixCloud.invalid_parameters`, `mendixCloud.not_supported`.
   */
  scale(address: Address, instances: number, memoryPerInstanceMb: number, options?: CallOptions): Promise<Scale>
  /**
   * The environment's tags; empty when it has none.
   *
   * Source: Deploy v1, tags.
   */
  tags(address: Address, options?: CallOptions): Promise<ReadonlyArray<string>>
  /**
   * Sets a tag.
   *
   * Source: Deploy v1, tags.
   */
  setTag(address: Address, tag: string, options?: CallOptions): Promise<void>
  /**
   * Removes a tag. One that is not there is a success.
   *
   * Source: Deploy v1, tags (a DELETE with a body).
   */
  removeTag(address: Address, tag: string, options?: CallOptions): Promise<void>
  /**
   * Link to the application log of a day (`2026-03-01`). It works without credentials until it expires, so it is one.
   *
   * Source: Deploy v1, logs. Errors: `mendixCloud.not_found`, `mendixCloud.no_access`.
   */
  logLink(address: Address, day: string, options?: CallOptions): Promise<SecretValue>
  /**
   * Link to the log of end-user sessions of a day.
   *
   * Source: Deploy v1, access logs. Errors as in `log_link`.
   */
  accessLogLink(address: Address, day: string, options?: CallOptions): Promise<SecretValue>
  /**
   * The lines of a day's application log that pass the filter, downloaded while they are read.
   *
   * Source: Deploy v1, logs. A runtime that writes more than 500 lines a second loses some, so the absence of a line
   * proves nothing.
   */
  logLines(address: Address, day: string, options?: LogFilter & CallOptions): Pager<LogLine>
  /**
   * What each user may do on this environment.
   *
   * Source: Deploy v4, `get-environment-permissions`; needs a personal access token with `mx:deployment:read`.
   */
  permissions(address: Address, options?: CallOptions): Promise<ReadonlyArray<Permissions>>
}

/** Calls about packages. */
export declare class Packages {
  private constructor()
  /**
   * The app's packages, newest first. Unused ones are deleted within 15 days.
   *
   * Source: Build API, retrieve packages. Errors: `mendixCloud.invalid_app_id`.
   */
  list(app: string, options?: CallOptions): Promise<ReadonlyArray<Package>>
  /**
   * One package.
   *
   * Source: Build API, retrieve package. Errors: `mendixCloud.package_not_found`.
   */
  get(app: string, packageId: PackageId, options?: CallOptions): Promise<Package>
  /**
   * Builds a package from a revision and gives the operation to wait for. On a Free App, building deploys.
   *
   * `branch` is `main` or `branches/<name>` for Git, `trunk` or `branches/<name>` for SVN; `revision` is a commit
   * hash or a revision number as text; `version` has three parts, the package gets a fourth.
   *
   * Source: Build API, start building. Errors: `mendixCloud.invalid_version`, `mendixCloud.build_failed`.
   */
  build(app: string, branch: string, revision: string, version: string, options?: BuildOptions & CallOptions): Promise<Operation<Package>>
  /**
   * Watches a build that was begun before.
   *
   * Source: Build API, retrieve package.
   */
  watchBuild(app: string, packageId: PackageId, options?: CallOptions): Promise<Operation<Package>>
  /**
   * State of an upload's job.
   *
   * Source: Deploy v2, job status.
   */
  uploadStatus(app: string, jobId: JobId, options?: CallOptions): Promise<UploadJobStatus>
  /**
   * Watches an upload until its package is usable.
   *
   * Source: Deploy v2, job status; Build API, retrieve package. Errors: `mendixCloud.upload_job_failed`,
   * `mendixCloud.invalid_package`.
   */
  watchUpload(app: string, upload: Upload, options?: CallOptions): Promise<Operation<Package>>
  /**
   * Deletes a package; `confirm` repeats the app's name. Refused while an environment runs it or has it deployed, and
   * while the newest savepoint of an environment, in the user's own journal, leads back to it.
   *
   * Source: Build API, delete package. Errors: `input.unconfirmed`, `mendixCloud.package_in_use`,
   * `mendixCloud.package_not_found`.
   */
  delete(app: string, packageId: PackageId, options?: ConfirmOptions & CallOptions): Promise<void>
  /**
   * Downloads a package to a file. The file appears when it is complete. Gives its SHA-256.
   *
   * Source: Build API, retrieve package with `url=true`. Errors: `mendixCloud.package_not_found`,
   * `mendixCloud.build_not_succeeded`, `mendixCloud.link_expired`, `file.failed`.
   */
  download(app: string, packageId: PackageId, path: string, options?: CallOptions): Promise<string>
}

/** Calls about the repository of an app. */
export declare class Repository {
  private constructor()
  /**
   * The app's branches, page by page. Use a name as it is spelled here.
   *
   * Source: App Repository API, branches; needs a personal access token.
   */
  branches(app: string): Pager<Branch>
  /**
   * One branch with its newest commit.
   *
   * Source: App Repository API, branch. Errors: `mendixCloud.branch_not_found`.
   */
  branch(app: string, branch: string, options?: CallOptions): Promise<Branch>
  /**
   * The commits of a branch, newest first, back to the first one of the repository.
   *
   * Source: App Repository API, commits. Errors: `mendixCloud.branch_not_found`.
   */
  commits(app: string, branch: string): Pager<Commit>
  /**
   * The stories of the app's backlog, page by page.
   *
   * Source: Epics API, stories; needs a personal access token with the scope `mx:epics:read`.
   */
  stories(app: string): Pager<Story>
  /**
   * Follows a version to its revision, to the commits it brings and to their stories.
   *
   * A version that the platform or mxbuild gave ends with the revision: `2.5.4.1f3a9c07`. The branch is not recorded;
   * all of them are searched, the given one and the main line first. What cannot be found is said in the result and
   * is no error.
   *
   * Source: App Repository API and Epics API; needs a personal access token, for titles of stories with the scope
   * `mx:epics:read`.
   */
  trace(app: string, version: string, options?: TraceOptions & CallOptions): Promise<Trace>
}
