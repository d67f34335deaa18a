//! Any bytes as a BSON document, read to the last element.

use mendix_deploy_offline::package::bson::{Document, Element, Refusal, Value};

fn document(document: Document<'_>) -> Result<(), Refusal> {
    let _ = (document.object_id(), document.object_type());
    document.elements().try_for_each(|it| element(it?))
}

fn element(element: Element<'_>) -> Result<(), Refusal> {
    match element.value {
        Value::Document(inner) => document(inner),
        Value::Array(list) => list.items().try_for_each(|it| self::element(it?)),
        _ => Ok(()),
    }
}

/// Reads one input; panics where a promise does not hold.
pub fn run(bytes: &[u8]) {
    if let Err(refusal) = Document::parse(bytes).and_then(document) {
        assert!(refusal.offset <= bytes.len(), "{refusal}");
    }
}
