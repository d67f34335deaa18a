//! What could not be compared is said, and nothing is called safe then.

use mendix_deploy_model::{
    models::{AppModel, AttributeType, ModelSource, UnreadUnit},
    verdicts::{ReleaseClass, RollbackSafety},
};

use super::{
    compared,
    sample::{after, entity, model, of, rows, text},
};

fn unknown(edit: impl FnOnce(&mut AppModel)) -> String {
    let changes = after(edit);
    assert_eq!(changes.rollback.safety, RollbackSafety::Unknown);
    assert_eq!(changes.release_class, ReleaseClass::Unknown);
    assert!(
        changes
            .rollback
            .losses
            .iter()
            .any(|loss| loss.name == "unknownSchemaChanges")
    );
    changes.unknowns.join("\n")
}

#[test]
fn a_word_that_this_version_does_not_know_is_never_safe_and_never_free_of_losses() {
    for edit in [
        (|model| model.associations[0].storage = "Elsewhere".into()) as fn(&mut AppModel),
        |model| model.associations[0].owner = "Nobody".into(),
        |model| model.associations[0].association_type = "ReferenceBag".into(),
    ] {
        let changes = after(edit);
        assert_ne!(changes.rollback.safety, RollbackSafety::Safe);
        assert_ne!(changes.rollback.losses, [], "{:?}", changes.changes);
    }
}

#[test]
fn an_attribute_whose_value_comes_from_nobody_knows_where() {
    let mut old = model();
    of(&mut old, "Orders.Customer").attributes[0].value = "elsewhere".into();
    let mut new = old.clone();
    of(&mut new, "Orders.Customer").attributes.remove(0);
    let changes = compared(&old, &new);
    assert_ne!(changes.rollback.safety, RollbackSafety::Safe);
    let text = changes.unknowns.join("\n");
    assert!(text.contains("Orders.Customer/Name"), "{text}");
}

#[test]
fn a_unit_that_was_not_read() {
    let text = unknown(|model| {
        model.unread.push(UnreadUnit {
            id: "unit".into(),
            containment: Some("DomainModel".into()),
            module: Some("Sales".into()),
            why: "no file".into(),
        });
    });
    assert!(text.contains("new side") && text.contains("DomainModel") && text.contains("Sales"));
}

/// Nobody knows whether it is still there: that is unknown, and no removal.
#[test]
fn what_is_in_a_unit_that_was_not_read_is_not_called_removed() {
    let without = |containment: &str, module: &str| {
        let mut damaged = model();
        damaged.unread.push(UnreadUnit {
            id: "unit".into(),
            containment: Some(containment.into()),
            module: Some(module.into()),
            why: "It is damaged.".into(),
        });
        damaged
            .entities
            .retain(|entity| !entity.name.starts_with("Sales."));
        damaged
    };
    let damaged = without("DomainModel", "Sales");
    for changes in [compared(&model(), &damaged), compared(&damaged, &model())] {
        assert_eq!(rows(&changes), [""; 0]);
        assert_eq!(changes.rollback.safety, RollbackSafety::Unknown);
        assert_eq!(changes.release_class, ReleaseClass::Unknown);
    }
    // Another module's unit, or one of another kind, hides nothing.
    for (containment, module) in [("DomainModel", "Orders"), ("Documents", "Sales")] {
        let mut other = without("DomainModel", "Sales");
        other.unread[0].containment = Some(containment.into());
        other.unread[0].module = Some(module.into());
        assert_eq!(rows(&compared(&model(), &other)), ["E2 Sales.Lead"]);
    }
    // A module that nobody knows the name of may be the one that is not there.
    let mut nameless = model();
    nameless.modules.retain(|module| module.name != "Sales");
    nameless
        .entities
        .retain(|it| !it.name.starts_with("Sales."));
    nameless.unread.push(UnreadUnit {
        id: "unit".into(),
        containment: Some("Modules".into()),
        module: None,
        why: "It is damaged.".into(),
    });
    assert_eq!(rows(&compared(&model(), &nameless)), [""; 0]);
}

#[test]
fn an_ancestor_that_is_not_in_the_file() {
    let text = unknown(|model| of(model, "Sales.Lead").stored = None);
    assert!(text.contains("Sales.Lead"));
}

#[test]
fn two_elements_with_one_identity() {
    let text = unknown(|model| {
        let mut copy = entity("Sales.Copy", [text("A", 10)]);
        copy.guid = "guid-Sales.Lead".into();
        model.entities.insert(0, copy);
    });
    assert!(text.contains("Sales.Copy and Sales.Lead"));
}

