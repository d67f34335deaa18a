//! What could not be compared. When there is any, nothing is called safe.

use std::collections::BTreeMap;

use mendix_deploy_model::models::{Attribute, AttributeType, AttributeValue};

use super::{
    listed,
    matching::{Side, Sides, attribute_stored, is_stored, maybe_hashed, module},
};

pub(super) fn find(sides: &Sides<'_>, unknowns: &mut Vec<String>) {
    for (side, which) in [(&sides.before, "old"), (&sides.after, "new")] {
        of_side(side, which, unknowns);
    }
    if !sides.constraints {
        unknowns.push(
            "The database has no unique constraints, as before Mendix 8: kinds of associations and unique rules are not known."
                .to_owned(),
        );
    }
    if sides.catalogue {
        untold_by_a_catalogue(sides, unknowns);
        let enumerations = |side: &Side<'_>| {
            side.entities.values().any(|entity| {
                entity
                    .attributes
                    .iter()
                    .any(|attribute| attribute.attribute_type == AttributeType::Enumeration)
            })
        };
        if enumerations(&sides.before) && enumerations(&sides.after) {
            unknowns.push(
                "A database's catalogue has no values of enumerations: whether rows have a name that the model lacks only the data can tell."
                    .to_owned(),
            );
        }
    }
}

/// What a catalogue does not tell of single attributes. Those of System follow the runtime's version, which is compared.
fn untold_by_a_catalogue(sides: &Sides<'_>, unknowns: &mut Vec<String>) {
    let (mut instants, mut texts) = (Vec::new(), Vec::new());
    for (guid, new) in &sides.after.entities {
        let Some(old) = sides.before.entities.get(guid) else {
            continue;
        };
        if module(&new.name) == "System" {
            continue;
        }
        let by_guid: BTreeMap<&str, &Attribute> = old
            .attributes
            .iter()
            .map(|attribute| (attribute.guid.as_str(), attribute))
            .collect();
        for is in &new.attributes {
            let Some(was) = by_guid.get(is.guid.as_str()) else {
                continue;
            };
            if !attribute_stored(old, was) || !attribute_stored(new, is) {
                continue;
            }
            let name = || format!("{}/{}", new.name, is.name);
            let of = |wanted| was.attribute_type == wanted && is.attribute_type == wanted;
            if of(AttributeType::DateTime) && (was.localize.is_none() || is.localize.is_none()) {
                instants.push(name());
            }
            if maybe_hashed(sides, was, is) {
                texts.push(name());
            }
        }
    }
    for (mut names, what) in [(instants, "are localized"), (texts, "hold hashed text")] {
        if !names.is_empty() {
            names.sort_unstable();
            unknowns.push(format!(
                "A database's catalogue does not tell whether these attributes {what}: {}.",
                listed(&names)
            ));
        }
    }
}

fn of_side(side: &Side<'_>, which: &str, unknowns: &mut Vec<String>) {
    let mut unread: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for unit in &side.model.unread {
        unread
            .entry(unit.containment.as_deref().unwrap_or("unknown"))
            .or_default()
            .push(unit.module.as_deref().unwrap_or("an unknown module"));
    }
    for (containment, mut modules) in unread {
        let count = modules.len();
        modules.sort_unstable();
        modules.dedup();
        unknowns.push(format!(
            "The {which} side lists {count} {} of the kind {containment} that could not be read, in: {}.",
            if count == 1 { "unit" } else { "units" },
            listed(&modules)
        ));
    }
    let unresolved: Vec<&str> = side
        .entities
        .values()
        .filter(|entity| entity.stored.is_none())
        .map(|entity| entity.name.as_str())
        .collect();
    if !unresolved.is_empty() {
        unknowns.push(format!(
            "Whether these entities of the {which} side are in the database is not known, because an ancestor is not: {}.",
            listed(&unresolved)
        ));
    }
    let strange: Vec<String> = side
        .entities
        .values()
        .filter(|entity| is_stored(entity))
        .flat_map(|entity| {
            entity
                .attributes
                .iter()
                .filter(|attribute| !AttributeValue::KNOWN.contains(&attribute.value.as_str()))
                .map(|attribute| format!("{}/{}", entity.name, attribute.name))
        })
        .collect();
    if !strange.is_empty() {
        unknowns.push(format!(
            "Whether these attributes of the {which} side are in the database is not known, because this version does not know where their values come from: {}.",
            listed(&strange)
        ));
    }
    for shared in &side.ambiguous {
        unknowns.push(format!("In the {which} side {shared}"));
    }
}
