//! Changes applied to a model.
//!
//! [`Changes`] name what is new and do not hold it, so the parts of new elements are taken from the new model, found by
//! what the change says. Everything else is only what the changes say: a difference that they keep quiet about stays.

use std::collections::BTreeMap;

use mendix_deploy_model::{
    comparisons::{ChangeRow, Changes, ElementKind, ModelChange},
    models::{
        AppModel, AssociationOwner, AssociationStorage, AssociationType, Attribute, AttributeType,
        AttributeValue, DeleteBehavior, Entity, SystemMember,
    },
    packages::ConstantType,
};

use super::models::completed;

/// The old model after the changes; `after` is only asked for what is new.
pub(crate) fn applied(changes: &Changes, before: &AppModel, after: &AppModel) -> AppModel {
    let mut model = before.clone();
    // Names first: everything else is told under the new ones.
    let of_row = |row: ChangeRow| changes.changes.iter().filter(move |it| it.row == row);
    let mut entity_names = BTreeMap::new();
    for change in of_row(ChangeRow::EntityRenamed) {
        let entity = (model.entities.iter_mut()).find(|it| Some(&it.guid) == change.guid.as_ref());
        let entity = entity.unwrap();
        let old = std::mem::replace(&mut entity.name, change.name.clone());
        entity_names.insert(old, change.name.clone());
    }
    let mut enumeration_names = BTreeMap::new();
    for change in of_row(ChangeRow::EnumerationPresentation) {
        if let Some(old) = &change.old_name {
            let enumeration = (model.enumerations.iter_mut()).find(|it| it.name == *old);
            enumeration.unwrap().name.clone_from(&change.name);
            enumeration_names.insert(old.clone(), change.name.clone());
        }
    }
    let follow = |names: &BTreeMap<String, String>, name: &mut String| {
        if let Some(new) = names.get(name) {
            name.clone_from(new);
        }
    };
    for entity in &mut model.entities {
        if let Some(name) = &mut entity.generalization {
            follow(&entity_names, name);
        }
        for attribute in &mut entity.attributes {
            if let Some(name) = &mut attribute.enumeration {
                follow(&enumeration_names, name);
            }
        }
    }
    for association in &mut model.associations {
        follow(&entity_names, &mut association.parent);
        follow(&entity_names, &mut association.child);
    }
    for change in of_row(ChangeRow::AttributeRenamed) {
        rename_attribute(&mut model, change);
    }
    for change in &changes.changes {
        match change.element {
            ElementKind::Module => module(&mut model, after, change),
            ElementKind::Entity => entity(&mut model, after, change),
            ElementKind::Attribute => attribute(&mut model, after, change),
            ElementKind::Index => index(&mut model, after, change),
            ElementKind::UniqueRule => unique_rule(&mut model, change),
            ElementKind::Association => association(&mut model, after, change),
            ElementKind::Enumeration | ElementKind::EnumerationValue => {
                enumeration(&mut model, after, change);
            }
            ElementKind::Constant => constant(&mut model, after, change),
            ElementKind::ScheduledEvent => event(&mut model, after, change),
            ElementKind::Microflow => model.microflows.clone_from(&after.microflows),
            ElementKind::UserRole => model.user_roles.clone_from(&after.user_roles),
            ElementKind::RequestHandler => {
                model.request_handlers.clone_from(&after.request_handlers);
            }
            ElementKind::Setting => setting(&mut model, change),
            ElementKind::Runtime => model.mendix_version = told(change, "version"),
        }
    }
    // Rules of attributes that are gone go with them.
    for entity in &mut model.entities {
        let names: Vec<_> = entity.attributes.iter().map(|it| it.name.clone()).collect();
        entity.unique_attributes.retain(|it| names.contains(it));
    }
    completed(model)
}

/// The new value of a field.
fn told(change: &ModelChange, field: &str) -> Option<String> {
    let field = change.fields.iter().find(|it| it.field == field)?;
    field.after.clone()
}

/// The new value of a field, where the change tells of the field.
fn tells(change: &ModelChange, field: &str) -> Option<Option<String>> {
    let field = change.fields.iter().find(|it| it.field == field)?;
    Some(field.after.clone())
}

