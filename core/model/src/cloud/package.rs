//! Packages stored on the platform.

use mendix_deploy_surface::model;

use super::{JobId, PackageId};
use crate::{macros::open_enum, time::Timestamp};

open_enum! {
    /// State of a package. Usable only when `succeeded`.
    PackageStatus {
        /// Waits for a builder.
        Queued = "queued",
        /// Is being built.
        Building = "building",
        /// Is being stored.
        Uploading = "uploading",
        /// Can be transported.
        Succeeded = "succeeded",
        /// The build failed.
        Failed = "failed",
    }
}

open_enum! {
    /// State of an upload job.
    UploadJobStatus {
        /// Waits.
        Queued = "queued",
        /// Under way.
        Running = "running",
        /// Done; the package is usable soon.
        Completed = "completed",
        /// Failed; no reason is given.
        Failed = "failed",
    }
}

/// A package stored on the platform.
#[model(eq)]
pub struct Package {
    /// Its id.
    pub package_id: PackageId,
    /// Its file name.
    pub name: String,
    /// Its description.
    pub description: Option<String>,
    /// Model version, four parts for a build: the last is a revision number or the start of a commit hash.
    pub version: Option<String>,
    /// Display name of who made it.
    pub creator: Option<String>,
    /// When it was uploaded or its build was created.
    pub created_at: Option<Timestamp>,
    /// Its state; `succeeded` where the platform does not say (a deployed package).
    pub status: PackageStatus,
    /// Size in bytes.
    pub size_bytes: Option<u64>,
    /// When it is deleted; absent while it is deployed.
    pub expires_at: Option<Timestamp>,
    /// Version of the Mendix Runtime; only from Deploy v4.
    pub runtime_version: Option<String>,
}

/// An upload that the platform accepted. The package is usable once its job is completed and its status `succeeded`.
#[model(eq)]
pub struct Upload {
    /// The package's id, known before the package exists.
    pub package_id: PackageId,
    /// The job to wait for; absent when the answer was lost and the package was found by its name.
    pub job_id: Option<JobId>,
    /// SHA-256 of the bytes that were sent, lower-case hexadecimal.
    pub sha256: String,
    /// Number of bytes that were sent.
    pub size_bytes: u64,
}
