//! Facts about pipelines and secrets.

use mendix_deploy_surface::model;

use crate::time::Day;

/// What a job of a pipeline does.
#[model]
pub enum JobKind {
    /// Builds a package.
    Build,
    /// Tests.
    Test,
    /// Makes and publishes a container image.
    Image,
    /// Deploys.
    Deploy,
    /// Checks a deployment.
    Verify,
    /// Copies data from one environment to another.
    Refresh,
}

/// How a deploy job chooses what it deploys.
#[model]
pub enum DeployedArtifact {
    /// The id or digest that this run built, or that was promoted.
    Exact,
    /// An id, not compared with what was built.
    Unchecked,
    /// Whatever is the latest.
    Latest,
}

/// A job of a pipeline.
#[model(options)]
pub struct PipelineJob {
    /// Its name.
    pub name: String,
    /// What it does.
    pub does: Option<JobKind>,
    /// The environment it deploys to or checks.
    pub environment: Option<String>,
    /// Jobs it waits for.
    pub needs: Vec<String>,
    /// Branches it runs for, as patterns.
    pub branches: Option<Vec<String>>,
    /// What starts it: `commit`, `releaseCandidate`, `approvedRelease`, `manual`, `schedule`.
    pub trigger: Option<String>,
    /// Whether somebody has to approve it.
    pub approval: Option<bool>,
    /// Whether the one who approves may be the one who committed or deploys.
    pub self_approval: Option<bool>,
    /// Whether its failure fails the run.
    pub required: Option<bool>,
    /// What a deploy job deploys.
    pub artifact: Option<DeployedArtifact>,
    /// Whether it uses a service account with API rights.
    pub service_account: Option<bool>,
    /// Whether data is anonymised between restore and start.
    pub anonymises: Option<bool>,
}

/// Facts about a pipeline.
#[model(options)]
pub struct PipelineFacts {
    /// Its name.
    pub name: String,
    /// The system: `gitlab`, `github`, `azure`, `jenkins`, ….
    pub provider: Option<String>,
    /// Its jobs in order.
    pub jobs: Option<Vec<PipelineJob>>,
    /// Version of mxbuild.
    pub mxbuild_version: Option<String>,
    /// Java's major version of `--java-home`; 0: the argument is missing.
    pub java_home_version: Option<u32>,
    /// Whether `--java-exe-path` is given.
    pub java_exe_path: Option<bool>,
    /// Images that its jobs run in.
    pub images: Option<Vec<String>>,
    /// Places where a secret stands in the file or on a command line: `line 12`.
    pub literal_secrets: Option<Vec<String>>,
    /// Whether jobs have a timeout.
    pub timeout: Option<bool>,
    /// Whether two deployments to one environment exclude each other.
    pub exclusive: Option<bool>,
    /// Keywords of its format that are used: `rules`, `only`, `except`.
    pub keywords: Option<Vec<String>>,
}

/// How a secret reaches the app.
#[model]
pub enum SecretDelivery {
    /// A file.
    File,
    /// An environment variable.
    Environment,
    /// Standard input.
    StandardInput,
    /// An argument of a command line.
    Argument,
    /// Written into the configuration.
    Literal,
}

/// Facts about a secret. Never the secret.
#[model(options)]
pub struct SecretFacts {
    /// What names it: the reference, without a credential.
    pub id: String,
    /// A keyed digest of its value, so that equal ones are seen.
    pub fingerprint: Option<String>,
    /// The store: `vault`, `aws`, `azure`, `kubernetes`, `env`, ….
    pub store: Option<String>,
    /// Its path in the store.
    pub path: Option<String>,
    /// Environments that use it.
    pub environments: Option<Vec<String>>,
    /// When it was last changed.
    pub rotated_at: Option<Day>,
    /// Whether the store encrypts what it keeps.
    pub encrypted_at_rest: Option<bool>,
    /// Whether the store records who reads.
    pub audited: Option<bool>,
    /// Who may read it: groups, `*`, `store` for all that the store holds.
    pub readers: Option<Vec<String>>,
    /// How it reaches the app.
    pub delivery: Option<SecretDelivery>,
}
