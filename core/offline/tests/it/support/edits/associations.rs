//! Edits of associations.

use mendix_deploy_model::{
    comparisons::ChangeRow,
    models::{Association, AssociationOwner, AssociationStorage, AssociationType, DeleteBehavior},
};

use super::{ADDITIVE, Back, DESTRUCTIVE, Draft, Edit, Label, MODEL, module_of};
use crate::support::models;

pub(super) const EDITS: &[(&str, Edit)] = &[
    ("association added", added),
    ("association removed", removed),
    ("association made anew", recreated),
    ("association renamed", renamed),
    ("association with another child", end_replaced),
    ("association the other way round", ends_swapped),
    ("reference to set", to_set),
    ("set to reference", to_reference),
    ("reference owned by both", to_both),
    ("reference owned by one", to_default),
    ("links stored otherwise", stored_otherwise),
    ("delete behaviour changed", delete_behavior),
];

/// Whether both ends have a table, and nothing else has been done to them.
fn is_linked(draft: &Draft, association: &Association) -> bool {
    let is_stored = |name: &str| {
        name == "System.User"
            || draft
                .model
                .entities
                .iter()
                .any(|it| it.name == name && it.stored == Some(true) && draft.is_free(&it.guid))
    };
    is_stored(&association.parent) && is_stored(&association.child)
}

/// An association between tables, touched from now on with its ends.
fn take(draft: &mut Draft, wanted: impl Fn(&Association) -> bool) -> Option<usize> {
    let places: Vec<_> = (draft.model.associations.iter().enumerate())
        .filter(|(_, it)| draft.is_free(&it.guid) && draft.is_free(module_of(&it.name)))
        .filter(|(_, it)| is_linked(draft, it) && wanted(it))
        .map(|(at, _)| at)
        .collect();
    let at = draft.chance.try_pick(&places)?;
    touch(draft, at);
    Some(at)
}

fn touch(draft: &mut Draft, at: usize) {
    let association = draft.model.associations[at].clone();
    draft.touch(association.guid);
    for guid in [association.parent_guid, association.child_guid] {
        draft.touched.extend(guid);
    }
}

fn added(draft: &mut Draft) -> Option<Label> {
    let module = draft.module()?;
    let association = models::association(&draft.model, &module, &mut draft.chance)?;
    if !is_linked(draft, &association) {
        return None;
    }
    let name = association.name.clone();
    let ends: Vec<_> = (draft.model.entities.iter())
        .filter(|it| it.name == association.parent || it.name == association.child)
        .map(|it| it.guid.clone())
        .collect();
    draft.touched.extend(ends);
    draft.touch(association.guid.clone());
    draft.model.associations.push(association);
    Some(Label::additive("S1").row(ChangeRow::AssociationAdded, name))
}

fn removed(draft: &mut Draft) -> Option<Label> {
    let at = take(draft, |_| true)?;
    let association = draft.model.associations.remove(at);
    Some(Label::losing("S2").row(ChangeRow::AssociationRemoved, association.name))
}

/// Drawn again under its name: another GUID, another table.
fn recreated(draft: &mut Draft) -> Option<Label> {
    let at = take(draft, |_| true)?;
    let association = &mut draft.model.associations[at];
    association.id = draft.chance.guid();
    association.guid = draft.chance.guid();
    let label = Label::losing("S2 and S1")
        .row(ChangeRow::AssociationRemoved, &association.name)
        .row(ChangeRow::AssociationAdded, &association.name);
    touch(draft, at);
    Some(label)
}

fn renamed(draft: &mut Draft) -> Option<Label> {
    let at = take(draft, |_| true)?;
    let module = module_of(&draft.model.associations[at].name).to_owned();
    let name = models::qualified(&draft.model, &module, &mut draft.chance);
    draft.model.associations[at].name.clone_from(&name);
    Some(Label::in_place("S3").row(ChangeRow::AssociationRenamed, name))
}

