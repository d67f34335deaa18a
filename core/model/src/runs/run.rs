//! A run as its caller sees it.

use mendix_deploy_surface::model;

use super::{Actor, RunRecord};
use crate::{macros::string_id, time::Timestamp};

string_id! {
    /// A run: lower-case letters, digits and hyphens, at most 64; unique, sorted by time.
    RunId;
}

/// How a run ended, or why it does not go on.
#[model]
pub enum Outcome {
    /// Every step's state was reached and verified.
    Succeeded,
    /// A step failed before anything had changed.
    Unchanged,
    /// A step failed, and the run went back: what ran before runs again.
    RolledBack,
    /// A step failed, and the environment is not as it was. The incident record says what to do.
    NeedsHands,
    /// The platform cannot tell whether an effect happened. Nothing is sent again until a person decides; resume the
    /// run with the decision.
    NeedsDecision,
    /// The run stopped at a safe point because it was asked to. Resume it.
    Stopped,
}

impl Outcome {
    /// Whether the run is over and cannot be resumed.
    #[must_use]
    pub const fn is_final(self) -> bool {
        !matches!(self, Self::NeedsDecision | Self::Stopped)
    }
}

/// How far a step is.
#[model]
pub enum StepState {
    /// Not begun.
    Pending,
    /// Being read, sent or waited for.
    Running,
    /// Its state is reached by this run.
    Done,
    /// Its state was there already; nothing was sent.
    AlreadySo,
    /// Failed; the record has the error.
    Failed,
}

/// One thing that happened in a run. Numbered from 1 without gaps, the same in every replay: it is the journal entry of
/// that number without its chain.
#[model]
pub struct RunEvent {
    /// Its number; the journal entry has the same.
    pub number: u64,
    /// The run.
    pub run: RunId,
    /// When.
    pub at: Timestamp,
    /// Who, where, under which job.
    pub actor: Actor,
    /// What, one sentence for a person.
    pub summary: String,
    /// What, as data.
    pub record: RunRecord,
}

/// Bytes moved by the step that is under way. The latest value wins; it is not part of the journal.
#[model(eq)]
pub struct RunProgress {
    /// The step.
    pub step: String,
    /// Bytes so far.
    pub done_bytes: u64,
    /// Bytes in all; absent when nobody knows, as with an archive's download.
    pub total_bytes: Option<u64>,
}
