//! One environment.

use mendix_deploy_model::{
    Address, Result,
    cloud::{ConstantSetting, Package, Settings},
    plans::{
        ConstantFact, ConstantState, ConstantWrite, DeployedFacts, EnvironmentFacts, EventFact,
        SettingValue,
    },
};
use mendix_deploy_offline::plan::settings_digest;

use crate::{Client, client::is_masked};

/// Reads an environment: `address` is the landscape's name for it, `at` the platform's.
pub(super) async fn facts(
    client: &Client,
    address: &Address,
    at: &Address,
    wanted: &[ConstantWrite],
) -> Result<EnvironmentFacts> {
    let environments = client.environments();
    let environment = environments.get(at.clone()).await?;
    let deployed = environments.package(at.clone()).await?;
    let settings = environments.read_settings(at).await?;
    Ok(EnvironmentFacts {
        address: address.clone(),
        environment_id: environment.environment_id,
        name: environment.name,
        production: environment.production,
        status: environment.status,
        url: environment.url,
        deployed: deployed.map(self::deployed),
        model_version: environment.model_version,
        runtime_version: environment.runtime_version,
        settings_digest: settings_digest(&settings),
        constants: constants(&settings, wanted),
        scheduled_events: events(&settings),
    })
}

fn deployed(package: Package) -> DeployedFacts {
    DeployedFacts {
        package_id: package.package_id,
        name: package.name,
        version: package.version,
        status: package.status,
        sha256: None,
    }
}

fn constants(settings: &Settings, wanted: &[ConstantWrite]) -> Vec<ConstantFact> {
    let mut facts: Vec<ConstantFact> = settings
        .constants
        .iter()
        .map(|constant| ConstantFact {
            name: constant.name.clone(),
            state: state(constant),
            as_wanted: as_wanted(constant, wanted),
            restart_pending: pending(constant),
        })
        .collect();
    facts.sort_by(|a, b| a.name.cmp(&b.name));
    facts
}

/// The platform does not tell the model's default, so a value that equals it counts as set.
fn state(constant: &ConstantSetting) -> ConstantState {
    match constant.value.as_deref() {
        None => ConstantState::Missing,
        Some(value) if is_masked(value) => ConstantState::Masked,
        Some(_) => ConstantState::Set,
    }
}

fn as_wanted(constant: &ConstantSetting, wanted: &[ConstantWrite]) -> Option<bool> {
    let value = constant.value.as_deref().filter(|value| !is_masked(value));
    match &wanted
        .iter()
        .find(|write| write.name == constant.name)?
        .value
    {
        SettingValue::LiteralValue { text } => match (&constant.value, value) {
            // A mask tells nothing.
            (Some(_), None) => None,
            (_, value) => Some(value == Some(text.as_str())),
        },
        SettingValue::ReferencedValue { .. } => None,
    }
}

/// Two masks tell nothing about what is below them.
fn pending(constant: &ConstantSetting) -> bool {
    match (&constant.value, &constant.deployed_value) {
        (Some(value), Some(deployed)) => {
            value != deployed && !(is_masked(value) && is_masked(deployed))
        }
        (Some(_), None) | (None, Some(_)) => true,
        (None, None) => false,
    }
}

fn events(settings: &Settings) -> Vec<EventFact> {
    let mut facts: Vec<EventFact> = settings
        .scheduled_events
        .iter()
        .map(|event| EventFact {
            name: event.name.clone(),
            state: event.value.clone(),
            restart_pending: event
                .deployed_value
                .as_ref()
                .is_some_and(|deployed| *deployed != event.value),
        })
        .collect();
    facts.sort_by(|a, b| a.name.cmp(&b.name));
    facts
}
