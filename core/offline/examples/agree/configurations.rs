//! What the runtime of a target would be told, against recordings of what the real buildpacks told it.
//!
//! A recording is a JSON file with `env` and `expected`: environment variables in order, what is laid over a default
//! `metadata.json`, bound services, and `update_configuration` as it was sent, or the `error` that stopped the start. They
//! agree when both have the same parameters, or the failure is predicted at its stage.

use std::{collections::BTreeMap, fmt, fs, path::Path};

use mendix_deploy_model::{
    configurations::{
        ConfigurationArea, ConfigurationInput, EffectiveContent, EnvironmentVariable,
        EvaluatedConfiguration,
    },
    packages::PackageInfo,
};
use mendix_deploy_offline::{
    package::{ArchiveBuilder, read_info},
    targets::evaluate,
};
use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, Visitor},
};
use serde_json::{Map, Value, json, value::RawValue};

use super::{Result, Tally};

/// Families by the first word of a recording's id.
const FAMILIES: &[(&str, &str)] = &[
    ("cluster", "configuration (clusters)"),
    ("const", "configuration (constants)"),
    ("db", "configuration (databases)"),
    ("docker", "configuration (Docker)"),
    ("jvm", "configuration (JVM)"),
    ("misc", "configuration (others)"),
    ("mxr", "configuration (runtime settings)"),
    ("s3", "configuration (S3)"),
    ("sched", "configuration (scheduled events)"),
    ("store", "configuration (storage)"),
];

/// Names that recordings use for the stages of a start, and ours.
const STAGES: &[(&str, &[&str])] = &[
    (
        "setup",
        &["runtime", "setup", "wrapper", "startup", "maintenance"],
    ),
    ("database", &["database"]),
    ("storage", &["storage"]),
    ("java", &["java", "jvm"]),
    (
        "telemetry",
        &[
            "telemetry",
            "telegraf",
            "metrics",
            "mx_java_agent",
            "appdynamics",
            "newrelic",
            "datadog",
        ],
    ),
    ("nginx", &["nginx", "headers", "http_headers"]),
    ("logging", &["logging", "logs", "log_levels", "loglevels"]),
];

#[derive(Deserialize)]
struct Recording {
    id: String,
    #[serde(default)]
    target: Option<String>,
    env: Ordered,
    #[serde(default)]
    metadata: Option<Map<String, Value>>,
    #[serde(default)]
    vcap_services: Option<Box<RawValue>>,
    #[serde(default)]
    vcap_application: Option<Map<String, Value>>,
    expected: Value,
}

/// The members of an object in their order.
struct Ordered(Vec<(String, String)>);

impl<'de> Deserialize<'de> for Ordered {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        struct Members;
        impl<'de> Visitor<'de> for Members {
            type Value = Ordered;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object of texts")
            }

            fn visit_map<A: MapAccess<'de>>(
                self,
                mut map: A,
            ) -> std::result::Result<Ordered, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Ordered(members))
            }
        }
        deserializer.deserialize_map(Members)
    }
}

/// Whether a file is a recording.
pub(crate) fn is_recording(file: &Path) -> bool {
    file.extension().is_some_and(|end| end == "json")
        && fs::read(file)
            .ok()
            .and_then(|bytes| serde_json::from_slice::<BTreeMap<String, Value>>(&bytes).ok())
            .is_some_and(|keys| {
                keys.contains_key("id") && keys.contains_key("env") && keys.contains_key("expected")
            })
}

pub(crate) fn check(shown: &str, file: &Path, tally: &mut Tally) -> Result<()> {
    let recording: Recording = serde_json::from_slice(&fs::read(file)?)?;
    let first = recording.id.split('-').next().unwrap_or_default();
    let family = FAMILIES
        .iter()
        .find(|(word, _)| *word == first)
        .map_or("configuration", |(_, family)| family);
    let difference = match evaluated(&recording) {
        Ok((configuration, folder)) => difference(&configuration, &recording.expected, folder),
        Err(error) => Some(format!("cannot be evaluated: {error}")),
    };
    let [agreed, total, _] = tally.families.entry(family).or_default();
    *total += 1;
    match difference {
        None => *agreed += 1,
        Some(difference) => tally
            .disagreements
            .push(format!("{shown}: {family}: {difference}")),
    }
    Ok(())
}

