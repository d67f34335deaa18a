//! Facts: what was read before planning. A plan is refused when they have changed.

use mendix_deploy_surface::model;

use super::Release;
use crate::{
    Address,
    cloud::{
        AppId, EnvironmentId, EnvironmentStatus, EventState, JobState, LicenseType, PackageId,
        PackageStatus, ProjectId, SnapshotId,
    },
    comparisons::{BackupDemand, StrategyAnswer},
    packages::ConstantType,
    time::Timestamp,
    verdicts::{ReleaseClass, RollbackVerdict},
};

/// Where facts come from.
#[model]
pub enum FactsSource {
    /// Read from the platform just now.
    Observed,
    /// Read earlier and kept, for example in a pull request.
    Recorded,
    /// Made up by the caller, for a simulation. A plan made from them starts only if observed facts turn out equal.
    Assumed,
}

/// What a plan is made from.
#[model]
pub struct Facts {
    /// Where they come from.
    pub source: FactsSource,
    /// When they were read. Not part of the comparison.
    pub observed_at: Option<Timestamp>,
    /// The app.
    pub app: AppFacts,
    /// The environment that is changed.
    pub environment: EnvironmentFacts,
    /// The environment whose package or snapshot is taken: promote, a running package, a restore from elsewhere.
    pub source_environment: Option<EnvironmentFacts>,
    /// The package's contents, where its file or a record of it is at hand.
    pub package: Option<PackageFacts>,
    /// The package as the platform stores it: a stored package, the one that the source runs, one found for a revision,
    /// or one whose bytes are known to equal the file's.
    pub stored: Option<StoredFacts>,
    /// The package that is deployed now, as the package list knows it: where the way back leads.
    pub previous: Option<StoredFacts>,
    /// What is built.
    pub revision: Option<RevisionFacts>,
    /// The API user's rights on the environment; absent without a personal access token.
    pub permissions: Option<PermissionFacts>,
    /// The snapshot to restore, or of the savepoint to go back to.
    pub snapshot: Option<SnapshotFacts>,
    /// The release to undo.
    pub release: Option<Release>,
    /// What changes between the deployed package and the one that comes, where both could be compared.
    pub changes: Option<ChangesFacts>,
}

/// A package that was compared.
#[model(eq)]
pub struct ComparedPackage {
    /// File name without its folder.
    pub name: Option<String>,
    /// SHA-256 of the bytes that were read.
    pub sha256: Option<String>,
    /// Size of the file in bytes, where it was at hand.
    pub size_bytes: Option<u64>,
    /// Model version.
    pub model_version: Option<String>,
}

/// What a comparison of two packages says, as far as planning needs it. The changes themselves stay in the document
/// `changes`, which `digest` names.
#[model(eq)]
pub struct ChangesFacts {
    /// SHA-256 of the comparison's document as JSON.
    pub digest: String,
    /// The package that is replaced.
    pub before: ComparedPackage,
    /// The package that comes.
    pub after: ComparedPackage,
    /// May both versions run on one database?
    pub release_class: ReleaseClass,
    /// Why, one sentence each: the first ones, and how many more.
    pub class_reasons: Vec<String>,
    /// For each strategy, whether it may carry the release.
    pub strategies: Vec<StrategyAnswer>,
    /// May the old version start again?
    pub rollback: RollbackVerdict,
    /// What the backup must be.
    pub backup: BackupDemand,
    /// Why the start of the new version may fail on data that is there, one sentence each.
    pub start_risks: Vec<String>,
    /// What could not be compared, one sentence each.
    pub unknowns: Vec<String>,
    /// One paragraph for people who approve a release.
    pub summary: String,
}

/// The app: every id it has.
#[model(eq)]
pub struct AppFacts {
    /// Subdomain.
    pub app_id: AppId,
    /// Long id.
    pub project_id: ProjectId,
    /// Free or licensed; absent when nobody told.
    pub license_type: Option<LicenseType>,
}

/// One environment.
#[model(eq)]
pub struct EnvironmentFacts {
    /// The landscape's name.
    pub address: Address,
    /// The platform's id.
    pub environment_id: EnvironmentId,
    /// The platform's name (`Mode`), spelled as returned.
    pub name: String,
    /// Whether the platform calls it production.
    pub production: bool,
    /// Empty, stopped, running.
    pub status: EnvironmentStatus,
    /// Public URL.
    pub url: String,
    /// The deployed package; absent when nothing is deployed.
    pub deployed: Option<DeployedFacts>,
    /// Model version that the environment reports.
    pub model_version: Option<String>,
    /// Runtime version that the environment reports.
    pub runtime_version: Option<String>,
    /// Digest of all settings: constants, custom settings, events. Shows edits by others without holding a value.
    pub settings_digest: String,
    /// Constants by code point of their name. No values.
    pub constants: Vec<ConstantFact>,
    /// Scheduled events by code point of their name.
    pub scheduled_events: Vec<EventFact>,
}

