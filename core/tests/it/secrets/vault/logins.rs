//! Every way to log in, against a real server.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use mendix_deploy::secrets::{StoreSpec, VaultAuth};
use rcgen::{KeyPair, SigningKey as _};
use serde_json::{Value, json};

use super::{
    super::conformance::{PLANTED, code_of, failures, resolve},
    faults::{answer, scripted},
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
        &json!({"password": "planted-secret-password", "token_policies": ["read"]}),
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
        user("planted-secret-password")
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

/// A token that an issuer of the test's own has signed (ES256).
fn signed(key: &KeyPair, claims: &Value) -> String {
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let text = format!(
        "{}.{}",
        part(&json!({"alg": "ES256", "typ": "JWT"})),
        part(claims)
    );
    // DER has two integers, a token has both in 32 bytes each.
    let der = key.sign(text.as_bytes()).unwrap();
    let mut raw = Vec::new();
    let mut rest = &der[2..];
    for _ in 0..2 {
        let length = usize::from(rest[1]);
        let number = &rest[2..2 + length];
        let number = &number[number.len().saturating_sub(32)..];
        raw.extend(std::iter::repeat_n(0, 32 - number.len()));
        raw.extend_from_slice(number);
        rest = &rest[2 + length..];
    }
    format!("{text}.{}", URL_SAFE_NO_PAD.encode(raw))
}

fn claims(seconds: i64) -> Value {
    let now = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .unwrap();
    let now = i64::try_from(now.as_secs()).unwrap();
    json!({
        "iss": "test", "sub": "system:serviceaccount:shop:deployer", "aud": ["openbao"],
        "iat": now - 60, "nbf": now - 60, "exp": now + seconds,
        "kubernetes.io": {"namespace": "shop", "serviceaccount": {"name": "deployer", "uid": "u-1"}}
    })
}

#[tokio::test]
async fn jobs_and_pods_log_in_by_their_tokens() {
    let Some(bao) = Bao::develop("jwt and kubernetes").await else {
        return;
    };
    bao.seed("x", &json!({"k": PLANTED})).await;
    bao.policy("read", READ).await;
    let key = KeyPair::generate().unwrap();
    bao.post("sys/auth/jwt", &json!({"type": "jwt"})).await;
    bao.post(
        "auth/jwt/config",
        &json!({"jwt_validation_pubkeys": [key.public_key_pem()]}),
    )
    .await;
    let role = json!({"role_type": "jwt", "user_claim": "sub", "bound_audiences": ["openbao"], "token_policies": ["read"]});
    bao.post("auth/jwt/role/ci", &role).await;
    let by = |token: &str, role: &str| {
        bao.resolver(VaultAuth::Jwt {
            role: Some(role.to_owned()),
            jwt: bao.credential("jwt", token),
            mount: None,
        })
    };
    let good = signed(&key, &claims(600));
    assert!(
        by(&good, "ci")
            .resolve_one("vault://secret/x#k")
            .await
            .is_ok()
    );
    let late = signed(&key, &claims(-30_000));
    assert_eq!(
        code_of(&by(&late, "ci"), "vault://secret/x#k").await,
        "secrets.auth_failed"
    );
    let other = signed(&KeyPair::generate().unwrap(), &claims(600));
    assert_eq!(
        code_of(&by(&other, "ci"), "vault://secret/x#k").await,
        "secrets.auth_failed"
    );
    assert_eq!(
        code_of(&by(&good, "nobody"), "vault://secret/x#k").await,
        "secrets.auth_failed"
    );

    let review = json!({
        "apiVersion": "authentication.k8s.io/v1", "kind": "TokenReview",
        "status": {"authenticated": true, "user": {
            "username": "system:serviceaccount:shop:deployer", "uid": "u-1",
            "groups": ["system:serviceaccounts", "system:serviceaccounts:shop"]}}
    });
    let text = answer(
        "201 Created",
        "Content-Type: application/json\r\n",
        &review.to_string(),
    );
    let (cluster, asked) = scripted(move |_, _| text.clone()).await;
    bao.post("sys/auth/pods", &json!({"type": "kubernetes"}))
        .await;
    let authority = crate::support::Authority::new().write(bao.folder.path());
    bao.post(
        "auth/pods/config",
        &json!({"kubernetes_host": cluster, "disable_local_ca_jwt": true, "kubernetes_ca_cert": std::fs::read_to_string(authority).unwrap()}),
    )
    .await;
    bao.post(
        "auth/pods/role/shop",
        &json!({"bound_service_account_names": ["deployer"], "bound_service_account_namespaces": ["shop"], "token_policies": ["read"]}),
    )
    .await;
    // With an audience the cluster's answer would have to name it again.
    let mut plain = claims(600);
    plain.as_object_mut().unwrap().remove("aud");
    let pod = bao.resolver(VaultAuth::Kubernetes {
        role: "shop".to_owned(),
        jwt: Some(bao.credential("pod", &signed(&key, &plain))),
        mount: Some("pods".to_owned()),
    });
    assert!(pod.resolve_one("vault://secret/x#k").await.is_ok());
    assert!(asked.load(std::sync::atomic::Ordering::SeqCst) > 0);
    let none = bao.resolver(VaultAuth::Kubernetes {
        role: "shop".to_owned(),
        jwt: None,
        mount: Some("pods".to_owned()),
    });
    // Not in a pod: the file that a pod has is named.
    let failed = failures(&none, &[("a", "vault://secret/x#k")]).await;
    assert_eq!(failed[0].code, "secrets.auth_missing");
    assert!(
        failed[0].message.contains("serviceaccount/token"),
        "{}",
        failed[0].message
    );
}
