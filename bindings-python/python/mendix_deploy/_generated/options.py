# Generated from the Rust core by `cargo xtask generate`. Do not edit.
"""Keyword arguments of handles. Only type checkers read this module."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import TypedDict

from .clients import Endpoints
from .plans import HttpCheck, OnFailure, SnapshotTiming


class ClientOptionsKeywords(TypedDict, total=False):
    """Keyword arguments of `ClientOptions`."""

    endpoints: Endpoints | None
    proxy: str | None
    no_proxy: str | None
    ca_certificates: Sequence[str]
    client_certificate: str | None
    timeout_seconds: int | timedelta | None
    connect_timeout_seconds: int | timedelta | None
    max_attempts: int | None
    read_only: bool
    poll_milliseconds: int | timedelta | None
    user_agent: str | None


class PlanOptionsKeywords(TypedDict, total=False):
    """Keyword arguments of `PlanOptions`."""

    on_failure: OnFailure | None
    snapshot: SnapshotTiming | None
    checks: Sequence[HttpCheck]
    deadline_seconds: Mapping[str, int] | timedelta
    keep_previous_package: bool | None
