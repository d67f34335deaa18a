//! The data of mendix-deploy: models, ids, open enums, errors, findings, facts, steps. No behaviour.
//!
//! Every type here has one canonical JSON form (camelCase, unions tagged by `kind`, RFC 3339 times, durations with
//! their unit in the name) and crosses the border to Python and Node as data. The module of a type is its namespace in
//! all three languages: [`cloud::App`] is `cloud.App` everywhere.

mod macros;

pub mod address;
pub mod changes;
pub mod clients;
pub mod cloud;
pub mod comparisons;
pub mod configurations;
pub mod databases;
pub mod document;
pub mod error;
pub mod findings;
pub mod imports;
pub mod landscapes;
pub mod models;
pub mod packages;
pub mod plans;
pub mod policies;
pub mod runs;
pub mod scripts;
pub mod secrets;
pub mod settings;
pub mod time;
pub mod verdicts;

pub use address::Address;
pub use error::{Error, ErrorClass, ErrorCode, Result};
