//! What earlier runs left: releases to undo, digests of packages, snapshots.

use std::{collections::BTreeMap, path::PathBuf};

use mendix_deploy_model::{
    Address, Error, ErrorCode, Result,
    changes::{Change, PackageRef},
    cloud::{PackageId, SnapshotId},
    plans::{Release, SnapshotFacts},
    runs::{ActivityOptions, RunId, RunRecord},
};

use mendix_deploy_offline::plan::snapshot_facts;

use super::{Question, changes::Files};
use crate::{
    Client,
    run::{
        activity::read_activity,
        journal::{Journal, read_course},
        state::RunState,
    },
};

/// The release that a run left.
pub(super) async fn find(journal: Option<&dyn Journal>, run: &str) -> Result<Release> {
    let Some(journal) = journal else {
        return Err(Error::new(
            ErrorCode::RunNotFound,
            format!("without a journal nothing is known about the run {run}"),
        ));
    };
    let run = RunId::new(run);
    let course = read_course(journal, &run).await?;
    let ended = course
        .entries
        .iter()
        .rev()
        .find_map(|entry| match &entry.record {
            RunRecord::RunEnded { release, .. } => Some((**release).clone()),
            _ => None,
        });
    ended.ok_or_else(|| {
        Error::new(
            ErrorCode::PlanImpossible,
            format!("the run {run} has not ended, so it left no release to undo"),
        )
        .with_remedy("Resume the run first.")
        .with_context("run", &run)
    })
}

/// What earlier runs saw of packages.
#[derive(Debug, Default)]
pub(super) struct Seen {
    /// SHA-256 by id.
    pub(super) digests: BTreeMap<PackageId, String>,
    /// Where bytes of a digest were: kept beside a journal, or the file that was uploaded.
    pub(super) files: Files,
}

/// What the runs on these environments saw of packages.
pub(super) async fn seen(journal: &dyn Journal, addresses: &[&Address]) -> Seen {
    let mut seen = Seen::default();
    for address in addresses {
        // A journal that cannot be read is reported when it is needed; a digest is only a help.
        let Ok(entries) = read_activity(journal, address, &ActivityOptions::default()).await else {
            continue;
        };
        for entry in entries {
            if let RunRecord::RunEnded { release, .. } = entry.record {
                seen.add(*release);
            }
        }
    }
    seen
}

impl Seen {
    fn add(&mut self, release: Release) {
        if let Some(package) = release.package
            && let Some(sha256) = package.sha256
        {
            if let Change::Deploy {
                package: PackageRef::FilePackage { path },
            } = release.change
            {
                self.file(&sha256, path);
            }
            self.digests.insert(package.package_id, sha256);
        }
        if let Some(saved) = release.savepoint.and_then(|savepoint| savepoint.package)
            && let Some(sha256) = saved.sha256
        {
            if let Some(path) = saved.file {
                self.file(&sha256, path);
            }
            self.digests.insert(saved.package_id, sha256);
        }
    }

    fn file(&mut self, sha256: &str, path: String) {
        let paths = self.files.entry(sha256.to_owned()).or_default();
        let path = PathBuf::from(path);
        // The newest first: it is the likeliest to be there still.
        paths.retain(|known| *known != path);
        paths.insert(0, path);
    }
}

/// The snapshot that the change restores.
pub(super) async fn snapshot(
    client: &Client,
    at: &Address,
    question: &Question<'_>,
    release: Option<&Release>,
) -> Result<Option<SnapshotFacts>> {
    let (place, id) = match question.change {
        Change::RestoreBackup {
            snapshot, source, ..
        } => {
            let place = source
                .as_ref()
                .map_or_else(|| at.clone(), |source| question.places.find(source));
            (place, snapshot.clone())
        }
        Change::Undo { .. } => {
            let saved = release
                .and_then(|release| release.savepoint.as_ref())
                .and_then(|savepoint| savepoint.snapshot.as_ref());
            match saved {
                Some(saved) => (at.clone(), saved.snapshot_id.clone()),
                None => return Ok(None),
            }
        }
        _ => return Ok(None),
    };
    read(client, place, id).await.map(Some)
}

async fn read(client: &Client, place: Address, id: SnapshotId) -> Result<SnapshotFacts> {
    match client.backups().snapshot(place, id.clone()).await {
        Ok(snapshot) => Ok(snapshot_facts(&snapshot)),
        Err(error) if error.code() == ErrorCode::MendixCloudNotFound => Ok(SnapshotFacts {
            snapshot_id: id,
            state: None,
            model_version: None,
            finished_at: None,
            expires_at: None,
        }),
        Err(error) => Err(error),
    }
}

/// The state of a run, for a savepoint of another run than the present one.
pub(crate) async fn state_of(journal: &dyn Journal, run: &RunId) -> Result<RunState> {
    RunState::replay(&read_course(journal, run).await?)
}
