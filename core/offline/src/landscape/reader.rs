//! From the tree to typed values. Every problem becomes a finding; reading goes on, so that all come at once.

use std::collections::BTreeMap;

use mendix_deploy_model::findings::{Finding, Severity};

use super::{
    suggest::did_you_mean,
    tree::{At, Node, Value},
};

/// Nobody reads more, and a hostile file could make millions.
const MOST_FINDINGS: usize = 500;

/// Collects findings.
pub(super) struct Reader<'f> {
    file: Option<&'f str>,
    findings: Vec<Finding>,
    /// How many more there are.
    more: usize,
}

/// The entries of a mapping by key, each with its path.
pub(super) struct Fields<'t> {
    path: String,
    at: At,
    entries: BTreeMap<&'t str, &'t Node<'t>>,
}

impl<'t> Fields<'t> {
    pub(super) fn get(&self, key: &str) -> Option<(&'t Node<'t>, String)> {
        self.entries
            .get(key)
            .map(|node| (*node, join(&self.path, key)))
    }
}

/// A value that stands in a landscape.
pub(super) trait Read: Sized {
    /// Reads it; `None` when that is not possible, which has then been reported.
    fn read(reader: &mut Reader<'_>, node: &Node<'_>, path: &str) -> Option<Self>;
}

/// A field that may be left out.
pub(super) trait Slot {
    /// Reads it, if it is there.
    fn fill(&mut self, reader: &mut Reader<'_>, fields: &Fields<'_>, key: &str);
}

impl<T: Read> Slot for Option<T> {
    fn fill(&mut self, reader: &mut Reader<'_>, fields: &Fields<'_>, key: &str) {
        if let Some((node, path)) = fields.get(key) {
            *self = T::read(reader, node, &path);
        }
    }
}

impl<T: Read> Slot for Vec<T> {
    fn fill(&mut self, reader: &mut Reader<'_>, fields: &Fields<'_>, key: &str) {
        if let Some((node, path)) = fields.get(key) {
            *self = T::read_list(reader, node, &path);
        }
    }
}

impl<T: Read> Slot for BTreeMap<String, T> {
    fn fill(&mut self, reader: &mut Reader<'_>, fields: &Fields<'_>, key: &str) {
        if let Some((node, path)) = fields.get(key) {
            for (name, node) in reader.entries(node, &path) {
                if let Some(value) = T::read(reader, node, &join(&path, name)) {
                    self.insert(name.to_owned(), value);
                }
            }
        }
    }
}

/// Lists of values.
trait ReadList: Read {
    fn read_list(reader: &mut Reader<'_>, node: &Node<'_>, path: &str) -> Vec<Self> {
        let mut values = Vec::new();
        for (number, item) in reader.list(node, path).iter().enumerate() {
            values.extend(Self::read(reader, item, &format!("{path}[{number}]")));
        }
        values
    }
}

impl<T: Read> ReadList for T {}

impl<T: Read> Read for Vec<T> {
    fn read(reader: &mut Reader<'_>, node: &Node<'_>, path: &str) -> Option<Self> {
        Some(T::read_list(reader, node, path))
    }
}

/// `a.b`, and `a["odd key"]` where a dot would mislead.
pub(super) fn join(path: &str, key: &str) -> String {
    let plain = !key.is_empty()
        && key
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
    match (path.is_empty(), plain) {
        (true, true) => key.to_owned(),
        (false, true) => format!("{path}.{key}"),
        (_, false) => format!("{path}[\"{key}\"]"),
    }
}

/// Where a key of a mapping stands.
fn key_place(node: &Node<'_>, name: &str) -> Option<At> {
    let Value::Map(pairs) = &node.value else {
        return None;
    };
    let key = pairs.iter().find(|(key, _)| key.name == name);
    key.map(|(key, _)| key.at)
}

impl<'f> Reader<'f> {
    pub(super) fn new(file: Option<&'f str>) -> Self {
        Self {
            file,
            findings: Vec::new(),
            more: 0,
        }
    }

    /// What was found, and how much more there is.
    pub(super) fn finish(self) -> (Vec<Finding>, usize) {
        (self.findings, self.more)
    }

    /// A required field.
    pub(super) fn required<T: Read>(&mut self, fields: &Fields<'_>, key: &str) -> Option<T> {
        match fields.get(key) {
            Some((node, path)) => T::read(self, node, &path),
            None => {
                self.missing(fields.at, &fields.path, key);
                None
            }
        }
    }

    /// Reports a problem.
    pub(super) fn problem(&mut self, id: &str, at: At, path: &str, message: String, remedy: &str) {
        if self.findings.len() == MOST_FINDINGS {
            self.more += 1;
            return;
        }
        self.findings.push(Finding {
            id: id.to_owned(),
            severity: Severity::Error,
            address: None,
            subject: None,
            path: Some(path.to_owned()),
            location: Some(at.location(self.file)),
            message,
            remedy: remedy.to_owned(),
        });
    }

