//! What surrounds the runtime: passwords, ports, log levels, headers, access (runtime configuration, 5.2, 5.4, 5.5).

use std::borrow::Cow;

use mendix_deploy_model::{
    configurations::{ConfigurationArea, Sensitivity, StartFailure},
    findings::Severity,
};

use super::{
    headers,
    python::{int, small},
    start::{Start, Step, failure},
};
use crate::{
    configuration::json::{Json, Object},
    targets::settings::Origin,
};

/// The password of the administrative interface, and whether the administrator of the app gets one.
pub(super) fn admin(start: &mut Start<'_>) -> Step {
    let environment = start.environment;
    let area = ConfigurationArea::Admin;
    let admin = environment.get("ADMIN_PASSWORD");
    let (name, password) = match environment.entry("M2EE_PASSWORD") {
        Some((name, password)) => (name, Some(password)),
        None => ("ADMIN_PASSWORD", admin),
    };
    match password.filter(|password| !password.is_empty()) {
        Some("1" | "password") => {
            return Err(failure(
                "setup",
                name,
                format!(
                    "{name} is one of the two passwords that the administrative interface refuses"
                ),
                "Choose a long random password.",
            ));
        }
        Some(password) => {
            let rule = if name == "M2EE_PASSWORD" {
                "the variable"
            } else {
                "ADMIN_PASSWORD, as M2EE_PASSWORD is not set"
            };
            start.other(
                area,
                "adminApiPassword",
                Json::text(password),
                Sensitivity::Secret,
                Origin::variable(Cow::Borrowed(name), rule),
            );
            if name == "ADMIN_PASSWORD" {
                start.finding(
                    "admin.password_shared",
                    Severity::Warning,
                    name,
                    "ADMIN_PASSWORD is also the password of the administrative interface, which answers from outside under /_mxadmin/",
                    "Set a separate M2EE_PASSWORD, and the administrator's password through the interface.",
                );
            }
        }
        None => start.other_masked(
            area,
            "adminApiPassword",
            Origin::tool(
                "random at every start, as neither M2EE_PASSWORD nor ADMIN_PASSWORD is set",
            ),
        ),
    }
    if let Some(password) = admin.filter(|password| !password.is_empty()) {
        if environment.filled("M2EE_PASSWORD").is_some() {
            start.unheard(
                "ADMIN_PASSWORD",
                "M2EE_PASSWORD is set: the administrator of the app keeps the password it has",
                None,
            );
        } else {
            start.other(
                area,
                "administratorPassword",
                Json::text(password),
                Sensitivity::Secret,
                Origin::variable("ADMIN_PASSWORD", "set again at every start"),
            );
        }
    }
    if let Some(password) = environment.get("DEBUGGER_PASSWORD") {
        start.other(
            area,
            "debuggerPassword",
            Json::text(password),
            Sensitivity::Secret,
            Origin::variable("DEBUGGER_PASSWORD", "the debugger is on after the start"),
        );
    }
    Ok(())
}

/// Ports: the proxy's, and from it the runtime's and the administrative interface's.
pub(super) fn ports(start: &mut Start<'_>) -> Step {
    let (port, origin) = match start.environment.get("PORT") {
        Some(text) => {
            let port = int(text).and_then(|digits| small(&digits)).ok_or_else(|| {
                failure("setup", "PORT", "PORT is no whole number", "Write a port.")
            })?;
            (port, Origin::variable("PORT", "the variable"))
        }
        None => (8_080, Origin::tool("the port of the image")),
    };
    for (name, number, origin) in [
        ("port", port, origin),
        (
            "runtimePort",
            port.saturating_add(1),
            Origin::derived("PORT + 1"),
        ),
        (
            "adminPort",
            port.saturating_add(2),
            Origin::derived("PORT + 2"),
        ),
    ] {
        start.other(
            ConfigurationArea::Container,
            name,
            Json::integer(number),
            Sensitivity::Public,
            origin,
        );
    }
    Ok(())
}

/// Log levels: of several `LOGGING_CONFIG…` variables the first counts.
pub(super) fn log_levels(start: &mut Start<'_>) -> Step {
    let environment = start.environment;
    let mut variables = environment
        .iter()
        .filter(|(name, _)| name.starts_with("LOGGING_CONFIG"));
    let Some((name, text)) = variables.next() else {
        return Ok(());
    };
    let Ok(Json::Object(levels)) = Json::read(text) else {
        return Err(failure(
            "logging",
            name,
            format!("{name} is no JSON object"),
            "Write {\"LogNode\": \"DEBUG\"}.",
        ));
    };
    for (node, level) in levels.into_members() {
        start.other(
            ConfigurationArea::Logging,
            &node,
            level,
            Sensitivity::Public,
            Origin::variable(
                Cow::Borrowed(name),
                "the first variable of that prefix in the environment; set after the start",
            ),
        );
    }
    for (other, _) in variables {
        start.unheard(
            other,
            format!("of several LOGGING_CONFIG variables only the first one, {name}, is used"),
            Some(name.to_owned()),
        );
    }
    Ok(())
}

fn wrong(subject: &str, message: impl Into<String>, remedy: &str) -> Box<StartFailure> {
    failure("nginx", subject, message, remedy)
}

