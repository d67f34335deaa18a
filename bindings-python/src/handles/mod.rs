//! Handles: what has behaviour, once per handle.

mod package;
mod run;
mod secret;

pub(crate) use package::{Package, write_archive};
pub(crate) use run::Run;
pub(crate) use secret::SecretValue;
