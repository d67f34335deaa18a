# Generated from the Rust core by `cargo xtask generate`. Do not edit.
# ruff: noqa
"""Models of the namespace `settings`."""

from ._generated.settings import (
    RuntimeSetting,
    SettingAlias,
    SettingArea,
    SettingEvidence,
    SettingFault,
    SettingLookup,
    SettingProblem,
    SettingType,
    SettingUnit,
)

__all__ = [
    "RuntimeSetting",
    "SettingAlias",
    "SettingArea",
    "SettingEvidence",
    "SettingFault",
    "SettingLookup",
    "SettingProblem",
    "SettingType",
    "SettingUnit",
]
