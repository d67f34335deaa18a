//! What a journal entry records.

use std::collections::BTreeMap;

use mendix_deploy_surface::model;

use super::{Decision, Outcome, StepState};
use crate::{
    error::ErrorInfo,
    findings::Finding,
    plans::{FailurePoint, IncidentRecord, Plan, Release, Savepoint, Step},
};

/// What happened in a run. Facts are names and ids that later steps and a new process need: `packageId`, `jobId`,
/// `snapshotId`. No record holds the value of a setting or a secret.
#[model]
pub enum RunRecord {
    /// The run began. The plan is kept whole, so that any process can continue.
    RunStarted {
        /// The plan.
        plan: Box<Plan>,
        /// Where the journal is.
        location: String,
        /// Who may have approved, in the words of the approvals.
        approved_by: Vec<String>,
    },
    /// Something about the run itself deserves attention, such as a journal on a disk that will not survive the job.
    RunWarned {
        /// What.
        finding: Finding,
    },
    /// A process took the run over and continues it.
    RunResumed {
        /// The next step.
        next_step: Option<String>,
        /// What a person decided about the step that could not be told.
        decision: Option<Decision>,
    },
    /// A step began: its state is read.
    StepStarted {
        /// The step.
        step: String,
    },
    /// The request of a step is about to be sent. Without a later `stepAnswered` nobody knows whether it arrived.
    StepIntended {
        /// The step.
        step: String,
        /// From 1.
        attempt: u32,
        /// What was observed, one sentence.
        observed: String,
    },
    /// The platform answered the request of a step.
    StepAnswered {
        /// The step.
        step: String,
        /// Ids in the answer.
        facts: BTreeMap<String, String>,
        /// The refusal; absent when the platform accepted.
        error: Option<ErrorInfo>,
    },
    /// A step's state is reached.
    StepFinished {
        /// The step.
        step: String,
        /// `done` or `alreadySo`.
        state: StepState,
        /// What was observed, one sentence.
        observed: String,
        /// What later steps need.
        facts: BTreeMap<String, String>,
    },
    /// A step failed.
    StepFailed {
        /// The step.
        step: String,
        /// Why.
        error: ErrorInfo,
    },
    /// The way back is known from here on. Values of settings are kept beside the journal, readable by the owner only.
    SavepointRecorded {
        /// The savepoint without the values of its settings.
        savepoint: Box<Savepoint>,
    },
    /// The platform cannot tell whether the request of a step had its effect. The run ends here until somebody decides.
    DecisionNeeded {
        /// The step.
        step: String,
        /// What is known, one sentence each.
        known: Vec<String>,
        /// The choices, one sentence each.
        choices: Vec<String>,
    },
    /// The run goes back.
    RollbackStarted {
        /// How far the run had got.
        point: FailurePoint,
        /// The steps of the way back.
        steps: Vec<Step>,
    },
    /// The incident record was written.
    IncidentRecorded {
        /// The record.
        incident: Box<IncidentRecord>,
        /// Where it was written, Markdown and JSON.
        files: Vec<String>,
    },
    /// The run stopped at a safe point because it was asked to.
    RunPaused {
        /// The next step.
        next_step: Option<String>,
        /// Whether the app is down meanwhile.
        app_is_down: bool,
    },
    /// The run is over.
    RunEnded {
        /// How.
        outcome: Outcome,
        /// What runs since, with its savepoint.
        release: Box<Release>,
        /// The step that failed.
        failed_step: Option<String>,
        /// Why.
        error: Option<ErrorInfo>,
        /// What a person has to do now, one sentence each.
        follow_up: Vec<String>,
    },
}

impl RunRecord {
    /// The step it is about.
    #[must_use]
    pub fn step(&self) -> Option<&str> {
        match self {
            Self::StepStarted { step }
            | Self::StepIntended { step, .. }
            | Self::StepAnswered { step, .. }
            | Self::StepFinished { step, .. }
            | Self::StepFailed { step, .. }
            | Self::DecisionNeeded { step, .. } => Some(step),
            _ => None,
        }
    }
}
