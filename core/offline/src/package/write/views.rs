//! What a file can say of a model. Archives have System and inherited flags; projects have neither.

use std::collections::BTreeMap;

use mendix_deploy_model::{
    models::{
        AppModel, AssociationStorage, AttributeType, AttributeValue, Entity, ModelSettings,
        ModelSource, UnreadUnit,
    },
    packages::ModelEncoding,
};

use super::system;
use crate::package::units;

/// The model as a deployment archive says it: with System, without what only projects keep.
///
/// What a reader finds in the archive that [`ArchiveBuilder::model`](crate::package::ArchiveBuilder::model) writes is this
/// value, digests apart: they are made of what stands in the file.
#[must_use]
pub fn as_archive(model: &AppModel) -> AppModel {
    let mut seen = model.clone();
    seen.source = ModelSource::ArchiveModel;
    seen.unread.clear();
    seen.tables.clear();
    if !seen.has_system {
        seen.has_system = true;
        seen.modules.push(system::module());
        seen.entities.extend(system::entities());
        seen.associations.extend(system::associations());
    }
    for module in &mut seen.modules {
        module.marketplace_version = None;
    }
    for constant in &mut seen.constants {
        constant.exposed_to_client = None;
    }
    for event in &mut seen.scheduled_events {
        event.enabled = None;
    }
    complete(seen)
}

/// The model as a project of this encoding says it: without System and without inherited flags, old encodings without
/// what came later.
#[must_use]
pub fn as_project(model: &AppModel, encoding: ModelEncoding) -> AppModel {
    let mut seen = model.clone();
    seen.source = ModelSource::SingleFileProject;
    seen.project_name = None;
    seen.model_version = None;
    seen.deployment_id = None;
    seen.request_handlers.clear();
    seen.tables.clear();
    seen.has_system = false;
    seen.modules.retain(|module| module.name != system::NAME);
    seen.entities.retain(|entity| !system::is_of(&entity.name));
    seen.associations.retain(|it| !system::is_of(&it.name));
    seen.enumerations.retain(|it| !system::is_of(&it.name));
    seen.constants.retain(|it| !system::is_of(&it.name));
    seen.scheduled_events.retain(|it| !system::is_of(&it.name));
    if encoding != ModelEncoding::Modern {
        forget_what_came_later(&mut seen);
    }
    complete(seen)
}

fn forget_what_came_later(model: &mut AppModel) {
    model.settings = ModelSettings {
        foreign_keys: None,
        optimistic_locking: None,
        decimal_scale: None,
    };
    for module in &mut model.modules {
        module.marketplace_version = None;
    }
    for entity in &mut model.entities {
        entity.source = None;
        for attribute in &mut entity.attributes {
            if attribute.value != AttributeValue::Calculated {
                attribute.value = AttributeValue::Stored;
            }
            match attribute.attribute_type {
                AttributeType::String => attribute.length = attribute.length.or(Some(0)),
                AttributeType::DateTime => attribute.localize = attribute.localize.or(Some(true)),
                _ => {}
            }
        }
        for column in entity
            .indexes
            .iter_mut()
            .flat_map(|index| &mut index.columns)
        {
            column.ascending = true;
        }
        for index in &mut entity.indexes {
            index.columns.retain(|column| column.attribute.is_some());
        }
    }
    for association in &mut model.associations {
        association.storage = AssociationStorage::Table;
        association.source = None;
    }
    for constant in &mut model.constants {
        constant.exposed_to_client = None;
    }
}

/// Puts right what follows from the rest: flags of specializations, which entities are stored, which ends are in the file, the order of lists.
fn complete(mut model: AppModel) -> AppModel {
    for entity in &mut model.entities {
        if entity.generalization.is_some() {
            entity.persistable = None;
            entity.system_members.clear();
        }
    }
    units::store(&mut model.entities);
    let guids: BTreeMap<String, String> = model
        .entities
        .iter()
        .map(|entity| (entity.name.clone(), entity.guid.clone()))
        .collect();
    for attribute in model
        .entities
        .iter_mut()
        .flat_map(|entity| &mut entity.attributes)
    {
        if matches!(
            attribute.value,
            AttributeValue::Calculated | AttributeValue::View
        ) {
            attribute.default_value = None;
        }
    }
    for association in &mut model.associations {
        association.parent_guid = guids.get(&association.parent).cloned();
        association.child_guid = guids.get(&association.child).cloned();
    }
    sort(&mut model);
    model
}

/// Puts every list of a model in the order that [`AppModel`] promises.
pub fn sort(model: &mut AppModel) {
    model.modules.sort_by(|a, b| a.name.cmp(&b.name));
    model.entities.sort_by(|a, b| a.guid.cmp(&b.guid));
    for entity in &mut model.entities {
        entity.attributes.sort_by(|a, b| a.guid.cmp(&b.guid));
        entity.indexes.sort_by(|a, b| a.guid.cmp(&b.guid));
        entity.unique_attributes.sort();
    }
    model.associations.sort_by(|a, b| a.guid.cmp(&b.guid));
    model.enumerations.sort_by(|a, b| a.name.cmp(&b.name));
    model.constants.sort_by(|a, b| a.name.cmp(&b.name));
    model.scheduled_events.sort_by(|a, b| a.name.cmp(&b.name));
    model.microflows.sort_by(|a, b| a.name.cmp(&b.name));
    model
        .user_roles
        .sort_by(|a, b| (&a.name, &a.id).cmp(&(&b.name, &b.id)));
    for role in &mut model.user_roles {
        role.manageable_roles.sort();
    }
    model.request_handlers.sort_by(|a, b| a.name.cmp(&b.name));
    model.unread.sort_by(|a: &UnreadUnit, b| a.id.cmp(&b.id));
}

pub(super) fn by_name(entities: &[Entity]) -> BTreeMap<&str, &Entity> {
    entities
        .iter()
        .map(|entity| (entity.name.as_str(), entity))
        .collect()
}
