//! Reading and writing packages.

mod bson;
#[cfg(target_os = "linux")]
mod budget;
mod changes;
mod digest;
mod formats;
mod hostile;
mod mdp;
mod memory;
mod metadata;
mod objects;
mod peers;
mod portable;
mod project;
mod property;
mod provenance;
mod raw;
mod real;
mod roundtrip;
mod units;
mod written;
