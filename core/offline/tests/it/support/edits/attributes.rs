//! Edits of attributes.

use mendix_deploy_model::{
    comparisons::ChangeRow,
    models::{Attribute, AttributeType, AttributeValue, Entity},
};

use super::{ADDITIVE, Back, DESTRUCTIVE, Draft, Edit, Label, MODEL};
use crate::support::models;

pub(super) const EDITS: &[(&str, Edit)] = &[
    ("attribute added", added),
    ("attribute removed", removed),
    ("attribute made anew", recreated),
    ("attribute renamed", renamed),
    ("attribute renamed and converted", renamed_and_converted),
    ("type converted", converted),
    ("type replaced", replaced),
    ("length increased", longer),
    ("length decreased", shorter),
    ("default changed", default_changed),
    ("attribute became calculated", calculated),
    ("attribute became stored", uncalculated),
    ("localization switched", localized),
    ("type to AutoNumber", to_auto_number),
    ("type from AutoNumber", from_auto_number),
    ("attribute of another enumeration", other_enumeration),
    ("attribute in memory removed", removed_in_memory),
    ("attribute in memory of another type", replaced_in_memory),
];

/// An attribute with a column, of an entity with a table; the entity is touched from now on.
fn column(draft: &mut Draft, wanted: impl Fn(&Attribute) -> bool) -> Option<(usize, usize)> {
    let has = |it: &Attribute| it.value == AttributeValue::Stored && wanted(it);
    let at = draft.stored(|_, entity| entity.attributes.iter().any(has))?;
    let places: Vec<_> = (draft.model.entities[at].attributes.iter().enumerate())
        .filter(|(_, it)| has(it))
        .map(|(place, _)| place)
        .collect();
    Some((at, draft.chance.try_pick(&places)?))
}

fn full(entity: &Entity, attribute: &Attribute) -> String {
    format!("{}/{}", entity.name, attribute.name)
}

fn name_at(draft: &Draft, (entity, attribute): (usize, usize)) -> String {
    let entity = &draft.model.entities[entity];
    full(entity, &entity.attributes[attribute])
}

fn added(draft: &mut Draft) -> Option<Label> {
    let at = draft.stored(|_, _| true)?;
    let entity = &draft.model.entities[at];
    let mut attribute = models::attribute(&draft.model, entity, &mut draft.chance);
    attribute.value = AttributeValue::Stored;
    let label = Label::additive("A1").row(ChangeRow::AttributeAdded, full(entity, &attribute));
    draft.model.entities[at].attributes.push(attribute);
    Some(label)
}

/// Takes an attribute away, with its index columns and its unique rule.
fn take_away(entity: &mut Entity, place: usize) -> (Attribute, Vec<ChangeRow>) {
    let attribute = entity.attributes.remove(place);
    let mut also = Vec::new();
    if entity.unique_attributes.contains(&attribute.name) {
        also.push(ChangeRow::UniqueRemoved);
        entity.unique_attributes.retain(|it| *it != attribute.name);
    }
    for index in &mut entity.indexes {
        let before = index.columns.len();
        index
            .columns
            .retain(|it| it.attribute.as_ref() != Some(&attribute.guid));
        if index.columns.len() != before {
            also.push(ChangeRow::IndexChanged);
        }
    }
    entity.indexes.retain(|it| !it.columns.is_empty());
    (attribute, also)
}

fn removed(draft: &mut Draft) -> Option<Label> {
    let at = column(draft, |_| true)?;
    let name = name_at(draft, at);
    let (_, also) = take_away(&mut draft.model.entities[at.0], at.1);
    Some(
        Label::losing("A2")
            .row(ChangeRow::AttributeRemoved, name)
            .also(&also),
    )
}

