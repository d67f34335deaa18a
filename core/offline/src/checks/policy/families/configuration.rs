//! Constants and runtime settings.

use std::collections::{BTreeMap, BTreeSet};

use mendix_deploy_model::{
    findings::Severity,
    landscapes::{ConstantValue, Tier},
    packages::ConstantType,
};

use super::{
    super::{
        rule::{
            Check::{App, Environment},
            Judged, NOT_APPLICABLE, Rule, Stop, error, fails_if, info, need_ref, violation,
            warning,
        },
        sets::{BUILDPACK, PRODUCTION, PROTECTED},
        view::{AppView, EnvironmentView},
    },
    on_premise::version,
    storage,
};
use crate::{checks::preflight::values, configuration::looks, landscape::suggest::did_you_mean};

pub(super) const RULES: &[Rule] = &[
    error("MX-CFG-001", Environment(known))
        .says("A constant is set that the model does not have", "Correct its name or remove it.")
        .reads("constants, project.constants", "G7"),
    warning("MX-CFG-002", Environment(defaults))
        .tiers(PROTECTED)
        .says("A constant keeps the model's default where it matters", "Set it for this environment.")
        .reads("constants, project.constants, constantDefaults", "G7, G2"),
    error("MX-CFG-003", Environment(constant_variables))
        .on(BUILDPACK)
        .says("The variable does not reach the constant", "Name it `MX_Module_Constant`, or use `CONSTANTS`.")
        .reads("variables, project.constants", "G7")
        .note("The guide names it `MXRUNTIME_Module.Constant`, which sets a runtime setting of that name."),
    error("MX-CFG-004", App(collisions))
        .says("Two constants have one variable", "Set them with the JSON variable `CONSTANTS`, or rename one.")
        .reads("project.constants", "G7, own"),
    error("MX-CFG-005", Environment(types))
        .says("The value is none of the constant's type", "Correct it.")
        .reads("constants, project.constants", "G7"),
    warning("MX-CFG-006", Environment(secret_literals))
        .says("A secret stands in the landscape", "Write a secret reference; `literal:` in front of the value says that it is none.")
        .reads("constants", "G12"),
    info("MX-CFG-007", Environment(slow_queries))
        .says("`LogMinDurationQuery` differs from what is recommended", "Set 1000 in development and 5000 in production.")
        .reads("runtimeSettings", "G7"),
    warning("MX-CFG-008", Environment(sessions))
        .tiers(PRODUCTION)
        .says("Sessions live too long, or the setting has no effect", "Set `SessionTimeout` to 600000 or less.")
        .reads("runtimeSettings", "G7")
        .note("The guide spells it `com.mendix.core.SessionTimeout`, which no runtime reads."),
    info("MX-CFG-009", Environment(connections))
        .says("Fewer outgoing connections than recommended", "Set `http.client.MaxConnectionsPerRoute` to 50 and `http.client.MaxConnectionsTotal` to 200 in production, 10 and 50 in development; 250 is the most.")
        .reads("runtimeSettings", "G7"),
    info("MX-CFG-010", Environment(recommended))
        .says("Settings differ from what is recommended", "Set `TrackWebServiceUserLastLogin` to false in development and true in production, and leave `EnableKeepAlive` on.")
        .reads("runtimeSettings", "G7")
        .note("`EnableKeepAlive` is about the browser's session, not about HTTP; `MaxLogMessageLength` is in no list of settings, so that its absence is not reported."),
    warning("MX-CFG-011", Environment(delete_words))
        .says("`com.mendix.storage.PerformDeleteFromStorage` is written in the way of another version", "Mendix 9.12 and 9.6.11 take `AllFiles`, `TemporaryFiles` and `NoFiles`, those before a boolean.")
        .reads("runtimeSettings, project.mendixVersion", "G7"),
    warning("MX-CFG-012", App(own_values))
        .says("A setting that differs elsewhere has no value of its own here", "Set it for each environment.")
        .reads("constants, scheduledEvents, logging", "G2, G7"),
    warning("MX-CFG-013", Environment(deletes))
        .tiers(PRODUCTION)
        .says("After a restore of the database, files would be missing that were deleted since", "Set `com.mendix.storage.PerformDeleteFromStorage` to `NoFiles`, or switch versioning on.")
        .reads("storage, runtimeSettings", "G7, G10")
        .note("The guide recommends to delete in production."),
];

