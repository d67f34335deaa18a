//! Entities (package formats, 3.4).

use std::collections::BTreeMap;

use mendix_deploy_model::{
    models::{Attribute, AttributeType, AttributeValue, Entity, Index, SystemMember},
    packages::ModelEncoding,
};

use super::{
    bson::{Marker, Object},
    form::Form,
    ids::derived,
};
use crate::package::units;

pub(super) fn entity(
    object: &mut Object<'_>,
    entity: &Entity,
    entities: &BTreeMap<&str, &Entity>,
    form: Form,
) {
    let object_type = if form.is_modern() {
        "DomainModels$EntityImpl"
    } else {
        "DomainModels$Entity"
    };
    object.head(&entity.id, object_type);
    object.object("MaybeGeneralization", |object| {
        generalization(object, entity, entities, form);
    });
    object.objects(
        "Attributes",
        Marker::Children,
        &entity.attributes,
        |object, it| {
            attribute(object, it, form);
        },
    );
    object.objects(
        "ValidationRules",
        Marker::Children,
        &entity.unique_attributes,
        |object, name| unique_rule(object, entity, name),
    );
    object.objects("Events", Marker::Children, &[] as &[()], |_, ()| {});
    object.objects(
        "Indexes",
        Marker::Children,
        &entity.indexes,
        |object, it| {
            index(object, it, entity, form);
        },
    );
    // Rules are known by their digest only: another digest is another rule, so that a reader sees the change.
    object.objects(
        "AccessRules",
        Marker::Children,
        &entity.rules_digest,
        |object, digest| {
            object.head(
                &derived(&entity.id, "accessRule"),
                "DomainModels$AccessRule",
            );
            object.flag("AllowCreate", true);
            object.text("XPathConstraint", &format!("[Rules = '{digest}']"));
        },
    );
    if form.is_modern() {
        match &entity.source {
            Some(source) => object.object("Source", |object| {
                object.head(&derived(&entity.id, "source"), source);
            }),
            None => object.null("Source"),
        }
    }
    object.id("GUID", &entity.guid);
    form.element_name(object, &entity.name);
    if !form.is_deployed {
        object.text("Documentation", "");
        object.text("Location", "100;100");
    }
    object.text("Image", "");
}

fn generalization(
    object: &mut Object<'_>,
    entity: &Entity,
    entities: &BTreeMap<&str, &Entity>,
    form: Form,
) {
    let id = derived(&entity.id, "generalization");
    let is_root = entity.generalization.is_none();
    if is_root {
        object.head(&id, "DomainModels$NoGeneralization");
    } else {
        object.head(&id, "DomainModels$Generalization");
    }
    if is_root || form.is_deployed {
        let (persistable, members) = inherited(entity, entities);
        let has = |member| members.contains(&member);
        if let Some(persistable) = persistable {
            object.flag("Persistable", persistable);
        }
        object.flag("HasCreatedDateAttr", has(SystemMember::CreatedDate));
        object.flag("HasChangedDateAttr", has(SystemMember::ChangedDate));
        object.flag("HasOwnerAttr", has(SystemMember::Owner));
        object.flag("HasChangedByAttr", has(SystemMember::ChangedBy));
    }
    if !is_root || form.is_deployed {
        object.text(
            "Generalization",
            entity.generalization.as_deref().unwrap_or_default(),
        );
    }
}

/// Persistability and system members through the topmost ancestor: archives state what is inherited.
fn inherited<'e>(
    entity: &'e Entity,
    entities: &BTreeMap<&str, &'e Entity>,
) -> (Option<bool>, &'e [SystemMember]) {
    let mut at = entity;
    // No more steps than there are entities: a model may claim that two specialize each other.
    for _ in 0..entities.len() {
        let Some(parent) = &at.generalization else {
            break;
        };
        match entities.get(parent.as_str()) {
            Some(parent) => at = parent,
            None => return (units::is_persistable(parent), &[]),
        }
    }
    (at.persistable, &at.system_members)
}

fn attribute(object: &mut Object<'_>, attribute: &Attribute, form: Form) {
    object.head(&attribute.id, "DomainModels$Attribute");
    if form.is_modern() {
        let key = if form.is_deployed { "Type" } else { "NewType" };
        object.object(key, |object| typed(object, attribute));
    } else {
        flat_type(object, attribute);
    }
    if form.encoding == ModelEncoding::Mendix4 {
        object.text(
            "DefaultValue",
            attribute.default_value.as_deref().unwrap_or_default(),
        );
        object.text("Microflow", calculation(attribute));
    } else {
        object.object("Value", |object| value(object, attribute));
    }
    object.text("Name", &attribute.name);
    object.id("GUID", &attribute.guid);
    if !form.is_deployed {
        object.text("Documentation", "");
    }
}

