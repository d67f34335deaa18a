# Generated from the Rust core by `cargo xtask generate`. Do not edit.
"""Models of the namespace `secrets`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar, Literal, TypeAlias

from .._enums import ClosedEnum, OrderedEnum

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from .error import Retry


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandOutput:
    """What a child process did. Secrets are taken out of both streams."""

    exit_code: int | None = None
    """Exit code; absent when a signal ended it."""
    stdout: str
    """What it wrote to standard output, at most 16 MiB."""
    stderr: str
    """What it wrote to standard error, at most 16 MiB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LockedVersion:
    """A version that was read once and is to be read again: the way back of a deployment."""

    reference: str
    """The reference as the report has it."""
    version: str
    """The version."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A secret reference, `scheme[+store]://object[?query][#selector]`, in its parts.

    It says what to read and never carries a credential: it may be printed, committed and logged.
    """

    scheme: str
    """The scheme as written: `vault`, `bao`, `aws-sm`, `azure-kv`, `k8s`, `env`, `file`."""
    store_kind: StoreKind
    """The kind of store that the scheme means."""
    store: str | None = None
    """The name of the store; absent: the default store of this kind."""
    object: str
    """What to read there, in canonical escaping: segments are separated by `/`, a slash within one is `%2F`."""
    query: dict[str, str] = field(default_factory=dict)
    """Query keys and values, decoded, without those that say the default."""
    selector: str | None = None
    """The key within, decoded; a JSON pointer (RFC 6901) when it starts with `/`."""
    canonical: str
    """The canonical form: minimal escapes, sorted query, defaults left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolutionReport:
    """What a resolution did. Holds no value."""

    at: datetime
    """When it began."""
    milliseconds: int
    """How long it took. At most 2^53 - 1."""
    secrets: tuple[ResolvedSecret, ...] = ()
    """Every reference of every slot, in the order asked."""
    failures: tuple[SecretFailure, ...] = ()
    """Everything that failed, in the order asked."""
    requests: int
    """Requests sent to stores, logins and retries included."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolveOptions:
    """Options of one resolution."""

    lock: Sequence[LockedVersion] = ()
    """Versions that are to be read again, from the report of an earlier resolution."""
    refresh: bool = False
    """Reads from the stores what is in memory too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedSecret:
    """One reference of one slot."""

    slot: str
    """What asked for it: `constants.Mail.Password`."""
    reference: str | None = None
    """The reference in canonical form, with the store's name; absent for a literal."""
    store: str | None = None
    """The store's name."""
    outcome: SecretOutcome
    """How it ended."""
    source: SecretSource | None = None
    """Where it came from; absent when there is no value."""
    version: str | None = None
    """The version that was read: of Vault a number, of AWS and Azure an id, of Kubernetes the resource version. Absent
    where the store has no versions.
    """
    created_at: datetime | None = None
    """When this version was made; absent where the store does not say."""
    age_days: int | None = None
    """Its age at the time of the resolution."""
    milliseconds: int
    """How long the store took; 0 from the cache. At most 2^53 - 1."""
    warnings: tuple[str, ...] = ()
    """What a person should know: an expired secret, a file that others can read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolverOptions:
    """Options of a resolver."""

    stores: Mapping[str, StoreSpec] = field(default_factory=dict)
    """The stores by name. A kind that is not among them is taken from the environment of the process."""
    cache_seconds: int | timedelta | None = None
    """How long a secret is kept in memory; 300. 0 keeps none. At most 2^53 - 1."""
    max_stale_seconds: int | timedelta | None = None
    """How much longer a secret is used when its store does not answer; 0. A refusal always counts. At most 2^53 - 1."""
    timeout_seconds: int | timedelta | None = None
    """Time allowed for one resolution; 60. At most 2^53 - 1."""


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


class SecretOutcome(ClosedEnum):
    """How it ended for one slot."""

    FOUND = "found"
    """There is a value."""
    MISSING = "missing"
    """There is none, and the reference says `optional=true`."""
    FAILED = "failed"
    """It failed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SecretRequest:
    """One place that wants a secret."""

    slot: str
    """What it is for: `database.password`."""
    reference: str
    """A reference, or text with `${secret:…}` in it."""


class SecretSource(ClosedEnum):
    """Where a value came from."""

    STORE = "store"
    """Read from the store."""
    CACHE = "cache"
    """Read from the store a short while ago, by this resolver."""
    STALE = "stale"
    """Read longer ago; the store did not answer."""
    LITERAL = "literal"
    """The landscape's own text; no store was asked."""


