# Generated from the Rust core by `cargo xtask generate`. Do not edit.
"""Keyword arguments of handles. Only type checkers read this module."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import TypedDict

from .plans import HttpCheck, OnFailure, SnapshotTiming


class PlanOptionsKeywords(TypedDict, total=False):
    """Keyword arguments of `PlanOptions`."""

    on_failure: OnFailure | None
    snapshot: SnapshotTiming | None
    checks: Sequence[HttpCheck]
    deadline_seconds: Mapping[str, int] | timedelta
    keep_previous_package: bool | None
