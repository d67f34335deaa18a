//! Facts about apps.

use std::collections::BTreeMap;

use mendix_deploy_surface::model;

use super::{PipelineFacts, PolicyEnvironmentFacts, SecretFacts};

/// What rules read. Whatever is absent is unknown.
#[model(options)]
pub struct PolicyFacts {
    /// Apps by their name in the landscape.
    pub apps: BTreeMap<String, PolicyAppFacts>,
}

/// Facts about one app.
#[model(options)]
pub struct PolicyAppFacts {
    /// What the project demands and is made of.
    pub project: Option<ProjectFacts>,
    /// Its repository.
    pub repository: Option<RepositoryFacts>,
    /// The secrets of its environments.
    pub secrets: Option<Vec<SecretFacts>>,
    /// Whether a procedure is written down for the day the secret store is down.
    pub break_glass: Option<bool>,
    /// Its pipelines.
    pub pipelines: Option<Vec<PipelineFacts>>,
    /// Its environments by their name in the landscape.
    pub environments: BTreeMap<String, PolicyEnvironmentFacts>,
}

/// A demand on where an app may run.
#[model]
pub enum PlacementConstraint {
    /// No way to the internet.
    AirGapped,
    /// Data stays in the organisation's own account or data centre.
    DataSovereignty,
    /// A Cloud Foundry platform is there and to be used.
    ExistingCloudFoundry,
    /// A Kubernetes cluster is there and to be used.
    ExistingKubernetes,
    /// More than one instance.
    HorizontalScaling,
}

/// Facts about the project.
#[model(options)]
pub struct ProjectFacts {
    /// Its version of Mendix.
    pub mendix_version: Option<String>,
    /// Java's major version.
    pub java_version: Option<u32>,
    /// Demands on where it may run; an empty list states that there is none.
    pub constraints: Option<Vec<PlacementConstraint>>,
    /// Number of entities.
    pub entities: Option<u32>,
    /// Whether its model keeps files (`System.FileDocument` and what specialises it).
    pub stores_files: Option<bool>,
    /// Constants of the model, with their types (`String`, `Boolean`, `Integer`, …).
    pub constants: Option<BTreeMap<String, String>>,
    /// Defaults of the model's constants.
    #[private]
    pub constant_defaults: Option<BTreeMap<String, String>>,
    /// Scheduled events of the model.
    pub scheduled_events: Option<Vec<String>>,
    /// Scheduled events that tests need.
    pub tested_events: Option<Vec<String>>,
    /// Whether test data is kept under version control.
    pub versioned_test_data: Option<bool>,
    /// Whether the team supports Kubernetes without the Mendix Operator itself.
    pub own_kubernetes_support: Option<bool>,
    /// Deployable modules around the app, itself included, and whether an MTA descriptor describes them.
    pub modules: Option<u32>,
    /// Whether there is an MTA descriptor.
    pub mta_descriptor: Option<bool>,
}

/// Facts about the repository.
#[model(options)]
pub struct RepositoryFacts {
    /// Paths under version control that may hold secrets: names and paths, never contents.
    pub tracked_files: Option<Vec<String>>,
    /// Tracked files in which a pattern of a secret was found.
    pub files_with_secrets: Option<Vec<String>>,
    /// Lines of `.gitignore`.
    pub ignored: Option<Vec<String>>,
    /// Manifests of the kind `Secret` with literal values.
    pub literal_secret_manifests: Option<Vec<String>>,
    /// Branches that exist.
    pub branches: Option<Vec<String>>,
}
