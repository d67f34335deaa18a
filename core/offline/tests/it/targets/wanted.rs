//! Environments of a landscape: what they want, what their target is handed, what their runtime would see.

use mendix_deploy_model::{
    configurations::{ConfigurationArea, ConfigurationInput, EffectiveContent, ProvenanceSource},
    findings::Severity,
    packages::ArchiveSpec,
};
use mendix_deploy_offline::{
    landscape::Landscape,
    package::{Package, write_archive},
    targets::EffectiveConfiguration,
};

const SECRET: &str = "hunter2-planted";

fn package(folder: &tempfile::TempDir) -> Package {
    let path = folder.path().join("orders.mda");
    let info = super::support::package(
        &[
            ("Mail.Host", "String", "localhost"),
            ("Mail.Password", "String", ""),
            ("Shop.Limit", "Integer", "5"),
        ],
        &["Shop.Nightly"],
    );
    let mut spec = ArchiveSpec::default();
    spec.constants = info.constants;
    spec.scheduled_events = vec!["Shop.Nightly".to_owned()];
    spec.runtime_version = Some(info.runtime_version);
    write_archive(&path, &spec).unwrap();
    Package::open(&path).unwrap()
}

fn landscape(target: &str, more: &str) -> Landscape {
    let text = format!(
        "document: landscape\nversion: 1\napps:\n  orders:\n    defaults:\n      constants:\n        Mail.Host: mail.example.com\n    environments:\n      acceptance:\n        target: {{kind: {target}}}\n        constants:\n          Mail.Password: vault://secret/mail#password\n        scheduledEvents: all\n        runtimeSettings:\n          SessionTimeout: 600000\n          ApplicationRootUrl: https://acc.example.com\n{more}"
    );
    Landscape::parse(&text, Some("mendix-deploy.yaml")).unwrap()
}

fn effective(target: &str, more: &str) -> (EffectiveConfiguration, Landscape) {
    let folder = tempfile::tempdir().unwrap();
    let landscape = landscape(target, more);
    let environment = landscape.environment("orders/acceptance").unwrap();
    (environment.effective(&package(&folder)).unwrap(), landscape)
}

const DATABASE: &str = "        database: {engine: postgresql, host: db.internal, port: 5433, name: orders_acc, user: orders, password: 'vault://secret/db#password', tls: verifyFull, pool: {maxActive: 20}}\n";

#[test]
fn every_target_sees_what_the_environment_wants_or_says_what_it_cannot_carry() {
    for target in [
        "mendixCloud",
        "operator",
        "kubernetes",
        "cloudFoundry",
        "docker",
        "linux, folder: /srv/orders",
        "windows",
    ] {
        let (effective, _) = effective(target, DATABASE);
        assert_eq!(effective.start_failure(), None, "{target}");
        let refused: Vec<_> = effective
            .findings()
            .iter()
            .filter(|finding| finding.id == "configuration.not_carried")
            .filter_map(|finding| finding.subject.clone())
            .collect();
        for (area, name, wanted) in [
            (ConfigurationArea::Constant, "Mail.Host", "mail.example.com"),
            (ConfigurationArea::Constant, "Shop.Limit", "5"),
            (
                ConfigurationArea::RuntimeSetting,
                "SessionTimeout",
                "600000",
            ),
        ] {
            if refused.iter().any(|refused| refused == name) {
                continue;
            }
            let values = effective.values();
            let value = values.iter().find(|it| it.area == area && it.name == name);
            let Some(value) = value else {
                // A constant that the target leaves to the model is not sent by all of them.
                assert_eq!(name, "Shop.Limit", "{target} lacks {name}");
                continue;
            };
            let text = match &value.content {
                EffectiveContent::Text { text } => text.clone(),
                EffectiveContent::Number { number } => number.clone(),
                other => panic!("{target}, {name}: {other:?}"),
            };
            assert_eq!(text, wanted, "{target}, {name}");
        }
        if refused.iter().any(|refused| refused == "Mail.Password") {
            assert!(target == "windows", "{target} refuses a secret");
            continue;
        }
        let password = effective
            .values()
            .iter()
            .find(|it| it.name == "Mail.Password");
        let content = &password.unwrap_or_else(|| panic!("{target}")).content;
        assert!(
            matches!(content, EffectiveContent::SecretReference { reference } if reference.ends_with("mail#password")),
            "{target}: {content:?}"
        );
    }
}

