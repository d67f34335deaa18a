//! Random models, as a project of its author would be: without System, flags only where they are set.

use mendix_deploy_model::{
    models::{
        AppModel, AppModule, Association, AssociationOwner, AssociationStorage, AssociationType,
        Attribute, AttributeType, AttributeValue, DeleteBehavior, Entity, Enumeration,
        EnumerationValue, Index, IndexColumn, MicroflowRole, ModelConstant, ModelEvent,
        ModelMicroflow, ModelSettings, ModelSource, SystemMember,
    },
    packages::{ConstantType, ModelEncoding, RequestHandler, UserRole},
};
use mendix_deploy_offline::package::write::as_project;

use super::chance::Chance;

const WORDS: [&str; 24] = [
    "Account", "Address", "Batch", "Claim", "Contract", "Customer", "Delivery", "Device", "Event",
    "File", "Größe", "Invoice", "Item", "Job", "Ledger", "Line", "Note", "Order", "Part", "Quote",
    "Route", "Shift", "Ticket", "Zone",
];

/// Every type that an attribute can have today.
pub(crate) const TYPES: [AttributeType; 10] = [
    AttributeType::AutoNumber,
    AttributeType::Binary,
    AttributeType::Boolean,
    AttributeType::DateTime,
    AttributeType::Decimal,
    AttributeType::Enumeration,
    AttributeType::HashedString,
    AttributeType::Integer,
    AttributeType::Long,
    AttributeType::String,
];

/// A model of two to four modules. Every list is in its promised order.
pub(crate) fn model(chance: &mut Chance) -> AppModel {
    let mut model = AppModel {
        source: ModelSource::SingleFileProject,
        project_id: Some(chance.guid()),
        project_name: Some("Synthetic".to_owned()),
        mendix_version: Some("10.24.15.93102".to_owned()),
        model_version: Some("1.0.0".to_owned()),
        deployment_id: Some(format!("63{:016}", chance.word() % 10_000_000_000_000_000)),
        has_system: false,
        modules: Vec::new(),
        entities: Vec::new(),
        associations: Vec::new(),
        tables: Vec::new(),
        enumerations: Vec::new(),
        constants: Vec::new(),
        scheduled_events: Vec::new(),
        settings: ModelSettings {
            foreign_keys: Some(chance.once_in(2)),
            optimistic_locking: Some(chance.once_in(2)),
            decimal_scale: Some(8),
        },
        microflows: Vec::new(),
        user_roles: user_roles(chance),
        request_handlers: ["/api/", "/odata/v1/"]
            .into_iter()
            .filter(|_| chance.once_in(2))
            .map(|path| RequestHandler {
                name: path.to_owned(),
                default_enabled: Some(true),
                match_exactly: Some(false),
            })
            .collect(),
        unread: Vec::new(),
    };
    for at in 0..chance.between(2, 4) {
        let marketplace_version = chance.once_in(3).then(|| "1.2.3".to_owned());
        model.modules.push(AppModule {
            id: Some(chance.guid()),
            name: format!("Module{}", ["A", "B", "C", "D"][at]),
            marketplace_version,
        });
    }
    let modules: Vec<String> = model.modules.iter().map(|it| it.name.clone()).collect();
    for module in &modules {
        enumerations(&mut model, module, chance);
        entities(&mut model, module, chance);
        documents(&mut model, module, chance);
    }
    for module in &modules {
        associations(&mut model, module, chance);
    }
    microflows(&mut model, &modules, chance);
    completed(model)
}

/// Puts right what follows from the rest of a model: what is stored, which ends are there, the order of lists.
pub(crate) fn completed(model: AppModel) -> AppModel {
    let mut seen = as_project(&model, ModelEncoding::Modern);
    // What projects do not say, archives do.
    seen.project_name = model.project_name;
    seen.model_version = model.model_version;
    seen.deployment_id = model.deployment_id;
    seen.request_handlers = model.request_handlers;
    seen
}

/// A name that is not taken.
pub(crate) fn name(chance: &mut Chance, is_taken: impl Fn(&str) -> bool) -> String {
    loop {
        let name = format!("{}{}", chance.pick(&WORDS), chance.below(1000));
        if !is_taken(&name) {
            return name;
        }
    }
}

/// `Module.Name` that no element of the model has.
pub(crate) fn qualified(model: &AppModel, module: &str, chance: &mut Chance) -> String {
    let free = name(chance, |name| {
        let name = format!("{module}.{name}");
        model.entities.iter().any(|it| it.name == name)
            || model.associations.iter().any(|it| it.name == name)
            || model.enumerations.iter().any(|it| it.name == name)
            || model.constants.iter().any(|it| it.name == name)
            || model.scheduled_events.iter().any(|it| it.name == name)
    });
    format!("{module}.{free}")
}

