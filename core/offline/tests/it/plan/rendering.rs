//! Plans and incident records as people see them.

use mendix_deploy_model::{
    Error, ErrorCode,
    landscapes::ApprovalPolicy,
    plans::{
        ConstantState, IncidentEvent, IncidentRecord, OnFailure, Plan, PlanOptions, StepAction,
    },
};
use mendix_deploy_offline::{
    plan::{RollbackCourse, plan, rollback_checklist},
    render::{Page, TextStyle, html, incident_page, markdown, plan_page, text},
};

use super::support::*;

/// A promotion with a bit of everything.
fn rich() -> Plan {
    let mut facts = promotion();
    facts
        .source_environment
        .as_mut()
        .unwrap()
        .constants
        .push(constant("Shop.Key", ConstantState::Set));
    facts.permissions = None;
    let mut wanted = production();
    wanted.approvals = Some(ApprovalPolicy {
        required: 2,
        valid_seconds: None,
    });
    wanted.constants = vec![
        literal("Mail.Host", "smtp.example"),
        secret("Shop.Key", "vault://kv/orders#key"),
    ];
    let options = PlanOptions::default().on_failure(OnFailure::RollBack {
        accept_loss: Vec::new(),
    });
    let mut plan = plan(&wanted, &promote(), &facts, &[], &options).unwrap();
    // The id depends on the library's version.
    plan.id = "sha256:0000".to_owned();
    plan
}

fn incident() -> IncidentRecord {
    let plan = rich();
    let stage = plan
        .way_back_from(mendix_deploy_model::plans::FailurePoint::StartFailed)
        .unwrap();
    let completed: Vec<String> = stage.steps.iter().map(|s| s.id.clone()).collect();
    let error = Error::new(
        ErrorCode::VerifyFailed,
        "orders/production answers 503 on /health",
    );
    let at = instant("2026-03-01T10:00:00Z");
    IncidentRecord {
        document: "incidentRecord".to_owned(),
        version: 1,
        written_by: "test".to_owned(),
        run: "run-1".to_owned(),
        plan_id: plan.id.clone(),
        address: address("orders/production"),
        summary: plan.summary.clone(),
        actor: "ci".to_owned(),
        started_at: at,
        ended_at: at.plus_seconds(1_500),
        outcome: "rolledBack".to_owned(),
        failed_step: Some("start".to_owned()),
        cause: Some(error.info().clone()),
        downtime_seconds: Some(1_200),
        losses: Vec::new(),
        checklist: rollback_checklist(&RollbackCourse {
            verdict: &plan.rollback,
            start_attempted: true,
            steps: &stage.steps,
            completed: &completed,
            notified: None,
        }),
        timeline: vec![IncidentEvent {
            at,
            step: Some("start".to_owned()),
            what: "The start failed.".to_owned(),
        }],
        follow_up: vec!["Find out why /health answers 503.".to_owned()],
    }
}

#[test]
fn a_plan_as_text() {
    insta::assert_snapshot!(text(&plan_page(&rich()), TextStyle::default()));
}

#[test]
fn a_plan_as_markdown() {
    insta::assert_snapshot!(markdown(&plan_page(&rich())));
}

#[test]
fn a_plan_as_html() {
    insta::assert_snapshot!(html(&plan_page(&rich())));
}

#[test]
fn a_plan_with_nothing_to_do() {
    let mut facts = promotion();
    facts.stored = Some(stored(OLD, "2.5.3.60"));
    facts.source_environment = Some(environment("acceptance", OLD, "2.5.3.60"));
    let mut plan = make(&production(), &promote(), &facts);
    plan.id = "sha256:0000".to_owned();
    insta::assert_snapshot!(text(&plan_page(&plan), TextStyle::default()));
}

#[test]
fn an_incident_as_markdown() {
    insta::assert_snapshot!(markdown(&incident_page(&incident())));
}

#[test]
fn a_console_without_box_characters_gets_none() {
    let style = TextStyle {
        unicode: false,
        ..TextStyle::default()
    };
    let page = text(&plan_page(&rich()), style);
    assert!(page.is_ascii(), "{page}");
    assert_eq!(
        page.lines().count(),
        text(&plan_page(&rich()), TextStyle::default())
            .lines()
            .count()
    );
}

#[test]
fn lines_keep_to_the_width() {
    for width in [60, 80, 140] {
        let style = TextStyle {
            width,
            unicode: true,
        };
        for line in text(&plan_page(&rich()), style).lines() {
            let long_word = line.split_whitespace().any(|w| w.chars().count() > 24);
            assert!(
                line.chars().count() <= width.max(70) || long_word,
                "{width}: {line}"
            );
        }
    }
}

#[test]
fn text_from_elsewhere_is_only_text() {
    let mut plan = rich();
    plan.summary =
        "<img src=x onerror=alert(1)> [click](http://evil) | \u{1b}[31mred\u{202e} @all".to_owned();
    plan.steps[0].ensures = "\u{1b}[2J| <script>".to_owned();
    let page: Page = plan_page(&plan);
    let shown = html(&page);
    assert!(!shown.contains("<img") && !shown.contains("<script"));
    let shown = markdown(&page);
    assert!(!shown.contains("[click]("), "{shown}");
    assert!(shown.contains("\\[click\\]"));
    for shown in [
        text(&page, TextStyle::default()),
        markdown(&page),
        html(&page),
    ] {
        assert!(!shown.contains('\u{1b}') && !shown.contains('\u{202e}'));
    }
}

#[test]
fn the_checklist_tells_done_from_left_and_failed() {
    let plan = rich();
    let stage = plan
        .way_back_from(mendix_deploy_model::plans::FailurePoint::StartFailed)
        .unwrap();
    let states = |start_attempted, completed: &[String], notified| {
        rollback_checklist(&RollbackCourse {
            verdict: &plan.rollback,
            start_attempted,
            steps: &stage.steps,
            completed,
            notified,
        })
        .iter()
        .map(|item| item.state.as_str())
        .collect::<Vec<_>>()
    };
    let all: Vec<String> = stage.steps.iter().map(|s| s.id.clone()).collect();
    assert_eq!(
        states(true, &all, Some(true)),
        ["open", "done", "done", "done", "done", "done", "done"]
    );
    assert_eq!(
        states(false, &all[..2], Some(false)),
        [
            "done", "failed", "failed", "failed", "failed", "failed", "done"
        ]
    );
    assert!(matches!(
        stage.steps[1].action,
        StepAction::TransportPackage { .. }
    ));
}
