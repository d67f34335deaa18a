//! Stopping: what a caller's `stop()`, the end of a client and a termination signal have in common.

use std::sync::{Arc, Mutex, PoisonError};

use futures::future::join_all;

use super::Run;

/// The runs of one client. A run belongs to its client, not to whoever waits for it.
#[derive(Clone, Default)]
pub struct Runs {
    runs: Arc<Mutex<Vec<Run>>>,
}

impl Runs {
    pub(crate) fn add(&self, run: Run) {
        let mut runs = self.runs.lock().unwrap_or_else(PoisonError::into_inner);
        runs.retain(|run| !run.is_over());
        runs.push(run);
    }

    fn all(&self) -> Vec<Run> {
        self.runs
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Asks every run to stop at its next safe point.
    pub fn stop(&self) {
        for run in self.all() {
            run.stop();
        }
    }

    /// Asks every run to stop, and waits until each has: at most ten seconds, for the answer of a request that is on its
    /// way. Gives back the runs that were stopped, to be resumed by their ids.
    pub async fn leave(&self) -> Vec<mendix_deploy_model::runs::RunId> {
        let runs: Vec<Run> = self
            .all()
            .into_iter()
            .filter(|run| !run.is_over())
            .collect();
        self.stop();
        join_all(runs.iter().map(Run::settled)).await;
        runs.iter()
            .filter(|run| run.is_stopped())
            .map(|run| run.id().clone())
            .collect()
    }
}

/// Completes at the first termination signal of this process: Ctrl-C, and SIGTERM where there is one. For programs that
/// want to stop their runs; the library itself listens to no signal.
///
/// # Errors
///
/// `internal.defect` when the signal cannot be listened to.
pub async fn terminated() -> mendix_deploy_model::Result<()> {
    let failed = |error: std::io::Error| {
        mendix_deploy_model::Error::new(
            mendix_deploy_model::ErrorCode::InternalDefect,
            "termination signals cannot be listened to",
        )
        .with_source(error)
    };
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let mut terminate = signal(SignalKind::terminate()).map_err(failed)?;
        tokio::select! {
            interrupted = tokio::signal::ctrl_c() => interrupted.map_err(failed),
            _ = terminate.recv() => Ok(()),
        }
    }
    #[cfg(not(unix))]
    tokio::signal::ctrl_c().await.map_err(failed)
}
