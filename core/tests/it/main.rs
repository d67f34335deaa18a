//! Integration tests of the core: one binary, one module per subject.

#![allow(clippy::unwrap_used, clippy::print_stdout, missing_docs)]

mod client;
#[cfg(feature = "postgres")]
mod database;
mod run;
mod secrets;
mod support;

/// Tests of memory read it.
#[global_allocator]
static ALLOCATED: peak_alloc::PeakAlloc = peak_alloc::PeakAlloc;
