//! The landscape, its apps and environments.

use mendix_deploy_model::{
    Result,
    landscapes::{LandscapeDocument, PreflightOptions},
};
use mendix_deploy_offline::landscape::{App, Environment, Landscape};
use napi::{Env, bindgen_prelude::AsyncBlock};
use napi_derive::napi;

use super::{Handle, Kind, wrong};
use crate::{
    codec::{from_text, to_text},
    error::throw,
    promise::{CancelToken, blocking, promise},
};

pub(super) fn landscape(handle: &Handle) -> napi::Result<&Landscape> {
    match &handle.0 {
        Kind::Landscape(landscape) => Ok(landscape),
        _ => Err(throw(wrong("a Landscape"))),
    }
}

pub(super) fn app(handle: &Handle) -> napi::Result<&App> {
    match &handle.0 {
        Kind::App(app) => Ok(app),
        _ => Err(throw(wrong("an App"))),
    }
}

pub(super) fn environment(handle: &Handle) -> napi::Result<&Environment> {
    match &handle.0 {
        Kind::Environment(environment) => Ok(environment),
        _ => Err(throw(wrong("an Environment"))),
    }
}

#[napi]
pub fn landscape_load(
    env: &Env,
    path: String,
    token: Option<&CancelToken>,
) -> napi::Result<AsyncBlock<Handle>> {
    let work = blocking(move || Landscape::load(path));
    promise(env, token, work, |it| Ok(Handle(Kind::Landscape(it))))
}

#[napi]
pub fn landscape_parse(
    env: &Env,
    text: String,
    file: Option<String>,
    token: Option<&CancelToken>,
) -> napi::Result<AsyncBlock<Handle>> {
    let work = blocking(move || Landscape::parse(&text, file.as_deref()));
    promise(env, token, work, |it| Ok(Handle(Kind::Landscape(it))))
}

#[napi]
pub fn landscape_from_document(document: String) -> napi::Result<Handle> {
    let made: Result<Landscape> =
        from_text::<LandscapeDocument>("document", &document).and_then(Landscape::from_document);
    made.map(|it| Handle(Kind::Landscape(it))).map_err(throw)
}

#[napi]
pub fn landscape_document(handle: &Handle) -> napi::Result<String> {
    to_text(landscape(handle)?.document()).map_err(throw)
}

#[napi]
pub fn landscape_app(handle: &Handle, name: String) -> napi::Result<Handle> {
    let found = landscape(handle)?.app(&name).map_err(throw)?;
    Ok(Handle(Kind::App(found)))
}

#[napi]
pub fn landscape_environment(handle: &Handle, address: String) -> napi::Result<Handle> {
    let found = landscape(handle)?.environment(&address).map_err(throw)?;
    Ok(Handle(Kind::Environment(found)))
}

#[napi]
pub fn landscape_apps(handle: &Handle) -> napi::Result<Vec<Handle>> {
    let apps = landscape(handle)?.apps().into_iter();
    Ok(apps.map(|it| Handle(Kind::App(it))).collect())
}

#[napi]
pub fn app_name(handle: &Handle) -> napi::Result<String> {
    Ok(app(handle)?.name().to_owned())
}

#[napi]
pub fn app_landscape(handle: &Handle) -> napi::Result<Handle> {
    Ok(Handle(Kind::Landscape(app(handle)?.landscape().clone())))
}

#[napi]
pub fn app_environment(handle: &Handle, name: String) -> napi::Result<Handle> {
    let found = app(handle)?.environment(&name).map_err(throw)?;
    Ok(Handle(Kind::Environment(found)))
}

#[napi]
pub fn app_environments(handle: &Handle) -> napi::Result<Vec<Handle>> {
    let environments = app(handle)?.environments().into_iter();
    Ok(environments
        .map(|it| Handle(Kind::Environment(it)))
        .collect())
}

#[napi]
pub fn environment_app(handle: &Handle) -> napi::Result<Handle> {
    Ok(Handle(Kind::App(environment(handle)?.app().clone())))
}

/// One of its properties as data.
#[napi]
pub fn environment_property(handle: &Handle, name: String) -> napi::Result<String> {
    let it = environment(handle)?;
    match name.as_str() {
        "address" => to_text(it.address()),
        "tier" => to_text(&it.tier()),
        "target" => to_text(it.target()),
        "constants" => to_text(it.constants()),
        "origins" => to_text(&it.origins()),
        "preset" => to_text(&it.preset()),
        "deviations" => to_text(&it.deviations()),
        name => super::inherited::property(it, name),
    }
    .map_err(throw)
}

/// Checks a package against every environment of the app.
#[napi]
pub fn app_preflight(handle: &Handle, package: &Handle, options: String) -> napi::Result<String> {
    let options: PreflightOptions = from_text("options", &options).map_err(throw)?;
    to_text(&app(handle)?.preflight(&super::package::package(package)?, options)).map_err(throw)
}

/// Constants, scheduled events and runtime settings as the environment wants them.
#[napi]
pub fn environment_wanted(handle: &Handle) -> napi::Result<String> {
    to_text(&environment(handle)?.wanted()).map_err(throw)
}

/// What the target is handed so that the runtime sees what the environment wants.
#[napi]
pub fn environment_emission(handle: &Handle, package: &Handle) -> napi::Result<String> {
    to_text(&environment(handle)?.emission(&super::package::package(package)?)).map_err(throw)
}

/// What the runtime of the environment would see, value by value.
#[napi]
pub fn environment_effective(handle: &Handle, package: &Handle) -> napi::Result<Handle> {
    environment(handle)?
        .effective(&super::package::package(package)?)
        .map(|effective| Handle(Kind::Effective(effective)))
        .map_err(throw)
}

/// Checks a package against this environment.
#[napi]
pub fn environment_preflight(
    handle: &Handle,
    package: &Handle,
    options: String,
) -> napi::Result<String> {
    let options: PreflightOptions = from_text("options", &options).map_err(throw)?;
    to_text(&environment(handle)?.preflight(&super::package::package(package)?, options))
        .map_err(throw)
}
