//! Facts about one environment.

use std::collections::BTreeMap;

use mendix_deploy_surface::model;

use crate::landscapes::{ConstantValue, ScheduledEvents, TargetKind, Tier};

use super::{
    BackupFacts, CloudFoundryFacts, ComposeFacts, CredentialForm, DatabaseFacts, FileStoreFacts,
    HostFacts, ImageFacts, KubernetesFacts, ReleaseFacts, RestoreFacts, ServiceFacts,
};

/// Where the data of an environment comes from.
#[model]
pub enum DataOrigin {
    /// Made up.
    Synthetic,
    /// Loaded from versioned test data.
    Seeded,
    /// A copy of production without personal data.
    Anonymised,
    /// Of production.
    Production,
}

/// Facts about one environment.
#[model(options)]
pub struct PolicyEnvironmentFacts {
    /// Says that these facts are all there is to know: what is absent is not there. Otherwise what is absent is unknown.
    pub complete: Option<bool>,
    /// What it is for.
    pub tier: Option<Tier>,
    /// Where it runs.
    pub target: Option<TargetKind>,
    /// What it is for, in words.
    pub purpose: Option<String>,
    /// Who answers for it.
    pub owner: Option<String>,
    /// Plan of Mendix Cloud: `S`, `M`, `L`, `XL`, `XXL`, `sandbox`.
    pub plan: Option<String>,
    /// Instances.
    pub replicas: Option<u32>,
    /// Autoscaling.
    pub autoscale: Option<AutoscaleFacts>,
    /// Memory, CPU, disk.
    pub resources: Option<ResourceFacts>,
    /// The database.
    pub database: Option<DatabaseFacts>,
    /// File storage.
    pub storage: Option<FileStoreFacts>,
    /// Whether all instances have the same database and storage.
    pub same_backends: Option<bool>,
    /// Whether a client's requests stay with one instance.
    pub sticky: Option<bool>,
    /// Whether a mirror stands in for what is fetched from the internet (`BLOBSTORE`).
    pub mirror: Option<bool>,
    /// The container image.
    pub image: Option<ImageFacts>,
    /// The Compose file.
    pub compose: Option<ComposeFacts>,
    /// Kubernetes objects.
    pub kubernetes: Option<KubernetesFacts>,
    /// The Cloud Foundry app.
    pub cloud_foundry: Option<CloudFoundryFacts>,
    /// The machine.
    pub host: Option<HostFacts>,
    /// The service on the machine.
    pub service: Option<ServiceFacts>,
    /// How the administrator's password is written down.
    pub admin_password: Option<CredentialForm>,
    /// Whether `ADMIN_PASSWORD` is still set after the first start.
    pub admin_password_kept: Option<bool>,
    /// Whether the admin port can be reached from other machines.
    pub admin_port_public: Option<bool>,
    /// Whether development mode is on.
    pub development_mode: Option<bool>,
    /// Whether the debugger is on.
    pub debugger: Option<bool>,
    /// Constants that are set.
    pub constants: Option<BTreeMap<String, ConstantValue>>,
    /// Which scheduled events run.
    pub scheduled_events: Option<ScheduledEvents>,
    /// Why not all events run in production.
    pub scheduled_events_reason: Option<String>,
    /// Runtime settings that are set, as text.
    pub runtime_settings: Option<BTreeMap<String, String>>,
    /// Variables that the target hands to the app. Their values may be secrets.
    #[private]
    pub variables: Option<BTreeMap<String, String>>,
    /// Logging.
    pub logging: Option<LoggingFacts>,
    /// Monitoring.
    pub monitoring: Option<MonitoringFacts>,
    /// Path that is asked for health after a deployment; the empty text: none is.
    pub health_path: Option<String>,
    /// Groups of people with access to the app.
    pub access_groups: Option<Vec<String>>,
    /// Groups of people with direct access to the database.
    pub database_access: Option<Vec<String>>,
    /// Where its data comes from.
    pub data: Option<DataOrigin>,
    /// The release on its way.
    pub release: Option<ReleaseFacts>,
    /// Backups.
    pub backup: Option<BackupFacts>,
    /// A restore or refresh on its way.
    pub restore: Option<RestoreFacts>,
}

/// Facts about autoscaling.
#[model(options)]
pub struct AutoscaleFacts {
    /// Least instances.
    pub least: Option<u32>,
    /// Most instances.
    pub most: Option<u32>,
    /// Target of CPU utilisation in percent.
    pub cpu_percent: Option<u32>,
    /// Target of memory utilisation in percent.
    pub memory_percent: Option<u32>,
    /// Window before scaling down, in seconds.
    pub scale_down_seconds: Option<u32>,
}

/// Facts about memory, CPU and disk.
#[model(options)]
pub struct ResourceFacts {
    /// Memory of an instance in MB: the plan's, the manifest's, the host's share.
    pub memory_megabytes: Option<u32>,
    /// CPU of an instance in thousandths.
    pub cpu_millis: Option<u32>,
    /// Disk in MB.
    pub disk_megabytes: Option<u32>,
    /// Heap of the JVM in MB, when it is set.
    pub heap_megabytes: Option<u32>,
    /// Requested memory in MB.
    pub request_memory_megabytes: Option<u32>,
    /// Requested CPU in thousandths.
    pub request_cpu_millis: Option<u32>,
    /// Limit of memory in MB.
    pub limit_memory_megabytes: Option<u32>,
    /// Limit of CPU in thousandths.
    pub limit_cpu_millis: Option<u32>,
}

/// Facts about logging.
#[model(options)]
pub struct LoggingFacts {
    /// Level of every node that is not named.
    pub level: Option<String>,
    /// Levels by node.
    pub nodes: BTreeMap<String, String>,
    /// Where logs go: an index, a stream, a URL without credentials.
    pub destination: Option<String>,
    /// What tells this environment's lines from others there.
    pub label: Option<String>,
}

/// Facts about monitoring.
#[model(options)]
pub struct MonitoringFacts {
    /// Whether anything watches it at all.
    pub basic: Option<bool>,
    /// What alerts are on: `cpu`, `memory`, `criticalLogs`, and others.
    pub alerts: Option<Vec<String>>,
    /// Whether application performance is measured.
    pub performance: Option<bool>,
    /// Whether there are dashboards.
    pub dashboards: Option<bool>,
}