fn recreated(draft: &mut Draft) -> Option<Label> {
    let at = column(draft, |_| true)?;
    let name = name_at(draft, at);
    let entity = &mut draft.model.entities[at.0];
    let is_unique = entity
        .unique_attributes
        .contains(&entity.attributes[at.1].name);
    let (mut attribute, mut also) = take_away(entity, at.1);
    attribute.id = draft.chance.guid();
    attribute.guid = draft.chance.guid();
    if is_unique {
        entity.unique_attributes.push(attribute.name.clone());
        also.push(ChangeRow::UniqueAdded);
    }
    entity.attributes.push(attribute);
    Some(
        Label::losing("A3")
            .row(ChangeRow::AttributeRecreated, name)
            .also(&also),
    )
}

/// Another name; the unique rule follows it.
fn rename(draft: &mut Draft, (at, place): (usize, usize)) {
    let entity = &draft.model.entities[at];
    let name = models::name(&mut draft.chance, |name| {
        entity.attributes.iter().any(|it| it.name == name)
    });
    let entity = &mut draft.model.entities[at];
    let old = std::mem::replace(&mut entity.attributes[place].name, name.clone());
    for unique in &mut entity.unique_attributes {
        if *unique == old {
            unique.clone_from(&name);
        }
    }
}

fn renamed(draft: &mut Draft) -> Option<Label> {
    let at = column(draft, |_| true)?;
    rename(draft, at);
    Some(Label::in_place("A4").row(ChangeRow::AttributeRenamed, name_at(draft, at)))
}

fn renamed_and_converted(draft: &mut Draft) -> Option<Label> {
    let at = column(draft, |it| it.attribute_type == AttributeType::Integer)?;
    rename(draft, at);
    set(draft, at, AttributeType::Long, None);
    let name = name_at(draft, at);
    Some(
        Label::in_place("A4 and A5")
            .row(ChangeRow::AttributeRenamed, &name)
            .row(ChangeRow::TypeConverted, name)
            .back(Back::NotSafe),
    )
}

/// Sets the type and nothing else: the default goes with it.
fn set(draft: &mut Draft, (at, place): (usize, usize), kind: AttributeType, length: Option<u64>) {
    let Draft { model, chance, .. } = draft;
    let mut attribute = model.entities[at].attributes[place].clone();
    models::set_type(&mut attribute, kind, model, chance);
    if length.is_some() {
        attribute.length = length;
    }
    model.entities[at].attributes[place] = attribute;
}

/// Changes of type that keep every value; none of them backwards (package formats, 7.1).
fn conversions(from: &AttributeType) -> &'static [(AttributeType, Option<u64>)] {
    use AttributeType::{
        Boolean, Decimal, Enumeration, HashedString, Integer, Long, String as Text,
    };
    match from {
        Integer => &[
            (Long, None),
            (Decimal, None),
            (Text, Some(0)),
            (Text, Some(11)),
        ],
        Long => &[(Decimal, None), (Text, Some(0)), (Text, Some(20))],
        Decimal => &[(Text, Some(0)), (Text, Some(20))],
        Boolean => &[(Text, Some(0)), (Text, Some(5))],
        Enumeration | HashedString => &[(Text, Some(0))],
        _ => &[],
    }
}

fn converted(draft: &mut Draft) -> Option<Label> {
    let at = column(draft, |it| !conversions(&it.attribute_type).is_empty())?;
    let old = draft.model.entities[at.0].attributes[at.1]
        .attribute_type
        .clone();
    let (kind, length) = draft.chance.pick(conversions(&old)).clone();
    set(draft, at, kind, length);
    Some(
        Label::in_place("A5")
            .row(ChangeRow::TypeConverted, name_at(draft, at))
            .also(&[ChangeRow::DefaultChanged])
            .back(Back::NotSafe),
    )
}

