//! JSON with secrets in it, wiped when it is dropped.

use std::fmt;

use serde_json::Value;
use zeroize::Zeroize as _;

/// JSON with secrets in it. Not printed, and wiped when it is dropped; the buffers of whoever read it are not.
pub struct Document(Value);

impl Document {
    /// Takes a value over.
    #[must_use]
    pub fn new(value: Value) -> Self {
        Self(value)
    }

    pub(crate) fn value(&self) -> &Value {
        &self.0
    }
}

impl Drop for Document {
    fn drop(&mut self) {
        wipe(&mut self.0);
    }
}

fn wipe(value: &mut Value) {
    match value {
        Value::String(text) => text.zeroize(),
        Value::Array(items) => items.iter_mut().for_each(wipe),
        Value::Object(fields) => fields.values_mut().for_each(wipe),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

impl fmt::Debug for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Document(***)")
    }
}
