//! YAML as a tree whose every node knows its line and column. Size, depth and number of nodes are bounded.

use std::borrow::Cow;

use mendix_deploy_model::{Error, ErrorCode, Result, findings::Location};
use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span};

/// The largest landscape. A thousand apps of four environments with fifty values each have 12 MB.
pub(super) const LARGEST: usize = 16 * 1024 * 1024;
/// No key of a landscape is deeper.
const DEEPEST: usize = 32;
/// Scalars, lists and mappings. A node and its key have 72 bytes beside their text, which is borrowed: at most 36 MB.
const MOST_NODES: usize = 500_000;
/// Paths consist of keys: long ones would multiply.
const LONGEST_KEY: usize = 1024;

/// A line and a column, both from 1.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct At {
    pub(super) line: u32,
    pub(super) column: u32,
}

impl At {
    pub(super) fn location(self, file: Option<&str>) -> Location {
        Location {
            file: file.map(str::to_owned),
            line: self.line,
            column: self.column,
        }
    }
}

/// A node and where it begins.
#[derive(Debug, Clone)]
pub(super) struct Node<'a> {
    pub(super) at: At,
    pub(super) value: Value<'a>,
}

#[derive(Debug, Clone)]
pub(super) enum Value<'a> {
    /// Source text of a scalar; `plain` when it stands without quotes.
    Scalar {
        text: Cow<'a, str>,
        plain: bool,
    },
    List(Vec<Node<'a>>),
    /// In the order written, duplicates included.
    Map(Vec<(Key<'a>, Node<'a>)>),
}

#[derive(Debug, Clone)]
pub(super) struct Key<'a> {
    pub(super) name: Cow<'a, str>,
    pub(super) at: At,
}

impl Node<'_> {
    /// What the node is, for messages.
    pub(super) fn kind(&self) -> &'static str {
        match &self.value {
            Value::Scalar { text, plain: true } if is_null(text) => "nothing",
            Value::Scalar { .. } => "a single value",
            Value::List(_) => "a list",
            Value::Map(_) => "a mapping",
        }
    }

    /// Whether the node is there but empty: `key:` with nothing behind it.
    pub(super) fn is_nothing(&self) -> bool {
        matches!(&self.value, Value::Scalar { text, plain: true } if is_null(text))
    }
}

fn is_null(text: &str) -> bool {
    matches!(text, "" | "~" | "null")
}

/// Reads one YAML document.
pub(super) fn read<'a>(text: &'a str, file: Option<&'a str>) -> Result<Node<'a>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.len() > LARGEST {
        return Err(malformed(
            file,
            None,
            format!(
                "has {} bytes, and a landscape has at most {LARGEST}",
                text.len()
            ),
        ));
    }
    let mut builder = Builder {
        parser: Parser::new_from_str(text),
        file,
        nodes: 0,
    };
    builder.document()
}

struct Builder<'a> {
    parser: Parser<'a, saphyr_parser::StrInput<'a>>,
    file: Option<&'a str>,
    nodes: usize,
}

