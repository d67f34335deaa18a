# Generated from the Rust core by `cargo xtask generate`. Do not edit.
"""The calls of the client, by group, with their documentation and types."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from .._calls import Group

if TYPE_CHECKING:
    from .. import _native


class ClientGroups:
    """The groups of calls of a client."""

    __slots__ = ("_native",)
    _native: _native.Client


class AsyncClientGroups:
    """The groups of calls of a client."""

    __slots__ = ("_native",)
    _native: _native.Client
