//! Secrets: resolution, each store, and what every store has in common.

mod conformance;
mod local;
mod own_store;
#[cfg(feature = "vault")]
mod vault;