#[test]
fn a_database_of_the_landscape_becomes_a_full_set_of_settings() {
    let (effective, _) = effective("docker", DATABASE);
    assert!(
        effective.start_failure().is_none(),
        "{:?}",
        effective.start_failure()
    );
    let text = |name: &str| match effective.value(name).map(|value| value.content.clone()) {
        Some(EffectiveContent::Text { text }) => text,
        other => panic!("{name}: {other:?}"),
    };
    assert_eq!(text("DatabaseType"), "POSTGRESQL");
    assert_eq!(text("DatabaseHost"), "db.internal:5433");
    assert_eq!(text("DatabaseName"), "orders_acc");
    assert_eq!(text("DatabaseUserName"), "orders");
    assert_eq!(
        text("DatabaseJdbcUrl"),
        "jdbc:postgresql://db.internal:5433/orders_acc?sslmode=verify-full"
    );
    let password = effective.value("DatabasePassword").unwrap();
    assert!(matches!(
        password.content,
        EffectiveContent::SecretReference { .. }
    ));
}

#[test]
fn a_connection_with_its_password_is_taken_apart_and_never_told() {
    let more = format!(
        "        database: {{url: 'literal:postgres://orders:{SECRET}@db.internal/orders_acc?sslmode=require'}}\n"
    );
    let (effective, _) = effective("docker", &more);
    let password = effective.value("DatabasePassword").unwrap();
    assert_eq!(
        password.content,
        EffectiveContent::Text {
            text: SECRET.to_owned()
        }
    );
    let told = format!(
        "{effective:?} {:?} {:?}",
        effective.findings(),
        effective.explain("DatabasePassword")
    );
    assert!(!told.contains(SECRET), "{told}");
    let url = effective.value("DatabaseJdbcUrl").unwrap();
    assert_eq!(
        url.content,
        EffectiveContent::Text {
            text: "jdbc:postgresql://db.internal/orders_acc?sslmode=require".to_owned()
        }
    );
}

#[test]
fn a_value_says_which_level_of_the_landscape_set_it_and_where() {
    let (effective, _) = effective("docker", "");
    let host = effective.value("Mail.Host").unwrap();
    assert!(
        host.provenance.rule.contains("the app's `defaults`"),
        "{}",
        host.provenance.rule
    );
    assert_eq!(host.provenance.location.as_ref().map(|at| at.line), Some(7));
    let limit = effective.value("Shop.Limit").unwrap();
    assert_eq!(limit.provenance.source, ProvenanceSource::Model);
    assert_eq!(limit.provenance.location, None);
}

#[test]
fn memory_jvm_and_log_levels_reach_a_container_as_variables() {
    let more = "        resources: {limits: {memoryMebibytes: 4096}}\n        jvm: {arguments: [-Duser.timezone=UTC], heapMebibytes: 2048}\n        logging: {nodes: {ConnectionBus_Queries: debug}}\n        variables: {TZ: UTC}\n";
    let landscape = landscape("docker", more);
    let folder = tempfile::tempdir().unwrap();
    let environment = landscape.environment("orders/acceptance").unwrap();
    let emission = environment.emission(&package(&folder));
    let ConfigurationInput::Docker { variables, .. } = emission.input else {
        panic!("expected variables");
    };
    let of = |name: &str| {
        let variable = variables.iter().find(|variable| variable.name == name);
        variable.map(|variable| variable.value.as_str())
    };
    assert_eq!(of("MEMORY_LIMIT"), Some("4096M"));
    assert_eq!(of("HEAP_SIZE"), Some("2048M"));
    assert_eq!(of("JAVA_OPTS"), Some("[\"-Duser.timezone=UTC\"]"));
    assert_eq!(
        of("LOGGING_CONFIG"),
        Some("{\"ConnectionBus_Queries\":\"DEBUG\"}")
    );
    assert_eq!(of("TZ"), Some("UTC"));
    assert_eq!(emission.not_carried, []);
}

#[test]
fn what_a_target_cannot_carry_is_an_error_with_its_place() {
    let (effective, _) = effective("operator", "        variables: {TZ: UTC}\n");
    let finding = effective
        .findings()
        .iter()
        .find(|finding| finding.subject.as_deref() == Some("TZ"))
        .unwrap();
    assert_eq!(finding.id, "configuration.not_carried");
    assert_eq!(finding.severity, Severity::Error);
    assert_eq!(
        finding.address.as_ref().map(ToString::to_string).as_deref(),
        Some("orders/acceptance")
    );
}
