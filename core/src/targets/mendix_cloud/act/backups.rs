//! Snapshots, restores, archives.

use std::path::Path;

use mendix_deploy_model::{
    Error, ErrorCode, Result,
    cloud::{ArchiveContent, ArchiveId, JobState, RestoreId, Snapshot, SnapshotId},
    plans::StepAction,
};

use super::{MendixCloud, failed, is_settling, mark, reached, reached_with, to_do, under_way};
use crate::run::{
    executor::{Answer, Observation, StepContext},
    state::Sent,
};

/// How many snapshots are looked through for this run's own: the newest come somewhere among them.
const MOST_SNAPSHOTS: usize = 1_000;

impl MendixCloud {
    /// The snapshot that this step asked for: by its id, or by the mark in its comment.
    async fn own_snapshot(&self, at: StepContext<'_>) -> Result<Option<Snapshot>> {
        if let Sent::Accepted { facts, .. } = &at.memory.sent
            && let Some(id) = facts.get("snapshotId")
        {
            return self
                .client
                .backups()
                .snapshot(self.at.clone(), id.as_str().into())
                .await
                .map(Some);
        }
        if at.memory.attempts == 0 {
            return Ok(None);
        }
        let mark = mark(at);
        let mut pager = self.client.backups().snapshots(self.at.clone());
        for _ in 0..MOST_SNAPSHOTS {
            match pager.next().await? {
                Some(snapshot)
                    if snapshot
                        .comment
                        .as_deref()
                        .is_some_and(|comment| comment.contains(&mark)) =>
                {
                    return Ok(Some(snapshot));
                }
                Some(_) => {}
                None => break,
            }
        }
        Ok(None)
    }

    pub(super) async fn look_at_snapshot(&self, at: StepContext<'_>) -> Result<Observation> {
        let Some(snapshot) = self.own_snapshot(at).await? else {
            return Ok(match &at.memory.sent {
                Sent::Unanswered { at: since } if is_settling(*since, at.now) => {
                    under_way("a snapshot may have begun")
                }
                _ => to_do("no snapshot of this run exists"),
            });
        };
        let id = &snapshot.snapshot_id;
        Ok(match snapshot.state {
            JobState::Completed => {
                let text = |value: Option<String>| value.unwrap_or_default();
                reached_with(
                    format!("snapshot {id} is completed"),
                    [
                        ("snapshotId", id.to_string()),
                        (
                            "snapshotFinishedAt",
                            text(snapshot.finished_at.map(|at| at.to_string())),
                        ),
                        (
                            "snapshotExpiresAt",
                            text(snapshot.expires_at.map(|at| at.to_string())),
                        ),
                        ("snapshotModelVersion", text(snapshot.model_version)),
                    ],
                )
            }
            JobState::Failed => failed(job_failed(
                ErrorCode::MendixCloudSnapshotFailed,
                "the snapshot",
                id.as_str(),
                snapshot.status_message.as_deref(),
            )),
            state => under_way(format!("snapshot {id} is {state}")),
        })
    }

    pub(super) async fn take_snapshot(&self, at: StepContext<'_>, comment: &str) -> Result<Answer> {
        let comment = format!("{comment} {}", mark(at));
        let snapshot = self
            .client
            .backups()
            .request_snapshot(&self.at, &comment)
            .await?;
        Ok(Answer::with("snapshotId", snapshot.snapshot_id))
    }

