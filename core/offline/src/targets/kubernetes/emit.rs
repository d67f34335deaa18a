//! Variables of the container of a pod.

use mendix_deploy_model::configurations::ConfigurationInput;

use crate::targets::{buildpack::emit::variables, emission::Draft};

/// What the container is handed.
pub(in crate::targets) fn emit(draft: &mut Draft<'_>) -> ConfigurationInput {
    ConfigurationInput::Kubernetes {
        variables: variables(draft),
        hostname: None,
        agents_installed: None,
    }
}
