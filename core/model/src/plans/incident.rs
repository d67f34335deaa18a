//! The record of a run that went back or needs somebody's hands.

use mendix_deploy_surface::model;

use crate::{Address, document::Document, error::ErrorInfo, time::Timestamp, verdicts::Loss};

/// What went wrong, what was done about it and what is left to do; follows the rollback checklist of the deployment guide.
#[model]
pub struct IncidentRecord {
    /// Always `incidentRecord`.
    pub document: String,
    /// Version of the document's format.
    pub version: u32,
    /// The library that wrote it.
    pub written_by: String,
    /// The run.
    pub run: String,
    /// Its plan.
    pub plan_id: String,
    /// The environment.
    pub address: Address,
    /// What was wanted, in words.
    pub summary: String,
    /// Who started the run.
    pub actor: String,
    /// When the run started.
    pub started_at: Timestamp,
    /// When it ended.
    pub ended_at: Timestamp,
    /// How it ended, a word of the run: `rolledBack`, `needsHands`, `unchanged`.
    pub outcome: String,
    /// The step that failed; absent when an undo was asked for without a failure.
    pub failed_step: Option<String>,
    /// Why it failed.
    pub cause: Option<ErrorInfo>,
    /// Seconds that the app was down, as far as this run knows.
    pub downtime_seconds: Option<u64>,
    /// What was lost, each accepted by name.
    pub losses: Vec<Loss>,
    /// The seven steps of the checklist.
    pub checklist: Vec<ChecklistItem>,
    /// What happened, in order.
    pub timeline: Vec<IncidentEvent>,
    /// What a person has to do now, one sentence each.
    pub follow_up: Vec<String>,
}

impl Document for IncidentRecord {
    const KIND: &'static str = "incidentRecord";
    const VERSION: u32 = 1;
}

/// How a step of the checklist ended.
#[model]
pub enum ChecklistState {
    /// Was done.
    Done,
    /// Was not needed.
    NotNeeded,
    /// Failed or could not be done.
    Failed,
    /// Is left to a person.
    Open,
}

/// A step of the rollback checklist.
#[model(eq)]
pub struct ChecklistItem {
    /// 1 to 7.
    pub number: u32,
    /// What is to be done.
    pub title: String,
    /// How it ended.
    pub state: ChecklistState,
    /// What was found or done, one sentence.
    pub note: String,
}

/// Something that happened.
#[model(eq)]
pub struct IncidentEvent {
    /// When.
    pub at: Timestamp,
    /// The step; absent for the run as a whole.
    pub step: Option<String>,
    /// What, one sentence.
    pub what: String,
}
