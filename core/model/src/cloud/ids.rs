//! Ids. All are opaque: documented samples of the same id are UUIDs in one API and are not in another.

use crate::macros::string_id;

string_id! {
    /// An app's subdomain, such as `orders`: `AppId` of Deploy v1, Build and the v2 upload; `subdomain` of v4.
    AppId;
    /// An app's long id: `ProjectId` of v1 and Backups v2, `appId` of v4 and the App Repository.
    ProjectId;
    /// An environment's id: `EnvironmentId` of v1, the path of Backups v2, `id` of v4.
    EnvironmentId;
    /// A package stored on the platform.
    PackageId;
    /// A job of the v2 upload.
    JobId;
    /// A start job.
    StartJobId;
    /// A snapshot.
    SnapshotId;
    /// A downloadable archive of a snapshot.
    ArchiveId;
    /// A restore.
    RestoreId;
}
