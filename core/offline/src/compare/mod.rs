//! Comparison of two app models: what changes in the database, what is lost forward and back, which strategies are
//! allowed.
//!
//! [`compare()`] finds every change and decides. Entities, attributes, associations and indexes are matched by
//! data-storage GUID only, which is how the runtime finds tables and columns; a new element under an old name is a new
//! table. What each change means stands in [`table`], whether values survive a change of type in [`conversion`].
//!
//! Two independent answers come out. The release class says whether both versions may run on one database at once; the
//! rollback verdict says whether the old version may start again afterwards. What could not be compared is listed, and
//! nothing is called safe then.

mod associations;
mod attributes;
pub mod catalogue;
pub mod conversion;
pub mod ddl;
mod decide;
mod documents;
mod draft;
mod entities;
mod enumerations;
mod hidden;
mod indexes;
pub mod losses;
mod matching;
mod microflows;
mod modules;
mod options;
mod package;
mod questions;
mod readable;
mod settings;
mod side;
mod sql;
pub mod table;
mod unknowns;
mod versions;

use mendix_deploy_model::{
    comparisons::{ChangeRow, Changes, ModelChange},
    models::AppModel,
};

pub use decide::decide;
pub use options::{CompareOptions, SideFacts};
pub use package::not_compared;
pub use readable::is_question;

/// Every change between two models, and what they mean together.
///
/// The order of the changes is stable: by kind of element, name, row. A database's catalogue knows stored elements
/// only; held against one, only what is stored is compared, and what it cannot tell is listed as unknown.
#[must_use]
pub fn compare(before: &AppModel, after: &AppModel, options: &CompareOptions) -> Changes {
    let sides = matching::Sides::new(before, after);
    let (mut changes, mut unknowns) = (Vec::new(), Vec::new());
    entities::find(&sides, &mut changes);
    associations::find(&sides, &mut changes);
    enumerations::find(&sides, &mut changes);
    modules::find(&sides, &mut changes);
    documents::find(&sides, &mut changes);
    hidden::leave_out(&sides, &mut changes);
    let mut around_a_start = Vec::new();
    microflows::find(&sides, &mut changes, &mut around_a_start);
    // Equal models have equal code, and run the same at a start, read or not.
    if options.before.model_digest.is_none()
        || options.before.model_digest != options.after.model_digest
    {
        unknowns.append(&mut around_a_start);
    }
    settings::find(&sides, &mut changes, &mut unknowns);
    unknowns::find(&sides, &mut unknowns);
    sort(&mut changes);
    let questions = questions::ask(&sides, &changes, options);
    let mut result = decide::undecided(
        side::describe(before, &options.before),
        side::describe(after, &options.after),
    );
    result.changes = changes;
    result.unknowns = unknowns;
    result.questions = questions;
    decide(&mut result);
    result
}

fn sort(changes: &mut [ModelChange]) {
    changes.sort_by(|one, other| {
        one.element
            .cmp(&other.element)
            .then_with(|| one.name.cmp(&other.name))
            .then_with(|| position(&one.row).cmp(&position(&other.row)))
            .then_with(|| one.guid.cmp(&other.guid))
            .then_with(|| one.old_name.cmp(&other.old_name))
            .then_with(|| {
                let fields = |change: &ModelChange| -> Vec<String> {
                    change
                        .fields
                        .iter()
                        .map(|field| field.field.clone())
                        .collect()
                };
                fields(one).cmp(&fields(other))
            })
    });
}

fn position(row: &ChangeRow) -> usize {
    ChangeRow::KNOWN
        .iter()
        .position(|known| *known == row.as_str())
        .unwrap_or(usize::MAX)
}

/// Names for a sentence: the first few, and how many more.
fn listed<T: AsRef<str>>(names: &[T]) -> String {
    const SHOWN: usize = 8;
    let mut text = names
        .iter()
        .take(SHOWN)
        .map(AsRef::as_ref)
        .collect::<Vec<_>>()
        .join(", ");
    if names.len() > SHOWN {
        text.push_str(&format!(" and {} more", names.len() - SHOWN));
    }
    text
}
