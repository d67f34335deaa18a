//! Packages: what a deployable file says about itself.
//!
//! [`Package::open`] reads in place what a file says about itself: of a deployment archive (`.mda`) or a portable package
//! the directory and the `metadata.json`, of a project (`.mpr`, with `mprcontents` or not, packed, or in a module package;
//! feature `mpr`) its model. Nothing is extracted, nothing is written, and memory does not grow with the file. The file is
//! hostile until parsed; whatever two readers could understand differently is refused with a `package.*` code.
//!
//! ```no_run
//! use mendix_deploy_offline::package::Package;
//!
//! let package = Package::open("orders-2.5.4.mda")?;
//! for constant in &package.info().constants {
//!     assert!(!constant.name.is_empty());
//! }
//! let digest = package.digest()?; // SHA-256, read at first demand
//! # Ok::<(), mendix_deploy_model::Error>(())
//! ```
//!
//! [`Package::model`] reads what the database and a deployment depend on, whatever the kind of file: entities, associations,
//! enumerations, constants, events, settings, the microflows that run around a start. Units of the model are read one at a
//! time ([`units`]) where they lie ([`bson`]); pages and images are passed over.
//!
//! [`ArchiveBuilder`] writes synthetic archives with the same bytes every time, for tests, demos and measurements.

mod archive;
pub mod bson;
mod builder;
mod deployment;
mod describe;
mod entry;
mod format;
mod handle;
pub(crate) mod hex;
pub(crate) mod limits;
mod mdp;
mod metadata;
mod names;
mod portable;
mod project;
mod provenance;
mod subject;
pub mod units;
pub mod write;

pub use builder::{ArchiveBuilder, write_archive, write_portable};
pub use handle::{Package, read_info, read_model};
pub use mdp::read_model_mdp;
pub use provenance::{checksum_lines, verify_checksums, write_checksums};
