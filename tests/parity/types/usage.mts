// Generated from the Rust core by `cargo xtask generate`. Do not edit.
import type { Client, Operation, Pager, SecretValue, address, cloud, packages } from 'mendix-deploy'

const signal = AbortSignal.timeout(1000)

export async function apps_list(client: Client): Promise<ReadonlyArray<cloud.App>> {
  return await client.apps.list({ signal })
}

export async function apps_get(client: Client, app: string): Promise<cloud.App> {
  return await client.apps.get(app, { signal })
}

export async function apps_create(client: Client, projectId: cloud.ProjectId): Promise<cloud.App> {
  return await client.apps.create(projectId, { signal })
}

export async function apps_details(client: Client): Promise<ReadonlyArray<cloud.App>> {
  return await client.apps.details({ signal })
}

export async function backups_snapshots(client: Client, address: address.Address): Promise<Pager<cloud.Snapshot>> {
  return client.backups.snapshots(address)
}

export async function backups_snapshot(client: Client, address: address.Address, snapshotId: cloud.SnapshotId): Promise<cloud.Snapshot> {
  return await client.backups.snapshot(address, snapshotId, { signal })
}

export async function backups_createSnapshot(client: Client, address: address.Address, options: cloud.SnapshotOptions): Promise<Operation<cloud.Snapshot>> {
  return await client.backups.createSnapshot(address, { ...options, signal })
}

export async function backups_watchSnapshot(client: Client, address: address.Address, snapshotId: cloud.SnapshotId): Promise<Operation<cloud.Snapshot>> {
  return await client.backups.watchSnapshot(address, snapshotId, { signal })
}

export async function backups_commentSnapshot(client: Client, address: address.Address, snapshotId: cloud.SnapshotId, comment: string): Promise<cloud.Snapshot> {
  return await client.backups.commentSnapshot(address, snapshotId, comment, { signal })
}

export async function backups_deleteSnapshot(client: Client, address: address.Address, snapshotId: cloud.SnapshotId, options: cloud.ConfirmOptions): Promise<void> {
  return await client.backups.deleteSnapshot(address, snapshotId, { ...options, signal })
}

export async function backups_createArchive(client: Client, address: address.Address, snapshotId: cloud.SnapshotId, options: cloud.ArchiveOptions): Promise<Operation<cloud.Archive>> {
  return await client.backups.createArchive(address, snapshotId, { ...options, signal })
}

export async function backups_watchArchive(client: Client, address: address.Address, snapshotId: cloud.SnapshotId, archiveId: cloud.ArchiveId): Promise<Operation<cloud.Archive>> {
  return await client.backups.watchArchive(address, snapshotId, archiveId, { signal })
}

export async function backups_downloadArchive(client: Client, address: address.Address, snapshotId: cloud.SnapshotId, archiveId: cloud.ArchiveId, path: string): Promise<string> {
  return await client.backups.downloadArchive(address, snapshotId, archiveId, path, { signal })
}

export async function backups_restore(client: Client, address: address.Address, snapshotId: cloud.SnapshotId, options: cloud.RestoreOptions): Promise<Operation<cloud.Restore>> {
  return await client.backups.restore(address, snapshotId, { ...options, signal })
}

export async function backups_watchRestore(client: Client, address: address.Address, restoreId: cloud.RestoreId): Promise<Operation<cloud.Restore>> {
  return await client.backups.watchRestore(address, restoreId, { signal })
}

export async function environments_list(client: Client, app: string, options: cloud.ListEnvironmentsOptions): Promise<ReadonlyArray<cloud.Environment>> {
  return await client.environments.list(app, { ...options, signal })
}

export async function environments_get(client: Client, address: address.Address): Promise<cloud.Environment> {
  return await client.environments.get(address, { signal })
}

export async function environments_start(client: Client, address: address.Address, options: cloud.StartOptions): Promise<Operation<cloud.Environment>> {
  return await client.environments.start(address, { ...options, signal })
}

export async function environments_watchStart(client: Client, address: address.Address, jobId: cloud.StartJobId): Promise<Operation<cloud.Environment>> {
  return await client.environments.watchStart(address, jobId, { signal })
}

export async function environments_startStatus(client: Client, address: address.Address, jobId: cloud.StartJobId): Promise<cloud.StartJobStatus> {
  return await client.environments.startStatus(address, jobId, { signal })
}

export async function environments_stop(client: Client, address: address.Address, options: cloud.ConfirmOptions): Promise<void> {
  return await client.environments.stop(address, { ...options, signal })
}

