//! The gate before a plan's first step: what the policy and the landscape's demand for a ticket find.

use mendix_deploy_model::{
    Result,
    changes::Change,
    findings::{Finding, Severity},
    packages::PackageInfo,
    plans::PlanOptions,
    policies::{PolicyFacts, PolicyOptions, ReleaseFacts},
    time::Day,
};

use crate::{checks::policy::policy_of_environment, landscape::Environment};

/// What stands against a change of this environment: findings for the plan, whose errors forbid its start.
///
/// The policy is evaluated when the options give one, or when the landscape has `policies` for the environment; `today` is
/// the day it is judged by unless the options name one. Ways back and backups pass: nothing may hold up a rescue.
///
/// # Errors
///
/// `input.invalid`: an exemption names a rule that does not exist, a rule of one's own is not well-formed.
pub fn gate(
    environment: &Environment,
    package: Option<&PackageInfo>,
    change: &Change,
    options: &PlanOptions,
    today: Option<Day>,
) -> Result<Vec<Finding>> {
    if matches!(
        change,
        Change::Undo { .. } | Change::RestoreBackup { .. } | Change::BackUp { .. }
    ) {
        return Ok(Vec::new());
    }
    let mut findings: Vec<Finding> = ticket(environment, options.change_ticket.as_deref())
        .into_iter()
        .collect();
    let asked = environment.values().policies.is_some();
    let Some(policy) = options
        .policy
        .clone()
        .or_else(|| asked.then(PolicyOptions::default))
    else {
        return Ok(findings);
    };
    let mut policy = policy;
    if policy.as_of.is_none() {
        policy.as_of = today;
    }
    add_release(&mut policy, environment, change, options);
    findings.extend(policy_of_environment(environment, package, &policy)?.findings);
    Ok(findings)
}

/// What the plan itself knows about the release: where it comes from, and that the journal records it.
fn add_release(
    policy: &mut PolicyOptions,
    environment: &Environment,
    change: &Change,
    options: &PlanOptions,
) {
    let address = environment.address();
    let facts = policy.facts.get_or_insert_with(PolicyFacts::default);
    let app = facts.apps.entry(address.app().to_owned()).or_default();
    let own = app
        .environments
        .entry(address.environment().to_owned())
        .or_default();
    let release = own.release.get_or_insert_with(ReleaseFacts::default);
    if let Change::Promote { source } = change {
        let from = release.promoted_from.get_or_insert_with(Vec::new);
        if !from.iter().any(|name| name == source.environment()) {
            from.push(source.environment().to_owned());
        }
    }
    release.recorded.get_or_insert(true);
    release.rollback.get_or_insert(false);
    if release.strategy.is_none() {
        release.strategy = options.strategy;
    }
    if release.change_ticket.is_none() {
        release.change_ticket = options.change_ticket.clone();
    }
}

fn ticket(environment: &Environment, ticket: Option<&str>) -> Option<Finding> {
    let policy = environment.values().change_ticket.as_ref()?;
    if policy.required != Some(true) {
        return None;
    }
    let address = environment.address();
    let ticket = ticket.map(str::trim).filter(|ticket| !ticket.is_empty());
    let message = match (ticket, &policy.pattern) {
        (None, _) => format!("a change of {address} needs a change ticket, and none is named"),
        (Some(ticket), Some(pattern)) if !fits(ticket, pattern) => {
            let ticket: String = ticket.chars().take(60).collect();
            format!("the change ticket {ticket:?} of {address} does not look like {pattern:?}")
        }
        _ => return None,
    };
    let path = format!("{}.changeTicket", environment.path());
    Some(Finding {
        id: "plan.change_ticket".to_owned(),
        severity: Severity::Error,
        address: Some(address.clone()),
        subject: None,
        location: environment
            .app()
            .landscape()
            .place(&path)
            .or_else(|| environment.location()),
        path: Some(path),
        message,
        remedy: "Name the ticket in `changeTicket` of the plan's options.".to_owned(),
    })
}

/// Whether a text fits a pattern: `*` is any text, `#` one digit or more. In steps of text times pattern, whatever they are.
fn fits(text: &str, pattern: &str) -> bool {
    let pattern: Vec<char> = pattern.chars().collect();
    // Which parts of the pattern may be next; `inside` says that a `#` has taken a digit already.
    let mut next = vec![false; pattern.len() + 1];
    let mut inside = vec![false; pattern.len() + 1];
    let skip = |next: &mut Vec<bool>| {
        for at in 0..pattern.len() {
            if next[at] && pattern[at] == '*' {
                next[at + 1] = true;
            }
        }
    };
    next[0] = true;
    skip(&mut next);
    for c in text.chars() {
        let mut after = vec![false; pattern.len() + 1];
        let mut digits = vec![false; pattern.len() + 1];
        for (at, part) in pattern.iter().enumerate() {
            match part {
                '*' if next[at] => after[at] = true,
                '#' if (next[at] || inside[at]) && c.is_ascii_digit() => {
                    digits[at] = true;
                    after[at + 1] = true;
                }
                part if next[at] && *part == c && !matches!(c, '*' | '#') => after[at + 1] = true,
                _ => {}
            }
        }
        (next, inside) = (after, digits);
        skip(&mut next);
    }
    next[pattern.len()]
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn tickets_fit_patterns() {
        for (text, pattern, expected) in [
            ("CHG123", "CHG#", true),
            ("CHG", "CHG#", false),
            ("CHG12x", "CHG#", false),
            ("CHG12x", "CHG#*", true),
            ("ORD-7", "*-#", true),
            ("ORD7", "*-#", false),
            ("", "", true),
            ("12", "##", true),
        ] {
            assert_eq!(fits(text, pattern), expected, "{text} {pattern}");
        }
    }
}
