//! The main road: upload, transport, settings, start, stop, snapshot, restore.

use crate::support::bench;
use serde_json::json;

const TEST: &str = "/deploy/api/1/apps/orders/environments/Test";

#[tokio::test]
async fn a_package_is_uploaded_transported_configured_and_started() {
    let bench = bench(json!({}));
    let (status, before) = bench.get(TEST).await;
    assert_eq!((status, before["Status"].as_str()), (200, Some("Empty")));
    assert!(before.get("ModelVersion").is_none());
    assert_eq!(bench.get(&format!("{TEST}/package")).await.0, 404);

    let package = bench.usable("1.2.3.4").await;
    let (status, answer) = bench
        .post(&format!("{TEST}/transport"), json!({"PackageId": package}))
        .await;
    assert_eq!(status, 200, "{answer}");
    let (_, deployed) = bench.get(&format!("{TEST}/package?url=true")).await;
    assert_eq!(deployed["PackageId"], package.as_str());
    assert_eq!(deployed["Version"], "1.2.3.4");
    assert_eq!(deployed["Url"]["TTL"], 900);

    let (_, mut settings) = bench.get(&format!("{TEST}/settings")).await;
    assert_eq!(settings["Constants"][1]["Value"], "100");
    assert_eq!(settings["Constants"][1]["DeployedValue"], "");
    assert_eq!(settings["Constants"][2]["DataType"], "_Boolean");
    assert_eq!(settings["ScheduledEvents"][0]["Value"], "Disabled");
    settings["Constants"][1]["Value"] = json!("250");
    settings["ScheduledEvents"][0]["Value"] = json!("Enabled");
    let (status, echo) = bench.post(&format!("{TEST}/settings"), settings).await;
    assert_eq!(
        (status, &echo["Constants"][1]["Value"]),
        (200, &json!("250"))
    );

    let (status, started) = bench
        .post(&format!("{TEST}/start"), json!({"AutoSyncDb": true}))
        .await;
    assert_eq!(status, 200);
    let job = started["JobId"].as_str().unwrap();
    let (status, again) = bench.post(&format!("{TEST}/start"), json!({})).await;
    assert_eq!(
        (status, again["errorCode"].as_str()),
        (500, Some("APP_ALREADY_HAS_A_STARTING_JOB"))
    );
    bench
        .until(&format!("{TEST}/start/{job}"), "/Status", "Started")
        .await;
    let (_, running) = bench.get(TEST).await;
    assert_eq!(running["Status"], "Running");
    assert_eq!(running["ModelVersion"], "1.2.3.4");
    assert_eq!(running["MendixVersion"], "10.24.15.93102");
    let (_, settings) = bench.get(&format!("{TEST}/settings")).await;
    assert_eq!(settings["Constants"][1]["DeployedValue"], "250");
    let url = running["Url"].as_str().unwrap();
    let answer = bench
        .client
        .get(format!("{url}health"))
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), 200);

    let (status, already) = bench.post(&format!("{TEST}/start"), json!({})).await;
    assert_eq!(
        (status, already["errorCode"].as_str()),
        (200, Some("ALREADY_STARTED"))
    );
    assert!(already.get("JobId").is_none());
    let (status, refused) = bench
        .post(&format!("{TEST}/transport"), json!({"PackageId": package}))
        .await;
    assert_eq!(
        (status, refused["errorCode"].as_str()),
        (403, Some("APP_IS_RUNNING"))
    );

    assert_eq!(
        bench.post(&format!("{TEST}/stop"), json!(null)).await.0,
        200
    );
    assert_eq!(
        bench.get(TEST).await.1["Status"],
        "Running",
        "a stop takes its time"
    );
    bench.until(TEST, "/Status", "Stopped").await;
    assert_eq!(bench.client.get(url).send().await.unwrap().status(), 503);

    assert_eq!(
        bench.effect_names(),
        [
            "package.uploaded",
            "env.transported",
            "settings.written",
            "env.started",
            "env.stopped"
        ]
    );
}

