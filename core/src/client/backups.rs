//! Snapshots, archives, restores.

use std::{path::Path, time::Duration};

use futures::FutureExt;
use mendix_deploy_model::{
    Address, Error, ErrorCode, Result,
    cloud::{
        Archive, ArchiveContent, ArchiveId, ArchiveOptions, ConfirmOptions, JobState, Restore,
        RestoreId, RestoreOptions, Snapshot, SnapshotId, SnapshotOptions,
    },
    error::Effect,
};
use mendix_deploy_surface::surface;
use reqwest::Method;
use serde_json::{Value, json};

use super::{Client, confirmed_address, directory::Place, download};
use crate::{
    http::{Answer, Request, Service, Sign},
    operation::{Look, Operation},
    pager::{Page, Pager},
    targets::mendix_cloud::wire::{WireArchive, WireRestore, WireSnapshot, WireSnapshots, decode},
};

const RIGHT: &str = "API Rights and Access to Backups on this environment";
const PAGE: u64 = 100;

/// Calls about backups.
#[derive(Debug, Clone)]
pub struct Backups(pub(super) Client);

/// Calls about backups.
#[surface(backups)]
impl Backups {
    /// The environment's snapshots, page by page, in the platform's order.
    ///
    /// Source: Backups v2, list snapshots.
    pub fn snapshots(&self, address: Address) -> Pager<Snapshot> {
        let this = self.clone();
        Pager::new(move |token| {
            let (this, address) = (this.clone(), address.clone());
            async move { this.page(&this.0.find(&address).await?, token).await }.boxed()
        })
    }

    /// One snapshot.
    ///
    /// Source: Backups v2, get snapshot. Errors: `mendixCloud.not_found`.
    pub async fn snapshot(&self, address: Address, snapshot_id: SnapshotId) -> Result<Snapshot> {
        let place = self.0.find(&address).await?;
        self.read_snapshot(&place, &snapshot_id).await
    }

    /// Takes a snapshot and gives the operation to wait for.
    ///
    /// Source: Backups v2, create snapshot. Errors: `mendixCloud.environment_busy` and `mendixCloud.maintenance` (both
    /// temporary), `mendixCloud.snapshot_failed`.
    pub async fn create_snapshot(
        &self,
        address: Address,
        options: SnapshotOptions,
    ) -> Result<Operation<Snapshot>> {
        let place = self.0.find(&address).await?;
        let body = json!({"comment": options.comment.unwrap_or_default()});
        let answer = self
            .call(
                "backups.create_snapshot",
                Method::POST,
                &place,
                &["snapshots"],
                &[],
                Some(body),
            )
            .await?;
        let snapshot: Snapshot =
            decode::<WireSnapshot>("backups.create_snapshot", true, &answer)?.into();
        Ok(self.watching_snapshot(place, snapshot.snapshot_id))
    }

    /// Watches a snapshot that was begun before.
    ///
    /// Source: Backups v2, get snapshot.
    pub async fn watch_snapshot(
        &self,
        address: Address,
        snapshot_id: SnapshotId,
    ) -> Result<Operation<Snapshot>> {
        let place = self.0.find(&address).await?;
        Ok(self.watching_snapshot(place, snapshot_id))
    }

    /// Changes a snapshot's comment.
    ///
    /// Source: Backups v2, update snapshot.
    pub async fn comment_snapshot(
        &self,
        address: Address,
        snapshot_id: SnapshotId,
        comment: String,
    ) -> Result<Snapshot> {
        let place = self.0.find(&address).await?;
        let path = ["snapshots", snapshot_id.as_str()];
        let body = json!({"comment": comment});
        let answer = self
            .call(
                "backups.comment_snapshot",
                Method::PUT,
                &place,
                &path,
                &[],
                Some(body),
            )
            .await?;
        decode::<WireSnapshot>("backups.comment_snapshot", true, &answer).map(Into::into)
    }

