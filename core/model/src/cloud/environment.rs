//! Environments, their start jobs, scale and permissions.

use mendix_deploy_surface::model;

use super::{EnvironmentId, Package};
use crate::macros::open_enum;

open_enum! {
    /// State of an environment. The platform has no transitional states.
    EnvironmentStatus {
        /// Nothing is deployed (`Empty`, `notdeployed`).
        Empty = "empty",
        /// A package is deployed and does not run.
        Stopped = "stopped",
        /// The app runs.
        Running = "running",
    }
}

open_enum! {
    /// State of a start job. It has no word for failure: a failed start is an error.
    StartJobStatus {
        /// Under way.
        Starting = "starting",
        /// Done.
        Started = "started",
    }
}

/// An environment as the platform knows it.
#[model(eq)]
pub struct Environment {
    /// Its id.
    pub environment_id: EnvironmentId,
    /// Its name, spelled as the platform spells it (`Mode` of v1); case matters.
    pub name: String,
    /// Its state; may be stale for minutes.
    pub status: EnvironmentStatus,
    /// Whether it is the production environment; the name does not tell.
    pub production: bool,
    /// Its public URL.
    pub url: String,
    /// Version of the deployed package; absent when nothing is deployed.
    pub model_version: Option<String>,
    /// Version of the Mendix Runtime; absent when nothing is deployed or not reported.
    pub runtime_version: Option<String>,
    /// The deployed package; only from Deploy v4 when asked for.
    pub package: Option<Package>,
    /// Name of the plan; only from Deploy v4.
    pub plan_name: Option<String>,
    /// Version of the database server; only from Deploy v4.
    pub database_version: Option<String>,
}

/// A start that was asked for.
#[model(eq)]
pub struct StartJob {
    /// The job's id; absent when the environment ran already (`ALREADY_STARTED` with HTTP 200).
    pub job_id: Option<super::StartJobId>,
    /// Whether the environment ran already.
    pub already_started: bool,
}

/// What an environment was scaled to. The platform has no call to read it.
#[model(eq)]
pub struct Scale {
    /// Number of instances.
    pub instances: u32,
    /// Memory of each, in MB.
    pub memory_per_instance_mb: u64,
    /// Memory of all, in MB.
    pub total_memory_mb: u64,
}

/// What one user may do on one environment (Deploy v4; flags come as text or booleans).
#[model(eq)]
pub struct Permissions {
    /// E-mail address.
    pub user_id: String,
    /// Transport Rights: transport, start, stop, settings.
    pub can_deploy_app: bool,
    /// Access to Backups.
    pub can_manage_backups: bool,
    /// Receive Alerts.
    pub can_view_alerts: bool,
    /// API Rights: every call with an API key needs it.
    pub can_access_api: bool,
    /// Access to Monitoring.
    pub can_view_logs: bool,
    /// Manage Permissions.
    pub can_manage_privileges: bool,
}
