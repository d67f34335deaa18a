# Generated from the Rust core by `cargo xtask generate`. Do not edit.
"""Models of the namespace `secrets`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .error import Retry


@dataclass(frozen=True, slots=True, kw_only=True)
class SecretFailure:
    """One secret that cannot be had, or one mistake in a reference."""

    code: str
    """Stable code: `secrets.not_found`, `secrets.permission_denied`."""
    slots: tuple[str, ...] = ()
    """Everywhere the reference is used, in the order given: `constants.Mail.Password`."""
    reference: str | None = None
    """The reference in canonical form; absent when it cannot be read."""
    store: str | None = None
    """The store's name; absent before a store is chosen."""
    message: str
    """What happened."""
    remedy: str
    """What to do next."""
    position: int | None = None
    """Where in the text of the slot, counted in characters from 0; absent when it is not about the spelling."""
    status: int | None = None
    """The status of the store's answer."""
    store_code: str | None = None
    """The store's own code, as it was spelled."""
    request_id: str | None = None
    """The store's id of the request, to find it in the store's log."""
    attempts: int
    """How often it was tried; 0 when the store was not asked."""
    retry: Retry
    """Whether trying again can help."""
