//! Policy: rules, placement, practices.

use mendix_deploy_model::{
    findings::Report,
    policies::{PlacementOptions, PolicyFacts, PolicyOptions},
};
use mendix_deploy_offline::checks::policy;
use napi_derive::napi;

use super::{
    Handle,
    landscape::{app, environment, landscape},
    package::package,
};
use crate::{
    codec::{from_text, to_text},
    error::throw,
};

#[napi]
pub fn policy_rules() -> napi::Result<String> {
    to_text(&policy::policy_rules()).map_err(throw)
}

#[napi]
pub fn placement(options: String) -> napi::Result<String> {
    let options: PlacementOptions = from_text("options", &options).map_err(throw)?;
    to_text(&policy::placement(&options)).map_err(throw)
}

#[napi]
pub fn secrets_practices(report: Option<String>) -> napi::Result<String> {
    let report: Option<Report> = report
        .map(|report| from_text("report", &report))
        .transpose()
        .map_err(throw)?;
    to_text(&policy::secrets_practices(report.as_ref())).map_err(throw)
}

#[napi]
pub fn policy_of_facts(facts: String, options: String) -> napi::Result<String> {
    let facts: PolicyFacts = from_text("facts", &facts).map_err(throw)?;
    let options: PolicyOptions = from_text("options", &options).map_err(throw)?;
    policy::policy_of_facts(&facts, &options)
        .and_then(|report| to_text(&report))
        .map_err(throw)
}

#[napi]
pub fn landscape_policy(handle: &Handle, options: String) -> napi::Result<String> {
    let options: PolicyOptions = from_text("options", &options).map_err(throw)?;
    let report = landscape(handle)?.policy(options);
    report.and_then(|report| to_text(&report)).map_err(throw)
}

#[napi]
pub fn landscape_policy_facts(handle: &Handle, given: Option<String>) -> napi::Result<String> {
    let given: Option<PolicyFacts> = given
        .map(|given| from_text("given", &given))
        .transpose()
        .map_err(throw)?;
    let facts = landscape(handle)?.policy_facts(given.as_ref());
    facts.and_then(|facts| to_text(&facts)).map_err(throw)
}

#[napi]
pub fn app_policy(handle: &Handle, pack: Option<&Handle>, options: String) -> napi::Result<String> {
    let options: PolicyOptions = from_text("options", &options).map_err(throw)?;
    let pack = pack.map(package).transpose()?;
    let report = app(handle)?.policy(pack.as_ref(), options);
    report.and_then(|report| to_text(&report)).map_err(throw)
}

#[napi]
pub fn environment_policy(
    handle: &Handle,
    pack: Option<&Handle>,
    options: String,
) -> napi::Result<String> {
    let options: PolicyOptions = from_text("options", &options).map_err(throw)?;
    let pack = pack.map(package).transpose()?;
    let report = environment(handle)?.policy(pack.as_ref(), options);
    report.and_then(|report| to_text(&report)).map_err(throw)
}

#[napi]
pub fn environment_policy_facts(handle: &Handle) -> napi::Result<String> {
    to_text(&environment(handle)?.policy_facts()).map_err(throw)
}
