//! Reading and writing packages.

mod digest;
mod hostile;
mod memory;
mod metadata;
mod peers;
mod property;
mod provenance;
mod raw;
mod real;
mod roundtrip;
mod written;
