//! What tests of several subjects share.

mod bench;
mod clock;

pub(crate) use bench::{Bench, PLANTED_CONSTANT, address, archive};
pub(crate) use clock::EmulatorClock;
