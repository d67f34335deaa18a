//! Overlays and templates: which level wins, and who says so.

use mendix_deploy_model::landscapes::{
    ConstantOrigin, LogLevel, RuntimeValue, TextValue, TierAspect,
};
use mendix_deploy_offline::landscape::{Landscape, plan_catalogue, sizing_advice, tier_presets};

use super::refused;

const LEVELS: &str = "version: 1
defaults:
  constants: {M.A: defaults, M.B: defaults, M.C: defaults, M.D: defaults, M.E: defaults, M.F: defaults}
  tags: [all]
  database: {host: db.example, port: 5432, pool: {maxActive: 50, minIdle: 1}, parameters: {a: '1'}}
overlays:
  careful:
    tiers: [production]
    values:
      constants: {M.B: overlay, M.C: overlay, M.D: overlay, M.E: overlay, M.F: overlay}
      logging: {level: warning}
  elsewhere:
    apps: [other]
    values: {constants: {M.A: elsewhere}}
templates:
  web:
    constants: {M.C: web, M.D: web, M.E: web, M.F: web}
    runtimeSettings: {SessionTimeout: 600000}
  quick:
    constants: {M.E: quick, M.F: quick}
    database: {pool: {maxActive: 20}, parameters: {b: '2'}}
apps:
  other: {preset: twoEnvironments}
  orders:
    target: mendixCloud
    templates: [web]
    defaults:
      constants: {M.D: app, M.E: app, M.F: app}
      tags: [orders]
    environments:
      acceptance: {}
      production:
        templates: [quick]
        constants: {M.F: own}
        database: {password: 'vault://kv/db#password'}
        tags: [live]
";

#[test]
fn the_nearest_level_wins_and_is_named() {
    let landscape = Landscape::parse(LEVELS, Some("l.yaml")).unwrap();
    let production = landscape.environment("orders/production").unwrap();
    let told: Vec<(&str, ConstantOrigin, u32)> = production
        .constants()
        .iter()
        .map(|c| (c.name.as_str(), c.origin, c.location.as_ref().unwrap().line))
        .collect();
    assert_eq!(
        told,
        [
            ("M.A", ConstantOrigin::Defaults, 3),
            ("M.B", ConstantOrigin::Overlay, 10),
            ("M.C", ConstantOrigin::AppTemplate, 17),
            ("M.D", ConstantOrigin::App, 28),
            ("M.E", ConstantOrigin::EnvironmentTemplate, 20),
            ("M.F", ConstantOrigin::Environment, 34),
        ]
    );
    assert_eq!(production.tags(), ["all", "orders", "live"]);
    assert_eq!(production.logging().unwrap().level, Some(LogLevel::Warning));
    assert_eq!(
        production.runtime_settings()["SessionTimeout"],
        RuntimeValue::Number {
            value: "600000".to_owned()
        }
    );
    let database = production.database().unwrap();
    let pool = database.pool.as_ref().unwrap();
    assert_eq!((pool.max_active, pool.min_idle), (Some(20), Some(1)));
    assert_eq!(database.parameters.len(), 2);
    assert_eq!(
        database.password,
        Some(TextValue::SecretReference {
            reference: "vault://kv/db#password".to_owned()
        })
    );
    let acceptance = landscape.environment("orders/acceptance").unwrap();
    assert!(acceptance.logging().is_none());
    assert_eq!(
        acceptance
            .database()
            .unwrap()
            .pool
            .as_ref()
            .unwrap()
            .max_active,
        Some(50)
    );
}

#[test]
fn every_value_knows_its_origin() {
    let landscape = Landscape::parse(LEVELS, Some("l.yaml")).unwrap();
    let production = landscape.environment("orders/production").unwrap();
    let origin = |key: &str| production.origin(key).unwrap();
    assert_eq!(origin("database.host").path, "defaults.database.host");
    let pool = origin("database.pool.maxActive");
    assert_eq!(pool.path, "templates.quick.database.pool.maxActive");
    assert_eq!(pool.location.unwrap().line, 21);
    assert_eq!(
        origin("constants[\"M.F\"]").origin,
        ConstantOrigin::Environment
    );
    let password = origin("database.password");
    assert_eq!(
        password.path,
        "apps.orders.environments.production.database.password"
    );
    assert_eq!(password.location.unwrap().line, 35);
    assert!(production.origin("storage.bucket").is_none());
}

