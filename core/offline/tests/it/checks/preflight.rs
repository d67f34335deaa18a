//! Preflight: one case per finding, and what must not be found.

use mendix_deploy_model::{
    cloud::{ConstantSetting, Settings},
    findings::{Finding, Report, Severity},
    landscapes::PreflightOptions,
    packages::{
        Constant, ConstantType, PackageFormat, PackageInfo, ProjectFormat, ProjectSpec,
        ScheduledEvent,
    },
};
use std::fs;

use mendix_deploy_offline::{
    checks::preflight,
    landscape::Landscape,
    package::{Package, write::write_project},
};
use proptest::prelude::*;

fn package(constants: &[(&str, ConstantType, Option<&str>)]) -> PackageInfo {
    PackageInfo {
        file_name: "orders-2.5.4.mda".to_owned(),
        format: PackageFormat::Archive,
        project_id: "p".to_owned(),
        project_name: "Orders".to_owned(),
        model_version: Some("2.5.4".to_owned()),
        runtime_version: "10.24.15.93102".to_owned(),
        java_version: Some(21),
        description: String::new(),
        admin_user: None,
        constants: constants
            .iter()
            .map(|(name, constant_type, default)| Constant {
                name: (*name).to_owned(),
                constant_type: constant_type.clone(),
                default_value: default.map(str::to_owned),
                description: String::new(),
            })
            .collect(),
        scheduled_events: vec![ScheduledEvent {
            name: "Mail.SE_Retry".to_owned(),
            description: String::new(),
        }],
        user_roles: Vec::new(),
        request_handlers: Vec::new(),
        languages: Vec::new(),
        compressed_bytes: 1,
        uncompressed_bytes: 1,
        file_count: 1,
        unread_units: 0,
        snapshot_settings: None,
    }
}

/// A landscape with one environment, whose keys are given.
fn landscape(tier: &str, keys: &str) -> Landscape {
    let keys: String = keys
        .lines()
        .map(|line| format!("        {line}\n"))
        .collect();
    let text = format!(
        "version: 1\napps:\n  orders:\n    target: mendixCloud\n    environments:\n      {tier}:\n        tier: {tier}\n{keys}"
    );
    Landscape::parse(&text, Some("mendix-deploy.yaml")).unwrap()
}

fn check(
    tier: &str,
    keys: &str,
    constants: &[(&str, ConstantType, Option<&str>)],
    options: &PreflightOptions,
) -> Report {
    let environment = landscape(tier, keys).environments().remove(0);
    preflight::preflight(&environment, &package(constants), options)
}

fn ids(report: &Report) -> Vec<(&str, Severity)> {
    report
        .findings
        .iter()
        .map(|finding| (finding.id.as_str(), finding.severity))
        .collect()
}

fn only(report: &Report) -> &Finding {
    assert_eq!(report.findings.len(), 1, "{:#?}", report.findings);
    &report.findings[0]
}

use ConstantType::{Boolean, Integer, String as Text};

#[test]
fn a_missing_constant_is_an_error_at_the_environment() {
    let report = check(
        "test",
        "constants: {}",
        &[("M.A", Text, None)],
        &PreflightOptions::default(),
    );
    let finding = only(&report);
    assert_eq!(
        (finding.id.as_str(), finding.severity),
        ("constant.missing", Severity::Error)
    );
    assert_eq!(finding.location.as_ref().unwrap().line, 6);
    assert_eq!(report.exit_code(), 1);
    assert!(
        finding
            .remedy
            .contains("apps.orders.environments.test.constants"),
        "{}",
        finding.remedy
    );
}

#[test]
fn a_wrong_type_points_at_the_value_and_does_not_show_it() {
    let report = check(
        "test",
        "constants:\n  M.N: hunter2\n  M.B: \"True\"",
        &[("M.B", Boolean, Some("false")), ("M.N", Integer, Some("1"))],
        &PreflightOptions::default(),
    );
    assert_eq!(ids(&report), [("constant.wrong_type", Severity::Error); 2]);
    let number = report
        .findings
        .iter()
        .find(|f| f.subject.as_deref() == Some("M.N"))
        .unwrap();
    assert_eq!(number.location.as_ref().map(|at| at.line), Some(9));
    assert_eq!(
        number.path.as_deref(),
        Some("apps.orders.environments.test.constants[\"M.N\"]")
    );
    assert!(!format!("{report:?}").contains("hunter2"));
}

