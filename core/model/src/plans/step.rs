//! Steps: each brings about a state and can be taken again without harm.

use mendix_deploy_surface::model;

use crate::{
    Address,
    cloud::{ArchiveContent, EnvironmentStatus, EventState, PackageId, SnapshotId},
    landscapes::UrlCheck,
};

/// One step of a plan.
#[model(eq)]
pub struct Step {
    /// Its name, unique in the plan, such as `transport`.
    pub id: String,
    /// The state it brings about.
    pub action: StepAction,
    /// That state, one sentence.
    pub ensures: String,
    /// What is read first; when it shows the state already, nothing is sent.
    pub observes: String,
    /// Why the step is needed, and why here.
    pub why: String,
    /// Seconds until the step is given up.
    pub deadline_seconds: u64,
    /// Seconds between two reads while waiting.
    pub poll_seconds: u64,
    /// Whether its effect cannot be taken back by another step without loss.
    pub irreversible: bool,
    /// Whether the app is down during this step.
    pub downtime: bool,
}

/// What a step does. A kind that a version does not know makes it refuse the whole plan.
#[model(eq)]
pub enum StepAction {
    /// The facts are still those of the plan. Fails with `plan.stale`; changes nothing.
    ConfirmFacts {},
    /// The platform has a package with these bytes. After a lost answer it is looked up by name, time and size before
    /// anything is sent again.
    UploadPackage {
        /// The file.
        file: String,
        /// Name on the platform.
        name: String,
        /// SHA-256 that the bytes must have, lower-case hexadecimal.
        sha256: String,
        /// Size in bytes.
        size_bytes: u64,
    },
    /// The upload's job is completed.
    AwaitUpload {},
    /// A build of this revision exists; one that succeeded or is under way is used.
    StartBuild {
        /// Branch as the Build API wants it: `main`, `trunk` or `branches/<name>`.
        branch: String,
        /// Commit hash or revision number.
        revision: String,
        /// Three-part version.
        version: String,
        /// Words kept with the package.
        description: Option<String>,
    },
    /// The build has succeeded and its version ends with the beginning of the revision.
    AwaitBuild {
        /// Commit hash or revision number.
        revision: String,
    },
    /// The package has the status `succeeded`.
    AwaitPackage {
        /// The package; absent: the one that this run uploaded or built.
        package_id: Option<PackageId>,
    },
    /// Package, settings and model version of this moment are recorded, so that there is a way back.
    RecordSavepoint {
        /// The package that is deployed now; absent when nothing is.
        previous_package_id: Option<PackageId>,
        /// Whether its bytes are downloaded and kept.
        keep_bytes: bool,
        /// Names of the constants whose values are recorded: those that this plan overwrites and that are not secrets.
        constants: Vec<String>,
        /// Names of the scheduled events whose state is recorded: those that this plan overwrites.
        scheduled_events: Vec<String>,
    },
    /// The platform has the package of the savepoint. When it is gone, its kept bytes are uploaded again; in the steps
    /// that follow, the old id then stands for the new one.
    RestorePackage {
        /// Its id when the savepoint was made.
        package_id: PackageId,
        /// The file its bytes are kept in; absent: the one that this run's savepoint names.
        file: Option<String>,
        /// SHA-256 of its bytes, where somebody has seen them.
        sha256: Option<String>,
    },
    /// The app does not run.
    StopEnvironment {},
    /// A completed snapshot of the environment exists that was taken by this run.
    TakeSnapshot {
        /// Words kept with the snapshot; the run's id is appended, to find the snapshot again after a lost answer.
        comment: String,
    },
    /// The package is the deployed one.
    TransportPackage {
        /// The package; absent: the one that this run uploaded or built.
        package_id: Option<PackageId>,
    },
    /// The named settings have these values; all others stay as they are.
    WriteSettings {
        /// Constants.
        constants: Vec<ConstantWrite>,
        /// Scheduled events.
        scheduled_events: Vec<EventWrite>,
    },
    /// The settings that a savepoint recorded have their recorded values again. The values lie beside the journal, not in
    /// it, and not in the plan.
    RestoreSettings {
        /// The run that made the savepoint; absent: this one.
        run: Option<String>,
    },
    /// The app runs. Waits for the start job.
    StartEnvironment {
        /// Whether the runtime may bring the database in line with the model.
        auto_sync_db: bool,
    },
    /// The environment is as expected. A failed check is `verify.failed`.
    VerifyEnvironment {
        /// What is expected.
        expect: Expectation,
    },
    /// The snapshot is written into the environment. Never sent twice: a lost answer stops the run as `needsDecision`.
    RestoreSnapshot {
        /// The snapshot; absent: the one that this run took.
        snapshot_id: Option<SnapshotId>,
        /// The environment it was taken of; absent: this one.
        #[serde(rename = "source")] // `from` is a keyword in Python
        source: Option<Address>,
        /// Whether files are left as they are.
        database_only: bool,
    },
    /// The environment has this scale. The platform has no call to read it; the answer to the request is all there is.
    ScaleEnvironment {
        /// Number of instances.
        instances: u32,
        /// Memory of each, in MB.
        memory_per_instance_mb: u64,
    },
    /// A downloadable archive of the snapshot exists.
    MakeArchive {
        /// The snapshot; absent: the one that this run took.
        snapshot_id: Option<SnapshotId>,
        /// What it holds.
        content: ArchiveContent,
    },
    /// The archive is in this file, complete.
    DownloadArchive {
        /// The file.
        file: String,
    },
}

