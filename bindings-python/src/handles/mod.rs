//! Handles: what has behaviour, once per handle.

mod package;
mod run;
mod secret;

pub(crate) use package::Package;
pub(crate) use run::Run;
pub(crate) use secret::SecretValue;
