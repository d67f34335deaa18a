//! Each fault does what its documentation says, and no more than that often.

use std::time::Duration;

use crate::support::{bench, package};
use reqwest::Method;
use serde_json::{Value, json};

const TEST: &str = "/deploy/api/1/apps/orders/environments/Test";

#[tokio::test]
async fn a_reset_gives_no_answer_and_no_effect_a_lost_answer_has_the_effect() {
    let bench = bench(json!({}));
    let id = bench.usable("1.0.0.1").await;
    bench.run("Test", &id).await;
    let before = bench.effect_names().len();

    bench
        .emulator
        .inject(json!({"fault": "reset", "method": "POST", "path": "*/stop"}));
    let url = format!("{TEST}/stop");
    assert!(bench.request(Method::POST, &url).send().await.is_err());
    assert_eq!(bench.effect_names().len(), before);
    assert_eq!(
        bench.emulator.requests().last().unwrap()["status"],
        Value::Null
    );

    bench
        .emulator
        .inject(json!({"fault": "lostAnswer", "method": "POST", "path": "*/stop"}));
    assert!(bench.request(Method::POST, &url).send().await.is_err());
    assert_eq!(bench.effect_names().last().unwrap(), "env.stopped");
    bench.until(TEST, "/Status", "Stopped").await;
}

#[tokio::test]
async fn a_body_is_cut_behind_its_announced_length() {
    let bench = bench(json!({}));
    bench
        .emulator
        .inject(json!({"fault": "truncateBody", "path": TEST, "bytes": 7}));
    let mut response = bench.request(Method::GET, TEST).send().await.unwrap();
    assert!(response.content_length().unwrap() > 7);
    assert_eq!(response.chunk().await.unwrap().unwrap().len(), 7);
    assert!(response.chunk().await.is_err());
    assert_eq!(bench.get(TEST).await.0, 200);
}

#[tokio::test]
async fn json_is_cut_inside_a_sound_frame() {
    let bench = bench(json!({}));
    bench
        .emulator
        .inject(json!({"fault": "truncateJson", "path": TEST}));
    let response = bench.request(Method::GET, TEST).send().await.unwrap();
    assert_eq!(response.status(), 200);
    let text = response.text().await.unwrap();
    assert!(text.starts_with('{') && serde_json::from_str::<Value>(&text).is_err());
}

#[tokio::test]
async fn statuses_and_codes_come_nth_and_so_many_times() {
    let bench = bench(json!({}));
    bench.emulator.inject(json!({
        "fault": "status", "path": TEST, "nth": 2, "times": 2,
        "status": 503, "code": "SERVICE UNAVAILABLE", "message": "later",
    }));
    let mut seen = Vec::new();
    for _ in 0..4 {
        let (status, body) = bench.get(TEST).await;
        seen.push((status, body["errorCode"].as_str().map(str::to_owned)));
    }
    let busy = (503, Some("SERVICE UNAVAILABLE".to_owned()));
    assert_eq!(seen, [(200, None), busy.clone(), busy, (200, None)]);
}

#[tokio::test]
async fn a_failure_can_come_after_the_effect() {
    let bench = bench(json!({}));
    bench.emulator.inject(json!({"fault": "status", "method": "POST", "path": "*/tags", "status": 502, "when": "after"}));
    let path = format!("{TEST}/tags");
    assert_eq!(bench.post(&path, json!({"Tag": "blue"})).await.0, 502);
    assert_eq!(bench.get(&path).await.1["Tag"], "blue");
    assert_eq!(bench.effect_names(), ["tags.written"]);
}

#[tokio::test]
async fn a_delay_moves_the_clock() {
    let bench = bench(json!({}));
    bench.emulator.set_auto_advance(0);
    let start = bench.emulator.now_ms();
    bench
        .emulator
        .inject(json!({"fault": "delay", "ms": 90_000}));
    bench.get(TEST).await;
    assert_eq!(bench.emulator.now_ms(), start + 90_000);
}

#[tokio::test]
async fn rate_limits_say_when_to_come_back() {
    let bench = bench(json!({}));
    bench
        .emulator
        .inject(json!({"fault": "rateLimit", "path": TEST, "retryAfter": 7}));
    bench
        .emulator
        .inject(json!({"fault": "rateLimit", "path": TEST, "retryAfterDate": 60}));
    let first = bench.request(Method::GET, TEST).send().await.unwrap();
    assert_eq!(
        (first.status().as_u16(), &first.headers()["retry-after"]),
        (429, &"7".parse().unwrap())
    );
    let second = bench.request(Method::GET, TEST).send().await.unwrap();
    // Both rules matched the first request, which used both up.
    assert_eq!(second.status(), 200);
    bench
        .emulator
        .inject(json!({"fault": "rateLimit", "path": TEST, "retryAfterDate": 60}));
    let third = bench.request(Method::GET, TEST).send().await.unwrap();
    assert!(
        third.headers()["retry-after"]
            .to_str()
            .unwrap()
            .ends_with("GMT")
    );
}

