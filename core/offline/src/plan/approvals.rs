//! Approvals: enough people, each once, none of them the one who executes, all for this very plan and still in force.

use mendix_deploy_model::{
    Error, ErrorCode, Result,
    plans::{Approval, Plan},
    time::Timestamp,
};

/// Clocks of two machines may differ by this much before an approval counts as given in the future.
const CLOCK_SKEW_SECONDS: i64 = 300;

/// Checks a plan's approvals at the instant `as_of`.
///
/// # Errors
///
/// `plan.unapproved` when fewer people than required approve; the message says why each of the others does not count.
pub fn check_approvals(
    plan: &Plan,
    approvals: &[Approval],
    executing_actor: &str,
    as_of: Timestamp,
) -> Result<()> {
    let valid = i64::from(plan.approval_valid_seconds);
    let executing = person(executing_actor);
    let mut counted: Vec<String> = Vec::new();
    let mut refused: Vec<String> = Vec::new();
    for approval in approvals {
        let by = person(&approval.by);
        let reason = if by.is_empty() {
            "an approval names nobody".to_owned()
        } else if approval.plan_id != plan.id {
            format!("{} approves another plan", approval.by)
        } else if by == executing {
            format!("{} executes the plan", approval.by)
        } else if approval.expires_at.is_some_and(|end| end <= as_of) {
            format!("the approval by {} has expired", approval.by)
        } else if approval
            .at
            .is_some_and(|at| at.plus_seconds(valid) <= as_of)
        {
            format!("the approval by {} is too old", approval.by)
        } else if approval
            .at
            .is_some_and(|at| at > as_of.plus_seconds(CLOCK_SKEW_SECONDS))
        {
            format!("the approval by {} is dated in the future", approval.by)
        } else if counted.contains(&by) {
            format!("{} approves twice", approval.by)
        } else {
            counted.push(by);
            continue;
        };
        refused.push(reason);
    }
    let required = usize::try_from(plan.approvals_required).unwrap_or(usize::MAX);
    if counted.len() >= required {
        return Ok(());
    }
    let mut message = format!(
        "{} demands {required} approval{}, none of them by the one who executes; {} count{}",
        plan.address,
        if required == 1 { "" } else { "s" },
        counted.len(),
        if counted.len() == 1 { "s" } else { "" },
    );
    if !refused.is_empty() {
        message.push_str(&format!(" ({})", refused.join("; ")));
    }
    if let Some(reason) = &plan.approval_reason {
        message.push_str(&format!(". {reason}"));
    }
    Err(Error::new(ErrorCode::PlanUnapproved, message)
        .with_context("environment", &plan.address)
        .with_context("plan", &plan.id))
}

/// Case and surrounding space do not make another person.
fn person(name: &str) -> String {
    name.trim().to_lowercase()
}
