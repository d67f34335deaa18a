//! Effective configuration, names of variables, connection strings.

use mendix_deploy_model::configurations::{ConfigurationInput, ConnectionForm, DatabaseConnection};
use mendix_deploy_offline::{
    configuration::{database, names},
    targets::EffectiveConfiguration,
};
use napi_derive::napi;

use super::{Handle, Kind, package::package, wrong};
use crate::{
    codec::{from_text, to_text},
    error::throw,
};

fn effective(handle: &Handle) -> napi::Result<&EffectiveConfiguration> {
    match &handle.0 {
        Kind::Effective(effective) => Ok(effective),
        _ => Err(throw(wrong("an EffectiveConfiguration"))),
    }
}

#[napi]
pub fn effective_evaluate(input: String, handle: &Handle) -> napi::Result<Handle> {
    let input: ConfigurationInput = from_text("input", &input).map_err(throw)?;
    EffectiveConfiguration::evaluate(&input, &package(handle)?)
        .map(|effective| Handle(Kind::Effective(effective)))
        .map_err(throw)
}

#[napi]
pub fn effective_data(handle: &Handle) -> napi::Result<String> {
    to_text(effective(handle)?.data()).map_err(throw)
}

#[napi]
pub fn effective_values(handle: &Handle) -> napi::Result<String> {
    to_text(&effective(handle)?.values()).map_err(throw)
}

#[napi]
pub fn effective_constants(handle: &Handle) -> napi::Result<String> {
    to_text(&effective(handle)?.constants()).map_err(throw)
}

#[napi]
pub fn effective_runtime_settings(handle: &Handle) -> napi::Result<String> {
    to_text(&effective(handle)?.runtime_settings()).map_err(throw)
}

#[napi]
pub fn effective_findings(handle: &Handle) -> napi::Result<String> {
    to_text(&effective(handle)?.findings()).map_err(throw)
}

#[napi]
pub fn effective_start_failure(handle: &Handle) -> napi::Result<Option<String>> {
    let failure = effective(handle)?.start_failure();
    failure.map(to_text).transpose().map_err(throw)
}

#[napi]
pub fn effective_value(handle: &Handle, name: String) -> napi::Result<Option<String>> {
    let value = effective(handle)?.value(&name);
    value.map(to_text).transpose().map_err(throw)
}

#[napi]
pub fn effective_explain(handle: &Handle, name: String) -> napi::Result<String> {
    to_text(&effective(handle)?.explain(&name)).map_err(throw)
}

#[napi]
pub fn effective_shown(handle: &Handle) -> napi::Result<String> {
    let effective = effective(handle)?;
    Ok(format!(
        "EffectiveConfiguration of {}: {} values",
        effective.data().target,
        effective.values().len()
    ))
}

#[napi]
pub fn constant_variable(constant: String) -> napi::Result<String> {
    names::constant_variable(&constant).map_err(throw)
}

#[napi]
pub fn setting_variable(setting: String) -> napi::Result<Option<String>> {
    names::setting_variable(&setting).map_err(throw)
}

#[napi]
pub fn setting_of_variable(variable: String) -> Option<String> {
    names::setting_of_variable(&variable)
}

#[napi]
pub fn constants_of_variable(variable: String, constants: Vec<String>) -> Vec<String> {
    names::constants_of_variable(&variable, &constants)
}

#[napi]
pub fn name_collisions(constants: Vec<String>) -> napi::Result<String> {
    to_text(&names::collisions(&constants)).map_err(throw)
}

#[napi]
pub fn read_variable(variable: String, constants: Vec<String>) -> napi::Result<String> {
    to_text(&names::read_variable(&variable, &constants)).map_err(throw)
}

#[napi]
pub fn parse_connection(text: String) -> napi::Result<String> {
    database::parse_connection(&text)
        .and_then(|connection| to_text(&connection))
        .map_err(throw)
}

#[napi]
pub fn print_connection(connection: String) -> napi::Result<String> {
    let connection: DatabaseConnection = from_text("connection", &connection).map_err(throw)?;
    database::print_connection(&connection).map_err(throw)
}

#[napi]
pub fn convert_connection(text: String, form: String) -> napi::Result<String> {
    let form: ConnectionForm = from_text("form", &form).map_err(throw)?;
    database::convert_connection(&text, form).map_err(throw)
}

#[napi]
pub fn same_database(one: String, other: String) -> napi::Result<String> {
    database::same_database(&one, &other)
        .and_then(|sameness| to_text(&sameness))
        .map_err(throw)
}
