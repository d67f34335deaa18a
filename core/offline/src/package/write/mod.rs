//! Writes synthetic packages from an [`AppModel`](mendix_deploy_model::models::AppModel): for tests of what reads them,
//! here and in projects that use this library.
//!
//! Equal input gives equal bytes. What a model does not say, such as the id of the document that holds an attribute's
//! type, is derived from what it says. What a file cannot say is left out; [`as_archive`] and [`as_project`] tell what a
//! reader finds in it. [`ModelBuilder`] makes small models by hand.
//!
//! ```
//! use mendix_deploy_model::{models::AttributeType, packages::ArchiveSpec};
//! use mendix_deploy_offline::package::{Package, write::ModelBuilder, write_archive};
//!
//! # let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
//! # let path = folder.path().join("orders.mda");
//! let model = ModelBuilder::new("Orders")
//!     .entity("Orders.Order")
//!     .attribute("Orders.Order", "Total", AttributeType::Decimal)
//!     .build()?;
//! write_archive(&path, &ArchiveSpec::default().model(model).model_version("2.5.4"))?;
//! let read = Package::open(&path)?.model()?;
//! assert!(read.entities.iter().any(|entity| entity.name == "Orders.Order"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod association;
mod bson;
mod deployed;
mod document;
mod entity;
mod form;
mod ids;
mod model;
pub(in crate::package) mod portable;
#[cfg(feature = "mpr")]
mod project;
mod settings;
mod system;
mod units;
mod views;
pub(in crate::package) mod zip;

pub use deployed::model_mdp;
pub(in crate::package) use deployed::model_of_size;
pub use model::ModelBuilder;
#[cfg(feature = "mpr")]
pub use project::{project_files, write_project};
pub use views::{as_archive, as_project, sort};
