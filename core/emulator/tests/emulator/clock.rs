//! Time passes by request or by hand, and ends links, packages and credentials.

use crate::support::bench;
use serde_json::json;

const TEST: &str = "/deploy/api/1/apps/orders/environments/Test";

#[tokio::test]
async fn the_clock_stands_still_unless_it_is_moved() {
    let bench = bench(json!({"clock": "2026-05-01T00:00:00Z"}));
    assert_eq!(bench.emulator.now_ms(), 1_777_593_600_000);
    bench.get(TEST).await;
    assert_eq!(bench.emulator.now_ms(), 1_777_593_601_000);
    bench.emulator.set_auto_advance(0);
    bench.get(TEST).await;
    assert_eq!(bench.emulator.now_ms(), 1_777_593_601_000);
    bench.emulator.advance(250);
    assert_eq!(bench.emulator.now_ms(), 1_777_593_601_250);
    bench.emulator.advance(u64::MAX);
    assert_eq!(bench.get(TEST).await.0, 200);
}

#[tokio::test]
async fn an_upload_job_goes_through_its_states_and_the_package_waits_longer() {
    let bench = bench(json!({}));
    bench.emulator.set_auto_advance(0);
    let (_, body) = bench
        .upload("a.mda", crate::support::package("1.0.0.1"))
        .await;
    let job = format!(
        "/deploy/api/v2/apps/orders/jobs/{}",
        body["JobId"].as_str().unwrap()
    );
    let transport = format!("{TEST}/transport");
    let wanted = json!({"PackageId": body["PackageId"]});
    for (ms, status) in [(0, "Queued"), (2_000, "Running"), (5_000, "Completed")] {
        bench.emulator.advance(ms);
        assert_eq!(bench.get(&job).await.1["Status"], status);
        let (code, answer) = bench.post(&transport, wanted.clone()).await;
        assert_eq!(
            (code, answer["errorCode"].as_str()),
            (503, Some("SERVICE UNAVAILABLE"))
        );
    }
    bench.emulator.advance(3_000);
    assert_eq!(bench.post(&transport, wanted).await.0, 200);
}

#[tokio::test]
async fn links_end() {
    let bench = bench(json!({}));
    let id = bench.usable("1.0.0.1").await;
    bench.emulator.set_auto_advance(0);
    let path = format!("/deploy/api/1/apps/orders/packages/{id}?url=true");
    let (_, package) = bench.get(&path).await;
    let link = package["Url"]["Location"].as_str().unwrap();
    let get = || bench.client.get(link).send();
    let bytes = get().await.unwrap().bytes().await.unwrap();
    assert_eq!(bytes, crate::support::package("1.0.0.1"));
    let forged = link.replace("planted-secret", "forged");
    assert_eq!(bench.client.get(forged).send().await.unwrap().status(), 403);
    bench.emulator.advance(899_999);
    assert_eq!(get().await.unwrap().status(), 200);
    bench.emulator.advance(1);
    assert_eq!(get().await.unwrap().status(), 403);
}

#[tokio::test]
async fn unused_packages_vanish_after_fifteen_days() {
    let bench = bench(json!({}));
    let kept = bench.usable("1.0.0.1").await;
    let lost = bench.usable("1.0.1.2").await;
    bench.run("Test", &kept).await;
    bench.emulator.advance(15 * 86_400_000);
    let base = "/deploy/api/1/apps/orders/packages";
    assert_eq!(bench.get(&format!("{base}/{kept}")).await.0, 200);
    assert_eq!(bench.get(&format!("{base}/{lost}")).await.0, 404);
}

#[tokio::test]
async fn the_five_packages_deployed_last_stay() {
    let bench = bench(json!({}));
    let mut ids = Vec::new();
    for number in 0..7 {
        let id = bench.usable(&format!("1.0.{number}.1")).await;
        let answer = bench
            .post(&format!("{TEST}/transport"), json!({"PackageId": id}))
            .await;
        assert_eq!(answer.0, 200);
        ids.push(id);
    }
    bench.emulator.advance(16 * 86_400_000);
    let (_, left) = bench.get("/deploy/api/1/apps/orders/packages").await;
    let left: Vec<_> = left
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["PackageId"].clone())
        .collect();
    // The deployed one and the five before it.
    assert_eq!(
        left,
        ids[1..].iter().map(|id| json!(id)).collect::<Vec<_>>()
    );
}

#[tokio::test]
async fn a_status_can_be_out_of_date() {
    let bench = bench(json!({"options": {"staleStatus": 15_000}}));
    let id = bench.usable("1.0.0.1").await;
    bench.run("Test", &id).await;
    assert_eq!(bench.get(TEST).await.1["Status"], "Stopped");
    bench.emulator.advance(15_000);
    assert_eq!(bench.get(TEST).await.1["Status"], "Running");
}

#[tokio::test]
async fn a_revoked_key_works_while_it_is_cached() {
    let bench = bench(json!({"options": {"apiKeyCache": 60_000}}));
    bench
        .emulator
        .apply(json!({"kind": "revokeApiKey"}))
        .unwrap();
    assert_eq!(bench.get(TEST).await.0, 200);
    bench.emulator.advance(60_000);
    assert_eq!(bench.get(TEST).await.0, 401);
}
