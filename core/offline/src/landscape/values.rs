//! Values that have more than one form in YAML: constants, texts, runtime settings, scheduled events.

use mendix_deploy_model::landscapes::{ConstantValue, RuntimeValue, ScheduledEvents, TextValue};

use super::{
    json,
    reader::{Read, Reader, join, shown},
    suggest::did_you_mean,
    tree::{Node, Value},
};

impl Reader<'_> {
    /// A bare value, or a mapping that says what it is.
    fn constant(&mut self, node: &Node<'_>, path: &str) -> Option<ConstantValue> {
        if let Value::Scalar { text, plain } = &node.value {
            if *plain && node.is_nothing() {
                let message = format!("{} has no value", shown(path));
                let remedy = "Write the value, \"\" in quotes, or `{kind: emptyOnPurpose}` when empty is meant.";
                self.problem("landscape.bad_value", node.at, path, message, remedy);
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
                        self.missing(node.at, path, "value");
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
                        self.missing(node.at, path, "reference");
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

    fn scheduled_events(&mut self, node: &Node<'_>, path: &str) -> Option<ScheduledEvents> {
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
                    node.at,
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
                                self.missing(node.at, path, "events");
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
                    node.at,
                    path,
                    message,
                    "Write `all`, `none`, or a list of `Module.Event`.",
                );
                None
            }
        }
    }

    pub(super) fn kind_of(&mut self, node: &Node<'_>, path: &str) -> Option<String> {
        let kind = match &node.value {
            Value::Map(pairs) => pairs
                .iter()
                .find(|(key, _)| key.name == "kind")
                .map(|(_, node)| node),
            _ => None,
        };
        match kind {
            Some(node) => self.text(node, &join(path, "kind")),
            None if !matches!(node.value, Value::Map(_)) => {
                self.wrong(node, path, "a value or a mapping with `kind`");
                None
            }
            None => {
                self.missing(node.at, path, "kind");
                None
            }
        }
    }

    pub(super) fn unknown_kind(&mut self, node: &Node<'_>, path: &str, kind: &str, known: &[&str]) {
        let message = format!(
            "{} cannot be of kind `{kind}`.{}",
            shown(path),
            did_you_mean(kind, known.iter().copied())
        );
        let remedy = format!("One of {}.", known.join(", "));
        self.problem(
            "landscape.bad_value",
            node.at,
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
    // A URL with another scheme is a value.
    if crate::secrets::is_reference(text) {
        return ConstantValue::SecretReference {
            reference: text.to_owned(),
        };
    }
    ConstantValue::Literal {
        value: text.to_owned(),
        acknowledged: false,
    }
}

impl Read for ConstantValue {
    fn read(reader: &mut Reader<'_>, node: &Node<'_>, path: &str) -> Option<Self> {
        reader.constant(node, path)
    }
}

impl Read for ScheduledEvents {
    fn read(reader: &mut Reader<'_>, node: &Node<'_>, path: &str) -> Option<Self> {
        reader.scheduled_events(node, path)
    }
}

/// A bare value, or the long form without `emptyOnPurpose`: an empty password is written `""`.
impl Read for TextValue {
    fn read(reader: &mut Reader<'_>, node: &Node<'_>, path: &str) -> Option<Self> {
        match reader.constant(node, path)? {
            ConstantValue::Literal {
                value,
                acknowledged,
            } => Some(Self::Literal {
                value,
                acknowledged,
            }),
            ConstantValue::SecretReference { reference } => {
                Some(Self::SecretReference { reference })
            }
            ConstantValue::EmptyOnPurpose => Some(Self::Literal {
                value: String::new(),
                acknowledged: true,
            }),
        }
    }
}

impl Read for RuntimeValue {
    fn read(reader: &mut Reader<'_>, node: &Node<'_>, path: &str) -> Option<Self> {
        match &node.value {
            Value::Scalar { text, plain: true } if text == "true" => {
                Some(Self::Boolean { value: true })
            }
            Value::Scalar { text, plain: true } if text == "false" => {
                Some(Self::Boolean { value: false })
            }
            Value::Scalar { text, plain: true } if is_number(text) => Some(Self::Number {
                value: text.to_string(),
            }),
            Value::List(_) => Some(Self::Json {
                value: json::text(node),
            }),
            Value::Map(pairs) if !pairs.iter().any(|(key, _)| key.name == "kind") => {
                Some(Self::Json {
                    value: json::text(node),
                })
            }
            Value::Map(_) => reader.runtime_value(node, path),
            Value::Scalar { .. } => Some(match reader.constant(node, path)? {
                ConstantValue::Literal {
                    value,
                    acknowledged,
                } => Self::Text {
                    value,
                    acknowledged,
                },
                ConstantValue::SecretReference { reference } => Self::SecretReference { reference },
                ConstantValue::EmptyOnPurpose => Self::Text {
                    value: String::new(),
                    acknowledged: true,
                },
            }),
        }
    }
}

impl Reader<'_> {
    /// The long form of a runtime setting.
    fn runtime_value(&mut self, node: &Node<'_>, path: &str) -> Option<RuntimeValue> {
        let kind = self.kind_of(node, path)?;
        let keys: &[&str] = match kind.as_str() {
            "text" => &["kind", "value", "acknowledged"],
            "number" | "boolean" | "json" => &["kind", "value"],
            "secretReference" => &["kind", "reference"],
            other => {
                let known = ["text", "number", "boolean", "json", "secretReference"];
                self.unknown_kind(node, path, other, &known);
                return None;
            }
        };
        let fields = self.fields(node, path, keys);
        Some(match kind.as_str() {
            "text" => RuntimeValue::Text {
                value: self.required(&fields, "value")?,
                acknowledged: fields
                    .get("acknowledged")
                    .and_then(|(node, path)| self.boolean(node, &path))
                    .unwrap_or(false),
            },
            "number" => {
                let value: String = self.required(&fields, "value")?;
                if !is_number(&value) {
                    let message = format!("{} is not a number", shown(path));
                    let remedy = "Write a number such as 600000.";
                    self.problem("landscape.bad_value", node.at, path, message, remedy);
                    return None;
                }
                RuntimeValue::Number { value }
            }
            "boolean" => RuntimeValue::Boolean {
                value: self.required(&fields, "value")?,
            },
            "json" => {
                let value: String = self.required(&fields, "value")?;
                if serde_json::from_str::<serde::de::IgnoredAny>(&value).is_err() {
                    let message = format!("{} is not JSON", shown(path));
                    let remedy = "Write it as YAML, without `kind`, or correct the JSON text.";
                    self.problem("landscape.bad_value", node.at, path, message, remedy);
                    return None;
                }
                RuntimeValue::Json { value }
            }
            _ => RuntimeValue::SecretReference {
                reference: self.required(&fields, "reference")?,
            },
        })
    }
}

/// A number of JSON.
pub(super) fn is_number(text: &str) -> bool {
    text.starts_with(|first: char| first == '-' || first.is_ascii_digit())
        && serde_json::from_str::<serde_json::Number>(text).is_ok()
}
