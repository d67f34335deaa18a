//! One environment.

use mendix_deploy_model::{Address, Result, plans::EnvironmentFacts};
use mendix_deploy_offline::plan::{Wanted, environment_facts};

use crate::Client;

/// Reads an environment: `address` is the landscape's name for it, `at` the platform's.
pub(super) async fn facts(
    client: &Client,
    address: &Address,
    at: &Address,
    wanted: Option<&Wanted>,
) -> Result<EnvironmentFacts> {
    let environments = client.environments();
    let environment = environments.get(at.clone()).await?;
    let deployed = environments.package(at.clone()).await?;
    let settings = environments.read_settings(at).await?;
    Ok(environment_facts(
        address,
        &environment,
        deployed.as_ref(),
        &settings,
        wanted,
        None,
    ))
}
