//! What the runtime logs, and where to.

use std::collections::BTreeMap;

use mendix_deploy_surface::model;

/// How much is logged, as the runtime spells it; from nothing to everything.
#[model(ordered)]
pub enum LogLevel {
    /// Nothing.
    None,
    /// What ends the application.
    Critical,
    /// What fails.
    Error,
    /// What looks wrong. The runtime says `WARNING`; `WARN` is no level.
    Warning,
    /// What happens.
    Info,
    /// What helps to find a fault.
    Debug,
    /// Everything.
    Trace,
}

/// What the runtime logs, and where to.
#[model(eq, options)]
pub struct LoggingSpec {
    /// The level of every node that has none of its own.
    pub level: Option<LogLevel>,
    /// Levels by log node, such as `ConnectionBus_Queries`. Merged by name.
    pub nodes: BTreeMap<String, LogLevel>,
    /// Where the log goes: the id of a configuration, an index, a host. Two environments with one destination need a
    /// `label` each.
    pub destination: Option<String>,
    /// What tells the lines of this environment from those of others at the same destination.
    pub label: Option<String>,
    /// The most lines a second, where the target can limit them.
    pub lines_per_second: Option<u32>,
}
