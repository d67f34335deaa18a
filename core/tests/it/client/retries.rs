//! What is tried again, when, and what is not.

use std::time::Duration;

use mendix_deploy::{
    ErrorCode,
    cloud::{ConfirmOptions, ListEnvironmentsOptions, SnapshotOptions, StartOptions},
    error::{Effect, Retry},
};
use serde_json::json;

use crate::support::{Bench, address};

fn confirmed() -> ConfirmOptions {
    ConfirmOptions::default().confirm("orders/Test".to_owned())
}

/// A client that knows the names already, so that only the call in question meets the fault.
async fn warm(bench: &Bench) -> mendix_deploy::Client {
    let client = bench.client();
    client
        .environments()
        .get(address("orders/Test"))
        .await
        .unwrap();
    client
}

#[tokio::test]
async fn the_platform_s_own_pace_is_kept_exactly() {
    for (asked, pauses) in [
        (json!({"retryAfter": 7}), 7),
        (json!({"retryAfterDate": 12}), 12),
        (json!({"retryAfter": 120}), 120),
    ] {
        let bench = Bench::new();
        let client = bench.client();
        let mut fault = json!({"fault": "rateLimit", "times": 3});
        fault
            .as_object_mut()
            .unwrap()
            .extend(asked.as_object().unwrap().clone());
        bench.emulator.inject(fault);
        // A date means the same to both sides only while the time stands still.
        bench.emulator.set_auto_advance(0);
        let began = bench.emulator.now_ms();
        assert_eq!(client.apps().list().await.unwrap().len(), 1);
        assert_eq!(bench.clock.pauses(), [Duration::from_secs(pauses); 3]);
        let waited = bench.emulator.now_ms() - began;
        assert_eq!(waited, 3 * i64::try_from(pauses).unwrap() * 1000);
    }
}

#[tokio::test]
async fn a_burst_with_no_pause_is_not_answered_by_a_burst() {
    let bench = Bench::new();
    bench
        .emulator
        .inject(json!({"fault": "rateLimit", "times": 2, "retryAfter": 0}));
    bench.client().apps().list().await.unwrap();
    assert_eq!(bench.clock.pauses(), [Duration::from_millis(500); 2]);
}

#[tokio::test]
async fn a_pause_that_is_too_long_is_handed_to_the_caller() {
    let bench = Bench::new();
    bench
        .emulator
        .inject(json!({"fault": "rateLimit", "times": "always", "retryAfter": 3600}));
    let error = bench.client().apps().list().await.unwrap_err();
    assert_eq!(error.code(), ErrorCode::PlatformRateLimited);
    assert_eq!(error.retry(), Retry::Temporary);
    assert_eq!(error.info().context["retryAfterSeconds"], "3600");
    assert!(bench.clock.pauses().is_empty());
}

#[tokio::test]
async fn attempts_end_and_are_counted() {
    let bench = Bench::new();
    bench
        .emulator
        .inject(json!({"fault": "status", "status": 503, "times": "always"}));
    let error = bench
        .client_with(bench.options().max_attempts(3_u32))
        .apps()
        .list()
        .await
        .unwrap_err();
    assert_eq!(error.code(), ErrorCode::PlatformUnavailable);
    assert_eq!(error.retry(), Retry::Exhausted);
    assert_eq!(error.effect(), Effect::None);
    assert_eq!(error.info().context["attempts"], "3");
    assert_eq!(bench.emulator.requests().len(), 3);
    // Longer each time.
    let pauses = bench.clock.pauses();
    assert!(pauses.len() == 2 && pauses[0] >= Duration::from_millis(500));
    assert!(pauses[1] >= Duration::from_secs(1), "{pauses:?}");
}

#[tokio::test]
async fn one_attempt_means_one() {
    let bench = Bench::new();
    bench.emulator.inject(json!({"fault": "reset"}));
    let client = bench.client_with(bench.options().max_attempts(1_u32));
    let error = client.apps().list().await.unwrap_err();
    assert_eq!(error.code(), ErrorCode::NetworkInterrupted);
    assert_eq!(error.retry(), Retry::Temporary);
    assert_eq!(bench.emulator.requests().len(), 1);
}

#[tokio::test]
async fn reads_survive_every_passing_failure() {
    for fault in [
        json!({"fault": "reset", "times": 2}),
        json!({"fault": "lostAnswer", "times": 2}),
        json!({"fault": "truncateBody", "times": 2}),
        json!({"fault": "truncateJson", "times": 2}),
        json!({"fault": "html", "times": 2}),
        json!({"fault": "html", "times": 2, "status": 200}),
        json!({"fault": "status", "times": 4, "status": 503}),
        json!({"fault": "status", "times": 4, "status": 500}),
        json!({"fault": "rateLimit", "times": 4, "retryAfter": null}),
    ] {
        let bench = Bench::new();
        bench.emulator.inject(fault.clone());
        let environments = bench
            .client()
            .environments()
            .list("orders".to_owned(), ListEnvironmentsOptions::default())
            .await
            .unwrap_or_else(|error| panic!("{fault}: {error:#}"));
        assert_eq!(environments.len(), 3);
    }
}

#[tokio::test]
async fn a_page_of_a_proxy_is_named_as_such() {
    let bench = Bench::new();
    bench
        .emulator
        .inject(json!({"fault": "html", "times": "always", "status": 200}));
    let error = bench.client().apps().list().await.unwrap_err();
    assert_eq!(error.code(), ErrorCode::AnswerUnexpected);
    assert!(error.message().contains("a page for people"), "{error}");
    assert!(error.info().context["answerBegins"].starts_with("<html>"));
    assert!(error.info().request_id.is_some());
}