/// Makes the list of kinds and the way from a variant to its kind, so that the two cannot part.
macro_rules! step_kinds {
    ($($variant:ident = $kind:literal),+ $(,)?) => {
        impl StepAction {
            /// Every kind this version knows.
            pub const KINDS: &'static [&'static str] = &[$($kind),+];

            /// The kind: the word in documents.
            #[must_use]
            pub const fn kind(&self) -> &'static str {
                match self { $(Self::$variant { .. } => $kind),+ }
            }
        }
    };
}

step_kinds! {
    ConfirmFacts = "confirmFacts",
    UploadPackage = "uploadPackage",
    AwaitUpload = "awaitUpload",
    StartBuild = "startBuild",
    AwaitBuild = "awaitBuild",
    AwaitPackage = "awaitPackage",
    RecordSavepoint = "recordSavepoint",
    RestorePackage = "restorePackage",
    StopEnvironment = "stopEnvironment",
    TakeSnapshot = "takeSnapshot",
    TransportPackage = "transportPackage",
    WriteSettings = "writeSettings",
    RestoreSettings = "restoreSettings",
    StartEnvironment = "startEnvironment",
    VerifyEnvironment = "verifyEnvironment",
    RestoreSnapshot = "restoreSnapshot",
    ScaleEnvironment = "scaleEnvironment",
    MakeArchive = "makeArchive",
    DownloadArchive = "downloadArchive",
}

/// A constant to write.
#[model(eq)]
pub struct ConstantWrite {
    /// `Module.Name`.
    pub name: String,
    /// Its value, or where to find it.
    pub value: SettingValue,
    /// Whether to leave it out, and say so, when the deployed package turns out not to have it: its contents were not
    /// known when the plan was made. Otherwise that is an error.
    pub skip_if_absent: bool,
}

/// A value of a setting in a plan: the landscape's text, or a reference to a secret. Never a secret itself.
#[model(eq)]
pub enum SettingValue {
    /// Text as the landscape has it, or as a savepoint recorded it.
    LiteralValue {
        /// The text.
        #[private]
        text: String,
    },
    /// A secret, resolved at the last moment.
    ReferencedValue {
        /// The secret reference.
        reference: String,
    },
}

/// A scheduled event to switch.
#[model(eq)]
pub struct EventWrite {
    /// `Module.Name`.
    pub name: String,
    /// Its state.
    pub state: EventState,
    /// Whether to leave it out, and say so, when the deployed package turns out not to have it.
    pub skip_if_absent: bool,
}

/// What the last step expects of the environment.
#[model(eq)]
pub struct Expectation {
    /// Its status; absent where the platform has no call to read it (Free Apps).
    pub status: Option<EnvironmentStatus>,
    /// The deployed package; absent: not checked, unless `packageOfThisRun`.
    pub package_id: Option<PackageId>,
    /// Whether the deployed package is the one that this run uploaded or built.
    pub package_of_this_run: bool,
    /// Model version that the environment reports; absent: not checked, unless `packageOfThisRun`.
    pub model_version: Option<String>,
    /// Whether every written setting is the one that the running app uses.
    pub settings_applied: bool,
    /// Public URL that answers without a server error; absent: not asked.
    pub public_url: Option<String>,
    /// Health and smoke checks.
    pub checks: Vec<UrlCheck>,
}
