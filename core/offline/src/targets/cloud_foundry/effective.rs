//! What the buildpack sends to the runtime on Cloud Foundry.

use mendix_deploy_model::{
    configurations::{EnvironmentVariable, EvaluatedConfiguration},
    landscapes::TargetKind,
    packages::PackageInfo,
};
use std::borrow::Cow;

use crate::targets::buildpack::{self, Environment, Situation};

/// The folder of the app in the container.
const FOLDER: &str = "/home/vcap/app";

/// Computes what the runtime would see. `services` and `application` stand over the variables of their names.
pub(in crate::targets) fn evaluate(
    variables: &[EnvironmentVariable],
    services: Option<&str>,
    application: Option<&str>,
    agents_installed: bool,
    package: &PackageInfo,
) -> EvaluatedConfiguration {
    let mut environment = Environment::new(variables);
    if let Some(text) = services {
        environment.set("VCAP_SERVICES", Cow::Borrowed(text));
    }
    if let Some(text) = application {
        environment.set("VCAP_APPLICATION", Cow::Borrowed(text));
    }
    let situation = Situation {
        target: TargetKind::CloudFoundry,
        environment: &environment,
        folder: FOLDER,
        agents_installed,
        from_endpoint: false,
    };
    buildpack::evaluate(&situation, package, Vec::new())
}
