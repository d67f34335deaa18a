//! One execution of a plan.

use mendix_deploy::run::Run;
use napi::{Env, bindgen_prelude::AsyncBlock};
use napi_derive::napi;

use crate::{
    codec::to_text,
    error::throw,
    promise::{CancelToken, promise},
};

/// The native half of a run.
#[napi]
pub struct NativeRun(pub(crate) Run);

#[napi]
impl NativeRun {
    /// The run's id.
    #[napi(getter)]
    pub fn id(&self) -> String {
        self.0.id().to_string()
    }

    /// Where the journal is.
    #[napi(getter)]
    pub fn journal(&self) -> String {
        self.0.journal().to_owned()
    }

    /// Whether this process is done with the run.
    #[napi(getter)]
    pub fn is_over(&self) -> bool {
        self.0.is_over()
    }

    /// Asks the run to stop at its next safe point.
    #[napi]
    pub fn stop(&self) {
        self.0.stop();
    }

    /// The event after this number, `null` at the end.
    #[napi]
    pub fn next_event(
        &self,
        env: &Env,
        after: u32,
        token: Option<&CancelToken>,
    ) -> napi::Result<AsyncBlock<String>> {
        let run = self.0.clone();
        let work = async move { Ok(run.next_event(u64::from(after)).await) };
        promise(env, token, work, |event| to_text(&event))
    }

    /// Waits for the end.
    #[napi]
    pub fn result(
        &self,
        env: &Env,
        token: Option<&CancelToken>,
    ) -> napi::Result<AsyncBlock<String>> {
        let run = self.0.clone();
        promise(env, token, async move { run.result().await }, |release| {
            to_text(&release)
        })
    }

    /// The latest byte progress, `null` when there is none.
    #[napi]
    pub fn progress(&self) -> napi::Result<String> {
        let latest = self.0.progress().borrow().clone();
        to_text(&latest).map_err(throw)
    }
}
