"""Pagers and operations: what a platform hands out piece by piece, and its jobs that go on without us."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Generator, Iterator
    from typing import Any

    from . import _native
    from ._generated.clients import OperationProgress

T = TypeVar("T")


class Pager(Generic[T]):
    """Items of a listing, fetched page by page as they are asked for."""

    __slots__ = ("_native",)

    def __init__(self, native: _native.Pager[T]) -> None:
        self._native = native

    def __iter__(self) -> Iterator[T]:
        while (item := self._native.next().wait()) is not None:
            yield item

    def next_page(self) -> tuple[T, ...] | None:
        """The items of the next page; `None` after the last one."""
        return self._native.next_page().wait()


class AsyncPager(Generic[T]):
    """Items of a listing, fetched page by page as they are asked for."""

    __slots__ = ("_native",)

    def __init__(self, native: _native.Pager[T]) -> None:
        self._native = native

    async def __aiter__(self) -> AsyncIterator[T]:
        while (item := await self._native.next()) is not None:
            yield item

    async def next_page(self) -> tuple[T, ...] | None:
        """The items of the next page; `None` after the last one."""
        return await self._native.next_page()


class Operation(Generic[T]):
    """A job of the platform that goes on without us. Iterate it for progress, `wait()` for its result.

    Stopping to wait does not stop the platform's work; `id` resumes it elsewhere.
    """

    __slots__ = ("_native",)

    def __init__(self, native: _native.Operation[T]) -> None:
        self._native = native

    @property
    def id(self) -> str:
        """The operation's id on the platform."""
        return self._native.id

    def __iter__(self) -> Iterator[OperationProgress]:
        while (progress := self._native.next_progress().wait()) is not None:
            yield progress

    def wait(self) -> T:
        """Waits for the end."""
        return self._native.result().wait()

    def poll(self) -> T | None:
        """Looks once; `None` while it goes on."""
        return self._native.poll().wait()


class AsyncOperation(Generic[T]):
    """A job of the platform that goes on without us. Iterate it for progress, await it for its result.

    Cancelling the wait does not stop the platform's work; `id` resumes it elsewhere.
    """

    __slots__ = ("_native",)

    def __init__(self, native: _native.Operation[T]) -> None:
        self._native = native

    @property
    def id(self) -> str:
        """The operation's id on the platform."""
        return self._native.id

    async def __aiter__(self) -> AsyncIterator[OperationProgress]:
        while (progress := await self._native.next_progress()) is not None:
            yield progress

    def __await__(self) -> Generator[Any, None, T]:
        return self._native.result().__await__()

    async def wait(self) -> T:
        """Waits for the end."""
        return await self._native.result()

    async def poll(self) -> T | None:
        """Looks once; `None` while it goes on."""
        return await self._native.poll()
