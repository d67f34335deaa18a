//! TODO front page

pub mod secrets;
