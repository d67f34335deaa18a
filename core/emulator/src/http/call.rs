//! One request, taken apart, and the bridge from axum to plain functions on the state.

use std::{collections::BTreeMap, sync::Arc};

use axum::{
    body::{self, Body},
    extract::{FromRequestParts, RawPathParams, Request, State},
    http::request::Parts,
    response::{IntoResponse, Response},
};
use futures::future::BoxFuture;
use serde_json::Value;

use super::answer::{Answer, Family, Refusal, refuse, refuse_param};
use crate::{effects::Identity, server::Shared, state::World};

/// Largest JSON body.
const MAX_JSON: usize = 2 * 1024 * 1024;

/// The request headers that say who asks.
#[derive(Clone, Debug, Default)]
pub(crate) struct Credentials {
    pub(crate) username: Option<String>,
    pub(crate) api_key: Option<String>,
    pub(crate) authorization: Option<String>,
}

/// A request as the services see it.
#[derive(Clone, Debug)]
pub(crate) struct Call {
    pub(crate) identity: Identity,
    pub(crate) credentials: Credentials,
    pub(crate) params: BTreeMap<String, String>,
    pub(crate) query: Vec<(String, String)>,
    pub(crate) body: bytes::Bytes,
}

impl Call {
    /// A call of which only the credentials are known.
    pub(crate) fn bare(credentials: Credentials) -> Self {
        Self {
            identity: Identity::default(),
            credentials,
            params: BTreeMap::new(),
            query: Vec::new(),
            body: bytes::Bytes::new(),
        }
    }

    /// A path parameter, decoded. The routes name every one that handlers ask for.
    pub(crate) fn param(&self, name: &str) -> &str {
        self.params.get(name).map_or("", String::as_str)
    }

    /// The first value of a query parameter.
    pub(crate) fn query(&self, name: &str) -> Option<&str> {
        self.query
            .iter()
            .find(|(own, _)| own == name)
            .map(|(_, value)| value.as_str())
    }

    /// The body as JSON; an empty body is `null`.
    pub(crate) fn json(&self) -> Result<Value, Refusal> {
        if self.body.iter().all(u8::is_ascii_whitespace) {
            return Ok(Value::Null);
        }
        serde_json::from_slice(&self.body).map_err(|_| {
            let mut refusal = refuse(400, "INVALID_PARAMETERS", "The body is not valid JSON.");
            refusal.params = vec![("Request body".to_owned(), "Invalid request body".to_owned())];
            refusal
        })
    }

    /// Takes the head of a request apart.
    pub(crate) async fn from_parts(parts: &mut Parts) -> Self {
        let params = match RawPathParams::from_request_parts(parts, &()).await {
            Ok(params) => params
                .iter()
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .collect(),
            Err(_) => BTreeMap::new(),
        };
        let identity = parts.extensions.get::<Identity>().cloned();
        let credentials = parts.extensions.get::<Credentials>().cloned();
        Self {
            identity: identity.unwrap_or_default(),
            credentials: credentials.unwrap_or_default(),
            params,
            query: query_pairs(parts.uri.query().unwrap_or_default()),
            body: bytes::Bytes::new(),
        }
    }
}

/// Splits a query string and decodes both sides; `+` is a space.
pub(crate) fn query_pairs(query: &str) -> Vec<(String, String)> {
    query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decode(name), decode(value))
        })
        .collect()
}

fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let pair = (bytes[at] == b'%')
            .then(|| text.get(at + 1..at + 3))
            .flatten()
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match (bytes[at], pair) {
            (_, Some(byte)) => {
                decoded.push(byte);
                at += 2;
            }
            (b'+', _) => decoded.push(b' '),
            (byte, _) => decoded.push(byte),
        }
        at += 1;
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

/// What a service is: a plain function on the state.
pub(crate) type Service = fn(&mut World, &Call) -> Result<Answer, Refusal>;

/// Turns a service into a handler: reads the body, brings the state up to date, answers.
pub(crate) fn act(
    service: Service,
) -> impl Fn(State<Arc<Shared>>, Request) -> BoxFuture<'static, Response> + Clone + Send + Sync + 'static
{
    move |State(shared): State<Arc<Shared>>, request: Request| {
        Box::pin(serve(shared, request, service))
    }
}

async fn serve(shared: Arc<Shared>, request: Request, service: Service) -> Response {
    let (mut parts, body) = request.into_parts();
    let mut call = Call::from_parts(&mut parts).await;
    let family = Family::of(&call.identity.path);
    match read(body).await {
        Ok(body) => call.body = body,
        Err(refusal) => return shared.world().refusal(&refusal, family),
    }
    let mut world = shared.world();
    world.settle();
    let answer = service(&mut world, &call);
    match answer {
        Ok(answer) => answer.into_response(),
        Err(refusal) => world.refusal(&refusal, family),
    }
}

async fn read(body: Body) -> Result<bytes::Bytes, Refusal> {
    body::to_bytes(body, MAX_JSON).await.map_err(|_| {
        refuse_param(
            413,
            "The body is too large or incomplete.",
            "Request body",
            "Invalid request body",
        )
    })
}

impl World {
    /// A refusal in the shape that the options ask for.
    pub(crate) fn refusal(&self, refusal: &Refusal, family: Family) -> Response {
        refusal.render(family, self.options.error_shape)
    }
}

/// `value` as a success.
pub(crate) fn ok(value: Value) -> Result<Answer, Refusal> {
    Ok(Answer::Json(value))
}
