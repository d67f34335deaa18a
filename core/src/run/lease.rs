//! Holding a lease: renewed while the run works, confirmed before every effect, forsaken when the runner is dropped.

use std::sync::{Arc, Mutex, PoisonError};

use mendix_deploy_model::{
    Address, Result,
    plans::Plan,
    runs::{Actor, LeaseInfo, RunId},
};

use super::journal::Journal;
use crate::clock::Clock;

/// Seconds after which another runner may take over, unless the caller says otherwise.
pub(super) const USUAL_SECONDS: u64 = 120;
/// Shorter leases end between two polls.
const LEAST_SECONDS: u64 = 30;

/// The environment on its platform. Two landscapes may call one environment by different names.
pub(super) fn key(plan: &Plan) -> String {
    format!(
        "{}/{}/{}",
        plan.target, plan.facts.app.project_id, plan.facts.environment.environment_id
    )
}

/// A lease in this process's hands.
pub(super) struct Hold {
    journal: Arc<dyn Journal>,
    clock: Arc<dyn Clock>,
    seconds: i64,
    lease: Mutex<LeaseInfo>,
}

impl Hold {
    pub(super) async fn take(
        journal: Arc<dyn Journal>,
        clock: Arc<dyn Clock>,
        wanted: Wanted<'_>,
    ) -> Result<Self> {
        let seconds = wanted
            .seconds
            .unwrap_or(USUAL_SECONDS)
            .clamp(LEAST_SECONDS, 86_400);
        let seconds = i64::try_from(seconds).unwrap_or(86_400);
        let now = clock.now();
        let wish = LeaseInfo {
            key: wanted.key.to_owned(),
            address: wanted.address.clone(),
            run: wanted.run.clone(),
            actor: wanted.actor.clone(),
            runner: super::random_text(12)?,
            fence: 0,
            acquired_at: now,
            expires_at: now.plus_seconds(seconds),
        };
        let lease = journal.acquire(&wish, now).await?;
        Ok(Self {
            journal,
            clock,
            seconds,
            lease: Mutex::new(lease),
        })
    }

    fn current(&self) -> LeaseInfo {
        self.lease
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    pub(super) fn fence(&self) -> u64 {
        self.current().fence
    }

    /// Seconds of wall time between renewals while one request takes long.
    pub(super) fn pace(&self) -> std::time::Duration {
        std::time::Duration::from_secs(u64::try_from(self.seconds / 3).unwrap_or(1).max(1))
    }

    /// Asks the store whether the lease is still this runner's, and extends it. `run.lease_lost` when it is not.
    pub(super) async fn confirm(&self) -> Result<()> {
        let expires_at = self.clock.now().plus_seconds(self.seconds);
        let renewed = self.journal.renew(&self.current(), expires_at).await?;
        *self.lease.lock().unwrap_or_else(PoisonError::into_inner) = renewed;
        Ok(())
    }

    /// Extends the lease when a third of it has passed.
    pub(super) async fn keep(&self) -> Result<()> {
        let due = self
            .current()
            .expires_at
            .plus_seconds(-(self.seconds - self.seconds / 3));
        if self.clock.now() >= due {
            self.confirm().await?;
        }
        Ok(())
    }

    pub(super) async fn release(&self) -> Result<()> {
        self.journal.release(&self.current()).await
    }
}

impl Drop for Hold {
    fn drop(&mut self) {
        self.journal.forsake(&self.current());
    }
}

/// What to take a lease for.
pub(super) struct Wanted<'a> {
    pub(super) key: &'a str,
    pub(super) address: &'a Address,
    pub(super) run: &'a RunId,
    pub(super) actor: &'a Actor,
    pub(super) seconds: Option<u64>,
}
