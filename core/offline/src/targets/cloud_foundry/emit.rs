//! Variables of a Cloud Foundry application.

use mendix_deploy_model::configurations::ConfigurationInput;

use crate::targets::{buildpack::emit::variables, emission::Draft};

/// What the application is handed; services are bound by the platform.
pub(in crate::targets) fn emit(draft: &mut Draft<'_>) -> ConfigurationInput {
    ConfigurationInput::CloudFoundry {
        variables: variables(draft),
        services: None,
        application: None,
        agents_installed: None,
    }
}