    pub(super) fn wrong(&mut self, node: &Node<'_>, path: &str, expected: &str) {
        let message = format!("{} must be {expected} and is {}", shown(path), node.kind());
        self.problem(
            "landscape.wrong_type",
            node.at,
            path,
            message,
            &format!("Write {expected}."),
        );
    }

    /// A mapping with known keys: unknown and duplicate ones are problems.
    pub(super) fn fields<'t>(
        &mut self,
        node: &'t Node<'t>,
        path: &str,
        known: &[&str],
    ) -> Fields<'t> {
        let entries = self.entries(node, path);
        for (key, value) in &entries {
            if !known.contains(key) {
                if self.findings.len() == MOST_FINDINGS {
                    self.more += 1;
                    continue;
                }
                let message = format!(
                    "{} has no key `{key}`.{}",
                    shown(path),
                    did_you_mean(key, known.iter().copied())
                );
                let remedy = format!("Known here: {}.", known.join(", "));
                let path = join(path, key);
                let at = key_place(node, key).unwrap_or(value.at);
                self.problem("landscape.unknown_key", at, &path, message, &remedy);
            }
        }
        Fields {
            path: path.to_owned(),
            at: node.at,
            entries,
        }
    }

    /// A mapping whose keys are names. Empty, or nothing at all, is an empty mapping.
    pub(super) fn entries<'t>(
        &mut self,
        node: &'t Node<'t>,
        path: &str,
    ) -> BTreeMap<&'t str, &'t Node<'t>> {
        let mut entries = BTreeMap::new();
        let Value::Map(pairs) = &node.value else {
            if !node.is_nothing() {
                self.wrong(node, path, "a mapping");
            }
            return entries;
        };
        for (key, value) in pairs {
            if entries.insert(key.name.as_ref(), value).is_some() {
                let path = join(path, &key.name);
                let message = format!("{} is written twice", shown(&path));
                self.problem(
                    "landscape.duplicate_key",
                    key.at,
                    &path,
                    message,
                    "Keep one of the two.",
                );
            }
        }
        entries
    }

    /// The items of a list.
    pub(super) fn list<'t>(&mut self, node: &'t Node<'t>, path: &str) -> &'t [Node<'t>] {
        match &node.value {
            Value::List(items) => items,
            _ if node.is_nothing() => &[],
            _ => {
                self.wrong(node, path, "a list");
                &[]
            }
        }
    }

    /// Text. An unquoted number or word is taken as it stands in the source, so that `1.10` stays `1.10`.
    pub(super) fn text(&mut self, node: &Node<'_>, path: &str) -> Option<String> {
        match &node.value {
            Value::Scalar { text, plain } if !(*plain && node.is_nothing()) => {
                Some(text.to_string())
            }
            _ => {
                self.wrong(node, path, "text");
                None
            }
        }
    }

    pub(super) fn whole(&mut self, node: &Node<'_>, path: &str) -> Option<u32> {
        if let Value::Scalar { text, plain: true } = &node.value
            && text.chars().all(|c| c.is_ascii_digit())
            && (text == "0" || !text.starts_with('0'))
            && let Ok(number) = text.parse()
        {
            return Some(number);
        }
        self.wrong(node, path, "a whole number");
        None
    }

    /// `true` or `false`. `yes`, `no`, `on` and `off` mean different things to different readers of YAML.
    pub(super) fn boolean(&mut self, node: &Node<'_>, path: &str) -> Option<bool> {
        match &node.value {
            Value::Scalar { text, plain: true } if text == "true" => Some(true),
            Value::Scalar { text, plain: true } if text == "false" => Some(false),
            _ => {
                self.wrong(node, path, "true or false");
                None
            }
        }
    }

    /// One word of a closed set.
    pub(super) fn word<T: Copy>(
        &mut self,
        node: &Node<'_>,
        path: &str,
        words: &[(&'static str, T)],
    ) -> Option<T> {
        let text = self.text(node, path)?;
        if let Some((_, value)) = words.iter().find(|(word, _)| *word == text.as_str()) {
            return Some(*value);
        }
        let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        let message = format!(
            "{} cannot be `{text}`.{}",
            shown(path),
            did_you_mean(&text, known.iter().copied())
        );
        let remedy = format!("One of {}.", known.join(", "));
        self.problem("landscape.bad_value", node.at, path, message, &remedy);
        None
    }

    /// A key that must be there.
    pub(super) fn missing(&mut self, at: At, path: &str, key: &str) {
        let message = format!("{} needs `{key}`", shown(path));
        self.problem(
            "landscape.missing_key",
            at,
            &join(path, key),
            message,
            &format!("Add `{key}`."),
        );
    }
}

pub(super) fn shown(path: &str) -> String {
    if path.is_empty() {
        "the landscape".to_owned()
    } else {
        format!("`{path}`")
    }
}
