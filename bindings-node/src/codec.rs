//! JSON text in both directions. Whole numbers that JavaScript cannot hold exactly are refused, not rounded.

use std::io;

use mendix_deploy_model::{Error, ErrorCode, Result};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{
    Value,
    ser::{CompactFormatter, Formatter, Serializer},
};

/// `Number.MAX_SAFE_INTEGER`.
const MAX_SAFE_INTEGER: u64 = (1 << 53) - 1;

/// A Rust value as JSON text.
pub(crate) fn to_text<T: Serialize + ?Sized>(value: &T) -> Result<String> {
    let mut bytes = Vec::with_capacity(256);
    let mut serializer = Serializer::with_formatter(&mut bytes, Safe);
    value
        .serialize(&mut serializer)
        .map_err(|error| Error::new(ErrorCode::InternalDefect, error.to_string()))?;
    String::from_utf8(bytes)
        .map_err(|error| Error::new(ErrorCode::InternalDefect, error.to_string()))
}

/// A Rust value from JSON text. `what` names the argument in the error.
pub(crate) fn from_text<T: DeserializeOwned>(what: &str, text: &str) -> Result<T> {
    let decoder = &mut serde_json::Deserializer::from_str(text);
    serde_path_to_error::deserialize(decoder).map_err(|error| invalid(what, &error))
}

/// A Rust value from JSON that was read already.
pub(crate) fn from_value<T: DeserializeOwned>(what: &str, value: Value) -> Result<T> {
    serde_path_to_error::deserialize(value).map_err(|error| invalid(what, &error))
}

fn invalid(what: &str, error: &serde_path_to_error::Error<serde_json::Error>) -> Error {
    let path = error.path().to_string();
    let place = if path == "." {
        what.to_owned()
    } else {
        format!("{what}.{path}")
    };
    let message = without_value(&error.inner().to_string());
    Error::new(ErrorCode::InputInvalid, format!("{place}: {message}"))
        .with_context("argument", place)
}

/// serde tells the value that did not fit; it may be a secret that was put into the wrong argument.
fn without_value(message: &str) -> String {
    let message = message
        .rsplit_once(" at line ")
        .map_or(message, |(before, _)| before);
    for start in ["invalid type: string ", "invalid value: string "] {
        if message.starts_with(start)
            && let Some((_, expected)) = message.rsplit_once(", expected ")
        {
            return format!("expected {expected}, got a string");
        }
    }
    message.to_owned()
}

struct Safe;

fn refuse(value: impl std::fmt::Display) -> io::Error {
    io::Error::other(format!(
        "{value} is beyond 2^53 - 1 and cannot be carried exactly"
    ))
}

impl Formatter for Safe {
    fn write_u64<W: ?Sized + io::Write>(&mut self, writer: &mut W, value: u64) -> io::Result<()> {
        if value > MAX_SAFE_INTEGER {
            return Err(refuse(value));
        }
        CompactFormatter.write_u64(writer, value)
    }

    fn write_i64<W: ?Sized + io::Write>(&mut self, writer: &mut W, value: i64) -> io::Result<()> {
        if value.unsigned_abs() > MAX_SAFE_INTEGER {
            return Err(refuse(value));
        }
        CompactFormatter.write_i64(writer, value)
    }
}
