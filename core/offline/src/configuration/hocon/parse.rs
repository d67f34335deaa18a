//! HOCON as a tree of fields, each with its line and column. Bounded in depth and number of values.

use super::Problem;
use crate::configuration::yaml::Mark;

const DEEPEST: usize = 48;
const MOST_VALUES: usize = 20_000;
/// The longest path of keys.
const MOST_KEYS: usize = 32;

/// A member of an object.
#[derive(Debug, Clone)]
pub(super) enum Field {
    Set {
        path: Vec<String>,
        /// `+=`: the value is an item that is added to a list.
        appends: bool,
        value: Vec<Piece>,
        at: Mark,
    },
    Include {
        file: String,
        required: bool,
        at: Mark,
    },
}

/// A part of a value; parts side by side are joined.
#[derive(Debug, Clone)]
pub(super) enum Piece {
    Object(Vec<Field>),
    List(Vec<Vec<Piece>>),
    /// A text in quotation marks.
    Quoted(String),
    /// Everything else, blanks included.
    Bare(String),
    Substitution {
        path: Vec<String>,
        optional: bool,
    },
}

/// Reads the members of the root object.
pub(super) fn parse(text: &str) -> Result<Vec<Field>, Problem> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut parser = Parser {
        text,
        at: 0,
        line: 1,
        line_start: 0,
        values: 0,
    };
    parser.gap();
    let braces = parser.eat("{");
    let fields = parser.object(braces, 0)?;
    parser.gap();
    if parser.at < text.len() {
        return Err(parser.problem("holds something behind its end"));
    }
    Ok(fields)
}

struct Parser<'t> {
    text: &'t str,
    at: usize,
    line: u32,
    line_start: usize,
    values: usize,
}

impl<'t> Parser<'t> {
    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn mark(&self) -> Mark {
        let column = self.text[self.line_start..self.at].chars().count() + 1;
        Mark {
            line: self.line,
            column: u32::try_from(column).unwrap_or(u32::MAX),
        }
    }

    fn problem(&self, message: impl Into<String>) -> Problem {
        Problem {
            file: None,
            at: Some(self.mark()),
            message: message.into(),
            is_syntax: true,
        }
    }

    fn bound(&self, message: impl Into<String>) -> Problem {
        Problem {
            is_syntax: false,
            ..self.problem(message)
        }
    }

    fn advance(&mut self, bytes: usize) {
        for (offset, _) in self.text[self.at..self.at + bytes].match_indices('\n') {
            self.line = self.line.saturating_add(1);
            self.line_start = self.at + offset + 1;
        }
        self.at += bytes;
    }

    fn eat(&mut self, word: &str) -> bool {
        let found = self.rest().starts_with(word);
        if found {
            self.advance(word.len());
        }
        found
    }

