//! Each row of the classification: the edit that makes it, the row it makes on the way back, class and verdict.

use mendix_deploy_model::{
    comparisons::{ChangeRow, DataEffect},
    models::{
        AppModel, AssociationOwner, AssociationStorage, AssociationType, AttributeType,
        AttributeValue, DeleteBehavior, SystemMember,
    },
    verdicts::{
        ReleaseClass::{self, Additive, Destructive, Model},
        RollbackSafety::{self, LosesRecent, NeedsRestore, Safe, Unknown},
    },
};

use super::{
    compared,
    sample::{
        ALL_MEMBERS, after, association, attribute, before, constant, entity, enumeration, index,
        model, of, rows, text, the,
    },
};

/// What an edit makes, and what its way back makes.
#[track_caller]
fn makes(
    edit: impl Fn(&mut AppModel),
    expected: &[&str],
    class: ReleaseClass,
    safety: RollbackSafety,
    back: &[&str],
) {
    let changes = after(&edit);
    assert_eq!(rows(&changes), expected);
    assert_eq!(changes.release_class, class, "{:?}", changes.class_reasons);
    assert_eq!(changes.rollback.safety, safety, "{:?}", changes.rollback);
    assert_eq!(rows(&before(&edit)), back, "way back");
}

#[test]
fn e1_e2_entity_added_and_removed() {
    let add = |model: &mut AppModel| model.entities.push(entity("Sales.New", [text("A", 10)]));
    makes(
        add,
        &["E1 Sales.New"],
        Additive,
        LosesRecent,
        &["E2 Sales.New"],
    );
}

#[test]
fn e3_entity_made_anew_is_one_change() {
    makes(
        |model| {
            of(model, "Sales.Lead").guid = "other".into();
            of(model, "Sales.Lead").attributes[0].guid = "other-too".into();
        },
        &["M3 Sales", "E3 Sales.Lead"],
        Destructive,
        NeedsRestore,
        &["M3 Sales", "E3 Sales.Lead"],
    );
}

#[test]
fn e4_entity_renamed_or_moved_with_new_model_ids() {
    makes(
        |model| {
            let lead = of(model, "Sales.Lead");
            lead.name = "Orders.Lead".into();
            lead.id = "other".into();
            lead.attributes[0].id = "other-too".into();
        },
        &["E4 Orders.Lead (was Sales.Lead)"],
        Destructive,
        Safe,
        &["E4 Sales.Lead (was Orders.Lead)"],
    );
}

#[test]
fn e5_e6_generalization_set_and_removed() {
    let set = |model: &mut AppModel| {
        let lead = of(model, "Sales.Lead");
        lead.generalization = Some("Orders.Customer".into());
        lead.persistable = None;
    };
    makes(
        set,
        &["E5 Sales.Lead"],
        Destructive,
        NeedsRestore,
        &["E6 Sales.Lead"],
    );
}

#[test]
fn e5_takes_the_entitys_own_members_with_it() {
    let mut old = model();
    of(&mut old, "Sales.Lead").system_members = vec![SystemMember::CreatedDate];
    let mut new = model();
    of(&mut new, "Sales.Lead").generalization = Some("Orders.Customer".into());
    // As an archive would repeat what is inherited.
    of(&mut new, "Sales.Lead").system_members = vec![SystemMember::CreatedDate];
    let changes = compared(&old, &new);
    assert_eq!(rows(&changes), ["E5 Sales.Lead", "E10 Sales.Lead"]);
    assert_eq!(
        the(&changes, &ChangeRow::SystemMemberOff).forward.data,
        DataEffect::Loses
    );
}

#[test]
fn e6_generalization_replaced_but_not_when_its_entity_was_renamed() {
    let mut old = model();
    of(&mut old, "Sales.Lead").generalization = Some("Orders.Customer".into());
    let mut renamed = old.clone();
    of(&mut renamed, "Sales.Lead").generalization = Some("Orders.Client".into());
    of(&mut renamed, "Orders.Customer").name = "Orders.Client".into();
    renamed.associations[0].child = "Orders.Client".into();
    assert_eq!(
        rows(&compared(&old, &renamed)),
        ["E4 Orders.Client (was Orders.Customer)"]
    );
    let mut replaced = old.clone();
    of(&mut replaced, "Sales.Lead").generalization = Some("Orders.Order".into());
    assert_eq!(rows(&compared(&old, &replaced)), ["E6 Sales.Lead"]);
}