pub(super) fn constants<'a>(
    e: &EnvironmentView<'a>,
) -> Result<&'a BTreeMap<String, ConstantValue>, Stop> {
    need_ref(&e.facts.constants, "constants")
}

fn of_model<'a>(e: &EnvironmentView<'a>) -> Result<&'a BTreeMap<String, String>, Stop> {
    need_ref(&e.project()?.constants, "project.constants")
}

fn known(e: &EnvironmentView<'_>) -> Judged {
    let model = of_model(e)?;
    Ok(constants(e)?
        .keys()
        .filter(|name| !model.contains_key(*name))
        .map(|name| {
            let hint = did_you_mean(name, model.keys().map(String::as_str));
            violation(format!("{name}.{hint}"))
                .about(name)
                .at("constants")
        })
        .collect())
}

fn defaults(e: &EnvironmentView<'_>) -> Judged {
    let (model, set) = (of_model(e)?, constants(e)?);
    let defaults = need_ref(&e.project()?.constant_defaults, "project.constantDefaults")?;
    let mut found = Vec::new();
    for (name, constant_type) in model.iter().filter(|(name, _)| !set.contains_key(*name)) {
        let lower = name.rsplit('.').next().unwrap_or(name).to_ascii_lowercase();
        let default = defaults.get(name).map_or("", String::as_str);
        let kind = if constant_type == ConstantType::Boolean.as_str() {
            "a flag"
        } else if looks::named_like_a_secret(name) {
            "a credential"
        } else if default.contains("://")
            || lower.ends_with("url")
            || lower.ends_with("uri")
            || lower.ends_with("endpoint")
        {
            "an address"
        } else {
            continue;
        };
        found.push(
            violation(format!("{name} is {kind}"))
                .about(name)
                .at("constants"),
        );
    }
    Ok(found)
}

fn constant_variables(e: &EnvironmentView<'_>) -> Judged {
    let (variables, model) = (e.variables()?, of_model(e)?);
    let by_variable: BTreeMap<String, &String> = model
        .keys()
        .map(|name| (name.replace('.', "_"), name))
        .collect();
    let mut found = Vec::new();
    for variable in variables.keys() {
        let (rest, runtime) = match (
            variable.strip_prefix("MXRUNTIME_"),
            variable.strip_prefix("MX_"),
        ) {
            (Some(rest), _) => (rest, true),
            (_, Some(rest)) => (rest, false),
            _ => continue,
        };
        let constant = by_variable.get(&rest.replace('.', "_"));
        let detail = match (runtime, constant) {
            (true, Some(name)) => format!(
                "{variable} sets a runtime setting; {name} has MX_{}",
                name.replace('.', "_")
            ),
            (false, Some(name)) if rest.contains('.') => format!(
                "{variable} has a dot; {name} has MX_{}",
                name.replace('.', "_")
            ),
            (false, None) => {
                let hint = did_you_mean(rest, by_variable.keys().map(String::as_str));
                format!("{variable} is no constant of the model.{hint}")
            }
            _ => continue,
        };
        found.push(violation(detail).about(variable));
    }
    Ok(found)
}

fn collisions(app: &AppView<'_>) -> Judged {
    let model = need_ref(&app.project()?.constants, "project.constants")?;
    let mut by_variable: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for name in model.keys() {
        by_variable
            .entry(name.replace('.', "_"))
            .or_default()
            .push(name);
    }
    Ok(by_variable
        .into_iter()
        .filter(|(_, names)| names.len() > 1)
        .map(|(variable, names)| {
            violation(format!("MX_{variable} is {}", names.join(" and "))).about(names[0])
        })
        .collect())
}

