//! Runtime settings: what the Mendix Runtime can be told besides constants.

use mendix_deploy_surface::model;

use crate::landscapes::TargetKind;

/// What a runtime setting is about.
#[model]
pub enum SettingArea {
    /// The app as a whole: addresses, folders, certificates, scheduled events, licence.
    General,
    /// Sessions and the web client.
    Sessions,
    /// The database and the pool of connections to it.
    Database,
    /// The store of uploaded files.
    Storage,
    /// Logs and metrics.
    Logging,
}

/// The type of a runtime setting's value. Every value may also travel as text.
#[model]
pub enum SettingType {
    /// `true` or `false`.
    Boolean,
    /// A whole number.
    Integer,
    /// A number with a fraction.
    Decimal,
    /// A length of time in the setting's unit. From Mendix 10 on those in milliseconds also take ISO 8601 (`PT30M`) and
    /// HOCON (`30m`).
    Duration,
    /// Text.
    Text,
    /// A JSON list or object.
    Json,
    /// One of the setting's values.
    Enumeration,
    /// A number of bytes.
    Size,
}

/// The unit of a plain number.
#[model]
pub enum SettingUnit {
    /// Milliseconds.
    Milliseconds,
    /// Seconds.
    Seconds,
    /// Minutes.
    Minutes,
    /// Days.
    Days,
    /// Bytes.
    Bytes,
}

/// Where the knowledge of a setting comes from.
#[model]
pub enum SettingEvidence {
    /// Mendix documents it.
    Documented,
    /// Mendix' own deployment tools send it; no list documents it.
    Observed,
    /// Guides name it, and no list of Mendix has it: whether the runtime reads it is not known.
    Undocumented,
}

/// A wrong name that guides and habits give to a setting.
#[model(eq)]
pub struct SettingAlias {
    /// The wrong name.
    pub name: String,
    /// Why it is wrong, one sentence.
    pub reason: String,
}

/// A runtime setting.
#[model(eq)]
pub struct RuntimeSetting {
    /// The name; case matters.
    pub name: String,
    /// What it is about.
    pub area: SettingArea,
    /// The type of its value.
    #[serde(rename = "type")]
    pub setting_type: SettingType,
    /// The unit of a plain number.
    pub unit: Option<SettingUnit>,
    /// What the runtime uses when nothing is set, as text; absent when there is none or it depends.
    pub default_value: Option<String>,
    /// What the default depends on.
    pub default_rule: Option<String>,
    /// The smallest number allowed.
    pub minimum: Option<i64>,
    /// The largest number allowed.
    pub maximum: Option<i64>,
    /// The words of an enumeration.
    pub values: Vec<String>,
    /// Words of earlier versions, which are still taken.
    pub legacy_values: Vec<String>,
    /// Versions of Mendix that brought it: the last one is the first minor version that has it, those before it are
    /// patches of older minor versions. Empty: not documented.
    pub since: Vec<String>,
    /// The first major version without it.
    pub until: Option<String>,
    /// Targets whose platform sets it, so that nobody else can.
    pub managed_on: Vec<TargetKind>,
    /// Whether the runtime cannot start without it.
    pub required: bool,
    /// Whether the value is a credential.
    pub secret: bool,
    /// What it does.
    pub description: String,
    /// The value that deployment guides recommend for development.
    pub recommended_development: Option<String>,
    /// The value that deployment guides recommend for production.
    pub recommended_production: Option<String>,
    /// Wrong names for it.
    pub aliases: Vec<SettingAlias>,
    /// Where this knowledge comes from.
    pub evidence: SettingEvidence,
}

/// The answer to a question for a runtime setting.
#[model(eq)]
pub struct SettingLookup {
    /// The name that was asked for.
    pub asked: String,
    /// The setting of exactly that name.
    pub setting: Option<RuntimeSetting>,
    /// The name of the setting that was probably meant.
    pub suggestion: Option<String>,
    /// The answer in a sentence.
    pub sentence: String,
}

/// What is wrong with a setting or its value.
#[model]
pub enum SettingFault {
    /// No setting has that name.
    UnknownName,
    /// A guide names the setting, and no list of Mendix has it.
    UndocumentedName,
    /// The value has another type.
    WrongType,
    /// The number is too small or too large.
    OutOfRange,
    /// The word is none of the setting's values.
    UnknownWord,
    /// The word is one of an earlier version.
    LegacyWord,
    /// The runtime is too old for the setting or the form of its value.
    TooEarly,
    /// The runtime no longer has the setting.
    TooLate,
    /// The platform of the target sets it.
    Managed,
}

/// One thing that is wrong with a setting or its value.
#[model(eq)]
pub struct SettingProblem {
    /// The setting's name as written.
    pub name: String,
    /// What is wrong.
    pub fault: SettingFault,
    /// What is wrong, in a sentence. It never repeats the value.
    pub message: String,
    /// What to do.
    pub remedy: String,
}
