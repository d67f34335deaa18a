//! Who notices when something is wrong.

use mendix_deploy_surface::model;

use super::TextValue;

/// How closely an environment is watched.
#[model(ordered)]
pub enum MonitoringLevel {
    /// Not at all.
    None,
    /// Somebody looks at its metrics.
    Basic,
    /// Alerts go out.
    Alerts,
    /// Application performance monitoring, alerts, dashboards.
    Full,
}

/// What an alert watches.
#[model]
pub enum AlertSubject {
    /// Use of the processor.
    Cpu,
    /// Use of memory.
    Memory,
    /// Use of the disk or volume.
    Disk,
    /// Use of the database's storage.
    DatabaseStorage,
    /// Connections to the database.
    DatabaseConnections,
    /// Lines of level critical in the log.
    CriticalLogs,
    /// Lines of level error in the log.
    ErrorLogs,
    /// Answers of the application.
    Availability,
    /// Time an answer takes.
    ResponseTime,
    /// The health-check microflow.
    HealthCheck,
}

/// An alert. In YAML the word of its subject is enough.
#[model(eq, input)]
pub struct AlertSpec {
    /// What it watches.
    pub subject: AlertSubject,
    /// From which use on, in percent.
    pub percent: Option<u32>,
    /// From which time or number on, in the unit of the subject: milliseconds, lines.
    pub above: Option<u32>,
    /// Who is told: groups, addresses, channels.
    pub notify: Vec<String>,
}

/// Who notices when something is wrong.
#[model(eq, options)]
pub struct MonitoringSpec {
    /// How closely it is watched. Default: what the other fields say.
    pub level: Option<MonitoringLevel>,
    /// Alerts. A nearer level replaces them.
    pub alerts: Vec<AlertSpec>,
    /// The product for application performance monitoring: `datadog`, `dynatrace`, `newRelic`, `appDynamics`.
    pub apm: Option<String>,
    /// The key of that product.
    pub apm_key: Option<TextValue>,
    /// Dashboards: links or names. A nearer level replaces them.
    pub dashboards: Vec<String>,
}
