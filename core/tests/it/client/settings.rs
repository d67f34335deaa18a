//! Settings: read, changed, written whole, compared.

use mendix_deploy::{
    ErrorCode,
    cloud::{ConstantSetting, EventSetting, EventState, Settings},
    error::Effect,
};
use serde_json::json;

use crate::support::{Bench, PLANTED_CONSTANT, address};

fn constants(pairs: &[(&str, &str)]) -> Settings {
    Settings {
        constants: pairs
            .iter()
            .map(|(name, value)| ConstantSetting {
                name: (*name).to_owned(),
                data_type: None,
                value: Some((*value).to_owned()),
                deployed_value: None,
            })
            .collect(),
        custom_settings: Vec::new(),
        scheduled_events: Vec::new(),
    }
}

fn event(name: &str, value: EventState) -> EventSetting {
    EventSetting {
        name: name.to_owned(),
        value,
        deployed_value: None,
    }
}

fn value<'a>(settings: &'a Settings, name: &str) -> Option<&'a str> {
    settings
        .constants
        .iter()
        .find(|constant| constant.name == name)
        .unwrap()
        .value
        .as_deref()
}

#[tokio::test]
async fn what_is_named_changes_and_the_rest_is_kept() {
    // A platform that forgets what a document leaves out: the whole one is written.
    let bench = Bench::with(json!({"options": {"partialSettings": "reset"}}));
    bench.deployed("Test", "1.0.0.1");
    bench.apply(json!({"kind": "setConstant", "environment": "Test", "name": "Orders.BatchSize", "value": "7"}));
    let environments = bench.client().environments();
    let test = address("orders/Test");
    let mut changes = constants(&[("Orders.ApiUrl", "https://api.example")]);
    changes
        .scheduled_events
        .push(event("Orders.SE_Nightly", EventState::Disabled));
    let written = environments
        .write_settings(test.clone(), changes)
        .await
        .unwrap();
    assert_eq!(
        value(&written, "Orders.ApiUrl"),
        Some("https://api.example")
    );
    assert_eq!(value(&written, "Orders.BatchSize"), Some("7"));
    assert_eq!(written.scheduled_events[0].value, EventState::Disabled);
    assert_eq!(environments.settings(test).await.unwrap(), written);
    assert_eq!(bench.effects(), ["settings.written"]);
    let kept = bench.environment("Test");
    assert_eq!(kept["constants"]["Orders.BatchSize"], "7");
}

#[tokio::test]
async fn unknown_names_are_refused_together_and_nothing_is_written() {
    let bench = Bench::new();
    let environments = bench.client().environments();
    let test = address("orders/Test");
    let error = environments
        .write_settings(
            test.clone(),
            constants(&[
                ("Orders.apiurl", "x"),
                ("Orders.ApiUrl", "y"),
                ("Gone.Away", "z"),
            ]),
        )
        .await
        .unwrap_err();
    assert_eq!(error.code(), ErrorCode::MendixCloudConstantNotFound);
    assert_eq!(error.effect(), Effect::None);
    assert!(
        error.message().contains("Orders.apiurl, Gone.Away"),
        "{error}"
    );
    let mut changes = constants(&[]);
    changes
        .scheduled_events
        .push(event("Orders.SE_Weekly", EventState::Enabled));
    let error = environments
        .write_settings(test, changes)
        .await
        .unwrap_err();
    assert_eq!(error.code(), ErrorCode::MendixCloudScheduledEventNotFound);
    assert!(bench.effects().is_empty());
}

