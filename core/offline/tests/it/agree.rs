//! The comparison with recordings would notice a disagreement.

use std::{fs, path::Path};

use mendix_deploy_model::packages::ConstantType;
use mendix_deploy_offline::package::ArchiveBuilder;
use serde_json::{Value, json};

#[path = "../../examples/agree/main.rs"]
#[allow(dead_code, unreachable_pub)]
mod example;

/// A project with one archive and its inventory, changed by `tamper`.
fn compared(folder: &Path, tamper: impl FnOnce(&mut Value)) -> example::Tally {
    let project = folder.join("orders");
    fs::create_dir_all(project.join("expected")).unwrap();
    ArchiveBuilder::new("Orders")
        .project_id("p")
        .runtime_version("10.1.1")
        .constant("Orders.Url", ConstantType::String, Some("planted-default"))
        .scheduled_event("Orders.Cleanup")
        .write_to(project.join("assembled-0123abcd.mda"))
        .unwrap();
    let mut inventory = json!({
        "project_id": "p",
        "mendix_version": "10.1.1",
        "constants": {"Orders.Url": {"type": "String", "default": "planted-default"}},
        "scheduled_events": {"Orders.Cleanup": {}},
    });
    tamper(&mut inventory);
    fs::write(
        project.join("expected/01-v1-0123abcd.inventory.json"),
        inventory.to_string(),
    )
    .unwrap();
    example::compare_all(folder).unwrap()
}

#[test]
fn agreement_is_counted() {
    let folder = tempfile::tempdir().unwrap();
    let tally = compared(folder.path(), |_| {});
    assert!(tally.holds());
    assert_eq!(
        tally
            .families
            .values()
            .map(|[agreed, _, _]| agreed)
            .sum::<usize>(),
        5
    );
}

#[test]
fn every_kind_of_disagreement_is_noticed() {
    let tampers: [fn(&mut Value); 7] = [
        |inventory| inventory["constants"]["Orders.Url"]["type"] = json!("Integer"),
        |inventory| inventory["constants"]["Orders.Url"]["default"] = json!("other"),
        |inventory| inventory["constants"]["Orders.More"] = json!({"type": "String"}),
        |inventory| inventory["scheduled_events"] = json!({}),
        |inventory| inventory["project_id"] = json!("q"),
        |inventory| inventory["mendix_version"] = json!("10.1.2"),
        |inventory| drop(inventory.as_object_mut().unwrap().remove("constants")),
    ];
    for (i, tamper) in tampers.into_iter().enumerate() {
        let folder = tempfile::tempdir().unwrap();
        let tally = compared(folder.path(), tamper);
        assert!(!tally.holds(), "tamper {i}");
        assert!(
            !tally.disagreements.join("\n").contains("planted-default"),
            "a default is never shown"
        );
    }
}

#[test]
fn an_unreadable_package_and_an_empty_folder_are_failures() {
    let folder = tempfile::tempdir().unwrap();
    assert!(!example::compare_all(folder.path()).unwrap().holds());
    compared(folder.path(), |_| {});
    fs::write(folder.path().join("orders/broken.mda"), "PK").unwrap();
    assert!(!example::compare_all(folder.path()).unwrap().holds());
}
