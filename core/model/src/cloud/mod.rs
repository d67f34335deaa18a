//! What Mendix Cloud reports. Two generations of its API lead to these types; wire shapes stay private.
//!
//! Sources: Deploy API v1, v2 and v4, Build API, Backups API v2, App Repository API.

mod app;
mod backup;
mod environment;
mod ids;
mod log;
mod options;
mod package;
mod repository;
mod settings;

pub use app::{App, LicenseType};
pub use backup::{Archive, ArchiveContent, JobState, Restore, Snapshot};
pub use environment::{
    Environment, EnvironmentStatus, Permissions, Scale, StartJob, StartJobStatus,
};
pub use ids::{
    AppId, ArchiveId, EnvironmentId, JobId, PackageId, ProjectId, RestoreId, SnapshotId, StartJobId,
};
pub use log::LogLine;
pub use options::{
    ArchiveOptions, BuildOptions, ConfirmOptions, ListEnvironmentsOptions, LogFilter,
    RestoreOptions, SnapshotOptions, StartOptions, TraceOptions, UploadOptions,
};
pub use package::{Package, PackageStatus, Upload, UploadJobStatus};
pub use repository::{Branch, Commit, Story, Trace, TracedStory};
pub use settings::{ConstantSetting, EventSetting, EventState, Settings};
