//! The document itself: apps, environments, and what they inherit.

use std::collections::BTreeMap;

use mendix_deploy_surface::model;

use crate::{document::Document, policies::PlacementConstraint};

use super::{
    AccessSpec, AdministrationSpec, ApprovalPolicy, BackupSpec, CertificatesSpec,
    ChangeTicketPolicy, ConstantValue, DataClass, DatabaseSpec, Deadlines, DeliverySpec, Exemption,
    FreezeWindow, HealthSpec, JvmSpec, LicenseSpec, LoggingSpec, MonitoringSpec, PolicySpec,
    ResourcesSpec, RoutingSpec, RuntimeValue, ScalingSpec, ScheduledEvents, SecretsSpec,
    SnapshotPolicy, StorageSpec, TargetKind, TargetSpec, TextValue, VerifySpec,
};

/// What an environment is for. Ordered from the least to the most careful; a sandbox (Free App) stands apart, last.
#[model(ordered)]
pub enum Tier {
    /// One developer's.
    Development,
    /// Where a team tests.
    Test,
    /// Where a release is accepted; what production will run.
    Acceptance,
    /// What users work with.
    Production,
    /// A Free App: no transport, no backups, building deploys.
    Sandbox,
}

/// The usual environments of a Mendix Cloud node, so that they need not be written out.
#[model]
pub enum NodePreset {
    /// `acceptance` and `production`.
    TwoEnvironments,
    /// `test`, `acceptance` and `production`.
    ThreeEnvironments,
}

/// A team's apps and environments.
#[model(eq, input)]
pub struct LandscapeDocument {
    /// Always `landscape`.
    pub document: String,
    /// Version of the document's format; 1 is the only one so far.
    pub version: u32,
    /// The library that wrote it; absent in a document that a person wrote.
    pub written_by: Option<String>,
    /// What all apps inherit.
    pub defaults: Option<Defaults>,
    /// Values that apps and environments take by name.
    pub templates: BTreeMap<String, Defaults>,
    /// Values for every environment that fits, by name; later names, by code point, are nearer.
    pub overlays: BTreeMap<String, Overlay>,
    /// Waves of a rollout, the first first.
    pub waves: Vec<WaveSpec>,
    /// What is known about secrets and their stores.
    pub secrets: Option<SecretsSpec>,
    /// Apps by the name that addresses use.
    pub apps: BTreeMap<String, AppSpec>,
}

impl Document for LandscapeDocument {
    const KIND: &'static str = "landscape";
    const VERSION: u32 = 1;
}

/// Makes `Defaults` and `EnvironmentSpec` from the list of what is inherited.
macro_rules! levels {
    ($($(#[doc = $doc:literal])* $name:ident $key:literal: [$($ty:tt)+] => $rule:ident;)+) => {
        /// What environments inherit: the landscape's defaults, an app's, a template, an overlay.
        #[model(eq, options)]
        pub struct Defaults {
            $($(#[doc = $doc])* pub $name: $($ty)+,)+
        }

        /// An environment.
        #[model(eq, options)]
        pub struct EnvironmentSpec {
            /// What it is for. May be left out when the environment's name is a tier's.
            pub tier: Option<Tier>,
            /// Where it runs; what is left out comes from the app's target.
            pub target: Option<TargetSpec>,
            /// Names of the landscape's `templates`, the later ones nearer. The environment's own values are nearer still.
            pub templates: Vec<String>,
            $($(#[doc = $doc])* pub $name: $($ty)+,)+
        }

        impl EnvironmentSpec {
            /// What it has in common with the levels it inherits from.
            #[must_use]
            pub fn inherited(&self) -> Defaults {
                Defaults { $($name: self.$name.clone(),)+ }
            }

            /// An environment with these values and nothing of its own.
            #[must_use]
            pub fn from_inherited(values: Defaults) -> Self {
                Self { tier: None, target: None, templates: Vec::new(), $($name: values.$name,)+ }
            }
        }
    };
}

crate::for_each_inherited!(levels);

/// Values for every environment that fits, on top of the landscape's defaults and below what an app says.
#[model(eq, options)]
pub struct Overlay {
    /// What it is for, in words.
    pub description: Option<String>,
    /// Only environments of these tiers. Empty: of any.
    pub tiers: Vec<Tier>,
    /// Only environments on these targets. Empty: on any.
    pub targets: Vec<TargetKind>,
    /// Only environments of these apps. Empty: of any.
    pub apps: Vec<String>,
    /// The values.
    pub values: Option<Defaults>,
}

/// A wave of a rollout: environments that are deployed together, before those of the next wave.
#[model(eq, input)]
pub struct WaveSpec {
    /// Its name, as `wave` names it.
    pub name: String,
    /// How long to watch it before the next, in seconds.
    pub soak_seconds: Option<u32>,
}

/// An app.
#[model(eq, options)]
pub struct AppSpec {
    /// What it is, in words.
    pub description: Option<String>,
    /// Names of the landscape's `templates`, the later ones nearer. The app's own `defaults` are nearer still.
    pub templates: Vec<String>,
    /// What speaks for or against a target.
    pub constraints: Vec<PlacementConstraint>,
    /// How many entities the model has, for sizing when no package is at hand.
    pub entities: Option<u32>,
    /// What its environments inherit.
    pub defaults: Option<Defaults>,
    /// Where its environments run, as far as they have it in common; an environment's target of the same kind fills
    /// in or replaces single fields.
    pub target: Option<TargetSpec>,
    /// The usual environments of a node; what `environments` says about one of the same name is added.
    pub preset: Option<NodePreset>,
    /// Environments by the name that addresses use.
    pub environments: BTreeMap<String, EnvironmentSpec>,
}
