//! What each target makes of what it is handed: one folder per target, in each `effective`.

mod buildpack;
mod cloud_foundry;
mod docker;
mod draft;
mod effective;
mod emission;
mod kubernetes;
mod linux;
mod mendix_cloud;
mod operator;
mod settings;
mod wanted;
mod windows;

pub use effective::EffectiveConfiguration;
pub use emission::emit;

use mendix_deploy_model::{
    Result,
    configurations::{ConfigurationInput, EvaluatedConfiguration},
    packages::PackageInfo,
};

/// Computes what the runtime of a target would see, given what the target is handed and the package.
///
/// Everything that a target does not say stays unsaid: nothing is guessed.
///
/// # Errors
///
/// `input.invalid` when what the target is handed cannot be read within bounds, or is something else. What would stop the target's own start is no error: it is in
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
        ConfigurationInput::Portable { files, variables } => {
            linux::effective::portable(files, variables, package)
        }
        ConfigurationInput::Operator { resource } => {
            operator::effective::evaluate(resource, package)
        }
        ConfigurationInput::Windows { settings } => windows::effective::evaluate(settings, package),
        ConfigurationInput::MendixCloud { settings } => {
            Ok(mendix_cloud::effective::evaluate(settings, package))
        }
    }
}
