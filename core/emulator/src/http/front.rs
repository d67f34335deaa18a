//! What every request passes: identity, clock, faults, record.

use std::sync::Arc;

use axum::{
    extract::{ConnectInfo, Request, State},
    http::{HeaderMap, Uri},
    middleware::Next,
    response::Response,
};
use serde_json::{Value, json};

use super::{
    answer::Family,
    call::{Call, Credentials, query_pairs},
    rest::Rest,
};
use crate::{
    effects::Identity,
    fault::{Outcome, Plan},
    server::{Shared, Wire},
};

/// The layer around all routes.
pub(crate) async fn front(
    State(shared): State<Arc<Shared>>,
    ConnectInfo(wire): ConnectInfo<Wire>,
    mut request: Request,
    next: Next,
) -> Response {
    let credentials = credentials(request.headers());
    let uri = request.uri().clone();
    let (identity, plan) = {
        let mut world = shared.world();
        world.clock.tick();
        world.settle();
        let identity = identify(&mut world, &request, &credentials);
        let due = world.faults.due(&identity.method, &identity.path);
        (identity, Plan::new(due))
    };
    request.extensions_mut().insert(identity.clone());
    request.extensions_mut().insert(credentials.clone());

    let family = Family::of(uri.path());
    let (request, rest) = Rest::of(request);
    let (response, outcome) = plan.run(&shared, &wire, family, request, next).await;
    if outcome == Outcome::Answered {
        rest.drain().await;
    }
    let status = match outcome {
        Outcome::Answered => json!(response.status().as_u16()),
        Outcome::Cut => Value::Null,
    };
    record(&shared, &identity, &credentials, &uri, &status);
    response
}

fn credentials(headers: &HeaderMap) -> Credentials {
    let text = |name: &str| {
        headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .map(str::to_owned)
    };
    Credentials {
        username: text("mendix-username"),
        api_key: text("mendix-apikey"),
        authorization: text("authorization"),
    }
}

fn identify(
    world: &mut crate::state::World,
    request: &Request,
    credentials: &Credentials,
) -> Identity {
    let given = request
        .headers()
        .get("x-request-id")
        .and_then(|value| value.to_str().ok())
        .map(str::to_owned);
    let call = Call::bare(credentials.clone());
    Identity {
        user: world.whoever(&call),
        request_id: given.unwrap_or_else(|| world.ids.opaque("request")),
        method: request.method().to_string(),
        path: request.uri().path().to_owned(),
    }
}

fn record(
    shared: &Shared,
    identity: &Identity,
    credentials: &Credentials,
    uri: &Uri,
    status: &Value,
) {
    let query: serde_json::Map<String, Value> = query_pairs(uri.query().unwrap_or_default())
        .into_iter()
        // Signatures of links are credentials.
        .filter(|(name, _)| name != "signature")
        .map(|(name, value)| (name, Value::String(value)))
        .collect();
    let kinds: Vec<&str> = [
        (credentials.api_key.is_some(), "apiKey"),
        (credentials.authorization.is_some(), "pat"),
    ]
    .iter()
    .filter_map(|(is_there, kind)| is_there.then_some(*kind))
    .collect();
    let mut world = shared.world();
    let at = world.now();
    world.records.request(json!({
        "at": at,
        "method": identity.method,
        "path": identity.path,
        "query": query,
        "status": status,
        "user": identity.user,
        "credentials": kinds,
        "requestId": identity.request_id,
    }));
}
