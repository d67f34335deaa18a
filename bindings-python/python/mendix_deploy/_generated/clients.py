# Generated from the Rust core by `cargo xtask generate`. Do not edit.
"""Models of the namespace `clients`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .._enums import ClosedEnum

if TYPE_CHECKING:
    from datetime import timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientOptions:
    """Options of a client. One setting serves everything that goes out."""

    endpoints: Endpoints | None = None
    """Other base URLs."""
    proxy: str | None = None
    """URL of a proxy without a login, such as `http://proxy.example:3128`; left out, the usual environment variables
    count.
    """
    no_proxy: str | None = None
    """Hosts that are reached without `proxy`, comma separated as in `NO_PROXY`. Without `proxy` only `*` is taken: no
    proxy at all, whatever the environment says.
    """
    ca_certificates: Sequence[str] = ()
    """Further certificate authorities: paths of PEM files."""
    client_certificate: str | None = None
    """Client certificate with its key: path of a PEM file."""
    timeout_seconds: int | timedelta | None = None
    """Time allowed for one call, and time in which an upload or download must move; 60. At most 2^53 - 1."""
    total_seconds: int | timedelta | None = None
    """Time allowed for one call with all of its attempts and the pauses between them; 600. Uploads and downloads are
    bounded by `timeoutSeconds` alone. At most 2^53 - 1.
    """
    connect_timeout_seconds: int | timedelta | None = None
    """Time allowed to connect; 10. At most 2^53 - 1."""
    max_attempts: int | None = None
    """How often a call is tried that may be tried again; 5."""
    read_only: bool = False
    """Refuses every call that changes the platform."""
    poll_milliseconds: int | timedelta | None = None
    """Pause between two looks at a job, in milliseconds, in place of the pace that suits each kind of job. At most 2^53 - 1."""
    user_agent: str | None = None
    """Added to the header `User-Agent`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactedHost:
    """A host that a client may contact, and what may be sent there. Connections to any other are refused."""

    purpose: HostPurpose
    """Why it is contacted."""
    host: str | None = None
    """`host` or `host:port`; absent where no list exists beforehand and `rule` says which ones."""
    rule: str
    """Which hosts these are, one sentence."""
    credentials: tuple[HostCredential, ...] = ()
    """Credentials sent there; often none."""
    sends: str
    """What else is sent there, one sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoints:
    """Base URLs of the platform's services, to point a client at a proxy of your own or at an emulator.

    What is left out is the documented host.
    """

    deploy: str | None = None
    """Deploy v1 and v2, Build, Backups v2; `https://deploy.mendix.com`."""
    cloud: str | None = None
    """Deploy v4; `https://cloud.home.mendix.com`."""
    repository: str | None = None
    """App Repository; `https://repository.api.mendix.com`."""
    epics: str | None = None
    """Epics; `https://epics-api.mendix.com`."""


class HostCredential(ClosedEnum):
    """A credential that a client may send to a host."""

    API_KEY = "apiKey"
    """The API key with its user name."""
    PERSONAL_ACCESS_TOKEN = "personalAccessToken"
    """The personal access token."""
    PROXY_LOGIN = "proxyLogin"
    """The login of the proxy."""


class HostPurpose(ClosedEnum):
    """Why a host is contacted."""

    CALLS = "calls"
    """The calls of the platform's services."""
    LINKS = "links"
    """Links that an answer of one of these services gave: logs, packages, archives."""
    PUBLIC_URLS = "publicUrls"
    """The public URL of an environment that a plan verifies."""
    PROXY = "proxy"
    """A proxy of yours, before any of the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationProgress:
    """What an operation of the platform is doing."""

    id: str
    """The operation's id on the platform."""
    operation: str
    """What it does: `start`, `build`, `upload`, `snapshot`, `archive`, `restore`."""
    status: str
    """The platform's word for its state."""
    elapsed_seconds: int
    """Seconds since this client began to watch it. At most 2^53 - 1."""
    finished: bool
    """Whether it has ended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a transfer is. The last one says that it is the last."""

    done_bytes: int
    """Bytes so far. At most 2^53 - 1."""
    total_bytes: int | None = None
    """Bytes in all; absent when not known. At most 2^53 - 1."""
    finished: bool
    """Whether this is the last one."""
