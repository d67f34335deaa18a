//! Built-in, derived and custom settings, in the order in which the buildpack merges them (runtime configuration, 1.3 and 1.4).

use std::borrow::Cow;

use mendix_deploy_model::{
    configurations::{Certainty, ConfigurationArea, ProvenanceSource, Sensitivity},
    findings::Severity,
};

use super::{
    python::says_true,
    start::{Start, Step, failure},
};
use crate::{
    configuration::{json::Json, names::SETTING_PREFIX},
    targets::settings::{Content, Origin},
};

const CUSTOM: &str = "CUSTOM_RUNTIME_SETTINGS";

const STORED: &str = "MXRUNTIME_ taken off, every underscore a dot, always text; it wins over CUSTOM_RUNTIME_SETTINGS";

/// What the tool sends unless told otherwise.
pub(super) fn built_in(start: &mut Start<'_>) {
    let folder = start.folder;
    let runtime = format!(
        "{folder}/runtimes/{}/runtime",
        start.version.folder(&start.package.runtime_version)
    );
    for (name, value, rule) in [
        (
            "BasePath",
            Json::text(format!("{folder}/")),
            "the folder of the app",
        ),
        (
            "RuntimePath",
            Json::text(runtime),
            "the folder of the runtime's version",
        ),
        (
            "DTAPMode",
            Json::text("P"),
            "production, unless development mode is on",
        ),
        (
            "LogMinDurationQuery",
            Json::integer(10_000),
            "the buildpack's own m2ee.yaml",
        ),
    ] {
        start.settings.set(name, value, Origin::tool(rule));
    }
}

/// `ApplicationRootUrl`: the first route.
pub(super) fn root_url(start: &mut Start<'_>) -> Step {
    let uris = start.application.get("application_uris");
    let Some(Json::List(uris)) = uris else {
        return Err(failure(
            "setup",
            "VCAP_APPLICATION",
            "VCAP_APPLICATION has no list application_uris",
            "Give the text as the platform sets it.",
        ));
    };
    let (url, rule) = match uris.first() {
        None => (String::new(), "the app has no route: nobody reaches it"),
        Some(Json::Text(host)) if host.contains(".local") => (
            "http://localhost".to_owned(),
            "a route with .local in it stands for localhost",
        ),
        Some(Json::Text(host)) if host == "localhost" => {
            ("http://localhost".to_owned(), "localhost, without TLS")
        }
        Some(Json::Text(host)) => (format!("https://{host}"), "https:// and the first route"),
        Some(_) => {
            return Err(failure(
                "setup",
                "VCAP_APPLICATION",
                "the first of application_uris is no text",
                "Give the text as the platform sets it.",
            ));
        }
    };
    start.settings.set(
        "ApplicationRootUrl",
        Json::Text(url),
        Origin {
            place: Some("VCAP_APPLICATION".into()),
            ..Origin::derived(rule)
        },
    );
    Ok(())
}

/// Development mode, cluster and cookie.
pub(super) fn modes(start: &mut Start<'_>) {
    if start.is_development() {
        start.settings.set(
            "DTAPMode",
            Json::text("D"),
            Origin::variable("DEVELOPMENT_MODE", "true, in any case, is development mode"),
        );
    } else if let Some(value) = start.environment.filled("DEVELOPMENT_MODE")
        && value.to_lowercase() != "false"
    {
        start.unheard(
            "DEVELOPMENT_MODE",
            "only the word true, in any case, turns development mode on",
            Some("true".to_owned()),
        );
    }
    let sticky = start
        .environment
        .get("ENABLE_STICKY_SESSIONS")
        .is_some_and(says_true);
    if start.version.is_at_least(&[7]) && !start.is_leader() {
        start.settings.set(
            "com.mendix.core.isClusterSlave",
            Json::text("true"),
            Origin::variable(
                "CF_INSTANCE_INDEX",
                "any index but 0 makes the instance a follower",
            ),
        );
        if sticky {
            start.unheard(
                "ENABLE_STICKY_SESSIONS",
                "it renames the session cookie on the leader only: this instance keeps XASSESSIONID",
                Some("MXRUNTIME_com_mendix_core_SessionIdCookieName".to_owned()),
            );
        }
    } else if start.version.is_at_least(&[6]) && sticky {
        start.settings.set(
            "com.mendix.core.SessionIdCookieName",
            Json::text("JSESSIONID"),
            Origin::variable(
                "ENABLE_STICKY_SESSIONS",
                "renames the session cookie, on the leader only",
            ),
        );
        start.finding(
            "cluster.sticky_on_leader_only",
            Severity::Warning,
            "ENABLE_STICKY_SESSIONS",
            "ENABLE_STICKY_SESSIONS renames the session cookie on the leader only: with more than one instance the name differs between them",
            "Set MXRUNTIME_com_mendix_core_SessionIdCookieName=JSESSIONID on all instances.",
        );
    }
}

