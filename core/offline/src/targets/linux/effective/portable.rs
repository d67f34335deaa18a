//! Portable packages: HOCON files in order and the variables that they ask for (Mendix documentation, portable app
//! distribution). Documented and told of by users, not observed.

use std::{borrow::Cow, collections::BTreeMap};

use mendix_deploy_model::{
    Error, ErrorCode, Result,
    configurations::{
        Certainty, ConfigurationArea, ConfigurationFile, EffectiveValue, EnvironmentVariable,
        EvaluatedConfiguration, OverriddenValue, ProvenanceSource, Sensitivity, StartFailure,
    },
    findings::Severity,
    landscapes::TargetKind,
    packages::PackageInfo,
    settings::SettingType,
};

use crate::{
    configuration::{
        catalogue,
        hocon::{self, Leaf, LeafKind, Resolved, Source, shown},
        json::{Json, Object},
        suggest::{fold, nearest},
    },
    targets::{
        draft::Draft,
        settings::{Content, Layers, Origin, content},
    },
};

const PARAMETERS: &[&str] = &["runtime", "params"];
const CONSTANTS: &str = "MicroflowConstants";

/// Values beside the runtime's parameters: path, area, whether it is a secret.
const OTHERS: &[(&[&str], ConfigurationArea, Sensitivity)] = &[
    (
        &["runtime", "http", "port"],
        ConfigurationArea::Container,
        Sensitivity::Public,
    ),
    (
        &["runtime", "http", "addresses"],
        ConfigurationArea::Container,
        Sensitivity::Public,
    ),
    (
        &["admin", "port"],
        ConfigurationArea::Admin,
        Sensitivity::Public,
    ),
    (
        &["admin", "addresses"],
        ConfigurationArea::Admin,
        Sensitivity::Public,
    ),
    (
        &["admin", "adminPassword"],
        ConfigurationArea::Admin,
        Sensitivity::Secret,
    ),
    (
        &["runtime", "adminUser", "password"],
        ConfigurationArea::Admin,
        Sensitivity::Secret,
    ),
    (
        &["runtime", "debugger", "password"],
        ConfigurationArea::Admin,
        Sensitivity::Secret,
    ),
    (
        &["logging"],
        ConfigurationArea::Logging,
        Sensitivity::Unknown,
    ),
];

/// Variables of the buildpacks and spellings of old pages: whoever sets them means something.
const MEANT: &[&str] = &[
    "ADMIN_",
    "CONSTANTS",
    "CUSTOM_RUNTIME_SETTINGS",
    "DATABASE_",
    "LOGGING_",
    "M2EE_",
    "MXRUNTIME_",
    "MX_",
    "RUNTIME_",
    "S3_",
    "SCHEDULED_EVENTS",
];

/// What the runtime would see, with the files in the order in which the start script reads them.
///
/// # Errors
///
/// `input.invalid` when the files are too large, too deep or refer to each other too often.
pub(in crate::targets) fn evaluate(
    files: &[ConfigurationFile],
    variables: &[EnvironmentVariable],
    package: &PackageInfo,
) -> Result<EvaluatedConfiguration> {
    let texts: Vec<(&str, &str)> = files
        .iter()
        .map(|file| (file.name.as_str(), file.text.as_str()))
        .collect();
    let given: BTreeMap<&str, &str> = variables
        .iter()
        .map(|variable| (variable.name.as_str(), variable.value.as_str()))
        .collect();
    let mut run = Run {
        files,
        given: &given,
        package,
        draft: Draft::new(TargetKind::Linux, Certainty::Documented),
    };
    match hocon::read(&texts, &given) {
        Ok(reading) => run.values(&reading),
        Err(problem) => run.refused(&problem)?,
    }
    Ok(run.draft.finish())
}

struct Run<'a> {
    files: &'a [ConfigurationFile],
    given: &'a BTreeMap<&'a str, &'a str>,
    package: &'a PackageInfo,
    draft: Draft,
}

