//! Work as promises, and the token that an `AbortSignal` cancels.
//!
//! The signal itself stays in JavaScript (`lib/signal.cjs`): napi's own adapter replaces the user's `onabort`, ignores a
//! signal that is aborted already and dies when one signal is shared by many calls.

use std::future::Future;

use mendix_deploy_model::{Error, ErrorCode, Result};
use napi::{
    Env,
    bindgen_prelude::{AsyncBlock, AsyncBlockBuilder, ToNapiValue},
};
use napi_derive::napi;
use tokio_util::sync::CancellationToken;

use crate::error::throw;

/// Cancels the calls that were given it.
#[napi]
pub struct CancelToken(CancellationToken);

#[napi]
impl CancelToken {
    /// A new token.
    #[napi(constructor)]
    #[allow(clippy::new_without_default)] // a constructor of JavaScript
    pub fn new() -> Self {
        Self(CancellationToken::new())
    }

    /// Cancels.
    #[napi]
    pub fn cancel(&self) {
        self.0.cancel();
    }
}

/// A promise of a value; cancelling the token drops the work and rejects with `call.cancelled`.
pub(crate) fn promise<T, V, F>(
    env: &Env,
    token: Option<&CancelToken>,
    work: F,
    out: impl FnOnce(T) -> Result<V> + Send + 'static,
) -> napi::Result<AsyncBlock<V>>
where
    T: Send + 'static,
    V: ToNapiValue + Send + 'static,
    F: Future<Output = Result<T>> + Send + 'static,
{
    let token = token.map(|token| token.0.clone());
    AsyncBlockBuilder::build_with_map(
        env,
        async move {
            let Some(token) = token else {
                return Ok(work.await);
            };
            Ok(tokio::select! {
                biased;
                () = token.cancelled() => Err(Error::new(
                    ErrorCode::CallCancelled,
                    "the caller's signal was aborted",
                )),
                result = work => result,
            })
        },
        |_, result: Result<T>| result.and_then(out).map_err(throw),
    )
}

/// Work that blocks a thread, away from the main one.
pub(crate) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T> + Send + 'static,
) -> Result<T> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| Error::new(ErrorCode::InternalDefect, error.to_string()))?
}
