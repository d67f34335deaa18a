//! The classification of changes as data: what each row does to the database, forward and back, and how sure that is
//! (package formats, 7).
//!
//! Two independent answers stand in each row: what happens to data, and whether the old version keeps working on the
//! new database. Renames keep every value and yet forbid overlap: the old version looks for the old name. The backward
//! effect is what the old version finds and does when it starts without a restore; it is the forward effect of the
//! opposite row, and never milder than what was lost on the way forward.
//!
//! Some rows depend on the model (types, lengths, names of values): they are written here for the case that is not
//! decided by it, and narrowed where the change is found.

use mendix_deploy_model::comparisons::{ChangeRow, DataEffect, Evidence};

use super::losses::LossGroup;

/// What a row does in one direction.
#[derive(Debug, Clone, Copy)]
pub struct RowEffect {
    /// What happens to data.
    pub data: DataEffect,
    /// Whether the start can fail on data that is there.
    pub may_block_start: bool,
    /// What the runtime does, one sentence.
    pub what: &'static str,
    /// How sure that is.
    pub evidence: Evidence,
}

/// One row of the classification.
#[derive(Debug, Clone)]
pub struct RowRule {
    /// The row.
    pub row: ChangeRow,
    /// What the new version's start does.
    pub forward: RowEffect,
    /// What the old version's start does afterwards, without a restore.
    pub backward: RowEffect,
    /// Whether the old version keeps working on the new database.
    pub allows_overlap: bool,
    /// Whether the schema or the runtime's catalogue of it changes.
    pub changes_schema: bool,
    /// Which loss a way back without a restore has; absent when it has none.
    pub loss: Option<LossGroup>,
}

const fn effect(data: DataEffect, evidence: Evidence, what: &'static str) -> RowEffect {
    RowEffect {
        data,
        may_block_start: false,
        what,
        evidence,
    }
}

const fn blocking(data: DataEffect, evidence: Evidence, what: &'static str) -> RowEffect {
    RowEffect {
        data,
        may_block_start: true,
        what,
        evidence,
    }
}

/// The old version would not miss what was added.
const fn added(
    row: ChangeRow,
    forward: RowEffect,
    backward: RowEffect,
    loss: Option<LossGroup>,
) -> RowRule {
    RowRule {
        row,
        forward,
        backward,
        allows_overlap: true,
        changes_schema: true,
        loss,
    }
}

/// The old version looks for what is gone, renamed or converted.
const fn altered(
    row: ChangeRow,
    forward: RowEffect,
    backward: RowEffect,
    loss: Option<LossGroup>,
) -> RowRule {
    RowRule {
        row,
        forward,
        backward,
        allows_overlap: false,
        changes_schema: true,
        loss,
    }
}

/// The schema stays.
const fn outside(row: ChangeRow, forward: RowEffect, backward: RowEffect) -> RowRule {
    RowRule {
        row,
        forward,
        backward,
        allows_overlap: true,
        changes_schema: false,
        loss: None,
    }
}

use DataEffect::{Keeps, Look, Loses, LosesRecent, MayLose, Unknown};
use Evidence::{Documented, Inferred, Verified};

const DROPPED_AND_MADE_ANEW: &str = "The table is dropped and an empty one is created.";
const SAME_BOTH_WAYS: &str = "The same step, the other way round.";