#[test]
fn e7_e8_entity_leaves_and_enters_the_database_with_its_associations() {
    let leave = |model: &mut AppModel| {
        let order = of(model, "Orders.Order");
        order.persistable = Some(false);
        order.stored = Some(false);
    };
    makes(
        leave,
        &["E7 Orders.Order", "S2 Orders.Order_Customer"],
        Destructive,
        NeedsRestore,
        &["E8 Orders.Order", "S1 Orders.Order_Customer"],
    );
    assert_eq!(before(leave).release_class, Additive);
    assert_eq!(before(leave).rollback.safety, LosesRecent);
}

#[test]
fn e9_e10_system_members() {
    let on = |model: &mut AppModel| of(model, "Sales.Lead").system_members = ALL_MEMBERS.to_vec();
    makes(
        on,
        &[
            "E9 Sales.Lead",
            "E9 Sales.Lead",
            "E9 Sales.Lead",
            "E9 Sales.Lead",
        ],
        Additive,
        LosesRecent,
        &[
            "E10 Sales.Lead",
            "E10 Sales.Lead",
            "E10 Sales.Lead",
            "E10 Sales.Lead",
        ],
    );
    assert_eq!(before(on).rollback.safety, NeedsRestore);
}

#[test]
fn a1_a2_attribute_added_and_removed() {
    makes(
        |model| of(model, "Sales.Lead").attributes.push(text("New", 10)),
        &["A1 Sales.Lead/New"],
        Additive,
        LosesRecent,
        &["A2 Sales.Lead/New"],
    );
}

#[test]
fn a3_attribute_made_anew_is_one_change() {
    makes(
        |model| of(model, "Sales.Lead").attributes[0].guid = "other".into(),
        &["A3 Sales.Lead/Source"],
        Destructive,
        NeedsRestore,
        &["A3 Sales.Lead/Source"],
    );
}

#[test]
fn a4_attribute_renamed() {
    makes(
        |model| of(model, "Sales.Lead").attributes[0].name = "Origin".into(),
        &["A4 Sales.Lead/Origin (was Sales.Lead/Source)"],
        Destructive,
        Safe,
        &["A4 Sales.Lead/Source (was Sales.Lead/Origin)"],
    );
}

#[test]
fn a5_a6_widening_forward_is_replacing_back() {
    makes(
        |model| of(model, "Orders.Order").attributes[0].attribute_type = AttributeType::Decimal,
        &["A5 Orders.Order/Amount"],
        Destructive,
        NeedsRestore,
        &["A6 Orders.Order/Amount"],
    );
}

#[test]
fn a7_a8_lengths_with_unlimited_as_the_longest() {
    for (was, is) in [(100, 200), (100, 0)] {
        let mut old = model();
        of(&mut old, "Sales.Lead").attributes[0].length = Some(was);
        let mut new = model();
        of(&mut new, "Sales.Lead").attributes[0].length = Some(is);
        let longer = compared(&old, &new);
        assert_eq!(rows(&longer), ["A7 Sales.Lead/Source"]);
        assert_eq!(longer.release_class, Destructive);
        assert_eq!(longer.rollback.safety, LosesRecent);
        let shorter = compared(&new, &old);
        assert_eq!(rows(&shorter), ["A8 Sales.Lead/Source"]);
        assert_eq!(shorter.rollback.safety, NeedsRestore);
        assert_eq!(shorter.start_risks.len(), 1);
    }
}

#[test]
fn a9_default_and_what_no_default_means() {
    makes(
        |model| of(model, "Sales.Lead").attributes[0].default_value = Some("web".into()),
        &["A9 Sales.Lead/Source"],
        Additive,
        Safe,
        &["A9 Sales.Lead/Source"],
    );
    let same = after(|model| {
        of(model, "Sales.Lead").attributes[0].default_value = Some(String::new());
    });
    assert!(same.changes.is_empty());
}

#[test]
fn a10_a11_calculated_and_stored() {
    makes(
        |model| of(model, "Sales.Lead").attributes[0].value = AttributeValue::Calculated,
        &["A10 Sales.Lead/Source"],
        Destructive,
        NeedsRestore,
        &["A11 Sales.Lead/Source"],
    );
}

#[test]
fn a12_localization_is_a_matter_of_reading() {
    makes(
        |model| of(model, "Orders.Order").attributes[1].localize = Some(false),
        &["A12 Orders.Order/Due"],
        Model,
        LosesRecent,
        &["A12 Orders.Order/Due"],
    );
}

