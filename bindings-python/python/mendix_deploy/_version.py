# Generated from the Rust core by `cargo xtask generate`. Do not edit.
"""The version of this half of the package; the native half must have the same."""

VERSION = "0.1.0"
