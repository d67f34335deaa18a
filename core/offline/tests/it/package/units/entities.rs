//! Entities, associations, indexes, rules.

use mendix_deploy_model::models::SystemMember;

use super::parts::*;
use crate::package::objects::{V, id, inner, list, text};

#[test]
fn having_a_table_follows_from_the_topmost_ancestor() {
    let entities = [
        entity(10, persistable(true), &[]),
        entity(11, persistable(false), &[]),
        entity(12, specializes("Orders.E10"), &[]),
        entity(13, specializes("Orders.E12"), &[]),
        entity(14, specializes("Orders.E11"), &[]),
        entity(15, specializes("System.FileDocument"), &[]),
        entity(16, specializes("System.HttpMessage"), &[]),
        entity(17, specializes("Nowhere.Thing"), &[]),
        entity(18, specializes("Orders.E19"), &[]),
        entity(19, specializes("Orders.E18"), &[]),
        entity(
            20,
            persistable(true),
            &[("Source", inner(60, "DomainModels$OqlViewEntitySource", &[]))],
        ),
        entity(21, specializes("Orders.E17"), &[]),
        entity(
            22,
            persistable(true),
            &[("Source", V::Null), ("IsRemote", V::Bool(false))],
        ),
        entity(23, persistable(true), &[("IsRemote", V::Bool(true))]),
    ];
    let model = collect(&[
        root(),
        module(MODULE, "Orders"),
        domain(3, MODULE, &entities, &[], &[]),
    ])
    .unwrap();
    let stored: Vec<Option<bool>> = model.entities.iter().map(|entity| entity.stored).collect();
    let (yes, no) = (Some(true), Some(false));
    assert_eq!(
        stored,
        [
            yes, no, yes, yes, no, yes, no, None, None, None, no, None, yes, no
        ]
    );
    assert_eq!(model.entities[0].system_members, [SystemMember::Owner]);
    assert_eq!(model.entities[0].persistable, yes);
    assert_eq!(model.entities[2].persistable, None);
    assert_eq!(
        model.entities[10].source.as_deref(),
        Some("DomainModels$OqlViewEntitySource")
    );
}

#[test]
fn ends_are_looked_up_within_and_across_modules() {
    let behavior = [
        ("ParentDeleteBehavior", text("DeleteMeAndReferences")),
        ("ChildDeleteBehavior", text("DeleteMeIfNoReferences")),
        ("ParentErrorMessage", V::Null),
    ];
    let here = association(
        30,
        10,
        ("ChildPointer", V::Id(11)),
        &[
            ("Type", text("ReferenceSet")),
            ("Owner", text("Both")),
            ("StorageFormat", text("Column")),
            (
                "DeleteBehavior",
                inner(70, "DomainModels$DeleteBehavior", &behavior),
            ),
        ],
    );
    let lost = association(31, 99, ("ChildPointer", V::Id(98)), &[]);
    let cross = association(32, 10, ("Child", text("Stock.E12")), &[]);
    let system = association(33, 10, ("Child", text("System.User")), &[]);
    let model = collect(&[
        root(),
        domain(
            3,
            MODULE,
            &[
                entity(10, persistable(true), &[]),
                entity(11, persistable(true), &[]),
            ],
            &[here, lost],
            &[cross, system],
        ),
        module(MODULE, "Orders"),
        module(4, "Stock"),
        domain(5, 4, &[entity(12, persistable(true), &[])], &[], &[]),
    ])
    .unwrap();
    let [here, lost, cross, system] = model.associations.as_slice() else {
        panic!("{:?}", model.associations);
    };
    assert_eq!(
        (here.parent.as_str(), here.child.as_str()),
        ("Orders.E10", "Orders.E11")
    );
    assert_eq!(
        (&here.parent_guid, &here.child_guid),
        (&Some(id(110)), &Some(id(111)))
    );
    assert_eq!(here.name, "Orders.A");
    assert_eq!(
        (here.association_type.as_str(), here.owner.as_str()),
        ("ReferenceSet", "Both")
    );
    assert_eq!(here.storage.as_str(), "Column");
    assert_eq!(
        here.parent_delete.as_ref().map(|it| it.as_str()),
        Some("DeleteMeAndReferences")
    );
    assert_eq!(
        here.child_delete.as_ref().map(|it| it.as_str()),
        Some("DeleteMeIfNoReferences")
    );
    assert!(!here.cross_module);
    assert_eq!((&lost.parent, &lost.parent_guid), (&id(99), &None));
    assert_eq!(
        (lost.storage.as_str(), lost.owner.as_str()),
        ("Table", "Default")
    );
    assert_eq!(
        (cross.child.as_str(), &cross.child_guid),
        ("Stock.E12", &Some(id(112)))
    );
    assert!(cross.cross_module);
    assert_eq!(
        (system.child.as_str(), &system.child_guid),
        ("System.User", &None)
    );
}

