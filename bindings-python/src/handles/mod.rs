//! Handles: what has behaviour, once per handle.

mod package;
mod secret;

pub(crate) use package::Package;
pub(crate) use secret::SecretValue;
