//! Random models, random labelled edits, and models read back from what is written.

pub(crate) mod applying;
pub(crate) mod chance;
pub(crate) mod edits;
pub(crate) mod models;
pub(crate) mod reading;
