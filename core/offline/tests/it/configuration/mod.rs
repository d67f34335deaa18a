//! Names, settings and what else every target's configuration is made of.

mod catalogue;
mod compare;
