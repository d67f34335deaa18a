//! Edits of entities, their indexes and rules.

use mendix_deploy_model::{
    comparisons::ChangeRow,
    models::{AttributeValue, SystemMember},
};

use super::{
    ADDITIVE, Back, DESTRUCTIVE, Draft, Edit, Label, MODEL, is_alone, is_leaf, is_root, module_of,
};
use crate::support::models;

pub(super) const EDITS: &[(&str, Edit)] = &[
    ("entity added", added),
    ("entity removed", removed),
    ("entity made anew", recreated),
    ("entity renamed", renamed),
    ("entity moved", moved),
    ("generalization set", generalized),
    ("generalization removed", ungeneralized),
    ("generalization replaced", regeneralized),
    ("entity no longer persistable", unstored),
    ("entity became a view", viewed),
    ("entity became persistable", stored),
    ("system member on", member_on),
    ("system member off", member_off),
    ("index added", index_added),
    ("index removed", index_removed),
    ("index changed", index_changed),
    ("unique rule added", unique_added),
    ("unique rule removed", unique_removed),
    ("rules changed", rules_changed),
];

/// What belongs to an entity and comes and goes with it.
const PARTS: [ChangeRow; 7] = [
    ChangeRow::AttributeAdded,
    ChangeRow::AttributeRemoved,
    ChangeRow::AttributeRecreated,
    ChangeRow::IndexChanged,
    ChangeRow::UniqueAdded,
    ChangeRow::UniqueRemoved,
    ChangeRow::RulesChanged,
];

fn added(draft: &mut Draft) -> Option<Label> {
    let module = draft.module()?;
    let name = models::qualified(&draft.model, &module, &mut draft.chance);
    let mut entity = models::entity(&draft.model, name.clone(), &mut draft.chance);
    entity.persistable = Some(true);
    draft.touch(entity.guid.clone());
    draft.model.entities.push(entity);
    Some(
        Label::additive("E1")
            .row(ChangeRow::EntityAdded, name)
            .also(&PARTS),
    )
}

fn removed(draft: &mut Draft) -> Option<Label> {
    let at = draft.stored(|model, it| is_leaf(model, it) && is_alone(model, it))?;
    let entity = draft.model.entities.remove(at);
    Some(
        Label::losing("E2")
            .row(ChangeRow::EntityRemoved, entity.name)
            .also(&PARTS),
    )
}

/// Deleted and drawn again under its name: every id is new. Its associations stay and have a new end.
fn recreated(draft: &mut Draft) -> Option<Label> {
    let at = draft.stored(|_, _| true)?;
    let mut label = Label::losing("E3").also(&PARTS);
    let Draft { model, chance, .. } = draft;
    let entity = &mut model.entities[at];
    label = label.row(ChangeRow::EntityRecreated, &entity.name);
    entity.id = chance.guid();
    entity.guid = chance.guid();
    for attribute in &mut entity.attributes {
        let old = std::mem::replace(&mut attribute.guid, chance.guid());
        attribute.id = chance.guid();
        let columns = entity.indexes.iter_mut().flat_map(|it| &mut it.columns);
        for column in columns {
            if column.attribute.as_ref() == Some(&old) {
                column.attribute = Some(attribute.guid.clone());
            }
        }
    }
    for index in &mut entity.indexes {
        index.id = chance.guid();
        index.guid = chance.guid();
    }
    let (guid, name) = (entity.guid.clone(), entity.name.clone());
    draft.touch(guid);
    let children: Vec<_> = (draft.model.entities.iter())
        .filter(|it| it.generalization.as_ref() == Some(&name))
        .map(|it| it.guid.clone())
        .collect();
    if !children.is_empty() {
        // Specializations have another ancestor's rows from now on.
        label = label.also(&[ChangeRow::GeneralizationLost]);
    }
    for guid in children {
        draft.touch(guid);
    }
    if !is_alone(&draft.model, &draft.model.entities[at]) {
        label = label.also(&[ChangeRow::EndReplaced]);
    }
    Some(label)
}

/// Gives the entity a name; whoever refers to it by name follows.
pub(super) fn rename(draft: &mut Draft, at: usize, name: &str) {
    let old = std::mem::replace(&mut draft.model.entities[at].name, name.to_owned());
    for entity in &mut draft.model.entities {
        if entity.generalization.as_ref() == Some(&old) {
            entity.generalization = Some(name.to_owned());
        }
    }
    for association in &mut draft.model.associations {
        for end in [&mut association.parent, &mut association.child] {
            if *end == old {
                name.clone_into(end);
            }
        }
    }
}

