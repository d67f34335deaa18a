//! The comparison in one paragraph, for people who approve a release.

use mendix_deploy_model::{
    comparisons::{BackupDemand, Changes, ComparedModel, DataEffect},
    verdicts::{ReleaseClass, RollbackSafety},
};

use super::{Settled, deciding, same_bytes};
use crate::compare::listed;

pub(super) fn of(changes: &Changes, settled: &[Settled]) -> String {
    let mut sentences = vec![sides(changes)];
    sentences.push(counts(changes));
    if different_projects(changes) {
        sentences.push("The two sides are of different projects.".to_owned());
    }
    if !same_bytes(changes) {
        sentences.push(forward(changes, settled));
    }
    sentences.push(class(changes.release_class).to_owned());
    sentences.push(rollback(changes));
    sentences.push(
        match changes.backup {
            BackupDemand::Required => "A backup before the deployment is required.",
            BackupDemand::Advised => "A backup before the deployment is advised.",
            BackupDemand::Optional => "No backup is needed for the way back.",
        }
        .to_owned(),
    );
    if !changes.start_risks.is_empty() {
        sentences.push(format!(
            "The start can fail on what is there, for {}.",
            counted(changes.start_risks.len(), "reason", "reasons")
        ));
    }
    if !changes.unknowns.is_empty() {
        sentences.push(format!(
            "Not everything could be compared: {}.",
            counted(changes.unknowns.len(), "gap", "gaps")
        ));
    }
    sentences.join(" ")
}

fn sides(changes: &Changes) -> String {
    format!(
        "From {} to {}.",
        side(&changes.before),
        side(&changes.after)
    )
}

fn side(side: &ComparedModel) -> String {
    let name = side
        .name
        .as_deref()
        .or(side.model_version.as_deref())
        .unwrap_or("a model without a name");
    match &side.mendix_version {
        Some(version) => format!("{name} (Mendix {version})"),
        None => name.to_owned(),
    }
}

fn different_projects(changes: &Changes) -> bool {
    matches!(
        (&changes.before.project_id, &changes.after.project_id),
        (Some(before), Some(after)) if before != after
    )
}

fn counts(changes: &Changes) -> String {
    let all = changes.changes.len();
    if all == 0 {
        return "Nothing that was compared differs.".to_owned();
    }
    let schema = deciding(changes)
        .filter(|change| change.changes_schema)
        .count();
    format!(
        "{}, of which {schema} {} the database.",
        counted(all, "change", "changes"),
        if schema == 1 { "reaches" } else { "reach" }
    )
}

fn forward(changes: &Changes, settled: &[Settled]) -> String {
    let of = |wanted: DataEffect| -> Vec<&str> {
        deciding(changes)
            .zip(settled)
            .filter(|(_, settled)| settled.forward == wanted)
            .map(|(change, _)| change.name.as_str())
            .collect()
    };
    let mut parts = Vec::new();
    for (effect, words) in [
        (DataEffect::Loses, "The new version's start loses data of"),
        (
            DataEffect::MayLose,
            "It depends on the data whether the start loses any of",
        ),
        (
            DataEffect::Unknown,
            "What the start does to data is not known for",
        ),
    ] {
        let names = of(effect);
        if !names.is_empty() {
            parts.push(format!("{words} {}.", listed(&names)));
        }
    }
    if parts.is_empty() {
        if changes.unknowns.is_empty() {
            "The new version's start loses no data.".to_owned()
        } else {
            "Nothing is known that the new version's start would lose.".to_owned()
        }
    } else {
        parts.join(" ")
    }
}

const fn class(class: ReleaseClass) -> &'static str {
    match class {
        ReleaseClass::Scale | ReleaseClass::Configuration => {
            "Both run the same package, so they may run at once."
        }
        ReleaseClass::Rebuilt => {
            "Both are builds of one model and may run on one database at once."
        }
        ReleaseClass::Model => "The schema of the database stays, so both versions can use it.",
        ReleaseClass::Additive => {
            "The schema only gains elements: both versions can use it, if the old one cannot change it back."
        }
        ReleaseClass::Destructive => {
            "The two versions must not run on one database at the same time."
        }
        ReleaseClass::Unknown => {
            "Whether both versions may run on one database at the same time is not known."
        }
    }
}

fn rollback(changes: &Changes) -> String {
    let (first, introduces) = match changes.rollback.safety {
        RollbackSafety::Safe => return "Going back is safe and loses nothing.".to_owned(),
        RollbackSafety::LosesRecent => ("Going back is possible", "but loses this"),
        RollbackSafety::NeedsRestore => (
            "Going back needs a restored backup",
            "without one this is lost",
        ),
        RollbackSafety::Unknown => (
            "Whether going back is safe is not known",
            "this may be lost",
        ),
    };
    // The rest stands in the list of losses.
    const SHOWN: usize = 3;
    let losses = &changes.rollback.losses;
    let mut parts: Vec<String> = losses
        .iter()
        .take(SHOWN)
        .map(|loss| loss.what.trim_end_matches('.').to_owned())
        .collect();
    if losses.len() > SHOWN {
        parts.push(counted(
            losses.len() - SHOWN,
            "other kind of loss",
            "other kinds of loss",
        ));
    }
    if parts.is_empty() {
        return format!("{first}.");
    }
    format!("{first}; {introduces}: {}.", parts.join("; "))
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
