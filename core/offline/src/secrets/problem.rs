//! One mistake in a reference.

use mendix_deploy_model::{
    Error, ErrorCode,
    error::{ErrorDetail, Retry},
    secrets::SecretFailure,
};

/// One mistake in a reference. Holds no part of the text that could be a credential.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Which.
    pub code: ErrorCode,
    /// What is wrong.
    pub message: String,
    /// What to write.
    pub remedy: String,
    /// Where, in characters from 0.
    pub position: usize,
}

impl Problem {
    pub(super) fn new(
        code: ErrorCode,
        position: usize,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Self {
            code,
            message: message.into(),
            remedy: remedy.into(),
            position,
        }
    }

    pub(super) fn moved(mut self, by: usize) -> Self {
        self.position += by;
        self
    }

    /// The mistake as a failure of the slot that holds the text.
    #[must_use]
    pub fn failure(self, slot: &str) -> SecretFailure {
        SecretFailure {
            code: self.code.as_str().to_owned(),
            slots: if slot.is_empty() {
                Vec::new()
            } else {
                vec![slot.to_owned()]
            },
            reference: None,
            store: None,
            message: self.message,
            remedy: self.remedy,
            // A reference has at most 2,048 bytes, a text 65,536.
            position: u32::try_from(self.position).ok(),
            status: None,
            store_code: None,
            request_id: None,
            attempts: 0,
            retry: Retry::Permanent,
        }
    }
}

/// The error of a reference that cannot be read: its code is that of the first mistake, its detail has all.
#[must_use]
pub fn refused(problems: Vec<Problem>) -> Error {
    let first = problems.first();
    let code = first.map_or(ErrorCode::SecretsInvalidReference, |first| first.code);
    let message = match problems.as_slice() {
        [] => "the secret reference is wrong".to_owned(),
        [one] => format!("the secret reference is wrong: {}", one.message),
        several => format!(
            "the secret reference is wrong in {} places: {}",
            several.len(),
            several
                .iter()
                .map(|problem| problem.message.as_str())
                .collect::<Vec<_>>()
                .join("; ")
        ),
    };
    let remedy = first.map_or_else(String::new, |first| first.remedy.clone());
    Error::new(code, message)
        .with_remedy(remedy)
        .with_detail(ErrorDetail::UnresolvedSecrets {
            failures: problems
                .into_iter()
                .map(|problem| problem.failure(""))
                .collect(),
        })
}
