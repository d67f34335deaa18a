//! The settings document of Mendix Cloud. Its custom settings have no documented shape and are told as not carried.

use mendix_deploy_model::{
    cloud::{ConstantSetting, EventSetting, EventState, Settings},
    configurations::{ConfigurationInput, EffectiveContent},
};

use crate::targets::emission::{Draft, text};

/// The document for the constants and events that are wanted. The platform wants it whole: lay it over the one it has.
pub(in crate::targets) fn emit(draft: &mut Draft<'_>) -> ConfigurationInput {
    let mut settings = Settings {
        constants: Vec::new(),
        custom_settings: Vec::new(),
        scheduled_events: Vec::new(),
    };
    for (name, content) in std::mem::take(&mut draft.constants) {
        if let EffectiveContent::SecretReference { reference } = content {
            draft.secret(name, format!("Constants.{name}"), reference);
            continue;
        }
        let Some(value) = text(content) else { continue };
        if !value.is_empty() && value.chars().all(|c| c == '*') {
            draft.refuse(
                name,
                "a value of asterisks cannot be told from a masked one",
            );
            continue;
        }
        settings.constants.push(ConstantSetting {
            name: name.to_owned(),
            data_type: None,
            value: Some(value),
            deployed_value: None,
        });
    }
    if let Some(events) = &draft.events {
        for event in &draft.package.scheduled_events {
            let runs = events.execution == "ALL" || events.names.contains(&event.name);
            settings.scheduled_events.push(EventSetting {
                name: event.name.clone(),
                value: if runs {
                    EventState::Enabled
                } else {
                    EventState::Disabled
                },
                deployed_value: None,
            });
        }
    }
    for (name, _) in std::mem::take(&mut draft.settings) {
        draft.refuse(
            name,
            "the shape of custom settings is not documented: set it in the portal",
        );
    }
    ConfigurationInput::MendixCloud { settings }
}
