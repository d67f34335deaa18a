//! Secrets: the one type that holds a resolved one.

mod value;

pub use value::{MARKER, SecretValue};
