//! One YAML document without anchors, bounded in depth and size. A number whose text would change is kept as text.

use saphyr_parser::{Event, Parser, ScalarStyle, Span, StrInput};
use serde_json::{Map, Value};

const DEEPEST: usize = 64;
const MOST_NODES: usize = 50_000;

pub(super) fn read(text: &str) -> Result<Value, String> {
    let mut reader = Reader {
        parser: Parser::new_from_str(text),
        nodes: 0,
    };
    loop {
        match reader.next()? {
            (Event::StreamStart | Event::DocumentStart(_) | Event::Nothing, _) => {}
            (Event::StreamEnd | Event::DocumentEnd, span) => {
                return Err(wrong(&span, "it is empty"));
            }
            (event, span) => {
                let value = reader.node(event, &span, 0)?;
                loop {
                    match reader.next()? {
                        (Event::StreamEnd, _) => return Ok(value),
                        (Event::DocumentEnd | Event::Nothing, _) => {}
                        (_, span) => return Err(wrong(&span, "it holds a second document")),
                    }
                }
            }
        }
    }
}

struct Reader<'a> {
    parser: Parser<'a, StrInput<'a>>,
    nodes: usize,
}

fn wrong(span: &Span, what: &str) -> String {
    format!("line {}: {what}", span.start.line())
}

impl<'a> Reader<'a> {
    fn next(&mut self) -> Result<(Event<'a>, Span), String> {
        match self.parser.next_event() {
            Some(Ok(found)) => Ok(found),
            // The parser's own text may quote what it found.
            Some(Err(error)) => Err(format!("it is not YAML: line {}", error.marker().line())),
            None => Err("it ends too early: last line".to_owned()),
        }
    }

    fn node(&mut self, event: Event<'a>, span: &Span, depth: usize) -> Result<Value, String> {
        self.nodes += 1;
        if depth > DEEPEST || self.nodes > MOST_NODES {
            return Err(wrong(span, "it is too deep or too large"));
        }
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                if anchor != 0 || tag.is_some() {
                    return Err(wrong(span, "anchors and tags are not read"));
                }
                Ok(if style == ScalarStyle::Plain {
                    plain(&text)
                } else {
                    Value::String(text.into_owned())
                })
            }
            Event::SequenceStart(anchor, tag) => {
                if anchor != 0 || tag.is_some() {
                    return Err(wrong(span, "anchors and tags are not read"));
                }
                let mut items = Vec::new();
                loop {
                    match self.next()? {
                        (Event::SequenceEnd, _) => return Ok(Value::Array(items)),
                        (event, span) => items.push(self.node(event, &span, depth + 1)?),
                    }
                }
            }
            Event::MappingStart(anchor, tag) => {
                if anchor != 0 || tag.is_some() {
                    return Err(wrong(span, "anchors and tags are not read"));
                }
                let mut fields = Map::new();
                loop {
                    let (event, at) = self.next()?;
                    let key = match event {
                        Event::MappingEnd => return Ok(Value::Object(fields)),
                        Event::Scalar(text, _, 0, None) => text.into_owned(),
                        _ => return Err(wrong(&at, "a key is not a plain word")),
                    };
                    let (event, span) = self.next()?;
                    let value = self.node(event, &span, depth + 1)?;
                    if fields.insert(key, value).is_some() {
                        return Err(wrong(&at, "a key is given twice"));
                    }
                }
            }
            _ => Err(wrong(span, "anchors are not read")),
        }
    }
}

fn plain(text: &str) -> Value {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" | "True" | "TRUE" => Value::Bool(true),
        "false" | "False" | "FALSE" => Value::Bool(false),
        _ => match text.parse::<i64>() {
            Ok(number) if number.to_string() == text => Value::from(number),
            _ => Value::String(text.to_owned()),
        },
    }
}
