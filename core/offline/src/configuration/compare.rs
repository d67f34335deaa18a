//! Configurations side by side: environment with environment, wanted with live, today with the last deployment.
//!
//! Secrets are compared and never shown. What cannot be known, a masked value or two different secret references, is
//! never taken for equal nor for different.

use std::collections::{BTreeMap, BTreeSet};

use mendix_deploy_model::{
    configurations::{
        ComparedSetting, ComparedValue, ComparisonVerdict, ConfigurationArea,
        ConfigurationComparison, EffectiveContent, EffectiveValue, NamedConfiguration, Sensitivity,
    },
    document::{Document, WRITTEN_BY},
};
use serde_json::Value;

/// Lays configurations side by side, one column each.
#[must_use]
pub fn compare_configurations(columns: &[NamedConfiguration]) -> ConfigurationComparison {
    let found: Vec<BTreeMap<(ConfigurationArea, &str), &EffectiveValue>> = columns
        .iter()
        .map(|column| {
            let values = &column.configuration.values;
            values
                .iter()
                .map(|value| ((value.area, value.name.as_str()), value))
                .collect()
        })
        .collect();
    let keys: BTreeSet<(ConfigurationArea, &str)> =
        found.iter().flat_map(|each| each.keys().copied()).collect();
    let settings = keys
        .into_iter()
        .map(|key| {
            setting(
                &found
                    .iter()
                    .map(|each| each.get(&key).copied())
                    .collect::<Vec<_>>(),
            )
        })
        .collect();
    let notes = columns
        .iter()
        .filter_map(|column| {
            let failure = column.configuration.start_failure.as_ref()?;
            Some(format!(
                "{} would not start: {}",
                column.name, failure.message
            ))
        })
        .collect();
    ConfigurationComparison {
        document: ConfigurationComparison::KIND.to_owned(),
        version: ConfigurationComparison::VERSION,
        written_by: WRITTEN_BY.to_owned(),
        columns: columns.iter().map(|column| column.name.clone()).collect(),
        settings,
        notes,
    }
}

/// One row: what each column has under one name.
fn setting(row: &[Option<&EffectiveValue>]) -> ComparedSetting {
    // A value that is a secret in one column is one in all.
    let public = row.iter().flatten().all(|value| is_public(value));
    let mut distinct: Vec<Known> = Vec::new();
    let mut values = Vec::with_capacity(row.len());
    for value in row {
        let known = known(value.map(|value| &value.content));
        let group = known.map(|known| {
            let at = distinct
                .iter()
                .position(|other| *other == known)
                .unwrap_or_else(|| {
                    distinct.push(known);
                    distinct.len() - 1
                });
            u32::try_from(at + 1).unwrap_or(u32::MAX)
        });
        values.push(ComparedValue {
            shown: shown(value.map(|value| &value.content), public),
            group,
            rule: value.map(|value| value.provenance.rule.clone()),
        });
    }
    let (area, name) = row.iter().flatten().next().map_or(
        (ConfigurationArea::RuntimeSetting, String::new()),
        |value| (value.area, value.name.clone()),
    );
    ComparedSetting {
        area,
        name,
        verdict: verdict(&distinct, &values),
        values,
    }
}

/// A value that can be held against others.
#[derive(PartialEq)]
enum Known {
    Absent,
    Value(String),
    Json(Value),
    Reference(String),
}

fn known(content: Option<&EffectiveContent>) -> Option<Known> {
    Some(match content {
        None | Some(EffectiveContent::Absent) => Known::Absent,
        Some(EffectiveContent::Masked) => return None,
        Some(EffectiveContent::SecretReference { reference }) => {
            Known::Reference(reference.clone())
        }
        // The runtime reads texts: `10000` and "10000" are the same to it.
        Some(EffectiveContent::Text { text }) => json(text),
        Some(EffectiveContent::Number { number }) => Known::Value(number.clone()),
        Some(EffectiveContent::Boolean { value }) => Known::Value(value.to_string()),
        Some(EffectiveContent::Json { json: text }) => json(text),
    })
}

/// Lists and objects by what they say: neither spaces nor the order of keys make a difference.
fn json(text: &str) -> Known {
    let document = text.starts_with(['[', '{']);
    match serde_json::from_str(text) {
        Ok(value) if document => Known::Json(value),
        _ => Known::Value(text.to_owned()),
    }
}

fn verdict(distinct: &[Known], values: &[ComparedValue]) -> ComparisonVerdict {
    let masked = values.iter().any(|value| value.group.is_none());
    // Behind two references, or behind a reference and beside it, may stand the same value. Set and absent differ for sure.
    let absent = distinct.contains(&Known::Absent);
    let plain = distinct
        .iter()
        .filter(|known| matches!(known, Known::Value(_) | Known::Json(_)))
        .count();
    let set = distinct.len() - usize::from(absent) > 0 || masked;
    if plain > 1 || (absent && set) {
        ComparisonVerdict::Different
    } else if masked || distinct.len() > 1 {
        // One masked column alone is one column: nothing to compare it with.
        if values.len() > 1 {
            ComparisonVerdict::Unknown
        } else {
            ComparisonVerdict::Same
        }
    } else {
        ComparisonVerdict::Same
    }
}

fn is_public(value: &EffectiveValue) -> bool {
    value.sensitivity == Sensitivity::Public
}

fn shown(content: Option<&EffectiveContent>, public: bool) -> String {
    match content {
        None | Some(EffectiveContent::Absent) => "not set".to_owned(),
        Some(EffectiveContent::Masked) => "masked".to_owned(),
        // A reference never holds a credential.
        Some(EffectiveContent::SecretReference { reference }) => reference.clone(),
        Some(_) if !public => "set".to_owned(),
        Some(EffectiveContent::Text { text }) if text.is_empty() => "empty".to_owned(),
        Some(EffectiveContent::Text { text: value } | EffectiveContent::Json { json: value }) => {
            value.clone()
        }
        Some(EffectiveContent::Number { number }) => number.clone(),
        Some(EffectiveContent::Boolean { value }) => value.to_string(),
    }
}
