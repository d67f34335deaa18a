//! Deploy v1, Build and the uploads, call by call: shapes, odd spellings, refusals.

use crate::support::{Bench, bench, package, package_of, read};
use reqwest::Method;
use serde_json::{Value, json};

const APP: &str = "/deploy/api/1/apps/orders";
const TEST: &str = "/deploy/api/1/apps/orders/environments/Test";

fn code(reply: &(u16, Value)) -> (u16, &str) {
    (reply.0, reply.1["errorCode"].as_str().unwrap_or_default())
}

/// A bench whose Test environment runs a package that nobody uploaded.
fn running() -> Bench {
    bench(json!({"changes": [
        {"kind": "addPackage", "version": "1.2.3.4", "environment": "Test", "running": true},
    ]}))
}

#[tokio::test]
async fn apps_and_environments_have_their_names_and_ids() {
    let bench = bench(json!({}));
    let (_, apps) = bench.get("/deploy/api/1/apps").await;
    let (project, environment) = bench.ids("Production");
    assert_eq!(apps[0]["AppId"], "orders");
    assert_eq!(apps[0]["Name"], "Orders");
    assert_eq!(apps[0]["ProjectId"], project);
    assert_eq!(bench.get(APP).await.1, apps[0]);
    let (_, list) = bench.get(&format!("{APP}/environments")).await;
    let modes: Vec<_> = list
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["Mode"].clone())
        .collect();
    assert_eq!(modes, ["Test", "Acceptance", "Production"]);
    assert_eq!(
        (&list[2]["Production"], &list[2]["EnvironmentId"]),
        (&json!(true), &json!(environment))
    );
}

#[tokio::test]
async fn what_is_unknown_has_many_spellings() {
    let bench = bench(json!({"apps": [{"appId": "orders", "environments": [{"mode": "Test"}]}]}));
    assert_eq!(
        code(&bench.get("/deploy/api/1/apps/nope").await),
        (404, "APP_NOT_FOUND")
    );
    assert_eq!(
        code(&bench.get("/deploy/api/1/apps/no%20app").await),
        (400, "INVALID_APPID")
    );
    let of = |mode: &str| format!("{APP}/environments/{mode}");
    assert_eq!(
        code(&bench.get(&of("Production")).await),
        (404, "ENVIRONMENT_NOT_FOUND")
    );
    assert_eq!(
        code(&bench.get(&of("test")).await),
        (400, "INVALID_ENVIRONMENT")
    );
    assert_eq!(code(&bench.get(&of("Nope/tags")).await), (404, "NOT FOUND"));
    let tag = json!({"Tag": "x"});
    assert_eq!(
        code(&bench.post(&of("Nope/tags"), tag).await),
        (404, "NOT_FOUND")
    );
    assert_eq!(
        code(&bench.get(&format!("{TEST}/package")).await),
        (404, "PACKAGE_NOT_FOUND")
    );
    assert_eq!(
        code(&bench.get(&format!("{TEST}/start/1")).await),
        (404, "NO_SUCH_STARTJOB")
    );
    let start = bench.post(&format!("{TEST}/start"), json!({})).await;
    assert_eq!(code(&start), (500, "NO_MDA_HAS_BEEN_DEPLOYED"));
    let clean = bench.post(&format!("{TEST}/clean"), json!(null)).await;
    assert_eq!(code(&clean), (422, "ENVIRONMENT_NOT_DEPLOYED"));
    assert_eq!(bench.get("/deploy/api/1/nothing").await.0, 404);
    assert_eq!(bench.send(Method::PUT, APP, json!(null)).await.0, 405);

    bench
        .emulator
        .apply(json!({"kind": "option", "name": "caseSensitiveModes", "value": false}))
        .unwrap();
    assert_eq!(bench.get(&of("test")).await.1["Mode"], "Test");
}