fn end_replaced(draft: &mut Draft) -> Option<Label> {
    let at = take(draft, |_| true)?;
    let association = &draft.model.associations[at];
    let (parent, child) = (association.parent.clone(), association.child.clone());
    let others =
        draft.entities(|it| it.stored == Some(true) && it.name != parent && it.name != child);
    let other = draft.take(&others)?;
    let other = draft.model.entities[other].name.clone();
    let association = &mut draft.model.associations[at];
    association.cross_module = module_of(&other) != module_of(&association.name);
    association.child = other;
    Some(Label::losing("S4").row(ChangeRow::EndReplaced, &association.name))
}

fn ends_swapped(draft: &mut Draft) -> Option<Label> {
    let at = take(draft, |it| !it.cross_module && it.parent != it.child)?;
    let association = &mut draft.model.associations[at];
    std::mem::swap(&mut association.parent, &mut association.child);
    Some(Label::losing("S5").row(ChangeRow::EndsSwapped, &association.name))
}

fn is_plain(association: &Association, kind: &AssociationType) -> bool {
    association.association_type == *kind
        && association.owner == AssociationOwner::Default
        && association.storage == AssociationStorage::Table
}

fn to_set(draft: &mut Draft) -> Option<Label> {
    let at = take(draft, |it| is_plain(it, &AssociationType::Reference))?;
    let association = &mut draft.model.associations[at];
    association.association_type = AssociationType::ReferenceSet;
    Some(
        Label::harmless("S6")
            .row(ChangeRow::ReferenceToSet, &association.name)
            .back(Back::NotSafe)
            .class(MODEL, DESTRUCTIVE),
    )
}

fn to_reference(draft: &mut Draft) -> Option<Label> {
    let at = take(draft, |it| is_plain(it, &AssociationType::ReferenceSet))?;
    let association = &mut draft.model.associations[at];
    association.association_type = AssociationType::Reference;
    Some(
        Label::harmless("S7")
            .row(ChangeRow::SetToReference, &association.name)
            .blocks()
            .class(ADDITIVE, DESTRUCTIVE),
    )
}

fn to_both(draft: &mut Draft) -> Option<Label> {
    let at = take(draft, |it| {
        it.association_type == AssociationType::Reference && it.owner == AssociationOwner::Default
    })?;
    let association = &mut draft.model.associations[at];
    association.owner = AssociationOwner::Both;
    Some(
        Label::harmless("S8")
            .row(ChangeRow::OwnerBoth, &association.name)
            .blocks()
            .class(ADDITIVE, DESTRUCTIVE),
    )
}

fn to_default(draft: &mut Draft) -> Option<Label> {
    let at = take(draft, |it| {
        it.association_type == AssociationType::Reference && it.owner == AssociationOwner::Both
    })?;
    let association = &mut draft.model.associations[at];
    association.owner = AssociationOwner::Default;
    Some(
        Label::harmless("S9")
            .row(ChangeRow::OwnerDefault, &association.name)
            .back(Back::NotSafe)
            .class(MODEL, DESTRUCTIVE),
    )
}

fn stored_otherwise(draft: &mut Draft) -> Option<Label> {
    let at = take(draft, |it| {
        it.association_type == AssociationType::Reference
    })?;
    let association = &mut draft.model.associations[at];
    association.storage = match association.storage {
        AssociationStorage::Table => AssociationStorage::Column,
        _ => AssociationStorage::Table,
    };
    Some(Label::in_place("S10").row(ChangeRow::StorageChanged, &association.name))
}

fn delete_behavior(draft: &mut Draft) -> Option<Label> {
    let at = take(draft, |_| true)?;
    let association = &mut draft.model.associations[at];
    association.child_delete = match association.child_delete {
        Some(DeleteBehavior::DeleteReferences) => Some(DeleteBehavior::KeepReferences),
        _ => Some(DeleteBehavior::DeleteReferences),
    };
    Some(
        Label::harmless("S11")
            .row(ChangeRow::DeleteBehaviorChanged, &association.name)
            .back(Back::Open),
    )
}
