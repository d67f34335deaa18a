//! What becomes of units as a whole: names, what is asked for, what is missed or refused.

use mendix_deploy_model::{ErrorCode, models::ModelSource};
use mendix_deploy_offline::package::units::{Collector, Place};

use super::parts::*;
use crate::package::objects::{V, id, inner, list, object, text};

#[test]
fn folders_do_not_count_and_order_does_not_matter() {
    let constant = object(
        20,
        "Constants$Constant",
        &[
            ("Name", text("Url")),
            ("Type", inner(21, "DataTypes$StringType", &[])),
            ("DefaultValue", text("planted")),
        ],
    );
    let mut units = vec![
        (20, 4, "Documents", constant),
        (4, FOLDER, "Folders", object(4, "Projects$Folder", &[])),
        (
            FOLDER,
            MODULE,
            "Folders",
            object(FOLDER, "Projects$Folder", &[]),
        ),
        module(MODULE, "Orders"),
        root(),
    ];
    let model = collect(&units).unwrap();
    assert_eq!(model.project_id, Some(id(ROOT)));
    assert_eq!(model.mendix_version.as_deref(), Some("10.24.15"));
    assert!(!model.has_system);
    assert_eq!(model.constants[0].name, "Orders.Url");
    assert_eq!(model.constants[0].constant_type.as_str(), "String");
    assert_eq!(model.constants[0].default_value.as_deref(), Some("planted"));
    units.reverse();
    assert_eq!(collect(&units).unwrap(), model);
}

#[test]
fn a_container_that_leads_nowhere_is_told_by_its_id() {
    let constant = |container| {
        let bytes = object(
            20,
            "Constants$Constant",
            &[("Name", text("Url")), ("DataType", text("String"))],
        );
        (20, container, "Documents", bytes)
    };
    // Two folders that contain each other.
    let folder = |a, b| (a, b, "Folders", object(a, "Projects$Folder", &[]));
    let model = collect(&[root(), folder(5, 6), folder(6, 5), constant(5)]).unwrap();
    assert_eq!(model.constants[0].name, format!("{}.Url", id(5)));
    let model = collect(&[root(), constant(9)]).unwrap();
    assert_eq!(model.constants[0].name, format!("{}.Url", id(9)));
}

#[test]
fn only_what_is_needed_is_asked_for() {
    let place = |containment| Place {
        id: guid(9),
        container: guid(MODULE),
        containment,
    };
    let mut collector = Collector::new("orders.mpr", ModelSource::SplitProject);
    let head = |object_type: &str| object(9, object_type, &[]);
    for (object_type, wanted) in [
        ("Projects$ModuleImpl", true),
        ("Projects$Module", true),
        ("DomainModels$DomainModel", true),
        ("Enumerations$Enumeration", true),
        ("Microflows$Microflow", true),
        ("Forms$Page", false),
        ("Images$ImageCollection", false),
    ] {
        assert_eq!(
            collector.wants(place("Documents"), &head(object_type)),
            wanted,
            "{object_type}"
        );
    }
    assert!(!collector.wants(place("Folders"), &head("Projects$Folder")));
    assert!(collector.wants(place("Documents"), b"what is this"));
    let (id, container, containment, bytes) = settings("");
    let at = Place {
        id: guid(id),
        container: guid(container),
        containment,
    };
    collector.unit(at, &bytes).unwrap();
    assert!(!collector.wants(place("Documents"), &head("Microflows$Microflow")));
}

#[test]
fn what_could_not_be_read_is_told() {
    let mut collector = Collector::new("orders.mpr", ModelSource::SplitProject);
    let place = |id, container, containment| Place {
        id: guid(id),
        container: guid(container),
        containment,
    };
    collector
        .unread(place(MODULE, ROOT, "Modules"), "The file is missing.")
        .unwrap();
    collector
        .unread(place(7, 8, "DomainModel"), "The file is missing.")
        .unwrap();
    let (id8, container, containment, bytes) = module(8, "Stock");
    collector
        .unit(place(id8, container, containment), &bytes)
        .unwrap();
    let (id3, container, containment, bytes) =
        domain(3, MODULE, &[entity(10, persistable(true), &[])], &[], &[]);
    collector
        .unit(place(id3, container, containment), &bytes)
        .unwrap();
    let model = collector.finish().unwrap();
    assert_eq!(model.entities[0].name, format!("{}.E10", id(MODULE)));
    let [first, second] = model.unread.as_slice() else {
        panic!("{:?}", model.unread);
    };
    assert_eq!(
        (&first.id, first.containment.as_deref()),
        (&id(MODULE), Some("Modules"))
    );
    assert_eq!(
        (&second.id, second.module.as_deref()),
        (&id(7), Some("Stock"))
    );
    assert_eq!(second.why, "The file is missing.");
}

