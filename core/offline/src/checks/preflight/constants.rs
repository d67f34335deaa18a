//! Constants: every one of the package must get a value of its type, and every one of the landscape must exist.

use std::collections::BTreeMap;

use mendix_deploy_model::{
    findings::{Finding, Severity},
    landscapes::{ConstantOrigin, ConstantValue, EffectiveConstant, TargetKind, Tier},
    packages::{Constant, ConstantType},
};
use unicode_normalization::UnicodeNormalization;

use super::{Check, values};
use crate::configuration::looks;
use crate::{landscape::suggest::nearest, secrets};

/// The local address that a value points to. It is a part of the value, so nothing of a credential is told, and nothing of
/// a text that stands where no text belongs: it may be one.
fn address<'a>(constant: &Constant, value: &'a str) -> Option<&'a str> {
    if constant.constant_type != ConstantType::String || looks::is_credential(constant, value) {
        return None;
    }
    looks::local_host(value)
}

impl Check<'_> {
    pub(super) fn constants(&mut self) {
        let environment = self.environment;
        let package = self.package;
        let wanted: BTreeMap<&str, &EffectiveConstant> = environment
            .constants()
            .iter()
            .map(|constant| (constant.name.as_str(), constant))
            .collect();
        let known: BTreeMap<&str, &Constant> = package
            .constants
            .iter()
            .map(|constant| (constant.name.as_str(), constant))
            .collect();
        let mut unresolved = 0_usize;
        for constant in &package.constants {
            match wanted.get(constant.name.as_str()) {
                Some(effective) => {
                    unresolved += usize::from(matches!(
                        effective.value,
                        ConstantValue::SecretReference { .. }
                    ));
                    self.wanted(constant, effective);
                }
                None => self.left_alone(constant),
            }
        }
        for effective in wanted.values() {
            if !known.contains_key(effective.name.as_str()) {
                self.unknown(effective, &known);
            }
        }
        if unresolved > 0 {
            self.skip(
                "values of secret references",
                &format!("{unresolved} not resolved: a preflight reads no secret"),
            );
        }
        if self.options.running.is_none() {
            self.skip(
                "defaults that differ from the running package",
                "the running package is not known",
            );
        }
        if self.options.settings.is_none() && self.is_cloud() {
            self.skip(
                "values already set on the platform",
                "the environment's settings are not known",
            );
        }
    }

    fn is_cloud(&self) -> bool {
        self.environment.target_kind() == TargetKind::MendixCloud
    }

    fn is_production(&self) -> bool {
        self.environment.tier() == Tier::Production
    }

    /// A constant that the landscape sets.
    fn wanted(&mut self, constant: &Constant, effective: &EffectiveConstant) {
        let name = &constant.name;
        match &effective.value {
            ConstantValue::Literal {
                value,
                acknowledged,
            } => {
                self.unknown_type(constant);
                if let Err(expected) = values::check(&constant.constant_type, value) {
                    self.wrong_type(constant, "its value in the landscape", &expected, effective);
                } else if value.is_empty() {
                    let message = format!("{name} is set to the empty text");
                    let remedy =
                        "Write `{kind: emptyOnPurpose}` if that is meant, else a value.".to_owned();
                    place(
                        self.find("constant.empty", Severity::Warning, name, message, remedy),
                        effective,
                    );
                }
                if *acknowledged {
                    return;
                }
                if looks::is_credential(constant, value) {
                    let severity = if self.is_production() {
                        Severity::Error
                    } else {
                        Severity::Warning
                    };
                    let message = format!(
                        "{name} looks like a credential and stands in the landscape as plain text"
                    );
                    let remedy = "Write a secret reference such as vault://mount/path#key. If it is no secret, write literal: in front of the value.".to_owned();
                    place(
                        self.find("secret.literal", severity, name, message, remedy),
                        effective,
                    );
                } else if let Some(message) = secrets::misspelled(value) {
                    place(
                        self.find(
                            "secret.reference_suspected",
                            Severity::Warning,
                            name,
                            format!("{name} is taken as plain text: {message}"),
                            "Correct the scheme if a secret reference is meant, else write literal: in front of the value.".to_owned(),
                        ),
                        effective,
                    );
                }
                if self.is_production()
                    && let Some(host) = address(constant, value)
                {
                    let message = format!("{name} points to the local address {host}");
                    let remedy = "Set the address that production can reach.".to_owned();
                    place(
                        self.find(
                            "constant.local_address",
                            Severity::Warning,
                            name,
                            message,
                            remedy,
                        ),
                        effective,
                    );
                }
            }
            ConstantValue::SecretReference { reference: text } => {
                for problem in secrets::parse_all(text).err().unwrap_or_default() {
                    let message = format!(
                        "the secret reference of {name} is wrong: {}",
                        problem.message
                    );
                    place(
                        self.find(
                            "secret.reference_syntax",
                            Severity::Error,
                            name,
                            message,
                            problem.remedy,
                        ),
                        effective,
                    );
                }
            }
            ConstantValue::EmptyOnPurpose => {
                if let Err(expected) = values::check(&constant.constant_type, "") {
                    self.wrong_type(constant, "its value in the landscape", &expected, effective);
                }
            }
        }
    }

    fn wrong_type(
        &mut self,
        constant: &Constant,
        what: &str,
        expected: &str,
        effective: &EffectiveConstant,
    ) {
        let message = format!(
            "{} is of type {}, and {what} is not {expected}",
            constant.name, constant.constant_type
        );
        let remedy = format!("Write {expected}.");
        place(
            self.find(
                "constant.wrong_type",
                Severity::Error,
                &constant.name,
                message,
                remedy,
            ),
            effective,
        );
    }

    fn unknown_type(&mut self, constant: &Constant) {
        if let ConstantType::Unknown(word) = &constant.constant_type {
            self.skip(
                &format!("type of {}", constant.name),
                &format!("the type `{word}` is not known"),
            );
        }
    }

    /// A constant that the landscape does not set: what the platform has, else the model's default.
    fn left_alone(&mut self, constant: &Constant) {
        let name = &constant.name;
        let configured = self
            .options
            .settings
            .as_ref()
            .and_then(|settings| settings.constants.iter().find(|c| c.name == *name))
            .and_then(|setting| setting.value.clone());
        if let Some(value) = configured
            && constant.default_value.as_ref() != Some(&value)
        {
            self.configured(constant, &value);
            return;
        }
        let Some(default) = &constant.default_value else {
            let message = format!(
                "{name} has no value: the landscape does not set it, and the package has no default"
            );
            let remedy = format!("Set it under {}.constants.", self.environment.path());
            self.find("constant.missing", Severity::Error, name, message, remedy);
            return;
        };
        let set_it = format!("Set it under {}.constants.", self.environment.path());
        self.unknown_type(constant);
        if let Err(expected) = values::check(&constant.constant_type, default) {
            let message = format!(
                "{name} is of type {}, and the package's default is not {expected}",
                constant.constant_type
            );
            self.find(
                "constant.wrong_type",
                Severity::Error,
                name,
                message,
                set_it,
            );
            return;
        }
        if default.is_empty() {
            let message = format!(
                "{name} stays empty: the landscape does not set it, and the package's default is empty"
            );
            let remedy = format!("{set_it} If empty is meant, write `{{kind: emptyOnPurpose}}`.");
            self.find("constant.empty", Severity::Warning, name, message, remedy);
            return;
        }
        let mut told = self.changed_default(constant, default);
        let credential = looks::is_credential(constant, default);
        let local = address(constant, default);
        if let Some(host) = local
            && self.environment.tier() != Tier::Development
        {
            let message = format!(
                "{name} keeps the package's default, which points to the local address {host}"
            );
            self.find(
                "constant.local_address",
                Severity::Warning,
                name,
                message,
                set_it.clone(),
            );
            told = true;
        }
        if credential && self.environment.tier() != Tier::Development {
            let message = format!(
                "{name} keeps the package's default, which looks like a credential; everybody with the package can read it"
            );
            let remedy =
                format!("{set_it} Use a secret reference, and remove the default from the model.");
            self.find(
                "constant.credential_default",
                Severity::Warning,
                name,
                message,
                remedy,
            );
            told = true;
        }
        if self.is_production() && !told {
            let message = format!("{name} keeps the package's default in production");
            let remedy = format!("Nothing, if the default is meant for production. {set_it}");
            self.find(
                "constant.default_in_production",
                Severity::Info,
                name,
                message,
                remedy,
            );
        }
    }

    /// A constant whose value the platform has and the landscape does not say.
    fn configured(&mut self, constant: &Constant, value: &str) {
        let name = &constant.name;
        if !value.is_empty() && value.chars().all(|c| c == '*') {
            self.skip(
                &format!("value of {name} on the platform"),
                "the platform masks it",
            );
        } else if let Err(expected) = values::check(&constant.constant_type, value) {
            let message = format!(
                "{name} is of type {}, and the value set on the platform is not {expected}",
                constant.constant_type
            );
            let remedy = format!("Set it under {}.constants.", self.environment.path());
            self.find(
                "constant.wrong_type",
                Severity::Error,
                name,
                message,
                remedy,
            );
        } else if value.is_empty() {
            let message =
                format!("{name} is empty on the platform, and the landscape does not set it");
            let remedy = format!(
                "Set it under {}.constants. If empty is meant, write `{{kind: emptyOnPurpose}}`.",
                self.environment.path()
            );
            self.find("constant.empty", Severity::Warning, name, message, remedy);
        }
    }

    /// A default that is new or other than that of the running package, without a word in the landscape.
    fn changed_default(&mut self, constant: &Constant, default: &str) -> bool {
        let Some(running) = &self.options.running else {
            return false;
        };
        let name = &constant.name;
        let before = running.constants.iter().find(|c| c.name == *name);
        let set_it = format!(
            "Nothing, if the new default is meant here. Else set it under {}.constants.",
            self.environment.path()
        );
        match before {
            None => {
                let message =
                    format!("{name} is new in this package and gets the package's default");
                self.find("constant.new", Severity::Info, name, message, set_it);
                true
            }
            Some(before) if before.default_value.as_deref() != Some(default) => {
                let message = format!(
                    "the default of {name} differs from that of the running package, and the landscape does not set it"
                );
                self.find(
                    "constant.default_changed",
                    Severity::Warning,
                    name,
                    message,
                    set_it,
                );
                true
            }
            Some(_) => false,
        }
    }

    /// A constant of the landscape that the package does not have.
    fn unknown(&mut self, effective: &EffectiveConstant, known: &BTreeMap<&str, &Constant>) {
        let name = &effective.name;
        // What all apps inherit need not exist in each of them.
        let severity = if effective.origin == ConstantOrigin::Defaults {
            Severity::Info
        } else {
            Severity::Error
        };
        let (hint, remedy) = match probably(name, known) {
            Some((right, why)) => (format!(" {why}"), format!("Write `{right}`.")),
            None => (
                String::new(),
                "Correct the name, or remove the constant from the landscape.".to_owned(),
            ),
        };
        let message = format!("{} has no constant `{name}`.{hint}", self.package.file_name);
        place(
            self.find("constant.unknown", severity, name, message, remedy),
            effective,
        );
    }
}

