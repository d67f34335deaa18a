//! The package that a change is about: its file, its place on the platform, the revision it is built from.

use std::collections::BTreeMap;

use mendix_deploy_model::{
    Error, ErrorCode, Result,
    changes::{Change, PackageRef},
    cloud::{App, Package, PackageId, PackageStatus},
    packages::PackageFormat,
    plans::{EnvironmentFacts, PackageFacts, Release, RevisionFacts, StoredFacts},
};
use mendix_deploy_offline::{
    package::Package as PackageFile,
    plan::{package_facts, revision_facts, stored_facts},
};

use super::Question;
use crate::Client;

/// The contents of a file, with its digest. Off the async threads: a package has hundreds of megabytes.
pub(super) async fn contents(change: &Change) -> Result<Option<PackageFacts>> {
    let Change::Deploy {
        package: PackageRef::FilePackage { path },
    } = change
    else {
        return Ok(None);
    };
    let path = path.clone();
    tokio::task::spawn_blocking(move || {
        let file = PackageFile::open(path)?;
        if file.info().format != PackageFormat::Archive {
            return Err(Error::new(
                ErrorCode::PackageFormatUnsupported,
                format!("{}: Mendix Cloud takes deployment archives, not this kind of file", file.info().file_name),
            )
            .with_remedy("Build a deployment archive (.mda) from it, or deploy a revision and let Mendix Cloud build it."));
        }
        let digest = file.digest()?;
        Ok(Some(package_facts(file.info(), &digest)))
    })
    .await
    .unwrap_or_else(|error| {
        Err(Error::new(
            ErrorCode::InternalDefect,
            "reading the package was broken off",
        )
        .with_source(error))
    })
}

/// The revision to build, and the package that was built from it already: the one a plan has fixed, the one the change
/// names, or the newest of the branch.
pub(super) async fn revision(
    client: &Client,
    app: &App,
    question: &Question<'_>,
    packages: &[Package],
) -> Result<Option<(RevisionFacts, Option<StoredFacts>)>> {
    let Change::Deploy {
        package:
            PackageRef::RevisionPackage {
                branch,
                revision,
                version,
                ..
            },
    } = question.change
    else {
        return Ok(None);
    };
    if let Some(fixed) = question.revision {
        return Ok(Some(revision_facts(
            packages,
            &fixed.branch,
            &fixed.revision,
            Some(&fixed.version),
        )));
    }
    let revision = match revision {
        Some(revision) => revision.clone(),
        None => newest(client, app, branch).await?,
    };
    Ok(Some(revision_facts(
        packages,
        branch,
        &revision,
        version.as_deref(),
    )))
}

async fn newest(client: &Client, app: &App, branch: &str) -> Result<String> {
    let found = client
        .repository()
        .branch(app.app_id.to_string(), branch.to_owned())
        .await?;
    found.latest_commit.map(|commit| commit.id).ok_or_else(|| {
        Error::new(
            ErrorCode::MendixCloudBranchNotFound,
            format!("the branch {branch:?} of {} has no commit", app.app_id),
        )
    })
}

/// What may tell where the package is on the platform.
pub(super) struct Known<'a> {
    pub(super) change: &'a Change,
    pub(super) packages: &'a [Package],
    pub(super) source: Option<&'a EnvironmentFacts>,
    pub(super) contents: Option<&'a PackageFacts>,
    pub(super) built: Option<&'a StoredFacts>,
    pub(super) release: Option<&'a Release>,
    pub(super) digests: &'a BTreeMap<PackageId, String>,
}

/// The package as the platform stores it.
pub(super) fn stored(known: Known<'_>) -> Option<StoredFacts> {
    let list = |id: &PackageId| listed(known.packages, id, "", None, known.digests);
    match known.change {
        Change::Promote { .. }
        | Change::Deploy {
            package: PackageRef::RunningPackage { .. },
        } => {
            let source = known.source?;
            let deployed = source.deployed.as_ref()?;
            let mut stored = listed(
                known.packages,
                &deployed.package_id,
                &deployed.name,
                deployed.version.as_deref(),
                known.digests,
            );
            stored.runtime_version = stored.runtime_version.or_else(|| {
                // What the environment reports belongs to what it runs, which may be an older package.
                source
                    .runtime_version
                    .clone()
                    .filter(|_| source.model_version == deployed.version)
            });
            Some(stored)
        }
        Change::Deploy {
            package: PackageRef::StoredPackage { package_id },
        } => Some(list(package_id)),
        Change::Deploy {
            package: PackageRef::FilePackage { .. },
        } => {
            let contents = known.contents?;
            let package = known.packages.iter().find(|package| {
                package.status == PackageStatus::Succeeded
                    && known.digests.get(&package.package_id) == Some(&contents.sha256)
            })?;
            Some(list(&package.package_id))
        }
        Change::Deploy {
            package: PackageRef::RevisionPackage { .. },
        } => known.built.cloned(),
        Change::Undo { .. } => {
            let saved = known.release?.savepoint.as_ref()?.package.as_ref()?;
            Some(listed(
                known.packages,
                &saved.package_id,
                &saved.name,
                saved.model_version.as_deref(),
                known.digests,
            ))
        }
        _ => None,
    }
}

/// A package of the list; one that is gone has no state.
pub(super) fn listed(
    packages: &[Package],
    id: &PackageId,
    name: &str,
    version: Option<&str>,
    digests: &BTreeMap<PackageId, String>,
) -> StoredFacts {
    let mut facts = match packages.iter().find(|package| package.package_id == *id) {
        Some(package) => stored_facts(package),
        None => StoredFacts {
            package_id: id.clone(),
            name: name.to_owned(),
            version: None,
            status: None,
            runtime_version: None,
            sha256: None,
            size_bytes: None,
            expires_at: None,
        },
    };
    facts.version = facts.version.or_else(|| version.map(str::to_owned));
    facts.sha256 = digests.get(id).cloned();
    facts
}

/// Whether a package's four-part version is that of a build of this revision (Build API: the fourth part is the
/// revision number, or the beginning of the commit hash).
pub(crate) fn is_build_of(version: &str, wanted: &str, revision: &str) -> bool {
    let tail = version
        .strip_prefix(wanted)
        .and_then(|rest| rest.strip_prefix('.'));
    tail.is_some_and(|tail| is_revision(tail, revision))
}

/// Whether the last part of a version names this revision.
pub(crate) fn is_revision(tail: &str, revision: &str) -> bool {
    let subversion = revision.len() < 7 && revision.bytes().all(|byte| byte.is_ascii_digit());
    if subversion {
        tail == revision
    } else {
        tail.len() >= 7 && (revision.starts_with(tail) || tail.starts_with(revision))
    }
}
