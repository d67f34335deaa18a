//! Questions are read-only queries with the database's names, and their answers settle what the model cannot.

use mendix_deploy_model::{
    comparisons::{ChangeDirection, Changes, DataQuestion},
    models::{AssociationStorage, AssociationType, StoredColumn, StoredTable},
    verdicts::{ReleaseClass, RollbackSafety},
};
use mendix_deploy_offline::compare::{CompareOptions, SideFacts, compare, decide};

use super::sample::{after, enumeration, model, of};

fn queries(changes: &Changes, direction: ChangeDirection) -> Vec<&str> {
    changes
        .questions
        .iter()
        .filter(|question| question.direction == direction)
        .map(|question| question.sql.as_str())
        .collect()
}

fn answered(mut changes: Changes, answer: impl Fn(&DataQuestion) -> Option<u64>) -> Changes {
    for question in &mut changes.questions {
        question.answer = answer(question);
    }
    decide(&mut changes);
    changes
}

#[test]
fn a_shorter_text_is_settled_by_the_longest_value() {
    let changes = after(|model| of(model, "Orders.Customer").attributes[0].length = Some(40));
    assert_eq!(
        queries(&changes, ChangeDirection::Forward),
        [r#"SELECT coalesce(max(char_length("name")), 0) FROM "orders$customer""#]
    );
    assert_eq!(changes.rollback.safety, RollbackSafety::NeedsRestore);
    let fits = answered(changes.clone(), |_| Some(40));
    assert!(fits.rollback.is_safe());
    assert!(fits.start_risks.is_empty());
    // The old version still writes longer texts.
    assert_eq!(fits.release_class, ReleaseClass::Destructive);
    let cut = answered(changes.clone(), |_| Some(41));
    assert_eq!(cut.rollback.safety, RollbackSafety::NeedsRestore);
    assert_eq!(answered(changes, |_| None).start_risks.len(), 1);
}

#[test]
fn what_is_empty_is_not_lost() {
    let removed = after(|model| {
        model.entities.retain(|entity| entity.name != "Sales.Lead");
    });
    assert_eq!(
        queries(&removed, ChangeDirection::Forward),
        [r#"SELECT count(*) FROM "sales$lead""#]
    );
    assert!(answered(removed, |_| Some(0)).rollback.is_safe());

    // A new table under the old name can have been filled since.
    let anew = after(|model| {
        of(model, "Sales.Lead").guid = "other".into();
        of(model, "Sales.Lead").attributes[0].guid = "other-too".into();
    });
    let forward =
        |question: &DataQuestion| (question.direction == ChangeDirection::Forward).then_some(0);
    assert_eq!(
        answered(anew.clone(), forward).rollback.safety,
        RollbackSafety::LosesRecent
    );
    assert!(answered(anew, |_| Some(0)).rollback.is_safe());
}

#[test]
fn an_answer_about_the_new_version_does_not_bring_back_what_the_old_one_lost() {
    let anew = after(|model| of(model, "Sales.Lead").guid = "other".into());
    let backward =
        |question: &DataQuestion| (question.direction == ChangeDirection::Backward).then_some(0);
    assert_eq!(
        answered(anew, backward).rollback.safety,
        RollbackSafety::NeedsRestore
    );
}

#[test]
fn every_column_of_an_enumeration_is_asked() {
    let changes = after(|model| {
        let order = of(model, "Orders.Order");
        let mut second = order.attributes[2].clone();
        second.name = "Before".into();
        second.guid = "second".into();
        order.attributes.push(second);
        model.enumerations[0] = enumeration("Orders.State", ["Open", "It's paid"]);
    });
    let backward = queries(&changes, ChangeDirection::Backward);
    assert!(
        backward.contains(&r#"SELECT count(*) FROM "orders$order" WHERE "before" = 'It''s paid'"#),
        "{backward:?}"
    );
    assert_eq!(
        queries(&changes, ChangeDirection::Forward),
        [r#"SELECT count(*) FROM "orders$order" WHERE "state" = 'Paid'"#]
    );
}

#[test]
fn links_are_asked_where_they_are() {
    let edit = |model: &mut mendix_deploy_model::models::AppModel| {
        model.associations[0].association_type = AssociationType::Reference;
        model.associations[0].owner = mendix_deploy_model::models::AssociationOwner::Both;
    };
    assert_eq!(
        queries(&after(edit), ChangeDirection::Forward),
        [
            r#"SELECT count(*) FROM (SELECT "orders$customerid" FROM "orders$order_customer" WHERE "orders$customerid" IS NOT NULL GROUP BY "orders$customerid" HAVING count(*) > 1) AS repeated"#
        ]
    );
    let mut old = model();
    old.associations[0].storage = AssociationStorage::Column;
    let mut new = old.clone();
    edit(&mut new);
    assert_eq!(
        queries(&super::compared(&old, &new), ChangeDirection::Forward),
        [
            r#"SELECT count(*) FROM (SELECT "orders$order_customer" FROM "orders$order" WHERE "orders$order_customer" IS NOT NULL GROUP BY "orders$order_customer" HAVING count(*) > 1) AS repeated"#
        ]
    );
}

#[test]
fn a_one_to_one_association_is_asked_from_both_ends() {
    let mut set = model();
    set.associations[0].association_type = AssociationType::ReferenceSet;
    set.associations[0].owner = mendix_deploy_model::models::AssociationOwner::Both;
    let mut reference = set.clone();
    reference.associations[0].association_type = AssociationType::Reference;
    let forward = super::compared(&set, &reference);
    assert_eq!(queries(&forward, ChangeDirection::Forward).len(), 2);
    let backward = super::compared(&reference, &set);
    assert_eq!(queries(&backward, ChangeDirection::Backward).len(), 2);
    // One answer settles nothing.
    let first = backward.questions[0].sql.clone();
    let half = answered(backward, |question| (question.sql == first).then_some(0));
    assert!(!half.rollback.is_safe());
}

#[test]
fn names_come_from_the_database_where_it_is_known() {
    let mut new = model();
    of(&mut new, "Orders.Customer").attributes.remove(1);
    let tables = vec![StoredTable {
        guid: "guid-Orders.Customer".into(),
        name: "orders$client".into(),
        columns: vec![StoredColumn {
            name: "note2".into(),
            guid: Some("guid-Orders.Customer-Note".into()),
            member: None,
            length: Some(0),
        }],
    }];
    let options = CompareOptions {
        before: SideFacts {
            tables,
            ..SideFacts::default()
        },
        ..CompareOptions::default()
    };
    assert_eq!(
        queries(&compare(&model(), &new, &options), ChangeDirection::Forward),
        [r#"SELECT count("note2") FROM "orders$client""#]
    );
}

#[test]
fn every_question_only_reads() {
    let changes = after(|model| {
        of(model, "Orders.Customer").unique_attributes = vec!["Name".into()];
        of(model, "Orders.Customer").attributes[1].length = Some(10);
        of(model, "Orders.Order").attributes.remove(0);
        model.associations.remove(0);
        model.entities.remove(3);
    });
    assert!(changes.questions.len() >= 5);
    for question in &changes.questions {
        assert!(question.sql.starts_with("SELECT "), "{}", question.sql);
        assert!(!question.sql.contains(';'), "{}", question.sql);
    }
}
