//! Settings while they are merged: each remembers what set it and what lost against it.

use std::{borrow::Cow, collections::BTreeMap};

use mendix_deploy_model::{
    configurations::{
        Certainty, ConfigurationArea, EffectiveContent, EffectiveValue, OverriddenValue,
        Provenance, ProvenanceSource, Sensitivity,
    },
    findings::Location,
};

use crate::configuration::json::Json;

/// Where a value comes from, while it is cheap.
#[derive(Clone)]
pub(in crate::targets) struct Origin<'a> {
    pub(in crate::targets) source: ProvenanceSource,
    pub(in crate::targets) place: Option<Cow<'a, str>>,
    pub(in crate::targets) location: Option<Location>,
    pub(in crate::targets) rule: Cow<'static, str>,
}

impl<'a> Origin<'a> {
    pub(in crate::targets) fn new(source: ProvenanceSource, rule: &'static str) -> Self {
        Self {
            source,
            place: None,
            location: None,
            rule: Cow::Borrowed(rule),
        }
    }

    /// From an environment variable.
    pub(in crate::targets) fn variable(name: impl Into<Cow<'a, str>>, rule: &'static str) -> Self {
        Self {
            place: Some(name.into()),
            ..Self::new(ProvenanceSource::Variable, rule)
        }
    }

    /// From a bound service.
    pub(in crate::targets) fn service(label: impl Into<Cow<'a, str>>, rule: &'static str) -> Self {
        Self {
            place: Some(label.into()),
            ..Self::new(ProvenanceSource::Service, rule)
        }
    }

    /// From the tool itself.
    pub(in crate::targets) fn tool(rule: &'static str) -> Self {
        Self::new(ProvenanceSource::Tool, rule)
    }

    /// Computed.
    pub(in crate::targets) fn derived(rule: &'static str) -> Self {
        Self::new(ProvenanceSource::Derived, rule)
    }

    pub(in crate::targets) fn provenance(self) -> Provenance {
        Provenance {
            source: self.source,
            place: self.place.map(Cow::into_owned),
            location: self.location,
            rule: self.rule.into_owned(),
        }
    }
}

/// A value that is known, or only known to be there.
#[derive(Clone, PartialEq)]
pub(in crate::targets) enum Content {
    /// The value.
    Known(Json),
    /// Something that is only known while the target starts.
    AtStart,
}

impl Content {
    fn effective(self) -> EffectiveContent {
        match self {
            Self::AtStart => EffectiveContent::Masked,
            Self::Known(json) => content(json),
        }
    }
}

/// A JSON value as the model shows values.
pub(in crate::targets) fn content(json: Json) -> EffectiveContent {
    match json {
        Json::Text(text) => EffectiveContent::Text { text },
        Json::Bool(value) => EffectiveContent::Boolean { value },
        Json::Integer(number) => EffectiveContent::Number { number },
        Json::Float(_) => EffectiveContent::Number {
            number: json.print(),
        },
        Json::Null | Json::List(_) | Json::Object(_) => {
            EffectiveContent::Json { json: json.print() }
        }
    }
}

struct Entry<'a> {
    content: Content,
    origin: Origin<'a>,
    certainty: Certainty,
    lost: Vec<(Content, Origin<'a>)>,
}

/// Settings of one kind by name, merged layer by layer.
#[derive(Default)]
pub(in crate::targets) struct Layers<'a> {
    entries: BTreeMap<Cow<'a, str>, Entry<'a>>,
}

impl<'a> Layers<'a> {
    /// Sets a value over what is there.
    pub(in crate::targets) fn set(
        &mut self,
        name: impl Into<Cow<'a, str>>,
        json: Json,
        origin: Origin<'a>,
    ) {
        self.put(
            name.into(),
            Content::Known(json),
            origin,
            Certainty::Observed,
        );
    }

    /// Sets a value over what is there, with what is known of its rule.
    pub(in crate::targets) fn put(
        &mut self,
        name: Cow<'a, str>,
        content: Content,
        origin: Origin<'a>,
        certainty: Certainty,
    ) {
        match self.entries.get_mut(&name) {
            Some(entry) => {
                let content = std::mem::replace(&mut entry.content, content);
                let origin = std::mem::replace(&mut entry.origin, origin);
                entry.certainty = certainty;
                entry.lost.insert(0, (content, origin));
            }
            None => {
                self.entries.insert(
                    name,
                    Entry {
                        content,
                        origin,
                        certainty,
                        lost: Vec::new(),
                    },
                );
            }
        }
    }

    /// Sets a value unless there is one; then it is the one that lost.
    pub(in crate::targets) fn fill(
        &mut self,
        name: impl Into<Cow<'a, str>>,
        content: Content,
        origin: Origin<'a>,
        certainty: Certainty,
    ) {
        let name = name.into();
        match self.entries.get_mut(&name) {
            Some(entry) => entry.lost.push((content, origin)),
            None => self.put(name, content, origin, certainty),
        }
    }

    /// Sets the value of a name that has none yet, with those that never had a chance.
    pub(in crate::targets) fn start(
        &mut self,
        name: &'a str,
        json: Json,
        origin: Origin<'a>,
        lost: Vec<(Content, Origin<'a>)>,
    ) {
        self.entries.insert(
            Cow::Borrowed(name),
            Entry {
                content: Content::Known(json),
                origin,
                certainty: Certainty::Observed,
                lost,
            },
        );
    }

    pub(in crate::targets) fn get(&self, name: &str) -> Option<&Json> {
        match &self.entries.get(name)?.content {
            Content::Known(json) => Some(json),
            Content::AtStart => None,
        }
    }

    pub(in crate::targets) fn contains(&self, name: &str) -> bool {
        self.entries.contains_key(name)
    }

    pub(in crate::targets) fn names(&self) -> impl Iterator<Item = &str> {
        self.entries.keys().map(AsRef::as_ref)
    }

    pub(in crate::targets) fn origin(&self, name: &str) -> Option<&Origin<'a>> {
        self.entries.get(name).map(|entry| &entry.origin)
    }

    /// Takes a value out with its history.
    pub(in crate::targets) fn remove(&mut self, name: &str) -> Option<(Json, Origin<'a>)> {
        let entry = self.entries.remove(name)?;
        match entry.content {
            Content::Known(json) => Some((json, entry.origin)),
            Content::AtStart => None,
        }
    }

    /// The values, by name.
    pub(in crate::targets) fn finish(
        self,
        mut judge: impl FnMut(&str) -> (ConfigurationArea, Sensitivity),
        into: &mut Vec<EffectiveValue>,
    ) {
        into.extend(self.entries.into_iter().map(|(name, entry)| {
            let (area, sensitivity) = judge(&name);
            EffectiveValue {
                area,
                sensitivity,
                content: entry.content.effective(),
                provenance: entry.origin.provenance(),
                overrode: entry
                    .lost
                    .into_iter()
                    .map(|(content, origin)| OverriddenValue {
                        content: content.effective(),
                        provenance: origin.provenance(),
                    })
                    .collect(),
                certainty: entry.certainty,
                name: name.into_owned(),
            }
        }));
    }
}
