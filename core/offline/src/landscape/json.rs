//! A part of a landscape as JSON text, for settings that are lists and objects.

use serde_json::{Map, Value as Json};

use super::tree::{Node, Value};

/// The node as JSON: unquoted numbers, `true`, `false` and `null` are what they look like, keys keep their order.
pub(super) fn text(node: &Node<'_>) -> String {
    value(node).to_string()
}

/// A whole document as JSON.
pub(super) fn document(node: &Node<'_>) -> Json {
    value(node)
}

fn value(node: &Node<'_>) -> Json {
    match &node.value {
        Value::Scalar { text, plain } => scalar(text, *plain),
        Value::List(items) => Json::Array(items.iter().map(value).collect()),
        Value::Map(pairs) => {
            let entries = pairs
                .iter()
                .map(|(key, node)| (key.name.to_string(), value(node)));
            Json::Object(entries.collect::<Map<_, _>>())
        }
    }
}

fn scalar(text: &str, plain: bool) -> Json {
    match text {
        "" | "~" | "null" if plain => Json::Null,
        "true" if plain => Json::Bool(true),
        "false" if plain => Json::Bool(false),
        _ if plain && super::values::is_number(text) => {
            serde_json::from_str(text).unwrap_or_else(|_| Json::String(text.to_owned()))
        }
        _ => Json::String(text.to_owned()),
    }
}
