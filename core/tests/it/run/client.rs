//! The main road through the client: what `start` refuses, what is read back, and what must not be found anywhere.

use std::{fs, path::Path};

use mendix_deploy_model::{
    Address, ErrorCode,
    error::ErrorDetail,
    landscapes::ApprovalPolicy,
    plans::{Approval, Plan, PlanOptions},
    runs::{ActivityOptions, RunRecord},
};
use serde_json::json;

use super::cloud::{Cloud, production, promote};
use mendix_deploy::client::Places;

async fn refusal(cloud: &Cloud, plan: &Plan) -> mendix_deploy_model::Error {
    let error = cloud
        .client()
        .start(plan, cloud.start_options())
        .await
        .unwrap_err();
    assert!(cloud.effects().is_empty(), "{error:#}");
    assert!(!Path::new(&cloud.journal()).join("runs").exists() || no_runs(cloud));
    error
}

fn no_runs(cloud: &Cloud) -> bool {
    fs::read_dir(Path::new(&cloud.journal()).join("runs"))
        .unwrap()
        .next()
        .is_none()
}

#[tokio::test]
async fn an_altered_plan_is_refused() {
    let cloud = Cloud::new();
    let mut plan = cloud.plan(promote(), PlanOptions::default()).await;
    plan.summary.push_str(" And something else.");
    assert_eq!(refusal(&cloud, &plan).await.code(), ErrorCode::PlanAltered);
}

#[tokio::test]
async fn a_stale_plan_names_what_changed() {
    let cloud = Cloud::new();
    let plan = cloud.plan(promote(), PlanOptions::default()).await;
    cloud
        .apply(json!({"kind": "setEnvironment", "environment": "Production", "status": "Stopped"}));
    let error = refusal(&cloud, &plan).await;
    assert_eq!(error.code(), ErrorCode::PlanStale);
    let Some(ErrorDetail::StaleFacts { changed }) = error.detail() else {
        panic!("{error:#}");
    };
    assert_eq!(changed[0].fact, "environment.status");
    assert_eq!(changed[0].planned.as_deref(), Some("running"));
    assert_eq!(changed[0].observed.as_deref(), Some("stopped"));
}

#[tokio::test]
async fn approvals_are_counted_and_the_runner_is_nobody_s_approver() {
    let cloud = Cloud::new();
    let mut wanted = production();
    wanted.approvals = Some(ApprovalPolicy {
        required: 1,
        valid_seconds: None,
    });
    let plan = cloud
        .client()
        .plan_wanted(
            &wanted,
            &Places::new(),
            promote(),
            &[],
            &PlanOptions::default(),
        )
        .await
        .unwrap();
    assert_eq!(
        refusal(&cloud, &plan).await.code(),
        ErrorCode::PlanUnapproved
    );
    let approval = |by: &str| {
        vec![Approval {
            plan_id: plan.id.clone(),
            by: by.to_owned(),
            at: Some(cloud.client().clock().now()),
            expires_at: None,
            comment: None,
        }]
    };
    let client = cloud.client();
    let own = cloud.start_options().approvals(approval("tester"));
    let error = client.start(&plan, own).await.unwrap_err();
    assert_eq!(error.code(), ErrorCode::PlanUnapproved);
    let other = cloud.start_options().approvals(approval("somebody else"));
    let run = client.start(&plan, other).await.unwrap();
    run.result().await.unwrap();
    let first = run.next_event(0).await.unwrap();
    let RunRecord::RunStarted { approved_by, .. } = first.record else {
        panic!("{}", first.summary);
    };
    assert_eq!(approved_by, ["somebody else"]);
}

#[tokio::test]
async fn activity_is_read_back_for_one_environment() {
    let cloud = Cloud::new();
    let plan = cloud.plan(promote(), PlanOptions::default()).await;
    let client = cloud.client();
    let options = || ActivityOptions::default().journal(cloud.journal());
    let production = Address::parse("orders/Production").unwrap();
    let none = client
        .activity(production.clone(), options())
        .await
        .unwrap();
    assert!(none.is_empty());
    assert!(
        !Path::new(&cloud.journal()).exists(),
        "looking makes no folder"
    );
    let run = client.start(&plan, cloud.start_options()).await.unwrap();
    run.result().await.unwrap();
    let entries = client.activity(production, options()).await.unwrap();
    assert!(entries.len() > 20);
    let user = cloud.emulator.credentials()["username"].clone();
    for entry in &entries {
        assert_eq!(entry.run, *run.id());
        assert_eq!(entry.actor.name, "tester");
        assert_eq!(entry.actor.api_user.as_deref(), user.as_str());
        assert!(!entry.actor.host.is_empty());
    }
    let other = Address::parse("orders/Acceptance").unwrap();
    assert!(client.activity(other, options()).await.unwrap().is_empty());
}

/// Every file below a folder.
fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found
}

#[tokio::test]
async fn no_secret_is_found_in_what_a_run_leaves() {
    let cloud = Cloud::new();
    cloud.apply(json!({"kind": "setConstant", "environment": "Production", "name": "Orders.ApiKey", "value": "planted-secret-constant"}));
    let mut options = PlanOptions::default();
    options.on_failure = super::support::roll_back();
    let plan = cloud.plan(promote(), options).await;
    cloud.emulator.inject(json!({"fault": "dbSyncFails"}));
    let client = cloud.client();
    let run = client.start(&plan, cloud.start_options()).await.unwrap();
    let error = run.result().await.unwrap_err();
    let planted = |text: &str| text.contains("planted-secret");
    assert!(!planted(&serde_json::to_string(&plan).unwrap()));
    assert!(!planted(&format!("{error:#} {error:?} {client:?} {run:?}")));
    let mut seen = 0;
    for path in files(Path::new(&cloud.journal())) {
        let text = fs::read(&path).unwrap();
        assert!(
            !planted(&String::from_utf8_lossy(&text)),
            "{}",
            path.display()
        );
        seen += 1;
    }
    assert!(seen >= 4, "{seen}");
    for event in super::support::all_events(&run).await {
        assert!(!planted(&format!("{event:?}")), "{}", event.summary);
    }
}

#[tokio::test]
async fn a_package_that_the_newest_savepoint_leads_back_to_is_known() {
    use mendix_deploy::run::{activity::savepoints_with, journal::FileJournal};
    let cloud = Cloud::new();
    let old = cloud.environment("Production")["package"].clone();
    let plan = cloud.plan(promote(), PlanOptions::default()).await;
    let client = cloud.client();
    let run = client.start(&plan, cloud.start_options()).await.unwrap();
    let release = run.result().await.unwrap();
    let journal = FileJournal::open(cloud.journal()).unwrap();
    let found = savepoints_with(&journal, &old.as_str().unwrap().into())
        .await
        .unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].1, *run.id());
    let new = release.package.unwrap().package_id;
    assert!(savepoints_with(&journal, &new).await.unwrap().is_empty());
}
