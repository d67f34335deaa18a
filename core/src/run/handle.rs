//! The handle of a run.

use std::{fmt, sync::Arc};

use mendix_deploy_model::{
    Error, ErrorCode, Result,
    error::ErrorDetail,
    plans::Release,
    runs::{RunEvent, RunId, RunProgress},
};
use tokio::{sync::watch, task::AbortHandle};

use super::events::EventLog;

/// One execution of a plan. Cheap to clone; dropping it changes nothing.
#[derive(Clone)]
pub struct Run {
    pub(super) shared: Arc<Shared>,
}

pub(super) struct Shared {
    pub(super) id: RunId,
    pub(super) journal: String,
    pub(super) events: Arc<EventLog>,
    pub(super) stop: watch::Sender<bool>,
    pub(super) progress: watch::Sender<Option<RunProgress>>,
    pub(super) result: watch::Receiver<Option<Result<Release>>>,
    pub(super) task: AbortHandle,
}

impl Run {
    /// The run's id, with which any process that reaches the journal can resume it.
    #[must_use]
    pub fn id(&self) -> &RunId {
        &self.shared.id
    }

    /// Where the journal is.
    #[must_use]
    pub fn journal(&self) -> &str {
        &self.shared.journal
    }

    /// The event after number `after` (0: the first), as soon as there is one. Replayed from the journal: none is lost,
    /// whenever somebody begins to listen. `None` when this process has no more to tell.
    pub async fn next_event(&self, after: u64) -> Option<RunEvent> {
        self.shared.events.next(after).await
    }

    /// Waits for the end.
    ///
    /// # Errors
    ///
    /// `run.failed` with the outcome as detail, `run.stopped`, `run.needs_decision`, `run.lease_lost`, and what the
    /// journal fails with.
    pub async fn result(&self) -> Result<Release> {
        let mut result = self.shared.result.clone();
        match result.wait_for(Option::is_some).await {
            Ok(value) => value.clone().unwrap_or_else(|| Err(self.ended_early())),
            Err(_) => Err(self.ended_early()),
        }
    }

    /// Asks the run to stop at its next safe point: no request is on its way, everything is in the journal. Takes at most
    /// ten seconds; `result()` then is `run.stopped`, which says how to resume. The environment may be down meanwhile.
    pub fn stop(&self) {
        self.shared.stop.send_replace(true);
    }

    /// Byte progress of the step under way. The latest value wins; values between two looks are lost.
    #[must_use]
    pub fn progress(&self) -> watch::Receiver<Option<RunProgress>> {
        self.shared.progress.subscribe()
    }

    /// Whether this process is done with the run.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.shared.result.borrow().is_some() || self.shared.task.is_finished()
    }

    /// Whether the run stopped because it was asked to.
    pub(super) fn is_stopped(&self) -> bool {
        matches!(&*self.shared.result.borrow(), Some(Err(error)) if error.code() == ErrorCode::RunStopped)
    }

    /// Waits until this process is done with the run.
    pub(super) async fn settled(&self) {
        let mut result = self.shared.result.clone();
        // An error means that the task is gone, which is an end as well.
        let _ = result.wait_for(Option::is_some).await;
    }

    /// Ends the run's task where it waits, as the death of the process would: nothing is recorded, nothing given back.
    /// For tests of what comes after.
    #[doc(hidden)]
    pub fn kill(&self) {
        self.shared.task.abort();
    }

    fn ended_early(&self) -> Error {
        Error::new(
            ErrorCode::RunStopped,
            format!(
                "the run {} was ended before it reached a safe point",
                self.id()
            ),
        )
        .with_remedy(format!(
            "Resume the run {} with the journal in {}.",
            self.id(),
            self.journal()
        ))
        .with_context("run", self.id())
        .with_detail(ErrorDetail::StoppedRun {
            run: self.id().to_string(),
            step: None,
        })
    }
}

impl fmt::Debug for Run {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Run")
            .field("id", self.id())
            .field("journal", &self.journal())
            .field("is_over", &self.is_over())
            .finish_non_exhaustive()
    }
}
