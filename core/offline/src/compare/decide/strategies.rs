//! For each strategy, whether it may carry a release of this class (decision records 0008 and 0010).

use mendix_deploy_model::{
    comparisons::{BackupDemand, Changes, StrategyAnswer, StrategyPermission},
    plans::Strategy,
    verdicts::ReleaseClass,
};

use super::{deciding, named};
use crate::compare::listed;

use StrategyPermission::{Allowed, Conditional, Refused};

const STICKY: &str = "Sessions must stick to one version.";

pub(super) fn of(changes: &Changes, class: ReleaseClass) -> Vec<StrategyAnswer> {
    let blamed = blamed(changes, class);
    let microflows = microflows(changes);
    [
        Strategy::Recreate,
        Strategy::Rolling,
        Strategy::BlueGreen,
        Strategy::Canary,
    ]
    .into_iter()
    .map(|strategy| {
        let (permission, reasons) = permission(strategy, class, changes.backup, &blamed);
        let (permission, reasons) = with_microflows(strategy, permission, reasons, &microflows);
        StrategyAnswer {
            strategy,
            permission,
            reasons,
        }
    })
    .collect()
}

fn permission(
    strategy: Strategy,
    class: ReleaseClass,
    backup: BackupDemand,
    blamed: &str,
) -> (StrategyPermission, Vec<String>) {
    let sentences = |sentences: &[&str]| {
        sentences
            .iter()
            .map(|sentence| (*sentence).to_owned())
            .collect::<Vec<_>>()
    };
    match (strategy, class) {
        (Strategy::Recreate | Strategy::InPlace, ReleaseClass::Destructive | ReleaseClass::Unknown) => (
            Conditional,
            vec![
                if backup == BackupDemand::Required {
                    "A verified backup and an explicit approval are needed."
                } else {
                    "An explicit approval is needed, and a backup is advised: tables are altered in place."
                }
                .to_owned(),
                blamed.to_owned(),
            ],
        ),
        (Strategy::Recreate | Strategy::InPlace, ReleaseClass::Additive) => (
            Allowed,
            sentences(&["A backup marks the point to which one can go back."]),
        ),
        (Strategy::Recreate | Strategy::InPlace, _) => (Allowed, Vec::new()),
        (
            Strategy::Rolling,
            ReleaseClass::Scale | ReleaseClass::Configuration,
        ) => (Allowed, Vec::new()),
        (Strategy::Rolling, ReleaseClass::Rebuilt) => (
            Allowed,
            sentences(&["Followers first, then the leader."]),
        ),
        (Strategy::Rolling, ReleaseClass::Model) => (
            Refused,
            sentences(&["The client of one version would talk to instances of the other."]),
        ),
        (Strategy::Rolling, _) => (
            Refused,
            vec![blamed.to_owned()],
        ),
        (
            Strategy::BlueGreen,
            ReleaseClass::Scale | ReleaseClass::Configuration | ReleaseClass::Rebuilt,
        ) => (Allowed, Vec::new()),
        (Strategy::BlueGreen, ReleaseClass::Model) => (
            Allowed,
            sentences(&["All traffic is switched at once."]),
        ),
        (Strategy::BlueGreen, ReleaseClass::Additive) => (
            Conditional,
            vec![
                "The old side must be fenced: no further instance of it, and none that can change the schema.".to_owned(),
                blamed.to_owned(),
            ],
        ),
        (Strategy::BlueGreen, ReleaseClass::Destructive | ReleaseClass::Unknown) => (
            Conditional,
            vec![
                "Only on a separate, restored database, while writing is stopped.".to_owned(),
                blamed.to_owned(),
            ],
        ),
        (Strategy::Canary, ReleaseClass::Scale | ReleaseClass::Configuration) => {
            (Allowed, Vec::new())
        }
        (Strategy::Canary, ReleaseClass::Rebuilt | ReleaseClass::Model) => {
            (Conditional, sentences(&[STICKY]))
        }
        (Strategy::Canary, ReleaseClass::Additive) => (
            Conditional,
            vec![
                STICKY.to_owned(),
                "The schema must be changed beforehand, while the old side is fenced.".to_owned(),
                blamed.to_owned(),
            ],
        ),
        (Strategy::Canary, ReleaseClass::Destructive | ReleaseClass::Unknown) => {
            (Refused, vec![blamed.to_owned()])
        }
    }
}

/// The elements because of which the class is what it is, in one sentence.
fn blamed(changes: &Changes, class: ReleaseClass) -> String {
    let names: Vec<String> = deciding(changes)
        .filter(|change| change.changes_schema)
        .filter(|change| class != ReleaseClass::Destructive || !change.allows_overlap)
        .map(|change| format!("{} ({})", named(change), change.row))
        .collect();
    match class {
        ReleaseClass::Destructive => format!(
            "The old version cannot work on the new version's database, because of: {}.",
            listed(&names)
        ),
        ReleaseClass::Unknown => {
            let mut what: Vec<&str> = changes.unknowns.iter().map(String::as_str).collect();
            let because = format!("What is unknown about: {}.", listed(&names));
            if !names.is_empty() {
                what.push(&because);
            }
            format!(
                "Whether both versions can work on one database is not known. {}",
                what.first().copied().unwrap_or_default()
            )
            .trim_end()
            .to_owned()
        }
        _ => format!("Both versions see the new: {}.", listed(&names)),
    }
}

/// Microflows that may change data at the start, while the old version still runs.
fn microflows(changes: &Changes) -> Vec<String> {
    deciding(changes)
        .filter(|change| !change.changes_schema && !change.allows_overlap)
        .map(named)
        .collect()
}

fn with_microflows(
    strategy: Strategy,
    permission: StrategyPermission,
    mut reasons: Vec<String>,
    microflows: &[String],
) -> (StrategyPermission, Vec<String>) {
    if microflows.is_empty() || matches!(strategy, Strategy::Recreate | Strategy::InPlace) {
        return (permission, reasons);
    }
    reasons.push(format!(
        "These may change data at the start or stop while the other version runs; look at them first: {}.",
        listed(microflows)
    ));
    let permission = if permission == Allowed {
        Conditional
    } else {
        permission
    };
    (permission, reasons)
}
