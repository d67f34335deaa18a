//! Options of the calls.

use mendix_deploy_surface::model;

use super::ArchiveContent;

/// Options of starting an environment.
#[model(options)]
pub struct StartOptions {
    /// Whether the database is brought in line with the model; true. Always sent: the platform's default is not documented.
    pub auto_sync_db: Option<bool>,
    /// The environment's address once more: a single call that starts an app says twice which one.
    pub confirm: Option<String>,
}

/// Options of calls that stop, erase, delete or overwrite.
#[model(options)]
pub struct ConfirmOptions {
    /// The environment's address (for a package: the app's name) once more.
    pub confirm: Option<String>,
}

/// Options of a build.
#[model(options)]
pub struct BuildOptions {
    /// Words stored with the package.
    pub description: Option<String>,
}

/// Options of an upload.
#[model(options)]
pub struct UploadOptions {
    /// The package's name on the platform; the file's name when left out.
    pub name: Option<String>,
    /// The SHA-256 the bytes must have, lower-case hexadecimal; the upload is broken off before its end if they have not.
    pub sha256: Option<String>,
}

/// Options of reading environments.
#[model(options)]
pub struct ListEnvironmentsOptions {
    /// Also reads Deploy v4 for the deployed package, plan and database version; needs a personal access token.
    pub details: bool,
}

/// Options of a snapshot.
#[model(options)]
pub struct SnapshotOptions {
    /// Words stored with the snapshot.
    pub comment: Option<String>,
}

/// Options of an archive.
#[model(options)]
pub struct ArchiveOptions {
    /// What it holds; files and database.
    pub content: Option<ArchiveContent>,
}

/// Options of a restore.
#[model(options)]
pub struct RestoreOptions {
    /// Restores the database alone; files may be missing afterwards.
    pub database_only: bool,
    /// The target environment's address once more.
    pub confirm: Option<String>,
}

/// Which lines of a log are wanted.
#[model(options)]
pub struct LogFilter {
    /// Only lines of this level, as the runtime spells it (`ERROR`); case does not matter.
    pub level: Option<String>,
    /// Only lines of this log node.
    pub node: Option<String>,
    /// Only lines that contain this text.
    pub contains: Option<String>,
}

/// What a trace is told besides app and version.
#[model(options)]
pub struct TraceOptions {
    /// An older version: the trace has the commits after it.
    pub since: Option<String>,
    /// The branch to look at first. The platform does not record from which branch a package was built.
    pub branch: Option<String>,
}
