//! Changes of indexes (I1) and unique rules (U1, U2) of an entity that both sides have.

use std::collections::{BTreeMap, BTreeSet};

use mendix_deploy_model::{
    comparisons::{ChangeRow, ElementKind, ModelChange},
    models::{Entity, Index},
};

use super::{
    draft::draft,
    matching::{Sides, attribute_stored, is_stored},
};

pub(super) fn find(sides: &Sides<'_>, old: &Entity, new: &Entity, changes: &mut Vec<ModelChange>) {
    let (before, after) = (by_guid(old), by_guid(new));
    let guids: BTreeSet<&str> = before.keys().chain(after.keys()).copied().collect();
    for guid in guids {
        let (was, is) = (before.get(guid), after.get(guid));
        if was.map(|index| &index.columns) == is.map(|index| &index.columns) {
            continue;
        }
        changes.push(
            draft(ChangeRow::IndexChanged, ElementKind::Index, &new.name)
                .guid(guid)
                .was(&old.name)
                .field(
                    "columns",
                    was.map(|index| columns(old, index)),
                    is.map(|index| columns(new, index)),
                )
                .stored(is_stored(old) && is_stored(new))
                .done(),
        );
    }
    if sides.constraints {
        unique(old, new, changes);
    }
}

fn by_guid(entity: &Entity) -> BTreeMap<&str, &Index> {
    entity
        .indexes
        .iter()
        .map(|index| (index.guid.as_str(), index))
        .collect()
}

/// The columns as text, such as `Name, Date desc`.
fn columns(entity: &Entity, index: &Index) -> String {
    let words: Vec<String> = index
        .columns
        .iter()
        .map(|column| {
            let name = column
                .attribute
                .as_ref()
                .map(|guid| {
                    entity
                        .attributes
                        .iter()
                        .find(|attribute| attribute.guid == *guid)
                        .map_or(guid.as_str(), |attribute| attribute.name.as_str())
                })
                .or(column.member.as_deref())
                .unwrap_or("?");
            if column.ascending {
                name.to_owned()
            } else {
                format!("{name} desc")
            }
        })
        .collect();
    words.join(", ")
}

/// Unique rules go with their attribute: one of an attribute that is gone is part of its removal.
fn unique(old: &Entity, new: &Entity, changes: &mut Vec<ModelChange>) {
    let (before, after) = (rules(old), rules(new));
    let mut push = |row, guid: &str, name: &str, stored| {
        changes.push(
            draft(
                row,
                ElementKind::UniqueRule,
                &format!("{}/{name}", new.name),
            )
            .guid(guid)
            .stored(stored)
            .done(),
        );
    };
    for (guid, name) in &after {
        if !before.contains_key(guid) {
            push(ChangeRow::UniqueAdded, guid, name, rule_stored(new, guid));
        }
    }
    for (guid, name) in &before {
        if after.contains_key(guid) {
            continue;
        }
        // Still there under this or another name, or inherited, which the entity's own list does not tell.
        let still = new
            .attributes
            .iter()
            .find(|attribute| attribute.guid == *guid);
        if still.is_some() || guid == name {
            let name = still.map_or(name.as_str(), |attribute| attribute.name.as_str());
            push(
                ChangeRow::UniqueRemoved,
                guid,
                name,
                rule_stored(old, guid) && is_stored(new),
            );
        }
    }
}

/// Unique rules by the GUID of their attribute; by its name where it is not one of the entity's own.
fn rules(entity: &Entity) -> BTreeMap<String, String> {
    entity
        .unique_attributes
        .iter()
        .map(|name| {
            let guid = entity
                .attributes
                .iter()
                .find(|attribute| attribute.name == *name)
                .map_or_else(|| name.clone(), |attribute| attribute.guid.clone());
            (guid, name.clone())
        })
        .collect()
}

fn rule_stored(entity: &Entity, guid: &str) -> bool {
    entity
        .attributes
        .iter()
        .find(|attribute| attribute.guid == guid)
        .map_or_else(
            || is_stored(entity),
            |attribute| attribute_stored(entity, attribute),
        )
}
