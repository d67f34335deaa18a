//! Runs: journal, leases, the engine's loop, and what a dying process leaves.

mod crash;
mod engine;
mod journal;
mod lease;
mod support;
