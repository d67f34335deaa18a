//! Changes of attributes: A1 to A13, and N5.

use std::collections::{BTreeMap, BTreeSet};

use mendix_deploy_model::{
    comparisons::{ChangeRow, DataEffect, ElementKind, ModelChange},
    models::{Attribute, AttributeType, AttributeValue, Entity},
};

use super::{
    conversion::conversion,
    draft::{Draft, draft},
    matching::{Side, Sides, attribute_stored, is_stored, maybe_hashed},
};

pub(super) fn find(sides: &Sides<'_>, old: &Entity, new: &Entity, changes: &mut Vec<ModelChange>) {
    let (before, after) = (by_guid(sides, old), by_guid(sides, new));
    let mut added: BTreeMap<&str, &Attribute> = after
        .values()
        .filter(|attribute| !before.contains_key(attribute.guid.as_str()))
        .map(|attribute| (attribute.name.as_str(), *attribute))
        .collect();
    let full = |name: &str| format!("{}/{name}", new.name);
    for (guid, was) in &before {
        if let Some(is) = after.get(guid) {
            Pair {
                sides,
                old,
                new,
                was,
                is,
            }
            .changed(changes);
        } else if let Some(is) = added.remove(was.name.as_str()) {
            changes.push(recreated(old, new, was, is));
        } else {
            changes.push(
                draft(
                    ChangeRow::AttributeRemoved,
                    ElementKind::Attribute,
                    &full(&was.name),
                )
                .guid(guid)
                .stored(attribute_stored(old, was) && is_stored(new))
                .done(),
            );
        }
    }
    for is in added.into_values() {
        changes.push(
            draft(
                ChangeRow::AttributeAdded,
                ElementKind::Attribute,
                &full(&is.name),
            )
            .guid(&is.guid)
            .stored(is_stored(old) && attribute_stored(new, is))
            .done(),
        );
    }
}

/// Attributes by GUID. A catalogue lists columns only, so only those are compared with one.
fn by_guid<'e>(sides: &Sides<'_>, entity: &'e Entity) -> BTreeMap<&'e str, &'e Attribute> {
    entity
        .attributes
        .iter()
        .filter(|attribute| !sides.catalogue || attribute.value == AttributeValue::Stored)
        .map(|attribute| (attribute.guid.as_str(), attribute))
        .collect()
}

fn recreated(old: &Entity, new: &Entity, was: &Attribute, is: &Attribute) -> ModelChange {
    let change = draft(
        ChangeRow::AttributeRecreated,
        ElementKind::Attribute,
        &format!("{}/{}", new.name, is.name),
    )
    .guid(&is.guid)
    .field("guid", Some(was.guid.clone()), Some(is.guid.clone()));
    let entity_stored = is_stored(old) && is_stored(new);
    if entity_stored && !attribute_stored(old, was) && attribute_stored(new, is) {
        return change
            .forward(DataEffect::Keeps, "A column is added; there was none.")
            .backward(
                DataEffect::LosesRecent,
                "The column is dropped with what was entered since.",
            )
            .overlaps()
            .done();
    }
    change
        .stored(entity_stored && attribute_stored(old, was))
        .done()
}

/// An attribute on both sides.
struct Pair<'p> {
    sides: &'p Sides<'p>,
    old: &'p Entity,
    new: &'p Entity,
    was: &'p Attribute,
    is: &'p Attribute,
}

