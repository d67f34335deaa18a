//! A PostgreSQL database of a Mendix app: what its catalogue says, and answers to questions about its data.
//!
//! [`Database`] only reads. The session refuses writes, every look is one read-only snapshot, each query has a time
//! limit, and of a comparison only questions of known shape are asked.

mod answer;
mod catalogue;
mod connect;
mod failure;
mod handle;
mod session;

pub use handle::Database;

/// The guide's snippets are compiled.
#[cfg(doctest)]
#[doc = include_str!("../../../docs/guide/databases.md")]
struct Guide;
