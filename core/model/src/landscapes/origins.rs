//! Where values come from, and where an environment differs from what its tier usually is.

use mendix_deploy_surface::model;

use super::{
    ConstantOrigin, DataClass, DeliveryTrigger, Deployer, LogLevel, MonitoringLevel, Tier,
};
use crate::findings::Location;

/// Where one value of an environment was set.
#[model(eq)]
pub struct ValueOrigin {
    /// The value, as a path below the environment: `database.host`, `constants["Mail.Host"]`.
    pub key: String,
    /// The level that set it.
    pub origin: ConstantOrigin,
    /// Where, as a path of keys.
    pub path: String,
    /// Where in the file; absent for a landscape built in code.
    pub location: Option<Location>,
}

/// An aspect of the matrix of tiers.
#[model]
pub enum TierAspect {
    /// What the environment is for.
    Purpose,
    /// Where its data comes from.
    Data,
    /// What starts a deployment.
    DeployFrequency,
    /// Who deploys.
    Deployer,
    /// How much is logged.
    Logging,
    /// Which scheduled events run.
    ScheduledEvents,
    /// How closely it is watched.
    Monitoring,
    /// Who uses it.
    Access,
    /// Which branches are deployed there.
    Branches,
}

/// Which scheduled events a tier usually runs.
#[model]
pub enum EventsExpectation {
    /// None: a developer runs them by hand.
    None,
    /// Those that tests need.
    Selected,
    /// Those that production runs.
    AsProduction,
    /// All.
    All,
}

/// What environments of a tier usually are.
#[model(eq)]
pub struct TierPreset {
    /// The tier.
    pub tier: Tier,
    /// What they are for.
    pub purpose: String,
    /// Where their data may come from, the usual first.
    pub data: Vec<DataClass>,
    /// What starts a deployment.
    pub trigger: DeliveryTrigger,
    /// Who deploys.
    pub deployer: Deployer,
    /// How much is logged, the usual first.
    pub log_levels: Vec<LogLevel>,
    /// Which scheduled events run.
    pub events: EventsExpectation,
    /// How closely they are watched.
    pub monitoring: MonitoringLevel,
    /// Who uses them.
    pub access: Vec<String>,
    /// Which branches are deployed there.
    pub branches: Vec<String>,
}

/// Where an environment differs from what its tier usually is. Not an error: a difference that somebody should know.
#[model(eq)]
pub struct Deviation {
    /// The aspect.
    pub aspect: TierAspect,
    /// What is usual, in words.
    pub usual: String,
    /// What this environment has, in words.
    pub actual: String,
    /// Where it was set, as a path of keys.
    pub path: Option<String>,
    /// Where in the file.
    pub location: Option<Location>,
}
