//! Checks.

mod policy;
mod preflight;
