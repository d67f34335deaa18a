//! Checks.

mod preflight;
