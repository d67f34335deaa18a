//! One resolver of names: every spelling that is clear, none that is not, and one look-up for all who ask.

use mendix_deploy::{ErrorCode, cloud::EnvironmentStatus};
use serde_json::json;

use crate::support::{Bench, address};

fn two_apps() -> Bench {
    let bench = Bench::with(json!({"apps": [
        {"appId": "orders", "name": "Shop", "projectId": "project-orders"},
        {"appId": "returns", "name": "Shop", "projectId": "project-returns"},
        {"appId": "stock", "name": "Stock Keeping"},
    ]}));
    bench.deployed("Test", "1.0.0.1");
    bench
}

#[tokio::test]
async fn an_app_is_found_by_each_of_its_names() {
    let bench = two_apps();
    let apps = bench.client().apps();
    for (name, found) in [
        ("orders", "orders"),
        ("project-returns", "returns"),
        ("Stock Keeping", "stock"),
    ] {
        let app = apps.get(name.to_owned()).await.unwrap();
        assert_eq!(app.app_id.as_str(), found);
    }
    assert_eq!(bench.emulator.requests().len(), 1);
}

#[tokio::test]
async fn an_ambiguous_name_lists_the_clear_ones() {
    let bench = two_apps();
    let error = bench
        .client()
        .apps()
        .get("Shop".to_owned())
        .await
        .unwrap_err();
    assert_eq!(error.code(), ErrorCode::InputInvalid);
    assert!(error.message().contains("orders, returns"), "{error}");
}

#[tokio::test]
async fn what_is_not_found_is_answered_by_what_there_is() {
    let bench = two_apps();
    let client = bench.client();
    let error = client.apps().get("order".to_owned()).await.unwrap_err();
    assert_eq!(error.code(), ErrorCode::MendixCloudAppNotFound);
    assert!(
        error.message().contains("orders, returns, stock"),
        "{error}"
    );
    let error = client
        .environments()
        .get(address("orders/staging"))
        .await
        .unwrap_err();
    assert_eq!(error.code(), ErrorCode::MendixCloudEnvironmentNotFound);
    assert!(
        error.message().contains("Test, Acceptance, Production"),
        "{error}"
    );
}

#[tokio::test]
async fn an_environment_is_found_in_any_case_and_by_its_id() {
    let bench = Bench::new();
    let client = bench.client();
    let id = bench.environment("Test")["id"].as_str().unwrap().to_owned();
    for name in ["Test", "test", "TEST", &id] {
        let environment = client
            .environments()
            .get(address(&format!("orders/{name}")))
            .await
            .unwrap();
        assert_eq!(environment.name, "Test");
    }
    // The platform wants its own spelling in the path.
    assert_eq!(bench.requests_to("GET", "/environments/Test"), 4);
    assert_eq!(bench.requests_to("GET", "/apps"), 1);
    assert_eq!(bench.requests_to("GET", "/environments"), 1);
}

#[tokio::test]
async fn names_that_differ_in_case_only_are_not_guessed() {
    let bench = Bench::with(json!({"apps": [{
        "appId": "orders", "environments": [{"mode": "blue"}, {"mode": "Blue"}],
    }]}));
    let environments = bench.client().environments();
    assert_eq!(
        environments.get(address("orders/Blue")).await.unwrap().name,
        "Blue"
    );
    let error = environments.get(address("orders/BLUE")).await.unwrap_err();
    assert_eq!(error.code(), ErrorCode::MendixCloudEnvironmentNotFound);
}

#[tokio::test]
async fn sixteen_who_ask_at_once_look_up_once() {
    let bench = Bench::new();
    let client = bench.client();
    let asking = (0..16).map(|_| {
        let environments = client.environments();
        async move { environments.get(address("orders/Test")).await }
    });
    let found = futures::future::try_join_all(asking).await.unwrap();
    assert!(
        found
            .iter()
            .all(|environment| environment.status == EnvironmentStatus::Running)
    );
    assert_eq!(bench.requests_to("GET", "/apps"), 1);
    assert_eq!(bench.requests_to("GET", "/environments"), 1);
    assert_eq!(bench.requests_to("GET", "/environments/Test"), 16);
}

#[tokio::test]
async fn a_renamed_environment_is_looked_up_again() {
    let bench = Bench::new();
    let environments = bench.client().environments();
    environments.get(address("orders/Test")).await.unwrap();
    bench.apply(json!({"kind": "setEnvironment", "environment": "Test", "mode": "Training"}));
    let found = environments.get(address("orders/Training")).await.unwrap();
    assert_eq!(found.name, "Training");
    let error = environments.get(address("orders/Test")).await.unwrap_err();
    assert_eq!(error.code(), ErrorCode::MendixCloudEnvironmentNotFound);
    assert!(error.message().contains("Training"), "{error}");
}

#[tokio::test]
async fn a_look_up_that_fails_is_not_remembered() {
    let bench = Bench::new();
    let client = bench.client_with(bench.options().max_attempts(1_u32));
    bench.emulator.inject(json!({"fault": "reset", "times": 1}));
    client.apps().get("orders".to_owned()).await.unwrap_err();
    client.apps().get("orders".to_owned()).await.unwrap();
}
