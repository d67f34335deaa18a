"""A database that is read: `Database` blocks, `AsyncDatabase` awaits."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from . import _native

if TYPE_CHECKING:
    from typing import Any, Self, Unpack

    from ._generated.comparisons import ChangeDirection, Changes
    from ._generated.models import AppModel
    from ._generated.options import DatabaseOptionsKeywords
    from ._native import SecretValue


class _Database:
    """What both kinds of database share."""

    __slots__ = ("_native",)

    def __init__(self, native: _native.Database) -> None:
        self._native = native

    @property
    def name(self) -> str:
        """The name of the database."""
        return self._native.name

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.name}>"


class Database(_Database):
    """A connection to a PostgreSQL database of an app, for reading.

    The session refuses writes, and every query has a time limit. Calls take turns. Leaving its block ends the session.
    """

    __slots__ = ()

    @classmethod
    def connect(cls, *, password: SecretValue | None = None, **options: Unpack[DatabaseOptionsKeywords]) -> Self:
        """Connects, and makes the session refuse writes."""
        return cls(_native.Database.connect(password, _given(options)).wait())

    def catalogue(self) -> AppModel:
        """What is stored, as the runtime's catalogue in this database has it: the old side of a comparison."""
        return self._native.catalogue().wait()

    def answer(self, changes: Changes, direction: ChangeDirection) -> Changes:
        """Asks this database the questions of a comparison that are about one direction, and decides again.

        `forward` before the new version starts, `backward` before the old version starts again. The comparison that was
        given stays as it is. A question that cannot be answered, such as for lack of time or rights, says why and stays
        open; nothing is ever called safe because of it.
        """
        return self._native.answer(changes, direction).wait()

    def close(self) -> None:
        """Ends the session, once the calls under way have ended."""
        self._native.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class AsyncDatabase(_Database):
    """A connection to a PostgreSQL database of an app, for reading, for asyncio.

    The session refuses writes, and every query has a time limit. Calls take turns. Leaving its block ends the session.
    """

    __slots__ = ()

    @classmethod
    async def connect(cls, *, password: SecretValue | None = None, **options: Unpack[DatabaseOptionsKeywords]) -> Self:
        """Connects, and makes the session refuse writes."""
        return cls(await _native.Database.connect(password, _given(options)))

    async def catalogue(self) -> AppModel:
        """What is stored, as the runtime's catalogue in this database has it: the old side of a comparison."""
        return await self._native.catalogue()

    async def answer(self, changes: Changes, direction: ChangeDirection) -> Changes:
        """Asks this database the questions of a comparison that are about one direction, and decides again.

        `forward` before the new version starts, `backward` before the old version starts again. The comparison that was
        given stays as it is. A question that cannot be answered, such as for lack of time or rights, says why and stays
        open; nothing is ever called safe because of it.
        """
        return await self._native.answer(changes, direction)

    async def close(self) -> None:
        """Ends the session, once the calls under way have ended."""
        self._native.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()


def _given(options: Any) -> dict[str, Any]:
    """The options as a dict, with paths as text."""
    texts = {key: os.fspath(value) if isinstance(value, os.PathLike) else value for key, value in options.items()}
    if isinstance(texts.get("ca_certificates"), (list, tuple)):
        texts["ca_certificates"] = [os.fspath(path) for path in texts["ca_certificates"]]
    return texts
