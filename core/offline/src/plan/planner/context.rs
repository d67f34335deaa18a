//! What every part of the planner looks at.

use mendix_deploy_model::{
    cloud::{EnvironmentStatus, LicenseType},
    findings::{Finding, Severity},
    landscapes::{SnapshotPolicy, Tier},
    plans::{DeployedFacts, EnvironmentFacts, Expectation, Facts, PlanOptions},
};

use crate::plan::Wanted;

/// What is wanted, what is known, what the caller decides.
pub(in crate::plan) struct Context<'a> {
    pub(in crate::plan) wanted: &'a Wanted,
    pub(in crate::plan) facts: &'a Facts,
    pub(in crate::plan) options: &'a PlanOptions,
}

impl<'a> Context<'a> {
    pub(super) fn new(wanted: &'a Wanted, facts: &'a Facts, options: &'a PlanOptions) -> Self {
        Self {
            wanted,
            facts,
            options,
        }
    }

    pub(in crate::plan) fn environment(&self) -> &'a EnvironmentFacts {
        &self.facts.environment
    }

    pub(in crate::plan) fn deployed(&self) -> Option<&'a DeployedFacts> {
        self.facts.environment.deployed.as_ref()
    }

    /// Free Apps are told by their licence; where nobody told, by the tier that the landscape gives them.
    pub(super) fn is_free(&self) -> bool {
        match &self.facts.app.license_type {
            Some(LicenseType::Free) => true,
            Some(LicenseType::Licensed) => false,
            _ => self.wanted.tier == Tier::Sandbox,
        }
    }

    /// Whether the app may be running: a status that this version does not know is treated so.
    pub(in crate::plan) fn may_run(&self) -> bool {
        !matches!(
            self.facts.environment.status,
            EnvironmentStatus::Stopped | EnvironmentStatus::Empty
        )
    }

    pub(in crate::plan) fn is_empty(&self) -> bool {
        self.facts.environment.status == EnvironmentStatus::Empty || self.deployed().is_none()
    }

    pub(super) fn timing(&self) -> SnapshotPolicy {
        self.options
            .snapshot
            .or(self.wanted.snapshot)
            .unwrap_or(SnapshotPolicy::AfterStop)
    }

    /// Whether the replaced package's bytes are downloaded. By default when the package list does not have it: then only
    /// the environment itself still gives it away, and only until the transport.
    pub(in crate::plan) fn keeps_previous_package(&self) -> bool {
        self.deployed().is_some()
            && self.options.keep_previous_package.unwrap_or_else(|| {
                self.facts
                    .previous
                    .as_ref()
                    .is_none_or(|previous| previous.status.is_none())
            })
    }

    /// What the last step expects when the app is to run.
    pub(in crate::plan) fn expect_running(&self) -> Expectation {
        let verify = self.wanted.verify.as_ref();
        let url = verify
            .and_then(|verify| verify.url.as_ref())
            .unwrap_or(&self.facts.environment.url);
        let mut checks = verify.map_or_else(Vec::new, |verify| verify.checks.clone());
        for check in &self.options.checks {
            if !checks.contains(check) {
                checks.push(check.clone());
            }
        }
        Expectation {
            status: Some(EnvironmentStatus::Running),
            package_id: None,
            package_of_this_run: false,
            model_version: None,
            settings_applied: false,
            public_url: Some(url.clone()).filter(|url| !url.is_empty()),
            checks,
        }
    }

    /// What the last step expects when what is deployed is to run.
    pub(in crate::plan) fn running_as_deployed(&self) -> Expectation {
        let deployed = self.deployed();
        Expectation {
            package_id: deployed.map(|d| d.package_id.clone()),
            model_version: deployed
                .and_then(|d| d.version.clone())
                .or_else(|| self.environment().model_version.clone()),
            ..self.expect_running()
        }
    }

    /// What the last step expects when the environment's state is to stay as it is.
    pub(in crate::plan) fn expect_as_now(&self) -> Expectation {
        let environment = self.environment();
        let package_id = self.deployed().map(|d| d.package_id.clone());
        let model_version = environment.model_version.clone();
        if environment.status == EnvironmentStatus::Running {
            return Expectation {
                package_id,
                model_version,
                ..self.expect_running()
            };
        }
        Expectation {
            status: Some(environment.status.clone()),
            package_id,
            package_of_this_run: false,
            model_version,
            settings_applied: false,
            public_url: None,
            checks: Vec::new(),
        }
    }

    pub(super) fn finding(
        &self,
        id: &str,
        severity: Severity,
        subject: Option<&str>,
        message: String,
        remedy: &str,
    ) -> Finding {
        Finding {
            id: id.to_owned(),
            severity,
            address: Some(self.wanted.address.clone()),
            subject: subject.map(str::to_owned),
            path: None,
            location: None,
            message,
            remedy: remedy.to_owned(),
        }
    }
}
