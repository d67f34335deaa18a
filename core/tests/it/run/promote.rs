//! The main job on the emulator.

use mendix_deploy::{client::Places, plan::Wanted};
use mendix_deploy_model::{
    Address,
    changes::{Change, PackageRef},
    landscapes::Tier,
    plans::PlanOptions,
    runs::RunRecord,
};
use serde_json::json;

use super::{
    cloud::{Cloud, NEW, promote},
    support::{all_events, roll_back},
};

#[tokio::test]
async fn what_acceptance_runs_is_promoted_to_production() {
    let cloud = Cloud::new();
    let mut options = PlanOptions::default();
    options.on_failure = roll_back();
    let plan = cloud.plan(promote(), options).await;
    assert!(!plan.is_blocked(), "{:#?}", plan.findings);
    let client = cloud.client();
    let run = client.start(&plan, cloud.start_options()).await.unwrap();
    let result = run.result().await;
    let events = all_events(&run).await;
    let course: Vec<&str> = events.iter().map(|event| event.summary.as_str()).collect();
    let release = result.unwrap_or_else(|error| panic!("{error:#}\n{course:#?}"));
    assert_eq!(
        cloud.effects(),
        [
            "env.stopped",
            "snapshot.created",
            "env.transported",
            "env.started"
        ],
        "{course:#?}"
    );
    let environment = cloud.environment("Production");
    assert_eq!(environment["status"], "Running", "{environment:#}");
    let package = release.package.unwrap();
    assert_eq!(package.model_version.as_deref(), Some(NEW));
    assert_eq!(
        environment["startedPackage"],
        package.package_id.as_str(),
        "{environment:#}"
    );
    let savepoint = release.savepoint.unwrap();
    assert!(savepoint.snapshot.is_some());
    assert!(matches!(
        events.last().unwrap().record,
        RunRecord::RunEnded { .. }
    ));
}

#[tokio::test]
async fn a_free_app_is_deployed_by_building_it() {
    let cloud = Cloud::empty(json!({"apps": [{"appId": "shop", "licence": "free"}]}));
    let wanted = Wanted::new(Address::parse("shop/sandbox").unwrap(), Tier::Sandbox);
    let change = Change::Deploy {
        package: PackageRef::RevisionPackage {
            branch: "main".to_owned(),
            revision: None,
            version: None,
            description: None,
        },
    };
    let client = cloud.client();
    let plan = client
        .plan_wanted(
            &wanted,
            &Places::new(),
            change,
            &[],
            &PlanOptions::default(),
        )
        .await
        .unwrap();
    let run = client.start(&plan, cloud.start_options()).await.unwrap();
    let release = run.result().await.unwrap();
    assert_eq!(release.outcome, "succeeded");
    assert_eq!(cloud.effects(), ["package.built"]);
}
