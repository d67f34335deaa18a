//! Metrics and agents, as far as they change what the runtime is told (runtime configuration, 5.6).

use std::borrow::Cow;

use mendix_deploy_model::{configurations::Certainty, findings::Severity};

use super::{
    python::truth,
    start::{Start, Step, failure},
};
use crate::{
    configuration::json::Json,
    targets::settings::{Content, Origin},
};

const STAGE: &str = "telemetry";
const REGISTRIES: &str = "Metrics.Registries";
const TYPE: &str = "com.mendix.metrics.Type";

/// A variable that is yes or no; the start fails on anything else.
fn flag(start: &Start<'_>, variable: &str, default: bool) -> Step<bool> {
    match start.environment.get(variable) {
        None => Ok(default),
        Some(text) => truth(text).ok_or_else(|| {
            failure(
                STAGE,
                variable,
                format!("{variable} is neither true nor false"),
                "Write true or false.",
            )
        }),
    }
}

fn micrometer(start: &Start<'_>) -> Step<bool> {
    if flag(start, "DISABLE_MICROMETER_METRICS", false)? || !start.version.is_at_least(&[9, 7, 0]) {
        return Ok(false);
    }
    let forwarder = flag(start, "USE_TRENDS_FORWARDER", true)?;
    let forwarded = forwarder && start.environment.filled("TRENDS_FORWARDER_URL").is_some();
    if forwarded || start.environment.filled("TRENDS_STORAGE_URL").is_some() {
        return Ok(true);
    }
    flag(start, "NON_MENDIX_PUBLIC_CLOUD", false)
}

/// Whether one of the services that take application metrics is configured.
fn third_party(start: &Start<'_>) -> Step<bool> {
    let environment = start.environment;
    let all = |names: &[&str]| names.iter().all(|name| environment.contains(name));
    if environment.contains("APPMETRICS_TARGET") || environment.contains("DD_API_KEY") {
        return Ok(true);
    }
    let appdynamics = all(&[
        "APPDYNAMICS_AGENT_ACCOUNT_ACCESS_KEY",
        "APPDYNAMICS_AGENT_ACCOUNT_NAME",
        "APPDYNAMICS_CONTROLLER_HOST_NAME",
    ]);
    if appdynamics && flag(start, "APPDYNAMICS_MACHINE_AGENT_ENABLED", false)? {
        return Ok(true);
    }
    let new_relic = [
        "NEW_RELIC_LICENSE_KEY",
        "NEW_RELIC_LOGS_URI",
        "NEW_RELIC_METRICS_URI",
    ];
    Ok(all(&["DT_PAAS_TOKEN", "DT_SAAS_URL"])
        || new_relic
            .iter()
            .all(|name| environment.filled(name).is_some()))
}

/// Sets the type of metrics and adds registries.
pub(super) fn read(start: &mut Start<'_>) -> Step {
    let third_party = third_party(start)?;
    let micrometer = micrometer(start)?;
    if !third_party && !micrometer {
        return Ok(());
    }
    if start.version.is_at_least(&[7, 14]) {
        let kind = if micrometer { "micrometer" } else { "statsd" };
        start.settings.fill(
            TYPE,
            Content::Known(Json::text(kind)),
            Origin::derived("metrics are on: micrometer from Mendix 9.7 where they go to Mendix, else statsd; unless it is set"),
            Certainty::Observed,
        );
    }
    if !start.agents_installed {
        start.finding(
            "telemetry.not_installed",
            Severity::Warning,
            REGISTRIES,
            "variables turn metrics on, but the agent that takes them is downloaded when the image is built",
            "Give the same variables to the build.",
        );
        return Ok(());
    }
    registries(start, micrometer, third_party)
}

