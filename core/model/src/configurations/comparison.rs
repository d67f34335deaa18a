//! Configurations of several environments, or of one at several times, side by side.

use mendix_deploy_surface::model;

use super::{ConfigurationArea, EvaluatedConfiguration};
use crate::document::Document;

/// A configuration with the name of its column.
#[model(input)]
pub struct NamedConfiguration {
    /// The column: `orders/production`, `wanted`, `live`, `release of 1 March`.
    pub name: String,
    /// The configuration.
    pub configuration: EvaluatedConfiguration,
}

/// Whether the columns of a row say the same.
#[model]
pub enum ComparisonVerdict {
    /// Every column has the same value, or none.
    Same,
    /// Two columns are known to differ.
    Different,
    /// It cannot be told: a value is masked, or behind a secret reference.
    Unknown,
}

/// One value of a row.
#[model(eq)]
pub struct ComparedValue {
    /// What may be shown: the value when it is known to be no secret, otherwise what it is, such as `set` or the secret
    /// reference.
    pub shown: String,
    /// Which of the row's distinct values it is, from 1; equal numbers mean equal values, also for those not shown. Absent
    /// when the value is not known.
    pub group: Option<u32>,
    /// The rule that chose it, in words; absent when nothing sets it.
    pub rule: Option<String>,
}

/// One setting in every column.
#[model(eq)]
pub struct ComparedSetting {
    /// Which part of the configuration it belongs to.
    pub area: ConfigurationArea,
    /// The constant, runtime setting or option.
    pub name: String,
    /// Whether the columns say the same.
    pub verdict: ComparisonVerdict,
    /// One value per column, in their order.
    pub values: Vec<ComparedValue>,
}

/// Configurations side by side. Holds no value that may be a secret.
#[model]
pub struct ConfigurationComparison {
    /// Always `configurationComparison`.
    pub document: String,
    /// Version of the document's format.
    pub version: u32,
    /// The library that wrote it.
    pub written_by: String,
    /// The names of the columns.
    pub columns: Vec<String>,
    /// Every setting that at least one column has, by area and then by name.
    pub settings: Vec<ComparedSetting>,
    /// What the columns say beyond values: a start that would fail, by column.
    pub notes: Vec<String>,
}

impl ConfigurationComparison {
    /// The settings whose columns are known to differ.
    pub fn differences(&self) -> impl Iterator<Item = &ComparedSetting> {
        self.with(ComparisonVerdict::Different)
    }

    /// The settings of which it cannot be told.
    pub fn unknown(&self) -> impl Iterator<Item = &ComparedSetting> {
        self.with(ComparisonVerdict::Unknown)
    }

    fn with(&self, verdict: ComparisonVerdict) -> impl Iterator<Item = &ComparedSetting> {
        self.settings
            .iter()
            .filter(move |setting| setting.verdict == verdict)
    }
}

impl Document for ConfigurationComparison {
    const KIND: &'static str = "configurationComparison";
    const VERSION: u32 = 1;
}
