//! The digest of an environment's settings.

use mendix_deploy_model::cloud::Settings;
use serde_json::{Value, json};

/// A digest of everything that can be configured: values of constants, states of events, custom settings. What the running
/// app uses is left out: it follows at the next start. Order does not count.
#[must_use]
pub fn settings_digest(settings: &Settings) -> String {
    let mut constants: Vec<Value> = settings
        .constants
        .iter()
        .map(|constant| json!([constant.name, constant.value]))
        .collect();
    let mut events: Vec<Value> = settings
        .scheduled_events
        .iter()
        .map(|event| json!([event.name, event.value.as_str()]))
        .collect();
    for list in [&mut constants, &mut events] {
        list.sort_by_cached_key(Value::to_string);
    }
    let custom = &settings.custom_settings;
    format!(
        "sha256:{}",
        super::identity::digest(&json!([
            "mendix-deploy settings",
            constants,
            events,
            custom
        ]))
    )
}
