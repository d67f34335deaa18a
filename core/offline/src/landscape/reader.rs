//! From the tree to typed values. Every problem becomes a finding; reading goes on, so that all come at once.

use std::collections::BTreeMap;

use mendix_deploy_model::findings::{Finding, Location, Severity};

use super::{
    suggest::did_you_mean,
    tree::{Node, Value},
};

/// Collects findings, and where each path stands in the file.
#[derive(Default)]
pub(super) struct Reader {
    pub(super) findings: Vec<Finding>,
    pub(super) places: BTreeMap<String, Location>,
}

/// The entries of a mapping by key, each with its path.
pub(super) struct Fields<'t> {
    path: String,
    entries: BTreeMap<&'t str, &'t Node>,
}

impl<'t> Fields<'t> {
    pub(super) fn get(&self, key: &str) -> Option<(&'t Node, String)> {
        self.entries
            .get(key)
            .map(|node| (*node, join(&self.path, key)))
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

impl Reader {
    /// Reports a problem.
    pub(super) fn problem(
        &mut self,
        id: &str,
        at: &Location,
        path: &str,
        message: String,
        remedy: &str,
    ) {
        self.findings.push(Finding {
            id: id.to_owned(),
            severity: Severity::Error,
            address: None,
            subject: None,
            path: Some(path.to_owned()),
            location: Some(at.clone()),
            message,
            remedy: remedy.to_owned(),
        });
    }

    fn wrong(&mut self, node: &Node, path: &str, expected: &str) {
        let message = format!("{} must be {expected} and is {}", shown(path), node.kind());
        self.problem(
            "landscape.wrong_type",
            &node.at,
            path,
            message,
            &format!("Write {expected}."),
        );
    }

    /// A mapping with known keys: unknown and duplicate ones are problems.
    pub(super) fn fields<'t>(&mut self, node: &'t Node, path: &str, known: &[&str]) -> Fields<'t> {
        let entries = self.entries(node, path);
        for (key, value) in &entries {
            if !known.contains(key) {
                let message = format!(
                    "{} has no key `{key}`.{}",
                    shown(path),
                    did_you_mean(key, known.iter().copied())
                );
                let remedy = format!("Known here: {}.", known.join(", "));
                let path = join(path, key);
                let at = self.places.get(&path).unwrap_or(&value.at).clone();
                self.problem("landscape.unknown_key", &at, &path, message, &remedy);
            }
        }
        Fields {
            path: path.to_owned(),
            entries,
        }
    }

    /// A mapping whose keys are names. Empty, or nothing at all, is an empty mapping.
    pub(super) fn entries<'t>(
        &mut self,
        node: &'t Node,
        path: &str,
    ) -> BTreeMap<&'t str, &'t Node> {
        let mut entries = BTreeMap::new();
        let Value::Map(pairs) = &node.value else {
            if !node.is_nothing() {
                self.wrong(node, path, "a mapping");
            }
            return entries;
        };
        for (key, value) in pairs {
            let path = join(path, &key.name);
            self.places.insert(path.clone(), key.at.clone());
            if entries.insert(key.name.as_str(), value).is_some() {
                let message = format!("{} is written twice", shown(&path));
                self.problem(
                    "landscape.duplicate_key",
                    &key.at,
                    &path,
                    message,
                    "Keep one of the two.",
                );
            }
        }
        entries
    }

    /// The items of a list.
    pub(super) fn list<'t>(&mut self, node: &'t Node, path: &str) -> &'t [Node] {
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
    pub(super) fn text(&mut self, node: &Node, path: &str) -> Option<String> {
        match &node.value {
            Value::Scalar { text, plain } if !(*plain && node.is_nothing()) => Some(text.clone()),
            _ => {
                self.wrong(node, path, "text");
                None
            }
        }
    }

    pub(super) fn whole(&mut self, node: &Node, path: &str) -> Option<u32> {
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
    pub(super) fn boolean(&mut self, node: &Node, path: &str) -> Option<bool> {
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
        node: &Node,
        path: &str,
        words: &[(&'static str, T)],
    ) -> Option<T> {
        let text = self.text(node, path)?;
        if let Some((_, value)) = words.iter().find(|(word, _)| *word == text) {
            return Some(*value);
        }
        let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        let message = format!(
            "{} cannot be `{text}`.{}",
            shown(path),
            did_you_mean(&text, known.iter().copied())
        );
        let remedy = format!("One of {}.", known.join(", "));
        self.problem("landscape.bad_value", &node.at, path, message, &remedy);
        None
    }

    /// A key that must be there.
    pub(super) fn missing(&mut self, at: &Location, path: &str, key: &str) {
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
