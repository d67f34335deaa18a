//! What is refused: by the platform with its codes, and by the client before anything is sent.

use mendix_deploy::{
    Credentials, ErrorCode,
    cloud::{
        ConfirmOptions, EnvironmentStatus, ListEnvironmentsOptions, RestoreOptions, StartOptions,
    },
    error::{Effect, Retry},
    secrets::SecretValue,
};
use serde_json::{Value, json};

use crate::support::{Bench, address};

fn start_options() -> StartOptions {
    StartOptions::default().confirm("orders/Test".to_owned())
}

fn stopped() -> Bench {
    let bench = Bench::new();
    bench.apply(json!({"kind": "setEnvironment", "environment": "Test", "status": "Stopped"}));
    bench
}

#[tokio::test]
async fn a_failed_start_is_an_error_of_the_operation_and_is_asked_once() {
    let fails = |code: &str| json!({"fault": "startFails", "code": code, "message": "see the log"});
    for (fault, code) in [
        (
            json!({"fault": "missingConstants", "names": ["Orders.ApiUrl"]}),
            ErrorCode::MendixCloudMissingConstant,
        ),
        (
            json!({"fault": "dbSyncFails"}),
            ErrorCode::MendixCloudDatabaseSyncFailed,
        ),
        (
            json!({"fault": "startupActionFails"}),
            ErrorCode::MendixCloudStartupActionFailed,
        ),
        (
            fails("INSECURE_ADMIN_PASSWORD"),
            ErrorCode::MendixCloudInsecureAdminPassword,
        ),
        (
            fails("INVALID_DB_STRUCTURE"),
            ErrorCode::MendixCloudInvalidDatabaseStructure,
        ),
        (fails("NO_PACKAGE"), ErrorCode::MendixCloudNotDeployed),
        (fails("START_FAILED"), ErrorCode::MendixCloudStartFailed),
    ] {
        let bench = stopped();
        bench.emulator.inject(fault.clone());
        let mut start = bench
            .client()
            .environments()
            .start(address("orders/Test"), start_options())
            .await
            .unwrap();
        let error = start.wait().await.unwrap_err();
        assert_eq!(error.code(), code, "{fault}: {error:#}");
        assert_eq!(error.retry(), Retry::Permanent, "{fault}");
        assert_eq!(error.info().context["environment"], "orders/Test");
        // A 500 that is final is not polled like a passing one.
        let refused = bench
            .emulator
            .requests()
            .iter()
            .filter(|request| request["status"] == 500)
            .count();
        assert_eq!(refused, 1, "{fault}");
        assert_eq!(bench.effects(), ["env.started"]);
    }
}

#[tokio::test]
async fn a_start_of_what_runs_is_a_success_that_changes_nothing() {
    let bench = Bench::new();
    let mut start = bench
        .client()
        .environments()
        .start(address("orders/Test"), start_options())
        .await
        .unwrap();
    let environment = start.wait().await.unwrap();
    assert_eq!(environment.status, EnvironmentStatus::Running);
    assert!(bench.effects().is_empty());
}

#[tokio::test]
async fn a_start_beside_a_start_and_a_forgotten_job() {
    let bench = stopped();
    let environments = bench.client().environments();
    let mut first = environments
        .start(address("orders/Test"), start_options())
        .await
        .unwrap();
    // No attempt of the client waits long enough for the first one to end.
    bench.emulator.set_auto_advance(0);
    let one = bench.client_with(bench.options().max_attempts(1_u32));
    let error = one
        .environments()
        .start(address("orders/Test"), start_options())
        .await
        .unwrap_err();
    assert_eq!(error.code(), ErrorCode::MendixCloudStartJobExists);
    assert_eq!(error.effect(), Effect::None);
    first.wait().await.unwrap();
    // The platform has forgotten the job: the environment's own status tells.
    let mut forgotten = environments
        .watch_start(address("orders/Test"), "no-such-job".into())
        .await
        .unwrap();
    let environment = forgotten.wait().await.unwrap();
    assert_eq!(environment.status, EnvironmentStatus::Running);
    assert_eq!(bench.effects(), ["env.started"]);
}

