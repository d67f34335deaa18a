//! A YAML file of m2ee-tools with the section `mxruntime`. What the host itself needs stands in the host's own file.

use std::fmt::Write;

use mendix_deploy_model::configurations::{
    ConfigurationFile, ConfigurationInput, EffectiveContent,
};

use crate::{
    configuration::{json::Json, yaml::quoted},
    targets::emission::{Draft, json, text},
};

/// Settings that m2ee joins when they are lists.
const JOINED: &[&str] = &[
    "CACertificates",
    "ClientCertificatePasswords",
    "ClientCertificates",
    "MyScheduledEvents",
];

/// The file.
pub(in crate::targets) fn emit(draft: &mut Draft<'_>) -> ConfigurationInput {
    let mut lines = String::new();
    for (name, content) in draft.settings_with_events() {
        if let EffectiveContent::SecretReference { reference } = &content {
            draft.secret(&name, format!("mxruntime.{name}"), reference);
            continue;
        }
        let Some(value) = json(&content) else {
            continue;
        };
        if name == "DTAPMode" && value != Json::text("P") {
            draft.refuse(&name, "m2ee-tools 8 always sends P");
        } else if JOINED.contains(&name.as_str()) && value.as_list().is_some() {
            draft.refuse(&name, "m2ee joins a list with commas; want the text");
        } else {
            let value = flow(&value);
            // A String takes everything.
            let _ = writeln!(lines, "  {}: {value}", quoted(&name));
        }
    }
    let mut constants = String::new();
    for (name, content) in std::mem::take(&mut draft.constants) {
        if let EffectiveContent::SecretReference { reference } = content {
            let place = format!("mxruntime.MicroflowConstants.{name}");
            draft.secret(name, place, reference);
        } else if let Some(text) = text(content) {
            let _ = writeln!(constants, "    {}: {}", quoted(name), quoted(&text));
        }
    }
    // m2ee reads the key without asking whether it is there.
    lines.push_str("  MicroflowConstants:");
    if constants.is_empty() {
        lines.push_str(" {}\n");
    } else {
        lines.push('\n');
        lines.push_str(&constants);
    }
    ConfigurationInput::M2ee {
        files: vec![ConfigurationFile {
            name: "mxruntime.yaml".to_owned(),
            text: format!("mxruntime:\n{lines}"),
        }],
    }
}

/// A value in YAML's flow style.
fn flow(value: &Json) -> String {
    match value {
        Json::Text(text) => quoted(text),
        Json::List(items) => {
            let items: Vec<String> = items.iter().map(flow).collect();
            format!("[{}]", items.join(", "))
        }
        Json::Object(object) => {
            let members: Vec<String> = object
                .iter()
                .map(|(key, value)| format!("{}: {}", quoted(key), flow(value)))
                .collect();
            format!("{{{}}}", members.join(", "))
        }
        other => other.print(),
    }
}
