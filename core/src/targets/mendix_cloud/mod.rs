//! Mendix Cloud.

pub(crate) mod act;
pub(crate) mod codes;
pub(crate) mod observe;
pub(crate) mod wire;
