//! Sets of targets and tiers that rules apply to.

use mendix_deploy_model::landscapes::{TargetKind, Tier};

pub(super) const CLOUD: &[TargetKind] = &[TargetKind::MendixCloud];
pub(super) const DOCKER: &[TargetKind] = &[TargetKind::Docker];
pub(super) const PLAIN_KUBERNETES: &[TargetKind] = &[TargetKind::Kubernetes];
/// Both ways onto a cluster.
pub(super) const CLUSTER: &[TargetKind] = &[TargetKind::Kubernetes, TargetKind::Operator];
pub(super) const CLOUD_FOUNDRY: &[TargetKind] = &[TargetKind::CloudFoundry];
pub(super) const LINUX: &[TargetKind] = &[TargetKind::Linux];
pub(super) const WINDOWS: &[TargetKind] = &[TargetKind::Windows];
pub(super) const ON_PREMISE: &[TargetKind] = &[TargetKind::Linux, TargetKind::Windows];
/// What runs on the buildpack, and so takes `MX_…` variables.
pub(super) const BUILDPACK: &[TargetKind] = &[
    TargetKind::Docker,
    TargetKind::Kubernetes,
    TargetKind::CloudFoundry,
];
pub(super) const BUILDPACK_ENTRY: &[TargetKind] = &[TargetKind::Docker, TargetKind::CloudFoundry];
pub(super) const IMAGES: &[TargetKind] = &[
    TargetKind::Docker,
    TargetKind::Kubernetes,
    TargetKind::Operator,
];

pub(super) const DEVELOPMENT: &[Tier] = &[Tier::Development];
pub(super) const TEST: &[Tier] = &[Tier::Test];
pub(super) const ACCEPTANCE: &[Tier] = &[Tier::Acceptance];
pub(super) const PRODUCTION: &[Tier] = &[Tier::Production];
pub(super) const PROTECTED: &[Tier] = &[Tier::Acceptance, Tier::Production];
pub(super) const SHARED: &[Tier] = &[Tier::Test, Tier::Acceptance, Tier::Production];
pub(super) const TESTING: &[Tier] = &[Tier::Test, Tier::Acceptance];
pub(super) const EARLY: &[Tier] = &[Tier::Development, Tier::Test];
pub(super) const NOT_PRODUCTION: &[Tier] = &[
    Tier::Development,
    Tier::Test,
    Tier::Acceptance,
    Tier::Sandbox,
];
