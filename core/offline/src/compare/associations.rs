//! Changes of associations: S1 to S11.

use mendix_deploy_model::{
    comparisons::{ChangeRow, DataEffect, ElementKind, ModelChange},
    models::{Association, AssociationOwner, AssociationStorage, AssociationType},
};

use super::{
    catalogue::UNSTATED,
    draft::{Draft, draft},
    matching::{Sides, same_entity},
};

pub(super) fn find(sides: &Sides<'_>, changes: &mut Vec<ModelChange>) {
    let (before, after) = (&sides.before.associations, &sides.after.associations);
    for (guid, old) in before {
        match after.get(guid) {
            Some(new) => changed(sides, old, new, changes),
            None => changes.push(
                draft(
                    ChangeRow::AssociationRemoved,
                    ElementKind::Association,
                    &old.name,
                )
                .guid(guid)
                .stored(sides.before.association_stored(old))
                .done(),
            ),
        }
    }
    for (guid, new) in after {
        if !before.contains_key(guid) {
            changes.push(
                draft(
                    ChangeRow::AssociationAdded,
                    ElementKind::Association,
                    &new.name,
                )
                .guid(guid)
                .stored(sides.after.association_stored(new))
                .done(),
            );
        }
    }
}

fn changed(
    sides: &Sides<'_>,
    old: &Association,
    new: &Association,
    changes: &mut Vec<ModelChange>,
) {
    let association = |row| {
        draft(row, ElementKind::Association, &new.name)
            .guid(&new.guid)
            .was(&old.name)
    };
    let (was_stored, stored) = (
        sides.before.association_stored(old),
        sides.after.association_stored(new),
    );
    let both = was_stored && stored;
    let mut push = |change: Draft| changes.push(change.stored(both).done());
    if old.name != new.name {
        push(association(ChangeRow::AssociationRenamed).field(
            "name",
            Some(old.name.clone()),
            Some(new.name.clone()),
        ));
    }
    if let Some(change) = ends(old, new, &association) {
        push(change);
    }
    let words = |change: Draft, field, before: &str, after: &str| {
        change.field(field, Some(before.to_owned()), Some(after.to_owned()))
    };
    let told = |before: &str, after: &str| before != UNSTATED && after != UNSTATED;
    if old.association_type != new.association_type
        && told(old.association_type.as_str(), new.association_type.as_str())
    {
        let (row, known) = match (&old.association_type, &new.association_type) {
            (AssociationType::Reference, AssociationType::ReferenceSet) => {
                (ChangeRow::ReferenceToSet, true)
            }
            (AssociationType::ReferenceSet, AssociationType::Reference) => {
                (ChangeRow::SetToReference, true)
            }
            _ => (ChangeRow::ReferenceToSet, false),
        };
        push(words(
            unless_known(association(row), known),
            "type",
            old.association_type.as_str(),
            new.association_type.as_str(),
        ));
    }
    if old.owner != new.owner && told(old.owner.as_str(), new.owner.as_str()) {
        push(words(
            owner(old, new, &association),
            "owner",
            old.owner.as_str(),
            new.owner.as_str(),
        ));
    }
    if old.storage != new.storage {
        let known = AssociationStorage::KNOWN.contains(&old.storage.as_str())
            && AssociationStorage::KNOWN.contains(&new.storage.as_str());
        push(words(
            unless_known(association(ChangeRow::StorageChanged), known),
            "storage",
            old.storage.as_str(),
            new.storage.as_str(),
        ));
    }
    if !sides.catalogue {
        let mut change = association(ChangeRow::DeleteBehaviorChanged);
        let mut differs = false;
        for (field, before, after) in [
            ("parentDelete", &old.parent_delete, &new.parent_delete),
            ("childDelete", &old.child_delete, &new.child_delete),
        ] {
            if before != after {
                differs = true;
                change = change.field(
                    field,
                    before.as_ref().map(ToString::to_string),
                    after.as_ref().map(ToString::to_string),
                );
            }
        }
        if differs {
            changes.push(change.outside());
        }
    }
    // The association stays in the model, but an end comes into the database or leaves it.
    if was_stored != stored {
        let row = if stored {
            ChangeRow::AssociationAdded
        } else {
            ChangeRow::AssociationRemoved
        };
        changes.push(
            association(row)
                .field(
                    "stored",
                    Some(was_stored.to_string()),
                    Some(stored.to_string()),
                )
                .done(),
        );
    }
}

fn ends(
    old: &Association,
    new: &Association,
    association: &impl Fn(ChangeRow) -> Draft,
) -> Option<Draft> {
    let (old_parent, old_child) = (
        (old.parent_guid.as_deref(), old.parent.as_str()),
        (old.child_guid.as_deref(), old.child.as_str()),
    );
    let (new_parent, new_child) = (
        (new.parent_guid.as_deref(), new.parent.as_str()),
        (new.child_guid.as_deref(), new.child.as_str()),
    );
    let same = |before: (Option<&str>, &str), after: (Option<&str>, &str)| {
        same_entity(before.0, before.1, after.0, after.1)
    };
    let (parent_stays, child_stays) = (same(old_parent, new_parent), same(old_child, new_child));
    if parent_stays && child_stays {
        return None;
    }
    let row = if same(old_parent, new_child) && same(old_child, new_parent) {
        ChangeRow::EndsSwapped
    } else {
        ChangeRow::EndReplaced
    };
    let mut change = association(row);
    if !parent_stays {
        change = change.field("parent", Some(old.parent.clone()), Some(new.parent.clone()));
    }
    if !child_stays {
        change = change.field("child", Some(old.child.clone()), Some(new.child.clone()));
    }
    Some(change)
}

fn owner(old: &Association, new: &Association, association: &impl Fn(ChangeRow) -> Draft) -> Draft {
    // Only a reference has a unique constraint on its child; a set owned by both ends has the same table.
    let no_constraint = |change: Draft, what: &str| {
        change
            .forward(DataEffect::Keeps, what)
            .backward(DataEffect::Keeps, what)
            .blocks(false, false)
    };
    const ALIKE: &str = "The table of a reference set is the same whoever owns it.";
    match (&old.owner, &new.owner) {
        (AssociationOwner::Default, AssociationOwner::Both)
            if new.association_type == AssociationType::Reference =>
        {
            association(ChangeRow::OwnerBoth)
        }
        (AssociationOwner::Default, AssociationOwner::Both) => {
            no_constraint(association(ChangeRow::OwnerBoth), ALIKE)
        }
        (AssociationOwner::Both, AssociationOwner::Default)
            if old.association_type == AssociationType::Reference =>
        {
            association(ChangeRow::OwnerDefault)
        }
        (AssociationOwner::Both, AssociationOwner::Default) => {
            no_constraint(association(ChangeRow::OwnerDefault), ALIKE)
        }
        _ => unless_known(association(ChangeRow::OwnerBoth), false),
    }
}

/// Words that this version does not know: nothing is known of what happens.
fn unless_known(change: Draft, known: bool) -> Draft {
    if known {
        return change;
    }
    const WHAT: &str = "This version does not know the word, so what happens is not known.";
    change
        .forward(DataEffect::Unknown, WHAT)
        .backward(DataEffect::Unknown, WHAT)
}
