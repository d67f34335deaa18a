# Generated from the Rust core by `cargo xtask generate`. Do not edit.
"""The calls of the client, by group, with their documentation and types."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from .._calls import Group
from .._packages import AsyncPackagesMembers, PackagesMembers

if TYPE_CHECKING:
    from .. import _native
    from .._handles import AsyncOperation, AsyncPager, Operation, Pager
    from .._native import SecretValue
    from .cloud import (
        App,
        Archive,
        ArchiveContent,
        Branch,
        Commit,
        Environment,
        LogLine,
        Package,
        Permissions,
        Restore,
        Scale,
        Settings,
        Snapshot,
        StartJobStatus,
        Story,
        Trace,
        Upload,
        UploadJobStatus,
    )


class Apps(Group):
    """Calls about apps."""

    __slots__ = ()

    def list(self) -> tuple[App, ...]:
        """Every app the user is a member of, and every Free App that Studio Pro created or edited, also those that run
        elsewhere: not the portal's list.

        Source: Deploy v1, retrieve apps. Errors: `credentials.*`, `network.*`, `platform.*`.
        """
        return cast(
            "tuple[App, ...]",
            self._call(
                "apps", "list", (), None
            ),
        )

    def get(self, app: str) -> App:
        """The app with this subdomain, project id or display name.

        Source: Deploy v1, retrieve apps. Errors: `mendixCloud.app_not_found`; `input.invalid` when several apps have
        that display name.
        """
        return cast(
            "App",
            self._call(
                "apps", "get", (app,), None
            ),
        )

    def create(self, project_id: str) -> App:
        """Creates a Free App for an existing project.

        Source: Deploy v1, create Free App. Errors: `mendixCloud.invalid_app_id`, `mendixCloud.app_exists`.
        """
        return cast(
            "App",
            self._call(
                "apps", "create", (project_id,), None
            ),
        )

    def details(self) -> tuple[App, ...]:
        """Every app with its license type, region and Technical Contact.

        Source: Deploy v4, `get-apps`; needs a personal access token with `mx:deployment:read`.
        """
        return cast(
            "tuple[App, ...]",
            self._call(
                "apps", "details", (), None
            ),
        )


class AsyncApps(Group):
    """Calls about apps."""

    __slots__ = ()

    async def list(self) -> tuple[App, ...]:
        """Every app the user is a member of, and every Free App that Studio Pro created or edited, also those that run
        elsewhere: not the portal's list.

        Source: Deploy v1, retrieve apps. Errors: `credentials.*`, `network.*`, `platform.*`.
        """
        return cast(
            "tuple[App, ...]",
            await self._async_call(
                "apps", "list", (), None
            ),
        )

    async def get(self, app: str) -> App:
        """The app with this subdomain, project id or display name.

        Source: Deploy v1, retrieve apps. Errors: `mendixCloud.app_not_found`; `input.invalid` when several apps have
        that display name.
        """
        return cast(
            "App",
            await self._async_call(
                "apps", "get", (app,), None
            ),
        )

    async def create(self, project_id: str) -> App:
        """Creates a Free App for an existing project.

        Source: Deploy v1, create Free App. Errors: `mendixCloud.invalid_app_id`, `mendixCloud.app_exists`.
        """
        return cast(
            "App",
            await self._async_call(
                "apps", "create", (project_id,), None
            ),
        )

    async def details(self) -> tuple[App, ...]:
        """Every app with its license type, region and Technical Contact.

        Source: Deploy v4, `get-apps`; needs a personal access token with `mx:deployment:read`.
        """
        return cast(
            "tuple[App, ...]",
            await self._async_call(
                "apps", "details", (), None
            ),
        )


class Backups(Group):
    """Calls about backups."""

    __slots__ = ()

    def snapshots(self, address: str) -> Pager[Snapshot]:
        """The environment's snapshots, page by page, in the platform's order.

        Source: Backups v2, list snapshots.
        """
        return cast(
            "Pager[Snapshot]",
            self._pager(
                "backups", "snapshots", (address,), None
            ),
        )

    def snapshot(self, address: str, snapshot_id: str) -> Snapshot:
        """One snapshot.

        Source: Backups v2, get snapshot. Errors: `mendixCloud.not_found`.
        """
        return cast(
            "Snapshot",
            self._call(
                "backups", "snapshot", (address, snapshot_id,), None
            ),
        )

    def create_snapshot(self, address: str, *, comment: str | None = None) -> Operation[Snapshot]:
        """Takes a snapshot and gives the operation to wait for.

        Source: Backups v2, create snapshot. Errors: `mendixCloud.environment_busy` and `mendixCloud.maintenance` (both
        temporary), `mendixCloud.snapshot_failed`.

        Keyword arguments:

        - `comment`: Words stored with the snapshot.
        """
        return cast(
            "Operation[Snapshot]",
            self._operation(
                "backups", "create_snapshot", (address,), {
                    "comment": comment,
                }
            ),
        )

    def watch_snapshot(self, address: str, snapshot_id: str) -> Operation[Snapshot]:
        """Watches a snapshot that was begun before.

        Source: Backups v2, get snapshot.
        """
        return cast(
            "Operation[Snapshot]",
            self._operation(
                "backups", "watch_snapshot", (address, snapshot_id,), None
            ),
        )

    def comment_snapshot(self, address: str, snapshot_id: str, comment: str) -> Snapshot:
        """Changes a snapshot's comment.

        Source: Backups v2, update snapshot.
        """
        return cast(
            "Snapshot",
            self._call(
                "backups", "comment_snapshot", (address, snapshot_id, comment,), None
            ),
        )

    def delete_snapshot(
        self,
        address: str,
        snapshot_id: str,
        *,
        confirm: str | None = None,
    ) -> None:
        """Deletes a snapshot; `confirm` repeats the address.

        Source: Backups v2, delete snapshot. Errors: `input.unconfirmed`, `mendixCloud.not_found`.

        Keyword arguments:

        - `confirm`: The environment's address (for a package: the app's name) once more.
        """
        return cast(
            "None",
            self._call(
                "backups", "delete_snapshot", (address, snapshot_id,), {
                    "confirm": confirm,
                }
            ),
        )

    def create_archive(
        self,
        address: str,
        snapshot_id: str,
        *,
        content: ArchiveContent | None = None,
    ) -> Operation[Archive]:
        """Makes a downloadable archive of a snapshot and gives the operation to wait for.

        Source: Backups v2, request archive. Errors: `mendixCloud.not_found`, `mendixCloud.archive_failed`.

        Keyword arguments:

        - `content`: What it holds; files and database.
        """
        return cast(
            "Operation[Archive]",
            self._operation(
                "backups", "create_archive", (address, snapshot_id,), {
                    "content": content,
                }
            ),
        )

    def watch_archive(self, address: str, snapshot_id: str, archive_id: str) -> Operation[Archive]:
        """Watches an archive that was begun before.

        Source: Backups v2, get archive.
        """
        return cast(
            "Operation[Archive]",
            self._operation(
                "backups", "watch_archive", (address, snapshot_id, archive_id,), None
            ),
        )

    def download_archive(self, address: str, snapshot_id: str, archive_id: str, path: str) -> str:
        """Downloads a completed archive to a file. The file appears when it is complete. Gives its SHA-256.

        Source: Backups v2, get archive; the link dies eight hours after completion. Errors: `mendixCloud.link_expired`:
        make a new archive; `file.failed`.
        """
        return cast(
            "str",
            self._call(
                "backups", "download_archive", (address, snapshot_id, archive_id, path,), None
            ),
        )

    def restore(
        self,
        address: str,
        snapshot_id: str,
        *,
        database_only: bool = False,
        confirm: str | None = None,
    ) -> Operation[Restore]:
        """Writes a snapshot of the same app into a stopped environment and gives the operation to wait for; `confirm`
        repeats the target's address. What the environment holds is lost.

        Source: Backups v2, restore. Errors: `input.unconfirmed`, `mendixCloud.restore_not_allowed`,
        `mendixCloud.environment_busy` (temporary), `mendixCloud.restore_failed`. A lost answer cannot be told from a
        request that never arrived: it is never sent again by itself.

        Keyword arguments:

        - `database_only`: Restores the database alone; files may be missing afterwards.
        - `confirm`: The target environment's address once more.
        """
        return cast(
            "Operation[Restore]",
            self._operation(
                "backups", "restore", (address, snapshot_id,), {
                    "database_only": database_only,
                    "confirm": confirm,
                }
            ),
        )

    def watch_restore(self, address: str, restore_id: str) -> Operation[Restore]:
        """Watches a restore that was begun before.

        Source: Backups v2, get restore.
        """
        return cast(
            "Operation[Restore]",
            self._operation(
                "backups", "watch_restore", (address, restore_id,), None
            ),
        )


class AsyncBackups(Group):
    """Calls about backups."""

    __slots__ = ()

    def snapshots(self, address: str) -> AsyncPager[Snapshot]:
        """The environment's snapshots, page by page, in the platform's order.

        Source: Backups v2, list snapshots.
        """
        return cast(
            "AsyncPager[Snapshot]",
            self._async_pager(
                "backups", "snapshots", (address,), None
            ),
        )

    async def snapshot(self, address: str, snapshot_id: str) -> Snapshot:
        """One snapshot.

        Source: Backups v2, get snapshot. Errors: `mendixCloud.not_found`.
        """
        return cast(
            "Snapshot",
            await self._async_call(
                "backups", "snapshot", (address, snapshot_id,), None
            ),
        )

    async def create_snapshot(
        self,
        address: str,
        *,
        comment: str | None = None,
    ) -> AsyncOperation[Snapshot]:
        """Takes a snapshot and gives the operation to wait for.

        Source: Backups v2, create snapshot. Errors: `mendixCloud.environment_busy` and `mendixCloud.maintenance` (both
        temporary), `mendixCloud.snapshot_failed`.

        Keyword arguments:

        - `comment`: Words stored with the snapshot.
        """
        return cast(
            "AsyncOperation[Snapshot]",
            await self._async_operation(
                "backups", "create_snapshot", (address,), {
                    "comment": comment,
                }
            ),
        )

    async def watch_snapshot(self, address: str, snapshot_id: str) -> AsyncOperation[Snapshot]:
        """Watches a snapshot that was begun before.

        Source: Backups v2, get snapshot.
        """
        return cast(
            "AsyncOperation[Snapshot]",
            await self._async_operation(
                "backups", "watch_snapshot", (address, snapshot_id,), None
            ),
        )

    async def comment_snapshot(self, address: str, snapshot_id: str, comment: str) -> Snapshot:
        """Changes a snapshot's comment.

        Source: Backups v2, update snapshot.
        """
        return cast(
            "Snapshot",
            await self._async_call(
                "backups", "comment_snapshot", (address, snapshot_id, comment,), None
            ),
        )

    async def delete_snapshot(
        self,
        address: str,
        snapshot_id: str,
        *,
        confirm: str | None = None,
    ) -> None:
        """Deletes a snapshot; `confirm` repeats the address.

        Source: Backups v2, delete snapshot. Errors: `input.unconfirmed`, `mendixCloud.not_found`.

        Keyword arguments:

        - `confirm`: The environment's address (for a package: the app's name) once more.
        """
        return cast(
            "None",
            await self._async_call(
                "backups", "delete_snapshot", (address, snapshot_id,), {
                    "confirm": confirm,
                }
            ),
        )

    async def create_archive(
        self,
        address: str,
        snapshot_id: str,
        *,
        content: ArchiveContent | None = None,
    ) -> AsyncOperation[Archive]:
        """Makes a downloadable archive of a snapshot and gives the operation to wait for.

        Source: Backups v2, request archive. Errors: `mendixCloud.not_found`, `mendixCloud.archive_failed`.

        Keyword arguments:

        - `content`: What it holds; files and database.
        """
        return cast(
            "AsyncOperation[Archive]",
            await self._async_operation(
                "backups", "create_archive", (address, snapshot_id,), {
                    "content": content,
                }
            ),
        )

    async def watch_archive(
        self,
        address: str,
        snapshot_id: str,
        archive_id: str,
    ) -> AsyncOperation[Archive]:
        """Watches an archive that was begun before.

        Source: Backups v2, get archive.
        """
        return cast(
            "AsyncOperation[Archive]",
            await self._async_operation(
                "backups", "watch_archive", (address, snapshot_id, archive_id,), None
            ),
        )

    async def download_archive(
        self,
        address: str,
        snapshot_id: str,
        archive_id: str,
        path: str,
    ) -> str:
        """Downloads a completed archive to a file. The file appears when it is complete. Gives its SHA-256.

        Source: Backups v2, get archive; the link dies eight hours after completion. Errors: `mendixCloud.link_expired`:
        make a new archive; `file.failed`.
        """
        return cast(
            "str",
            await self._async_call(
                "backups", "download_archive", (address, snapshot_id, archive_id, path,), None
            ),
        )

    async def restore(
        self,
        address: str,
        snapshot_id: str,
        *,
        database_only: bool = False,
        confirm: str | None = None,
    ) -> AsyncOperation[Restore]:
        """Writes a snapshot of the same app into a stopped environment and gives the operation to wait for; `confirm`
        repeats the target's address. What the environment holds is lost.

        Source: Backups v2, restore. Errors: `input.unconfirmed`, `mendixCloud.restore_not_allowed`,
        `mendixCloud.environment_busy` (temporary), `mendixCloud.restore_failed`. A lost answer cannot be told from a
        request that never arrived: it is never sent again by itself.

        Keyword arguments:

        - `database_only`: Restores the database alone; files may be missing afterwards.
        - `confirm`: The target environment's address once more.
        """
        return cast(
            "AsyncOperation[Restore]",
            await self._async_operation(
                "backups", "restore", (address, snapshot_id,), {
                    "database_only": database_only,
                    "confirm": confirm,
                }
            ),
        )

    async def watch_restore(self, address: str, restore_id: str) -> AsyncOperation[Restore]:
        """Watches a restore that was begun before.

        Source: Backups v2, get restore.
        """
        return cast(
            "AsyncOperation[Restore]",
            await self._async_operation(
                "backups", "watch_restore", (address, restore_id,), None
            ),
        )


class Environments(Group):
    """Calls about environments."""

    __slots__ = ()

    def list(self, app: str, *, details: bool = False) -> tuple[Environment, ...]:
        """The environments of an app.

        Source: Deploy v1, retrieve environments; with `details` also Deploy v4, `get-app-environments`.
        Errors: `mendixCloud.app_not_found`.

        Keyword arguments:

        - `details`: Also reads Deploy v4 for the deployed package, plan and database version; needs a personal access token.
        """
        return cast(
            "tuple[Environment, ...]",
            self._call(
                "environments", "list", (app,), {
                    "details": details,
                }
            ),
        )

    def get(self, address: str) -> Environment:
        """One environment. Its status may be stale for minutes.

        Source: Deploy v1, retrieve environment. Errors: `mendixCloud.environment_not_found`.
        """
        return cast(
            "Environment",
            self._call(
                "environments", "get", (address,), None
            ),
        )

    def start(
        self,
        address: str,
        *,
        auto_sync_db: bool | None = None,
        confirm: str | None = None,
    ) -> Operation[Environment]:
        """Starts an environment and gives the operation to wait for. An environment that runs already is a success.

        Source: Deploy v1, start environment and its job. Errors: `input.unconfirmed`, `mendixCloud.not_deployed`,
        `mendixCloud.start_job_exists`; from waiting, every code of a failed start such as
        `mendixCloud.missing_constant` or `mendixCloud.db_sync_failed`.

        Keyword arguments:

        - `auto_sync_db`: Whether the database is brought in line with the model; true. Always sent: the platform's default is not documented.
        - `confirm`: The environment's address once more: a single call that starts an app says twice which one.
        """
        return cast(
            "Operation[Environment]",
            self._operation(
                "environments", "start", (address,), {
                    "auto_sync_db": auto_sync_db,
                    "confirm": confirm,
                }
            ),
        )

    def watch_start(self, address: str, job_id: str) -> Operation[Environment]:
        """Watches a start job that was begun before.

        Source: Deploy v1, start job. Errors as in `start`; a forgotten job is answered by the environment's status.
        """
        return cast(
            "Operation[Environment]",
            self._operation(
                "environments", "watch_start", (address, job_id,), None
            ),
        )

    def start_status(self, address: str, job_id: str) -> StartJobStatus:
        """State of a start job. A failed start is an error, not a state.

        Source: Deploy v1, start job.
        """
        return cast(
            "StartJobStatus",
            self._call(
                "environments", "start_status", (address, job_id,), None
            ),
        )

    def stop(self, address: str, *, confirm: str | None = None) -> None:
        """Stops an environment. The platform gives no job: read the status until it no longer runs.

        Source: Deploy v1, stop environment. Errors: `input.unconfirmed`, `mendixCloud.stop_failed`.

        Keyword arguments:

        - `confirm`: The environment's address (for a package: the app's name) once more.
        """
        return cast(
            "None",
            self._call(
                "environments", "stop", (address,), {
                    "confirm": confirm,
                }
            ),
        )

    def package(self, address: str) -> Package | None:
        """The deployed package, or nothing when nothing is deployed.

        Source: Deploy v1, retrieve environment package.
        """
        return cast(
            "Package | None",
            self._call(
                "environments", "package", (address,), None
            ),
        )

    def transport(self, address: str, package_id: str) -> None:
        """Puts a package on a stopped environment. It runs after the next start.

        Source: Deploy v1, transport. Errors: `mendixCloud.app_is_running`, `mendixCloud.package_processing`
        (temporary), `mendixCloud.invalid_runtime_version`, `mendixCloud.transport_not_allowed`.
        """
        return cast(
            "None",
            self._call(
                "environments", "transport", (address, package_id,), None
            ),
        )

    def clean(self, address: str, *, confirm: str | None = None) -> None:
        """Erases all data of a stopped environment: database and files.

        Source: Deploy v1, clean environment. Errors: `input.unconfirmed`, `mendixCloud.not_stopped`,
        `mendixCloud.not_deployed`, `mendixCloud.clean_failed`.

        Keyword arguments:

        - `confirm`: The environment's address (for a package: the app's name) once more.
        """
        return cast(
            "None",
            self._call(
                "environments", "clean", (address,), {
                    "confirm": confirm,
                }
            ),
        )

    def settings(self, address: str) -> Settings:
        """Constants, scheduled events and custom runtime settings. Values of constants may be secrets.

        Source: Deploy v1, environment settings.
        """
        return cast(
            "Settings",
            self._call(
                "environments", "settings", (address,), None
            ),
        )

    def write_settings(self, address: str, changes: Settings) -> Settings:
        """Reads the settings, sets the constants and events that `changes` names, writes the whole document back and
        compares what comes back. Everything else is kept as it is. Takes effect at the next start.

        Source: Deploy v1, environment settings. Errors, before anything is written: `mendixCloud.constant_not_found`,
        `mendixCloud.scheduled_event_not_found`, `input.invalid` for a value of asterisks only (the platform's mask);
        afterwards `mendixCloud.settings_not_written`.
        """
        return cast(
            "Settings",
            self._call(
                "environments", "write_settings", (address, changes,), None
            ),
        )

    def scale(self, address: str, instances: int, memory_per_instance_mb: int) -> Scale:
        """Scales an environment. The platform has no call to read the present scale.

        Source: Deploy v1, scale environment. Errors: `mendixCloud.invalid_parameters`, `mendixCloud.not_supported`.
        """
        return cast(
            "Scale",
            self._call(
                "environments", "scale", (address, instances, memory_per_instance_mb,), None
            ),
        )

    def tags(self, address: str) -> tuple[str, ...]:
        """The environment's tags; empty when it has none.

        Source: Deploy v1, tags.
        """
        return cast(
            "tuple[str, ...]",
            self._call(
                "environments", "tags", (address,), None
            ),
        )

    def set_tag(self, address: str, tag: str) -> None:
        """Sets a tag.

        Source: Deploy v1, tags.
        """
        return cast(
            "None",
            self._call(
                "environments", "set_tag", (address, tag,), None
            ),
        )

    def remove_tag(self, address: str, tag: str) -> None:
        """Removes a tag. One that is not there is a success.

        Source: Deploy v1, tags (a DELETE with a body).
        """
        return cast(
            "None",
            self._call(
                "environments", "remove_tag", (address, tag,), None
            ),
        )

    def log_link(self, address: str, day: str) -> SecretValue:
        """Link to the application log of a day (`2026-03-01`). It works without credentials until it expires, so it is one.

        Source: Deploy v1, logs. Errors: `mendixCloud.not_found`, `mendixCloud.no_access`.
        """
        return cast(
            "SecretValue",
            self._call(
                "environments", "log_link", (address, day,), None
            ),
        )

    def access_log_link(self, address: str, day: str) -> SecretValue:
        """Link to the log of end-user sessions of a day.

        Source: Deploy v1, access logs. Errors as in `log_link`.
        """
        return cast(
            "SecretValue",
            self._call(
                "environments", "access_log_link", (address, day,), None
            ),
        )

    def log_lines(
        self,
        address: str,
        day: str,
        *,
        level: str | None = None,
        node: str | None = None,
        contains: str | None = None,
    ) -> Pager[LogLine]:
        """The lines of a day's application log that pass the filter, downloaded while they are read.

        Source: Deploy v1, logs. A runtime that writes more than 500 lines a second loses some, so the absence of a line
        proves nothing.

        Keyword arguments:

        - `level`: Only lines of this level, as the runtime spells it (`ERROR`); case does not matter.
        - `node`: Only lines of this log node.
        - `contains`: Only lines that contain this text.
        """
        return cast(
            "Pager[LogLine]",
            self._pager(
                "environments", "log_lines", (address, day,), {
                    "level": level,
                    "node": node,
                    "contains": contains,
                }
            ),
        )

    def permissions(self, address: str) -> tuple[Permissions, ...]:
        """What each user may do on this environment.

        Source: Deploy v4, `get-environment-permissions`; needs a personal access token with `mx:deployment:read`.
        """
        return cast(
            "tuple[Permissions, ...]",
            self._call(
                "environments", "permissions", (address,), None
            ),
        )


class AsyncEnvironments(Group):
    """Calls about environments."""

    __slots__ = ()

    async def list(self, app: str, *, details: bool = False) -> tuple[Environment, ...]:
        """The environments of an app.

        Source: Deploy v1, retrieve environments; with `details` also Deploy v4, `get-app-environments`.
        Errors: `mendixCloud.app_not_found`.

        Keyword arguments:

        - `details`: Also reads Deploy v4 for the deployed package, plan and database version; needs a personal access token.
        """
        return cast(
            "tuple[Environment, ...]",
            await self._async_call(
                "environments", "list", (app,), {
                    "details": details,
                }
            ),
        )

    async def get(self, address: str) -> Environment:
        """One environment. Its status may be stale for minutes.

        Source: Deploy v1, retrieve environment. Errors: `mendixCloud.environment_not_found`.
        """
        return cast(
            "Environment",
            await self._async_call(
                "environments", "get", (address,), None
            ),
        )

    async def start(
        self,
        address: str,
        *,
        auto_sync_db: bool | None = None,
        confirm: str | None = None,
    ) -> AsyncOperation[Environment]:
        """Starts an environment and gives the operation to wait for. An environment that runs already is a success.

        Source: Deploy v1, start environment and its job. Errors: `input.unconfirmed`, `mendixCloud.not_deployed`,
        `mendixCloud.start_job_exists`; from waiting, every code of a failed start such as
        `mendixCloud.missing_constant` or `mendixCloud.db_sync_failed`.

        Keyword arguments:

        - `auto_sync_db`: Whether the database is brought in line with the model; true. Always sent: the platform's default is not documented.
        - `confirm`: The environment's address once more: a single call that starts an app says twice which one.
        """
        return cast(
            "AsyncOperation[Environment]",
            await self._async_operation(
                "environments", "start", (address,), {
                    "auto_sync_db": auto_sync_db,
                    "confirm": confirm,
                }
            ),
        )

    async def watch_start(self, address: str, job_id: str) -> AsyncOperation[Environment]:
        """Watches a start job that was begun before.

        Source: Deploy v1, start job. Errors as in `start`; a forgotten job is answered by the environment's status.
        """
        return cast(
            "AsyncOperation[Environment]",
            await self._async_operation(
                "environments", "watch_start", (address, job_id,), None
            ),
        )

    async def start_status(self, address: str, job_id: str) -> StartJobStatus:
        """State of a start job. A failed start is an error, not a state.

        Source: Deploy v1, start job.
        """
        return cast(
            "StartJobStatus",
            await self._async_call(
                "environments", "start_status", (address, job_id,), None
            ),
        )

    async def stop(self, address: str, *, confirm: str | None = None) -> None:
        """Stops an environment. The platform gives no job: read the status until it no longer runs.

        Source: Deploy v1, stop environment. Errors: `input.unconfirmed`, `mendixCloud.stop_failed`.

        Keyword arguments:

        - `confirm`: The environment's address (for a package: the app's name) once more.
        """
        return cast(
            "None",
            await self._async_call(
                "environments", "stop", (address,), {
                    "confirm": confirm,
                }
            ),
        )

    async def package(self, address: str) -> Package | None:
        """The deployed package, or nothing when nothing is deployed.

        Source: Deploy v1, retrieve environment package.
        """
        return cast(
            "Package | None",
            await self._async_call(
                "environments", "package", (address,), None
            ),
        )

    async def transport(self, address: str, package_id: str) -> None:
        """Puts a package on a stopped environment. It runs after the next start.

        Source: Deploy v1, transport. Errors: `mendixCloud.app_is_running`, `mendixCloud.package_processing`
        (temporary), `mendixCloud.invalid_runtime_version`, `mendixCloud.transport_not_allowed`.
        """
        return cast(
            "None",
            await self._async_call(
                "environments", "transport", (address, package_id,), None
            ),
        )

    async def clean(self, address: str, *, confirm: str | None = None) -> None:
        """Erases all data of a stopped environment: database and files.

        Source: Deploy v1, clean environment. Errors: `input.unconfirmed`, `mendixCloud.not_stopped`,
        `mendixCloud.not_deployed`, `mendixCloud.clean_failed`.

        Keyword arguments:

        - `confirm`: The environment's address (for a package: the app's name) once more.
        """
        return cast(
            "None",
            await self._async_call(
                "environments", "clean", (address,), {
                    "confirm": confirm,
                }
            ),
        )

    async def settings(self, address: str) -> Settings:
        """Constants, scheduled events and custom runtime settings. Values of constants may be secrets.

        Source: Deploy v1, environment settings.
        """
        return cast(
            "Settings",
            await self._async_call(
                "environments", "settings", (address,), None
            ),
        )

    async def write_settings(self, address: str, changes: Settings) -> Settings:
        """Reads the settings, sets the constants and events that `changes` names, writes the whole document back and
        compares what comes back. Everything else is kept as it is. Takes effect at the next start.

        Source: Deploy v1, environment settings. Errors, before anything is written: `mendixCloud.constant_not_found`,
        `mendixCloud.scheduled_event_not_found`, `input.invalid` for a value of asterisks only (the platform's mask);
        afterwards `mendixCloud.settings_not_written`.
        """
        return cast(
            "Settings",
            await self._async_call(
                "environments", "write_settings", (address, changes,), None
            ),
        )

    async def scale(self, address: str, instances: int, memory_per_instance_mb: int) -> Scale:
        """Scales an environment. The platform has no call to read the present scale.

        Source: Deploy v1, scale environment. Errors: `mendixCloud.invalid_parameters`, `mendixCloud.not_supported`.
        """
        return cast(
            "Scale",
            await self._async_call(
                "environments", "scale", (address, instances, memory_per_instance_mb,), None
            ),
        )

    async def tags(self, address: str) -> tuple[str, ...]:
        """The environment's tags; empty when it has none.

        Source: Deploy v1, tags.
        """
        return cast(
            "tuple[str, ...]",
            await self._async_call(
                "environments", "tags", (address,), None
            ),
        )

    async def set_tag(self, address: str, tag: str) -> None:
        """Sets a tag.

        Source: Deploy v1, tags.
        """
        return cast(
            "None",
            await self._async_call(
                "environments", "set_tag", (address, tag,), None
            ),
        )

    async def remove_tag(self, address: str, tag: str) -> None:
        """Removes a tag. One that is not there is a success.

        Source: Deploy v1, tags (a DELETE with a body).
        """
        return cast(
            "None",
            await self._async_call(
                "environments", "remove_tag", (address, tag,), None
            ),
        )

    async def log_link(self, address: str, day: str) -> SecretValue:
        """Link to the application log of a day (`2026-03-01`). It works without credentials until it expires, so it is one.

        Source: Deploy v1, logs. Errors: `mendixCloud.not_found`, `mendixCloud.no_access`.
        """
        return cast(
            "SecretValue",
            await self._async_call(
                "environments", "log_link", (address, day,), None
            ),
        )

    async def access_log_link(self, address: str, day: str) -> SecretValue:
        """Link to the log of end-user sessions of a day.

        Source: Deploy v1, access logs. Errors as in `log_link`.
        """
        return cast(
            "SecretValue",
            await self._async_call(
                "environments", "access_log_link", (address, day,), None
            ),
        )

    def log_lines(
        self,
        address: str,
        day: str,
        *,
        level: str | None = None,
        node: str | None = None,
        contains: str | None = None,
    ) -> AsyncPager[LogLine]:
        """The lines of a day's application log that pass the filter, downloaded while they are read.

        Source: Deploy v1, logs. A runtime that writes more than 500 lines a second loses some, so the absence of a line
        proves nothing.

        Keyword arguments:

        - `level`: Only lines of this level, as the runtime spells it (`ERROR`); case does not matter.
        - `node`: Only lines of this log node.
        - `contains`: Only lines that contain this text.
        """
        return cast(
            "AsyncPager[LogLine]",
            self._async_pager(
                "environments", "log_lines", (address, day,), {
                    "level": level,
                    "node": node,
                    "contains": contains,
                }
            ),
        )

    async def permissions(self, address: str) -> tuple[Permissions, ...]:
        """What each user may do on this environment.

        Source: Deploy v4, `get-environment-permissions`; needs a personal access token with `mx:deployment:read`.
        """
        return cast(
            "tuple[Permissions, ...]",
            await self._async_call(
                "environments", "permissions", (address,), None
            ),
        )


class Packages(PackagesMembers):
    """Calls about packages."""

    __slots__ = ()

    def list(self, app: str) -> tuple[Package, ...]:
        """The app's packages, newest first. Unused ones are deleted within 15 days.

        Source: Build API, retrieve packages. Errors: `mendixCloud.invalid_app_id`.
        """
        return cast(
            "tuple[Package, ...]",
            self._call(
                "packages", "list", (app,), None
            ),
        )

    def get(self, app: str, package_id: str) -> Package:
        """One package.

        Source: Build API, retrieve package. Errors: `mendixCloud.package_not_found`.
        """
        return cast(
            "Package",
            self._call(
                "packages", "get", (app, package_id,), None
            ),
        )

    def build(
        self,
        app: str,
        branch: str,
        revision: str,
        version: str,
        *,
        description: str | None = None,
    ) -> Operation[Package]:
        """Builds a package from a revision and gives the operation to wait for. On a Free App, building deploys.

        `branch` is `main` or `branches/<name>` for Git, `trunk` or `branches/<name>` for SVN; `revision` is a commit
        hash or a revision number as text; `version` has three parts, the package gets a fourth.

        Source: Build API, start building. Errors: `mendixCloud.invalid_version`, `mendixCloud.build_failed`.

        Keyword arguments:

        - `description`: Words stored with the package.
        """
        return cast(
            "Operation[Package]",
            self._operation(
                "packages", "build", (app, branch, revision, version,), {
                    "description": description,
                }
            ),
        )

    def watch_build(self, app: str, package_id: str) -> Operation[Package]:
        """Watches a build that was begun before.

        Source: Build API, retrieve package.
        """
        return cast(
            "Operation[Package]",
            self._operation(
                "packages", "watch_build", (app, package_id,), None
            ),
        )

    def upload_status(self, app: str, job_id: str) -> UploadJobStatus:
        """State of an upload's job.

        Source: Deploy v2, job status.
        """
        return cast(
            "UploadJobStatus",
            self._call(
                "packages", "upload_status", (app, job_id,), None
            ),
        )

    def watch_upload(self, app: str, upload: Upload) -> Operation[Package]:
        """Watches an upload until its package is usable.

        Source: Deploy v2, job status; Build API, retrieve package. Errors: `mendixCloud.upload_job_failed`,
        `mendixCloud.invalid_package`.
        """
        return cast(
            "Operation[Package]",
            self._operation(
                "packages", "watch_upload", (app, upload,), None
            ),
        )

    def delete(self, app: str, package_id: str, *, confirm: str | None = None) -> None:
        """Deletes a package; `confirm` repeats the app's name. Refused while an environment runs it or has it deployed, and
        while the newest savepoint of an environment, in the user's own journal, leads back to it.

        Source: Build API, delete package. Errors: `input.unconfirmed`, `mendixCloud.package_in_use`,
        `mendixCloud.package_not_found`.

        Keyword arguments:

        - `confirm`: The environment's address (for a package: the app's name) once more.
        """
        return cast(
            "None",
            self._call(
                "packages", "delete", (app, package_id,), {
                    "confirm": confirm,
                }
            ),
        )

    def download(self, app: str, package_id: str, path: str) -> str:
        """Downloads a package to a file. The file appears when it is complete. Gives its SHA-256.

        Source: Build API, retrieve package with `url=true`. Errors: `mendixCloud.package_not_found`,
        `mendixCloud.build_not_succeeded`, `mendixCloud.link_expired`, `file.failed`.
        """
        return cast(
            "str",
            self._call(
                "packages", "download", (app, package_id, path,), None
            ),
        )


class AsyncPackages(AsyncPackagesMembers):
    """Calls about packages."""

    __slots__ = ()

    async def list(self, app: str) -> tuple[Package, ...]:
        """The app's packages, newest first. Unused ones are deleted within 15 days.

        Source: Build API, retrieve packages. Errors: `mendixCloud.invalid_app_id`.
        """
        return cast(
            "tuple[Package, ...]",
            await self._async_call(
                "packages", "list", (app,), None
            ),
        )

    async def get(self, app: str, package_id: str) -> Package:
        """One package.

        Source: Build API, retrieve package. Errors: `mendixCloud.package_not_found`.
        """
        return cast(
            "Package",
            await self._async_call(
                "packages", "get", (app, package_id,), None
            ),
        )

    async def build(
        self,
        app: str,
        branch: str,
        revision: str,
        version: str,
        *,
        description: str | None = None,
    ) -> AsyncOperation[Package]:
        """Builds a package from a revision and gives the operation to wait for. On a Free App, building deploys.

        `branch` is `main` or `branches/<name>` for Git, `trunk` or `branches/<name>` for SVN; `revision` is a commit
        hash or a revision number as text; `version` has three parts, the package gets a fourth.

        Source: Build API, start building. Errors: `mendixCloud.invalid_version`, `mendixCloud.build_failed`.

        Keyword arguments:

        - `description`: Words stored with the package.
        """
        return cast(
            "AsyncOperation[Package]",
            await self._async_operation(
                "packages", "build", (app, branch, revision, version,), {
                    "description": description,
                }
            ),
        )

    async def watch_build(self, app: str, package_id: str) -> AsyncOperation[Package]:
        """Watches a build that was begun before.

        Source: Build API, retrieve package.
        """
        return cast(
            "AsyncOperation[Package]",
            await self._async_operation(
                "packages", "watch_build", (app, package_id,), None
            ),
        )

    async def upload_status(self, app: str, job_id: str) -> UploadJobStatus:
        """State of an upload's job.

        Source: Deploy v2, job status.
        """
        return cast(
            "UploadJobStatus",
            await self._async_call(
                "packages", "upload_status", (app, job_id,), None
            ),
        )

    async def watch_upload(self, app: str, upload: Upload) -> AsyncOperation[Package]:
        """Watches an upload until its package is usable.

        Source: Deploy v2, job status; Build API, retrieve package. Errors: `mendixCloud.upload_job_failed`,
        `mendixCloud.invalid_package`.
        """
        return cast(
            "AsyncOperation[Package]",
            await self._async_operation(
                "packages", "watch_upload", (app, upload,), None
            ),
        )

    async def delete(self, app: str, package_id: str, *, confirm: str | None = None) -> None:
        """Deletes a package; `confirm` repeats the app's name. Refused while an environment runs it or has it deployed, and
        while the newest savepoint of an environment, in the user's own journal, leads back to it.

        Source: Build API, delete package. Errors: `input.unconfirmed`, `mendixCloud.package_in_use`,
        `mendixCloud.package_not_found`.

        Keyword arguments:

        - `confirm`: The environment's address (for a package: the app's name) once more.
        """
        return cast(
            "None",
            await self._async_call(
                "packages", "delete", (app, package_id,), {
                    "confirm": confirm,
                }
            ),
        )

    async def download(self, app: str, package_id: str, path: str) -> str:
        """Downloads a package to a file. The file appears when it is complete. Gives its SHA-256.

        Source: Build API, retrieve package with `url=true`. Errors: `mendixCloud.package_not_found`,
        `mendixCloud.build_not_succeeded`, `mendixCloud.link_expired`, `file.failed`.
        """
        return cast(
            "str",
            await self._async_call(
                "packages", "download", (app, package_id, path,), None
            ),
        )


class Repository(Group):
    """Calls about the repository of an app."""

    __slots__ = ()

    def branches(self, app: str) -> Pager[Branch]:
        """The app's branches, page by page. Use a name as it is spelled here.

        Source: App Repository API, branches; needs a personal access token.
        """
        return cast(
            "Pager[Branch]",
            self._pager(
                "repository", "branches", (app,), None
            ),
        )

    def branch(self, app: str, branch: str) -> Branch:
        """One branch with its newest commit.

        Source: App Repository API, branch. Errors: `mendixCloud.branch_not_found`.
        """
        return cast(
            "Branch",
            self._call(
                "repository", "branch", (app, branch,), None
            ),
        )

    def commits(self, app: str, branch: str) -> Pager[Commit]:
        """The commits of a branch, newest first, back to the first one of the repository.

        Source: App Repository API, commits. Errors: `mendixCloud.branch_not_found`.
        """
        return cast(
            "Pager[Commit]",
            self._pager(
                "repository", "commits", (app, branch,), None
            ),
        )

    def stories(self, app: str) -> Pager[Story]:
        """The stories of the app's backlog, page by page.

        Source: Epics API, stories; needs a personal access token with the scope `mx:epics:read`.
        """
        return cast(
            "Pager[Story]",
            self._pager(
                "repository", "stories", (app,), None
            ),
        )

    def trace(
        self,
        app: str,
        version: str,
        *,
        since: str | None = None,
        branch: str | None = None,
    ) -> Trace:
        """Follows a version to its revision, to the commits it brings and to their stories.

        A version that the platform or mxbuild gave ends with the revision: `2.5.4.1f3a9c07`. The branch is not recorded;
        all of them are searched, the given one and the main line first. What cannot be found is said in the result and
        is no error.

        Source: App Repository API and Epics API; needs a personal access token, for titles of stories with the scope
        `mx:epics:read`.

        Keyword arguments:

        - `since`: An older version: the trace has the commits after it.
        - `branch`: The branch to look at first. The platform does not record from which branch a package was built.
        """
        return cast(
            "Trace",
            self._call(
                "repository", "trace", (app, version,), {
                    "since": since,
                    "branch": branch,
                }
            ),
        )


class AsyncRepository(Group):
    """Calls about the repository of an app."""

    __slots__ = ()

    def branches(self, app: str) -> AsyncPager[Branch]:
        """The app's branches, page by page. Use a name as it is spelled here.

        Source: App Repository API, branches; needs a personal access token.
        """
        return cast(
            "AsyncPager[Branch]",
            self._async_pager(
                "repository", "branches", (app,), None
            ),
        )

    async def branch(self, app: str, branch: str) -> Branch:
        """One branch with its newest commit.

        Source: App Repository API, branch. Errors: `mendixCloud.branch_not_found`.
        """
        return cast(
            "Branch",
            await self._async_call(
                "repository", "branch", (app, branch,), None
            ),
        )

    def commits(self, app: str, branch: str) -> AsyncPager[Commit]:
        """The commits of a branch, newest first, back to the first one of the repository.

        Source: App Repository API, commits. Errors: `mendixCloud.branch_not_found`.
        """
        return cast(
            "AsyncPager[Commit]",
            self._async_pager(
                "repository", "commits", (app, branch,), None
            ),
        )

    def stories(self, app: str) -> AsyncPager[Story]:
        """The stories of the app's backlog, page by page.

        Source: Epics API, stories; needs a personal access token with the scope `mx:epics:read`.
        """
        return cast(
            "AsyncPager[Story]",
            self._async_pager(
                "repository", "stories", (app,), None
            ),
        )

    async def trace(
        self,
        app: str,
        version: str,
        *,
        since: str | None = None,
        branch: str | None = None,
    ) -> Trace:
        """Follows a version to its revision, to the commits it brings and to their stories.

        A version that the platform or mxbuild gave ends with the revision: `2.5.4.1f3a9c07`. The branch is not recorded;
        all of them are searched, the given one and the main line first. What cannot be found is said in the result and
        is no error.

        Source: App Repository API and Epics API; needs a personal access token, for titles of stories with the scope
        `mx:epics:read`.

        Keyword arguments:

        - `since`: An older version: the trace has the commits after it.
        - `branch`: The branch to look at first. The platform does not record from which branch a package was built.
        """
        return cast(
            "Trace",
            await self._async_call(
                "repository", "trace", (app, version,), {
                    "since": since,
                    "branch": branch,
                }
            ),
        )


class ClientGroups:
    """The groups of calls of a client."""

    __slots__ = ()

    if TYPE_CHECKING:

        @property
        def _native(self) -> _native.Client: ...

    @property
    def apps(self) -> Apps:
        """Calls about apps."""
        return Apps(self._native)

    @property
    def backups(self) -> Backups:
        """Calls about backups."""
        return Backups(self._native)

    @property
    def environments(self) -> Environments:
        """Calls about environments."""
        return Environments(self._native)

    @property
    def packages(self) -> Packages:
        """Calls about packages."""
        return Packages(self._native)

    @property
    def repository(self) -> Repository:
        """Calls about the repository of an app."""
        return Repository(self._native)


class AsyncClientGroups:
    """The groups of calls of a client."""

    __slots__ = ()

    if TYPE_CHECKING:

        @property
        def _native(self) -> _native.Client: ...

    @property
    def apps(self) -> AsyncApps:
        """Calls about apps."""
        return AsyncApps(self._native)

    @property
    def backups(self) -> AsyncBackups:
        """Calls about backups."""
        return AsyncBackups(self._native)

    @property
    def environments(self) -> AsyncEnvironments:
        """Calls about environments."""
        return AsyncEnvironments(self._native)

    @property
    def packages(self) -> AsyncPackages:
        """Calls about packages."""
        return AsyncPackages(self._native)

    @property
    def repository(self) -> AsyncRepository:
        """Calls about the repository of an app."""
        return AsyncRepository(self._native)
