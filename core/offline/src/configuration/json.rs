//! JSON as the tools that are written in Python read it: order and numbers are kept, and what `json.loads` lets pass passes.
//!
//! Differences from the standard that decide whether a container starts: `NaN` and `Infinity` are numbers, whole numbers
//! have no upper limit, a key that stands twice keeps its first place and its last value.

use std::{collections::BTreeMap, fmt::Write};

/// Deepest nesting that is read. Python gives up near 1,000 levels; nobody writes a setting like that.
const MAX_DEPTH: usize = 200;

/// Longest whole number in digits that Python converts.
pub(crate) const MAX_DIGITS: usize = 4_300;

/// A value.
#[derive(Clone, PartialEq)]
pub(crate) enum Json {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number, as its digits.
    Integer(String),
    /// A number with a fraction or an exponent.
    Float(f64),
    /// Text.
    Text(String),
    /// A list.
    List(Vec<Json>),
    /// An object, in the order of its keys' first places.
    Object(Object),
}

/// The members of an object.
#[derive(Clone, PartialEq, Default)]
pub(crate) struct Object(Vec<(String, Json)>);

impl Object {
    pub(crate) fn get(&self, key: &str) -> Option<&Json> {
        self.0.iter().find(|(name, _)| name == key).map(|(_, v)| v)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &Json)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// Sets a member in its place, or at the end.
    pub(crate) fn set(&mut self, key: &str, value: Json) {
        match self.0.iter_mut().find(|(name, _)| name == key) {
            Some((_, old)) => *old = value,
            None => self.0.push((key.to_owned(), value)),
        }
    }

    pub(crate) fn into_members(self) -> Vec<(String, Json)> {
        self.0
    }

    /// The members by name, for many look-ups.
    pub(crate) fn by_name(&self) -> BTreeMap<&str, &Json> {
        self.iter().collect()
    }
}

impl FromIterator<(String, Json)> for Object {
    fn from_iter<I: IntoIterator<Item = (String, Json)>>(members: I) -> Self {
        let mut places: BTreeMap<String, usize> = BTreeMap::new();
        let mut kept: Vec<(String, Json)> = Vec::new();
        for (name, value) in members {
            match places.get(&name) {
                Some(place) => kept[*place].1 = value,
                None => {
                    places.insert(name.clone(), kept.len());
                    kept.push((name, value));
                }
            }
        }
        Self(kept)
    }
}

/// Why a text is no JSON: where, in bytes. Never what stands there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NoJson {
    /// The byte at which reading stopped.
    pub(crate) at: usize,
}

impl Json {
    /// Reads a text.
    pub(crate) fn read(text: &str) -> Result<Self, NoJson> {
        let mut reader = Reader { text, at: 0 };
        reader.space();
        let value = reader.value(0)?;
        reader.space();
        if reader.at == text.len() {
            Ok(value)
        } else {
            Err(reader.no())
        }
    }

    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    pub(crate) fn integer(number: impl Into<i128>) -> Self {
        Self::Integer(number.into().to_string())
    }

    pub(crate) fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(crate) fn as_object(&self) -> Option<&Object> {
        match self {
            Self::Object(object) => Some(object),
            _ => None,
        }
    }

    pub(crate) fn as_list(&self) -> Option<&[Json]> {
        match self {
            Self::List(items) => Some(items),
            _ => None,
        }
    }

    /// Whether Python takes the value for true.
    pub(crate) fn is_true(&self) -> bool {
        match self {
            Self::Null => false,
            Self::Bool(value) => *value,
            Self::Integer(digits) => digits.chars().any(|c| ('1'..='9').contains(&c)),
            Self::Float(number) => *number != 0.0,
            Self::Text(text) => !text.is_empty(),
            Self::List(items) => !items.is_empty(),
            Self::Object(object) => object.len() > 0,
        }
    }

    /// The value as JSON text.
    pub(crate) fn print(&self) -> String {
        let mut text = String::new();
        self.write(&mut text);
        text
    }

    fn write(&self, into: &mut String) {
        match self {
            Self::Null => into.push_str("null"),
            Self::Bool(true) => into.push_str("true"),
            Self::Bool(false) => into.push_str("false"),
            Self::Integer(digits) => into.push_str(digits),
            Self::Float(number) => into.push_str(&float(*number)),
            Self::Text(text) => quote(text, into),
            Self::List(items) => {
                into.push('[');
                for (at, item) in items.iter().enumerate() {
                    if at > 0 {
                        into.push_str(", ");
                    }
                    item.write(into);
                }
                into.push(']');
            }
            Self::Object(object) => {
                into.push('{');
                for (at, (name, value)) in object.iter().enumerate() {
                    if at > 0 {
                        into.push_str(", ");
                    }
                    quote(name, into);
                    into.push_str(": ");
                    value.write(into);
                }
                into.push('}');
            }
        }
    }
}

