//! Fields that a later version wrote into a document: kept on loading, written back on saving.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Map, Value};

/// The field that holds them while the document is a value.
const FIELD: &str = "unknownFields";
/// How a document's JSON ends that has none.
pub(crate) const NONE: &str = ",\n  \"unknownFields\": {}\n}";

/// What `original` has and `known` has not, as JSON text by JSON pointer.
pub(crate) fn fields(original: &Value, known: &Value) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    walk(original, known, &mut String::new(), &mut found);
    found
}

fn walk(original: &Value, known: &Value, at: &mut String, found: &mut BTreeMap<String, String>) {
    let length = at.len();
    match (original, known) {
        (Value::Object(original), Value::Object(known)) => {
            for (name, value) in original {
                at.push('/');
                at.push_str(&name.replace('~', "~0").replace('/', "~1"));
                match known.get(name) {
                    Some(known) => walk(value, known, at, found),
                    // Nothing is lost with a null.
                    None if value.is_null() => {}
                    None => {
                        found.insert(at.clone(), value.to_string());
                    }
                }
                at.truncate(length);
            }
        }
        (Value::Array(original), Value::Array(known)) => {
            for (index, (value, known)) in original.iter().zip(known).enumerate() {
                at.push_str(&format!("/{index}"));
                walk(value, known, at, found);
                at.truncate(length);
            }
        }
        _ => {}
    }
}

/// The document with its unknown fields in their places; `None` when it has none.
pub(crate) fn merged(document: &impl Serialize) -> serde_json::Result<Option<Value>> {
    let mut value = serde_json::to_value(document)?;
    let Some(Value::Object(fields)) = value.as_object_mut().and_then(|own| own.remove(FIELD))
    else {
        return Ok(None);
    };
    if fields.is_empty() {
        return Ok(None);
    }
    for (pointer, text) in fields {
        let parent = pointer
            .rsplit_once('/')
            .and_then(|(parent, name)| Some((value.pointer_mut(parent)?.as_object_mut()?, name)));
        // What belonged to a finding that is gone is gone with it.
        if let Some((parent, name)) = parent {
            put(parent, name, &text);
        }
    }
    Ok(Some(value))
}

fn put(parent: &mut Map<String, Value>, name: &str, text: &Value) {
    let name = name.replace("~1", "/").replace("~0", "~");
    let value = text
        .as_str()
        .and_then(|text| serde_json::from_str(text).ok());
    // What this version writes itself is not overwritten.
    if let Some(value) = value {
        parent.entry(name).or_insert(value);
    }
}
