//! Every way to log in, against a real server.

use mendix_deploy::secrets::{StoreSpec, VaultAuth};
use serde_json::{Value, json};

use super::{
    super::conformance::{PLANTED, code_of, failures, resolve},
    server::{Bao, resolver},
};

const READ: &str = "path \"secret/*\" { capabilities = [\"read\"] }";

async fn with_role(bao: &Bao, role: &Value) -> (String, String) {
    bao.seed("x", &json!({"k": PLANTED})).await;
    bao.policy("read", READ).await;
    bao.post("sys/auth/approle", &json!({"type": "approle"}))
        .await;
    bao.post("auth/approle/role/app", role).await;
    let id = bao.get("auth/approle/role/app/role-id").await;
    let secret = bao
        .post("auth/approle/role/app/secret-id", &json!({}))
        .await;
    (
        id["data"]["role_id"].as_str().unwrap().to_owned(),
        secret["data"]["secret_id"].as_str().unwrap().to_owned(),
    )
}

#[tokio::test]
async fn a_role_logs_in_again_when_its_token_is_used_up() {
    let Some(bao) = Bao::develop("approle").await else {
        return;
    };
    let role = json!({"token_policies": ["read"], "token_num_uses": 3, "token_ttl": "1h"});
    let (id, secret) = with_role(&bao, &role).await;
    for i in 0..8 {
        bao.seed(&format!("many/{i}"), &json!({"k": PLANTED})).await;
    }
    let auth = VaultAuth::AppRole {
        role_id: bao.credential("role-id", &id),
        secret_id: Some(bao.credential("secret-id", &secret)),
        wrapped_by: None,
        mount: None,
    };
    let resolver = bao.resolver(auth);
    let references: Vec<String> = (0..8)
        .map(|i| format!("vault://secret/many/{i}#k"))
        .collect();
    let asked: Vec<(&str, &str)> = references
        .iter()
        .map(|it| (it.as_str(), it.as_str()))
        .collect();
    assert!(resolve(&resolver, &asked).await.is_ok());
    resolver.close().await;

    let wrong = bao.resolver(VaultAuth::AppRole {
        role_id: bao.credential("role-id", &id),
        secret_id: Some(bao.credential("wrong-id", "hunter2")),
        wrapped_by: None,
        mount: None,
    });
    let failed = failures(&wrong, &[("a", "vault://secret/x#k")]).await;
    assert_eq!(
        (failed[0].code.as_str(), failed[0].status),
        ("secrets.auth_failed", Some(400))
    );
    let missing = bao.resolver(VaultAuth::AppRole {
        role_id: "env://MENDIX_DEPLOY_TEST_NEVER_SET".to_owned(),
        secret_id: None,
        wrapped_by: None,
        mount: None,
    });
    assert_eq!(
        code_of(&missing, "vault://secret/x#k").await,
        "secrets.auth_missing"
    );
}

#[tokio::test]
async fn closing_gives_the_token_back() {
    let Some(bao) = Bao::develop("revoke").await else {
        return;
    };
    let (id, secret) = with_role(&bao, &json!({"token_policies": ["read"]})).await;
    let count = async || {
        let listed = bao.get("auth/token/accessors?list=true").await;
        listed["data"]["keys"].as_array().unwrap().len()
    };
    let before = count().await;
    let resolver = bao.resolver(VaultAuth::AppRole {
        role_id: bao.credential("role-id", &id),
        secret_id: Some(bao.credential("secret-id", &secret)),
        wrapped_by: None,
        mount: Some("approle".to_owned()),
    });
    assert!(resolver.resolve_one("vault://secret/x#k").await.is_ok());
    assert_eq!(count().await, before + 1);
    resolver.close().await;
    assert_eq!(count().await, before);
    // Closed is not broken: the next one logs in anew. Revoked in between: once more.
    assert!(resolver.resolve_one("vault://secret/x#k").await.is_ok());
    bao.post(
        "auth/approle/role/app/secret-id/destroy",
        &json!({"secret_id": "none"}),
    )
    .await;
    resolver.close().await;
}

