//! Edits of enumerations.

use mendix_deploy_model::{
    comparisons::ChangeRow,
    models::{AttributeType, AttributeValue, Enumeration, EnumerationValue},
};

use super::{Back, DESTRUCTIVE, Draft, Edit, Label, MODEL, module_of};
use crate::support::models;

pub(super) const EDITS: &[(&str, Edit)] = &[
    ("enumeration value added", value_added),
    ("enumeration value removed", value_removed),
    ("enumeration value renamed", value_renamed),
    ("enumeration renamed", renamed),
    ("enumeration values in another order", reordered),
    ("captions changed", presented),
    ("enumeration added", added),
    ("enumeration removed", removed),
];

fn is_used(draft: &Draft, enumeration: &Enumeration, by_a_column: bool) -> bool {
    draft.model.entities.iter().any(|entity| {
        entity.attributes.iter().any(|it| {
            it.enumeration.as_ref() == Some(&enumeration.name)
                && (!by_a_column
                    || entity.stored == Some(true)
                        && it.attribute_type == AttributeType::Enumeration
                        && it.value == AttributeValue::Stored)
        })
    })
}

/// An enumeration, touched from now on with every entity that uses it.
fn take(draft: &mut Draft, wanted: impl Fn(&Draft, &Enumeration) -> bool) -> Option<usize> {
    let users = |draft: &Draft, it: &Enumeration| -> Vec<String> {
        (draft.model.entities.iter())
            .filter(|entity| {
                (entity.attributes.iter()).any(|at| at.enumeration.as_ref() == Some(&it.name))
            })
            .map(|entity| entity.guid.clone())
            .collect()
    };
    let places: Vec<_> = (draft.model.enumerations.iter().enumerate())
        .filter(|(_, it)| draft.is_free(&it.id) && draft.is_free(module_of(&it.name)))
        .filter(|(_, it)| users(draft, it).iter().all(|guid| draft.is_free(guid)))
        .filter(|(_, it)| wanted(draft, it))
        .map(|(at, _)| at)
        .collect();
    let at = draft.chance.try_pick(&places)?;
    let enumeration = &draft.model.enumerations[at];
    for guid in users(draft, enumeration) {
        draft.touch(guid);
    }
    draft.touch(draft.model.enumerations[at].id.clone());
    Some(at)
}

fn in_columns(draft: &mut Draft) -> Option<usize> {
    take(draft, |draft, it| is_used(draft, it, true))
}

fn value_added(draft: &mut Draft) -> Option<Label> {
    let at = in_columns(draft)?;
    let enumeration = &mut draft.model.enumerations[at];
    let value = EnumerationValue {
        id: draft.chance.guid(),
        name: "AddedWithAVeryLongName".to_owned(),
    };
    let name = format!("{}.{}", enumeration.name, value.name);
    enumeration.values.push(value);
    Some(
        Label::in_place("N1")
            .row(ChangeRow::ValueAdded, name)
            .back(Back::NotSafe),
    )
}

fn value_removed(draft: &mut Draft) -> Option<Label> {
    let at = in_columns(draft)?;
    let enumeration = &mut draft.model.enumerations[at];
    let place = draft.chance.below(enumeration.values.len());
    let value = enumeration.values.remove(place);
    let name = format!("{}.{}", enumeration.name, value.name);
    Some(
        Label::harmless("N2")
            .row(ChangeRow::ValueRemoved, name)
            .back(Back::Open)
            .class(MODEL, DESTRUCTIVE),
    )
}

fn value_renamed(draft: &mut Draft) -> Option<Label> {
    let at = in_columns(draft)?;
    let enumeration = &mut draft.model.enumerations[at];
    let place = draft.chance.below(enumeration.values.len());
    let value = &mut enumeration.values[place];
    value.name.push_str("Renamed");
    let name = format!("{}.{}", enumeration.name, value.name);
    Some(
        Label::harmless("N3")
            .row(ChangeRow::ValueRenamed, name)
            .back(Back::NotSafe)
            .class(MODEL, DESTRUCTIVE),
    )
}

fn renamed(draft: &mut Draft) -> Option<Label> {
    let at = take(draft, |_, _| true)?;
    let module = module_of(&draft.model.enumerations[at].name).to_owned();
    let name = models::qualified(&draft.model, &module, &mut draft.chance);
    rename(draft, at, &name);
    Some(Label::harmless("N4").row(ChangeRow::EnumerationPresentation, name))
}

/// Gives the enumeration a name; attributes follow.
pub(super) fn rename(draft: &mut Draft, at: usize, name: &str) {
    let old = std::mem::replace(&mut draft.model.enumerations[at].name, name.to_owned());
    let attributes = (draft.model.entities.iter_mut()).flat_map(|it| &mut it.attributes);
    for attribute in attributes {
        if attribute.enumeration.as_ref() == Some(&old) {
            attribute.enumeration = Some(name.to_owned());
        }
    }
}

fn reordered(draft: &mut Draft) -> Option<Label> {
    let at = take(draft, |_, _| true)?;
    let enumeration = &mut draft.model.enumerations[at];
    enumeration.values.reverse();
    Some(Label::harmless("N4").row(ChangeRow::EnumerationPresentation, &enumeration.name))
}

fn presented(draft: &mut Draft) -> Option<Label> {
    let at = take(draft, |_, _| true)?;
    let enumeration = &mut draft.model.enumerations[at];
    enumeration.presentation_digest = Some(draft.chance.digest());
    Some(Label::harmless("N4").row(ChangeRow::EnumerationPresentation, &enumeration.name))
}

fn added(draft: &mut Draft) -> Option<Label> {
    let module = draft.module()?;
    let name = models::qualified(&draft.model, &module, &mut draft.chance);
    let enumeration = models::enumeration(name.clone(), &mut draft.chance);
    draft.touch(enumeration.id.clone());
    draft.model.enumerations.push(enumeration);
    Some(
        Label::harmless("enumeration added")
            .row(ChangeRow::EnumerationAdded, name)
            .also(&[ChangeRow::ValueAdded]),
    )
}

fn removed(draft: &mut Draft) -> Option<Label> {
    let at = take(draft, |draft, it| !is_used(draft, it, false))?;
    let enumeration = draft.model.enumerations.remove(at);
    Some(
        Label::harmless("enumeration removed")
            .row(ChangeRow::EnumerationRemoved, enumeration.name)
            .also(&[ChangeRow::ValueRemoved]),
    )
}
