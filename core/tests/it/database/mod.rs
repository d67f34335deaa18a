//! Databases, on a real PostgreSQL: `cargo xtask database` starts one.

mod catalogue;
mod failures;
mod questions;
mod server;
mod session;