/// The constant that was probably meant, and what went wrong.
fn probably<'k>(name: &str, known: &BTreeMap<&'k str, &Constant>) -> Option<(&'k str, String)> {
    let exact = |wanted: &str| known.keys().copied().find(|candidate| *candidate == wanted);
    if let Some(right) = name.strip_prefix("MXRUNTIME_").and_then(exact) {
        return Some((
            right,
            "MXRUNTIME_ makes a runtime setting and leaves the constant as it is.".to_owned(),
        ));
    }
    // `MX_A_B` is what buildpacks make of `A.B`.
    let bare = name.strip_prefix("MX_").unwrap_or(name);
    let mangled = |text: &str| text.replace('.', "_");
    let same_variable: Vec<&str> = known
        .keys()
        .copied()
        .filter(|candidate| mangled(candidate) == mangled(bare))
        .collect();
    if let [right] = same_variable[..] {
        return Some((
            right,
            format!(
                "As a variable it is the same as `{right}`; the landscape uses the constant's own name."
            ),
        ));
    }
    let normal = |text: &str| text.nfc().collect::<String>();
    let composed = normal(name);
    if let Some(right) = known.keys().copied().find(|k| normal(k) == composed) {
        return Some((
            right,
            format!(
                "`{right}` looks the same and is written with other Unicode characters (composed or decomposed accents)."
            ),
        ));
    }
    let lower = composed.to_lowercase();
    if let Some(right) = known
        .keys()
        .copied()
        .find(|k| normal(k).to_lowercase() == lower)
    {
        return Some((
            right,
            format!("`{right}` differs in case only; case matters."),
        ));
    }
    let right = nearest(name, known.keys().copied())?;
    Some((right, format!("Did you mean `{right}`?")))
}

/// Points a finding to the place that set the value.
fn place(finding: &mut Finding, effective: &EffectiveConstant) {
    finding.path = Some(effective.path.clone());
    finding.location.clone_from(&effective.location);
}
