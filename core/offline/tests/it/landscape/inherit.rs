//! Inheritance: the nearest value wins.

use mendix_deploy_model::{
    cloud::AppId,
    landscapes::{
        ConstantOrigin, ConstantValue, ScheduledEvents, SnapshotPolicy, TargetSpec, Tier,
    },
};
use mendix_deploy_offline::landscape::Landscape;

const TEXT: &str = "version: 1
defaults:
  constants:
    A.One: landscape
    A.Two: landscape
    A.Three: landscape
  scheduledEvents: none
  snapshot: beforeStop
  freeze: [{first: 2026-12-24, last: 2026-12-26, reason: holidays}]
  deadlines: {startSeconds: 100, stopSeconds: 100}
apps:
  orders:
    preset: threeEnvironments
    target: {kind: mendixCloud, appId: orders-sub}
    defaults:
      constants: {A.Two: app, A.Three: app}
    environments:
      production:
        target: {kind: mendixCloud, environment: Live}
        constants:
          A.Three: vault://secret/orders#three
          A.Four: {kind: emptyOnPurpose}
          A.Five: literal:vault://no-reference
        scheduledEvents: ALL
        approvals: 2
        freeze: [{first: 2027-01-01, last: 2027-01-01, reason: new year}]
        deadlines: {startSeconds: 900}
      sandbox: {target: docker}
";

#[test]
fn constants_merge_by_name_and_say_where_they_come_from() {
    let landscape = Landscape::parse(TEXT, Some("mendix-deploy.yaml")).unwrap();
    let production = landscape.environment("orders/production").unwrap();
    let constants: Vec<_> = production
        .constants()
        .iter()
        .map(|c| (c.name.as_str(), c.origin))
        .collect();
    assert_eq!(
        constants,
        [
            ("A.Five", ConstantOrigin::Environment),
            ("A.Four", ConstantOrigin::Environment),
            ("A.One", ConstantOrigin::Defaults),
            ("A.Three", ConstantOrigin::Environment),
            ("A.Two", ConstantOrigin::App),
        ]
    );
    let value = |name: &str| {
        &production
            .constants()
            .iter()
            .find(|c| c.name == name)
            .unwrap()
            .value
    };
    assert_eq!(
        *value("A.Three"),
        ConstantValue::SecretReference {
            reference: "vault://secret/orders#three".to_owned()
        }
    );
    assert_eq!(*value("A.Four"), ConstantValue::EmptyOnPurpose);
    assert_eq!(
        *value("A.Five"),
        ConstantValue::Literal {
            value: "vault://no-reference".to_owned(),
            acknowledged: true
        }
    );
    let three = production
        .constants()
        .iter()
        .find(|c| c.name == "A.Three")
        .unwrap();
    assert_eq!(
        three.path,
        "apps.orders.environments.production.constants[\"A.Three\"]"
    );
    assert_eq!(
        three.location.as_ref().map(|at| (at.line, at.column)),
        Some((21, 11))
    );
}

#[test]
fn everything_else_is_the_nearest_or_added_up() {
    let landscape = Landscape::parse(TEXT, None).unwrap();
    let production = landscape.environment("orders/production").unwrap();
    assert_eq!(production.tier(), Tier::Production);
    assert_eq!(production.scheduled_events(), Some(&ScheduledEvents::All));
    assert_eq!(
        production.approvals().map(|policy| policy.required),
        Some(2)
    );
    assert_eq!(production.snapshot(), Some(SnapshotPolicy::BeforeStop));
    assert_eq!(production.freeze().len(), 2);
    let deadlines = production.deadlines().unwrap();
    assert_eq!(
        (deadlines.start_seconds, deadlines.stop_seconds),
        (Some(900), Some(100))
    );
    assert_eq!(
        *production.target(),
        TargetSpec::MendixCloud {
            app_id: Some(AppId::from("orders-sub")),
            project_id: None,
            environment: Some("Live".to_owned()),
        }
    );
    let test = landscape.environment("orders/test").unwrap();
    assert_eq!(test.scheduled_events(), Some(&ScheduledEvents::None));
    assert_eq!(test.approvals(), None);
    let sandbox = landscape.environment("orders/sandbox").unwrap();
    assert!(matches!(sandbox.target(), TargetSpec::Docker { .. }));
}