#[tokio::test]
async fn a_start_finds_what_a_restore_wrote_before_it() {
    let bench = bench(json!({"changes": [
        {"kind": "addPackage", "version": "1.0.0.1", "environment": "Test", "running": true},
    ]}));
    let (project, environment) = bench.ids("Test");
    let base = format!("/deploy/api/v2/apps/{project}/environments/{environment}");
    let (_, snapshot) = bench.post(&format!("{base}/snapshots"), json!(null)).await;
    let id = snapshot["snapshot_id"].as_str().unwrap();
    bench
        .until(&format!("{base}/snapshots/{id}"), "/state", "completed")
        .await;
    bench.post(&format!("{TEST}/stop"), json!(null)).await;
    bench.until(TEST, "/Status", "Stopped").await;
    let new = bench.usable("2.0.0.2").await;
    bench
        .post(&format!("{TEST}/transport"), json!({"PackageId": new}))
        .await;
    let restore = format!("{base}/restores?source_snapshot_id={id}");
    assert_eq!(bench.post(&restore, json!(null)).await.0, 200);
    // The restore ends before the start job does, and nobody looks in between.
    bench.emulator.advance(20_000);
    let body = json!({"AutoSyncDb": true});
    assert_eq!(bench.post(&format!("{TEST}/start"), body).await.0, 200);
    bench.emulator.advance(120_000);
    let state = bench.emulator.state();
    let test = &state["apps"][0]["environments"][0];
    assert_eq!(test["status"], "Running");
    assert!(
        test["databaseModel"]
            .as_str()
            .unwrap()
            .starts_with("2.0.0.2"),
        "{test}"
    );
}

#[tokio::test]
async fn a_snapshot_brings_the_database_of_the_old_model_back() {
    let bench = bench(json!({}));
    let old = bench.usable("1.0.0.1").await;
    bench.run("Test", &old).await;
    bench.post(&format!("{TEST}/stop"), json!(null)).await;
    bench.until(TEST, "/Status", "Stopped").await;

    let (project, environment) = bench.ids("Test");
    let base = format!("/deploy/api/v2/apps/{project}/environments/{environment}");
    let (status, snapshot) = bench
        .post(&format!("{base}/snapshots"), json!({"comment": "before 2"}))
        .await;
    assert_eq!((status, snapshot["state"].as_str()), (200, Some("queued")));
    assert!(snapshot["model_version"].is_null() && snapshot["expires_at"].is_string());
    let (status, busy) = bench.post(&format!("{base}/snapshots"), json!(null)).await;
    assert_eq!(
        (status, busy["errorCode"].as_str()),
        (400, Some("ENVIRONMENT_BUSY"))
    );
    let id = snapshot["snapshot_id"].as_str().unwrap();
    let done = bench
        .until(&format!("{base}/snapshots/{id}"), "/state", "completed")
        .await;
    assert_eq!(done["model_version"], "1.0.0.1");

    let new = bench.usable("2.0.0.2").await;
    bench.run("Test", &new).await;
    bench.post(&format!("{TEST}/stop"), json!(null)).await;
    bench.until(TEST, "/Status", "Stopped").await;
    bench
        .post(&format!("{TEST}/transport"), json!({"PackageId": old}))
        .await;
    let (_, job) = bench
        .post(&format!("{TEST}/start"), json!({"AutoSyncDb": false}))
        .await;
    let job = format!("{TEST}/start/{}", job["JobId"].as_str().unwrap());
    bench.emulator.advance(60_000);
    let (status, failed) = bench.get(&job).await;
    assert_eq!(
        (status, failed["errorCode"].as_str()),
        (500, Some("INVALID_DB_STRUCTURE"))
    );

    let (status, restore) = bench
        .post(
            &format!("{base}/restores?source_snapshot_id={id}"),
            json!(null),
        )
        .await;
    assert_eq!(status, 200, "{restore}");
    let restore = restore["restore_id"].as_str().unwrap();
    bench
        .until(&format!("{base}/restores/{restore}"), "/state", "completed")
        .await;
    let (_, job) = bench
        .post(&format!("{TEST}/start"), json!({"AutoSyncDb": false}))
        .await;
    let job = format!("{TEST}/start/{}", job["JobId"].as_str().unwrap());
    bench.until(&job, "/Status", "Started").await;
}
