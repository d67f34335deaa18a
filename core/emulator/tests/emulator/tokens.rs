//! What a PAT opens: Deploy v4 and App Repository. Shapes of v4 are held against its document elsewhere.

use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{Bench, bench, read};

const V4: &str = "/cloud/api/v4";

fn many() -> Bench {
    let modes: Vec<_> = ["b", "a", "c"]
        .iter()
        .map(|letter| json!({"mode": format!("{letter}{letter}"), "production": *letter == "c"}))
        .collect();
    bench(json!({
        "apps": [{"appId": "orders", "environments": modes}, {"appId": "hobby", "licence": "free"}],
        "changes": [{"kind": "addPackage", "version": "1.0.0.1", "environment": "aa"}],
        "options": {"largestPage": 2},
    }))
}

fn names(body: &Value) -> Vec<&str> {
    let list = body["environments"].as_array().unwrap();
    list.iter()
        .map(|one| one["name"].as_str().unwrap())
        .collect()
}

#[tokio::test]
async fn environments_are_paged_sorted_and_expanded() {
    let bench = many();
    let (project, id) = bench.ids("aa");
    let path = format!("{V4}/apps/{project}/environments");
    let (_, first) = bench.get(&format!("{path}?limit=50")).await;
    assert_eq!(names(&first), ["aa", "bb"]);
    assert_eq!(
        first["pagination"],
        json!({"offset": 0, "limit": 2, "size": 2}),
        "the limit is lowered"
    );
    let (_, second) = bench.get(&format!("{path}?offset=2")).await;
    assert_eq!(
        (names(&second), &second["pagination"]["size"]),
        (vec!["cc"], &json!(1))
    );
    for (sort, order) in [
        ("%2Bname", ["aa", "bb"]),
        ("-name", ["cc", "bb"]),
        ("index", ["bb", "aa"]),
        ("%2Dindex", ["cc", "aa"]),
    ] {
        assert_eq!(
            names(&bench.get(&format!("{path}?sort={sort}")).await.1),
            order,
            "{sort}"
        );
    }
    for query in [
        "sort=+name",
        "sort=size",
        "expand=packag",
        "limit=0",
        "offset=-1",
        "page=1",
    ] {
        let (status, body) = bench.get(&format!("{path}?{query}")).await;
        assert_eq!(
            (status, &body["error"]["code"]),
            (400, &json!(400)),
            "{query}"
        );
        assert_eq!(
            body["error"]["invalid-params"][0]["name"],
            "Query parameter"
        );
    }
    let (_, plain) = bench.get(&format!("{path}/{id}")).await;
    assert_eq!(
        (plain.get("package"), &plain["state"]),
        (None, &json!("stopped"))
    );
    let (_, expanded) = bench.get(&format!("{path}/{id}?expand=package")).await;
    assert_eq!(expanded["package"]["runtimeVersion"], "10.24.15.93102");
    assert_eq!(bench.get(&format!("{path}/none")).await.0, 404);
}

#[tokio::test]
async fn apps_are_filtered_by_licence() {
    let bench = many();
    let (_, body) = bench.get(&format!("{V4}/apps?licenseType=free")).await;
    assert_eq!(body["apps"][0]["subdomain"], "hobby");
    assert_eq!(body["apps"].as_array().unwrap().len(), 1);
    assert_eq!(
        bench.get(&format!("{V4}/apps?licenseType=gold")).await.0,
        400
    );
}

#[tokio::test]
async fn a_missing_header_is_401_and_a_wrong_token_403() {
    let bench =
        bench(json!({"users": [{"userId": "u@example.com", "scopes": ["mx:deployment:read"]}]}));
    let ask = |header: Option<String>, path: &'static str| {
        let request = bench.client.get(format!("{}{path}", bench.emulator.url()));
        match header {
            None => request,
            Some(header) => request.header("Authorization", header),
        }
        .send()
    };
    let pat = bench.emulator.credentials()["pat"]
        .as_str()
        .unwrap()
        .to_owned();
    let apps = "/cloud/api/v4/apps";
    assert_eq!(ask(None, apps).await.unwrap().status(), 401);
    assert_eq!(
        ask(Some(format!("Bearer {pat}")), apps)
            .await
            .unwrap()
            .status(),
        401
    );
    assert_eq!(
        ask(Some("MxToken wrong".to_owned()), apps)
            .await
            .unwrap()
            .status(),
        403
    );
    assert_eq!(
        ask(Some(format!("mxtoken {pat}")), apps)
            .await
            .unwrap()
            .status(),
        200
    );
    let repository = "/repository/v1/repositories/x/info";
    let (status, body) = read(
        ask(Some(format!("MxToken {pat}")), repository)
            .await
            .unwrap(),
    )
    .await;
    assert_eq!(
        (status, body["errorCode"].as_str()),
        (403, Some("RS403")),
        "the scope is missing"
    );
    let (project, _) = bench.ids("Test");
    let contact = json!({"technicalContact": {"userId": "u@example.com"}});
    let reply = bench
        .send(Method::PATCH, &format!("{V4}/apps/{project}"), contact)
        .await;
    assert_eq!(reply.0, 403, "reading does not cover writing");
}

