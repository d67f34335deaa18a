//! From what the platform reports to facts.

use mendix_deploy_model::{
    cloud::{
        ConstantSetting, Environment, EnvironmentId, EnvironmentStatus, EventSetting, EventState,
        Package, PackageId, PackageStatus, Settings,
    },
    plans::ConstantState,
};
use mendix_deploy_offline::plan::{environment_facts, revision_facts, settings_digest};

use super::support::*;

fn setting(name: &str, value: Option<&str>, deployed: Option<&str>) -> ConstantSetting {
    ConstantSetting {
        name: name.to_owned(),
        data_type: None,
        value: value.map(str::to_owned),
        deployed_value: deployed.map(str::to_owned),
    }
}

fn settings() -> Settings {
    Settings {
        constants: vec![
            setting("Shop.Mask", Some("********"), Some("********")),
            setting("Mail.Host", Some("planted-4711"), Some("smtp.old.example")),
            setting("Shop.Empty", Some(""), Some("")),
            setting("Shop.Gone", None, None),
        ],
        custom_settings: vec![serde_json::json!({"Name": "x"})],
        scheduled_events: vec![EventSetting {
            name: "Mail.Retry".to_owned(),
            value: EventState::Enabled,
            deployed_value: Some(EventState::Disabled),
        }],
    }
}

fn reported(status: EnvironmentStatus) -> Environment {
    Environment {
        environment_id: EnvironmentId::new("e"),
        name: "Production".to_owned(),
        status,
        production: true,
        url: "https://orders.example/".to_owned(),
        model_version: Some("2.5.3.60".to_owned()),
        runtime_version: None,
        package: None,
        plan_name: None,
        database_version: None,
    }
}

#[test]
fn facts_tell_about_values_without_having_them() {
    let mut wanted = production();
    wanted.constants = vec![
        literal("Mail.Host", "planted-4711"),
        literal("Shop.Mask", "x"),
        literal("Shop.Gone", "x"),
        secret("Shop.Empty", "env://X"),
    ];
    let at = address("orders/production");
    let of = |status| {
        environment_facts(
            &at,
            &reported(status),
            None,
            &settings(),
            Some(&wanted),
            None,
        )
    };
    let facts = of(EnvironmentStatus::Running);
    let told: Vec<_> = facts
        .constants
        .iter()
        .map(|c| (c.name.as_str(), c.state, c.as_wanted, c.restart_pending))
        .collect();
    assert_eq!(
        told,
        [
            ("Mail.Host", ConstantState::Unknown, Some(true), true),
            ("Shop.Empty", ConstantState::Unknown, None, false),
            ("Shop.Gone", ConstantState::Missing, Some(false), false),
            ("Shop.Mask", ConstantState::Masked, None, false),
        ]
    );
    assert!(facts.scheduled_events[0].restart_pending);
    let text = format!("{facts:?}{}", serde_json::to_string(&facts).unwrap());
    assert!(!text.contains("planted-4711"));
    let stopped = of(EnvironmentStatus::Stopped);
    assert!(stopped.constants.iter().all(|c| !c.restart_pending));
}

#[test]
fn the_digest_of_settings_sees_every_edit_and_no_order() {
    let digest = settings_digest(&settings());
    let mut other = settings();
    other.constants.reverse();
    other.constants[0].deployed_value = None;
    assert_eq!(settings_digest(&other), digest);
    let edits: [fn(&mut Settings); 4] = [
        |s| s.constants[1].value = Some("y".to_owned()),
        |s| s.scheduled_events[0].value = EventState::Disabled,
        |s| s.custom_settings.clear(),
        |s| s.constants[3].value = Some(String::new()),
    ];
    for edit in edits {
        let mut other = settings();
        edit(&mut other);
        assert_ne!(settings_digest(&other), digest);
    }
}

fn package(id: &str, version: &str, status: PackageStatus, at: &str) -> Package {
    Package {
        package_id: PackageId::new(id),
        name: "orders.mda".to_owned(),
        description: None,
        version: Some(version.to_owned()),
        creator: None,
        created_at: Some(instant(at)),
        status,
        size_bytes: None,
        expires_at: None,
        runtime_version: None,
    }
}

#[test]
fn a_build_of_the_revision_is_found_or_gets_the_next_number() {
    const HASH: &str = "62e3d711aa00bb11cc22dd33ee44ff5566778899";
    let early = "2026-03-01T09:00:00Z";
    let late = "2026-03-01T10:00:00Z";
    let list = [
        package("a", "2.10.0.11111111", PackageStatus::Succeeded, early),
        package("b", "2.5.4.62e3d711", PackageStatus::Building, late),
        package("c", "2.5.4.62e3d711", PackageStatus::Succeeded, early),
        package("d", "2.5.5.62e3d711", PackageStatus::Failed, late),
        package("e", "unversioned", PackageStatus::Succeeded, late),
    ];
    let found = |revision: &str, version: Option<&str>| {
        let (facts, stored) = revision_facts(&list, "main", revision, version);
        (
            facts.version,
            stored.map(|s| s.package_id.as_str().to_owned()),
        )
    };
    assert_eq!(found(HASH, None), ("2.5.4".into(), Some("c".into())));
    assert_eq!(
        found(HASH, Some("2.5.4")),
        ("2.5.4".into(), Some("c".into()))
    );
    assert_eq!(found(HASH, Some("2.6.0")), ("2.6.0".into(), None));
    assert_eq!(
        found("99999999", None),
        ("2.10.1".into(), None),
        "numbers, not text: 2.10 is above 2.5"
    );
    let (facts, _) = revision_facts(&[], "main", HASH, None);
    assert_eq!(facts.version, "1.0.0");
}