/// A number as Python shows it: the shortest text that reads back, with `.0` or an exponent.
pub(crate) fn float(number: f64) -> String {
    if number.is_nan() {
        return "NaN".to_owned();
    }
    if number.is_infinite() {
        return if number > 0.0 {
            "Infinity"
        } else {
            "-Infinity"
        }
        .to_owned();
    }
    let size = number.abs();
    if size != 0.0 && !(1e-4..1e16).contains(&size) {
        let text = format!("{number:e}");
        let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
        let (sign, exponent) = match exponent.strip_prefix('-') {
            Some(exponent) => ('-', exponent),
            None => ('+', exponent),
        };
        return format!("{digits}e{sign}{exponent:0>2}");
    }
    format!("{number:?}")
}

fn quote(text: &str, into: &mut String) {
    into.push('"');
    for character in text.chars() {
        match character {
            '"' => into.push_str("\\\""),
            '\\' => into.push_str("\\\\"),
            '\n' => into.push_str("\\n"),
            '\r' => into.push_str("\\r"),
            '\t' => into.push_str("\\t"),
            c if (c as u32) < 0x20 => {
                let _ = write!(into, "\\u{:04x}", c as u32); // writing into text does not fail
            }
            c => into.push(c),
        }
    }
    into.push('"');
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl Reader<'_> {
    fn no(&self) -> NoJson {
        NoJson { at: self.at }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn eat(&mut self, word: &str) -> bool {
        let found = self.text.as_bytes()[self.at..].starts_with(word.as_bytes());
        if found {
            self.at += word.len();
        }
        found
    }

    fn value(&mut self, depth: usize) -> Result<Json, NoJson> {
        if depth > MAX_DEPTH {
            return Err(self.no());
        }
        match self.peek() {
            Some(b'{') => self.object(depth),
            Some(b'[') => self.list(depth),
            Some(b'"') => self.string().map(Json::Text),
            Some(b't') if self.eat("true") => Ok(Json::Bool(true)),
            Some(b'f') if self.eat("false") => Ok(Json::Bool(false)),
            Some(b'n') if self.eat("null") => Ok(Json::Null),
            Some(b'N') if self.eat("NaN") => Ok(Json::Float(f64::NAN)),
            Some(b'I') if self.eat("Infinity") => Ok(Json::Float(f64::INFINITY)),
            Some(b'-') if self.eat("-Infinity") => Ok(Json::Float(f64::NEG_INFINITY)),
            Some(b'-' | b'0'..=b'9') => self.number(),
            _ => Err(self.no()),
        }
    }

    fn object(&mut self, depth: usize) -> Result<Json, NoJson> {
        self.at += 1;
        let mut members = Vec::new();
        self.space();
        if self.eat("}") {
            return Ok(Json::Object(Object(members)));
        }
        loop {
            self.space();
            if self.peek() != Some(b'"') {
                return Err(self.no());
            }
            let name = self.string()?;
            self.space();
            if !self.eat(":") {
                return Err(self.no());
            }
            self.space();
            members.push((name, self.value(depth + 1)?));
            self.space();
            if self.eat("}") {
                return Ok(Json::Object(members.into_iter().collect()));
            }
            if !self.eat(",") {
                return Err(self.no());
            }
        }
    }

    fn list(&mut self, depth: usize) -> Result<Json, NoJson> {
        self.at += 1;
        let mut items = Vec::new();
        self.space();
        if self.eat("]") {
            return Ok(Json::List(items));
        }
        loop {
            self.space();
            items.push(self.value(depth + 1)?);
            self.space();
            if self.eat("]") {
                return Ok(Json::List(items));
            }
            if !self.eat(",") {
                return Err(self.no());
            }
        }
    }

    fn digits(&mut self) -> bool {
        let start = self.at;
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        self.at > start
    }

    fn number(&mut self) -> Result<Json, NoJson> {
        let start = self.at;
        self.eat("-");
        if !self.eat("0") && !self.digits() {
            return Err(self.no());
        }
        let whole = self.at;
        if self.peek() == Some(b'.') {
            self.at += 1;
            if !self.digits() {
                self.at = whole;
            }
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            let before = self.at;
            self.at += 1;
            if matches!(self.peek(), Some(b'+' | b'-')) {
                self.at += 1;
            }
            if !self.digits() {
                self.at = before;
            }
        }
        let text = &self.text[start..self.at];
        if self.at > whole {
            return text.parse().map(Json::Float).map_err(|_| self.no());
        }
        if text.len() > MAX_DIGITS {
            return Err(self.no());
        }
        Ok(Json::Integer(
            if text == "-0" { "0" } else { text }.to_owned(),
        ))
    }

    fn string(&mut self) -> Result<String, NoJson> {
        self.at += 1;
        let mut text = String::new();
        loop {
            let rest = &self.text[self.at..];
            let plain = rest
                .bytes()
                .position(|b| b == b'"' || b == b'\\' || b < 0x20)
                .ok_or(NoJson {
                    at: self.text.len(),
                })?;
            text.push_str(&rest[..plain]);
            self.at += plain;
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(text);
                }
                Some(b'\\') => {
                    self.at += 1;
                    let escaped = self.peek().ok_or(self.no())?;
                    self.at += 1;
                    text.push(match escaped {
                        b'"' => '"',
                        b'\\' => '\\',
                        b'/' => '/',
                        b'b' => '\u{8}',
                        b'f' => '\u{c}',
                        b'n' => '\n',
                        b'r' => '\r',
                        b't' => '\t',
                        b'u' => self.code()?,
                        _ => return Err(self.no()),
                    });
                }
                _ => return Err(self.no()),
            }
        }
    }

    /// The character after `\u`. Half of a surrogate pair has no place in a text; the replacement character stands for it.
    fn code(&mut self) -> Result<char, NoJson> {
        let first = self.hex()?;
        if (0xD800..0xDC00).contains(&first) && self.text[self.at..].starts_with("\\u") {
            let back = self.at;
            self.at += 2;
            let second = self.hex()?;
            if (0xDC00..0xE000).contains(&second) {
                let code = 0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00);
                return char::from_u32(code).ok_or(self.no());
            }
            self.at = back;
        }
        Ok(char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER))
    }

    fn hex(&mut self) -> Result<u32, NoJson> {
        let digits = self.text.get(self.at..self.at + 4).ok_or(self.no())?;
        if !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(self.no());
        }
        self.at += 4;
        u32::from_str_radix(digits, 16).map_err(|_| self.no())
    }
}