    pub(super) async fn look_at_restore(&self, at: StepContext<'_>) -> Result<Observation> {
        match &at.memory.sent {
            Sent::Accepted { facts, .. } => {
                let id: RestoreId = facts
                    .get("restoreId")
                    .map(String::as_str)
                    .unwrap_or_default()
                    .into();
                let restore = self.client.backups().restore_state(&self.at, &id).await?;
                Ok(match restore.state {
                    JobState::Completed => reached(format!("restore {id} is completed")),
                    JobState::Failed => failed(job_failed(
                        ErrorCode::MendixCloudRestoreFailed,
                        "the restore",
                        id.as_str(),
                        restore.status_message.as_deref(),
                    )),
                    state => under_way(format!("restore {id} is {state}")),
                })
            }
            Sent::Unanswered { at: since } if !at.memory.send_again => {
                let snapshot = self.snapshot_of(at)?;
                let environment = self.client.environments().get(self.at.clone()).await?;
                Ok(Observation::Undecidable {
                    known: vec![
                        format!(
                            "A restore of snapshot {snapshot} into {} was about to be sent at {since}; no answer is recorded.",
                            at.state.plan.address
                        ),
                        "Mendix Cloud has no call that lists restores.".to_owned(),
                        format!("The environment is {} now.", environment.status),
                    ],
                    choices: vec![
                        "takeAsDone: the portal's backups page shows the restore as completed, or the data is seen to be the snapshot's.".to_owned(),
                        "sendAgain: the portal shows no restore. Writing the same snapshot twice gives the same data, as long as the app did not run in between.".to_owned(),
                        "giveUp: the step counts as failed.".to_owned(),
                    ],
                })
            }
            _ => Ok(to_do("no restore of this run was sent")),
        }
    }

    fn snapshot_of(&self, at: StepContext<'_>) -> Result<SnapshotId> {
        let named = match &at.step.action {
            StepAction::RestoreSnapshot { snapshot_id, .. }
            | StepAction::MakeArchive { snapshot_id, .. } => snapshot_id.clone(),
            _ => None,
        };
        named
            .or_else(|| at.state.fact("snapshotId").map(SnapshotId::from))
            .ok_or_else(|| {
                Error::new(
                    ErrorCode::MendixCloudNotFound,
                    format!(
                        "the step {} needs a snapshot, and this run took none",
                        at.step.id
                    ),
                )
            })
    }

    pub(super) async fn restore(&self, at: StepContext<'_>) -> Result<Answer> {
        let StepAction::RestoreSnapshot { database_only, .. } = &at.step.action else {
            return Ok(Answer::default());
        };
        let snapshot = self.snapshot_of(at)?;
        let restore = self
            .client
            .backups()
            .request_restore(&self.at, &snapshot, *database_only)
            .await?;
        Ok(Answer::with("restoreId", restore.restore_id))
    }

    pub(super) async fn look_at_archive(
        &self,
        at: StepContext<'_>,
        named: Option<&SnapshotId>,
    ) -> Result<Observation> {
        let snapshot = match named {
            Some(id) => id.clone(),
            None => self.snapshot_of(at)?,
        };
        match &at.memory.sent {
            Sent::Accepted { facts, .. } => {
                let id: ArchiveId = facts
                    .get("archiveId")
                    .map(String::as_str)
                    .unwrap_or_default()
                    .into();
                let archive = self
                    .client
                    .backups()
                    .archive(&self.at, &snapshot, &id)
                    .await?;
                Ok(match archive.state {
                    JobState::Completed => reached_with(
                        format!("archive {id} is completed"),
                        [
                            ("archiveId", id.to_string()),
                            ("archiveSnapshotId", snapshot.to_string()),
                        ],
                    ),
                    JobState::Failed => failed(job_failed(
                        ErrorCode::MendixCloudArchiveFailed,
                        "the archive",
                        id.as_str(),
                        archive.status_message.as_deref(),
                    )),
                    state => under_way(format!("archive {id} is {state}")),
                })
            }
            Sent::Unanswered { at: since } if !at.memory.send_again => {
                Ok(Observation::Undecidable {
                    known: vec![
                        format!(
                            "An archive of snapshot {snapshot} was about to be asked for at {since}; no answer is recorded."
                        ),
                        "Mendix Cloud has no call that lists archives.".to_owned(),
                    ],
                    choices: vec![
                        "sendAgain: a second archive does no harm but takes the platform's time."
                            .to_owned(),
                        "takeAsDone with the archive's id, where somebody knows it.".to_owned(),
                        "giveUp: the step counts as failed; the snapshot stays.".to_owned(),
                    ],
                })
            }
            _ => Ok(to_do("no archive of this run was asked for")),
        }
    }

