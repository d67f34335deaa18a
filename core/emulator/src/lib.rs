//! A stateful stand-in for Mendix Cloud on loopback, with faults and a clock that its user controls.

mod archive;
mod clock;
mod effects;
mod emulator;
mod fault;
mod http;
mod ids;
mod seed;
mod server;
mod state;

pub use emulator::Emulator;
