//! Why a unit is refused, before it is said which unit of which file it was.

use std::fmt;

use mendix_deploy_model::{Error, ErrorCode};

use crate::package::{
    bson::{Problem, Refusal},
    subject::Subject,
};

#[derive(Debug)]
pub(super) enum Fault {
    /// The bytes are not what they must be.
    Bson(Refusal),
    /// The model is larger than what is kept of one.
    TooLarge,
}

pub(super) type Result<T> = std::result::Result<T, Fault>;

impl Fault {
    pub(super) fn missing(key: &'static str, offset: usize) -> Self {
        Self::Bson(Refusal {
            problem: Problem::Missing(key),
            offset,
        })
    }
}

impl Fault {
    /// The error about `what` in a file.
    pub(super) fn error(&self, what: &str, subject: Subject<'_>) -> Error {
        let code = match self {
            Self::Bson(_) => ErrorCode::PackageModelInvalid,
            Self::TooLarge => ErrorCode::PackageTooLarge,
        };
        subject.error(code, format!("{what}: {self}"))
    }
}

impl From<Refusal> for Fault {
    fn from(refusal: Refusal) -> Self {
        Self::Bson(refusal)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bson(refusal) => refusal.fmt(f),
            Self::TooLarge => write!(
                f,
                "what a deployment needs of the model takes more than {} bytes",
                super::budget::LIMIT
            ),
        }
    }
}