#[test]
fn an_empty_value_is_a_warning_unless_it_is_meant() {
    let model = [
        ("M.A", Text, Some("x")),
        ("M.B", Text, Some("")),
        ("M.C", Text, Some("x")),
    ];
    let report = check(
        "test",
        "constants:\n  M.A: \"\"\n  M.C: {kind: emptyOnPurpose}",
        &model,
        &PreflightOptions::default(),
    );
    assert_eq!(ids(&report), [("constant.empty", Severity::Warning); 2]);
    assert!(report.is_ok());
    let report = check(
        "test",
        "constants:\n  M.N: {kind: emptyOnPurpose}",
        &[("M.N", Integer, Some("1"))],
        &PreflightOptions::default(),
    );
    assert_eq!(only(&report).id, "constant.wrong_type");
}

#[test]
fn unknown_constants_are_explained() {
    let model = [
        ("Mod.ApiHost", Text, Some("h")),
        ("Mod.Caf\u{e9}", Text, Some("h")),
        ("A_B.C", Text, Some("h")),
    ];
    for (wrong, said, right) in [
        ("Mod.APIHOST", "case", "Mod.ApiHost"),
        ("Mod.ApiHots", "Did you mean", "Mod.ApiHost"),
        ("MXRUNTIME_Mod.ApiHost", "runtime setting", "Mod.ApiHost"),
        ("MX_Mod.ApiHost", "variable", "Mod.ApiHost"),
        ("A.B_C", "variable", "A_B.C"),
        ("Mod.Cafe\u{301}", "Unicode", "Mod.Caf\u{e9}"),
        ("Other.Thing", "has no constant", "Correct the name"),
    ] {
        let report = check(
            "test",
            &format!("constants:\n  {wrong}: x"),
            &model,
            &PreflightOptions::default(),
        );
        let finding = only(&report);
        assert_eq!(
            (finding.id.as_str(), finding.severity),
            ("constant.unknown", Severity::Error),
            "{wrong}"
        );
        assert!(
            finding.message.contains(said),
            "{wrong}: {}",
            finding.message
        );
        assert!(
            finding.remedy.contains(right),
            "{wrong}: {}",
            finding.remedy
        );
    }
}

#[test]
fn what_all_apps_inherit_need_not_exist_in_each() {
    let text =
        "version: 1\ndefaults: {constants: {M.X: y}}\napps: {orders: {preset: twoEnvironments}}\n";
    let landscape = Landscape::parse(text, None).unwrap();
    let report = preflight::preflight_app(
        &landscape.app("orders").unwrap(),
        &package(&[]),
        &PreflightOptions::default(),
    );
    assert_eq!(ids(&report), [("constant.unknown", Severity::Info); 2]);
    let addresses: Vec<_> = report
        .findings
        .iter()
        .map(|f| f.address.clone().unwrap().to_string())
        .collect();
    assert_eq!(addresses, ["orders/acceptance", "orders/production"]);
}

#[test]
fn defaults_are_judged_where_the_landscape_is_silent() {
    let model = [
        ("M.Host", Text, Some("http://localhost:8080")),
        ("M.Password", Text, Some("hunter2")),
        ("M.Plain", Text, Some("x")),
        ("M.Set", Text, Some("http://localhost")),
    ];
    let keys = "constants: {M.Set: https://orders.example}";
    let report = check("production", keys, &model, &PreflightOptions::default());
    assert_eq!(
        ids(&report),
        [
            ("constant.credential_default", Severity::Warning),
            ("constant.local_address", Severity::Warning),
            ("constant.default_in_production", Severity::Info),
        ]
    );
    assert!(!format!("{report:?}").contains("hunter2"));
    assert_eq!(
        ids(&check(
            "development",
            keys,
            &model,
            &PreflightOptions::default()
        )),
        []
    );
}

