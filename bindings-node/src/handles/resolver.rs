//! Secrets that are resolved. The classes people see are in `lib/resolver.cjs`.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
};

use mendix_deploy::secrets::{self as core, ResolvedSecrets, Resolver};
use mendix_deploy_model::{
    Error, ErrorCode, Result,
    secrets::{ResolveOptions, ResolverOptions, SecretRequest},
};
use napi::{Env, bindgen_prelude::AsyncBlock};
use napi_derive::napi;

use crate::{
    codec::{from_text, to_text},
    error::throw,
    promise::{CancelToken, promise},
    secret::Secret,
};

/// Reads a reference.
#[napi]
pub fn parse_reference(text: String) -> napi::Result<String> {
    core::parse(&text)
        .and_then(|reference| to_text(&reference))
        .map_err(throw)
}

/// Reads a reference as another tool writes it.
#[napi]
pub fn import_reference(text: String) -> napi::Result<String> {
    core::import(&text)
        .and_then(|reference| to_text(&reference))
        .map_err(throw)
}

/// The native half of a resolver.
#[napi]
pub struct NativeResolver(pub(crate) Resolver);

#[napi]
impl NativeResolver {
    /// A resolver with these stores. Nothing is contacted yet.
    #[napi(constructor)]
    pub fn new(options: String, folder: Option<String>) -> napi::Result<Self> {
        let options: ResolverOptions = from_text("options", &options).map_err(throw)?;
        let mut builder = Resolver::builder().options(options);
        if let Some(folder) = folder {
            builder = builder.folder(folder);
        }
        builder.build().map(Self).map_err(throw)
    }

    /// Resolves all or none.
    #[napi]
    pub fn resolve(
        &self,
        env: &Env,
        requests: String,
        options: String,
        token: Option<&CancelToken>,
    ) -> napi::Result<AsyncBlock<NativeSecrets>> {
        let resolver = self.0.clone();
        let requests: Vec<SecretRequest> = from_text("requests", &requests).map_err(throw)?;
        let options: ResolveOptions = from_text("options", &options).map_err(throw)?;
        let work = async move { resolver.resolve(&requests, options).await };
        promise(env, token, work, |secrets| {
            Ok(NativeSecrets(Mutex::new(Some(Arc::new(secrets)))))
        })
    }

    /// What is known to fail, without asking a store.
    #[napi]
    pub fn check(&self, requests: String) -> napi::Result<String> {
        let requests: Vec<SecretRequest> = from_text("requests", &requests).map_err(throw)?;
        to_text(&self.0.check(&requests)).map_err(throw)
    }

    /// Forgets what is in memory and gives back the tokens that were obtained.
    #[napi]
    pub fn close(&self, env: &Env) -> napi::Result<AsyncBlock<()>> {
        let resolver = self.0.clone();
        let work = async move {
            resolver.close().await;
            Ok(())
        };
        promise(env, None, work, Ok)
    }
}

/// The native half of resolved secrets.
#[napi]
pub struct NativeSecrets(Mutex<Option<Arc<ResolvedSecrets>>>);

impl NativeSecrets {
    fn open(&self) -> Result<Arc<ResolvedSecrets>> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
            .ok_or_else(|| Error::new(ErrorCode::InputInvalid, "these secrets were closed"))
    }
}

#[napi]
impl NativeSecrets {
    /// The slots that have a value.
    #[napi(getter)]
    pub fn slots(&self) -> napi::Result<Vec<String>> {
        let open = self.open().map_err(throw)?;
        Ok(open.slots().into_iter().map(str::to_owned).collect())
    }

    /// The secret of a slot.
    #[napi]
    pub fn get(&self, slot: String) -> napi::Result<Secret> {
        let open = self.open().map_err(throw)?;
        open.get(&slot).cloned().map(Secret).map_err(throw)
    }

    /// What was read, without a value.
    #[napi(getter)]
    pub fn report(&self) -> napi::Result<String> {
        self.open()
            .and_then(|open| to_text(open.report()))
            .map_err(throw)
    }

    /// The text without these secrets.
    #[napi]
    pub fn scrub(&self, text: String) -> napi::Result<String> {
        Ok(self.open().map_err(throw)?.scrub(&text))
    }

    /// Runs a program with secrets in its environment.
    #[napi]
    pub fn run(
        &self,
        env: &Env,
        command: Vec<String>,
        variables: String,
        token: Option<&CancelToken>,
    ) -> napi::Result<AsyncBlock<String>> {
        let open = self.open().map_err(throw)?;
        let variables: BTreeMap<String, String> = from_text("env", &variables).map_err(throw)?;
        let work = async move { open.run(&command, &variables).await };
        promise(env, token, work, |output| to_text(&output))
    }

    /// Forgets the secrets.
    #[napi]
    pub fn close(&self) {
        let open = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        drop(open);
    }
}