#[test]
fn two_elements_with_one_name() {
    let text = unknown(|model| {
        let mut copy = entity("Sales.Lead", [text("A", 10)]);
        copy.guid = "another".into();
        model.entities.push(copy);
    });
    assert!(text.contains("two entities are called Sales.Lead"));
    let text = unknown(|model| {
        for guid in ["one", "other"] {
            let mut copy = super::sample::text("Copy", 10);
            copy.guid = guid.into();
            of(model, "Orders.Helper").attributes.push(copy);
        }
    });
    assert!(text.contains("two attributes are called Orders.Helper/Copy"));
}

#[test]
fn a_microflow_that_was_not_read() {
    let text = unknown(|model| model.microflows[0].digest = None);
    assert!(text.contains("Orders.AfterStartup"));
}

#[test]
fn a_version_that_is_not_known() {
    unknown(|model| model.mendix_version = None);
}

#[test]
fn a_type_that_this_version_does_not_know() {
    let changes = after(|model| {
        of(model, "Orders.Order").attributes[0].attribute_type = AttributeType::from("Vector");
    });
    assert_eq!(changes.rollback.safety, RollbackSafety::Unknown);
    assert_eq!(changes.release_class, ReleaseClass::Unknown);
}

#[test]
fn a_restore_is_needed_whatever_else_is_unknown() {
    let changes = after(|model| {
        of(model, "Orders.Order").attributes.remove(0);
        model.mendix_version = None;
    });
    assert_eq!(changes.rollback.safety, RollbackSafety::NeedsRestore);
    assert_eq!(changes.release_class, ReleaseClass::Destructive);
}

/// Projects lack the System module, archives have it: its absence is no removal.
#[test]
fn the_system_module_on_one_side_only() {
    let mut archive = model();
    archive.source = ModelSource::ArchiveModel;
    archive.has_system = true;
    let mut system = archive.modules[0].clone();
    system.name = "System".into();
    system.id = Some("system".into());
    archive.modules.push(system);
    archive
        .entities
        .push(entity("System.User", [text("Name", 100)]));
    assert!(compared(&model(), &archive).changes.is_empty());
    assert!(compared(&archive, &model()).changes.is_empty());
    let mut newer = archive.clone();
    of(&mut newer, "System.User").attributes.clear();
    assert_eq!(rows(&compared(&archive, &newer)), ["A2 System.User/Name"]);
}

/// The small model as a database tells it: what is stored, without enumerations, constants, microflows and settings.
fn database() -> AppModel {
    let mut database = model();
    database.source = ModelSource::DatabaseCatalogue;
    database
        .entities
        .retain(|entity| entity.name != "Orders.Helper");
    database
        .associations
        .retain(|association| association.name != "Orders.Helper_Order");
    database.enumerations.clear();
    database.constants.clear();
    database.scheduled_events.clear();
    database.microflows.clear();
    database.modules.clear();
    database.settings.optimistic_locking = None;
    for entity in &mut database.entities {
        for attribute in &mut entity.attributes {
            attribute.enumeration = None;
            attribute.localize = None;
            if attribute.attribute_type == AttributeType::HashedString {
                attribute.attribute_type = AttributeType::String;
                attribute.length = Some(200);
            }
        }
    }
    database
}

