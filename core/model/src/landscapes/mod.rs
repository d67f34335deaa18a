//! The landscape: the document in which a team describes its apps and their environments.
//!
//! Written as `mendix-deploy.yaml` or built in code; both pass the same checks. What an environment wants is inherited:
//! `defaults`, overlays that fit, templates of the app, the app's `defaults`, templates of the environment, the
//! environment itself. The nearest value wins; [`for_each_inherited`](crate::for_each_inherited) says for each key whether
//! it is merged by name, filled in field by field, added up, or replaced as a whole.

mod access;
mod certificates;
mod constants;
mod database;
mod delivery;
mod document;
mod governance;
mod health;
mod inherited;
mod jvm;
mod license;
mod logging;
mod monitoring;
mod origins;
mod policies;
mod preflight;
mod resources;
mod routing;
mod secrets;
mod storage;
mod targets;
mod values;

pub use access::{AccessSpec, DataClass};
pub use certificates::{CertificatesSpec, ClientCertificate};
pub use constants::{ConstantOrigin, ConstantValue, EffectiveConstant, ScheduledEvents};
pub use database::{ConnectionTls, DatabaseSpec, PoolSpec};
pub use delivery::{BackupSpec, ChangeTicketPolicy, DeliverySpec, DeliveryTrigger, Deployer};
pub use document::{
    AppSpec, Defaults, EnvironmentSpec, LandscapeDocument, NodePreset, Overlay, Tier, WaveSpec,
};
pub use governance::{Exemption, PolicySpec, RuleSeverity};
pub use health::{HealthSpec, ProbeSpec};
pub use jvm::{GarbageCollector, JvmSpec};
pub use license::LicenseSpec;
pub use logging::{LogLevel, LoggingSpec};
pub use monitoring::{AlertSpec, AlertSubject, MonitoringLevel, MonitoringSpec};
pub use origins::{Deviation, EventsExpectation, TierAspect, TierPreset, ValueOrigin};
pub use policies::{ApprovalPolicy, Deadlines, FreezeWindow, SnapshotPolicy, UrlCheck, VerifySpec};
pub use preflight::PreflightOptions;
pub use resources::{
    AutoscaleSpec, HorizontalScaling, PlanSize, ResourceAmount, ResourcesSpec, ScalingSpec,
    SizingAdvice, SizingClass,
};
pub use routing::{AdministrationSpec, RoutingSpec};
pub use secrets::{SecretSpec, SecretStoreSpec, SecretsSpec};
pub use storage::{StorageDeletes, StorageProvider, StorageSpec};
pub use targets::{
    LinuxFlavour, MachineSpec, PullPolicy, ServiceSpec, TargetKind, TargetSpec, WorkloadKind,
};
pub use values::{RuntimeValue, TextValue};
