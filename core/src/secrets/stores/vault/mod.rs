//! HashiCorp Vault and OpenBao over their HTTP API: KV version 1 and 2, token and login methods.
//!
//! Spoken directly rather than through a client crate; `docs/decisions/0011-vault-client.md` says why.

mod kv;
mod login;
mod settings;
mod wire;

use std::sync::Arc;

use futures::future::BoxFuture;
use mendix_deploy_model::{
    Result,
    secrets::{StoreKind, StoreSpec},
};

use self::{kv::Mounts, login::Session, settings::Settings, wire::Wire};
use crate::secrets::store::{Fetched, Inputs, Object, Store, StoreFailure, Surroundings};

/// One server and namespace, with one identity.
pub(crate) struct Vault {
    wire: Wire,
    session: Session,
    mounts: Mounts,
    concurrency: usize,
    attempts: u32,
}

impl Vault {
    pub(crate) fn new(
        spec: &StoreSpec,
        inputs: Arc<dyn Inputs>,
        surroundings: &Surroundings,
    ) -> Result<Self> {
        let settings = Settings::new(spec, surroundings)?;
        Ok(Self {
            concurrency: settings.concurrency,
            attempts: settings.attempts,
            session: Session::new(settings.auth.clone(), inputs, surroundings.clone()),
            wire: Wire::new(settings)?,
            mounts: Mounts::default(),
        })
    }
}

impl Store for Vault {
    fn store_kind(&self) -> StoreKind {
        StoreKind::Vault
    }

    fn identity(&self) -> String {
        self.wire.identity()
    }

    fn concurrency(&self) -> usize {
        self.concurrency
    }

    fn max_attempts(&self) -> u32 {
        self.attempts
    }

    fn fetch<'a>(
        &'a self,
        object: &'a Object,
    ) -> BoxFuture<'a, std::result::Result<Fetched, StoreFailure>> {
        Box::pin(self.read(object))
    }

    fn requests(&self) -> u64 {
        self.wire.requests()
    }

    fn close(&self) -> BoxFuture<'_, ()> {
        Box::pin(self.session.close(&self.wire))
    }
}
