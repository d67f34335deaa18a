//! Faults that touch bodies.

use std::task::Poll;

use axum::{
    body::{self, Body},
    extract::Request,
    http::{HeaderValue, header},
    response::Response,
};
use bytes::Bytes;
use futures::{StreamExt, future, stream};
use serde_json::{Map, Value};

use crate::server::Wire;

/// Largest answer that is rewritten.
const MAX_ANSWER: usize = 16 * 1024 * 1024;

/// Lets `limit` bytes of the request's body through, then cuts the connection.
pub(super) fn cut_after(request: Request, limit: u64, wire: Wire) -> Request {
    let (parts, body) = request.into_parts();
    let mut left = limit;
    let stream = body.into_data_stream().map(move |chunk| {
        let mut chunk = chunk.map_err(std::io::Error::other)?;
        let length = chunk.len() as u64;
        if length > left {
            // `left` is less than a chunk's length, so it fits.
            chunk.truncate(usize::try_from(left).unwrap_or_default());
            left = 0;
            wire.cut();
            return Err(std::io::ErrorKind::ConnectionReset.into());
        }
        left -= length;
        Ok::<Bytes, std::io::Error>(chunk)
    });
    Request::from_parts(parts, Body::from_stream(stream))
}

/// Announces the whole answer, sends `keep` bytes of it, and cuts the connection.
pub(super) async fn truncate(response: Response, keep: usize, wire: &Wire) -> Response {
    let (mut parts, body) = response.into_parts();
    let bytes = body::to_bytes(body, MAX_ANSWER).await.unwrap_or_default();
    // An answer of few bytes is announced longer than it is.
    let length = bytes.len().max(keep + 1);
    let start = bytes.slice(..keep.min(bytes.len()));
    parts
        .headers
        .insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    let wire = wire.clone();
    let mut waited = false;
    let end = stream::once(future::poll_fn(move |context| {
        // One round for the bytes before to leave.
        if waited {
            wire.cut();
            Poll::Ready(Err(std::io::Error::from(
                std::io::ErrorKind::ConnectionReset,
            )))
        } else {
            waited = true;
            context.waker().wake_by_ref();
            Poll::Pending
        }
    }));
    let stream = stream::once(future::ready(Ok::<Bytes, std::io::Error>(start))).chain(end);
    Response::from_parts(parts, Body::from_stream(stream))
}

/// Writes values into a JSON answer, by JSON pointer. Other answers stay as they are.
pub(super) async fn patch(response: Response, set: &Map<String, Value>) -> Response {
    let (mut parts, body) = response.into_parts();
    let bytes = body::to_bytes(body, MAX_ANSWER).await.unwrap_or_default();
    let Ok(mut document) = serde_json::from_slice::<Value>(&bytes) else {
        return Response::from_parts(parts, Body::from(bytes));
    };
    for (pointer, value) in set {
        write(&mut document, pointer, value);
    }
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(document.to_string()))
}

fn write(document: &mut Value, pointer: &str, value: &Value) {
    if let Some(place) = document.pointer_mut(pointer) {
        *place = value.clone();
        return;
    }
    let Some((parent, key)) = pointer.rsplit_once('/') else {
        return;
    };
    if let Some(Value::Object(parent)) = document.pointer_mut(parent) {
        let key = key.replace("~1", "/").replace("~0", "~");
        parent.insert(key, value.clone());
    }
}
