//! The stand-in through a client that others wrote. One binary: it links once.
#![allow(clippy::unwrap_used, missing_docs)]

mod clock;
mod effects;
mod endpoints;
mod faults;
mod promote;
mod support;
