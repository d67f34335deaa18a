//! m2ee-tools 8: YAML files merged, constants of the model filled in, a few values forced (m2ee-tools 8.0.1, `config.py`).

use std::borrow::Cow;

use mendix_deploy_model::{
    Error, ErrorCode, Result,
    configurations::{
        Certainty, ConfigurationArea, ConfigurationFile, EffectiveValue, EvaluatedConfiguration,
        OverriddenValue, Provenance, ProvenanceSource, Sensitivity, StartFailure,
    },
    findings::Severity,
    landscapes::TargetKind,
    packages::PackageInfo,
};

use super::merge::{Item, Kind, Place, merge};
use crate::{
    configuration::{json::Json, suggest::did_you_mean, yaml},
    targets::{
        draft::Draft,
        settings::{Content, Layers, Origin, content},
    },
};

/// The sections that m2ee-tools 8 reads.
const SECTIONS: &[&str] = &[
    "include",
    "logging",
    "m2ee",
    "mimetypes",
    "mxnode",
    "mxruntime",
];

/// Settings that may be lists, and are sent joined by commas.
const JOINED: &[&str] = &[
    "MyScheduledEvents",
    "CACertificates",
    "ClientCertificates",
    "ClientCertificatePasswords",
];

/// What the runtime would see, with the files in the order in which m2ee reads them.
///
/// A file that another one includes is read behind all others, whatever its place.
///
/// # Errors
///
/// `input.invalid` when a file is too large, too deep or ambiguous. Files that m2ee itself leaves out are findings.
pub(in crate::targets) fn evaluate(
    files: &[ConfigurationFile],
    package: &PackageInfo,
) -> Result<EvaluatedConfiguration> {
    let mut run = Run {
        files,
        package,
        draft: Draft::new(TargetKind::Linux, Certainty::Observed),
        settings: Layers::default(),
        constants: Layers::default(),
        failure: None,
    };
    let merged = run.merged()?;
    run.sections(&merged);
    run.container(&merged);
    run.runtime(&merged);
    run.constants(&merged);
    run.logging(&merged);
    Ok(run.finish())
}

struct Run<'a> {
    files: &'a [ConfigurationFile],
    package: &'a PackageInfo,
    draft: Draft,
    settings: Layers<'static>,
    constants: Layers<'static>,
    failure: Option<StartFailure>,
}

