//! The loop: read, decide, record the intent, confirm the lease, act once, observe, record.
//!
//! Every decision is made from the journal and from what was just read, never from what this process remembers. That is
//! why a process that dies anywhere is followed by another one that does the same.

use std::{sync::Arc, time::Duration};

use futures::FutureExt as _;
use mendix_deploy_model::{
    Error, ErrorCode, Result,
    error::{Effect, Retry},
    plans::{Release, Step},
    runs::{Actor, JournalEntry, Outcome, RunId, RunProgress, RunRecord, StepState},
};
use tokio::sync::watch;

use super::{
    events::EventLog,
    executor::{Answer, Observation, StepContext, StepExecutor},
    incident::Notify,
    journal::{Journal, append_entry},
    lease::Hold,
    outcome,
    savepoint::{self, SAVEPOINT_FILE},
    state::{Facts, RunState, Sent},
};
use crate::clock::Clock;

/// A stop waits this long for the answer to a request that is on its way.
const STOP_PATIENCE: Duration = Duration::from_secs(8);
/// How often a request is sent whose earlier answers were lost and whose effect was then not seen.
const MOST_BLIND_ATTEMPTS: u32 = 3;

/// Why a step does not go on.
enum Halt {
    /// It failed; the run decides what that means.
    Failed(Box<Error>),
    /// A person has to decide.
    Question {
        known: Vec<String>,
        choices: Vec<String>,
    },
    /// The run was asked to stop.
    Stopped,
    /// The journal or the lease is gone: nothing may be done or recorded any more.
    Severed(Box<Error>),
}

impl From<Box<Error>> for Halt {
    fn from(error: Box<Error>) -> Self {
        Self::Failed(error)
    }
}

/// One run in one process.
pub(super) struct Engine {
    pub(super) run: RunId,
    pub(super) actor: Actor,
    pub(super) journal: Arc<dyn Journal>,
    pub(super) executor: Arc<dyn StepExecutor>,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) hold: Hold,
    pub(super) state: RunState,
    pub(super) last_hash: String,
    pub(super) sequence: u64,
    pub(super) events: Arc<EventLog>,
    pub(super) stop: watch::Receiver<bool>,
    pub(super) progress: watch::Sender<Option<RunProgress>>,
    pub(super) notify: Option<Notify>,
}

impl Engine {
    /// Runs to the end, to a safe point, or to a question.
    pub(super) async fn drive(mut self) -> Result<Release> {
        let result = self.go().await;
        // A lease that cannot be given back ends by itself.
        if let Err(error) = self.hold.release().await {
            tracing::warn!(code = %error.code(), "the lease could not be given back");
        }
        result
    }

    async fn go(&mut self) -> Result<Release> {
        loop {
            if self.state.outcome.is_some() {
                return Err(outcome::ended(&self.state));
            }
            if let Some(question) = &self.state.question {
                return Err(outcome::needs_decision(&self.state, question));
            }
            if self.state.rollback.is_none() && self.state.failure.is_some() {
                if let Some(result) = self.fall_back().await? {
                    return result;
                }
                continue;
            }
            if self.state.rollback_failure.is_some() {
                return self.finish(Outcome::NeedsHands).await;
            }
            let Some(step) = self.state.next_step().cloned() else {
                let reached = if self.state.rollback.is_some() {
                    Outcome::RolledBack
                } else {
                    Outcome::Succeeded
                };
                return self.finish(reached).await;
            };
            match self.step(&step).await {
                Ok(()) => {}
                Err(Halt::Failed(error)) => {
                    tracing::info!(step = %step.id, code = %error.code(), "step failed");
                    let mut info = error.info().clone();
                    info.context
                        .entry("step".to_owned())
                        .or_insert_with(|| step.id.clone());
                    self.record(RunRecord::StepFailed {
                        step: step.id.clone(),
                        error: info,
                    })
                    .await?;
                }
                Err(Halt::Question { known, choices }) => {
                    self.record(RunRecord::DecisionNeeded {
                        step: step.id.clone(),
                        known,
                        choices,
                    })
                    .await?;
                }
                Err(Halt::Stopped) => {
                    let app_is_down = self.state.app_is_down();
                    self.record(RunRecord::RunPaused {
                        next_step: Some(step.id.clone()),
                        app_is_down,
                    })
                    .await?;
                    return Err(outcome::stopped(
                        &self.state,
                        &step.id,
                        &self.journal.location(),
                    ));
                }
                Err(Halt::Severed(error)) => return Err(*error),
            }
        }
    }

    /// A step of the plan failed: takes the way back, or ends the run and says what is left.
    async fn fall_back(&mut self) -> Result<Option<Result<Release>>> {
        match outcome::way_back(&self.state) {
            outcome::Next::Back { point, steps } => {
                self.record(RunRecord::RollbackStarted { point, steps })
                    .await?;
                Ok(None)
            }
            outcome::Next::End(outcome) => Ok(Some(self.finish(outcome).await)),
        }
    }

