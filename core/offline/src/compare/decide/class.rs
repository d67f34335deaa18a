//! The release class: may both versions run on one database at once? The worst of all changes counts.
//!
//! What only adds tables, columns, indexes or rows of the catalogue is additive; every other step on the schema
//! forbids overlap, renames and conversions included, whatever happens to the data (decision record 0008).

use mendix_deploy_model::{
    comparisons::{Changes, DataEffect, ModelChange},
    verdicts::ReleaseClass,
};

use super::{deciding, named, same_bytes};

pub(super) fn of(changes: &Changes) -> (ReleaseClass, Vec<String>) {
    if same_bytes(changes) {
        return (
            ReleaseClass::Configuration,
            vec!["Both files have the same SHA-256: only settings can change.".to_owned()],
        );
    }
    let worst = deciding(changes).filter_map(contribution).max_by_key(rank);
    match worst {
        Some(ReleaseClass::Destructive) => (
            ReleaseClass::Destructive,
            reasons(changes, ReleaseClass::Destructive),
        ),
        worst if worst == Some(ReleaseClass::Unknown) || !changes.unknowns.is_empty() => {
            let mut all = reasons(changes, ReleaseClass::Unknown);
            all.extend(changes.unknowns.iter().cloned());
            (ReleaseClass::Unknown, all)
        }
        Some(class) => (class, reasons(changes, class)),
        None if changes.before.model_digest.is_some()
            && changes.before.model_digest == changes.after.model_digest =>
        {
            (
                ReleaseClass::Rebuilt,
                vec!["The content of both models is the same: another build of it.".to_owned()],
            )
        }
        None => (
            ReleaseClass::Model,
            vec!["Nothing that the database depends on differs.".to_owned()],
        ),
    }
}

/// What one change makes of a release by itself.
fn contribution(change: &ModelChange) -> Option<ReleaseClass> {
    if !change.changes_schema {
        return Some(ReleaseClass::Model);
    }
    let unknown = |data| data == DataEffect::Unknown;
    Some(
        if unknown(change.forward.data) || unknown(change.backward.data) {
            ReleaseClass::Unknown
        } else if change.allows_overlap {
            ReleaseClass::Additive
        } else {
            ReleaseClass::Destructive
        },
    )
}

/// `unknown` between additive and destructive: a change that is known to be destructive is said.
fn rank(class: &ReleaseClass) -> u8 {
    match class {
        ReleaseClass::Unknown => 9,
        known => known.rank().unwrap_or(9) * 2,
    }
}

fn reasons(changes: &Changes, class: ReleaseClass) -> Vec<String> {
    let found: Vec<String> = deciding(changes)
        .filter(|change| contribution(change) == Some(class))
        .map(|change| {
            format!(
                "{}: {} ({}, {})",
                named(change),
                change.forward.what,
                change.row,
                change.forward.evidence.as_str()
            )
        })
        .collect();
    if class == ReleaseClass::Model {
        return vec!["No change reaches the schema of the database.".to_owned()];
    }
    found
}
