//! The comparison of two models: what changes in the database, what is lost forward and back, which strategies are
//! allowed.

use mendix_deploy_surface::model;

use crate::{
    document::Document,
    macros::open_enum,
    models::ModelSource,
    plans::Strategy,
    verdicts::{ReleaseClass, RollbackVerdict},
};

open_enum! {
    /// What happened to an element: the rows of the classification (package formats, 7), and rows of our own for what
    /// does not reach the database.
    ChangeRow {
        /// Entity added.
        EntityAdded = "E1",
        /// Entity removed.
        EntityRemoved = "E2",
        /// Entity removed, and another added under its name.
        EntityRecreated = "E3",
        /// Entity renamed or moved to another module, or its module renamed.
        EntityRenamed = "E4",
        /// Generalization set on an entity that had none.
        GeneralizationSet = "E5",
        /// Generalization removed or replaced.
        GeneralizationLost = "E6",
        /// Entity no longer stored: not persistable, a view, external.
        EntityUnstored = "E7",
        /// Entity stored that was not.
        EntityStored = "E8",
        /// System member switched on.
        SystemMemberOn = "E9",
        /// System member switched off.
        SystemMemberOff = "E10",
        /// Attribute added.
        AttributeAdded = "A1",
        /// Attribute removed.
        AttributeRemoved = "A2",
        /// Attribute removed, and another added under its name.
        AttributeRecreated = "A3",
        /// Attribute renamed.
        AttributeRenamed = "A4",
        /// Type changed to one that values are converted to.
        TypeConverted = "A5",
        /// Type changed to one that values are not converted to.
        TypeReplaced = "A6",
        /// Longer text allowed.
        LengthIncreased = "A7",
        /// Only shorter text allowed.
        LengthDecreased = "A8",
        /// Default value changed.
        DefaultChanged = "A9",
        /// Stored attribute became calculated.
        AttributeUnstored = "A10",
        /// Calculated attribute became stored.
        AttributeStored = "A11",
        /// Localization of a date switched.
        LocalizationChanged = "A12",
        /// Type changed to or from `AutoNumber`.
        AutoNumberChanged = "A13",
        /// Enumeration value added.
        ValueAdded = "N1",
        /// Enumeration value removed.
        ValueRemoved = "N2",
        /// Enumeration value renamed.
        ValueRenamed = "N3",
        /// Enumeration renamed or moved, or its captions, images or order changed.
        EnumerationPresentation = "N4",
        /// Attribute uses another enumeration.
        EnumerationReplaced = "N5",
        /// Association added.
        AssociationAdded = "S1",
        /// Association removed.
        AssociationRemoved = "S2",
        /// Association renamed, or an end renamed.
        AssociationRenamed = "S3",
        /// An end is another entity.
        EndReplaced = "S4",
        /// Parent and child swapped.
        EndsSwapped = "S5",
        /// Reference became a reference set.
        ReferenceToSet = "S6",
        /// Reference set became a reference.
        SetToReference = "S7",
        /// Reference became one-to-one.
        OwnerBoth = "S8",
        /// Reference is no longer one-to-one.
        OwnerDefault = "S9",
        /// Storage changed between table and column.
        StorageChanged = "S10",
        /// Delete behaviour changed.
        DeleteBehaviorChanged = "S11",
        /// Index added, removed or changed.
        IndexChanged = "I1",
        /// Unique rule added.
        UniqueAdded = "U1",
        /// Unique rule removed.
        UniqueRemoved = "U2",
        /// Rules changed that do not reach the database.
        RulesChanged = "U3",
        /// Module removed.
        ModuleRemoved = "M1",
        /// Module replaced by another version of itself.
        ModuleReplaced = "M2",
        /// Module deleted and imported anew: every element has a new identity.
        ModuleReimported = "M3",
        /// Foreign keys switched.
        ForeignKeysChanged = "P1",
        /// Optimistic locking or the scale of decimals changed.
        ColumnSettingsChanged = "P2",
        /// Runtime version changed.
        RuntimeChanged = "P3",
        /// Module added.
        ModuleAdded = "moduleAdded",
        /// Module renamed: its elements are renamed with it.
        ModuleRenamed = "moduleRenamed",
        /// Enumeration added.
        EnumerationAdded = "enumerationAdded",
        /// Enumeration removed.
        EnumerationRemoved = "enumerationRemoved",
        /// Constant added.
        ConstantAdded = "constantAdded",
        /// Constant removed.
        ConstantRemoved = "constantRemoved",
        /// Constant renamed or moved.
        ConstantRenamed = "constantRenamed",
        /// Type of a constant changed.
        ConstantTypeChanged = "constantTypeChanged",
        /// Default of a constant changed.
        ConstantDefaultChanged = "constantDefaultChanged",
        /// Scheduled event added.
        EventAdded = "eventAdded",
        /// Scheduled event removed.
        EventRemoved = "eventRemoved",
        /// Scheduled event renamed or moved.
        EventRenamed = "eventRenamed",
        /// Interval, microflow or state of a scheduled event changed.
        EventChanged = "eventChanged",
        /// A microflow that runs around a start is new, gone or changed.
        StartMicroflowChanged = "startMicroflowChanged",
        /// User role added, removed or renamed.
        UserRoleChanged = "userRoleChanged",
        /// Request handler added, removed or changed.
        RequestHandlerChanged = "requestHandlerChanged",
    }
}

