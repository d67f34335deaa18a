//! YAML from outside, as PyYAML and Kubernetes read it (YAML 1.1), within bounds.
//!
//! Aliases and merge keys (`<<`) are followed as long as the result stays small. A key that stands twice in one mapping is
//! refused: readers of YAML take one of the two without a word.

use std::collections::{BTreeMap, BTreeSet};

use mendix_deploy_model::findings::Location;
use saphyr_parser::{Event, Parser, ScalarStyle, Span, StrInput, Tag};

/// Largest text that is read, in bytes: configuration is written by people.
pub(crate) const LARGEST: usize = 1024 * 1024;
const DEEPEST: usize = 64;
/// Values after aliases are followed.
const MOST_NODES: usize = 50_000;
/// Bytes of text after aliases are followed.
const MOST_TEXT: usize = 4 * LARGEST;

/// Line and column, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Mark {
    pub(crate) line: u32,
    pub(crate) column: u32,
}

impl Mark {
    pub(crate) fn location(self, file: &str) -> Location {
        Location {
            file: (!file.is_empty()).then(|| file.to_owned()),
            line: self.line,
            column: self.column,
        }
    }
}

/// A value and where it begins.
#[derive(Debug, Clone)]
pub(crate) struct Node {
    pub(crate) at: Mark,
    pub(crate) value: Value,
}

/// What YAML 1.1 makes of a node.
#[derive(Debug, Clone)]
pub(crate) enum Value {
    Null,
    Bool(bool),
    /// A whole number in decimal digits.
    Integer(String),
    /// A number with a fraction, as JSON writes it.
    Float(String),
    /// A date or time, which JSON cannot carry.
    Date(String),
    Text(String),
    List(Vec<Node>),
    /// In the order written; merged entries last.
    Map(Vec<Entry>),
}

#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub(crate) name: String,
    pub(crate) at: Mark,
    pub(crate) value: Node,
}

/// Why a text is not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Problem {
    pub(crate) at: Option<Mark>,
    pub(crate) message: String,
    /// Whether other readers of YAML stumble here too. Otherwise it is a bound of ours.
    pub(crate) is_syntax: bool,
}

impl Node {
    pub(crate) fn get(&self, key: &str) -> Option<&Entry> {
        self.entries().iter().find(|entry| entry.name == key)
    }

    /// The entries of a mapping; none for anything else.
    pub(crate) fn entries(&self) -> &[Entry] {
        match &self.value {
            Value::Map(entries) => entries,
            _ => &[],
        }
    }

    pub(crate) fn is_null(&self) -> bool {
        matches!(self.value, Value::Null)
    }

    /// The text of a single value, as the source means it.
    pub(crate) fn scalar(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) | Value::Integer(text) | Value::Float(text) | Value::Date(text) => {
                Some(text)
            }
            Value::Bool(true) => Some("true"),
            Value::Bool(false) => Some("false"),
            Value::Null | Value::List(_) | Value::Map(_) => None,
        }
    }

    /// As JSON; a date as text.
    #[cfg(test)]
    pub(crate) fn to_json(&self) -> serde_json::Value {
        use serde_json::Value as Json;
        match &self.value {
            Value::Null => Json::Null,
            Value::Bool(value) => Json::Bool(*value),
            Value::Integer(digits) | Value::Float(digits) => {
                serde_json::from_str(digits).unwrap_or_else(|_| Json::String(digits.clone()))
            }
            Value::Date(text) | Value::Text(text) => Json::String(text.clone()),
            Value::List(items) => Json::Array(items.iter().map(Self::to_json).collect()),
            Value::Map(entries) => Json::Object(
                entries
                    .iter()
                    .map(|entry| (entry.name.clone(), entry.value.to_json()))
                    .collect(),
            ),
        }
    }

    pub(crate) fn kind(&self) -> &'static str {
        match self.value {
            Value::Null => "nothing",
            Value::Bool(_) => "true or false",
            Value::Integer(_) | Value::Float(_) => "a number",
            Value::Date(_) => "a date",
            Value::Text(_) => "a text",
            Value::List(_) => "a list",
            Value::Map(_) => "a mapping",
        }
    }
}

