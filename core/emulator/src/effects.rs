//! The record of what requests changed, and of the requests themselves.

use serde::Serialize;
use serde_json::{Map, Value, json};

/// Who asks: the identity that each effect and each request carries.
#[derive(Clone, Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Identity {
    /// The user whose credentials were accepted.
    pub(crate) user: Option<String>,
    /// `x-request-id`, or a number when the header is missing.
    pub(crate) request_id: String,
    pub(crate) method: String,
    pub(crate) path: String,
}

/// Both records, in order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Records {
    effects: Vec<Value>,
    requests: Vec<Value>,
}

impl Records {
    /// Notes that a request was accepted and changed something. `more` names what: app, environment, ids.
    pub(crate) fn effect(&mut self, name: &str, at: i64, identity: &Identity, more: Value) {
        let mut entry = Map::new();
        entry.insert("seq".to_owned(), json!(self.effects.len() + 1));
        entry.insert("at".to_owned(), json!(at));
        entry.insert("effect".to_owned(), json!(name));
        if let Value::Object(more) = more {
            entry.extend(more);
        }
        if let Ok(Value::Object(identity)) = serde_json::to_value(identity) {
            entry.extend(identity);
        }
        self.effects.push(Value::Object(entry));
    }

    pub(crate) fn request(&mut self, entry: Value) {
        self.requests.push(entry);
    }

    pub(crate) fn effects(&self) -> Vec<Value> {
        self.effects.clone()
    }

    pub(crate) fn requests(&self) -> Vec<Value> {
        self.requests.clone()
    }
}