export async function environments_package(client: Client, address: address.Address): Promise<cloud.Package | null> {
  return await client.environments.package(address, { signal })
}

export async function environments_transport(client: Client, address: address.Address, packageId: cloud.PackageId): Promise<void> {
  return await client.environments.transport(address, packageId, { signal })
}

export async function environments_clean(client: Client, address: address.Address, options: cloud.ConfirmOptions): Promise<void> {
  return await client.environments.clean(address, { ...options, signal })
}

export async function environments_settings(client: Client, address: address.Address): Promise<cloud.Settings> {
  return await client.environments.settings(address, { signal })
}

export async function environments_writeSettings(client: Client, address: address.Address, changes: cloud.Settings): Promise<cloud.Settings> {
  return await client.environments.writeSettings(address, changes, { signal })
}

export async function environments_scale(client: Client, address: address.Address, instances: number, memoryPerInstanceMb: number): Promise<cloud.Scale> {
  return await client.environments.scale(address, instances, memoryPerInstanceMb, { signal })
}

export async function environments_tags(client: Client, address: address.Address): Promise<ReadonlyArray<string>> {
  return await client.environments.tags(address, { signal })
}

export async function environments_setTag(client: Client, address: address.Address, tag: string): Promise<void> {
  return await client.environments.setTag(address, tag, { signal })
}

export async function environments_removeTag(client: Client, address: address.Address, tag: string): Promise<void> {
  return await client.environments.removeTag(address, tag, { signal })
}

export async function environments_logLink(client: Client, address: address.Address, day: string): Promise<SecretValue> {
  return await client.environments.logLink(address, day, { signal })
}

export async function environments_accessLogLink(client: Client, address: address.Address, day: string): Promise<SecretValue> {
  return await client.environments.accessLogLink(address, day, { signal })
}

export async function environments_logLines(client: Client, address: address.Address, day: string, options: cloud.LogFilter): Promise<Pager<cloud.LogLine>> {
  return client.environments.logLines(address, day, { ...options, signal })
}

export async function environments_permissions(client: Client, address: address.Address): Promise<ReadonlyArray<cloud.Permissions>> {
  return await client.environments.permissions(address, { signal })
}

export async function packages_list(client: Client, app: string): Promise<ReadonlyArray<cloud.Package>> {
  return await client.packages.list(app, { signal })
}

export async function packages_get(client: Client, app: string, packageId: cloud.PackageId): Promise<cloud.Package> {
  return await client.packages.get(app, packageId, { signal })
}

export async function packages_build(client: Client, app: string, branch: string, revision: string, version: string, options: cloud.BuildOptions): Promise<Operation<cloud.Package>> {
  return await client.packages.build(app, branch, revision, version, { ...options, signal })
}

export async function packages_watchBuild(client: Client, app: string, packageId: cloud.PackageId): Promise<Operation<cloud.Package>> {
  return await client.packages.watchBuild(app, packageId, { signal })
}

export async function packages_uploadStatus(client: Client, app: string, jobId: cloud.JobId): Promise<cloud.UploadJobStatus> {
  return await client.packages.uploadStatus(app, jobId, { signal })
}

export async function packages_watchUpload(client: Client, app: string, upload: cloud.Upload): Promise<Operation<cloud.Package>> {
  return await client.packages.watchUpload(app, upload, { signal })
}

export async function packages_delete(client: Client, app: string, packageId: cloud.PackageId, options: cloud.ConfirmOptions): Promise<void> {
  return await client.packages.delete(app, packageId, { ...options, signal })
}

export async function packages_download(client: Client, app: string, packageId: cloud.PackageId, path: string): Promise<string> {
  return await client.packages.download(app, packageId, path, { signal })
}

export async function repository_branches(client: Client, app: string): Promise<Pager<cloud.Branch>> {
  return client.repository.branches(app)
}

export async function repository_branch(client: Client, app: string, branch: string): Promise<cloud.Branch> {
  return await client.repository.branch(app, branch, { signal })
}

export async function repository_commits(client: Client, app: string, branch: string): Promise<Pager<cloud.Commit>> {
  return client.repository.commits(app, branch)
}

export async function repository_stories(client: Client, app: string): Promise<Pager<cloud.Story>> {
  return client.repository.stories(app)
}

export async function repository_trace(client: Client, app: string, version: string, options: cloud.TraceOptions): Promise<cloud.Trace> {
  return await client.repository.trace(app, version, { ...options, signal })
}
