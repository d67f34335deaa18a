//! What the operator makes of a `MendixApp` resource (Mendix documentation, private cloud operator). Documented, not
//! observed.

use std::borrow::Cow;

use mendix_deploy_model::{
    Error, ErrorCode, Result,
    configurations::{
        Certainty, ConfigurationArea, EffectiveContent, EffectiveValue, EvaluatedConfiguration,
        ProvenanceSource, Sensitivity,
    },
    findings::Severity,
    landscapes::TargetKind,
    packages::PackageInfo,
};

use crate::{
    configuration::{
        json::{Json, Object},
        suggest::{did_you_mean, nearest},
        yaml::{self, Node, Value},
    },
    targets::{
        draft::Draft,
        settings::{Content, Layers, Origin, content},
    },
};

/// Documented fields of `spec`.
const SPEC: &[&str] = &[
    "allowOverrideSecretsWithSecretStoreCSIDriver",
    "appURL",
    "customPodLabels",
    "database",
    "deploymentStrategy",
    "endpointAnnotations",
    "ingressClassName",
    "ingressPath",
    "ingressPathType",
    "jvmMemorySettings",
    "mendixRuntimeVersion",
    "podDisruptionBudget",
    "replicas",
    "resources",
    "runtime",
    "runtimeDeploymentPodAnnotations",
    "runtimeLeaderSelection",
    "runtimeLicenseProduct",
    "runtimeMetricsConfiguration",
    "runtimeReadOnlyRootFilesystem",
    "serviceAnnotations",
    "sourceURL",
    "sourceVersion",
    "storage",
    "tls",
    "topologySpreadConstraints",
];

/// Documented fields of `spec.runtime`.
const RUNTIME: &[&str] = &[
    "clientCertificates",
    "customConfiguration",
    "debuggerPassword",
    "dtapMode",
    "environmentVariables",
    "jettyOptions",
    "logAutosubscribeLevel",
    "logFormatType",
    "logLevels",
    "microflowConstants",
    "mxAdminPassword",
    "myScheduledEvents",
    "runtimeLicense",
    "scheduledEventExecution",
];

/// Variables of the buildpacks, which images that the operator builds do not read.
const BUILDPACK: &[&str] = &[
    "ADMIN_PASSWORD",
    "CONSTANTS",
    "CUSTOM_RUNTIME_SETTINGS",
    "DATABASE_ENDPOINT",
    "DATABASE_URL",
    "DEVELOPMENT_MODE",
    "HEAP_SIZE",
    "JAVA_OPTS",
    "LICENSE_ID",
    "LICENSE_KEY",
    "M2EE_PASSWORD",
    "MEMORY_LIMIT",
    "SCHEDULED_EVENTS",
];
const BUILDPACK_PREFIXES: &[&str] = &["MXRUNTIME_", "MX_", "S3_", "LOGGING_CONFIG", "NGINX_"];

const CONSTANTS: &str = "MicroflowConstants";

/// What the runtime would see.
///
/// # Errors
///
/// `input.invalid` when the text is no YAML, exceeds the bounds, or is another resource.
pub(in crate::targets) fn evaluate(
    resource: &str,
    package: &PackageInfo,
) -> Result<EvaluatedConfiguration> {
    let root = yaml::read(resource).map_err(|problem| {
        let line = problem
            .at
            .map_or_else(String::new, |at| format!(", line {}", at.line));
        let message = format!("the MendixApp resource{line} {}", problem.message);
        Error::new(ErrorCode::InputInvalid, message)
    })?;
    let kind = root.get("kind").and_then(|entry| entry.value.scalar());
    if kind != Some("MendixApp") {
        let kind = kind.map_or_else(
            || "has no kind".to_owned(),
            |kind| format!("is a {}", yaml::shown(kind)),
        );
        return Err(Error::new(
            ErrorCode::InputInvalid,
            format!("the resource {kind}; the operator reads a MendixApp"),
        ));
    }
    let nothing = Node {
        at: root.at,
        value: Value::Null,
    };
    let spec = root.get("spec").map_or(&nothing, |entry| &entry.value);
    let runtime = spec.get("runtime").map_or(&nothing, |entry| &entry.value);
    let mut run = Run {
        package,
        draft: Draft::new(TargetKind::Operator, Certainty::Documented),
        settings: Layers::default(),
        constants: Layers::default(),
    };
    run.fields(spec, "spec", SPEC);
    run.fields(runtime, "spec.runtime", RUNTIME);
    run.defaults();
    run.custom_configuration(runtime);
    run.runtime(runtime);
    run.variables(runtime);
    run.around(spec, runtime);
    let Run {
        mut draft,
        settings,
        constants,
        ..
    } = run;
    draft.constants(constants, package);
    draft.settings(settings, package);
    Ok(draft.finish())
}

