//! Strategies: how the old version makes room for the new one.

mod back;
mod recreate;

pub(super) use back::{Back, DatabaseChange};
pub(super) use recreate::{Recreate, SavedSettings, Start};
