# Generated from the Rust core by `cargo xtask generate`. Do not edit.
# ruff: noqa
"""Every call with every argument."""

from typing import assert_type

import mendix_deploy as mxd


def apps_list(client: mxd.Client) -> None:
    assert_type(client.apps.list(), tuple[mxd.cloud.App, ...])


def apps_get(client: mxd.Client, app: str) -> None:
    assert_type(client.apps.get(app), mxd.cloud.App)


def apps_create(client: mxd.Client, project_id: mxd.cloud.ProjectId) -> None:
    assert_type(client.apps.create(project_id), mxd.cloud.App)


def apps_details(client: mxd.Client) -> None:
    assert_type(client.apps.details(), tuple[mxd.cloud.App, ...])


def backups_snapshots(client: mxd.Client, address: mxd.Address) -> None:
    assert_type(client.backups.snapshots(address), mxd.Pager[mxd.cloud.Snapshot])


def backups_snapshot(client: mxd.Client, address: mxd.Address, snapshot_id: mxd.cloud.SnapshotId) -> None:
    assert_type(client.backups.snapshot(address, snapshot_id), mxd.cloud.Snapshot)


def backups_create_snapshot(client: mxd.Client, address: mxd.Address, comment: str | None) -> None:
    assert_type(client.backups.create_snapshot(address, comment=comment), mxd.Operation[mxd.cloud.Snapshot])


def backups_watch_snapshot(client: mxd.Client, address: mxd.Address, snapshot_id: mxd.cloud.SnapshotId) -> None:
    assert_type(client.backups.watch_snapshot(address, snapshot_id), mxd.Operation[mxd.cloud.Snapshot])


def backups_comment_snapshot(client: mxd.Client, address: mxd.Address, snapshot_id: mxd.cloud.SnapshotId, comment: str) -> None:
    assert_type(client.backups.comment_snapshot(address, snapshot_id, comment), mxd.cloud.Snapshot)


def backups_delete_snapshot(client: mxd.Client, address: mxd.Address, snapshot_id: mxd.cloud.SnapshotId, confirm: str | None) -> None:
    client.backups.delete_snapshot(address, snapshot_id, confirm=confirm)


def backups_create_archive(client: mxd.Client, address: mxd.Address, snapshot_id: mxd.cloud.SnapshotId, content: mxd.cloud.ArchiveContent | None) -> None:
    assert_type(client.backups.create_archive(address, snapshot_id, content=content), mxd.Operation[mxd.cloud.Archive])


def backups_watch_archive(client: mxd.Client, address: mxd.Address, snapshot_id: mxd.cloud.SnapshotId, archive_id: mxd.cloud.ArchiveId) -> None:
    assert_type(client.backups.watch_archive(address, snapshot_id, archive_id), mxd.Operation[mxd.cloud.Archive])


def backups_download_archive(client: mxd.Client, address: mxd.Address, snapshot_id: mxd.cloud.SnapshotId, archive_id: mxd.cloud.ArchiveId, path: str) -> None:
    assert_type(client.backups.download_archive(address, snapshot_id, archive_id, path), str)


def backups_restore(client: mxd.Client, address: mxd.Address, snapshot_id: mxd.cloud.SnapshotId, database_only: bool, confirm: str | None) -> None:
    assert_type(client.backups.restore(address, snapshot_id, database_only=database_only, confirm=confirm), mxd.Operation[mxd.cloud.Restore])


def backups_watch_restore(client: mxd.Client, address: mxd.Address, restore_id: mxd.cloud.RestoreId) -> None:
    assert_type(client.backups.watch_restore(address, restore_id), mxd.Operation[mxd.cloud.Restore])


def environments_list(client: mxd.Client, app: str, details: bool) -> None:
    assert_type(client.environments.list(app, details=details), tuple[mxd.cloud.Environment, ...])


def environments_get(client: mxd.Client, address: mxd.Address) -> None:
    assert_type(client.environments.get(address), mxd.cloud.Environment)


