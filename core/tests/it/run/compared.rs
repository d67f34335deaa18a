//! Plans against the emulator that compare the package an environment runs with the one that comes.

use mendix_deploy::{
    Package, client::Places, files::DocumentFile as _, package::ArchiveBuilder, plan::Wanted,
};
use mendix_deploy_model::{
    Address, ErrorCode, Result,
    changes::{Change, PackageRef},
    landscapes::Tier,
    models::AppModel,
    plans::{Plan, PlanOptions},
    verdicts::{ReleaseClass, RollbackSafety},
};
use serde_json::{Value, json};

use super::cloud::{Cloud, production, promote};

const OLD: &str = "1.0.0.1";
const NEW: &str = "1.1.0.2";

fn model(version: &str, attributes: &[&str]) -> AppModel {
    let attributes: Vec<Value> = attributes
        .iter()
        .zip(11_u32..)
        .map(|(name, n)| {
            json!({
                "id": format!("00000000-0000-0000-0001-{n:012}"),
                "guid": format!("00000000-0000-0000-0000-{n:012}"),
                "name": name, "type": "String", "length": 200, "value": "stored",
            })
        })
        .collect();
    serde_json::from_value(json!({
        "source": "archiveModel", "projectId": "5d1f2b6a-0000-4000-8000-000000000001", "projectName": "Orders",
        "modelVersion": version, "mendixVersion": "10.24.15.93102", "hasSystem": true,
        "modules": [{"id": "00000000-0000-0000-0002-000000000001", "name": "Orders"}],
        "entities": [{
            "id": "00000000-0000-0000-0003-000000000001", "guid": "00000000-0000-0000-0000-000000000001",
            "name": "Orders.Order", "persistable": true, "stored": true, "systemMembers": [],
            "attributes": attributes, "indexes": [], "uniqueAttributes": [],
        }],
        "associations": [], "tables": [], "enumerations": [], "constants": [], "scheduledEvents": [],
        "settings": {}, "microflows": [], "userRoles": [], "requestHandlers": [], "unread": [],
    }))
    .unwrap()
}

/// A platform, and beside it the old package and one that has an attribute more.
fn bench() -> Cloud {
    let cloud = Cloud::empty(json!({"clock": "2026-03-01T09:00:00Z"}));
    for (name, version, attributes) in [
        ("old", OLD, &["Number"][..]),
        ("new", NEW, &["Number", "Weight"]),
        ("other", OLD, &["Number", "Note"]),
    ] {
        ArchiveBuilder::new("Orders")
            .model(model(version, attributes))
            .write_to(path(&cloud, name))
            .unwrap();
    }
    cloud
}

fn path(cloud: &Cloud, name: &str) -> String {
    let file = cloud.folder.path().join(format!("{name}.mda"));
    file.display().to_string()
}

fn deploy(cloud: &Cloud, name: &str) -> Change {
    Change::Deploy {
        package: PackageRef::FilePackage {
            path: path(cloud, name),
        },
    }
}

/// Somebody else deployed the old package: no journal knows of it.
fn foreign(cloud: &Cloud) {
    cloud.apply(json!({
        "kind": "addPackage", "environment": "Production", "running": true, "path": path(cloud, "old"),
    }));
}

async fn release(cloud: &Cloud, wanted: &Wanted, change: Change) {
    let options = PlanOptions::default().journal(cloud.journal());
    let client = cloud.client();
    let plan = client
        .plan_wanted(wanted, &Places::new(), change, &[], &options)
        .await
        .unwrap();
    let run = client.start(&plan, cloud.start_options()).await.unwrap();
    assert_eq!(run.result().await.unwrap().outcome, "succeeded");
}

async fn asked(cloud: &Cloud, change: Change, options: PlanOptions) -> Result<Plan> {
    cloud
        .client()
        .plan_wanted(
            &production(),
            &Places::new(),
            change,
            &[],
            &options.journal(cloud.journal()),
        )
        .await
}

fn is_additive(plan: &Plan) -> bool {
    plan.release_class == ReleaseClass::Additive
        && plan.rollback.safety == RollbackSafety::LosesRecent
}

