//! A model against an inventory: each element is put into the inventory's own shape, and both must be equal.

use std::collections::{BTreeMap, BTreeSet};

use mendix_deploy_model::models::{
    AppModel, Association, Attribute, AttributeValue, Entity, IndexColumn, ModelEvent, ModelSource,
    SystemMember,
};
use serde_json::{Map, Value, json};

use super::{Tally, text};

/// Keys of an inventory that tell how the file is built, not what is in the model.
const ABOUT_THE_FILE: [&str; 5] = [
    "format",
    "masked",
    "stale_unit_files",
    "unit_files",
    "units_in_index",
];

/// Keys that every inventory has.
const EVERY_INVENTORY: [&str; 9] = [
    "associations",
    "constants",
    "entities",
    "enumerations",
    "indexes",
    "mendix_version",
    "modules",
    "project_id",
    "scheduled_events",
];

/// Elements by GUID or name.
type Elements = BTreeMap<String, Value>;

/// The inventory's word for what a model was read from.
pub(crate) fn format(source: ModelSource) -> &'static str {
    match source {
        ModelSource::ArchiveModel | ModelSource::PortableModel => "model.mdp",
        ModelSource::SplitProject => "mpr-v2",
        ModelSource::SingleFileProject | ModelSource::ModulePackage => "mpr-v1",
        ModelSource::DatabaseCatalogue => "database",
    }
}

/// Compares everything that the inventory tells.
pub(crate) fn compare(case: &str, model: &AppModel, inventory: &Value, tally: &mut Tally) {
    let Some(inventory) = inventory.as_object() else {
        tally
            .disagreements
            .push(format!("{case}: the inventory is not an object"));
        return;
    };
    for key in EVERY_INVENTORY {
        if !inventory.contains_key(key) {
            tally
                .disagreements
                .push(format!("{case}: the inventory has no {key}"));
        }
    }
    let archive = format(model.source) == "model.mdp";
    for (key, theirs) in inventory {
        let key = key.as_str();
        match key {
            "project_id" | "mendix_version" | "model_version" | "deployment_id" => {
                let ours = match key {
                    "project_id" => &model.project_id,
                    "mendix_version" => &model.mendix_version,
                    "model_version" => &model.model_version,
                    _ => &model.deployment_id,
                };
                one(
                    "model: ids and versions",
                    case,
                    key,
                    &json!(ours),
                    theirs,
                    tally,
                );
            }
            "modules" => {
                let ours = model.modules.iter().map(|module| module.name.clone());
                let ours: Elements = ours.map(|name| (name, Value::Null)).collect();
                let theirs = theirs.as_array().into_iter().flatten();
                let theirs: Elements = theirs
                    .map(|name| (name.as_str().unwrap_or("no text").to_owned(), Value::Null))
                    .collect();
                many("model: modules", case, &ours, &theirs, tally);
            }
            "entities" => entities(case, model, theirs, tally),
            "associations" => {
                let ours = model.associations.iter();
                let ours = ours.map(|each| (each.guid.clone(), association(each)));
                many(
                    "model: associations",
                    case,
                    &ours.collect(),
                    &elements(theirs),
                    tally,
                );
            }
            "indexes" => {
                let ours = model.entities.iter().flat_map(|entity| {
                    entity.indexes.iter().map(|index| {
                        let columns: Vec<Value> = index.columns.iter().map(column).collect();
                        let value = json!({"entity": entity.name, "columns": columns});
                        (index.guid.clone(), value)
                    })
                });
                many(
                    "model: indexes",
                    case,
                    &ours.collect(),
                    &elements(theirs),
                    tally,
                );
            }
            "enumerations" => {
                let ours = model.enumerations.iter().map(|each| {
                    let values = each.values.iter();
                    let values: Vec<Value> = values
                        .map(|value| json!({"id": value.id, "name": value.name}))
                        .collect();
                    (each.name.clone(), json!({"id": each.id, "values": values}))
                });
                many(
                    "model: enumerations",
                    case,
                    &ours.collect(),
                    &elements(theirs),
                    tally,
                );
            }
            "constants" => constants(case, model, archive, theirs, tally),
            "scheduled_events" => {
                let theirs = elements(theirs);
                let ours = model.scheduled_events.iter().map(|each| {
                    let theirs = theirs.get(&each.name).unwrap_or(&Value::Null);
                    (each.name.clone(), event(each, theirs))
                });
                many(
                    "model: scheduled events",
                    case,
                    &ours.collect(),
                    &theirs,
                    tally,
                );
            }
            key if ABOUT_THE_FILE.contains(&key) => {}
            key => tally
                .disagreements
                .push(format!("{case}: the inventory's {key} is not understood")),
        }
    }
}