#[test]
fn indexes_name_attributes_by_guid_and_keep_their_order() {
    let attribute = |n: u8| {
        inner(
            n,
            "DomainModels$Attribute",
            &[("GUID", V::Id(n + 100)), ("Name", text(&format!("A{n}")))],
        )
    };
    let column = |elements: &[(&str, V)]| inner(80, "DomainModels$IndexedAttribute", elements);
    let new = inner(
        40,
        "DomainModels$EntityIndex",
        &[
            ("GUID", V::Id(140)),
            (
                "Attributes",
                list(&[
                    column(&[
                        ("Type", text("Normal")),
                        ("AttributePointer", V::Id(31)),
                        ("Ascending", V::Bool(false)),
                    ]),
                    column(&[("AttributePointer", V::Id(30))]),
                    column(&[
                        ("Type", text("CreatedDate")),
                        ("AttributePointer", V::Bytes(Vec::new())),
                    ]),
                    column(&[("Type", text("Owner")), ("AttributePointer", V::Null)]),
                ]),
            ),
        ],
    );
    let old = inner(
        41,
        "DomainModels$EntityIndex",
        &[
            ("GUID", V::Id(141)),
            ("AttributePointers", list(&[V::Id(30), V::Id(31)])),
        ],
    );
    let entity = entity(
        10,
        persistable(true),
        // Indexes before the attributes that they point to.
        &[
            ("Indexes", list(&[old, new])),
            ("Attributes", list(&[attribute(31), attribute(30)])),
        ],
    );
    let model = collect(&[
        root(),
        module(MODULE, "Orders"),
        domain(3, MODULE, &[entity], &[], &[]),
    ])
    .unwrap();
    let columns = |at: usize| {
        model.entities[0].indexes[at]
            .columns
            .iter()
            .map(|it| (it.attribute.clone(), it.member.clone(), it.ascending))
            .collect::<Vec<_>>()
    };
    let member = |name: &str| Some(name.to_owned());
    assert_eq!(
        columns(0),
        [
            (Some(id(131)), None, false),
            (Some(id(130)), None, true),
            (None, member("CreatedDate"), true),
            (None, member("Owner"), true),
        ]
    );
    assert_eq!(
        columns(1),
        [(Some(id(130)), None, true), (Some(id(131)), None, true)]
    );
}

#[test]
fn only_unique_rules_are_named_the_others_leave_a_digest() {
    let rule = |kind: &str, attribute: &str| {
        let info = format!("DomainModels${kind}RuleInfo");
        let elements = [
            ("RuleInfo", inner(90, &info, &[])),
            ("Attribute", text(attribute)),
        ];
        inner(91, "DomainModels$ValidationRule", &elements)
    };
    let rules = |rules: &[V], access: &[V]| {
        let more = [
            ("ValidationRules", list(rules)),
            ("AccessRules", list(access)),
        ];
        let entity = entity(10, persistable(true), &more);
        let model = collect(&[
            root(),
            module(MODULE, "Orders"),
            domain(3, MODULE, &[entity], &[], &[]),
        ]);
        let entity = model.unwrap().entities.remove(0);
        (entity.unique_attributes, entity.rules_digest.unwrap())
    };
    let (unique, none) = rules(
        &[
            rule("Unique", "Orders.E10.B"),
            rule("Unique", "Orders.E10.A"),
        ],
        &[],
    );
    assert_eq!(unique, ["A", "B"]);
    let (unique, required) = rules(&[rule("Required", "Orders.E10.B")], &[]);
    assert!(unique.is_empty());
    assert_ne!(required, none);
    let access = |xpath: &str| {
        inner(
            92,
            "DomainModels$AccessRule",
            &[("XPathConstraint", text(xpath))],
        )
    };
    let (_, first) = rules(&[], &[access("")]);
    let (_, second) = rules(&[], &[access("[id = 1]")]);
    assert_ne!(first, second);
}
