//! The document itself: apps, environments, and what they inherit.

use std::collections::BTreeMap;

use mendix_deploy_surface::model;

use crate::document::Document;

use super::{
    ApprovalPolicy, ConstantValue, Deadlines, FreezeWindow, ScheduledEvents, SnapshotPolicy,
    TargetSpec, VerifySpec,
};

/// What an environment is for. Ordered from the least to the most careful; a sandbox (Free App) stands apart, last.
#[model(ordered)]
pub enum Tier {
    /// One developer's.
    Development,
    /// Where a team tests.
    Test,
    /// Where a release is accepted; what production will run.
    Acceptance,
    /// What users work with.
    Production,
    /// A Free App: no transport, no backups, building deploys.
    Sandbox,
}

/// The usual environments of a Mendix Cloud node, so that they need not be written out.
#[model]
pub enum NodePreset {
    /// `acceptance` and `production`.
    TwoEnvironments,
    /// `test`, `acceptance` and `production`.
    ThreeEnvironments,
}

/// A team's apps and environments.
#[model(eq, input)]
pub struct LandscapeDocument {
    /// Always `landscape`.
    pub document: String,
    /// Version of the document's format; 1 is the only one so far.
    pub version: u32,
    /// The library that wrote it; absent in a document that a person wrote.
    pub written_by: Option<String>,
    /// What all apps inherit.
    pub defaults: Option<Defaults>,
    /// Apps by the name that addresses use.
    pub apps: BTreeMap<String, AppSpec>,
}

impl Document for LandscapeDocument {
    const KIND: &'static str = "landscape";
    const VERSION: u32 = 1;
}

/// What environments inherit.
#[model(eq, options)]
pub struct Defaults {
    /// Constants by `Module.Constant`.
    pub constants: BTreeMap<String, ConstantValue>,
    /// Which scheduled events run.
    pub scheduled_events: Option<ScheduledEvents>,
    /// How many people approve a plan.
    pub approvals: Option<ApprovalPolicy>,
    /// What is checked after a deployment.
    pub verify: Option<VerifySpec>,
    /// Whether and when a plan makes a snapshot.
    pub snapshot: Option<SnapshotPolicy>,
    /// Days on which nothing is deployed.
    pub freeze: Vec<FreezeWindow>,
    /// How long a plan waits.
    pub deadlines: Option<Deadlines>,
}

/// An app.
#[model(eq, options)]
pub struct AppSpec {
    /// What its environments inherit.
    pub defaults: Option<Defaults>,
    /// Where its environments run, as far as they have it in common; an environment's target of the same kind fills
    /// in or replaces single fields.
    pub target: Option<TargetSpec>,
    /// The usual environments of a node; what `environments` says about one of the same name is added.
    pub preset: Option<NodePreset>,
    /// Environments by the name that addresses use.
    pub environments: BTreeMap<String, EnvironmentSpec>,
}

/// An environment.
#[model(eq, options)]
pub struct EnvironmentSpec {
    /// What it is for. May be left out when the environment's name is a tier's.
    pub tier: Option<Tier>,
    /// Where it runs; what is left out comes from the app's target.
    pub target: Option<TargetSpec>,
    /// Constants by `Module.Constant`.
    pub constants: BTreeMap<String, ConstantValue>,
    /// Which scheduled events run.
    pub scheduled_events: Option<ScheduledEvents>,
    /// How many people approve a plan.
    pub approvals: Option<ApprovalPolicy>,
    /// What is checked after a deployment.
    pub verify: Option<VerifySpec>,
    /// Whether and when a plan makes a snapshot.
    pub snapshot: Option<SnapshotPolicy>,
    /// Days on which nothing is deployed; added to the inherited ones.
    pub freeze: Vec<FreezeWindow>,
    /// How long a plan waits; single deadlines are replaced.
    pub deadlines: Option<Deadlines>,
}