    /// Deletes a snapshot; `confirm` repeats the address.
    ///
    /// Source: Backups v2, delete snapshot. Errors: `input.unconfirmed`, `mendixCloud.not_found`.
    pub async fn delete_snapshot(
        &self,
        address: Address,
        snapshot_id: SnapshotId,
        options: ConfirmOptions,
    ) -> Result<()> {
        confirmed_address(
            "backups.delete_snapshot",
            &address,
            options.confirm.as_deref(),
        )?;
        let place = self.0.find(&address).await?;
        let path = ["snapshots", snapshot_id.as_str()];
        self.call(
            "backups.delete_snapshot",
            Method::DELETE,
            &place,
            &path,
            &[],
            None,
        )
        .await
        .map(drop)
    }

    /// Makes a downloadable archive of a snapshot and gives the operation to wait for.
    ///
    /// Source: Backups v2, request archive. Errors: `mendixCloud.not_found`, `mendixCloud.archive_failed`.
    pub async fn create_archive(
        &self,
        address: Address,
        snapshot_id: SnapshotId,
        options: ArchiveOptions,
    ) -> Result<Operation<Archive>> {
        let place = self.0.find(&address).await?;
        let path = ["snapshots", snapshot_id.as_str(), "archives"];
        let content = match options.content.unwrap_or(ArchiveContent::FilesAndDatabase) {
            ArchiveContent::FilesAndDatabase => "files_and_database",
            ArchiveContent::DatabaseOnly => "database_only",
        };
        let answer = self
            .call(
                "backups.create_archive",
                Method::POST,
                &place,
                &path,
                &[("data_type", content)],
                None,
            )
            .await?;
        let archive = decode::<WireArchive>("backups.create_archive", true, &answer)?
            .into_archive(snapshot_id.as_str());
        Ok(self.watching_archive(place, snapshot_id, archive.archive_id))
    }

    /// Watches an archive that was begun before.
    ///
    /// Source: Backups v2, get archive.
    pub async fn watch_archive(
        &self,
        address: Address,
        snapshot_id: SnapshotId,
        archive_id: ArchiveId,
    ) -> Result<Operation<Archive>> {
        let place = self.0.find(&address).await?;
        Ok(self.watching_archive(place, snapshot_id, archive_id))
    }

    /// Downloads a completed archive to a file. The file appears when it is complete. Gives its SHA-256.
    ///
    /// Source: Backups v2, get archive; the link dies eight hours after completion. Errors: `mendixCloud.link_expired`:
    /// make a new archive; `file.failed`.
    pub async fn download_archive(
        &self,
        address: Address,
        snapshot_id: SnapshotId,
        archive_id: ArchiveId,
        path: String,
    ) -> Result<String> {
        let place = self.0.find(&address).await?;
        let wire = self.read_archive(&place, &snapshot_id, &archive_id).await?;
        let Some(link) = wire.url else {
            return Err(Error::new(
                ErrorCode::MendixCloudNotFound,
                format!("archive {archive_id} has no file yet"),
            )
            .with_call("backups.download_archive")
            .with_context("environment", &address)
            .with_remedy("Wait for the archive with `watch_archive`.")
            .with_effect(Effect::None));
        };
        download::to_file(&self.0, "backups.download_archive", &link, Path::new(&path)).await
    }

    /// Writes a snapshot of the same app into a stopped environment and gives the operation to wait for; `confirm`
    /// repeats the target's address. What the environment holds is lost.
    ///
    /// Source: Backups v2, restore. Errors: `input.unconfirmed`, `mendixCloud.restore_not_allowed`,
    /// `mendixCloud.environment_busy` (temporary), `mendixCloud.restore_failed`. A lost answer cannot be told from a
    /// request that never arrived: it is never sent again by itself.
    pub async fn restore(
        &self,
        address: Address,
        snapshot_id: SnapshotId,
        options: RestoreOptions,
    ) -> Result<Operation<Restore>> {
        confirmed_address("backups.restore", &address, options.confirm.as_deref())?;
        let restore = self
            .request_restore(&address, &snapshot_id, options.database_only)
            .await?;
        let place = self.0.find(&address).await?;
        Ok(self.watching_restore(place, restore.restore_id))
    }

    /// Watches a restore that was begun before.
    ///
    /// Source: Backups v2, get restore.
    pub async fn watch_restore(
        &self,
        address: Address,
        restore_id: RestoreId,
    ) -> Result<Operation<Restore>> {
        let place = self.0.find(&address).await?;
        Ok(self.watching_restore(place, restore_id))
    }
}

