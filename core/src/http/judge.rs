//! What an answer means for its call: a success to read, or an error that says what happened and what to do.

use mendix_deploy_model::{Error, ErrorCode, Result, error::Effect};

use super::{
    Answer, Request, Sign,
    answer::{Refusal, scrubbed, shortened},
};
use crate::{client::Credentials, secrets::SecretValue, targets::mendix_cloud::codes};

/// Where an error keeps `Retry-After`, in seconds.
pub(super) const RETRY_AFTER: &str = "retryAfterSeconds";

/// An answer, or the error it means.
pub(super) fn judge(
    request: &Request,
    answer: Answer,
    credentials: &Credentials,
) -> Result<Answer> {
    let status = answer.status;
    // A read whose answer was cut is tried again here; whoever changed something has to look first.
    let is_cut = status.is_success() && !request.changes() && answer.is_cut();
    if status.is_success() && !answer.is_html() && !is_cut {
        return Ok(answer);
    }
    let hidden: Vec<&str> = request
        .secrets
        .iter()
        .chain(credentials.secrets())
        .map(SecretValue::reveal)
        .collect();
    let refusal = if is_cut {
        Refusal::default()
    } else {
        answer.refusal().without(&hidden)
    };
    let code = if status.is_success() {
        ErrorCode::AnswerUnexpected
    } else if status.is_redirection() {
        ErrorCode::NetworkRedirectRefused
    } else {
        codes::of(
            request.call,
            request.sign,
            status.as_u16(),
            refusal.code.as_deref(),
        )
    };
    let words = match (&refusal.spelled, &refusal.text) {
        (Some(code), Some(text)) => format!("{code}: {text}"),
        (Some(code), None) => code.clone(),
        (None, Some(text)) => text.clone(),
        (None, None) if answer.is_html() => "a page for people instead of an answer".to_owned(),
        (None, None) if is_cut => "an answer that ends too early".to_owned(),
        (None, None) => "no further words".to_owned(),
    };
    let mut error = Error::new(
        code,
        format!("{} was answered with {status}: {words}", request.call),
    )
    .with_context("status", status.as_u16());
    if let Some(spelled) = refusal.spelled {
        error = error.with_platform_code(spelled);
    }
    if matches!(code, ErrorCode::CredentialsRefused) {
        let credential = match request.sign {
            Sign::ApiKey => "the API key",
            Sign::Token => "the personal access token",
        };
        error = error.with_context("credential", credential);
    }
    if !request.right.is_empty()
        && matches!(
            code,
            ErrorCode::CredentialsRefused
                | ErrorCode::MendixCloudNoAccess
                | ErrorCode::MendixCloudTransportNotAllowed
                | ErrorCode::MendixCloudRestoreNotAllowed
        )
    {
        error = error.with_context("needs", request.right);
    }
    if answer.is_html() {
        let start = String::from_utf8_lossy(&answer.body[..answer.body.len().min(80)]);
        error = error.with_context("answerBegins", scrubbed(&shortened(&start), &hidden));
    }
    if let Some(pause) = answer.retry_after {
        error = error.with_context(RETRY_AFTER, pause.as_secs());
    }
    if !request.changes() {
        error = error.with_effect(Effect::None);
    }
    Err(request.name(error, &answer.request_id))
}
