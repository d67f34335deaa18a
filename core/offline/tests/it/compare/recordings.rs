//! The comparison with recorded comparisons would notice a disagreement.

use mendix_deploy_model::models::AttributeType;
use serde_json::{Value, json};

use super::sample::{constant, entity, index, model, of, text};
use crate::agree::example::{Tally, differences::check};

/// One of each that a recording has a word for.
fn recorded() -> Value {
    json!({
        "summary": {
            "association renamed": 1,
            "attribute added": 2,
            "attribute changed": 2,
            "attribute removed": 1,
            "constant added": 1,
            "entity added": 1,
            "entity removed": 1,
            "entity renamed": 1,
            "enumeration renamed": 1,
            "index added": 1
        },
        "recreated_under_same_name": [
            {"kind": "entity", "name": "Sales.Lead", "old_guid": "guid-Sales.Lead", "new_guid": "other"}
        ],
        "changes": [
            {"kind": "association", "change": "renamed", "guid": "guid-Orders.Order_Customer", "name": "Orders.Buyer",
             "fields": {"name": ["Orders.Order_Customer", "Orders.Buyer"]}},
            {"kind": "attribute", "change": "added", "guid": "guid-New", "name": "Orders.Order/New"},
            {"kind": "attribute", "change": "changed", "guid": "guid-Orders.Order-Amount", "name": "Orders.Order/Total",
             "fields": {"name": ["Amount", "Total"], "type": ["Integer", "Long"]}},
            {"kind": "attribute", "change": "changed", "guid": "guid-Orders.Order-State", "name": "Orders.Order/State",
             "fields": {"enumeration": ["Orders.State", "Orders.Status"]}},
            {"kind": "attribute", "change": "removed", "guid": "guid-Sales.Lead-Source", "name": "Sales.Lead/Source"},
            {"kind": "attribute", "change": "added", "guid": "other-too", "name": "Sales.Lead/Source"},
            {"kind": "constant", "change": "added", "name": "Orders.Key"},
            {"kind": "entity", "change": "removed", "guid": "guid-Sales.Lead", "name": "Sales.Lead"},
            {"kind": "entity", "change": "added", "guid": "other", "name": "Sales.Lead"},
            {"kind": "entity", "change": "renamed", "guid": "guid-Orders.Customer", "name": "Orders.Client",
             "fields": {"name": ["Orders.Customer", "Orders.Client"]}},
            {"kind": "enumeration", "change": "renamed", "name": "Orders.Status",
             "fields": {"name": ["Orders.State", "Orders.Status"]}},
            {"kind": "index", "change": "added", "guid": "index", "name": "Orders.Client"}
        ]
    })
}

fn disagreements(recorded: &Value) -> Vec<String> {
    let old = model();
    let mut new = model();
    new.associations[0].name = "Orders.Buyer".into();
    new.associations[0].child = "Orders.Client".into();
    let order = of(&mut new, "Orders.Order");
    order.attributes[0].name = "Total".into();
    order.attributes[0].attribute_type = AttributeType::Long;
    order.attributes[2].enumeration = Some("Orders.Status".into());
    order.attributes.push(text("New", 10));
    new.enumerations[0].name = "Orders.Status".into();
    new.constants.push(constant("Orders.Key", "x"));
    *of(&mut new, "Sales.Lead") = entity("Sales.Lead", [text("Source", 100)]);
    of(&mut new, "Sales.Lead").guid = "other".into();
    of(&mut new, "Sales.Lead").attributes[0].guid = "other-too".into();
    let customer = of(&mut new, "Orders.Customer");
    customer.name = "Orders.Client".into();
    customer
        .indexes
        .push(index("index", "guid-Orders.Customer-Name"));
    let mut tally = Tally::default();
    check("case", &old, &new, recorded, &mut tally);
    tally.disagreements
}

#[test]
fn what_is_recorded_is_reproduced() {
    assert_eq!(disagreements(&recorded()), Vec::<String>::new());
}

#[test]
fn every_tampered_leaf_is_noticed() {
    let original = recorded();
    let count = leaves(&mut original.clone(), None);
    assert!(count > 60, "{count} leaves");
    for at in 0..count {
        let mut tampered = original.clone();
        leaves(&mut tampered, Some(at));
        assert!(!disagreements(&tampered).is_empty(), "leaf {at}");
    }
    for at in 0..original["changes"].as_array().unwrap().len() {
        let mut shorter = original.clone();
        shorter["changes"].as_array_mut().unwrap().remove(at);
        assert!(!disagreements(&shorter).is_empty(), "change {at}");
    }
}

/// Counts the leaves of a document, and changes one.
fn leaves(value: &mut Value, tamper: Option<usize>) -> usize {
    fn walk(value: &mut Value, next: &mut usize, tamper: Option<usize>) {
        match value {
            Value::Array(items) => items.iter_mut().for_each(|item| walk(item, next, tamper)),
            Value::Object(fields) => fields
                .values_mut()
                .for_each(|field| walk(field, next, tamper)),
            leaf => {
                if tamper == Some(*next) {
                    *leaf = match leaf {
                        Value::Number(_) => json!(99),
                        _ => json!("tampered"),
                    };
                }
                *next += 1;
            }
        }
    }
    let mut next = 0;
    walk(value, &mut next, tamper);
    next
}
