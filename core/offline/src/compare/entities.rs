//! Changes of entities: E1 to E10, U3, and the attributes, indexes and unique rules of entities that both sides have.

use std::collections::BTreeMap;

use mendix_deploy_model::{
    comparisons::{ChangeRow, DataEffect, ElementKind, ModelChange},
    models::{Entity, SystemMember},
};

use super::{
    attributes,
    draft::draft,
    indexes,
    matching::{Side, Sides, is_stored, own_members, same_entity},
};

pub(super) fn find(sides: &Sides<'_>, changes: &mut Vec<ModelChange>) {
    let (before, after) = (&sides.before.entities, &sides.after.entities);
    let mut added: BTreeMap<&str, &Entity> = after
        .values()
        .filter(|entity| !before.contains_key(entity.guid.as_str()))
        .map(|entity| (entity.name.as_str(), *entity))
        .collect();
    for (guid, old) in before {
        if let Some(new) = after.get(guid) {
            changed(sides, old, new, changes);
        } else if let Some(new) = added.remove(old.name.as_str()) {
            changes.push(recreated(old, new));
        } else {
            changes.push(
                draft(ChangeRow::EntityRemoved, ElementKind::Entity, &old.name)
                    .guid(guid)
                    .stored(is_stored(old))
                    .done(),
            );
        }
    }
    for new in added.into_values() {
        changes.push(
            draft(ChangeRow::EntityAdded, ElementKind::Entity, &new.name)
                .guid(&new.guid)
                .stored(is_stored(new))
                .done(),
        );
    }
}

fn recreated(old: &Entity, new: &Entity) -> ModelChange {
    let change = draft(ChangeRow::EntityRecreated, ElementKind::Entity, &new.name)
        .guid(&new.guid)
        .field("guid", Some(old.guid.clone()), Some(new.guid.clone()));
    if !is_stored(old) && is_stored(new) {
        return change
            .forward(DataEffect::Keeps, "A table is created; there was none.")
            .backward(
                DataEffect::LosesRecent,
                "The table is dropped with what was stored in it since.",
            )
            .overlaps()
            .done();
    }
    change.stored(is_stored(old)).done()
}

fn changed(sides: &Sides<'_>, old: &Entity, new: &Entity, changes: &mut Vec<ModelChange>) {
    let entity = |row| {
        draft(row, ElementKind::Entity, &new.name)
            .guid(&new.guid)
            .was(&old.name)
    };
    let (was_stored, stored) = (is_stored(old), is_stored(new));
    let both_stored = was_stored && stored;
    if old.name != new.name {
        changes.push(
            entity(ChangeRow::EntityRenamed)
                .field("name", Some(old.name.clone()), Some(new.name.clone()))
                .stored(both_stored)
                .done(),
        );
    }
    if was_stored != stored {
        let row = if stored {
            ChangeRow::EntityStored
        } else {
            ChangeRow::EntityUnstored
        };
        changes.push(persistability(entity(row), old, new).done());
    } else if old.source != new.source && !sides.catalogue {
        // From one kind of view or external entity to another.
        changes.push(
            persistability(entity(ChangeRow::EntityUnstored), old, new)
                .stored(both_stored)
                .done(),
        );
    }
    generalization(sides, old, new, changes);
    for (member, word) in MEMBERS {
        let row = match (
            own_members(old).contains(&member),
            own_members(new).contains(&member),
        ) {
            (false, true) => ChangeRow::SystemMemberOn,
            (true, false) => ChangeRow::SystemMemberOff,
            _ => continue,
        };
        let on = row == ChangeRow::SystemMemberOn;
        changes.push(
            entity(row)
                .field(word, Some((!on).to_string()), Some(on.to_string()))
                .stored(both_stored)
                .done(),
        );
    }
    attributes::find(sides, old, new, changes);
    indexes::find(sides, old, new, changes);
    if let (Some(before), Some(after)) = (&old.rules_digest, &new.rules_digest)
        && sides.digests
        && before != after
    {
        changes.push(entity(ChangeRow::RulesChanged).outside());
    }
}

/// System members by the name of their field.
pub(super) const MEMBERS: [(SystemMember, &str); 4] = [
    (SystemMember::Owner, "owner"),
    (SystemMember::ChangedBy, "changedBy"),
    (SystemMember::CreatedDate, "createdDate"),
    (SystemMember::ChangedDate, "changedDate"),
];

fn persistability(change: super::draft::Draft, old: &Entity, new: &Entity) -> super::draft::Draft {
    let word = |entity: &Entity| {
        entity
            .persistable
            .map(|persistable| persistable.to_string())
    };
    let mut change = change;
    if old.persistable != new.persistable {
        change = change.field("persistable", word(old), word(new));
    }
    if old.source != new.source {
        change = change.field("source", old.source.clone(), new.source.clone());
    }
    change
}

fn generalization(sides: &Sides<'_>, old: &Entity, new: &Entity, changes: &mut Vec<ModelChange>) {
    let row = match (&old.generalization, &new.generalization) {
        (None, None) => return,
        (None, Some(_)) => ChangeRow::GeneralizationSet,
        (Some(before), Some(after)) if same_parent(sides, before, after) => return,
        (Some(_), _) => ChangeRow::GeneralizationLost,
    };
    changes.push(
        draft(row, ElementKind::Entity, &new.name)
            .guid(&new.guid)
            .was(&old.name)
            .field(
                "generalization",
                old.generalization.clone(),
                new.generalization.clone(),
            )
            .stored(is_stored(old) && is_stored(new))
            .done(),
    );
}

fn same_parent(sides: &Sides<'_>, before: &str, after: &str) -> bool {
    let guid = |side: &Side<'_>, name: &str| side.named(name).map(|entity| entity.guid.clone());
    same_entity(
        guid(&sides.before, before).as_deref(),
        before,
        guid(&sides.after, after).as_deref(),
        after,
    )
}
