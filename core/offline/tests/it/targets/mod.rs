//! What each target makes of what it is handed.

mod buildpack;
mod documented;
mod emission;
mod hostile;
mod judged;
mod m2ee;
mod operator;
mod portable;
pub(crate) mod support;
mod wanted;
