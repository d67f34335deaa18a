//! Errors of the core on their way out: their data as JSON text, behind a mark that `lib/error.cjs` knows.

use mendix_deploy_model::{Error, ErrorCode};
use napi::Status;

/// What a message starts with when the rest is the JSON of an error.
const MARK: &str = "mendix-deploy:";

pub(crate) fn throw(error: Error) -> napi::Error {
    let text = serde_json::to_string(error.info())
        .unwrap_or_else(|_| format!("{{\"message\":\"{}\"}}", ErrorCode::InternalDefect));
    napi::Error::new(Status::GenericFailure, format!("{MARK}{text}"))
}
