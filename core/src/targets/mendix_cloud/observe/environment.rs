//! One environment.

use mendix_deploy_model::{
    Address, Result,
    cloud::{App, EnvironmentStatus},
    plans::EnvironmentFacts,
};
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

/// A Free App's only environment. Deploy v1 reads none; Deploy v4 may, with a token. What nobody tells stays unknown.
pub(super) async fn of_free_app(client: &Client, app: &App, address: &Address) -> EnvironmentFacts {
    let details = match &client.inner.http.credentials().pat {
        Some(_) => client
            .environments()
            .details(app.project_id.as_str())
            .await
            .unwrap_or_default(),
        None => Vec::new(),
    };
    let found = details.into_iter().next();
    let url = app.url.clone().unwrap_or_default();
    EnvironmentFacts {
        address: address.clone(),
        environment_id: found.as_ref().map_or_else(
            || app.project_id.as_str().into(),
            |environment| environment.environment_id.clone(),
        ),
        name: address.environment().to_owned(),
        production: true,
        status: EnvironmentStatus::from("unknown"),
        url: found.map_or(url, |environment| environment.url),
        deployed: None,
        model_version: None,
        runtime_version: None,
        settings_digest: String::new(),
        constants: Vec::new(),
        scheduled_events: Vec::new(),
    }
}
