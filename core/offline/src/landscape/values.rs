//! Values that have more than one form in YAML: constants, scheduled events, targets.

use std::collections::BTreeMap;

use mendix_deploy_model::landscapes::{ConstantValue, ScheduledEvents, TargetSpec};

use super::{
    reader::{Reader, join, shown},
    suggest::did_you_mean,
    tree::{Node, Value},
};

/// Schemes of secret references. A URL with another scheme is a value.
const SECRET_SCHEMES: [&str; 7] = ["vault", "bao", "aws-sm", "azure-kv", "k8s", "env", "file"];

const TARGETS: &[(&str, &[&str])] = &[
    ("mendixCloud", &["appId", "projectId", "environment"]),
    ("operator", &["namespace", "name"]),
    ("kubernetes", &["namespace", "deployment"]),
    ("cloudFoundry", &["organization", "space", "application"]),
    ("docker", &["image", "container"]),
    ("linux", &["host", "folder"]),
    ("windows", &["host", "application"]),
];

impl Reader {
    /// A bare value, or a mapping that says what it is.
    pub(super) fn constant(&mut self, node: &Node, path: &str) -> Option<ConstantValue> {
        if let Value::Scalar { text, plain } = &node.value {
            if *plain && node.is_nothing() {
                let message = format!("{} has no value", shown(path));
                let remedy = "Write the value, \"\" in quotes, or `{kind: emptyOnPurpose}` when empty is meant.";
                self.problem("landscape.bad_value", &node.at, path, message, remedy);
                return None;
            }
            return Some(constant_value(text));
        }
        let kind = self.kind_of(node, path)?;
        match kind.as_str() {
            "literal" => {
                let fields = self.fields(node, path, &["kind", "value", "acknowledged"]);
                let value = match fields.get("value") {
                    Some((node, path)) => self.text(node, &path)?,
                    None => {
                        self.missing(&node.at, path, "value");
                        return None;
                    }
                };
                let acknowledged = fields
                    .get("acknowledged")
                    .and_then(|(node, path)| self.boolean(node, &path))
                    .unwrap_or(false);
                Some(ConstantValue::Literal {
                    value,
                    acknowledged,
                })
            }
            "secretReference" => {
                let fields = self.fields(node, path, &["kind", "reference"]);
                match fields.get("reference") {
                    Some((node, path)) => self
                        .text(node, &path)
                        .map(|reference| ConstantValue::SecretReference { reference }),
                    None => {
                        self.missing(&node.at, path, "reference");
                        None
                    }
                }
            }
            "emptyOnPurpose" => {
                self.fields(node, path, &["kind"]);
                Some(ConstantValue::EmptyOnPurpose)
            }
            other => {
                self.unknown_kind(
                    node,
                    path,
                    other,
                    &["literal", "secretReference", "emptyOnPurpose"],
                );
                None
            }
        }
    }

    pub(super) fn scheduled_events(&mut self, node: &Node, path: &str) -> Option<ScheduledEvents> {
        match &node.value {
            // Case and spaces do not matter here: other tools take `ALL` and silently run nothing for `all`.
            Value::Scalar { text, .. } if text.eq_ignore_ascii_case("all") => {
                Some(ScheduledEvents::All)
            }
            Value::Scalar { text, .. } if text.eq_ignore_ascii_case("none") => {
                Some(ScheduledEvents::None)
            }
            Value::List(items) if items.is_empty() => {
                let message = format!("{} is an empty list", shown(path));
                self.problem(
                    "landscape.bad_value",
                    &node.at,
                    path,
                    message,
                    "Write `none` when none shall run.",
                );
                None
            }
            Value::List(items) => {
                let mut events = Vec::new();
                for (number, item) in items.iter().enumerate() {
                    let path = format!("{path}[{number}]");
                    events.extend(self.text(item, &path).map(|text| text.trim().to_owned()));
                }
                Some(ScheduledEvents::Specified { events })
            }
            Value::Map(_) => {
                let kind = self.kind_of(node, path)?;
                match kind.as_str() {
                    "all" => Some(ScheduledEvents::All),
                    "none" => Some(ScheduledEvents::None),
                    "specified" => {
                        let fields = self.fields(node, path, &["kind", "events"]);
                        match fields.get("events") {
                            Some((node, path)) => self.scheduled_events(node, &path),
                            None => {
                                self.missing(&node.at, path, "events");
                                None
                            }
                        }
                    }
                    other => {
                        self.unknown_kind(node, path, other, &["all", "none", "specified"]);
                        None
                    }
                }
            }
            Value::Scalar { .. } => {
                let message = format!("{} must be `all`, `none` or a list of events", shown(path));
                self.problem(
                    "landscape.wrong_type",
                    &node.at,
                    path,
                    message,
                    "Write `all`, `none`, or a list of `Module.Event`.",
                );
                None
            }
        }
    }

