//! The handle on an evaluated configuration: what is it, and why?

use std::{fmt, sync::Arc};

use mendix_deploy_model::{
    Result,
    configurations::{
        Certainty, ConfigurationArea, ConfigurationInput, EffectiveContent, EffectiveValue,
        EvaluatedConfiguration, Explanation, Provenance, ProvenanceSource, Sensitivity,
        StartFailure,
    },
    findings::Finding,
};

use super::evaluate;
use crate::{
    configuration::{
        catalogue,
        names::{constant_variable, setting_variable},
        suggest::nearest,
    },
    package::Package,
};

/// What the runtime of an environment would really see, value by value. Cheap to clone.
#[derive(Clone)]
pub struct EffectiveConfiguration {
    inner: Arc<EvaluatedConfiguration>,
}

impl EffectiveConfiguration {
    /// Computes what the runtime of a target would see, given what the target is handed and the package.
    ///
    /// # Errors
    ///
    /// `input.invalid` when the input cannot be read at all. What would stop the start is no error: ask
    /// [`EffectiveConfiguration::start_failure`].
    pub fn evaluate(input: &ConfigurationInput, package: &Package) -> Result<Self> {
        Ok(Self::new(evaluate(input, package.info())?))
    }

    /// Takes an answer as a handle.
    #[must_use]
    pub fn new(configuration: EvaluatedConfiguration) -> Self {
        Self {
            inner: Arc::new(configuration),
        }
    }

    /// The whole answer as data.
    #[must_use]
    pub fn data(&self) -> &EvaluatedConfiguration {
        &self.inner
    }

    /// Every value, by area and then by name.
    #[must_use]
    pub fn values(&self) -> &[EffectiveValue] {
        &self.inner.values
    }

    /// The constants.
    #[must_use]
    pub fn constants(&self) -> Vec<EffectiveValue> {
        self.of(|area| area == ConfigurationArea::Constant)
    }

    /// Everything that is sent to the runtime besides constants: events, database, storage and other settings.
    #[must_use]
    pub fn runtime_settings(&self) -> Vec<EffectiveValue> {
        self.of(|area| {
            matches!(
                area,
                ConfigurationArea::ScheduledEvents
                    | ConfigurationArea::RuntimeSetting
                    | ConfigurationArea::Database
                    | ConfigurationArea::Storage
            )
        })
    }

    fn of(&self, wanted: impl Fn(ConfigurationArea) -> bool) -> Vec<EffectiveValue> {
        let values = self.inner.values.iter();
        values.filter(|value| wanted(value.area)).cloned().collect()
    }

    /// The value of exactly this name.
    #[must_use]
    pub fn value(&self, name: &str) -> Option<&EffectiveValue> {
        self.inner.values.iter().find(|value| value.name == name)
    }

    /// What a person should know, worst first.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.inner.findings
    }

    /// Why the start would fail before the runtime has its configuration; absent when nothing is known to stop it.
    #[must_use]
    pub fn start_failure(&self) -> Option<&StartFailure> {
        self.inner.start_failure.as_ref()
    }

    /// What a setting or a constant is, and why. A wrong name is answered with the right one.
    #[must_use]
    pub fn explain(&self, name: &str) -> Explanation {
        let (right, reason) = self.right_name(name);
        let value = self.value(&right);
        let mut sentence = String::new();
        if let Some(reason) = reason {
            sentence.push_str(&reason);
            sentence.push(' ');
        }
        match value {
            Some(value) => self.told(value, &mut sentence),
            None => self.absent(&right, &mut sentence),
        }
        if let Some(failure) = &self.inner.start_failure {
            sentence.push_str(&format!(
                " The app would not start: {}.",
                failure.message.trim_end_matches('.')
            ));
        }
        let lost = self
            .inner
            .lost
            .iter()
            .filter(|lost| {
                lost.name == right
                    || lost.suggestion.as_deref() == Some(&right)
                    || lost.suggestion.as_deref() == variable_of(&right).as_deref()
                    || lost.name.ends_with(&format!(": {right}"))
            })
            .map(|lost| format!("{} reaches nobody: {}", lost.name, lost.reason))
            .collect();
        Explanation {
            asked: name.to_owned(),
            alternatives: self.alternatives(name, &right),
            name: right,
            sentence,
            value: value.cloned(),
            lost,
        }
    }

    /// The name that was meant, and why it is not the one that was asked for.
    fn right_name(&self, name: &str) -> (String, Option<String>) {
        if self.value(name).is_some() || catalogue::setting(name).is_some() {
            return (name.to_owned(), None);
        }
        let named = self
            .inner
            .values
            .iter()
            .find(|value| variable_of(&value.name).as_deref() == Some(name));
        if let Some(value) = named {
            let reason = format!("{name} is the variable of {}.", value.name);
            return (value.name.clone(), Some(reason));
        }
        match catalogue::meant_by(name) {
            Some((setting, Some(why))) => (
                setting.name.clone(),
                Some(format!(
                    "{name} is no runtime setting: {}. The setting is {}.",
                    why.trim_end_matches('.'),
                    setting.name
                )),
            ),
            _ => (name.to_owned(), None),
        }
    }

    fn told(&self, value: &EffectiveValue, sentence: &mut String) {
        sentence.push_str(&format!(
            "{} is {}: {}{}.",
            value.name,
            shown(value),
            place(&value.provenance),
            value.provenance.rule
        ));
        let losers: Vec<String> = value
            .overrode
            .iter()
            .map(|lost| source(&lost.provenance))
            .collect();
        if !losers.is_empty() {
            sentence.push_str(&format!(" It overrides {}.", losers.join(", then ")));
        }
        match value.certainty {
            Certainty::Observed => {}
            Certainty::Documented => sentence.push_str(" Documented, not observed."),
            Certainty::Inferred => {
                sentence.push_str(" Concluded from what is documented, not observed.");
            }
            Certainty::Unknown => sentence.push_str(" Whether the tool does this is not known."),
        }
    }

    fn absent(&self, name: &str, sentence: &mut String) {
        match catalogue::setting(name) {
            Some(setting) => {
                let default = match (&setting.default_value, &setting.default_rule) {
                    (Some(value), Some(rule)) => {
                        format!("the runtime's default holds: {value} ({rule})")
                    }
                    (Some(value), None) => format!("the runtime's default holds: {value}"),
                    (None, Some(rule)) => format!("the runtime's default holds: {rule}"),
                    (None, None) if setting.required => {
                        "the runtime needs it and gets none".to_owned()
                    }
                    (None, None) => "the runtime has no default for it".to_owned(),
                };
                sentence.push_str(&format!("Nothing sets {name}; {default}."));
            }
            None => sentence.push_str(&format!(
                "Nothing of the name {name} reaches the runtime, and no such setting is known."
            )),
        }
    }

    /// Names that may have been meant, nearest first.
    fn alternatives(&self, asked: &str, right: &str) -> Vec<String> {
        let mut found = Vec::new();
        let known = || {
            let values = self.inner.values.iter().map(|value| value.name.as_str());
            let settings = catalogue::runtime_settings().iter();
            values.chain(settings.map(|setting| setting.name.as_str()))
        };
        if right != asked {
            found.push(right.to_owned());
        } else if self.value(asked).is_none() && catalogue::setting(asked).is_none() {
            if let Some((setting, _)) = catalogue::meant_by(asked) {
                found.push(setting.name.clone());
            }
            if let Some(near) = nearest(asked, known())
                && !found.iter().any(|name| name == near)
            {
                found.push(near.to_owned());
            }
        }
        found
    }
}

