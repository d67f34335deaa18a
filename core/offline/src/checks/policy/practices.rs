//! Practices for secrets: the guide's table, with the rules that watch over each.

use mendix_deploy_model::{
    findings::Report,
    policies::{PracticeDemand, PracticeStatus, SecretsPractice},
};

const PRACTICES: &[(&str, PracticeDemand, &str, &[&str])] = &[
    (
        "No secrets under version control",
        PracticeDemand::Required,
        "Write secret references into the landscape; keep values in a store.",
        &["MX-SEC-001", "MX-SEC-011", "MX-CFG-006", "MX-PIP-010"],
    ),
    (
        "Environment files are ignored",
        PracticeDemand::Required,
        "Have `.env*` in `.gitignore`.",
        &["MX-SEC-002"],
    ),
    (
        "Secrets are rotated",
        PracticeDemand::Recommended,
        "Replace each at least every 90 days.",
        &["MX-SEC-003", "MX-K8S-005"],
    ),
    (
        "Each environment has its own secrets",
        PracticeDemand::Required,
        "Give each environment a reference and a value of its own.",
        &["MX-SEC-004", "MX-SEC-005", "MX-SEC-012"],
    ),
    (
        "Access to secrets is recorded",
        PracticeDemand::Recommended,
        "Switch the store's audit log on.",
        &["MX-SEC-007"],
    ),
    (
        "Secrets are encrypted at rest",
        PracticeDemand::Required,
        "Use a store that encrypts what it keeps.",
        &["MX-SEC-006"],
    ),
    (
        "Nobody reads more than needed",
        PracticeDemand::Required,
        "Narrow access to the store to single secrets and groups.",
        &["MX-SEC-008", "MX-SEC-013"],
    ),
    (
        "There is a way in when the store is down",
        PracticeDemand::Recommended,
        "Write a break-glass procedure down.",
        &["MX-SEC-009"],
    ),
];

/// Practices for secrets. With a report of a policy, each says whether it is followed: a practice that no rule could look
/// at is unknown.
#[must_use]
pub fn secrets_practices(report: Option<&Report>) -> Vec<SecretsPractice> {
    PRACTICES
        .iter()
        .map(|(practice, demand, how, rules)| SecretsPractice {
            practice: (*practice).to_owned(),
            demand: *demand,
            how: (*how).to_owned(),
            rules: rules.iter().map(|id| (*id).to_owned()).collect(),
            status: status(report, rules),
        })
        .collect()
}

fn status(report: Option<&Report>, ids: &[&str]) -> PracticeStatus {
    let Some(report) = report else {
        return PracticeStatus::Unknown;
    };
    let tallies: Vec<_> = report
        .rules
        .iter()
        .filter(|rule| ids.contains(&rule.id.as_str()))
        .collect();
    if tallies.iter().any(|rule| rule.failed + rule.exempted > 0) {
        PracticeStatus::Violated
    } else if tallies.iter().any(|rule| rule.not_evaluated > 0)
        || tallies.iter().all(|rule| rule.passed == 0)
    {
        PracticeStatus::Unknown
    } else {
        PracticeStatus::Followed
    }
}