def environments_start(client: mxd.Client, address: mxd.Address, auto_sync_db: bool | None, confirm: str | None) -> None:
    assert_type(client.environments.start(address, auto_sync_db=auto_sync_db, confirm=confirm), mxd.Operation[mxd.cloud.Environment])


def environments_watch_start(client: mxd.Client, address: mxd.Address, job_id: mxd.cloud.StartJobId) -> None:
    assert_type(client.environments.watch_start(address, job_id), mxd.Operation[mxd.cloud.Environment])


def environments_start_status(client: mxd.Client, address: mxd.Address, job_id: mxd.cloud.StartJobId) -> None:
    assert_type(client.environments.start_status(address, job_id), mxd.cloud.StartJobStatus)


def environments_stop(client: mxd.Client, address: mxd.Address, confirm: str | None) -> None:
    client.environments.stop(address, confirm=confirm)


def environments_package(client: mxd.Client, address: mxd.Address) -> None:
    assert_type(client.environments.package(address), mxd.cloud.Package | None)


def environments_transport(client: mxd.Client, address: mxd.Address, package_id: mxd.cloud.PackageId) -> None:
    client.environments.transport(address, package_id)


def environments_clean(client: mxd.Client, address: mxd.Address, confirm: str | None) -> None:
    client.environments.clean(address, confirm=confirm)


def environments_settings(client: mxd.Client, address: mxd.Address) -> None:
    assert_type(client.environments.settings(address), mxd.cloud.Settings)


def environments_write_settings(client: mxd.Client, address: mxd.Address, changes: mxd.cloud.Settings) -> None:
    assert_type(client.environments.write_settings(address, changes), mxd.cloud.Settings)


def environments_scale(client: mxd.Client, address: mxd.Address, instances: int, memory_per_instance_mb: int) -> None:
    assert_type(client.environments.scale(address, instances, memory_per_instance_mb), mxd.cloud.Scale)


def environments_tags(client: mxd.Client, address: mxd.Address) -> None:
    assert_type(client.environments.tags(address), tuple[str, ...])


def environments_set_tag(client: mxd.Client, address: mxd.Address, tag: str) -> None:
    client.environments.set_tag(address, tag)


def environments_remove_tag(client: mxd.Client, address: mxd.Address, tag: str) -> None:
    client.environments.remove_tag(address, tag)


def environments_log_link(client: mxd.Client, address: mxd.Address, day: str) -> None:
    assert_type(client.environments.log_link(address, day), mxd.SecretValue)


def environments_access_log_link(client: mxd.Client, address: mxd.Address, day: str) -> None:
    assert_type(client.environments.access_log_link(address, day), mxd.SecretValue)


def environments_log_lines(client: mxd.Client, address: mxd.Address, day: str, level: str | None, node: str | None, contains: str | None) -> None:
    assert_type(client.environments.log_lines(address, day, level=level, node=node, contains=contains), mxd.Pager[mxd.cloud.LogLine])


def environments_permissions(client: mxd.Client, address: mxd.Address) -> None:
    assert_type(client.environments.permissions(address), tuple[mxd.cloud.Permissions, ...])


def packages_list(client: mxd.Client, app: str) -> None:
    assert_type(client.packages.list(app), tuple[mxd.cloud.Package, ...])


def packages_get(client: mxd.Client, app: str, package_id: mxd.cloud.PackageId) -> None:
    assert_type(client.packages.get(app, package_id), mxd.cloud.Package)


def packages_build(client: mxd.Client, app: str, branch: str, revision: str, version: str, description: str | None) -> None:
    assert_type(client.packages.build(app, branch, revision, version, description=description), mxd.Operation[mxd.cloud.Package])


def packages_watch_build(client: mxd.Client, app: str, package_id: mxd.cloud.PackageId) -> None:
    assert_type(client.packages.watch_build(app, package_id), mxd.Operation[mxd.cloud.Package])


