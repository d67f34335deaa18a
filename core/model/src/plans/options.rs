//! Options of planning.

use std::collections::BTreeMap;

use mendix_deploy_surface::model;

use super::Strategy;
use crate::{
    landscapes::{SnapshotPolicy, UrlCheck},
    policies::PolicyOptions,
};

/// What a run does by itself when a step fails after the stop.
#[model(input, eq)]
pub enum OnFailure {
    /// Takes the plan's way back, as far as it loses nothing or the loss is accepted here by name. Otherwise the run ends
    /// as `needsHands`.
    RollBack {
        /// Losses accepted by name, as the plan's way back lists them.
        accept_loss: Vec<String>,
    },
}

/// What a caller may decide about a plan.
#[model(options)]
pub struct PlanOptions {
    /// What to do when a step fails after the stop; absent: stop there and report.
    pub on_failure: Option<OnFailure>,
    /// When to take the snapshot; absent: as the environment's landscape entry says, else after the stop. An entry that
    /// takes none gives way to a comparison that demands one; what is said here does not.
    pub snapshot: Option<SnapshotPolicy>,
    /// How traffic and state are to move; absent: as the target allows. Refused when the release class forbids it.
    pub strategy: Option<Strategy>,
    /// The file of the package that the environment runs, for the comparison. Absent: a file that the journal knows by
    /// its digest. A file that is not that package is refused, as far as digest, size and version tell.
    pub previous_package: Option<String>,
    /// A saved comparison (document `changes`) of the deployed package with the new one, in place of reading both files.
    pub changes: Option<String>,
    /// Health and smoke checks for the final step, besides those of the landscape.
    pub checks: Vec<UrlCheck>,
    /// Deadlines in seconds by kind of step, such as `takeSnapshot`, in place of the usual ones.
    pub deadline_seconds: BTreeMap<String, u64>,
    /// Whether to download the package that is replaced, so that the way back does not depend on the platform keeping it.
    /// Absent: when the package list does not say that it will be kept.
    pub keep_previous_package: Option<bool>,
    /// The folder of the journal in which earlier runs are recorded: the release to undo, and digests of packages.
    /// Absent: the user's state folder, as in `StartRunOptions`.
    pub journal: Option<String>,
    /// The policy that the environment is held against before the first step: its errors forbid the start, like those of a
    /// preflight. Absent: the landscape's own, when it has `policies` for the environment.
    pub policy: Option<PolicyOptions>,
    /// The change ticket, where the landscape demands one (`changeTicket`).
    pub change_ticket: Option<String>,
}
