//! The deployment guide's table of rollbacks, row by row, and its advice about names. Two of its five rows hold, one is
//! wrong, two are right in the outcome and miss the cause.

use mendix_deploy_model::{
    comparisons::{BackupDemand, ChangeRow, DataEffect},
    models::AttributeType,
    verdicts::{ReleaseClass, RollbackSafety},
};

use super::sample::{after, attribute, entity, model, of, rows, text, the};

/// Guide: "Safe to roll back app; extra columns are ignored by the older runtime." Wrong: the older runtime synchronises
/// the database to its own model and drops them (package formats, 1 and E1, A1).
#[test]
fn guide_row_1_added_columns_are_dropped_not_ignored() {
    let changes = after(|model| {
        of(model, "Orders.Customer")
            .attributes
            .push(text("Phone", 40));
        model
            .entities
            .push(entity("Orders.Return", [text("Why", 200)]));
    });
    assert_eq!(changes.rollback.safety, RollbackSafety::LosesRecent);
    assert!(!changes.rollback.is_safe());
    let names: Vec<&str> = changes
        .rollback
        .losses
        .iter()
        .map(|loss| loss.name.as_str())
        .collect();
    assert_eq!(names, ["newEntities", "newAttributes"]);
    assert!(changes.rollback.losses[0].what.contains("Orders.Return"));
    assert!(
        changes.rollback.losses[1]
            .what
            .contains("Orders.Customer/Phone")
    );
    assert_eq!(changes.release_class, ReleaseClass::Additive);
    assert_eq!(changes.backup, BackupDemand::Advised);
}

/// Guide: "Dangerous; data is lost, restore from backup." Right.
#[test]
fn guide_row_2_removed_columns_and_tables_need_a_restore() {
    let changes = after(|model| {
        of(model, "Orders.Customer").attributes.remove(1);
        model.entities.retain(|entity| entity.name != "Sales.Lead");
    });
    assert_eq!(
        rows(&changes),
        ["E2 Sales.Lead", "A2 Orders.Customer/Note"],
        "elements"
    );
    assert_eq!(changes.rollback.safety, RollbackSafety::NeedsRestore);
    assert_eq!(changes.backup, BackupDemand::Required);
}

/// Guide: "Dangerous; may corrupt data." Right that a restore is needed, even where the change loses nothing forward:
/// the table of conversions is not symmetric. It corrupts nothing; it drops the column. And a type that is converted in
/// both directions is not dangerous at all.
#[test]
fn guide_row_3_a_changed_type_is_decided_by_both_directions() {
    let widened = after(|model| {
        of(model, "Orders.Order").attributes[0].attribute_type = AttributeType::Long;
    });
    let change = the(&widened, &ChangeRow::TypeConverted);
    assert_eq!(change.forward.data, DataEffect::Keeps);
    assert_eq!(change.backward.data, DataEffect::Loses);
    assert_eq!(widened.rollback.safety, RollbackSafety::NeedsRestore);

    let replaced = after(|model| {
        of(model, "Orders.Order").attributes[1] = attribute("Due", AttributeType::Boolean);
        of(model, "Orders.Order").attributes[1].guid = "guid-Orders.Order-Due".into();
    });
    let change = the(&replaced, &ChangeRow::TypeReplaced);
    assert_eq!(change.forward.data, DataEffect::Loses);
    assert_eq!(replaced.rollback.safety, RollbackSafety::NeedsRestore);

    let mut money = model();
    of(&mut money, "Orders.Order").attributes[0].attribute_type = AttributeType::Currency;
    let mut float = model();
    of(&mut float, "Orders.Order").attributes[0].attribute_type = AttributeType::Float;
    let both_ways = super::compared(&money, &float);
    assert_eq!(
        the(&both_ways, &ChangeRow::TypeConverted).forward.data,
        DataEffect::Keeps
    );
}

/// Guide: "Case-by-case; may need a reverse migration." Right, and therefore not safe: the model does not tell what a
/// microflow did.
#[test]
fn guide_row_4_a_migration_at_the_start_is_unknown() {
    let changes = after(|model| model.microflows[0].digest = Some("2".into()));
    assert_eq!(
        rows(&changes),
        ["startMicroflowChanged Orders.AfterStartup"]
    );
    assert_eq!(changes.rollback.safety, RollbackSafety::Unknown);
    assert_eq!(changes.rollback.losses[0].name, "startMicroflows");
    assert_eq!(changes.backup, BackupDemand::Required);
    assert_eq!(changes.release_class, ReleaseClass::Model);
}

/// Guide: "Safe; just redeploy the previous version." Right, where the models were compared: equal versions prove nothing.
#[test]
fn guide_row_5_no_schema_change_is_safe() {
    let changes = after(|_| ());
    assert!(changes.changes.is_empty());
    assert!(changes.rollback.is_safe());
    assert_eq!(changes.release_class, ReleaseClass::Model);
    assert_eq!(changes.backup, BackupDemand::Optional);
}

/// Guide: never rename entities. Wrong: a rename keeps the data-storage identity and every row, forward and back. What
/// it does forbid is that both versions run at once. What loses data is to draw an entity anew under the old name.
#[test]
fn guide_advice_renaming_an_entity_keeps_every_row() {
    let renamed = after(|model| {
        of(model, "Orders.Customer").name = "Orders.Client".into();
        model.associations[0].child = "Orders.Client".into();
    });
    assert_eq!(rows(&renamed), ["E4 Orders.Client (was Orders.Customer)"]);
    assert!(renamed.rollback.is_safe());
    assert_eq!(renamed.release_class, ReleaseClass::Destructive);
    assert_eq!(renamed.backup, BackupDemand::Advised);

    let drawn_anew = after(|model| {
        of(model, "Orders.Customer").guid = "another".into();
        model.associations[0].child_guid = Some("another".into());
    });
    assert_eq!(
        rows(&drawn_anew),
        ["E3 Orders.Customer", "S4 Orders.Order_Customer"]
    );
    assert_eq!(drawn_anew.rollback.safety, RollbackSafety::NeedsRestore);
}
