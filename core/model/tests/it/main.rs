//! Tests of the models.
#![allow(clippy::unwrap_used, missing_docs)]

mod private;
