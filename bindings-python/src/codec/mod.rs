//! Values across the border: serde on one side, dataclasses, enums, dates and plain containers on the other.
//!
//! Two functions are the seam, [`to_python`] and [`from_python`]. Each has a twin over JSON text, which the parity test
//! of values also runs: what the direct way does, JSON does too.

mod decode;
mod encode;
mod error;
mod names;

use mendix_deploy_model::{Error, ErrorCode, Result};
use pyo3::prelude::*;
use serde::{Serialize, de::DeserializeOwned};

pub(crate) use error::CodecError;

/// The largest whole number that every language of the border holds exactly.
pub(crate) const MAX_SAFE_INTEGER: u64 = (1 << 53) - 1;

/// A Rust value as Python objects.
pub(crate) fn to_python<'py, T: Serialize + ?Sized>(
    py: Python<'py>,
    value: &T,
) -> PyResult<Bound<'py, PyAny>> {
    value
        .serialize(encode::Encoder::new(py))
        .map_err(CodecError::into_python)
}

/// A Rust value from Python objects. `what` names the argument in the error.
pub(crate) fn from_python<T: DeserializeOwned>(
    what: &str,
    object: &Bound<'_, PyAny>,
) -> PyResult<T> {
    let mut track = serde_path_to_error::Track::new();
    let decoder = serde_path_to_error::Deserializer::new(decode::Decoder::new(object), &mut track);
    match T::deserialize(decoder) {
        Ok(value) => Ok(value),
        Err(CodecError::Python(error)) => Err(error),
        Err(CodecError::Message(message)) => {
            let path = track.path().to_string();
            Err(crate::error::raise(invalid(what, &path, &message)))
        }
    }
}

/// The twin of [`from_python`] over JSON text.
pub(crate) fn from_json<T: DeserializeOwned>(what: &str, text: &str) -> Result<T> {
    let decoder = &mut serde_json::Deserializer::from_str(text);
    serde_path_to_error::deserialize(decoder)
        .map_err(|error| invalid(what, &error.path().to_string(), &error.inner().to_string()))
}

fn invalid(what: &str, path: &str, message: &str) -> Error {
    let place = match path {
        "." | "" => what.to_owned(),
        path => format!("{what}.{}", names::snake(path)),
    };
    Error::new(ErrorCode::InputInvalid, format!("{place}: {message}"))
        .with_context("argument", place)
}