/// What kind of element a change is about, in the order in which changes are listed.
#[model(ordered)]
pub enum ElementKind {
    /// Module.
    Module,
    /// Entity, `Module.Entity`.
    Entity,
    /// Attribute, `Module.Entity/Attribute`.
    Attribute,
    /// Association, `Module.Association`.
    Association,
    /// Index, `Module.Entity`.
    Index,
    /// Unique rule, `Module.Entity/Attribute`.
    UniqueRule,
    /// Enumeration, `Module.Enumeration`.
    Enumeration,
    /// Enumeration value, `Module.Enumeration.Value`.
    EnumerationValue,
    /// Constant, `Module.Constant`.
    Constant,
    /// Scheduled event, `Module.Event`.
    ScheduledEvent,
    /// Microflow, `Module.Microflow`.
    Microflow,
    /// User role.
    UserRole,
    /// Request handler, its path.
    RequestHandler,
    /// Setting of the project.
    Setting,
    /// Version of the runtime.
    Runtime,
}

/// What a change does to data. Ordered from harmless to unknown.
#[model(ordered)]
pub enum DataEffect {
    /// Nothing is lost.
    Keeps,
    /// Nothing is lost, but its meaning changes or somebody has to look.
    Look,
    /// What was stored in the new element is lost; everything older stays.
    LosesRecent,
    /// Some values may be lost or cut, which the data decides.
    MayLose,
    /// Data is lost.
    Loses,
    /// Not known.
    Unknown,
}

/// How sure the effect of a change is (package formats, 0).
#[model]
pub enum Evidence {
    /// Seen in scripts and catalogues that a runtime wrote.
    Verified,
    /// Stated in Mendix documentation.
    Documented,
    /// Follows from the above, not observed.
    Inferred,
}

/// What a change does in one direction.
#[model(eq)]
pub struct ChangeEffect {
    /// What happens to data.
    pub data: DataEffect,
    /// Whether the start can fail on data that is there.
    pub may_block_start: bool,
    /// What the runtime does, one sentence.
    pub what: String,
    /// How sure that is.
    pub evidence: Evidence,
}

/// A field of an element that changed. Values of constants are never among them.
#[model(eq)]
pub struct FieldChange {
    /// The field's name in the model, such as `length`.
    pub field: String,
    /// Its old value as text; absent when it had none.
    pub before: Option<String>,
    /// Its new value as text; absent when it has none.
    pub after: Option<String>,
}

/// One change of one element.
#[model(eq)]
pub struct ModelChange {
    /// Which row of the classification.
    pub row: ChangeRow,
    /// What kind of element.
    pub element: ElementKind,
    /// The element's name now; its old name when it is gone.
    pub name: String,
    /// Its old name, when that differs.
    pub old_name: Option<String>,
    /// Data-storage GUID, for elements that have one; the new one of an element made anew.
    pub guid: Option<String>,
    /// Whether the element is in the database on either side; what is not never touches data.
    pub in_database: bool,
    /// Which fields changed.
    pub fields: Vec<FieldChange>,
    /// What the new version's start does.
    pub forward: ChangeEffect,
    /// What the old version's start does afterwards, without a restore.
    pub backward: ChangeEffect,
    /// Whether the old version keeps working on the new database: false for renames and conversions, whatever their
    /// effect on data.
    pub allows_overlap: bool,
    /// Whether the change touches the schema at all.
    pub changes_schema: bool,
}

