//! Runs: plans carried out step by step, with a journal, under a lease, to an end that is named.
//!
//! * A step brings about a state: read, decide, record the intent, confirm the lease, act once, observe, record.
//! * Nothing is known that is not in the [`journal`]. A process that dies anywhere is followed by another one that
//!   resumes from there; where the platform cannot tell whether a request had its effect, a person decides.
//! * A run belongs to its client: dropping a [`Run`] or the future that waits for it ends the waiting only.

pub mod activity;
pub mod events;
pub mod executor;
pub mod incident;
pub mod journal;
pub mod signal;
pub mod state;

mod engine;
mod handle;
mod launch;
mod lease;
mod outcome;
pub(crate) mod savepoint;

use mendix_deploy_model::{Error, ErrorCode, Result, cloud::PackageId};

pub use handle::Run;
pub use incident::Notify;
pub use launch::Launcher;
pub use signal::{Runs, terminated};

use state::RunState;

/// The id that a package has now: a package that had to be uploaded again got a new one.
pub(crate) fn alias(state: &RunState, id: &PackageId) -> PackageId {
    state
        .fact(&alias_fact(id))
        .map_or_else(|| id.clone(), PackageId::from)
}

/// The name of the fact that has the new id of a package.
pub(crate) fn alias_fact(id: &PackageId) -> String {
    format!("packageNow.{id}")
}

/// Random lower-case hexadecimal text.
pub(crate) fn random_text(digits: usize) -> Result<String> {
    let mut bytes = vec![0_u8; digits.div_ceil(2)];
    getrandom::fill(&mut bytes).map_err(|error| {
        Error::new(
            ErrorCode::InternalDefect,
            format!("this machine gives no random numbers: {error}"),
        )
    })?;
    let mut text: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    text.truncate(digits);
    Ok(text)
}
