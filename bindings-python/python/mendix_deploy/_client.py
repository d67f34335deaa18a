"""The client: `Client` blocks, also inside a notebook's running loop; `AsyncClient` awaits."""

from __future__ import annotations

import os
import warnings
from typing import TYPE_CHECKING, Any

from . import _native
from ._generated.calls import AsyncClientGroups, ClientGroups
from ._run import AsyncRun, Run

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType
    from typing import Self, Unpack

    from ._generated.changes import Change
    from ._generated.clients import ContactedHost
    from ._generated.options import (
        ActivityOptionsKeywords,
        ClientOptionsKeywords,
        PlanOptionsKeywords,
        ResumeOptionsKeywords,
        StartRunOptionsKeywords,
    )
    from ._generated.plans import Plan
    from ._generated.runs import JournalEntry
    from ._native import Environment, SecretValue
    from ._secrets import AsyncResolver, Resolver


class _Client:
    """What both kinds of client share."""

    __slots__ = ("_native",)

    def __init__(
        self,
        *,
        username: str | None = None,
        api_key: SecretValue | None = None,
        pat: SecretValue | None = None,
        proxy_username: str | None = None,
        proxy_password: SecretValue | None = None,
        **options: Unpack[ClientOptionsKeywords],
    ) -> None:
        """A client with these credentials. Nothing is sent yet.

        `username` with `api_key` for everything that deploys, `pat` for Deploy v4 and the App Repository; a call names
        the credential it misses. `proxy_username` with `proxy_password` is the login at the proxy of the option `proxy`.
        Half of a pair is refused with `credentials.missing`.
        """
        self._native = _native.Client(username, api_key, pat, proxy_username, proxy_password, _paths(options))

    @classmethod
    def from_env(cls) -> Self:
        """A client from environment variables.

        `MENDIX_DEPLOY_USERNAME` with `MENDIX_DEPLOY_API_KEY`, and `MENDIX_DEPLOY_PAT`; where set also the endpoints
        `MENDIX_DEPLOY_ENDPOINT`, `MENDIX_DEPLOY_CLOUD_ENDPOINT`, `MENDIX_DEPLOY_REPOSITORY_ENDPOINT`, and the proxy
        `MENDIX_DEPLOY_PROXY` with its exceptions `MENDIX_DEPLOY_NO_PROXY` and its login
        `MENDIX_DEPLOY_PROXY_USERNAME` and `MENDIX_DEPLOY_PROXY_PASSWORD`.
        """
        return cls._of(_native.Client.from_env())

    @classmethod
    def _of(cls, native: _native.Client) -> Self:
        client = cls.__new__(cls)
        client._native = native
        return client

    @property
    def hosts(self) -> Sequence[ContactedHost]:
        """Every host that this client may contact, by name or by rule, with what may be sent there."""
        return self._native.hosts

    @property
    def username(self) -> str | None:
        """The user of the API key."""
        return self._native.username

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {', '.join(own.host for own in self.hosts if own.host)}>"


class Client(_Client, ClientGroups):
    """A client of Mendix Cloud that blocks. Works in scripts, threads, and notebooks.

    Leaving its block stops its runs at their next safe point.
    """

    __slots__ = ()

    def plan(self, environment: Environment, change: Change, **options: Unpack[PlanOptionsKeywords]) -> Plan:
        """Reads the facts and makes a plan: a value, to be looked at, saved, approved, started."""
        return self._native.plan(environment, change, dict(options)).wait()

    def start(
        self, plan: Plan, *, secrets: Resolver | AsyncResolver | None = None, **options: Unpack[StartRunOptionsKeywords]
    ) -> Run:
        """Starts a plan. Returns once lock and first journal record are durable; refusals are raised here.

        `secrets` resolves the secret references of constants, at the moment they are written.
        """
        return Run(self._native.start(plan, _paths(options), _resolver(secrets)).wait())

    def resume(
        self, run: str, *, secrets: Resolver | AsyncResolver | None = None, **options: Unpack[ResumeOptionsKeywords]
    ) -> Run:
        """Continues a run, from any machine that reaches its journal."""
        return Run(self._native.resume(run, _paths(options), _resolver(secrets)).wait())

    def activity(self, address: str, **options: Unpack[ActivityOptionsKeywords]) -> Sequence[JournalEntry]:
        """What the journals say about an environment, oldest first."""
        return self._native.activity(address, _paths(options)).wait()

    def close(self) -> None:
        """Stops every run of this client at its next safe point."""
        _told(self._native.leave().wait())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


class AsyncClient(_Client, AsyncClientGroups):
    """A client of Mendix Cloud for asyncio.

    Leaving its block stops its runs at their next safe point.
    """

    __slots__ = ()

    async def plan(self, environment: Environment, change: Change, **options: Unpack[PlanOptionsKeywords]) -> Plan:
        """Reads the facts and makes a plan: a value, to be looked at, saved, approved, started."""
        return await self._native.plan(environment, change, dict(options))

    async def start(
        self, plan: Plan, *, secrets: Resolver | AsyncResolver | None = None, **options: Unpack[StartRunOptionsKeywords]
    ) -> AsyncRun:
        """Starts a plan. Returns once lock and first journal record are durable; refusals are raised here.

        `secrets` resolves the secret references of constants, at the moment they are written.
        """
        return AsyncRun(await self._native.start(plan, _paths(options), _resolver(secrets)))

    async def resume(
        self, run: str, *, secrets: Resolver | AsyncResolver | None = None, **options: Unpack[ResumeOptionsKeywords]
    ) -> AsyncRun:
        """Continues a run, from any machine that reaches its journal."""
        return AsyncRun(await self._native.resume(run, _paths(options), _resolver(secrets)))

    async def activity(self, address: str, **options: Unpack[ActivityOptionsKeywords]) -> Sequence[JournalEntry]:
        """What the journals say about an environment, oldest first."""
        return await self._native.activity(address, _paths(options))

    async def close(self) -> None:
        """Stops every run of this client at its next safe point."""
        _told(await self._native.leave())

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()


def _paths(options: Any) -> dict[str, Any]:
    """The options as a dict, with paths as text."""
    return {key: os.fspath(value) if isinstance(value, os.PathLike) else value for key, value in options.items()}


def _resolver(secrets: Resolver | AsyncResolver | None) -> _native.Resolver | None:
    return None if secrets is None else secrets._native


def _told(stopped: Sequence[str]) -> None:
    for run in stopped:
        warnings.warn(
            f"the run {run} was stopped at a safe point because its client was left; resume it by its id",
            RuntimeWarning,
            stacklevel=3,
        )
