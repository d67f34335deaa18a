//! Everything the stand-in remembers, without HTTP.

pub(crate) mod app;
pub(crate) mod backup;
pub(crate) mod change;
pub(crate) mod environment;
pub(crate) mod options;
pub(crate) mod package;
pub(crate) mod settle;
pub(crate) mod user;
pub(crate) mod world;

pub(crate) use world::World;
