//! A request before it is sent.

use std::time::Duration;

use mendix_deploy_model::Error;
use reqwest::Method;
use serde_json::Value;
use url::Url;

use crate::secrets::SecretValue;

/// Which credential a call needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sign {
    /// `Mendix-Username` and `Mendix-ApiKey`.
    ApiKey,
    /// `Authorization: MxToken …`.
    Token,
}

/// What a request carries.
pub(crate) enum Body {
    None,
    Json(Value),
    /// Sent once: the stream cannot be repeated.
    Form(reqwest::multipart::Form),
}

/// A request before it is sent.
pub(crate) struct Request {
    /// Name of the call in errors and spans: `environments.start`.
    pub(crate) call: &'static str,
    pub(crate) method: Method,
    pub(crate) url: Url,
    pub(crate) sign: Sign,
    pub(crate) body: Body,
    /// The platform's name of the right or scope that the call needs; named when it is refused.
    pub(crate) right: &'static str,
    /// What the body carries and no error may quote, should the platform repeat it.
    pub(crate) secrets: Vec<SecretValue>,
    /// Names and ids for errors: app, environment, package.
    pub(crate) context: Vec<(&'static str, String)>,
    /// Time allowed for the whole answer; `None`: the client's own.
    pub(crate) timeout: Option<Duration>,
    /// Which attempt this is, from 1.
    pub(crate) attempt: usize,
}

impl Request {
    pub(crate) fn new(
        call: &'static str,
        method: Method,
        url: Url,
        sign: Sign,
        right: &'static str,
    ) -> Self {
        Self {
            call,
            method,
            url,
            sign,
            body: Body::None,
            right,
            secrets: Vec::new(),
            context: Vec::new(),
            timeout: None,
            attempt: 1,
        }
    }

    pub(crate) fn json(mut self, body: Value) -> Self {
        self.body = Body::Json(body);
        self
    }

    pub(crate) fn query(mut self, pairs: &[(&str, &str)]) -> Self {
        self.url.query_pairs_mut().extend_pairs(pairs);
        self
    }

    pub(crate) fn about(mut self, key: &'static str, value: impl ToString) -> Self {
        self.context.push((key, value.to_string()));
        self
    }

    /// Whether the request can change the platform.
    pub(crate) fn changes(&self) -> bool {
        self.method != Method::GET && self.method != Method::HEAD
    }

    /// Puts the request's names into an error.
    pub(crate) fn name(&self, mut error: Error, request_id: &str) -> Error {
        error = error.with_call(self.call).with_request_id(request_id);
        for (key, value) in &self.context {
            error = error.with_context(key, value);
        }
        error
    }
}
