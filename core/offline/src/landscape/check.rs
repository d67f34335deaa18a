//! What a well-formed landscape can still get wrong. The same checks for YAML and for a document built in code.
//!
//! A level that is inherited is checked once, where it stands: the cost grows with the document, not with its environments.

use std::collections::{BTreeMap, BTreeSet};

use mendix_deploy_model::{
    Address,
    findings::{Finding, Severity},
    landscapes::{
        ConstantValue, Defaults, FreezeWindow, LandscapeDocument, NodePreset, ScheduledEvents,
        VerifySpec,
    },
};

use super::{
    check_values as values, freeze, inherit,
    places::Places,
    reader::{join, shown},
    suggest::did_you_mean,
};

pub(super) struct Checker<'a> {
    places: &'a Places,
    waves: Vec<&'a str>,
    findings: Vec<Finding>,
}

pub(super) fn check(document: &LandscapeDocument, places: &Places) -> Vec<Finding> {
    let mut checker = Checker {
        places,
        waves: document
            .waves
            .iter()
            .map(|wave| wave.name.as_str())
            .collect(),
        findings: Vec::new(),
    };
    checker.landscape(document);
    checker.findings
}

impl Checker<'_> {
    fn landscape(&mut self, document: &LandscapeDocument) {
        if let Some(defaults) = &document.defaults {
            self.level("defaults", defaults);
        }
        if document.apps.is_empty() {
            self.report(
                "landscape.empty",
                "apps",
                "the landscape has no apps".to_owned(),
                "Add an app under `apps`.",
            );
        }
        self.shared(document);
        for (name, app) in &document.apps {
            let path = join("apps", name);
            self.templates(&path, &app.templates, document);
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
                self.level(&join(&path, "defaults"), defaults);
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
                self.templates(&path, &spec.templates, document);
                self.level(&path, &spec.inherited());
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

    fn level(&mut self, path: &str, values: &Defaults) {
        self.constants(path, &values.constants);
        self.events(path, values.scheduled_events.as_ref());
        self.verify(path, values.verify.as_ref());
        self.freeze(path, &values.freeze);
        values::check(self, path, values);
        if let Some(wave) = &values.wave
            && !self.waves.contains(&wave.as_str())
        {
            let path = join(path, "wave");
            let message = format!(
                "the landscape has no wave `{wave}`.{}",
                did_you_mean(wave, self.waves.iter().copied())
            );
            self.report(
                "landscape.unknown_name",
                &path,
                message,
                "Add it to `waves`.",
            );
        }
    }

    /// What stands beside the apps.
    fn shared(&mut self, document: &LandscapeDocument) {
        for (name, template) in &document.templates {
            self.level(&join("templates", name), template);
        }
        for (name, overlay) in &document.overlays {
            let path = join("overlays", name);
            if let Some(values) = &overlay.values {
                self.level(&join(&path, "values"), values);
            }
            for app in &overlay.apps {
                if !document.apps.contains_key(app) {
                    let hint = did_you_mean(app, document.apps.keys().map(String::as_str));
                    let message = format!("the landscape has no app `{app}`.{hint}");
                    let path = join(&path, "apps");
                    self.report(
                        "landscape.unknown_name",
                        &path,
                        message,
                        "Name an app of `apps`.",
                    );
                }
            }
        }
        for (number, wave) in document.waves.iter().enumerate() {
            if document.waves[..number]
                .iter()
                .any(|other| other.name == wave.name)
            {
                let message = format!("the wave `{}` is written twice", wave.name);
                self.report(
                    "landscape.duplicate_key",
                    &format!("waves[{number}]"),
                    message,
                    "Keep one of the two.",
                );
            }
        }
    }

    fn templates(&mut self, path: &str, names: &[String], document: &LandscapeDocument) {
        for (number, name) in names.iter().enumerate() {
            if !document.templates.contains_key(name) {
                let hint = did_you_mean(name, document.templates.keys().map(String::as_str));
                let message = format!("the landscape has no template `{name}`.{hint}");
                let path = format!("{}[{number}]", join(path, "templates"));
                self.report(
                    "landscape.unknown_name",
                    &path,
                    message,
                    "Add it to `templates`, or correct the name.",
                );
            }
        }
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
        let mut seen = BTreeSet::new();
        for event in events {
            if !is_qualified(event) {
                let message = format!("`{event}` is not the name of a scheduled event");
                self.report("landscape.bad_name", &path, message, "Write Module.Event.");
            }
            if !seen.insert(event) {
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
        for (number, window) in windows.iter().enumerate() {
            let path = format!("{}[{number}]", join(path, "freeze"));
            for (key, time) in [
                ("fromTime", &window.from_time),
                ("untilTime", &window.until_time),
            ] {
                if let Some(time) = time
                    && freeze::time(time).is_none()
                {
                    let path = join(&path, key);
                    let message = format!("{} is not a time of day", shown(&path));
                    self.report(
                        "landscape.bad_value",
                        &path,
                        message,
                        "Write a time such as 18:00.",
                    );
                }
            }
            if freeze::zone(window.zone.as_deref()).is_none() {
                let path = join(&path, "zone");
                let message = format!("{} is not a time zone", shown(&path));
                self.report(
                    "landscape.bad_value",
                    &path,
                    message,
                    "Write an IANA name such as Europe/Amsterdam.",
                );
            }
            // On one day the times decide; the two are of one form, so that text orders them.
            let times = (window.from_time.as_deref(), window.until_time.as_deref());
            if window.first == window.last
                && let (Some(from), Some(until)) = times
                && until <= from
            {
                let message =
                    format!("a freeze ends at {until} and begins at {from} of the same day");
                self.report(
                    "landscape.bad_value",
                    &path,
                    message,
                    "Exchange the two times.",
                );
            }
        }
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

    pub(super) fn report(&mut self, id: &str, path: &str, message: String, remedy: &str) {
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
pub(super) fn is_qualified(name: &str) -> bool {
    name.split('.').count() >= 2
        && name.split('.').all(|part| {
            // A combining accent is no letter by itself and still part of a name.
            !part.is_empty()
                && !part.chars().any(|c| {
                    c.is_whitespace() || c.is_control() || c.is_ascii_punctuation() && c != '_'
                })
        })
}