fn is_unknown(plan: &Plan) -> bool {
    plan.release_class == ReleaseClass::Unknown && plan.rollback.safety == RollbackSafety::Unknown
}

#[tokio::test]
async fn a_named_file_is_taken_for_the_running_package_when_size_and_version_agree() {
    let cloud = bench();
    foreign(&cloud);
    let plan = asked(&cloud, deploy(&cloud, "new"), PlanOptions::default())
        .await
        .unwrap();
    assert!(is_unknown(&plan), "nobody knows a file");
    assert!(plan.facts.changes.is_none());

    let named = |name| PlanOptions::default().previous_package(path(&cloud, name));
    let plan = asked(&cloud, deploy(&cloud, "new"), named("old"))
        .await
        .unwrap();
    assert!(is_additive(&plan), "{:?}", plan.findings);

    let error = asked(&cloud, deploy(&cloud, "new"), named("other"))
        .await
        .unwrap_err();
    assert_eq!(error.code(), ErrorCode::InputInvalid, "{error:#}");
    assert!(error.message().contains("is not the package"), "{error}");
}

#[tokio::test]
async fn files_are_found_by_the_digests_that_journals_recorded() {
    let cloud = bench();
    release(&cloud, &production(), deploy(&cloud, "old")).await;
    let plan = asked(&cloud, deploy(&cloud, "new"), PlanOptions::default())
        .await
        .unwrap();
    assert!(is_additive(&plan), "{:?}", plan.findings);

    // The package that acceptance runs was deployed from a file; a promotion compares it all the same.
    let acceptance = Wanted::new(
        Address::parse("orders/Acceptance").unwrap(),
        Tier::Acceptance,
    );
    release(&cloud, &acceptance, deploy(&cloud, "new")).await;
    let plan = asked(&cloud, promote(), PlanOptions::default())
        .await
        .unwrap();
    assert!(is_additive(&plan), "{:?}", plan.findings);

    // The comparison is part of the plan, and no fact that a start reads again.
    let run = cloud
        .client()
        .start(&plan, cloud.start_options())
        .await
        .unwrap();
    let released = run.result().await.unwrap();
    assert_eq!(released.changes, plan.facts.changes);

    // A file that has other bytes by now is not that package.
    std::fs::copy(path(&cloud, "other"), path(&cloud, "new")).unwrap();
    let plan = asked(&cloud, deploy(&cloud, "old"), PlanOptions::default())
        .await
        .unwrap();
    assert!(is_unknown(&plan), "{:?}", plan.facts.changes);
}

#[tokio::test]
async fn a_saved_comparison_counts_for_the_bytes_it_names() {
    let cloud = bench();
    let saved = |old: &str, new: &str| {
        let open = |name| {
            let package = Package::open(path(&cloud, name)).unwrap();
            package.digest().unwrap();
            package
        };
        let file = cloud.folder.path().join(format!("{old}-{new}.json"));
        open(new)
            .changes_since(&open(old))
            .unwrap()
            .save(&file)
            .unwrap();
        PlanOptions::default().changes(file.display().to_string())
    };
    foreign(&cloud);
    // No digest of the running package is known: that the document is about it is only said.
    let plan = asked(&cloud, deploy(&cloud, "new"), saved("old", "new"))
        .await
        .unwrap();
    assert!(is_unknown(&plan));
    let told = |plan: &Plan| plan.findings.iter().any(|f| f.id == "changes.not_reliable");
    assert!(told(&plan));

    release(&cloud, &production(), deploy(&cloud, "other")).await;
    let plan = asked(&cloud, deploy(&cloud, "new"), saved("other", "new"))
        .await
        .unwrap();
    assert!(
        plan.release_class.is_known() && !told(&plan),
        "{:?}",
        plan.findings
    );
    let plan = asked(&cloud, deploy(&cloud, "new"), saved("old", "new"))
        .await
        .unwrap();
    assert!(is_unknown(&plan) && told(&plan), "{:?}", plan.findings);
}
