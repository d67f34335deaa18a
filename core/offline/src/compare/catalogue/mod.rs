//! The catalogue that the Mendix Runtime keeps in its database, as an app model.
//!
//! The runtime compares a model with this catalogue, not with the physical tables, so it is the most reliable old side
//! of a comparison (package formats, 5). It knows what is stored and nothing else: no enumerations, constants, events,
//! non-persistable entities, calculated attributes or delete behaviour; `compare` takes that into account.

mod dump;
mod hsqldb;
mod pg_dump;
mod read;
mod rows;

pub use dump::{open_dump, read_dump};
pub(super) use read::UNSTATED;
pub use read::model;
pub use rows::{CatalogueRows, CatalogueTable};

/// What to do when a catalogue goes beyond what is taken of one.
pub const TOO_LARGE_REMEDY: &str = "Check that database and schema are those of one Mendix app; if they are, compare the packages instead and report \
     the size, so that the limit can be raised.";
