//! The integration tests of `mendix-deploy-offline`, one binary.

#![allow(clippy::unwrap_used, clippy::print_stdout, missing_docs)]

mod agree;
mod package;
mod shared;