impl Run<'_> {
    fn refused(&mut self, problem: &hocon::Problem) -> Result<()> {
        let file = problem
            .file
            .as_deref()
            .map_or_else(|| "the files".to_owned(), shown);
        let line = problem
            .at
            .map_or_else(String::new, |at| format!(", line {}", at.line));
        let message = format!("{file}{line} {}", problem.message);
        if !problem.is_syntax {
            return Err(Error::new(ErrorCode::InputInvalid, message));
        }
        self.draft.start_failure = Some(StartFailure {
            stage: "configuration".to_owned(),
            message,
            subject: problem.file.clone(),
            remedy: "Correct the file.".to_owned(),
            certainty: Certainty::Documented,
        });
        Ok(())
    }

    fn values(&mut self, reading: &hocon::Reading) {
        for include in &reading.missing {
            self.draft.finding(
                "configuration.file_missing",
                Severity::Warning,
                include,
                format!("the file {} is included and was not handed in", shown(include)),
                "Hand it in under the name that the include has; what it sets is not in the answer.",
            );
        }
        let empty = Resolved::default();
        let parameters = reading.root.get(PARAMETERS).unwrap_or(&empty);
        let mut settings = Layers::default();
        let mut found = Vec::new();
        flatten(parameters, String::new(), &mut found);
        for (name, value) in found {
            if name != CONSTANTS && !name.starts_with("MicroflowConstants.") {
                self.put(
                    &mut settings,
                    &name,
                    &format!("runtime.params.{name}"),
                    value,
                );
            }
        }
        if settings.contains("com.mendix.core.isClusterSlave") {
            self.draft.finding(
                "setting.ignored",
                Severity::Info,
                "com.mendix.core.isClusterSlave",
                "portable packages have no leader and ignore com.mendix.core.isClusterSlave"
                    .to_owned(),
                "Leave it out.",
            );
        }
        self.constants(parameters.get(&[CONSTANTS]));
        for (path, area, sensitivity) in OTHERS {
            if let Some(value) = reading.root.get(path) {
                self.other(&path.join("."), *area, *sensitivity, value);
            }
        }
        self.draft.settings(settings, self.package);
        self.start_script(reading);
        self.unheard(reading);
    }

    /// What the start script needs besides.
    fn start_script(&mut self, reading: &hocon::Reading) {
        let subscribers = match reading.root.get(&["logging"]) {
            Some(Resolved::Leaf(Leaf {
                kind: LeafKind::List(items),
                ..
            })) => items.len(),
            _ => 0,
        };
        if subscribers == 0 {
            self.draft.finding(
                "logging.missing",
                Severity::Error,
                "logging",
                "no file has a subscriber under `logging`: by what users tell, the launcher then opens the admin port and stops there".to_owned(),
                "Add a list `logging` with a subscriber of type console.",
            );
        }
        for (variable, area, sensitivity) in [
            (
                "M2EE_ADMIN_PASS",
                ConfigurationArea::Admin,
                Sensitivity::Secret,
            ),
            (
                "MX_LOG_LEVEL",
                ConfigurationArea::Logging,
                Sensitivity::Public,
            ),
        ] {
            if let Some(text) = self.given.get(variable) {
                let rule = "a variable that the start script reads itself";
                self.draft.values.push(EffectiveValue {
                    name: variable.to_owned(),
                    area,
                    content: content(Json::text(*text)),
                    sensitivity,
                    provenance: Origin::variable(variable, rule).provenance(),
                    overrode: Vec::new(),
                    certainty: Certainty::Documented,
                });
            }
        }
        let has_password = reading.root.get(&["admin", "adminPassword"]).is_some();
        if !has_password && !self.given.contains_key("M2EE_ADMIN_PASS") {
            self.draft.finding(
                "admin.password_missing",
                Severity::Error,
                "M2EE_ADMIN_PASS",
                "neither M2EE_ADMIN_PASS nor admin.adminPassword is set; the start script needs the password of the admin port".to_owned(),
                "Set both: versions differ in which of them they read.",
            );
        }
    }

    fn constants(&mut self, section: Option<&Resolved>) {
        let mut found = Vec::new();
        if let Some(section) = section {
            members(section, String::new(), &mut found);
        }
        let mut constants = Layers::default();
        for (name, value) in found {
            if self
                .package
                .constants
                .iter()
                .any(|constant| constant.name == name)
            {
                let path = format!("runtime.params.MicroflowConstants.\"{name}\"");
                self.put(&mut constants, &name, &path, value);
                continue;
            }
            let names = self
                .package
                .constants
                .iter()
                .map(|constant| constant.name.as_str());
            let near = nearest(&name, names).map(str::to_owned);
            let origin = match value {
                Resolved::Leaf(leaf) => self.origin(&name, &leaf.source),
                Resolved::Object(_) => Origin::new(ProvenanceSource::File, "a constant in a file"),
            };
            let reason = "the model has no constant of that name".to_owned();
            self.draft.lost(&name, origin, reason, near);
        }
        for constant in &self.package.constants {
            if !constants.contains(&constant.name) {
                self.draft.finding(
                    "constant.missing",
                    Severity::Error,
                    &constant.name,
                    format!("no file sets {}, and the runtime does not fall back to the model's default", constant.name),
                    "Read etc/constants/defaults.conf of the package too, or set the constant.",
                );
            }
        }
        self.draft.constants(constants, self.package);
    }

    fn origin(&self, path: &str, source: &Source) -> Origin<'static> {
        let location = source.at.location(&self.files[source.file].name);
        let mut origin = match source.variables.first() {
            None => {
                let mut origin = Origin::new(
                    ProvenanceSource::File,
                    "the last definition of the key in the files in their order",
                );
                origin.place = Some(Cow::Owned(path.to_owned()));
                origin
            }
            Some(variable) => Origin::variable(
                variable.clone(),
                "a variable that a file of the package asks for",
            ),
        };
        origin.location = Some(location);
        origin
    }

    fn put(&self, layers: &mut Layers<'static>, name: &str, path: &str, value: &Resolved) {
        let name = || Cow::Owned(name.to_owned());
        let Resolved::Leaf(leaf) = value else {
            let mut origin = Origin::new(ProvenanceSource::File, "an object merged from the files");
            origin.place = Some(Cow::Owned(path.to_owned()));
            layers.put(
                name(),
                Content::Known(json(value)),
                origin,
                Certainty::Documented,
            );
            return;
        };
        for (kind, source) in leaf.overrode.iter().rev() {
            let origin = self.origin(path, source);
            layers.put(
                name(),
                Content::Known(kind_json(kind)),
                origin,
                Certainty::Documented,
            );
        }
        let origin = self.origin(path, &leaf.source);
        layers.put(
            name(),
            Content::Known(kind_json(&leaf.kind)),
            origin,
            Certainty::Documented,
        );
    }

    fn other(
        &mut self,
        path: &str,
        area: ConfigurationArea,
        sensitivity: Sensitivity,
        value: &Resolved,
    ) {
        let (provenance, overrode) = match value {
            Resolved::Leaf(leaf) => (
                self.origin(path, &leaf.source).provenance(),
                leaf.overrode
                    .iter()
                    .map(|(kind, source)| OverriddenValue {
                        content: content(kind_json(kind)),
                        provenance: self.origin(path, source).provenance(),
                    })
                    .collect(),
            ),
            Resolved::Object(_) => (
                Origin::new(ProvenanceSource::File, "an object merged from the files").provenance(),
                Vec::new(),
            ),
        };
        self.draft.values.push(EffectiveValue {
            name: path.to_owned(),
            area,
            content: content(json(value)),
            sensitivity,
            provenance,
            overrode,
            certainty: Certainty::Documented,
        });
    }

    /// Variables that look meant and that no file asks for.
    fn unheard(&mut self, reading: &hocon::Reading) {
        for variable in self.given.keys() {
            if reading.asked.contains_key(*variable)
                || matches!(
                    *variable,
                    "M2EE_ADMIN_PASS" | "MX_LOG_LEVEL" | "MX_INSTALL_PATH"
                )
            {
                continue;
            }
            let same = reading
                .asked
                .keys()
                .find(|asked| fold(asked) == fold(variable));
            if same.is_none() && !MEANT.iter().any(|prefix| variable.starts_with(prefix)) {
                continue;
            }
            let suggestion = same
                .cloned()
                .or_else(|| self.asked_for(variable, reading))
                .or_else(|| {
                    nearest(variable, reading.asked.keys().map(String::as_str)).map(str::to_owned)
                });
            let reason = "no file of the package asks for a variable of that name".to_owned();
            let origin = Origin::variable((*variable).to_owned(), "an environment variable");
            self.draft.lost(variable, origin, reason, suggestion);
        }
    }

    /// The variable that the package has for what a variable of the buildpacks would set.
    fn asked_for(&self, variable: &str, reading: &hocon::Reading) -> Option<String> {
        let path: Vec<String> = if let Some(name) = variable.strip_prefix("MXRUNTIME_") {
            let joined = fold(&name.replace('.', ""));
            let asked = |paths: &Vec<Vec<String>>| {
                paths.iter().any(|path| {
                    path.starts_with(&["runtime".to_owned(), "params".to_owned()])
                        && fold(&path[2..].concat().replace('.', "")) == joined
                })
            };
            let (name, _) = reading.asked.iter().find(|(_, paths)| asked(paths))?;
            return Some(name.clone());
        } else {
            let constant =
                self.package.constants.iter().find(|constant| {
                    format!("MX_{}", constant.name.replace('.', "_")) == variable
                })?;
            [PARAMETERS, &[CONSTANTS, &constant.name]]
                .concat()
                .into_iter()
                .map(str::to_owned)
                .collect()
        };
        reading
            .asked
            .iter()
            .find(|(_, paths)| paths.contains(&path))
            .map(|(name, _)| name.clone())
    }
}

