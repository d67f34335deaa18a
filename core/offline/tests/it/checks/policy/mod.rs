//! Every rule of the policy with a case that it lets pass and one that it finds, and what a report says around them.

mod cases;
mod guide;
mod landscape;
mod options;
mod placement;

use mendix_deploy_model::{findings::Report, policies::*};
use mendix_deploy_offline::checks::policy::policy_of_facts;

/// Facts about one app, `orders`, from the short form of the cases: `here` is its only environment.
pub(super) fn facts(mut value: serde_json::Value) -> PolicyFacts {
    let fields = value.as_object_mut().unwrap();
    if let Some(here) = fields.remove("here") {
        fields.insert("environments".to_owned(), serde_json::json!({"here": here}));
    }
    serde_json::from_value(serde_json::json!({"apps": {"orders": value}})).unwrap()
}

pub(super) fn options() -> PolicyOptions {
    PolicyOptions::default().as_of(
        "2026-11-24"
            .parse::<mendix_deploy_model::time::Day>()
            .unwrap(),
    )
}

pub(super) fn judge(facts: &PolicyFacts) -> Report {
    policy_of_facts(facts, &options()).unwrap()
}

pub(super) fn tally<'r>(report: &'r Report, id: &str) -> &'r RuleTally {
    report.rules.iter().find(|rule| rule.id == id).unwrap()
}
