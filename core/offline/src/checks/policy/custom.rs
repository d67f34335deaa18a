//! Rules of the team's own: written down, or evaluated by a function of the caller.

use std::collections::{BTreeMap, BTreeSet};

use mendix_deploy_model::{
    Error, ErrorCode, Result,
    findings::Severity,
    policies::{CustomRule, CustomRuleResult, PolicyOperator, PolicyOptions, RuleStatus},
};
use serde_json::Value;

use super::{evaluate::applies, rule::Stop, view::EnvironmentView};

/// A rule of the team's own.
pub(super) enum Custom<'a> {
    Written(&'a CustomRule),
    Evaluated {
        id: &'a str,
        severity: Severity,
        results: BTreeMap<&'a str, &'a CustomRuleResult>,
    },
}

/// Rules and results of the options, once they are known to be well-formed.
pub(super) fn read(options: &PolicyOptions) -> Result<Vec<Custom<'_>>> {
    let mut ids = BTreeSet::new();
    let mut customs = Vec::new();
    for rule in &options.custom_rules {
        own_id(&rule.id)?;
        if !ids.insert(rule.id.as_str()) {
            return Err(invalid(&rule.id, "two rules have this id"));
        }
        well_formed(rule)?;
        customs.push(Custom::Written(rule));
    }
    let mut evaluated: BTreeMap<&str, BTreeMap<&str, &CustomRuleResult>> = BTreeMap::new();
    for result in &options.custom_results {
        own_id(&result.id)?;
        if ids.contains(result.id.as_str()) {
            return Err(invalid(&result.id, "two rules have this id"));
        }
        let address = result.address.as_str();
        if evaluated
            .entry(&result.id)
            .or_default()
            .insert(address, result)
            .is_some()
        {
            let why = format!("it has two results for {address}");
            return Err(invalid(&result.id, &why));
        }
    }
    for (id, results) in evaluated {
        let severity = results
            .values()
            .map(|result| result.severity.unwrap_or(Severity::Error))
            .max()
            .unwrap_or(Severity::Error);
        customs.push(Custom::Evaluated {
            id,
            severity,
            results,
        });
    }
    Ok(customs)
}

fn own_id(id: &str) -> Result<()> {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    if id.is_empty() || id.len() > 100 || !id.chars().all(plain) {
        return Err(invalid(
            id,
            "an id has letters, digits, `-`, `_` and `.`, and at most 100 of them",
        ));
    }
    if id.to_ascii_uppercase().starts_with("MX-") {
        return Err(invalid(id, "ids that begin with `MX-` are the library's"));
    }
    Ok(())
}

fn well_formed(rule: &CustomRule) -> Result<()> {
    use PolicyOperator as O;
    if !rule.path.starts_with('/') {
        return Err(invalid(
            &rule.id,
            "its path is no JSON pointer: write `/database/tls`",
        ));
    }
    let right = match rule.operator {
        O::Present | O::Absent => rule.values.is_empty(),
        O::OneOf | O::NoneOf => !rule.values.is_empty(),
        O::AtLeast | O::AtMost => {
            matches!(rule.values.as_slice(), [value] if number(value).is_some())
        }
        _ => rule.values.len() == 1,
    };
    if !right {
        let wanted = match rule.operator {
            O::Present | O::Absent => "no value",
            O::OneOf | O::NoneOf => "at least one value",
            O::AtLeast | O::AtMost => "one number",
            _ => "one value",
        };
        let why = format!("`{}` takes {wanted}", rule.operator);
        return Err(invalid(&rule.id, &why));
    }
    if rule.message.trim().is_empty() {
        return Err(invalid(&rule.id, "it has no message"));
    }
    Ok(())
}

fn invalid(id: &str, why: &str) -> Error {
    let id: String = id.chars().take(100).collect();
    Error::new(
        ErrorCode::InputInvalid,
        format!("the rule `{id}` is not usable: {why}"),
    )
    .with_context("rule", id)
}

