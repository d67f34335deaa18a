//! Who may approve.

use mendix_deploy_model::{ErrorCode, landscapes::ApprovalPolicy, plans::Approval};
use mendix_deploy_offline::plan::check_approvals;

use super::support::*;

const NOW: &str = "2026-03-01T12:00:00Z";

fn by(plan_id: &str, name: &str) -> Approval {
    Approval {
        plan_id: plan_id.to_owned(),
        by: name.to_owned(),
        at: Some(instant("2026-03-01T11:00:00Z")),
        expires_at: Some(instant("2026-03-01T13:00:00Z")),
        comment: None,
    }
}

#[test]
fn only_distinct_other_people_in_time_for_this_plan_count() {
    let mut wanted = production();
    wanted.approvals = Some(ApprovalPolicy {
        required: 2,
        valid_seconds: None,
    });
    let plan = make(&wanted, &promote(), &promotion());
    let id = plan.id.as_str();
    let check = |approvals: &[Approval]| check_approvals(&plan, approvals, "ci", instant(NOW));
    assert!(check(&[by(id, "ada"), by(id, "bob")]).is_ok());
    let refused = |approvals: &[Approval], why: &str| {
        let error = check(approvals).unwrap_err();
        assert_eq!(error.code(), ErrorCode::PlanUnapproved);
        assert!(error.message().contains(why), "{}", error.message());
    };
    refused(&[by(id, "ada")], "1 counts");
    refused(&[by(id, "ada"), by(id, " ADA ")], "approves twice");
    refused(&[by(id, "ada"), by(id, "CI")], "executes the plan");
    refused(&[by(id, "ada"), by("sha256:other", "bob")], "another plan");
    refused(&[by(id, "ada"), by(id, "  ")], "names nobody");
    let mut late = by(id, "bob");
    late.expires_at = Some(instant(NOW));
    refused(&[by(id, "ada"), late], "has expired");
    let mut early = by(id, "bob");
    early.at = Some(instant("2026-03-01T12:10:00Z"));
    refused(&[by(id, "ada"), early], "in the future");
    let mut old = by(id, "bob");
    old.at = Some(instant("2026-02-28T12:00:00Z"));
    old.expires_at = None;
    refused(&[by(id, "ada"), old], "too old");
}