#[tokio::test]
async fn a_proxy_answers_html() {
    let bench = bench(json!({}));
    bench
        .emulator
        .inject(json!({"fault": "html", "path": "/cloud/*"}));
    let response = bench
        .request(Method::GET, "/cloud/api/v4/apps")
        .send()
        .await
        .unwrap();
    assert_eq!(response.status(), 502);
    assert!(response.text().await.unwrap().starts_with("<html>"));
}

#[tokio::test]
async fn a_stalled_request_goes_on_when_faults_are_cleared() {
    let bench = bench(json!({}));
    bench
        .emulator
        .inject(json!({"fault": "stall", "path": TEST}));
    let request = bench
        .request(Method::GET, TEST)
        .timeout(Duration::from_millis(200));
    assert!(request.send().await.unwrap_err().is_timeout());

    bench.emulator.clear_faults();
    bench
        .emulator
        .inject(json!({"fault": "stall", "path": TEST}));
    let waiting = tokio::spawn(bench.request(Method::GET, TEST).send());
    let emulator = bench.emulator.clone();
    // Requests that are not stalled show that the server still serves.
    assert_eq!(bench.get("/deploy/api/1/apps").await.0, 200);
    while !waiting.is_finished() {
        emulator.clear_faults();
        tokio::task::yield_now().await;
    }
    assert_eq!(waiting.await.unwrap().unwrap().status(), 200);
}

#[tokio::test]
async fn a_reset_upload_leaves_nothing_behind() {
    let bench = bench(json!({}));
    bench
        .emulator
        .inject(json!({"fault": "resetUpload", "path": "*/packages/upload", "bytes": 1000}));
    let form = reqwest::multipart::Form::new().part(
        "file",
        reqwest::multipart::Part::bytes(vec![7; 3_000_000]).file_name("x.mda"),
    );
    let path = "/deploy/api/v2/apps/orders/packages/upload";
    assert!(
        bench
            .request(Method::POST, path)
            .multipart(form)
            .send()
            .await
            .is_err()
    );
    assert_eq!(bench.effect_names().len(), 0);
    assert_eq!(
        bench.get("/deploy/api/1/apps/orders/packages").await.1,
        json!([])
    );
    assert_eq!(bench.upload("again.mda", package("1.0.0.1")).await.0, 200);
}

#[tokio::test]
async fn credentials_can_end_midway() {
    let bench = bench(json!({}));
    bench
        .emulator
        .inject(json!({"fault": "revokeApiKey", "path": TEST, "nth": 2}));
    assert_eq!(bench.get(TEST).await.0, 200);
    assert_eq!(bench.get(TEST).await.0, 401);
    assert_eq!(bench.get("/deploy/api/1/apps").await.0, 401);
    assert_eq!(bench.get("/cloud/api/v4/apps").await.0, 200);
    bench.emulator.inject(json!({"fault": "revokePat"}));
    let (status, body) = bench.get("/cloud/api/v4/apps").await;
    assert_eq!(status, 403);
    assert_eq!(
        body["error"]["invalid-params"][0]["reason"],
        "The token is not accepted"
    );
}

#[tokio::test]
async fn somebody_else_interferes_just_before_a_request() {
    let bench = bench(json!({}));
    let id = bench.usable("1.0.0.1").await;
    bench.emulator.inject(json!({
        "fault": "interfere", "method": "POST", "path": "*/transport",
        "change": {"kind": "deletePackage", "packageId": id},
    }));
    let (status, body) = bench
        .post(&format!("{TEST}/transport"), json!({"PackageId": id}))
        .await;
    assert_eq!(
        (status, body["errorCode"].as_str()),
        (404, Some("PACKAGE_NOT_FOUND"))
    );
}

#[tokio::test]
async fn answers_can_be_patched() {
    let bench = bench(json!({}));
    bench.emulator.inject(json!({
        "fault": "patch", "path": TEST, "times": "always",
        "set": {"/Status": "Hibernating", "/NewField": {"a": 1}},
    }));
    let (_, body) = bench.get(TEST).await;
    assert_eq!(
        (&body["Status"], &body["NewField"]["a"]),
        (&json!("Hibernating"), &json!(1))
    );
    assert_eq!(bench.get(TEST).await.1["Mode"], "Test");
}

/// The answer of a start job that has ended.
async fn started(bench: &crate::support::Bench, sync: bool) -> (u16, Value) {
    let (_, job) = bench
        .post(&format!("{TEST}/start"), json!({"AutoSyncDb": sync}))
        .await;
    bench.emulator.advance(60_000);
    bench
        .get(&format!("{TEST}/start/{}", job["JobId"].as_str().unwrap()))
        .await
}

