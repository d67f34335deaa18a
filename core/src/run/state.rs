//! Where a run stands: nothing but its journal, applied entry by entry. A new process that reads the journal knows
//! exactly what the old one knew.

use std::collections::BTreeMap;

use mendix_deploy_model::{
    Error, ErrorCode, Result,
    error::{Effect, ErrorInfo},
    landscapes::SnapshotPolicy,
    plans::{FailurePoint, Plan, SavedSnapshot, Savepoint, Step, StepAction},
    runs::{Actor, Choice, Outcome, RunId, RunRecord, StepState},
    time::Timestamp,
};

use super::journal::Course;

/// Names and ids that steps found out.
pub type Facts = BTreeMap<String, String>;

/// What is known about the request of a step.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Sent {
    /// None was sent.
    #[default]
    Nothing,
    /// One was about to be sent, and no answer is recorded: the process died, or the answer was lost.
    Unanswered {
        /// When it was about to be sent.
        at: Timestamp,
    },
    /// The platform accepted it.
    Accepted {
        /// When it answered.
        at: Timestamp,
        /// Ids in the answer.
        facts: Facts,
    },
    /// The platform refused it, and nothing happened.
    Refused,
}

/// What the journal says about one step.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct StepMemory {
    /// How far it is.
    pub state: Option<StepState>,
    /// How often something was sent.
    pub attempts: u32,
    /// What is known about the latest request.
    pub sent: Sent,
    /// Whether any request may have had an effect.
    pub may_have_acted: bool,
    /// Whether a person decided to send again.
    pub send_again: bool,
    /// When the step was last begun.
    pub started_at: Option<Timestamp>,
    /// When the step was done.
    pub finished_at: Option<Timestamp>,
}

impl StepMemory {
    fn is_finished(&self) -> bool {
        matches!(self.state, Some(StepState::Done | StepState::AlreadySo))
    }
}

/// A step that the platform cannot tell about.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenQuestion {
    /// The step.
    pub step: String,
    /// What is known.
    pub known: Vec<String>,
    /// The choices.
    pub choices: Vec<String>,
}

/// The way back under way.
#[derive(Debug, Clone, PartialEq)]
pub struct Rollback {
    /// How far the run had got.
    pub point: FailurePoint,
    /// The steps.
    pub steps: Vec<Step>,
}

/// A run as its journal tells it.
#[derive(Debug, Clone)]
pub struct RunState {
    /// The run.
    pub run: RunId,
    /// The plan.
    pub plan: Plan,
    /// Who started it.
    pub actor: Actor,
    /// When it started.
    pub started_at: Timestamp,
    /// What steps found out; later ones win.
    pub facts: Facts,
    /// The savepoint without the values of its settings.
    pub savepoint: Option<Savepoint>,
    /// The way back, once it is taken.
    pub rollback: Option<Rollback>,
    /// The step of the plan that failed.
    pub failure: Option<(String, ErrorInfo)>,
    /// The step of the way back that failed.
    pub rollback_failure: Option<(String, ErrorInfo)>,
    /// A step that waits for a person.
    pub question: Option<OpenQuestion>,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// When the app went down and came back, as far as this run did it.
    pub down_since: Option<Timestamp>,
    /// When the app came back.
    pub up_again_at: Option<Timestamp>,
    steps: BTreeMap<String, StepMemory>,
}

const NO_MEMORY: &StepMemory = &StepMemory {
    state: None,
    attempts: 0,
    sent: Sent::Nothing,
    may_have_acted: false,
    send_again: false,
    started_at: None,
    finished_at: None,
};

impl RunState {
    /// Applies every entry of a run.
    ///
    /// # Errors
    ///
    /// `journal.corrupt` when the first entry does not begin a run.
    pub fn replay(course: &Course) -> Result<Self> {
        let first = course.entries.first();
        let Some((first, RunRecord::RunStarted { plan, .. })) =
            first.map(|entry| (entry, &entry.record))
        else {
            return Err(Error::new(
                ErrorCode::JournalCorrupt,
                "the journal does not begin with the start of its run",
            ));
        };
        let mut state = Self {
            run: first.run.clone(),
            plan: (**plan).clone(),
            actor: first.actor.clone(),
            started_at: first.at,
            facts: Facts::new(),
            savepoint: None,
            rollback: None,
            failure: None,
            rollback_failure: None,
            question: None,
            outcome: None,
            down_since: None,
            up_again_at: None,
            steps: BTreeMap::new(),
        };
        for entry in &course.entries {
            state.apply(entry.at, &entry.record);
        }
        Ok(state)
    }

    /// What the journal says about a step.
    #[must_use]
    pub fn memory(&self, step: &str) -> &StepMemory {
        self.steps.get(step).unwrap_or(NO_MEMORY)
    }

    /// The step of that id, of the plan or of the way back.
    #[must_use]
    pub fn step(&self, id: &str) -> Option<&Step> {
        self.plan
            .step(id)
            .or_else(|| self.rollback.as_ref()?.steps.iter().find(|s| s.id == id))
    }

    /// The steps that are gone through now: the way back's, once it is taken.
    #[must_use]
    pub fn current_steps(&self) -> &[Step] {
        self.rollback
            .as_ref()
            .map_or(&self.plan.steps, |rollback| &rollback.steps)
    }

    /// The first step that is not finished.
    #[must_use]
    pub fn next_step(&self) -> Option<&Step> {
        self.current_steps()
            .iter()
            .find(|step| !self.memory(&step.id).is_finished())
    }

