//! The plan document.

use mendix_deploy_surface::model;

use super::{Facts, OnFailure, Step};
use crate::{
    Address,
    changes::Change,
    cloud::PackageId,
    document::Document,
    findings::{Finding, Severity},
    landscapes::{FreezeWindow, SnapshotPolicy, TargetKind, Tier},
    verdicts::{Loss, ReleaseClass, RollbackVerdict},
};

/// How traffic and state move.
#[model]
pub enum Strategy {
    /// Stop the old version, start the new one.
    Recreate,
    /// Nothing stops: settings, backups, scale.
    InPlace,
    /// Instances are replaced one after the other: both versions run on one database meanwhile.
    Rolling,
    /// The new version is started beside the old one, then all traffic is switched.
    BlueGreen,
    /// The new version gets a growing part of the traffic while the old one still runs.
    Canary,
}

/// A plan: a value that says everything that would happen, and why. Reading or making one changes nothing.
#[model]
pub struct Plan {
    /// Always `plan`.
    pub document: String,
    /// Version of the document's format.
    pub version: u32,
    /// The library that wrote it.
    pub written_by: String,
    /// `sha256:` and the digest of everything else in the document: any edit changes it.
    pub id: String,
    /// The environment.
    pub address: Address,
    /// Its tier.
    pub tier: Tier,
    /// Its target.
    pub target: TargetKind,
    /// What is wanted.
    pub change: Change,
    /// One sentence: what would happen, or that there is nothing to do and why.
    pub summary: String,
    /// What the plan was made from.
    pub facts: Facts,
    /// Preflight's findings and the planner's own, worst first. One of severity `error` forbids the start.
    pub findings: Vec<Finding>,
    /// The package that would run afterwards; absent when the change brings none.
    pub package: Option<PlannedPackage>,
    /// May both versions run on one database?
    pub release_class: ReleaseClass,
    /// May the old version start again afterwards?
    pub rollback: RollbackVerdict,
    /// How traffic and state move.
    pub strategy: Strategy,
    /// When the snapshot is taken; absent when the plan takes none for its way back.
    pub snapshot: Option<SnapshotPolicy>,
    /// The steps, in order. The last one verifies.
    pub steps: Vec<Step>,
    /// Why this order, one sentence each.
    pub order: Vec<String>,
    /// From when to when the app is down; absent when it is not.
    pub downtime: Option<Downtime>,
    /// The step after which going back can lose something; absent when there is none.
    pub point_of_no_return: Option<PointOfNoReturn>,
    /// How to get back from where.
    pub way_back: WayBack,
    /// What the run does by itself when a step fails; absent: stop and report.
    pub on_failure: Option<OnFailure>,
    /// How many people, none of them the one who executes, have to approve: as many as the landscape says, and at least
    /// one where the release itself demands it.
    pub approvals_required: u32,
    /// Why the release itself demands an approval, whatever the landscape says: a comparison calls its class destructive or
    /// unknown, and the old version is stopped for it. Absent when it does not.
    pub approval_reason: Option<String>,
    /// How long an approval holds after it is given, in seconds.
    pub approval_valid_seconds: u32,
    /// Days on which the plan must not start. Backups and ways back are not held up by a freeze and have none here.
    pub freeze: Vec<FreezeWindow>,
}

impl Plan {
    /// The step of that id.
    #[must_use]
    pub fn step(&self, id: &str) -> Option<&Step> {
        self.steps.iter().find(|step| step.id == id)
    }

    /// The stage of the way back for a failure at that point; absent when the plan offers none.
    #[must_use]
    pub fn way_back_from(&self, point: FailurePoint) -> Option<&WayBackStage> {
        self.way_back
            .stages
            .iter()
            .find(|stage| stage.point == point)
    }

    /// Whether a finding of severity `error` forbids the start.
    #[must_use]
    pub fn is_blocked(&self) -> bool {
        self.findings
            .iter()
            .any(|finding| finding.severity == Severity::Error)
    }

    /// Whether anything but reading and verifying is planned.
    #[must_use]
    pub fn changes_anything(&self) -> bool {
        self.steps.len() > 1
    }
}

impl Document for Plan {
    const KIND: &'static str = "plan";
    const VERSION: u32 = 1;
}

/// The package that would run afterwards.
#[model(eq)]
pub struct PlannedPackage {
    /// What it is, in words: `orders-2.5.4.mda`, `what orders/acceptance runs`.
    pub title: String,
    /// The platform's id; absent until it is uploaded or built.
    pub package_id: Option<PackageId>,
    /// SHA-256 of its bytes, lower-case hexadecimal; absent when nobody has seen them.
    pub sha256: Option<String>,
    /// Size in bytes.
    pub size_bytes: Option<u64>,
    /// Model version.
    pub model_version: Option<String>,
    /// Runtime version.
    pub runtime_version: Option<String>,
}

/// The time in which the app does not answer.
#[model(eq)]
pub struct Downtime {
    /// The first step of it.
    pub from_step: String,
    /// The last step of it.
    pub to_step: String,
    /// A usual duration in seconds; an estimate from documented polling, not a promise.
    pub expected_seconds: u64,
    /// The sum of the deadlines in seconds: after that the run has failed in any case.
    pub at_most_seconds: u64,
}

/// The step after which going back can lose something.
#[model(eq)]
pub struct PointOfNoReturn {
    /// The step.
    pub step: String,
    /// Why there.
    pub why: String,
}

/// How far a run got. What is needed to get back depends on it.
#[model(ordered)]
pub enum FailurePoint {
    /// The app was not stopped; nothing that it uses has changed, apart from settings that wait for a restart.
    Unchanged,
    /// The app is stopped; the old package is still deployed.
    Stopped,
    /// The new package was transported, a snapshot was restored, or that cannot be told; no start was attempted.
    Transported,
    /// A start was attempted and is known to have failed: nobody used the new version.
    StartFailed,
    /// The new version runs, ran, or may have run: people may have stored data with it.
    MayHaveRun,
}

/// How to get back.
#[model(eq)]
pub struct WayBack {
    /// The whole of it in sentences.
    pub sentences: Vec<String>,
    /// What to do, by how far the run got.
    pub stages: Vec<WayBackStage>,
}

/// What to do after a failure at one point.
#[model(eq)]
pub struct WayBackStage {
    /// How far the run got.
    pub point: FailurePoint,
    /// The steps; the last one verifies. Empty when nothing needs to be done. Their ids start with `back.`, which no
    /// step of the plan itself does.
    pub steps: Vec<Step>,
    /// What this loses. Taken by itself only when it is empty or all of it is accepted by name.
    pub losses: Vec<Loss>,
    /// Why there is no way; absent when there is one.
    pub impossible: Option<String>,
}