def packages_upload_status(client: mxd.Client, app: str, job_id: mxd.cloud.JobId) -> None:
    assert_type(client.packages.upload_status(app, job_id), mxd.cloud.UploadJobStatus)


def packages_watch_upload(client: mxd.Client, app: str, upload: mxd.cloud.Upload) -> None:
    assert_type(client.packages.watch_upload(app, upload), mxd.Operation[mxd.cloud.Package])


def packages_delete(client: mxd.Client, app: str, package_id: mxd.cloud.PackageId, confirm: str | None) -> None:
    client.packages.delete(app, package_id, confirm=confirm)


def packages_download(client: mxd.Client, app: str, package_id: mxd.cloud.PackageId, path: str) -> None:
    assert_type(client.packages.download(app, package_id, path), str)


def repository_branches(client: mxd.Client, app: str) -> None:
    assert_type(client.repository.branches(app), mxd.Pager[mxd.cloud.Branch])


def repository_branch(client: mxd.Client, app: str, branch: str) -> None:
    assert_type(client.repository.branch(app, branch), mxd.cloud.Branch)


def repository_commits(client: mxd.Client, app: str, branch: str) -> None:
    assert_type(client.repository.commits(app, branch), mxd.Pager[mxd.cloud.Commit])


def repository_stories(client: mxd.Client, app: str) -> None:
    assert_type(client.repository.stories(app), mxd.Pager[mxd.cloud.Story])


def repository_trace(client: mxd.Client, app: str, version: str, since: str | None, branch: str | None) -> None:
    assert_type(client.repository.trace(app, version, since=since, branch=branch), mxd.cloud.Trace)


async def async_apps_list(client: mxd.AsyncClient) -> None:
    assert_type(await client.apps.list(), tuple[mxd.cloud.App, ...])


async def async_apps_get(client: mxd.AsyncClient, app: str) -> None:
    assert_type(await client.apps.get(app), mxd.cloud.App)


async def async_apps_create(client: mxd.AsyncClient, project_id: mxd.cloud.ProjectId) -> None:
    assert_type(await client.apps.create(project_id), mxd.cloud.App)


async def async_apps_details(client: mxd.AsyncClient) -> None:
    assert_type(await client.apps.details(), tuple[mxd.cloud.App, ...])


async def async_backups_snapshots(client: mxd.AsyncClient, address: mxd.Address) -> None:
    assert_type(client.backups.snapshots(address), mxd.AsyncPager[mxd.cloud.Snapshot])


async def async_backups_snapshot(client: mxd.AsyncClient, address: mxd.Address, snapshot_id: mxd.cloud.SnapshotId) -> None:
    assert_type(await client.backups.snapshot(address, snapshot_id), mxd.cloud.Snapshot)


async def async_backups_create_snapshot(client: mxd.AsyncClient, address: mxd.Address, comment: str | None) -> None:
    assert_type(await client.backups.create_snapshot(address, comment=comment), mxd.AsyncOperation[mxd.cloud.Snapshot])


async def async_backups_watch_snapshot(client: mxd.AsyncClient, address: mxd.Address, snapshot_id: mxd.cloud.SnapshotId) -> None:
    assert_type(await client.backups.watch_snapshot(address, snapshot_id), mxd.AsyncOperation[mxd.cloud.Snapshot])


async def async_backups_comment_snapshot(client: mxd.AsyncClient, address: mxd.Address, snapshot_id: mxd.cloud.SnapshotId, comment: str) -> None:
    assert_type(await client.backups.comment_snapshot(address, snapshot_id, comment), mxd.cloud.Snapshot)


async def async_backups_delete_snapshot(client: mxd.AsyncClient, address: mxd.Address, snapshot_id: mxd.cloud.SnapshotId, confirm: str | None) -> None:
    await client.backups.delete_snapshot(address, snapshot_id, confirm=confirm)


async def async_backups_create_archive(client: mxd.AsyncClient, address: mxd.Address, snapshot_id: mxd.cloud.SnapshotId, content: mxd.cloud.ArchiveContent | None) -> None:
    assert_type(await client.backups.create_archive(address, snapshot_id, content=content), mxd.AsyncOperation[mxd.cloud.Archive])


