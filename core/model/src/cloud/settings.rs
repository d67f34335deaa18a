//! Constants, scheduled events and custom runtime settings of an environment (Deploy v1, `settings`).

use mendix_deploy_surface::model;

use crate::macros::open_enum;

open_enum! {
    /// Whether a scheduled event runs.
    EventState {
        /// Runs.
        Enabled = "Enabled",
        /// Does not run.
        Disabled = "Disabled",
    }
}

/// A constant's value on an environment. Values are text, whatever the type, and take effect at the next start.
#[model(eq)]
pub struct ConstantSetting {
    /// `Module.Constant`.
    pub name: String,
    /// The platform's word for the type, such as `_Boolean`; the full list is not documented.
    pub data_type: Option<String>,
    /// The configured value. Asterisks only: the platform masks it.
    #[private]
    pub value: Option<String>,
    /// The value the running app uses.
    #[private]
    pub deployed_value: Option<String>,
}

/// A scheduled event's state on an environment.
#[model(eq)]
pub struct EventSetting {
    /// `Module.Event`.
    pub name: String,
    /// The configured state.
    pub value: EventState,
    /// The state the running app uses.
    pub deployed_value: Option<EventState>,
}

/// The settings of an environment: read, change, write back whole.
#[model]
pub struct Settings {
    /// Constants.
    pub constants: Vec<ConstantSetting>,
    /// Custom runtime settings, kept as they came: their shape is not documented.
    #[private]
    pub custom_settings: Vec<serde_json::Value>,
    /// Scheduled events.
    pub scheduled_events: Vec<EventSetting>,
}
