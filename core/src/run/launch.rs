//! Starting and resuming: everything that is refused is refused here, before anything happens.

use std::{future::Future, sync::Arc};

use mendix_deploy_model::{
    Error, ErrorCode, Result,
    error::Effect,
    findings::{Finding, Severity},
    plans::{Plan, StepAction},
    runs::{Actor, Choice, Decision, JournalEntry, RunId, RunProgress, RunRecord, StepState},
};
use tokio::sync::watch;

use super::{
    Notify, Run, Runs,
    engine::Engine,
    events::EventLog,
    executor::StepExecutor,
    handle::Shared,
    journal::{Journal, NO_PREVIOUS, append_entry, place_warning, read_course},
    lease::{Hold, Wanted, key},
    outcome, random_text,
    state::{Facts, RunState},
};
use crate::clock::Clock;

/// What a run needs besides its plan. The client makes one per run; a target of one's own needs only its executor.
pub struct Launcher {
    /// Time.
    pub clock: Arc<dyn Clock>,
    /// Where the journal is.
    pub journal: Arc<dyn Journal>,
    /// Whether the caller named that place.
    pub journal_was_chosen: bool,
    /// The target's half.
    pub executor: Arc<dyn StepExecutor>,
    /// Who acts.
    pub actor: Actor,
    /// Seconds after which a silent runner can be taken over; absent: 120.
    pub lease_seconds: Option<u64>,
    /// Whom to tell about incidents.
    pub notify: Option<Notify>,
    /// The client's runs.
    pub runs: Runs,
}

impl Launcher {
    /// Starts a plan. Takes the lease, passes the gate, writes the first record, then runs in the background.
    ///
    /// # Errors
    ///
    /// `run.locked`; whatever `gate` refuses; `journal.unwritable`.
    pub async fn start(
        self,
        plan: &Plan,
        approved_by: Vec<String>,
        gate: impl Future<Output = Result<()>>,
    ) -> Result<Run> {
        let run = self.new_id()?;
        let unfinished = self.unfinished(plan).await;
        let hold = self.hold(plan, &run).await?;
        // Under the lease: nobody else who asks for it changes the facts after they were read.
        if let Err(error) = gate.await {
            hold.release().await?;
            return Err(error);
        }
        let location = self.journal.location();
        let mut records = vec![RunRecord::RunStarted {
            plan: Box::new(plan.clone()),
            location: location.clone(),
            approved_by,
        }];
        if let Some(finding) = place_warning(&location, self.journal_was_chosen) {
            records.push(RunRecord::RunWarned { finding });
        }
        if let Some(finding) = unfinished {
            records.push(RunRecord::RunWarned { finding });
        }
        let entries = self.append(&run, hold.fence(), Vec::new(), records).await?;
        self.spawn(run, hold, entries)
    }

    /// Continues a run that another process began.
    ///
    /// # Errors
    ///
    /// `run.not_found`, `run.ended`, `run.needs_decision` when a person has to decide first, `input.invalid` for a
    /// decision that does not fit, `run.locked`, `journal.corrupt`, `journal.newer`.
    pub async fn resume(self, run: &RunId, decision: Option<Decision>) -> Result<Run> {
        let course = read_course(&*self.journal, run).await?;
        let state = RunState::replay(&course)?;
        judge(&state, decision.as_ref())?;
        let hold = self.hold(&state.plan, run).await?;
        // Again under the lease: the runner before may have gone on until now.
        let course = read_course(&*self.journal, run).await?;
        let state = RunState::replay(&course)?;
        let records = match judge(&state, decision.as_ref()) {
            Ok(records) => records,
            Err(error) => {
                hold.release().await?;
                return Err(error);
            }
        };
        let mut warned = Vec::new();
        if course.torn {
            warned.push(RunRecord::RunWarned { finding: torn(run) });
        }
        warned.push(RunRecord::RunResumed {
            next_step: state.next_step().map(|step| step.id.clone()),
            decision,
        });
        warned.extend(records);
        let entries = self
            .append(run, hold.fence(), course.entries, warned)
            .await?;
        self.spawn(run.clone(), hold, entries)
    }

    /// A warning when the run before this one on the environment was left in the middle.
    async fn unfinished(&self, plan: &Plan) -> Option<Finding> {
        // What cannot be read is no reason to refuse a start: the facts are read from the platform.
        let latest = self.journal.latest(&key(plan)).await.ok()??;
        let course = read_course(&*self.journal, &latest.run).await.ok()?;
        let state = RunState::replay(&course).ok()?;
        if state.outcome.is_some() {
            return None;
        }
        let step = state.next_step().map_or("its end", |step| step.id.as_str());
        Some(Finding {
            id: "run.unfinished".to_owned(),
            severity: Severity::Warning,
            address: Some(plan.address.clone()),
            subject: Some(latest.run.to_string()),
            path: None,
            location: None,
            message: format!(
                "the run {} by {} on this environment was left before {step}",
                latest.run, latest.actor.name
            ),
            remedy: "Nothing, if it was given up; this run goes by what it reads from the platform. Do not resume the other one afterwards.".to_owned(),
        })
    }

    fn new_id(&self) -> Result<RunId> {
        let time = self.clock.now().as_jiff().strftime("%Y%m%dt%H%M%S");
        Ok(RunId::new(format!("run-{time}-{}", random_text(8)?)))
    }

