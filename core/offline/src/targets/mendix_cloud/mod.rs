//! Mendix Cloud.

pub(super) mod effective;