fn user_roles(chance: &mut Chance) -> Vec<UserRole> {
    let ids = [chance.guid(), chance.guid()];
    let mut managed = ids.to_vec();
    managed.sort();
    vec![
        UserRole {
            id: ids[0].clone(),
            name: "Administrator".to_owned(),
            manageable_roles: managed,
        },
        UserRole {
            id: ids[1].clone(),
            name: "User".to_owned(),
            manageable_roles: Vec::new(),
        },
    ]
}

fn enumerations(model: &mut AppModel, module: &str, chance: &mut Chance) {
    for _ in 0..chance.between(1, 3) {
        let name = qualified(model, module, chance);
        let enumeration = enumeration(name, chance);
        model.enumerations.push(enumeration);
    }
}

pub(crate) fn enumeration(name: String, chance: &mut Chance) -> Enumeration {
    let count = chance.between(2, 5);
    Enumeration {
        id: chance.guid(),
        name,
        values: (0..count)
            .map(|at| EnumerationValue {
                id: chance.guid(),
                name: format!("Value{at}{}", chance.pick(&WORDS)),
            })
            .collect(),
        presentation_digest: Some(chance.digest()),
    }
}

fn entities(model: &mut AppModel, module: &str, chance: &mut Chance) {
    for _ in 0..chance.between(3, 6) {
        let name = qualified(model, module, chance);
        let parent = match chance.below(8) {
            0 => Some("System.User".to_owned()),
            1 => Some("System.FileDocument".to_owned()),
            // Of System, without a table.
            2 if chance.once_in(2) => Some("System.HttpMessage".to_owned()),
            3 => {
                let parents: Vec<_> = model.entities.iter().map(|it| it.name.clone()).collect();
                chance.try_pick(&parents)
            }
            _ => None,
        };
        let mut entity = entity(model, name, chance);
        if parent.is_some() {
            entity.generalization = parent;
            entity.persistable = None;
            entity.system_members.clear();
        }
        model.entities.push(entity);
    }
}

/// An entity without generalization.
pub(crate) fn entity(model: &AppModel, name: String, chance: &mut Chance) -> Entity {
    let members = [
        SystemMember::Owner,
        SystemMember::ChangedBy,
        SystemMember::CreatedDate,
        SystemMember::ChangedDate,
    ];
    let mut entity = Entity {
        id: chance.guid(),
        guid: chance.guid(),
        name,
        generalization: None,
        persistable: Some(!chance.once_in(5)),
        stored: None,
        source: None,
        system_members: members.into_iter().filter(|_| chance.once_in(3)).collect(),
        attributes: Vec::new(),
        indexes: Vec::new(),
        unique_attributes: Vec::new(),
        rules_digest: Some(chance.digest()),
    };
    for _ in 0..chance.between(2, 7) {
        let attribute = attribute(model, &entity, chance);
        entity.attributes.push(attribute);
    }
    for _ in 0..chance.below(3) {
        let index = index(&entity, chance);
        entity.indexes.push(index);
    }
    if chance.once_in(2) {
        let unique = chance.pick(&entity.attributes).name.clone();
        entity.unique_attributes.push(unique);
    }
    entity.attributes.sort_by(|a, b| a.guid.cmp(&b.guid));
    entity.indexes.sort_by(|a, b| a.guid.cmp(&b.guid));
    entity
}

/// An attribute whose name is free in the entity.
pub(crate) fn attribute(model: &AppModel, entity: &Entity, chance: &mut Chance) -> Attribute {
    let mut kind = chance.pick(&TYPES).clone();
    if kind == AttributeType::Enumeration && model.enumerations.is_empty() {
        kind = AttributeType::Integer;
    }
    let mut attribute = Attribute {
        id: chance.guid(),
        guid: chance.guid(),
        name: name(chance, |name| {
            entity.attributes.iter().any(|it| it.name == name)
        }),
        attribute_type: kind.clone(),
        length: None,
        localize: None,
        enumeration: None,
        value: if chance.once_in(8) {
            AttributeValue::Calculated
        } else {
            AttributeValue::Stored
        },
        default_value: None,
    };
    set_type(&mut attribute, kind, model, chance);
    attribute
}

/// Gives the attribute a type with what belongs to it.
pub(crate) fn set_type(
    attribute: &mut Attribute,
    kind: AttributeType,
    model: &AppModel,
    chance: &mut Chance,
) {
    attribute.length = None;
    attribute.localize = None;
    attribute.enumeration = None;
    attribute.default_value = None;
    match kind {
        AttributeType::String => {
            attribute.length = Some(*chance.pick(&[0, 50, 200, 400]));
        }
        AttributeType::DateTime => attribute.localize = Some(chance.once_in(2)),
        AttributeType::Enumeration => {
            let enumeration = chance.pick(&model.enumerations);
            attribute.enumeration = Some(enumeration.name.clone());
        }
        AttributeType::Boolean => attribute.default_value = Some("false".to_owned()),
        AttributeType::Integer | AttributeType::Long | AttributeType::Decimal => {
            attribute.default_value = Some("0".to_owned());
        }
        AttributeType::AutoNumber => attribute.default_value = Some("1".to_owned()),
        _ => {}
    }
    if attribute.value == AttributeValue::Calculated {
        attribute.default_value = None;
    }
    attribute.attribute_type = kind;
}

