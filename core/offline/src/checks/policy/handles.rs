//! Policy on the handles of a landscape.

use std::collections::BTreeMap;

use mendix_deploy_model::{
    Result,
    findings::{Location, Report},
    landscapes::RuleSeverity,
    packages::PackageInfo,
    policies::{PolicyEnvironmentFacts, PolicyFacts, PolicyOptions},
};

use super::{
    evaluate::{Around, evaluate},
    exemptions::Exempted,
    facts, observe,
    rule::Violation,
};
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
        let around = Written::of(&self.apps());
        let facts =
            facts::of_environments(&self.apps(), &around.environments, options.facts.as_ref())?;
        evaluate(
            &facts,
            &options,
            "policy of the landscape".to_owned(),
            &around,
            None,
        )
    }

    /// What the policy's rules read of this landscape, and what the caller knows beyond it.
    ///
    /// # Errors
    ///
    /// `input.invalid`: facts are given for an environment that is not there.
    pub fn policy_facts(&self, given: Option<&PolicyFacts>) -> Result<PolicyFacts> {
        let around = Written::of(&self.apps());
        facts::of_environments(&self.apps(), &around.environments, given)
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
    /// environments see all others of the landscape and tell what concerns this one.
    ///
    /// # Errors
    ///
    /// As [`Landscape::policy`].
    pub fn policy(&self, package: Option<&Package>, options: PolicyOptions) -> Result<Report> {
        policy_of_environment(self, package.map(Package::info), &options)
    }

    /// What the policy's rules read of this environment.
    #[must_use]
    pub fn policy_facts(&self) -> PolicyEnvironmentFacts {
        observe::of_environment(self)
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
    let apps = std::slice::from_ref(app);
    let around = Written::of(apps);
    let mut facts = facts::of_environments(apps, &around.environments, options.facts.as_ref())?;
    add(&mut facts, app.name(), package);
    let subject = named("policy of", app.name(), package);
    evaluate(&facts, options, subject, &around, None)
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
    // Another app's environment may share the database.
    let apps = environment.app().landscape().apps();
    let around = Written::of(&apps);
    let mut facts = facts::of_environments(&apps, &around.environments, options.facts.as_ref())?;
    add(&mut facts, environment.address().app(), package);
    let subject = named("policy of", environment.address().as_str(), package);
    evaluate(
        &facts,
        options,
        subject,
        &around,
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

/// A landscape around the facts: places, exemptions, severities.
struct Written {
    /// By address; what they inherit is worked out once.
    environments: BTreeMap<String, Environment>,
}

impl Written {
    fn of(apps: &[App]) -> Self {
        let environments = apps.iter().flat_map(App::environments);
        Self {
            environments: environments
                .map(|environment| (environment.address().to_string(), environment))
                .collect(),
        }
    }

    fn get(&self, app: &str, environment: Option<&str>) -> Option<&Environment> {
        self.environments.get(&format!("{app}/{}", environment?))
    }
}

impl Around for Written {
    fn place(
        &self,
        app: &str,
        environment: Option<&str>,
        violation: &Violation,
    ) -> (Option<String>, Option<Location>) {
        let Some(environment) = self.get(app, environment) else {
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
        let path = match violation.at {
            "" => environment.path(),
            at => format!("{}.{at}", environment.path()),
        };
        let location = environment.app().landscape().place(&path);
        (Some(path), location.or_else(|| environment.location()))
    }

    fn exemptions(&self) -> Vec<Exempted> {
        let mut all = Vec::new();
        for (address, environment) in &self.environments {
            for exemption in &environment.values().exemptions {
                all.push(Exempted {
                    rule: exemption.rule.clone(),
                    address: Some(address.clone()),
                    subject: exemption.subject.clone(),
                    reason: exemption.reason.clone(),
                    until: exemption.expires,
                });
            }
        }
        all
    }

    fn severity(&self, app: &str, environment: Option<&str>, rule: &str) -> Option<RuleSeverity> {
        let policies = self.get(app, environment)?.values().policies.as_ref()?;
        policies.severities.get(rule).copied()
    }
}
