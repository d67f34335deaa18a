//! What the landscape wants of one environment, as far as planning needs it.

use mendix_deploy_model::{
    Address,
    plans::{ConstantWrite, EventWrite, HttpCheck, SnapshotTiming},
};

/// What the landscape wants of one environment.
///
/// The planner takes this instead of a landscape handle, so that a plan can be made in a test or a simulation without a
/// document.
#[derive(Debug, Clone, PartialEq)]
pub struct Wanted {
    /// The environment.
    pub address: Address,
    /// Its tier: `development`, `test`, `acceptance`, `production`, `sandbox`.
    pub tier: String,
    /// Its target: only `mendixCloud` can be planned for.
    pub target: String,
    /// Constants with their values or secret references.
    pub constants: Vec<ConstantWrite>,
    /// Scheduled events with their states.
    pub scheduled_events: Vec<EventWrite>,
    /// How many people have to approve a plan.
    pub approvals: u32,
    /// When the snapshot is taken; absent: after the stop.
    pub snapshot: Option<SnapshotTiming>,
    /// Whether the final step asks the public URL.
    pub check_public_url: bool,
    /// Health and smoke checks of the final step.
    pub checks: Vec<HttpCheck>,
}

impl Wanted {
    /// An environment on Mendix Cloud that wants nothing in particular.
    #[must_use]
    pub fn new(address: Address, tier: &str) -> Self {
        Self {
            address,
            tier: tier.to_owned(),
            target: "mendixCloud".to_owned(),
            constants: Vec::new(),
            scheduled_events: Vec::new(),
            approvals: 0,
            snapshot: None,
            check_public_url: true,
            checks: Vec::new(),
        }
    }
}