fn renamed(draft: &mut Draft) -> Option<Label> {
    let at = draft.stored(|_, _| true)?;
    let module = module_of(&draft.model.entities[at].name).to_owned();
    let name = models::qualified(&draft.model, &module, &mut draft.chance);
    rename(draft, at, &name);
    Some(
        Label::in_place("E4")
            .row(ChangeRow::EntityRenamed, name)
            // Tables of associations are renamed with their ends.
            .also(&[ChangeRow::AssociationRenamed]),
    )
}

/// Moved to another module: every `$ID` is new, every GUID stays.
fn moved(draft: &mut Draft) -> Option<Label> {
    let at = draft.stored(is_alone)?;
    let old = module_of(&draft.model.entities[at].name).to_owned();
    let others: Vec<_> = (draft.model.modules.iter())
        .map(|it| it.name.clone())
        .filter(|name| *name != old && draft.is_free(name))
        .collect();
    let module = draft.chance.try_pick(&others)?;
    let name = models::qualified(&draft.model, &module, &mut draft.chance);
    rename(draft, at, &name);
    let Draft { model, chance, .. } = draft;
    let entity = &mut model.entities[at];
    entity.id = chance.guid();
    for attribute in &mut entity.attributes {
        attribute.id = chance.guid();
    }
    for index in &mut entity.indexes {
        index.id = chance.guid();
    }
    Some(Label::in_place("E4").row(ChangeRow::EntityRenamed, name))
}

fn generalized(draft: &mut Draft) -> Option<Label> {
    let at = draft.stored(|model, it| is_root(it) && is_leaf(model, it))?;
    let parents = draft.entities(|it| is_root(it) && it.stored == Some(true));
    let parent = match draft.take(&parents) {
        Some(at) => draft.model.entities[at].name.clone(),
        None => "System.FileDocument".to_owned(),
    };
    let entity = &mut draft.model.entities[at];
    entity.generalization = Some(parent);
    let name = entity.name.clone();
    let also = [ChangeRow::SystemMemberOn, ChangeRow::SystemMemberOff];
    let label = if entity.system_members.is_empty() {
        Label::in_place("E5").back(Back::NotSafe)
    } else {
        // Its own columns for system members are dropped.
        Label::losing("E5 and E10").row(ChangeRow::SystemMemberOff, &name)
    };
    Some(label.row(ChangeRow::GeneralizationSet, name).also(&also))
}

fn ungeneralized(draft: &mut Draft) -> Option<Label> {
    let at = draft.stored(|_, it| !is_root(it))?;
    let entity = &mut draft.model.entities[at];
    entity.generalization = None;
    entity.persistable = Some(true);
    Some(
        Label::losing("E6")
            .row(ChangeRow::GeneralizationLost, &entity.name)
            .also(&[ChangeRow::SystemMemberOn, ChangeRow::SystemMemberOff]),
    )
}

fn regeneralized(draft: &mut Draft) -> Option<Label> {
    let at = draft.stored(|_, it| !is_root(it))?;
    let entity = &mut draft.model.entities[at];
    let parent = match entity.generalization.as_deref() {
        Some("System.User") => "System.FileDocument",
        _ => "System.User",
    };
    entity.generalization = Some(parent.to_owned());
    Some(
        Label::losing("E6")
            .row(ChangeRow::GeneralizationLost, &entity.name)
            .also(&[ChangeRow::SystemMemberOn, ChangeRow::SystemMemberOff]),
    )
}

fn unstored(draft: &mut Draft) -> Option<Label> {
    let at = draft.stored(|model, it| is_root(it) && is_leaf(model, it) && is_alone(model, it))?;
    let entity = &mut draft.model.entities[at];
    entity.persistable = Some(false);
    Some(Label::losing("E7").row(ChangeRow::EntityUnstored, &entity.name))
}

fn viewed(draft: &mut Draft) -> Option<Label> {
    let at = draft.stored(|model, it| is_root(it) && is_leaf(model, it) && is_alone(model, it))?;
    let entity = &mut draft.model.entities[at];
    entity.source = Some("DomainModels$OqlViewEntitySource".to_owned());
    Some(Label::losing("E7").row(ChangeRow::EntityUnstored, &entity.name))
}

fn stored(draft: &mut Draft) -> Option<Label> {
    let model = &draft.model;
    let places = draft.entities(|it| {
        it.stored == Some(false) && is_root(it) && is_leaf(model, it) && is_alone(model, it)
    });
    let at = draft.take(&places)?;
    let entity = &mut draft.model.entities[at];
    entity.persistable = Some(true);
    Some(Label::additive("E8").row(ChangeRow::EntityStored, &entity.name))
}