async def async_backups_watch_archive(client: mxd.AsyncClient, address: mxd.Address, snapshot_id: mxd.cloud.SnapshotId, archive_id: mxd.cloud.ArchiveId) -> None:
    assert_type(await client.backups.watch_archive(address, snapshot_id, archive_id), mxd.AsyncOperation[mxd.cloud.Archive])


async def async_backups_download_archive(client: mxd.AsyncClient, address: mxd.Address, snapshot_id: mxd.cloud.SnapshotId, archive_id: mxd.cloud.ArchiveId, path: str) -> None:
    assert_type(await client.backups.download_archive(address, snapshot_id, archive_id, path), str)


async def async_backups_restore(client: mxd.AsyncClient, address: mxd.Address, snapshot_id: mxd.cloud.SnapshotId, database_only: bool, confirm: str | None) -> None:
    assert_type(await client.backups.restore(address, snapshot_id, database_only=database_only, confirm=confirm), mxd.AsyncOperation[mxd.cloud.Restore])


async def async_backups_watch_restore(client: mxd.AsyncClient, address: mxd.Address, restore_id: mxd.cloud.RestoreId) -> None:
    assert_type(await client.backups.watch_restore(address, restore_id), mxd.AsyncOperation[mxd.cloud.Restore])


async def async_environments_list(client: mxd.AsyncClient, app: str, details: bool) -> None:
    assert_type(await client.environments.list(app, details=details), tuple[mxd.cloud.Environment, ...])


async def async_environments_get(client: mxd.AsyncClient, address: mxd.Address) -> None:
    assert_type(await client.environments.get(address), mxd.cloud.Environment)


async def async_environments_start(client: mxd.AsyncClient, address: mxd.Address, auto_sync_db: bool | None, confirm: str | None) -> None:
    assert_type(await client.environments.start(address, auto_sync_db=auto_sync_db, confirm=confirm), mxd.AsyncOperation[mxd.cloud.Environment])


async def async_environments_watch_start(client: mxd.AsyncClient, address: mxd.Address, job_id: mxd.cloud.StartJobId) -> None:
    assert_type(await client.environments.watch_start(address, job_id), mxd.AsyncOperation[mxd.cloud.Environment])


async def async_environments_start_status(client: mxd.AsyncClient, address: mxd.Address, job_id: mxd.cloud.StartJobId) -> None:
    assert_type(await client.environments.start_status(address, job_id), mxd.cloud.StartJobStatus)


async def async_environments_stop(client: mxd.AsyncClient, address: mxd.Address, confirm: str | None) -> None:
    await client.environments.stop(address, confirm=confirm)


async def async_environments_package(client: mxd.AsyncClient, address: mxd.Address) -> None:
    assert_type(await client.environments.package(address), mxd.cloud.Package | None)


async def async_environments_transport(client: mxd.AsyncClient, address: mxd.Address, package_id: mxd.cloud.PackageId) -> None:
    await client.environments.transport(address, package_id)


async def async_environments_clean(client: mxd.AsyncClient, address: mxd.Address, confirm: str | None) -> None:
    await client.environments.clean(address, confirm=confirm)


async def async_environments_settings(client: mxd.AsyncClient, address: mxd.Address) -> None:
    assert_type(await client.environments.settings(address), mxd.cloud.Settings)


async def async_environments_write_settings(client: mxd.AsyncClient, address: mxd.Address, changes: mxd.cloud.Settings) -> None:
    assert_type(await client.environments.write_settings(address, changes), mxd.cloud.Settings)


async def async_environments_scale(client: mxd.AsyncClient, address: mxd.Address, instances: int, memory_per_instance_mb: int) -> None:
    assert_type(await client.environments.scale(address, instances, memory_per_instance_mb), mxd.cloud.Scale)


async def async_environments_tags(client: mxd.AsyncClient, address: mxd.Address) -> None:
    assert_type(await client.environments.tags(address), tuple[str, ...])


