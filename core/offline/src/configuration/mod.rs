//! Names, connection strings and the catalogue of runtime settings: what every target's configuration is made of.
//!
//! Uses only the model, so that the landscape and every evaluator can use it.

pub mod catalogue;
pub mod compare;
pub mod database;
#[allow(dead_code)] // portable packages, next
pub(crate) mod hocon;
pub(crate) mod json;
pub mod names;
pub(crate) mod secrecy;
pub(crate) mod suggest;
pub(crate) mod versions;
#[allow(dead_code)] // the operator, next
pub(crate) mod yaml;
