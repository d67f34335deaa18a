//! Changes of microflows that run around a start: the place where data is migrated, which no model tells.

use std::collections::BTreeMap;

use mendix_deploy_model::{
    comparisons::{ChangeRow, DataEffect, ElementKind, ModelChange},
    models::{AppModel, MicroflowRole, ModelMicroflow},
};

use super::{draft::draft, matching::Sides};

/// When microflows run; one that moves between the two kinds of start runs at the same moment.
const MOMENTS: [(&str, &[MicroflowRole]); 3] = [
    (
        "start",
        &[
            MicroflowRole::AfterStartup,
            MicroflowRole::CalledAfterStartup,
        ],
    ),
    ("stop", &[MicroflowRole::BeforeShutdown]),
    ("health check", &[MicroflowRole::HealthCheck]),
];

pub(super) fn find(sides: &Sides<'_>, changes: &mut Vec<ModelChange>, unknowns: &mut Vec<String>) {
    let (before, after) = (sides.before.model, sides.after.model);
    if sides.catalogue {
        let names: Vec<&str> = before
            .microflows
            .iter()
            .chain(&after.microflows)
            .filter(|microflow| microflow.role != MicroflowRole::HealthCheck)
            .map(|microflow| microflow.name.as_str())
            .collect();
        if !names.is_empty() {
            unknowns.push(format!(
                "A database does not tell which microflows ran on it: whether these are new or changed is not known: {}.",
                super::listed(&names)
            ));
        }
        return;
    }
    for (moment, roles) in MOMENTS {
        at(moment, roles, sides, changes, unknowns);
    }
}

fn at(
    moment: &str,
    roles: &[MicroflowRole],
    sides: &Sides<'_>,
    changes: &mut Vec<ModelChange>,
    unknowns: &mut Vec<String>,
) {
    let (before, after) = (sides.before.model, sides.after.model);
    let (old, new) = (by_name(roles, before), by_name(roles, after));
    let harmless = moment == "health check";
    for (name, is) in &new {
        let change = draft(
            ChangeRow::StartMicroflowChanged,
            ElementKind::Microflow,
            name,
        );
        let change = match old.get(name) {
            None => {
                let twin = old.iter().find(|(other, was)| {
                    !new.contains_key(*other) && was.digest.is_some() && was.digest == is.digest
                });
                if let Some((other, _)) = twin {
                    changes.push(
                        change
                            .was(other)
                            .field("name", Some((*other).to_owned()), Some((*name).to_owned()))
                            .forward(DataEffect::Keeps, "The same logic under another name.")
                            .backward(DataEffect::Keeps, "The same logic under another name.")
                            .overlaps()
                            .outside(),
                    );
                    continue;
                }
                change.field(moment, None, Some((*name).to_owned()))
            }
            Some(was) if was.digest.is_none() || is.digest.is_none() => {
                unknowns.push(format!(
                    "The logic of {name}, which runs at the {moment}, is Java code or was not read: whether it changed is not known."
                ));
                continue;
            }
            Some(_) if !sides.digests => {
                if !harmless {
                    unknowns.push(format!(
                        "A project and a package write the logic of {name}, which runs at the {moment}, differently: whether it changed is not known."
                    ));
                }
                continue;
            }
            Some(was) if was.digest != is.digest => {
                change.field(moment, Some((*name).to_owned()), Some((*name).to_owned()))
            }
            Some(_) => continue,
        };
        changes.push(if harmless {
            quiet(change, "It answers health checks.")
        } else {
            change.outside()
        });
    }
    for (name, was) in &old {
        let renamed = was.digest.is_some()
            && new
                .iter()
                .any(|(other, is)| !old.contains_key(other) && is.digest == was.digest);
        if new.contains_key(name) || renamed {
            continue;
        }
        changes.push(quiet(
            draft(
                ChangeRow::StartMicroflowChanged,
                ElementKind::Microflow,
                name,
            )
            .field(moment, Some((*name).to_owned()), None),
            "It no longer runs then; the old version runs it as it always did.",
        ));
    }
}

fn by_name<'m>(
    roles: &[MicroflowRole],
    model: &'m AppModel,
) -> BTreeMap<&'m str, &'m ModelMicroflow> {
    model
        .microflows
        .iter()
        .filter(|microflow| roles.contains(&microflow.role))
        .map(|microflow| (microflow.name.as_str(), microflow))
        .collect()
}

fn quiet(change: super::draft::Draft, what: &str) -> ModelChange {
    change
        .forward(DataEffect::Keeps, what)
        .backward(DataEffect::Keeps, what)
        .overlaps()
        .outside()
}
