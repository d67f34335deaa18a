//! Settings of the project that reach the database, and microflows that run at a start.

use mendix_deploy_surface::model;

/// Settings of the project that reach the database. Absent: the file does not say.
#[model(eq)]
pub struct ModelSettings {
    /// Whether associations get foreign keys (`UseDatabaseForeignKeyConstraints`, Mendix 10.6 and later).
    pub foreign_keys: Option<bool>,
    /// Whether objects carry a version (`EnableDataStorageOptimisticLocking`, Mendix 7.5 and later).
    pub optimistic_locking: Option<bool>,
    /// Digits after the decimal point of a Decimal column (`DecimalScale`, Mendix 11 and later).
    pub decimal_scale: Option<u64>,
}

/// Why a microflow matters to a deployment.
#[model]
pub enum MicroflowRole {
    /// It runs at every start, once per instance (`AfterStartupMicroflow`).
    AfterStartup,
    /// It is called by the after-startup microflow, directly or through others: the place where data is migrated.
    CalledAfterStartup,
    /// It runs before the runtime stops (`BeforeShutdownMicroflow`).
    BeforeShutdown,
    /// It answers health checks (`HealthCheckMicroflow`).
    HealthCheck,
}

/// A microflow that matters to a deployment.
#[model(eq)]
pub struct ModelMicroflow {
    /// `Module.Name`.
    pub name: String,
    /// Why it matters.
    pub role: MicroflowRole,
    /// SHA-256 of its logic, ids and positions left out; absent when it was not read.
    pub digest: Option<String>,
}