#[test]
fn what_the_platform_has_counts_before_the_default() {
    let settings = |value: &str| Settings {
        constants: vec![ConstantSetting {
            name: "M.N".to_owned(),
            data_type: None,
            value: Some(value.to_owned()),
            deployed_value: None,
        }],
        custom_settings: Vec::new(),
        scheduled_events: Vec::new(),
    };
    let model = [("M.N", Integer, None)];
    let with = |value: &str| {
        check(
            "production",
            "constants: {}",
            &model,
            &PreflightOptions::default().settings(settings(value)),
        )
    };
    assert_eq!(ids(&with("5")), []);
    assert_eq!(only(&with("five")).id, "constant.wrong_type");
    let masked = with("*****");
    assert_eq!(ids(&masked), []);
    assert!(
        masked
            .skipped
            .iter()
            .any(|s| s.contains("M.N") && s.contains("masks")),
        "{:?}",
        masked.skipped
    );
}

#[test]
fn a_default_that_changes_under_a_silent_landscape_is_told() {
    let options = PreflightOptions::default().running(package(&[
        ("M.Old", Text, Some("a")),
        ("M.Same", Text, Some("s")),
    ]));
    let model = [
        ("M.New", Text, Some("n")),
        ("M.Old", Text, Some("b")),
        ("M.Same", Text, Some("s")),
    ];
    let report = check("test", "constants: {}", &model, &options);
    assert_eq!(
        ids(&report),
        [
            ("constant.default_changed", Severity::Warning),
            ("constant.new", Severity::Info)
        ]
    );
    assert_eq!(
        ids(&check(
            "test",
            "constants: {M.Old: a, M.New: c}",
            &model,
            &options
        )),
        []
    );
    assert!(
        !report.skipped.iter().any(|s| s.contains("running")),
        "{:?}",
        report.skipped
    );
}

#[test]
fn secrets_in_plain_text_are_worse_in_production() {
    let model = [("M.ApiKey", Text, Some(""))];
    let key = "constants: {M.ApiKey: hunter2}";
    assert_eq!(
        ids(&check(
            "production",
            key,
            &model,
            &PreflightOptions::default()
        )),
        [("secret.literal", Severity::Error)]
    );
    let report = check("test", key, &model, &PreflightOptions::default());
    assert_eq!(ids(&report), [("secret.literal", Severity::Warning)]);
    assert!(!format!("{report:?}").contains("hunter2"));
    for fine in [
        "constants: {M.ApiKey: 'literal:hunter2'}",
        "constants: {M.ApiKey: 'vault://kv/orders#key'}",
    ] {
        assert_eq!(
            ids(&check(
                "production",
                fine,
                &model,
                &PreflightOptions::default()
            )),
            [],
            "{fine}"
        );
    }
}

#[test]
fn secret_references_are_read_but_not_resolved() {
    let model = [("M.A", Text, Some(""))];
    let wrong = check(
        "test",
        "constants: {M.A: 'vault://kv/orders#key?version=3'}",
        &model,
        &PreflightOptions::default(),
    );
    assert_eq!(only(&wrong).id, "secret.reference_syntax");
    assert!(
        only(&wrong)
            .remedy
            .contains("vault://kv/orders?version=3#key")
    );
    let near = check(
        "test",
        "constants: {M.A: 'valt://kv/orders#key'}",
        &model,
        &PreflightOptions::default(),
    );
    assert_eq!(only(&near).id, "secret.reference_suspected");
    let right = check(
        "test",
        "constants: {M.A: 'vault://kv/orders#key'}",
        &model,
        &PreflightOptions::default(),
    );
    assert!(
        right
            .skipped
            .iter()
            .any(|s| s.contains("secret references")),
        "{:?}",
        right.skipped
    );
}

