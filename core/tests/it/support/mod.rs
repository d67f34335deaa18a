//! What tests of several subjects share.

mod authority;
mod bench;
mod capture;
mod clock;
mod internet;
mod server;

pub(crate) use authority::{Authority, plain, trusting};
pub(crate) use bench::{Bench, PLANTED_CONSTANT, address, archive};
pub(crate) use capture::Captured;
pub(crate) use clock::EmulatorClock;
pub(crate) use internet::{FILES, Internet};
pub(crate) use server::{Fixed, Record, Request, answer, listen};
