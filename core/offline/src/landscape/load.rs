//! The landscape document out of YAML.

use std::collections::BTreeMap;

use mendix_deploy_model::{
    Error, ErrorCode, Result,
    document::Document,
    error::ErrorDetail,
    findings::{Finding, Location},
    landscapes::{
        AppSpec, ApprovalPolicy, ConstantValue, Deadlines, Defaults, EnvironmentSpec, FreezeWindow,
        LandscapeDocument, NodePreset, ScheduledEvents, SnapshotPolicy, TargetSpec, Tier, UrlCheck,
        VerifySpec,
    },
    time::Day,
};

use super::{
    reader::{Fields, Reader, join, shown},
    tree::{self, Node, Value},
};

/// A document and where its parts stand.
pub(super) struct Loaded {
    pub(super) document: LandscapeDocument,
    pub(super) places: BTreeMap<String, Location>,
    pub(super) findings: Vec<Finding>,
}

pub(super) fn parse(text: &str, file: Option<&str>) -> Result<Loaded> {
    let root = tree::read(text, file)?;
    let mut reader = Reader::default();
    refuse_other_documents(&mut reader, &root, file)?;
    let document = reader.landscape(&root);
    Ok(Loaded {
        document,
        places: reader.places,
        findings: reader.findings,
    })
}

/// All problems as one error.
pub(super) fn invalid(mut findings: Vec<Finding>, file: Option<&str>) -> Error {
    findings.sort_by_key(|finding| finding.location.as_ref().map(|at| (at.line, at.column)));
    let name = file.unwrap_or("the landscape");
    let first = findings.first().map_or_else(String::new, |finding| {
        let place = finding.location.as_ref().map_or_else(String::new, |at| {
            format!("line {}, column {}: ", at.line, at.column)
        });
        format!("{place}{}", finding.message)
    });
    let message = match findings.len() {
        1 => format!("{name}: {first}"),
        n => format!("{name} has {n} errors; the first: {first}"),
    };
    Error::new(ErrorCode::LandscapeInvalid, message)
        .with_context("file", name)
        .with_context("errors", findings.len())
        .with_detail(ErrorDetail::Findings { findings })
}

/// A newer version is refused by name before its keys are called unknown.
fn refuse_other_documents(reader: &mut Reader, root: &Node, file: Option<&str>) -> Result<()> {
    let Value::Map(pairs) = &root.value else {
        return Ok(());
    };
    let scalar = |key: &str| {
        pairs
            .iter()
            .find(|(k, _)| k.name == key)
            .and_then(|(_, node)| match &node.value {
                Value::Scalar { text, .. } => Some((text.clone(), node)),
                _ => None,
            })
    };
    let name = file.unwrap_or("the landscape");
    if let Some((kind, _)) = scalar("document")
        && kind != LandscapeDocument::KIND
    {
        return Err(Error::new(
            ErrorCode::DocumentInvalid,
            format!("{name} is a document of kind `{kind}` and not a landscape"),
        ));
    }
    if let Some((version, node)) = scalar("version") {
        match version.parse::<u32>() {
            Ok(number) if number > LandscapeDocument::VERSION => {
                return Err(Error::new(
                    ErrorCode::DocumentNewer,
                    format!(
                        "{name} is a landscape of version {number}, and this library reads up to version {}",
                        LandscapeDocument::VERSION
                    ),
                ));
            }
            Ok(0) | Err(_) => {
                let message = format!("`version` cannot be `{version}`");
                reader.problem(
                    "landscape.bad_value",
                    &node.at,
                    "version",
                    message,
                    "Write version: 1.",
                );
            }
            Ok(_) => {}
        }
    }
    Ok(())
}

impl Reader {
    fn landscape(&mut self, node: &Node) -> LandscapeDocument {
        let fields = self.fields(
            node,
            "",
            &["document", "version", "writtenBy", "defaults", "apps"],
        );
        if fields.get("version").is_none() {
            self.missing(&node.at, "", "version");
        }
        let mut apps = BTreeMap::new();
        match fields.get("apps") {
            Some((node, path)) => {
                for (name, app) in self.entries(node, &path) {
                    let path = join(&path, name);
                    apps.insert(name.to_owned(), self.app(app, &path));
                }
            }
            None => self.missing(&node.at, "", "apps"),
        }
        LandscapeDocument {
            document: LandscapeDocument::KIND.to_owned(),
            version: LandscapeDocument::VERSION,
            written_by: fields
                .get("writtenBy")
                .and_then(|(node, path)| self.text(node, &path)),
            defaults: fields
                .get("defaults")
                .map(|(node, path)| self.defaults(node, &path)),
            apps,
        }
    }