#[test]
fn a13_numbered_by_the_database() {
    makes(
        |model| of(model, "Orders.Order").attributes[0].attribute_type = AttributeType::AutoNumber,
        &["A13 Orders.Order/Amount"],
        Destructive,
        NeedsRestore,
        &["A13 Orders.Order/Amount"],
    );
}

#[test]
fn n1_n2_values_added_and_removed() {
    let add = |model: &mut AppModel| {
        model.enumerations[0] = enumeration("Orders.State", ["Open", "Paid", "Cancelled"]);
    };
    makes(
        add,
        &["N1 Orders.State.Cancelled"],
        Destructive,
        LosesRecent,
        &["N2 Orders.State.Cancelled"],
    );
    let removed = before(add);
    assert_eq!(removed.rollback.safety, NeedsRestore);
    assert_eq!(removed.start_risks.len(), 1, "the column gets narrower");
}

#[test]
fn n1_of_an_enumeration_that_no_column_has_touches_nothing() {
    makes(
        |model| model.enumerations[1] = enumeration("Orders.Unused", ["One", "Two", "Three"]),
        &["N1 Orders.Unused.Three"],
        Model,
        Safe,
        &["N2 Orders.Unused.Three"],
    );
}

#[test]
fn n3_value_renamed() {
    makes(
        |model| model.enumerations[0].values[1].name = "Settled".into(),
        &["N3 Orders.State.Settled (was Orders.State.Paid)"],
        Destructive,
        NeedsRestore,
        &["N3 Orders.State.Paid (was Orders.State.Settled)"],
    );
}

#[test]
fn n4_enumeration_moved_order_and_captions() {
    makes(
        |model| {
            model.enumerations[0].name = "Sales.State".into();
            of(model, "Orders.Order").attributes[2].enumeration = Some("Sales.State".into());
        },
        &["N4 Sales.State (was Orders.State)"],
        Model,
        Safe,
        &["N4 Orders.State (was Sales.State)"],
    );
    for edit in [
        |model: &mut AppModel| model.enumerations[0].values.reverse(),
        |model: &mut AppModel| model.enumerations[0].presentation_digest = Some("2".into()),
    ] {
        makes(
            edit,
            &["N4 Orders.State"],
            Model,
            Safe,
            &["N4 Orders.State"],
        );
    }
}

#[test]
fn n5_is_decided_by_the_names_of_both_enumerations() {
    let use_wider = |model: &mut AppModel| {
        of(model, "Orders.Order").attributes[2].enumeration = Some("Orders.Wider".into());
    };
    makes(
        use_wider,
        &["N5 Orders.Order/State"],
        Destructive,
        LosesRecent,
        &["N5 Orders.Order/State"],
    );
    assert_eq!(before(use_wider).rollback.safety, NeedsRestore);
}

#[test]
fn s1_s2_association_added_and_removed() {
    makes(
        |model| {
            model.associations.push(association(
                "Sales.Lead_Order",
                "Sales.Lead",
                "Orders.Order",
            ));
        },
        &["S1 Sales.Lead_Order"],
        Additive,
        LosesRecent,
        &["S2 Sales.Lead_Order"],
    );
}

#[test]
fn s3_association_renamed() {
    makes(
        |model| model.associations[0].name = "Orders.Buyer".into(),
        &["S3 Orders.Buyer (was Orders.Order_Customer)"],
        Destructive,
        Safe,
        &["S3 Orders.Order_Customer (was Orders.Buyer)"],
    );
}

#[test]
fn s4_s5_ends_replaced_and_swapped() {
    makes(
        |model| {
            model.associations[0].child = "Sales.Lead".into();
            model.associations[0].child_guid = Some("guid-Sales.Lead".into());
        },
        &["S4 Orders.Order_Customer"],
        Destructive,
        NeedsRestore,
        &["S4 Orders.Order_Customer"],
    );
    makes(
        |model| {
            let swapped = &mut model.associations[0];
            std::mem::swap(&mut swapped.parent, &mut swapped.child);
            std::mem::swap(&mut swapped.parent_guid, &mut swapped.child_guid);
        },
        &["S5 Orders.Order_Customer"],
        Destructive,
        NeedsRestore,
        &["S5 Orders.Order_Customer"],
    );
}

