//! Portable packages (package formats, 8): the layout, the application in it, and how it takes its configuration.
//!
//! The layout is documented; the files in `etc` are told of by other tools. What is not understood is listed, never
//! guessed.

mod configuration;
mod hocon;
mod layout;

pub(super) use configuration::configuration;
pub(super) use layout::{model, read};
