# Generated from the Rust core by `cargo xtask generate`. Do not edit.
"""Models of the namespace `findings`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .._documents import ReportMembers
from .._enums import OrderedEnum

if TYPE_CHECKING:
    from .address import Address
    from .policies import RuleTally


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One observation about one thing, with what to do about it."""

    id: str
    """Stable id: dotted lower case, for example `constant.missing`, or the id of a policy's rule, `MX-DB-001`."""
    severity: Severity
    """How much it matters."""
    address: Address | None = None
    """The environment it is about; absent when it is about the package or the whole landscape."""
    subject: str | None = None
    """The thing itself: a constant's, event's or setting's name."""
    path: str | None = None
    """Where in the landscape, as a path of keys: `apps.orders.environments.production.constants`."""
    location: Location | None = None
    """Where in the file."""
    message: str
    """What was found. Names the thing, never a secret's value."""
    remedy: str
    """What to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """A place in a text file."""

    file: str | None = None
    """The file as the caller named it; absent for text that came from memory."""
    line: int
    """Line, from 1."""
    column: int
    """Column in characters, from 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report(ReportMembers):
    """The findings of one check."""

    document: str
    """Always `report`."""
    version: int
    """Version of the document's format."""
    written_by: str
    """The library that wrote it."""
    subject: str
    """What was checked, in words: `preflight of orders/production with orders-2.5.4.mda`."""
    skipped: tuple[str, ...] = ()
    """Checks that could not be made, with the reason. A skipped check is never reported as passed."""
    findings: tuple[Finding, ...] = ()
    """The findings, worst first, then by address, id and subject."""
    rules: tuple[RuleTally, ...] = ()
    """How often each rule of a policy passed, failed and could not be evaluated; empty for other checks."""
    unknown_fields: dict[str, str] = field(default_factory=dict)
    """What a later version wrote into the document that this one has no field for, as JSON text by JSON pointer, such as
    `/findings/0/owner`. Saving writes it back in its place; in files this field itself never stands.
    """


class Severity(OrderedEnum):
    """How much a finding matters. Ordered: `info < warning < error`."""

    INFO = "info"
    """Worth knowing."""
    WARNING = "warning"
    """Probably not meant; nothing is refused."""
    ERROR = "error"
    """Would fail or harm; plans refuse it."""