#[test]
fn s6_s7_reference_and_set() {
    let to_set = |model: &mut AppModel| {
        model.associations[0].association_type = AssociationType::ReferenceSet;
    };
    makes(
        to_set,
        &["S6 Orders.Order_Customer"],
        Destructive,
        NeedsRestore,
        &["S7 Orders.Order_Customer"],
    );
    let to_reference = before(to_set);
    assert_eq!(to_reference.rollback.safety, Safe);
    assert_eq!(to_reference.start_risks.len(), 1);
}

#[test]
fn s8_s9_one_to_one() {
    let both = |model: &mut AppModel| model.associations[0].owner = AssociationOwner::Both;
    makes(
        both,
        &["S8 Orders.Order_Customer"],
        Destructive,
        Safe,
        &["S9 Orders.Order_Customer"],
    );
    assert_eq!(after(both).start_risks.len(), 1);
    assert_eq!(before(both).rollback.safety, NeedsRestore);
}

#[test]
fn s10_storage_and_s11_deletion() {
    makes(
        |model| model.associations[0].storage = AssociationStorage::Column,
        &["S10 Orders.Order_Customer"],
        Destructive,
        Safe,
        &["S10 Orders.Order_Customer"],
    );
    makes(
        |model| model.associations[0].child_delete = Some(DeleteBehavior::DeleteReferences),
        &["S11 Orders.Order_Customer"],
        Model,
        Safe,
        &["S11 Orders.Order_Customer"],
    );
}

#[test]
fn i1_indexes_are_told_apart_by_their_columns() {
    let column = "guid-Sales.Lead-Source";
    makes(
        |model| of(model, "Sales.Lead").indexes.push(index("index", column)),
        &["I1 Sales.Lead"],
        Additive,
        Safe,
        &["I1 Sales.Lead"],
    );
    let added = after(|model| of(model, "Sales.Lead").indexes.push(index("index", column)));
    assert_eq!(added.changes[0].fields[0].after.as_deref(), Some("Source"));
    // A renamed column is no change of the index.
    let mut old = model();
    of(&mut old, "Sales.Lead")
        .indexes
        .push(index("index", column));
    let mut new = old.clone();
    of(&mut new, "Sales.Lead").attributes[0].name = "Origin".into();
    assert_eq!(
        rows(&compared(&old, &new)),
        ["A4 Sales.Lead/Origin (was Sales.Lead/Source)"]
    );
}

#[test]
fn u1_u2_unique_rules_follow_their_attribute() {
    let unique = |model: &mut AppModel| {
        of(model, "Sales.Lead").unique_attributes = vec!["Source".into()];
    };
    makes(
        unique,
        &["U1 Sales.Lead/Source"],
        Destructive,
        Safe,
        &["U2 Sales.Lead/Source"],
    );
    assert_eq!(after(unique).start_risks.len(), 1);
    assert_eq!(before(unique).rollback.safety, NeedsRestore);
    let mut old = model();
    unique(&mut old);
    let mut new = old.clone();
    of(&mut new, "Sales.Lead").attributes[0].name = "Origin".into();
    of(&mut new, "Sales.Lead").unique_attributes = vec!["Origin".into()];
    assert_eq!(
        rows(&compared(&old, &new)),
        ["A4 Sales.Lead/Origin (was Sales.Lead/Source)"]
    );
}

#[test]
fn u3_other_rules() {
    let mut old = model();
    of(&mut old, "Sales.Lead").rules_digest = Some("1".into());
    let mut new = old.clone();
    of(&mut new, "Sales.Lead").rules_digest = Some("2".into());
    let changes = compared(&old, &new);
    assert_eq!(rows(&changes), ["U3 Sales.Lead"]);
    assert_eq!(changes.release_class, Model);
    assert!(changes.rollback.is_safe());
}

#[test]
fn m1_module_removed_and_renamed() {
    let remove = |model: &mut AppModel| {
        model.modules.retain(|module| module.name != "Sales");
        model.entities.retain(|entity| entity.name != "Sales.Lead");
    };
    makes(
        remove,
        &["M1 Sales", "E2 Sales.Lead"],
        Destructive,
        NeedsRestore,
        &["moduleAdded Sales", "E1 Sales.Lead"],
    );
    makes(
        |model| {
            model.modules[1].name = "Leads".into();
            of(model, "Sales.Lead").name = "Leads.Lead".into();
        },
        &[
            "moduleRenamed Leads (was Sales)",
            "E4 Leads.Lead (was Sales.Lead)",
        ],
        Destructive,
        Safe,
        &[
            "moduleRenamed Sales (was Leads)",
            "E4 Sales.Lead (was Leads.Lead)",
        ],
    );
}

