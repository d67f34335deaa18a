//! The stand-in through a client that others wrote. One binary: it links once.
#![allow(clippy::unwrap_used, missing_docs)]

mod backups;
mod clock;
mod effects;
mod endpoints;
mod faults;
mod garbage;
mod program;
mod promote;
mod support;
mod tokens;
