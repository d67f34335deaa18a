//! What a failed exchange means: which hop, whether the platform may have acted, whether trying again can help.

use std::error::Error as _;

use mendix_deploy_model::{Error, ErrorCode, error::Effect};

/// Translates a failure of the HTTP library. Its text may hold a URL with a signature, so the URL is taken out first.
pub(crate) fn of(failure: reqwest::Error, host: &str, changes: bool) -> Error {
    let failure = failure.without_url();
    let (code, what) = if failure.is_timeout() && !failure.is_connect() {
        (ErrorCode::CallTimedOut, "did not answer in time")
    } else if failure.is_connect() {
        connecting(&failure)
    } else {
        (
            ErrorCode::NetworkInterrupted,
            "broke the connection before its answer was complete",
        )
    };
    let before_sending = failure.is_connect();
    let error = Error::new(code, format!("{host} {what}"))
        .with_context("host", host)
        .with_source(failure);
    if before_sending || !changes {
        error.with_effect(Effect::None)
    } else {
        error.with_effect(Effect::Unknown)
    }
}

fn connecting(failure: &reqwest::Error) -> (ErrorCode, &'static str) {
    let mut below = failure.source();
    while let Some(cause) = below {
        if let Some(io) = cause.downcast_ref::<std::io::Error>()
            && io
                .get_ref()
                .is_some_and(|inner| inner.is::<rustls::Error>())
        {
            return (ErrorCode::NetworkTls, "does not pass the TLS handshake");
        }
        if cause.is::<rustls::Error>() {
            return (ErrorCode::NetworkTls, "does not pass the TLS handshake");
        }
        // The connector's own error type is private; its text is stable.
        if cause.to_string().starts_with("dns error") {
            return (ErrorCode::NetworkDns, "has no address");
        }
        below = cause.source();
    }
    (ErrorCode::NetworkConnect, "cannot be reached")
}