/// Changes of type that keep no value.
fn replacements(from: &AttributeType) -> &'static [(AttributeType, Option<u64>)] {
    use AttributeType::{
        Binary, Boolean, DateTime, Decimal, Enumeration, HashedString, Integer, Long,
        String as Text,
    };
    match from {
        Text => &[
            (Integer, None),
            (DateTime, None),
            (Boolean, None),
            (HashedString, None),
        ],
        Long => &[(Integer, None), (Boolean, None), (Text, Some(19))],
        Decimal => &[(Integer, None), (Long, None), (Text, Some(19))],
        DateTime => &[(Text, Some(0)), (Long, None)],
        Boolean => &[(Integer, None), (Text, Some(4))],
        Binary => &[(Text, Some(0))],
        Integer => &[(Boolean, None), (DateTime, None), (Text, Some(10))],
        Enumeration => &[(Integer, None), (Boolean, None)],
        HashedString => &[(Integer, None), (Binary, None)],
        _ => &[],
    }
}

fn replaced(draft: &mut Draft) -> Option<Label> {
    let at = column(draft, |it| !replacements(&it.attribute_type).is_empty())?;
    let old = draft.model.entities[at.0].attributes[at.1]
        .attribute_type
        .clone();
    let (kind, length) = draft.chance.pick(replacements(&old)).clone();
    set(draft, at, kind, length);
    Some(
        Label::losing("A6")
            .row(ChangeRow::TypeReplaced, name_at(draft, at))
            .also(&[ChangeRow::DefaultChanged]),
    )
}

fn longer(draft: &mut Draft) -> Option<Label> {
    let at = column(draft, |it| it.length.is_some_and(|length| length > 0))?;
    let attribute = &mut draft.model.entities[at.0].attributes[at.1];
    attribute.length = if draft.chance.once_in(3) {
        Some(0)
    } else {
        attribute.length.map(|length| length + 100)
    };
    Some(
        Label::in_place("A7")
            .row(ChangeRow::LengthIncreased, name_at(draft, at))
            .back(Back::NotSafe),
    )
}

fn shorter(draft: &mut Draft) -> Option<Label> {
    let at = column(draft, |it| it.length.is_some())?;
    let attribute = &mut draft.model.entities[at.0].attributes[at.1];
    attribute.length = match attribute.length {
        Some(0) => Some(200),
        other => other.map(|length| length / 2),
    };
    Some(Label::losing("A8").row(ChangeRow::LengthDecreased, name_at(draft, at)))
}

fn default_changed(draft: &mut Draft) -> Option<Label> {
    let at = column(draft, |it| it.attribute_type == AttributeType::Integer)?;
    draft.model.entities[at.0].attributes[at.1].default_value = Some("42".to_owned());
    Some(
        Label::harmless("A9")
            .row(ChangeRow::DefaultChanged, name_at(draft, at))
            .class(MODEL, ADDITIVE),
    )
}

fn calculated(draft: &mut Draft) -> Option<Label> {
    let at = column(draft, |_| true)?;
    draft.model.entities[at.0].attributes[at.1].value = AttributeValue::Calculated;
    Some(
        Label::losing("A10")
            .row(ChangeRow::AttributeUnstored, name_at(draft, at))
            .also(&[
                ChangeRow::DefaultChanged,
                ChangeRow::IndexChanged,
                ChangeRow::UniqueRemoved,
            ]),
    )
}

fn uncalculated(draft: &mut Draft) -> Option<Label> {
    let is_calculated = |it: &Attribute| it.value == AttributeValue::Calculated;
    let at = draft.stored(|_, entity| entity.attributes.iter().any(is_calculated))?;
    let place = (draft.model.entities[at].attributes.iter()).position(is_calculated)?;
    draft.model.entities[at].attributes[place].value = AttributeValue::Stored;
    Some(
        Label::additive("A11")
            .row(ChangeRow::AttributeStored, name_at(draft, (at, place)))
            .also(&[ChangeRow::IndexChanged, ChangeRow::UniqueAdded])
            .class(ADDITIVE, DESTRUCTIVE),
    )
}

