//! Each question against rows that are there.

use mendix_deploy::{
    compare::{CompareOptions, compare},
    comparisons::{ChangeDirection, ChangeRow, Changes},
    models::{
        AppModel, AssociationOwner, AssociationType, AttributeType, Enumeration, EnumerationValue,
        ModelSource,
    },
    verdicts::RollbackSafety,
};

use super::server::{Fresh, Server};

/// A shop with names that the model does not give: a table with a quote in its name, a column that took another's place.
pub(super) const SHOP: &str = r#"
CREATE SCHEMA "the ""shop"""; SET search_path = "the ""shop""";
CREATE TABLE "mendixsystem$entity" ("id" text, "entity_name" text, "table_name" text, "superentity_id" text, "remote" boolean);
CREATE TABLE "mendixsystem$attribute" ("id" text, "entity_id" text, "attribute_name" text, "column_name" text, "type" int, "length" int, "default_value" text, "is_auto_number" boolean);
CREATE TABLE "mendixsystem$association" ("id" text, "association_name" text, "table_name" text, "parent_entity_id" text, "child_entity_id" text, "parent_column_name" text, "child_column_name" text, "storage_format" smallint);
CREATE TABLE "mendixsystem$unique_constraint" ("name" text, "table_id" text, "column_id" text);
CREATE TABLE "mendixsystem$version" ("versionnumber" text, "mendixversion" text, "modelversionnumber" text, "sprintrprojectname" text);
INSERT INTO "mendixsystem$version" VALUES ('4.2', '10.24.15', '1.2.3', 'Shop');
INSERT INTO "mendixsystem$entity" VALUES
  ('e0000000-0000-4000-8000-000000000001', 'Shop.Order', 'shop$order', NULL, false),
  ('e0000000-0000-4000-8000-000000000002', 'Shop.Customer', 'shop$cus"tomer', NULL, false),
  ('e0000000-0000-4000-8000-000000000003', 'Shop.Old', 'shop$old', NULL, false);
INSERT INTO "mendixsystem$attribute" VALUES
  ('a0000000-0000-4000-8000-000000000001', 'e0000000-0000-4000-8000-000000000001', 'Number', 'number', 30, 20, '', false),
  ('a0000000-0000-4000-8000-000000000002', 'e0000000-0000-4000-8000-000000000001', 'Code', 'code2', 30, 50, '', false),
  ('a0000000-0000-4000-8000-000000000003', 'e0000000-0000-4000-8000-000000000001', 'Status', 'status', 40, 6, 'Open', false),
  ('a0000000-0000-4000-8000-000000000004', 'e0000000-0000-4000-8000-000000000001', 'Kind', 'kind', 40, 6, '', false),
  ('a0000000-0000-4000-8000-000000000005', 'e0000000-0000-4000-8000-000000000002', 'Name', 'name', 30, 100, '', false),
  ('a0000000-0000-3000-8000-000000000006', 'e0000000-0000-4000-8000-000000000002', 'createdDate', 'createddate', 20, 0, '', false);
INSERT INTO "mendixsystem$association" VALUES
  ('50000000-0000-4000-8000-000000000001', 'Shop.Order_Customer', 'shop$order_customer', 'e0000000-0000-4000-8000-000000000001', 'e0000000-0000-4000-8000-000000000002', 'shop$orderid', 'shop$customerid', 2),
  ('50000000-0000-4000-8000-000000000002', 'Shop.Order_Invoice', 'shop$order_invoice', 'e0000000-0000-4000-8000-000000000001', 'e0000000-0000-4000-8000-000000000002', 'shop$orderid', 'shop$customerid', 2),
  ('50000000-0000-4000-8000-000000000003', 'Shop.Order_Gone', 'shop$order', 'e0000000-0000-4000-8000-000000000001', 'e0000000-0000-4000-8000-000000000002', 'id', 'shop$order_gone', 1);
INSERT INTO "mendixsystem$unique_constraint" VALUES
  ('uniq_shop$order_invoice_shop$orderid', '50000000-0000-4000-8000-000000000002', 'c');
CREATE TABLE "shop$order" ("id" bigint, "number" varchar(20), "code2" varchar(50), "status" varchar(6), "kind" varchar(6), "shop$order_gone" bigint);
CREATE TABLE "shop$cus""tomer" ("id" bigint, "name" varchar(100), "createddate" timestamp);
CREATE TABLE "shop$old" ("id" bigint);
CREATE TABLE "shop$order_customer" ("shop$orderid" bigint, "shop$customerid" bigint);
CREATE TABLE "shop$order_invoice" ("shop$orderid" bigint, "shop$customerid" bigint);
INSERT INTO "shop$order" VALUES
  (1, 'A', 'abcd', 'Open', 'Red', 11), (2, 'A', NULL, 'Gone', 'Blue', NULL), (3, 'B234567', 'ab', 'Gone', NULL, 12),
  (4, NULL, NULL, NULL, NULL, NULL), (5, NULL, NULL, 'Closed', 'Red', 13);
INSERT INTO "shop$cus""tomer" VALUES (11, 'Ann', now()), (12, NULL, NULL), (13, 'Bob', now());
INSERT INTO "shop$old" VALUES (21), (22), (23);
INSERT INTO "shop$order_customer" VALUES (1, 11), (1, 12), (2, 11), (3, 13);
INSERT INTO "shop$order_invoice" VALUES (1, 11), (2, 11), (3, 12), (4, 12), (5, 13);
"#;

fn enumeration(name: &str, values: &[&str]) -> Enumeration {
    Enumeration {
        id: format!("id of {name}"),
        name: name.to_owned(),
        values: values
            .iter()
            .map(|value| EnumerationValue {
                id: format!("id of {name}.{value}"),
                name: (*value).to_owned(),
            })
            .collect(),
        presentation_digest: None,
    }
}