/// What the run engine and the other calls use.
impl Backups {
    pub(crate) async fn request_restore(
        &self,
        address: &Address,
        snapshot_id: &SnapshotId,
        database_only: bool,
    ) -> Result<Restore> {
        let place = self.0.find(address).await?;
        let only = if database_only { "true" } else { "false" };
        let query = [
            ("source_snapshot_id", snapshot_id.as_str()),
            ("db_only", only),
        ];
        let answer = self
            .call(
                "backups.restore",
                Method::POST,
                &place,
                &["restores"],
                &query,
                None,
            )
            .await?;
        decode::<WireRestore>("backups.restore", true, &answer).map(Into::into)
    }

    /// Asks for a snapshot without watching it.
    pub(crate) async fn request_snapshot(
        &self,
        address: &Address,
        comment: &str,
    ) -> Result<Snapshot> {
        let place = self.0.find(address).await?;
        let body = json!({"comment": comment});
        let answer = self
            .call(
                "backups.create_snapshot",
                Method::POST,
                &place,
                &["snapshots"],
                &[],
                Some(body),
            )
            .await?;
        decode::<WireSnapshot>("backups.create_snapshot", true, &answer).map(Into::into)
    }

    /// Asks for an archive without watching it.
    pub(crate) async fn request_archive(
        &self,
        address: &Address,
        snapshot_id: &SnapshotId,
        content: ArchiveContent,
    ) -> Result<Archive> {
        let operation = self
            .create_archive(
                address.clone(),
                snapshot_id.clone(),
                ArchiveOptions::default().content(content),
            )
            .await?;
        self.archive(address, snapshot_id, &operation.id().into())
            .await
    }

    pub(crate) async fn archive(
        &self,
        address: &Address,
        snapshot_id: &SnapshotId,
        archive_id: &ArchiveId,
    ) -> Result<Archive> {
        let place = self.0.find(address).await?;
        let wire = self.read_archive(&place, snapshot_id, archive_id).await?;
        Ok(wire.into_archive(snapshot_id.as_str()))
    }

    pub(crate) async fn restore_state(
        &self,
        address: &Address,
        restore_id: &RestoreId,
    ) -> Result<Restore> {
        let place = self.0.find(address).await?;
        self.read_restore(&place, restore_id).await
    }

    async fn page(&self, place: &Place, token: Option<String>) -> Result<Page<Snapshot>> {
        let offset = token
            .as_deref()
            .and_then(|token| token.parse().ok())
            .unwrap_or(0_u64);
        let (from, limit) = (offset.to_string(), PAGE.to_string());
        let query = [("offset", from.as_str()), ("limit", limit.as_str())];
        let answer = self
            .call(
                "backups.snapshots",
                Method::GET,
                place,
                &["snapshots"],
                &query,
                None,
            )
            .await?;
        let wire: WireSnapshots = decode("backups.snapshots", false, &answer)?;
        let items: Vec<Snapshot> = wire.snapshots.into_iter().map(Snapshot::from).collect();
        let end = offset + items.len() as u64;
        let more = !items.is_empty() && wire.total.is_some_and(|total| end < total);
        Ok(Page {
            items,
            next: more.then(|| end.to_string()),
        })
    }

    async fn read_snapshot(&self, place: &Place, snapshot_id: &SnapshotId) -> Result<Snapshot> {
        let path = ["snapshots", snapshot_id.as_str()];
        let answer = self
            .call("backups.snapshot", Method::GET, place, &path, &[], None)
            .await?;
        decode::<WireSnapshot>("backups.snapshot", false, &answer).map(Into::into)
    }

    async fn read_archive(
        &self,
        place: &Place,
        snapshot_id: &SnapshotId,
        archive_id: &ArchiveId,
    ) -> Result<WireArchive> {
        let path = [
            "snapshots",
            snapshot_id.as_str(),
            "archives",
            archive_id.as_str(),
        ];
        let answer = self
            .call("backups.archive", Method::GET, place, &path, &[], None)
            .await?;
        decode("backups.archive", false, &answer)
    }

