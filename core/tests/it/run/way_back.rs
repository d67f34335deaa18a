//! The way back on the emulator: settings, packages that are gone, secrets.

use std::{fs, path::Path, sync::Arc};

use futures::FutureExt as _;
use mendix_deploy::{
    client::{Hooks, Places},
    plan::Wanted,
    secrets::SecretValue,
};
use mendix_deploy_model::{
    ErrorCode,
    changes::Change,
    plans::{ConstantWrite, IncidentRecord, Plan, PlanOptions, SettingValue},
};
use serde_json::{Value, json};

use super::{
    cloud::{Cloud, OLD, production, promote},
    support::roll_back,
};

/// As production, with one constant.
fn wanting(value: SettingValue) -> Wanted {
    let mut wanted = production();
    wanted.constants.push(ConstantWrite {
        name: "Orders.ApiUrl".to_owned(),
        value,
        skip_if_absent: false,
    });
    wanted
}

async fn plan(cloud: &Cloud, wanted: &Wanted, change: Change, options: PlanOptions) -> Plan {
    let plan = cloud
        .client()
        .plan_wanted(
            wanted,
            &Places::new(),
            change,
            &[],
            &options.journal(cloud.journal()),
        )
        .await
        .unwrap();
    assert!(!plan.is_blocked(), "{:#?}", plan.findings);
    plan
}

fn going_back() -> PlanOptions {
    let mut options = PlanOptions::default();
    options.on_failure = roll_back();
    options
}

/// The configured value of `Orders.ApiUrl` in production.
fn api_url(cloud: &Cloud) -> Value {
    cloud.environment("Production")["constants"]["Orders.ApiUrl"].clone()
}

fn running_version(cloud: &Cloud) -> Value {
    let environment = cloud.environment("Production");
    cloud.emulator.state()["apps"][0]["packages"]
        .as_array()
        .unwrap()
        .iter()
        .find(|package| package["id"] == environment["startedPackage"])
        .map_or(Value::Null, |package| package["version"].clone())
}

#[tokio::test]
async fn overwritten_settings_come_back_and_their_values_are_nowhere_else() {
    let cloud = Cloud::new();
    let old = "https://old-value.example";
    cloud.apply(json!({"kind": "setConstant", "environment": "Production", "name": "Orders.ApiUrl", "value": old}));
    let wanted = wanting(SettingValue::LiteralValue {
        text: "https://new-value.example".to_owned(),
    });
    let plan = plan(&cloud, &wanted, promote(), going_back()).await;
    cloud.emulator.inject(json!({"fault": "dbSyncFails"}));
    let seen: Arc<std::sync::Mutex<Vec<IncidentRecord>>> = Arc::default();
    let tell = Arc::clone(&seen);
    let hooks = Hooks::default().on_incident(Arc::new(move |incident: &IncidentRecord| {
        tell.lock().unwrap().push(incident.clone());
        Ok(())
    }));
    let client = cloud.client();
    let run = client
        .start_with(&plan, cloud.start_options(), hooks)
        .await
        .unwrap();
    let error = run.result().await.unwrap_err();
    assert_eq!(error.info().context["outcome"], "rolledBack", "{error:#}");
    assert_eq!(api_url(&cloud), old);
    assert_eq!(running_version(&cloud), OLD);
    let written = cloud
        .effects()
        .iter()
        .filter(|effect| *effect == "settings.written")
        .count();
    assert_eq!(written, 2);
    let folder = Path::new(&cloud.journal())
        .join("runs")
        .join(run.id().as_str());
    for name in ["journal.jsonl", "incident.json", "incident.md"] {
        let text = fs::read_to_string(folder.join(name)).unwrap();
        assert!(!text.contains(old), "{name}");
    }
    let savepoint = fs::read_to_string(folder.join("savepoint.json")).unwrap();
    assert!(savepoint.contains(old));
    let seen = seen.lock().unwrap();
    assert_eq!(seen.len(), 1);
    assert_eq!(seen[0].outcome, "rolledBack");
    assert_eq!(
        seen[0].cause.as_ref().unwrap().code,
        "mendixCloud.db_sync_failed"
    );
    assert!(seen[0].downtime_seconds.unwrap() > 0);
}

