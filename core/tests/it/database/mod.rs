//! Databases, on a real PostgreSQL: `cargo xtask database` starts one.

#![allow(clippy::print_stdout)] // a skipped test says so

mod catalogue;
mod failures;
mod questions;
mod server;
mod session;
