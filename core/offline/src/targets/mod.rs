//! What each target makes of what it is handed: one folder per target, in each `effective`.

mod buildpack;
mod cloud_foundry;
mod docker;
mod draft;
mod effective;
mod kubernetes;
mod linux;
mod settings;

pub use effective::EffectiveConfiguration;

use mendix_deploy_model::{
    Error, ErrorCode, Result,
    configurations::{ConfigurationInput, EvaluatedConfiguration},
    packages::PackageInfo,
};

/// Computes what the runtime of a target would see, given what the target is handed and the package.
///
/// Everything that a target does not say stays unsaid: nothing is guessed.
///
/// # Errors
///
/// `input.invalid` when the target has no evaluator. What would stop the target's own start is no error: it is in
/// [`EvaluatedConfiguration::start_failure`].
pub fn evaluate(
    input: &ConfigurationInput,
    package: &PackageInfo,
) -> Result<EvaluatedConfiguration> {
    match input {
        ConfigurationInput::CloudFoundry {
            variables,
            services,
            application,
            agents_installed,
        } => Ok(cloud_foundry::effective::evaluate(
            variables,
            services.as_deref(),
            application.as_deref(),
            agents_installed.unwrap_or(true),
            package,
        )),
        ConfigurationInput::Docker {
            variables,
            hostname,
            agents_installed,
        } => Ok(docker::effective::evaluate(
            variables,
            hostname.as_deref(),
            agents_installed.unwrap_or(false),
            package,
        )),
        ConfigurationInput::Kubernetes {
            variables,
            hostname,
            agents_installed,
        } => Ok(kubernetes::effective::evaluate(
            variables,
            hostname.as_deref(),
            agents_installed.unwrap_or(false),
            package,
        )),
        ConfigurationInput::M2ee { files } => linux::effective::m2ee(files, package),
        _ => Err(Error::new(
            ErrorCode::InputInvalid,
            "this target has no evaluator",
        )),
    }
}