#[test]
fn scheduled_events_must_exist() {
    let report = check(
        "test",
        "scheduledEvents: [Mail.SE_Retry, Mail.SE_Retri]",
        &[],
        &PreflightOptions::default(),
    );
    let finding = only(&report);
    assert_eq!(finding.id, "event.unknown");
    assert!(
        finding.message.contains("Did you mean `Mail.SE_Retry`?"),
        "{}",
        finding.message
    );
    assert_eq!(finding.location.as_ref().map(|at| at.line), Some(8));
}

#[test]
fn runtime_downgrades_are_refused_and_unknown_ones_are_named() {
    let with = |version: &str| {
        check(
            "test",
            "constants: {}",
            &[],
            &PreflightOptions::default().running_runtime_version(version),
        )
    };
    assert_eq!(only(&with("10.24.16.1")).id, "runtime.downgrade");
    assert_eq!(ids(&with("10.9.0")), [("runtime.upgrade", Severity::Info)]);
    assert_eq!(
        ids(&with("9.24.0")),
        [("runtime.major_upgrade", Severity::Warning)]
    );
    assert!(
        with("newest")
            .skipped
            .iter()
            .any(|s| s.contains("cannot be compared"))
    );
    let unknown = check("test", "constants: {}", &[], &PreflightOptions::default());
    assert!(
        unknown
            .skipped
            .iter()
            .any(|s| s.contains("runtime downgrade"))
    );
}

#[test]
fn freezes_count_both_days() {
    let keys = "freeze: [{first: 2026-12-20, last: 2027-01-03, reason: year end}]";
    let on = |day: &str| {
        let day: mendix_deploy_model::time::Day = day.parse().unwrap();
        check("test", keys, &[], &PreflightOptions::default().as_of(day))
    };
    for day in ["2026-12-20", "2027-01-03"] {
        assert_eq!(only(&on(day)).id, "environment.frozen", "{day}");
    }
    for day in ["2026-12-19", "2027-01-04"] {
        assert_eq!(ids(&on(day)), [], "{day}");
    }
    assert!(
        check("test", keys, &[], &PreflightOptions::default())
            .skipped
            .iter()
            .any(|s| s.contains("freeze"))
    );
}

#[test]
fn the_upload_limit_is_reported_once() {
    let text = "version: 1\napps: {orders: {preset: threeEnvironments}}\n";
    let app = Landscape::parse(text, None).unwrap().app("orders").unwrap();
    let mut package = package(&[]);
    package.compressed_bytes = 2_000_000_000;
    let report = preflight::preflight_app(&app, &package, &PreflightOptions::default());
    assert_eq!(only(&report).id, "package.limit.upload_size");
}

proptest! {
    /// Whatever a value holds, no message repeats it, and nothing panics.
    #[test]
    fn values_of_credentials_are_never_repeated(
        value in "[A-Za-z0-9éß€ :/@=;.%#?]{6,30}",
        end in prop::sample::select(vec!["", ".local", ".localhost", ".internal"]),
    ) {
        use mendix_deploy_model::landscapes::ConstantValue;
        let mut document = landscape("production", "constants: {}").document().clone();
        let secret = format!("Zq{value}Zq{end}");
        let environment = document.apps.get_mut("orders").unwrap().environments.get_mut("production").unwrap();
        for name in ["M.Password", "M.N"] {
            environment.constants.insert(name.to_owned(), ConstantValue::Literal { value: secret.clone(), acknowledged: false });
        }
        let landscape = Landscape::from_document(document).unwrap();
        let model = package(&[("M.Password", Text, Some(&secret)), ("M.N", Integer, Some("1")), ("M.Token", Text, Some(&secret))]);
        let report = preflight::preflight(&landscape.environments()[0], &model, &PreflightOptions::default());
        prop_assert!(!report.is_ok());
        let shown = format!("{report:?}");
        prop_assert!(!shown.contains(&secret), "{shown}");
        for credential in report.findings.iter().filter(|finding| finding.subject.as_deref() != Some("M.N")) {
            prop_assert_ne!(&credential.id, "constant.local_address");
        }
    }
}

