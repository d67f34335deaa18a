//! Snapshots, archives, restores: Backups v2, snake_case.

use mendix_deploy_model::cloud::{Archive, JobState, Restore, Snapshot};
use serde::Deserialize;
use serde_json::Value;

use super::instant;

fn state(word: &str) -> JobState {
    JobState::from(word.to_ascii_lowercase())
}

#[derive(Deserialize)]
pub(crate) struct WireSnapshots {
    pub(crate) snapshots: Vec<WireSnapshot>,
    pub(crate) total: Option<u64>,
}

#[derive(Deserialize)]
pub(crate) struct WireSnapshot {
    snapshot_id: String,
    state: String,
    model_version: Option<String>,
    comment: Option<String>,
    status_message: Option<String>,
    created_at: Option<Value>,
    finished_at: Option<Value>,
    expires_at: Option<Value>,
}

impl From<WireSnapshot> for Snapshot {
    fn from(wire: WireSnapshot) -> Self {
        Self {
            snapshot_id: wire.snapshot_id.into(),
            state: state(&wire.state),
            model_version: wire.model_version,
            comment: wire.comment,
            status_message: wire.status_message,
            created_at: instant(wire.created_at.as_ref()),
            finished_at: instant(wire.finished_at.as_ref()),
            expires_at: instant(wire.expires_at.as_ref()),
        }
    }
}

#[derive(Deserialize)]
pub(crate) struct WireArchive {
    archive_id: String,
    snapshot_id: Option<String>,
    state: String,
    status_message: Option<String>,
    finished_at: Option<Value>,
    pub(crate) url: Option<String>,
}

impl WireArchive {
    pub(crate) fn into_archive(self, snapshot: &str) -> Archive {
        Archive {
            archive_id: self.archive_id.into(),
            snapshot_id: self
                .snapshot_id
                .unwrap_or_else(|| snapshot.to_owned())
                .into(),
            state: state(&self.state),
            status_message: self.status_message,
            finished_at: instant(self.finished_at.as_ref()),
        }
    }
}

#[derive(Deserialize)]
pub(crate) struct WireRestore {
    restore_id: String,
    source_snapshot_id: Option<String>,
    source_environment_id: Option<String>,
    target_environment_id: Option<String>,
    state: String,
    status_message: Option<String>,
    created_at: Option<Value>,
    finished_at: Option<Value>,
}

impl From<WireRestore> for Restore {
    fn from(wire: WireRestore) -> Self {
        Self {
            restore_id: wire.restore_id.into(),
            source_snapshot_id: wire.source_snapshot_id.map(Into::into),
            source_environment_id: wire.source_environment_id.map(Into::into),
            target_environment_id: wire.target_environment_id.map(Into::into),
            state: state(&wire.state),
            status_message: wire.status_message,
            created_at: instant(wire.created_at.as_ref()),
            finished_at: instant(wire.finished_at.as_ref()),
        }
    }
}