const MEMBERS: [SystemMember; 4] = [
    SystemMember::Owner,
    SystemMember::ChangedBy,
    SystemMember::CreatedDate,
    SystemMember::ChangedDate,
];

fn member_on(draft: &mut Draft) -> Option<Label> {
    let at = draft
        .stored(|model, it| is_root(it) && is_leaf(model, it) && it.system_members.len() < 4)?;
    let entity = &mut draft.model.entities[at];
    let off: Vec<_> = (MEMBERS.into_iter())
        .filter(|it| !entity.system_members.contains(it))
        .collect();
    let on = *draft.chance.pick(&off);
    let members = entity.system_members.clone();
    entity.system_members = (MEMBERS.into_iter())
        .filter(|it| *it == on || members.contains(it))
        .collect();
    Some(Label::additive("E9").row(ChangeRow::SystemMemberOn, &entity.name))
}

fn member_off(draft: &mut Draft) -> Option<Label> {
    let at = draft
        .stored(|model, it| is_root(it) && is_leaf(model, it) && !it.system_members.is_empty())?;
    let entity = &mut draft.model.entities[at];
    let off = draft.chance.below(entity.system_members.len());
    entity.system_members.remove(off);
    Some(Label::losing("E10").row(ChangeRow::SystemMemberOff, &entity.name))
}

fn index_added(draft: &mut Draft) -> Option<Label> {
    let at = draft.stored(|_, it| has_columns(it))?;
    let entity = &draft.model.entities[at];
    let index = models::index(entity, &mut draft.chance);
    let label = Label::harmless("I1")
        .row(ChangeRow::IndexChanged, &entity.name)
        .class(MODEL, ADDITIVE);
    draft.model.entities[at].indexes.push(index);
    Some(label)
}

fn index_removed(draft: &mut Draft) -> Option<Label> {
    let at = draft.stored(|_, it| !it.indexes.is_empty())?;
    let entity = &mut draft.model.entities[at];
    entity.indexes.pop();
    Some(
        Label::harmless("I1")
            .row(ChangeRow::IndexChanged, &entity.name)
            .class(MODEL, DESTRUCTIVE),
    )
}

fn index_changed(draft: &mut Draft) -> Option<Label> {
    let at = draft.stored(|_, it| !it.indexes.is_empty())?;
    let entity = &mut draft.model.entities[at];
    let column = &mut entity.indexes[0].columns[0];
    column.ascending = !column.ascending;
    Some(
        Label::harmless("I1")
            .row(ChangeRow::IndexChanged, &entity.name)
            .class(MODEL, DESTRUCTIVE),
    )
}

fn has_columns(entity: &mendix_deploy_model::models::Entity) -> bool {
    (entity.attributes.iter()).all(|it| it.value == AttributeValue::Stored)
}

fn unique_added(draft: &mut Draft) -> Option<Label> {
    let free = |it: &mendix_deploy_model::models::Entity| -> Vec<String> {
        (it.attributes.iter())
            .filter(|attribute| attribute.value == AttributeValue::Stored)
            .map(|attribute| attribute.name.clone())
            .filter(|name| !it.unique_attributes.contains(name))
            .collect()
    };
    let at = draft.stored(|_, it| !free(it).is_empty())?;
    let entity = &mut draft.model.entities[at];
    let name = draft.chance.pick(&free(entity)).clone();
    let label = Label::harmless("U1")
        .row(ChangeRow::UniqueAdded, format!("{}/{name}", entity.name))
        .blocks()
        .class(ADDITIVE, DESTRUCTIVE);
    entity.unique_attributes.push(name);
    Some(label)
}

fn unique_removed(draft: &mut Draft) -> Option<Label> {
    let is_column = |it: &mendix_deploy_model::models::Entity| {
        it.unique_attributes.iter().any(|name| {
            (it.attributes.iter()).any(|at| at.name == *name && at.value == AttributeValue::Stored)
        })
    };
    let at = draft.stored(|_, it| is_column(it))?;
    let entity = &mut draft.model.entities[at];
    let name = entity.unique_attributes.pop()?;
    Some(
        Label::harmless("U2")
            .row(ChangeRow::UniqueRemoved, format!("{}/{name}", entity.name))
            .back(Back::NotSafe)
            .class(MODEL, DESTRUCTIVE),
    )
}

fn rules_changed(draft: &mut Draft) -> Option<Label> {
    let at = draft.stored(|_, _| true)?;
    let entity = &mut draft.model.entities[at];
    entity.rules_digest = Some(draft.chance.digest());
    Some(Label::harmless("U3").row(ChangeRow::RulesChanged, &entity.name))
}
