//! Preflight: would this package start in this environment as the landscape describes it? Offline, without credentials.

mod constants;
mod events;
pub(super) mod values;
mod versions;

use std::collections::BTreeMap;

use mendix_deploy_model::{
    document::{Document, WRITTEN_BY},
    findings::{Finding, Report, Severity},
    landscapes::{PreflightOptions, TargetKind},
    packages::PackageInfo,
};

use crate::{
    landscape::{self, App, Environment},
    package::{Package, limits},
};

impl App {
    /// Checks a package against every environment of the app.
    #[must_use]
    pub fn preflight(&self, package: &Package, options: PreflightOptions) -> Report {
        preflight_app(self, package.info(), &options)
    }
}

impl Environment {
    /// Checks a package against this environment.
    #[must_use]
    pub fn preflight(&self, package: &Package, options: PreflightOptions) -> Report {
        preflight(self, package.info(), &options)
    }
}

/// Checks a package against one environment. A pure function of its arguments.
#[must_use]
pub fn preflight(
    environment: &Environment,
    package: &PackageInfo,
    options: &PreflightOptions,
) -> Report {
    report(
        environment.address().as_str(),
        std::slice::from_ref(environment),
        package,
        options,
    )
}

/// Checks a package against every environment of an app.
#[must_use]
pub fn preflight_app(app: &App, package: &PackageInfo, options: &PreflightOptions) -> Report {
    report(app.name(), &app.environments(), package, options)
}

fn report(
    name: &str,
    environments: &[Environment],
    package: &PackageInfo,
    options: &PreflightOptions,
) -> Report {
    let mut findings = Vec::new();
    // The limits are those of Mendix Cloud, and the same for each of its environments.
    if environments
        .iter()
        .any(|environment| environment.target_kind() == TargetKind::MendixCloud)
    {
        findings = limits::check(package);
    }
    findings.extend(incomplete(package));
    let mut skipped = Vec::new();
    for environment in environments {
        let mut check = Check {
            environment,
            package,
            options,
            findings: Vec::new(),
            skipped: Vec::new(),
        };
        check.constants();
        check.events();
        check.runtime();
        check.freeze();
        findings.append(&mut check.findings);
        skipped.append(&mut check.skipped);
    }
    super::sort(&mut findings);
    Report {
        document: Report::KIND.to_owned(),
        version: Report::VERSION,
        written_by: WRITTEN_BY.to_owned(),
        subject: format!("preflight of {name} with {}", package.file_name),
        skipped,
        findings,
        rules: Vec::new(),
        unknown_fields: BTreeMap::new(),
    }
}

/// A project with units that are missing or damaged may have constants that nothing here knows of: a report without findings would be a false
/// "nothing is missing".
fn incomplete(package: &PackageInfo) -> Option<Finding> {
    let missing = package.unread_units;
    (missing > 0).then(|| Finding {
        id: "package.incomplete".to_owned(),
        severity: Severity::Error,
        address: None,
        subject: Some(package.file_name.clone()),
        path: None,
        location: None,
        message: format!(
            "{} lists {missing} units that are missing or damaged; constants and scheduled events in them are unknown",
            package.file_name
        ),
        remedy: "Check the project out as a whole, with all of mprcontents; the model's `unread` names the units.".to_owned(),
    })
}

/// One environment under check.
struct Check<'a> {
    environment: &'a Environment,
    package: &'a PackageInfo,
    options: &'a PreflightOptions,
    findings: Vec<Finding>,
    skipped: Vec<String>,
}

impl Check<'_> {
    /// Reports something about a subject at the place of the environment; see [`at`] for a more exact one.
    fn find(
        &mut self,
        id: &str,
        severity: Severity,
        subject: &str,
        message: String,
        remedy: String,
    ) -> &mut Finding {
        let path = self.environment.path();
        self.findings.push(Finding {
            id: id.to_owned(),
            severity,
            address: Some(self.environment.address().clone()),
            subject: Some(subject.to_owned()),
            path: Some(path),
            location: self.environment.location(),
            message,
            remedy,
        });
        let last = self.findings.len() - 1;
        &mut self.findings[last]
    }

    /// Says that a check was not made.
    fn skip(&mut self, what: &str, why: &str) {
        self.skipped
            .push(format!("{}: {what}: {why}", self.environment.address()));
    }

    fn freeze(&mut self) {
        let windows = self.environment.freeze();
        let Some(today) = self.options.as_of else {
            if !windows.is_empty() {
                self.skip("freeze", "the day (`as_of`) was not given");
            }
            return;
        };
        let windows: Vec<_> = windows
            .iter()
            .filter(|window| landscape::is_frozen_on(window, today))
            .cloned()
            .collect();
        for window in windows {
            let message = format!(
                "{} is frozen from {} to {}: {}",
                self.environment.address(),
                landscape::shown_begin(&window),
                landscape::shown_end(&window),
                window.reason
            );
            let remedy = format!("Deploy after {}.", landscape::shown_end(&window));
            self.find(
                "environment.frozen",
                Severity::Error,
                "freeze",
                message,
                remedy,
            );
        }
    }
}
