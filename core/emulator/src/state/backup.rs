//! Snapshots, archives and restores.

use serde::Serialize;

/// The times and the fate of one piece of work.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Work {
    pub(crate) created: i64,
    pub(crate) running: i64,
    pub(crate) ends: i64,
    /// The reason, when it ends badly.
    pub(crate) failure: Option<String>,
}

impl Work {
    pub(crate) fn state(&self, now: i64) -> &'static str {
        if now < self.running {
            "queued"
        } else if now < self.ends {
            "running"
        } else if self.failure.is_some() {
            "failed"
        } else {
            "completed"
        }
    }

    pub(crate) fn is_open(&self, now: i64) -> bool {
        now < self.ends
    }
}

/// A snapshot of one environment.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Snapshot {
    pub(crate) id: String,
    pub(crate) comment: Option<String>,
    pub(crate) expires: i64,
    pub(crate) model_version: Option<String>,
    pub(crate) database_model: Option<String>,
    pub(crate) data: String,
    pub(crate) work: Work,
}

/// A downloadable file made from a snapshot.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Archive {
    pub(crate) id: String,
    pub(crate) snapshot: String,
    pub(crate) data_type: String,
    /// Key of the link, kept so that repeated reads show the same one.
    #[serde(skip)]
    pub(crate) link: Option<String>,
    pub(crate) work: Work,
}

/// A snapshot on its way into an environment.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Restore {
    pub(crate) id: String,
    pub(crate) source_snapshot: String,
    pub(crate) source_environment: String,
    pub(crate) db_only: bool,
    pub(crate) database_model: Option<String>,
    pub(crate) data: String,
    pub(crate) applied: bool,
    pub(crate) work: Work,
}

/// All of an environment's backups.
#[derive(Clone, Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Backups {
    pub(crate) snapshots: Vec<Snapshot>,
    pub(crate) archives: Vec<Archive>,
    pub(crate) restores: Vec<Restore>,
}

impl Backups {
    /// Archives are made elsewhere and block nothing.
    pub(crate) fn is_working(&self, now: i64) -> bool {
        self.snapshots.iter().any(|one| one.work.is_open(now))
            || self.restores.iter().any(|one| one.work.is_open(now))
    }

    pub(crate) fn is_restoring(&self, now: i64) -> bool {
        self.restores.iter().any(|one| one.work.is_open(now))
    }

    pub(crate) fn snapshot(&self, id: &str) -> Option<&Snapshot> {
        self.snapshots.iter().find(|snapshot| snapshot.id == id)
    }
}
