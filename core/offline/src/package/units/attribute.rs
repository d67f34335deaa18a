//! Attributes, in the three ways in which Mendix 4 to 11 write them (package formats, 3.4).

use mendix_deploy_model::models::{Attribute, AttributeType, AttributeValue};

use super::{
    budget::Budget,
    fault::{Fault, Result},
};
use crate::package::bson::{Document, Element, Guid, Value};

/// Type information, as flat keys or as a document state it. Flat attributes have a length and a time zone whatever their
/// type, so these count only for the types they belong to.
#[derive(Default)]
struct Type<'a> {
    word: Option<&'a str>,
    length: Option<u64>,
    localize: Option<bool>,
    enumeration: Option<&'a str>,
}

/// An attribute and its `$ID`, by which indexes point to it.
pub(super) fn read(document: Document<'_>, budget: &mut Budget) -> Result<(Guid, Attribute)> {
    let (mut id, mut guid, mut name) = (None, None, None);
    let mut flat = Type::default();
    let mut typed = None;
    let (mut flat_default, mut flat_microflow, mut value) = (None, None, None);
    for element in document.elements() {
        let element = element?;
        match element.key {
            "$ID" => id = Some(element.guid()?),
            "GUID" => guid = Some(element.guid()?),
            "Name" => name = Some(element.text()?),
            "NewType" => typed = element.document()?.or(typed),
            // A document in `model.mdp`, a word in projects until Mendix 5.6.
            "Type" => match element.value {
                Value::Document(document) => typed = typed.or(Some(document)),
                _ => flat.word = element.name()?,
            },
            "DefaultValue" => flat_default = element.name()?,
            "Microflow" => flat_microflow = element.name()?,
            "Value" => value = element.document()?,
            _ => flat.see(&element)?,
        }
    }
    let offset = document.offset();
    let id = id.ok_or_else(|| Fault::missing("$ID of an attribute", offset))?;
    let guid = guid.ok_or_else(|| Fault::missing("GUID of an attribute", offset))?;
    let name = name.ok_or_else(|| Fault::missing("Name of an attribute", offset))?;
    let kind = typed.map(Type::of).transpose()?.unwrap_or(flat);
    let (value, default) = match value {
        Some(value) => source(value)?,
        None if flat_microflow.is_some() => (AttributeValue::Calculated, None),
        None => (AttributeValue::Stored, flat_default),
    };
    let attribute_type = kind.attribute_type();
    let attribute = Attribute {
        id: budget.guid(id)?,
        guid: budget.guid(guid)?,
        name: budget.text(name)?,
        length: kind
            .length
            .filter(|_| attribute_type == AttributeType::String),
        localize: kind
            .localize
            .filter(|_| attribute_type == AttributeType::DateTime),
        enumeration: kind
            .enumeration
            .filter(|_| attribute_type == AttributeType::Enumeration)
            .map(|name| budget.text(name))
            .transpose()?,
        attribute_type,
        value,
        default_value: default.map(|text| budget.text(text)).transpose()?,
    };
    Ok((id, attribute))
}

impl<'a> Type<'a> {
    fn of(document: Document<'a>) -> Result<Self> {
        let mut kind = Type::default();
        for element in document.elements() {
            let element = element?;
            match element.key {
                "$Type" => kind.word = Some(element.text()?),
                _ => kind.see(&element)?,
            }
        }
        Ok(kind)
    }

    fn see(&mut self, element: &Element<'a>) -> Result<()> {
        match element.key {
            // A negative length is as unlimited as none.
            "Length" => self.length = Some(u64::try_from(element.integer()?).unwrap_or(0)),
            "LocalizeDate" => self.localize = Some(element.boolean()?),
            "Enumeration" => self.enumeration = element.name()?,
            _ => {}
        }
        Ok(())
    }

    /// One word for `Enum`, `Enumeration` and `DomainModels$EnumerationAttributeType`, and so on.
    fn attribute_type(&self) -> AttributeType {
        let word = self.word.unwrap_or_default();
        let plain = word
            .strip_prefix("DomainModels$")
            .and_then(|word| word.strip_suffix("AttributeType"));
        match plain.unwrap_or(word) {
            "Enum" => AttributeType::Enumeration,
            "HashString" => AttributeType::HashedString,
            known if AttributeType::KNOWN.contains(&known) => AttributeType::from(known),
            _ => AttributeType::from(word),
        }
    }
}

/// Where the value comes from, and its default.
fn source(value: Document<'_>) -> Result<(AttributeValue, Option<&str>)> {
    let (mut kind, mut default) = ("", None);
    for element in value.elements() {
        let element = element?;
        match element.key {
            "$Type" => kind = element.text()?,
            "DefaultValue" => default = element.name()?,
            _ => {}
        }
    }
    Ok(match kind {
        "DomainModels$StoredValue" => (AttributeValue::Stored, default),
        "DomainModels$CalculatedValue" => (AttributeValue::Calculated, None),
        "DomainModels$OqlViewValue" => (AttributeValue::View, None),
        other => (AttributeValue::from(other), default),
    })
}
