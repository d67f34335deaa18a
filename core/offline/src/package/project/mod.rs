//! Projects: `.mpr` in one file or with `mprcontents`, packed ones, module and project packages (package formats, 3
//! and 9).
//!
//! A `.mpr` is an SQLite file. It is opened read-only and immutable, with a budget of instructions and memory; a hostile
//! one is refused, and none makes SQLite write anything. The index in it says which units there are; their bytes are in
//! its rows, or in files whose names are made of the units' ids. Units go through a
//! [`Collector`](super::units::Collector) one at a time, and those that hold nothing of the model are not read beyond
//! their first bytes.

#[cfg(feature = "mpr")]
mod contents;
#[cfg(feature = "mpr")]
mod database;
#[cfg(feature = "mpr")]
mod index;
#[cfg(feature = "mpr")]
mod manifest;
#[cfg(feature = "mpr")]
mod packed;
#[cfg(feature = "mpr")]
mod read;
#[cfg(not(feature = "mpr"))]
mod without;

mod info;

pub(super) use info::info;
#[cfg(feature = "mpr")]
pub(super) use read::{Location, read, verify};
#[cfg(not(feature = "mpr"))]
pub(super) use without::{Location, read, verify};

/// The first bytes of every SQLite file.
pub(super) const MAGIC: &[u8] = b"SQLite format 3\0";