#[test]
fn every_cell_of_the_matrix_of_tiers_is_there_and_a_deviation_is_shown() {
    assert_eq!(tier_presets().len(), 4);
    let landscape = Landscape::parse(
        "version: 1
apps:
  orders:
    target: docker
    environments:
      development: {scheduledEvents: all, logging: {level: info}, dataClass: production}
      test: {scheduledEvents: [M.A], delivery: {trigger: everyCommit, deployer: developer, branches: [develop, main]}}
      acceptance: {scheduledEvents: [M.B, M.A], monitoring: {alerts: [cpu]}, access: {groups: [qa, everybody]}}
      production:
        purpose: Training
        scheduledEvents: [M.A, M.B]
        logging: {level: error, nodes: {Core: warning, ConnectionBus: trace}}
        monitoring: {level: basic}
",
        None,
    )
    .unwrap();
    let told = |name: &str| -> Vec<(TierAspect, String)> {
        let environment = landscape.environment(&format!("orders/{name}")).unwrap();
        let deviations = environment.deviations().into_iter();
        deviations.map(|d| (d.aspect, d.actual)).collect()
    };
    let is = |aspect: TierAspect, actual: &str| (aspect, actual.to_owned());
    assert_eq!(
        told("development"),
        [
            is(TierAspect::Data, "production"),
            is(TierAspect::Logging, "info"),
            is(TierAspect::ScheduledEvents, "all"),
        ]
    );
    assert_eq!(
        told("test"),
        [
            is(TierAspect::Deployer, "developer"),
            is(TierAspect::Branches, "main")
        ]
    );
    // The same events as production, in another order.
    assert_eq!(told("acceptance"), [is(TierAspect::Access, "everybody")]);
    assert_eq!(
        told("production"),
        [
            is(TierAspect::Purpose, "Training"),
            is(TierAspect::Logging, "ConnectionBus: trace"),
            is(TierAspect::ScheduledEvents, "M.A, M.B"),
            is(TierAspect::Monitoring, "basic"),
        ]
    );
    let app = landscape.app("orders").unwrap();
    let to = |branch: &str| -> Vec<String> {
        let environments = app.environments_of_branch(branch).into_iter();
        environments
            .map(|e| e.address().environment().to_owned())
            .collect()
    };
    assert_eq!(to("main"), ["test"]);
    assert!(to("feature/1").is_empty());
}

#[test]
fn names_zones_and_amounts_are_checked() {
    let findings = refused(
        "version: 1
defaults:
  wave: frist
  freeze:
    - {first: 2026-12-20, last: 2026-12-20, fromTime: '18:00', untilTime: '06:00', zone: Europe/Amsterdm, reason: x}
    - {first: 2026-12-20, last: 2026-12-21, fromTime: 6pm, reason: x}
  runtimeSettings: {MicroflowConstants: {}, MXRUNTIME_SessionTimeout: 1}
  database: {password: '*****'}
  variables: {A=B: x}
  scaling: {autoscale: {min: 3, max: 2}}
  resources: {requests: {memoryMebibytes: 2048}, limits: {memoryMebibytes: 1024}}
  health: {liveness: {path: healthcheck}}
  certificates: {clients: [{name: a, bundle: 'vault://kv/a#pfx', password: 'a,b'}]}
overlays: {o: {apps: [order]}}
waves: [first, first]
apps:
  orders: {preset: twoEnvironments, templates: [wep]}
templates: {web: {}}
",
    );
    let told: Vec<String> = findings
        .iter()
        .map(|f| {
            format!(
                "{} {} {}",
                f.location.as_ref().unwrap().line,
                f.id,
                f.path.as_ref().unwrap()
            )
        })
        .collect();
    let expected = [
        "3 landscape.unknown_name defaults.wave",
        "5 landscape.bad_value defaults.freeze[0].zone",
        "5 landscape.bad_value defaults.freeze[0]",
        "6 landscape.bad_value defaults.freeze[1].fromTime",
        "7 landscape.bad_name defaults.runtimeSettings.MXRUNTIME_SessionTimeout",
        "7 landscape.bad_name defaults.runtimeSettings.MicroflowConstants",
        "8 landscape.masked_value defaults.database.password",
        "9 landscape.bad_name defaults.variables[\"A=B\"]",
        "10 landscape.bad_value defaults.scaling.autoscale",
        "11 landscape.bad_value defaults.resources.limits.memoryMebibytes",
        "12 landscape.bad_value defaults.health.liveness.path",
        "13 landscape.bad_value defaults.certificates.clients[0].password",
        "14 landscape.unknown_name overlays.o.apps",
        "15 landscape.duplicate_key waves[1]",
        "17 landscape.unknown_name apps.orders.templates[0]",
    ];
    let mut told_sorted = told.clone();
    let mut expected_sorted: Vec<String> = expected.iter().map(|&e| e.to_owned()).collect();
    told_sorted.sort();
    expected_sorted.sort();
    assert_eq!(told_sorted, expected_sorted);
    assert!(
        findings
            .iter()
            .any(|f| f.message.contains("Did you mean `first`?"))
    );
    assert!(findings.iter().all(|f| !f.message.contains("a,b")));
}

#[test]
fn sizes_are_data() {
    let plans: Vec<(String, u32)> = plan_catalogue()
        .into_iter()
        .map(|plan| (plan.name, plan.memory_mebibytes / 1024))
        .collect();
    let names: Vec<(&str, u32)> = plans.iter().map(|(n, m)| (n.as_str(), *m)).collect();
    assert_eq!(
        names,
        [("S", 1), ("M", 2), ("L", 4), ("XL", 8), ("XXL", 16)]
    );
    let requested = |entities| sizing_advice(entities).requests.cpu_millicores;
    assert_eq!(
        [0, 19, 20, 100, 101].map(requested),
        [Some(250), Some(250), Some(500), Some(500), Some(1000)]
    );
}

#[test]
fn no_secret_is_printed() {
    let landscape = Landscape::parse(
        "version: 1
defaults:
  database: {password: planted-1, url: 'postgres://u:planted-2@h/d'}
  variables: {KEY: planted-3}
  runtimeSettings: {JavaKeyStorePassword: planted-4, Metrics.Registries: [planted-5]}
apps: {orders: {preset: twoEnvironments}}
",
        None,
    )
    .unwrap();
    let printed = format!(
        "{landscape:?}{:?}{:?}",
        landscape.document(),
        landscape.environments()[0].values()
    );
    assert!(
        printed.contains("database") && !printed.contains("planted"),
        "{printed}"
    );
}
