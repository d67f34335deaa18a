//! A small model, and what a test changes in it.

use mendix_deploy_model::{
    comparisons::{ChangeRow, Changes, ModelChange},
    models::{
        AppModel, AppModule, Association, AssociationOwner, AssociationStorage, AssociationType,
        Attribute, AttributeType, AttributeValue, DeleteBehavior, Entity, Enumeration,
        EnumerationValue, Index, IndexColumn, MicroflowRole, ModelConstant, ModelEvent,
        ModelMicroflow, ModelSettings, ModelSource, SystemMember,
    },
    packages::ConstantType,
};
use mendix_deploy_offline::compare::{CompareOptions, compare};

/// `Orders` with customers, orders, a helper that is not stored, an enumeration, two associations.
pub(crate) fn model() -> AppModel {
    AppModel {
        source: ModelSource::SingleFileProject,
        project_id: Some("project".into()),
        project_name: Some("Orders".into()),
        mendix_version: Some("10.24.8.80126".into()),
        model_version: Some("unversioned".into()),
        deployment_id: None,
        has_system: false,
        modules: ["Orders", "Sales"]
            .map(|name| AppModule {
                id: Some(format!("module-{name}")),
                name: name.into(),
                marketplace_version: None,
            })
            .into(),
        entities: vec![
            entity("Orders.Customer", [text("Name", 200), text("Note", 0)]),
            entity(
                "Orders.Order",
                [
                    attribute("Amount", AttributeType::Integer),
                    Attribute {
                        localize: Some(true),
                        ..attribute("Due", AttributeType::DateTime)
                    },
                    Attribute {
                        enumeration: Some("Orders.State".into()),
                        ..attribute("State", AttributeType::Enumeration)
                    },
                ],
            ),
            Entity {
                persistable: Some(false),
                stored: Some(false),
                ..entity("Orders.Helper", [text("Text", 50)])
            },
            entity("Sales.Lead", [text("Source", 100)]),
        ],
        associations: vec![
            association("Orders.Order_Customer", "Orders.Order", "Orders.Customer"),
            association("Orders.Helper_Order", "Orders.Helper", "Orders.Order"),
        ],
        tables: Vec::new(),
        enumerations: vec![
            enumeration("Orders.State", ["Open", "Paid"]),
            enumeration("Orders.Unused", ["One", "Two"]),
            enumeration("Orders.Wider", ["Open", "Paid", "Cancelled"]),
        ],
        constants: vec![constant("Orders.Endpoint", "https://orders.example")],
        scheduled_events: vec![ModelEvent {
            id: Some("event".into()),
            name: "Orders.Nightly".into(),
            enabled: Some(true),
            microflow: Some("Orders.Clean".into()),
            interval: Some("1 Day".into()),
        }],
        settings: ModelSettings {
            foreign_keys: Some(false),
            optimistic_locking: Some(false),
            decimal_scale: None,
        },
        microflows: vec![ModelMicroflow {
            name: "Orders.AfterStartup".into(),
            role: MicroflowRole::AfterStartup,
            digest: Some("1".into()),
        }],
        user_roles: Vec::new(),
        request_handlers: Vec::new(),
        unread: Vec::new(),
    }
}

pub(crate) fn entity<const N: usize>(name: &str, attributes: [Attribute; N]) -> Entity {
    Entity {
        id: format!("id-{name}"),
        guid: format!("guid-{name}"),
        name: name.into(),
        generalization: None,
        persistable: Some(true),
        stored: Some(true),
        source: None,
        system_members: Vec::new(),
        attributes: attributes.map(|it| identified(name, it)).into(),
        indexes: Vec::new(),
        unique_attributes: Vec::new(),
        rules_digest: None,
    }
}

fn identified(entity: &str, mut attribute: Attribute) -> Attribute {
    attribute.id = format!("id-{entity}-{}", attribute.name);
    attribute.guid = format!("guid-{entity}-{}", attribute.name);
    attribute
}