    /// A target; a bare word is a target of that kind without further settings.
    pub(super) fn target(&mut self, node: &Node, path: &str) -> Option<TargetSpec> {
        let kind = match &node.value {
            Value::Scalar { text, .. } => text.clone(),
            _ => self.kind_of(node, path)?,
        };
        let Some(keys) = target_keys(&kind) else {
            let known: Vec<&str> = TARGETS.iter().map(|(kind, _)| *kind).collect();
            self.unknown_kind(node, path, &kind, &known);
            return None;
        };
        if matches!(node.value, Value::Scalar { .. }) {
            return target_of(&kind, |_| None);
        }
        let known: Vec<&str> = std::iter::once("kind")
            .chain(keys.iter().copied())
            .collect();
        let fields = self.fields(node, path, &known);
        let mut values = BTreeMap::new();
        for key in keys {
            if let Some((node, path)) = fields.get(key) {
                values.extend(self.text(node, &path).map(|text| (*key, text)));
            }
        }
        target_of(&kind, |key| values.get(key).cloned())
    }

    fn kind_of(&mut self, node: &Node, path: &str) -> Option<String> {
        let kind = match &node.value {
            Value::Map(pairs) => pairs
                .iter()
                .find(|(key, _)| key.name == "kind")
                .map(|(_, node)| node),
            _ => None,
        };
        match kind {
            Some(node) => self.text(node, &join(path, "kind")),
            None => {
                self.missing(&node.at, path, "kind");
                None
            }
        }
    }

    fn unknown_kind(&mut self, node: &Node, path: &str, kind: &str, known: &[&str]) {
        let message = format!(
            "{} cannot be of kind `{kind}`.{}",
            shown(path),
            did_you_mean(kind, known.iter().copied())
        );
        let remedy = format!("One of {}.", known.join(", "));
        self.problem(
            "landscape.bad_value",
            &node.at,
            &join(path, "kind"),
            message,
            &remedy,
        );
    }
}

/// What a bare value of a constant means.
fn constant_value(text: &str) -> ConstantValue {
    if let Some(value) = text.strip_prefix("literal:") {
        return ConstantValue::Literal {
            value: value.to_owned(),
            acknowledged: true,
        };
    }
    let scheme = text
        .split_once("://")
        .map(|(scheme, _)| scheme.split('+').next().unwrap_or_default());
    if scheme.is_some_and(|scheme| SECRET_SCHEMES.contains(&scheme)) {
        return ConstantValue::SecretReference {
            reference: text.to_owned(),
        };
    }
    ConstantValue::Literal {
        value: text.to_owned(),
        acknowledged: false,
    }
}

fn target_keys(kind: &str) -> Option<&'static [&'static str]> {
    TARGETS
        .iter()
        .find(|(known, _)| *known == kind)
        .map(|(_, keys)| *keys)
}

fn target_of(kind: &str, value: impl Fn(&str) -> Option<String>) -> Option<TargetSpec> {
    Some(match kind {
        "mendixCloud" => TargetSpec::MendixCloud {
            app_id: value("appId").map(Into::into),
            project_id: value("projectId").map(Into::into),
            environment: value("environment"),
        },
        "operator" => TargetSpec::Operator {
            namespace: value("namespace"),
            name: value("name"),
        },
        "kubernetes" => TargetSpec::Kubernetes {
            namespace: value("namespace"),
            deployment: value("deployment"),
        },
        "cloudFoundry" => TargetSpec::CloudFoundry {
            organization: value("organization"),
            space: value("space"),
            application: value("application"),
        },
        "docker" => TargetSpec::Docker {
            image: value("image"),
            container: value("container"),
        },
        "linux" => TargetSpec::Linux {
            host: value("host"),
            folder: value("folder"),
        },
        "windows" => TargetSpec::Windows {
            host: value("host"),
            application: value("application"),
        },
        _ => return None,
    })
}