impl Pair<'_> {
    fn draft(&self, row: ChangeRow) -> Draft {
        draft(
            row,
            ElementKind::Attribute,
            &format!("{}/{}", self.new.name, self.is.name),
        )
        .guid(&self.is.guid)
        .was(&format!("{}/{}", self.old.name, self.was.name))
    }

    /// Whether the attribute has a column on both sides.
    fn stored(&self) -> bool {
        attribute_stored(self.old, self.was) && attribute_stored(self.new, self.is)
    }

    fn changed(&self, changes: &mut Vec<ModelChange>) {
        let (was, is) = (self.was, self.is);
        if was.name != is.name {
            changes.push(
                self.draft(ChangeRow::AttributeRenamed)
                    .field("name", Some(was.name.clone()), Some(is.name.clone()))
                    .stored(self.stored())
                    .done(),
            );
        }
        self.value(changes);
        // One that may be hashed text is among the unknowns, and has no length to compare.
        let is_retyped =
            was.attribute_type != is.attribute_type && !maybe_hashed(self.sides, was, is);
        if is_retyped {
            changes.push(self.retyped(&was.attribute_type, &is.attribute_type));
        } else if was.attribute_type == is.attribute_type {
            match is.attribute_type {
                AttributeType::String => self.length(changes),
                AttributeType::Enumeration => self.enumeration(changes),
                _ => {}
            }
        }
        self.default_value(changes);
        if let (Some(before), Some(after)) = (was.localize, is.localize)
            && before != after
            && !is_retyped
        {
            changes.push(
                self.draft(ChangeRow::LocalizationChanged)
                    .field(
                        "localize",
                        Some(before.to_string()),
                        Some(after.to_string()),
                    )
                    .stored(self.stored())
                    .done(),
            );
        }
    }

    /// Stored or calculated.
    fn value(&self, changes: &mut Vec<ModelChange>) {
        if self.was.value == self.is.value {
            return;
        }
        let stored = |value: &AttributeValue| *value == AttributeValue::Stored;
        let row = if stored(&self.is.value) {
            ChangeRow::AttributeStored
        } else {
            ChangeRow::AttributeUnstored
        };
        // Where the entity itself comes or goes, its columns come and go with it.
        let reaches = is_stored(self.old)
            && is_stored(self.new)
            && stored(&self.was.value) != stored(&self.is.value);
        changes.push(
            self.draft(row)
                .field(
                    "value",
                    Some(self.was.value.to_string()),
                    Some(self.is.value.to_string()),
                )
                .stored(reaches)
                .done(),
        );
    }

    fn retyped(&self, old_type: &AttributeType, new_type: &AttributeType) -> ModelChange {
        let forward = conversion(old_type, self.was.length, new_type, self.is.length);
        let inverse = conversion(new_type, self.is.length, old_type, self.was.length);
        let row = if [old_type, new_type].contains(&&AttributeType::AutoNumber) {
            ChangeRow::AutoNumberChanged
        } else if forward.converts {
            ChangeRow::TypeConverted
        } else {
            ChangeRow::TypeReplaced
        };
        // What was lost on the way forward does not come back, however well values are converted back.
        let backward = if forward.data > DataEffect::Look && forward.data > inverse.data {
            (
                forward.data,
                "What was lost on the way forward does not come back.",
            )
        } else {
            (inverse.data, inverse.what)
        };
        let mut change = self
            .draft(row)
            .field(
                "type",
                Some(old_type.to_string()),
                Some(new_type.to_string()),
            )
            .forward(forward.data, forward.what)
            .backward(backward.0, backward.1);
        if self.was.length != self.is.length {
            change = change.field("length", text(self.was.length), text(self.is.length));
        }
        change.stored(self.stored()).done()
    }

    fn length(&self, changes: &mut Vec<ModelChange>) {
        let (before, after) = (self.was.length, self.is.length);
        // 0 is unlimited, and so is what has no length.
        let width = |length: Option<u64>| length.filter(|it| *it > 0).unwrap_or(u64::MAX);
        let row = match width(after).cmp(&width(before)) {
            std::cmp::Ordering::Equal => return,
            std::cmp::Ordering::Greater => ChangeRow::LengthIncreased,
            std::cmp::Ordering::Less => ChangeRow::LengthDecreased,
        };
        changes.push(
            self.draft(row)
                .field("length", text(before), text(after))
                .stored(self.stored())
                .done(),
        );
    }

    /// Another enumeration, unless it is the same under another name.
    fn enumeration(&self, changes: &mut Vec<ModelChange>) {
        let (Some(before), Some(after)) = (&self.was.enumeration, &self.is.enumeration) else {
            return;
        };
        let now = self.sides.enumeration_names.get(before.as_str());
        if now.copied().unwrap_or(before) == after {
            return;
        }
        let change = self.draft(ChangeRow::EnumerationReplaced).field(
            "enumeration",
            Some(before.clone()),
            Some(after.clone()),
        );
        let (old_names, new_names) = (
            names(&self.sides.before, before),
            names(&self.sides.after, after),
        );
        let change = match (old_names, new_names) {
            (Some(old_names), Some(new_names)) if old_names == new_names => change
                .forward(DataEffect::Keeps, "Both enumerations have the same names.")
                .backward(DataEffect::Keeps, "Both enumerations have the same names.")
                .blocks(false, false),
            (Some(old_names), Some(new_names)) if old_names.is_subset(&new_names) => change
                .forward(
                    DataEffect::Keeps,
                    "The other enumeration has every name that rows can have.",
                )
                .backward(
                    DataEffect::LosesRecent,
                    "Rows with a name that the old enumeration lacks mean nothing to the old version.",
                ),
            _ => change,
        };
        changes.push(change.stored(self.stored()).done());
    }

    fn default_value(&self, changes: &mut Vec<ModelChange>) {
        let words = |attribute: &Attribute| {
            attribute
                .default_value
                .clone()
                .filter(|default| !default.is_empty())
        };
        let (before, after) = (words(self.was), words(self.is));
        if before == after || self.sides.catalogue && (before.is_none() || after.is_none()) {
            return;
        }
        changes.push(
            self.draft(ChangeRow::DefaultChanged)
                .field("default", before, after)
                .stored(self.stored())
                .done(),
        );
    }
}

fn text(length: Option<u64>) -> Option<String> {
    length.map(|length| length.to_string())
}

/// The names of an enumeration's values; absent when the enumeration is not in the file.
fn names<'s>(side: &Side<'s>, enumeration: &str) -> Option<BTreeSet<&'s str>> {
    let enumeration = side.enumerations.get(enumeration)?;
    Some(
        enumeration
            .values
            .iter()
            .map(|value| value.name.as_str())
            .collect(),
    )
}