#[tokio::test]
async fn words_that_this_version_does_not_know_are_kept() {
    let bench = Bench::new();
    bench.emulator.inject(json!({
        "fault": "patch", "path": "*/environments/Test", "set": {"/Status": "Hibernating", "/Colour": "blue"},
    }));
    let environment = bench
        .client()
        .environments()
        .get(address("orders/Test"))
        .await
        .unwrap();
    assert_eq!(
        environment.status,
        EnvironmentStatus::Unknown("Hibernating".to_owned())
    );
}

#[tokio::test]
async fn the_platform_s_code_is_kept_in_every_shape_of_error() {
    for shape in ["flat", "pascal", "nested", "text"] {
        let bench = Bench::with(json!({"options": {"errorShape": shape}}));
        bench.deployed("Test", "1.0.0.1");
        let error = bench
            .client()
            .environments()
            .clean(
                address("orders/Test"),
                ConfirmOptions::default().confirm("orders/Test".to_owned()),
            )
            .await
            .unwrap_err();
        assert_eq!(error.code(), ErrorCode::MendixCloudNotStopped, "{shape}");
        assert_eq!(
            error.info().platform_code.as_deref(),
            Some("ENVIRONMENT_NOT_STOPPED"),
            "{shape}"
        );
        assert_eq!(error.info().context["status"], "403");
        assert_eq!(error.info().call, "environments.clean");
    }
}

#[tokio::test]
async fn a_status_without_words_is_still_an_error_of_its_call() {
    let bench = Bench::with(json!({"options": {"errorShape": "empty"}}));
    let error = bench
        .client()
        .packages()
        .get("orders".to_owned(), "nothing".into())
        .await
        .unwrap_err();
    assert_eq!(error.code(), ErrorCode::MendixCloudPackageNotFound);
    assert!(error.message().contains("no further words"), "{error}");
}

#[tokio::test]
async fn a_missing_right_is_named() {
    let bench = Bench::new();
    bench.apply(json!({
        "kind": "setRights", "environment": "Test", "user": "dana.deployer@example.com",
        "rights": {"canDeployApp": false, "canManageBackups": false, "canViewLogs": false, "canAccessAPI": true},
    }));
    let client = bench.client();
    let test = || address("orders/Test");
    let package = bench.environment("Test")["package"]
        .as_str()
        .unwrap()
        .to_owned();
    let transport = client
        .environments()
        .transport(test(), package.into())
        .await
        .unwrap_err();
    assert_eq!(transport.code(), ErrorCode::MendixCloudTransportNotAllowed);
    assert!(transport.info().context["needs"].contains("Transport Rights"));
    let backups = client.backups().snapshots(test()).next().await.unwrap_err();
    assert_eq!(backups.code(), ErrorCode::MendixCloudNoAccess);
    assert!(backups.info().context["needs"].contains("Access to Backups"));
    let logs = client
        .environments()
        .log_link(test(), "2026-02-28".to_owned())
        .await
        .unwrap_err();
    assert_eq!(logs.code(), ErrorCode::MendixCloudNoAccess);
    assert!(logs.info().context["needs"].contains("Access to Monitoring"));
}

#[tokio::test]
async fn a_refused_credential_is_named_and_never_shown() {
    for status in [401, 403] {
        let bench = Bench::with(json!({"options": {"badApiKeyStatus": status}}));
        bench.apply(json!({"kind": "revokeApiKey"}));
        bench.apply(json!({"kind": "revokePat"}));
        let client = bench.client();
        let key = client.apps().list().await.unwrap_err();
        let token = client.apps().details().await.unwrap_err();
        for (error, credential) in [(key, "the API key"), (token, "the personal access token")] {
            assert_eq!(error.code(), ErrorCode::CredentialsRefused, "{error:#}");
            assert_eq!(error.info().context["credential"], credential);
            assert!(!format!("{error:#}").contains("planted-secret"));
        }
    }
}

