//! The way from what is wanted to what a target is handed.

use mendix_deploy_surface::model;

use super::{ConfigurationInput, EffectiveContent};
use crate::landscapes::ScheduledEvents;

/// The form in which a target takes its configuration.
#[model]
pub enum InputForm {
    /// Variables of the Cloud Foundry buildpack.
    CloudFoundry,
    /// Variables of the Docker buildpack.
    Docker,
    /// Variables of a container of the Docker buildpack in Kubernetes.
    Kubernetes,
    /// The operator's `MendixApp` resource.
    Operator,
    /// A YAML file of m2ee-tools, to be read behind the host's own.
    M2ee,
    /// A HOCON file, to be read behind those of the package.
    Portable,
    /// The settings of the Windows Service Console.
    Windows,
    /// The settings document of Mendix Cloud.
    MendixCloud,
}

/// A constant or a runtime setting as it is wanted.
#[model(eq, input)]
pub struct WantedValue {
    /// `Module.Constant`, or the name of the setting.
    pub name: String,
    /// What it is to be. A constant is text, whatever its type.
    pub content: EffectiveContent,
}

/// What the runtime is to see.
#[model(input)]
pub struct WantedConfiguration {
    /// Constants; those of the model that are not among them keep their default.
    pub constants: Vec<WantedValue>,
    /// Which scheduled events run; absent: nothing is said.
    pub scheduled_events: Option<ScheduledEvents>,
    /// Runtime settings.
    pub runtime_settings: Vec<WantedValue>,
}

/// A secret that has to be put in its place when the configuration is delivered.
#[model(eq)]
pub struct SecretPlacement {
    /// The constant or setting.
    pub name: String,
    /// Where the value goes: a variable, a path of keys, a key of the secret store.
    pub place: String,
    /// Where the value is kept. Never holds a credential.
    pub reference: String,
}

/// Something wanted that the target cannot carry.
#[model(eq)]
pub struct NotCarried {
    /// The constant, event or setting.
    pub name: String,
    /// Why.
    pub reason: String,
}

/// What a target is to be handed.
#[model]
pub struct Emission {
    /// What the target is handed, without secrets.
    pub input: ConfigurationInput,
    /// Secrets to be put in when it is delivered.
    pub secrets: Vec<SecretPlacement>,
    /// What is wanted and cannot be carried. Nothing is left out silently.
    pub not_carried: Vec<NotCarried>,
}
