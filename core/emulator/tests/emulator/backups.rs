//! Backups v2: archives and their links, restores and the three meanings of one code.

use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{Bench, bench};

fn code(reply: &(u16, Value)) -> (u16, &str) {
    (reply.0, reply.1["errorCode"].as_str().unwrap_or_default())
}

fn base(bench: &Bench, mode: &str) -> String {
    let (project, environment) = bench.ids(mode);
    format!("/deploy/api/v2/apps/{project}/environments/{environment}")
}

fn deployed() -> Bench {
    bench(json!({"changes": [
        {"kind": "addPackage", "version": "1.0.0.1", "environment": "Production", "running": true},
        {"kind": "addPackage", "version": "1.0.0.1", "environment": "Acceptance", "running": true},
    ]}))
}

async fn snapshot(bench: &Bench, base: &str) -> String {
    let (status, made) = bench.post(&format!("{base}/snapshots"), json!(null)).await;
    assert_eq!(status, 200, "{made}");
    let id = made["snapshot_id"].as_str().unwrap().to_owned();
    bench
        .until(&format!("{base}/snapshots/{id}"), "/state", "completed")
        .await;
    id
}

#[tokio::test]
async fn the_same_segment_is_another_id_here() {
    let bench = deployed();
    let (project, environment) = bench.ids("Production");
    let wrong = format!("/deploy/api/v2/apps/orders/environments/{environment}/snapshots");
    assert_eq!(
        code(&bench.get(&wrong).await),
        (404, "ENVIRONMENT_NOT_FOUND")
    );
    let wrong = format!("/deploy/api/v2/apps/{project}/environments/Production/snapshots");
    assert_eq!(
        code(&bench.get(&wrong).await),
        (404, "ENVIRONMENT_NOT_FOUND")
    );
    let upload = format!("/deploy/api/v2/apps/{project}/jobs/x");
    assert_eq!(code(&bench.get(&upload).await), (404, "APP_NOT_FOUND"));
}

#[tokio::test]
async fn snapshots_are_listed_commented_and_deleted() {
    let bench = deployed();
    let base = base(&bench, "Production");
    let first = snapshot(&bench, &base).await;
    let second = snapshot(&bench, &base).await;
    let (_, list) = bench.get(&format!("{base}/snapshots?limit=1")).await;
    assert_eq!((&list["total"], &list["limit"]), (&json!(2), &json!(1)));
    assert_eq!(list["snapshots"][0]["snapshot_id"], second.as_str());
    let (_, list) = bench.get(&format!("{base}/snapshots?offset=1")).await;
    assert_eq!(list["snapshots"][0]["snapshot_id"], first.as_str());
    assert_eq!(
        code(&bench.get(&format!("{base}/snapshots?limit=0")).await),
        (400, "INVALID_PARAMETERS")
    );

    let one = format!("{base}/snapshots/{first}");
    let before = bench.get(&one).await.1["updated_at"].clone();
    let (_, changed) = bench
        .send(Method::PUT, &one, json!({"comment": "keep"}))
        .await;
    assert_eq!(
        (&changed["comment"], &changed["updated_at"]),
        (&json!("keep"), &before)
    );
    assert_eq!(
        bench.send(Method::DELETE, &one, json!(null)).await,
        (204, Value::Null)
    );
    assert_eq!(code(&bench.get(&one).await), (404, "NOT_FOUND"));
}

#[tokio::test]
async fn an_archive_has_a_link_when_it_is_done_and_for_eight_hours() {
    let bench = deployed();
    let base = base(&bench, "Production");
    let id = snapshot(&bench, &base).await;
    let archives = format!("{base}/snapshots/{id}/archives");
    let bad = bench
        .post(&format!("{archives}?data_type=files_only"), json!(null))
        .await;
    assert_eq!(code(&bad), (400, "UNSUPPORTED"));
    let (_, made) = bench
        .post(&format!("{archives}?data_type=database_only"), json!(null))
        .await;
    assert_eq!(
        (&made["state"], &made["url"]),
        (&json!("queued"), &Value::Null)
    );
    let path = format!("{archives}/{}", made["archive_id"].as_str().unwrap());
    let done = bench.until(&path, "/state", "completed").await;
    let link = done["url"].as_str().unwrap();
    assert_eq!(
        bench.get(&path).await.1["url"],
        link,
        "the link stays the same"
    );
    let answer = bench.client.get(link).send().await.unwrap();
    assert!(answer.text().await.unwrap().starts_with("database_only"));
    bench.emulator.inject(json!({"fault": "linkExpired"}));
    assert_eq!(bench.client.get(link).send().await.unwrap().status(), 403);
    assert_eq!(bench.client.get(link).send().await.unwrap().status(), 200);
    bench.emulator.advance(8 * 3_600_000);
    assert_eq!(bench.client.get(link).send().await.unwrap().status(), 403);
}