#[test]
fn one_identity_stands_for_one_element() {
    let two = |entities: &[V], associations: &[V]| {
        let domain = domain(3, MODULE, entities, associations, &[]);
        collect(&[root(), module(MODULE, "Orders"), domain]).unwrap_err()
    };
    let same = || entity(10, persistable(true), &[]);
    let error = two(&[same(), same()], &[]);
    assert_eq!(error.code(), ErrorCode::PackageModelInvalid);
    assert!(
        error
            .message()
            .contains(&format!("two entities are {}", id(110))),
        "{error}"
    );
    let association = || association(30, 10, ("ChildPointer", V::Id(10)), &[]);
    let error = two(&[same()], &[association(), association()]);
    assert!(error.message().contains("two associations are"), "{error}");
    let attribute = || {
        inner(
            51,
            "DomainModels$Attribute",
            &[("GUID", V::Id(50)), ("Name", text("A"))],
        )
    };
    let with = |n| {
        entity(
            n,
            persistable(true),
            &[("Attributes", list(&[attribute()]))],
        )
    };
    let error = two(&[with(10), with(11)], &[]);
    assert!(error.message().contains("two attributes are"), "{error}");
    let modules = [root(), module(1, "Orders"), module(2, "Orders")];
    assert_eq!(
        collect(&modules).unwrap_err().code(),
        ErrorCode::PackageModelInvalid
    );
}

#[test]
fn a_unit_that_is_not_what_it_must_be_is_told_by_its_id() {
    let why = |entity: V| {
        let model = collect(&[root(), domain(3, MODULE, &[entity], &[], &[])]).unwrap();
        assert_eq!(model.entities, []);
        let [unit] = model.unread.as_slice() else {
            panic!("{:?}", model.unread);
        };
        assert_eq!(unit.id, id(3));
        assert_eq!(unit.containment.as_deref(), Some("DomainModel"));
        unit.why.clone()
    };
    let no_list = why(entity(
        10,
        persistable(true),
        &[("Attributes", text("none"))],
    ));
    assert!(no_list.contains("expected a list (byte "), "{no_list}");
    for missing in ["GUID", "Name"] {
        let elements: Vec<(&str, V)> = [("GUID", V::Id(1)), ("Name", text("E"))]
            .into_iter()
            .filter(|(key, _)| *key != missing)
            .collect();
        let why = why(inner(10, "DomainModels$EntityImpl", &elements));
        assert!(
            why.contains(&format!("{missing} of an entity is missing")),
            "{why}"
        );
    }
}

#[test]
fn roles_know_by_guid_which_others_they_may_manage() {
    let role = |n: u8, name: &str, all: bool, manages: &[V]| {
        let elements = [
            ("GUID", V::Id(n)),
            ("Name", text(name)),
            ("ManageAllRoles", V::Bool(all)),
            ("ManageableRoles", list(manages)),
        ];
        inner(n + 100, "Security$UserRole", &elements)
    };
    let roles = [
        role(2, "User", false, &[]),
        role(1, "Administrator", true, &[]),
        role(3, "Support", false, &[text("User"), text("Nobody")]),
    ];
    let elements = [("UserRoles", list(&roles))];
    let security = object(9, "Security$ProjectSecurity", &elements);
    let model = collect(&[root(), (9, ROOT, "ProjectDocuments", security)]).unwrap();
    let found: Vec<_> = model
        .user_roles
        .iter()
        .map(|role| (role.name.as_str(), role.manageable_roles.clone()))
        .collect();
    assert_eq!(
        found,
        [
            ("Administrator", vec![id(1), id(2), id(3)]),
            ("Support", vec![id(2), "Nobody".to_owned()]),
            ("User", vec![]),
        ]
    );
}