/// Reads one YAML document; an empty text is nothing.
pub(crate) fn read(text: &str) -> Result<Node, Problem> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.len() > LARGEST {
        return Err(bound(
            None,
            format!("has {} bytes; at most {LARGEST} are read", text.len()),
        ));
    }
    let mut reader = Reader {
        parser: Parser::new_from_str(text),
        nodes: 0,
        text: 0,
        anchors: BTreeMap::new(),
    };
    reader.document()
}

fn bound(at: Option<Mark>, message: impl Into<String>) -> Problem {
    Problem {
        at,
        message: message.into(),
        is_syntax: false,
    }
}

fn syntax(at: Option<Mark>, message: impl Into<String>) -> Problem {
    Problem {
        at,
        message: message.into(),
        is_syntax: true,
    }
}

struct Reader<'t> {
    parser: Parser<'t, StrInput<'t>>,
    nodes: usize,
    text: usize,
    anchors: BTreeMap<usize, Node>,
}

impl<'t> Reader<'t> {
    fn document(&mut self) -> Result<Node, Problem> {
        loop {
            match self.next()? {
                (Event::StreamStart | Event::DocumentStart(_) | Event::Nothing, _) => {}
                (Event::StreamEnd | Event::DocumentEnd, at) => {
                    return Ok(Node {
                        at,
                        value: Value::Null,
                    });
                }
                (event, at) => {
                    let node = self.node(event, at, 0)?;
                    self.end()?;
                    return Ok(node);
                }
            }
        }
    }

    fn end(&mut self) -> Result<(), Problem> {
        loop {
            match self.next()? {
                (Event::StreamEnd, _) => return Ok(()),
                (Event::DocumentEnd | Event::Nothing, _) => {}
                (_, at) => return Err(syntax(Some(at), "holds a second document")),
            }
        }
    }

    fn next(&mut self) -> Result<(Event<'t>, Mark), Problem> {
        match self.parser.next_event() {
            Some(Ok((event, span))) => Ok((event, mark(&span))),
            Some(Err(error)) => {
                let at = Mark {
                    line: number(error.marker().line()),
                    column: number(error.marker().col() + 1),
                };
                // The parser has a bound of its own.
                if error.info().contains("recursion limit") {
                    return Err(bound(Some(at), format!("is deeper than {DEEPEST} levels")));
                }
                Err(syntax(Some(at), format!("is not YAML: {}", error.info())))
            }
            None => Err(syntax(None, "ends too early")),
        }
    }

    fn spend(&mut self, at: Mark, nodes: usize, text: usize) -> Result<(), Problem> {
        self.nodes += nodes;
        self.text += text;
        if self.nodes > MOST_NODES || self.text > MOST_TEXT {
            let message = format!(
                "has more than {MOST_NODES} values or {MOST_TEXT} bytes when its aliases are followed"
            );
            return Err(bound(Some(at), message));
        }
        Ok(())
    }

    fn node(&mut self, event: Event<'t>, at: Mark, depth: usize) -> Result<Node, Problem> {
        if depth > DEEPEST {
            return Err(bound(Some(at), format!("is deeper than {DEEPEST} levels")));
        }
        let (anchor, value) = match event {
            Event::Scalar(text, style, anchor, tag) => {
                self.spend(at, 1, text.len())?;
                let plain = style == ScalarStyle::Plain;
                let value = match tag.as_deref() {
                    None if plain => resolve(&text),
                    None => Value::Text(text.into_owned()),
                    Some(tag) if is_text(tag) => Value::Text(text.into_owned()),
                    Some(_) => return Err(tagged(at)),
                };
                (anchor, value)
            }
            Event::SequenceStart(anchor, tag) => {
                self.spend(at, 1, 0)?;
                if tag.is_some() {
                    return Err(tagged(at));
                }
                (anchor, self.list(depth)?)
            }
            Event::MappingStart(anchor, tag) => {
                self.spend(at, 1, 0)?;
                if tag.is_some() {
                    return Err(tagged(at));
                }
                (anchor, self.map(depth)?)
            }
            Event::Alias(id) => return self.alias(id, at, depth),
            _ => return Err(syntax(Some(at), "is not YAML")),
        };
        let node = Node { at, value };
        if anchor != 0 {
            // The copy counts: a thousand anchors on one long list would cost a thousand lists.
            let (nodes, text, _) = size(&node);
            self.spend(at, nodes, text)?;
            self.anchors.insert(anchor, node.clone());
        }
        Ok(node)
    }

