"""The base of all exceptions, and the way from an error of the core to the right class."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ._generated.error import Effect, ErrorDetail, ErrorInfo, Retry


class MendixDeployError(Exception):
    """Everything that mendix-deploy raises.

    `str()` is one line for a log; a traceback shows context and remedy below it. Branch on the class or on `code`.
    """

    info: ErrorInfo
    """The error as data."""

    def __init__(self, info: ErrorInfo) -> None:
        super().__init__(f"{info.message} [{info.code}]")
        self.info = info
        for note in _notes(info):
            self.add_note(note)

    @property
    def code(self) -> str:
        """Stable code, dotted lower case, never reused."""
        return self.info.code

    @property
    def call(self) -> str:
        """The call that failed, such as `environments.start`; empty when no call was involved."""
        return self.info.call

    @property
    def message(self) -> str:
        """What happened, naming the app, environment or constant."""
        return self.info.message

    @property
    def remedy(self) -> str:
        """What to do next."""
        return self.info.remedy

    @property
    def retry(self) -> Retry:
        """Whether trying again can help."""
        return self.info.retry

    @property
    def effect(self) -> Effect:
        """Whether the platform was changed."""
        return self.info.effect

    @property
    def context(self) -> dict[str, str]:
        """Names and ids."""
        return self.info.context

    @property
    def request_id(self) -> str | None:
        """The id sent with the request."""
        return self.info.request_id

    @property
    def platform_code(self) -> str | None:
        """The platform's own code, as it was spelled."""
        return self.info.platform_code

    @property
    def detail(self) -> ErrorDetail | None:
        """Data for those who branch on it."""
        return self.info.detail

    @property
    def causes(self) -> tuple[str, ...]:
        """The causes below, outermost first, as text."""
        return self.info.causes

    def __reduce__(self) -> tuple[Any, ...]:
        return (type(self), (self.info,))


def _notes(info: ErrorInfo) -> list[str]:
    notes = [f"{key}: {value}" for key, value in info.context.items()]
    if info.platform_code is not None:
        notes.append(f"platform code: {info.platform_code}")
    if info.request_id is not None:
        notes.append(f"request id: {info.request_id}")
    notes.extend(f"because: {cause}" for cause in info.causes)
    notes.append(f"effect on the platform: {info.effect}, retry: {info.retry}")
    if info.remedy:
        notes.append(f"what to do: {info.remedy}")
    return notes


def from_info(info: ErrorInfo) -> MendixDeployError:
    """The exception of an error: the class of its error class."""
    from ._generated.errors import CLASSES

    return CLASSES.get(str(info.error_class), MendixDeployError)(info)
