//! What stands against a change before its first step.

use mendix_deploy_model::{
    changes::{Change, PackageRef},
    findings::Severity,
    plans::PlanOptions,
    policies::PolicyOptions,
    time::Day,
};
use mendix_deploy_offline::{landscape::Landscape, plan::gate};

fn landscape(more: &str) -> Landscape {
    let text = format!(
        "version: 1
apps:
  orders:
    preset: twoEnvironments
    target: {{kind: mendixCloud, appId: orders}}
    environments:
      production:
        scheduledEvents: none
{more}"
    );
    Landscape::parse(&text, Some("mendix-deploy.yaml")).unwrap()
}

fn deploy() -> Change {
    Change::Deploy {
        package: PackageRef::FilePackage {
            path: "orders.mda".to_owned(),
        },
    }
}

fn ids(more: &str, change: &Change, options: &PlanOptions) -> Vec<String> {
    let day: Day = "2026-11-24".parse().unwrap();
    let environment = landscape(more).environment("orders/production").unwrap();
    let findings = gate(&environment, None, change, options, Some(day)).unwrap();
    findings.into_iter().map(|finding| finding.id).collect()
}

#[test]
fn a_ticket_is_demanded_and_has_to_look_like_one() {
    let demands = "        changeTicket: {required: true, pattern: 'CHG#'}\n";
    let none = PlanOptions::default();
    assert!(ids("", &deploy(), &none).is_empty());
    assert_eq!(ids(demands, &deploy(), &none), ["plan.change_ticket"]);
    let wrong = PlanOptions::default().change_ticket("later");
    assert_eq!(ids(demands, &deploy(), &wrong), ["plan.change_ticket"]);
    let right = PlanOptions::default().change_ticket("CHG0042");
    assert!(ids(demands, &deploy(), &right).is_empty());
}

#[test]
fn the_policy_is_evaluated_when_options_or_landscape_ask_for_it() {
    let events = |ids: Vec<String>| ids.iter().any(|id| id == "MX-SCH-004");
    assert!(!events(ids("", &deploy(), &PlanOptions::default())));
    let asked = PlanOptions::default().policy(PolicyOptions::default());
    assert!(events(ids("", &deploy(), &asked)));
    let written = "        policies: {severities: {MX-SCH-004: error}}\n";
    let environment = landscape(written).environment("orders/production").unwrap();
    let findings = gate(&environment, None, &deploy(), &PlanOptions::default(), None).unwrap();
    let finding = findings
        .iter()
        .find(|finding| finding.id == "MX-SCH-004")
        .unwrap();
    assert_eq!(finding.severity, Severity::Error);
    // The day is the caller's when the options name none.
    let exempt = "        policies: {severities: {MX-SCH-004: error}}\n        exemptions: [{rule: MX-SCH-004, reason: agreed, expires: 2026-12-31}]\n";
    assert!(!events(ids(exempt, &deploy(), &PlanOptions::default())));
}

#[test]
fn where_a_promotion_comes_from_is_known() {
    let options = PlanOptions::default().policy(PolicyOptions::default());
    let promote = |source: &str| Change::Promote {
        source: source.parse().unwrap(),
    };
    let skipped = |change: &Change| {
        ids("", change, &options)
            .iter()
            .any(|id| id == "MX-CLD-006")
    };
    assert!(!skipped(&promote("orders/acceptance")));
    // From production itself: it did not run in acceptance.
    assert!(skipped(&promote("orders/production")));
}

#[test]
fn nothing_holds_up_a_way_back() {
    let demands = "        changeTicket: {required: true}\n        policies: {severities: {MX-SCH-004: error}}\n";
    let back = Change::BackUp {
        comment: None,
        download_to: None,
        content: None,
    };
    assert!(ids(demands, &back, &PlanOptions::default()).is_empty());
}