class StoreKind(OrderedEnum):
    """What a store is."""

    VAULT = "vault"
    """HashiCorp Vault or OpenBao: `vault://`, `bao://`."""
    AWS = "aws"
    """AWS Secrets Manager: `aws-sm://`."""
    AZURE = "azure"
    """Azure Key Vault: `azure-kv://`."""
    KUBERNETES = "kubernetes"
    """Secrets and config maps of Kubernetes: `k8s://`."""
    ENVIRONMENT = "environment"
    """Environment variables: `env://`."""
    FILES = "files"
    """Files: `file://`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreLimits:
    """Time and number of requests to one store."""

    timeout_seconds: int | timedelta | None = None
    """Time allowed for one request; 10. At most 2^53 - 1."""
    connect_timeout_seconds: int | timedelta | None = None
    """Time allowed to connect; 3. At most 2^53 - 1."""
    concurrency: int | None = None
    """Requests in flight; 8. Halved by each answer that asks to slow down."""
    max_attempts: int | None = None
    """How often a request is tried that may be tried again; 3."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VaultStore:
    """HashiCorp Vault or OpenBao."""

    kind: ClassVar[Literal["vault"]] = "vault"
    address: str | None = None
    """Base URL; `BAO_ADDR`, `VAULT_ADDR`."""
    namespace: str | None = None
    """Namespace; `BAO_NAMESPACE`, `VAULT_NAMESPACE`."""
    auth: VaultAuth | None = None
    """How one logs in; absent: a token that is there already."""
    ca_certificates: Sequence[str] = ()
    """Paths of PEM files with further authorities; `VAULT_CACERT`."""
    client_certificate: str | None = None
    """Path of a PEM file with client certificate and key."""
    limits: StoreLimits | None = None
    """Time and number of requests."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EnvironmentStore:
    """Environment variables of this process."""

    kind: ClassVar[Literal["environment"]] = "environment"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileStore:
    """Files of this machine."""

    kind: ClassVar[Literal["files"]] = "files"
    folder: str | None = None
    """Folder of relative references; the landscape's, else the current one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VaultToken:
    """A token that is there already."""

    kind: ClassVar[Literal["token"]] = "token"
    token: str | None = None
    """Reference to it. Absent: `BAO_TOKEN`, `VAULT_TOKEN`, the file of `BAO_TOKEN_PATH`, `~/.vault-token`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VaultAppRole:
    """Role and secret id."""

    kind: ClassVar[Literal["appRole"]] = "appRole"
    role_id: str
    """Reference to the role id."""
    secret_id: str | None = None
    """Reference to the secret id; absent where the role needs none."""
    wrapped_by: str | None = None
    """States that `secretId` holds a wrapping token that must have been made at this path, such as
    `auth/approle/role/app/secret-id`.
    """
    mount: str | None = None
    """Where the method is mounted; `approle`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VaultKubernetes:
    """The service account of a pod."""

    kind: ClassVar[Literal["kubernetes"]] = "kubernetes"
    role: str
    """Role at the method."""
    jwt: str | None = None
    """Reference to the token; `file:///var/run/secrets/kubernetes.io/serviceaccount/token`. Read again at each login."""
    mount: str | None = None
    """Where the method is mounted; `kubernetes`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VaultJwt:
    """A signed token, such as the one of a CI job."""

    kind: ClassVar[Literal["jwt"]] = "jwt"
    role: str | None = None
    """Role; absent where the method has a default one."""
    jwt: str
    """Reference to the token."""
    mount: str | None = None
    """Where the method is mounted; `jwt`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VaultUserpass:
    """A user with a password."""

    kind: ClassVar[Literal["userpass"]] = "userpass"
    username: str
    """User."""
    password: str
    """Reference to the password."""
    mount: str | None = None
    """Where the method is mounted; `userpass`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VaultCertificate:
    """The client certificate of the store."""

    kind: ClassVar[Literal["certificate"]] = "certificate"
    name: str | None = None
    """Name of the role; absent: the first that fits."""
    mount: str | None = None
    """Where the method is mounted; `cert`."""

StoreSpec: TypeAlias = VaultStore | EnvironmentStore | FileStore
"""Where and how secrets are read."""

VaultAuth: TypeAlias = VaultToken | VaultAppRole | VaultKubernetes | VaultJwt | VaultUserpass | VaultCertificate
"""How one logs in at Vault or OpenBao.

Every credential is a reference to another store, such as `env://VAULT_TOKEN` or `file:///run/secrets/token`.
"""