fn object(start: &Start<'_>, variable: &'static str) -> Step<Object> {
    match start.environment.get(variable).map(Json::read) {
        None => Ok(Object::default()),
        Some(Ok(Json::Object(object))) => Ok(object),
        Some(_) => Err(wrong(
            variable,
            format!("{variable} is no JSON object"),
            "Write it as a JSON object, or leave it out.",
        )),
    }
}

/// Response headers and access restrictions of the proxy.
pub(super) fn proxy(start: &mut Start<'_>) -> Step {
    const HEADERS: &str = "HTTP_RESPONSE_HEADERS";
    restrictions(start)?;
    let mut wanted: Vec<(String, Json, &'static str)> = Vec::new();
    if let Some(value) = start.environment.get("X_FRAME_OPTIONS")
        && value != "ALLOW"
    {
        wanted.push((
            "X-Frame-Options".to_owned(),
            Json::text(value),
            "X_FRAME_OPTIONS",
        ));
    }
    for (name, value) in object(start, HEADERS)?.into_members() {
        match wanted.iter_mut().find(|(known, ..)| *known == name) {
            Some(known) => (known.1, known.2) = (value, HEADERS),
            None => wanted.push((name, value, HEADERS)),
        }
    }
    for (name, value, variable) in wanted {
        let Json::Text(text) = &value else {
            return Err(wrong(
                variable,
                format!("the header {name} in {variable} is no text"),
                "Write its value as text.",
            ));
        };
        match headers::judge(&name, text) {
            headers::Verdict::Unknown => {
                return Err(wrong(
                    variable,
                    format!("{variable} has the header {name}, which the buildpack does not know"),
                    "Remove it; only a fixed list of headers is allowed.",
                ));
            }
            headers::Verdict::Refused => start.unheard(
                &format!("{variable}: {name}"),
                "its value does not have the form that the buildpack allows: the header is left out with a warning",
                None,
            ),
            headers::Verdict::Allowed => start.other(
                ConfigurationArea::Container,
                &name,
                Json::text(text),
                Sensitivity::Public,
                Origin::variable(variable, "a response header of the proxy"),
            ),
        }
    }
    Ok(())
}

/// `ACCESS_RESTRICTIONS` and `NGINX_CUSTOM_LOCATIONS`, as far as they stop a start.
fn restrictions(start: &mut Start<'_>) -> Step {
    for variable in ["NGINX_CUSTOM_LOCATIONS", "ACCESS_RESTRICTIONS"] {
        for (path, rule) in object(start, variable)?.into_members() {
            if path.starts_with("/_mxadmin/") || path.starts_with("/client-cert-check-internal") {
                return Err(wrong(
                    variable,
                    format!("{variable} has a rule for the reserved path {path}"),
                    "Remove the rule.",
                ));
            }
            let Some(rule) = rule.as_object() else {
                return Err(wrong(
                    variable,
                    format!("the rule for {path} in {variable} is no object"),
                    "Write {\"ipfilter\": [\"10.0.0.0/8\"]}.",
                ));
            };
            if rule.len() == 1 && rule.get("body").is_some() {
                continue;
            }
            if let Some(satisfy) = rule.get("satisfy")
                && !matches!(satisfy.as_text(), Some("any" | "all"))
            {
                return Err(wrong(
                    variable,
                    format!("satisfy of {path} in {variable} is neither any nor all"),
                    "Write any or all.",
                ));
            }
            if rule
                .get("ipfilter")
                .and_then(Json::as_list)
                .is_some_and(<[Json]>::is_empty)
            {
                start.finding(
                    "access.empty_filter",
                    Severity::Warning,
                    &path,
                    format!("the empty ipfilter of {path} denies everyone"),
                    "Leave ipfilter out to allow everyone.",
                );
            }
        }
    }
    Ok(())
}

/// Variables that start nothing, or that nobody reads.
pub(super) fn container(start: &mut Start<'_>) -> Step {
    let environment = start.environment;
    if environment
        .get("DEBUG_CONTAINER")
        .is_some_and(super::python::says_true)
    {
        return Err(failure(
            "maintenance",
            "DEBUG_CONTAINER",
            "DEBUG_CONTAINER is true: nothing starts, and every request answers 503",
            "Remove DEBUG_CONTAINER.",
        ));
    }
    if environment.contains("FORCE_WRITE_ARTIFACTS") {
        start.unheard(
            "FORCE_WRITE_ARTIFACTS",
            "no such variable is read",
            Some("FORCE_WRITE_BUILD_ERRORS".to_owned()),
        );
    }
    if environment.get("BUILDPACK_XTRACE") == Some("true") {
        start.finding(
            "logging.secrets_in_trace",
            Severity::Warning,
            "BUILDPACK_XTRACE",
            "with BUILDPACK_XTRACE the buildpack writes the database password into the log",
            "Remove BUILDPACK_XTRACE once it has served.",
        );
    }
    for name in environment.repeated() {
        start.findings.push(mendix_deploy_model::findings::Finding {
            id: "variable.repeated".to_owned(),
            severity: Severity::Warning,
            address: None,
            subject: Some((*name).to_owned()),
            path: None,
            location: None,
            message: format!("{name} stands there more than once: the process sees the first"),
            remedy: format!("Keep one {name}."),
        });
    }
    Ok(())
}
