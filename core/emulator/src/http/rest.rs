//! The part of a request's body that nobody read.
//!
//! A client that still sends when the answer comes sees a broken connection instead of it. So the front keeps a hand on the
//! body and reads on to its end before the answer leaves.

use std::{
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll},
};

use axum::{
    body::{Body, BodyDataStream},
    extract::Request,
};
use bytes::Bytes;
use futures::{Stream, StreamExt};

/// One body in two hands: the handler's and the front's.
#[derive(Clone)]
pub(super) struct Rest(Arc<Mutex<BodyDataStream>>);

impl Stream for Rest {
    type Item = Result<Bytes, axum::Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .poll_next_unpin(context)
    }
}

impl Rest {
    /// The same request, and what will be left of its body.
    pub(super) fn of(request: Request) -> (Request, Self) {
        let (parts, body) = request.into_parts();
        let rest = Self(Arc::new(Mutex::new(body.into_data_stream())));
        let body = Body::from_stream(rest.clone());
        (Request::from_parts(parts, body), rest)
    }

    /// Reads to the end, or to the break of the connection.
    pub(super) async fn drain(mut self) {
        while let Some(Ok(_)) = self.next().await {}
    }
}