    /// Skips blanks that do not end a line; gives them.
    fn blanks(&mut self) -> &'t str {
        let rest = self.rest();
        let end = rest
            .find(|c: char| c == '\n' || !(c.is_whitespace() || c == '\u{feff}'))
            .unwrap_or(rest.len());
        self.advance(end);
        &rest[..end]
    }

    /// Skips a comment up to the end of its line.
    fn comment(&mut self) -> bool {
        let rest = self.rest();
        let found = rest.starts_with('#') || rest.starts_with("//");
        if found {
            let end = rest.find('\n').unwrap_or(rest.len());
            self.advance(end);
        }
        found
    }

    /// Skips blanks, line breaks and comments; whether a line ended.
    fn gap(&mut self) -> bool {
        let line = self.line;
        loop {
            self.blanks();
            if !self.eat("\n") && !self.comment() {
                return self.line > line;
            }
        }
    }

    /// What stands between members: line breaks and at most one comma.
    fn separator(&mut self) -> Result<bool, Problem> {
        let lines = self.gap();
        let comma = self.eat(",");
        if comma {
            self.gap();
            if self.peek() == Some(',') {
                return Err(self.problem("has two commas in a row"));
            }
        }
        Ok(lines || comma)
    }

    fn spend(&mut self) -> Result<(), Problem> {
        self.values += 1;
        if self.values > MOST_VALUES {
            return Err(self.bound(format!("has more than {MOST_VALUES} values")));
        }
        Ok(())
    }

    fn object(&mut self, braces: bool, depth: usize) -> Result<Vec<Field>, Problem> {
        if depth > DEEPEST {
            return Err(self.bound(format!("is deeper than {DEEPEST} levels")));
        }
        let mut fields = Vec::new();
        self.gap();
        loop {
            match self.peek() {
                Some('}') if braces => {
                    self.advance(1);
                    return Ok(fields);
                }
                None if braces => return Err(self.problem("ends inside an object")),
                None => return Ok(fields),
                Some('}') => return Err(self.problem("closes an object that is not open")),
                Some(_) => {}
            }
            self.spend()?;
            fields.push(self.field(depth)?);
            let separated = self.separator()?;
            if !separated && !matches!(self.peek(), Some('}') | None) {
                return Err(self.problem("needs a line break or a comma between two settings"));
            }
        }
    }

    fn field(&mut self, depth: usize) -> Result<Field, Problem> {
        let at = self.mark();
        if self.rest().starts_with("include") && self.is_include() {
            return self.include(at);
        }
        let path = self.path("{=:+")?;
        self.blanks();
        let appends = self.eat("+=");
        let sets = appends || self.eat("=") || self.eat(":");
        if sets {
            self.gap();
        } else if self.peek() != Some('{') {
            return Err(self.problem("needs `=`, `:` or `{` behind a key"));
        }
        let value = self.value(depth)?;
        Ok(Field::Set {
            path,
            appends,
            value,
            at,
        })
    }

    fn is_include(&self) -> bool {
        let rest = self.rest()["include".len()..].trim_start_matches([' ', '\t']);
        let is_call = ["required(", "file(", "url(", "classpath("]
            .iter()
            .any(|word| rest.starts_with(word));
        rest.len() < self.rest().len() - "include".len() && (is_call || rest.starts_with('"'))
    }

    /// `include "x"`, `include file("x")`, `include required(file("x"))`.
    fn include(&mut self, at: Mark) -> Result<Field, Problem> {
        self.advance("include".len());
        self.blanks();
        let required = self.eat("required(");
        self.blanks();
        if self.rest().starts_with("url(") || self.rest().starts_with("classpath(") {
            return Err(self.bound("includes something that is no file"));
        }
        let called = self.eat("file(");
        self.blanks();
        if self.peek() != Some('"') {
            return Err(self.problem("needs the name of a file in quotation marks"));
        }
        let file = self.quoted()?;
        for open in [called, required] {
            self.blanks();
            if open && !self.eat(")") {
                return Err(self.problem("needs `)` behind the name of a file"));
            }
        }
        Ok(Field::Include { file, required, at })
    }

    /// Keys joined by dots, up to one of `ends`.
    fn path(&mut self, ends: &str) -> Result<Vec<String>, Problem> {
        let mut keys = Vec::new();
        let mut key = String::new();
        let mut any = false;
        loop {
            let blanks = self.blanks();
            match self.peek() {
                Some('"') => {
                    if any {
                        key.push_str(blanks);
                    }
                    key.push_str(&self.quoted()?);
                    any = true;
                }
                Some('.') => {
                    self.advance(1);
                    if !any {
                        return Err(self.problem("has an empty key"));
                    }
                    keys.push(std::mem::take(&mut key));
                    any = false;
                }
                Some(c) if !ends.contains(c) && is_bare(c) && !self.rest().starts_with("//") => {
                    if any {
                        key.push_str(blanks);
                    }
                    key.push(c);
                    self.advance(c.len_utf8());
                    any = true;
                }
                _ => break,
            }
            if keys.len() >= MOST_KEYS {
                return Err(self.bound(format!("has a path of more than {MOST_KEYS} keys")));
            }
        }
        if !any {
            return Err(self.problem("needs a key"));
        }
        keys.push(key);
        Ok(keys)
    }

    /// Parts side by side on one line.
    fn value(&mut self, depth: usize) -> Result<Vec<Piece>, Problem> {
        let mut pieces: Vec<Piece> = Vec::new();
        loop {
            let blanks = self.blanks();
            let rest = self.rest();
            let Some(c) = self.peek() else { break };
            if matches!(c, '\n' | ',' | '}' | ']' | '#') || rest.starts_with("//") {
                break;
            }
            self.spend()?;
            if !blanks.is_empty() && !pieces.is_empty() {
                pieces.push(Piece::Bare(blanks.to_owned()));
            }
            pieces.push(match c {
                '{' => {
                    self.advance(1);
                    Piece::Object(self.object(true, depth + 1)?)
                }
                '[' => {
                    self.advance(1);
                    Piece::List(self.list(depth + 1)?)
                }
                '"' => Piece::Quoted(self.quoted()?),
                '$' => self.substitution()?,
                _ => Piece::Bare(self.bare()?),
            });
        }
        if pieces.is_empty() {
            return Err(self.problem("needs a value"));
        }
        Ok(pieces)
    }

    fn list(&mut self, depth: usize) -> Result<Vec<Vec<Piece>>, Problem> {
        if depth > DEEPEST {
            return Err(self.bound(format!("is deeper than {DEEPEST} levels")));
        }
        let mut items = Vec::new();
        self.gap();
        loop {
            match self.peek() {
                Some(']') => {
                    self.advance(1);
                    return Ok(items);
                }
                None => return Err(self.problem("ends inside a list")),
                Some(_) => {}
            }
            items.push(self.value(depth)?);
            let separated = self.separator()?;
            if !separated && !matches!(self.peek(), Some(']') | None) {
                return Err(self.problem("needs a line break or a comma between two items"));
            }
        }
    }

    fn substitution(&mut self) -> Result<Piece, Problem> {
        if !self.eat("${") {
            return Err(self.problem("has a `$` without quotation marks"));
        }
        let optional = self.eat("?");
        let path = self.path("}")?;
        self.blanks();
        if !self.eat("}") {
            return Err(self.problem("needs `}` behind a substitution"));
        }
        Ok(Piece::Substitution { path, optional })
    }

    fn bare(&mut self) -> Result<String, Problem> {
        let rest = self.rest();
        let mut end = rest
            .find(|c: char| !is_bare(c) || c.is_whitespace())
            .unwrap_or(rest.len());
        if let Some(comment) = rest[..end].find("//") {
            end = comment;
        }
        if end == 0 {
            return Err(self.problem("has a character that needs quotation marks"));
        }
        self.advance(end);
        Ok(rest[..end].to_owned())
    }

    fn quoted(&mut self) -> Result<String, Problem> {
        let rest = self.rest();
        if let Some(body) = rest.strip_prefix("\"\"\"") {
            let Some(mut end) = body.find("\"\"\"") else {
                return Err(self.problem("has three quotation marks that are not closed"));
            };
            // More than three at the end belong to the text.
            while body[end + 3..].starts_with('"') {
                end += 1;
            }
            self.advance(end + 6);
            return Ok(body[..end].to_owned());
        }
        let mut escaped = false;
        let end = rest[1..].bytes().position(|byte| {
            let ends = (byte == b'"' && !escaped) || byte == b'\n';
            escaped = byte == b'\\' && !escaped;
            ends
        });
        let literal = match end {
            Some(end) if rest.as_bytes()[end + 1] == b'"' => &rest[..end + 2],
            _ => return Err(self.problem("has quotation marks that are not closed")),
        };
        let value = serde_json::from_str(literal)
            .map_err(|_| self.problem("has an escape inside quotation marks that is none"))?;
        self.advance(literal.len());
        Ok(value)
    }
}

/// Whether a character may stand without quotation marks.
fn is_bare(c: char) -> bool {
    !"$\"{}[]:=,+#`^?!@*&\\\n".contains(c)
}
