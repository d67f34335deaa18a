//! How much of a machine an application gets, and how many instances of it run.

use mendix_deploy_surface::model;

/// How large an application is, by the number of its entities.
#[model(ordered)]
pub enum SizingClass {
    /// Fewer than 20 entities.
    Simple,
    /// 20 to 100 entities.
    Medium,
    /// More than 100 entities.
    Complex,
}

/// An amount of processor and memory.
#[model(eq, options)]
pub struct ResourceAmount {
    /// Thousandths of a processor.
    pub cpu_millicores: Option<u32>,
    /// Memory in MiB.
    pub memory_mebibytes: Option<u32>,
}

/// How much of a machine one instance gets. Single fields replace inherited ones.
#[model(eq, options)]
pub struct ResourcesSpec {
    /// The plan: `S`, `M`, `L`, `XL`, `XXL`, `sandbox`, or the name of another.
    pub plan: Option<String>,
    /// The class of the application. Default: by the app's `entities`.
    pub sizing: Option<SizingClass>,
    /// What is reserved.
    pub requests: Option<ResourceAmount>,
    /// What is never exceeded.
    pub limits: Option<ResourceAmount>,
    /// The disk in MiB.
    pub disk_mebibytes: Option<u32>,
}

/// A plan of the catalogue.
#[model(eq)]
pub struct PlanSize {
    /// Its name.
    pub name: String,
    /// Processors; absent: shared with others.
    pub cpus: Option<u32>,
    /// Memory in MiB.
    pub memory_mebibytes: u32,
    /// Whether it runs more than one instance.
    pub horizontal: HorizontalScaling,
}

/// Whether a plan runs more than one instance.
#[model]
pub enum HorizontalScaling {
    /// It does not.
    No,
    /// Not without asking.
    Ask,
    /// It does.
    Yes,
}

/// What an application of a class is recommended to get.
#[model(eq)]
pub struct SizingAdvice {
    /// The class.
    pub sizing: SizingClass,
    /// What is reserved.
    pub requests: ResourceAmount,
    /// What is never exceeded.
    pub limits: ResourceAmount,
}

/// How many instances run.
#[model(eq, options)]
pub struct ScalingSpec {
    /// How many, when nothing scales them. Default: 1.
    pub replicas: Option<u32>,
    /// What scales them.
    pub autoscale: Option<AutoscaleSpec>,
    /// The most connections the database allows for all instances together.
    pub max_database_connections: Option<u32>,
}

/// What scales the number of instances.
#[model(eq, options)]
pub struct AutoscaleSpec {
    /// The fewest instances.
    pub min: Option<u32>,
    /// The most instances.
    pub max: Option<u32>,
    /// Use of the reserved processor that is aimed at, in percent. Recommended: 70.
    pub cpu_percent: Option<u32>,
    /// Use of the reserved memory that is aimed at, in percent. A JVM keeps what it has allocated: not recommended.
    pub memory_percent: Option<u32>,
    /// How long a lower use must last before an instance goes, in seconds. Recommended: 300.
    pub scale_down_seconds: Option<u32>,
}