#[tokio::test]
async fn start_jobs_fail_in_each_way_and_the_database_tells() {
    let bench = bench(json!({}));
    let id = bench.usable("1.0.0.1").await;
    bench
        .post(&format!("{TEST}/transport"), json!({"PackageId": id}))
        .await;
    let model = || bench.emulator.state()["apps"][0]["environments"][0]["databaseModel"].clone();

    bench
        .emulator
        .inject(json!({"fault": "missingConstants", "names": ["Orders.Key"]}));
    let (status, body) = started(&bench, true).await;
    assert_eq!(
        (status, body["errorCode"].as_str()),
        (500, Some("MISSING_CONSTANT"))
    );
    assert!(
        body["errorMessage"]
            .as_str()
            .unwrap()
            .contains("Orders.Key")
    );
    assert_eq!(model(), Value::Null);

    bench.emulator.inject(json!({"fault": "dbSyncFails"}));
    assert_eq!(started(&bench, true).await.1["errorCode"], "DB_SYNC_FAILED");
    assert_eq!(model(), Value::Null);

    bench
        .emulator
        .inject(json!({"fault": "startFails", "code": "INSECURE_ADMIN_PASSWORD"}));
    assert_eq!(
        started(&bench, true).await.1["errorCode"],
        "INSECURE_ADMIN_PASSWORD"
    );

    bench
        .emulator
        .apply(json!({"kind": "lock", "environment": "Test"}))
        .unwrap();
    assert_eq!(started(&bench, true).await.1["errorCode"], "ALREADY_LOCKED");
    bench
        .emulator
        .apply(json!({"kind": "unlock", "environment": "Test"}))
        .unwrap();

    assert_eq!(
        started(&bench, false).await.1["errorCode"],
        "INVALID_DB_STRUCTURE"
    );

    bench
        .emulator
        .inject(json!({"fault": "startupActionFails"}));
    assert_eq!(
        started(&bench, true).await.1["errorCode"],
        "STARTUP_ACTION_FAILED"
    );
    assert_eq!(
        model(),
        "1.0.0.1",
        "the database was changed before the app failed"
    );
    assert_eq!(
        started(&bench, false).await,
        (200, json!({"Status": "Started"}))
    );
}

#[tokio::test]
async fn builds_uploads_and_snapshots_fail() {
    let bench = bench(json!({}));
    bench.emulator.inject(json!({"fault": "buildFails"}));
    let revision =
        bench.emulator.state()["apps"][0]["repository"]["branches"][0]["commits"][0]["id"].clone();
    let (status, body) = bench
        .post(
            "/deploy/api/1/apps/orders/packages",
            json!({"Branch": "main", "Revision": revision, "Version": "1.2.3"}),
        )
        .await;
    assert_eq!(status, 200, "{body}");
    bench.emulator.advance(60_000);
    let id = body["PackageId"].as_str().unwrap();
    assert_eq!(
        bench
            .get(&format!("/deploy/api/1/apps/orders/packages/{id}"))
            .await
            .1["Status"],
        "Failed"
    );

    let (_, body) = bench.upload("x.mda", b"not a zip".to_vec()).await;
    bench.emulator.advance(60_000);
    let job = body["JobId"].as_str().unwrap();
    assert_eq!(
        bench
            .get(&format!("/deploy/api/v2/apps/orders/jobs/{job}"))
            .await
            .1["Status"],
        "Failed"
    );

    bench.emulator.inject(json!({"fault": "snapshotFails"}));
    let (project, environment) = bench.ids("Test");
    let base = format!("/deploy/api/v2/apps/{project}/environments/{environment}/snapshots");
    let (_, snapshot) = bench.post(&base, json!(null)).await;
    bench.emulator.advance(60_000);
    let (_, snapshot) = bench
        .get(&format!(
            "{base}/{}",
            snapshot["snapshot_id"].as_str().unwrap()
        ))
        .await;
    assert_eq!(snapshot["state"], "failed");
    assert!(snapshot["status_message"].is_string());
}

#[test]
fn a_fault_that_does_not_exist_is_refused() {
    let bench = bench(json!({}));
    for fault in [
        json!({"fault": "explode"}),
        json!({"fault": "reset", "pth": "/x"}),
        json!({"fault": "status"}),
        json!({"fault": "reset", "times": 0}),
        json!({"fault": "reset", "nth": 0}),
        json!({"fault": "status", "status": 99}),
        json!({"fault": "patch", "set": {}, "when": "before"}),
        json!("reset"),
    ] {
        assert!(bench.emulator.try_inject(fault.clone()).is_err(), "{fault}");
    }
}
