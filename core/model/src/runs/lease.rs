//! Leases: who may act on an environment.

use mendix_deploy_surface::model;

use super::{Actor, RunId};
use crate::{Address, time::Timestamp};

/// The right of one runner to act on one environment, for everyone who shares the journal's location.
#[model(eq)]
pub struct LeaseInfo {
    /// The environment on its platform: target, app and environment id.
    pub key: String,
    /// The environment's address in the holder's landscape.
    pub address: Address,
    /// The holder's run.
    pub run: RunId,
    /// The holder.
    pub actor: Actor,
    /// The runner: one process's hold on the run. A runner that lost its lease has another one than the holder.
    pub runner: String,
    /// Grows with every acquisition; of two runners the one with the larger number is the current one.
    pub fence: u64,
    /// When it was acquired.
    pub acquired_at: Timestamp,
    /// When it ends unless it is renewed.
    pub expires_at: Timestamp,
}