fn entities(case: &str, model: &AppModel, theirs: &Value, tally: &mut Tally) {
    let (mut our_entities, mut our_attributes) = (Elements::new(), Elements::new());
    for each in &model.entities {
        our_entities.insert(each.guid.clone(), entity(each));
        for attribute in &each.attributes {
            let key = format!("{} of {}", attribute.guid, each.guid);
            our_attributes.insert(key, self::attribute(attribute));
        }
    }
    let (mut their_entities, mut their_attributes) = (Elements::new(), Elements::new());
    for (guid, mut each) in elements(theirs) {
        let attributes = each
            .as_object_mut()
            .and_then(|each| each.remove("attributes"));
        for (attribute, value) in attributes.iter().flat_map(elements) {
            their_attributes.insert(format!("{attribute} of {guid}"), value);
        }
        their_entities.insert(guid, each);
    }
    many(
        "model: entities",
        case,
        &our_entities,
        &their_entities,
        tally,
    );
    many(
        "model: attributes",
        case,
        &our_attributes,
        &their_attributes,
        tally,
    );
}

fn entity(entity: &Entity) -> Value {
    let members: Vec<&str> = entity
        .system_members
        .iter()
        .map(|member| match member {
            SystemMember::Owner => "owner",
            SystemMember::ChangedBy => "changedBy",
            SystemMember::CreatedDate => "createdDate",
            SystemMember::ChangedDate => "changedDate",
        })
        .collect();
    json!({
        "id": entity.id,
        "name": entity.name,
        "generalization": entity.generalization,
        "persistable": entity.persistable,
        "source": entity.source,
        "system_members": members,
        "unique": entity.unique_attributes,
    })
}

/// Type details stand only where the type has them.
fn attribute(attribute: &Attribute) -> Value {
    let mut value = Map::from_iter([
        ("id".to_owned(), json!(attribute.id)),
        ("name".to_owned(), json!(attribute.name)),
        ("type".to_owned(), json!(attribute.attribute_type.as_str())),
        (
            "calculated".to_owned(),
            json!(attribute.value == AttributeValue::Calculated),
        ),
        ("default".to_owned(), json!(attribute.default_value)),
    ]);
    let mut detail = |key: &str, detail: Option<Value>| {
        if let Some(detail) = detail {
            value.insert(key.to_owned(), detail);
        }
    };
    detail("length", attribute.length.map(|length| json!(length)));
    detail(
        "localize",
        attribute.localize.map(|localize| json!(localize)),
    );
    detail(
        "enumeration",
        attribute.enumeration.as_ref().map(|name| json!(name)),
    );
    Value::Object(value)
}

fn association(association: &Association) -> Value {
    json!({
        "id": association.id,
        "name": association.name,
        "parent": association.parent,
        "parent_guid": association.parent_guid,
        "child": association.child,
        "child_guid": association.child_guid,
        "cross_module": association.cross_module,
        "type": association.association_type.as_str(),
        "owner": association.owner.as_str(),
        "storage": association.storage.as_str(),
        "parent_delete": association.parent_delete.as_ref().map(|behavior| behavior.as_str()),
        "child_delete": association.child_delete.as_ref().map(|behavior| behavior.as_str()),
    })
}

fn column(column: &IndexColumn) -> Value {
    match &column.member {
        None => json!({"attribute": column.attribute, "ascending": column.ascending}),
        Some(member) => {
            json!({"attribute": null, "member": member, "ascending": column.ascending})
        }
    }
}

/// Inventories write false for a constant whose file does not say whether the client sees it, and no default for those of
/// `model.mdp`, where the default stands in the metadata.
fn constants(case: &str, model: &AppModel, archive: bool, theirs: &Value, tally: &mut Tally) {
    let mut theirs = elements(theirs);
    let mut ours: Elements = model
        .constants
        .iter()
        .map(|constant| {
            let value = json!({
                "id": constant.id,
                "type": constant.constant_type.as_str(),
                "exposed_to_client": constant.exposed_to_client.unwrap_or(false),
                "default": constant.default_value,
            });
            (constant.name.clone(), value)
        })
        .collect();
    for (name, theirs) in &mut theirs {
        let Some(ours) = ours.get_mut(name) else {
            continue;
        };
        if archive && theirs["default"].is_null() {
            ours["default"] = Value::Null;
        }
        // Defaults may be credentials: a disagreement tells that they differ, and nothing else.
        if ours["default"] == theirs["default"] {
            ours["default"] = json!("the same");
            theirs["default"] = json!("the same");
        } else {
            ours["default"] = json!("one");
            theirs["default"] = json!("another");
        }
    }
    for value in theirs.values_mut().chain(ours.values_mut()) {
        if !matches!(text(value, "default"), Some("the same" | "one" | "another")) {
            value["default"] = json!("not shown");
        }
    }
    many("model: constants", case, &ours, &theirs, tally);
}

