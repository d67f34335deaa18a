//! Policy: the rules that environments are held against, what the rules read, and what they answer.
//!
//! Rules read [`PolicyFacts`]: what the landscape says, and, for what no landscape holds (repository, pipelines, release,
//! secret stores), what the caller adds. A fact that is absent is unknown, and a rule that needs it is reported as not
//! evaluated, never as passed.

mod backends;
mod containers;
mod delivery;
mod environment;
mod facts;
mod hosts;
mod options;
mod placements;
mod practices;
mod release;
mod rules;

pub use backends::{CredentialForm, DatabaseFacts, FileStoreFacts, FileStoreKind};
pub use containers::{
    CloudFoundryFacts, ComposeFacts, ImageFacts, ImageKind, KubernetesFacts, RouteClaim,
};
pub use delivery::{
    DeployedArtifact, JobKind, PipelineFacts, PipelineJob, SecretDelivery, SecretFacts,
};
pub use environment::{
    AutoscaleFacts, DataOrigin, LoggingFacts, MonitoringFacts, PolicyEnvironmentFacts,
    ResourceFacts,
};
pub use facts::{PlacementConstraint, PolicyAppFacts, PolicyFacts, ProjectFacts, RepositoryFacts};
pub use hosts::{HostFacts, ServiceFacts};
pub use options::{CustomRule, CustomRuleResult, PolicyExemption, PolicyOperator, PolicyOptions};
pub use placements::{PlacementAdvice, PlacementOptions, PlacementReason};
pub use practices::{PracticeDemand, PracticeStatus, SecretsPractice};
pub use release::{BackupFacts, ReleaseFacts, RestoreFacts, SchemaChangeFacts};
pub use rules::{PolicyRule, RuleScope, RuleStatus, RuleTally};
