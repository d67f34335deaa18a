//! What is recorded, and what the record must not hold.

use crate::support::bench;
use reqwest::Method;
use serde_json::json;

const TEST: &str = "/deploy/api/1/apps/orders/environments/Test";

#[tokio::test]
async fn an_effect_carries_the_identity_of_its_request() {
    let bench = bench(json!({}));
    let answer = bench
        .request(Method::POST, &format!("{TEST}/tags"))
        .header("x-request-id", "run-7/step-3")
        .body(json!({"Tag": "blue"}).to_string())
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), 200);
    let effects = bench.emulator.effects();
    assert_eq!(effects.len(), 1);
    let effect = &effects[0];
    assert_eq!(effect["seq"], 1);
    assert_eq!(effect["effect"], "tags.written");
    assert_eq!(effect["app"], "orders");
    assert_eq!(effect["environment"], "Test");
    assert_eq!(effect["user"], bench.emulator.credentials()["username"]);
    assert_eq!(effect["requestId"], "run-7/step-3");
    assert_eq!(effect["method"], "POST");
    assert_eq!(effect["path"], format!("{TEST}/tags"));
    assert_eq!(effect["at"], bench.emulator.now_ms());
    let request = &bench.emulator.requests()[0];
    assert_eq!(request["requestId"], "run-7/step-3");
    assert_eq!(request["status"], 200);
    assert_eq!(request["credentials"], json!(["apiKey"]));
}

#[tokio::test]
async fn no_record_holds_a_secret() {
    let bench = bench(json!({}));
    let id = bench.usable("1.0.0.1").await;
    let (_, package) = bench
        .get(&format!("/deploy/api/1/apps/orders/packages/{id}?url=true"))
        .await;
    let link = package["Url"]["Location"].as_str().unwrap();
    assert!(link.contains("planted-secret"));
    bench.client.get(link).send().await.unwrap();
    bench.get("/cloud/api/v4/apps").await;
    for text in [
        json!(bench.emulator.effects()).to_string(),
        json!(bench.emulator.requests()).to_string(),
        bench.emulator.state().to_string(),
        format!("{:?}", bench.emulator),
    ] {
        assert!(!text.contains("planted-secret"), "{text}");
    }
}

#[tokio::test]
async fn what_is_refused_has_no_effect_and_other_peoples_changes_are_not_requests() {
    let bench = bench(json!({}));
    bench
        .post(&format!("{TEST}/start"), json!({"AutoSyncDb": true}))
        .await;
    bench
        .post(
            &format!("{TEST}/transport"),
            json!({"PackageId": "nothing"}),
        )
        .await;
    bench.emulator.apply(json!({"kind": "addPackage", "version": "3.0.0.1", "environment": "Test", "running": true})).unwrap();
    assert!(bench.emulator.effects().is_empty());
    assert_eq!(bench.get(TEST).await.1["Status"], "Running");
    assert!(bench.emulator.apply(json!({"kind": "paint"})).is_err());
    assert!(
        bench
            .emulator
            .apply(json!({"kind": "option", "name": "nope", "value": 1}))
            .is_err()
    );
}

#[tokio::test]
async fn the_same_requests_give_the_same_state_after_a_reset() {
    let bench = bench(json!({}));
    let mut states = Vec::new();
    for _ in 0..2 {
        let id = bench.usable("1.0.0.1").await;
        bench.run("Test", &id).await;
        states.push((bench.emulator.state(), bench.emulator.effects()));
        bench.emulator.reset();
        assert!(bench.emulator.effects().is_empty());
    }
    // Paths of requests in the record hold ids; equal ids make equal records.
    assert_eq!(states[0], states[1]);
}

#[test]
fn the_last_handle_stops_the_server() {
    let bench = bench(json!({}));
    let address = bench.emulator.url().replace("http://", "");
    let other = bench.emulator.clone();
    drop(bench);
    assert!(std::net::TcpStream::connect(&address).is_ok());
    drop(other);
    assert!(std::net::TcpStream::connect(&address).is_err());
}
