//! A real server: what it has in common with every store, and each way in which a read fails.

use std::{collections::BTreeMap, fs, time::Duration};

use mendix_deploy::secrets::{Resolver, ResolverOptions, StoreSpec};
use serde_json::json;

use super::{
    super::conformance::{OTHER, PLANTED, Subject, code_of, conforms, failures, resolve},
    server::{Bao, resolver},
};

#[tokio::test]
async fn version_2_conforms() {
    let Some(bao) = Bao::develop("version 2 conforms").await else {
        return;
    };
    bao.seed("app/db", &json!({"one": "older", "two": "older"}))
        .await;
    bao.seed("app/db", &json!({"one": PLANTED, "two": OTHER}))
        .await;
    conforms(Subject {
        resolver: bao.resolver(bao.by_root()),
        one: "vault://secret/app/db#one".to_owned(),
        two: "bao+it://secret/app/db?engine=kv2#/two".to_owned(),
        no_key: "vault://secret/app/db#three".to_owned(),
        absent: "vault://secret/app/none#one".to_owned(),
        versioned: true,
    })
    .await;
    let resolver = bao.resolver(bao.by_root());
    let old = resolver
        .resolve_one("vault://secret/app/db?version=1#one")
        .await;
    assert_eq!(old.unwrap().reveal(), "older");
}

#[tokio::test]
async fn version_1_conforms() {
    let Some(bao) = Bao::develop("version 1 conforms").await else {
        return;
    };
    bao.post("kv1/app/db", &json!({"one": PLANTED, "two": OTHER}))
        .await;
    conforms(Subject {
        resolver: bao.resolver(bao.by_root()),
        one: "vault://kv1/app/db#one".to_owned(),
        two: "vault://kv1/app/db?engine=kv1#two".to_owned(),
        no_key: "vault://kv1/app/db#three".to_owned(),
        absent: "vault://kv1/app/none#one".to_owned(),
        versioned: false,
    })
    .await;
}

#[tokio::test]
async fn each_way_to_fail_has_its_kind() {
    let Some(bao) = Bao::develop("each way to fail has its kind").await else {
        return;
    };
    for path in ["deleted", "destroyed", "there", "odd name%2Fx"] {
        bao.seed(
            path,
            &json!({"k": PLANTED, "nil": null, "o": {"p": PLANTED}}),
        )
        .await;
    }
    bao.delete("secret/data/deleted").await;
    bao.put("secret/destroy/destroyed", &json!({"versions": [1]}))
        .await;
    bao.post("kv1/x", &json!({"k": PLANTED})).await;
    bao.post(
        "sys/mounts/deep/er",
        &json!({"type": "kv", "options": {"version": "2"}}),
    )
    .await;
    bao.post("deep/er/data/y", &json!({"data": {"k": PLANTED}}))
        .await;
    let root = bao.resolver(bao.by_root());
    for (reference, code) in [
        ("vault://secret/none#k", "secrets.not_found"),
        ("vault://secret/there?version=9#k", "secrets.not_found"),
        ("vault://secret/deleted#k", "secrets.deleted"),
        ("vault://secret/destroyed#k", "secrets.destroyed"),
        ("vault://secret/there?engine=kv1#k", "secrets.wrong_engine"),
        ("vault://nomount/x#k", "secrets.not_found"),
        ("vault://sys/x#k", "secrets.wrong_engine"),
        ("vault://secret/there#none", "secrets.selector_not_found"),
        ("vault://secret/there#nil", "secrets.null_value"),
        ("vault://secret/there#o", "secrets.not_scalar"),
    ] {
        assert_eq!(code_of(&root, reference).await, code, "{reference}");
    }
    let hint = failures(&root, &[("a", "vault://secret/data/there#k")]).await;
    assert!(
        hint[0].remedy.contains("secret/there"),
        "{}",
        hint[0].remedy
    );
    for reference in [
        "vault://secret/there#k",
        "vault://secret/odd name%2Fx#k",
        "vault://deep/er/y#k",
        "vault://deep/er/y?mount=deep/er&engine=kv2#k",
        "vault://kv1/x#k",
    ] {
        let found = root.resolve_one(reference).await;
        assert_eq!(found.unwrap().reveal(), PLANTED, "{reference}");
    }

    // Rights: the path that the policy must allow is named.
    bao.policy(
        "some",
        "path \"secret/data/there\" { capabilities = [\"read\"] }",
    )
    .await;
    let made = bao
        .post("auth/token/create", &json!({"policies": ["some"]}))
        .await;
    let token = made["auth"]["client_token"].as_str().unwrap();
    let some = bao.resolver(bao.by_token(token));
    assert!(some.resolve_one("vault://secret/there#k").await.is_ok());
    let denied = failures(&some, &[("a", "vault://secret/other#k")]).await;
    assert_eq!(denied[0].code, "secrets.permission_denied");
    assert_eq!(denied[0].status, Some(403));
    assert!(
        denied[0].remedy.contains("secret/data/other"),
        "{}",
        denied[0].remedy
    );
    let wrong = bao.resolver(bao.by_token("s.notatoken"));
    assert_eq!(
        code_of(&wrong, "vault://secret/there#k").await,
        "secrets.auth_failed"
    );
    let broken = bao.resolver(bao.by_token("two\nlines-of-hunter2"));
    assert_eq!(
        code_of(&broken, "vault://secret/there#k").await,
        "secrets.auth_failed"
    );

    // Quota, then sealed.
    bao.post(
        "sys/quotas/rate-limit/q",
        &json!({"path": "kv1/", "rate": 0.01, "interval": "1000s"}),
    )
    .await;
    let slow = bao.resolver(bao.by_root());
    drop(slow.resolve_one("vault://kv1/x?engine=kv1#k").await);
    let throttled = failures(&slow, &[("a", "vault://kv1/y?engine=kv1#k")]).await;
    assert_eq!(throttled[0].code, "secrets.throttled");
    assert_eq!(throttled[0].attempts, 3);
    bao.put("sys/seal", &json!({})).await;
    let sealed = bao.resolver(bao.by_root());
    let failed = failures(&sealed, &[("a", "vault://secret/there?engine=kv2#k")]).await;
    assert_eq!(
        (failed[0].code.as_str(), failed[0].status),
        ("secrets.unavailable", Some(503))
    );
}