/// `Configuration` of the metadata, with `USE_DATA_SNAPSHOT=true`.
pub(super) fn snapshot(start: &mut Start<'_>) {
    if !start
        .environment
        .get("USE_DATA_SNAPSHOT")
        .is_some_and(says_true)
    {
        return;
    }
    let Some(text) = &start.package.snapshot_settings else {
        return;
    };
    let Ok(Json::Object(settings)) = Json::read(text) else {
        return;
    };
    for (name, value) in settings.into_members() {
        start.settings.fill(
            Cow::Owned(name),
            Content::Known(value),
            Origin::new(
                ProvenanceSource::Model,
                "the settings that come with the packaged data set, where nothing else sets them",
            ),
            Certainty::Observed,
        );
    }
}

/// `License.*` from a bound `mendix-platform` service. A binding that lacks a part is left out as a whole, with a warning.
pub(super) fn subscription(start: &mut Start<'_>) {
    const LABEL: &str = "mendix-platform";
    let Some(service) = start
        .services
        .as_ref()
        .and_then(Json::as_object)
        .and_then(|services| services.get(LABEL))
    else {
        return;
    };
    let found = (|| {
        let binding = service.as_list()?.first()?.as_object()?;
        binding.get("name")?;
        let credentials = binding.get("credentials")?.as_object()?;
        Some([
            (
                "License.EnvironmentName",
                credentials.get("environment_id")?.clone(),
            ),
            (
                "License.LicenseServerURL",
                credentials.get("license_server_url")?.clone(),
            ),
            (
                "License.SubscriptionSecret",
                credentials.get("secret")?.clone(),
            ),
            ("License.UseLicenseServer", Json::Bool(true)),
        ])
    })();
    match found {
        Some(settings) => {
            for (name, value) in settings {
                let origin = Origin::service(LABEL, "the licence of the bound subscription");
                start.settings.set(name, value, origin);
            }
        }
        None => start.finding(
            "licence.binding_incomplete",
            Severity::Warning,
            LABEL,
            "the bound mendix-platform service lacks a name or credentials: the app starts without its licence",
            "Unbind the service and bind it again.",
        ),
    }
}

/// `CUSTOM_RUNTIME_SETTINGS`, then `MXRUNTIME_…`.
pub(super) fn custom(start: &mut Start<'_>) -> Step {
    let environment = start.environment;
    match environment.get(CUSTOM).map(Json::read) {
        None => {}
        Some(Ok(Json::Object(settings))) => {
            for (name, value) in settings.into_members() {
                let origin =
                    Origin::variable(CUSTOM, "the entry of this name; JSON types are kept");
                store(start, Cow::Owned(name), value, origin);
            }
        }
        Some(Ok(_)) => {
            return Err(failure(
                "setup",
                CUSTOM,
                "CUSTOM_RUNTIME_SETTINGS is JSON, but no object",
                "Write {\"Setting\": value}, or leave CUSTOM_RUNTIME_SETTINGS out.",
            ));
        }
        Some(Err(_)) => {
            start.unheard(
                CUSTOM,
                "it is no JSON: all of it is ignored with a warning",
                None,
            );
            start.finding(
                "runtimeSetting.malformed",
                Severity::Error,
                CUSTOM,
                "CUSTOM_RUNTIME_SETTINGS is no JSON: none of its settings reaches the runtime",
                "Write it as a JSON object.",
            );
        }
    }
    let mut spellings: Vec<(String, &str)> = Vec::new();
    for (variable, value) in environment.iter() {
        let Some(rest) = variable.strip_prefix(SETTING_PREFIX) else {
            continue;
        };
        let name = rest.replace('_', ".");
        if let Some((_, first)) = spellings.iter().find(|(known, _)| *known == name) {
            start.findings.push(both_spellings(first, variable, &name));
        }
        spellings.push((name.clone(), variable));
        let origin = Origin::variable(Cow::Borrowed(variable), STORED);
        store(start, Cow::Owned(name), Json::text(value), origin);
    }
    Ok(())
}

