//! Changes of whole modules: M1 to M3. They sum up what their elements say, and decide nothing by themselves.

use std::collections::BTreeSet;

use mendix_deploy_model::{
    comparisons::{ChangeRow, ElementKind, ModelChange},
    models::{AppModel, AppModule},
};

use super::{
    draft::draft,
    matching::{Match, Sides, is_deployed, module, pairs},
};

/// `changes` holds what was found about the modules' elements.
pub(super) fn find(sides: &Sides<'_>, changes: &mut Vec<ModelChange>) {
    if sides.catalogue {
        return;
    }
    let (before, after) = (sides.before.model, sides.after.model);
    let system = before.has_system && after.has_system;
    let mut found = Vec::new();
    for pair in pairs(
        listed(system, before),
        listed(system, after),
        |module| module.name.as_str(),
        |module| module.id.as_ref(),
    ) {
        match pair {
            Match::Added(new) => {
                found.push(draft(ChangeRow::ModuleAdded, ElementKind::Module, &new.name).outside())
            }
            Match::Removed(old) => {
                let loses = changes.iter().any(|change| {
                    change.in_database
                        && module(&change.name) == old.name
                        && matches!(
                            change.row,
                            ChangeRow::EntityRemoved | ChangeRow::AssociationRemoved
                        )
                });
                found.push(
                    draft(ChangeRow::ModuleRemoved, ElementKind::Module, &old.name)
                        .stored(loses)
                        .done(),
                );
            }
            Match::Both(old, new) => both(sides, old, new, changes, &mut found),
        }
    }
    changes.append(&mut found);
}

fn listed(system: bool, model: &AppModel) -> impl Iterator<Item = &AppModule> {
    model
        .modules
        .iter()
        .filter(move |module| system || module.name != "System")
}

fn both(
    sides: &Sides<'_>,
    old: &AppModule,
    new: &AppModule,
    changes: &[ModelChange],
    found: &mut Vec<ModelChange>,
) {
    if old.name != new.name {
        found.push(
            draft(ChangeRow::ModuleRenamed, ElementKind::Module, &new.name)
                .was(&old.name)
                .field("name", Some(old.name.clone()), Some(new.name.clone()))
                .outside(),
        );
        return;
    }
    let guids = |side: &super::matching::Side<'_>| -> BTreeSet<String> {
        side.entities
            .values()
            .filter(|entity| module(&entity.name) == new.name)
            .map(|entity| entity.guid.clone())
            .collect()
    };
    let recreated: Vec<&ModelChange> = changes
        .iter()
        .filter(|change| {
            change.row == ChangeRow::EntityRecreated && module(&change.name) == new.name
        })
        .collect();
    // None of its entities survived, and at least one came back under its name.
    if !recreated.is_empty() && guids(&sides.before).is_disjoint(&guids(&sides.after)) {
        found.push(
            draft(ChangeRow::ModuleReimported, ElementKind::Module, &new.name)
                .stored(recreated.iter().any(|change| change.in_database))
                .done(),
        );
        return;
    }
    let replaced = matches!((&old.id, &new.id), (Some(before), Some(after)) if before != after);
    // An archive does not say which version of a module is in it, which is no change.
    let is_other_version = !is_deployed(sides.before.model)
        && !is_deployed(sides.after.model)
        && old.marketplace_version != new.marketplace_version;
    if replaced || is_other_version {
        found.push(
            draft(ChangeRow::ModuleReplaced, ElementKind::Module, &new.name)
                .field(
                    "marketplaceVersion",
                    old.marketplace_version.clone(),
                    new.marketplace_version.clone(),
                )
                .outside(),
        );
    }
}
