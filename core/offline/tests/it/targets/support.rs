//! A package and short ways to ask for what an evaluator answers.

use mendix_deploy_model::{
    configurations::{
        ConfigurationFile, ConfigurationInput, EffectiveContent, EffectiveValue,
        EvaluatedConfiguration,
    },
    packages::{Constant, ConstantType, PackageFormat, PackageInfo, ScheduledEvent},
};

/// A package of Mendix 10.24 with these constants: name, type, default.
pub(crate) fn package(constants: &[(&str, &str, &str)], events: &[&str]) -> PackageInfo {
    PackageInfo {
        file_name: "orders.mda".to_owned(),
        format: PackageFormat::Archive,
        project_id: String::new(),
        project_name: "Orders".to_owned(),
        model_version: None,
        runtime_version: "10.24.0.12345".to_owned(),
        java_version: Some(21),
        description: String::new(),
        admin_user: Some("MxAdmin".to_owned()),
        constants: constants
            .iter()
            .map(|(name, kind, default)| Constant {
                name: (*name).to_owned(),
                constant_type: ConstantType::from(*kind),
                default_value: Some((*default).to_owned()),
                description: String::new(),
            })
            .collect(),
        scheduled_events: events
            .iter()
            .map(|name| ScheduledEvent {
                name: (*name).to_owned(),
                description: String::new(),
            })
            .collect(),
        user_roles: Vec::new(),
        request_handlers: Vec::new(),
        languages: Vec::new(),
        compressed_bytes: 0,
        uncompressed_bytes: 0,
        file_count: 0,
        unread_units: 0,
        snapshot_settings: None,
    }
}

pub(crate) fn file(name: &str, text: &str) -> ConfigurationFile {
    ConfigurationFile {
        name: name.to_owned(),
        text: text.to_owned(),
    }
}

pub(crate) fn m2ee(files: &[(&str, &str)]) -> ConfigurationInput {
    ConfigurationInput::M2ee {
        files: files.iter().map(|(name, text)| file(name, text)).collect(),
    }
}

pub(crate) fn value<'a>(answer: &'a EvaluatedConfiguration, name: &str) -> &'a EffectiveValue {
    answer
        .values
        .iter()
        .find(|value| value.name == name)
        .unwrap_or_else(|| panic!("no value {name}"))
}

/// A value as text: JSON for what is no text.
pub(crate) fn shown(content: &EffectiveContent) -> String {
    match content {
        EffectiveContent::Text { text } => text.clone(),
        EffectiveContent::Number { number } => number.clone(),
        EffectiveContent::Boolean { value } => value.to_string(),
        EffectiveContent::Json { json } => json.clone(),
        EffectiveContent::SecretReference { reference } => reference.clone(),
        EffectiveContent::Masked => "<masked>".to_owned(),
        EffectiveContent::Absent => "<absent>".to_owned(),
    }
}

pub(crate) fn text(answer: &EvaluatedConfiguration, name: &str) -> String {
    shown(&value(answer, name).content)
}

pub(crate) fn has(answer: &EvaluatedConfiguration, name: &str) -> bool {
    answer.values.iter().any(|value| value.name == name)
}

pub(crate) fn finding_ids(answer: &EvaluatedConfiguration) -> Vec<&str> {
    answer
        .findings
        .iter()
        .map(|finding| finding.id.as_str())
        .collect()
}
