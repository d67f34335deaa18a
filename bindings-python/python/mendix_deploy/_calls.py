"""The one way from the generated methods into the native module."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from . import _native


class Group:
    """A group of calls of a client."""

    __slots__ = ("_client",)

    def __init__(self, client: _native.Client) -> None:
        self._client = client
