//! Changes to a landscape's text that leave everything else as it stands: comments, order, quotes, blank lines.
//!
//! An edit replaces a range of the text, found by the places that the parser reports. No crate for YAML writes back what it
//! read with its comments; a range is also what an editor would change, so that a review shows the change alone. Whatever
//! was edited is read again: when anything but the wanted value differs, the edit is refused.

use mendix_deploy_model::{Error, ErrorCode, Result};
use saphyr_parser::{Event, Parser, ScalarStyle};
use serde_json::Value as Json;

use super::{Landscape, json, places::segments, tree};

/// A node with the range of its text, in characters.
struct Ranged<'t> {
    start: usize,
    end: usize,
    kind: Kind<'t>,
}

enum Kind<'t> {
    /// `block`: a literal or folded text of several lines.
    Scalar {
        block: bool,
        empty: bool,
    },
    List(Vec<Ranged<'t>>),
    Map {
        flow: bool,
        pairs: Vec<(std::borrow::Cow<'t, str>, Key, Ranged<'t>)>,
    },
}

struct Key {
    end: usize,
    column: usize,
}

impl Landscape {
    /// Sets one value in a landscape's text and leaves the rest as it stands, comments included. `path` names the value as
    /// findings do: `apps.orders.environments.production.logging.level`. Keys that are missing on the way are added.
    ///
    /// # Errors
    ///
    /// `input.invalid`: the path leads through a value or an item that is not there, or the place cannot be edited without
    /// touching anything else. As [`Landscape::load`] when the landscape is not valid before or afterwards.
    pub fn set_value(text: &str, path: &str, value: &Json) -> Result<String> {
        let before = json::document(&tree::read(text, None)?);
        let keys: Vec<&str> = segments(path).collect();
        let refused = |why: &str| {
            Error::new(
                ErrorCode::InputInvalid,
                format!("`{path}` cannot be set in this text: {why}"),
            )
        };
        if keys.is_empty() {
            return Err(refused("it names nothing"));
        }
        let mut wanted = before;
        put(&mut wanted, &keys, value.clone()).map_err(refused)?;
        let edited = edited(text, &keys, value).map_err(refused)?;
        let after = json::document(&tree::read(&edited, None)?);
        if after != wanted {
            return Err(refused(
                "its neighbourhood would change with it; edit it by hand",
            ));
        }
        Self::parse(&edited, None)?;
        Ok(edited)
    }

    /// A landscape's text in its canonical layout: no byte-order mark, line ends and blanks of one kind, no blanks at the
    /// end of lines, at most one blank line in a row. Comments, order and quotes stay.
    ///
    /// # Errors
    ///
    /// As [`Landscape::parse`].
    pub fn format(text: &str) -> Result<String> {
        Self::parse(text, None)?;
        let unified = text
            .strip_prefix('\u{feff}')
            .unwrap_or(text)
            .replace("\r\n", "\n");
        let mut lines: Vec<&str> = Vec::new();
        for line in unified
            .split('\n')
            .map(|line| line.trim_end_matches([' ', '\t']))
        {
            if !(line.is_empty() && lines.last().is_none_or(|last| last.is_empty())) {
                lines.push(line);
            }
        }
        while lines.last().is_some_and(|last| last.is_empty()) {
            lines.pop();
        }
        let formatted = lines.join("\n") + "\n";
        // Blanks inside a text of several lines mean something: then only line ends are changed, or nothing.
        for candidate in [formatted, unified] {
            if same(text, &candidate)? {
                return Ok(candidate);
            }
        }
        Ok(text.to_owned())
    }

    /// A landscape's text in the newest version of its format, with its comments. There is one version so far: the text
    /// comes back as it is, once it has been read.
    ///
    /// # Errors
    ///
    /// As [`Landscape::parse`]; `document.newer` for a version this library does not know.
    pub fn migrate(text: &str) -> Result<String> {
        Self::parse(text, None)?;
        Ok(text.to_owned())
    }
}

fn same(one: &str, other: &str) -> Result<bool> {
    let Ok(other) = tree::read(other, None) else {
        return Ok(false);
    };
    Ok(json::document(&tree::read(one, None)?) == json::document(&other))
}

/// The document with the value at its place.
fn put(document: &mut Json, keys: &[&str], value: Json) -> std::result::Result<(), &'static str> {
    let Some((key, rest)) = keys.split_first() else {
        *document = value;
        return Ok(());
    };
    if let Some(number) = index(key) {
        let item = document
            .as_array_mut()
            .and_then(|items| items.get_mut(number));
        return put(item.ok_or("a list has no such item")?, rest, value);
    }
    if document.is_null() {
        *document = Json::Object(serde_json::Map::new());
    }
    let Some(map) = document.as_object_mut() else {
        return Err("it leads through a single value");
    };
    put(map.entry(*key).or_insert(Json::Null), rest, value)
}

