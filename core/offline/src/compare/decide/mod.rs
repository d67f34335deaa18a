//! What changes mean together: release class, strategies, rollback verdict, backup, risks of the start.
//!
//! Everything follows from the changes, the answers to the questions and what could not be compared, so a decision can
//! be made again once the database has answered.

mod answers;
mod backup;
mod class;
mod risks;
mod rollback;
mod strategies;
mod summary;

use mendix_deploy_model::{
    comparisons::{BackupDemand, ChangeRow, Changes, ComparedModel, ModelChange},
    document::{Document, WRITTEN_BY},
    models::ModelSource,
    verdicts::{ReleaseClass, RollbackSafety, RollbackVerdict},
};

use answers::{Settled, settle};

/// Decides, or decides again after `questions` were answered. Changes and unknowns stay as they are.
pub fn decide(changes: &mut Changes) {
    let settled: Vec<Settled> = deciding(changes)
        .map(|change| settle(change, &changes.questions))
        .collect();
    let (class, reasons) = class::of(changes);
    let rollback = rollback::of(changes, &settled);
    changes.release_class = class;
    changes.class_reasons = reasons;
    changes.backup = backup::of(class, &rollback);
    changes.strategies = strategies::of(changes, class);
    changes.rollback = rollback;
    changes.start_risks = risks::of(changes, &settled);
    changes.summary = summary::of(changes, &settled);
}

/// A result about which nothing was decided.
pub(super) fn undecided(before: ComparedModel, after: ComparedModel) -> Changes {
    Changes {
        document: Changes::KIND.to_owned(),
        version: Changes::VERSION,
        written_by: WRITTEN_BY.to_owned(),
        before,
        after,
        changes: Vec::new(),
        release_class: ReleaseClass::Unknown,
        class_reasons: Vec::new(),
        strategies: Vec::new(),
        rollback: RollbackVerdict {
            safety: RollbackSafety::Unknown,
            reasons: Vec::new(),
            losses: Vec::new(),
        },
        backup: BackupDemand::Required,
        start_risks: Vec::new(),
        questions: Vec::new(),
        unknowns: Vec::new(),
        summary: String::new(),
    }
}

/// The changes that decide. A module's row sums up its elements, which speak for themselves.
fn deciding(changes: &Changes) -> impl Iterator<Item = &ModelChange> {
    changes.changes.iter().filter(|change| {
        !matches!(
            change.row,
            ChangeRow::ModuleRemoved | ChangeRow::ModuleReimported
        )
    })
}

/// Whether both sides are the same file, byte for byte. A split project is many files, and only one has the digest.
fn same_bytes(changes: &Changes) -> bool {
    let is_split = |side: &ComparedModel| side.source == ModelSource::SplitProject;
    !is_split(&changes.before)
        && !is_split(&changes.after)
        && changes.before.sha256.is_some()
        && changes.before.sha256 == changes.after.sha256
}

/// The element with its old name, where that helps to find it.
fn named(change: &ModelChange) -> String {
    match &change.old_name {
        Some(old) => format!("{} (was {old})", change.name),
        None => change.name.clone(),
    }
}
