"""Uploads: what the generated group of packages cannot express."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._calls import Group

if TYPE_CHECKING:
    from collections.abc import AsyncIterable, Callable, Iterable
    from os import PathLike
    from typing import TypeAlias

    from ._generated.clients import Progress
    from ._generated.cloud import Upload
    from ._native import Package

    Source: TypeAlias = Package | str | PathLike[str] | bytes | bytearray | memoryview | Iterable[bytes]


class PackagesMembers(Group):
    """Uploads, blocking."""

    __slots__ = ()

    def upload(
        self,
        app: str,
        source: Source,
        *,
        name: str | None = None,
        sha256: str | None = None,
        on_progress: Callable[[Progress], object] | None = None,
    ) -> Upload:
        """Uploads a package and says which package it became; wait for it with `watch_upload`.

        Memory does not grow with the file, and SHA-256 is computed on the way. `on_progress` is called on this thread,
        as is a given iterator.

        Keyword arguments:

        - `name`: The package's name on the platform; the file's name when left out.
        - `sha256`: The SHA-256 the bytes must have; the upload is broken off before its end if they have not.
        - `on_progress`: Called after each piece, and once at the end.
        """
        return self._client.upload(app, source, {"name": name, "sha256": sha256}, on_progress).wait()


class AsyncPackagesMembers(Group):
    """Uploads, asynchronous."""

    __slots__ = ()

    async def upload(
        self,
        app: str,
        source: Source | AsyncIterable[bytes],
        *,
        name: str | None = None,
        sha256: str | None = None,
        on_progress: Callable[[Progress], object] | None = None,
    ) -> Upload:
        """Uploads a package and says which package it became; wait for it with `watch_upload`.

        Memory does not grow with the file, and SHA-256 is computed on the way. `on_progress` is called on the event
        loop, as is a given iterator.

        Keyword arguments:

        - `name`: The package's name on the platform; the file's name when left out.
        - `sha256`: The SHA-256 the bytes must have; the upload is broken off before its end if they have not.
        - `on_progress`: Called after each piece, and once at the end.
        """
        return await self._client.upload(app, source, {"name": name, "sha256": sha256}, on_progress)