impl<'a> Builder<'a> {
    fn document(&mut self) -> Result<Node<'a>> {
        loop {
            match self.next()? {
                (Event::StreamStart | Event::DocumentStart(_) | Event::Nothing, _) => {}
                (Event::StreamEnd | Event::DocumentEnd, span) => {
                    return Err(self.malformed(place(&span), "is empty".to_owned()));
                }
                (event, span) => {
                    let node = self.node(event, &span, 0)?;
                    self.end()?;
                    return Ok(node);
                }
            }
        }
    }

    /// Nothing may follow the document.
    fn end(&mut self) -> Result<()> {
        loop {
            match self.next()? {
                (Event::StreamEnd, _) => return Ok(()),
                (Event::DocumentEnd | Event::Nothing, _) => {}
                (_, span) => {
                    return Err(self.malformed(
                        place(&span),
                        "holds a second document; a landscape is one".to_owned(),
                    ));
                }
            }
        }
    }

    fn node(&mut self, event: Event<'a>, span: &Span, depth: usize) -> Result<Node<'a>> {
        let at = place(span);
        self.nodes += 1;
        if self.nodes > MOST_NODES || depth > DEEPEST {
            let why =
                format!("is deeper than {DEEPEST} levels or has more than {MOST_NODES} values");
            return Err(self.malformed(at, why));
        }
        let value = match event {
            Event::Scalar(text, style, anchor, tag) => {
                self.no_anchor(anchor, at)?;
                self.no_tag(tag.is_some(), at)?;
                Value::Scalar {
                    text,
                    plain: style == ScalarStyle::Plain,
                }
            }
            Event::SequenceStart(anchor, tag) => {
                self.no_anchor(anchor, at)?;
                self.no_tag(tag.is_some(), at)?;
                self.list(depth)?
            }
            Event::MappingStart(anchor, tag) => {
                self.no_anchor(anchor, at)?;
                self.no_tag(tag.is_some(), at)?;
                self.map(depth)?
            }
            _ => return Err(self.aliased(at)),
        };
        Ok(Node { at, value })
    }

    fn list(&mut self, depth: usize) -> Result<Value<'a>> {
        let mut items = Vec::new();
        loop {
            match self.next()? {
                (Event::SequenceEnd, _) => return Ok(Value::List(items)),
                (event, span) => items.push(self.node(event, &span, depth + 1)?),
            }
        }
    }

    fn map(&mut self, depth: usize) -> Result<Value<'a>> {
        let mut pairs = Vec::new();
        loop {
            let key = match self.next()? {
                (Event::MappingEnd, _) => return Ok(Value::Map(pairs)),
                (Event::Scalar(name, _, anchor, tag), span) => {
                    let at = place(&span);
                    self.no_anchor(anchor, at)?;
                    self.no_tag(tag.is_some(), at)?;
                    if name.len() > LONGEST_KEY {
                        let why = format!("has a key of more than {LONGEST_KEY} bytes");
                        return Err(self.malformed(at, why));
                    }
                    Key { name, at }
                }
                (Event::Alias(_), span) => return Err(self.aliased(place(&span))),
                (_, span) => {
                    let why = "has a key that is not a single value".to_owned();
                    return Err(self.malformed(place(&span), why));
                }
            };
            let (event, span) = self.next()?;
            let node = self.node(event, &span, depth + 1)?;
            pairs.push((key, node));
        }
    }

    fn next(&mut self) -> Result<(Event<'a>, Span)> {
        match self.parser.next_event() {
            Some(Ok(next)) => Ok(next),
            Some(Err(error)) => Err(self.scan(&error)),
            None => Err(malformed(self.file, None, "ends too early".to_owned())),
        }
    }

    /// Anchors make bombs and surprises; `defaults` does what people want them for.
    fn no_anchor(&self, anchor: usize, at: At) -> Result<()> {
        if anchor == 0 {
            return Ok(());
        }
        Err(self.aliased(at))
    }

    /// A tag says how other readers take a value; here the landscape alone says that.
    fn no_tag(&self, tagged: bool, at: At) -> Result<()> {
        if !tagged {
            return Ok(());
        }
        let error = self.malformed(at, "uses a tag (a word after `!`)".to_owned());
        Err(error
            .with_remedy("Remove the tag, or put the value in quotes when it begins with `!`."))
    }

    fn aliased(&self, at: At) -> Error {
        self.malformed(at, "uses an anchor or alias".to_owned())
            .with_remedy("Write what environments have in common under `defaults`, of the landscape or of the app.")
    }

    fn scan(&self, error: &ScanError) -> Error {
        let at = At {
            line: number(error.marker().line()),
            column: number(error.marker().col() + 1),
        };
        self.malformed(at, format!("is not YAML: {}", error.info()))
    }

    fn malformed(&self, at: At, why: String) -> Error {
        malformed(self.file, Some(at.location(self.file)), why)
    }
}

fn place(span: &Span) -> At {
    At {
        line: number(span.start.line()),
        column: number(span.start.col() + 1),
    }
}

fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

pub(super) fn malformed(file: Option<&str>, at: Option<Location>, why: String) -> Error {
    let name = file.unwrap_or("the landscape");
    let place = at.as_ref().map_or_else(
        || name.to_owned(),
        |at| format!("{name}:{}:{}", at.line, at.column),
    );
    let mut error = Error::new(ErrorCode::LandscapeMalformed, format!("{place} {why}"));
    if let Some(at) = at {
        error = error
            .with_context("line", at.line)
            .with_context("column", at.column);
    }
    error.with_context("file", name)
}