    async fn hold(&self, plan: &Plan, run: &RunId) -> Result<Hold> {
        Hold::take(
            Arc::clone(&self.journal),
            Arc::clone(&self.clock),
            Wanted {
                key: &key(plan),
                address: &plan.address,
                run,
                actor: &self.actor,
                seconds: self.lease_seconds,
            },
        )
        .await
    }

    async fn append(
        &self,
        run: &RunId,
        fence: u64,
        mut entries: Vec<JournalEntry>,
        records: Vec<RunRecord>,
    ) -> Result<Vec<JournalEntry>> {
        for record in records {
            let mut entry = JournalEntry {
                version: JournalEntry::VERSION,
                run: run.clone(),
                sequence: entries.len() as u64 + 1,
                at: self.clock.now(),
                actor: self.actor.clone(),
                fence,
                record,
                previous: entries
                    .last()
                    .map_or_else(|| NO_PREVIOUS.to_owned(), |entry| entry.hash.clone()),
                hash: String::new(),
            };
            append_entry(&*self.journal, &mut entry).await?;
            entries.push(entry);
        }
        Ok(entries)
    }

    fn spawn(self, id: RunId, hold: Hold, entries: Vec<JournalEntry>) -> Result<Run> {
        let course = super::journal::Course {
            entries,
            torn: false,
        };
        let state = RunState::replay(&course)?;
        let location = self.journal.location();
        let sequence = course.entries.len() as u64;
        let last_hash = course.last_hash().to_owned();
        let events = Arc::new(EventLog::new(course.entries));
        let stop = watch::Sender::new(false);
        let progress = watch::Sender::new(None::<RunProgress>);
        let engine = Engine {
            run: id.clone(),
            actor: self.actor,
            journal: self.journal,
            executor: self.executor,
            clock: self.clock,
            hold,
            state,
            last_hash,
            sequence,
            events: Arc::clone(&events),
            stop: stop.subscribe(),
            progress: progress.clone(),
            notify: self.notify,
        };
        let (settle, result) = watch::channel(None);
        let closing = Closing(Arc::clone(&events));
        let task = tokio::spawn(async move {
            let closing = closing;
            let outcome = engine.drive().await;
            settle.send_replace(Some(outcome));
            drop(closing);
        })
        .abort_handle();
        let run = Run {
            shared: Arc::new(Shared {
                id,
                journal: location,
                events,
                stop,
                progress,
                result,
                task,
            }),
        };
        self.runs.add(run.clone());
        Ok(run)
    }
}

/// Tells listeners that no more events come, however the task ends.
struct Closing(Arc<EventLog>);

impl Drop for Closing {
    fn drop(&mut self) {
        self.0.close();
    }
}

/// Whether the run can go on, and what a decision means for its step.
fn judge(state: &RunState, decision: Option<&Decision>) -> Result<Vec<RunRecord>> {
    if state.outcome.is_some() {
        return Err(outcome::ended(state));
    }
    let (question, decision) = match (&state.question, decision) {
        (None, None) => return Ok(Vec::new()),
        (Some(question), None) => return Err(outcome::needs_decision(state, question)),
        (None, Some(decision)) => {
            return Err(Error::new(
                ErrorCode::InputInvalid,
                format!(
                    "the run {} does not wait for a decision about {}",
                    state.run, decision.step
                ),
            )
            .with_context("run", &state.run));
        }
        (Some(question), Some(decision)) => (question, decision),
    };
    if question.step != decision.step {
        return Err(Error::new(
            ErrorCode::InputInvalid,
            format!(
                "the run {} waits for a decision about {}, not about {}",
                state.run, question.step, decision.step
            ),
        )
        .with_context("run", &state.run));
    }
    match decision.choice {
        Choice::SendAgain => Ok(Vec::new()),
        Choice::TakeAsDone => Ok(vec![RunRecord::StepFinished {
            step: decision.step.clone(),
            state: StepState::Done,
            observed: "taken as done by decision".to_owned(),
            facts: decided_facts(state, decision)?,
        }]),
        Choice::GiveUp => {
            let error = Error::new(
                ErrorCode::RunNeedsDecision,
                format!("the step {} was given up by decision", decision.step),
            )
            .with_effect(Effect::Unknown)
            .with_context("step", &decision.step);
            Ok(vec![RunRecord::StepFailed {
                step: decision.step.clone(),
                error: error.info().clone(),
            }])
        }
    }
}

fn decided_facts(state: &RunState, decision: &Decision) -> Result<Facts> {
    let name = match state.step(&decision.step).map(|step| &step.action) {
        Some(StepAction::MakeArchive { .. }) if decision.id.is_none() => {
            return Err(Error::new(
                ErrorCode::InputInvalid,
                "an archive that is taken as done needs its id, or it cannot be downloaded",
            )
            .with_context("step", &decision.step));
        }
        Some(StepAction::MakeArchive { .. }) => "archiveId",
        Some(StepAction::RestoreSnapshot { .. }) => "restoreId",
        _ => "id",
    };
    Ok(decision
        .id
        .iter()
        .map(|id| (name.to_owned(), id.clone()))
        .collect())
}

fn torn(run: &RunId) -> Finding {
    Finding {
        id: "journal.torn".to_owned(),
        severity: Severity::Warning,
        address: None,
        subject: Some(run.to_string()),
        path: None,
        location: None,
        message: "the last line of the journal was cut off: a process died while it wrote"
            .to_owned(),
        remedy:
            "Nothing: it was not acknowledged, and the state is read again before anything is sent."
                .to_owned(),
    }
}