    pub(super) async fn make_archive(
        &self,
        at: StepContext<'_>,
        named: Option<&SnapshotId>,
        content: ArchiveContent,
    ) -> Result<Answer> {
        let snapshot = match named {
            Some(id) => id.clone(),
            None => self.snapshot_of(at)?,
        };
        let archive = self
            .client
            .backups()
            .request_archive(&self.at, &snapshot, content)
            .await?;
        Ok(Answer::with("archiveId", archive.archive_id))
    }

    /// A download is complete when its file has its name: the client gives it last.
    pub(super) fn look_at_download(&self, at: StepContext<'_>, file: &str) -> Observation {
        match &at.memory.sent {
            Sent::Accepted { .. } if Path::new(file).is_file() => {
                reached(format!("{file} is complete"))
            }
            _ => to_do(format!("{file} is not downloaded")),
        }
    }

    pub(super) async fn download_archive(&self, at: StepContext<'_>, file: &str) -> Result<Answer> {
        let fact = |name: &str| {
            at.state.fact(name).map(str::to_owned).ok_or_else(|| {
                Error::new(
                    ErrorCode::InternalDefect,
                    format!("the step {} has no {name}", at.step.id),
                )
            })
        };
        let snapshot: SnapshotId = match at.state.fact("archiveSnapshotId") {
            Some(id) => id.into(),
            None => fact("snapshotId")?.into(),
        };
        let archive: ArchiveId = fact("archiveId")?.into();
        match self.fetch_archive(&snapshot, &archive, file).await {
            Ok(answer) => Ok(answer),
            // A dead link comes back to life only with a new archive. One is made, no more: the download begins at once.
            Err(error) if error.code() == ErrorCode::MendixCloudLinkExpired => {
                let renewed = self.renew_archive(at, &snapshot).await?;
                let mut answer = self.fetch_archive(&snapshot, &renewed, file).await?;
                answer
                    .facts
                    .insert("archiveId".to_owned(), renewed.to_string());
                Ok(answer)
            }
            Err(error) => Err(error),
        }
    }

    async fn fetch_archive(
        &self,
        snapshot: &SnapshotId,
        archive: &ArchiveId,
        file: &str,
    ) -> Result<Answer> {
        let digest = self
            .client
            .backups()
            .download_archive(
                self.at.clone(),
                snapshot.clone(),
                archive.clone(),
                file.to_owned(),
            )
            .await?;
        Ok(Answer::with("archiveSha256", digest))
    }

    async fn renew_archive(&self, at: StepContext<'_>, snapshot: &SnapshotId) -> Result<ArchiveId> {
        let content = at
            .state
            .plan
            .steps
            .iter()
            .find_map(|step| match &step.action {
                StepAction::MakeArchive { content, .. } => Some(*content),
                _ => None,
            })
            .unwrap_or(ArchiveContent::FilesAndDatabase);
        let archive = self
            .client
            .backups()
            .request_archive(&self.at, snapshot, content)
            .await?;
        let mut operation = self
            .client
            .backups()
            .watch_archive(
                self.at.clone(),
                snapshot.clone(),
                archive.archive_id.clone(),
            )
            .await?
            .with_deadline(std::time::Duration::from_secs(at.step.deadline_seconds));
        operation.wait().await?;
        Ok(archive.archive_id)
    }
}

fn job_failed(code: ErrorCode, what: &str, id: &str, message: Option<&str>) -> Error {
    let why = message.unwrap_or("the platform gives no reason");
    Error::new(code, format!("{what} {id} failed: {why}"))
}