#[test]
fn m2_module_replaced_keeps_its_data() {
    makes(
        |model| {
            model.modules[1].id = Some("other".into());
            model.modules[1].marketplace_version = Some("2.0.0".into());
            of(model, "Sales.Lead").id = "other".into();
        },
        &["M2 Sales"],
        Model,
        Safe,
        &["M2 Sales"],
    );
}

#[test]
fn p1_p2_settings() {
    makes(
        |model| model.settings.foreign_keys = Some(true),
        &["P1 foreignKeys"],
        Destructive,
        Safe,
        &["P1 foreignKeys"],
    );
    makes(
        |model| model.settings.decimal_scale = Some(4),
        &["P2 decimalScale"],
        Destructive,
        NeedsRestore,
        &["P2 decimalScale"],
    );
    // A file of a version that has no such setting says the same as one that has it switched off.
    assert!(
        after(|model| model.settings.foreign_keys = None)
            .changes
            .is_empty()
    );
}

#[test]
fn p3_the_runtime_by_the_parts_of_its_version() {
    let to = |version: &str| {
        let version = version.to_owned();
        after(move |model| model.mendix_version = Some(version))
    };
    let patch = to("10.24.15.93102");
    assert_eq!(rows(&patch), ["P3 Mendix"]);
    assert_eq!(patch.release_class, ReleaseClass::Unknown);
    assert_eq!(patch.rollback.safety, Unknown);
    for version in ["10.25.0", "11.0.0"] {
        let line = to(version);
        assert_eq!(line.release_class, Destructive);
        assert_eq!(line.rollback.safety, NeedsRestore);
    }
    assert_eq!(to("11-beta").rollback.safety, Unknown);
    // An older runtime on a newer catalogue is what is not supported, whichever way the release goes.
    let down = to("10.24.3.1");
    assert_eq!(
        the(&down, &ChangeRow::RuntimeChanged).forward.data,
        DataEffect::Unknown
    );
    assert_eq!(down.rollback.safety, Unknown);
    let down = to("9.24.0");
    assert_eq!(
        the(&down, &ChangeRow::RuntimeChanged).forward.data,
        DataEffect::MayLose
    );
    assert_eq!(down.rollback.safety, NeedsRestore);
    assert!(to("10.24.8").changes.is_empty());
}

#[test]
fn what_is_not_stored_touches_nothing() {
    let changes = after(|model| {
        let helper = of(model, "Orders.Helper");
        helper
            .attributes
            .push(attribute("New", AttributeType::Long));
        helper.attributes[0].attribute_type = AttributeType::Binary;
        helper.attributes[0].length = None;
        model
            .associations
            .retain(|association| association.name != "Orders.Helper_Order");
    });
    assert_eq!(
        rows(&changes),
        [
            "A1 Orders.Helper/New",
            "A6 Orders.Helper/Text",
            "S2 Orders.Helper_Order"
        ]
    );
    assert!(changes.changes.iter().all(|change| !change.in_database));
    assert_eq!(changes.release_class, Model);
    assert!(changes.rollback.is_safe());
    assert!(changes.questions.is_empty());
}

#[test]
fn constants_and_events_stay_outside_the_database_and_show_no_value() {
    let changes = after(|model| {
        model.constants[0].default_value = Some("hunter2".into());
        model.constants.push(constant("Orders.Key", ""));
        model.scheduled_events[0].name = "Orders.Hourly".into();
        model.scheduled_events[0].interval = Some("1 Hour".into());
    });
    assert_eq!(
        rows(&changes),
        [
            "constantDefaultChanged Orders.Endpoint",
            "constantAdded Orders.Key",
            "eventRenamed Orders.Hourly (was Orders.Nightly)",
            "eventChanged Orders.Hourly (was Orders.Nightly)",
        ]
    );
    assert!(!serde_json::to_string(&changes).unwrap().contains("hunter2"));
    assert_eq!(changes.release_class, Model);
    assert_eq!(
        changes.start_risks.len(),
        1,
        "a new constant without a value"
    );
}

#[test]
fn combined_rename_and_type_change_is_two_changes_of_one_attribute() {
    let changes = after(|model| {
        let amount = &mut of(model, "Orders.Order").attributes[0];
        amount.name = "Total".into();
        amount.attribute_type = AttributeType::Long;
    });
    assert_eq!(
        rows(&changes),
        [
            "A4 Orders.Order/Total (was Orders.Order/Amount)",
            "A5 Orders.Order/Total (was Orders.Order/Amount)",
        ]
    );
}