    async fn finish(&mut self, outcome: Outcome) -> Result<Release> {
        let release = outcome::release(&self.state, outcome, self.clock.now());
        let follow_up = outcome::follow_up(&self.state, outcome);
        let failure = outcome::failure(&self.state).cloned();
        if super::incident::is_due(&self.state, outcome) {
            self.write_incident(outcome, &follow_up).await?;
        }
        self.record(RunRecord::RunEnded {
            outcome,
            release: Box::new(release.clone()),
            failed_step: failure.as_ref().map(|(step, _)| step.clone()),
            error: failure.as_ref().map(|(_, error)| error.clone()),
            follow_up,
        })
        .await?;
        if outcome == Outcome::Succeeded {
            return Ok(release);
        }
        Err(outcome::failed(&self.state, outcome))
    }

    async fn write_incident(&mut self, outcome: Outcome, follow_up: &[String]) -> Result<()> {
        let entries = self.events.entries();
        let incident = super::incident::compose(super::incident::Course {
            state: &self.state,
            outcome,
            follow_up,
            entries: &entries,
            ended_at: self.clock.now(),
            notify: self.notify.as_ref(),
        });
        let files = super::incident::write(&self.journal, &self.run, &incident).await?;
        self.record(RunRecord::IncidentRecorded {
            incident: Box::new(incident),
            files,
        })
        .await
    }

    /// Appends a record and applies it. Nothing is known that is not in the journal.
    async fn record(&mut self, record: RunRecord) -> Result<()> {
        let mut entry = JournalEntry {
            version: JournalEntry::VERSION,
            run: self.run.clone(),
            sequence: self.sequence + 1,
            at: self.clock.now(),
            actor: self.actor.clone(),
            fence: self.hold.fence(),
            record,
            previous: self.last_hash.clone(),
            hash: String::new(),
        };
        if let Err(error) = append_entry(&*self.journal, &mut entry).await {
            if error.code() == ErrorCode::JournalConflict {
                // Somebody else writes on: the lease tells who.
                self.hold.confirm().await?;
            }
            return Err(error);
        }
        self.sequence += 1;
        self.last_hash.clone_from(&entry.hash);
        self.state.apply(entry.at, &entry.record);
        self.events.push(entry);
        Ok(())
    }

    async fn note(&mut self, record: RunRecord) -> Result<(), Halt> {
        self.record(record)
            .await
            .map_err(|error| Halt::Severed(Box::new(error)))
    }

    async fn step(&mut self, step: &Step) -> Result<(), Halt> {
        if *self.stop.borrow() {
            return Err(Halt::Stopped);
        }
        self.note(RunRecord::StepStarted {
            step: step.id.clone(),
        })
        .await?;
        let deadline = self
            .clock
            .now()
            .plus_seconds(i64::try_from(step.deadline_seconds).unwrap_or(i64::MAX));
        let mut last: Option<Box<Error>> = None;
        loop {
            self.hold
                .keep()
                .await
                .map_err(|error| Halt::Severed(Box::new(error)))?;
            match self.look(step).await? {
                Ok(Observation::Reached { saw, facts }) => {
                    return self.reached(step, saw, facts).await;
                }
                Ok(Observation::ToDo { saw }) => {
                    if self.too_many_blind_attempts(step) {
                        return Err(Halt::Failed(
                            last.unwrap_or_else(|| Box::new(out_of_time(step, &saw, None))),
                        ));
                    }
                    match self.send(step, saw.clone()).await? {
                        Ok(()) => continue,
                        Err(error) => last = Some(error),
                    }
                }
                Ok(Observation::UnderWay { saw }) => {
                    if self.clock.now() >= deadline {
                        return Err(Halt::Failed(Box::new(out_of_time(
                            step,
                            &saw,
                            last.as_deref(),
                        ))));
                    }
                }
                Ok(Observation::Undecidable { known, choices }) => {
                    return Err(Halt::Question { known, choices });
                }
                Ok(Observation::Failed { error }) => return Err(Halt::Failed(error)),
                Err(error) => last = Some(error),
            }
            if self.clock.now() >= deadline {
                return Err(Halt::Failed(last.unwrap_or_else(|| {
                    Box::new(out_of_time(step, "its state was not reached", None))
                })));
            }
            self.pause(step).await?;
        }
    }

    /// Waits until the next look. A stop ends the wait at once: nothing is on its way.
    async fn pause(&mut self, step: &Step) -> Result<(), Halt> {
        let pace = self
            .executor
            .pace(Duration::from_secs(step.poll_seconds.max(1)));
        let mut stop = self.stop.clone();
        tokio::select! {
            biased;
            _ = stop.wait_for(|stop| *stop) => Err(Halt::Stopped),
            () = self.clock.sleep(pace) => Ok(()),
        }
    }

    fn context<'a>(&'a self, step: &'a Step) -> StepContext<'a> {
        StepContext {
            step,
            memory: self.state.memory(&step.id),
            state: &self.state,
            now: self.clock.now(),
            journal: &self.journal,
            progress: &self.progress,
        }
    }

