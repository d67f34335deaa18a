//! The rollback verdict of a release: what the comparison of its two packages says. Without one it is `unknown`, unless
//! the bytes are equal or no start was attempted. Equal model versions prove nothing: every local build says
//! `unversioned`.

use mendix_deploy_model::{
    changes::Change,
    landscapes::SnapshotPolicy,
    plans::{ChangesFacts, ComparedPackage, Release},
    verdicts::{Loss, RollbackSafety, RollbackVerdict},
};

/// The name of the loss of what was stored since a snapshot was taken.
pub const DATA_SINCE_SNAPSHOT: &str = "dataSinceSnapshot";
// The word is the same whether nobody compared, or not everything could be compared.
pub use crate::compare::losses::UNKNOWN_SCHEMA_CHANGES;

/// The verdict about two packages that nobody compared.
#[must_use]
pub fn unknown_verdict() -> RollbackVerdict {
    RollbackVerdict {
        safety: RollbackSafety::Unknown,
        reasons: vec![
            "The two packages were not compared: what the old version would remove from the new version's database is not known."
                .to_owned(),
        ],
        losses: vec![unknown_schema_changes()],
    }
}

/// The verdict where the package stays the same.
#[must_use]
pub fn unchanged_package(reason: &str) -> RollbackVerdict {
    RollbackVerdict {
        safety: RollbackSafety::Safe,
        reasons: vec![reason.to_owned()],
        losses: Vec::new(),
    }
}

/// May the version before this release start again now?
#[must_use]
pub fn release_verdict(release: &Release) -> RollbackVerdict {
    if matches!(release.change, Change::RestoreBackup { .. }) {
        return RollbackVerdict {
            safety: RollbackSafety::NeedsRestore,
            reasons: vec![
                "The release replaced the database; the one before it exists only as a snapshot."
                    .to_owned(),
            ],
            losses: vec![data_since_snapshot(release)],
        };
    }
    if !release.start_attempted {
        return unchanged_package(
            "The journal shows that no start was attempted: the database is as it was.",
        );
    }
    let before = release.savepoint.as_ref().and_then(|s| s.package.as_ref());
    let after = release.package.as_ref();
    if let (Some(before), Some(after)) = (before, after) {
        // The same package before and after proves nothing by itself: it may have been transported and not started
        // before, or another one started in between. The plan knew whether the package was to stay.
        let stays = before.package_id == after.package_id;
        if stays && release.rollback.is_safe() {
            return unchanged_package("The release did not change the package.");
        }
        if !stays && before.sha256.is_some() && before.sha256 == after.sha256 {
            return unchanged_package("Both packages have the same SHA-256.");
        }
    }
    if let Some(changes) = compared(release) {
        let mut verdict = changes.rollback.clone();
        // Restoring is a way back too, and the only one where the verdict says so.
        let has_snapshot = release
            .savepoint
            .as_ref()
            .is_some_and(|savepoint| savepoint.snapshot.is_some());
        if !verdict.is_safe() && (has_snapshot || verdict.safety != RollbackSafety::LosesRecent) {
            verdict.losses.push(data_since_snapshot(release));
        }
        return verdict;
    }
    // A verdict that rests on neither does not carry over: that of an undo is about the release that it undid.
    let mut verdict = unknown_verdict();
    verdict.losses.push(data_since_snapshot(release));
    verdict
}

/// The comparison that a release's plan relied on, unless what the run saw since is something else.
pub(super) fn compared(release: &Release) -> Option<&ChangesFacts> {
    let changes = release.changes.as_ref()?;
    // The plan did not rely on it, for reasons that it named.
    if changes.rollback != release.rollback {
        return None;
    }
    let saved = release.savepoint.as_ref()?.package.as_ref()?;
    let brought = release.package.as_ref()?;
    let contradicts = |compared: &ComparedPackage, seen: &Option<String>| matches!((&compared.sha256, seen), (Some(own), Some(seen)) if own != seen);
    let other =
        contradicts(&changes.before, &saved.sha256) || contradicts(&changes.after, &brought.sha256);
    (!other).then_some(changes)
}

pub(super) fn unknown_schema_changes() -> Loss {
    Loss {
        name: UNKNOWN_SCHEMA_CHANGES.to_owned(),
        what: "Whatever the old version removes from the database that the new version has started on; without a restore."
            .to_owned(),
    }
}

pub(super) fn data_since(what: &str) -> Loss {
    Loss {
        name: DATA_SINCE_SNAPSHOT.to_owned(),
        what: what.to_owned(),
    }
}

fn data_since_snapshot(release: &Release) -> Loss {
    let snapshot = release.savepoint.as_ref().and_then(|s| s.snapshot.as_ref());
    let since = match snapshot {
        Some(snapshot) => {
            let moment = match (snapshot.timing, snapshot.finished_at) {
                (SnapshotPolicy::BeforeStop, Some(at)) => {
                    format!(", taken before the stop, finished {at}")
                }
                (_, Some(at)) => format!(", finished {at}"),
                (SnapshotPolicy::BeforeStop, None) => ", taken before the stop".to_owned(),
                _ => String::new(),
            };
            format!("the snapshot {}{moment}", snapshot.snapshot_id)
        }
        None => "a snapshot, of which the savepoint has none".to_owned(),
    };
    data_since(&format!("Everything stored since {since}."))
}