#[cfg(test)]
mod tests {
    use super::{Json, float};
    use proptest::prelude::*;

    fn read(text: &str) -> Option<String> {
        Json::read(text).ok().map(|json| json.print())
    }

    #[test]
    fn what_python_reads_is_read() {
        for (text, printed) in [
            (
                " {\"b\": 1, \"a\": [true, null]} ",
                "{\"b\": 1, \"a\": [true, null]}",
            ),
            ("{\"a\": 1, \"b\": 2, \"a\": 3}", "{\"a\": 3, \"b\": 2}"),
            (
                "123456789012345678901234567890",
                "123456789012345678901234567890",
            ),
            ("1.50", "1.5"),
            ("1e5", "100000.0"),
            ("1E400", "Infinity"),
            ("-0", "0"),
            ("-0.0", "-0.0"),
            ("1e16", "1e+16"),
            ("0.00001", "1e-05"),
            ("NaN", "NaN"),
            ("[-Infinity]", "[-Infinity]"),
            ("\"\\u00e9\\ud83d\\ude00\\/\"", "\"é😀/\""),
            ("\"\\ud800\"", "\"\u{fffd}\""),
        ] {
            assert_eq!(read(text).as_deref(), Some(printed), "{text}");
        }
    }

    #[test]
    fn what_python_refuses_is_refused() {
        for text in [
            "",
            " ",
            "{oops",
            "{'a': 1}",
            "[1,]",
            "{\"a\":1,}",
            "01",
            "1.",
            "+1",
            ".5",
            "-",
            "tru",
            "\"a\nb\"",
            "\"\\x\"",
            "1 2",
            "\u{feff}{}",
            "{\"a\"}",
            "[",
            "\"",
            "\"\\u12\"",
            "nan",
        ] {
            assert_eq!(read(text), None, "{text:?}");
        }
        assert_eq!(read(&"[".repeat(100_000)), None);
        assert_eq!(read(&"1".repeat(4_301)), None);
    }

    #[test]
    fn numbers_are_shown_as_python_shows_them() {
        for (number, shown) in [
            (4.0, "4.0"),
            (5.859_375, "5.859375"),
            (1e22, "1e+22"),
            (1.5e-7, "1.5e-07"),
            (123_456_789.125, "123456789.125"),
        ] {
            assert_eq!(float(number), shown);
        }
    }

    proptest! {
        #[test]
        fn printed_json_reads_back(text in any::<String>(), number in any::<f64>().prop_filter("finite", |n| n.is_finite()), whole in any::<i64>()) {
            let json = Json::Object([
                (text.clone(), Json::Text(text.clone())),
                (format!("{text}2"), Json::List(vec![Json::Float(number), Json::Integer(whole.to_string()), Json::Null])),
            ].into_iter().collect());
            prop_assert!(Json::read(&json.print()) == Ok(json));
        }

        #[test]
        fn any_text_is_read_or_refused(text in any::<String>()) {
            let _ = Json::read(&text);
        }

        #[test]
        fn what_the_standard_reads_is_read(text in "[\\[\\]{}:,\"0-9a-z.eE+\\- ]{0,40}") {
            if serde_json::from_str::<serde_json::Value>(&text).is_ok() {
                prop_assert!(Json::read(&text).is_ok());
            }
        }
    }
}
