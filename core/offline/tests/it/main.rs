//! The integration tests of `mendix-deploy-offline`, one binary.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::type_complexity,
    missing_docs
)]

/// Counts what the whole binary allocates, so that a test can hold a reader to its bound.
#[global_allocator]
static ALLOCATED: peak_alloc::PeakAlloc = peak_alloc::PeakAlloc;

mod agree;
mod checks;
mod compare;
mod configuration;
mod fuzz;
mod landscape;
mod package;
mod plan;
mod render;
mod shared;
mod support;
mod targets;
