//! Policy on the handles of a landscape.

use mendix_deploy_model::{
    Result,
    findings::{Location, Report},
    packages::PackageInfo,
    policies::{EnvironmentFacts, PolicyFacts, PolicyOptions},
};

use super::{evaluate::evaluate, facts, rule::Violation};
use crate::{
    landscape::{App, Environment, Landscape},
    package::Package,
};

impl Landscape {
    /// Holds every environment of every app against the policy.
    ///
    /// # Errors
    ///
    /// `input.invalid`: an exemption names a rule that does not exist, a rule of one's own is not well-formed, facts are
    /// given for an environment that is not there.
    pub fn policy(&self, options: PolicyOptions) -> Result<Report> {
        let facts = facts::of_apps(&self.apps(), options.facts.as_ref())?;
        let subject = "policy of the landscape".to_owned();
        evaluate(
            &facts,
            &options,
            subject,
            &|app, environment, violation| place(self, app, environment, violation),
            None,
        )
    }

    /// What the policy's rules read of this landscape.
    #[must_use]
    pub fn policy_facts(&self) -> PolicyFacts {
        facts::of_apps(&self.apps(), None).unwrap_or_default()
    }
}

impl App {
    /// Holds every environment of the app against the policy, with what a package says about the app.
    ///
    /// # Errors
    ///
    /// As [`Landscape::policy`].
    pub fn policy(&self, package: Option<&Package>, options: PolicyOptions) -> Result<Report> {
        policy_of_app(self, package.map(Package::info), &options)
    }
}

impl Environment {
    /// Holds this environment against the policy, with what a package says about the app. Rules about several
    /// environments see the app's other ones and tell what concerns this one.
    ///
    /// # Errors
    ///
    /// As [`Landscape::policy`].
    pub fn policy(&self, package: Option<&Package>, options: PolicyOptions) -> Result<Report> {
        policy_of_environment(self, package.map(Package::info), &options)
    }

    /// What the policy's rules read of this environment.
    #[must_use]
    pub fn policy_facts(&self) -> EnvironmentFacts {
        facts::of_environment(self)
    }
}

/// Holds an app against the policy.
///
/// # Errors
///
/// As [`Landscape::policy`].
pub fn policy_of_app(
    app: &App,
    package: Option<&PackageInfo>,
    options: &PolicyOptions,
) -> Result<Report> {
    let mut facts = facts::of_apps(std::slice::from_ref(app), options.facts.as_ref())?;
    add(&mut facts, app.name(), package);
    let subject = named("policy of", app.name(), package);
    let landscape = app.landscape();
    evaluate(
        &facts,
        options,
        subject,
        &|app, environment, violation| place(landscape, app, environment, violation),
        None,
    )
}

/// Holds an environment against the policy.
///
/// # Errors
///
/// As [`Landscape::policy`].
pub fn policy_of_environment(
    environment: &Environment,
    package: Option<&PackageInfo>,
    options: &PolicyOptions,
) -> Result<Report> {
    let landscape = environment.app().landscape();
    // Another app's environment may share the database.
    let mut facts = facts::of_apps(&landscape.apps(), options.facts.as_ref())?;
    add(&mut facts, environment.address().app(), package);
    let subject = named("policy of", environment.address().as_str(), package);
    evaluate(
        &facts,
        options,
        subject,
        &|app, name, violation| place(landscape, app, name, violation),
        Some(environment.address()),
    )
}

fn add(facts: &mut PolicyFacts, app: &str, package: Option<&PackageInfo>) {
    if let (Some(own), Some(package)) = (facts.apps.get_mut(app), package) {
        facts::add_package(own, package);
    }
}

fn named(what: &str, name: &str, package: Option<&PackageInfo>) -> String {
    match package {
        Some(package) => format!("{what} {name} with {}", package.file_name),
        None => format!("{what} {name}"),
    }
}

/// Where a fact stands in the landscape.
fn place(
    landscape: &Landscape,
    app: &str,
    environment: Option<&str>,
    violation: &Violation,
) -> (Option<String>, Option<Location>) {
    let Ok(app) = landscape.app(app) else {
        return (None, None);
    };
    let Some(environment) = environment.and_then(|name| app.environment(name).ok()) else {
        return (None, None);
    };
    if violation.at == "constants"
        && let Some(name) = &violation.subject
        && let Some(constant) = environment.constants().iter().find(|c| &c.name == name)
    {
        return (Some(constant.path.clone()), constant.location.clone());
    }
    if violation.at == "scheduledEvents" {
        let (path, location) = environment.scheduled_events_place();
        return (Some(path), location);
    }
    (Some(environment.path()), environment.location())
}