fn old_guid(change: &ModelChange) -> Option<String> {
    let field = change.fields.iter().find(|it| it.field == "guid")?;
    field.before.clone()
}

fn module(model: &mut AppModel, after: &AppModel, change: &ModelChange) {
    match change.row {
        ChangeRow::ModuleAdded => {
            let new = after.modules.iter().find(|it| it.name == change.name);
            model.modules.push(new.unwrap().clone());
        }
        ChangeRow::ModuleRemoved => model.modules.retain(|it| it.name != change.name),
        ChangeRow::ModuleRenamed => {
            for module in &mut model.modules {
                if Some(&module.name) == change.old_name.as_ref() {
                    module.name.clone_from(&change.name);
                }
            }
        }
        ChangeRow::ModuleReplaced => {
            for module in &mut model.modules {
                if module.name == change.name {
                    module.marketplace_version = told(change, "marketplaceVersion");
                }
            }
        }
        _ => {}
    }
}

fn new_entity(after: &AppModel, change: &ModelChange) -> Entity {
    let new = (after.entities.iter()).find(|it| Some(&it.guid) == change.guid.as_ref());
    new.unwrap().clone()
}

fn entity(model: &mut AppModel, after: &AppModel, change: &ModelChange) {
    match change.row {
        ChangeRow::EntityAdded => return model.entities.push(new_entity(after, change)),
        ChangeRow::EntityRemoved => {
            return (model.entities).retain(|it| Some(&it.guid) != change.guid.as_ref());
        }
        ChangeRow::EntityRecreated => {
            (model.entities).retain(|it| Some(&it.guid) != old_guid(change).as_ref());
            return model.entities.push(new_entity(after, change));
        }
        _ => {}
    }
    let entity = (model.entities.iter_mut()).find(|it| Some(&it.guid) == change.guid.as_ref());
    let entity = entity.unwrap();
    if change.row == ChangeRow::RulesChanged {
        entity.rules_digest = new_entity(after, change).rules_digest;
    }
    if let Some(parent) = tells(change, "generalization") {
        // A project says of a root what it takes over otherwise.
        if parent.is_none() {
            entity.persistable = new_entity(after, change).persistable;
        }
        entity.generalization = parent;
    }
    if let Some(persistable) = tells(change, "persistable") {
        entity.persistable = persistable.map(|it| it == "true");
    }
    if let Some(source) = tells(change, "source") {
        entity.source = source;
    }
    for (field, member) in [
        ("owner", SystemMember::Owner),
        ("changedBy", SystemMember::ChangedBy),
        ("createdDate", SystemMember::CreatedDate),
        ("changedDate", SystemMember::ChangedDate),
    ] {
        match told(change, field).as_deref() {
            Some("true") => entity.system_members.push(member),
            Some("false") => entity.system_members.retain(|it| *it != member),
            _ => {}
        }
    }
    entity.system_members.sort_by_key(|it| *it as u8);
}

/// The entity of `Module.Entity/Attribute`.
fn owner<'m>(model: &'m mut AppModel, change: &ModelChange) -> &'m mut Entity {
    let (owner, _) = change.name.split_once('/').unwrap();
    let entity = model.entities.iter_mut().find(|it| it.name == owner);
    entity.unwrap()
}

fn rename_attribute(model: &mut AppModel, change: &ModelChange) {
    let name = told(change, "name").unwrap();
    let entity = owner(model, change);
    let attribute =
        (entity.attributes.iter_mut()).find(|it| Some(&it.guid) == change.guid.as_ref());
    let old = std::mem::replace(&mut attribute.unwrap().name, name.clone());
    for unique in &mut entity.unique_attributes {
        if *unique == old {
            unique.clone_from(&name);
        }
    }
}

fn new_attribute(after: &AppModel, change: &ModelChange) -> Attribute {
    let mut attributes = after.entities.iter().flat_map(|it| &it.attributes);
    let new = attributes.find(|it| Some(&it.guid) == change.guid.as_ref());
    new.unwrap().clone()
}