#[tokio::test]
async fn each_object_is_read_once_and_each_mount_is_asked_for_once() {
    let Some(bao) = Bao::produce("each object is read once").await else {
        return;
    };
    for i in 0..10 {
        bao.seed(&format!("app/{i}"), &json!({"a": PLANTED, "b": OTHER}))
            .await;
    }
    let references: Vec<String> = (0..40)
        .map(|i| format!("vault://secret/app/{}#{}", i % 10, ["a", "b"][i / 10 % 2]))
        .collect();
    let asked: Vec<(&str, &str)> = references
        .iter()
        .map(|it| (it.as_str(), it.as_str()))
        .collect();
    let resolver = bao.resolver(bao.by_root());
    let found = resolve(&resolver, &asked).await.unwrap();
    assert_eq!(found.slots().len(), 40);
    assert_eq!(found.report().requests, 11);
    // The server's own log says the same, and never the value.
    let audit = fs::read_to_string(bao.folder.path().join("audit.log")).unwrap();
    let reads = audit
        .lines()
        .filter(|line| {
            line.contains("\"type\":\"request\"")
                && line.contains("\"operation\":\"read\"")
                && line.contains("secret/data/app/")
        })
        .count();
    assert_eq!(reads, 10);
    assert!(!audit.contains(PLANTED));
}

#[tokio::test]
async fn namespaces_are_kept_apart() {
    let Some(bao) = Bao::develop("namespaces").await else {
        return;
    };
    bao.post("sys/namespaces/team-a", &json!({})).await;
    let own = ("X-Vault-Namespace", "team-a");
    bao.post_with(
        own,
        "sys/mounts/kv",
        &json!({"type": "kv", "options": {"version": "1"}}),
    )
    .await;
    bao.post_with(own, "kv/x", &json!({"k": PLANTED})).await;
    let within = |namespace: &str| {
        let StoreSpec::Vault {
            address,
            auth,
            ca_certificates,
            client_certificate,
            limits,
            ..
        } = bao.spec(bao.by_root())
        else {
            panic!("another store");
        };
        resolver(StoreSpec::Vault {
            address,
            namespace: Some(namespace.to_owned()),
            auth,
            ca_certificates,
            client_certificate,
            limits,
        })
    };
    let found = within("team-a/").resolve_one("vault://kv/x#k").await;
    assert_eq!(found.unwrap().reveal(), PLANTED);
    let root = bao.resolver(bao.by_root());
    assert_eq!(code_of(&root, "vault://kv/x#k").await, "secrets.not_found");
    assert_eq!(
        code_of(&within("nobody"), "vault://kv/x#k").await,
        "secrets.not_found"
    );
}

#[tokio::test]
async fn a_revoked_token_counts_at_once_whatever_is_in_memory() {
    let Some(bao) = Bao::develop("revoked").await else {
        return;
    };
    bao.seed("x", &json!({"k": PLANTED})).await;
    bao.policy("read", "path \"secret/*\" { capabilities = [\"read\"] }")
        .await;
    let made = bao
        .post("auth/token/create", &json!({"policies": ["read"]}))
        .await;
    let token = made["auth"]["client_token"].as_str().unwrap();
    let stores = BTreeMap::from([("it".to_owned(), bao.spec(bao.by_token(token)))]);
    let options = ResolverOptions::default()
        .stores(stores)
        .cache_seconds(0_u64)
        .max_stale_seconds(3_600_u64);
    let resolver = Resolver::new(options).unwrap();
    assert!(resolver.resolve_one("vault://secret/x#k").await.is_ok());
    bao.post("auth/token/revoke", &json!({ "token": token }))
        .await;
    assert_eq!(
        code_of(&resolver, "vault://secret/x#k").await,
        "secrets.auth_failed"
    );
}

#[tokio::test]
async fn an_untrusted_certificate_fails_at_once() {
    let Some(bao) = Bao::produce("untrusted").await else {
        return;
    };
    bao.seed("x", &json!({"k": PLANTED})).await;
    let spec = |authorities: Vec<String>| StoreSpec::Vault {
        address: Some(bao.address.clone()),
        namespace: None,
        auth: Some(bao.by_root()),
        ca_certificates: authorities,
        client_certificate: None,
        limits: None,
    };
    let begun = std::time::Instant::now();
    let failed = failures(&resolver(spec(Vec::new())), &[("a", "vault://secret/x#k")]).await;
    assert_eq!(failed[0].code, "secrets.tls");
    assert_eq!(failed[0].attempts, 1);
    assert!(begun.elapsed() < Duration::from_secs(5));
    let trusting = resolver(spec(bao.authority.iter().cloned().collect()));
    assert!(trusting.resolve_one("vault://secret/x#k").await.is_ok());
}
