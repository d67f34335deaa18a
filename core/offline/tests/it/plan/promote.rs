//! Promoting the very bytes that another environment runs.

use mendix_deploy_model::{
    ErrorCode,
    cloud::{EnvironmentStatus, EventState, PackageId},
    findings::Severity,
    plans::{ConstantState, OnFailure, PlanOptions, StepAction},
};
use mendix_deploy_offline::plan::plan;

use super::support::*;

#[test]
fn the_package_of_the_source_is_transported_itself() {
    let plan = make(&production(), &promote(), &promotion());
    assert_eq!(
        ids(&plan),
        [
            "await-package",
            "confirm",
            "savepoint",
            "stop",
            "snapshot",
            "transport",
            "start",
            "verify"
        ]
    );
    assert_eq!(
        plan.step("transport").unwrap().action,
        StepAction::TransportPackage {
            package_id: Some(PackageId::new(NEW))
        }
    );
    let StepAction::VerifyEnvironment { expect } = &plan.step("verify").unwrap().action else {
        panic!()
    };
    assert_eq!(expect.package_id, Some(PackageId::new(NEW)));
    assert_eq!(expect.model_version.as_deref(), Some("2.5.4.63"));
    assert_eq!(
        expect.public_url.as_deref(),
        Some("https://orders-production.example/")
    );
    assert!(!plan.is_blocked());
}

#[test]
fn a_source_that_does_not_run_what_it_has_blocks() {
    let mut facts = promotion();
    facts.source_environment.as_mut().unwrap().status = EnvironmentStatus::Stopped;
    let plan = make(&production(), &promote(), &facts);
    assert!(plan.is_blocked());
    assert!(finding_ids(&plan).contains(&"promote.source_not_running"));
    let mut facts = promotion();
    facts.source_environment.as_mut().unwrap().model_version = Some("2.5.3.60".to_owned());
    let plan = make(&production(), &promote(), &facts);
    assert!(plan.is_blocked());
    assert!(finding_ids(&plan).contains(&"promote.source_not_started"));
}

#[test]
fn settings_of_the_source_are_reported_and_never_copied() {
    let mut facts = promotion();
    let source = facts.source_environment.as_mut().unwrap();
    source.constants = vec![
        constant("Mail.Host", ConstantState::Set),
        constant("Shop.Default", ConstantState::Default),
        constant("Shop.Missing", ConstantState::Set),
        constant("Shop.New", ConstantState::Set),
        constant("Shop.Wanted", ConstantState::Set),
    ];
    source.scheduled_events = vec![event("Shop.Nightly", EventState::Enabled)];
    facts.environment.constants = vec![
        constant("Mail.Host", ConstantState::Default),
        constant("Shop.Missing", ConstantState::Missing),
    ];
    let mut wanted = production();
    wanted.constants = vec![literal("Shop.Wanted", "x"), literal("Shop.Gone", "y")];
    let plan = make(&wanted, &promote(), &facts);
    let found: Vec<(&str, Option<&str>, Severity)> = plan
        .findings
        .iter()
        .filter(|f| f.id.starts_with("promote."))
        .map(|f| (f.id.as_str(), f.subject.as_deref(), f.severity))
        .collect();
    assert_eq!(
        found,
        [
            (
                "promote.constant_missing",
                Some("Shop.Missing"),
                Severity::Error
            ),
            (
                "promote.constant_default",
                Some("Mail.Host"),
                Severity::Warning
            ),
            ("promote.constant_new", Some("Shop.New"), Severity::Warning),
            ("promote.event_new", Some("Shop.Nightly"), Severity::Info),
        ]
    );
    // Shop.Wanted is new with the package; Shop.Gone is in no package and is never sent.
    assert_eq!(
        plan.step("new-settings").unwrap().action,
        StepAction::WriteSettings {
            constants: vec![literal("Shop.Wanted", "x")],
            scheduled_events: Vec::new()
        }
    );
    assert!(plan.step("settings").is_none());
}

#[test]
fn the_replaced_package_is_kept_when_the_list_does_not_have_it() {
    let mut facts = promotion();
    facts.previous = None;
    let plan = make(&production(), &promote(), &facts);
    assert!(matches!(
        plan.step("savepoint").unwrap().action,
        StepAction::RecordSavepoint {
            keep_bytes: true,
            ..
        }
    ));
    let kept: Vec<bool> = plan
        .way_back
        .stages
        .iter()
        .map(|stage| kinds(&stage.steps).contains(&"restorePackage"))
        .collect();
    assert_eq!(kept, [false, false, true, true, true]);
    let options = PlanOptions::default().keep_previous_package(false);
    let made = plan_with(&facts, &options);
    assert!(
        made.findings
            .iter()
            .any(|f| f.id == "way_back.package_not_listed" && f.severity == Severity::Warning)
    );
}

fn plan_with(
    facts: &mendix_deploy_model::plans::Facts,
    options: &PlanOptions,
) -> mendix_deploy_model::plans::Plan {
    plan(&production(), &promote(), facts, &[], options).unwrap()
}

#[test]
fn facts_and_change_must_belong_together() {
    let mut facts = promotion();
    facts.source_environment = None;
    assert_eq!(
        refuse(&production(), &promote(), &facts).code(),
        ErrorCode::InputInvalid
    );
    for source in ["orders/production", "billing/acceptance", "orders/test"] {
        let change = mendix_deploy_model::changes::Change::Promote {
            source: address(source),
        };
        assert_eq!(
            refuse(&production(), &change, &promotion()).code(),
            ErrorCode::InputInvalid,
            "{source}"
        );
    }
    let mut wanted = production();
    wanted.address = address("orders/test");
    assert_eq!(
        refuse(&wanted, &promote(), &promotion()).code(),
        ErrorCode::InputInvalid
    );
}

#[test]
fn a_mistyped_loss_is_refused() {
    let options = PlanOptions::default().on_failure(OnFailure::RollBack {
        accept_loss: vec!["dataSinceSnapsot".to_owned()],
    });
    let error = plan(&production(), &promote(), &promotion(), &[], &options).unwrap_err();
    assert_eq!(error.code(), ErrorCode::InputInvalid);
    assert!(error.remedy().contains("dataSinceSnapshot"));
}
