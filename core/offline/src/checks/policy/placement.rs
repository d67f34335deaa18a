//! Where should this app run?

use mendix_deploy_model::policies::{PlacementAdvice, PlacementOptions};

/// The target that fits, with the reasons.
#[must_use]
pub fn placement(_options: &PlacementOptions) -> PlacementAdvice {
    PlacementAdvice {
        target: mendix_deploy_model::landscapes::TargetKind::MendixCloud,
        reasons: Vec::new(),
        others: Vec::new(),
    }
}