fn types(e: &EnvironmentView<'_>) -> Judged {
    let model = of_model(e)?;
    let mut found = Vec::new();
    for (name, value) in constants(e)? {
        let (Some(constant_type), ConstantValue::Literal { value, .. }) = (model.get(name), value)
        else {
            continue;
        };
        // The value may be a secret: only what is wrong with it is told.
        if let Err(why) = values::check(&ConstantType::from(constant_type.as_str()), value) {
            found.push(
                violation(format!("{name} is {constant_type}; it takes {why}"))
                    .about(name)
                    .at("constants"),
            );
        }
    }
    Ok(found)
}

fn secret_literals(e: &EnvironmentView<'_>) -> Judged {
    Ok(constants(e)?
        .iter()
        .filter(|(name, value)| {
            matches!(value, ConstantValue::Literal { value, acknowledged: false } if !value.is_empty()
                && (looks::named_like_a_secret(name) || looks::shaped_like_a_secret(value)))
        })
        .map(|(name, _)| violation(name.clone()).about(name).at("constants"))
        .collect())
}

pub(super) fn settings<'a>(e: &EnvironmentView<'a>) -> Result<&'a BTreeMap<String, String>, Stop> {
    need_ref(&e.facts.runtime_settings, "runtimeSettings")
}

/// For development and for production; the others are not spoken of.
fn by_tier<T>(e: &EnvironmentView<'_>, development: T, production: T) -> Result<T, Stop> {
    match e.tier()? {
        Tier::Development => Ok(development),
        Tier::Production => Ok(production),
        _ => Err(Stop::NotApplicable),
    }
}

fn slow_queries(e: &EnvironmentView<'_>) -> Judged {
    let wanted = by_tier(e, "1000", "5000")?;
    let is = settings(e)?
        .get("LogMinDurationQuery")
        .map_or("not set", String::as_str);
    fails_if(is != wanted, || format!("it is {is}, not {wanted}"))
}

fn sessions(e: &EnvironmentView<'_>) -> Judged {
    let settings = settings(e)?;
    let mut found = Vec::new();
    if settings.contains_key("com.mendix.core.SessionTimeout") {
        found.push(violation("com.mendix.core.SessionTimeout is read by no runtime; the setting is SessionTimeout").about("com.mendix.core.SessionTimeout"));
    }
    if let Some(text) = settings.get("SessionTimeout") {
        match text.parse::<u64>() {
            Ok(millis) if millis <= 600_000 => {}
            Ok(millis) => found
                .push(violation(format!("SessionTimeout is {millis} ms")).about("SessionTimeout")),
            Err(_) => found.push(violation("SessionTimeout is no number").about("SessionTimeout")),
        }
    }
    Ok(found)
}

fn connections(e: &EnvironmentView<'_>) -> Judged {
    let (route, total) = by_tier(e, (10, 50), (50, 200))?;
    let settings = settings(e)?;
    let mut found = Vec::new();
    for (name, least, default) in [
        ("http.client.MaxConnectionsPerRoute", route, 2_u32),
        ("http.client.MaxConnectionsTotal", total, 20),
    ] {
        let is = settings
            .get(name)
            .map_or(Some(default), |text| text.parse().ok());
        match is {
            Some(is) if (least..=250).contains(&is) => {}
            Some(is) if is > 250 => {
                found.push(violation(format!("{name} is {is}, more than 250")).about(name))
            }
            Some(is) => found.push(violation(format!("{name} is {is}, not {least}")).about(name)),
            None => found.push(violation(format!("{name} is no number")).about(name)),
        }
    }
    Ok(found)
}

fn recommended(e: &EnvironmentView<'_>) -> Judged {
    let settings = settings(e)?;
    let mut found = Vec::new();
    if settings
        .get("EnableKeepAlive")
        .is_some_and(|value| value.eq_ignore_ascii_case("false"))
    {
        found.push(violation("EnableKeepAlive is off").about("EnableKeepAlive"));
    }
    if let Some(length) = settings
        .get("MaxLogMessageLength")
        .filter(|length| *length != "10000")
    {
        found.push(
            violation(format!("MaxLogMessageLength is {length}, not 10000"))
                .about("MaxLogMessageLength"),
        );
    }
    if let Ok(wanted) = by_tier(e, "false", "true") {
        // The runtime's own default is true.
        let is = settings
            .get("TrackWebServiceUserLastLogin")
            .map_or("true", String::as_str);
        if is != wanted {
            found.push(
                violation(format!(
                    "TrackWebServiceUserLastLogin is {is}, not {wanted}"
                ))
                .about("TrackWebServiceUserLastLogin"),
            );
        }
    }
    Ok(found)
}

