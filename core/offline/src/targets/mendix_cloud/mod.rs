//! Mendix Cloud.

pub(super) mod effective;
pub(super) mod emit;
