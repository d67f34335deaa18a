//! What every source shares: the environment in the making, and how single values get into it.

use std::collections::BTreeMap;

use mendix_deploy_model::{
    configurations::Sensitivity,
    imports::ImportOptions,
    landscapes::{
        ConstantValue, DatabaseSpec, EnvironmentSpec, JvmSpec, RuntimeValue, TargetSpec, TextValue,
    },
    packages::{Constant, ConstantType},
};

use super::{
    given::{Given, Input},
    known,
    report::{Entry, Report},
};
use crate::{
    configuration::{looks, names::Names, secrecy, suggest::did_you_mean},
    landscape::{check::is_qualified, reader::join},
    secrets,
};
const FILL: &str = "Put the value into a secret store and write its reference here, such as vault://kv/orders/db#password.";

/// The environment in the making.
pub(super) struct Importer<'o> {
    pub(super) options: &'o ImportOptions,
    pub(super) report: Report,
    pub(super) spec: EnvironmentSpec,
    pub(super) target: Option<TargetSpec>,
    /// The app's name as the source has it.
    pub(super) app: Option<String>,
    pub(super) names: Option<Names<'o>>,
    constants: BTreeMap<&'o str, &'o Constant>,
    /// How often "did you mean" may still be asked: a long list of nonsense must not take minutes.
    questions: u32,
}

/// Where a text may have come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Secrecy {
    /// A password or key.
    Secret,
    /// May be one: told by the value.
    Maybe,
}

impl<'o> Importer<'o> {
    pub(super) fn new(options: &'o ImportOptions) -> Self {
        let names = options
            .constants
            .as_ref()
            .map(|constants| Names::new(constants.iter().map(|constant| constant.name.as_str())));
        Self {
            options,
            report: Report::default(),
            spec: EnvironmentSpec::default(),
            target: None,
            app: None,
            names,
            constants: options
                .constants
                .iter()
                .flatten()
                .map(|constant| (constant.name.as_str(), constant))
                .collect(),
            questions: 100,
        }
    }

    /// Opens the entry of an input, with the doubts that it brings along.
    pub(super) fn open(&mut self, input: &Input) -> Entry {
        let entry = self.report.open(&input.name, input.place.clone());
        for (why, suggestion) in &input.doubts {
            self.report.doubt(entry, why, suggestion.as_deref());
        }
        entry
    }

