//! YAML of a source: where values stand, and what nobody has read.

use std::collections::BTreeSet;

use mendix_deploy_model::{Error, ErrorCode, Result, findings::Location};
use serde_json::Value as Json;

use super::{
    bounded,
    given::{Given, Input},
    importer::Importer,
};
use crate::{
    configuration::yaml::{self, Mark, Node, Value},
    landscape::reader::join,
};

/// A YAML document and what has been read of it.
pub(super) struct Document<'t> {
    pub(super) root: Node,
    file: Option<String>,
    lines: Vec<&'t str>,
    /// The line of the file before the document.
    before: u32,
    /// What stands before paths in the report, when a file has several documents.
    pub(super) label: String,
    read: BTreeSet<String>,
}

/// Reads one document.
pub(super) fn one<'t>(file: Option<&str>, text: &'t str) -> Result<Document<'t>> {
    bounded(file, text)?;
    document(file, text, 0)
}

/// Reads every document of a file, which `---` divides.
pub(super) fn all<'t>(file: Option<&str>, text: &'t str) -> Result<Vec<Document<'t>>> {
    bounded(file, text)?;
    let mut documents = Vec::new();
    let mut start = 0;
    let mut before = 0;
    let mut at = 0;
    let mut push = |part: &'t str, before: u32| -> Result<()> {
        if documents.len() >= MOST_DOCUMENTS {
            let message = format!(
                "{} has more than {MOST_DOCUMENTS} documents",
                file.unwrap_or("the source")
            );
            return Err(Error::new(ErrorCode::InputInvalid, message));
        }
        let document = document(file, part, before)?;
        if !document.root.is_null() {
            documents.push(document);
        }
        Ok(())
    };
    for (line, number) in text.split_inclusive('\n').zip(0_u32..) {
        let bare = line.trim_end();
        if bare == "---" || line.starts_with("--- ") {
            push(&text[start..at], before)?;
            start = at;
            before = number;
        }
        at += line.len();
    }
    push(&text[start..], before)?;
    Ok(documents)
}

const MOST_DOCUMENTS: usize = 200;

fn document<'t>(file: Option<&str>, text: &'t str, before: u32) -> Result<Document<'t>> {
    let root = yaml::read(text).map_err(|problem| {
        let name = file.unwrap_or("the source");
        let place = problem.at.map_or_else(
            || name.to_owned(),
            |at| format!("{name}:{}:{}", at.line + before, at.column),
        );
        Error::new(
            ErrorCode::InputInvalid,
            format!("{place} {}", problem.message),
        )
        .with_context("file", name)
        .with_remedy("Correct the file, or import another form of it.")
    })?;
    Ok(Document {
        root,
        file: file.map(str::to_owned),
        lines: text.lines().collect(),
        before,
        label: String::new(),
        read: BTreeSet::new(),
    })
}

impl Document<'_> {
    pub(super) fn place(&self, at: Mark) -> Option<Location> {
        Some(Location {
            file: self.file.clone(),
            line: at.line + self.before,
            column: at.column,
        })
    }

    /// What stands at this path has its entries.
    pub(super) fn read(&mut self, path: &str) {
        self.read.insert(path.to_owned());
    }

    /// A variable or setting out of a node, with the doubts about its spelling.
    pub(super) fn input(&self, name: &str, node: &Node, at: Mark) -> Input {
        let value = match node.scalar() {
            Some(text) => Given::text(text),
            None if node.is_null() => Given::text(""),
            None => Given::unknown("it is a list or a mapping"),
        };
        let mut input = Input::new(name, value, self.place(at));
        if !matches!(node.value, Value::Text(_) | Value::Null)
            && let (Some(text), Some(raw)) = (node.scalar(), self.raw(node.at))
            && raw != text
            && !raw.starts_with('*')
        {
            input.doubt(
                "without quotes, readers of YAML take it for different things",
                Some("Put the value in quotes."),
            );
        }
        input
    }

    /// An unquoted value as it is written.
    fn raw(&self, at: Mark) -> Option<&str> {
        let line = self
            .lines
            .get(usize::try_from(at.line).ok()?.checked_sub(1)?)?;
        let skip = usize::try_from(at.column).ok()?.checked_sub(1)?;
        let (start, _) = line.char_indices().nth(skip)?;
        let rest = &line[start..];
        let end = rest.find(" #").unwrap_or(rest.len());
        Some(rest[..end].trim_end_matches([' ', ',', ']', '}', '\r']))
    }

    /// Opens an entry for a part that is in the landscape in another way, or not at all.
    pub(super) fn entry(
        &mut self,
        importer: &mut Importer<'_>,
        path: &str,
        at: Mark,
    ) -> super::report::Entry {
        self.read(path);
        let name = self.named(path);
        importer.report.open(&name, self.place(at))
    }

    /// A path as the report names it.
    pub(super) fn named(&self, path: &str) -> String {
        format!("{}{path}", self.label)
    }

    /// Everything that nobody has read, as few entries as say it all. `why` gives the reason and the remedy for a path.
    pub(super) fn rest(
        &self,
        importer: &mut Importer<'_>,
        why: impl Fn(&str) -> (&'static str, Option<&'static str>),
    ) {
        let mut unread = Vec::new();
        if !self.walk(&self.root, "", &mut unread) {
            unread = children(&self.root, "")
                .into_iter()
                .map(|(path, node)| (path, node.at))
                .collect();
        }
        for (path, at) in unread {
            let (why, suggestion) = why(&path);
            let entry = importer.report.open(&self.named(&path), self.place(at));
            importer.report.ignore(entry, why, suggestion);
        }
    }

    /// Whether anything at or below the node was read; what was not is noted at the highest place without anything read.
    fn walk(&self, node: &Node, path: &str, unread: &mut Vec<(String, Mark)>) -> bool {
        if self.read.contains(path) {
            return true;
        }
        let mut not = Vec::new();
        let mut any = false;
        for (path, child) in children(node, path) {
            if self.walk(child, &path, unread) {
                any = true;
            } else {
                not.push((path, child.at));
            }
        }
        if any {
            unread.extend(not);
        }
        any
    }
}

/// The parts of a list or mapping with their paths.
pub(super) fn children<'n>(node: &'n Node, path: &str) -> Vec<(String, &'n Node)> {
    match &node.value {
        Value::Map(entries) => entries
            .iter()
            .map(|entry| (join(path, &entry.name), &entry.value))
            .collect(),
        Value::List(items) => items
            .iter()
            .enumerate()
            .map(|(at, item)| (format!("{path}[{at}]"), item))
            .collect(),
        _ => Vec::new(),
    }
}

/// The node at the end of these keys.
pub(super) fn at<'n>(node: &'n Node, keys: &[&str]) -> Option<&'n Node> {
    keys.iter()
        .try_fold(node, |node, key| node.get(key).map(|entry| &entry.value))
}

/// As JSON; a date as text.
pub(super) fn json(node: &Node) -> Json {
    match &node.value {
        Value::Null => Json::Null,
        Value::Bool(value) => Json::Bool(*value),
        Value::Integer(digits) | Value::Float(digits) => {
            serde_json::from_str(digits).unwrap_or_else(|_| Json::String(digits.clone()))
        }
        Value::Date(text) | Value::Text(text) => Json::String(text.clone()),
        Value::List(items) => Json::Array(items.iter().map(json).collect()),
        Value::Map(entries) => Json::Object(
            entries
                .iter()
                .map(|entry| (entry.name.clone(), json(&entry.value)))
                .collect(),
        ),
    }
}