fn attribute(model: &mut AppModel, after: &AppModel, change: &ModelChange) {
    let entity = owner(model, change);
    match change.row {
        ChangeRow::AttributeAdded => return entity.attributes.push(new_attribute(after, change)),
        ChangeRow::AttributeRemoved => {
            return (entity.attributes).retain(|it| Some(&it.guid) != change.guid.as_ref());
        }
        ChangeRow::AttributeRecreated => {
            (entity.attributes).retain(|it| Some(&it.guid) != old_guid(change).as_ref());
            let new = new_attribute(after, change);
            // A unique rule is one of the old attribute.
            entity.unique_attributes.retain(|it| *it != new.name);
            return entity.attributes.push(new);
        }
        _ => {}
    }
    let attribute =
        (entity.attributes.iter_mut()).find(|it| Some(&it.guid) == change.guid.as_ref());
    let attribute = attribute.unwrap();
    if let Some(kind) = told(change, "type") {
        attribute.attribute_type = AttributeType::from(kind);
        // What belongs to the new type alone is part of it.
        let new = new_attribute(after, change);
        attribute.localize = new.localize;
        attribute.enumeration = new.enumeration;
    }
    if let Some(length) = tells(change, "length") {
        attribute.length = length.map(|it| it.parse().unwrap());
    }
    if let Some(default) = tells(change, "default") {
        attribute.default_value = default;
    }
    if let Some(value) = told(change, "value") {
        attribute.value = AttributeValue::from(value);
    }
    if let Some(localize) = told(change, "localize") {
        attribute.localize = Some(localize == "true");
    }
    if let Some(enumeration) = told(change, "enumeration") {
        attribute.enumeration = Some(enumeration);
    }
}

fn index(model: &mut AppModel, after: &AppModel, change: &ModelChange) {
    let entity = (model.entities.iter_mut()).find(|it| it.name == change.name);
    let entity = entity.unwrap();
    (entity.indexes).retain(|it| Some(&it.guid) != change.guid.as_ref());
    // The columns are told as text.
    let mut indexes = after.entities.iter().flat_map(|it| &it.indexes);
    let new = indexes.find(|it| Some(&it.guid) == change.guid.as_ref());
    assert_eq!(told(change, "columns").is_some(), new.is_some());
    entity.indexes.extend(new.cloned());
}

fn unique_rule(model: &mut AppModel, change: &ModelChange) {
    let (_, name) = change.name.split_once('/').unwrap();
    let entity = owner(model, change);
    match change.row {
        ChangeRow::UniqueAdded => entity.unique_attributes.push(name.to_owned()),
        _ => entity.unique_attributes.retain(|it| it != name),
    }
}

fn association(model: &mut AppModel, after: &AppModel, change: &ModelChange) {
    // It stays in the model, and an end comes into the database or leaves it.
    if tells(change, "stored").is_some() {
        return;
    }
    match change.row {
        ChangeRow::AssociationAdded => {
            let new = (after.associations.iter()).find(|it| Some(&it.guid) == change.guid.as_ref());
            return model.associations.push(new.unwrap().clone());
        }
        ChangeRow::AssociationRemoved => {
            return (model.associations).retain(|it| Some(&it.guid) != change.guid.as_ref());
        }
        _ => {}
    }
    let association =
        (model.associations.iter_mut()).find(|it| Some(&it.guid) == change.guid.as_ref());
    let association = association.unwrap();
    association.name.clone_from(&change.name);
    if let Some(parent) = told(change, "parent") {
        association.parent = parent;
    }
    if let Some(child) = told(change, "child") {
        association.child = child;
    }
    if let Some(kind) = told(change, "type") {
        association.association_type = AssociationType::from(kind);
    }
    if let Some(owner) = told(change, "owner") {
        association.owner = AssociationOwner::from(owner);
    }
    if let Some(storage) = told(change, "storage") {
        association.storage = AssociationStorage::from(storage);
    }
    if let Some(delete) = tells(change, "parentDelete") {
        association.parent_delete = delete.map(DeleteBehavior::from);
    }
    if let Some(delete) = tells(change, "childDelete") {
        association.child_delete = delete.map(DeleteBehavior::from);
    }
}

