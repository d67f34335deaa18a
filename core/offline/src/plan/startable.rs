//! The gate in front of every run.

use mendix_deploy_model::{
    Error, ErrorCode, Result,
    error::ErrorDetail,
    findings::Severity,
    plans::{Approval, Facts, FactsSource, Plan},
    time::Timestamp,
};

use crate::landscape;

use super::{changed, check_approvals, verify_id};

/// Checks that a plan may start now: nobody edited it, nothing forbids it, the facts are still those it was made from, and
/// enough people approve.
///
/// # Errors
///
/// In this order: `plan.altered`; `plan.blocked` with every finding of severity `error`;
/// `plan.frozen` while a freeze is in force; `input.invalid` when `now` was not
/// observed; `plan.stale` with every fact that changed; `plan.unapproved`.
pub fn check_startable(
    plan: &Plan,
    now: &Facts,
    approvals: &[Approval],
    executing_actor: &str,
    as_of: Timestamp,
) -> Result<()> {
    verify_id(plan)?;
    let errors: Vec<_> = plan
        .findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .cloned()
        .collect();
    if !errors.is_empty() {
        let reasons: Vec<&str> = errors.iter().map(|f| f.message.as_str()).collect();
        return Err(Error::new(
            ErrorCode::PlanBlocked,
            format!(
                "the plan for {} must not start: {}",
                plan.address,
                reasons.join("; ")
            ),
        )
        .with_context("environment", &plan.address)
        .with_detail(ErrorDetail::Findings { findings: errors }));
    }
    if let Some(window) = plan
        .freeze
        .iter()
        .find(|window| landscape::is_frozen(window, as_of))
    {
        return Err(Error::new(
            ErrorCode::PlanFrozen,
            format!(
                "{} is frozen from {} to {}: {}",
                plan.address,
                landscape::shown_begin(window),
                landscape::shown_end(window),
                window.reason
            ),
        )
        .with_context("environment", &plan.address));
    }
    if now.source != FactsSource::Observed {
        return Err(Error::new(
            ErrorCode::InputInvalid,
            format!(
                "the facts about {} were not observed just now",
                plan.address
            ),
        ));
    }
    let changed = changed(&plan.facts, now)?;
    if !changed.is_empty() {
        let names: Vec<&str> = changed.iter().map(|c| c.fact.as_str()).collect();
        return Err(Error::new(
            ErrorCode::PlanStale,
            format!(
                "{} is no longer what the plan was made from: {}",
                plan.address,
                names.join(", ")
            ),
        )
        .with_context("environment", &plan.address)
        .with_detail(ErrorDetail::StaleFacts { changed }));
    }
    check_approvals(plan, approvals, executing_actor, as_of)
}