fn both_spellings(first: &str, second: &str, name: &str) -> mendix_deploy_model::findings::Finding {
    mendix_deploy_model::findings::Finding {
        id: "runtimeSetting.two_spellings".to_owned(),
        severity: Severity::Warning,
        address: None,
        subject: Some(name.to_owned()),
        path: None,
        location: None,
        message: format!(
            "{first} and {second} both set {name}: the one that comes later in the environment wins, and no user decides the order"
        ),
        remedy: format!("Keep {first} or {second}."),
    }
}

/// Stores a custom setting; `MicroflowConstants` replaces the constants as a whole.
fn store<'a>(start: &mut Start<'a>, name: Cow<'a, str>, value: Json, origin: Origin<'a>) {
    if name != "MicroflowConstants" {
        start.settings.set(name, value, origin);
        return;
    }
    let place = origin.place.clone().unwrap_or_default().into_owned();
    start.finding(
        "constant.all_replaced",
        Severity::Error,
        &place,
        format!("{place} replaces the whole map of constants: every other constant is lost, its default included"),
        "Set constants by MX_ variables or in CONSTANTS.",
    );
    let old = std::mem::take(&mut start.constants);
    for constant in old.names() {
        let provenance = old.origin(constant).cloned().unwrap_or(Origin::tool(""));
        start
            .lost
            .push(mendix_deploy_model::configurations::LostInput {
                name: constant.to_owned(),
                provenance: provenance.provenance(),
                reason: format!("{place} replaces the whole map of constants"),
                suggestion: None,
            });
    }
    start.settings.remove("MicroflowConstants");
    match value {
        Json::Object(constants) => {
            for (constant, value) in constants.into_members() {
                start
                    .constants
                    .set(Cow::Owned(constant), value, origin.clone());
            }
        }
        other => start.settings.set("MicroflowConstants", other, origin),
    }
}

/// The licence in the preferences file of the process (runtime configuration, 5.2).
pub(super) fn licence_file(start: &mut Start<'_>) -> Step {
    const SERVER: &str = "MXRUNTIME_License.UseLicenseServer";
    let environment = start.environment;
    if let Some(text) = environment.get(SERVER)
        && super::python::truth(text).is_none()
    {
        return Err(failure(
            "setup",
            SERVER,
            format!("{SERVER} is neither true nor false"),
            "Write true or false.",
        ));
    }
    let either = |forced: &'static str, plain: &'static str| {
        environment
            .entry(forced)
            .or_else(|| environment.entry(plain))
    };
    let key = either("FORCED_LICENSE_KEY", "LICENSE_KEY");
    let server = either("FORCED_SERVER_ID", "SERVER_ID");
    let id = either("FORCED_LICENSE_ID", "LICENSE_ID")
        .filter(|(_, id)| !id.is_empty())
        .or(server);
    if server.is_some_and(|(_, id)| !id.is_empty()) {
        start.finding(
            "licence.server_id",
            Severity::Info,
            "SERVER_ID",
            "SERVER_ID is a deprecated alias of LICENSE_ID",
            "Rename it to LICENSE_ID.",
        );
    }
    match (id, key) {
        (Some((id_name, id)), Some((key_name, key))) => {
            let rule = "written to the Java preferences of the process";
            start.other(
                ConfigurationArea::Admin,
                "licence.id",
                Json::text(id),
                Sensitivity::Unknown,
                Origin::variable(id_name, rule),
            );
            start.other(
                ConfigurationArea::Admin,
                "licence.key",
                Json::text(key),
                Sensitivity::Secret,
                Origin::variable(key_name, rule),
            );
        }
        (Some((name, _)), None) | (None, Some((name, _))) => start.unheard(
            name,
            "a licence needs both LICENSE_ID and LICENSE_KEY: the app runs without",
            None,
        ),
        (None, None) => {}
    }
    Ok(())
}