fn localized(draft: &mut Draft) -> Option<Label> {
    let at = column(draft, |it| it.localize.is_some())?;
    let attribute = &mut draft.model.entities[at.0].attributes[at.1];
    attribute.localize = attribute.localize.map(|on| !on);
    Some(
        Label::harmless("A12")
            .row(ChangeRow::LocalizationChanged, name_at(draft, at))
            .back(Back::Open)
            .class(MODEL, DESTRUCTIVE),
    )
}

fn to_auto_number(draft: &mut Draft) -> Option<Label> {
    let at = column(draft, |it| it.attribute_type != AttributeType::AutoNumber)?;
    set(draft, at, AttributeType::AutoNumber, None);
    Some(
        Label::losing("A13")
            .row(ChangeRow::AutoNumberChanged, name_at(draft, at))
            .also(&[ChangeRow::DefaultChanged]),
    )
}

fn from_auto_number(draft: &mut Draft) -> Option<Label> {
    let at = column(draft, |it| it.attribute_type == AttributeType::AutoNumber)?;
    let label = if draft.chance.once_in(2) {
        set(draft, at, AttributeType::Boolean, None);
        Label::losing("A13")
    } else {
        // Numbers are kept on this way, and made anew on the way back.
        set(draft, at, AttributeType::Long, None);
        Label::in_place("A13 to Long").back(Back::NotSafe)
    };
    Some(
        label
            .row(ChangeRow::AutoNumberChanged, name_at(draft, at))
            .also(&[ChangeRow::DefaultChanged]),
    )
}

fn other_enumeration(draft: &mut Draft) -> Option<Label> {
    let at = column(draft, |it| it.attribute_type == AttributeType::Enumeration)?;
    let old = draft.model.entities[at.0].attributes[at.1]
        .enumeration
        .clone();
    let others: Vec<_> = (draft.model.enumerations.iter())
        .filter(|it| Some(&it.name) != old.as_ref() && draft.is_free(&it.id))
        .map(|it| (it.id.clone(), it.name.clone()))
        .collect();
    let (id, name) = draft.chance.try_pick(&others)?;
    // Both keep their names and values while an attribute changes from one to the other.
    draft.touch(id);
    let old_id = (draft.model.enumerations.iter()).find(|it| Some(&it.name) == old.as_ref());
    if let Some(id) = old_id.map(|it| it.id.clone()) {
        draft.touch(id);
    }
    draft.model.entities[at.0].attributes[at.1].enumeration = Some(name);
    Some(
        Label::harmless("N5")
            .row(ChangeRow::EnumerationReplaced, name_at(draft, at))
            .back(Back::NotSafe)
            .class(MODEL, DESTRUCTIVE),
    )
}

/// An attribute of an entity without a table.
fn in_memory(draft: &mut Draft, wanted: impl Fn(&Attribute) -> bool) -> Option<(usize, usize)> {
    let has = |it: &Attribute| it.value == AttributeValue::Stored && wanted(it);
    let places = draft.entities(|it| it.stored == Some(false) && it.attributes.iter().any(has));
    let at = draft.take(&places)?;
    let place = (draft.model.entities[at].attributes.iter()).position(has)?;
    Some((at, place))
}

fn removed_in_memory(draft: &mut Draft) -> Option<Label> {
    let at = in_memory(draft, |_| true)?;
    let name = name_at(draft, at);
    let (_, also) = take_away(&mut draft.model.entities[at.0], at.1);
    Some(
        Label::harmless("A2 in memory")
            .row(ChangeRow::AttributeRemoved, name)
            .also(&also),
    )
}

fn replaced_in_memory(draft: &mut Draft) -> Option<Label> {
    let at = in_memory(draft, |it| it.attribute_type == AttributeType::String)?;
    set(draft, at, AttributeType::Integer, None);
    Some(
        Label::harmless("A6 in memory")
            .row(ChangeRow::TypeReplaced, name_at(draft, at))
            .also(&[ChangeRow::DefaultChanged]),
    )
}