#[tokio::test]
async fn an_old_package_that_the_platform_deleted_is_uploaded_again() {
    let cloud = Cloud::new();
    let old = cloud.environment("Production")["package"].clone();
    let mut options = going_back();
    options.keep_previous_package = Some(true);
    let plan = plan(&cloud, &production(), promote(), options).await;
    cloud.emulator.inject(json!({"fault": "dbSyncFails"}));
    cloud.emulator.inject(json!({
        "fault": "interfere", "method": "POST", "path": "*/start",
        "change": {"kind": "deletePackage", "packageId": old},
    }));
    let client = cloud.client();
    let run = client.start(&plan, cloud.start_options()).await.unwrap();
    let error = run.result().await.unwrap_err();
    assert_eq!(error.info().context["outcome"], "rolledBack", "{error:#}");
    assert_eq!(
        cloud.effects(),
        [
            "env.stopped",
            "snapshot.created",
            "env.transported",
            "env.started",
            "package.uploaded",
            "env.transported",
            "restore.created",
            "env.started"
        ]
    );
    assert_eq!(running_version(&cloud), OLD);
    assert_ne!(cloud.environment("Production")["package"], old);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let kept = Path::new(&cloud.journal())
            .join("runs")
            .join(run.id().as_str())
            .join("previous.mda");
        let mode = fs::metadata(kept).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, 0o600);
    }
}

#[tokio::test]
async fn a_secret_is_resolved_at_the_last_moment_and_left_nowhere() {
    const SECRET: &str = "planted-secret-of-a-store";
    let cloud = Cloud::new();
    let wanted = wanting(SettingValue::ReferencedValue {
        reference: "vault://kv/orders#api-url".to_owned(),
    });
    let change = Change::Configure { restart: true };
    let plan = plan(&cloud, &wanted, change, PlanOptions::default()).await;
    let client = cloud.client();
    let error = client
        .start(&plan, cloud.start_options())
        .await
        .unwrap_err();
    assert_eq!(error.code(), ErrorCode::InputInvalid);
    assert!(error.message().contains("Orders.ApiUrl"), "{error}");
    assert!(cloud.effects().is_empty());
    let hooks = Hooks::default().resolve(Arc::new(|reference: String| {
        async move {
            assert_eq!(reference, "vault://kv/orders#api-url");
            Ok(SecretValue::new(SECRET))
        }
        .boxed()
    }));
    let run = client
        .start_with(&plan, cloud.start_options(), hooks)
        .await
        .unwrap();
    run.result().await.unwrap();
    assert_eq!(api_url(&cloud), SECRET);
    let folder = Path::new(&cloud.journal())
        .join("runs")
        .join(run.id().as_str());
    for entry in fs::read_dir(folder).unwrap() {
        let text = fs::read(entry.unwrap().path()).unwrap();
        assert!(!String::from_utf8_lossy(&text).contains(SECRET));
    }
}

#[tokio::test]
async fn an_undo_is_refused_until_its_loss_is_accepted() {
    let cloud = Cloud::new();
    let forward = plan(&cloud, &production(), promote(), going_back()).await;
    let client = cloud.client();
    let run = client.start(&forward, cloud.start_options()).await.unwrap();
    run.result().await.unwrap();
    let undo = |accept_loss: &[&str]| Change::Undo {
        run: run.id().to_string(),
        accept_loss: accept_loss.iter().map(|name| (*name).to_owned()).collect(),
    };
    let options = PlanOptions::default().journal(cloud.journal());
    let error = client
        .plan_wanted(&production(), &Places::new(), undo(&[]), &[], &options)
        .await
        .unwrap_err();
    assert_eq!(error.code(), ErrorCode::RollbackRefused, "{error:#}");
    let back = plan(
        &cloud,
        &production(),
        undo(&["dataSinceSnapshot"]),
        PlanOptions::default(),
    )
    .await;
    let undoing = client.start(&back, cloud.start_options()).await.unwrap();
    let release = undoing
        .result()
        .await
        .unwrap_or_else(|error| panic!("{error:#}"));
    assert_eq!(release.outcome, "succeeded");
    assert_eq!(running_version(&cloud), OLD);
    // An undo leaves a record, although nothing failed.
    let folder = Path::new(&cloud.journal())
        .join("runs")
        .join(undoing.id().as_str());
    let text = fs::read_to_string(folder.join("incident.json")).unwrap();
    let incident: IncidentRecord = serde_json::from_str(&text).unwrap();
    assert!(incident.failed_step.is_none());
    assert_eq!(incident.losses[0].name, "dataSinceSnapshot");
}