#[tokio::test]
async fn a_missing_kind_of_credential_is_named_before_anything_is_sent() {
    let bench = Bench::new();
    let own = bench.emulator.credentials();
    let pat = SecretValue::new(own["pat"].as_str().unwrap());
    let key = SecretValue::new(own["apiKey"].as_str().unwrap());
    let only_key = Credentials::new().with_api_key("dana.deployer@example.com", key);
    let only_pat = Credentials::new().with_pat(pat);
    let error = bench.client_of(only_pat).apps().list().await.unwrap_err();
    assert_eq!(error.code(), ErrorCode::CredentialsMissing);
    assert!(error.message().contains("API key"), "{error}");
    let error = bench
        .client_of(only_key)
        .apps()
        .details()
        .await
        .unwrap_err();
    assert_eq!(error.code(), ErrorCode::CredentialsMissing);
    assert!(error.message().contains("personal access token"), "{error}");
    assert!(error.message().contains("mx:deployment:read"), "{error}");
    assert!(bench.emulator.requests().is_empty());
}

#[tokio::test]
async fn what_erases_or_stops_repeats_its_object() {
    let bench = Bench::new();
    let client = bench.client();
    let (environments, backups) = (client.environments(), client.backups());
    let test = || address("orders/Test");
    for said in [
        None,
        Some("orders/Production"),
        Some("orders/test"),
        Some(""),
    ] {
        let confirm = || {
            let mut options = ConfirmOptions::default();
            options.confirm = said.map(str::to_owned);
            options
        };
        let mut start = StartOptions::default();
        start.confirm = said.map(str::to_owned);
        let mut restore = RestoreOptions::default();
        restore.confirm = said.map(str::to_owned);
        for error in [
            environments.stop(test(), confirm()).await.unwrap_err(),
            environments.clean(test(), confirm()).await.unwrap_err(),
            environments.start(test(), start).await.unwrap_err(),
            backups
                .restore(test(), "s".into(), restore)
                .await
                .unwrap_err(),
            backups
                .delete_snapshot(test(), "s".into(), confirm())
                .await
                .unwrap_err(),
        ] {
            assert_eq!(error.code(), ErrorCode::InputUnconfirmed, "{said:?}");
            assert!(error.message().contains("orders/Test"), "{error}");
            assert_eq!(error.effect(), Effect::None);
        }
        let error = client
            .packages()
            .delete("orders".to_owned(), "p".into(), confirm())
            .await
            .unwrap_err();
        assert_eq!(error.code(), ErrorCode::InputUnconfirmed, "{said:?}");
    }
    assert!(bench.emulator.requests().is_empty());
}

#[tokio::test]
async fn a_read_only_client_reads_and_changes_nothing() {
    let bench = Bench::new();
    let client = bench.client_with(bench.options().read_only(true));
    let environments = client.environments();
    let test = || address("orders/Test");
    let listed = environments
        .list("orders".to_owned(), ListEnvironmentsOptions::default())
        .await
        .unwrap();
    assert_eq!(listed.len(), 3);
    let settings = environments.settings(test()).await.unwrap();
    let confirm = ConfirmOptions::default().confirm("orders/Test".to_owned());
    let packages = client.packages();
    let upload = packages.upload(
        "orders",
        mendix_deploy::client::UploadSource::Bytes("x".into()),
        Default::default(),
        None,
    );
    for error in [
        environments
            .stop(test(), confirm.clone())
            .await
            .unwrap_err(),
        environments.clean(test(), confirm).await.unwrap_err(),
        environments
            .start(test(), start_options())
            .await
            .unwrap_err(),
        environments
            .transport(test(), "p".into())
            .await
            .unwrap_err(),
        environments.scale(test(), 1, 1024).await.unwrap_err(),
        environments
            .set_tag(test(), "t".to_owned())
            .await
            .unwrap_err(),
        environments
            .write_settings(test(), settings)
            .await
            .unwrap_err(),
        client
            .backups()
            .create_snapshot(test(), Default::default())
            .await
            .unwrap_err(),
        client.apps().create("p".into()).await.unwrap_err(),
        upload.await.unwrap_err(),
    ] {
        assert_eq!(error.code(), ErrorCode::InputReadOnly, "{error:#}");
        assert_eq!(error.effect(), Effect::None);
    }
    let changing: Vec<Value> = bench
        .emulator
        .requests()
        .into_iter()
        .filter(|request| request["method"] != "GET")
        .collect();
    assert!(changing.is_empty(), "{changing:?}");
}
