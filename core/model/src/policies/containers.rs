//! Facts about containers and the platforms that run them.

use std::collections::BTreeMap;

use mendix_deploy_surface::model;

use super::CredentialForm;

/// What built an image.
#[model]
pub enum ImageKind {
    /// The Docker buildpack, version 5 and before.
    DockerBuildpack5,
    /// The Docker buildpack, version 6 and later.
    DockerBuildpack6,
    /// A portable package on a Java image.
    Portable,
    /// The Mendix Operator.
    Operator,
}

/// Facts about a container image.
#[model(options)]
pub struct ImageFacts {
    /// The reference as it is deployed, with tag or digest.
    pub reference: Option<String>,
    /// What built it.
    pub built_with: Option<ImageKind>,
    /// Every tag it has.
    pub tags: Option<Vec<String>>,
    /// When it is pulled: `Always`, `IfNotPresent`, `Never`.
    pub pull_policy: Option<String>,
    /// The commit it was built from.
    pub revision: Option<String>,
    /// Whether the build context holds a packed archive.
    pub packed_archive_in_context: Option<bool>,
    /// Whether the build is given `BUILD_PATH`.
    pub uses_build_path: Option<bool>,
}

/// Facts about a Compose file.
#[model(options)]
pub struct ComposeFacts {
    /// Whether it has a top-level `version`.
    pub has_version: Option<bool>,
    /// Whether it runs the database as a service of its own.
    pub database_service: Option<bool>,
    /// Whether the app waits for the database with `condition: service_healthy`.
    pub waits_for_healthy_database: Option<bool>,
    /// Whether the database's service has a health check.
    pub database_health_check: Option<bool>,
    /// Whether the database's service has a named volume.
    pub database_volume: Option<bool>,
    /// Port that the app listens on.
    pub app_port: Option<u32>,
    /// Port that the app's health check asks; 0: there is no health check.
    pub health_port: Option<u32>,
    /// Published ports of database and admin interface, as written: `5432:5432`, `127.0.0.1:5432:5432`.
    pub published_ports: Option<Vec<String>>,
    /// Names of variables whose value the chosen dialect of environment files cannot hold.
    pub unwritable_variables: Option<Vec<String>>,
}

/// Facts about Kubernetes objects.
#[model(options)]
pub struct KubernetesFacts {
    /// Kind of the workload: `Deployment`, `StatefulSet`, `MendixApp`.
    pub workload: Option<String>,
    /// Whether there is a readiness probe.
    pub readiness_probe: Option<bool>,
    /// Whether there is a liveness probe.
    pub liveness_probe: Option<bool>,
    /// Whether there is a startup probe.
    pub startup_probe: Option<bool>,
    /// Initial delay of the readiness probe in seconds.
    pub readiness_delay_seconds: Option<u32>,
    /// Initial delay of the liveness probe in seconds.
    pub liveness_delay_seconds: Option<u32>,
    /// Variables whose value is a secret, and how each is written down.
    pub secret_variables: Option<BTreeMap<String, CredentialForm>>,
    /// Whether secrets come through an `ExternalSecret`.
    pub external_secret: Option<bool>,
    /// Its refresh interval in seconds; 0: never.
    pub refresh_seconds: Option<u32>,
    /// How often secrets are rotated, in seconds.
    pub rotation_seconds: Option<u32>,
    /// Annotations of the Vault agent, without their values' secrets; empty when it is not used.
    pub vault_annotations: Option<BTreeMap<String, String>>,
    /// Whether the app can be reached from outside through an ingress.
    pub ingress: Option<bool>,
    /// Whether the ingress has TLS.
    pub ingress_tls: Option<bool>,
}

/// A claim on a route.
#[model(eq, input)]
pub struct RouteClaim {
    /// Host, domain and path: `orders.example.com/api`.
    pub route: String,
    /// The weight of its destination, when one is written.
    pub weight: Option<u32>,
}

/// Facts about an app on Cloud Foundry.
#[model(options)]
pub struct CloudFoundryFacts {
    /// The buildpack as written.
    pub buildpack: Option<String>,
    /// Bound services by instance, with their offering: `postgresql-db`, `xsuaa`, `objectstore`, `hana`.
    pub services: Option<BTreeMap<String, String>>,
    /// Bucket of the bound object store.
    pub bound_bucket: Option<String>,
    /// Variables of the manifest whose value is a secret, and how each is written down (`((name))` is a variable).
    pub secret_variables: Option<BTreeMap<String, CredentialForm>>,
    /// Whether bindings changed since the last push.
    pub services_changed: Option<bool>,
    /// Whether the plan restarts or restages the app.
    pub restarts: Option<bool>,
    /// Routes.
    pub routes: Option<Vec<RouteClaim>>,
    /// Whether the app is meant to have no route.
    pub no_route: Option<bool>,
    /// Limit of the start time in seconds (`timeout`).
    pub start_seconds: Option<u32>,
    /// Whether it is SAP BTP.
    pub sap_btp: Option<bool>,
    /// Whether users sign in through the platform.
    pub single_sign_on: Option<bool>,
    /// `redirect-uris` of the xsuaa instance.
    pub redirect_uris: Option<Vec<String>>,
}
