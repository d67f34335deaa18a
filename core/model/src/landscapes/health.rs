//! How a target finds out whether the application is well.

use mendix_deploy_surface::model;

/// How a target finds out whether the application is well.
#[model(eq, options)]
pub struct HealthSpec {
    /// Whether it lives; a failure restarts it.
    pub liveness: Option<ProbeSpec>,
    /// Whether it may be sent requests.
    pub readiness: Option<ProbeSpec>,
    /// Whether it has started; the others wait for it. The port opens only after the database has been synchronised.
    pub startup: Option<ProbeSpec>,
    /// How long a start may take, in seconds.
    pub start_timeout_seconds: Option<u32>,
}

/// One probe over HTTP.
#[model(eq, options)]
pub struct ProbeSpec {
    /// The path. There is no `/healthcheck` unless the model publishes it.
    pub path: Option<String>,
    /// The port. Default: the application's.
    pub port: Option<u16>,
    /// The wait before the first, in seconds.
    pub initial_delay_seconds: Option<u32>,
    /// The time between two, in seconds.
    pub period_seconds: Option<u32>,
    /// How long an answer may take, in seconds.
    pub timeout_seconds: Option<u32>,
    /// How many failures in a row count.
    pub failures: Option<u32>,
}
