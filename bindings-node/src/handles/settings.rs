//! The catalogue of runtime settings.

use mendix_deploy_model::landscapes::TargetKind;
use mendix_deploy_offline::configuration::catalogue;
use napi_derive::napi;

use crate::{
    codec::{from_text, to_text},
    error::throw,
};

#[napi]
pub fn runtime_setting(name: String) -> napi::Result<String> {
    to_text(&catalogue::runtime_setting(&name)).map_err(throw)
}

#[napi]
pub fn runtime_settings() -> napi::Result<String> {
    to_text(&catalogue::runtime_settings()).map_err(throw)
}

#[napi]
pub fn check_setting(
    name: String,
    value: String,
    runtime_version: Option<String>,
    target: Option<String>,
) -> napi::Result<String> {
    let target: Option<TargetKind> = target
        .map(|target| from_text("target", &target))
        .transpose()
        .map_err(throw)?;
    let problems = catalogue::check_setting(&name, &value, runtime_version.as_deref(), target);
    to_text(&problems).map_err(throw)
}