/// Parameters by their dotted name; objects that are values of their own stay whole.
fn flatten<'r>(value: &'r Resolved, name: String, found: &mut Vec<(String, &'r Resolved)>) {
    let is_whole = !name.is_empty()
        && (name == CONSTANTS
            || catalogue::setting(&name)
                .is_some_and(|setting| setting.setting_type == SettingType::Json));
    match value {
        Resolved::Object(_) if !is_whole => {
            for (key, value) in value.members() {
                flatten(value, dotted(&name, key), found);
            }
        }
        _ => found.push((name, value)),
    }
}

/// Constants by their name, whether its dot was in quotation marks or made two keys of it.
fn members<'r>(value: &'r Resolved, name: String, found: &mut Vec<(String, &'r Resolved)>) {
    match value {
        Resolved::Object(_) => {
            for (key, value) in value.members() {
                members(value, dotted(&name, key), found);
            }
        }
        Resolved::Leaf(_) => found.push((name, value)),
    }
}

fn dotted(name: &str, key: &str) -> String {
    if name.is_empty() {
        key.to_owned()
    } else {
        format!("{name}.{key}")
    }
}

fn json(value: &Resolved) -> Json {
    match value {
        Resolved::Leaf(leaf) => kind_json(&leaf.kind),
        Resolved::Object(_) => {
            let mut object = Object::default();
            for (key, value) in value.members() {
                object.set(key, json(value));
            }
            Json::Object(object)
        }
    }
}

fn kind_json(kind: &LeafKind) -> Json {
    match kind {
        LeafKind::Null => Json::Null,
        LeafKind::Bool(value) => Json::Bool(*value),
        LeafKind::Number(number) => {
            Json::read(number).unwrap_or_else(|_| Json::text(number.as_str()))
        }
        LeafKind::Text(text) => Json::text(text.as_str()),
        LeafKind::List(items) => Json::List(items.iter().map(json).collect()),
    }
}
