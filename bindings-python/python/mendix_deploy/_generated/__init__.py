# Generated from the Rust core by `cargo xtask generate`. Do not edit.
"""What is written from the core: models, errors, calls."""