#[tokio::test]
async fn a_mask_is_never_written() {
    let bench = Bench::with(json!({"options": {"maskedConstants": ["Orders.ApiUrl"]}}));
    bench.deployed("Test", "1.0.0.1");
    let environments = bench.client().environments();
    let test = address("orders/Test");
    for changes in [
        constants(&[("Orders.BatchSize", "***")]),
        // The other one would go back as asterisks.
        constants(&[("Orders.BatchSize", "7")]),
    ] {
        let error = environments
            .write_settings(test.clone(), changes)
            .await
            .unwrap_err();
        assert_eq!(error.code(), ErrorCode::InputInvalid, "{error:#}");
    }
    assert!(bench.effects().is_empty());
    // Set in the same change, it is a value again; its echo is masked and that is fine.
    environments
        .write_settings(
            test,
            constants(&[
                ("Orders.BatchSize", "7"),
                ("Orders.ApiUrl", "https://b.example"),
            ]),
        )
        .await
        .unwrap();
    let kept = bench.environment("Test");
    assert_eq!(kept["constants"]["Orders.ApiUrl"], "https://b.example");
}

#[tokio::test]
async fn an_echo_that_differs_is_an_error_that_names_what_and_not_its_value() {
    let bench = Bench::new();
    bench.emulator.inject(json!({
        "fault": "patch", "method": "POST", "path": "*/settings", "set": {"/Constants/0/Value": "other"},
    }));
    let error = bench
        .client()
        .environments()
        .write_settings(
            address("orders/Test"),
            constants(&[
                ("Orders.ApiUrl", PLANTED_CONSTANT),
                ("Orders.DryRun", "true"),
            ]),
        )
        .await
        .unwrap_err();
    assert_eq!(error.code(), ErrorCode::MendixCloudSettingsNotWritten);
    assert!(error.message().contains("Orders.ApiUrl"), "{error}");
    assert!(!error.message().contains("Orders.DryRun"), "{error}");
    assert!(!format!("{error:#}").contains(PLANTED_CONSTANT));
}

#[tokio::test]
async fn an_echo_that_is_none_is_replaced_by_a_read() {
    let bench = Bench::new();
    let environments = bench.client().environments();
    bench.emulator.inject(json!({
        "fault": "truncateJson", "method": "POST", "path": "*/settings", "bytes": 0,
    }));
    let written = environments
        .write_settings(
            address("orders/Test"),
            constants(&[("Orders.ApiUrl", "https://c.example")]),
        )
        .await
        .unwrap();
    assert_eq!(value(&written, "Orders.ApiUrl"), Some("https://c.example"));
    assert_eq!(bench.effects(), ["settings.written"]);

    // When even that fails, nobody claims that nothing happened.
    bench.emulator.inject(json!({
        "fault": "truncateJson", "method": "POST", "path": "*/settings", "bytes": 0,
    }));
    bench.emulator.inject(json!({
        "fault": "status", "method": "GET", "path": "*/settings", "nth": 2, "times": "always", "status": 503,
    }));
    let error = environments
        .write_settings(
            address("orders/Test"),
            constants(&[("Orders.ApiUrl", "https://d.example")]),
        )
        .await
        .unwrap_err();
    assert_eq!(error.effect(), Effect::Unknown, "{error:#}");
    assert_eq!(error.info().call, "environments.write_settings");
}

#[tokio::test]
async fn a_refusal_that_repeats_the_value_does_not_carry_it_on() {
    let bench = Bench::new();
    bench.emulator.inject(json!({
        "fault": "status", "method": "POST", "path": "*/settings", "status": 400, "code": "INVALID_PARAMETERS",
        "message": format!("the value {PLANTED_CONSTANT} is too long"),
    }));
    let error = bench
        .client()
        .environments()
        .write_settings(
            address("orders/Test"),
            constants(&[("Orders.ApiUrl", PLANTED_CONSTANT)]),
        )
        .await
        .unwrap_err();
    assert_eq!(error.code(), ErrorCode::MendixCloudInvalidParameters);
    let shown = format!("{error:#} {error:?} {:?}", error.info());
    assert!(!shown.contains(PLANTED_CONSTANT), "{shown}");
    assert!(shown.contains("the value *** is too long"), "{shown}");
}