    /// Whether a step is finished.
    #[must_use]
    pub fn is_finished(&self, step: &str) -> bool {
        self.memory(step).is_finished()
    }

    /// Whether the app is down as far as this run knows.
    #[must_use]
    pub fn app_is_down(&self) -> bool {
        self.down_since.is_some() && self.up_again_at.is_none()
    }

    /// A fact by name.
    #[must_use]
    pub fn fact(&self, name: &str) -> Option<&str> {
        self.facts.get(name).map(String::as_str)
    }

    /// Applies one record.
    pub(super) fn apply(&mut self, at: Timestamp, record: &RunRecord) {
        match record {
            RunRecord::RunStarted { .. }
            | RunRecord::RunWarned { .. }
            | RunRecord::IncidentRecorded { .. }
            | RunRecord::RunPaused { .. } => {}
            RunRecord::RunResumed { decision, .. } => {
                if let Some(decision) = decision {
                    self.question = None;
                    let memory = self.steps.entry(decision.step.clone()).or_default();
                    if decision.choice == Choice::SendAgain {
                        memory.sent = Sent::Nothing;
                        memory.send_again = true;
                    }
                }
            }
            RunRecord::StepStarted { step } => {
                let memory = self.steps.entry(step.clone()).or_default();
                memory.state = Some(StepState::Running);
                memory.started_at = Some(at);
            }
            RunRecord::StepIntended { step, attempt, .. } => {
                let memory = self.steps.entry(step.clone()).or_default();
                memory.attempts = *attempt;
                memory.sent = Sent::Unanswered { at };
                memory.send_again = false;
                self.note_downtime(step, at, false);
            }
            RunRecord::StepAnswered { step, facts, error } => {
                let memory = self.steps.entry(step.clone()).or_default();
                match error {
                    None => {
                        memory.sent = Sent::Accepted {
                            at,
                            facts: facts.clone(),
                        };
                        memory.may_have_acted = true;
                        self.facts.extend(facts.clone());
                    }
                    Some(error) if error.effect == Effect::None => memory.sent = Sent::Refused,
                    // An answer that does not tell is no answer: the intent stays open.
                    Some(_) => memory.may_have_acted = true,
                }
            }
            RunRecord::StepFinished {
                step, state, facts, ..
            } => {
                let memory = self.steps.entry(step.clone()).or_default();
                memory.state = Some(*state);
                memory.finished_at = Some(at);
                if memory.attempts > 0 && memory.sent != Sent::Refused {
                    memory.may_have_acted = true;
                }
                self.facts.extend(facts.clone());
                self.note_snapshot(step, at);
                self.note_downtime(step, at, true);
            }
            RunRecord::StepFailed { step, error } => {
                let memory = self.steps.entry(step.clone()).or_default();
                memory.state = Some(StepState::Failed);
                let failure = Some((step.clone(), error.clone()));
                if self.rollback.is_some() {
                    self.rollback_failure = failure;
                } else {
                    self.failure = failure;
                }
                self.question = None;
            }
            RunRecord::SavepointRecorded { savepoint } => {
                self.savepoint = Some((**savepoint).clone());
            }
            RunRecord::DecisionNeeded {
                step,
                known,
                choices,
            } => {
                self.question = Some(OpenQuestion {
                    step: step.clone(),
                    known: known.clone(),
                    choices: choices.clone(),
                });
            }
            RunRecord::RollbackStarted { point, steps } => {
                self.rollback = Some(Rollback {
                    point: *point,
                    steps: steps.clone(),
                });
            }
            RunRecord::RunEnded { outcome, .. } => self.outcome = Some(*outcome),
        }
    }

    fn note_downtime(&mut self, step: &str, at: Timestamp, finished: bool) {
        match self.step(step).map(|step| &step.action) {
            Some(StepAction::StopEnvironment {}) if !finished => {
                self.down_since = self.down_since.or(Some(at));
                self.up_again_at = None;
            }
            Some(StepAction::StartEnvironment { .. }) if finished => self.up_again_at = Some(at),
            _ => {}
        }
    }

    fn note_snapshot(&mut self, step: &str, _at: Timestamp) {
        if !matches!(
            self.step(step).map(|step| &step.action),
            Some(StepAction::TakeSnapshot { .. })
        ) {
            return;
        }
        let timing = self.plan.snapshot.unwrap_or(SnapshotPolicy::AfterStop);
        let (facts, Some(savepoint)) = (&self.facts, &mut self.savepoint) else {
            return;
        };
        let instant = |name: &str| facts.get(name).and_then(|text| text.parse().ok());
        savepoint.snapshot = facts.get("snapshotId").map(|id| SavedSnapshot {
            snapshot_id: id.as_str().into(),
            timing,
            finished_at: instant("snapshotFinishedAt"),
            expires_at: instant("snapshotExpiresAt"),
            model_version: facts.get("snapshotModelVersion").cloned(),
        });
    }

    /// Whether the request of any such step may have had an effect.
    pub(super) fn may_have_acted(&self, is_meant: impl Fn(&StepAction) -> bool) -> bool {
        self.plan
            .steps
            .iter()
            .filter(|step| is_meant(&step.action))
            .any(|step| {
                let memory = self.memory(&step.id);
                memory.may_have_acted || matches!(memory.sent, Sent::Unanswered { .. })
            })
    }
}