#[test]
fn a_database_is_held_against_what_is_stored() {
    let changes = compared(&database(), &model());
    assert_eq!(rows(&changes), Vec::<String>::new());
    assert_eq!(changes.rollback.safety, RollbackSafety::Unknown);
    let asked: Vec<&str> = changes.questions.iter().map(|it| it.sql.as_str()).collect();
    assert_eq!(
        asked,
        [r#"SELECT count(*) FROM "orders$order" WHERE "state" NOT IN ('Open', 'Paid')"#]
    );
    let mut newer = model();
    of(&mut newer, "Orders.Customer").attributes.remove(0);
    assert_eq!(
        rows(&compared(&database(), &newer)),
        ["A2 Orders.Customer/Name"]
    );
}

/// What a database does not tell is said once each, whichever side it is.
#[test]
fn what_a_database_does_not_tell_is_listed() {
    for changes in [
        compared(&database(), &model()),
        compared(&model(), &database()),
    ] {
        let text = changes.unknowns.join("\n");
        for part in [
            "values of enumerations",
            "the setting optimisticLocking",
            "are localized: Orders.Order/Due",
        ] {
            assert_eq!(text.matches(part).count(), 1, "{part} in {text}");
        }
        assert_eq!(changes.rollback.safety, RollbackSafety::Unknown);
    }
}

/// One code stands for text and for hashed text: nobody can tell whether an attribute becomes hashed, which would lose
/// every value.
#[test]
fn hashed_text_against_a_database_is_unknown_and_not_equal() {
    let mut old = model();
    of(&mut old, "Sales.Lead").attributes[0].attribute_type = AttributeType::HashedString;
    of(&mut old, "Sales.Lead").attributes[0].length = None;
    let hashed = old.clone();
    let mut database = database();
    of(&mut database, "Sales.Lead").attributes[0].length = Some(200);
    for changes in [compared(&database, &hashed), compared(&hashed, &database)] {
        assert_eq!(rows(&changes), Vec::<String>::new());
        let text = changes.unknowns.join("\n");
        assert!(
            text.contains("hold hashed text: Sales.Lead/Source"),
            "{text}"
        );
    }
    // Mendix 5 has a code of its own for hashed text, and then both types are known.
    of(&mut database, "Sales.Lead").attributes[0].attribute_type = AttributeType::HashedString;
    assert_eq!(
        rows(&compared(&database, &model())),
        ["A5 Sales.Lead/Source"]
    );
    assert_eq!(rows(&compared(&database, &hashed)), Vec::<String>::new());
}

/// Everybody's password is hashed text: that of the System module follows the runtime's version.
#[test]
fn what_a_database_does_not_tell_of_the_system_module_is_left_out() {
    let mut archive = model();
    archive.source = ModelSource::ArchiveModel;
    archive.has_system = true;
    let due = of(&mut archive, "Orders.Order").attributes[1].clone();
    let mut password = text("Password", 200);
    password.attribute_type = AttributeType::HashedString;
    archive
        .entities
        .push(entity("System.User", [password, due]));
    let mut database = database();
    database.has_system = true;
    let mut user = of(&mut archive, "System.User").clone();
    user.attributes[0].attribute_type = AttributeType::String;
    user.attributes[1].localize = None;
    database.entities.push(user);
    let text = compared(&database, &archive).unknowns.join("\n");
    assert!(!text.contains("System."), "{text}");
}

/// A setting that a database does not tell may be on, whatever the other side says of its own.
#[test]
fn a_setting_that_one_side_does_not_tell_is_unknown() {
    for setting in [None, Some(false), Some(true)] {
        let mut told = model();
        told.settings.optimistic_locking = setting;
        for changes in [compared(&database(), &told), compared(&told, &database())] {
            let text = changes.unknowns.join("\n");
            assert!(text.contains("optimisticLocking"), "{setting:?}: {text}");
            assert_eq!(rows(&changes), Vec::<String>::new());
        }
    }
}

/// Eight decimals are what a file means that does not say; a database has as many as it has.
#[test]
fn decimals_that_a_database_does_not_tell_are_not_the_default() {
    let decimal = |mut model: AppModel, scale| {
        of(&mut model, "Orders.Order").attributes[0].attribute_type = AttributeType::Decimal;
        model.settings.decimal_scale = scale;
        model
    };
    for scale in [None, Some(8), Some(4)] {
        let changes = compared(&decimal(database(), None), &decimal(model(), scale));
        let text = changes.unknowns.join("\n");
        assert!(text.contains("decimals"), "{scale:?}: {text}");
        assert_eq!(rows(&changes), Vec::<String>::new());
    }
}

/// A text without a length is unlimited, on either side.
#[test]
fn a_text_without_a_length_is_unlimited() {
    let unlimited =
        |length| after(|model| of(model, "Orders.Customer").attributes[0].length = length);
    assert_eq!(
        rows(&unlimited(None)),
        ["A7 Orders.Customer/Name"],
        "200 to none"
    );
    assert_eq!(rows(&unlimited(Some(0))), ["A7 Orders.Customer/Name"]);
    let cut =
        super::sample::before(|model| of(model, "Orders.Customer").attributes[0].length = None);
    assert_eq!(rows(&cut), ["A8 Orders.Customer/Name"]);
    assert_eq!(cut.rollback.safety, RollbackSafety::NeedsRestore);
    // Note is unlimited: 0 and nothing are one.
    assert_eq!(
        rows(&after(
            |model| of(model, "Orders.Customer").attributes[1].length = None
        )),
        Vec::<String>::new()
    );
}
