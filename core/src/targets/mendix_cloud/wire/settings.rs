//! Settings of an environment, and log links.

use mendix_deploy_model::cloud::{ConstantSetting, EventSetting, EventState, Settings};
use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct WireSettings {
    #[serde(default)]
    constants: Vec<WireConstant>,
    #[serde(default)]
    custom_settings: Vec<Value>,
    #[serde(default)]
    scheduled_events: Vec<WireEvent>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct WireConstant {
    name: String,
    data_type: Option<String>,
    value: Option<String>,
    deployed_value: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct WireEvent {
    name: String,
    value: String,
    deployed_value: Option<String>,
}

fn state(word: &str) -> EventState {
    match word.to_ascii_lowercase().as_str() {
        "enabled" => EventState::Enabled,
        "disabled" => EventState::Disabled,
        _ => EventState::Unknown(word.to_owned()),
    }
}

impl From<WireSettings> for Settings {
    fn from(wire: WireSettings) -> Self {
        Self {
            constants: wire
                .constants
                .into_iter()
                .map(|constant| ConstantSetting {
                    name: constant.name,
                    data_type: constant.data_type,
                    value: constant.value,
                    deployed_value: constant.deployed_value,
                })
                .collect(),
            custom_settings: wire.custom_settings,
            scheduled_events: wire
                .scheduled_events
                .into_iter()
                .map(|event| EventSetting {
                    name: event.name,
                    value: state(&event.value),
                    deployed_value: event.deployed_value.as_deref().map(state),
                })
                .collect(),
        }
    }
}

/// Link to a day's log. A credential: it leaves the client only as a `SecretValue`.
#[derive(Deserialize)]
pub(crate) struct WireLogLink {
    #[serde(rename = "DownloadUrl")]
    pub(crate) download_url: String,
}
