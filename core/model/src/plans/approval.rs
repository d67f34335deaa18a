//! Approvals of plans.

use mendix_deploy_surface::model;

use crate::time::Timestamp;

/// Somebody's consent to one plan, bound to its id: any edit of the plan voids it.
///
/// The library checks hash, expiry and that people are distinct and not the one who executes. Who `by` really is, is for
/// the caller to establish, for example by the identity of a CI job.
#[model(input, eq)]
pub struct Approval {
    /// The id of the plan.
    pub plan_id: String,
    /// Who approves.
    pub by: String,
    /// When; absent: not recorded.
    pub at: Option<Timestamp>,
    /// Until when it holds; absent: as long as the plan is not stale.
    pub expires_at: Option<Timestamp>,
    /// The approver's words.
    pub comment: Option<String>,
}
