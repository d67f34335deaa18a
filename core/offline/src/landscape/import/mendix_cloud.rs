//! The settings of an environment of Mendix Cloud.

use mendix_deploy_model::{
    cloud::{EventState, Settings},
    landscapes::{ScheduledEvents, TargetKind},
};
use serde_json::Value as Json;

use super::{
    given::{Given, Input},
    importer::Importer,
    targets,
};

pub(super) fn import(importer: &mut Importer<'_>, settings: &Settings) {
    importer.target = Some(targets::of_kind(TargetKind::MendixCloud));
    for constant in &settings.constants {
        let value = Given::text(constant.value.as_deref().unwrap_or_default());
        let input = Input::new(&constant.name, value, None);
        let entry = importer.open(&input);
        match &constant.value {
            Some(_) => importer.set_constant(entry, &constant.name, &input.value),
            None => importer.report.ignore(
                entry,
                "no value is configured: the model's default holds",
                None,
            ),
        }
        if constant.deployed_value.is_some() && constant.deployed_value != constant.value {
            importer.report.note(
                entry,
                "the running app still uses another value, until the next start",
            );
        }
    }
    events(importer, settings);
    for (number, item) in settings.custom_settings.iter().enumerate() {
        let part = |upper: &str, lower: &str| item.get(upper).or_else(|| item.get(lower));
        let name = part("Name", "name").and_then(Json::as_str);
        match (name, part("Value", "value")) {
            (Some(name), Some(value)) => {
                let entry = importer.report.open(name, None);
                importer.set_json_setting(entry, name, value);
            }
            _ => {
                let entry = importer
                    .report
                    .open(&format!("customSettings[{number}]"), None);
                importer.report.doubt(
                    entry,
                    "a custom setting of a shape that is not known; it is left out",
                    Some("Look at it in the portal."),
                );
            }
        }
    }
}

fn events(importer: &mut Importer<'_>, settings: &Settings) {
    let mut enabled = Vec::new();
    for event in &settings.scheduled_events {
        let entry = importer.report.open(&event.name, None);
        match &event.value {
            EventState::Enabled => {
                enabled.push(event.name.clone());
                importer.report.shares(entry, "scheduledEvents");
            }
            EventState::Disabled => {
                importer.report.shares(entry, "scheduledEvents");
                importer
                    .report
                    .note(entry, "disabled: it is not in the list");
            }
            _ => importer.report.doubt(
                entry,
                "whether it runs is said with a word that is not known; it is not in the list",
                None,
            ),
        }
    }
    if !settings.scheduled_events.is_empty() {
        importer.spec.scheduled_events = Some(if enabled.is_empty() {
            ScheduledEvents::None
        } else {
            ScheduledEvents::Specified { events: enabled }
        });
    }
}
