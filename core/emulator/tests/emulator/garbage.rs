//! Nothing that is sent breaks the stand-in: every call answers, and refusals have a code.

use reqwest::Method;
use serde_json::json;

use crate::support::bench;

#[tokio::test]
async fn every_call_answers_whatever_the_body_is() {
    let bench = bench(json!({"changes": [
        {"kind": "addPackage", "version": "1.0.0.1", "environment": "Test"},
    ]}));
    let (project, environment) = bench.ids("Test");
    let v1 = "/deploy/api/1/apps";
    let test = format!("{v1}/orders/environments/Test");
    let backups = format!("/deploy/api/v2/apps/{project}/environments/{environment}");
    let v4 = format!("/cloud/api/v4/apps/{project}");
    let calls = [
        (Method::POST, v1.to_owned()),
        (Method::POST, format!("{v1}/orders/packages")),
        (Method::POST, format!("{v1}/orders/packages/upload")),
        (
            Method::POST,
            "/deploy/api/v2/apps/orders/packages/upload".to_owned(),
        ),
        (Method::POST, format!("{test}/transport")),
        (Method::POST, format!("{test}/settings")),
        (Method::POST, format!("{test}/scale")),
        (Method::POST, format!("{test}/tags")),
        (Method::DELETE, format!("{test}/tags")),
        (Method::POST, format!("{backups}/snapshots")),
        (
            Method::POST,
            format!("{backups}/restores?source_snapshot_id=%00%ff%zz&db_only=maybe"),
        ),
        (Method::PATCH, v4.clone()),
        (
            Method::PATCH,
            format!("{v4}/environments/{environment}/permissions"),
        ),
    ];
    let deep = "[".repeat(100_000);
    let bodies: [&[u8]; 12] = [
        b"",
        b"null",
        b"[]",
        b"\"text\"",
        b"1e400",
        b"{",
        b"\xff\xfe\x00",
        deep.as_bytes(),
        br#"{"Constants": 1, "ScheduledEvents": {}, "CustomSettings": "x", "comment": [], "permissions": 7}"#,
        br#"{"Constants": [1, null, {"Name": 1, "Value": 2}], "permissions": [1, {"member": []}], "technicalContact": 5}"#,
        br#"{"PackageId": {}, "ProjectId": [], "Tag": 1, "Revision": null, "Version": 1, "Instances": -1, "MemoryPerInstance": 1e99}"#,
        br#"{"Instances": 18446744073709551615, "MemoryPerInstance": 18446744073709551615, "Version": "..", "Revision": "\u0000"}"#,
    ];
    for (method, path) in calls {
        for body in bodies {
            let request = bench.request(method.clone(), &path).body(body.to_vec());
            let answer = request.send().await.unwrap();
            let status = answer.status().as_u16();
            let text = answer.text().await.unwrap();
            let shown = String::from_utf8_lossy(&body[..body.len().min(60)]).into_owned();
            assert!(
                status < 500 || text.contains("errorCode"),
                "{method} {path} {shown}: {status} {text}"
            );
            assert!(
                status < 400 || !text.is_empty(),
                "{method} {path} {shown}: {status}"
            );
        }
    }
    assert_eq!(bench.get(&test).await.0, 200);
}
