"""Runs: one execution of a plan, blocking and asynchronous."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator
    from typing import TypeVar

    from . import _native
    from ._generated.plans import Release
    from ._generated.runs import RunEvent, RunProgress

    T = TypeVar("T")


class _Run:
    """What both kinds of run share."""

    __slots__ = ("_interrupted", "_native")

    def __init__(self, native: _native.Run) -> None:
        self._native = native
        self._interrupted = False

    @property
    def id(self) -> str:
        """The run's id, with which any process that reaches the journal can resume it."""
        return self._native.id

    @property
    def journal(self) -> str:
        """Where the journal is."""
        return self._native.journal

    @property
    def is_over(self) -> bool:
        """Whether this process is done with the run."""
        return self._native.is_over

    @property
    def progress(self) -> RunProgress | None:
        """Byte progress of the step under way: the latest value."""
        return self._native.progress()

    def stop(self) -> None:
        """Asks the run to stop at its next safe point; `result()` then raises `RunStoppedError` with the id."""
        self._native.stop()

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.id}{' (over)' if self.is_over else ''}>"


class Run(_Run):
    """One execution of a plan. Iterate it for events, ask `result()` for the end.

    The first Ctrl-C goes on to the next safe point, then `result()` raises `RunStoppedError`; the second leaves at
    once. Dropping the handle changes nothing: a run belongs to its client.
    """

    __slots__ = ()

    def _patient(self, start: Callable[[], _native.Pending[T]]) -> T:
        try:
            return start().wait()
        except KeyboardInterrupt:
            if self._interrupted:
                raise
            self._interrupted = True
            self._native.stop()
            return start().wait()

    def events(self, after: int = 0) -> Iterator[RunEvent]:
        """The events after number `after`, in order, none lost; ends when this process has no more to tell."""
        while (event := self._patient(partial(self._native.next_event, after))) is not None:
            after = event.number
            yield event

    def __iter__(self) -> Iterator[RunEvent]:
        return self.events()

    def result(self) -> Release:
        """Waits for the end. Raises `RunFailedError`, `RunStoppedError`, `NeedsDecisionError`."""
        return self._patient(self._native.result)


class AsyncRun(_Run):
    """One execution of a plan. Iterate it for events, await `result()` for the end.

    Cancelling the task that awaits ends the waiting only; a run belongs to its client.
    """

    __slots__ = ()

    async def events(self, after: int = 0) -> AsyncIterator[RunEvent]:
        """The events after number `after`, in order, none lost; ends when this process has no more to tell."""
        while (event := await self._native.next_event(after)) is not None:
            after = event.number
            yield event

    def __aiter__(self) -> AsyncIterator[RunEvent]:
        return self.events()

    async def result(self) -> Release:
        """Waits for the end. Raises `RunFailedError`, `RunStoppedError`, `NeedsDecisionError`."""
        return await self._native.result()
