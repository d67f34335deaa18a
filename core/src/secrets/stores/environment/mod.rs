//! Environment variables: the exact name, no fallback. Set and empty is a value.

use futures::future::{BoxFuture, ready};
use mendix_deploy_model::{ErrorCode, secrets::StoreKind};
use mendix_deploy_offline::secrets::segments;

use crate::secrets::store::{Fetched, Object, Store, StoreFailure, Surroundings};

pub(crate) struct Environment(Surroundings);

impl Environment {
    pub(crate) fn new(surroundings: Surroundings) -> Self {
        Self(surroundings)
    }

    fn read(&self, object: &Object) -> Result<Fetched, StoreFailure> {
        let name = segments(&object.reference).join("/");
        self.0
            .variable(&name)
            .map(|value| Fetched::bytes(value.into_bytes()))
            .ok_or_else(|| {
                StoreFailure::new(
                    ErrorCode::SecretsNotFound,
                    format!("the variable {name} is not set, or is not text"),
                )
                .remedy(format!("Set {name} in the environment of this process."))
            })
    }
}

impl Store for Environment {
    fn store_kind(&self) -> StoreKind {
        StoreKind::Environment
    }

    fn identity(&self) -> String {
        "process".to_owned()
    }

    fn fetch<'a>(&'a self, object: &'a Object) -> BoxFuture<'a, Result<Fetched, StoreFailure>> {
        Box::pin(ready(self.read(object)))
    }
}
