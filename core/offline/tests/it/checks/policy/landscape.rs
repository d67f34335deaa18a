//! A landscape held against the policy.

use mendix_deploy_model::{
    findings::Severity,
    policies::{PolicyAppFacts, PolicyEnvironmentFacts, PolicyFacts, PolicyOptions, ProjectFacts},
};
use mendix_deploy_offline::landscape::Landscape;

use super::{options, tally};

const TEXT: &str = "version: 1
apps:
  orders:
    target: {kind: docker, image: registry.example/orders, tag: latest}
    defaults:
      database: {engine: postgresql, version: '15', host: db.example, name: orders, user: orders}
      storage: {provider: local}
      scaling: {replicas: 2}
    environments:
      acceptance:
        exemptions:
          - {rule: MX-DOC-001, reason: the registry is being moved, expires: 2026-12-31}
      production:
        constants:
          Mail.Password: swordfish
        logging: {level: debug}
        policies: {severities: {MX-LOG-001: error}}
";

fn landscape() -> Landscape {
    Landscape::parse(TEXT, Some("mendix-deploy.yaml")).unwrap()
}

#[test]
fn what_a_landscape_says_is_judged_at_its_place() {
    let report = landscape().policy(options()).unwrap();
    let found = |id: &str| {
        report
            .findings
            .iter()
            .filter(|finding| finding.id == id)
            .map(|finding| finding.address.as_ref().unwrap().to_string())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        found("MX-DB-001"),
        ["orders/acceptance", "orders/production"]
    );
    assert_eq!(found("MX-DOC-001"), ["orders/production"]);
    assert_eq!(found("MX-TGT-005"), ["orders/production"]);
    assert_eq!(found("MX-CFG-006"), ["orders/production"]);
    assert_eq!(
        found("MX-STO-002"),
        ["orders/acceptance", "orders/production"]
    );
    let secret = report
        .findings
        .iter()
        .find(|finding| finding.id == "MX-CFG-006")
        .unwrap();
    assert_eq!(secret.location.as_ref().unwrap().line, 15);
    assert_eq!(secret.subject.as_deref(), Some("Mail.Password"));
    assert!(!format!("{report:?}").contains("swordfish"));
    // The landscape raises this rule from a warning.
    let log = report
        .findings
        .iter()
        .find(|finding| finding.id == "MX-LOG-001")
        .unwrap();
    assert_eq!(log.severity, Severity::Error);
    // The exemption counts and is told.
    assert_eq!(tally(&report, "MX-DOC-001").exempted, 1);
    assert!(
        report.skipped.iter().any(
            |line| line.contains("MX-DOC-001: exempted for orders/acceptance until 2026-12-31")
        )
    );
    // What no landscape holds is waited for.
    let pipelines = tally(&report, "MX-PIP-004");
    assert_eq!(
        (pipelines.not_evaluated, pipelines.waits_for.as_slice()),
        (1, &["pipelines".to_owned()][..])
    );
    assert_eq!(report.exit_code(), 1);
}

#[test]
fn every_rule_is_counted_for_every_environment_or_app() {
    let report = landscape().policy(options()).unwrap();
    assert_eq!(report.rules.len(), 195);
    for rule in &report.rules {
        let total =
            rule.passed + rule.failed + rule.not_evaluated + rule.not_applicable + rule.exempted;
        assert!([1, 2].contains(&total), "{rule:?}");
        assert_eq!(
            rule.not_evaluated > 0,
            !rule.waits_for.is_empty(),
            "{rule:?}"
        );
    }
}

#[test]
fn an_environment_is_told_what_concerns_it() {
    let landscape = landscape();
    let acceptance = landscape.environment("orders/acceptance").unwrap();
    let report = acceptance.policy(None, options()).unwrap();
    assert_eq!(report.subject, "policy of orders/acceptance");
    for finding in &report.findings {
        assert!(
            finding
                .address
                .as_ref()
                .is_none_or(|address| address.as_str() == "orders/acceptance"),
            "{finding:?}"
        );
    }
    assert!(
        report
            .findings
            .iter()
            .any(|finding| finding.id == "MX-DB-001"
                && finding.message.contains("orders/production"))
    );
    let app = landscape
        .app("orders")
        .unwrap()
        .policy(None, options())
        .unwrap();
    assert_eq!(app.findings, landscape.policy(options()).unwrap().findings);
}

#[test]
fn a_database_is_shared_between_apps_too() {
    let text = "version: 1
apps:
  a: {environments: {test: {target: docker, database: {url: 'postgres://a:x@db.example/common'}}}}
  b: {environments: {test: {target: docker, database: {engine: postgresql, host: DB.example, port: 5432, name: common}}}}
";
    let landscape = Landscape::parse(text, None).unwrap();
    let report = landscape.policy(options()).unwrap();
    assert_eq!(
        report
            .findings
            .iter()
            .filter(|finding| finding.id == "MX-DB-001")
            .count(),
        2
    );
    // Asked about one of them, the other is still seen.
    let report = landscape
        .environment("a/test")
        .unwrap()
        .policy(None, options())
        .unwrap();
    let shared: Vec<_> = report
        .findings
        .iter()
        .filter(|finding| finding.id == "MX-DB-001")
        .collect();
    assert_eq!(shared.len(), 1);
    assert!(shared[0].message.contains("b/test"));
}

#[test]
fn facts_beyond_the_landscape_are_added_and_win() {
    let mut environment = PolicyEnvironmentFacts::default();
    environment.health_path = Some("/healthcheck".to_owned());
    environment.database = Some(serde_json::from_str(r#"{"name": "orders_prod"}"#).unwrap());
    let mut app = PolicyAppFacts::default();
    app.project = Some(ProjectFacts::default().versioned_test_data(true));
    app.environments
        .insert("production".to_owned(), environment);
    let mut facts = PolicyFacts::default();
    facts.apps.insert("orders".to_owned(), app);
    let report = landscape().policy(options().facts(facts.clone())).unwrap();
    assert!(
        report
            .findings
            .iter()
            .any(|finding| finding.id == "MX-MON-004")
    );
    assert_eq!(tally(&report, "MX-DAT-004").passed, 1);
    // The host is the landscape's, the name is given: no shared database any more.
    assert!(
        !report
            .findings
            .iter()
            .any(|finding| finding.id == "MX-DB-001")
    );
    // What the landscape says of constraints is still there.
    assert_eq!(tally(&report, "MX-TGT-003").failed, 2);

    let environments = &mut facts.apps.get_mut("orders").unwrap().environments;
    let moved = environments.remove("production").unwrap();
    environments.insert("prodution".to_owned(), moved);
    let error = landscape()
        .policy(PolicyOptions::default().facts(facts))
        .unwrap_err();
    assert_eq!(error.code().as_str(), "input.invalid");
    assert!(
        error.message().contains("orders/prodution") && error.message().contains("production"),
        "{}",
        error.message()
    );
}
