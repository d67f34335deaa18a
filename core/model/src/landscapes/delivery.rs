//! How releases reach an environment, and how its data is saved.

use mendix_deploy_surface::model;

use crate::time::Day;

/// What starts a deployment.
#[model]
pub enum DeliveryTrigger {
    /// Every save of a developer.
    EverySave,
    /// Every commit.
    EveryCommit,
    /// A release candidate.
    ReleaseCandidate,
    /// A release that was approved.
    ApprovedRelease,
}

/// Who deploys.
#[model]
pub enum Deployer {
    /// A developer.
    Developer,
    /// A pipeline.
    Pipeline,
    /// A pipeline, when somebody agrees.
    PipelineWithApproval,
    /// A pipeline, when somebody agrees who neither asked for it nor wrote it.
    PipelineWithGate,
}

/// How releases reach an environment.
#[model(eq, options)]
pub struct DeliverySpec {
    /// What starts a deployment.
    pub trigger: Option<DeliveryTrigger>,
    /// Who deploys.
    pub deployer: Option<Deployer>,
    /// The branches whose builds are deployed here, with `*` for any text: `main`, `release/*`. A nearer level replaces
    /// them.
    pub branches: Vec<String>,
    /// How many former releases are kept.
    pub keep_releases: Option<u32>,
}

/// How data is saved.
#[model(eq, options)]
pub struct BackupSpec {
    /// Whether the database is saved.
    pub database: Option<bool>,
    /// Whether the files are saved.
    pub files: Option<bool>,
    /// How long a backup is kept, in days.
    pub keep_days: Option<u32>,
    /// When a restore was last tried with success.
    pub restored_on: Option<Day>,
}

/// Whether a change needs a ticket.
#[model(eq, options)]
pub struct ChangeTicketPolicy {
    /// Whether a plan needs one.
    pub required: Option<bool>,
    /// What a ticket looks like, with `*` for any text and `#` for digits: `CHG#`.
    pub pattern: Option<String>,
}