#[tokio::test]
async fn permissions_are_read_as_text_and_written_as_booleans() {
    let bench = bench(json!({}));
    let (project, id) = bench.ids("Production");
    let path = format!("{V4}/apps/{project}/environments/{id}/permissions");
    let user = "ollie.operator@example.com";
    let (_, before) = bench.get(&format!("{path}?userId={user}")).await;
    assert_eq!(before["permissions"][0]["canAccessAPI"], "true");
    assert_eq!(before["technicalContact"], "dana.deployer@example.com");
    let entry = |value: Value| json!({"permissions": [{"member": {"userId": user}, "canAccessAPI": value}]});
    let (status, after) = bench.send(Method::PATCH, &path, entry(json!(false))).await;
    assert_eq!(
        (status, &after["permissions"][0]["canAccessAPI"]),
        (200, &json!(false))
    );
    assert_eq!(
        bench.get(&format!("{path}?userId={user}")).await.1["permissions"][0]["canAccessAPI"],
        "false"
    );
    assert_eq!(
        bench.send(Method::PATCH, &path, entry(json!(1))).await.0,
        400
    );
    let stranger = json!({"permissions": [{"member": {"userId": "x@example.com"}}]});
    assert_eq!(bench.send(Method::PATCH, &path, stranger).await.0, 404);
    assert_eq!(bench.effect_names(), ["permissions.written"]);

    let rights = json!({"canManagePrivileges": false});
    bench
        .emulator
        .apply(json!({"kind": "setRights", "environment": "Production", "rights": rights}))
        .unwrap();
    assert_eq!(
        bench.get(&path).await.0,
        200,
        "the technical contact always may"
    );
    let contact = json!({"technicalContact": {"userId": user}});
    let handed = bench
        .send(Method::PATCH, &format!("{V4}/apps/{project}"), contact)
        .await;
    assert_eq!(handed.0, 200);
    let (status, refused) = bench.get(&path).await;
    assert_eq!(status, 403);
    let reason = refused["error"]["invalid-params"][0]["reason"]
        .as_str()
        .unwrap();
    assert!(reason.contains(&id), "{reason}");
}

#[tokio::test]
async fn stories_are_read_by_position() {
    let bench = bench(json!({}));
    let (project, _) = bench.ids("Test");
    let base = format!("/epics/v1/projects/{project}/stories");
    let (status, first) = bench.get(&format!("{base}?limit=20")).await;
    assert_eq!((status, &first["totalStories"]), (200, &json!(25)));
    let (_, rest) = bench.get(&format!("{base}?limit=20&offset=20")).await;
    let count = |page: &serde_json::Value| page["stories"].as_array().unwrap().len();
    assert_eq!((count(&first), count(&rest)), (20, 5));
    assert_eq!(first["stories"][0]["storyId"], "1000");
    let (status, _) = bench.get(&format!("{base}?limit=many")).await;
    assert_eq!(status, 400);
    let (status, _) = bench.get("/epics/v1/projects/nowhere/stories").await;
    assert_eq!(status, 404);
}

#[tokio::test]
async fn commits_are_read_page_by_page_and_branch_names_are_one_segment() {
    let bench = bench(json!({}));
    let (project, _) = bench.ids("Test");
    let base = format!("/repository/v1/repositories/{project}");
    assert_eq!(bench.get(&format!("{base}/info")).await.1["type"], "git");
    let (_, branches) = bench.get(&format!("{base}/branches")).await;
    assert_eq!(branches["items"][1]["name"], "branches/faster-checkout");
    let (_, branch) = bench
        .get(&format!("{base}/branches/branches%2Ffaster-checkout"))
        .await;
    assert_eq!(branch["latestCommit"], branches["items"][1]["latestCommit"]);
    let (status, lost) = bench.get(&format!("{base}/branches/nope")).await;
    assert_eq!((status, &lost["errorCode"]), (404, &json!("RS404")));

    let commits = format!("{base}/branches/main/commits?limit=15");
    let (mut path, mut seen) = (commits.clone(), Vec::new());
    loop {
        let (_, page) = bench.get(&path).await;
        seen.extend(page["items"].as_array().unwrap().clone());
        assert_eq!(page["cursors"]["prev"].is_string(), seen.len() > 15);
        let Some(next) = page["cursors"]["next"].as_str() else {
            assert_eq!(
                bench
                    .get(&format!(
                        "{commits}&cursor={}",
                        page["cursors"]["last"].as_str().unwrap()
                    ))
                    .await
                    .1["items"],
                page["items"]
            );
            break;
        };
        path = format!("{commits}&cursor={next}");
    }
    let dates: Vec<_> = seen
        .iter()
        .map(|one| one["date"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(seen.len(), 40);
    assert!(dates.is_sorted_by(|a, b| a > b), "newest first");
    assert_eq!(seen[0]["id"].as_str().unwrap().len(), 40);
    for bad in ["cursor=7", "limit=0", "limit=101"] {
        assert_eq!(
            bench
                .get(&format!("{base}/branches/main/commits?{bad}"))
                .await
                .0,
            400
        );
    }
}
