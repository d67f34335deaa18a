//! Configuration: what a runtime would see.

use mendix_deploy_model::{
    configurations::NamedConfiguration,
    imports::{ImportOptions, ImportSource},
};
use mendix_deploy_offline::{configuration::compare, landscape};
use napi::{Env, bindgen_prelude::AsyncBlock};
use napi_derive::napi;

use crate::{
    codec::{from_text, to_text},
    promise::{CancelToken, blocking, promise},
};

#[napi]
pub fn compare_configurations(
    env: &Env,
    columns: String,
    token: Option<&CancelToken>,
) -> napi::Result<AsyncBlock<String>> {
    let work = move || {
        let columns: Vec<NamedConfiguration> = from_text("columns", &columns)?;
        to_text(&compare::compare_configurations(&columns))
    };
    promise(env, token, blocking(work), Ok)
}

#[napi]
pub fn import_configuration(
    env: &Env,
    source: String,
    options: String,
    token: Option<&CancelToken>,
) -> napi::Result<AsyncBlock<String>> {
    let work = move || {
        let source: ImportSource = from_text("source", &source)?;
        let options: ImportOptions = from_text("options", &options)?;
        to_text(&landscape::import_configuration(&source, &options)?)
    };
    promise(env, token, blocking(work), Ok)
}
