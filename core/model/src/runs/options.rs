//! Options of starting, resuming and reading back.

use mendix_deploy_surface::model;

use super::Decision;
use crate::{plans::Approval, time::Timestamp};

/// What a caller may decide about a run.
#[model(options)]
pub struct StartRunOptions {
    /// The folder of the journal, shared by everyone who may act on the same environments. Absent: the user's state
    /// folder (`$XDG_STATE_HOME/mendix-deploy`, else `~/.local/state/mendix-deploy`).
    pub journal: Option<String>,
    /// On whose behalf, as the journal records it. Absent: the CI job's user, else the user of this machine.
    pub actor: Option<String>,
    /// Approvals of this plan.
    pub approvals: Vec<Approval>,
    /// Seconds after which another runner may take over when this one goes silent. Absent: 120.
    pub lease_seconds: Option<u64>,
}

/// What a caller may decide about the continuation of a run.
#[model(options)]
pub struct ResumeOptions {
    /// The folder of the journal, as in `StartRunOptions`.
    pub journal: Option<String>,
    /// On whose behalf, as in `StartRunOptions`.
    pub actor: Option<String>,
    /// The decision about the step that could not be told.
    pub decision: Option<Decision>,
    /// Seconds after which another runner may take over when this one goes silent. Absent: 120.
    pub lease_seconds: Option<u64>,
}

/// Which part of the journals to read back.
#[model(options)]
pub struct ActivityOptions {
    /// The folder of the journal, as in `StartRunOptions`.
    pub journal: Option<String>,
    /// Only entries of this run.
    pub run: Option<String>,
    /// Only entries at or after this instant.
    pub since: Option<Timestamp>,
}
