//! What reaches the process besides the runtime's own settings: variables, memory, the JVM, log levels. Only the buildpacks
//! take them as variables.

use std::collections::BTreeMap;

use mendix_deploy_model::{
    configurations::{
        ConfigurationFile, ConfigurationInput, Emission, EnvironmentVariable, NotCarried,
        SecretPlacement,
    },
    landscapes::{GarbageCollector, JvmSpec, LoggingSpec, TargetSpec, TextValue},
};

use crate::landscape::Environment;

pub(super) fn add(environment: &Environment, emission: &mut Emission) {
    let mut wanted: BTreeMap<String, TextValue> = BTreeMap::new();
    let mut not_carried = Vec::new();
    if let Some(limits) = environment.resources().and_then(|it| it.limits.as_ref())
        && let Some(memory) = limits.memory_mebibytes
    {
        // Cloud Foundry and the platforms know it themselves.
        if matches!(
            emission.input,
            ConfigurationInput::Docker { .. } | ConfigurationInput::Kubernetes { .. }
        ) {
            wanted.insert("MEMORY_LIMIT".to_owned(), literal(format!("{memory}M")));
        }
    }
    let variables = match &mut emission.input {
        ConfigurationInput::CloudFoundry { variables, .. }
        | ConfigurationInput::Docker { variables, .. }
        | ConfigurationInput::Kubernetes { variables, .. } => {
            if let Some(jvm) = environment.jvm() {
                add_jvm(jvm, &mut wanted);
            }
            if let Some(logging) = environment.logging() {
                add_logging(logging, &mut wanted, &mut not_carried);
            }
            variables
        }
        ConfigurationInput::Portable { variables, .. } => variables,
        _ => {
            for name in environment.variables().keys() {
                not_carried.push(NotCarried {
                    name: name.clone(),
                    reason: "this target takes no environment variables".to_owned(),
                });
            }
            emission.not_carried.extend(not_carried);
            return;
        }
    };
    // What the landscape says by the variable's own name is nearer.
    wanted.extend(
        environment
            .variables()
            .iter()
            .map(|(name, value)| (name.clone(), value.clone())),
    );
    for (name, value) in wanted {
        if variables.iter().any(|variable| variable.name == name) {
            not_carried.push(NotCarried {
                name,
                reason: "another key of the landscape makes this variable".to_owned(),
            });
            continue;
        }
        match value {
            TextValue::Literal { value, .. } => variables.push(EnvironmentVariable { name, value }),
            TextValue::SecretReference { reference } => emission.secrets.push(SecretPlacement {
                place: name.clone(),
                name,
                reference,
            }),
        }
    }
    variables.sort_by(|a, b| a.name.cmp(&b.name));
    emission.not_carried.extend(not_carried);
}

/// What Cloud Foundry tells the app about itself (`VCAP_APPLICATION`): name, routes, memory. An app whose memory nobody
/// states gets the platform's default of 1,024 MiB.
pub(super) fn application(environment: &Environment) -> String {
    let limits = environment.resources().and_then(|it| it.limits.as_ref());
    let memory = limits.and_then(|it| it.memory_mebibytes).unwrap_or(1_024);
    let name = match environment.target() {
        TargetSpec::CloudFoundry {
            application: Some(name),
            ..
        } => name.as_str(),
        _ => environment.address().app(),
    };
    let routes: Vec<&str> = environment
        .routing()
        .map(|routing| routing.routes.iter().map(String::as_str).collect())
        .unwrap_or_default();
    serde_json::json!({
        "application_name": name,
        "application_uris": routes,
        "limits": {"mem": memory},
    })
    .to_string()
}

/// What the host's own file of m2ee-tools says at least, as far as the landscape knows the host.
pub(super) fn host_file(environment: &Environment) -> Option<ConfigurationFile> {
    let TargetSpec::Linux {
        folder: Some(folder),
        port,
        admin_port,
        ..
    } = environment.target()
    else {
        return None;
    };
    // JSON is YAML, and needs no quoting of its own.
    let text = serde_json::json!({"m2ee": {
        "app_base": folder,
        "app_name": environment.address().app(),
        // The landscape does not know it; m2ee asks only whether the host's file has one.
        "admin_pass": "(the host's own)",
        "runtime_port": port.unwrap_or(8_080),
        "admin_port": admin_port.unwrap_or(8_090),
    }});
    Some(ConfigurationFile {
        name: "the host's own m2ee.yaml".to_owned(),
        text: text.to_string(),
    })
}

fn literal(value: impl Into<String>) -> TextValue {
    TextValue::Literal {
        value: value.into(),
        acknowledged: true,
    }
}

fn add_jvm(jvm: &JvmSpec, wanted: &mut BTreeMap<String, TextValue>) {
    let mut put = |name: &str, value: String| {
        wanted.insert(name.to_owned(), literal(value));
    };
    if !jvm.arguments.is_empty() {
        // Plain text would stop the start.
        put("JAVA_OPTS", serde_json::json!(jvm.arguments).to_string());
    }
    if let Some(heap) = jvm.heap_mebibytes {
        put("HEAP_SIZE", format!("{heap}M"));
    }
    if let Some(metaspace) = jvm.metaspace_mebibytes {
        put("MAX_METASPACE_SIZE", format!("{metaspace}M"));
    }
    if let Some(collector) = jvm.garbage_collector {
        let word = match collector {
            GarbageCollector::Serial => "Serial",
            GarbageCollector::G1 => "G1",
        };
        put("JVM_GARBAGE_COLLECTOR", word.to_owned());
    }
    if let Some(version) = jvm.java_version {
        put("JAVA_VERSION", version.to_string());
    }
}

fn add_logging(
    logging: &LoggingSpec,
    wanted: &mut BTreeMap<String, TextValue>,
    not_carried: &mut Vec<NotCarried>,
) {
    if !logging.nodes.is_empty() {
        let levels: BTreeMap<&str, String> = logging
            .nodes
            .iter()
            .map(|(node, level)| (node.as_str(), level.to_string().to_uppercase()))
            .collect();
        wanted.insert(
            "LOGGING_CONFIG".to_owned(),
            literal(serde_json::json!(levels).to_string()),
        );
    }
    if let Some(lines) = logging.lines_per_second {
        wanted.insert("LOG_RATELIMIT".to_owned(), literal(lines.to_string()));
    }
    if logging.level.is_some() {
        not_carried.push(NotCarried {
            name: "logging.level".to_owned(),
            reason: "the buildpacks set levels by log node only; say them under `nodes`".to_owned(),
        });
    }
}
