//! What a landscape says, as facts.

use std::collections::BTreeMap;

use mendix_deploy_model::{
    Error, ErrorCode, Result,
    packages::PackageInfo,
    policies::{PolicyAppFacts, PolicyFacts, ProjectFacts},
};
use serde_json::Value;

use super::{observe::of_environment, secrets::add_secrets};
use crate::landscape::{App, Environment, suggest::did_you_mean};

/// The facts of the landscape's apps, and what the caller knows beyond them.
pub(super) fn of_environments(
    apps: &[App],
    environments: &BTreeMap<String, Environment>,
    given: Option<&PolicyFacts>,
) -> Result<PolicyFacts> {
    let mut facts = PolicyFacts::default();
    let mut by_app: BTreeMap<&str, Vec<&Environment>> = BTreeMap::new();
    for environment in environments.values() {
        by_app
            .entry(environment.address().app())
            .or_default()
            .push(environment);
    }
    for app in apps {
        let mut own = PolicyAppFacts::default();
        let environments = by_app.get(app.name()).map_or(&[] as &[_], Vec::as_slice);
        for environment in environments {
            own.environments.insert(
                environment.address().environment().to_owned(),
                of_environment(environment),
            );
        }
        add_project(&mut own, app);
        add_secrets(&mut own, app, environments);
        facts.apps.insert(app.name().to_owned(), own);
    }
    let Some(given) = given else {
        return Ok(facts);
    };
    for (name, more) in &given.apps {
        let Some(own) = facts.apps.get_mut(name) else {
            // Facts about another app are none about these when a single one is asked for.
            continue;
        };
        let unknown = more
            .environments
            .keys()
            .find(|e| !own.environments.contains_key(*e));
        if let Some(unknown) = unknown {
            let hint = did_you_mean(unknown, own.environments.keys().map(String::as_str));
            return Err(Error::new(
                ErrorCode::InputInvalid,
                format!(
                    "facts are given for {name}/{unknown}, which the landscape does not have.{hint}"
                ),
            ));
        }
        *own = merged(own, more);
    }
    Ok(facts)
}

/// What the landscape says about the project. It is the place for constraints: where there is none, none is stated.
fn add_project(facts: &mut PolicyAppFacts, app: &App) {
    let Some(spec) = app.landscape().document().apps.get(app.name()) else {
        return;
    };
    let project = facts.project.get_or_insert_with(ProjectFacts::default);
    project.constraints = Some(spec.constraints.clone());
    project.entities = spec.entities;
}

/// What a package says, added where nothing else was said.
pub(super) fn add_package(facts: &mut PolicyAppFacts, package: &PackageInfo) {
    let project = facts.project.get_or_insert_with(ProjectFacts::default);
    project
        .mendix_version
        .get_or_insert_with(|| package.runtime_version.clone());
    if project.java_version.is_none() {
        project.java_version = package.java_version;
    }
    // A project with missing units has constants and events that nobody knows of.
    if package.unread_units > 0 {
        return;
    }
    project.constants.get_or_insert_with(|| {
        package
            .constants
            .iter()
            .map(|constant| (constant.name.clone(), constant.constant_type.to_string()))
            .collect()
    });
    project.constant_defaults.get_or_insert_with(|| {
        package
            .constants
            .iter()
            .filter_map(|constant| Some((constant.name.clone(), constant.default_value.clone()?)))
            .collect()
    });
    project.scheduled_events.get_or_insert_with(|| {
        package
            .scheduled_events
            .iter()
            .map(|event| event.name.clone())
            .collect()
    });
}

/// Both, field by field; what is given wins.
fn merged(own: &PolicyAppFacts, given: &PolicyAppFacts) -> PolicyAppFacts {
    let both = (serde_json::to_value(own), serde_json::to_value(given));
    let (Ok(mut value), Ok(given_value)) = both else {
        return given.clone();
    };
    overlay(&mut value, given_value);
    serde_json::from_value(value).unwrap_or_else(|_| given.clone())
}

/// Objects of facts are merged; lists, words and whatever has a `kind` are replaced.
fn overlay(own: &mut Value, given: Value) {
    match (own, given) {
        (Value::Object(own), Value::Object(given)) if !given.contains_key("kind") => {
            for (key, value) in given {
                match own.get_mut(&key) {
                    // A map or list that is never absent and holds nothing says nothing.
                    Some(_) if is_empty(&value) => {}
                    Some(there) => overlay(there, value),
                    None => {
                        own.insert(key, value);
                    }
                }
            }
        }
        (own, given) => *own = given,
    }
}

fn is_empty(value: &Value) -> bool {
    value.as_object().is_some_and(serde_json::Map::is_empty)
}
