//! The families of rules, in the order that reports and documents list them.

mod backup;
mod builds;
mod cloud;
mod cloud_foundry;
mod configuration;
mod data;
mod database;
mod docker;
mod events;
mod governance;
mod kubernetes;
mod logging;
mod monitoring;
mod on_premise;
mod pipelines;
mod release;
mod resources;
mod scaling;
mod secrets;
mod storage;
mod target;

use mendix_deploy_model::policies::PolicyRule;

use super::rule::Rule;

const FAMILIES: &[(&str, &[Rule])] = &[
    ("target", target::RULES),
    ("cloud", cloud::RULES),
    ("database", database::RULES),
    ("storage", storage::RULES),
    ("scaling", scaling::RULES),
    ("resources", resources::RULES),
    ("docker", docker::RULES),
    ("kubernetes", kubernetes::RULES),
    ("cloudFoundry", cloud_foundry::RULES),
    ("onPremise", on_premise::RULES),
    ("configuration", configuration::RULES),
    ("events", events::RULES),
    ("logging", logging::RULES),
    ("monitoring", monitoring::RULES),
    ("builds", builds::RULES),
    ("pipelines", pipelines::RULES),
    ("release", release::RULES),
    ("backup", backup::RULES),
    ("data", data::RULES),
    ("secrets", secrets::RULES),
    ("governance", governance::RULES),
];

/// Every rule with its family.
pub(super) fn all() -> impl Iterator<Item = (&'static str, &'static Rule)> {
    FAMILIES
        .iter()
        .flat_map(|(family, rules)| rules.iter().map(move |rule| (*family, rule)))
}

/// Every rule of the library, as data.
#[must_use]
pub fn policy_rules() -> Vec<PolicyRule> {
    all().map(|(family, rule)| rule.describe(family)).collect()
}
