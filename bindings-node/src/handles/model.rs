//! Models, whatever they come from: written as packages, read from a database's catalogue, held against each other.

use mendix_deploy_model::{
    models::AppModel,
    packages::{ArchiveSpec, ProjectSpec},
};
use mendix_deploy_offline::{
    compare::{self, CompareOptions, catalogue, ddl},
    package::{self as core, write},
};
use napi::{Env, bindgen_prelude::AsyncBlock};
use napi_derive::napi;

use crate::{
    codec::{from_text, to_text},
    error::throw,
    promise::{CancelToken, blocking, promise},
};

#[napi]
pub fn write_project(
    env: &Env,
    path: String,
    spec: String,
    token: Option<&CancelToken>,
) -> napi::Result<AsyncBlock<()>> {
    let spec: ProjectSpec = from_text("spec", &spec).map_err(throw)?;
    let work = move || write::write_project(path, &spec);
    promise(env, token, blocking(work), Ok)
}

#[napi]
pub fn write_portable(
    env: &Env,
    path: String,
    spec: String,
    token: Option<&CancelToken>,
) -> napi::Result<AsyncBlock<()>> {
    let spec: ArchiveSpec = from_text("spec", &spec).map_err(throw)?;
    let work = move || core::write_portable(path, &spec);
    promise(env, token, blocking(work), Ok)
}

#[napi]
pub fn compare_models(
    env: &Env,
    before: String,
    after: String,
    token: Option<&CancelToken>,
) -> napi::Result<AsyncBlock<String>> {
    let work = move || {
        let before: AppModel = from_text("before", &before)?;
        let after: AppModel = from_text("after", &after)?;
        to_text(&compare::compare(
            &before,
            &after,
            &CompareOptions::default(),
        ))
    };
    promise(env, token, blocking(work), Ok)
}

#[napi]
pub fn read_catalogue(
    env: &Env,
    path: String,
    token: Option<&CancelToken>,
) -> napi::Result<AsyncBlock<String>> {
    let work = move || {
        let rows = catalogue::open_dump(path)?;
        to_text(&catalogue::model(&rows)?)
    };
    promise(env, token, blocking(work), Ok)
}

#[napi]
pub fn read_script(
    env: &Env,
    text: String,
    token: Option<&CancelToken>,
) -> napi::Result<AsyncBlock<String>> {
    let work = move || to_text(&ddl::read_script(&text));
    promise(env, token, blocking(work), Ok)
}