fn package(metadata: Option<&Map<String, Value>>) -> Result<PackageInfo> {
    let mut whole = json!({
        "ProjectID": "recorded", "ProjectName": "Recorded", "ModelVersion": "1.0.0", "AdminUser": "MxAdmin",
        "RuntimeVersion": "10.24.0.12345", "Constants": [], "ScheduledEvents": [],
    });
    for (name, value) in metadata.into_iter().flatten() {
        whole[name] = value.clone();
    }
    let archive = ArchiveBuilder::new("recorded").entry("model/metadata.json", whole.to_string());
    Ok(read_info("metadata.json", &archive.to_bytes()?)?)
}

/// Our answer, and the folder of the app in it.
fn evaluated(recording: &Recording) -> Result<(EvaluatedConfiguration, &'static str)> {
    let is_docker = recording.target.as_deref() == Some("docker");
    let folder = if is_docker {
        "/opt/mendix/build"
    } else {
        "/home/vcap/app"
    };
    let mut application = json!({
        "application_uris": ["oracle.example.com"], "application_name": "oracle-app",
        "limits": {"mem": 1024, "disk": 1024, "fds": 16384},
    });
    for (name, value) in recording.vcap_application.iter().flatten() {
        application[name] = value.clone();
    }
    let mut variables: Vec<EnvironmentVariable> = Vec::new();
    let mut add = |name: &str, value: &str| {
        if !recording.env.0.iter().any(|(known, _)| known == name) {
            variables.push(EnvironmentVariable {
                name: name.to_owned(),
                value: value.to_owned(),
            });
        }
    };
    add("PATH", "/usr/bin");
    add("LANG", "C.UTF-8");
    add("HOME", folder);
    add("PORT", "8080");
    add("VCAP_APPLICATION", &application.to_string());
    if let Some(services) = &recording.vcap_services {
        add("VCAP_SERVICES", services.get());
    }
    variables.extend(
        recording
            .env
            .0
            .iter()
            .map(|(name, value)| EnvironmentVariable {
                name: name.clone(),
                value: value.clone(),
            }),
    );
    // Nothing was staged before a recording.
    let input = if is_docker {
        ConfigurationInput::Docker {
            variables,
            hostname: None,
            agents_installed: Some(false),
        }
    } else {
        ConfigurationInput::CloudFoundry {
            variables,
            services: None,
            application: None,
            agents_installed: Some(false),
        }
    };
    let package = package(recording.metadata.as_ref())?;
    Ok((evaluate(&input, &package)?, folder))
}

fn difference(
    configuration: &EvaluatedConfiguration,
    expected: &Value,
    folder: &str,
) -> Option<String> {
    let failure = configuration.start_failure.as_ref();
    match (
        failure,
        expected.get("error").filter(|error| !error.is_null()),
    ) {
        (Some(failure), Some(error)) => {
            let stage = error["stage"].as_str().unwrap_or_default();
            (!same_stage(&failure.stage, stage)).then(|| {
                format!(
                    "fails at {stage}, predicted at {}: {}",
                    failure.stage, failure.message
                )
            })
        }
        (None, Some(error)) => Some(format!("fails at {}, not predicted", error["stage"])),
        (Some(failure), None) => Some(format!(
            "starts, predicted to fail at {}: {}",
            failure.stage, failure.message
        )),
        (None, None) => {
            let ours = parameters(configuration);
            let theirs = expected["update_configuration"].as_object()?;
            let names: std::collections::BTreeSet<&String> =
                ours.keys().chain(theirs.keys()).collect();
            let different: Vec<String> = names
                .into_iter()
                .filter(|name| !same(ours.get(*name), theirs.get(*name), folder))
                .map(|name| {
                    format!(
                        "{name}: {} instead of {}",
                        ours.get(name)
                            .map_or("nothing".to_owned(), Value::to_string),
                        theirs
                            .get(name)
                            .map_or("nothing".to_owned(), Value::to_string),
                    )
                })
                .collect();
            (!different.is_empty()).then(|| different.join("; "))
        }
    }
}

