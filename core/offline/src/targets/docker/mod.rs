//! The image of the Docker buildpack.

pub(super) mod effective;
pub(super) mod emit;