fn registries(start: &mut Start<'_>, micrometer: bool, third_party: bool) -> Step {
    let wrong = |what: &str| {
        failure(
            STAGE,
            REGISTRIES,
            format!("the runtime setting Metrics.Registries {what}"),
            "Write a JSON list of registries.",
        )
    };
    let mut list = match start.settings.get(REGISTRIES) {
        None => Vec::new(),
        Some(Json::Text(text)) => match Json::read(text) {
            Ok(Json::List(list)) => list,
            Ok(_) => return Err(wrong("is JSON, but no list")),
            Err(_) => return Err(wrong("is no JSON")),
        },
        Some(Json::List(list)) => list.clone(),
        Some(_) => return Err(wrong("is no list")),
    };
    if micrometer {
        list.extend(own_registries(start, third_party)?);
    }
    start.settings.put(
        Cow::Borrowed(REGISTRIES),
        Content::Known(Json::List(list)),
        Origin::derived(
            "the registries that were set, read from their text, then those of the metrics agent",
        ),
        Certainty::Inferred,
    );
    Ok(())
}

fn own_registries(start: &Start<'_>, third_party: bool) -> Step<Vec<Json>> {
    if start.is_free_app() {
        return Ok(vec![influx(
            "10s",
            &[
                (
                    "accept",
                    &["mx.runtime.stats.sessions", "mx.runtime.user.login"][..],
                ),
                ("deny", &[""]),
            ],
        )]);
    }
    let mut list = vec![influx(
        "10s",
        &[("deny", &["commons.pool", "jvm.buffer"][..])],
    )];
    if start
        .environment
        .get("RUNTIME_LOGIN_METRICS_ENABLED")
        .is_none_or(|text| !text.is_empty())
    {
        list.push(influx(
            "1m",
            &[("accept", &["mx.runtime.user.login"][..]), ("deny", &[""])],
        ));
    }
    if third_party {
        list.push(statsd(start)?);
    }
    Ok(list)
}

fn filter(result: &str, values: Vec<Json>) -> Json {
    Json::Object(
        [
            ("type".to_owned(), Json::text("nameStartsWith")),
            ("result".to_owned(), Json::text(result)),
            ("values".to_owned(), Json::List(values)),
        ]
        .into_iter()
        .collect(),
    )
}

fn registry(kind: &str, settings: Vec<(String, Json)>, filters: Vec<Json>) -> Json {
    Json::Object(
        [
            ("type".to_owned(), Json::text(kind)),
            (
                "settings".to_owned(),
                Json::Object(settings.into_iter().collect()),
            ),
            ("filters".to_owned(), Json::List(filters)),
        ]
        .into_iter()
        .collect(),
    )
}

fn influx(step: &str, filters: &[(&str, &[&str])]) -> Json {
    let settings = vec![
        ("uri".to_owned(), Json::text("http://localhost:8086")),
        ("db".to_owned(), Json::text("mendix")),
        ("step".to_owned(), Json::text(step)),
    ];
    let filters = filters
        .iter()
        .map(|(result, values)| filter(result, values.iter().copied().map(Json::text).collect()))
        .collect();
    registry("influx", settings, filters)
}

fn statsd(start: &Start<'_>) -> Step<Json> {
    let environment = start.environment;
    let names = |text: Option<&str>| -> Vec<Json> {
        text.map_or_else(Vec::new, |text| {
            text.replace(' ', "")
                .trim_matches(',')
                .split(',')
                .map(Json::text)
                .collect()
        })
    };
    let (allowed, denied) = if flag(start, "APM_METRICS_FILTER_DENY_ALL", false)? {
        (Vec::new(), vec![Json::text("")])
    } else {
        let allowed = environment.get("APM_METRICS_FILTER_ALLOW");
        let denied = environment
            .get("APM_METRICS_FILTER_DENY")
            .or_else(|| allowed.filter(|text| !text.is_empty()).map(|_| ""));
        (names(allowed), names(denied))
    };
    let port = environment.get("DD_DOGSTATSD_PORT").unwrap_or("8125");
    let port = super::python::int(port).ok_or_else(|| {
        failure(
            STAGE,
            "DD_DOGSTATSD_PORT",
            "DD_DOGSTATSD_PORT is no whole number",
            "Write a port, or leave it out.",
        )
    })?;
    Ok(registry(
        "statsd",
        vec![("port".to_owned(), Json::Integer(port))],
        vec![filter("accept", allowed), filter("deny", denied)],
    ))
}
