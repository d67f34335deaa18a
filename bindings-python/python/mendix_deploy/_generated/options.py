# Generated from the Rust core by `cargo xtask generate`. Do not edit.
"""Keyword arguments of handles. Only type checkers read this module."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import TypedDict

from .clients import Endpoints
from .cloud import ArchiveContent, Settings
from .databases import DatabaseTls
from .findings import Severity
from .landscapes import SnapshotPolicy, TargetKind, Tier, UrlCheck
from .models import AppModel
from .packages import Constant, PackageInfo
from .plans import Approval, OnFailure, Strategy
from .policies import (
    CustomRule,
    CustomRuleResult,
    PlacementConstraint,
    PolicyExemption,
    PolicyFacts,
    PolicyOptions,
)
from .runs import Decision
from .secrets import LockedVersion, StoreSpec


class ActivityOptionsKeywords(TypedDict, total=False):
    """Keyword arguments of `ActivityOptions`."""

    journal: str | None
    run: str | None
    since: datetime | None


class ArchiveOptionsKeywords(TypedDict, total=False):
    """Keyword arguments of `ArchiveOptions`."""

    content: ArchiveContent | None


class ArchiveSpecKeywords(TypedDict, total=False):
    """Keyword arguments of `ArchiveSpec`."""

    project_name: str
    project_id: str | None
    model_version: str | None
    runtime_version: str | None
    description: str | None
    constants: Sequence[Constant]
    scheduled_events: Sequence[str]
    padding_bytes: int | None
    model: AppModel | None


class BuildOptionsKeywords(TypedDict, total=False):
    """Keyword arguments of `BuildOptions`."""

    description: str | None


class ClientOptionsKeywords(TypedDict, total=False):
    """Keyword arguments of `ClientOptions`."""

    endpoints: Endpoints | None
    proxy: str | None
    no_proxy: str | None
    ca_certificates: Sequence[str]
    client_certificate: str | None
    timeout_seconds: int | timedelta | None
    total_seconds: int | timedelta | None
    connect_timeout_seconds: int | timedelta | None
    max_attempts: int | None
    read_only: bool
    poll_milliseconds: int | timedelta | None
    user_agent: str | None


class ConfirmOptionsKeywords(TypedDict, total=False):
    """Keyword arguments of `ConfirmOptions`."""

    confirm: str | None


class DatabaseOptionsKeywords(TypedDict, total=False):
    """Keyword arguments of `DatabaseOptions`."""

    host: str | None
    port: int | None
    database: str | None
    user: str | None
    schema: str | None
    tls: DatabaseTls | None
    ca_certificates: Sequence[str]
    connect_timeout_seconds: int | timedelta | None
    statement_timeout_seconds: int | timedelta | None
    lock_timeout_seconds: int | timedelta | None
    application_name: str | None


class ImportOptionsKeywords(TypedDict, total=False):
    """Keyword arguments of `ImportOptions`."""

    app: str | None
    environment: str | None
    tier: Tier | None
    target: TargetKind | None
    constants: Sequence[Constant] | None
    scheduled_events: Sequence[str] | None
    keep_literals: bool | None


class ListEnvironmentsOptionsKeywords(TypedDict, total=False):
    """Keyword arguments of `ListEnvironmentsOptions`."""

    details: bool


class PlacementOptionsKeywords(TypedDict, total=False):
    """Keyword arguments of `PlacementOptions`."""

    constraints: Sequence[PlacementConstraint]
    replicas: int | None
    mendix_version: str | None
    windows: bool | None
    production: bool | None


class PlanOptionsKeywords(TypedDict, total=False):
    """Keyword arguments of `PlanOptions`."""

    on_failure: OnFailure | None
    snapshot: SnapshotPolicy | None
    strategy: Strategy | None
    previous_package: str | None
    changes: str | None
    checks: Sequence[UrlCheck]
    deadline_seconds: Mapping[str, int]
    keep_previous_package: bool | None
    journal: str | None
    policy: PolicyOptions | None
    change_ticket: str | None


class PolicyOptionsKeywords(TypedDict, total=False):
    """Keyword arguments of `PolicyOptions`."""

    as_of: date | None
    facts: PolicyFacts | None
    exemptions: Sequence[PolicyExemption]
    custom_rules: Sequence[CustomRule]
    custom_results: Sequence[CustomRuleResult]
    least: Severity | None


class PreflightOptionsKeywords(TypedDict, total=False):
    """Keyword arguments of `PreflightOptions`."""

    running: PackageInfo | None
    settings: Settings | None
    running_runtime_version: str | None
    as_of: date | None


class ResolveOptionsKeywords(TypedDict, total=False):
    """Keyword arguments of `ResolveOptions`."""

    lock: Sequence[LockedVersion]
    refresh: bool


class ResolverOptionsKeywords(TypedDict, total=False):
    """Keyword arguments of `ResolverOptions`."""

    stores: Mapping[str, StoreSpec]
    cache_seconds: int | timedelta | None
    max_stale_seconds: int | timedelta | None
    timeout_seconds: int | timedelta | None


class RestoreOptionsKeywords(TypedDict, total=False):
    """Keyword arguments of `RestoreOptions`."""

    database_only: bool
    confirm: str | None


class ResumeOptionsKeywords(TypedDict, total=False):
    """Keyword arguments of `ResumeOptions`."""

    journal: str | None
    actor: str | None
    decision: Decision | None
    lease_seconds: int | timedelta | None


class SnapshotOptionsKeywords(TypedDict, total=False):
    """Keyword arguments of `SnapshotOptions`."""

    comment: str | None


class StartOptionsKeywords(TypedDict, total=False):
    """Keyword arguments of `StartOptions`."""

    auto_sync_db: bool | None
    confirm: str | None


class StartRunOptionsKeywords(TypedDict, total=False):
    """Keyword arguments of `StartRunOptions`."""

    journal: str | None
    actor: str | None
    approvals: Sequence[Approval]
    lease_seconds: int | timedelta | None


class TraceOptionsKeywords(TypedDict, total=False):
    """Keyword arguments of `TraceOptions`."""

    since: str | None
    branch: str | None


class UploadOptionsKeywords(TypedDict, total=False):
    """Keyword arguments of `UploadOptions`."""

    name: str | None
    sha256: str | None
