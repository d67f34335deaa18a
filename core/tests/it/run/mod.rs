//! Runs: journal, leases, the engine's loop, and what a dying process leaves.

mod client;
mod cloud;
mod compared;
mod crash;
mod crash_everywhere;
mod engine;
mod faults_everywhere;
mod journal;
mod killed;
mod lease;
mod promote;
mod proxy;
mod scenarios;
mod support;
mod way_back;