impl Run<'_> {
    fn merged(&mut self) -> Result<Item> {
        let mut read = Vec::new();
        for (number, file) in self.files.iter().enumerate() {
            match yaml::read(&file.text) {
                Ok(node) => read.push(Some(Item::new(&node, number))),
                Err(problem) if problem.is_syntax => {
                    let at = problem.at.unwrap_or_default();
                    self.ignored(file, Some(at), &problem.message);
                    read.push(None);
                }
                Err(problem) => return Err(refused(file, &problem)),
            }
        }
        let included: Vec<String> = read.iter().flatten().flat_map(includes).collect();
        let mut merged = Item {
            place: Place {
                file: 0,
                at: yaml::Mark::default(),
            },
            kind: Kind::Map(Vec::new()),
            lost: Vec::new(),
        };
        for (number, item) in read.iter().enumerate() {
            if let Some(item) = item
                && !included.contains(&self.files[number].name)
            {
                merged = self.add(merged, item);
            }
        }
        if let Some(item) = merged.get("include")
            && !matches!(item.kind, Kind::List(_))
        {
            let location = item.place.at.location(&self.files[item.place.file].name);
            self.draft.finding_at(
                "configuration.include_no_list",
                Severity::Warning,
                "include",
                Some(location),
                "`include` is no list, so m2ee leaves it out".to_owned(),
                "Write a list of files.",
            );
        }
        for name in includes(&merged) {
            match self.files.iter().position(|file| file.name == name) {
                Some(number) => {
                    if let Some(item) = &read[number] {
                        merged = self.add(merged, item);
                    }
                }
                None => self.draft.finding(
                    "configuration.file_missing",
                    Severity::Warning,
                    &name,
                    format!(
                        "the file {} is included and was not handed in",
                        yaml::shown(&name)
                    ),
                    "Hand it in under exactly this name; what it sets is not in the answer.",
                ),
            }
        }
        Ok(merged)
    }

    fn add(&mut self, merged: Item, item: &Item) -> Item {
        let file = &self.files[item.place.file];
        match &item.kind {
            Kind::Leaf(Json::Null) => merged,
            _ => match merge(&merged, item) {
                Ok(merged) => merged,
                Err(path) if path.is_empty() => {
                    self.ignored(file, None, "is no mapping of sections");
                    merged
                }
                Err(path) => {
                    let message = format!(
                        "sets `{}` to a mapping or list where an earlier file has something else",
                        yaml::shown(&path)
                    );
                    self.ignored(file, None, &message);
                    merged
                }
            },
        }
    }

    fn ignored(&mut self, file: &ConfigurationFile, at: Option<yaml::Mark>, why: &str) {
        let name = yaml::shown(&file.name);
        self.draft.finding_at(
            "configuration.file_ignored",
            Severity::Error,
            &file.name,
            at.map(|at| at.location(&file.name)),
            format!("m2ee leaves out the whole file {name} with a warning: it {why}"),
            "Correct the file; nothing in it has an effect.",
        );
    }

    fn origin(&self, path: &str, place: Place, rule: &'static str) -> Origin<'static> {
        let mut origin = Origin::new(ProvenanceSource::File, rule);
        origin.place = Some(Cow::Owned(path.to_owned()));
        origin.location = Some(place.at.location(&self.files[place.file].name));
        origin
    }

    fn sections(&mut self, merged: &Item) {
        for (name, item) in merged.entries() {
            if SECTIONS.contains(&name.as_str()) {
                continue;
            }
            let reason = match name.as_str() {
                "custom" => {
                    "m2ee-tools has no section `custom`; the buildpack's own copy has".to_owned()
                }
                _ => format!(
                    "m2ee reads no section of that name.{}",
                    did_you_mean(name, SECTIONS.iter().copied())
                ),
            };
            let suggestion = (name == "custom").then(|| "mxruntime.MicroflowConstants".to_owned());
            let origin = self.origin(name, item.place, "a section of a file");
            self.draft.lost(name, origin, reason, suggestion);
        }
    }

    /// What m2ee itself needs, and what it starts the JVM with.
    fn container(&mut self, merged: &Item) {
        let empty = Item {
            kind: Kind::Map(Vec::new()),
            ..merged.clone()
        };
        let m2ee = merged.get("m2ee").unwrap_or(&empty);
        for option in ["app_base", "admin_port", "admin_pass"] {
            let given = m2ee.get(option).is_some_and(|item| item.json().is_true());
            if !given {
                self.fail(
                    &format!("m2ee.{option}"),
                    format!("m2ee.{option} is not set; m2ee does nothing without it"),
                    "Set it in the section `m2ee`.",
                );
            }
        }
        let password = m2ee.get("admin_pass").and_then(Item::text);
        if matches!(password.as_deref(), Some("1" | "password")) {
            self.fail(
                "m2ee.admin_pass",
                "m2ee.admin_pass is one of the passwords that m2ee refuses".to_owned(),
                "Use a long random password.",
            );
        }
        for (option, remedy) in [
            ("app_name", "Set it: m2ee warns without it."),
            (
                "runtime_port",
                "Set it: the port of the app is not known without it.",
            ),
        ] {
            if m2ee.get(option).is_none() {
                self.draft.finding(
                    "configuration.option_missing",
                    Severity::Warning,
                    &format!("m2ee.{option}"),
                    format!("m2ee.{option} is not set"),
                    remedy,
                );
            }
        }
        match m2ee.get("javaopts") {
            None => self.draft.finding(
                "jvm.options_missing",
                Severity::Warning,
                "m2ee.javaopts",
                "m2ee.javaopts is not set: the JVM chooses its heap by itself".to_owned(),
                "Set -Xmx and -Xms to the same size.",
            ),
            Some(item) if !matches!(item.kind, Kind::List(_)) => {
                let origin = self.origin("m2ee.javaopts", item.place, "an option of m2ee");
                let reason = "m2ee.javaopts is no list, and m2ee leaves it out".to_owned();
                self.draft.lost("m2ee.javaopts", origin, reason, None);
            }
            Some(_) => {}
        }
        for (option, item) in m2ee.entries() {
            let (area, sensitivity) = match option.as_str() {
                "admin_pass" | "monitoring_pass" => (ConfigurationArea::Admin, Sensitivity::Secret),
                "admin_port" | "admin_listen_addresses" => {
                    (ConfigurationArea::Admin, Sensitivity::Public)
                }
                "javaopts" | "javabin" | "custom_environment" | "preserve_environment" => {
                    (ConfigurationArea::Jvm, Sensitivity::Unknown)
                }
                "runtime_port" | "runtime_listen_addresses" | "jetty" | "app_base" | "app_name" => {
                    (ConfigurationArea::Container, Sensitivity::Public)
                }
                _ => continue,
            };
            let name = format!("m2ee.{option}");
            self.other(&name, area, sensitivity, item, "an option of m2ee");
        }
    }

    /// The section that goes to the runtime.
    fn runtime(&mut self, merged: &Item) {
        let section = merged.get("mxruntime");
        for (name, item) in section.map(Item::entries).unwrap_or_default() {
            if name == "MicroflowConstants" {
                continue;
            }
            if item.has_date() {
                self.fail(
                    name,
                    format!(
                        "mxruntime.{} holds a date, which m2ee cannot send",
                        yaml::shown(name)
                    ),
                    "Put the value in quotation marks.",
                );
            }
            let path = format!("mxruntime.{name}");
            for (json, place) in &item.lost {
                let origin = self.origin(&path, *place, "an earlier file, replaced by a later one");
                self.settings.set(name.clone(), json.clone(), origin);
            }
            let (json, rule) = match (&item.kind, JOINED.contains(&name.as_str())) {
                (Kind::List(items), true) => (
                    joined(items),
                    "a list of the merged files, joined by commas",
                ),
                _ => (item.json(), "the last file that sets it"),
            };
            let origin = self.origin(&path, item.place, rule);
            self.settings.set(name.clone(), json, origin);
        }
        if !self.settings.contains("BasePath")
            && let Some(base) = merged.get("m2ee").and_then(|m2ee| m2ee.get("app_base"))
        {
            let origin = self.origin(
                "m2ee.app_base",
                base.place,
                "BasePath is app_base unless it is set",
            );
            self.settings.set("BasePath", base.json(), origin);
        }
        let forced = Origin::tool("m2ee-tools 8 always sends P");
        if self.settings.get("DTAPMode") != Some(&Json::text("P")) {
            if self.settings.contains("DTAPMode") {
                self.draft.finding(
                    "setting.forced",
                    Severity::Warning,
                    "DTAPMode",
                    "DTAPMode is set to something else; m2ee-tools 8 sends P whatever the files say".to_owned(),
                    "Remove it. The model needs production security.",
                );
            }
            self.settings.set("DTAPMode", Json::text("P"), forced);
        }
        if !self.settings.contains("RuntimePath") {
            let origin = Origin::derived(
                "the folder `runtime` of the package's version, below app_base/runtimes or mxnode.mxjar_repo",
            );
            self.settings.put(
                Cow::Borrowed("RuntimePath"),
                Content::AtStart,
                origin,
                Certainty::Observed,
            );
        }
        if !self.settings.contains("DatabasePassword") {
            self.draft.finding(
                "database.password_missing",
                Severity::Warning,
                "DatabasePassword",
                "no file sets DatabasePassword; m2ee asks for it at the terminal".to_owned(),
                "Set it in a file that only the app's account can read.",
            );
        }
    }

    fn constants(&mut self, merged: &Item) {
        let section = merged
            .get("mxruntime")
            .and_then(|section| section.get("MicroflowConstants"));
        if section.is_none() && !self.package.constants.is_empty() {
            self.draft.finding(
                "configuration.option_missing",
                Severity::Warning,
                "mxruntime.MicroflowConstants",
                "mxruntime.MicroflowConstants is not there; m2ee-tools 8 reads it without asking whether it is".to_owned(),
                "Write it, as an empty mapping if every default is right.",
            );
        }
        for constant in &self.package.constants {
            let name = constant.name.as_str();
            let set = section.and_then(|section| section.get(name));
            match &constant.default_value {
                Some(value) => self.constants.set(
                    name.to_owned(),
                    Json::text(value.as_str()),
                    Origin::new(
                        ProvenanceSource::Model,
                        "the default of the model, as text whatever its type",
                    ),
                ),
                None => {
                    let message =
                        format!("the metadata has no default for {name}, and m2ee reads it");
                    self.fail(name, message, "Build the package again.");
                }
            }
            let Some(item) = set else { continue };
            let path = format!("mxruntime.MicroflowConstants.{name}");
            for (json, place) in &item.lost {
                let origin = self.origin(&path, *place, "an earlier file, replaced by a later one");
                self.constants.set(name.to_owned(), json.clone(), origin);
            }
            let origin = self.origin(&path, item.place, "the last file that sets it");
            self.constants.set(name.to_owned(), item.json(), origin);
        }
        let known = |name: &str| {
            self.package
                .constants
                .iter()
                .any(|known| known.name == name)
        };
        let mut unknown = Vec::new();
        for (name, item) in section.map(Item::entries).unwrap_or_default() {
            if !known(name) {
                unknown.push((name.clone(), item.place));
            }
        }
        for (name, place) in unknown {
            let names = self
                .package
                .constants
                .iter()
                .map(|known| known.name.as_str());
            let near = crate::configuration::suggest::nearest(&name, names).map(str::to_owned);
            let reason =
                "the model has no constant of that name, and m2ee does not send it".to_owned();
            let origin = self.origin(
                "mxruntime.MicroflowConstants",
                place,
                "a constant in a file",
            );
            self.draft.lost(&name, origin, reason, near);
        }
    }

    fn logging(&mut self, merged: &Item) {
        match merged.get("logging") {
            Some(item) if matches!(&item.kind, Kind::List(items) if !items.is_empty()) => {
                self.other(
                    "logging",
                    ConfigurationArea::Logging,
                    Sensitivity::Unknown,
                    item,
                    "subscribers of all files, those of the first file first",
                );
            }
            _ => self.draft.finding(
                "logging.missing",
                Severity::Warning,
                "logging",
                "no file has a subscriber under `logging`: the app writes no log at all".to_owned(),
                "Add a list with a subscriber of type file or tcpjsonlines.",
            ),
        }
    }

    fn other(
        &mut self,
        name: &str,
        area: ConfigurationArea,
        sensitivity: Sensitivity,
        item: &Item,
        rule: &'static str,
    ) {
        let provenance =
            |place: Place| -> Provenance { self.origin(name, place, rule).provenance() };
        let overrode = item
            .lost
            .iter()
            .rev()
            .map(|(json, place)| OverriddenValue {
                content: content(json.clone()),
                provenance: provenance(*place),
            })
            .collect();
        let value = EffectiveValue {
            name: name.to_owned(),
            area,
            content: content(item.json()),
            sensitivity,
            provenance: provenance(item.place),
            overrode,
            certainty: Certainty::Observed,
        };
        self.draft.values.push(value);
    }

    fn fail(&mut self, subject: &str, message: String, remedy: &str) {
        self.failure.get_or_insert_with(|| StartFailure {
            stage: "configuration".to_owned(),
            message,
            subject: Some(subject.to_owned()),
            remedy: remedy.to_owned(),
            certainty: Certainty::Observed,
        });
    }

    fn finish(self) -> EvaluatedConfiguration {
        let Self {
            package,
            mut draft,
            settings,
            constants,
            failure,
            ..
        } = self;
        draft.constants(constants, package);
        draft.settings(settings, package);
        draft.start_failure = failure;
        draft.finish()
    }
}

fn includes(item: &Item) -> Vec<String> {
    match item.get("include").map(|item| &item.kind) {
        Some(Kind::List(items)) => items
            .iter()
            .filter_map(Json::as_text)
            .map(str::to_owned)
            .collect(),
        _ => Vec::new(),
    }
}

fn joined(items: &[Json]) -> Json {
    let texts: Vec<String> = items
        .iter()
        .map(|item| item.as_text().map_or_else(|| item.print(), str::to_owned))
        .collect();
    Json::Text(texts.join(","))
}

fn refused(file: &ConfigurationFile, problem: &yaml::Problem) -> Error {
    let line = problem
        .at
        .map_or_else(String::new, |at| format!(", line {}", at.line));
    Error::new(
        ErrorCode::InputInvalid,
        format!("{}{line} {}", yaml::shown(&file.name), problem.message),
    )
}
