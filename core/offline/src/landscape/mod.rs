//! The landscape: loaded with every error at its line, inherited, and seen through handles.
//!
//! ```
//! use mendix_deploy_offline::landscape::Landscape;
//!
//! let landscape = Landscape::parse(
//!     "version: 1
//! apps:
//!   orders:
//!     target: mendixCloud
//!     environments:
//!       acceptance: {}
//!       production:
//!         constants:
//!           Mail.Host: smtp.example
//! ",
//!     None,
//! )?;
//! let production = landscape.environment("orders/production")?;
//! assert_eq!(production.constants()[0].name, "Mail.Host");
//! # Ok::<(), mendix_deploy_model::Error>(())
//! ```

mod accessors;
mod branches;
mod check;
mod check_values;
mod edit;
mod freeze;
mod handle;
mod import;
mod inherit;
mod json;
mod load;
mod merge;
mod origins;
mod places;
mod reader;
mod records;
#[cfg(feature = "json-schema")]
mod schema;
mod sizes;
mod target;
mod tiers;
mod tree;
mod values;

pub(crate) use crate::configuration::suggest;
pub use freeze::{is_frozen, is_frozen_on, shown_begin, shown_end};
pub use handle::{App, Environment, Landscape};
pub use import::import_configuration;
#[cfg(feature = "json-schema")]
pub use schema::json_schema;
pub use sizes::{plan_catalogue, sizing_advice};
pub use tiers::tier_presets;