/// The model of the release that runs: what the catalogue tells, and the enumerations that it cannot.
async fn running(fresh: &Fresh) -> AppModel {
    let options = fresh.options.clone().schema("the \"shop\"");
    let mut model = fresh.with(options).await.catalogue().await.unwrap();
    model.source = ModelSource::ArchiveModel;
    model.enumerations = vec![
        enumeration("Shop.Kind", &["Red", "Blue"]),
        enumeration("Shop.Status", &["Open", "Closed", "Gone"]),
        enumeration("Shop.Tint", &["Red"]),
    ];
    for attribute in model
        .entities
        .iter_mut()
        .flat_map(|entity| &mut entity.attributes)
    {
        if attribute.attribute_type == AttributeType::Enumeration {
            attribute.enumeration = Some(format!("Shop.{}", attribute.name));
        }
    }
    model
}

fn attribute<'m>(model: &'m mut AppModel, name: &str) -> &'m mut mendix_deploy::models::Attribute {
    model
        .entities
        .iter_mut()
        .flat_map(|entity| &mut entity.attributes)
        .find(|attribute| attribute.name == name)
        .unwrap()
}

async fn answered(fresh: &Fresh, before: &AppModel, after: &AppModel) -> Changes {
    let mut changes = compare(before, after, &CompareOptions::default());
    let options = fresh.options.clone().schema("the \"shop\"");
    fresh
        .with(options)
        .await
        .answer(&mut changes, ChangeDirection::Forward)
        .await;
    for question in &changes.questions {
        if question.direction == ChangeDirection::Forward {
            assert_eq!(question.unanswered, None, "{}", question.sql);
        }
    }
    changes
}

/// The one answer of a row about an element.
fn answer(changes: &Changes, row: ChangeRow, name: &str) -> u64 {
    let answers: Vec<_> = changes
        .questions
        .iter()
        .filter(|question| {
            question.direction == ChangeDirection::Forward
                && question.row == row
                && question.name == name
        })
        .collect();
    assert_eq!(answers.len(), 1, "{row:?} {name}: {:#?}", changes.questions);
    assert!(answers[0].finding.is_some());
    answers[0].answer.unwrap()
}

#[tokio::test]
async fn each_question_is_answered_by_the_rows() {
    let Some(server) = Server::find("questions to data") else {
        return;
    };
    let fresh = server.fresh("questions").await;
    fresh.run(SHOP).await;
    let before = running(&fresh).await;
    let mut after = before.clone();
    after.entities.retain(|entity| entity.name != "Shop.Old");
    attribute(&mut after, "Number").length = Some(5);
    attribute(&mut after, "Code").length = Some(10);
    attribute(&mut after, "Kind").enumeration = Some("Shop.Tint".to_owned());
    after.enumerations[1]
        .values
        .retain(|value| value.name != "Gone");
    for entity in &mut after.entities {
        if entity.name == "Shop.Order" {
            entity.unique_attributes = vec!["Code".to_owned(), "Number".to_owned()];
        } else {
            entity.attributes.clear();
            entity.system_members.clear();
        }
    }
    for association in &mut after.associations {
        if association.name == "Shop.Order_Customer" {
            association.association_type = AssociationType::Reference;
            association.owner = AssociationOwner::Default;
        } else {
            association.owner = AssociationOwner::Both;
        }
    }
    after
        .associations
        .retain(|association| association.name != "Shop.Order_Gone");

    let changes = answered(&fresh, &before, &after).await;
    let of = |row, name| answer(&changes, row, name);
    assert_eq!(of(ChangeRow::EntityRemoved, "Shop.Old"), 3);
    assert_eq!(of(ChangeRow::AttributeRemoved, "Shop.Customer/Name"), 2);
    assert_eq!(of(ChangeRow::SystemMemberOff, "Shop.Customer"), 2);
    assert_eq!(of(ChangeRow::LengthDecreased, "Shop.Order/Number"), 7);
    assert_eq!(of(ChangeRow::LengthDecreased, "Shop.Order/Code"), 4);
    assert_eq!(of(ChangeRow::UniqueAdded, "Shop.Order/Number"), 1);
    assert_eq!(of(ChangeRow::UniqueAdded, "Shop.Order/Code"), 0);
    assert_eq!(of(ChangeRow::SetToReference, "Shop.Order_Customer"), 1);
    assert_eq!(of(ChangeRow::OwnerBoth, "Shop.Order_Invoice"), 2);
    assert_eq!(of(ChangeRow::AssociationRemoved, "Shop.Order_Gone"), 3);
    assert_eq!(of(ChangeRow::ValueRemoved, "Shop.Status.Gone"), 2);
    assert_eq!(of(ChangeRow::EnumerationReplaced, "Shop.Order/Kind"), 1);
}

#[tokio::test]
async fn rows_that_are_not_there_settle_a_loss() {
    let Some(server) = Server::find("losses that data settles") else {
        return;
    };
    let fresh = server.fresh("settled").await;
    fresh.run(SHOP).await;
    let before = running(&fresh).await;
    let mut after = before.clone();
    after.entities.retain(|entity| entity.name != "Shop.Old");
    let full = answered(&fresh, &before, &after).await;
    assert_eq!(full.rollback.safety, RollbackSafety::NeedsRestore);
    fresh.run("DELETE FROM \"shop$old\"").await;
    let empty = answered(&fresh, &before, &after).await;
    assert_ne!(empty.rollback.safety, RollbackSafety::NeedsRestore);
}
