//! A database that is read. The class people see is in `lib/database.cjs`.

use std::sync::{Arc, Mutex, PoisonError};

use mendix_deploy::{compare, database::Database};
use mendix_deploy_model::{
    Error, ErrorCode, Result,
    comparisons::{ChangeDirection, Changes},
    databases::DatabaseOptions,
};
use napi::{Env, bindgen_prelude::AsyncBlock};
use napi_derive::napi;

use crate::{
    codec::{from_text, to_text},
    error::throw,
    promise::{CancelToken, blocking, promise},
    secret::Secret,
};

/// The native half of a database.
#[napi]
pub struct NativeDatabase {
    name: String,
    /// Nothing once it is closed.
    open: Mutex<Option<Arc<Database>>>,
}

impl NativeDatabase {
    fn core(&self) -> Result<Arc<Database>> {
        self.open
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
            .ok_or_else(|| {
                Error::new(
                    ErrorCode::InputInvalid,
                    format!("the connection to the database {} was closed", self.name),
                )
                .with_context("database", &self.name)
            })
    }
}

/// Connects. The password is given as a secret, so that it is in no log.
#[napi]
pub fn database_connect(
    env: &Env,
    password: Option<&Secret>,
    options: String,
    token: Option<&CancelToken>,
) -> napi::Result<AsyncBlock<NativeDatabase>> {
    let options: DatabaseOptions = from_text("options", &options).map_err(throw)?;
    let password = password.map(|given| given.0.clone());
    let work = async move { Database::connect(options, password).await };
    promise(env, token, work, |database| {
        Ok(NativeDatabase {
            name: database.name().to_owned(),
            open: Mutex::new(Some(Arc::new(database))),
        })
    })
}

#[napi]
impl NativeDatabase {
    /// The name of the database.
    #[napi(getter)]
    pub fn name(&self) -> String {
        self.name.clone()
    }

    /// What is stored.
    #[napi]
    pub fn catalogue(
        &self,
        env: &Env,
        token: Option<&CancelToken>,
    ) -> napi::Result<AsyncBlock<String>> {
        let core = self.core();
        let work = async move { core?.catalogue().await };
        promise(env, token, work, |model| to_text(&model))
    }

    /// Asks the questions of one direction and decides again.
    #[napi]
    pub fn answer(
        &self,
        env: &Env,
        changes: String,
        direction: String,
        token: Option<&CancelToken>,
    ) -> napi::Result<AsyncBlock<String>> {
        let core = self.core();
        let mut changes: Changes = from_text("changes", &changes).map_err(throw)?;
        let direction: ChangeDirection = from_text("direction", &direction).map_err(throw)?;
        let work = async move {
            core?.answer(&mut changes, direction).await;
            Ok(changes)
        };
        promise(env, token, work, |changes| to_text(&changes))
    }

    /// Ends the session, once the calls under way have ended.
    #[napi]
    pub fn close(&self) {
        let open = self
            .open
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        drop(open);
    }
}

/// Decides again after questions were answered.
#[napi]
pub fn decide(
    env: &Env,
    changes: String,
    token: Option<&CancelToken>,
) -> napi::Result<AsyncBlock<String>> {
    let work = move || {
        let mut changes: Changes = from_text("changes", &changes)?;
        compare::decide(&mut changes);
        to_text(&changes)
    };
    promise(env, token, blocking(work), Ok)
}