    /// Looks at the platform. A temporary error is given back for another try.
    async fn look(&mut self, step: &Step) -> Result<Result<Observation, Box<Error>>, Halt> {
        let mut stop = self.stop.clone();
        let looked = tokio::select! {
            biased;
            _ = stop.wait_for(|stop| *stop) => return Err(Halt::Stopped),
            looked = self.executor.observe(self.context(step)) => looked,
        };
        match looked {
            Ok(observation) => Ok(Ok(observation)),
            Err(error) if error.retry() == Retry::Permanent => Err(Halt::Failed(Box::new(error))),
            Err(error) => Ok(Err(Box::new(error))),
        }
    }

    async fn reached(&mut self, step: &Step, saw: String, facts: Facts) -> Result<(), Halt> {
        let state = if self.state.memory(&step.id).attempts == 0 {
            StepState::AlreadySo
        } else {
            StepState::Done
        };
        self.progress.send_replace(None);
        self.note(RunRecord::StepFinished {
            step: step.id.clone(),
            state,
            observed: saw,
            facts,
        })
        .await
    }

    /// An effect that was never seen although the request was sent again and again.
    fn too_many_blind_attempts(&self, step: &Step) -> bool {
        let memory = self.state.memory(&step.id);
        matches!(memory.sent, Sent::Unanswered { .. }) && memory.attempts >= MOST_BLIND_ATTEMPTS
    }

    /// Records the intent, confirms the lease, sends once, records the answer. Gives back an error after which the state
    /// is read again.
    async fn send(
        &mut self,
        step: &Step,
        observed: String,
    ) -> Result<Result<(), Box<Error>>, Halt> {
        if *self.stop.borrow() {
            return Err(Halt::Stopped);
        }
        let attempt = self.state.memory(&step.id).attempts + 1;
        self.note(RunRecord::StepIntended {
            step: step.id.clone(),
            attempt,
            observed,
        })
        .await?;
        // After the intent, not before: a takeover between the two would go unnoticed.
        self.hold
            .confirm()
            .await
            .map_err(|error| Halt::Severed(Box::new(error)))?;
        let answer = self.act(step).await?;
        self.progress.send_replace(None);
        let (facts, error) = match answer {
            Ok(Answer { facts, savepoint }) => {
                if let Some(savepoint) = savepoint {
                    self.keep_savepoint(*savepoint).await?;
                }
                (facts, None)
            }
            Err(error) => (Facts::new(), Some(error)),
        };
        self.note(RunRecord::StepAnswered {
            step: step.id.clone(),
            facts,
            error: error.as_ref().map(|error| error.info().clone()),
        })
        .await?;
        match error {
            None => Ok(Ok(())),
            Some(error)
                if error.retry() == Retry::Permanent && error.effect() != Effect::Unknown =>
            {
                Err(Halt::Failed(Box::new(error)))
            }
            Some(error) if error.retry() == Retry::Permanent && is_final_refusal(&error) => {
                Err(Halt::Failed(Box::new(error)))
            }
            Some(error) => Ok(Err(Box::new(error))),
        }
    }

    /// The request itself. The lease is renewed meanwhile; a stop gives the answer some seconds to arrive.
    async fn act(&self, step: &Step) -> Result<Result<Answer>, Halt> {
        let mut stop = self.stop.clone();
        let mut act = self.executor.act(self.context(step)).fuse();
        let stopped = async {
            // An error means that nobody can ask for a stop any more.
            if stop.wait_for(|stop| *stop).await.is_err() {
                std::future::pending::<()>().await;
            }
            tokio::time::sleep(STOP_PATIENCE).await;
        };
        tokio::pin!(stopped);
        loop {
            tokio::select! {
                biased;
                answer = &mut act => return Ok(answer),
                // The intent is in the journal: the next runner looks whether the request arrived.
                () = &mut stopped => return Err(Halt::Stopped),
                () = tokio::time::sleep(self.hold.pace()) => {
                    self.hold.confirm().await.map_err(|error| Halt::Severed(Box::new(error)))?;
                }
            }
        }
    }

    async fn keep_savepoint(
        &mut self,
        full: mendix_deploy_model::plans::Savepoint,
    ) -> Result<(), Halt> {
        let bytes = savepoint::to_bytes(&full).map_err(|error| Halt::Severed(Box::new(error)))?;
        self.journal
            .keep(&self.run, SAVEPOINT_FILE, &bytes)
            .await
            .map_err(|error| Halt::Severed(Box::new(error)))?;
        self.note(RunRecord::SavepointRecorded {
            savepoint: Box::new(savepoint::without_values(full)),
        })
        .await
    }
}

/// A refusal with a code of the platform: the answer is known, only its effect is not.
fn is_final_refusal(error: &Error) -> bool {
    error.info().platform_code.is_some() || error.code() == ErrorCode::PlatformRefused
}

fn out_of_time(step: &Step, saw: &str, last: Option<&Error>) -> Error {
    let mut message = format!(
        "{} was not reached within {} seconds: {saw}",
        step.ensures, step.deadline_seconds
    );
    if let Some(last) = last {
        message.push_str(&format!("; last error: {last}"));
    }
    Error::new(ErrorCode::WaitTimedOut, message).with_context("step", &step.id)
}