/// The package that is deployed in an environment.
#[model(eq)]
pub struct DeployedFacts {
    /// The platform's id.
    pub package_id: PackageId,
    /// File name.
    pub name: String,
    /// Model version of the package.
    pub version: Option<String>,
    /// Its state.
    pub status: PackageStatus,
    /// SHA-256 of its bytes, where a journal or a download tells; lower-case hexadecimal.
    pub sha256: Option<String>,
}

/// What is known about a constant's value without the value.
#[model]
pub enum ConstantState {
    /// Has the model's default.
    Default,
    /// Has a value of its own.
    Set,
    /// The platform shows asterisks: whether it is right cannot be told.
    Masked,
    /// Has no value.
    Missing,
    /// Cannot be told.
    Unknown,
}

/// A constant on an environment.
#[model(eq)]
pub struct ConstantFact {
    /// `Module.Name`.
    pub name: String,
    /// What is known about its value.
    pub state: ConstantState,
    /// Whether the configured value is the one that the landscape wants; absent when it wants none, when the value is
    /// masked, or when a secret was not resolved.
    pub as_wanted: Option<bool>,
    /// Whether the running app still uses another value.
    pub restart_pending: bool,
}

/// A scheduled event on an environment.
#[model(eq)]
pub struct EventFact {
    /// `Module.Name`.
    pub name: String,
    /// The configured state.
    pub state: EventState,
    /// Whether the running app still uses another state.
    pub restart_pending: bool,
}

/// A package's contents, as far as planning needs them.
#[model(eq)]
pub struct PackageFacts {
    /// File name without its folder.
    pub file_name: String,
    /// SHA-256 of the bytes, lower-case hexadecimal.
    pub sha256: String,
    /// Size in bytes.
    pub size_bytes: u64,
    /// Project id; the platform's `ProjectId`.
    pub project_id: Option<String>,
    /// Model version.
    pub model_version: String,
    /// Runtime version.
    pub runtime_version: String,
    /// Java's major version.
    pub java_version: Option<u32>,
    /// Constants by code point of their name.
    pub constants: Vec<PackageConstant>,
    /// Names of scheduled events by code point.
    pub scheduled_events: Vec<String>,
}

/// A constant in a package.
#[model(eq)]
pub struct PackageConstant {
    /// `Module.Name`.
    pub name: String,
    /// Its type.
    pub constant_type: ConstantType,
    /// Whether the model gives it a default, possibly an empty one.
    pub has_default: bool,
}

/// A package stored on the platform.
#[model(eq)]
pub struct StoredFacts {
    /// Its id.
    pub package_id: PackageId,
    /// File name.
    pub name: String,
    /// Model version.
    pub version: Option<String>,
    /// Its state; absent when the list does not have the package any more.
    pub status: Option<PackageStatus>,
    /// Runtime version, where Deploy v4 or a file tells.
    pub runtime_version: Option<String>,
    /// SHA-256 of its bytes, where a journal or a download tells.
    pub sha256: Option<String>,
    /// Size in bytes.
    pub size_bytes: Option<u64>,
    /// When the platform deletes it.
    pub expires_at: Option<Timestamp>,
}

/// A revision to build.
#[model(eq)]
pub struct RevisionFacts {
    /// Branch as the repository spells it.
    pub branch: String,
    /// Commit hash or revision number; what a branch's newest commit was when the facts were read.
    pub revision: String,
    /// Three-part version for the build: the wanted one, or the next free patch number.
    pub version: String,
}

/// What the API user may do on the environment.
#[model(eq)]
pub struct PermissionFacts {
    /// The API user.
    pub user: String,
    /// API Rights.
    pub can_access_api: bool,
    /// Transport Rights.
    pub can_deploy_app: bool,
    /// Access to Backups.
    pub can_manage_backups: bool,
}

/// A snapshot.
#[model(eq)]
pub struct SnapshotFacts {
    /// Its id.
    pub snapshot_id: SnapshotId,
    /// Its state; absent when it does not exist any more.
    pub state: Option<JobState>,
    /// Model version of the app at that moment.
    pub model_version: Option<String>,
    /// When it was done.
    pub finished_at: Option<Timestamp>,
    /// When it is deleted.
    pub expires_at: Option<Timestamp>,
}
