//! The rollback verdict: may the old version start again on the database that the new one has started on?
//!
//! A change that needs a restore is said even when others are unknown: the restore is needed anyway. Short of that,
//! unknown is never safe. Effects that only need a look, such as times that are read in another zone, count as losing
//! what was entered since.

use std::collections::BTreeMap;

use mendix_deploy_model::{
    comparisons::{Changes, DataEffect, ModelChange},
    verdicts::{Loss, RollbackSafety, RollbackVerdict},
};

use super::{Settled, deciding, named, same_bytes};
use crate::compare::{
    listed,
    losses::{LossGroup, UNKNOWN_SCHEMA_CHANGES},
    table,
};

pub(super) fn of(changes: &Changes, settled: &[Settled]) -> RollbackVerdict {
    if same_bytes(changes) {
        return safe("Both files have the same SHA-256.");
    }
    let mut safety = RollbackSafety::Safe;
    let mut reasons = Vec::new();
    // Something that is not safe and has no loss of its own: going back must not look free of any.
    let mut unnamed = false;
    let mut losses: BTreeMap<LossGroup, Vec<String>> = BTreeMap::new();
    for (change, settled) in deciding(changes).zip(settled) {
        let found = contribution(settled);
        if found == RollbackSafety::Safe {
            if settled.by_data {
                reasons.push(format!(
                    "{}: the data was asked, and there is nothing that going back would lose ({}).",
                    named(change),
                    change.row
                ));
            }
            continue;
        }
        safety = worse(safety, found);
        reasons.push(reason(change));
        match table::rule(&change.row).and_then(|rule| rule.loss) {
            Some(group) => losses.entry(group).or_default().push(change.name.clone()),
            None => unnamed = true,
        }
    }
    let mut losses: Vec<Loss> = losses
        .into_iter()
        .map(|(group, names)| Loss {
            name: group.name().to_owned(),
            what: format!("{}: {}.", group.lead(), listed(&names)),
        })
        .collect();
    if !changes.unknowns.is_empty() {
        safety = worse(safety, RollbackSafety::Unknown);
        reasons.extend(changes.unknowns.iter().cloned());
        unnamed = true;
    }
    if unnamed {
        losses.push(Loss {
            name: UNKNOWN_SCHEMA_CHANGES.to_owned(),
            what: "Whatever else the old version removes from the new version's database: not everything could be compared."
                .to_owned(),
        });
    }
    if safety == RollbackSafety::Safe && reasons.is_empty() {
        return safe(if changes.changes.is_empty() {
            "The models do not differ in anything that the database depends on."
        } else {
            "No change loses anything on the way back."
        });
    }
    RollbackVerdict {
        safety,
        reasons,
        losses,
    }
}

fn safe(reason: &str) -> RollbackVerdict {
    RollbackVerdict {
        safety: RollbackSafety::Safe,
        reasons: vec![reason.to_owned()],
        losses: Vec::new(),
    }
}

/// What is lost on the way forward is not there on the way back either, and what is not known there stays unknown.
fn contribution(settled: &Settled) -> RollbackSafety {
    let backward = match settled.backward {
        DataEffect::Keeps if !settled.backward_blocks => RollbackSafety::Safe,
        DataEffect::Keeps | DataEffect::Look | DataEffect::LosesRecent => {
            RollbackSafety::LosesRecent
        }
        DataEffect::MayLose | DataEffect::Loses => RollbackSafety::NeedsRestore,
        DataEffect::Unknown => RollbackSafety::Unknown,
    };
    let forward = match settled.forward {
        DataEffect::Keeps | DataEffect::Look | DataEffect::LosesRecent => RollbackSafety::Safe,
        DataEffect::MayLose | DataEffect::Loses => RollbackSafety::NeedsRestore,
        DataEffect::Unknown => RollbackSafety::Unknown,
    };
    worse(forward, backward)
}

fn worse(one: RollbackSafety, other: RollbackSafety) -> RollbackSafety {
    let rank = |safety: RollbackSafety| match safety {
        RollbackSafety::Safe => 0,
        RollbackSafety::LosesRecent => 1,
        RollbackSafety::Unknown => 2,
        RollbackSafety::NeedsRestore => 3,
    };
    if rank(other) > rank(one) { other } else { one }
}

fn reason(change: &ModelChange) -> String {
    format!(
        "{}: {} ({}, {})",
        named(change),
        change.backward.what,
        change.row,
        change.backward.evidence.as_str()
    )
}
