//! What each target makes of what it is handed.

mod m2ee;
mod support;
