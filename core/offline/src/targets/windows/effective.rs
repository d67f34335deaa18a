//! What the Service Console makes of an app's settings. That there is a file `Settings.yaml` is documented, its shape is
//! not: what bears the name of a constant of the package or of a runtime setting is taken for it, and nothing else.

use std::borrow::Cow;

use mendix_deploy_model::{
    Error, ErrorCode, Result,
    configurations::{Certainty, EvaluatedConfiguration, ProvenanceSource},
    findings::Severity,
    landscapes::TargetKind,
    packages::PackageInfo,
};

use crate::{
    configuration::{
        catalogue,
        json::Json,
        yaml::{self, Node, Value},
    },
    targets::{
        draft::Draft,
        settings::{Content, Layers, Origin},
    },
};

/// What the runtime would see, as far as names tell.
///
/// # Errors
///
/// `input.invalid` when the text is no YAML or exceeds the bounds.
pub(in crate::targets) fn evaluate(
    settings: &str,
    package: &PackageInfo,
) -> Result<EvaluatedConfiguration> {
    let root = yaml::read(settings).map_err(|problem| {
        let line = problem
            .at
            .map_or_else(String::new, |at| format!(", line {}", at.line));
        let message = format!(
            "the settings of the Service Console{line} {}",
            problem.message
        );
        Error::new(ErrorCode::InputInvalid, message)
    })?;
    let mut run = Run {
        package,
        settings: Layers::default(),
        constants: Layers::default(),
        unread: 0,
    };
    for constant in &package.constants {
        if let Some(default) = &constant.default_value {
            let rule = "the default of the model, where the settings have no value";
            run.constants.put(
                Cow::Owned(constant.name.clone()),
                Content::Known(Json::text(default.as_str())),
                Origin::new(ProvenanceSource::Model, rule),
                Certainty::Inferred,
            );
        }
    }
    run.walk(&root, "");
    let mut draft = Draft::new(TargetKind::Windows, Certainty::Inferred);
    draft.finding(
        "configuration.not_observed",
        Severity::Info,
        "Settings.yaml",
        format!(
            "the shape of the Service Console's settings is not documented; {} values were not understood and are not in the answer",
            run.unread
        ),
        "Compare with what the console shows.",
    );
    draft.constants(run.constants, package);
    draft.settings(run.settings, package);
    Ok(draft.finish())
}

struct Run<'a> {
    package: &'a PackageInfo,
    settings: Layers<'static>,
    constants: Layers<'static>,
    unread: usize,
}

impl Run<'_> {
    fn walk(&mut self, node: &Node, path: &str) {
        if let Value::List(items) = &node.value {
            for item in items {
                // Lists of pairs are the other way to write a mapping.
                let part = |key: &str| {
                    let entry = item
                        .entries()
                        .iter()
                        .find(|entry| entry.name.eq_ignore_ascii_case(key));
                    entry.map(|entry| &entry.value)
                };
                match (part("name").and_then(Node::scalar), part("value")) {
                    (Some(name), Some(value)) => self.pair(name, value, path),
                    _ => self.walk(item, path),
                }
            }
            return;
        }
        if !matches!(node.value, Value::Map(_)) {
            self.unread += usize::from(!node.is_null());
        }
        for entry in node.entries() {
            self.pair(&entry.name, &entry.value, path);
        }
    }

    fn pair(&mut self, name: &str, value: &Node, path: &str) {
        let path = if path.is_empty() {
            name.to_owned()
        } else {
            format!("{path}.{name}")
        };
        let is_constant = self
            .package
            .constants
            .iter()
            .any(|constant| constant.name == name);
        let is_setting = catalogue::setting(name).is_some() && name != "MicroflowConstants";
        let (true, Some(text)) = (is_constant || is_setting, value.scalar()) else {
            return self.walk(value, &path);
        };
        let mut origin = Origin::new(
            ProvenanceSource::File,
            "it bears the name; the shape of the file is not documented",
        );
        origin.location = Some(value.at.location("Settings.yaml"));
        origin.place = Some(Cow::Owned(path));
        let layers = if is_constant {
            &mut self.constants
        } else {
            &mut self.settings
        };
        let content = Content::Known(Json::text(text));
        layers.put(
            Cow::Owned(name.to_owned()),
            content,
            origin,
            Certainty::Inferred,
        );
    }
}