    async fn read_restore(&self, place: &Place, restore_id: &RestoreId) -> Result<Restore> {
        let path = ["restores", restore_id.as_str()];
        let answer = self
            .call(
                "backups.restore_state",
                Method::GET,
                place,
                &path,
                &[],
                None,
            )
            .await?;
        decode::<WireRestore>("backups.restore_state", false, &answer).map(Into::into)
    }

    fn watching_snapshot(&self, place: Place, snapshot_id: SnapshotId) -> Operation<Snapshot> {
        let this = self.clone();
        self.operation("snapshot", snapshot_id.to_string(), move || {
            let (this, place, id) = (this.clone(), place.clone(), snapshot_id.clone());
            async move {
                let snapshot = this.read_snapshot(&place, &id).await?;
                let message = snapshot.status_message.clone();
                ended(
                    &place,
                    ErrorCode::MendixCloudSnapshotFailed,
                    snapshot.state.clone(),
                    message,
                    snapshot,
                )
            }
            .boxed()
        })
    }

    fn watching_archive(
        &self,
        place: Place,
        snapshot_id: SnapshotId,
        archive_id: ArchiveId,
    ) -> Operation<Archive> {
        let this = self.clone();
        self.operation("archive", archive_id.to_string(), move || {
            let (this, place, snapshot, id) = (
                this.clone(),
                place.clone(),
                snapshot_id.clone(),
                archive_id.clone(),
            );
            async move {
                let archive = this
                    .read_archive(&place, &snapshot, &id)
                    .await?
                    .into_archive(snapshot.as_str());
                let message = archive.status_message.clone();
                ended(
                    &place,
                    ErrorCode::MendixCloudArchiveFailed,
                    archive.state.clone(),
                    message,
                    archive,
                )
            }
            .boxed()
        })
    }

    fn watching_restore(&self, place: Place, restore_id: RestoreId) -> Operation<Restore> {
        let this = self.clone();
        self.operation("restore", restore_id.to_string(), move || {
            let (this, place, id) = (this.clone(), place.clone(), restore_id.clone());
            async move {
                let restore = this.read_restore(&place, &id).await?;
                let message = restore.status_message.clone();
                ended(
                    &place,
                    ErrorCode::MendixCloudRestoreFailed,
                    restore.state.clone(),
                    message,
                    restore,
                )
            }
            .boxed()
        })
    }

    fn operation<T, F>(&self, kind: &'static str, id: String, poll: F) -> Operation<T>
    where
        T: Clone,
        F: Fn() -> futures::future::BoxFuture<'static, Result<Look<T>>> + Send + Sync + 'static,
    {
        Operation::new(
            kind,
            id,
            self.0.clock(),
            self.0.pace(Duration::from_secs(15)),
            poll,
        )
    }

    async fn call(
        &self,
        call: &'static str,
        method: Method,
        place: &Place,
        path: &[&str],
        query: &[(&str, &str)],
        body: Option<Value>,
    ) -> Result<Answer> {
        // The project id here, not the subdomain, although host and prefix are those of the upload.
        let mut segments = vec![
            "api",
            "v2",
            "apps",
            place.project_id.as_str(),
            "environments",
            place.environment_id.as_str(),
        ];
        segments.extend(path);
        let url = self.0.inner.http.hosts().url(Service::Deploy, &segments);
        let mut request = Request::new(call, method, url, Sign::ApiKey, RIGHT)
            .about("environment", &place.address);
        if !query.is_empty() {
            request = request.query(query);
        }
        if let Some(body) = body {
            request = request.json(body);
        }
        self.0.inner.http.send(request).await
    }
}

fn ended<T>(
    place: &Place,
    failed: ErrorCode,
    state: JobState,
    message: Option<String>,
    job: T,
) -> Result<Look<T>> {
    match state {
        JobState::Completed => Ok(Look::Done(job)),
        JobState::Failed => {
            let why = message.unwrap_or_else(|| "the platform gives no reason".to_owned());
            Err(Error::new(failed, format!("{}: {why}", place.address))
                .with_context("environment", &place.address))
        }
        state => Ok(Look::Running(state.to_string())),
    }
}
