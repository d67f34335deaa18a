# Generated from the Rust core by `cargo xtask generate`. Do not edit.
"""Models of the namespace `databases`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .._enums import ClosedEnum

if TYPE_CHECKING:
    from datetime import timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class DatabaseOptions:
    """Options of a connection to a PostgreSQL database."""

    host: str | None = None
    """Host name, address, or folder of a socket; `localhost`."""
    port: int | None = None
    """Port; 5432."""
    database: str | None = None
    """Name of the database; that of the user."""
    user: str | None = None
    """User. One that may only read is enough."""
    schema: str | None = None
    """Schema of the app's tables; `public`."""
    tls: DatabaseTls | None = None
    """Encryption; `verified`."""
    ca_certificates: Sequence[str] = ()
    """Further certificate authorities: paths of PEM files."""
    connect_timeout_seconds: int | timedelta | None = None
    """Time allowed to connect; 10. At most 2^53 - 1."""
    statement_timeout_seconds: int | timedelta | None = None
    """Time allowed for one query; 30. A count over a large table takes long. At most 2^53 - 1."""
    lock_timeout_seconds: int | timedelta | None = None
    """Time a query may wait for a lock, such as that of a runtime that synchronises; 5. At most 2^53 - 1."""
    application_name: str | None = None
    """Name under which the session is listed; `mendix-deploy`."""


class DatabaseTls(ClosedEnum):
    """Whether the connection is encrypted. An encrypted one is always verified: name and authority of the server."""

    VERIFIED = "verified"
    """Encrypted and verified; anything else is refused."""
    OFF = "off"
    """Not encrypted, for a socket or a network of one's own."""