const DELETE: &str = "com.mendix.storage.PerformDeleteFromStorage";

fn delete_words(e: &EnvironmentView<'_>) -> Judged {
    let Some(value) = settings(e)?.get(DELETE) else {
        return NOT_APPLICABLE;
    };
    let named = need_ref(&e.project()?.mendix_version, "project.mendixVersion")?;
    let version = version(named);
    if version.is_empty() {
        return Err(Stop::Waits("project.mendixVersion as a number"));
    }
    let words = version.as_slice() >= &[9, 12][..]
        || (version.starts_with(&[9, 6]) && version.get(2).is_some_and(|patch| *patch >= 11));
    let boolean = ["true", "false"]
        .iter()
        .any(|word| value.eq_ignore_ascii_case(word));
    Ok(match (words, boolean) {
        (true, true) => vec![violation(format!("{value} on Mendix {named}")).about(DELETE)],
        (false, false) => vec![
            violation(format!("{value} on Mendix {named}"))
                .about(DELETE)
                .severity(Severity::Error),
        ],
        (true, false) if !["AllFiles", "TemporaryFiles", "NoFiles"].contains(&value.as_str()) => {
            vec![
                violation(format!("{value} is none of its words"))
                    .about(DELETE)
                    .severity(Severity::Error),
            ]
        }
        _ => Vec::new(),
    })
}

fn own_values(app: &AppView<'_>) -> Judged {
    let mut values: BTreeMap<(&'static str, String), BTreeSet<String>> = BTreeMap::new();
    let mut own: Vec<(&EnvironmentView<'_>, BTreeSet<(&'static str, String)>)> = Vec::new();
    for e in &app.environments {
        let mut has = BTreeSet::new();
        let mut add = |at: &'static str, name: String, value: String| {
            values.entry((at, name.clone())).or_default().insert(value);
            has.insert((at, name));
        };
        for (name, value) in constants(e)? {
            // Compared, never shown.
            add(
                "constants",
                name.clone(),
                serde_json::to_string(value).unwrap_or_default(),
            );
        }
        if let Some(events) = &e.facts.scheduled_events {
            add(
                "scheduledEvents",
                "scheduledEvents".to_owned(),
                format!("{events:?}"),
            );
        }
        if let Some(level) = e
            .facts
            .logging
            .as_ref()
            .and_then(|logging| logging.level.clone())
        {
            add("logging", "logging".to_owned(), level);
        }
        own.push((e, has));
    }
    if own.len() < 2 {
        return NOT_APPLICABLE;
    }
    let differing: Vec<&(&'static str, String)> = values
        .iter()
        .filter(|(_, different)| different.len() > 1)
        .map(|(key, _)| key)
        .collect();
    let mut found = Vec::new();
    for (e, has) in &own {
        for key in &differing {
            if !has.contains(*key) {
                found.push(
                    violation(key.1.clone())
                        .about(&key.1)
                        .at(key.0)
                        .of(e.app, e.name),
                );
            }
        }
    }
    Ok(found)
}

fn deletes(e: &EnvironmentView<'_>) -> Judged {
    if !storage::is_object_store(storage::kind(e)?) {
        return NOT_APPLICABLE;
    }
    if e.is_on(&e.storage()?.versioned, "storage.versioned")? {
        return Ok(Vec::new());
    }
    // Deleting is the runtime's default.
    let value = settings(e)?.get(DELETE).map_or("AllFiles", String::as_str);
    fails_if(!matches!(value, "NoFiles" | "false"), || {
        format!("it is {value}")
    })
}