    fn alias(&mut self, id: usize, at: Mark, depth: usize) -> Result<Node, Problem> {
        let Some(node) = self.anchors.get(&id) else {
            return Err(syntax(Some(at), "has an alias inside its own anchor"));
        };
        let (nodes, text, levels) = size(node);
        if depth + levels > DEEPEST {
            return Err(bound(Some(at), format!("is deeper than {DEEPEST} levels")));
        }
        let value = node.value.clone();
        self.spend(at, nodes, text)?;
        Ok(Node { at, value })
    }

    fn list(&mut self, depth: usize) -> Result<Value, Problem> {
        let mut items = Vec::new();
        loop {
            match self.next()? {
                (Event::SequenceEnd, _) => return Ok(Value::List(items)),
                (event, at) => items.push(self.node(event, at, depth + 1)?),
            }
        }
    }

    fn map(&mut self, depth: usize) -> Result<Value, Problem> {
        let mut entries: Vec<Entry> = Vec::new();
        let mut names = BTreeSet::new();
        let mut merged = Vec::new();
        loop {
            let (name, at, merges) = match self.next()? {
                (Event::MappingEnd, _) => break,
                (Event::Scalar(name, style, ..), at) => {
                    let merges = style == ScalarStyle::Plain && name == "<<";
                    (name.into_owned(), at, merges)
                }
                (_, at) => {
                    return Err(bound(Some(at), "has a key that is not a single value"));
                }
            };
            self.spend(at, 0, name.len())?;
            let (event, from) = self.next()?;
            let value = self.node(event, from, depth + 1)?;
            if merges {
                merge(value, &mut merged)?;
                continue;
            }
            if !names.insert(name.clone()) {
                let message = format!("has the key `{}` twice in one mapping", shown(&name));
                return Err(bound(Some(at), message));
            }
            entries.push(Entry { name, at, value });
        }
        for entry in merged {
            if names.insert(entry.name.clone()) {
                entries.push(entry);
            }
        }
        Ok(Value::Map(entries))
    }
}

/// The entries that a merge key brings; of several mappings the earlier wins.
fn merge(value: Node, merged: &mut Vec<Entry>) -> Result<(), Problem> {
    match value.value {
        Value::Map(entries) => merged.extend(entries),
        Value::List(items) => {
            for item in items {
                if !matches!(item.value, Value::Map(_)) {
                    return Err(syntax(Some(item.at), "merges what is no mapping"));
                }
                merge(item, merged)?;
            }
        }
        _ => return Err(syntax(Some(value.at), "merges what is no mapping")),
    }
    Ok(())
}

/// Values, bytes of text and levels.
fn size(node: &Node) -> (usize, usize, usize) {
    let parts = |nodes: &mut dyn Iterator<Item = (&Node, usize)>| {
        nodes.fold((1, 0, 0), |sum: (usize, usize, usize), (node, key)| {
            let part = size(node);
            (sum.0 + part.0, sum.1 + part.1 + key, sum.2.max(part.2))
        })
    };
    let (nodes, text, levels) = match &node.value {
        Value::List(items) => parts(&mut items.iter().map(|item| (item, 0))),
        Value::Map(entries) => {
            parts(&mut entries.iter().map(|entry| (&entry.value, entry.name.len())))
        }
        _ => return (1, node.scalar().map_or(0, str::len), 1),
    };
    (nodes, text, levels + 1)
}

fn tagged(at: Mark) -> Problem {
    syntax(Some(at), "uses a tag (a word after `!`)")
}

fn is_text(tag: &Tag) -> bool {
    tag.handle == "tag:yaml.org,2002:" && tag.suffix == "str"
}