impl Custom<'_> {
    pub(super) fn id(&self) -> &str {
        match self {
            Self::Written(rule) => &rule.id,
            Self::Evaluated { id, .. } => id,
        }
    }

    pub(super) fn severity(&self) -> Severity {
        match self {
            Self::Written(rule) => rule.severity.unwrap_or(Severity::Error),
            Self::Evaluated { severity, .. } => *severity,
        }
    }

    pub(super) fn remedy(&self, environment: &EnvironmentView<'_>) -> &str {
        match self {
            Self::Written(rule) => &rule.remedy,
            Self::Evaluated { results, .. } => results
                .get(environment.address().as_str())
                .and_then(|result| result.remedy.as_deref())
                .unwrap_or(""),
        }
    }

    /// What came of it, with the message; `None` when a function did not look at this environment.
    pub(super) fn judge(&self, environment: &EnvironmentView<'_>) -> Option<(RuleStatus, String)> {
        match self {
            Self::Written(rule) => Some(written(rule, environment)),
            Self::Evaluated { results, .. } => {
                let result = results.get(environment.address().as_str())?;
                let said = result.message.clone();
                let message = match result.status {
                    RuleStatus::NotEvaluated => said.unwrap_or_else(|| "its function".to_owned()),
                    _ => said.unwrap_or_else(|| "does not hold".to_owned()),
                };
                Some((result.status, message))
            }
        }
    }
}

fn written(rule: &CustomRule, environment: &EnvironmentView<'_>) -> (RuleStatus, String) {
    use PolicyOperator as O;
    match applies(&rule.targets, &rule.tiers, environment.facts) {
        Err(Stop::NotApplicable) => return (RuleStatus::NotApplicable, String::new()),
        Err(Stop::Waits(fact)) => return (RuleStatus::NotEvaluated, fact.to_owned()),
        Ok(()) => {}
    }
    // Facts are plain data: nothing in them can fail to be written.
    let facts = serde_json::to_value(environment.facts).unwrap_or_default();
    let fact = facts.pointer(&rule.path).filter(|fact| !fact.is_null());
    let complete = environment.facts.complete == Some(true);
    let holds = match (rule.operator, fact) {
        (O::Present, fact) => fact.is_some(),
        (O::Absent, fact) => fact.is_none(),
        (O::NoneOf, None) if complete => true,
        (_, None) if complete => false,
        (_, None) => return (RuleStatus::NotEvaluated, rule.path.clone()),
        (operator, Some(fact)) => compare(operator, fact, &rule.values),
    };
    if holds {
        (RuleStatus::Passed, String::new())
    } else {
        (RuleStatus::Failed, rule.message.clone())
    }
}

fn compare(operator: PolicyOperator, fact: &Value, values: &[String]) -> bool {
    use PolicyOperator as O;
    let text = plain(fact);
    let first = values.first().map_or("", String::as_str);
    let bound = |holds: fn(f64, f64) -> bool| {
        text.as_deref()
            .and_then(number)
            .zip(number(first))
            .is_some_and(|(fact, bound)| holds(fact, bound))
    };
    match operator {
        O::Present => true,
        O::Absent => false,
        O::Equals | O::OneOf => values.iter().any(|value| equal(text.as_deref(), value)),
        O::NoneOf => !values.iter().any(|value| equal(text.as_deref(), value)),
        O::AtLeast => bound(|fact, bound| fact >= bound),
        O::AtMost => bound(|fact, bound| fact <= bound),
        O::Contains => match fact {
            Value::Array(items) => items
                .iter()
                .any(|item| equal(plain(item).as_deref(), first)),
            _ => text.is_some_and(|text| text.contains(first)),
        },
        O::StartsWith => text.is_some_and(|text| text.starts_with(first)),
        O::EndsWith => text.is_some_and(|text| text.ends_with(first)),
    }
}

fn equal(fact: Option<&str>, value: &str) -> bool {
    fact.is_some_and(|fact| {
        fact == value
            || number(fact)
                .zip(number(value))
                .is_some_and(|(a, b)| (a - b).abs() < f64::EPSILON)
    })
}

fn plain(fact: &Value) -> Option<String> {
    match fact {
        Value::String(text) => Some(text.clone()),
        Value::Bool(_) | Value::Number(_) => Some(fact.to_string()),
        _ => None,
    }
}

fn number(text: &str) -> Option<f64> {
    text.parse::<f64>().ok().filter(|number| number.is_finite())
}
