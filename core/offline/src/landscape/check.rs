//! What a well-formed landscape can still get wrong. The same checks for YAML and for a document built in code.

use std::collections::BTreeMap;

use mendix_deploy_model::{
    Address,
    findings::{Finding, Severity},
    landscapes::{
        ConstantValue, Defaults, FreezeWindow, LandscapeDocument, NodePreset, ScheduledEvents,
        VerifySpec,
    },
};

use super::{
    inherit,
    places::Places,
    reader::{join, shown},
};

struct Checker<'a> {
    places: &'a Places,
    findings: Vec<Finding>,
}

pub(super) fn check(document: &LandscapeDocument, places: &Places) -> Vec<Finding> {
    let mut checker = Checker {
        places,
        findings: Vec::new(),
    };
    checker.landscape(document);
    checker.findings
}

impl Checker<'_> {
    fn landscape(&mut self, document: &LandscapeDocument) {
        if let Some(defaults) = &document.defaults {
            self.defaults("defaults", defaults);
        }
        if document.apps.is_empty() {
            self.report(
                "landscape.empty",
                "apps",
                "the landscape has no apps".to_owned(),
                "Add an app under `apps`.",
            );
        }
        for (name, app) in &document.apps {
            let path = join("apps", name);
            if Address::new(name, "x").is_err() {
                let message =
                    format!("{name:?} cannot be an app's name: addresses are app/environment");
                self.report(
                    "landscape.bad_name",
                    &path,
                    message,
                    "Use a name without a slash and without white space at its ends.",
                );
            }
            if let Some(defaults) = &app.defaults {
                self.defaults(&join(&path, "defaults"), defaults);
            }
            let environments = inherit::environment_names(app);
            if environments.is_empty() {
                let message = format!("{} has no environments", shown(&path));
                self.report(
                    "landscape.empty",
                    &path,
                    message,
                    "Add `environments`, or a `preset`.",
                );
            }
            for environment in environments {
                let path = join(&join(&path, "environments"), &environment);
                if Address::new("x", &environment).is_err() {
                    let message = format!("{environment:?} cannot be an environment's name");
                    self.report(
                        "landscape.bad_name",
                        &path,
                        message,
                        "Use a name without a slash and without white space at its ends.",
                    );
                }
                let spec = app.environments.get(&environment);
                if inherit::tier_of(app, &environment).is_none() {
                    let message = format!("{} needs `tier`", shown(&path));
                    let remedy =
                        "Say what it is for: development, test, acceptance, production or sandbox.";
                    self.report("landscape.missing_key", &path, message, remedy);
                }
                if inherit::target_of(app, &environment).is_none() {
                    let message = format!("{} needs `target`", shown(&path));
                    self.report(
                        "landscape.missing_key",
                        &path,
                        message,
                        "Say where it runs, here or at the app: `target: mendixCloud`.",
                    );
                }
                let Some(spec) = spec else { continue };
                self.constants(&path, &spec.constants);
                self.events(&path, spec.scheduled_events.as_ref());
                self.verify(&path, spec.verify.as_ref());
                self.freeze(&path, &spec.freeze);
            }
            if app.preset == Some(NodePreset::TwoEnvironments)
                && app.environments.contains_key("test")
            {
                let message = format!(
                    "{} is a node of two environments and has `test`",
                    shown(&path)
                );
                self.report(
                    "landscape.bad_value",
                    &path,
                    message,
                    "Use `preset: threeEnvironments`.",
                );
            }
        }
    }

    fn defaults(&mut self, path: &str, defaults: &Defaults) {
        self.constants(path, &defaults.constants);
        self.events(path, defaults.scheduled_events.as_ref());
        self.verify(path, defaults.verify.as_ref());
        self.freeze(path, &defaults.freeze);
    }

    fn constants(&mut self, path: &str, constants: &BTreeMap<String, ConstantValue>) {
        for (name, value) in constants {
            let path = join(&join(path, "constants"), name);
            if !is_qualified(name) {
                let message = format!("`{name}` is not the name of a constant");
                let remedy = if name.starts_with("MX_") || name.starts_with("MXRUNTIME_") {
                    "Write the constant's own name, Module.Constant; variables are made from it where a target needs them."
                } else {
                    "Write Module.Constant."
                };
                self.report("landscape.bad_name", &path, message, remedy);
            }
            let text = match value {
                ConstantValue::Literal { value, .. } => value,
                ConstantValue::SecretReference { reference } => reference,
                ConstantValue::EmptyOnPurpose => continue,
            };
            if !text.is_empty() && text.chars().all(|c| c == '*') {
                let message = format!(
                    "{} consists of asterisks, which is a mask and not a value",
                    shown(&path)
                );
                self.report(
                    "landscape.masked_value",
                    &path,
                    message,
                    "Write the value, or a secret reference.",
                );
            }
            if text.contains('\0') {
                let message = format!("{} holds a null character", shown(&path));
                self.report(
                    "landscape.bad_value",
                    &path,
                    message,
                    "Remove it; no target can carry it.",
                );
            }
        }
    }

    fn events(&mut self, path: &str, events: Option<&ScheduledEvents>) {
        let Some(ScheduledEvents::Specified { events }) = events else {
            return;
        };
        let path = join(path, "scheduledEvents");
        if events.is_empty() {
            let message = format!("{} is an empty list", shown(&path));
            self.report(
                "landscape.bad_value",
                &path,
                message,
                "Write `none` when none shall run.",
            );
        }
        for (number, event) in events.iter().enumerate() {
            if !is_qualified(event) {
                let message = format!("`{event}` is not the name of a scheduled event");
                self.report("landscape.bad_name", &path, message, "Write Module.Event.");
            }
            if events[..number].contains(event) {
                let message = format!("`{event}` is listed twice");
                self.report(
                    "landscape.duplicate_key",
                    &path,
                    message,
                    "Keep one of the two.",
                );
            }
        }
    }

    fn verify(&mut self, path: &str, verify: Option<&VerifySpec>) {
        let Some(verify) = verify else { return };
        let path = join(path, "verify");
        if let Some(url) = &verify.url
            && !(url.starts_with("https://") || url.starts_with("http://"))
        {
            let message = format!(
                "{} must begin with https:// or http://",
                shown(&join(&path, "url"))
            );
            self.report(
                "landscape.bad_value",
                &join(&path, "url"),
                message,
                "Write the whole URL.",
            );
        }
        for check in &verify.checks {
            if !check.path.starts_with('/') || check.path.contains(char::is_whitespace) {
                let message = format!("`{}` is not a path below the public URL", check.path);
                self.report(
                    "landscape.bad_value",
                    &join(&path, "checks"),
                    message,
                    "Write a path such as /health.",
                );
            }
        }
    }

    fn freeze(&mut self, path: &str, windows: &[FreezeWindow]) {
        for window in windows.iter().filter(|window| window.last < window.first) {
            let message = format!(
                "a freeze ends on {} before it begins on {}",
                window.last, window.first
            );
            self.report(
                "landscape.bad_value",
                &join(path, "freeze"),
                message,
                "Exchange the two days.",
            );
        }
    }

    fn report(&mut self, id: &str, path: &str, message: String, remedy: &str) {
        self.findings.push(Finding {
            id: id.to_owned(),
            severity: Severity::Error,
            address: None,
            subject: None,
            path: Some(path.to_owned()),
            location: self.places.find(path),
            message,
            remedy: remedy.to_owned(),
        });
    }
}

/// `Module.Name`: two or more parts, letters, digits and underscores of any script.
fn is_qualified(name: &str) -> bool {
    name.split('.').count() >= 2
        && name.split('.').all(|part| {
            // A combining accent is no letter by itself and still part of a name.
            !part.is_empty()
                && !part.chars().any(|c| {
                    c.is_whitespace() || c.is_control() || c.is_ascii_punctuation() && c != '_'
                })
        })
}