#[tokio::test]
async fn flexible_names_are_decoded_and_change() {
    let bench =
        bench(json!({"apps": [{"appId": "orders", "environments": [{"mode": "load-test"}]}]}));
    assert_eq!(
        bench
            .get(&format!("{APP}/environments/load%2Dtest"))
            .await
            .0,
        200
    );
    let change = json!({"kind": "setEnvironment", "environment": "load-test", "mode": "stress"});
    bench.emulator.apply(change).unwrap();
    assert_eq!(
        bench.get(&format!("{APP}/environments/load-test")).await.0,
        400
    );
    assert_eq!(
        bench.get(&format!("{APP}/environments/stress")).await.0,
        200
    );
}

#[tokio::test]
async fn wrong_keys_are_refused_and_each_shape_of_error_can_be_had() {
    let bench = bench(json!({}));
    let url = format!("{}{TEST}", bench.emulator.url());
    assert_eq!(bench.client.get(&url).send().await.unwrap().status(), 401);
    let wrong = bench
        .client
        .get(&url)
        .header("Mendix-Username", "dana.deployer@example.com");
    let wrong = wrong.header("Mendix-ApiKey", "wrong").send().await.unwrap();
    assert_eq!(wrong.status(), 401);
    let nowhere = format!("{APP}/packages/nothing");
    for (shape, text) in [
        ("pascal", r#""ErrorCode":"PACKAGE_NOT_FOUND""#),
        ("nested", r#"{"error":{"code":"PACKAGE_NOT_FOUND""#),
        ("text", "PACKAGE_NOT_FOUND: "),
        ("empty", ""),
    ] {
        bench
            .emulator
            .apply(json!({"kind": "option", "name": "errorShape", "value": shape}))
            .unwrap();
        let answer = bench.request(Method::GET, &nowhere).send().await.unwrap();
        assert_eq!(answer.status(), 404);
        let body = answer.text().await.unwrap();
        assert!(
            body.contains(text) && body.is_empty() == text.is_empty(),
            "{body}"
        );
    }
}

#[tokio::test]
async fn rights_are_checked_per_environment() {
    let bench = running();
    let rights = |value: Value| {
        let change = json!({"kind": "setRights", "environment": "Test", "rights": value});
        bench.emulator.apply(change).unwrap();
    };
    rights(json!({"canAccessAPI": false}));
    assert_eq!(code(&bench.get(TEST).await), (403, "NO_ACCESS"));
    assert_eq!(
        bench
            .get(&format!("{APP}/environments"))
            .await
            .1
            .as_array()
            .unwrap()
            .len(),
        2
    );
    rights(json!({"canDeployApp": false}));
    assert_eq!(bench.get(TEST).await.0, 200);
    let body = json!({"PackageId": "x"});
    assert_eq!(
        code(&bench.post(&format!("{TEST}/transport"), body).await),
        (403, "TRANSPORT_NOT_ALLOWED")
    );
    assert_eq!(
        code(&bench.post(&format!("{TEST}/stop"), json!(null)).await),
        (403, "NO_ACCESS")
    );
    // Packages belong to no environment: the right on another one is enough.
    assert_eq!(bench.get(&format!("{APP}/packages")).await.0, 200);
    rights(json!({"canViewLogs": false}));
    assert_eq!(
        code(&bench.get(&format!("{TEST}/logs/2026-03-02")).await),
        (403, "FORBIDDEN")
    );
    assert!(bench.emulator.effects().is_empty());
}

#[tokio::test]
async fn packages_want_the_right_on_some_environment() {
    let bench = running();
    let everywhere = |value: Value| {
        for mode in ["Test", "Acceptance", "Production"] {
            let change = json!({"kind": "setRights", "environment": mode, "rights": value});
            bench.emulator.apply(change).unwrap();
        }
    };
    let packages = format!("{APP}/packages");
    let build = json!({"Revision": "1", "Version": "1.0.0"});
    everywhere(json!({"canDeployApp": false}));
    assert_eq!(bench.get(&packages).await.0, 200);
    let refused = (403, "NO_ACCESS");
    assert_eq!(code(&bench.post(&packages, build).await), refused);
    assert_eq!(code(&bench.upload("a.mda", package("1")).await), refused);
    everywhere(json!({"canAccessAPI": false}));
    assert_eq!(code(&bench.get(&packages).await), refused);
    assert!(bench.emulator.effects().is_empty());
}

#[tokio::test]
async fn settings_are_all_or_nothing_and_masks_are_stored_as_they_come() {
    let bench = running();
    let path = format!("{TEST}/settings");
    let one = |name: &str, value: &str| json!({"Constants": [{"Name": name, "Value": value}]});
    let before = bench.get(&path).await.1;
    let both = json!({"Constants": [{"Name": "Orders.ApiUrl", "Value": "new"}, {"Name": "Orders.Nope", "Value": ""}]});
    assert_eq!(
        code(&bench.post(&path, both).await),
        (400, "CONSTANT_NOT_FOUND")
    );
    let event =
        |name: &str, value: &str| json!({"ScheduledEvents": [{"Name": name, "Value": value}]});
    assert_eq!(
        code(&bench.post(&path, event("A.B", "Enabled")).await),
        (400, "SCHEDULED_EVENT_NOT_FOUND")
    );
    assert_eq!(
        code(&bench.post(&path, event("Orders.SE_Nightly", "On")).await),
        (500, "INVALID_SCHEDULED_EVENT_PARAMETER")
    );
    assert_eq!(
        code(&bench.post(&path, json!({"CustomSettings": [1]})).await),
        (400, "CUSTOM_SETTING_NOT_SUPPORTED")
    );
    assert_eq!(bench.get(&path).await.1, before);

    assert_eq!(
        bench.post(&path, one("Orders.ApiUrl", "https://a")).await.0,
        200
    );
    let after = bench.get(&path).await.1;
    assert_eq!(after["Constants"][0]["Value"], "https://a");
    assert_eq!(
        after["Constants"][0]["DeployedValue"], "http://localhost:8081",
        "until the next start"
    );

    bench
        .emulator
        .apply(json!({"kind": "option", "name": "maskedConstants", "value": ["Orders.ApiUrl"]}))
        .unwrap();
    let masked = bench.get(&path).await.1;
    assert_eq!(masked["Constants"][0]["Value"], "********");
    assert_eq!(masked["Constants"][1]["Value"], "100");
    assert_eq!(bench.post(&path, masked).await.0, 200);
    assert_eq!(
        bench.emulator.state()["apps"][0]["environments"][0]["constants"]["Orders.ApiUrl"],
        "********"
    );

    for (policy, status, value) in [
        ("refuse", 400, "********"),
        ("reset", 200, "http://localhost:8081"),
    ] {
        bench
            .emulator
            .apply(json!({"kind": "option", "name": "maskedConstants", "value": []}))
            .unwrap();
        bench
            .emulator
            .apply(json!({"kind": "option", "name": "partialSettings", "value": policy}))
            .unwrap();
        assert_eq!(
            bench.post(&path, one("Orders.BatchSize", "5")).await.0,
            status
        );
        assert_eq!(bench.get(&path).await.1["Constants"][0]["Value"], value);
    }
}

#[tokio::test]
async fn metadata_may_begin_with_a_byte_order_mark() {
    let bench = bench(json!({}));
    let text =
        "\u{feff}{\r\n\"ModelVersion\": \"1.0.0.1\", \"RuntimeVersion\": \"10.24.15.93102\"\r\n}";
    let (status, body) = bench.upload("a.mda", package_of(text)).await;
    assert_eq!(status, 200, "{body}");
    let id = body["PackageId"].as_str().unwrap();
    let path = format!("{APP}/packages/{id}");
    let package = bench.until(&path, "/Status", "Succeeded").await;
    assert_eq!(package["Version"], "1.0.0.1");
}

#[tokio::test]
async fn a_constant_without_a_default_is_missing_until_it_has_a_value() {
    let bench = bench(
        json!({"changes": [{"kind": "addPackage", "environment": "Test", "metadata": {
            "modelVersion": "1.0.0.1", "constants": [{"name": "A.Key", "type": "String"}],
        }}]}),
    );
    let start = || async {
        let (_, job) = bench
            .post(&format!("{TEST}/start"), json!({"AutoSyncDb": true}))
            .await;
        bench.emulator.advance(60_000);
        bench
            .get(&format!("{TEST}/start/{}", job["JobId"].as_str().unwrap()))
            .await
    };
    assert_eq!(code(&start().await), (500, "MISSING_CONSTANT"));
    let path = format!("{TEST}/settings");
    let settings = bench.get(&path).await.1;
    bench.post(&path, settings.clone()).await;
    assert_eq!(
        code(&start().await),
        (500, "MISSING_CONSTANT"),
        "writing back what was read gives no value"
    );
    let mut settings = settings;
    settings["Constants"][0]["Value"] = json!("k");
    bench.post(&path, settings).await;
    assert_eq!(start().await.0, 200);
}

#[tokio::test]
async fn a_build_gets_a_fourth_part_and_is_a_real_package() {
    let bench = bench(json!({}));
    let commit =
        bench.emulator.state()["apps"][0]["repository"]["branches"][0]["commits"][0]["id"].clone();
    let commit = commit.as_str().unwrap();
    let base = format!("{APP}/packages");
    let build = |revision: Value, version: &str| json!({"Branch": "main", "Revision": revision, "Version": version, "Description": "d"});
    assert_eq!(
        code(&bench.post(&base, json!({})).await),
        (400, "INVALID_PARAMETERS")
    );
    assert_eq!(
        code(&bench.post(&base, build(json!(63), "1.2.3")).await),
        (400, "INVALID_PARAMETERS")
    );
    assert_eq!(
        code(&bench.post(&base, build(json!(commit), "1.2.3.4")).await),
        (400, "INVALID_VERSION")
    );
    assert_eq!(
        code(&bench.post(&base, build(json!("ffffffff"), "1.2.3")).await),
        (500, "BUILD_FAILED")
    );
    let (_, answer) = bench.post(&base, build(json!(&commit[..8]), "1.2.3")).await;
    let path = format!("{base}/{}", answer["PackageId"].as_str().unwrap());
    for status in ["Queued", "Building", "Uploading", "Succeeded"] {
        bench.until(&path, "/Status", status).await;
    }
    let (_, package) = bench.get(&format!("{path}?url=true")).await;
    assert_eq!(package["Version"], format!("1.2.3.{}", &commit[..8]));
    assert!(package["CreationDate"].is_i64() && package["Description"] == "d");
    let link = package["Url"]["Location"].as_str().unwrap();
    let bytes = bench
        .client
        .get(link)
        .send()
        .await
        .unwrap()
        .bytes()
        .await
        .unwrap();
    assert_eq!(package["Size"], bytes.len());
    let archive = rawzip::ZipArchive::from_slice(&bytes).unwrap();
    let entry = archive.entries().next_entry().unwrap().unwrap();
    assert_eq!(
        AsRef::<[u8]>::as_ref(&entry.file_path()),
        b"model/metadata.json"
    );
    let download = bench
        .request(Method::GET, &format!("{path}/download"))
        .send()
        .await
        .unwrap();
    assert_eq!(download.bytes().await.unwrap(), bytes);
}

#[tokio::test]
async fn a_package_in_use_is_not_deleted() {
    let bench = running();
    let (_, list) = bench.get(&format!("{APP}/packages")).await;
    let used = format!("{APP}/packages/{}", list[0]["PackageId"].as_str().unwrap());
    assert_eq!(
        code(&bench.send(Method::DELETE, &used, json!(null)).await),
        (409, "PACKAGE_IN_USE")
    );
    let free = bench
        .emulator
        .apply(json!({"kind": "addPackage", "version": "2.0.0.1"}))
        .unwrap();
    let free = format!("{APP}/packages/{}", free["packageId"].as_str().unwrap());
    assert_eq!(bench.send(Method::DELETE, &free, json!(null)).await.0, 200);
    assert_eq!(
        code(&bench.send(Method::DELETE, &free, json!(null)).await),
        (404, "PACKAGE_NOT_FOUND")
    );
    assert_eq!(bench.effect_names(), ["package.deleted"]);
}

#[tokio::test]
async fn uploads_are_counted_hashed_and_limited() {
    let bench = bench(json!({"options": {"maxUploadBytes": 200_000}}));
    let bytes = crate::support::package("1.0.0.1");
    bench.upload("a.mda", bytes.clone()).await;
    let effect = &bench.emulator.effects()[0];
    let digest: String = {
        use sha2::Digest as _;
        sha2::Sha256::digest(&bytes)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect()
    };
    assert_eq!(
        (&effect["sha256"], &effect["size"]),
        (&json!(digest), &json!(bytes.len()))
    );
    assert_eq!(bench.upload("b.mda", vec![0; 200_001]).await.0, 413);
    assert_eq!(bench.upload("b.mda", vec![0; 900_000]).await.0, 413);

    let v1 = |bytes: Vec<u8>| {
        let form =
            reqwest::multipart::Form::new().part("file", reqwest::multipart::Part::bytes(bytes));
        bench
            .request(Method::POST, &format!("{APP}/packages/upload"))
            .multipart(form)
            .send()
    };
    assert_eq!(
        code(&read(v1(b"no zip".to_vec()).await.unwrap()).await),
        (500, "INVALID_PACKAGE")
    );
    let answer = read(v1(bytes).await.unwrap()).await.1;
    let path = format!("{APP}/packages/{}", answer["PackageId"].as_str().unwrap());
    let (_, package) = bench.get(&path).await;
    assert_eq!(
        (&package["Name"], &package["Status"]),
        (&json!("default.mda"), &json!("Succeeded"))
    );
    let other = reqwest::multipart::Form::new().text("other", "x");
    let answer = bench
        .request(Method::POST, &format!("{APP}/packages/upload"))
        .multipart(other)
        .send();
    assert_eq!(answer.await.unwrap().status(), 400);
}

#[tokio::test]
async fn tags_scale_logs_and_clean() {
    let bench = running();
    let tags = format!("{TEST}/tags");
    assert_eq!(
        bench.post(&tags, json!({"Tag": "blue"})).await,
        (200, json!({"Tag": "blue"}))
    );
    assert_eq!(
        bench
            .send(Method::DELETE, &tags, json!({"Tag": "red"}))
            .await
            .0,
        204
    );
    assert_eq!(bench.get(&tags).await.1["Tag"], "blue");
    bench
        .emulator
        .apply(json!({"kind": "option", "name": "tagsAsArray", "value": true}))
        .unwrap();
    assert_eq!(bench.get(&tags).await.1, json!([{"Tag": "blue"}]));
    assert_eq!(
        bench
            .send(Method::DELETE, &tags, json!({"Tag": "blue"}))
            .await
            .0,
        204
    );
    assert_eq!(bench.get(&tags).await.1, json!([]));

    let scale = format!("{TEST}/scale");
    let (_, scaled) = bench
        .post(&scale, json!({"Instances": 2, "MemoryPerInstance": 2048}))
        .await;
    assert_eq!(
        (&scaled["TotalMemory"], scaled.get("EnvironmentId")),
        (&json!(4096), None)
    );
    let small = bench
        .post(&scale, json!({"Instances": 1, "MemoryPerInstance": 512}))
        .await;
    assert_eq!(code(&small), (400, "INVALID_REQUEST"));

    let (_, log) = bench.get(&format!("{TEST}/logs/2026-03-01")).await;
    assert_eq!(log["Date"], 1_772_323_200_000_i64);
    let link = log["DownloadUrl"].as_str().unwrap();
    let text = bench
        .client
        .get(link)
        .send()
        .await
        .unwrap()
        .text()
        .await
        .unwrap();
    assert!(
        text.starts_with("2026-03-01T00:00:00.000Z INFO - Core: "),
        "{text}"
    );
    assert_eq!(
        bench.get(&format!("{TEST}/access-logs/2026-03-01")).await.0,
        200
    );
    for date in ["2026-03-03", "2025-01-01", "yesterday"] {
        assert_eq!(
            code(&bench.get(&format!("{TEST}/logs/{date}")).await),
            (404, "NOT FOUND")
        );
    }

    let clean = format!("{TEST}/clean");
    assert_eq!(
        code(&bench.post(&clean, json!(null)).await),
        (403, "ENVIRONMENT_NOT_STOPPED")
    );
    bench
        .emulator
        .apply(json!({"kind": "setEnvironment", "environment": "Test", "status": "Stopped"}))
        .unwrap();
    let (status, cleaned) = bench.post(&clean, json!(null)).await;
    assert_eq!((status, &cleaned[0]["Mode"]), (200, &json!("Test")));
    assert_eq!(
        bench.emulator.state()["apps"][0]["environments"][0]["databaseModel"],
        Value::Null
    );
}

#[tokio::test]
async fn maintenance_blocks_and_the_public_url_can_be_ill() {
    let bench = running();
    let url = bench.get(TEST).await.1["Url"].as_str().unwrap().to_owned();
    bench.emulator.apply(json!({"kind": "setEnvironment", "environment": "Test", "publicStatus": 500, "maintenance": true})).unwrap();
    assert_eq!(
        bench
            .client
            .get(format!("{url}health"))
            .send()
            .await
            .unwrap()
            .status(),
        500
    );
    assert_eq!(
        code(&bench.post(&format!("{TEST}/stop"), json!(null)).await),
        (500, "STOP_FAILED")
    );
    bench.emulator.apply(json!({"kind": "setEnvironment", "environment": "Test", "publicStatus": null, "maintenance": false})).unwrap();
    assert_eq!(bench.client.get(&url).send().await.unwrap().status(), 200);
}

#[tokio::test]
async fn a_free_app_is_created_and_a_build_deploys_it() {
    let bench = bench(json!({"apps": [{"appId": "hobby", "licence": "free"}]}));
    assert_eq!(
        code(&bench.post("/deploy/api/1/apps", json!({})).await),
        (400, "INVALID_PROJECTID")
    );
    let (_, made) = bench
        .post("/deploy/api/1/apps", json!({"ProjectId": "p-1"}))
        .await;
    assert_eq!(made["ProjectId"], "p-1");
    let again = bench
        .post("/deploy/api/1/apps", json!({"ProjectId": "p-1"}))
        .await;
    assert_eq!(code(&again), (400, "APPLICATION_ALREADY_EXISTS"));
    let base = "/deploy/api/1/apps/hobby";
    assert_eq!(
        bench.get(&format!("{base}/environments")).await.1,
        json!([])
    );
    assert_eq!(
        code(&bench.get(&format!("{base}/environments/Sandbox")).await),
        (404, "ENVIRONMENT_NOT_FOUND")
    );
    let commit =
        bench.emulator.state()["apps"][0]["repository"]["branches"][0]["commits"][0]["id"].clone();
    bench
        .post(
            &format!("{base}/packages"),
            json!({"Revision": commit, "Version": "0.0.1"}),
        )
        .await;
    let status = || bench.emulator.state()["apps"][0]["environments"][0]["status"].clone();
    assert_eq!(status(), "Empty");
    bench.emulator.advance(60_000);
    assert_eq!(status(), "Running");
}