    pub(super) fn constant(&self, name: &str) -> Option<&'o Constant> {
        self.constants.get(name).copied()
    }

    /// Whether one more name may be looked for among similar ones.
    pub(super) fn may_ask(&mut self, name: &str) -> bool {
        let may = self.questions > 0 && name.len() <= 200;
        self.questions = self.questions.saturating_sub(1);
        may
    }

    /// ` Did you mean …?`, or nothing.
    pub(super) fn hint<'n>(
        &mut self,
        name: &str,
        known: impl IntoIterator<Item = &'n str>,
    ) -> String {
        if self.may_ask(name) {
            did_you_mean(name, known)
        } else {
            String::new()
        }
    }

    fn keeps_literals(&self) -> bool {
        self.options.keep_literals == Some(true)
    }

    /// The value for a place that takes a text or a secret reference; nothing when the place has to be filled by hand.
    pub(super) fn text(
        &mut self,
        entry: Entry,
        path: &str,
        value: &Given,
        secrecy: Secrecy,
    ) -> Option<TextValue> {
        if let Some(why) = value.why_unknown() {
            self.cannot(entry, path, why);
            return None;
        }
        if let Some(reference) = value.whole_reference() {
            return self
                .checked(entry, path, reference)
                .map(|reference| TextValue::SecretReference { reference });
        }
        let Some(text) = value.literal() else {
            self.cannot(entry, path, "only a part of it is filled in from elsewhere");
            return None;
        };
        if is_mask(text) {
            self.masked(entry, path);
            return None;
        }
        let secret = match secrecy {
            Secrecy::Secret => !text.is_empty(),
            Secrecy::Maybe => may_be_secret(text),
        };
        if secret && !self.keeps_literals() {
            self.secret(entry, path);
            return None;
        }
        Some(TextValue::Literal {
            value: text.to_owned(),
            acknowledged: false,
        })
    }

    /// A reference that the landscape takes.
    fn checked(&mut self, entry: Entry, path: &str, reference: &str) -> Option<String> {
        if secrets::parse(reference).is_ok() {
            let variable = reference.strip_prefix("env://");
            let why = match variable {
                Some(name) => {
                    format!("the value of the variable {name}, wherever the landscape is used")
                }
                None => "the value in the store that the source names".to_owned(),
            };
            self.report.note(entry, &why);
            return Some(reference.to_owned());
        }
        self.cannot(entry, path, "it is kept where no secret reference reaches");
        None
    }

    fn secret(&mut self, entry: Entry, path: &str) {
        let why = "it may be a secret and stands in the source as plain text";
        self.report.note(
            entry,
            "it may be a secret and is left out: its place is to be filled",
        );
        self.report.suggest(entry, FILL);
        self.report.gap(Some(entry), path, why, FILL);
    }

    fn masked(&mut self, entry: Entry, path: &str) {
        let why = "the source shows a mask instead of the value";
        self.report.doubt(entry, why, Some(FILL));
        self.report.gap(Some(entry), path, why, FILL);
    }

    fn cannot(&mut self, entry: Entry, path: &str, why: &str) {
        self.report.doubt(
            entry,
            &format!("its value cannot be read from the source: {why}"),
            Some(FILL),
        );
        self.report.gap(Some(entry), path, why, FILL);
    }

    /// The text of a place that takes no secret.
    pub(super) fn plain<'g>(&mut self, entry: Entry, value: &'g Given) -> Option<&'g str> {
        if let Some(text) = value.literal() {
            if is_mask(text) {
                self.report
                    .ignore(entry, "the source shows a mask instead of the value", None);
                return None;
            }
            if !self.keeps_literals() && looks::shaped_like_a_secret(text) {
                let why = "it may hold a secret, and is left out";
                self.report.ignore(
                    entry,
                    why,
                    Some("Write the value into the landscape, without the secret."),
                );
                return None;
            }
            return Some(text);
        }
        let why = value
            .why_unknown()
            .unwrap_or("it is filled in from elsewhere");
        self.report.ignore(
            entry,
            &format!("its value is not in the source: {why}"),
            Some("Write the value into the landscape."),
        );
        None
    }

    /// As [`Importer::plain`], for a place where a document makes no sense: it may hold anything, also a secret.
    pub(super) fn word<'g>(&mut self, entry: Entry, value: &'g Given) -> Option<&'g str> {
        let text = self.plain(entry, value)?;
        if text.trim_start().starts_with(['{', '[']) {
            self.report
                .ignore(entry, "a document stands where a word is expected", None);
            return None;
        }
        Some(text)
    }

    /// A whole number.
    pub(super) fn number<T: std::str::FromStr>(
        &mut self,
        entry: Entry,
        value: &Given,
    ) -> Option<T> {
        let text = self.plain(entry, value)?;
        let number = text.trim().parse().ok();
        if number.is_none() {
            self.report
                .ignore(entry, "it is no number in range", Some("Write a number."));
        }
        number
    }

    /// `true` or `false`.
    pub(super) fn boolean(&mut self, entry: Entry, value: &Given) -> Option<bool> {
        let text = self.plain(entry, value)?;
        let value = match text.trim().to_ascii_lowercase().as_str() {
            "true" => Some(true),
            "false" => Some(false),
            _ => None,
        };
        if value.is_none() {
            self.report
                .ignore(entry, "it is neither true nor false", None);
        }
        value
    }

    /// Sets a constant.
    pub(super) fn set_constant(&mut self, entry: Entry, name: &str, value: &Given) {
        if !is_qualified(name) {
            let why = "no constant has such a name: constants are named Module.Constant";
            self.report
                .ignore(entry, why, Some("Correct the name, or remove it."));
            return;
        }
        let path = join("constants", name);
        let declared = self.constant(name);
        let text_type = declared.is_none_or(|constant| {
            matches!(
                constant.constant_type,
                ConstantType::String | ConstantType::Unknown(_)
            )
        });
        let secrecy = match looks::named_like_a_secret(name) && text_type {
            true => Secrecy::Secret,
            false => Secrecy::Maybe,
        };
        if self.options.constants.is_some() && declared.is_none() {
            let known = self.options.constants.as_deref().unwrap_or_default();
            let hint = self.hint(name, known.iter().map(|constant| constant.name.as_str()));
            self.report.doubt(
                entry,
                &format!("the model has no constant of this name.{hint}"),
                Some("Correct the name, or remove it."),
            );
        }
        let value = match value.literal() {
            Some("") => ConstantValue::EmptyOnPurpose,
            _ => match self.text(entry, &path, value, secrecy) {
                None => return,
                Some(TextValue::SecretReference { reference }) => {
                    ConstantValue::SecretReference { reference }
                }
                Some(TextValue::Literal {
                    value,
                    acknowledged,
                }) => ConstantValue::Literal {
                    value,
                    acknowledged,
                },
            },
        };
        self.report.became(entry, &path);
        self.spec.constants.insert(name.to_owned(), value);
    }

    /// Sets an environment variable that no other key says.
    pub(super) fn set_variable(&mut self, entry: Entry, name: &str, value: &Given) {
        let path = join("variables", name);
        if name.is_empty() || name.contains(['=', '\0']) || name.contains(char::is_whitespace) {
            self.report.ignore(
                entry,
                "no process can be given a variable of this name",
                None,
            );
            return;
        }
        let secrecy = match looks::named_like_a_secret(name) || known::is_secret(name) {
            true => Secrecy::Secret,
            false => Secrecy::Maybe,
        };
        if let Some(value) = self.text(entry, &path, value, secrecy) {
            self.report.became(entry, &path);
            self.spec.variables.insert(name.to_owned(), value);
        }
    }

    /// Sets a runtime setting under its right name.
    pub(super) fn set_runtime(&mut self, entry: Entry, name: &str, value: RuntimeValue) {
        let path = join("runtimeSettings", name);
        self.report.became(entry, &path);
        self.spec.runtime_settings.insert(name.to_owned(), value);
    }

    pub(super) fn secrecy_of_setting(name: &str) -> Secrecy {
        match secrecy::of_setting(name) {
            Sensitivity::Secret => Secrecy::Secret,
            Sensitivity::Unknown if looks::named_like_a_secret(name) => Secrecy::Secret,
            Sensitivity::Unknown | Sensitivity::Public => Secrecy::Maybe,
        }
    }

    pub(super) fn database(&mut self) -> &mut DatabaseSpec {
        self.spec.database.get_or_insert_default()
    }

    pub(super) fn jvm(&mut self) -> &mut JvmSpec {
        self.spec.jvm.get_or_insert_default()
    }
}

/// Asterisks only.
fn is_mask(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c == '*')
}

/// Whether a text has the shape of a secret, or is JSON with one in it.
pub(super) fn may_be_secret(text: &str) -> bool {
    if looks::shaped_like_a_secret(text) {
        return true;
    }
    text.trim_start().starts_with(['{', '['])
        && serde_json::from_str(text).is_ok_and(|json| holds_secret(&json))
}

fn holds_secret(json: &serde_json::Value) -> bool {
    use serde_json::Value as Json;
    match json {
        Json::String(text) => looks::shaped_like_a_secret(text),
        Json::Array(items) => items.iter().any(holds_secret),
        Json::Object(members) => members.iter().any(|(name, value)| {
            let filled = value.as_str().is_some_and(|text| !text.is_empty());
            (filled && looks::named_like_a_secret(name)) || holds_secret(value)
        }),
        Json::Null | Json::Bool(_) | Json::Number(_) => false,
    }
}
