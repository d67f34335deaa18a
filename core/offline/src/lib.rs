//! The pure half of mendix-deploy: packages, landscape, checks, plans. No network, no clock, no randomness.
//!
//! - [`checks`] hold package, landscape and what is known of an environment against each other.
//! - [`compare`] holds two models against each other and decides what the differences mean.
//! - [`configuration`] knows names, connection strings and runtime settings.
//! - [`document`] saves, loads and writes documents.
//! - [`landscape`] loads what a team wants of its environments.
//! - [`package`] reads what a package says about itself, in place.
//! - [`plan`] makes plans and guards their start.
//! - [`render`] lays out documents and writes them as text, Markdown, HTML.
//! - [`secrets`] reads and writes secret references.
//! - [`targets`] compute what the runtime of each target would really see.

pub mod checks;
pub mod compare;
pub mod configuration;
pub mod document;
mod json;
pub mod landscape;
pub mod package;
pub mod plan;
pub mod render;
pub mod secrets;
pub mod targets;
