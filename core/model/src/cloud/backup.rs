//! Snapshots, their archives and restores (Backups API v2).

use mendix_deploy_surface::model;

use super::{ArchiveId, EnvironmentId, RestoreId, SnapshotId};
use crate::{macros::open_enum, time::Timestamp};

open_enum! {
    /// State of a snapshot, archive or restore.
    JobState {
        /// Waits.
        Queued = "queued",
        /// Under way.
        Running = "running",
        /// Done.
        Completed = "completed",
        /// Failed; the status message is the only reason given.
        Failed = "failed",
    }
}

/// What an archive holds.
#[model]
pub enum ArchiveContent {
    /// Files and database.
    FilesAndDatabase,
    /// The database alone.
    DatabaseOnly,
}

/// A database dump with its files, kept by the platform.
#[model(eq)]
pub struct Snapshot {
    /// Its id.
    pub snapshot_id: SnapshotId,
    /// Its state.
    pub state: JobState,
    /// Model version of the app at that moment; absent until known.
    pub model_version: Option<String>,
    /// The caller's words.
    pub comment: Option<String>,
    /// The platform's words.
    pub status_message: Option<String>,
    /// When it was asked for.
    pub created_at: Option<Timestamp>,
    /// When it was done or failed.
    pub finished_at: Option<Timestamp>,
    /// When it is deleted.
    pub expires_at: Option<Timestamp>,
}

/// A downloadable file made from a snapshot. Its link is a credential and stays inside the client.
#[model(eq)]
pub struct Archive {
    /// Its id.
    pub archive_id: ArchiveId,
    /// The snapshot it is made from.
    pub snapshot_id: SnapshotId,
    /// Its state.
    pub state: JobState,
    /// The platform's words.
    pub status_message: Option<String>,
    /// When it was done or failed; the link dies eight hours later.
    pub finished_at: Option<Timestamp>,
}

/// A snapshot written into an environment.
#[model(eq)]
pub struct Restore {
    /// Its id.
    pub restore_id: RestoreId,
    /// The snapshot.
    pub source_snapshot_id: Option<SnapshotId>,
    /// The environment the snapshot was taken of.
    pub source_environment_id: Option<EnvironmentId>,
    /// The environment it is written into.
    pub target_environment_id: Option<EnvironmentId>,
    /// Its state.
    pub state: JobState,
    /// The platform's words.
    pub status_message: Option<String>,
    /// When it was asked for.
    pub created_at: Option<Timestamp>,
    /// When it was done or failed.
    pub finished_at: Option<Timestamp>,
}