/// The rows that reach the database, in the order of the classification.
static SCHEMA_ROWS: [RowRule; 47] = [
    added(
        ChangeRow::EntityAdded,
        effect(Keeps, Verified, "A table is created."),
        effect(
            LosesRecent,
            Verified,
            "The table is dropped with what was stored in it since.",
        ),
        Some(LossGroup::NewEntities),
    ),
    altered(
        ChangeRow::EntityRemoved,
        effect(
            Loses,
            Verified,
            "The table is dropped with all rows, their ancestor rows and the contents of files.",
        ),
        effect(Loses, Verified, "The table comes back empty."),
        Some(LossGroup::DroppedEntities),
    ),
    altered(
        ChangeRow::EntityRecreated,
        effect(Loses, Verified, DROPPED_AND_MADE_ANEW),
        effect(Loses, Verified, DROPPED_AND_MADE_ANEW),
        Some(LossGroup::DroppedEntities),
    ),
    altered(
        ChangeRow::EntityRenamed,
        effect(Keeps, Verified, "The table is renamed with all rows."),
        effect(Keeps, Verified, "The table is renamed back with all rows."),
        None,
    ),
    altered(
        ChangeRow::GeneralizationSet,
        effect(
            Keeps,
            Verified,
            "Ancestor rows with default values are inserted for the rows that are there.",
        ),
        effect(
            MayLose,
            Inferred,
            "The ancestor rows would have to go; no script of it has been seen.",
        ),
        Some(LossGroup::Inheritance),
    ),
    altered(
        ChangeRow::GeneralizationLost,
        effect(
            Loses,
            Inferred,
            "Attributes inherited from the old ancestor become unreachable.",
        ),
        effect(
            Loses,
            Inferred,
            "Inherited attributes come back with default values.",
        ),
        Some(LossGroup::Inheritance),
    ),
    altered(
        ChangeRow::EntityUnstored,
        effect(
            Loses,
            Inferred,
            "The entity leaves the catalogue: its table is dropped with all rows.",
        ),
        effect(Loses, Inferred, "The table comes back empty."),
        Some(LossGroup::DroppedEntities),
    ),
    added(
        ChangeRow::EntityStored,
        effect(Keeps, Inferred, "A table is created."),
        effect(
            LosesRecent,
            Inferred,
            "The table is dropped with what was stored in it since.",
        ),
        Some(LossGroup::NewEntities),
    ),
    added(
        ChangeRow::SystemMemberOn,
        effect(
            Keeps,
            Verified,
            "A column is added, empty for the rows that are there.",
        ),
        effect(
            LosesRecent,
            Verified,
            "The column is dropped with what was recorded since.",
        ),
        Some(LossGroup::NewSystemMembers),
    ),
    altered(
        ChangeRow::SystemMemberOff,
        effect(
            Loses,
            Verified,
            "The column is dropped with the recorded owners or dates.",
        ),
        effect(Loses, Verified, "The column comes back empty."),
        Some(LossGroup::DroppedSystemMembers),
    ),
    added(
        ChangeRow::AttributeAdded,
        effect(
            Keeps,
            Verified,
            "A column is added and filled with the default.",
        ),
        effect(
            LosesRecent,
            Verified,
            "The column is dropped with what was entered since.",
        ),
        Some(LossGroup::NewAttributes),
    ),
    altered(
        ChangeRow::AttributeRemoved,
        effect(Loses, Verified, "The column is dropped with all values."),
        effect(Loses, Verified, "The column comes back with the default."),
        Some(LossGroup::DroppedAttributes),
    ),
    altered(
        ChangeRow::AttributeRecreated,
        effect(
            Loses,
            Verified,
            "The column is dropped with all values and another is added.",
        ),
        effect(
            Loses,
            Verified,
            "The column is dropped with all values and another is added.",
        ),
        Some(LossGroup::DroppedAttributes),
    ),
    altered(
        ChangeRow::AttributeRenamed,
        effect(Keeps, Verified, "The column is renamed with all values."),
        effect(
            Keeps,
            Verified,
            "The column is renamed back with all values.",
        ),
        None,
    ),
    altered(
        ChangeRow::TypeConverted,
        effect(Keeps, Documented, "Values are converted."),
        effect(
            Loses,
            Documented,
            "Values are not converted back: the column comes back with the default.",
        ),
        Some(LossGroup::ConvertedValues),
    ),
    altered(
        ChangeRow::TypeReplaced,
        effect(
            Loses,
            Verified,
            "The column is dropped with all values and one of the new type is added.",
        ),
        effect(
            Loses,
            Verified,
            "The column is dropped with all values and one of the old type is added.",
        ),
        Some(LossGroup::DroppedAttributes),
    ),
    altered(
        ChangeRow::LengthIncreased,
        effect(Keeps, Verified, "The column is widened in place."),
        blocking(
            LosesRecent,
            Documented,
            "Longer texts entered since are cut, or block the start.",
        ),
        Some(LossGroup::LongerTexts),
    ),
    altered(
        ChangeRow::LengthDecreased,
        blocking(
            MayLose,
            Documented,
            "Longer texts are cut, or block the start on databases that refuse to cut.",
        ),
        effect(
            MayLose,
            Documented,
            "The column is widened again; what was cut stays cut.",
        ),
        Some(LossGroup::ShortenedTexts),
    ),
    added(
        ChangeRow::DefaultChanged,
        effect(
            Keeps,
            Verified,
            "Only the catalogue changes; rows keep their values.",
        ),
        effect(
            Keeps,
            Verified,
            "Only the catalogue changes; rows keep their values.",
        ),
        None,
    ),
    altered(
        ChangeRow::AttributeUnstored,
        effect(
            Loses,
            Inferred,
            "The attribute leaves the catalogue: its column is dropped with all values.",
        ),
        effect(Loses, Inferred, "The column comes back with the default."),
        Some(LossGroup::DroppedAttributes),
    ),
    added(
        ChangeRow::AttributeStored,
        effect(
            Keeps,
            Inferred,
            "A column is added and filled with the default.",
        ),
        effect(
            LosesRecent,
            Inferred,
            "The column is dropped with what was entered since.",
        ),
        Some(LossGroup::NewAttributes),
    ),
    RowRule {
        row: ChangeRow::LocalizationChanged,
        forward: effect(
            Look,
            Verified,
            "Stored instants stay; they are shown in another time zone.",
        ),
        backward: effect(
            Look,
            Verified,
            "Instants entered since stay; they are shown in another time zone.",
        ),
        allows_overlap: true,
        changes_schema: false,
        loss: Some(LossGroup::DateReadings),
    },
    altered(
        ChangeRow::AutoNumberChanged,
        effect(
            Loses,
            Verified,
            "The column is dropped, added and numbered anew.",
        ),
        effect(
            Loses,
            Verified,
            "The column is dropped, added and filled anew.",
        ),
        Some(LossGroup::DroppedAttributes),
    ),
    altered(
        ChangeRow::ValueAdded,
        effect(
            Keeps,
            Verified,
            "The column is as wide as the longest name.",
        ),
        blocking(
            LosesRecent,
            Inferred,
            "Rows with the new value mean nothing to the old version; its column may be too narrow for them.",
        ),
        Some(LossGroup::NewValues),
    ),
    altered(
        ChangeRow::ValueRemoved,
        effect(
            MayLose,
            Inferred,
            "Rows keep a name that the model does not know; a narrower column may cut it.",
        ),
        effect(
            MayLose,
            Inferred,
            "Rows that still have the name are understood again; a name that was cut or replaced is not.",
        ),
        Some(LossGroup::EnumerationValues),
    ),
    altered(
        ChangeRow::ValueRenamed,
        effect(
            MayLose,
            Inferred,
            "Only the name is stored, so rows keep the old one, which the model does not know.",
        ),
        blocking(
            MayLose,
            Inferred,
            "Rows that have the new name by then mean nothing to the old version.",
        ),
        Some(LossGroup::EnumerationValues),
    ),
    outside(
        ChangeRow::EnumerationPresentation,
        effect(Keeps, Verified, "Nothing."),
        effect(Keeps, Verified, "Nothing."),
    ),
    altered(
        ChangeRow::EnumerationReplaced,
        effect(
            MayLose,
            Inferred,
            "Rows keep names that the other enumeration may lack.",
        ),
        blocking(
            MayLose,
            Inferred,
            "Rows keep names that the old enumeration may lack.",
        ),
        Some(LossGroup::EnumerationValues),
    ),
    added(
        ChangeRow::AssociationAdded,
        effect(Keeps, Verified, "A table or column is created."),
        effect(
            LosesRecent,
            Verified,
            "The table or column is dropped with the links made since.",
        ),
        Some(LossGroup::NewAssociations),
    ),
    altered(
        ChangeRow::AssociationRemoved,
        effect(Loses, Verified, "All links are dropped; the objects stay."),
        effect(Loses, Verified, "The association comes back without links."),
        Some(LossGroup::DroppedAssociations),
    ),
    altered(
        ChangeRow::AssociationRenamed,
        effect(
            Keeps,
            Verified,
            "The table or column is renamed with all links.",
        ),
        effect(
            Keeps,
            Verified,
            "The table or column is renamed back with all links.",
        ),
        None,
    ),
    altered(
        ChangeRow::EndReplaced,
        effect(
            Loses,
            Verified,
            "The association is dropped with all links and created anew.",
        ),
        effect(
            Loses,
            Verified,
            "The association is dropped with all links and created anew.",
        ),
        Some(LossGroup::DroppedAssociations),
    ),
    altered(
        ChangeRow::EndsSwapped,
        effect(
            Loses,
            Inferred,
            "The association is dropped with all links and created anew.",
        ),
        effect(
            Loses,
            Inferred,
            "The association is dropped with all links and created anew.",
        ),
        Some(LossGroup::DroppedAssociations),
    ),
    altered(
        ChangeRow::ReferenceToSet,
        effect(Keeps, Inferred, "A unique constraint is dropped."),
        blocking(
            MayLose,
            Documented,
            "The start fails if an object has several links by then.",
        ),
        Some(LossGroup::Duplicates),
    ),
    altered(
        ChangeRow::SetToReference,
        blocking(
            Keeps,
            Documented,
            "A unique constraint is added; the start fails if an object has several links.",
        ),
        effect(Keeps, Inferred, "The unique constraint is dropped."),
        None,
    ),
    altered(
        ChangeRow::OwnerBoth,
        blocking(
            Keeps,
            Documented,
            "A second unique constraint is added; the start fails if objects share a child.",
        ),
        effect(Keeps, Inferred, "The unique constraint is dropped."),
        None,
    ),
    altered(
        ChangeRow::OwnerDefault,
        effect(Keeps, Inferred, "A unique constraint is dropped."),
        blocking(
            MayLose,
            Documented,
            "The start fails if objects share a child by then.",
        ),
        Some(LossGroup::Duplicates),
    ),
    altered(
        ChangeRow::StorageChanged,
        effect(
            Keeps,
            Documented,
            "Links are copied into the new form, which takes minutes for tens of millions.",
        ),
        effect(
            Keeps,
            Documented,
            "Links are copied back, which takes minutes for tens of millions.",
        ),
        None,
    ),
    outside(
        ChangeRow::DeleteBehaviorChanged,
        effect(
            Keeps,
            Verified,
            "Nothing at the start; later deletions take other objects along, or are refused.",
        ),
        effect(
            Keeps,
            Verified,
            "Nothing at the start; objects that a new cascade deleted stay deleted.",
        ),
    ),
    added(
        ChangeRow::IndexChanged,
        effect(
            Keeps,
            Verified,
            "An index is created or dropped, which takes time on large tables.",
        ),
        effect(Keeps, Verified, SAME_BOTH_WAYS),
        None,
    ),
    altered(
        ChangeRow::UniqueAdded,
        blocking(
            Keeps,
            Documented,
            "A unique constraint is added; the start fails on duplicates (Mendix 8 and later).",
        ),
        effect(Keeps, Inferred, "The unique constraint is dropped."),
        None,
    ),
    altered(
        ChangeRow::UniqueRemoved,
        effect(Keeps, Inferred, "A unique constraint is dropped."),
        blocking(
            MayLose,
            Inferred,
            "The start fails if duplicates were stored by then.",
        ),
        Some(LossGroup::Duplicates),
    ),
    outside(
        ChangeRow::RulesChanged,
        effect(Keeps, Verified, "Nothing."),
        effect(Keeps, Verified, "Nothing."),
    ),
    altered(
        ChangeRow::ModuleRemoved,
        effect(
            Loses,
            Verified,
            "Its tables are dropped with all rows and links.",
        ),
        effect(Loses, Verified, "Its tables come back empty."),
        Some(LossGroup::DroppedEntities),
    ),
    outside(
        ChangeRow::ModuleReplaced,
        effect(
            Keeps,
            Verified,
            "Nothing: data-storage identities stay when a module is replaced.",
        ),
        effect(
            Keeps,
            Verified,
            "Nothing: data-storage identities stay when a module is replaced.",
        ),
    ),
    altered(
        ChangeRow::ModuleReimported,
        effect(
            Loses,
            Verified,
            "Its tables are dropped with all rows and empty ones are created: a module that is deleted and imported has new identities.",
        ),
        effect(
            Loses,
            Verified,
            "Its tables are dropped and empty ones are created.",
        ),
        Some(LossGroup::DroppedEntities),
    ),
    altered(
        ChangeRow::ForeignKeysChanged,
        effect(
            Keeps,
            Documented,
            "Foreign keys are added or dropped; adding deletes links to objects that are gone.",
        ),
        effect(Keeps, Documented, SAME_BOTH_WAYS),
        None,
    ),
];

