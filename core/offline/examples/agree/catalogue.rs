//! Catalogues against inventories of the same commit, as lines that can be compared.

use std::collections::BTreeSet;

use std::path::{Path, PathBuf};

use mendix_deploy_model::models::{
    AppModel, AssociationStorage, AssociationType, AttributeType, AttributeValue,
};
use mendix_deploy_offline::compare::catalogue::{model, open_dump};
use serde_json::Value;

use super::{Result, Tally, beside, commits, inventory, name_of, text as text_of};

/// Name of a recorded catalogue.
pub(crate) const FILE: &str = "database-catalogue.sql";

/// Holds a recorded catalogue against the inventories of the same commit, whatever those were made from. Returns whether
/// there was any. Ids of builds are not compared: developers build again without starting.
pub(crate) fn check(
    shown: &str,
    file: &Path,
    files: &[PathBuf],
    tally: &mut Tally,
) -> Result<bool> {
    let model = model(&open_dump(file)?)?;
    let (path, beside) = beside(file, files);
    let of_file = commits(&path);
    let mut any = false;
    for other in beside {
        if commits(&name_of(other)).is_disjoint(&of_file) {
            continue;
        }
        any = true;
        let expected = inventory(other)?;
        let case = format!("{shown} against {}", name_of(other));
        let with_system = expected["entities"].as_object().is_some_and(|entities| {
            entities.values().any(|entity| {
                text_of(entity, "name").is_some_and(|name| name.starts_with("System."))
            })
        });
        let constraints = states_constraints(&model);
        tally.each(
            "catalogue (stored elements)",
            &case,
            &of_model(&model, with_system, constraints),
            &of_inventory(&expected, with_system, constraints),
        );
    }
    Ok(any)
}

/// Whether the catalogue has unique constraints, which tell kinds of associations: those before Mendix 8 have none.
pub(crate) fn states_constraints(model: &AppModel) -> bool {
    model.associations.iter().any(|association| {
        association.association_type == AssociationType::Reference
            && association.storage == AssociationStorage::Table
    })
}

/// Width of the column of a hashed text.
const HASHED_LENGTH: u64 = 200;

/// What a catalogue can tell of a model: one line for each stored element.
///
/// `with_system` leaves the System module in; projects do not have it. Constraints count from Mendix 8 on.
pub(crate) fn of_model(
    model: &AppModel,
    with_system: bool,
    with_uniques: bool,
) -> BTreeSet<String> {
    let mut lines = BTreeSet::new();
    let counts = |name: &str| with_system || !name.starts_with("System.");
    let mut stored = BTreeSet::new();
    for entity in &model.entities {
        if entity.stored != Some(true) {
            continue;
        }
        stored.insert(entity.name.as_str());
        if !counts(&entity.name) {
            continue;
        }
        lines.insert(format!(
            "entity {} {} from {:?}",
            entity.guid, entity.name, entity.generalization
        ));
        for member in &entity.system_members {
            lines.insert(format!("member {} {member:?}", entity.name));
        }
        if with_uniques {
            for name in &entity.unique_attributes {
                lines.insert(format!("unique {} {name}", entity.name));
            }
        }
        for attribute in &entity.attributes {
            if attribute.value != AttributeValue::Stored {
                continue;
            }
            // One code in the database for both.
            let is_text = matches!(
                attribute.attribute_type,
                AttributeType::String | AttributeType::HashedString
            );
            if let Some(length) = attribute.length.or(is_text.then_some(HASHED_LENGTH)) {
                lines.insert(format!(
                    "length {}/{} {length}",
                    entity.name, attribute.name
                ));
            }
            if let Some(default) = attribute
                .default_value
                .as_deref()
                .filter(|text| is_kept(text))
            {
                lines.insert(format!(
                    "default {}/{} {default}",
                    entity.name, attribute.name
                ));
            }
            lines.insert(format!(
                "attribute {} {}/{} {}",
                attribute.guid,
                entity.name,
                attribute.name,
                if is_text {
                    "text".to_owned()
                } else {
                    attribute.attribute_type.to_string()
                }
            ));
        }
        for index in &entity.indexes {
            let columns: Vec<String> = index
                .columns
                .iter()
                .map(|column| {
                    format!(
                        "{} {}",
                        column.attribute.as_deref().unwrap_or("member"),
                        column.ascending
                    )
                })
                .collect();
            lines.insert(format!("index {} {} {columns:?}", index.guid, entity.name));
        }
    }
    for association in &model.associations {
        let ends_stored = stored.contains(association.parent.as_str())
            && (stored.contains(association.child.as_str())
                || association.child.starts_with("System."));
        if !ends_stored || !counts(&association.name) {
            continue;
        }
        let is_set = association.association_type == AssociationType::ReferenceSet;
        let owner = association.owner.as_str();
        lines.insert(association_line(
            &association.guid,
            &association.name,
            &association.parent,
            &association.child,
            kind(with_uniques, is_set, owner),
            association.storage == AssociationStorage::Column,
        ));
    }
    lines
}

