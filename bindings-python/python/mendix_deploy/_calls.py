"""The one way from the generated methods into the native module."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from . import _native
    from ._handles import AsyncOperation, AsyncPager, Operation, Pager

    Options = dict[str, Any] | None


class Group:
    """A group of calls of a client."""

    __slots__ = ("_client",)

    def __init__(self, client: _native.Client) -> None:
        self._client = client

    def _call(self, group: str, method: str, arguments: tuple[Any, ...], options: Options) -> Any:
        return self._client.call(group, method, arguments, options).wait()

    async def _async_call(self, group: str, method: str, arguments: tuple[Any, ...], options: Options) -> Any:
        return await self._client.call(group, method, arguments, options)

    def _operation(self, group: str, method: str, arguments: tuple[Any, ...], options: Options) -> Operation[Any]:
        from ._handles import Operation

        return Operation(self._client.call(group, method, arguments, options).wait())

    async def _async_operation(
        self, group: str, method: str, arguments: tuple[Any, ...], options: Options
    ) -> AsyncOperation[Any]:
        from ._handles import AsyncOperation

        return AsyncOperation(await self._client.call(group, method, arguments, options))

    def _pager(self, group: str, method: str, arguments: tuple[Any, ...], options: Options) -> Pager[Any]:
        from ._handles import Pager

        return Pager(self._client.call(group, method, arguments, options))

    def _async_pager(self, group: str, method: str, arguments: tuple[Any, ...], options: Options) -> AsyncPager[Any]:
        from ._handles import AsyncPager

        return AsyncPager(self._client.call(group, method, arguments, options))
