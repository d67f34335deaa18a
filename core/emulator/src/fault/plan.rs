//! The faults due for one request, carried out around its handling.

use std::{sync::Arc, time::Duration};

use axum::{
    body::{self, Body},
    extract::Request,
    http::{HeaderValue, StatusCode, header},
    middleware::Next,
    response::{Html, IntoResponse, Response},
};

use super::{
    act,
    rule::{Action, RetryAfter, When},
};
use crate::{
    clock,
    http::{Family, refuse},
    server::{Shared, Wire},
};

/// How a request ended for the client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    Answered,
    Cut,
}

/// Largest answer that `patch` and `truncateJson` read.
const MAX_ANSWER: usize = 16 * 1024 * 1024;

/// What happens around one request.
pub(crate) struct Plan {
    before: Vec<(u64, Action)>,
    after: Vec<(u64, Action)>,
}

impl Plan {
    pub(crate) fn new(due: Vec<(u64, When, Action)>) -> Self {
        let (before, after): (Vec<_>, Vec<_>) = due
            .into_iter()
            .partition(|(_, when, _)| *when == When::Before);
        let plain = |list: Vec<(u64, When, Action)>| {
            list.into_iter()
                .map(|(id, _, action)| (id, action))
                .collect()
        };
        Self {
            before: plain(before),
            after: plain(after),
        }
    }

    pub(crate) async fn run(
        self,
        shared: &Arc<Shared>,
        wire: &Wire,
        family: Family,
        mut request: Request,
        next: Next,
    ) -> (Response, Outcome) {
        let stage = Stage {
            shared,
            wire,
            family,
        };
        for (id, action) in self.before {
            if let Action::ResetUpload { bytes } = action {
                request = act::cut_after(request, bytes, wire.clone());
                continue;
            }
            match stage.happen(id, action, None).await {
                Step::Go(_) => {}
                Step::End(response) => return (response, Outcome::Answered),
                Step::Cut => return (cut(wire), Outcome::Cut),
            }
        }
        let mut response = next.run(request).await;
        for (id, action) in self.after {
            match stage.happen(id, action, Some(response)).await {
                Step::Go(Some(same)) => response = same,
                Step::Go(None) | Step::Cut => return (cut(wire), Outcome::Cut),
                Step::End(other) => response = other,
            }
        }
        let outcome = if wire.is_cut() {
            Outcome::Cut
        } else {
            Outcome::Answered
        };
        (response, outcome)
    }
}

/// The connection closes when the server tries to write this.
fn cut(wire: &Wire) -> Response {
    wire.cut();
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}

enum Step {
    /// Continue, with the answer that was there.
    Go(Option<Response>),
    /// This is the answer.
    End(Response),
    /// There is no answer.
    Cut,
}

struct Stage<'a> {
    shared: &'a Arc<Shared>,
    wire: &'a Wire,
    family: Family,
}

impl Stage<'_> {
    async fn happen(&self, id: u64, action: Action, response: Option<Response>) -> Step {
        match action {
            Action::Reset => Step::Cut,
            Action::Stall => {
                self.stall(id).await;
                Step::Go(response)
            }
            Action::Delay { ms, real_ms } => {
                if real_ms > 0 {
                    tokio::time::sleep(Duration::from_millis(real_ms)).await;
                }
                let mut world = self.shared.world();
                world.clock.advance(ms);
                world.settle();
                Step::Go(response)
            }
            Action::Html { status } => Step::End(html(status)),
            Action::Status {
                status,
                code,
                message,
            } => {
                let refusal = refuse(status, &code, message);
                Step::End(self.shared.world().refusal(&refusal, self.family))
            }
            Action::RateLimit { retry_after } => Step::End(self.rate_limit(retry_after)),
            Action::RevokePat { user } => {
                self.shared.world().revoke(user.as_deref(), false);
                Step::Go(response)
            }
            Action::RevokeApiKey { user } => {
                self.shared.world().revoke(user.as_deref(), true);
                Step::Go(response)
            }
            Action::Interfere { change } => {
                let mut world = self.shared.world();
                world.settle();
                // A test that asks for an impossible change must notice.
                if let Err(reason) = world.apply(&change) {
                    let text = format!("interfere: {reason}");
                    return Step::End((StatusCode::INTERNAL_SERVER_ERROR, text).into_response());
                }
                Step::Go(response)
            }
            Action::TruncateBody { bytes } => match response {
                Some(response) => Step::Go(Some(act::truncate(response, bytes, self.wire).await)),
                None => Step::Go(None),
            },
            Action::TruncateJson { bytes } => match response {
                Some(response) => Step::Go(Some(shorten(response, bytes).await)),
                None => Step::Go(None),
            },
            Action::Patch { set } => match response {
                Some(response) => Step::Go(Some(act::patch(response, &set).await)),
                None => Step::Go(None),
            },
            Action::ResetUpload { .. }
            | Action::Job(_)
            | Action::MissingConstants(_)
            | Action::StartFails { .. } => Step::Go(response),
        }
    }

    /// Waits until the rule is gone.
    async fn stall(&self, id: u64) {
        loop {
            let cleared = self.shared.cleared.notified();
            if !self.shared.world().faults.has(id) {
                return;
            }
            cleared.await;
        }
    }

    fn rate_limit(&self, retry_after: RetryAfter) -> Response {
        let world = self.shared.world();
        let refusal = refuse(429, "TOO_MANY_REQUESTS", "Too many requests.");
        let mut response = world.refusal(&refusal, self.family);
        let value = match retry_after {
            RetryAfter::Seconds(seconds) => Some(seconds.to_string()),
            RetryAfter::Date(seconds) => {
                Some(clock::http_date(world.after(seconds.saturating_mul(1000))))
            }
            RetryAfter::Nothing => None,
        };
        if let Some(value) = value.and_then(|value| HeaderValue::from_str(&value).ok()) {
            response.headers_mut().insert(header::RETRY_AFTER, value);
        }
        response
    }
}

fn html(status: u16) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_GATEWAY);
    let page = format!(
        "<html>\n<head><title>{status}</title></head>\n<body><center><h1>{status}</h1></center>\n<hr><center>proxy</center></body>\n</html>\n"
    );
    (status, Html(page)).into_response()
}

/// A well-framed answer whose text is cut.
async fn shorten(response: Response, keep: Option<usize>) -> Response {
    let (mut parts, body) = response.into_parts();
    let bytes = body::to_bytes(body, MAX_ANSWER).await.unwrap_or_default();
    let keep = keep.unwrap_or(bytes.len() / 2).min(bytes.len());
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(bytes.slice(..keep)))
}
