//! One request and its answer: bounded, JSON or nothing, redirects only to the same host.

use std::{
    error::Error as _,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use mendix_deploy_model::{Error, ErrorCode, Result};
use reqwest::{
    Client, Method, Response, StatusCode,
    header::{HeaderMap, HeaderValue, LOCATION, RETRY_AFTER},
    redirect::Policy,
};
use serde_json::Value;
use url::Url;

use super::settings::Settings;
use crate::{
    http::tls,
    secrets::{
        SecretValue,
        store::{Again, StoreFailure},
    },
};

/// A secret of Vault has at most 1 MiB by default.
const LARGEST: usize = 4 * 1024 * 1024;
const HOPS: usize = 3;

pub(super) struct Wire {
    client: Client,
    address: Url,
    namespace: Option<String>,
    requests: Arc<AtomicU64>,
}

/// What is sent.
pub(super) struct Call<'a> {
    pub(super) method: Method,
    /// Decoded segments behind `/v1/`.
    pub(super) path: Vec<&'a str>,
    pub(super) query: Option<(&'a str, String)>,
    pub(super) token: Option<&'a SecretValue>,
    pub(super) body: Option<Value>,
}

impl<'a> Call<'a> {
    pub(super) fn get(path: Vec<&'a str>, token: Option<&'a SecretValue>) -> Self {
        Self {
            method: Method::GET,
            path,
            query: None,
            token,
            body: None,
        }
    }

    pub(super) fn post(
        path: Vec<&'a str>,
        token: Option<&'a SecretValue>,
        body: Option<Value>,
    ) -> Self {
        Self {
            method: Method::POST,
            path,
            query: None,
            token,
            body,
        }
    }
}

/// What is answered. The body may hold secrets: it is looked into and never shown.
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) body: Value,
    retry_after: Option<Duration>,
}

impl Answer {
    pub(super) fn is_ok(&self) -> bool {
        matches!(self.status, 200 | 204)
    }

    /// The server's own texts, for telling cases apart and not for showing.
    pub(super) fn errors(&self) -> Option<Vec<&str>> {
        let errors = self.body.get("errors")?.as_array()?;
        Some(errors.iter().filter_map(Value::as_str).collect())
    }

    pub(super) fn says(&self, text: &str) -> bool {
        self.errors()
            .is_some_and(|errors| errors.iter().any(|error| error.contains(text)))
    }

    /// A failure with what the answer tells about itself.
    pub(super) fn failure(&self, code: ErrorCode, message: impl Into<String>) -> StoreFailure {
        let mut failure = StoreFailure::new(code, message).status(self.status);
        failure.request_id = self
            .body
            .get("request_id")
            .and_then(Value::as_str)
            .filter(|id| !id.is_empty() && id.len() <= 64)
            .map(str::to_owned);
        failure.retry_after = self.retry_after;
        failure
    }

    /// What the status alone says, for those that mean the same on every path.
    pub(super) fn general(&self) -> Option<StoreFailure> {
        let unavailable = |message: &str, again| {
            Some(
                self.failure(ErrorCode::SecretsUnavailable, message)
                    .again(again),
            )
        };
        match self.status {
            405 => Some(self.failure(
                ErrorCode::SecretsProtocolError,
                "the server does not know this way of asking",
            )),
            412 => unavailable(
                "the server is not up to date with what was written",
                Again::Yes,
            ),
            429 => Some(self.failure(ErrorCode::SecretsThrottled, "the server asks to slow down")),
            472 => unavailable(
                "the server is a disaster-recovery standby, which serves no reads",
                Again::Never,
            ),
            500 => unavailable("the server failed", Again::Once),
            501 => unavailable("the server is not initialised", Again::Never),
            502 | 504 => unavailable("the server behind a proxy does not answer", Again::Yes),
            503 if self.says("sealed") => unavailable("the server is sealed", Again::Yes)
                .map(|failure| failure.remedy("Unseal the server.")),
            503 => unavailable("the server is sealed or in maintenance", Again::Yes),
            status if (300..400).contains(&status) => Some(
                self.failure(
                    ErrorCode::SecretsProtocolError,
                    "the server redirects to another host, which gets no token",
                )
                .remedy("Give that host as the store's `address` if it is meant."),
            ),
            _ => None,
        }
    }
}

impl Wire {
    pub(super) fn new(settings: Settings) -> Result<Self> {
        let client = Client::builder()
            .tls_backend_preconfigured(tls::configuration(&settings.tls)?)
            .redirect(Policy::none())
            .connect_timeout(settings.connect)
            .timeout(settings.timeout)
            .build()
            .map_err(|_| Error::new(ErrorCode::InternalDefect, "no HTTP client can be made"))?;
        Ok(Self {
            client,
            address: settings.address,
            namespace: settings.namespace,
            requests: Arc::default(),
        })
    }

    pub(super) fn identity(&self) -> String {
        format!(
            "{} {}",
            self.address.as_str().trim_end_matches('/'),
            self.namespace.as_deref().unwrap_or_default()
        )
    }

    pub(super) fn requests(&self) -> u64 {
        self.requests.load(Ordering::Relaxed)
    }

