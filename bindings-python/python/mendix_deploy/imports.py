# Generated from the Rust core by `cargo xtask generate`. Do not edit.
# ruff: noqa
"""Models of the namespace `imports`."""

from ._generated.imports import (
    CloudFoundryImport,
    ComposeImport,
    HelmValuesImport,
    ImportEntry,
    ImportGap,
    ImportOptions,
    ImportOutcome,
    ImportSource,
    ImportedLandscape,
    KubernetesImport,
    M2eeImport,
    MendixCloudImport,
    OperatorImport,
    PipelineImport,
    PostmanImport,
    ScriptImport,
    VariablesDialect,
    VariablesImport,
)

__all__ = [
    "CloudFoundryImport",
    "ComposeImport",
    "HelmValuesImport",
    "ImportEntry",
    "ImportGap",
    "ImportOptions",
    "ImportOutcome",
    "ImportSource",
    "ImportedLandscape",
    "KubernetesImport",
    "M2eeImport",
    "MendixCloudImport",
    "OperatorImport",
    "PipelineImport",
    "PostmanImport",
    "ScriptImport",
    "VariablesDialect",
    "VariablesImport",
]