/// The host of an address is a part of the value: of a credential, nothing is told.
#[test]
fn a_credential_that_looks_like_a_local_host_is_not_told() {
    use mendix_deploy_model::landscapes::ConstantValue;
    for secret in [
        "hunter2secret.local",
        "Server=x;Password=hunter2secret.local",
    ] {
        for tier in ["test", "production"] {
            let mut document = landscape(tier, "constants: {}").document().clone();
            let app = document.apps.get_mut("orders").unwrap();
            for environment in app.environments.values_mut() {
                let value = ConstantValue::Literal {
                    value: secret.to_owned(),
                    acknowledged: false,
                };
                environment.constants.insert("M.Password".to_owned(), value);
            }
            let landscape = Landscape::from_document(document).unwrap();
            let model = package(&[("M.Password", Text, None), ("M.Token", Text, Some(secret))]);
            let report = preflight::preflight(
                &landscape.environments()[0],
                &model,
                &PreflightOptions::default(),
            );
            let shown = format!("{report:?}");
            assert!(!shown.contains("hunter2secret"), "{shown}");
            assert!(
                shown.contains("secret.literal") || shown.contains("constant.credential_default"),
                "{shown}"
            );
        }
    }
}

/// The guide has one line for each id that a preflight can give, and no other.
#[test]
fn every_finding_is_in_the_guide() {
    let guide = include_str!("../../../../../docs/guide/preflight.md");
    let listed: std::collections::BTreeSet<&str> = guide
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split_once('`'))
        .map(|(id, _)| id)
        .filter(|id| id.contains('.'))
        .collect();
    let sources = [
        include_str!("../../../src/checks/preflight/constants.rs"),
        include_str!("../../../src/checks/preflight/events.rs"),
        include_str!("../../../src/checks/preflight/mod.rs"),
        include_str!("../../../src/checks/runtime.rs"),
        include_str!("../../../src/package/limits.rs"),
    ];
    let given: std::collections::BTreeSet<&str> = sources
        .iter()
        .flat_map(|source| source.split('"').skip(1).step_by(2))
        .filter(|text| {
            [
                "constant.",
                "secret.",
                "event.",
                "runtime.",
                "environment.",
                "package.",
            ]
            .iter()
            .any(|start| text.starts_with(start))
                && text
                    .chars()
                    .all(|c| c.is_ascii_lowercase() || matches!(c, '.' | '_'))
        })
        .collect();
    assert!(given.len() > 15, "{given:?}");
    assert_eq!(listed, given);
}

#[test]
fn a_project_is_checked_by_the_constants_of_its_model() {
    let folder = tempfile::tempdir().unwrap();
    let mut spec = ProjectSpec::default();
    let mut model = crate::support::models::model(&mut crate::support::chance::Chance::new(7));
    model.unread.clear();
    spec.model = Some(model);
    spec.format = Some(ProjectFormat::Split);
    let path = folder.path().join("orders.mpr");
    write_project(&path, &spec).unwrap();
    let package = Package::open(&path).unwrap();
    let constants = package.info().constants.len();
    assert!(constants > 0, "the seed has constants");
    let environment = landscape("test", "constants:\n  No.Such: x")
        .environments()
        .remove(0);
    let report = environment.preflight(&package, PreflightOptions::default());
    let found = ids(&report);
    assert!(
        found.iter().any(|(id, _)| *id == "constant.unknown"),
        "{found:?}"
    );
    assert!(
        !found.iter().any(|(id, _)| *id == "package.incomplete"),
        "{found:?}"
    );

    // A unit that is listed and not there may be a constant: nothing found is no proof.
    fs::remove_dir_all(folder.path().join("mprcontents")).unwrap();
    fs::create_dir(folder.path().join("mprcontents")).unwrap();
    let package = Package::open(&path).unwrap();
    let report = environment.preflight(&package, PreflightOptions::default());
    let incomplete = report
        .findings
        .iter()
        .find(|finding| finding.id == "package.incomplete")
        .unwrap();
    assert_eq!(incomplete.severity, Severity::Error);
    assert_eq!(report.exit_code(), 1);
}