async def async_environments_set_tag(client: mxd.AsyncClient, address: mxd.Address, tag: str) -> None:
    await client.environments.set_tag(address, tag)


async def async_environments_remove_tag(client: mxd.AsyncClient, address: mxd.Address, tag: str) -> None:
    await client.environments.remove_tag(address, tag)


async def async_environments_log_link(client: mxd.AsyncClient, address: mxd.Address, day: str) -> None:
    assert_type(await client.environments.log_link(address, day), mxd.SecretValue)


async def async_environments_access_log_link(client: mxd.AsyncClient, address: mxd.Address, day: str) -> None:
    assert_type(await client.environments.access_log_link(address, day), mxd.SecretValue)


async def async_environments_log_lines(client: mxd.AsyncClient, address: mxd.Address, day: str, level: str | None, node: str | None, contains: str | None) -> None:
    assert_type(client.environments.log_lines(address, day, level=level, node=node, contains=contains), mxd.AsyncPager[mxd.cloud.LogLine])


async def async_environments_permissions(client: mxd.AsyncClient, address: mxd.Address) -> None:
    assert_type(await client.environments.permissions(address), tuple[mxd.cloud.Permissions, ...])


async def async_packages_list(client: mxd.AsyncClient, app: str) -> None:
    assert_type(await client.packages.list(app), tuple[mxd.cloud.Package, ...])


async def async_packages_get(client: mxd.AsyncClient, app: str, package_id: mxd.cloud.PackageId) -> None:
    assert_type(await client.packages.get(app, package_id), mxd.cloud.Package)


async def async_packages_build(client: mxd.AsyncClient, app: str, branch: str, revision: str, version: str, description: str | None) -> None:
    assert_type(await client.packages.build(app, branch, revision, version, description=description), mxd.AsyncOperation[mxd.cloud.Package])


async def async_packages_watch_build(client: mxd.AsyncClient, app: str, package_id: mxd.cloud.PackageId) -> None:
    assert_type(await client.packages.watch_build(app, package_id), mxd.AsyncOperation[mxd.cloud.Package])


async def async_packages_upload_status(client: mxd.AsyncClient, app: str, job_id: mxd.cloud.JobId) -> None:
    assert_type(await client.packages.upload_status(app, job_id), mxd.cloud.UploadJobStatus)


async def async_packages_watch_upload(client: mxd.AsyncClient, app: str, upload: mxd.cloud.Upload) -> None:
    assert_type(await client.packages.watch_upload(app, upload), mxd.AsyncOperation[mxd.cloud.Package])


async def async_packages_delete(client: mxd.AsyncClient, app: str, package_id: mxd.cloud.PackageId, confirm: str | None) -> None:
    await client.packages.delete(app, package_id, confirm=confirm)


async def async_packages_download(client: mxd.AsyncClient, app: str, package_id: mxd.cloud.PackageId, path: str) -> None:
    assert_type(await client.packages.download(app, package_id, path), str)


async def async_repository_branches(client: mxd.AsyncClient, app: str) -> None:
    assert_type(client.repository.branches(app), mxd.AsyncPager[mxd.cloud.Branch])


async def async_repository_branch(client: mxd.AsyncClient, app: str, branch: str) -> None:
    assert_type(await client.repository.branch(app, branch), mxd.cloud.Branch)


async def async_repository_commits(client: mxd.AsyncClient, app: str, branch: str) -> None:
    assert_type(client.repository.commits(app, branch), mxd.AsyncPager[mxd.cloud.Commit])


async def async_repository_stories(client: mxd.AsyncClient, app: str) -> None:
    assert_type(client.repository.stories(app), mxd.AsyncPager[mxd.cloud.Story])


async def async_repository_trace(client: mxd.AsyncClient, app: str, version: str, since: str | None, branch: str | None) -> None:
    assert_type(await client.repository.trace(app, version, since=since, branch=branch), mxd.cloud.Trace)