/// Settings and versions, which belong to no element.
static PROJECT_ROWS: [RowRule; 2] = [
    altered(
        ChangeRow::ColumnSettingsChanged,
        effect(
            MayLose,
            Inferred,
            "Columns get another scale or are added; fewer decimals can cut values.",
        ),
        effect(
            MayLose,
            Inferred,
            "Columns get the old scale or are dropped.",
        ),
        Some(LossGroup::Decimals),
    ),
    altered(
        ChangeRow::RuntimeChanged,
        effect(
            Look,
            Verified,
            "Tables of the System module and the runtime's own catalogue change with the runtime.",
        ),
        effect(
            MayLose,
            Inferred,
            "An older runtime on the catalogue of a newer one is not supported anywhere in writing.",
        ),
        Some(LossGroup::OlderRuntime),
    ),
];

/// Rows of our own, which do not reach the database.
static OTHER_ROWS: [RowRule; 16] = [
    outside(ChangeRow::ModuleAdded, NOTHING, NOTHING),
    outside(ChangeRow::ModuleRenamed, NOTHING, NOTHING),
    outside(ChangeRow::EnumerationAdded, NOTHING, NOTHING),
    outside(ChangeRow::EnumerationRemoved, NOTHING, NOTHING),
    outside(
        ChangeRow::ConstantAdded,
        effect(
            Keeps,
            Verified,
            "The start fails while the constant has neither a default nor a configured value.",
        ),
        NOTHING,
    ),
    outside(
        ChangeRow::ConstantRemoved,
        effect(Keeps, Verified, "A configured value is no longer used."),
        NOTHING,
    ),
    outside(
        ChangeRow::ConstantRenamed,
        effect(
            Keeps,
            Inferred,
            "A value configured under the old name is no longer used.",
        ),
        effect(
            Keeps,
            Inferred,
            "A value configured under the new name is not used.",
        ),
    ),
    outside(
        ChangeRow::ConstantTypeChanged,
        effect(
            Keeps,
            Inferred,
            "A configured value may not be readable as the new type.",
        ),
        effect(
            Keeps,
            Inferred,
            "A configured value may not be readable as the old type.",
        ),
    ),
    outside(ChangeRow::ConstantDefaultChanged, NOTHING, NOTHING),
    outside(ChangeRow::EventAdded, NOTHING, NOTHING),
    outside(
        ChangeRow::EventRemoved,
        effect(
            Keeps,
            Inferred,
            "A list of events that names it silently runs one event less.",
        ),
        NOTHING,
    ),
    outside(
        ChangeRow::EventRenamed,
        effect(
            Keeps,
            Inferred,
            "A list of events that names the old name silently runs one event less.",
        ),
        effect(
            Keeps,
            Inferred,
            "A list of events that names the new name silently runs one event less.",
        ),
    ),
    outside(ChangeRow::EventChanged, NOTHING, NOTHING),
    RowRule {
        row: ChangeRow::StartMicroflowChanged,
        forward: effect(
            Unknown,
            Inferred,
            "It may change data, which the model does not tell.",
        ),
        backward: effect(
            Unknown,
            Inferred,
            "What it did to data stays; whether the old version can work with it is not known.",
        ),
        allows_overlap: false,
        changes_schema: false,
        loss: Some(LossGroup::StartMicroflows),
    },
    outside(ChangeRow::UserRoleChanged, NOTHING, NOTHING),
    outside(ChangeRow::RequestHandlerChanged, NOTHING, NOTHING),
];

const NOTHING: RowEffect = effect(Keeps, Inferred, "Nothing.");

/// What an element that is not in the database does to it (verified: the catalogue lists stored elements only).
pub(super) const NOT_STORED: RowEffect =
    effect(Keeps, Verified, "Nothing: it is not in the database.");

/// Every row.
pub fn rows() -> impl Iterator<Item = &'static RowRule> {
    SCHEMA_ROWS.iter().chain(&PROJECT_ROWS).chain(&OTHER_ROWS)
}

/// The rule of a row; absent for a word that this version does not know.
#[must_use]
pub fn rule(row: &ChangeRow) -> Option<&'static RowRule> {
    rows().find(|rule| rule.row == *row)
}
