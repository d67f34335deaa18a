//! The events of a run: its journal entries, numbered, replayed from the first, none lost.

use std::sync::{Mutex, PoisonError};

use mendix_deploy_model::runs::{JournalEntry, Outcome, RunEvent, RunRecord, StepState};
use tokio::sync::watch;

/// The entries that this process knows, and a signal for those who wait for more.
pub(super) struct EventLog {
    entries: Mutex<Vec<JournalEntry>>,
    /// Number of entries, and whether more may come from this process.
    mark: watch::Sender<(u64, bool)>,
}

impl EventLog {
    pub(super) fn new(entries: Vec<JournalEntry>) -> Self {
        let mark = watch::Sender::new((entries.len() as u64, true));
        Self {
            entries: Mutex::new(entries),
            mark,
        }
    }

    pub(super) fn push(&self, entry: JournalEntry) {
        self.entries
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(entry);
        self.mark.send_modify(|(count, _)| *count += 1);
    }

    pub(super) fn entries(&self) -> Vec<JournalEntry> {
        self.entries
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// No more events come from this process.
    pub(super) fn close(&self) {
        self.mark.send_modify(|(_, open)| *open = false);
    }

    /// The event after number `after`; waits for it. `None` when the run does not go on in this process.
    pub(super) async fn next(&self, after: u64) -> Option<RunEvent> {
        let mut mark = self.mark.subscribe();
        loop {
            let (count, open) = *mark.borrow_and_update();
            if count > after {
                let index = usize::try_from(after).ok()?;
                let entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
                return entries.get(index).map(event);
            }
            if !open || mark.changed().await.is_err() {
                return None;
            }
        }
    }
}

/// An entry as an event.
#[must_use]
pub fn event(entry: &JournalEntry) -> RunEvent {
    RunEvent {
        number: entry.sequence,
        run: entry.run.clone(),
        at: entry.at,
        actor: entry.actor.clone(),
        summary: sentence(&entry.record),
        record: entry.record.clone(),
    }
}

/// A record in one sentence.
#[must_use]
pub fn sentence(record: &RunRecord) -> String {
    match record {
        RunRecord::RunStarted { plan, location, .. } => format!(
            "Run started on {}: {} The journal is in {location}.",
            plan.address, plan.summary
        ),
        RunRecord::RunWarned { finding } => {
            format!("Warning: {}. {}", finding.message, finding.remedy)
        }
        RunRecord::RunResumed {
            next_step,
            decision,
        } => {
            let step = next_step.as_deref().unwrap_or("the end");
            match decision {
                Some(decision) => format!(
                    "Run resumed at {step}; decided for {}: {}.",
                    decision.step, decision.choice
                ),
                None => format!("Run resumed at {step}."),
            }
        }
        RunRecord::StepStarted { step } => format!("{step}: started."),
        RunRecord::StepIntended {
            step,
            attempt,
            observed,
        } => match attempt {
            1 => format!("{step}: sending ({observed})."),
            n => format!("{step}: sending, attempt {n} ({observed})."),
        },
        RunRecord::StepAnswered {
            step, error: None, ..
        } => format!("{step}: accepted by the platform."),
        RunRecord::StepAnswered {
            step,
            error: Some(error),
            ..
        } => {
            format!("{step}: {} [{}].", error.message, error.code)
        }
        RunRecord::StepFinished {
            step,
            state: StepState::AlreadySo,
            observed,
            ..
        } => {
            format!("{step}: nothing to do ({observed}).")
        }
        RunRecord::StepFinished { step, observed, .. } => format!("{step}: done ({observed})."),
        RunRecord::StepFailed { step, error } => {
            format!("{step}: failed: {} [{}].", error.message, error.code)
        }
        RunRecord::SavepointRecorded { savepoint } => match &savepoint.package {
            Some(package) => format!(
                "Savepoint recorded: package {} ({}).",
                package.package_id, package.name
            ),
            None => "Savepoint recorded: nothing was deployed.".to_owned(),
        },
        RunRecord::DecisionNeeded { step, known, .. } => {
            format!("{step}: a person has to decide. {}", known.join(" "))
        }
        RunRecord::RollbackStarted { point, steps } => {
            let steps: Vec<&str> = steps.iter().map(|step| step.id.as_str()).collect();
            format!("Going back from {point}: {}.", steps.join(", "))
        }
        RunRecord::IncidentRecorded { files, .. } => {
            format!("Incident record written: {}.", files.join(", "))
        }
        RunRecord::RunPaused {
            next_step,
            app_is_down,
        } => format!(
            "Run stopped before {}{}.",
            next_step.as_deref().unwrap_or("its end"),
            if *app_is_down {
                "; the app is down until it is resumed"
            } else {
                ""
            }
        ),
        RunRecord::RunEnded {
            outcome,
            failed_step,
            error,
            ..
        } => {
            let how = match outcome {
                Outcome::Succeeded => "Run succeeded",
                Outcome::Unchanged => "Run failed; the environment is unchanged",
                Outcome::RolledBack => "Run failed and went back",
                Outcome::NeedsHands => "Run failed; the environment needs somebody's hands",
                Outcome::NeedsDecision => "Run needs a decision",
                Outcome::Stopped => "Run stopped",
            };
            match (failed_step, error) {
                (Some(step), Some(error)) => {
                    format!("{how}: {step}: {} [{}].", error.message, error.code)
                }
                _ => format!("{how}."),
            }
        }
    }
}
