//! Deploy v1: constants, scheduled events, custom runtime settings.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::{
    answer::{Answer, Refusal, refuse},
    call::{Call, ok},
    guard::Right,
};
use crate::{
    archive::Metadata,
    state::{
        World,
        options::{Options, PartialSettings},
    },
};

/// What a masked value looks like.
const MASK: &str = "********";

/// `GET /apps/{AppId}/environments/{Mode}/settings`
pub(crate) fn get(world: &mut World, call: &Call) -> Result<Answer, Refusal> {
    let (at, _) = world.own_environment(call, Right::Deploy)?;
    ok(settings_json(world, at))
}

fn metadata(world: &World, at: (usize, usize)) -> Metadata {
    let app = &world.apps[at.0];
    app.environments[at.1]
        .package
        .as_deref()
        .and_then(|id| app.package(id))
        .and_then(|package| package.metadata.clone())
        .unwrap_or_default()
}

fn settings_json(world: &World, at: (usize, usize)) -> Value {
    let environment = &world.apps[at.0].environments[at.1];
    let metadata = metadata(world, at);
    let shown = |name: &str, value: Option<&String>| -> String {
        match value {
            Some(value) if is_masked(&world.options, name) && !value.is_empty() => MASK.to_owned(),
            Some(value) => value.clone(),
            None => String::new(),
        }
    };
    let constants: Vec<_> = metadata
        .constants
        .iter()
        .map(|constant| {
            let name = &constant.name;
            let value = environment
                .constants
                .get(name)
                .or(constant.default_value.as_ref());
            json!({
                "Name": name,
                "DataType": data_type(&constant.kind),
                "Value": shown(name, value),
                "DeployedValue": shown(name, environment.deployed_constants.get(name)),
            })
        })
        .collect();
    let events: Vec<_> = metadata
        .scheduled_events
        .iter()
        .map(|event| {
            let value = *environment
                .events
                .get(&event.name)
                .unwrap_or(&event.enabled);
            let deployed = environment.deployed_events.get(&event.name);
            json!({
                "Name": event.name,
                "Value": word(value),
                "DeployedValue": word(deployed.copied().unwrap_or(false)),
            })
        })
        .collect();
    json!({
        "Constants": constants,
        "CustomSettings": environment.custom_settings,
        "ScheduledEvents": events,
    })
}

fn is_masked(options: &Options, name: &str) -> bool {
    options
        .masked_constants
        .iter()
        .any(|masked| masked == "*" || masked == name)
}

/// The one documented oddity among type names.
fn data_type(kind: &str) -> &str {
    if kind == "Boolean" { "_Boolean" } else { kind }
}

fn word(is_enabled: bool) -> &'static str {
    if is_enabled { "Enabled" } else { "Disabled" }
}

/// `POST /apps/{AppId}/environments/{Mode}/settings`: all or nothing.
pub(crate) fn post(world: &mut World, call: &Call) -> Result<Answer, Refusal> {
    let (at, _) = world.own_environment(call, Right::Deploy)?;
    let body = call.json()?;
    let Value::Object(body) = body else {
        return Err(invalid("The body is not a settings document."));
    };
    let metadata = metadata(world, at);
    let is_known_constant = |name: &str| metadata.constants.iter().any(|one| one.name == name);
    let is_known_event = |name: &str| metadata.scheduled_events.iter().any(|one| one.name == name);

    let mut constants = BTreeMap::new();
    for (name, value) in pairs(&body, "Constants")? {
        if !is_known_constant(&name) {
            return Err(refuse(
                400,
                "CONSTANT_NOT_FOUND",
                format!("There is no constant {name}."),
            ));
        }
        constants.insert(name, value);
    }
    let mut events = BTreeMap::new();
    for (name, value) in pairs(&body, "ScheduledEvents")? {
        if !is_known_event(&name) {
            return Err(refuse(
                400,
                "SCHEDULED_EVENT_NOT_FOUND",
                format!("There is no scheduled event {name}."),
            ));
        }
        let is_enabled = match value.as_str() {
            "Enabled" => true,
            "Disabled" => false,
            _ => {
                return Err(refuse(
                    500,
                    "INVALID_SCHEDULED_EVENT_PARAMETER",
                    format!("{name} is Enabled or Disabled."),
                ));
            }
        };
        events.insert(name, is_enabled);
    }
    let custom = custom_settings(&body)?;

    let policy = world.options.partial_settings;
    let is_partial = metadata
        .constants
        .iter()
        .any(|one| !constants.contains_key(&one.name))
        || metadata
            .scheduled_events
            .iter()
            .any(|one| !events.contains_key(&one.name));
    if is_partial && policy == PartialSettings::Refuse {
        return Err(invalid("The settings document is not complete."));
    }
    let environment = world.environment_mut(at);
    if policy == PartialSettings::Reset {
        environment
            .constants
            .retain(|name, _| !is_known_constant(name));
        environment.events.retain(|name, _| !is_known_event(name));
    }
    let mut changed = Vec::new();
    for (name, value) in constants {
        let default = metadata
            .constants
            .iter()
            .find(|one| one.name == name)
            .and_then(|one| one.default_value.as_ref());
        let old = environment.constants.get(&name).or(default);
        // Posting back an empty text for a constant that has no value does not give it one.
        if old.is_none() && value.is_empty() {
            continue;
        }
        if old != Some(&value) {
            changed.push(name.clone());
            environment.constants.insert(name, value);
        }
    }
    for (name, value) in events {
        if environment.events.insert(name.clone(), value) != Some(value) {
            changed.push(name);
        }
    }
    if let Some(custom) = custom {
        environment.custom_settings = custom;
    }
    world.note("settings.written", at, call, json!({"changed": changed}));
    ok(settings_json(world, at))
}

fn invalid(message: &str) -> Refusal {
    refuse(400, "INVALID_PARAMETERS", message)
}

/// Names and values of one list; a missing list is empty.
fn pairs(body: &Map<String, Value>, key: &str) -> Result<Vec<(String, String)>, Refusal> {
    let list = match body.get(key) {
        None | Some(Value::Null) => return Ok(Vec::new()),
        Some(Value::Array(list)) => list,
        Some(_) => return Err(invalid(&format!("{key} is a list."))),
    };
    list.iter()
        .map(|entry| match (entry["Name"].as_str(), &entry["Value"]) {
            (Some(name), Value::String(value)) => Ok((name.to_owned(), value.clone())),
            _ => Err(invalid(&format!(
                "Entries of {key} have a Name and a Value, both texts."
            ))),
        })
        .collect()
}

fn custom_settings(body: &Map<String, Value>) -> Result<Option<Vec<Value>>, Refusal> {
    match body.get("CustomSettings") {
        None | Some(Value::Null) => Ok(None),
        Some(Value::Array(list)) => {
            let is_supported = |entry: &Value| entry["Name"].is_string();
            if list.iter().all(is_supported) {
                Ok(Some(list.clone()))
            } else {
                Err(refuse(
                    400,
                    "CUSTOM_SETTING_NOT_SUPPORTED",
                    "A custom setting has a Name.",
                ))
            }
        }
        Some(_) => Err(invalid("CustomSettings is a list.")),
    }
}
