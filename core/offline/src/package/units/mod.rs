//! From the objects of a model (package formats, 3.4 and 3.5) to [`AppModel`](mendix_deploy_model::models::AppModel).
//!
//! A [`Collector`] takes one project unit, or one document of `model.mdp`, at a time and in any order, keeps what the
//! model needs, and puts names, ends and ancestors together at the end. It never holds the units themselves.

mod association;
mod attribute;
mod budget;
mod collector;
mod digest;
mod document;
mod domain;
mod entity;
mod fault;
mod finish;
mod microflow;
mod places;
mod settings;
mod system;

pub(super) use collector::object_head;
pub use collector::{Collector, HEAD, Place};
pub(crate) use finish::empty;
pub(in crate::package) use finish::store;
pub(in crate::package) use system::is_persistable;
