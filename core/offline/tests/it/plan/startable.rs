//! The gate in front of a run.

use mendix_deploy_model::{
    ErrorCode, Result,
    cloud::EnvironmentStatus,
    error::ErrorDetail,
    findings::{Finding, Severity},
    landscapes::{ApprovalPolicy, FreezeWindow},
    plans::{Facts, FactsSource, Plan, PlanOptions},
};
use mendix_deploy_offline::plan::{changed, check_startable, plan};

use super::support::*;

fn start(plan: &Plan, now: &Facts) -> Result<()> {
    check_startable(plan, now, &[], "ci", instant("2026-03-01T12:00:00Z"))
}

#[test]
fn a_plan_starts_on_unchanged_facts() {
    let plan = make(&production(), &promote(), &promotion());
    let mut now = promotion();
    now.observed_at = Some(instant("2026-03-01T11:00:00Z"));
    start(&plan, &now).unwrap();
}

#[test]
fn changed_facts_are_named() {
    let plan = make(&production(), &promote(), &promotion());
    let mut now = promotion();
    now.environment.status = EnvironmentStatus::Stopped;
    now.environment.settings_digest = "sha256:edited".to_owned();
    now.source_environment
        .as_mut()
        .unwrap()
        .constants
        .push(constant(
            "Shop.New",
            mendix_deploy_model::plans::ConstantState::Set,
        ));
    let error = start(&plan, &now).unwrap_err();
    assert_eq!(error.code(), ErrorCode::PlanStale);
    let Some(ErrorDetail::StaleFacts { changed }) = error.detail() else {
        panic!()
    };
    let names: Vec<&str> = changed.iter().map(|c| c.fact.as_str()).collect();
    assert_eq!(
        names,
        [
            "environment.settingsDigest",
            "environment.status",
            "sourceEnvironment.constants[Shop.New].name",
            "sourceEnvironment.constants[Shop.New].restartPending",
            "sourceEnvironment.constants[Shop.New].state",
        ]
    );
}

#[test]
fn knowledge_that_one_side_lacks_is_no_change_but_a_contradiction_is() {
    let mut planned = promotion();
    planned.environment.constants[0].as_wanted = Some(true);
    let mut now = planned.clone();
    now.environment.constants[0].as_wanted = None;
    now.permissions = None;
    assert_eq!(changed(&planned, &now).unwrap(), []);
    now.environment.constants[0].as_wanted = Some(false);
    assert_eq!(changed(&planned, &now).unwrap().len(), 1);
}

#[test]
fn a_package_that_was_finished_meanwhile_is_what_the_plan_waits_for() {
    use mendix_deploy_model::cloud::PackageStatus;
    let mut planned = promotion();
    planned.stored.as_mut().unwrap().status = Some(PackageStatus::Building);
    assert_eq!(changed(&planned, &promotion()).unwrap(), []);
    let mut failed = promotion();
    failed.stored.as_mut().unwrap().status = Some(PackageStatus::Failed);
    assert_eq!(changed(&promotion(), &failed).unwrap().len(), 1);
}

#[test]
fn facts_from_somewhere_else_start_nothing() {
    let plan = make(&production(), &promote(), &promotion());
    let mut now = promotion();
    now.source = FactsSource::Recorded;
    assert_eq!(
        start(&plan, &now).unwrap_err().code(),
        ErrorCode::InputInvalid
    );
}

#[test]
fn a_finding_of_severity_error_blocks_with_every_reason() {
    let finding = |id: &str, severity| Finding {
        id: id.to_owned(),
        severity,
        address: None,
        subject: None,
        path: None,
        location: None,
        message: format!("about {id}"),
        remedy: String::new(),
    };
    let findings = [
        finding("constant.missing", Severity::Error),
        finding("constant.local", Severity::Warning),
        finding("constant.type", Severity::Error),
    ];
    let plan = plan(
        &production(),
        &promote(),
        &promotion(),
        &findings,
        &PlanOptions::default(),
    )
    .unwrap();
    let error = start(&plan, &promotion()).unwrap_err();
    assert_eq!(error.code(), ErrorCode::PlanBlocked);
    let Some(ErrorDetail::Findings { findings }) = error.detail() else {
        panic!()
    };
    assert_eq!(findings.len(), 2);
}

#[test]
fn an_edited_plan_does_not_start() {
    let mut plan = make(&production(), &promote(), &promotion());
    plan.approvals_required = 0;
    plan.steps.pop();
    assert_eq!(
        start(&plan, &promotion()).unwrap_err().code(),
        ErrorCode::PlanAltered
    );
}

#[test]
fn an_unapproved_plan_does_not_start() {
    let mut wanted = production();
    wanted.approvals = Some(ApprovalPolicy {
        required: 1,
        valid_seconds: None,
    });
    let plan = make(&wanted, &promote(), &promotion());
    assert_eq!(
        start(&plan, &promotion()).unwrap_err().code(),
        ErrorCode::PlanUnapproved
    );
}

#[test]
fn a_freeze_holds_up_releases_and_no_way_back() {
    let mut wanted = production();
    wanted.freeze = vec![FreezeWindow {
        from_time: None,
        until_time: None,
        zone: None,
        first: "2026-02-27".parse().unwrap(),
        last: "2026-03-01".parse().unwrap(),
        reason: "end of quarter".to_owned(),
    }];
    let plan = make(&wanted, &promote(), &promotion());
    let at = |text: &str| check_startable(&plan, &promotion(), &[], "ci", instant(text));
    let error = at("2026-03-01T23:59:59Z").unwrap_err();
    assert_eq!(error.code(), ErrorCode::PlanFrozen);
    assert!(error.message().contains("end of quarter"));
    at("2026-03-02T00:00:00Z").unwrap();
    at("2026-02-26T23:59:59Z").unwrap();
    let back = make(
        &wanted,
        &undo(&["dataSinceSnapshot"]),
        &after_release(release()),
    );
    assert!(back.freeze.is_empty());
}