/// The same of an inventory that an independent decoder wrote.
pub(crate) fn of_inventory(
    inventory: &Value,
    with_system: bool,
    with_uniques: bool,
) -> BTreeSet<String> {
    let mut lines = BTreeSet::new();
    let text = |value: &Value, key: &str| value[key].as_str().unwrap_or_default().to_owned();
    let Some(entities) = inventory["entities"].as_object() else {
        return lines;
    };
    let by_name = |name: &str| entities.values().find(|entity| entity["name"] == name);
    let is_stored = |entity: &Value| {
        let mut top = entity;
        for _ in 0..64 {
            match top["generalization"].as_str() {
                None => return top["source"].is_null() && top["persistable"] == true,
                Some(parent) => match by_name(parent) {
                    Some(next) => top = next,
                    // System entities that a project specializes are stored, but for messages.
                    None => return !parent.contains("Http") && !parent.contains("Error"),
                },
            }
        }
        false
    };
    let mut stored = BTreeSet::new();
    for (guid, entity) in entities {
        let name = text(entity, "name");
        if !is_stored(entity) {
            continue;
        }
        stored.insert(name.clone());
        if !with_system && name.starts_with("System.") {
            continue;
        }
        lines.insert(format!(
            "entity {guid} {name} from {:?}",
            entity["generalization"].as_str().map(str::to_owned)
        ));
        for member in entity["system_members"].as_array().into_iter().flatten() {
            let word = member.as_str().unwrap_or_default();
            let (first, rest) = word.split_at(1);
            lines.insert(format!("member {name} {}{rest}", first.to_uppercase()));
        }
        if with_uniques {
            for unique in entity["unique"].as_array().into_iter().flatten() {
                lines.insert(format!(
                    "unique {name} {}",
                    unique.as_str().unwrap_or_default()
                ));
            }
        }
        for (guid, attribute) in entity["attributes"].as_object().into_iter().flatten() {
            if attribute["calculated"] == true {
                continue;
            }
            let kind = text(attribute, "type");
            let attribute_name = text(attribute, "name");
            let length = match kind.as_str() {
                "String" => attribute["length"].as_u64(),
                "HashedString" => Some(HASHED_LENGTH),
                _ => None,
            };
            if let Some(length) = length {
                lines.insert(format!("length {name}/{attribute_name} {length}"));
            }
            if let Some(default) = attribute["default"].as_str().filter(|text| is_kept(text)) {
                lines.insert(format!("default {name}/{attribute_name} {default}"));
            }
            lines.insert(format!(
                "attribute {guid} {name}/{attribute_name} {}",
                if kind == "String" || kind == "HashedString" {
                    "text"
                } else {
                    &kind
                }
            ));
        }
    }
    for (guid, index) in inventory["indexes"].as_object().into_iter().flatten() {
        let entity = text(index, "entity");
        if !stored.contains(&entity) || (!with_system && entity.starts_with("System.")) {
            continue;
        }
        let columns: Vec<String> = index["columns"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|column| {
                format!(
                    "{} {}",
                    column["attribute"].as_str().unwrap_or("member"),
                    column["ascending"]
                )
            })
            .collect();
        lines.insert(format!("index {guid} {entity} {columns:?}"));
    }
    for (guid, association) in inventory["associations"].as_object().into_iter().flatten() {
        let (name, parent, child) = (
            text(association, "name"),
            text(association, "parent"),
            text(association, "child"),
        );
        let ends_stored =
            stored.contains(&parent) && (stored.contains(&child) || child.starts_with("System."));
        if !ends_stored || (!with_system && name.starts_with("System.")) {
            continue;
        }
        lines.insert(association_line(
            guid,
            &name,
            &parent,
            &child,
            kind(
                with_uniques,
                text(association, "type") == "ReferenceSet",
                &text(association, "owner"),
            ),
            text(association, "storage") == "Column",
        ));
    }
    lines
}

/// How many objects an association leads to, as far as constraints tell. Who owns a set makes no difference to them.
fn kind(with_uniques: bool, is_set: bool, owner: &str) -> String {
    if !with_uniques {
        "of a kind that is not stated".to_owned()
    } else if is_set {
        "set".to_owned()
    } else {
        format!("reference, owner {owner}")
    }
}

fn association_line(
    guid: &str,
    name: &str,
    parent: &str,
    child: &str,
    kind: String,
    is_column: bool,
) -> String {
    format!("association {guid} {name} {parent} -> {child} {kind}, column {is_column}")
}

/// Whether the catalogue keeps this default: it has no tokens such as `[%CurrentDateTime%]`, which have no value yet.
fn is_kept(default: &str) -> bool {
    !default.is_empty() && !default.starts_with("[%")
}
