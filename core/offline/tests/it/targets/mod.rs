//! What each target makes of what it is handed.

mod documented;
mod buildpack;
mod m2ee;
mod operator;
mod portable;
mod support;
