//! Mendix Cloud.

pub(crate) mod codes;
pub(crate) mod wire;
