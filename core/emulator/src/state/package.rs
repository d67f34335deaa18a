//! Packages and the jobs that bring them.

use std::path::PathBuf;

use serde::Serialize;

use crate::archive::Metadata;

/// A package. Its status follows from the clock and the times kept here.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Package {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) description: String,
    pub(crate) version: String,
    pub(crate) creator: String,
    pub(crate) created: i64,
    pub(crate) size: u64,
    pub(crate) sha256: String,
    #[serde(skip)]
    pub(crate) path: PathBuf,
    /// `None`: not a valid package.
    pub(crate) metadata: Option<Metadata>,
    pub(crate) origin: Origin,
    /// When it was last deployed anywhere.
    pub(crate) last_deployed: Option<i64>,
}

/// How a package came, with the times at which it moves on.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase", tag = "kind")]
pub(crate) enum Origin {
    Upload {
        completed: i64,
        transportable: i64,
    },
    #[serde(rename_all = "camelCase")]
    Build {
        building: i64,
        uploading: i64,
        done: i64,
        fails: bool,
    },
}

impl Package {
    /// `Queued`, `Building`, `Uploading`, `Succeeded` or `Failed` at `now`.
    pub(crate) fn status(&self, now: i64) -> &'static str {
        match self.origin {
            Origin::Upload { completed, .. } if now < completed => "Uploading",
            Origin::Upload { .. } if self.metadata.is_none() => "Failed",
            Origin::Upload { .. } => "Succeeded",
            Origin::Build { building, .. } if now < building => "Queued",
            Origin::Build { uploading, .. } if now < uploading => "Building",
            Origin::Build { fails: true, .. } => "Failed",
            Origin::Build { done, .. } if now < done => "Uploading",
            Origin::Build { .. } => "Succeeded",
        }
    }

    /// Whether a transport is answered with 503 at `now`.
    pub(crate) fn is_processing(&self, now: i64) -> bool {
        match self.origin {
            Origin::Upload { transportable, .. } => now < transportable,
            Origin::Build { done, .. } => now < done,
        }
    }
}

/// A v2 upload job.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct UploadJob {
    pub(crate) id: String,
    pub(crate) package: String,
    pub(crate) running: i64,
    pub(crate) ends: i64,
    pub(crate) fails: bool,
}

impl UploadJob {
    pub(crate) fn status(&self, now: i64) -> &'static str {
        if now < self.running {
            "Queued"
        } else if now < self.ends {
            "Running"
        } else if self.fails {
            "Failed"
        } else {
            "Completed"
        }
    }
}
