//! The comparison with recordings would notice a disagreement.

use std::{fs, path::Path};

use mendix_deploy_model::{
    models::{
        AppModel, AppModule, Association, AssociationOwner, AssociationStorage, AssociationType,
        Attribute, AttributeType, AttributeValue, DeleteBehavior, Entity, Enumeration,
        EnumerationValue, Index, IndexColumn, ModelConstant, ModelEvent, ModelSource, SystemMember,
    },
    packages::{ConstantType, ModelEncoding},
};
use mendix_deploy_offline::package::{ArchiveBuilder, units::Collector, write::model_mdp};
use serde_json::{Value, json};

mod databases;

#[path = "../../examples/agree/main.rs"]
#[allow(dead_code, unreachable_pub)]
pub(crate) mod example;

const PROJECT: &str = "0d1f2b6a-0000-4000-8000-000000000001";

/// A model with one of each, in two modules.
fn model() -> AppModel {
    let mut model = Collector::new("test", ModelSource::ArchiveModel)
        .finish()
        .unwrap();
    let id = |n: u8| format!("00000000-0000-4000-8000-0000000000{n:02x}");
    model.project_id = Some(PROJECT.to_owned());
    model.mendix_version = Some("10.1.1".to_owned());
    model.deployment_id = Some("638".to_owned());
    model.modules.push(AppModule {
        id: Some(id(1)),
        name: "Orders".to_owned(),
        marketplace_version: None,
    });
    model.entities.push(Entity {
        id: id(2),
        guid: id(3),
        name: "Orders.Order".to_owned(),
        generalization: None,
        persistable: Some(true),
        stored: Some(true),
        source: None,
        system_members: vec![SystemMember::Owner],
        attributes: vec![Attribute {
            id: id(4),
            guid: id(5),
            name: "Number".to_owned(),
            attribute_type: AttributeType::String,
            length: Some(200),
            localize: None,
            enumeration: None,
            value: AttributeValue::Stored,
            default_value: None,
        }],
        indexes: vec![Index {
            id: id(6),
            guid: id(7),
            columns: vec![IndexColumn {
                attribute: Some(id(5)),
                member: None,
                ascending: true,
            }],
        }],
        unique_attributes: vec!["Number".to_owned()],
        rules_digest: None,
    });
    model.associations.push(Association {
        id: id(8),
        guid: id(9),
        name: "Orders.Order_Order".to_owned(),
        parent: "Orders.Order".to_owned(),
        parent_guid: Some(id(3)),
        child: "Orders.Order".to_owned(),
        child_guid: Some(id(3)),
        cross_module: false,
        association_type: AssociationType::Reference,
        owner: AssociationOwner::Default,
        storage: AssociationStorage::Table,
        parent_delete: Some(DeleteBehavior::KeepReferences),
        child_delete: Some(DeleteBehavior::KeepReferences),
        source: None,
    });
    model.enumerations.push(Enumeration {
        id: id(10),
        name: "Orders.State".to_owned(),
        values: vec![EnumerationValue {
            id: id(11),
            name: "Open".to_owned(),
        }],
        presentation_digest: None,
    });
    model.constants.push(ModelConstant {
        id: Some(id(12)),
        name: "Orders.Url".to_owned(),
        constant_type: ConstantType::String,
        exposed_to_client: None,
        default_value: None,
    });
    model.scheduled_events.push(ModelEvent {
        id: Some(id(13)),
        name: "Orders.Cleanup".to_owned(),
        enabled: None,
        microflow: Some("Orders.CleanUp".to_owned()),
        interval: Some("5 Minute".to_owned()),
    });
    model.has_system = true; // so that none is added
    model
}