pub(crate) fn attribute(name: &str, attribute_type: AttributeType) -> Attribute {
    Attribute {
        id: format!("id-{name}"),
        guid: format!("guid-{name}"),
        name: name.into(),
        attribute_type,
        length: None,
        localize: None,
        enumeration: None,
        value: AttributeValue::Stored,
        default_value: None,
    }
}

pub(crate) fn text(name: &str, length: u64) -> Attribute {
    Attribute {
        length: Some(length),
        ..attribute(name, AttributeType::String)
    }
}

pub(crate) fn association(name: &str, parent: &str, child: &str) -> Association {
    Association {
        id: format!("id-{name}"),
        guid: format!("guid-{name}"),
        name: name.into(),
        parent: parent.into(),
        parent_guid: Some(format!("guid-{parent}")),
        child: child.into(),
        child_guid: Some(format!("guid-{child}")),
        cross_module: false,
        association_type: AssociationType::Reference,
        owner: AssociationOwner::Default,
        storage: AssociationStorage::Table,
        parent_delete: Some(DeleteBehavior::KeepReferences),
        child_delete: Some(DeleteBehavior::KeepReferences),
        source: None,
    }
}

pub(crate) fn enumeration<const N: usize>(name: &str, values: [&str; N]) -> Enumeration {
    Enumeration {
        id: format!("id-{name}"),
        name: name.into(),
        values: values
            .map(|value| EnumerationValue {
                id: format!("id-{name}-{value}"),
                name: value.into(),
            })
            .into(),
        presentation_digest: Some("1".into()),
    }
}

pub(crate) fn constant(name: &str, default: &str) -> ModelConstant {
    ModelConstant {
        id: Some(format!("id-{name}")),
        name: name.into(),
        constant_type: ConstantType::String,
        exposed_to_client: None,
        default_value: Some(default.into()),
    }
}

pub(crate) fn index(guid: &str, attribute: &str) -> Index {
    Index {
        id: format!("id-{guid}"),
        guid: guid.into(),
        columns: vec![IndexColumn {
            attribute: Some(attribute.into()),
            member: None,
            ascending: true,
        }],
    }
}

pub(crate) const ALL_MEMBERS: [SystemMember; 4] = [
    SystemMember::Owner,
    SystemMember::ChangedBy,
    SystemMember::CreatedDate,
    SystemMember::ChangedDate,
];

/// The entity with that name, to change it.
pub(crate) fn of<'m>(model: &'m mut AppModel, name: &str) -> &'m mut Entity {
    model
        .entities
        .iter_mut()
        .find(|entity| entity.name == name)
        .unwrap()
}

/// The changes that an edit of the small model makes.
pub(crate) fn after(edit: impl FnOnce(&mut AppModel)) -> Changes {
    let mut edited = model();
    edit(&mut edited);
    compare(&model(), &edited, &CompareOptions::default())
}

/// The changes on the way back from an edit.
pub(crate) fn before(edit: impl FnOnce(&mut AppModel)) -> Changes {
    let mut edited = model();
    edit(&mut edited);
    compare(&edited, &model(), &CompareOptions::default())
}

/// Rows with the names of their elements, as a test writes them: `E4 Orders.Client (was Orders.Customer)`.
pub(crate) fn rows(changes: &Changes) -> Vec<String> {
    changes
        .changes
        .iter()
        .map(|change| match &change.old_name {
            Some(old) => format!("{} {} (was {old})", change.row, change.name),
            None => format!("{} {}", change.row, change.name),
        })
        .collect()
}

/// The only change of a row.
pub(crate) fn the<'c>(changes: &'c Changes, row: &ChangeRow) -> &'c ModelChange {
    let mut found = changes.changes.iter().filter(|change| change.row == *row);
    let change = found.next().unwrap();
    assert!(found.next().is_none(), "{row} twice");
    change
}
