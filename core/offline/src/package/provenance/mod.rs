//! Where a package comes from and what is in it: digests, checksum files, a bill of materials.
//!
//! All of it is deterministic: the same file gives the same bytes, on any machine and at any time.

mod checksums;
mod code;
mod digests;
mod files;
mod libraries;
mod model;
mod sbom;
mod services;

pub use checksums::{checksum_lines, verify_checksums, write_checksums};
