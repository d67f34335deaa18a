//! Pagers and operations without their type: what they give is JSON text.

use std::sync::Arc;

use futures::future::BoxFuture;
use mendix_deploy::{Operation, Pager};
use mendix_deploy_model::Result;
use napi::{Env, bindgen_prelude::AsyncBlock};
use napi_derive::napi;
use serde::Serialize;
use tokio::sync::Mutex;

use crate::{
    codec::to_text,
    promise::{CancelToken, promise},
};

type Step = Arc<dyn Fn() -> BoxFuture<'static, Result<String>> + Send + Sync>;

/// A step of something that is asked again and again, one at a time.
fn step<T, V, F>(of: &Arc<Mutex<T>>, ask: F) -> Step
where
    T: Send + 'static,
    V: Serialize + Send + 'static,
    F: for<'a> Fn(&'a mut T) -> BoxFuture<'a, Result<V>> + Send + Sync + 'static,
{
    let of = Arc::clone(of);
    let ask = Arc::new(ask);
    Arc::new(move || {
        let (of, ask) = (Arc::clone(&of), Arc::clone(&ask));
        Box::pin(async move {
            let mut of = of.lock().await;
            to_text(&ask(&mut of).await?)
        })
    })
}

/// The native half of a pager.
#[napi]
pub struct NativePager {
    next: Step,
    page: Step,
}

impl NativePager {
    pub(crate) fn new<T: Serialize + Send + 'static>(pager: Pager<T>) -> Self {
        let pager = Arc::new(Mutex::new(pager));
        Self {
            next: step(&pager, |pager| Box::pin(pager.next())),
            page: step(&pager, |pager| Box::pin(pager.next_page())),
        }
    }
}

#[napi]
impl NativePager {
    /// The next item, `null` at the end.
    #[napi]
    pub fn next(&self, env: &Env, token: Option<&CancelToken>) -> napi::Result<AsyncBlock<String>> {
        promise(env, token, (self.next)(), Ok)
    }

    /// The next page, `null` at the end.
    #[napi]
    pub fn next_page(
        &self,
        env: &Env,
        token: Option<&CancelToken>,
    ) -> napi::Result<AsyncBlock<String>> {
        promise(env, token, (self.page)(), Ok)
    }
}

/// The native half of an operation.
#[napi]
pub struct NativeOperation {
    id: String,
    progress: Step,
    result: Step,
    poll: Step,
}

impl NativeOperation {
    pub(crate) fn new<T: Clone + Serialize + Send + 'static>(operation: Operation<T>) -> Self {
        let id = operation.id().to_owned();
        let operation = Arc::new(Mutex::new(operation));
        Self {
            id,
            progress: step(&operation, |operation| Box::pin(operation.next_progress())),
            result: step(&operation, |operation| Box::pin(operation.wait())),
            poll: step(&operation, |operation| Box::pin(operation.poll())),
        }
    }
}

#[napi]
impl NativeOperation {
    /// The operation's id on the platform.
    #[napi(getter)]
    pub fn id(&self) -> String {
        self.id.clone()
    }

    /// The next progress, `null` at the end.
    #[napi]
    pub fn next_progress(
        &self,
        env: &Env,
        token: Option<&CancelToken>,
    ) -> napi::Result<AsyncBlock<String>> {
        promise(env, token, (self.progress)(), Ok)
    }

    /// Waits for the end.
    #[napi]
    pub fn wait(&self, env: &Env, token: Option<&CancelToken>) -> napi::Result<AsyncBlock<String>> {
        promise(env, token, (self.result)(), Ok)
    }

    /// Looks once; `null` while it goes on.
    #[napi]
    pub fn poll(&self, env: &Env, token: Option<&CancelToken>) -> napi::Result<AsyncBlock<String>> {
        promise(env, token, (self.poll)(), Ok)
    }
}
