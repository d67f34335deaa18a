//! Cloud Foundry with the Mendix buildpack.

pub(super) mod effective;
pub(super) mod emit;
