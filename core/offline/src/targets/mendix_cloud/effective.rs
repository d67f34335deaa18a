//! What Mendix Cloud makes of its settings document (Deploy API v1, settings). Documented, not observed. A masked value is
//! never taken for a value.

use std::borrow::Cow;

use mendix_deploy_model::{
    cloud::{ConstantSetting, EventState, Settings},
    configurations::{
        Certainty, ConfigurationArea, EffectiveContent, EffectiveValue, EvaluatedConfiguration,
        OverriddenValue, Provenance, ProvenanceSource, Sensitivity,
    },
    findings::Severity,
    landscapes::TargetKind,
    packages::PackageInfo,
};

use crate::{
    configuration::{json::Json, secrecy, suggest::nearest},
    targets::{
        draft::Draft,
        settings::{Content, Layers, Origin},
    },
};

/// What the runtime would see after its next start.
pub(in crate::targets) fn evaluate(
    settings: &Settings,
    package: &PackageInfo,
) -> EvaluatedConfiguration {
    let mut draft = Draft::new(TargetKind::MendixCloud, Certainty::Documented);
    for setting in &settings.constants {
        constant(&mut draft, setting, package);
    }
    for known in &package.constants {
        let is_set = settings
            .constants
            .iter()
            .any(|setting| setting.name == known.name);
        if let (false, Some(default)) = (is_set, &known.default_value) {
            draft.values.push(EffectiveValue {
                name: known.name.clone(),
                area: ConfigurationArea::Constant,
                content: EffectiveContent::Text {
                    text: default.clone(),
                },
                sensitivity: secrecy::of_constant(Some(&known.constant_type)),
                provenance: Provenance {
                    source: ProvenanceSource::Model,
                    place: None,
                    location: None,
                    rule:
                        "the environment does not list the constant yet: the default of the model"
                            .to_owned(),
                },
                overrode: Vec::new(),
                certainty: Certainty::Inferred,
            });
        }
    }
    events(&mut draft, settings, package);
    custom(&mut draft, settings, package);
    draft.finish()
}

/// A value of asterisks only stands for one that the platform does not show.
fn content(value: Option<&str>) -> EffectiveContent {
    match value {
        None => EffectiveContent::Absent,
        Some(text) if !text.is_empty() && text.chars().all(|c| c == '*') => {
            EffectiveContent::Masked
        }
        Some(text) => EffectiveContent::Text {
            text: text.to_owned(),
        },
    }
}

fn provenance(place: String, rule: &str) -> Provenance {
    Provenance {
        source: ProvenanceSource::Settings,
        place: Some(place),
        location: None,
        rule: rule.to_owned(),
    }
}

fn constant(draft: &mut Draft, setting: &ConstantSetting, package: &PackageInfo) {
    let name = &setting.name;
    let place = format!("Constants.{name}");
    let Some(known) = package.constants.iter().find(|known| known.name == *name) else {
        let names = package.constants.iter().map(|known| known.name.as_str());
        let near = nearest(name, names).map(str::to_owned);
        let mut origin = Origin::new(ProvenanceSource::Settings, "a constant of the settings");
        origin.place = Some(Cow::Owned(place));
        let reason = "the package has no constant of that name".to_owned();
        draft.lost(name, origin, reason, near);
        return;
    };
    let value = content(setting.value.as_deref());
    let deployed = content(setting.deployed_value.as_deref());
    if value == EffectiveContent::Masked {
        draft.finding(
            "constant.masked",
            Severity::Info,
            name,
            format!("the platform shows asterisks instead of the value of {name}; what the app sees is not known"),
            "Never write the document back with the asterisks in it.",
        );
    }
    let is_known = |content: &EffectiveContent| matches!(content, EffectiveContent::Text { .. });
    let overrode = if is_known(&value) && is_known(&deployed) && value != deployed {
        draft.finding(
            "constant.restart_pending",
            Severity::Warning,
            name,
            format!("{name} has a new value, and the running app still uses the old one"),
            "Restart the environment.",
        );
        vec![OverriddenValue {
            content: deployed,
            provenance: provenance(
                place.clone(),
                "what the running app uses until its next start",
            ),
        }]
    } else {
        Vec::new()
    };
    draft.values.push(EffectiveValue {
        name: name.clone(),
        area: ConfigurationArea::Constant,
        content: value,
        sensitivity: secrecy::of_constant(Some(&known.constant_type)),
        provenance: provenance(place, "the configured value, from the next start on"),
        overrode,
        certainty: Certainty::Documented,
    });
}

fn events(draft: &mut Draft, settings: &Settings, package: &PackageInfo) {
    for event in &settings.scheduled_events {
        let place = format!("ScheduledEvents.{}", event.name);
        if !package
            .scheduled_events
            .iter()
            .any(|known| known.name == event.name)
        {
            let names = package
                .scheduled_events
                .iter()
                .map(|known| known.name.as_str());
            let near = nearest(&event.name, names).map(str::to_owned);
            let mut origin = Origin::new(ProvenanceSource::Settings, "an event of the settings");
            origin.place = Some(Cow::Owned(place));
            let reason = "the package has no scheduled event of that name".to_owned();
            draft.lost(&event.name, origin, reason, near);
            continue;
        }
        if event
            .deployed_value
            .as_ref()
            .is_some_and(|deployed| *deployed != event.value)
        {
            draft.finding(
                "event.restart_pending",
                Severity::Warning,
                &event.name,
                format!(
                    "{} was switched, and the running app does not know yet",
                    event.name
                ),
                "Restart the environment.",
            );
        }
        let content = match &event.value {
            EventState::Enabled => EffectiveContent::Boolean { value: true },
            EventState::Disabled => EffectiveContent::Boolean { value: false },
            other => EffectiveContent::Text {
                text: other.to_string(),
            },
        };
        draft.values.push(EffectiveValue {
            name: event.name.clone(),
            area: ConfigurationArea::ScheduledEvents,
            content,
            sensitivity: Sensitivity::Public,
            provenance: provenance(place, "the switch of the event, from the next start on"),
            overrode: Vec::new(),
            certainty: Certainty::Documented,
        });
    }
}

/// Custom settings: their shape is not documented. What has a name and a value is taken for a setting.
fn custom(draft: &mut Draft, settings: &Settings, package: &PackageInfo) {
    let mut layers = Layers::default();
    let mut unread = 0;
    for item in &settings.custom_settings {
        let part = |upper: &str, lower: &str| {
            let value = item.get(upper).or_else(|| item.get(lower));
            value.and_then(serde_json::Value::as_str)
        };
        let (Some(name), Some(value)) = (part("Name", "name"), part("Value", "value")) else {
            unread += 1;
            continue;
        };
        let place = format!("CustomSettings.{name}");
        let mut origin = Origin::new(
            ProvenanceSource::Settings,
            "a custom setting; the shape of the document is not documented",
        );
        origin.place = Some(Cow::Owned(place));
        let masked = content(Some(value)) == EffectiveContent::Masked;
        let value = if masked {
            Content::AtStart
        } else {
            Content::Known(Json::text(value))
        };
        layers.put(
            Cow::Owned(name.to_owned()),
            value,
            origin,
            Certainty::Inferred,
        );
    }
    if unread > 0 {
        draft.finding(
            "configuration.not_understood",
            Severity::Info,
            "CustomSettings",
            format!("{unread} custom settings have a shape that is not known; they are not in the answer"),
            "Look at them in the portal.",
        );
    }
    draft.settings(layers, package);
}
