//! The Cloud Foundry buildpack, which the Docker image and hand-made Kubernetes manifests run as well.
//!
//! Each step of the buildpack's start has a file; [`evaluate`] takes them in the buildpack's order, because the order decides
//! who overrides whom, and which of several mistakes stops the start.

mod business_events;
mod certificates;
mod constants;
mod custom;
mod database;
pub(in crate::targets) mod emit;
mod environment;
mod events;
mod headers;
mod java;
mod python;
mod start;
mod storage;
mod surroundings;
mod telemetry;
mod version;
pub(in crate::targets) mod wrapper;

use mendix_deploy_model::{
    configurations::{Certainty, ConfigurationArea, EffectiveValue, EvaluatedConfiguration},
    findings::Finding,
    landscapes::TargetKind,
    packages::PackageInfo,
};

pub(in crate::targets) use environment::Environment;
use start::{Start, Step, failure};
use version::Version;

use crate::configuration::{
    json::{Json, Object},
    secrecy,
};

/// What distinguishes one target that runs the buildpack from another.
pub(in crate::targets) struct Situation<'a> {
    pub(in crate::targets) target: TargetKind,
    /// The environment of the buildpack's process.
    pub(in crate::targets) environment: &'a Environment<'a>,
    /// The folder of the app.
    pub(in crate::targets) folder: &'a str,
    pub(in crate::targets) agents_installed: bool,
    /// Whether `DATABASE_URL` came from `DATABASE_ENDPOINT`.
    pub(in crate::targets) from_endpoint: bool,
}

/// Computes what the buildpack would send to the runtime.
pub(in crate::targets) fn evaluate(
    situation: &Situation<'_>,
    package: &PackageInfo,
    findings: Vec<Finding>,
) -> EvaluatedConfiguration {
    let mut answer = EvaluatedConfiguration {
        target: situation.target,
        values: Vec::new(),
        lost: Vec::new(),
        findings,
        start_failure: None,
        certainty: Certainty::Observed,
    };
    let Some(version) = Version::read(&package.runtime_version) else {
        answer.start_failure = Some(*failure(
            "setup",
            "RuntimeVersion",
            "the package does not tell its runtime version as a number",
            "Build the package again.",
        ));
        return answer;
    };
    let environment = situation.environment;
    let services = match environment.filled("VCAP_SERVICES") {
        None => Some(Json::Object(Object::default())),
        Some(text) => Json::read(text).ok(),
    };
    let (application, told) = match environment.filled("VCAP_APPLICATION").map(Json::read) {
        None => (default_application(), true),
        Some(Ok(Json::Object(application))) => (application, true),
        Some(_) => (Object::default(), false),
    };
    let mut start = Start {
        target: situation.target,
        environment,
        package,
        version,
        folder: situation.folder,
        agents_installed: situation.agents_installed,
        from_endpoint: situation.from_endpoint,
        services,
        application,
        settings: Default::default(),
        constants: Default::default(),
        others: Vec::new(),
        findings: std::mem::take(&mut answer.findings),
        lost: Vec::new(),
    };
    answer.start_failure = steps(&mut start, told).err().map(|failure| *failure);
    finish(start, &mut answer);
    answer
}

/// What the buildpack assumes without `VCAP_APPLICATION`.
fn default_application() -> Object {
    [
        (
            "application_uris".to_owned(),
            Json::List(vec![Json::text("app.mendixcloud.com")]),
        ),
        ("application_name".to_owned(), Json::text("Mendix App")),
    ]
    .into_iter()
    .collect()
}

fn steps(start: &mut Start<'_>, application_is_told: bool) -> Step<()> {
    surroundings::container(start)?;
    if !application_is_told {
        return Err(failure(
            "setup",
            "VCAP_APPLICATION",
            "VCAP_APPLICATION is no JSON object",
            "Give the text as the platform sets it.",
        ));
    }
    surroundings::ports(start)?;
    custom::licence_file(start)?;
    surroundings::admin(start)?;
    custom::built_in(start);
    events::read(start);
    custom::root_url(start)?;
    constants::judge_variables(start);
    constants::read(start)?;
    custom::modes(start);
    certificates::authorities(start)?;
    certificates::client(start)?;
    custom::snapshot(start);
    custom::subscription(start);
    custom::custom(start)?;
    database::read(start)?;
    storage::read(start)?;
    java::read(start)?;
    telemetry::read(start)?;
    surroundings::proxy(start)?;
    business_events::read(start);
    surroundings::log_levels(start)
}

/// Puts the values in order: by area, then by name.
fn finish(start: Start<'_>, answer: &mut EvaluatedConfiguration) {
    let package = start.package;
    let values = &mut answer.values;
    values.reserve(package.constants.len() + 40);
    // Both are in the order of names.
    let mut modelled = package.constants.iter().peekable();
    start.constants.finish(
        |name| {
            while modelled
                .next_if(|constant| constant.name.as_str() < name)
                .is_some()
            {}
            let kind = modelled
                .peek()
                .filter(|constant| constant.name == name)
                .map(|constant| &constant.constant_type);
            (ConfigurationArea::Constant, secrecy::of_constant(kind))
        },
        values,
    );
    let mut settings: Vec<EffectiveValue> = Vec::new();
    start.settings.finish(
        |name| (secrecy::area(name), secrecy::of_setting(name)),
        &mut settings,
    );
    for value in &mut settings {
        secrecy::look_again(value);
    }
    settings.extend(start.others);
    settings.sort_by(|a, b| (a.area as u8, a.name.as_str()).cmp(&(b.area as u8, b.name.as_str())));
    values.append(&mut settings);
    answer.findings = start.findings;
    answer
        .findings
        .sort_by(|a, b| (b.severity, &a.id, &a.subject).cmp(&(a.severity, &b.id, &b.subject)));
    answer.lost = start.lost;
}