fn index(key: &str) -> Option<usize> {
    key.strip_prefix('[')?.strip_suffix(']')?.parse().ok()
}

fn edited(text: &str, keys: &[&str], value: &Json) -> std::result::Result<String, &'static str> {
    let mut parser = Events(Parser::new_from_str(text));
    let root = parser.root().ok_or("it is no YAML")?;
    let mut node = &root;
    let mut after_key = None;
    for (depth, key) in keys.iter().enumerate() {
        match &node.kind {
            Kind::List(items) => {
                let item = index(key).and_then(|number| items.get(number));
                (node, after_key) = (item.ok_or("a list has no such item")?, None);
            }
            Kind::Map { flow, pairs } => {
                if let Some((_, place, child)) = pairs.iter().find(|(name, ..)| name == key) {
                    (node, after_key) = (child, Some(place.end));
                    continue;
                }
                let entry = entry(&keys[depth..], value);
                return add(text, node, *flow, pairs, &entry);
            }
            Kind::Scalar { empty: true, .. } => {
                let end = after_key.ok_or("an item of a list is empty")?;
                return after_colon(text, end, &format!("{{{}}}", entry(&keys[depth..], value)));
            }
            Kind::Scalar { .. } => return Err("it leads through a single value"),
        }
    }
    match node.kind {
        Kind::Scalar { block: true, .. } => Err("it is a text of several lines"),
        Kind::Scalar { empty: true, .. } if after_key.is_some() => {
            after_colon(text, after_key.unwrap_or_default(), &written(value))
        }
        Kind::Scalar { .. } | Kind::List(_) | Kind::Map { flow: true, .. }
            if single_line(text, node) =>
        {
            Ok(replaced(
                text,
                node.start,
                text_end(text, node),
                &written(value),
            ))
        }
        _ => Err("it is a block of several lines"),
    }
}

fn single_line(text: &str, node: &Ranged<'_>) -> bool {
    let end = text_end(text, node);
    end > node.start && !slice(text, node.start, end).contains('\n')
}

/// A new key of a mapping.
fn add(
    text: &str,
    map: &Ranged<'_>,
    flow: bool,
    pairs: &[(std::borrow::Cow<'_, str>, Key, Ranged<'_>)],
    entry: &str,
) -> std::result::Result<String, &'static str> {
    if flow {
        let closing = map.end - 1;
        let separated = if pairs.is_empty() {
            entry.to_owned()
        } else {
            format!(", {entry}")
        };
        return Ok(replaced(text, closing, closing, &separated));
    }
    let (_, first, _) = pairs.first().ok_or("a mapping has no keys")?;
    let (_, key, last) = pairs.last().ok_or("a mapping has no keys")?;
    // The line on which the last value ends, with the comment behind it.
    let end = last_end(text, last).max(key.end);
    let rest = slice(text, end, usize::MAX);
    let line_end = end
        + rest
            .chars()
            .take_while(|c| !matches!(c, '\n' | '\r'))
            .count();
    let line = format!("\n{}{entry}", " ".repeat(first.column));
    Ok(replaced(text, line_end, line_end, &line))
}

/// Where the last text of a node ends.
fn last_end(text: &str, node: &Ranged<'_>) -> usize {
    match &node.kind {
        Kind::Map { flow: false, pairs } => pairs.last().map_or(node.start, |(_, key, last)| {
            last_end(text, last).max(key.end)
        }),
        // Of a block list; a list in brackets ends behind its last item.
        Kind::List(items) => {
            let last = items.last().map_or(0, |last| last_end(text, last));
            text_end(text, node).max(last)
        }
        _ => text_end(text, node),
    }
}

/// Where a node's own text ends: the parser counts blanks and comments behind a text in quotes to it.
fn text_end(text: &str, node: &Ranged<'_>) -> usize {
    let own = slice(text, node.start, node.end);
    let quoted = |quote: char| {
        let mut escaped = false;
        let mut characters = own.chars().enumerate().skip(1).peekable();
        while let Some((at, character)) = characters.next() {
            if escaped {
                escaped = false;
            } else if character == '\\' && quote == '"' {
                escaped = true;
            } else if character == quote {
                // A quote in single quotes is written twice.
                if quote == '\'' && characters.next_if(|(_, next)| *next == quote).is_some() {
                    continue;
                }
                return at + 1;
            }
        }
        own.chars().count()
    };
    let length = match own.chars().next() {
        Some(quote @ ('"' | '\'')) => quoted(quote),
        _ => {
            let before_comment = own.split(" #").next().unwrap_or_default();
            before_comment.trim_end().chars().count()
        }
    };
    node.start + length
}

