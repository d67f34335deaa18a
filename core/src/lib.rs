//! TODO front page

pub mod client;
pub mod clock;
mod http;
mod operation;
mod pager;
pub mod run;
pub mod secrets;
mod targets;

pub use client::{Client, Credentials};
pub use operation::Operation;
pub use pager::{Page, Pager};
