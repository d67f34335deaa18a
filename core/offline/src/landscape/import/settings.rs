//! Runtime settings under their own names, as variables, YAML and settings documents give them.

use mendix_deploy_model::{
    landscapes::{RuntimeValue, ScheduledEvents, TextValue},
    settings::{SettingEvidence, SettingType},
};
use serde_json::Value as Json;

use super::{
    given::Given,
    importer::{Importer, Secrecy},
    report::Entry,
};
use crate::{
    configuration::{
        catalogue::{self, check_setting},
        names::SETTING_PREFIX,
    },
    landscape::{check::is_qualified, reader::join},
};

/// First parts of names that are settings and no modules.
const FAMILIES: &[&str] = &[
    "com",
    "License",
    "Metrics",
    "OpenTelemetry",
    "DataStorage",
    "ObjectManagement",
    "TaskQueue",
    "http",
    "mapping",
    "MyScheduledEvents",
];

impl Importer<'_> {
    /// Sets a runtime setting by its name; settings that other keys of the landscape say go there.
    pub(super) fn set_setting(&mut self, entry: Entry, name: &str, value: &Given) {
        if self.set_database(entry, name, value) || self.set_storage(entry, name, value) {
            return;
        }
        match name {
            "ApplicationRootUrl" => {
                if let Some(url) = self.word(entry, value).map(str::to_owned) {
                    self.report.became(entry, "routing.rootUrl");
                    self.spec.routing.get_or_insert_default().root_url = Some(url);
                }
            }
            "ScheduledEventExecution" => self.set_execution(entry, value),
            "MyScheduledEvents" => match self.spec.scheduled_events {
                Some(ScheduledEvents::All | ScheduledEvents::None) => {
                    let why =
                        "the runtime reads the list only when ScheduledEventExecution is SPECIFIED";
                    self.report.ignore(entry, why, None);
                }
                _ => self.set_events(entry, value, true),
            },
            "MicroflowConstants" => self.set_constants(entry, value),
            "DTAPMode" => {
                if let Some(mode) = self.word(entry, value).map(str::to_owned) {
                    if mode == "D" {
                        self.report.became(entry, "administration.developmentMode");
                        self.spec
                            .administration
                            .get_or_insert_default()
                            .development_mode = Some(true);
                    } else {
                        let why = "targets run outside development mode unless told otherwise";
                        self.report.ignore(entry, why, None);
                    }
                }
            }
            "BasePath" | "RuntimePath" => {
                self.report
                    .ignore(entry, "the target knows its own folders", None);
            }
            "License.SubscriptionSecret" => {
                let path = "license.subscriptionSecret";
                if let Some(text) = self.text(entry, path, value, Secrecy::Secret) {
                    self.report.became(entry, path);
                    self.spec
                        .license
                        .get_or_insert_default()
                        .subscription_secret = Some(text);
                }
            }
            "License.EnvironmentName" => {
                if let Some(text) = self.word(entry, value).map(str::to_owned) {
                    self.report.became(entry, "license.environmentName");
                    self.spec.license.get_or_insert_default().environment_name = Some(text);
                }
            }
            "License.LicenseServerURL" => {
                if let Some(text) = self.word(entry, value).map(str::to_owned) {
                    self.report.became(entry, "license.serverUrl");
                    self.spec.license.get_or_insert_default().server_url = Some(text);
                }
            }
            _ => self.set_other(entry, name, value),
        }
    }

    /// A setting of a YAML or JSON document: text, a number, a list, an object.
    pub(super) fn set_json_setting(&mut self, entry: Entry, name: &str, value: &Json) {
        match value {
            Json::String(text) => self.set_setting(entry, name, &Given::text(text)),
            Json::Number(_) | Json::Bool(_) => {
                self.set_setting(entry, name, &Given::text(value.to_string()));
            }
            Json::Null => self.report.ignore(entry, "it is set to nothing", None),
            Json::Array(items) if name == "MyScheduledEvents" => {
                let names: Vec<&str> = items.iter().filter_map(Json::as_str).collect();
                self.set_setting(entry, name, &Given::text(names.join(",")));
            }
            Json::Array(_) | Json::Object(_) => {
                self.set_setting(entry, name, &Given::text(value.to_string()));
            }
        }
    }

    fn set_other(&mut self, entry: Entry, written: &str, value: &Given) {
        let mut name = written.to_owned();
        if written.is_empty() || written.contains(|c: char| c.is_whitespace() || c.is_control()) {
            self.report
                .ignore(entry, "no runtime setting has such a name", None);
            return;
        }
        if written.starts_with(SETTING_PREFIX) {
            let why = "MXRUNTIME_ is how variables begin, and no part of a setting's name";
            self.report.ignore(entry, why, None);
            return;
        }
        if catalogue::setting(written).is_none() {
            let meant = if self.may_ask(written) {
                catalogue::meant_by(written)
            } else {
                None
            };
            match meant {
                Some((setting, Some(reason))) => {
                    let why = format!(
                        "{written} is no runtime setting: {reason}; taken as {}",
                        setting.name
                    );
                    self.report.doubt(entry, &why, Some("Check that this is what was meant: today the runtime does not read it."));
                    name.clone_from(&setting.name);
                }
                Some((setting, None)) => {
                    let suggestion = format!("If {} is meant, write that.", setting.name);
                    self.report.doubt(
                        entry,
                        "no runtime setting of this name is known",
                        Some(&suggestion),
                    );
                }
                None => {
                    let why = "no runtime setting of this name is known";
                    self.report.doubt(entry, why, Some("Check the name; the runtime takes what it does not know without a word."));
                }
            }
        } else if catalogue::setting(written)
            .is_some_and(|setting| setting.evidence == SettingEvidence::Undocumented)
        {
            let why = "guides name this setting, and no list of Mendix has it";
            self.report.doubt(entry, why, None);
        }
        if name == "com.mendix.core.SessionIdCookieName" {
            self.report.note(
                entry,
                "it names the session's cookie and has nothing to do with clustering",
            );
        }
        let path = join("runtimeSettings", &name);
        let Some(text) = self.text(entry, &path, value, Self::secrecy_of_setting(&name)) else {
            return;
        };
        let value = match text {
            TextValue::SecretReference { reference } => RuntimeValue::SecretReference { reference },
            TextValue::Literal { value, .. } => {
                for problem in check_setting(&name, &value, None, None) {
                    if catalogue::setting(&name).is_some() {
                        self.report
                            .doubt(entry, &problem.message, Some(&problem.remedy));
                    }
                }
                typed(&name, value)
            }
        };
        self.set_runtime(entry, &name, value);
    }

    fn set_execution(&mut self, entry: Entry, value: &Given) {
        let Some(word) = self.word(entry, value).map(str::to_owned) else {
            return;
        };
        match word.as_str() {
            "ALL" => self.spec.scheduled_events = Some(ScheduledEvents::All),
            "NONE" => self.spec.scheduled_events = Some(ScheduledEvents::None),
            // The list follows in the other setting, or has come before.
            "SPECIFIED" => {
                if !matches!(
                    self.spec.scheduled_events,
                    Some(ScheduledEvents::Specified { .. })
                ) {
                    self.report
                        .note(entry, "the list stands in MyScheduledEvents");
                }
                // Both settings are one key here: neither replaces the other.
                self.report.shares(entry, "scheduledEvents");
                return;
            }
            _ => {
                let why = "only ALL, NONE and SPECIFIED have a meaning";
                self.report
                    .ignore(entry, why, Some("Write `scheduledEvents`."));
                return;
            }
        }
        self.report.became(entry, "scheduledEvents");
    }

    /// A list of events. `trimmed`: blanks around the commas do not matter.
    pub(super) fn set_events(&mut self, entry: Entry, value: &Given, trimmed: bool) {
        let Some(list) = self.word(entry, value).map(str::to_owned) else {
            return;
        };
        let mut events = Vec::new();
        for written in list.split(',') {
            let name = written.trim();
            if name.is_empty() {
                continue;
            }
            if name != written && !trimmed {
                let why = format!(
                    "the blank beside {name} makes the buildpack drop the event without a word"
                );
                self.report.doubt(
                    entry,
                    &why,
                    Some("Without the blank the event runs: check that it is meant to."),
                );
            }
            if !is_qualified(name) {
                let why = "a name in the list is no name of a scheduled event, and is left out";
                self.report.doubt(entry, why, Some("Write Module.Event."));
                continue;
            }
            if events.iter().any(|known| known == name) {
                self.report.note(entry, &format!("{name} is listed twice"));
                continue;
            }
            self.known_event(entry, name);
            events.push(name.to_owned());
        }
        if events.is_empty() {
            self.report.doubt(
                entry,
                "an empty list: no event runs",
                Some("Write `scheduledEvents: none` if that is meant."),
            );
            self.spec.scheduled_events = Some(ScheduledEvents::None);
        } else {
            self.spec.scheduled_events = Some(ScheduledEvents::Specified { events });
        }
        self.report.shares(entry, "scheduledEvents");
    }

    fn known_event(&mut self, entry: Entry, name: &str) {
        let Some(known) = &self.options.scheduled_events else {
            return;
        };
        if !known.iter().any(|event| event == name) {
            let hint = self.hint(name, known.iter().map(String::as_str));
            let why = format!("the model has no scheduled event {name}.{hint}");
            self.report
                .doubt(entry, &why, Some("Correct the name, or remove it."));
        }
    }

    /// All constants at once.
    fn set_constants(&mut self, entry: Entry, value: &Given) {
        let Some(text) = self.word(entry, value).map(str::to_owned) else {
            return;
        };
        let Ok(Json::Object(members)) = serde_json::from_str(&text) else {
            self.report.ignore(
                entry,
                "it is no JSON object",
                Some("Write the values under `constants`."),
            );
            return;
        };
        self.report.doubt(
            entry,
            "it replaces the whole map of constants: every constant that is not in it is lost, with its default",
            Some("Check that the constants it leaves out keep their defaults as meant."),
        );
        for (name, value) in &members {
            let value = match value {
                Json::String(text) => Given::text(text),
                other => Given::text(other.to_string()),
            };
            self.set_constant(entry, name, &value);
        }
    }

    /// What looks like a constant that was set as a runtime setting: `MXRUNTIME_Module.Constant`.
    pub(super) fn constant_by_mistake(&mut self, name: &str) -> bool {
        let Some((module, constant)) = name.split_once('.') else {
            return false;
        };
        !constant.contains('.')
            && !constant.is_empty()
            && module.starts_with(char::is_uppercase)
            && !FAMILIES.contains(&module)
            && catalogue::setting(name).is_none()
            && (!self.may_ask(name)
                || catalogue::meant_by(name).is_none_or(|(_, reason)| reason.is_none()))
    }
}

/// A setting's value with the type that the catalogue gives it.
fn typed(name: &str, value: String) -> RuntimeValue {
    let text = |value| RuntimeValue::Text {
        value,
        acknowledged: false,
    };
    let Some(setting) = catalogue::setting(name) else {
        return text(value);
    };
    let is_number = serde_json::from_str::<Json>(&value).is_ok_and(|json| json.is_number());
    match setting.setting_type {
        SettingType::Boolean if value == "true" => RuntimeValue::Boolean { value: true },
        SettingType::Boolean if value == "false" => RuntimeValue::Boolean { value: false },
        SettingType::Integer | SettingType::Decimal | SettingType::Duration | SettingType::Size
            if is_number =>
        {
            RuntimeValue::Number { value }
        }
        SettingType::Json
            if serde_json::from_str::<Json>(&value)
                .is_ok_and(|json| json.is_array() || json.is_object()) =>
        {
            RuntimeValue::Json { value }
        }
        _ => text(value),
    }
}
