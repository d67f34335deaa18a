//! Policy: rules, placement, practices, and functions of the caller as rules.

use mendix_deploy_model::{
    findings::Report,
    policies::{CustomRuleResult, PlacementOptions, PolicyFacts, PolicyOptions, RuleStatus},
};
use mendix_deploy_offline::checks::policy;
use pyo3::{exceptions::PyTypeError, prelude::*, types::PyDict};

use crate::{
    codec::{from_python, to_python},
    error::raise,
};

/// Every rule of the library, as data.
#[pyfunction]
pub(crate) fn policy_rules(py: Python<'_>) -> PyResult<Py<PyAny>> {
    to_python(py, &policy::policy_rules()).map(Bound::unbind)
}

/// Where an app should run, and why.
#[pyfunction]
#[pyo3(signature = (**options))]
pub(crate) fn placement(
    py: Python<'_>,
    options: Option<&Bound<'_, PyDict>>,
) -> PyResult<Py<PyAny>> {
    let options: PlacementOptions = options.map_or_else(
        || Ok(PlacementOptions::default()),
        |o| from_python("options", o),
    )?;
    to_python(py, &policy::placement(&options)).map(Bound::unbind)
}

/// Practices for secrets, and whether a report shows that they are followed.
#[pyfunction]
#[pyo3(signature = (report=None))]
pub(crate) fn secrets_practices(
    py: Python<'_>,
    report: Option<&Bound<'_, PyAny>>,
) -> PyResult<Py<PyAny>> {
    let report: Option<Report> = report
        .map(|report| from_python("report", report))
        .transpose()?;
    to_python(py, &policy::secrets_practices(report.as_ref())).map(Bound::unbind)
}

/// Holds facts against the policy, without a landscape.
#[pyfunction]
#[pyo3(signature = (facts, *, rules=None, **options))]
pub(crate) fn policy_of_facts(
    py: Python<'_>,
    facts: &Bound<'_, PyAny>,
    rules: Option<&Bound<'_, PyDict>>,
    options: Option<&Bound<'_, PyDict>>,
) -> PyResult<Py<PyAny>> {
    let facts: PolicyFacts = from_python("facts", facts)?;
    let options = with_functions(py, rules, policy_options(options)?, |_| Ok(facts.clone()))?;
    let report = py
        .detach(|| policy::policy_of_facts(&facts, &options))
        .map_err(raise)?;
    to_python(py, &report).map(Bound::unbind)
}

pub(super) fn policy_options(options: Option<&Bound<'_, PyDict>>) -> PyResult<PolicyOptions> {
    options.map_or_else(
        || Ok(PolicyOptions::default()),
        |options| from_python("options", options),
    )
}

/// Calls each function with address and facts of each environment, and adds what they found to the options.
///
/// A function returns `None` when the rule holds, a text when it does not, or a status of its own.
pub(super) fn with_functions(
    py: Python<'_>,
    rules: Option<&Bound<'_, PyDict>>,
    mut options: PolicyOptions,
    facts: impl FnOnce(&PolicyOptions) -> PyResult<PolicyFacts>,
) -> PyResult<PolicyOptions> {
    let Some(rules) = rules else {
        return Ok(options);
    };
    let facts = facts(&options)?;
    for (app, own) in &facts.apps {
        for (name, environment) in &own.environments {
            let address = format!("{app}/{name}");
            let environment = to_python(py, environment)?;
            for (id, function) in rules.iter() {
                let id: String = id.extract()?;
                let answer = function.call1((address.as_str(), &environment))?;
                let (status, message) = answered(&id, &answer)?;
                options.custom_results.push(CustomRuleResult {
                    id,
                    severity: None,
                    address: address.clone(),
                    status,
                    message,
                    remedy: None,
                });
            }
        }
    }
    Ok(options)
}

fn answered(id: &str, answer: &Bound<'_, PyAny>) -> PyResult<(RuleStatus, Option<String>)> {
    if answer.is_none() {
        return Ok((RuleStatus::Passed, None));
    }
    // A status is a text as well, of a type of its own.
    if answer.get_type().name()? == "RuleStatus" {
        return Ok((from_python("status", answer)?, None));
    }
    let text: Result<String, _> = answer.extract();
    text.map(|text| (RuleStatus::Failed, Some(text)))
        .map_err(|_| {
            PyTypeError::new_err(format!(
                "the rule {id} returned neither None, a text nor a RuleStatus"
            ))
        })
}
