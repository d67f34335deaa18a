//! Reading an answer into a wire shape. Errors say where, never what: a value may be a secret.

use mendix_deploy_model::{Error, ErrorCode, Result, error::Effect, time::Timestamp};
use serde::de::DeserializeOwned;
use serde_json::{Value, error::Category};

use crate::http::Answer;

/// The answer's body as `T`.
pub(crate) fn decode<T: DeserializeOwned>(
    call: &'static str,
    changes: bool,
    answer: &Answer,
) -> Result<T> {
    let mut deserializer = serde_json::Deserializer::from_slice(&answer.body);
    serde_path_to_error::deserialize(&mut deserializer).map_err(|error| {
        let path = error.path().to_string();
        let inner = error.into_inner();
        let what = match inner.classify() {
            Category::Eof => "ends too early".to_owned(),
            Category::Syntax => format!(
                "is not JSON at line {}, column {}",
                inner.line(),
                inner.column()
            ),
            _ => format!("has not the documented form at {path}"),
        };
        unexpected(call, changes, answer, &what)
    })
}

/// The answer's body as any JSON value; an empty body is null.
pub(crate) fn decode_value(call: &'static str, changes: bool, answer: &Answer) -> Result<Value> {
    if answer.body.trim_ascii().is_empty() {
        return Ok(Value::Null);
    }
    decode(call, changes, answer)
}

fn unexpected(call: &'static str, changes: bool, answer: &Answer, what: &str) -> Error {
    Error::new(
        ErrorCode::AnswerUnexpected,
        format!("the answer to {call} {what}"),
    )
    .with_call(call)
    .with_context("status", answer.status.as_u16())
    .with_context("bytes", answer.body.len())
    .with_request_id(&answer.request_id)
    .with_effect(if changes {
        Effect::Unknown
    } else {
        Effect::None
    })
}

/// An instant as epoch milliseconds or as RFC 3339 text; anything else is absent, never invented.
pub(crate) fn instant(value: Option<&Value>) -> Option<Timestamp> {
    match value? {
        Value::Number(number) => Timestamp::from_unix_millis(number.as_i64()?),
        Value::String(text) => text.parse().ok(),
        _ => None,
    }
}