#[tokio::test]
async fn an_effect_whose_answer_is_lost_is_not_repeated() {
    for fault in ["lostAnswer", "truncateBody", "truncateJson"] {
        let bench = Bench::new();
        let client = warm(&bench).await;
        bench.emulator.inject(json!({
            "fault": fault, "method": "POST", "path": "*/snapshots", "times": "always",
        }));
        let error = client
            .backups()
            .create_snapshot(address("orders/Test"), SnapshotOptions::default())
            .await
            .unwrap_err();
        assert_eq!(error.effect(), Effect::Unknown, "{fault}: {error:#}");
        assert_eq!(error.retry(), Retry::Temporary, "{fault}");
        assert_eq!(bench.effects(), ["snapshot.created"], "{fault}");
        assert_eq!(bench.requests_to("POST", "/snapshots"), 1, "{fault}");
        assert!(bench.clock.pauses().is_empty());
    }
}

#[tokio::test]
async fn an_effect_that_may_not_have_arrived_is_not_repeated_either() {
    for fault in [
        json!({"fault": "reset"}),
        json!({"fault": "html", "status": 502}),
        json!({"fault": "status", "status": 503}),
        json!({"fault": "status", "status": 500}),
    ] {
        let bench = Bench::new();
        let client = warm(&bench).await;
        let mut rule = fault.clone();
        rule["path"] = json!("*/stop");
        bench.emulator.inject(rule);
        let error = client
            .environments()
            .stop(address("orders/Test"), confirmed())
            .await
            .unwrap_err();
        assert_eq!(error.effect(), Effect::Unknown, "{fault}: {error:#}");
        assert_eq!(bench.requests_to("POST", "/stop"), 1, "{fault}");
        assert!(bench.effects().is_empty());
    }
}

#[tokio::test]
async fn an_effect_that_was_refused_untouched_is_repeated() {
    let bench = Bench::new();
    let client = warm(&bench).await;
    bench
        .emulator
        .inject(json!({"fault": "rateLimit", "path": "*/start", "times": 2, "retryAfter": 9}));
    bench.apply(json!({"kind": "setEnvironment", "environment": "Test", "status": "Stopped"}));
    let start = client
        .environments()
        .start(
            address("orders/Test"),
            StartOptions::default().confirm("orders/Test".to_owned()),
        )
        .await
        .unwrap();
    assert!(!start.id().is_empty());
    assert_eq!(bench.requests_to("POST", "/start"), 3);
    assert_eq!(bench.effects(), ["env.started"]);
    assert_eq!(bench.clock.pauses(), [Duration::from_secs(9); 2]);
}

#[tokio::test]
async fn a_transport_waits_for_a_package_that_is_still_processed() {
    let bench = Bench::new();
    let client = warm(&bench).await;
    bench.apply(json!({"kind": "setEnvironment", "environment": "Test", "status": "Stopped"}));
    let next = bench.apply(json!({"kind": "addPackage", "version": "2.0.0.7"}));
    let next = next["packageId"].as_str().unwrap();
    bench.emulator.inject(json!({
        "fault": "status", "path": "*/transport", "times": 3, "status": 503, "code": "SERVICE UNAVAILABLE",
    }));
    let environments = client.environments();
    let transport = || environments.transport(address("orders/Test"), next.into());
    transport().await.unwrap();
    assert_eq!(bench.requests_to("POST", "/transport"), 4);
    assert_eq!(bench.effects(), ["env.transported"]);

    bench.emulator.inject(json!({
        "fault": "status", "path": "*/transport", "times": "always", "status": 503, "code": "SERVICE UNAVAILABLE",
    }));
    let error = transport().await.unwrap_err();
    assert_eq!(error.code(), ErrorCode::MendixCloudPackageProcessing);
    assert_eq!(error.retry(), Retry::Exhausted);
    assert_eq!(
        error.info().platform_code.as_deref(),
        Some("SERVICE UNAVAILABLE")
    );
    assert_eq!(error.info().context["attempts"], "5");
    assert_eq!(error.info().context["package"], next);
}

#[tokio::test]
async fn every_attempt_has_a_request_id_and_the_error_has_the_last() {
    let bench = Bench::new();
    bench
        .emulator
        .inject(json!({"fault": "status", "status": 503, "times": "always"}));
    let error = bench.client().apps().list().await.unwrap_err();
    let ids: Vec<String> = bench
        .emulator
        .requests()
        .iter()
        .map(|request| request["requestId"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(ids.len(), 5);
    assert!(ids.iter().all(|id| id.len() == 32));
    assert_eq!(error.info().request_id.as_ref(), ids.last());
    assert_ne!(ids[0], ids[1]);
}

#[tokio::test]
async fn all_attempts_together_are_bounded() {
    let bench = Bench::new();
    bench
        .emulator
        .inject(json!({"fault": "rateLimit", "times": "always", "retryAfter": 50}));
    bench.emulator.set_auto_advance(0);
    let client = bench.client_with(bench.options().total_seconds(120_u64).max_attempts(100_u32));
    let error = client.apps().list().await.unwrap_err();
    assert_eq!(error.code(), ErrorCode::PlatformRateLimited, "{error:#}");
    assert_eq!(error.info().context["attempts"], "3");
    // A third pause would end after the time for the whole call.
    assert_eq!(bench.clock.pauses(), [Duration::from_secs(50); 2]);
}
