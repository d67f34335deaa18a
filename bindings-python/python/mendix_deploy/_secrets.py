"""Secrets: `Resolver` blocks, `AsyncResolver` awaits; both give secrets that nothing prints by accident."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from . import _native

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any, Self, Unpack

    from ._generated.options import ResolveOptionsKeywords, ResolverOptionsKeywords
    from ._generated.secrets import CommandOutput, ResolutionReport, SecretFailure, SecretRequest
    from ._native import OwnStore, SecretValue


class _ResolvedSecrets:
    """What both kinds of resolved secrets share."""

    __slots__ = ("_native",)

    def __init__(self, native: _native.ResolvedSecrets) -> None:
        self._native = native

    @property
    def slots(self) -> Sequence[str]:
        """The slots that have a value, in the order asked."""
        return self._native.slots

    @property
    def report(self) -> ResolutionReport:
        """What was read from where, without a value. Its versions are a lock for `resolve`."""
        return self._native.report

    def get(self, slot: str) -> SecretValue:
        """The secret of a slot."""
        return self._native.get(slot)

    def scrub(self, text: str) -> str:
        """The text without these secrets, in plain and in the spellings that programs give them."""
        return self._native.scrub(text)

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"

    def __reduce__(self) -> Any:
        raise TypeError("resolved secrets are neither copied nor pickled")


class ResolvedSecrets(_ResolvedSecrets):
    """Secrets by slot. Leaving its block forgets them."""

    __slots__ = ()

    def run(self, command: Sequence[str], *, env: Mapping[str, str] | None = None) -> CommandOutput:
        """Runs a program with secrets in its environment, and takes them out of what it says.

        `env` maps names of variables to slots. The values do not enter this interpreter.
        """
        return self._native.run(list(command), dict(env or {})).wait()

    def close(self) -> None:
        """Forgets the secrets."""
        self._native.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class AsyncResolvedSecrets(_ResolvedSecrets):
    """Secrets by slot, for asyncio. Leaving its block forgets them."""

    __slots__ = ()

    async def run(self, command: Sequence[str], *, env: Mapping[str, str] | None = None) -> CommandOutput:
        """Runs a program with secrets in its environment, and takes them out of what it says.

        `env` maps names of variables to slots. The values do not enter this interpreter.
        """
        return await self._native.run(list(command), dict(env or {}))

    async def close(self) -> None:
        """Forgets the secrets."""
        self._native.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()


class _Resolver:
    """What both kinds of resolver share."""

    __slots__ = ("_native",)

    def __init__(
        self,
        *,
        folder: str | os.PathLike[str] | None = None,
        own_stores: Mapping[str, OwnStore] | None = None,
        **options: Unpack[ResolverOptionsKeywords],
    ) -> None:
        """A resolver with these stores. Nothing is contacted yet.

        `folder` is where relative files are looked for: the landscape's. `own_stores` are objects with a method
        `fetch(reference)` that gives a text, bytes, or a mapping of keys, and raises `KeyError` for what is not there;
        their attribute `kind` says which scheme names them, `vault` unless it is there.
        """
        self._native = _native.Resolver(dict(options), folder, dict(own_stores or {}))

    def check(self, requests: Mapping[str, str] | Iterable[SecretRequest]) -> Sequence[SecretFailure]:
        """What is known to fail, without asking any store: mistakes in references, stores that are not there."""
        return self._native.check(_requests(requests))

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"


class Resolver(_Resolver):
    """Reads secrets from stores, each object once, all or none. Leaving its block gives back tokens it obtained."""

    __slots__ = ()

    def resolve(
        self,
        requests: Mapping[str, str] | Iterable[SecretRequest],
        **options: Unpack[ResolveOptionsKeywords],
    ) -> ResolvedSecrets:
        """Resolves every slot, or raises `SecretsUnresolvedError` whose `detail.failures` has everything that failed."""
        return ResolvedSecrets(self._native.resolve(_requests(requests), dict(options)).wait())

    def close(self) -> None:
        """Forgets what is in memory and gives back the tokens that were obtained."""
        self._native.close().wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class AsyncResolver(_Resolver):
    """Reads secrets from stores, each object once, all or none, for asyncio."""

    __slots__ = ()

    async def resolve(
        self,
        requests: Mapping[str, str] | Iterable[SecretRequest],
        **options: Unpack[ResolveOptionsKeywords],
    ) -> AsyncResolvedSecrets:
        """Resolves every slot, or raises `SecretsUnresolvedError` whose `detail.failures` has everything that failed."""
        return AsyncResolvedSecrets(await self._native.resolve(_requests(requests), dict(options)))

    async def close(self) -> None:
        """Forgets what is in memory and gives back the tokens that were obtained."""
        await self._native.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()


def _requests(requests: Mapping[str, str] | Iterable[SecretRequest]) -> list[Any]:
    """Slots in the order given."""
    if hasattr(requests, "items"):
        return [{"slot": slot, "reference": reference} for slot, reference in requests.items()]
    return list(requests)
