//! What is wanted: deploy, promote, configure, restart, scale, back up, restore, undo. The input of every plan.

use mendix_deploy_surface::model;

use crate::{Address, cloud::ArchiveContent, cloud::PackageId, cloud::SnapshotId};

/// What is wanted of one environment.
///
/// A change says what, never how: the plan made from it says how, in which order and why.
#[model(input, eq)]
pub enum Change {
    /// Deploy: bring a package into the environment and start it.
    Deploy {
        /// Which package.
        package: PackageRef,
    },
    /// Promote: deploy the very bytes that another environment of the app runs.
    Promote {
        /// The environment that runs them, such as `orders/acceptance`.
        source: Address,
    },
    /// Configure: bring constants and scheduled events in line with the landscape.
    Configure {
        /// Whether to restart, so that the values take effect now instead of at the next start.
        restart: bool,
    },
    /// Restart: stop and start what is deployed.
    #[serde(rename = "restart")]
    RestartApp {},
    /// Scale: set the number of instances and the memory of each.
    #[serde(rename = "scale")]
    ScaleApp {
        /// Number of instances.
        instances: u32,
        /// Memory of each, in MB.
        memory_per_instance_mb: u64,
    },
    /// Back up: make a snapshot, and download it where a file is named.
    BackUp {
        /// Words kept with the snapshot.
        comment: Option<String>,
        /// The file to write the archive to; absent: the snapshot stays on the platform only.
        download_to: Option<String>,
        /// What the downloaded archive holds.
        content: Option<ArchiveContent>,
    },
    /// Restore: write a snapshot into the environment. Everything stored since is lost.
    #[serde(rename = "restore")]
    RestoreBackup {
        /// The snapshot.
        snapshot: SnapshotId,
        /// The environment it was taken of; absent: this one.
        #[serde(rename = "source")] // `from` is a keyword in Python
        source: Option<Address>,
        /// Whether to leave the files as they are. Objects may then lack their contents.
        #[serde(default)]
        database_only: bool,
        /// Losses accepted by name, as the refusal lists them.
        accept_loss: Vec<String>,
    },
    /// Undo: go back to the savepoint of a release.
    Undo {
        /// The run that made the release.
        run: String,
        /// Losses accepted by name, as the verdict lists them.
        accept_loss: Vec<String>,
    },
}

impl Change {
    /// The word used in documents: `deploy`, `promote`, `configure`, `restart`, `scale`, `backUp`, `restore`, `undo`.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Deploy { .. } => "deploy",
            Self::Promote { .. } => "promote",
            Self::Configure { .. } => "configure",
            Self::RestartApp {} => "restart",
            Self::ScaleApp { .. } => "scale",
            Self::BackUp { .. } => "backUp",
            Self::RestoreBackup { .. } => "restore",
            Self::Undo { .. } => "undo",
        }
    }
}

/// A package that a change asks for.
#[model(input, eq)]
pub enum PackageRef {
    /// A file here.
    FilePackage {
        /// The file's path.
        path: String,
    },
    /// A package stored on the platform.
    StoredPackage {
        /// Its id.
        package_id: PackageId,
    },
    /// A package to be built from a revision of the app's repository.
    RevisionPackage {
        /// The branch as the repository spells it, without `branches/`.
        branch: String,
        /// Commit hash (Git) or revision number (SVN); absent: the newest, as the plan's facts record it.
        revision: Option<String>,
        /// Three-part version, such as `2.5.4`; absent: the next free patch number.
        version: Option<String>,
        /// Words kept with the package.
        description: Option<String>,
    },
    /// The package that an environment runs.
    RunningPackage {
        /// The environment.
        environment: Address,
    },
}
