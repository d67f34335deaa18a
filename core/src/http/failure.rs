//! What a failed exchange means: which hop, whether the platform may have acted, whether trying again can help.

use std::{error::Error as _, io};

use mendix_deploy_model::{
    Error, ErrorCode,
    error::{Effect, Retry},
};
use rustls::AlertDescription;

/// Between whom an exchange failed.
pub(crate) struct Hops {
    /// The host that was asked.
    pub(crate) host: String,
    /// `host:port` of the proxy before it, if there is one.
    pub(crate) proxy: Option<String>,
}

/// Translates a failure of the HTTP library. Its text may hold a URL with a signature, so the URL is taken out first.
pub(crate) fn of(failure: reqwest::Error, hops: &Hops, changes: bool) -> Error {
    let failure = failure.without_url();
    let host = &hops.host;
    let tls = tls_cause(&failure);
    let is_refused = tls.is_some_and(is_refusal);
    let before_sending = failure.is_connect() || is_refused;
    let mut error = if failure.is_timeout() && !failure.is_connect() {
        Error::new(
            ErrorCode::CallTimedOut,
            format!("{host} did not answer in time"),
        )
    } else if before_sending && tls.is_some_and(wants_certificate) {
        Error::new(
            ErrorCode::NetworkTls,
            format!("{host} wants a client certificate"),
        )
        .with_remedy("Give the path of one that it accepts, with its key, in `clientCertificate`.")
    } else if before_sending && tls.is_some() {
        Error::new(
            ErrorCode::NetworkTls,
            format!("{host} does not pass the TLS handshake"),
        )
    } else if before_sending {
        unreachable(&failure, hops)
    } else {
        Error::new(
            ErrorCode::NetworkInterrupted,
            format!("{host} broke the connection before its answer was complete"),
        )
    };
    error = error.with_context("host", host);
    if let Some(proxy) = &hops.proxy {
        error = error.with_context("proxy", proxy);
    }
    error
        .with_source(failure)
        .with_effect(if before_sending || !changes {
            Effect::None
        } else {
            Effect::Unknown
        })
}

fn unreachable(failure: &reqwest::Error, hops: &Hops) -> Error {
    let Hops { host, proxy } = hops;
    if let Some(proxy) = proxy {
        let error = Error::new(
            ErrorCode::NetworkConnect,
            format!("{host} cannot be reached through the proxy {proxy}"),
        );
        // The library's own type for this is private; its text is stable.
        return if has_text(failure, "proxy authorization required") {
            error
                .with_retry(Retry::Permanent)
                .with_remedy("Put the user and password that the proxy wants into its URL.")
        } else {
            error
        };
    }
    if has_text(failure, "dns error") {
        return Error::new(ErrorCode::NetworkDns, format!("{host} has no address"));
    }
    Error::new(
        ErrorCode::NetworkConnect,
        format!("{host} cannot be reached"),
    )
}

fn has_text(failure: &reqwest::Error, text: &str) -> bool {
    let mut below = failure.source();
    while let Some(cause) = below {
        if cause.to_string().contains(text) {
            return true;
        }
        below = cause.source();
    }
    false
}

/// What TLS says. Each layer wraps it in an I/O error of its own, and a wrapped error is no `source`.
fn tls_cause(failure: &reqwest::Error) -> Option<&rustls::Error> {
    let mut below = failure.source();
    while let Some(cause) = below {
        if let Some(tls) = cause.downcast_ref() {
            return Some(tls);
        }
        let mut io = cause.downcast_ref::<io::Error>();
        while let Some(inner) = io.and_then(io::Error::get_ref) {
            if let Some(tls) = inner.downcast_ref() {
                return Some(tls);
            }
            io = inner.downcast_ref();
        }
        below = cause.source();
    }
    None
}

/// Whether the other side turned us away. Since TLS 1.3 a client learns this only after its own part of the handshake,
/// when its request is on the way; the request is not read.
fn is_refusal(error: &rustls::Error) -> bool {
    matches!(
        error,
        rustls::Error::AlertReceived(
            AlertDescription::CertificateRequired
                | AlertDescription::BadCertificate
                | AlertDescription::UnsupportedCertificate
                | AlertDescription::CertificateRevoked
                | AlertDescription::CertificateExpired
                | AlertDescription::CertificateUnknown
                | AlertDescription::UnknownCA
                | AlertDescription::AccessDenied
                | AlertDescription::HandshakeFailure
        )
    )
}

fn wants_certificate(error: &rustls::Error) -> bool {
    matches!(
        error,
        rustls::Error::AlertReceived(AlertDescription::CertificateRequired)
    )
}