/// An interval stands as one text with us; where there is a schedule, each of its settings must be in that text.
fn event(event: &ModelEvent, theirs: &Value) -> Value {
    let mut value = json!({
        "id": event.id,
        "enabled": event.enabled,
        "microflow": event.microflow,
    });
    let ours = event.interval.as_deref();
    let schedule = &theirs["schedule"];
    if schedule.is_null() {
        let (interval, unit) = ours
            .and_then(|text| text.split_once(' '))
            .and_then(|(interval, unit)| Some((interval.parse::<i64>().ok()?, unit)))
            .unzip();
        value["interval"] = json!(interval);
        value["interval_type"] = json!(unit);
        value["schedule"] = Value::Null;
        return value;
    }
    // The interval is left over, and not read.
    value["interval"] = theirs["interval"].clone();
    value["interval_type"] = theirs["interval_type"].clone();
    let words: BTreeSet<&str> = ours.into_iter().flat_map(|text| text.split(' ')).collect();
    let is_told = match schedule {
        Value::String(kind) => words.contains(kind.rsplit('$').next().unwrap_or(kind)),
        Value::Object(settings) => settings.iter().all(|(key, setting)| match setting {
            Value::String(kind) if key == "$Type" || key == "type" => {
                words.contains(kind.rsplit('$').next().unwrap_or(kind))
            }
            Value::String(setting) => words.contains(format!("{key}={setting}").as_str()),
            setting => words.contains(format!("{key}={setting}").as_str()),
        }),
        _ => false,
    };
    value["schedule"] = if is_told {
        schedule.clone()
    } else {
        json!(ours)
    };
    value
}

fn elements(value: &Value) -> Elements {
    value
        .as_object()
        .into_iter()
        .flatten()
        .map(|(key, value)| (key.clone(), value.clone()))
        .collect()
}

/// Counts each element of either side once.
fn many(family: &'static str, case: &str, ours: &Elements, theirs: &Elements, tally: &mut Tally) {
    let keys: BTreeSet<&String> = ours.keys().chain(theirs.keys()).collect();
    if keys.is_empty() {
        let [agreed, total, empty] = tally.families.entry(family).or_default();
        (*agreed, *total, *empty) = (*agreed + 1, *total + 1, *empty + 1);
    }
    for key in keys {
        match (ours.get(key), theirs.get(key)) {
            (Some(ours), Some(theirs)) => one(family, case, key, ours, theirs, tally),
            (ours, _) => {
                let side = if ours.is_some() {
                    "only read by us"
                } else {
                    "only expected"
                };
                tally.families.entry(family).or_default()[1] += 1;
                tally
                    .disagreements
                    .push(format!("{case}: {family}: {side}: {key}"));
            }
        }
    }
}

fn one(
    family: &'static str,
    case: &str,
    key: &str,
    ours: &Value,
    theirs: &Value,
    tally: &mut Tally,
) {
    let [agreed, total, _] = tally.families.entry(family).or_default();
    *total += 1;
    if ours == theirs {
        *agreed += 1;
        return;
    }
    let name = text(ours, "name").unwrap_or_default();
    let empty = Map::new();
    let fields = |value: &Value| value.as_object().unwrap_or(&empty).clone();
    let (our_fields, their_fields) = (fields(ours), fields(theirs));
    let keys: BTreeSet<&String> = our_fields.keys().chain(their_fields.keys()).collect();
    let mut differing: Vec<String> = keys
        .into_iter()
        .filter(|key| our_fields.get(*key) != their_fields.get(*key))
        .map(|key| {
            let shown = |fields: &Map<String, Value>| {
                fields
                    .get(key)
                    .map_or("nothing".to_owned(), Value::to_string)
            };
            format!(
                "{key}: {} instead of {}",
                shown(&our_fields),
                shown(&their_fields)
            )
        })
        .collect();
    if differing.is_empty() {
        differing.push(format!("{ours} instead of {theirs}"));
    }
    tally.disagreements.push(format!(
        "{case}: {family}: {key} {name}: {}",
        differing.join("; ")
    ));
}
