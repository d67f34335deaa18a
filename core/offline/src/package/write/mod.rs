//! Writes synthetic packages from an [`AppModel`](mendix_deploy_model::models::AppModel): for tests of what reads them,
//! here and in projects that use this library.
//!
//! Equal input gives equal bytes. What a model does not say, such as the id of the document that holds an attribute's
//! type, is derived from what it says. What a file cannot say is left out; [`as_archive`] and [`as_project`] tell what a
//! reader finds in it.

mod association;
mod bson;
mod deployed;
mod document;
mod entity;
mod form;
mod ids;
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
#[cfg(feature = "mpr")]
pub use project::{project_files, write_project};
pub use views::{as_archive, as_project, sort};
