//! Changes of the project's settings and of the runtime: P1 to P3.

use mendix_deploy_model::{
    comparisons::{ChangeRow, DataEffect, ElementKind, ModelChange},
    models::{AppModel, AttributeType},
};

use super::{
    draft::draft,
    matching::{Side, Sides, attribute_stored},
    versions::{Distance, distance, is_downgrade},
};

/// The scale of Decimal columns where a file does not say: the one seen in generated scripts (`DECIMAL(28, 8)`).
const DEFAULT_SCALE: u64 = 8;

pub(super) fn find(sides: &Sides<'_>, changes: &mut Vec<ModelChange>, unknowns: &mut Vec<String>) {
    let (before, after) = (sides.before.model, sides.after.model);
    flags(sides, changes, unknowns);
    scale(sides, changes, unknowns);
    runtime(before, after, changes, unknowns);
}

/// A file that has no such setting is of a version before it, or leaves it switched off.
fn flags(sides: &Sides<'_>, changes: &mut Vec<ModelChange>, unknowns: &mut Vec<String>) {
    let (before, after) = (&sides.before, &sides.after);
    for (row, field, was, is) in [
        (
            ChangeRow::ForeignKeysChanged,
            "foreignKeys",
            before.model.settings.foreign_keys,
            after.model.settings.foreign_keys,
        ),
        (
            ChangeRow::ColumnSettingsChanged,
            "optimisticLocking",
            before.model.settings.optimistic_locking,
            after.model.settings.optimistic_locking,
        ),
    ] {
        if was.is_none() && untold(before) || is.is_none() && untold(after) {
            unknowns.push(format!(
                "One side does not tell whether the setting {field} is on."
            ));
            continue;
        }
        let (was, is) = (was.unwrap_or(false), is.unwrap_or(false));
        if was == is {
            continue;
        }
        let change = draft(row.clone(), ElementKind::Setting, field).field(
            field,
            Some(was.to_string()),
            Some(is.to_string()),
        );
        changes.push(if row == ChangeRow::ColumnSettingsChanged {
            // Versions of rows are counters of the runtime, no data of the app.
            change
                .forward(
                    DataEffect::Look,
                    "Columns that hold versions of rows are added or dropped.",
                )
                .backward(
                    DataEffect::Look,
                    "Columns that hold versions of rows are dropped or added.",
                )
                .done()
        } else {
            change.done()
        });
    }
}

/// Whether a setting that is absent may be on all the same: a database does not tell all of them, and the unit with the
/// settings may be among those that were not read.
fn untold(side: &Side<'_>) -> bool {
    side.catalogue
        || side.model.unread.iter().any(|unit| {
            unit.containment
                .as_deref()
                .is_none_or(|containment| containment == "ProjectDocuments")
        })
}

/// Whether there is a Decimal column, or may be one in a unit that was not read.
fn has_decimals(side: &Side<'_>) -> bool {
    !side.model.unread.is_empty()
        || side.entities.values().any(|entity| {
            entity.attributes.iter().any(|attribute| {
                attribute.attribute_type == AttributeType::Decimal
                    && attribute_stored(entity, attribute)
            })
        })
}

fn scale(sides: &Sides<'_>, changes: &mut Vec<ModelChange>, unknowns: &mut Vec<String>) {
    let (was, is) = (
        sides.before.model.settings.decimal_scale,
        sides.after.model.settings.decimal_scale,
    );
    if was.is_none() && untold(&sides.before) || is.is_none() && untold(&sides.after) {
        // It matters where both sides have such a column.
        if has_decimals(&sides.before) && has_decimals(&sides.after) {
            unknowns.push("One side does not tell how many decimals Decimal columns have.".into());
        }
        return;
    }
    let known = |scale: Option<u64>| scale.unwrap_or(DEFAULT_SCALE);
    if known(was) == known(is) {
        return;
    }
    let change = draft(
        ChangeRow::ColumnSettingsChanged,
        ElementKind::Setting,
        "decimalScale",
    )
    .field(
        "decimalScale",
        was.map(|scale| scale.to_string()),
        is.map(|scale| scale.to_string()),
    );
    changes.push(if known(is) > known(was) {
        change
            .forward(DataEffect::Keeps, "Decimal columns get more decimals.")
            .backward(
                DataEffect::LosesRecent,
                "Decimals entered since beyond the old scale are cut.",
            )
            .done()
    } else {
        change.done()
    });
}

fn runtime(
    before: &AppModel,
    after: &AppModel,
    changes: &mut Vec<ModelChange>,
    unknowns: &mut Vec<String>,
) {
    let (Some(was), Some(is)) = (&before.mendix_version, &after.mendix_version) else {
        unknowns.push(
            "The Mendix version of one side is not known: the runtime may change the database."
                .to_owned(),
        );
        return;
    };
    let change = draft(ChangeRow::RuntimeChanged, ElementKind::Runtime, "Mendix").field(
        "version",
        Some(was.clone()),
        Some(is.clone()),
    );
    const NOT_SUPPORTED: &str =
        "An older runtime on the catalogue of a newer one is not supported anywhere in writing.";
    const CASE_BY_CASE: &str = "An older runtime of the same minor version on the catalogue of a newer one is decided case by case: read the release notes of the patches between.";
    const UNREADABLE: &str =
        "What another runtime does to its catalogue is not known: a version cannot be read.";
    const NEWER: &str =
        "Tables of the System module and the runtime's own catalogue change with the runtime.";
    // The direction in which an older runtime starts on a newer catalogue is the dangerous one.
    let (older, what) = match distance(was, is) {
        Distance::Same => return,
        Distance::Line => (DataEffect::MayLose, NOT_SUPPORTED),
        Distance::Patch => (DataEffect::Unknown, CASE_BY_CASE),
        Distance::Unknown => {
            changes.push(
                change
                    .forward(DataEffect::Unknown, UNREADABLE)
                    .backward(DataEffect::Unknown, UNREADABLE)
                    .done(),
            );
            return;
        }
    };
    // What an older runtime does to the catalogue is done by then.
    let back = if older == DataEffect::MayLose {
        older
    } else {
        DataEffect::Look
    };
    changes.push(if is_downgrade(was, is) {
        change.forward(older, what).backward(back, NEWER).done()
    } else {
        change
            .forward(DataEffect::Look, NEWER)
            .backward(older, what)
            .done()
    });
}
