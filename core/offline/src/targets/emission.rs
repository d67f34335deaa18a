//! From what is wanted to what a target is handed: what all targets share.

use std::collections::BTreeMap;

use mendix_deploy_model::{
    configurations::{
        ConfigurationInput, EffectiveContent, Emission, InputForm, NotCarried, SecretPlacement,
        WantedConfiguration, WantedValue,
    },
    landscapes::ScheduledEvents,
    packages::PackageInfo,
};

use super::{cloud_foundry, docker, kubernetes, linux, mendix_cloud, operator, windows};
use crate::configuration::{json::Json, yaml::shown};

/// Writes what a target is to be handed so that its runtime sees what is wanted.
///
/// What the target cannot carry is in [`Emission::not_carried`], and secrets, which are no part of the input, in
/// [`Emission::secrets`].
#[must_use]
pub fn emit(form: InputForm, wanted: &WantedConfiguration, package: &PackageInfo) -> Emission {
    let mut draft = Draft::new(wanted, package);
    let input = match form {
        InputForm::CloudFoundry => cloud_foundry::emit::emit(&mut draft),
        InputForm::Docker => docker::emit::emit(&mut draft),
        InputForm::Kubernetes => kubernetes::emit::emit(&mut draft),
        InputForm::Operator => operator::emit::emit(&mut draft),
        InputForm::M2ee => linux::emit::m2ee(&mut draft),
        InputForm::Portable => linux::emit::portable(&mut draft),
        InputForm::Windows => windows::emit::emit(&mut draft),
        InputForm::MendixCloud => mendix_cloud::emit::emit(&mut draft),
    };
    draft.finish(input)
}

/// Which events run, in the words of the runtime.
pub(in crate::targets) struct Events {
    pub(in crate::targets) execution: &'static str,
    /// With `SPECIFIED` only.
    pub(in crate::targets) names: Vec<String>,
}

/// What is wanted, checked once for all targets.
pub(in crate::targets) struct Draft<'a> {
    pub(in crate::targets) package: &'a PackageInfo,
    /// By name; only constants of the model.
    pub(in crate::targets) constants: BTreeMap<&'a str, &'a EffectiveContent>,
    pub(in crate::targets) events: Option<Events>,
    /// By name; never `MicroflowConstants`.
    pub(in crate::targets) settings: BTreeMap<&'a str, &'a EffectiveContent>,
    secrets: Vec<SecretPlacement>,
    not_carried: Vec<NotCarried>,
}

impl<'a> Draft<'a> {
    fn new(wanted: &'a WantedConfiguration, package: &'a PackageInfo) -> Self {
        let mut draft = Self {
            package,
            constants: BTreeMap::new(),
            events: None,
            settings: BTreeMap::new(),
            secrets: Vec::new(),
            not_carried: Vec::new(),
        };
        for WantedValue { name, content } in &wanted.constants {
            if !package
                .constants
                .iter()
                .any(|constant| constant.name == *name)
            {
                draft.refuse(name, "the model has no constant of that name");
            } else if draft.known(name, content) && draft.constants.insert(name, content).is_some()
            {
                draft.refuse(name, "it is wanted twice");
            }
        }
        draft.events = wanted
            .scheduled_events
            .as_ref()
            .map(|events| draft.checked(events));
        for WantedValue { name, content } in &wanted.runtime_settings {
            let is_event = matches!(
                name.as_str(),
                "ScheduledEventExecution" | "MyScheduledEvents"
            );
            if name == "MicroflowConstants" {
                draft.refuse(
                    name,
                    "it would replace every constant; constants are wanted by their own names",
                );
            } else if is_event && draft.events.is_some() {
                draft.refuse(name, "scheduled events are wanted by their own field");
            } else if package
                .constants
                .iter()
                .any(|constant| constant.name == *name)
            {
                draft.refuse(
                    name,
                    "it is a constant of the model, and as a setting nobody reads it",
                );
            } else if name.is_empty() || name.contains(['=', '\0', '\n']) {
                draft.refuse(name, "it is no name of a setting");
            } else if draft.known(name, content) && draft.settings.insert(name, content).is_some() {
                draft.refuse(name, "it is wanted twice");
            }
        }
        draft
    }