fn mark(span: &Span) -> Mark {
    Mark {
        line: number(span.start.line()),
        column: number(span.start.col() + 1),
    }
}

fn number(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

/// A key for messages: short, without control characters.
pub(crate) fn shown(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).take(80).collect()
}

/// A text in double quotation marks, on one line, as every reader of YAML reads it back.
pub(crate) fn quoted(text: &str) -> String {
    use std::fmt::Write;

    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            // What is not printable, and what some readers take for a line break or a byte order mark.
            c if c.is_control()
                || matches!(
                    c,
                    '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}'
                ) =>
            {
                // A String takes everything.
                let _ = write!(quoted, "\\u{:04x}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// What YAML 1.1 makes of a plain scalar.
fn resolve(text: &str) -> Value {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Value::Null,
        "true" | "True" | "TRUE" | "yes" | "Yes" | "YES" | "on" | "On" | "ON" => {
            return Value::Bool(true);
        }
        "false" | "False" | "FALSE" | "no" | "No" | "NO" | "off" | "Off" | "OFF" => {
            return Value::Bool(false);
        }
        _ => {}
    }
    if !text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.')) {
        return Value::Text(text.to_owned());
    }
    if let Some(digits) = integer(text) {
        return Value::Integer(digits);
    }
    if let Some(digits) = float(text) {
        return Value::Float(digits);
    }
    if is_date(text) {
        return Value::Date(text.to_owned());
    }
    Value::Text(text.to_owned())
}

/// Binary, octal (`010` is 8), decimal, hexadecimal, and parts of sixty (`1:30` is 90).
fn integer(text: &str) -> Option<String> {
    let (sign, body) = match text.strip_prefix(['+', '-']) {
        Some(body) if text.starts_with('-') => ("-", body),
        Some(body) => ("", body),
        None => ("", text),
    };
    let radix = |digits: &str, radix: u32| -> Option<String> {
        let digits = digits.replace('_', "");
        let value = i128::from_str_radix(&digits, radix).ok()?;
        (digits.chars().all(|c| c.is_digit(radix))).then(|| signed(sign, &value.to_string()))
    };
    if let Some(digits) = body.strip_prefix("0b") {
        return radix(digits, 2);
    }
    if let Some(digits) = body.strip_prefix("0x") {
        return radix(digits, 16);
    }
    if body == "0" {
        return Some("0".to_owned());
    }
    if let Some(digits) = body.strip_prefix('0') {
        return radix(digits, 8);
    }
    if !body.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    if let Some((first, rest)) = body.split_once(':') {
        let mut value: i128 = first.replace('_', "").parse().ok()?;
        for part in rest.split(':') {
            let digit: i128 = part.parse().ok().filter(|digit| (0..60).contains(digit))?;
            if part.len() > 2 || !part.bytes().all(|b| b.is_ascii_digit()) {
                return None;
            }
            value = value.checked_mul(60)?.checked_add(digit)?;
        }
        return Some(signed(sign, &value.to_string()));
    }
    let digits = body.replace('_', "");
    digits
        .bytes()
        .all(|b| b.is_ascii_digit())
        .then(|| signed(sign, &digits))
}

fn signed(sign: &str, digits: &str) -> String {
    if digits == "0" {
        "0".to_owned()
    } else {
        format!("{sign}{digits}")
    }
}

/// A number with a dot. An exponent needs a sign: `1e3` is a text in YAML 1.1.
fn float(text: &str) -> Option<String> {
    let body = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (mantissa, exponent) = body
        .split_once(['e', 'E'])
        .map_or((body, None), |(mantissa, exponent)| {
            (mantissa, Some(exponent))
        });
    let (whole, fraction) = mantissa.split_once('.')?;
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit() || b == b'_');
    if !digits(whole) || !digits(fraction) || whole.is_empty() && fraction.is_empty() {
        return None;
    }
    if let Some(exponent) = exponent {
        let number = exponent.strip_prefix(['+', '-'])?;
        if number.is_empty() || !number.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
    }
    let value: f64 = text.replace('_', "").parse().ok()?;
    value
        .is_finite()
        .then(|| serde_json::Value::from(value).to_string())
}

