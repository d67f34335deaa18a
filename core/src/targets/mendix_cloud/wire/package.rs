//! Packages, uploads and their jobs.

use mendix_deploy_model::cloud::{Package, PackageStatus, UploadJobStatus};
use serde::Deserialize;
use serde_json::Value;

use super::instant;

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct V1Package {
    package_id: String,
    #[serde(default)]
    name: String,
    description: Option<String>,
    version: Option<String>,
    creator: Option<String>,
    creation_date: Option<Value>,
    status: Option<String>,
    size: Option<u64>,
    expiry_date: Option<Value>,
    url: Option<Link>,
}

impl V1Package {
    /// The link to its file, unless the file is still made: what a link of an unfinished package leads to is not
    /// documented.
    pub(crate) fn finished_file(self) -> Option<Link> {
        let is_finished = self
            .status
            .as_deref()
            .is_none_or(|word| status(word) == PackageStatus::Succeeded);
        self.url.filter(|_| is_finished)
    }
}

/// A link that works for as long as it says. A credential: it stays inside the client.
#[derive(Deserialize)]
pub(crate) struct Link {
    #[serde(rename = "Location")]
    pub(crate) location: String,
}

fn status(word: &str) -> PackageStatus {
    match word.to_ascii_lowercase().as_str() {
        "queued" => PackageStatus::Queued,
        "building" => PackageStatus::Building,
        "uploading" => PackageStatus::Uploading,
        "succeeded" => PackageStatus::Succeeded,
        "failed" => PackageStatus::Failed,
        _ => PackageStatus::Unknown(word.to_owned()),
    }
}

impl From<V1Package> for Package {
    fn from(wire: V1Package) -> Self {
        Self {
            package_id: wire.package_id.into(),
            name: wire.name,
            description: wire.description.filter(|text| !text.is_empty()),
            version: wire.version.filter(|text| !text.is_empty()),
            creator: wire.creator,
            created_at: instant(wire.creation_date.as_ref()),
            status: wire
                .status
                .as_deref()
                .map_or(PackageStatus::Succeeded, status),
            size_bytes: wire.size,
            expires_at: instant(wire.expiry_date.as_ref()),
            runtime_version: None,
        }
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct V4Package {
    id: String,
    model_version: Option<String>,
    runtime_version: Option<String>,
    created_on: Option<Value>,
    #[serde(default)]
    file_name: String,
    file_size: Option<u64>,
    expires_on: Option<Value>,
    description: Option<String>,
}

impl From<V4Package> for Package {
    fn from(wire: V4Package) -> Self {
        Self {
            package_id: wire.id.into(),
            name: wire.file_name,
            description: wire.description.filter(|text| !text.is_empty()),
            version: wire.model_version,
            creator: None,
            created_at: instant(wire.created_on.as_ref()),
            status: PackageStatus::Succeeded,
            size_bytes: wire.file_size,
            expires_at: instant(wire.expires_on.as_ref()),
            runtime_version: wire.runtime_version,
        }
    }
}

/// Answer to a build.
#[derive(Deserialize)]
pub(crate) struct Built {
    #[serde(rename = "PackageId")]
    pub(crate) package_id: String,
}

/// Answer to an upload.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct Uploaded {
    pub(crate) package_id: String,
    pub(crate) job_id: Option<String>,
}

/// State of an upload job.
#[derive(Deserialize)]
pub(crate) struct UploadJob {
    #[serde(rename = "Status")]
    status: String,
}

impl From<UploadJob> for UploadJobStatus {
    fn from(wire: UploadJob) -> Self {
        match wire.status.to_ascii_lowercase().as_str() {
            "queued" => Self::Queued,
            "running" => Self::Running,
            "completed" => Self::Completed,
            "failed" => Self::Failed,
            _ => Self::Unknown(wire.status),
        }
    }
}
