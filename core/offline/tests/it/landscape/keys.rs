//! Every key of the landscape, in the form people write.

use mendix_deploy_offline::landscape::Landscape;
use serde_json::{Value, json};

const EVERY_KEY: &str = include_str!("every-key.yaml");

/// The document without what was left out: empty maps and lists are always written.
fn pruned(value: Value) -> Value {
    match value {
        Value::Object(map) => Value::Object(
            map.into_iter()
                .map(|(key, value)| (key, pruned(value)))
                .filter(|(_, value)| *value != json!({}) && *value != json!([]))
                .collect(),
        ),
        Value::Array(items) => items.into_iter().map(pruned).collect(),
        other => other,
    }
}

#[test]
fn every_key_is_read_and_comes_back_from_the_document() {
    let landscape = Landscape::parse(EVERY_KEY, Some("every-key.yaml")).unwrap_or_else(|error| {
        panic!("{error}\n{:#?}", error.detail());
    });
    let written = serde_json::to_string(landscape.document()).unwrap();
    let read = Landscape::parse(&written, None).unwrap();
    assert_eq!(read.document(), landscape.document());
    insta::assert_json_snapshot!(pruned(serde_json::to_value(landscape.document()).unwrap()));
}

/// No key of the schema is missing from the file above, so that a new key without a reader fails here.
#[cfg(feature = "json-schema")]
#[test]
fn the_file_has_every_key_of_the_schema() {
    let schema = mendix_deploy_offline::landscape::json_schema();
    let words: std::collections::BTreeSet<&str> =
        EVERY_KEY.split(|c: char| !c.is_alphanumeric()).collect();
    let mut missing = Vec::new();
    collect(&schema, &mut |key| {
        if !words.contains(key) {
            missing.push(key.to_owned());
        }
    });
    missing.retain(|key| !matches!(key.as_str(), "writtenBy"));
    assert!(missing.is_empty(), "{missing:?}");
}

#[cfg(feature = "json-schema")]
fn collect(schema: &Value, visit: &mut impl FnMut(&str)) {
    match schema {
        Value::Object(map) => {
            if let Some(Value::Object(properties)) = map.get("properties") {
                properties.keys().for_each(|key| visit(key));
            }
            map.values().for_each(|value| collect(value, visit));
        }
        Value::Array(items) => items.iter().for_each(|value| collect(value, visit)),
        _ => {}
    }
}