/// An index over one or two attributes.
pub(crate) fn index(entity: &Entity, chance: &mut Chance) -> Index {
    let first = chance.below(entity.attributes.len());
    let mut columns = vec![first];
    let second = chance.below(entity.attributes.len());
    if second != first {
        columns.push(second);
    }
    Index {
        id: chance.guid(),
        guid: chance.guid(),
        columns: columns
            .into_iter()
            .map(|at| IndexColumn {
                attribute: Some(entity.attributes[at].guid.clone()),
                member: None,
                ascending: !chance.once_in(4),
            })
            .collect(),
    }
}

fn associations(model: &mut AppModel, module: &str, chance: &mut Chance) {
    for _ in 0..chance.between(1, 4) {
        if let Some(association) = association(model, module, chance) {
            model.associations.push(association);
        }
    }
}

/// An association whose parent is in the module; the child is, or is not, or is System's.
pub(crate) fn association(
    model: &AppModel,
    module: &str,
    chance: &mut Chance,
) -> Option<Association> {
    let here = format!("{module}.");
    let parents: Vec<&Entity> = model
        .entities
        .iter()
        .filter(|it| it.name.starts_with(&here) && it.source.is_none())
        .collect();
    if parents.is_empty() {
        return None;
    }
    let parent = *chance.pick(&parents);
    let child = if chance.once_in(6) {
        "System.User".to_owned()
    } else {
        chance.pick(&model.entities).name.clone()
    };
    let is_set = chance.once_in(3);
    let behaviors = [
        DeleteBehavior::KeepReferences,
        DeleteBehavior::DeleteReferences,
        DeleteBehavior::IfNoReferences,
    ];
    Some(Association {
        id: chance.guid(),
        guid: chance.guid(),
        name: qualified(model, module, chance),
        parent: parent.name.clone(),
        parent_guid: None,
        cross_module: !child.starts_with(&here),
        child,
        child_guid: None,
        association_type: if is_set {
            AssociationType::ReferenceSet
        } else {
            AssociationType::Reference
        },
        owner: if chance.once_in(4) {
            AssociationOwner::Both
        } else {
            AssociationOwner::Default
        },
        // Links of a set need a table of their own.
        storage: if !is_set && chance.once_in(2) {
            AssociationStorage::Column
        } else {
            AssociationStorage::Table
        },
        parent_delete: Some(chance.pick(&behaviors).clone()),
        child_delete: Some(chance.pick(&behaviors).clone()),
        source: None,
    })
}

fn documents(model: &mut AppModel, module: &str, chance: &mut Chance) {
    for _ in 0..chance.below(4) {
        let constant = constant(model, module, chance);
        model.constants.push(constant);
    }
    for _ in 0..chance.below(3) {
        let event = event(model, module, chance);
        model.scheduled_events.push(event);
    }
}

pub(crate) fn constant(model: &AppModel, module: &str, chance: &mut Chance) -> ModelConstant {
    let (constant_type, default) = chance
        .pick(&[
            (ConstantType::String, "https://service.example"),
            (ConstantType::String, ""),
            (ConstantType::Boolean, "True"),
            (ConstantType::Integer, "60"),
        ])
        .clone();
    ModelConstant {
        id: Some(chance.guid()),
        name: qualified(model, module, chance),
        constant_type,
        exposed_to_client: Some(chance.once_in(4)),
        default_value: Some(default.to_owned()),
    }
}

pub(crate) fn event(model: &AppModel, module: &str, chance: &mut Chance) -> ModelEvent {
    let interval = *chance.pick(&[
        "5 Minute",
        "1 Day",
        "HourSchedule MinuteOffset=5 Multiplier=2",
    ]);
    ModelEvent {
        id: Some(chance.guid()),
        name: qualified(model, module, chance),
        enabled: Some(chance.once_in(2)),
        microflow: Some(format!("{module}.Run")),
        interval: Some(interval.to_owned()),
    }
}

fn microflows(model: &mut AppModel, modules: &[String], chance: &mut Chance) {
    let roles = [
        (MicroflowRole::AfterStartup, "Start"),
        (MicroflowRole::CalledAfterStartup, "Migrate"),
        (MicroflowRole::BeforeShutdown, "Stop"),
        (MicroflowRole::HealthCheck, "Check"),
    ];
    let starts = chance.once_in(2);
    for (role, name) in roles {
        let is_there = match role {
            MicroflowRole::AfterStartup | MicroflowRole::CalledAfterStartup => starts,
            _ => chance.once_in(3),
        };
        if is_there {
            model.microflows.push(ModelMicroflow {
                name: format!("{}.{name}", chance.pick(modules)),
                role,
                digest: Some(chance.digest()),
            });
        }
    }
}
