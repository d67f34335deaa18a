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

mod check;
mod handle;
mod inherit;
mod load;
mod reader;
#[cfg(feature = "json-schema")]
mod schema;
pub(crate) use crate::configuration::suggest;
mod tree;
mod values;

pub use handle::{App, Environment, Landscape};
#[cfg(feature = "json-schema")]
pub use schema::json_schema;