    fn app(&mut self, node: &Node, path: &str) -> AppSpec {
        let fields = self.fields(
            node,
            path,
            &["defaults", "target", "preset", "environments"],
        );
        let mut app = AppSpec::default();
        app.defaults = fields
            .get("defaults")
            .map(|(node, path)| self.defaults(node, &path));
        app.target = fields
            .get("target")
            .and_then(|(node, path)| self.target(node, &path));
        app.preset = fields.get("preset").and_then(|(node, path)| {
            let words = [
                ("twoEnvironments", NodePreset::TwoEnvironments),
                ("threeEnvironments", NodePreset::ThreeEnvironments),
            ];
            self.word(node, &path, &words)
        });
        if let Some((node, path)) = fields.get("environments") {
            for (name, environment) in self.entries(node, &path) {
                let path = join(&path, name);
                app.environments
                    .insert(name.to_owned(), self.environment(environment, &path));
            }
        }
        app
    }

    fn environment(&mut self, node: &Node, path: &str) -> EnvironmentSpec {
        const OWN: [&str; 2] = ["tier", "target"];
        let known: Vec<&str> = OWN.iter().chain(INHERITED).copied().collect();
        let fields = self.fields(node, path, &known);
        let inherited = self.inherited(&fields);
        let mut environment = EnvironmentSpec::default();
        environment.tier = fields.get("tier").and_then(|(node, path)| {
            let words: Vec<(&'static str, Tier)> = Tier::ALL
                .iter()
                .map(|tier| (tier.as_str(), *tier))
                .collect();
            self.word(node, &path, &words)
        });
        environment.target = fields
            .get("target")
            .and_then(|(node, path)| self.target(node, &path));
        environment.constants = inherited.constants;
        environment.scheduled_events = inherited.scheduled_events;
        environment.approvals = inherited.approvals;
        environment.verify = inherited.verify;
        environment.snapshot = inherited.snapshot;
        environment.freeze = inherited.freeze;
        environment.deadlines = inherited.deadlines;
        environment
    }

    fn defaults(&mut self, node: &Node, path: &str) -> Defaults {
        let fields = self.fields(node, path, INHERITED);
        self.inherited(&fields)
    }

    /// What defaults and environments have in common.
    fn inherited(&mut self, fields: &Fields<'_>) -> Defaults {
        let mut values = Defaults::default();
        if let Some((node, path)) = fields.get("constants") {
            for (name, value) in self.entries(node, &path) {
                let path = join(&path, name);
                if let Some(value) = self.constant(value, &path) {
                    values.constants.insert(name.to_owned(), value);
                }
            }
        }
        values.scheduled_events = fields
            .get("scheduledEvents")
            .and_then(|(node, path)| self.scheduled_events(node, &path));
        values.approvals = fields
            .get("approvals")
            .and_then(|(node, path)| self.approvals(node, &path));
        values.verify = fields
            .get("verify")
            .map(|(node, path)| self.verify(node, &path));
        values.snapshot = fields.get("snapshot").and_then(|(node, path)| {
            let words: Vec<(&'static str, SnapshotPolicy)> = SnapshotPolicy::ALL
                .iter()
                .map(|policy| (policy.as_str(), *policy))
                .collect();
            self.word(node, &path, &words)
        });
        if let Some((node, path)) = fields.get("freeze") {
            for (number, item) in self.list(node, &path).iter().enumerate() {
                let path = format!("{path}[{number}]");
                values.freeze.extend(self.freeze(item, &path));
            }
        }
        values.deadlines = fields
            .get("deadlines")
            .map(|(node, path)| self.deadlines(node, &path));
        values
    }

    /// A bare value, or a mapping that says what it is.
    fn constant(&mut self, node: &Node, path: &str) -> Option<ConstantValue> {
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

    fn scheduled_events(&mut self, node: &Node, path: &str) -> Option<ScheduledEvents> {
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

    fn approvals(&mut self, node: &Node, path: &str) -> Option<ApprovalPolicy> {
        if matches!(node.value, Value::Scalar { .. }) {
            return self.whole(node, path).map(|required| ApprovalPolicy {
                required,
                valid_seconds: None,
            });
        }
        let fields = self.fields(node, path, &["required", "validSeconds"]);
        let valid_seconds = self.seconds(&fields, "validSeconds");
        match fields.get("required") {
            Some((node, path)) => self.whole(node, &path).map(|required| ApprovalPolicy {
                required,
                valid_seconds,
            }),
            None => {
                self.missing(&node.at, path, "required");
                None
            }
        }
    }

    fn verify(&mut self, node: &Node, path: &str) -> VerifySpec {
        let fields = self.fields(node, path, &["url", "checks", "deadlineSeconds"]);
        let mut verify = VerifySpec::default();
        verify.url = fields
            .get("url")
            .and_then(|(node, path)| self.text(node, &path));
        verify.deadline_seconds = self.seconds(&fields, "deadlineSeconds");
        if let Some((node, path)) = fields.get("checks") {
            for (number, item) in self.list(node, &path).iter().enumerate() {
                let path = format!("{path}[{number}]");
                verify.checks.extend(self.check(item, &path));
            }
        }
        verify
    }

    fn check(&mut self, node: &Node, path: &str) -> Option<UrlCheck> {
        // A bare path is enough.
        if matches!(node.value, Value::Scalar { .. }) {
            return self.text(node, path).map(|path| UrlCheck {
                path,
                status: None,
                contains: None,
            });
        }
        let fields = self.fields(node, path, &["path", "status", "contains"]);
        let status = fields.get("status").and_then(|(node, path)| {
            let number = self.whole(node, &path)?;
            match u16::try_from(number) {
                Ok(status) if (100..600).contains(&status) => Some(status),
                _ => {
                    let message = format!("{} is no HTTP status", shown(&path));
                    self.problem(
                        "landscape.bad_value",
                        &node.at,
                        &path,
                        message,
                        "Write a status such as 200.",
                    );
                    None
                }
            }
        });
        let contains = fields
            .get("contains")
            .and_then(|(node, path)| self.text(node, &path));
        match fields.get("path") {
            Some((node, path)) => self.text(node, &path).map(|path| UrlCheck {
                path,
                status,
                contains,
            }),
            None => {
                self.missing(&node.at, path, "path");
                None
            }
        }
    }

    fn freeze(&mut self, node: &Node, path: &str) -> Option<FreezeWindow> {
        let fields = self.fields(node, path, &["first", "last", "reason"]);
        let needed = |reader: &mut Self, key: &str| match fields.get(key) {
            Some((node, path)) => reader.text(node, &path).map(|text| (text, node, path)),
            None => {
                reader.missing(&node.at, path, key);
                None
            }
        };
        let (first, last, reason) = (
            needed(self, "first"),
            needed(self, "last"),
            needed(self, "reason"),
        );
        let mut day = |found: Option<(String, &Node, String)>| {
            let (text, node, path) = found?;
            let day = text.parse::<Day>().ok();
            if day.is_none() {
                let message = format!("{} is not a day", shown(&path));
                self.problem(
                    "landscape.bad_value",
                    &node.at,
                    &path,
                    message,
                    "Write a day such as 2026-12-24.",
                );
            }
            day
        };
        let (first, last) = (day(first), day(last));
        Some(FreezeWindow {
            first: first?,
            last: last?,
            reason: reason?.0,
        })
    }

    fn deadlines(&mut self, node: &Node, path: &str) -> Deadlines {
        let keys = [
            "buildSeconds",
            "uploadSeconds",
            "stopSeconds",
            "snapshotSeconds",
            "transportSeconds",
            "startSeconds",
            "restoreSeconds",
        ];
        let fields = self.fields(node, path, &keys);
        let mut deadlines = Deadlines::default();
        deadlines.build_seconds = self.seconds(&fields, keys[0]);
        deadlines.upload_seconds = self.seconds(&fields, keys[1]);
        deadlines.stop_seconds = self.seconds(&fields, keys[2]);
        deadlines.snapshot_seconds = self.seconds(&fields, keys[3]);
        deadlines.transport_seconds = self.seconds(&fields, keys[4]);
        deadlines.start_seconds = self.seconds(&fields, keys[5]);
        deadlines.restore_seconds = self.seconds(&fields, keys[6]);
        deadlines
    }

    fn seconds(&mut self, fields: &Fields<'_>, key: &str) -> Option<u32> {
        fields
            .get(key)
            .and_then(|(node, path)| self.whole(node, &path))
    }

    /// A target; a bare word is a target of that kind without further settings.
    fn target(&mut self, node: &Node, path: &str) -> Option<TargetSpec> {
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
            super::suggest::did_you_mean(kind, known.iter().copied())
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

/// Keys that defaults and environments share.
const INHERITED: &[&str] = &[
    "constants",
    "scheduledEvents",
    "approvals",
    "verify",
    "snapshot",
    "freeze",
    "deadlines",
];

/// What a bare value of a constant means.
pub(super) fn constant_value(text: &str) -> ConstantValue {
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