    /// Whether there is a value that can be written at all.
    fn known(&mut self, name: &str, content: &EffectiveContent) -> bool {
        let reason = match content {
            EffectiveContent::Masked => "the value is masked, and asterisks are no value",
            EffectiveContent::Absent => return false,
            EffectiveContent::Text { text } if text.contains('\0') => {
                "the value holds a NUL character"
            }
            EffectiveContent::Number { number } if number.parse::<f64>().is_err() => {
                "the value is no number"
            }
            EffectiveContent::Json { json } if Json::read(json).is_err() => "the value is no JSON",
            _ => return true,
        };
        self.refuse(name, reason);
        false
    }

    /// The events of the model among those that are wanted; none at all is `NONE`.
    fn checked(&mut self, events: &ScheduledEvents) -> Events {
        let (execution, wanted) = match events {
            ScheduledEvents::All => ("ALL", &[][..]),
            ScheduledEvents::None => ("NONE", &[][..]),
            ScheduledEvents::Specified { events } => ("SPECIFIED", events.as_slice()),
        };
        let mut names: Vec<String> = Vec::new();
        for name in wanted {
            if !self
                .package
                .scheduled_events
                .iter()
                .any(|event| event.name == *name)
            {
                self.refuse(name, "the model has no scheduled event of that name");
            } else if !names.contains(name) {
                names.push(name.clone());
            }
        }
        if execution == "SPECIFIED" && names.is_empty() {
            return Events {
                execution: "NONE",
                names,
            };
        }
        Events { execution, names }
    }

    pub(in crate::targets) fn refuse(&mut self, name: &str, reason: impl Into<String>) {
        self.not_carried.push(NotCarried {
            name: shown(name),
            reason: reason.into(),
        });
    }

    pub(in crate::targets) fn secret(&mut self, name: &str, place: String, reference: &str) {
        self.secrets.push(SecretPlacement {
            name: name.to_owned(),
            place,
            reference: reference.to_owned(),
        });
    }

    /// The settings with those that say which events run.
    pub(in crate::targets) fn settings_with_events(&self) -> Vec<(String, EffectiveContent)> {
        let mut settings: Vec<(String, EffectiveContent)> = self
            .settings
            .iter()
            .map(|(name, content)| ((*name).to_owned(), (*content).clone()))
            .collect();
        if let Some(events) = &self.events {
            let text = |text: String| EffectiveContent::Text { text };
            settings.push((
                "ScheduledEventExecution".to_owned(),
                text(events.execution.to_owned()),
            ));
            if !events.names.is_empty() {
                settings.push(("MyScheduledEvents".to_owned(), text(events.names.join(","))));
            }
        }
        settings
    }

    fn finish(self, input: ConfigurationInput) -> Emission {
        Emission {
            input,
            secrets: self.secrets,
            not_carried: self.not_carried,
        }
    }
}

/// A value as text, as variables and settings documents carry it; nothing for a secret.
pub(in crate::targets) fn text(content: &EffectiveContent) -> Option<String> {
    match content {
        EffectiveContent::Text { text } => Some(text.clone()),
        EffectiveContent::Number { number } => Some(number.clone()),
        EffectiveContent::Boolean { value } => Some(value.to_string()),
        EffectiveContent::Json { json } => Some(json.clone()),
        EffectiveContent::SecretReference { .. }
        | EffectiveContent::Masked
        | EffectiveContent::Absent => None,
    }
}

/// A value with its type; nothing for a secret.
pub(in crate::targets) fn json(content: &EffectiveContent) -> Option<Json> {
    match content {
        EffectiveContent::Text { text } => Some(Json::text(text.as_str())),
        EffectiveContent::Boolean { value } => Some(Json::Bool(*value)),
        EffectiveContent::Number { number: text } | EffectiveContent::Json { json: text } => {
            Json::read(text).ok()
        }
        EffectiveContent::SecretReference { .. }
        | EffectiveContent::Masked
        | EffectiveContent::Absent => None,
    }
}
