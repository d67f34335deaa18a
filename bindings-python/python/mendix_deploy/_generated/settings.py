# Generated from the Rust core by `cargo xtask generate`. Do not edit.
"""Models of the namespace `settings`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .._enums import ClosedEnum

if TYPE_CHECKING:
    from .landscapes import TargetKind


@dataclass(frozen=True, slots=True, kw_only=True)
class RuntimeSetting:
    """A runtime setting."""

    name: str
    """The name; case matters."""
    area: SettingArea
    """What it is about."""
    type: SettingType
    """The type of its value."""
    unit: SettingUnit | None = None
    """The unit of a plain number."""
    default_value: str | None = None
    """What the runtime uses when nothing is set, as text; absent when there is none or it depends."""
    default_rule: str | None = None
    """What the default depends on."""
    minimum: int | None = None
    """The smallest number allowed. At most 2^53 - 1."""
    maximum: int | None = None
    """The largest number allowed. At most 2^53 - 1."""
    values: tuple[str, ...] = ()
    """The words of an enumeration."""
    legacy_values: tuple[str, ...] = ()
    """Words of earlier versions, which are still taken."""
    since: tuple[str, ...] = ()
    """Versions of Mendix that brought it: the last one is the first minor version that has it, those before it are
    patches of older minor versions. Empty: not documented.
    """
    until: str | None = None
    """The first major version without it."""
    managed_on: tuple[TargetKind, ...] = ()
    """Targets whose platform sets it, so that nobody else can."""
    required: bool
    """Whether the runtime cannot start without it."""
    secret: bool
    """Whether the value is a credential."""
    description: str
    """What it does."""
    recommended_development: str | None = None
    """The value that deployment guides recommend for development."""
    recommended_production: str | None = None
    """The value that deployment guides recommend for production."""
    aliases: tuple[SettingAlias, ...] = ()
    """Wrong names for it."""
    evidence: SettingEvidence
    """Where this knowledge comes from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingAlias:
    """A wrong name that guides and habits give to a setting."""

    name: str
    """The wrong name."""
    reason: str
    """Why it is wrong, one sentence."""


class SettingArea(ClosedEnum):
    """What a runtime setting is about."""

    GENERAL = "general"
    """The app as a whole: addresses, folders, certificates, scheduled events, licence."""
    SESSIONS = "sessions"
    """Sessions and the web client."""
    DATABASE = "database"
    """The database and the pool of connections to it."""
    STORAGE = "storage"
    """The store of uploaded files."""
    LOGGING = "logging"
    """Logs and metrics."""


class SettingEvidence(ClosedEnum):
    """Where the knowledge of a setting comes from."""

    DOCUMENTED = "documented"
    """Mendix documents it."""
    OBSERVED = "observed"
    """Mendix' own deployment tools send it; no list documents it."""
    UNDOCUMENTED = "undocumented"
    """Guides name it, and no list of Mendix has it: whether the runtime reads it is not known."""


class SettingFault(ClosedEnum):
    """What is wrong with a setting or its value."""

    UNKNOWN_NAME = "unknownName"
    """No setting has that name."""
    UNDOCUMENTED_NAME = "undocumentedName"
    """A guide names the setting, and no list of Mendix has it."""
    WRONG_TYPE = "wrongType"
    """The value has another type."""
    OUT_OF_RANGE = "outOfRange"
    """The number is too small or too large."""
    UNKNOWN_WORD = "unknownWord"
    """The word is none of the setting's values."""
    LEGACY_WORD = "legacyWord"
    """The word is one of an earlier version."""
    TOO_EARLY = "tooEarly"
    """The runtime is too old for the setting or the form of its value."""
    TOO_LATE = "tooLate"
    """The runtime no longer has the setting."""
    MANAGED = "managed"
    """The platform of the target sets it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingLookup:
    """The answer to a question for a runtime setting."""

    asked: str
    """The name that was asked for."""
    setting: RuntimeSetting | None = None
    """The setting of exactly that name."""
    suggestion: str | None = None
    """The name of the setting that was probably meant."""
    sentence: str
    """The answer in a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingProblem:
    """One thing that is wrong with a setting or its value."""

    name: str
    """The setting's name as written."""
    fault: SettingFault
    """What is wrong."""
    message: str
    """What is wrong, in a sentence. It never repeats the value."""
    remedy: str
    """What to do."""


class SettingType(ClosedEnum):
    """The type of a runtime setting's value. Every value may also travel as text."""

    BOOLEAN = "boolean"
    """`true` or `false`."""
    INTEGER = "integer"
    """A whole number."""
    DECIMAL = "decimal"
    """A number with a fraction."""
    DURATION = "duration"
    """A length of time in the setting's unit. From Mendix 10 on those in milliseconds also take ISO 8601 (`PT30M`) and
    HOCON (`30m`).
    """
    TEXT = "text"
    """Text."""
    JSON = "json"
    """A JSON list or object."""
    ENUMERATION = "enumeration"
    """One of the setting's values."""
    SIZE = "size"
    """A number of bytes."""


class SettingUnit(ClosedEnum):
    """The unit of a plain number."""

    MILLISECONDS = "milliseconds"
    """Milliseconds."""
    SECONDS = "seconds"
    """Seconds."""
    MINUTES = "minutes"
    """Minutes."""
    DAYS = "days"
    """Days."""
    BYTES = "bytes"
    """Bytes."""
