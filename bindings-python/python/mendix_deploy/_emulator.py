"""The stand-in for Mendix Cloud: state, faults, and a clock that its user controls."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import _native

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Self, Unpack

    from ._client import AsyncClient, Client
    from ._generated.options import ClientOptionsKeywords


class Emulator:
    """A stateful stand-in for Mendix Cloud on loopback, for tests and drills.

    Time passes when `advance` says so, and by a second per request; a client of `client()` waits by this clock, so
    nothing takes real time. Seeds, faults and changes are documents; see the emulator's own documentation.
    """

    __slots__ = ("_native",)

    def __init__(self, seed: Mapping[str, Any] | None = None) -> None:
        self._native = _native.Emulator(seed)

    @property
    def url(self) -> str:
        """`http://127.0.0.1:port`, without a slash at the end."""
        return self._native.url

    @property
    def endpoints(self) -> dict[str, str]:
        """What stands for each of the platform's hosts."""
        return self._native.endpoints

    @property
    def credentials(self) -> dict[str, str]:
        """Credentials of the first user: `username`, `apiKey`, `pat`. They open nothing but this emulator."""
        return self._native.credentials

    @property
    def now_ms(self) -> int:
        """The virtual time in milliseconds since 1970."""
        return self._native.now_ms

    @property
    def effects(self) -> Sequence[dict[str, Any]]:
        """What requests changed, in order, with the identity of each request."""
        return self._native.effects

    @property
    def requests(self) -> Sequence[dict[str, Any]]:
        """All requests in the order of their answers, without credentials."""
        return self._native.requests

    @property
    def state(self) -> dict[str, Any]:
        """Everything the stand-in remembers, without credentials."""
        return self._native.state

    def client(self, **options: Unpack[ClientOptionsKeywords]) -> Client:
        """A client of this platform whose waiting moves this clock."""
        from ._client import Client

        return Client._of(self._native.client(dict(options)))

    def async_client(self, **options: Unpack[ClientOptionsKeywords]) -> AsyncClient:
        """An asynchronous client of this platform whose waiting moves this clock."""
        from ._client import AsyncClient

        return AsyncClient._of(self._native.client(dict(options)))

    def advance(self, milliseconds: int) -> None:
        """Moves the virtual time on. Jobs progress by it alone."""
        self._native.advance(milliseconds)

    def set_auto_advance(self, milliseconds: int) -> None:
        """How far every request moves the virtual time; 1000 at the start, 0 stands still."""
        self._native.set_auto_advance(milliseconds)

    def inject(self, fault: Mapping[str, Any]) -> int:
        """Injects a fault and gives its number."""
        return self._native.inject(fault)

    def clear_faults(self) -> None:
        """Removes all faults and lets stalled requests go on."""
        self._native.clear_faults()

    def apply(self, change: Mapping[str, Any]) -> Any:
        """Makes a change as somebody else would."""
        return self._native.apply(change)

    def reset(self) -> None:
        """Back to the seed: state, clock, records and faults."""
        self._native.reset()

    def stop(self) -> None:
        """Stops the server; records and state stay readable."""
        self._native.stop()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def __repr__(self) -> str:
        return f"<Emulator {self.url}>"