/// The variable that would set a name on the buildpacks.
fn variable_of(name: &str) -> Option<String> {
    if catalogue::setting(name).is_some() {
        return setting_variable(name).ok().flatten();
    }
    constant_variable(name).ok()
}

/// The value where it is known to be no secret, else only that there is one.
fn shown(value: &EffectiveValue) -> String {
    match &value.content {
        EffectiveContent::Absent => return "not set".to_owned(),
        EffectiveContent::Masked => return "only known to the platform".to_owned(),
        EffectiveContent::SecretReference { reference } => return format!("kept at {reference}"),
        _ => {}
    }
    let is_empty = matches!(&value.content, EffectiveContent::Text { text } if text.is_empty());
    if is_empty {
        return "set to the empty text".to_owned();
    }
    if value.sensitivity != Sensitivity::Public {
        return "set (the value is not shown, as it may be a secret)".to_owned();
    }
    match &value.content {
        EffectiveContent::Text { text } => text.clone(),
        EffectiveContent::Number { number } => number.clone(),
        EffectiveContent::Boolean { value } => value.to_string(),
        EffectiveContent::Json { json } => json.clone(),
        _ => "set".to_owned(),
    }
}

fn source(provenance: &Provenance) -> String {
    let kind = match provenance.source {
        ProvenanceSource::Variable => "the variable",
        ProvenanceSource::Service => "the bound service",
        ProvenanceSource::File => "the file",
        ProvenanceSource::Resource => "the resource",
        ProvenanceSource::Settings => "the platform's settings",
        ProvenanceSource::Model => "the model",
        ProvenanceSource::Tool => "the tool's own value",
        ProvenanceSource::Runtime => "the runtime's default",
        ProvenanceSource::Derived => "a derived value",
        ProvenanceSource::Landscape => "the landscape",
    };
    match &provenance.place {
        Some(place) if provenance.source == ProvenanceSource::Derived => place.clone(),
        Some(place) => format!("{kind} {place}"),
        None => kind.to_owned(),
    }
}

fn place(provenance: &Provenance) -> String {
    match (&provenance.place, &provenance.location) {
        (Some(_), Some(location)) => {
            let file = location.file.as_deref().unwrap_or("the text");
            format!("from {}, {file}:{}; ", source(provenance), location.line)
        }
        (Some(_), None) => format!("from {}; ", source(provenance)),
        (None, _) => String::new(),
    }
}

/// Values may be secrets, so only their names are shown.
impl fmt::Debug for EffectiveConfiguration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self
            .inner
            .values
            .iter()
            .map(|value| value.name.as_str())
            .collect();
        f.debug_struct("EffectiveConfiguration")
            .field("target", &self.inner.target)
            .field("values", &names)
            .field("start_failure", &self.inner.start_failure)
            .finish_non_exhaustive()
    }
}
