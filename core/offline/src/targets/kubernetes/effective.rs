//! What the image of the Docker buildpack sends to the runtime in a cluster, where Kubernetes adds its own variables.

use std::borrow::Cow;

use mendix_deploy_model::{
    configurations::{EnvironmentVariable, EvaluatedConfiguration},
    landscapes::TargetKind,
    packages::PackageInfo,
};

use crate::targets::buildpack::{Environment, wrapper};

/// Computes what the runtime would see. `KUBERNETES_SERVICE_HOST` is in every container of a cluster.
pub(in crate::targets) fn evaluate(
    variables: &[EnvironmentVariable],
    hostname: Option<&str>,
    agents_installed: bool,
    package: &PackageInfo,
) -> EvaluatedConfiguration {
    let mut environment = Environment::new(variables);
    if !environment.contains("KUBERNETES_SERVICE_HOST") {
        environment.set("KUBERNETES_SERVICE_HOST", Cow::Borrowed(""));
    }
    wrapper::run(
        TargetKind::Kubernetes,
        environment,
        hostname,
        agents_installed,
        package,
    )
}
