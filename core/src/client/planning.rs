//! From a landscape's environment to a plan.

use mendix_deploy_model::{
    Address, Result,
    changes::{Change, PackageRef},
    findings::Finding,
    landscapes::{PreflightOptions, TargetSpec},
    plans::{Plan, PlanOptions},
    time::Day,
};
use mendix_deploy_offline::{
    landscape::Environment,
    package::Package,
    plan::{Wanted, gate},
};

use super::{Client, runs::Places};

impl Client {
    /// Makes a plan: reads the facts from the platform, then plans. Changes nothing.
    ///
    /// # Errors
    ///
    /// Those of reading (`credentials.*`, `network.*`, `mendixCloud.*`) and of planning: `plan.impossible`,
    /// `rollback.refused`, `plan.target_not_executable`, `input.invalid`. Findings do not fail here: they are in the plan,
    /// and a plan with errors is refused when it is started.
    pub async fn plan(
        &self,
        environment: &Environment,
        change: Change,
        options: PlanOptions,
    ) -> Result<Plan> {
        let places = places(environment)?;
        let today = self.clock().now().utc_day();
        let findings = before(environment, &change, &options, today)?;
        self.plan_wanted(
            &Wanted::from(environment),
            &places,
            change,
            &findings,
            &options,
        )
        .await
    }
}

/// What preflight and policy find. Packages on the platform cannot be read without a download.
fn before(
    environment: &Environment,
    change: &Change,
    options: &PlanOptions,
    today: Day,
) -> Result<Vec<Finding>> {
    let package = match change {
        Change::Deploy {
            package: PackageRef::FilePackage { path },
        } => Some(Package::open(path)?),
        _ => None,
    };
    let mut findings = match &package {
        Some(package) => {
            environment
                .preflight(package, PreflightOptions::default())
                .findings
        }
        None => Vec::new(),
    };
    let info = package.as_ref().map(Package::info);
    findings.extend(gate(environment, info, change, options, Some(today))?);
    Ok(findings)
}

/// Where the environments of the same app are on the platform: a promotion reads another one.
fn places(environment: &Environment) -> Result<Places> {
    let mut places = Places::new();
    for environment in environment.app().environments() {
        let TargetSpec::MendixCloud {
            app_id,
            project_id,
            environment: name,
        } = environment.target()
        else {
            continue;
        };
        let address = environment.address();
        let app = app_id
            .as_ref()
            .map(|id| id.as_str())
            .or_else(|| project_id.as_ref().map(|id| id.as_str()))
            .unwrap_or(address.app());
        let on_platform = Address::new(app, name.as_deref().unwrap_or(address.environment()))?;
        places = places.with(address.clone(), on_platform);
    }
    Ok(places)
}
