//! Changes of enumerations: N1 to N4. The database stores names of values, so the name is the identity.

use mendix_deploy_model::{
    comparisons::{ChangeRow, DataEffect, ElementKind, ModelChange},
    models::Enumeration,
};

use super::{
    draft::draft,
    matching::{Match, Sides, pairs},
};

pub(super) fn find(sides: &Sides<'_>, changes: &mut Vec<ModelChange>) {
    // A catalogue knows the longest name of an enumeration, and neither the enumeration nor its values.
    if sides.catalogue {
        return;
    }
    let matches = pairs(
        sides.before.enumerations.values().copied(),
        sides.after.enumerations.values().copied(),
        |enumeration: &Enumeration| enumeration.name.as_str(),
        |enumeration| Some(&enumeration.id),
    );
    for found in matches {
        match found {
            Match::Removed(old) => changes.push(
                draft(
                    ChangeRow::EnumerationRemoved,
                    ElementKind::Enumeration,
                    &old.name,
                )
                .outside(),
            ),
            Match::Added(new) => changes.push(
                draft(
                    ChangeRow::EnumerationAdded,
                    ElementKind::Enumeration,
                    &new.name,
                )
                .outside(),
            ),
            Match::Both(old, new) => changed(sides, old, new, changes),
        }
    }
}

fn changed(
    sides: &Sides<'_>,
    old: &Enumeration,
    new: &Enumeration,
    changes: &mut Vec<ModelChange>,
) {
    let used = sides.before.uses(&old.name) || sides.after.uses(&new.name);
    let value = |row, name: &str| {
        draft(
            row,
            ElementKind::EnumerationValue,
            &format!("{}.{name}", new.name),
        )
    };
    let longest = |enumeration: &Enumeration| {
        enumeration
            .values
            .iter()
            .map(|value| value.name.chars().count())
            .max()
            .unwrap_or(0)
    };
    let narrower = longest(new) < longest(old);
    let mut values_changed = false;
    for found in pairs(
        old.values.iter(),
        new.values.iter(),
        |value| value.name.as_str(),
        |value| Some(&value.id),
    ) {
        let change = match found {
            Match::Added(new) => value(ChangeRow::ValueAdded, &new.name),
            Match::Removed(gone) => value(ChangeRow::ValueRemoved, &gone.name)
                .blocks(narrower && gone.name.chars().count() > longest(new), false),
            Match::Both(was, is) if was.name != is.name => value(ChangeRow::ValueRenamed, &is.name)
                .was(&format!("{}.{}", old.name, was.name))
                .field("name", Some(was.name.clone()), Some(is.name.clone()))
                .blocks(narrower && was.name.chars().count() > longest(new), true),
            Match::Both(..) => continue,
        };
        values_changed = true;
        changes.push(change.stored(used).done());
    }
    let mut presentation = draft(
        ChangeRow::EnumerationPresentation,
        ElementKind::Enumeration,
        &new.name,
    )
    .was(&old.name);
    let mut differs = false;
    if old.name != new.name {
        differs = true;
        presentation = presentation.field("name", Some(old.name.clone()), Some(new.name.clone()));
    }
    if !values_changed {
        let names = |enumeration: &Enumeration| {
            let names: Vec<&str> = enumeration
                .values
                .iter()
                .map(|value| value.name.as_str())
                .collect();
            names.join(", ")
        };
        let (before, after) = (names(old), names(new));
        if before != after {
            differs = true;
            presentation = presentation.field("order", Some(before), Some(after));
        }
        if let (Some(before), Some(after)) = (&old.presentation_digest, &new.presentation_digest)
            && sides.digests
            && before != after
        {
            differs = true;
            presentation = presentation.field("presentation", None, None);
        }
    }
    if differs {
        changes.push(
            presentation
                .forward(DataEffect::Keeps, "Nothing.")
                .outside(),
        );
    }
}