/// One side of a comparison.
#[model(eq)]
pub struct ComparedModel {
    /// What it was read from.
    pub source: ModelSource,
    /// File name without its folder, or the database's name.
    pub name: Option<String>,
    /// SHA-256 of the file, where one was read.
    pub sha256: Option<String>,
    /// SHA-256 of the model's content without ids of the build and times: equal for a rebuild of the same model.
    pub model_digest: Option<String>,
    /// Project id.
    pub project_id: Option<String>,
    /// Model version.
    pub model_version: Option<String>,
    /// Version of the runtime or of Studio Pro.
    pub mendix_version: Option<String>,
}

/// Whether a strategy may carry the release.
#[model]
pub enum StrategyPermission {
    /// It may.
    Allowed,
    /// It may, under the conditions named.
    Conditional,
    /// It may not.
    Refused,
}

/// The answer for one strategy.
#[model(eq)]
pub struct StrategyAnswer {
    /// The strategy.
    pub strategy: Strategy,
    /// Whether it may carry the release.
    pub permission: StrategyPermission,
    /// Conditions, or the elements because of which it is refused, one sentence each.
    pub reasons: Vec<String>,
}

/// What the backup before a deployment must be.
#[model]
pub enum BackupDemand {
    /// None is needed for the way back.
    Optional,
    /// One should be taken: what is entered since the release is lost otherwise, or tables are altered in place, which
    /// can be interrupted.
    Advised,
    /// The way back leads through it.
    Required,
}

/// Which start a question, an effect or a risk is about.
#[model(ordered)]
pub enum ChangeDirection {
    /// The new version starts on the old version's database.
    Forward,
    /// The old version starts again on the new version's database.
    Backward,
}

/// A question to the database, which decides what the model alone cannot. Read-only; the user can see and run it.
#[model(eq)]
pub struct DataQuestion {
    /// Which row asks.
    pub row: ChangeRow,
    /// Which start the answer is about: `forward` is asked before the new version starts, `backward` before the old
    /// version starts again.
    pub direction: ChangeDirection,
    /// The element, as the change names it.
    pub name: String,
    /// Data-storage GUID of the element, for elements that have one.
    pub guid: Option<String>,
    /// The question, one sentence.
    pub question: String,
    /// The query. It changes nothing and returns one number.
    pub sql: String,
    /// The largest answer that settles the change as harmless, such as 0 duplicates; absent when no answer does.
    pub harmless_up_to: Option<u64>,
    /// The answer as a number, such as rows affected or the longest value; absent when it was not asked or not answered.
    pub answer: Option<u64>,
    /// Why there is no answer, such as the statement's time running out.
    pub unanswered: Option<String>,
    /// What the answer means, one sentence.
    pub finding: Option<String>,
}

/// What changes between two models, and what that means.
#[model]
pub struct Changes {
    /// Always `changes`.
    pub document: String,
    /// Version of the document's format.
    pub version: u32,
    /// The library that wrote it.
    pub written_by: String,
    /// The old side.
    pub before: ComparedModel,
    /// The new side.
    pub after: ComparedModel,
    /// Every change, in a stable order: by kind of element, name, row.
    pub changes: Vec<ModelChange>,
    /// May both versions run on one database?
    pub release_class: ReleaseClass,
    /// Why, one sentence each.
    pub class_reasons: Vec<String>,
    /// For each strategy, whether it may carry the release.
    pub strategies: Vec<StrategyAnswer>,
    /// May the old version start again?
    pub rollback: RollbackVerdict,
    /// What the backup must be.
    pub backup: BackupDemand,
    /// Why the start of the new version may fail on data that is there, one sentence each.
    pub start_risks: Vec<String>,
    /// Questions that only the data can answer.
    pub questions: Vec<DataQuestion>,
    /// What could not be compared, one sentence each. When there is any, nothing is called safe.
    pub unknowns: Vec<String>,
    /// One paragraph for people who approve a release.
    pub summary: String,
}

impl Document for Changes {
    const KIND: &'static str = "changes";
    const VERSION: u32 = 1;
}
