//! What goes wrong between Rust and Python values.

use std::fmt;

use pyo3::{PyErr, exceptions::PyValueError};
use serde::de::Unexpected;

/// An exception of Python (a key that is no string, an iterator that raised), or serde's own words.
#[derive(Debug)]
pub(crate) enum CodecError {
    Python(PyErr),
    Message(String),
}

impl CodecError {
    pub(super) fn into_python(self) -> PyErr {
        match self {
            Self::Python(error) => error,
            Self::Message(message) => PyValueError::new_err(message),
        }
    }
}

impl fmt::Display for CodecError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Python(error) => error.fmt(f),
            Self::Message(message) => f.write_str(message),
        }
    }
}

impl std::error::Error for CodecError {}

impl From<PyErr> for CodecError {
    fn from(error: PyErr) -> Self {
        Self::Python(error)
    }
}

impl serde::ser::Error for CodecError {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::Message(message.to_string())
    }
}

impl serde::de::Error for CodecError {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::Message(message.to_string())
    }

    // The value itself may be a secret that was put into the wrong argument: only its type is told.
    fn invalid_type(unexpected: Unexpected<'_>, expected: &dyn serde::de::Expected) -> Self {
        Self::Message(format!("expected {expected}, got {}", kind(&unexpected)))
    }

    fn invalid_value(unexpected: Unexpected<'_>, expected: &dyn serde::de::Expected) -> Self {
        match unexpected {
            Unexpected::Str(_) | Unexpected::Bytes(_) => {
                Self::Message(format!("expected {expected}, got {}", kind(&unexpected)))
            }
            other => Self::Message(format!("expected {expected}, got {other}")),
        }
    }
}

fn kind(unexpected: &Unexpected<'_>) -> &'static str {
    match unexpected {
        Unexpected::Bool(_) => "a bool",
        Unexpected::Unsigned(_) | Unexpected::Signed(_) => "an int",
        Unexpected::Float(_) => "a float",
        Unexpected::Char(_) | Unexpected::Str(_) => "a str",
        Unexpected::Bytes(_) => "bytes",
        Unexpected::Unit | Unexpected::Option => "None",
        Unexpected::Seq => "a sequence",
        Unexpected::Map => "a mapping",
        _ => "another type",
    }
}