fn typed(object: &mut Object<'_>, attribute: &Attribute) {
    let object_type = match &attribute.attribute_type {
        AttributeType::Unknown(word) => word.clone(),
        known => format!("DomainModels${known}AttributeType"),
    };
    object.head(&derived(&attribute.id, "type"), &object_type);
    match attribute.attribute_type {
        AttributeType::String => {
            if let Some(length) = attribute.length {
                object.number("Length", number(length));
            }
        }
        AttributeType::DateTime => {
            if let Some(localize) = attribute.localize {
                object.flag("LocalizeDate", localize);
            }
        }
        AttributeType::Enumeration => {
            object.text(
                "Enumeration",
                attribute.enumeration.as_deref().unwrap_or_default(),
            );
        }
        _ => {}
    }
}

/// Flat keys, which every attribute has whatever its type, with the length and the time zone that old versions write.
fn flat_type(object: &mut Object<'_>, attribute: &Attribute) {
    let word = match &attribute.attribute_type {
        AttributeType::Enumeration => "Enum",
        AttributeType::HashedString => "HashString",
        other => other.as_str(),
    };
    let length = match attribute.attribute_type {
        AttributeType::String => attribute.length.unwrap_or(0),
        _ => 200,
    };
    object.text("Type", word);
    object.number("Length", number(length));
    object.flag("LocalizeDate", attribute.localize.unwrap_or(true));
    object.text(
        "Enumeration",
        attribute.enumeration.as_deref().unwrap_or_default(),
    );
}

/// The model does not say which microflow calculates a value.
fn calculation(attribute: &Attribute) -> &'static str {
    match attribute.value {
        AttributeValue::Calculated => "Synthetic.Calculate",
        _ => "",
    }
}

fn value(object: &mut Object<'_>, attribute: &Attribute) {
    let object_type = match &attribute.value {
        AttributeValue::Stored => "DomainModels$StoredValue",
        AttributeValue::Calculated => "DomainModels$CalculatedValue",
        AttributeValue::View => "DomainModels$OqlViewValue",
        other => other.as_str(),
    };
    object.head(&derived(&attribute.id, "value"), object_type);
    match attribute.value {
        AttributeValue::Calculated => {
            object.text("Microflow", calculation(attribute));
            object.flag("PassEntity", false);
        }
        AttributeValue::View => {}
        _ => object.text(
            "DefaultValue",
            attribute.default_value.as_deref().unwrap_or_default(),
        ),
    }
}

fn unique_rule(object: &mut Object<'_>, entity: &Entity, attribute: &str) {
    let part = |part: &str| derived(&entity.id, &format!("{part}/{attribute}"));
    object.head(&part("unique"), "DomainModels$ValidationRule");
    object.text("Attribute", &format!("{}.{attribute}", entity.name));
    object.object("RuleInfo", |object| {
        object.head(&part("uniqueInfo"), "DomainModels$UniqueRuleInfo");
    });
}

fn index(object: &mut Object<'_>, index: &Index, entity: &Entity, form: Form) {
    object.head(&index.id, "DomainModels$EntityIndex");
    // Indexes point to attributes by `$ID`; the model knows the GUID. A GUID that is no attribute's is written as it is.
    let pointer = |guid: &str| -> String {
        entity
            .attributes
            .iter()
            .find(|attribute| attribute.guid == guid)
            .map_or_else(|| guid.to_owned(), |attribute| attribute.id.clone())
    };
    if form.is_modern() {
        object.objects(
            "Attributes",
            Marker::Parts,
            index.columns.iter().enumerate(),
            |object, (at, column)| {
                object.head(
                    &derived(&index.id, &format!("column {at}")),
                    "DomainModels$IndexedAttribute",
                );
                object.text("Type", column.member.as_deref().unwrap_or("Normal"));
                match &column.attribute {
                    Some(guid) => object.id("AttributePointer", &pointer(guid)),
                    None => object.null("AttributePointer"),
                }
                object.flag("Ascending", column.ascending);
            },
        );
    } else {
        let columns: Vec<_> = index
            .columns
            .iter()
            .filter_map(|column| column.attribute.as_deref().map(pointer))
            .collect();
        object.ids("AttributePointers", columns.iter().map(String::as_str));
    }
    object.id("GUID", &index.guid);
}

/// Lengths beyond what Mendix can write are as good as unlimited.
fn number(length: u64) -> i64 {
    i64::try_from(length).unwrap_or(i64::MAX)
}