struct Run<'a> {
    package: &'a PackageInfo,
    draft: Draft,
    settings: Layers<'static>,
    constants: Layers<'static>,
}

fn origin(path: &str, at: yaml::Mark, rule: &'static str) -> Origin<'static> {
    let mut origin = Origin::new(ProvenanceSource::Resource, rule);
    origin.place = Some(Cow::Owned(path.to_owned()));
    origin.location = Some(at.location(""));
    origin
}

impl Run<'_> {
    fn fields(&mut self, node: &Node, path: &str, known: &[&str]) {
        for entry in node.entries() {
            if !known.contains(&entry.name.as_str()) {
                let name = yaml::shown(&entry.name);
                let near = did_you_mean(&entry.name, known.iter().copied());
                self.draft.finding_at(
                    "configuration.unknown_field",
                    Severity::Warning,
                    &format!("{path}.{name}"),
                    Some(entry.at.location("")),
                    format!("{path}.{name} is no documented field; an operator that does not know it drops it.{near}"),
                    "Check the spelling, or ask the cluster for the definition of the resource.",
                );
            }
        }
    }

    fn defaults(&mut self) {
        for constant in &self.package.constants {
            if let Some(value) = &constant.default_value {
                let rule = "the default of the model; operators before 2.15 wanted every constant in mode P";
                self.constant(
                    &constant.name,
                    Json::text(value.as_str()),
                    Origin::new(ProvenanceSource::Model, rule),
                );
            }
        }
    }

    fn constant(&mut self, name: &str, value: Json, origin: Origin<'static>) {
        if self
            .package
            .constants
            .iter()
            .any(|constant| constant.name == name)
        {
            let name = Cow::Owned(name.to_owned());
            self.constants
                .put(name, Content::Known(value), origin, Certainty::Documented);
            return;
        }
        let names = self
            .package
            .constants
            .iter()
            .map(|constant| constant.name.as_str());
        let near = nearest(name, names).map(str::to_owned);
        let reason = "the model has no constant of that name".to_owned();
        self.draft.lost(name, origin, reason, near);
    }

    fn setting(&mut self, name: &str, value: Json, origin: Origin<'static>, certainty: Certainty) {
        let name = Cow::Owned(name.to_owned());
        self.settings
            .put(name, Content::Known(value), origin, certainty);
    }

    /// All custom settings, as JSON in a text; constants may stand among them, as JSON in a text of their own.
    fn custom_configuration(&mut self, runtime: &Node) {
        let path = "spec.runtime.customConfiguration";
        let Some(entry) = runtime.get("customConfiguration") else {
            return;
        };
        let at = entry.value.at;
        let text = match &entry.value.value {
            Value::Null => return,
            Value::Text(text) => text,
            _ => {
                let message = format!(
                    "{path} has to be a text that holds JSON, and is {}",
                    entry.value.kind()
                );
                return self.wrong(
                    path,
                    at,
                    message,
                    "Put the JSON in quotation marks, or behind `|`.",
                );
            }
        };
        if text.trim().is_empty() {
            return;
        }
        let Ok(Json::Object(settings)) = Json::read(text) else {
            let message = format!("{path} is no JSON object");
            return self.wrong(
                path,
                at,
                message,
                "Correct the JSON; nothing in it has an effect.",
            );
        };
        for (name, value) in settings.into_members() {
            if name != CONSTANTS {
                let origin = origin(path, at, "a setting inside customConfiguration");
                self.setting(&name, value, origin, Certainty::Documented);
                continue;
            }
            let inner = match &value {
                Json::Text(text) => Json::read(text).ok(),
                other => Some(other.clone()),
            };
            let path = format!("{path}.{CONSTANTS}");
            let Some(Json::Object(constants)) = inner else {
                let message = format!("{path} is no JSON object");
                self.wrong(&path, at, message, "Use spec.runtime.microflowConstants.");
                continue;
            };
            for (name, value) in constants.into_members() {
                let origin = origin(
                    &path,
                    at,
                    "the older form; spec.runtime.microflowConstants wins over it",
                );
                self.constant(&name, value, origin);
            }
        }
    }

    fn wrong(&mut self, subject: &str, at: yaml::Mark, message: String, remedy: &str) {
        let location = Some(at.location(""));
        self.draft.finding_at(
            "configuration.wrong_type",
            Severity::Error,
            subject,
            location,
            message,
            remedy,
        );
    }

    fn runtime(&mut self, runtime: &Node) {
        if let Some(entry) = runtime.get("microflowConstants") {
            for constant in entry.value.entries() {
                let path = format!("spec.runtime.microflowConstants.{}", constant.name);
                let at = constant.value.at;
                match &constant.value.value {
                    Value::Text(text) => {
                        let origin = origin(&path, at, "a constant of the resource");
                        self.constant(&constant.name, Json::text(text.as_str()), origin);
                    }
                    _ => {
                        let kind = constant.value.kind();
                        let message = format!(
                            "{} has to be a text, and is {kind}: the cluster refuses the resource",
                            yaml::shown(&path)
                        );
                        self.wrong(
                            &constant.name,
                            at,
                            message,
                            "Put the value in quotation marks.",
                        );
                    }
                }
            }
        }
        for (field, setting) in [
            ("dtapMode", "DTAPMode"),
            ("scheduledEventExecution", "ScheduledEventExecution"),
            ("myScheduledEvents", "MyScheduledEvents"),
        ] {
            let Some(entry) = runtime.get(field) else {
                continue;
            };
            let value = match &entry.value.value {
                Value::Null => continue,
                Value::List(items) => {
                    let names: Vec<&str> = items.iter().filter_map(Node::scalar).collect();
                    names.join(",")
                }
                _ => entry.value.scalar().unwrap_or_default().to_owned(),
            };
            // Which of the two wins is documented for constants only.
            let certainty = if self.settings.contains(setting) {
                Certainty::Inferred
            } else {
                Certainty::Documented
            };
            let path = format!("spec.runtime.{field}");
            let origin = origin(&path, entry.value.at, "a field of the resource");
            self.setting(setting, Json::Text(value), origin, certainty);
        }
        self.events();
    }

    /// Events that the model does not have, and names that nobody asks for.
    fn events(&mut self) {
        let text = |name: &str| {
            let value = self.settings.get(name).and_then(Json::as_text);
            value.map(str::to_owned)
        };
        let execution = text("ScheduledEventExecution");
        let Some(events) = text("MyScheduledEvents") else {
            return;
        };
        if execution.as_deref() != Some("SPECIFIED") && !events.is_empty() {
            self.draft.finding(
                "events.ignored",
                Severity::Warning,
                "MyScheduledEvents",
                "myScheduledEvents is read only when scheduledEventExecution is SPECIFIED"
                    .to_owned(),
                "Set scheduledEventExecution to SPECIFIED, or remove the list.",
            );
        }
        for event in events.split(',').filter(|event| !event.is_empty()) {
            if !self
                .package
                .scheduled_events
                .iter()
                .any(|known| known.name == event)
            {
                let names = self
                    .package
                    .scheduled_events
                    .iter()
                    .map(|known| known.name.as_str());
                let near = did_you_mean(event.trim(), names);
                let message = format!(
                    "the model has no scheduled event `{}`.{near}",
                    yaml::shown(event)
                );
                self.draft.finding(
                    "event.unknown",
                    Severity::Error,
                    event,
                    message,
                    "Correct the name; it has no blanks.",
                );
            }
        }
    }

    fn variables(&mut self, runtime: &Node) {
        let Some(entry) = runtime.get("environmentVariables") else {
            return;
        };
        let Value::List(items) = &entry.value.value else {
            return;
        };
        for item in items {
            let Some(name) = item.get("name").and_then(|entry| entry.value.scalar()) else {
                continue;
            };
            let path = format!("spec.runtime.environmentVariables.{name}");
            let origin = origin(&path, item.at, "an environment variable of the container");
            let is_buildpack = BUILDPACK.contains(&name)
                || BUILDPACK_PREFIXES
                    .iter()
                    .any(|prefix| name.starts_with(prefix))
                    && !matches!(name, "MX_LOG_LEVEL" | "MX_INSTALL_PATH");
            if is_buildpack {
                let suggestion = self.field_for(name);
                let reason = "it is a variable of the buildpacks; images that the operator builds do not read it".to_owned();
                self.draft.lost(name, origin, reason, suggestion);
                continue;
            }
            let reference = item.get("valueFrom").and_then(|from| {
                let secret = &from.value.get("secretKeyRef")?.value;
                let part = |key: &str| secret.get(key).and_then(|entry| entry.value.scalar());
                Some(format!("kubernetes://{}#{}", part("name")?, part("key")?))
            });
            let text = item.get("value").and_then(|entry| entry.value.scalar());
            let content = match (reference, text) {
                (Some(reference), _) => EffectiveContent::SecretReference { reference },
                (None, Some(text)) => EffectiveContent::Text {
                    text: text.to_owned(),
                },
                (None, None) => EffectiveContent::Absent,
            };
            let area = match name {
                "JAVA_TOOL_OPTIONS" => ConfigurationArea::Jvm,
                _ => ConfigurationArea::Container,
            };
            self.draft.values.push(EffectiveValue {
                name: name.to_owned(),
                area,
                content,
                sensitivity: Sensitivity::Unknown,
                provenance: origin.provenance(),
                overrode: Vec::new(),
                certainty: Certainty::Documented,
            });
        }
    }

    /// The field of the resource that does what a variable of the buildpacks does.
    fn field_for(&self, variable: &str) -> Option<String> {
        let field = match variable {
            "SCHEDULED_EVENTS" => "spec.runtime.scheduledEventExecution",
            "ADMIN_PASSWORD" => "spec.runtime.mxAdminPassword",
            "CONSTANTS" => "spec.runtime.microflowConstants",
            "DATABASE_ENDPOINT" | "DATABASE_URL" => "spec.database.servicePlan",
            "MEMORY_LIMIT" => "spec.resources.limits.memory",
            "HEAP_SIZE" => "spec.jvmMemorySettings.heapLimit",
            "LICENSE_ID" | "LICENSE_KEY" => "spec.runtime.runtimeLicense",
            "DEVELOPMENT_MODE" => "spec.runtime.dtapMode",
            "JAVA_OPTS" => "spec.runtime.environmentVariables.JAVA_TOOL_OPTIONS",
            _ if variable.starts_with("MXRUNTIME_") => "spec.runtime.customConfiguration",
            _ if variable.starts_with("CUSTOM_RUNTIME") => "spec.runtime.customConfiguration",
            _ if variable.starts_with("S3_") => "spec.storage.servicePlan",
            _ if variable.starts_with("LOGGING_CONFIG") => "spec.runtime.logLevels",
            _ => {
                let constant = self.package.constants.iter().find(|constant| {
                    format!("MX_{}", constant.name.replace('.', "_")) == variable
                })?;
                return Some(format!("spec.runtime.microflowConstants.{}", constant.name));
            }
        };
        Some(field.to_owned())
    }

    /// What surrounds the runtime.
    fn around(&mut self, spec: &Node, runtime: &Node) {
        use ConfigurationArea::{Admin, Container, Database, Jvm, Logging, Storage};
        let below = |node: &Node, keys: &[&str]| -> Option<Node> {
            keys.iter()
                .try_fold(node, |node, key| node.get(key).map(|entry| &entry.value))
                .filter(|node| !node.is_null())
                .cloned()
        };
        let rows: &[(&[&str], ConfigurationArea, Sensitivity)] = &[
            (&["database", "servicePlan"], Database, Sensitivity::Public),
            (&["storage", "servicePlan"], Storage, Sensitivity::Public),
            (
                &["jvmMemorySettings", "heapLimit"],
                Jvm,
                Sensitivity::Public,
            ),
            (&["replicas"], Container, Sensitivity::Public),
            (&["resources"], Container, Sensitivity::Public),
            (&["appURL"], Container, Sensitivity::Public),
            (&["runtimeLeaderSelection"], Container, Sensitivity::Public),
            (
                &["runtime", "logAutosubscribeLevel"],
                Logging,
                Sensitivity::Public,
            ),
            (&["runtime", "logLevels"], Logging, Sensitivity::Public),
            (&["runtime", "logFormatType"], Logging, Sensitivity::Public),
            (&["runtime", "mxAdminPassword"], Admin, Sensitivity::Secret),
            (&["runtime", "debuggerPassword"], Admin, Sensitivity::Secret),
            (&["runtime", "runtimeLicense"], Admin, Sensitivity::Secret),
            (
                &["runtime", "clientCertificates"],
                Container,
                Sensitivity::Secret,
            ),
            (
                &["runtime", "jettyOptions"],
                Container,
                Sensitivity::Unknown,
            ),
        ];
        for (keys, area, sensitivity) in rows {
            if let Some(node) = below(spec, keys) {
                let path = format!("spec.{}", keys.join("."));
                self.draft.values.push(EffectiveValue {
                    name: path.clone(),
                    area: *area,
                    content: content(to_json(&node)),
                    sensitivity: *sensitivity,
                    provenance: origin(&path, node.at, "a field of the resource").provenance(),
                    overrode: Vec::new(),
                    certainty: Certainty::Documented,
                });
            }
        }
        if let Some(url) = below(spec, &["appURL"])
            && let Some(host) = url.scalar()
        {
            let plain = below(spec, &["tls", "enableTLS"])
                .is_some_and(|node| matches!(node.value, Value::Bool(false)));
            let address = format!("{}://{host}", if plain { "http" } else { "https" });
            let mut origin = origin(
                "spec.appURL",
                url.at,
                "made of appURL from operator 1.10 on, unless it is set",
            );
            origin.source = ProvenanceSource::Derived;
            self.settings.fill(
                "ApplicationRootUrl",
                Content::Known(Json::Text(address)),
                origin,
                Certainty::Inferred,
            );
        }
        let store = below(spec, &["allowOverrideSecretsWithSecretStoreCSIDriver"]);
        if store.is_some_and(|node| matches!(node.value, Value::Bool(true))) {
            self.draft.finding(
                "configuration.secret_store",
                Severity::Info,
                "spec.allowOverrideSecretsWithSecretStoreCSIDriver",
                "values of the secret store win over the resource; what stands there is not in the answer".to_owned(),
                "Look at the SecretProviderClass of the same name.",
            );
        }
        for field in ["mxAdminPassword", "debuggerPassword"] {
            if let Some(node) = below(runtime, &[field])
                && !node.scalar().is_some_and(is_base64)
            {
                let path = format!("spec.runtime.{field}");
                let message = format!("{path} has to be Base64");
                self.wrong(&path, node.at, message, "Encode the password in Base64.");
            }
        }
    }
}

fn is_base64(text: &str) -> bool {
    use base64::{Engine, engine::general_purpose::STANDARD};
    STANDARD.decode(text).is_ok()
}

fn to_json(node: &Node) -> Json {
    match &node.value {
        Value::Null => Json::Null,
        Value::Bool(value) => Json::Bool(*value),
        Value::Integer(digits) => Json::Integer(digits.clone()),
        Value::List(items) => Json::List(items.iter().map(to_json).collect()),
        Value::Map(entries) => {
            let mut object = Object::default();
            for entry in entries {
                object.set(&entry.name, to_json(&entry.value));
            }
            Json::Object(object)
        }
        _ => Json::text(node.scalar().unwrap_or_default()),
    }
}
