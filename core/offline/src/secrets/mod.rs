//! Secret references: `scheme[+store]://object[?query][#selector]`, and texts with references inside.
//!
//! A reference says what to read; it never carries a credential and may always be printed. URL libraries read it wrongly
//! (they refuse ARNs, fold `a/../b` and drop newlines), so it is split by hand. All mistakes are told at once, each with
//! its position and, where one is known, the right spelling.
//!
//! ```
//! use mendix_deploy_offline::secrets::parse;
//!
//! let reference = parse("vault+prod://secret/orders/db?version=3#password")?;
//! assert_eq!(reference.store.as_deref(), Some("prod"));
//! assert_eq!(reference.canonical, "vault+prod://secret/orders/db?version=3#password");
//! # Ok::<(), mendix_deploy_model::Error>(())
//! ```

mod canonical;
mod escape;
pub mod formats;
mod import;
mod object;
mod parse;
mod problem;
mod query;
mod scheme;
mod template;
#[cfg(test)]
#[allow(clippy::unwrap_used, missing_docs)]
mod tests;

pub use canonical::{fetch_key, in_store};
pub use escape::segments;
pub use import::import;
pub use parse::{parse, parse_all};
pub use problem::{Problem, refused};
pub use scheme::{is_reference, misspelled};
pub use template::{Part, Template, parse_text};
