//! Projects: single files, split ones, packed ones; hostile ones, and real ones.

mod hostile;
mod hostile_units;
mod mutated;
mod packed;
mod real;
mod single;
mod split;
pub(super) mod support;