fn is_date(text: &str) -> bool {
    let mut parts = text.splitn(3, '-');
    let (Some(year), Some(month), Some(rest)) = (parts.next(), parts.next(), parts.next()) else {
        return false;
    };
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let day_end = rest
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(rest.len());
    let (day, time) = rest.split_at(day_end);
    let date = year.len() == 4 && digits(year) && digits(month) && month.len() <= 2;
    let plain = time.is_empty() && month.len() == 2 && day.len() == 2;
    let timed = time.starts_with(['T', 't', ' ', '\t']) && time.contains(':');
    date && digits(day) && day.len() <= 2 && (plain || timed)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn json(text: &str) -> String {
        read(text).unwrap().to_json().to_string()
    }

    #[test]
    fn plain_values_are_those_of_yaml_1_1() {
        // PyYAML 6.0.2, safe_load, judged the same texts.
        for (text, expected) in [
            ("yes", "true"),
            ("Off", "false"),
            ("y", "\"y\""),
            ("~", "null"),
            ("", "null"),
            ("42", "42"),
            ("+42", "42"),
            ("-0", "0"),
            ("010", "8"),
            ("08", "\"08\""),
            ("0x1F", "31"),
            ("0b101", "5"),
            ("1_000", "1000"),
            ("1:30", "90"),
            ("1:60", "\"1:60\""),
            ("1.50", "1.5"),
            ("1e3", "\"1e3\""),
            ("1.0e+3", "1000.0"),
            ("1.10.2", "\"1.10.2\""),
            ("-", "[null]"),
            ("- -", "[[null]]"),
            (".5", "0.5"),
            ("2026-11-24", "\"2026-11-24\""),
            ("10.24.0", "\"10.24.0\""),
            ("'42'", "\"42\""),
            ("!!str 42", "\"42\""),
        ] {
            assert_eq!(json(text), expected, "{text}");
        }
    }

    #[test]
    fn aliases_and_merge_keys_are_followed() {
        let text = "base: &base {a: 1, b: 2}\nfirst: {<<: *base, b: 3}\nsecond:\n  <<: [{c: 4, a: 9}, *base]\nlist: &l [x]\nagain: *l\n";
        assert_eq!(
            json(text),
            r#"{"base":{"a":1,"b":2},"first":{"a":1,"b":3},"second":{"a":9,"b":2,"c":4},"list":["x"],"again":["x"]}"#
                .parse::<serde_json::Value>()
                .unwrap()
                .to_string()
        );
    }

    #[test]
    fn what_is_hostile_is_refused_by_name() {
        let bomb = {
            let mut text = "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n".to_owned();
            for i in 1..12 {
                let list = vec![format!("*a{}", i - 1); 10].join(",");
                text.push_str(&format!("a{i}: &a{i} [{list}]\n"));
            }
            text
        };
        let wide = format!(
            "a: &a {:?}\nb: [{}]",
            "x".repeat(100_000),
            ["*a"; 100].join(",")
        );
        let cases: Vec<(&str, String, bool)> = vec![
            ("values or", bomb, false),
            ("values or", wide, false),
            ("deeper", "[".repeat(1_000), false),
            ("deeper", "a: ".repeat(3) + &"- ".repeat(1_000), true),
            ("twice", "a: 1\nb: 2\na: 3".to_owned(), false),
            ("is not YAML", "a:\n\t- b".to_owned(), true),
            ("inside its own", "a: &a [*a]".to_owned(), true),
            ("tag", "a: !!python/object:os.system x".to_owned(), true),
            ("second document", "a: 1\n---\nb: 2".to_owned(), true),
            ("not a single value", "? [a]\n: 1".to_owned(), false),
            ("is not YAML", "a: *nobody".to_owned(), true),
            ("is not YAML", "a: \"open".to_owned(), true),
            ("bytes", "x".repeat(LARGEST + 1), false),
        ];
        for (word, text, is_syntax) in cases {
            let problem = read(&text).unwrap_err();
            let start: String = text.chars().take(30).collect();
            let known = problem.message.contains(word) || is_syntax && problem.is_syntax;
            assert!(known, "{start}: {problem:?}");
        }
    }
}
