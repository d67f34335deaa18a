//! Releases and savepoints: what a run leaves, and where the way back leads.

use mendix_deploy_surface::model;

use super::ChangesFacts;
use crate::{
    Address,
    changes::Change,
    cloud::{EventState, PackageId, SnapshotId},
    document::Document,
    landscapes::SnapshotPolicy,
    time::Timestamp,
    verdicts::{ReleaseClass, RollbackVerdict},
};

/// What runs where, since when, and how to get back. The thing that is undone.
#[model]
pub struct Release {
    /// Always `release`.
    pub document: String,
    /// Version of the document's format.
    pub version: u32,
    /// The library that wrote it.
    pub written_by: String,
    /// The run that made it.
    pub run: String,
    /// The plan it followed.
    pub plan_id: String,
    /// The environment.
    pub address: Address,
    /// What was wanted.
    pub change: Change,
    /// Who started the run.
    pub actor: String,
    /// When the run started.
    pub started_at: Timestamp,
    /// When it ended.
    pub finished_at: Timestamp,
    /// How it ended, a word of the run: `succeeded`, `rolledBack`, `needsHands`, `unchanged`.
    pub outcome: String,
    /// What runs since; absent when nothing is deployed.
    pub package: Option<ReleasedPackage>,
    /// Whether a start of the new version was sent. When not, the database is as it was.
    pub start_attempted: bool,
    /// Class of the release.
    pub release_class: ReleaseClass,
    /// May the old version start again? As planned.
    pub rollback: RollbackVerdict,
    /// The comparison that class and verdict rest on; absent when the packages were not compared.
    pub changes: Option<ChangesFacts>,
    /// Where the way back leads; absent when the change needed none.
    pub savepoint: Option<Savepoint>,
}

impl Document for Release {
    const KIND: &'static str = "release";
    const VERSION: u32 = 1;
}

/// The package of a release.
#[model(eq)]
pub struct ReleasedPackage {
    /// The platform's id.
    pub package_id: PackageId,
    /// SHA-256 of its bytes, where somebody has seen them.
    pub sha256: Option<String>,
    /// Model version.
    pub model_version: Option<String>,
    /// Runtime version.
    pub runtime_version: Option<String>,
}

/// Package, settings and backup of one moment.
#[model]
pub struct Savepoint {
    /// Always `savepoint`.
    pub document: String,
    /// Version of the document's format.
    pub version: u32,
    /// The library that wrote it.
    pub written_by: String,
    /// The run that made it.
    pub run: String,
    /// The environment.
    pub address: Address,
    /// When the settings were read.
    pub taken_at: Timestamp,
    /// The package that was deployed; absent when nothing was.
    pub package: Option<SavedPackage>,
    /// Digest of all settings of that moment.
    pub settings_digest: String,
    /// Constants that the run was going to overwrite.
    pub constants: Vec<SavedConstant>,
    /// Scheduled events that the run was going to overwrite.
    pub scheduled_events: Vec<SavedEvent>,
    /// The backup; absent until it is completed, or when the plan takes none.
    pub snapshot: Option<SavedSnapshot>,
}

/// A part of a [`Release`], which is the document that is saved and shown: by itself it is not, because its settings may be
/// secrets.
impl Savepoint {
    /// What its `document` says.
    pub const KIND: &'static str = "savepoint";
    /// Version of its format.
    pub const VERSION: u32 = 1;
}

/// The package of a savepoint.
#[model(eq)]
pub struct SavedPackage {
    /// The platform's id.
    pub package_id: PackageId,
    /// File name.
    pub name: String,
    /// Model version.
    pub model_version: Option<String>,
    /// Runtime version.
    pub runtime_version: Option<String>,
    /// SHA-256 of its bytes, where somebody has seen them.
    pub sha256: Option<String>,
    /// Size in bytes.
    pub size_bytes: Option<u64>,
    /// The file its bytes are kept in; absent when they are left to the platform.
    pub file: Option<String>,
}

/// A constant of a savepoint.
#[model(eq)]
pub struct SavedConstant {
    /// `Module.Name`.
    pub name: String,
    /// Whether its value is kept. Not when it was masked or missing: then the way back cannot write it and says so.
    pub kept: bool,
    /// Its value, only in the owner-only file beside the journal; absent everywhere else.
    #[private]
    pub value: Option<String>,
}

/// A scheduled event of a savepoint.
#[model(eq)]
pub struct SavedEvent {
    /// `Module.Name`.
    pub name: String,
    /// Its state.
    pub state: EventState,
}

/// The backup of a savepoint.
#[model(eq)]
pub struct SavedSnapshot {
    /// The snapshot.
    pub snapshot_id: SnapshotId,
    /// Whether it was taken before or after the stop.
    pub timing: SnapshotPolicy,
    /// When it was completed.
    pub finished_at: Option<Timestamp>,
    /// When the platform deletes it.
    pub expires_at: Option<Timestamp>,
    /// Model version of the app at that moment.
    pub model_version: Option<String>,
}
