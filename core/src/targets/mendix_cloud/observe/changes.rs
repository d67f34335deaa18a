//! What changes between the package that an environment runs and the one that comes, where both files are at hand.
//!
//! A file is at hand when the caller names it, or when the journal knows where bytes of this digest are: kept by a
//! savepoint, or deployed from a file. A file counts only with the digest that is asked for.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use mendix_deploy_model::{
    Error, ErrorCode, Result,
    changes::{Change, PackageRef},
    comparisons::Changes,
    plans::{ChangesFacts, EnvironmentFacts, PackageFacts, PlanOptions, StoredFacts},
};
use mendix_deploy_offline::{compare, document, package::Package, plan::changes_facts};

/// Where files with a known digest were seen, by that digest.
pub(super) type Files = BTreeMap<String, Vec<PathBuf>>;

/// What is compared.
pub(super) struct Replacement<'a> {
    pub(super) change: &'a Change,
    pub(super) options: &'a PlanOptions,
    pub(super) environment: &'a EnvironmentFacts,
    /// The package that comes, as its file tells.
    pub(super) package: Option<&'a PackageFacts>,
    /// The package that comes, as the platform stores it.
    pub(super) stored: Option<&'a StoredFacts>,
    /// The package that is replaced, as the platform lists it.
    pub(super) previous: Option<&'a StoredFacts>,
    pub(super) files: &'a Files,
}

/// The comparison, if there is anything to compare.
pub(super) async fn compared(replacement: Replacement<'_>) -> Result<Option<ChangesFacts>> {
    if !matches!(
        replacement.change,
        Change::Deploy { .. } | Change::Promote { .. }
    ) {
        return Ok(None);
    }
    let Some(deployed) = &replacement.environment.deployed else {
        return Ok(None);
    };
    if let Some(path) = &replacement.options.changes {
        let path = path.clone();
        return in_background(move || saved(&path)).await.map(Some);
    }
    let coming = coming(&replacement);
    let old = match &replacement.options.previous_package {
        Some(path) => Old::Named {
            path: path.into(),
            what: format!(
                "{}, which {} runs",
                deployed.package_id, replacement.environment.address
            ),
            sha256: deployed.sha256.clone(),
            size_bytes: replacement
                .previous
                .and_then(|previous| previous.size_bytes)
                .filter(|size| *size > 0),
        },
        None => match known(replacement.files, deployed.sha256.as_deref()) {
            Some(old) => Old::Known(old),
            None => return Ok(None),
        },
    };
    let Some(new) = coming else {
        if matches!(old, Old::Known(_)) {
            return Ok(None);
        }
        return Err(Error::new(
            ErrorCode::InputInvalid,
            "`previousPackage` is given, but the bytes of the package that comes are not at hand",
        )
        .with_remedy(
            "Deploy the package from its file, or give a saved comparison as `changes`.",
        ));
    };
    if new.sha256.is_some() && new.sha256 == deployed.sha256 {
        return Ok(None);
    }
    in_background(move || compare_files(&old, &new)).await
}

/// A file that should have this digest.
struct Candidate {
    paths: Vec<PathBuf>,
    sha256: Option<String>,
}

/// The package that is replaced.
enum Old {
    /// Its digest is known, and files that had it.
    Known(Candidate),
    /// The caller says that it is this file.
    Named {
        path: PathBuf,
        what: String,
        sha256: Option<String>,
        size_bytes: Option<u64>,
    },
}

fn known(files: &Files, sha256: Option<&str>) -> Option<Candidate> {
    let paths = files.get(sha256?)?.clone();
    Some(Candidate {
        paths,
        sha256: sha256.map(str::to_owned),
    })
}

fn coming(replacement: &Replacement<'_>) -> Option<Candidate> {
    if let Change::Deploy {
        package: PackageRef::FilePackage { path },
    } = replacement.change
    {
        return Some(Candidate {
            paths: vec![path.into()],
            sha256: replacement.package.map(|package| package.sha256.clone()),
        });
    }
    known(replacement.files, replacement.stored?.sha256.as_deref())
}

fn saved(path: &str) -> Result<ChangesFacts> {
    let mut changes: Changes = document::load(path)?;
    // What the document decided may be old or edited. Answers count for the database and the moment that gave them, and
    // nothing says that it was this one: without them it is decided again.
    for question in &mut changes.questions {
        question.answer = None;
        question.finding = None;
    }
    compare::decide(&mut changes);
    changes_facts(&changes, None, None)
}

fn compare_files(old: &Old, new: &Candidate) -> Result<Option<ChangesFacts>> {
    let (old, named) = match old {
        Old::Known(candidate) => match open(candidate) {
            Some(package) => (package, false),
            None => return Ok(None),
        },
        Old::Named {
            path,
            what,
            sha256,
            size_bytes,
        } => (
            open_named(path, what, sha256.as_deref(), *size_bytes)?,
            true,
        ),
    };
    let Some(new) = open(new) else {
        return Ok(None);
    };
    let sizes = (
        Some(old.info().compressed_bytes),
        Some(new.info().compressed_bytes),
    );
    match new.changes_since(&old) {
        Ok(changes) => changes_facts(&changes, sizes.0, sizes.1).map(Some),
        Err(error) if named => Err(error),
        // Nobody asked for it: that it cannot be told is told in the plan.
        Err(error) => {
            let changes = compare::not_compared(&old, &new, &error.to_string());
            changes_facts(&changes, sizes.0, sizes.1).map(Some)
        }
    }
}

/// The first of the files that still has the digest.
fn open(candidate: &Candidate) -> Option<Package> {
    candidate.paths.iter().find_map(|path| {
        let package = Package::open(path).ok()?;
        let digest = package.digest().ok()?;
        candidate
            .sha256
            .as_ref()
            .is_none_or(|wanted| *wanted == digest)
            .then_some(package)
    })
}

fn open_named(
    path: &Path,
    what: &str,
    sha256: Option<&str>,
    size_bytes: Option<u64>,
) -> Result<Package> {
    let package = Package::open(path)?;
    let digest = package.digest()?;
    let size = package.info().compressed_bytes;
    let contradiction = match (sha256, size_bytes) {
        (Some(wanted), _) if wanted != digest => Some("its SHA-256 is another".to_owned()),
        (None, Some(wanted)) if wanted != size => {
            Some(format!("it has {size} bytes instead of {wanted}"))
        }
        _ => None,
    };
    match contradiction {
        None => Ok(package),
        Some(why) => Err(Error::new(
            ErrorCode::InputInvalid,
            format!("{} is not the package {what}: {why}", path.display()),
        )
        .with_remedy("Give the very file that was deployed, or leave `previousPackage` out.")),
    }
}

async fn in_background<T: Send + 'static>(
    work: impl FnOnce() -> Result<T> + Send + 'static,
) -> Result<T> {
    tokio::task::spawn_blocking(work)
        .await
        .unwrap_or_else(|error| {
            Err(Error::new(
                ErrorCode::InternalDefect,
                "comparing the packages was broken off",
            )
            .with_source(error))
        })
}
