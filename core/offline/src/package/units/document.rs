//! Enumerations, constants, scheduled events and modules (package formats, 3.5).

use std::fmt::Write;

use mendix_deploy_model::{
    models::{AppModule, Enumeration, EnumerationValue, ModelConstant, ModelEvent},
    packages::ConstantType,
};

use super::{
    budget::Budget,
    digest::{Objects, Scratch, Sieve},
    fault::{Fault, Result},
};
use crate::package::bson::{Document, Value};

/// Longest description of a schedule that is kept.
const MAX_SCHEDULE: usize = 500;

/// An element whose name may lack its module.
pub(super) struct Named<T> {
    pub(super) is_qualified: bool,
    pub(super) element: T,
}

/// The name of a document, qualified where the file says so.
#[derive(Default)]
struct Name<'a> {
    plain: Option<&'a str>,
    qualified: Option<&'a str>,
}

impl Name<'_> {
    fn keep(&self, offset: usize, budget: &mut Budget) -> Result<String> {
        let name = self
            .qualified
            .or(self.plain)
            .ok_or_else(|| Fault::missing("Name of a document", offset))?;
        budget.text(name)
    }
}

pub(super) fn enumeration(
    document: Document<'_>,
    budget: &mut Budget,
) -> Result<Named<Enumeration>> {
    let mut name = Name::default();
    let mut values = Vec::new();
    let mut presentation = Objects::default();
    let mut scratch = Scratch::default();
    for element in document.elements() {
        let element = element?;
        match element.key {
            "Name" => name.plain = Some(element.text()?),
            "QualifiedName" => name.qualified = element.name()?,
            "Values" => {
                for value in element.documents()? {
                    let value = value?;
                    let (mut text, mut caption, mut image) = (None, None, None);
                    for element in value.elements() {
                        let element = element?;
                        match element.key {
                            "Name" => text = Some(element.text()?),
                            "Caption" => caption = element.document()?,
                            "Image" => image = element.name()?,
                            _ => {}
                        }
                    }
                    let text = text.ok_or_else(|| {
                        Fault::missing("Name of an enumeration value", value.offset())
                    })?;
                    presentation.text(text);
                    presentation.text(image.unwrap_or_default());
                    if let Some(caption) = caption {
                        presentation.add(caption, Sieve::Words, &mut scratch)?;
                    }
                    let value = EnumerationValue {
                        id: budget.guid(value.object_id()?)?,
                        name: budget.text(text)?,
                    };
                    budget.push(&mut values, value)?;
                }
            }
            _ => {}
        }
    }
    Ok(Named {
        is_qualified: name.qualified.is_some(),
        element: Enumeration {
            id: budget.guid(document.object_id()?)?,
            name: name.keep(document.offset(), budget)?,
            values,
            presentation_digest: Some(presentation.finish()),
        },
    })
}

pub(super) fn constant(
    document: Document<'_>,
    budget: &mut Budget,
) -> Result<Named<ModelConstant>> {
    let mut name = Name::default();
    let (mut kind, mut old_kind, mut exposed, mut default) = (None, None, None, None);
    for element in document.elements() {
        let element = element?;
        match element.key {
            "Name" => name.plain = Some(element.text()?),
            "QualifiedName" => name.qualified = element.name()?,
            // A word until Mendix 7.5, a document later.
            "DataType" => old_kind = element.name()?,
            "Type" => match element.value {
                Value::Document(kind_document) => kind = Some(kind_document.object_type()?),
                _ => old_kind = old_kind.or(element.name()?),
            },
            "ExposedToClient" => exposed = Some(element.boolean()?),
            "DefaultValue" => default = Some(element.text()?),
            _ => {}
        }
    }
    let word = kind
        .map(|kind| {
            kind.strip_prefix("DataTypes$")
                .and_then(|kind| kind.strip_suffix("Type"))
                .unwrap_or(kind)
        })
        .or(old_kind)
        .unwrap_or_default();
    if !ConstantType::KNOWN.contains(&word) {
        budget.charge(word.len())?;
    }
    Ok(Named {
        is_qualified: name.qualified.is_some(),
        element: ModelConstant {
            id: Some(budget.guid(document.object_id()?)?),
            name: name.keep(document.offset(), budget)?,
            constant_type: ConstantType::from(word),
            exposed_to_client: exposed,
            default_value: default.map(|text| budget.text(text)).transpose()?,
        },
    })
}

pub(super) fn event(document: Document<'_>, budget: &mut Budget) -> Result<Named<ModelEvent>> {
    let mut name = Name::default();
    let (mut enabled, mut microflow) = (None, None);
    let (mut interval, mut unit, mut schedule) = (None, None, None);
    for element in document.elements() {
        let element = element?;
        match element.key {
            "Name" => name.plain = Some(element.text()?),
            "QualifiedName" => name.qualified = element.name()?,
            "Enabled" => enabled = Some(element.boolean()?),
            "Microflow" => microflow = element.name()?,
            "Interval" => interval = Some(element.integer()?),
            "IntervalType" => unit = element.name()?,
            "Schedule" => schedule = element.document()?,
            _ => {}
        }
    }
    // Where there is a schedule it rules, and the interval is left over.
    let interval = match (schedule, interval, unit) {
        (Some(schedule), ..) => Some(describe(schedule)?),
        (None, Some(interval), Some(unit)) => Some(format!("{interval} {unit}")),
        _ => None,
    };
    if let Some(interval) = &interval {
        budget.charge(interval.len())?;
    }
    Ok(Named {
        is_qualified: name.qualified.is_some(),
        element: ModelEvent {
            id: Some(budget.guid(document.object_id()?)?),
            name: name.keep(document.offset(), budget)?,
            enabled,
            microflow: microflow.map(|name| budget.text(name)).transpose()?,
            interval,
        },
    })
}

/// A schedule such as `HourSchedule MinuteOffset=5 Multiplier=2`, keys by code point.
fn describe(schedule: Document<'_>) -> Result<String> {
    let kind = schedule.object_type()?;
    let mut text = kind.rsplit('$').next().unwrap_or(kind).to_owned();
    let mut settings = Vec::new();
    for element in schedule.elements() {
        let element = element?;
        match element.value {
            Value::Int32(_) | Value::Int64(_) => {
                settings.push((element.key, element.integer()?.to_string()));
            }
            Value::Boolean(value) => settings.push((element.key, value.to_string())),
            Value::String(value) if element.key != "$Type" => {
                settings.push((element.key, value.to_owned()));
            }
            _ => {}
        }
        let length = settings.iter().map(|(key, value)| key.len() + value.len());
        if settings.len() > MAX_SCHEDULE || length.sum::<usize>() > MAX_SCHEDULE {
            return Err(Fault::TooLarge);
        }
    }
    settings.sort();
    for (key, value) in settings {
        // Writing to a text cannot fail.
        let _ = write!(text, " {key}={value}");
    }
    Ok(text)
}

pub(super) fn module(document: Document<'_>, budget: &mut Budget) -> Result<AppModule> {
    let (mut name, mut version) = (None, None);
    for element in document.elements() {
        let element = element?;
        match element.key {
            "Name" => name = Some(element.text()?),
            "AppStoreVersion" => version = element.name()?,
            _ => {}
        }
    }
    let name = name.ok_or_else(|| Fault::missing("Name of a module", document.offset()))?;
    Ok(AppModule {
        id: Some(budget.guid(document.object_id()?)?),
        name: budget.text(name)?,
        marketplace_version: version.map(|version| budget.text(version)).transpose()?,
    })
}