#[tokio::test]
async fn a_wrapped_secret_id_is_opened_once_and_only_from_its_place() {
    let Some(bao) = Bao::develop("wrapping").await else {
        return;
    };
    let (id, _) = with_role(&bao, &json!({"token_policies": ["read"]})).await;
    let wrapped = async || {
        let made = bao
            .post_with(
                ("X-Vault-Wrap-TTL", "60s"),
                "auth/approle/role/app/secret-id",
                &json!({}),
            )
            .await;
        made["wrap_info"]["token"].as_str().unwrap().to_owned()
    };
    let by = |token: &str, place: &str| {
        bao.resolver(VaultAuth::AppRole {
            role_id: bao.credential("role-id", &id),
            secret_id: Some(bao.credential("wrapped", token)),
            wrapped_by: Some(place.to_owned()),
            mount: None,
        })
    };
    let place = "auth/approle/role/app/secret-id";
    let token = wrapped().await;
    let first = by(&token, place);
    assert!(first.resolve_one("vault://secret/x#k").await.is_ok());
    first.close().await;
    let again = failures(&by(&token, place), &[("a", "vault://secret/x#k")]).await;
    assert_eq!(again[0].code, "secrets.auth_failed");
    assert!(again[0].remedy.contains("audit log"), "{}", again[0].remedy);
    let elsewhere = by(&wrapped().await, "auth/approle/role/other/secret-id");
    assert_eq!(
        code_of(&elsewhere, "vault://secret/x#k").await,
        "secrets.auth_failed"
    );
}

#[tokio::test]
async fn a_token_of_exactly_as_many_uses_is_enough() {
    let Some(bao) = Bao::develop("uses").await else {
        return;
    };
    bao.policy("read", READ).await;
    for i in 0..5 {
        bao.seed(&format!("many/{i}"), &json!({"k": PLANTED})).await;
    }
    let made = bao
        .post(
            "auth/token/create",
            &json!({"policies": ["read"], "num_uses": 5}),
        )
        .await;
    let resolver = bao.resolver(bao.by_token(made["auth"]["client_token"].as_str().unwrap()));
    let references: Vec<String> = (0..5)
        .map(|i| format!("vault://secret/many/{i}#k"))
        .collect();
    let asked: Vec<(&str, &str)> = references
        .iter()
        .map(|it| (it.as_str(), it.as_str()))
        .collect();
    assert!(resolve(&resolver, &asked).await.is_ok());
    assert_eq!(
        code_of(&resolver, "vault://secret/more#k").await,
        "secrets.auth_failed"
    );
}

#[tokio::test]
async fn users_and_certificates_log_in() {
    let Some(bao) = Bao::produce("userpass and cert").await else {
        return;
    };
    bao.seed("x", &json!({"k": PLANTED})).await;
    bao.policy("read", READ).await;
    bao.post("sys/auth/people", &json!({"type": "userpass"}))
        .await;
    bao.post(
        "auth/people/users/deploy",
        &json!({"password": "planted-password", "token_policies": ["read"]}),
    )
    .await;
    let user = |password: &str| {
        bao.resolver(VaultAuth::Userpass {
            username: "deploy".to_owned(),
            password: bao.credential("password", password),
            mount: Some("people".to_owned()),
        })
    };
    assert!(
        user("planted-password")
            .resolve_one("vault://secret/x#k")
            .await
            .is_ok()
    );
    assert_eq!(
        code_of(&user("wrong"), "vault://secret/x#k").await,
        "secrets.auth_failed"
    );

    bao.post("sys/auth/cert", &json!({"type": "cert"})).await;
    let authority = std::fs::read_to_string(bao.authority.as_ref().unwrap()).unwrap();
    bao.post(
        "auth/cert/certs/deploy",
        &json!({"certificate": authority, "token_policies": ["read"]}),
    )
    .await;
    let by = |certificate: Option<String>| {
        resolver(StoreSpec::Vault {
            address: Some(bao.address.clone()),
            namespace: None,
            auth: Some(VaultAuth::Certificate {
                name: Some("deploy".to_owned()),
                mount: None,
            }),
            ca_certificates: bao.authority.iter().cloned().collect(),
            client_certificate: certificate,
            limits: None,
        })
    };
    let shown = by(bao.client_certificate.clone());
    assert!(shown.resolve_one("vault://secret/x#k").await.is_ok());
    assert_eq!(
        code_of(&by(None), "vault://secret/x#k").await,
        "secrets.auth_failed"
    );
}
