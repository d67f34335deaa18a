//! Rules of the team's own that are functions.

use mendix_deploy_model::policies::{
    CustomRuleResult, PolicyEnvironmentFacts, PolicyFacts, RuleStatus,
};

/// Holds every environment against a function, for `custom_results` of the options: `None` passes, a text is what a
/// violation is.
///
/// ```
/// use mendix_deploy_model::policies::{PolicyFacts, PolicyOptions};
/// use mendix_deploy_offline::checks::policy::custom_results;
///
/// let facts = PolicyFacts::default();
/// let results = custom_results(&facts, "OWN-1", |_address, environment| {
///     (environment.replicas == Some(3)).then(|| "three instances are never right".to_owned())
/// });
/// let options = PolicyOptions::default().custom_results(results);
/// # let _ = options;
/// ```
pub fn custom_results(
    facts: &PolicyFacts,
    id: &str,
    mut check: impl FnMut(&str, &PolicyEnvironmentFacts) -> Option<String>,
) -> Vec<CustomRuleResult> {
    let mut results = Vec::new();
    for (app, own) in &facts.apps {
        for (name, environment) in &own.environments {
            let address = format!("{app}/{name}");
            let message = check(&address, environment);
            results.push(CustomRuleResult {
                id: id.to_owned(),
                severity: None,
                address,
                status: match message {
                    Some(_) => RuleStatus::Failed,
                    None => RuleStatus::Passed,
                },
                message,
                remedy: None,
            });
        }
    }
    results
}