#[tokio::test]
async fn one_code_of_a_restore_has_three_meanings() {
    let bench = deployed();
    let (from, to) = (base(&bench, "Production"), base(&bench, "Acceptance"));
    let (_, made) = bench.post(&format!("{from}/snapshots"), json!(null)).await;
    let id = made["snapshot_id"].as_str().unwrap();
    let restore = format!("{to}/restores?source_snapshot_id={id}");
    let mut texts = Vec::new();
    let mut refused = |reply: (u16, Value)| {
        assert_eq!(code(&reply), (400, "ERROR_NOT_ALLOWED"));
        texts.push(reply.1["errorMessage"].clone());
    };
    refused(bench.post(&restore, json!(null)).await);
    bench
        .until(&format!("{from}/snapshots/{id}"), "/state", "completed")
        .await;
    refused(bench.post(&restore, json!(null)).await);
    let rights = |value: bool| {
        let change = json!({"kind": "setRights", "environment": "Production", "rights": {"canManageBackups": value}});
        bench.emulator.apply(change).unwrap();
    };
    rights(false);
    refused(bench.post(&restore, json!(null)).await);
    assert!(texts[0] != texts[1] && texts[1] != texts[2] && texts[0] != texts[2]);

    rights(true);
    let stopped = json!({"kind": "setEnvironment", "environment": "Acceptance", "status": "Stopped", "databaseModel": "older"});
    bench.emulator.apply(stopped).unwrap();
    assert_eq!(
        code(&bench.post(&format!("{to}/restores"), json!(null)).await),
        (400, "INVALID_PARAMETERS")
    );
    let unknown = format!("{to}/restores?source_snapshot_id=none");
    assert_eq!(
        code(&bench.post(&unknown, json!(null)).await),
        (400, "NOT_FOUND")
    );
    assert_eq!(
        code(&bench.get(&format!("{to}/restores/none")).await),
        (400, "NOT_FOUND")
    );

    let (status, made) = bench.post(&restore, json!(null)).await;
    assert_eq!(status, 200);
    assert_eq!(
        code(&bench.post(&restore, json!(null)).await),
        (400, "ENVIRONMENT_BUSY")
    );
    let start = "/deploy/api/1/apps/orders/environments/Acceptance/start";
    let (_, job) = bench.post(start, json!({"AutoSyncDb": false})).await;
    bench.emulator.set_auto_advance(0);
    bench.emulator.advance(21_000);
    let failed = bench
        .get(&format!("{start}/{}", job["JobId"].as_str().unwrap()))
        .await;
    assert_eq!(
        code(&failed),
        (500, "ALREADY_LOCKED"),
        "a restore is under way"
    );
    bench.emulator.advance(60_000);
    let path = format!("{to}/restores/{}", made["restore_id"].as_str().unwrap());
    assert_eq!(bench.get(&path).await.1["state"], "completed");
    let state = bench.emulator.state();
    let model = |index: usize| state["apps"][0]["environments"][index]["databaseModel"].clone();
    assert_eq!(model(1), model(2));
}

#[tokio::test]
async fn maintenance_rights_and_free_apps_stop_backups() {
    let bench = deployed();
    let path = format!("{}/snapshots", base(&bench, "Production"));
    let set = |change: Value| bench.emulator.apply(change).unwrap();
    set(json!({"kind": "setEnvironment", "environment": "Production", "maintenance": true}));
    assert_eq!(
        code(&bench.post(&path, json!(null)).await),
        (400, "INVALID_STATE")
    );
    set(
        json!({"kind": "setRights", "environment": "Production", "rights": {"canManageBackups": false}}),
    );
    assert_eq!(code(&bench.get(&path).await), (403, "NO_ACCESS"));
    let free = bench_free();
    let path = format!("{}/snapshots", base(&free, "Sandbox"));
    assert_eq!(code(&free.get(&path).await), (400, "NOT_SUPPORTED"));
}

fn bench_free() -> Bench {
    bench(json!({"apps": [{"appId": "hobby", "licence": "free"}]}))
}
