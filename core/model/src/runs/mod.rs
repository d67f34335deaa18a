//! Runs: one execution of a plan by us. What the journal keeps, what a caller sees of it, and how a run ends.

mod decision;
mod journal;
mod lease;
mod options;
mod record;
mod run;

pub use decision::{Choice, Decision};
pub use journal::{Actor, JournalEntry};
pub use lease::LeaseInfo;
pub use options::{ActivityOptions, ResumeOptions, StartRunOptions};
pub use record::RunRecord;
pub use run::{Outcome, RunEvent, RunId, RunProgress, StepState};
