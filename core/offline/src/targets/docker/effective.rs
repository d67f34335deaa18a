//! What the image of the Docker buildpack sends to the runtime.

use mendix_deploy_model::{
    configurations::{EnvironmentVariable, EvaluatedConfiguration},
    landscapes::TargetKind,
    packages::PackageInfo,
};

use crate::targets::buildpack::{Environment, wrapper};

/// Computes what the runtime would see.
pub(in crate::targets) fn evaluate(
    variables: &[EnvironmentVariable],
    hostname: Option<&str>,
    agents_installed: bool,
    package: &PackageInfo,
) -> EvaluatedConfiguration {
    wrapper::run(
        TargetKind::Docker,
        Environment::new(variables),
        hostname,
        agents_installed,
        package,
    )
}