/// A value behind a key that has none.
fn after_colon(
    text: &str,
    key_end: usize,
    value: &str,
) -> std::result::Result<String, &'static str> {
    let rest = slice(text, key_end, usize::MAX);
    let colon = rest
        .chars()
        .position(|c| c == ':')
        .ok_or("it has no colon")?;
    let at = key_end + colon + 1;
    Ok(replaced(text, at, at, &format!(" {value}")))
}

/// Keys and a value as one entry: `logging: {level: warning}`.
fn entry(keys: &[&str], value: &Json) -> String {
    let Some((key, rest)) = keys.split_first() else {
        return String::new();
    };
    let key = written(&Json::String((*key).to_owned()));
    match rest {
        [] => format!("{key}: {}", written(value)),
        rest => format!("{key}: {{{}}}", entry(rest, value)),
    }
}

/// A value as a person would write it on one line; JSON where quotes are needed.
fn written(value: &Json) -> String {
    match value {
        Json::String(text) if is_plain(text) => text.clone(),
        Json::Array(items) => {
            let items: Vec<String> = items.iter().map(written).collect();
            format!("[{}]", items.join(", "))
        }
        Json::Object(fields) => {
            let fields: Vec<String> = fields
                .iter()
                .map(|(key, value)| entry(&[key.as_str()], value))
                .collect();
            format!("{{{}}}", fields.join(", "))
        }
        other => other.to_string(),
    }
}

/// Text that means itself without quotes, wherever it stands.
fn is_plain(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '/'))
        && !matches!(
            text.to_ascii_lowercase().as_str(),
            "null" | "true" | "false" | "yes" | "no" | "on" | "off" | "y" | "n"
        )
}

fn slice(text: &str, start: usize, end: usize) -> &str {
    let byte = |character: usize| {
        text.char_indices()
            .nth(character)
            .map_or(text.len(), |(byte, _)| byte)
    };
    &text[byte(start)..byte(end.max(start))]
}

fn replaced(text: &str, start: usize, end: usize, with: &str) -> String {
    format!(
        "{}{with}{}",
        slice(text, 0, start),
        slice(text, end, usize::MAX)
    )
}

struct Events<'t>(Parser<'t, saphyr_parser::StrInput<'t>>);

impl<'t> Events<'t> {
    fn next(&mut self) -> Option<(Event<'t>, saphyr_parser::Span)> {
        self.0.next_event()?.ok()
    }

    fn root(&mut self) -> Option<Ranged<'t>> {
        loop {
            match self.next()? {
                (Event::StreamStart | Event::DocumentStart(_) | Event::Nothing, _) => {}
                (event, span) => return self.node(event, span),
            }
        }
    }

    /// The reader of trees has accepted the text before: its depth is bounded.
    fn node(&mut self, event: Event<'t>, span: saphyr_parser::Span) -> Option<Ranged<'t>> {
        let start = span.start.index();
        let (end, kind) = match event {
            Event::Scalar(text, style, ..) => {
                let block = matches!(style, ScalarStyle::Literal | ScalarStyle::Folded);
                let empty = style == ScalarStyle::Plain && text.is_empty();
                (span.end.index(), Kind::Scalar { block, empty })
            }
            Event::SequenceStart(..) => {
                let mut items = Vec::new();
                loop {
                    match self.next()? {
                        (Event::SequenceEnd, end) => break (end.end.index(), Kind::List(items)),
                        (event, span) => items.push(self.node(event, span)?),
                    }
                }
            }
            Event::MappingStart(..) => {
                let flow = span.end.index() > start;
                let mut pairs = Vec::new();
                loop {
                    match self.next()? {
                        (Event::MappingEnd, end) => {
                            break (end.end.index(), Kind::Map { flow, pairs });
                        }
                        (Event::Scalar(name, ..), key) => {
                            let place = Key {
                                end: key.end.index(),
                                column: key.start.col(),
                            };
                            let (event, span) = self.next()?;
                            pairs.push((name, place, self.node(event, span)?));
                        }
                        _ => return None,
                    }
                }
            }
            _ => return None,
        };
        Some(Ranged { start, end, kind })
    }
}