fn same_stage(ours: &str, theirs: &str) -> bool {
    let of = |name: &str| {
        STAGES
            .iter()
            .position(|(stage, names)| *stage == name || names.contains(&name))
    };
    ours == theirs || of(ours).is_some_and(|stage| of(theirs) == Some(stage))
}

/// A value that is only known at the start stands for any.
const ANY: &str = "\u{0}any";

fn parameters(configuration: &EvaluatedConfiguration) -> Map<String, Value> {
    let mut parameters = Map::new();
    let mut constants = Map::new();
    for value in &configuration.values {
        let json = match &value.content {
            EffectiveContent::Text { text } => Value::String(text.clone()),
            EffectiveContent::Number { number } => {
                serde_json::from_str(number).unwrap_or(Value::Null)
            }
            EffectiveContent::Boolean { value } => Value::Bool(*value),
            EffectiveContent::Json { json } => serde_json::from_str(json).unwrap_or(Value::Null),
            _ => Value::String(ANY.to_owned()),
        };
        match value.area {
            ConfigurationArea::Constant => constants.insert(value.name.clone(), json),
            ConfigurationArea::ScheduledEvents
            | ConfigurationArea::RuntimeSetting
            | ConfigurationArea::Database
            | ConfigurationArea::Storage => parameters.insert(value.name.clone(), json),
            _ => None,
        };
    }
    parameters
        .entry("MicroflowConstants")
        .or_insert(Value::Object(constants));
    parameters
}

fn same(ours: Option<&Value>, theirs: Option<&Value>, folder: &str) -> bool {
    match (ours, theirs) {
        (Some(Value::String(any)), Some(_)) if any == ANY => true,
        (Some(Value::String(ours)), Some(Value::String(theirs))) => {
            let theirs = theirs
                .replace("<APP-URLENCODED>", &folder.replace('/', "%2F"))
                .replace("<APP>", folder);
            ours == &theirs || without_temporary(ours) == without_temporary(&theirs)
        }
        (Some(Value::Object(ours)), Some(Value::Object(theirs))) => {
            ours.len() == theirs.len()
                && ours
                    .iter()
                    .all(|(name, value)| same(Some(value), theirs.get(name), folder))
        }
        (Some(Value::Array(ours)), Some(Value::Array(theirs))) => {
            ours.len() == theirs.len()
                && ours
                    .iter()
                    .zip(theirs)
                    .all(|(ours, theirs)| same(Some(ours), Some(theirs), folder))
        }
        (ours, theirs) => ours == theirs,
    }
}

/// Certificates from a URL lie in files with random names.
fn without_temporary(url: &str) -> String {
    let Some((before, query)) = url.split_once('?') else {
        return url.to_owned();
    };
    let parameters: Vec<String> = query
        .split('&')
        .map(|parameter| match parameter.split_once('=') {
            Some((name @ ("sslcert" | "sslkey" | "sslrootcert"), value))
                if value.ends_with(".crt") || value.ends_with(".pk8") =>
            {
                let file = value.rsplit("%2F").next().unwrap_or_default();
                let known = if file.starts_with("root") {
                    "root"
                } else {
                    "postgresql"
                };
                format!("{name}={known}")
            }
            _ => parameter.to_owned(),
        })
        .collect();
    format!("{before}?{}", parameters.join("&"))
}
