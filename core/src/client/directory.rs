//! The one resolver of names: an app has three ids, an environment two and a spelling.

use std::{collections::BTreeMap, sync::Arc};

use futures::{FutureExt, future::BoxFuture};
use mendix_deploy_model::{
    Address, Error, ErrorCode, Result,
    cloud::{App, AppId, Environment, EnvironmentId, ProjectId},
};
use tokio::sync::Mutex;

use super::Client;

/// What is known of names. One look-up at a time: whoever comes second finds the answer of the first.
#[derive(Default)]
pub(crate) struct Directory {
    known: Mutex<Known>,
}

#[derive(Default)]
struct Known {
    apps: Option<Arc<Vec<App>>>,
    environments: BTreeMap<AppId, Arc<Vec<Environment>>>,
}

/// An environment with every id that a call may want.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    pub(crate) address: Address,
    pub(crate) app_id: AppId,
    pub(crate) project_id: ProjectId,
    pub(crate) environment_id: EnvironmentId,
    /// The name as the platform spells it.
    pub(crate) mode: String,
}

impl Client {
    /// The app that has this subdomain, project id or, when only one has it, display name.
    pub(crate) fn find_app<'a>(&'a self, name: &'a str) -> BoxFuture<'a, Result<App>> {
        self.look_up_app(name).boxed()
    }

    async fn look_up_app(&self, name: &str) -> Result<App> {
        let mut known = self.inner.directory.known.lock().await;
        if let Some(apps) = &known.apps
            && let Some(app) = pick_app(apps, name)?
        {
            return Ok(app);
        }
        let apps = Arc::new(self.apps().fetch().await?);
        known.apps = Some(Arc::clone(&apps));
        known.environments.clear();
        pick_app(&apps, name)?.ok_or_else(|| unknown_app(&apps, name))
    }

    /// The environment that has this name, in any case when only one has it, or this id.
    pub(crate) fn find<'a>(&'a self, address: &'a Address) -> BoxFuture<'a, Result<Place>> {
        self.look_up(address).boxed()
    }

    async fn look_up(&self, address: &Address) -> Result<Place> {
        let app = self.find_app(address.app()).await?;
        let mut known = self.inner.directory.known.lock().await;
        let wanted = address.environment();
        let place = |environment: &Environment| Place {
            address: address.clone(),
            app_id: app.app_id.clone(),
            project_id: app.project_id.clone(),
            environment_id: environment.environment_id.clone(),
            mode: environment.name.clone(),
        };
        if let Some(environments) = known.environments.get(&app.app_id)
            && let Some(found) = pick_environment(environments, wanted)
        {
            return Ok(place(found));
        }
        let environments = Arc::new(self.environments().fetch(&app.app_id).await?);
        known
            .environments
            .insert(app.app_id.clone(), Arc::clone(&environments));
        drop(known);
        match pick_environment(&environments, wanted) {
            Some(found) => Ok(place(found)),
            None => Err(unknown_environment(&environments, address)),
        }
    }

    /// Forgets the names of an app: something was not found, so it may have been renamed.
    pub(crate) async fn forget(&self, app: &AppId) {
        let mut known = self.inner.directory.known.lock().await;
        known.environments.remove(app);
    }
}

fn pick_app(apps: &[App], name: &str) -> Result<Option<App>> {
    let exact = apps
        .iter()
        .find(|app| app.app_id.as_str() == name || app.project_id.as_str() == name);
    if let Some(app) = exact {
        return Ok(Some(app.clone()));
    }
    let named: Vec<&App> = apps.iter().filter(|app| app.name == name).collect();
    match named.as_slice() {
        [] => Ok(None),
        [app] => Ok(Some((*app).clone())),
        several => Err(Error::new(
            ErrorCode::InputInvalid,
            format!(
                "{} apps are called {name:?}; use the subdomain: {}",
                several.len(),
                several
                    .iter()
                    .map(|app| app.app_id.as_str())
                    .collect::<Vec<_>>()
                    .join(", ")
            ),
        )
        .with_context("app", name)),
    }
}

fn pick_environment<'a>(environments: &'a [Environment], name: &str) -> Option<&'a Environment> {
    let exact = environments.iter().find(|environment| {
        environment.name == name || environment.environment_id.as_str() == name
    });
    exact.or_else(|| {
        let mut alike = environments
            .iter()
            .filter(|environment| environment.name.to_lowercase() == name.to_lowercase());
        match (alike.next(), alike.next()) {
            (Some(only), None) => Some(only),
            _ => None,
        }
    })
}

fn unknown_app(apps: &[App], name: &str) -> Error {
    let names: Vec<&str> = apps
        .iter()
        .map(|app| app.app_id.as_str())
        .take(20)
        .collect();
    Error::new(
        ErrorCode::MendixCloudAppNotFound,
        format!(
            "no app {name:?} is visible with this credential; visible: {}",
            listed(&names)
        ),
    )
    .with_context("app", name)
}

fn unknown_environment(environments: &[Environment], address: &Address) -> Error {
    let names: Vec<&str> = environments
        .iter()
        .map(|environment| environment.name.as_str())
        .take(20)
        .collect();
    Error::new(
        ErrorCode::MendixCloudEnvironmentNotFound,
        format!(
            "app {:?} has no environment {:?}; it has: {}",
            address.app(),
            address.environment(),
            listed(&names)
        ),
    )
    .with_context("app", address.app())
    .with_context("environment", address.environment())
}

fn listed(names: &[&str]) -> String {
    if names.is_empty() {
        "none".to_owned()
    } else {
        names.join(", ")
    }
}
