//! TODO front page

pub mod clock;
pub mod run;
pub mod secrets;
