//! Names, connection strings and the catalogue of runtime settings: what every target's configuration is made of.
//!
//! Uses only the model, so that the landscape and every evaluator can use it.

pub mod catalogue;
pub mod compare;
pub mod database;
pub(crate) mod hocon;
pub(crate) mod json;
pub(crate) mod looks;
pub mod names;
pub(crate) mod secrecy;
pub(crate) mod suggest;
pub(crate) mod versions;
pub(crate) mod yaml;