fn enumeration(model: &mut AppModel, after: &AppModel, change: &ModelChange) {
    let new = |name: &str| after.enumerations.iter().find(|it| it.name == name);
    match change.row {
        ChangeRow::EnumerationAdded => {
            model.enumerations.push(new(&change.name).unwrap().clone());
        }
        ChangeRow::EnumerationRemoved => model.enumerations.retain(|it| it.name != change.name),
        ChangeRow::EnumerationPresentation => {
            let old = (model.enumerations.iter_mut()).find(|it| it.name == change.name);
            let (old, new) = (old.unwrap(), new(&change.name).unwrap());
            if tells(change, "presentation").is_some() {
                old.presentation_digest.clone_from(&new.presentation_digest);
            }
            if let Some(order) = told(change, "order") {
                let place = |name: &str| order.split(", ").position(|it| it == name);
                old.values.sort_by_key(|it| place(&it.name));
            }
        }
        _ => {
            let (owner, value) = change.name.rsplit_once('.').unwrap();
            let old = (model.enumerations.iter_mut()).find(|it| it.name == owner);
            let old = old.unwrap();
            match change.row {
                ChangeRow::ValueAdded => {
                    let values = &new(owner).unwrap().values;
                    let at = values.iter().position(|it| it.name == value).unwrap();
                    old.values.push(values[at].clone());
                }
                ChangeRow::ValueRemoved => old.values.retain(|it| it.name != value),
                _ => {
                    let was = change.fields[0].before.clone().unwrap();
                    let value_now = old.values.iter_mut().find(|it| it.name == was);
                    value_now.unwrap().name = value.to_owned();
                }
            }
        }
    }
}

fn constant(model: &mut AppModel, after: &AppModel, change: &ModelChange) {
    let new = after.constants.iter().find(|it| it.name == change.name);
    match change.row {
        ChangeRow::ConstantAdded => return model.constants.push(new.unwrap().clone()),
        ChangeRow::ConstantRemoved => return model.constants.retain(|it| it.name != change.name),
        _ => {}
    }
    let was = change.old_name.as_ref().unwrap_or(&change.name);
    // Renamed by an earlier change of the same constant, or not yet.
    let constant =
        (model.constants.iter_mut()).find(|it| it.name == *was || it.name == change.name);
    let constant = constant.unwrap();
    constant.name.clone_from(&change.name);
    if let Some(kind) = told(change, "type") {
        constant.constant_type = ConstantType::from(kind);
    }
    if change.row == ChangeRow::ConstantDefaultChanged {
        // It may be a credential: that it changed is all that is told.
        assert_eq!(tells(change, "default"), Some(None));
        constant
            .default_value
            .clone_from(&new.unwrap().default_value);
    }
}

fn event(model: &mut AppModel, after: &AppModel, change: &ModelChange) {
    let new = (after.scheduled_events.iter()).find(|it| it.name == change.name);
    match change.row {
        ChangeRow::EventAdded => return model.scheduled_events.push(new.unwrap().clone()),
        ChangeRow::EventRemoved => {
            return model.scheduled_events.retain(|it| it.name != change.name);
        }
        _ => {}
    }
    let was = change.old_name.as_ref().unwrap_or(&change.name);
    let event =
        (model.scheduled_events.iter_mut()).find(|it| it.name == *was || it.name == change.name);
    let event = event.unwrap();
    event.name.clone_from(&change.name);
    if let Some(enabled) = told(change, "enabled") {
        event.enabled = Some(enabled == "true");
    }
    if let Some(microflow) = told(change, "microflow") {
        event.microflow = Some(microflow);
    }
    if let Some(interval) = told(change, "interval") {
        event.interval = Some(interval);
    }
}

fn setting(model: &mut AppModel, change: &ModelChange) {
    let settings = &mut model.settings;
    if let Some(on) = told(change, "foreignKeys") {
        settings.foreign_keys = Some(on == "true");
    }
    if let Some(on) = told(change, "optimisticLocking") {
        settings.optimistic_locking = Some(on == "true");
    }
    if let Some(scale) = tells(change, "decimalScale") {
        settings.decimal_scale = scale.map(|it| it.parse().unwrap());
    }
}
