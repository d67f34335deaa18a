//! The landscape document out of YAML.

use std::collections::BTreeMap;

use mendix_deploy_model::{
    Error, ErrorCode, Result,
    document::Document,
    error::ErrorDetail,
    findings::{Finding, Location},
    landscapes::{
        AppSpec, ApprovalPolicy, Deadlines, Defaults, EnvironmentSpec, FreezeWindow,
        LandscapeDocument, NodePreset, SnapshotPolicy, Tier, UrlCheck, VerifySpec,
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
