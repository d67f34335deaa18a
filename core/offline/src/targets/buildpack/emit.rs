//! Variables of the buildpacks for what is wanted. Names that share a variable go into `CONSTANTS`; names with an underscore
//! and values that are no text go into `CUSTOM_RUNTIME_SETTINGS`; the database is always a full set of variables, because
//! the buildpack looks for it nowhere else.

use mendix_deploy_model::configurations::{EffectiveContent, EnvironmentVariable};

use crate::{
    configuration::{
        json::{Json, Object},
        names::{collisions, constant_variable, setting_variable},
    },
    targets::emission::{Draft, json, text},
};

/// The variables, by name.
pub(in crate::targets) fn variables(draft: &mut Draft<'_>) -> Vec<EnvironmentVariable> {
    let mut variables = Vec::new();
    let mut put = |name: &str, value: String| {
        variables.push(EnvironmentVariable {
            name: name.to_owned(),
            value,
        });
    };
    let all: Vec<String> = draft
        .package
        .constants
        .iter()
        .map(|constant| constant.name.clone())
        .collect();
    let shared = collisions(&all);
    let mut document = Object::default();
    for (name, content) in std::mem::take(&mut draft.constants) {
        let is_shared = shared
            .iter()
            .any(|collision| collision.constants.iter().any(|constant| constant == name));
        let variable = match constant_variable(name) {
            Ok(variable) if !is_shared => Some(variable),
            _ => None,
        };
        match (variable, content) {
            (Some(variable), EffectiveContent::SecretReference { reference }) => {
                draft.secret(name, variable, reference);
            }
            (None, EffectiveContent::SecretReference { .. }) => draft.refuse(
                name,
                "its variable sets another constant too, and the JSON that could tell them apart would hold the secret",
            ),
            (Some(variable), _) => {
                if let Some(text) = text(content) {
                    put(&variable, text);
                }
            }
            (None, _) => {
                if let Some(text) = text(content) {
                    document.set(name, Json::Text(text));
                }
            }
        }
    }
    if document.len() > 0 {
        put("CONSTANTS", Json::Object(document).print());
    }
    if let Some(events) = &draft.events {
        let value = match events.names.as_slice() {
            [] => events.execution.to_owned(),
            names => names.join(","),
        };
        put("SCHEDULED_EVENTS", value);
    }
    let mut document = Object::default();
    for (name, content) in std::mem::take(&mut draft.settings) {
        let variable = setting_variable(name).ok().flatten();
        let is_database = name.starts_with("Database");
        let is_text = matches!(content, EffectiveContent::Text { .. });
        match (variable, content) {
            (Some(variable), EffectiveContent::SecretReference { reference }) => {
                draft.secret(name, variable, reference);
            }
            (None, EffectiveContent::SecretReference { .. }) => draft.refuse(
                name,
                "no variable can carry a name with an underscore, and the JSON that can would hold the secret",
            ),
            (Some(variable), content) if is_text || is_database => {
                if let Some(text) = text(content) {
                    put(&variable, text);
                }
            }
            (_, content) => {
                if let Some(value) = json(content) {
                    document.set(name, value);
                }
            }
        }
    }
    if document.len() > 0 {
        put("CUSTOM_RUNTIME_SETTINGS", Json::Object(document).print());
    }
    variables.sort_by(|a, b| a.name.cmp(&b.name));
    variables
}
