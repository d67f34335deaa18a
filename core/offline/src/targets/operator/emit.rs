//! The part of a `MendixApp` resource that configures the runtime. Secrets go into the secret store of the operator.

use std::fmt::Write;

use mendix_deploy_model::configurations::{ConfigurationInput, EffectiveContent};
use mendix_deploy_model::landscapes::TargetKind;

use crate::{
    configuration::{
        catalogue,
        json::{Json, Object},
        yaml::quoted,
    },
    targets::emission::{Draft, json, text},
};

/// Keys of the secret store that have names of their own.
const STORE: &[(&str, &str)] = &[
    ("DatabaseType", "database-type"),
    ("DatabaseJdbcUrl", "database-jdbc-url"),
    ("DatabaseHost", "database-host"),
    ("DatabaseName", "database-name"),
    ("DatabaseUserName", "database-username"),
    ("DatabasePassword", "database-password"),
];

/// The resource, without its name and everything that does not concern the runtime's configuration.
pub(in crate::targets) fn emit(draft: &mut Draft<'_>) -> ConfigurationInput {
    let mut runtime = String::new();
    let mut constants = String::new();
    for (name, content) in std::mem::take(&mut draft.constants) {
        if let EffectiveContent::SecretReference { reference } = content {
            draft.secret(name, format!("mx-const-{name}"), reference);
        } else if let Some(text) = text(content) {
            put(&mut constants, "      ", name, &text);
        }
    }
    if !constants.is_empty() {
        runtime.push_str("    microflowConstants:\n");
        runtime.push_str(&constants);
    }
    if let Some(events) = &draft.events {
        put(
            &mut runtime,
            "    ",
            "scheduledEventExecution",
            events.execution,
        );
        if !events.names.is_empty() {
            runtime.push_str("    myScheduledEvents:\n");
            for name in &events.names {
                // A String takes everything.
                let _ = writeln!(runtime, "      - {}", quoted(name));
            }
        }
    }
    let mut custom = Object::default();
    for (name, content) in std::mem::take(&mut draft.settings) {
        let managed = catalogue::setting(name)
            .is_some_and(|setting| setting.managed_on.contains(&TargetKind::Operator));
        match content {
            EffectiveContent::SecretReference { reference } => {
                let key = STORE
                    .iter()
                    .find(|(setting, _)| *setting == name)
                    .map_or_else(
                        || format!("mx-runtime-{name}"),
                        |(_, key)| (*key).to_owned(),
                    );
                draft.secret(name, key, reference);
            }
            _ if managed => draft.refuse(name, "the storage plan of the operator sets it"),
            EffectiveContent::Text { text } if name == "DTAPMode" => match text.as_str() {
                "D" | "P" => put(&mut runtime, "    ", "dtapMode", text),
                _ => draft.refuse(name, "the operator knows P and D only"),
            },
            _ => {
                if let Some(value) = json(content) {
                    custom.set(name, value);
                }
            }
        }
    }
    if custom.len() > 0 {
        let custom = Json::Object(custom).print();
        put(&mut runtime, "    ", "customConfiguration", &custom);
    }
    let mut resource = "apiVersion: privatecloud.mendix.com/v1alpha1\nkind: MendixApp\n".to_owned();
    if !runtime.is_empty() {
        resource.push_str("spec:\n  runtime:\n");
        resource.push_str(&runtime);
    }
    ConfigurationInput::Operator { resource }
}

fn put(into: &mut String, indent: &str, key: &str, value: &str) {
    let key = if key.bytes().all(|b| b.is_ascii_alphanumeric()) {
        key.to_owned()
    } else {
        quoted(key)
    };
    let _ = writeln!(into, "{indent}{key}: {}", quoted(value));
}
