//! Runs: journal, leases, the engine's loop, and what a dying process leaves.

mod cloud;
mod crash;
mod crash_everywhere;
mod engine;
mod journal;
mod lease;
mod promote;
mod proxy;
mod scenarios;
mod support;
mod tmp_time;