/// What a decoder of its own would write down about [`model`].
fn expected() -> Value {
    let id = |n: u8| format!("00000000-0000-4000-8000-0000000000{n:02x}");
    json!({
        "format": "model.mdp",
        "masked": false,
        "project_id": PROJECT,
        "mendix_version": "10.1.1",
        "model_version": "unversioned",
        "deployment_id": "638",
        "modules": ["Orders"],
        "entities": {id(3): {
            "id": id(2), "name": "Orders.Order", "generalization": null, "persistable": true, "source": null,
            "system_members": ["owner"], "unique": ["Number"],
            "attributes": {id(5): {"id": id(4), "name": "Number", "type": "String", "length": 200, "calculated": false, "default": null}},
        }},
        "indexes": {id(7): {"entity": "Orders.Order", "columns": [{"attribute": id(5), "ascending": true}]}},
        "associations": {id(9): {
            "id": id(8), "name": "Orders.Order_Order", "cross_module": false,
            "parent": "Orders.Order", "parent_guid": id(3), "child": "Orders.Order", "child_guid": id(3),
            "type": "Reference", "owner": "Default", "storage": "Table",
            "parent_delete": "DeleteMeButKeepReferences", "child_delete": "DeleteMeButKeepReferences",
        }},
        "enumerations": {"Orders.State": {"id": id(10), "values": [{"id": id(11), "name": "Open"}]}},
        "constants": {"Orders.Url": {"id": id(12), "type": "String", "exposed_to_client": false, "default": "planted-default"}},
        "scheduled_events": {"Orders.Cleanup": {
            "id": id(13), "enabled": null, "microflow": "Orders.CleanUp", "interval": 5, "interval_type": "Minute", "schedule": null,
        }},
    })
}

/// A project with one archive and its inventory, changed by `tamper`.
fn compared(folder: &Path, tamper: impl FnOnce(&mut Value)) -> example::Tally {
    let project = folder.join("orders");
    fs::create_dir_all(project.join("expected")).unwrap();
    ArchiveBuilder::new("Orders")
        .project_id(PROJECT)
        .runtime_version("10.1.1")
        .constant("Orders.Url", ConstantType::String, Some("planted-default"))
        .scheduled_event("Orders.Cleanup")
        .entry(
            "model/model.mdp",
            model_mdp(&model(), ModelEncoding::Modern).unwrap(),
        )
        .write_to(project.join("assembled-0123abcd.mda"))
        .unwrap();
    let mut inventory = expected();
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
    assert!(tally.holds(), "{:?}", tally.disagreements);
    let agreed = |family: &str| tally.families[family];
    assert_eq!(agreed("project id and Mendix version"), [2, 2, 0]);
    assert_eq!(agreed("model: ids and versions"), [4, 4, 0]);
    for family in [
        "model: modules",
        "model: entities",
        "model: attributes",
        "model: indexes",
        "model: associations",
        "model: enumerations",
        "model: constants",
        "model: scheduled events",
    ] {
        assert_eq!(agreed(family), [1, 1, 0], "{family}");
    }
}

/// Every leaf of the inventory, tampered with, is a disagreement: nothing that it tells is passed over.
#[test]
fn every_kind_of_disagreement_is_noticed() {
    fn leaves(value: &Value, path: &str, found: &mut Vec<String>) {
        match value {
            Value::Object(object) => object
                .iter()
                .for_each(|(key, value)| leaves(value, &format!("{path}/{key}"), found)),
            Value::Array(list) => list
                .iter()
                .enumerate()
                .for_each(|(i, value)| leaves(value, &format!("{path}/{i}"), found)),
            _ => found.push(path.to_owned()),
        }
    }
    let mut paths = Vec::new();
    leaves(&expected(), "", &mut paths);
    paths.retain(|path| path != "/masked");
    assert!(paths.len() > 40);
    for path in paths {
        let folder = tempfile::tempdir().unwrap();
        let tally = compared(folder.path(), |inventory| {
            *inventory.pointer_mut(&path).unwrap() = json!("tampered");
        });
        assert!(!tally.holds(), "{path}");
        let text = tally.disagreements.join("\n");
        assert!(
            !text.contains("planted-default"),
            "a default is never shown"
        );
    }
    let others: [fn(&mut Value); 6] = [
        |inventory| drop(inventory.as_object_mut().unwrap().remove("modules")),
        |inventory| inventory["constants"]["Orders.More"] = json!({"type": "String"}),
        |inventory| inventory["scheduled_events"] = json!({}),
        |inventory| inventory["entities"] = json!({}),
        |inventory| inventory["more"] = json!("not understood"),
        |inventory| drop(inventory.as_object_mut().unwrap().remove("constants")),
    ];
    for (i, tamper) in others.into_iter().enumerate() {
        let folder = tempfile::tempdir().unwrap();
        assert!(!compared(folder.path(), tamper).holds(), "tamper {i}");
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