    fn url(&self, call: &Call<'_>) -> std::result::Result<Url, StoreFailure> {
        let mut url = self.address.clone();
        {
            let mut segments = url.path_segments_mut().map_err(|()| {
                StoreFailure::new(ErrorCode::SecretsBadObject, "the address has no path")
            })?;
            segments.pop_if_empty().push("v1");
            segments.extend(&call.path);
        }
        if let Some((key, value)) = &call.query {
            url.query_pairs_mut().append_pair(key, value);
        }
        Ok(url)
    }

    pub(super) async fn send(&self, call: &Call<'_>) -> std::result::Result<Answer, StoreFailure> {
        let mut url = self.url(call)?;
        let mut headers = HeaderMap::new();
        headers.insert("X-Vault-Request", HeaderValue::from_static("true"));
        if let Some(namespace) = &self.namespace {
            let value = HeaderValue::from_str(namespace).map_err(|_| {
                StoreFailure::new(
                    ErrorCode::SecretsBadObject,
                    "the namespace holds a character that no header can carry",
                )
            })?;
            headers.insert("X-Vault-Namespace", value);
        }
        if let Some(token) = call.token {
            let mut value = HeaderValue::from_str(token.reveal()).map_err(|_| {
                StoreFailure::new(
                    ErrorCode::SecretsAuthFailed,
                    "the token holds a character that no header can carry",
                )
                .remedy("Write the token alone into its file or variable.")
            })?;
            value.set_sensitive(true);
            headers.insert("X-Vault-Token", value);
        }
        for _ in 0..=HOPS {
            self.requests.fetch_add(1, Ordering::Relaxed);
            let mut request = self
                .client
                .request(call.method.clone(), url.clone())
                .headers(headers.clone());
            if let Some(body) = &call.body {
                request = request
                    .header("Content-Type", "application/json")
                    .body(body.to_string());
            }
            let response = request.send().await.map_err(|error| transport(&error))?;
            let moved = matches!(
                response.status(),
                StatusCode::TEMPORARY_REDIRECT | StatusCode::PERMANENT_REDIRECT
            );
            match moved
                .then(|| self.onward(&url, response.headers()))
                .flatten()
            {
                Some(next) => url = next,
                None => return read(response).await,
            }
        }
        Err(StoreFailure::new(
            ErrorCode::SecretsProtocolError,
            "the server redirects in a circle",
        ))
    }

    /// Where a standby sends to, if this host is trusted with a token: the one that is configured, over the same scheme.
    fn onward(&self, from: &Url, headers: &HeaderMap) -> Option<Url> {
        let next = from.join(headers.get(LOCATION)?.to_str().ok()?).ok()?;
        let same = next.scheme() == self.address.scheme() && next.host() == self.address.host();
        (same && next.username().is_empty()).then_some(next)
    }
}

async fn read(mut response: Response) -> std::result::Result<Answer, StoreFailure> {
    let status = response.status().as_u16();
    let retry_after = response
        .headers()
        .get(RETRY_AFTER)
        .and_then(|value| value.to_str().ok()?.parse().ok())
        .map(Duration::from_secs);
    let mut bytes = zeroize::Zeroizing::new(Vec::new());
    while let Some(chunk) = response.chunk().await.map_err(|error| transport(&error))? {
        if bytes.len() + chunk.len() > LARGEST {
            return Err(StoreFailure::new(
                ErrorCode::SecretsTooLarge,
                "the answer is larger than 4 MiB",
            )
            .status(status));
        }
        bytes.extend_from_slice(&chunk);
    }
    let body = if bytes.is_empty() {
        Value::Null
    } else {
        match serde_json::from_slice(&bytes) {
            Ok(body) => body,
            // A proxy's page for an error: the status says what is known.
            Err(_) if status >= 400 => Value::Null,
            Err(_) => {
                return Err(StoreFailure::new(
                    ErrorCode::SecretsProtocolError,
                    "the answer is not JSON",
                )
                .status(status));
            }
        }
    };
    Ok(Answer {
        status,
        body,
        retry_after,
    })
}

/// What kept a request from being answered. The error's own text is left out: it holds the URL.
fn transport(error: &reqwest::Error) -> StoreFailure {
    if error.is_timeout() {
        return StoreFailure::new(
            ErrorCode::SecretsTimeout,
            "the server did not answer in time",
        );
    }
    let mut below = error.source();
    while let Some(cause) = below {
        if cause.downcast_ref::<rustls::Error>().is_some() {
            return StoreFailure::new(ErrorCode::SecretsTls, format!("TLS failed: {cause}"));
        }
        let text = cause.to_string();
        if text.contains("dns error") || text.contains("failed to lookup address") {
            return StoreFailure::new(
                ErrorCode::SecretsDns,
                "the name of the server does not resolve",
            );
        }
        // The handshake's error travels inside one of input and output.
        below = match cause.downcast_ref::<std::io::Error>() {
            Some(io) => io
                .get_ref()
                .map(|inner| inner as &(dyn std::error::Error + 'static))
                .or_else(|| io.source()),
            None => cause.source(),
        };
    }
    if error.is_connect() {
        StoreFailure::new(ErrorCode::SecretsUnavailable, "no connection to the server")
    } else {
        StoreFailure::new(
            ErrorCode::SecretsUnavailable,
            "the connection to the server broke",
        )
    }
}
