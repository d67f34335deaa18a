//! What Python makes of text: the buildpacks are Python, and their rules are often the rules of a Python function.

use crate::configuration::json::{Json, MAX_DIGITS, float};

/// The first digits, `0`, of the decimal digit blocks that Python's `int` accepts beside ASCII.
const ZEROS: &[u32] = &[
    0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6, 0x0D66,
    0x0DE6, 0x0E50, 0x0ED0, 0x0F20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90,
    0x1B50, 0x1BB0, 0x1C40, 0x1C50, 0xA620, 0xA8D0, 0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0, 0xFF10,
    0x104A0, 0x10D30, 0x11066, 0x110F0, 0x11136, 0x111D0, 0x112F0, 0x11450, 0x114D0, 0x11650,
    0x116C0, 0x11730, 0x118E0, 0x11950, 0x11C50, 0x11D50, 0x11DA0, 0x11F50, 0x16A60, 0x16AC0,
    0x16B50, 0x1D7CE, 0x1D7D8, 0x1D7E2, 0x1D7EC, 0x1D7F6, 0x1E140, 0x1E2F0, 0x1E4F0, 0x1E950,
    0x1FBF0,
];

fn digit(character: char) -> Option<char> {
    if character.is_ascii() {
        return character.is_ascii_digit().then_some(character);
    }
    let code = character as u32;
    ZEROS
        .iter()
        .find(|zero| (**zero..**zero + 10).contains(&code))
        .and_then(|zero| char::from_digit(code - zero, 10))
}

fn is_space(character: char) -> bool {
    character.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&character)
}

/// `int(text)`: the digits of the number, or nothing where Python raises an error.
pub(super) fn int(text: &str) -> Option<String> {
    let text = text.trim_matches(is_space);
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let mut number = String::with_capacity(digits.len() + 1);
    let mut after_digit = false;
    for character in digits.chars() {
        if character == '_' {
            if !after_digit {
                return None;
            }
            after_digit = false;
        } else {
            number.push(digit(character)?);
            after_digit = true;
        }
    }
    if !after_digit || number.len() > MAX_DIGITS {
        return None;
    }
    let significant = number.trim_start_matches('0');
    Some(match (significant, negative) {
        ("", _) => "0".to_owned(),
        (significant, true) => format!("-{significant}"),
        (significant, false) => significant.to_owned(),
    })
}

/// `int(value)` of a JSON value.
pub(super) fn int_of(value: &Json) -> Option<String> {
    match value {
        Json::Text(text) => int(text),
        Json::Bool(value) => Some(u8::from(*value).to_string()),
        Json::Integer(digits) => Some(digits.clone()),
        Json::Float(number) if number.is_finite() => {
            let whole = format!("{:.0}", number.trunc());
            Some(if whole == "-0" { "0".to_owned() } else { whole })
        }
        _ => None,
    }
}

/// A number that `int` read, when it fits.
pub(super) fn small(digits: &str) -> Option<i64> {
    digits.parse().ok()
}

/// `strtobool(text)`: nothing where it raises an error.
pub(super) fn truth(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "y" | "yes" | "t" | "true" | "on" | "1" => Some(true),
        "n" | "no" | "f" | "false" | "off" | "0" => Some(false),
        _ => None,
    }
}

/// `text.lower() == "true"`.
pub(super) fn says_true(text: &str) -> bool {
    text.to_lowercase() == "true"
}

/// `str(value)`.
pub(super) fn str_of(value: &Json) -> String {
    match value {
        Json::Null => "None".to_owned(),
        Json::Bool(true) => "True".to_owned(),
        Json::Bool(false) => "False".to_owned(),
        Json::Integer(digits) => digits.clone(),
        Json::Float(number) if number.is_nan() => "nan".to_owned(),
        Json::Float(number) if number.is_infinite() => {
            if *number > 0.0 { "inf" } else { "-inf" }.to_owned()
        }
        Json::Float(number) => float(*number),
        Json::Text(text) => text.clone(),
        Json::List(_) | Json::Object(_) => repr(value),
    }
}

fn repr(value: &Json) -> String {
    match value {
        Json::Text(text) => {
            let quote = if text.contains('\'') && !text.contains('"') {
                '"'
            } else {
                '\''
            };
            let mut shown = String::from(quote);
            for character in text.chars() {
                match character {
                    '\\' => shown.push_str("\\\\"),
                    '\n' => shown.push_str("\\n"),
                    '\r' => shown.push_str("\\r"),
                    '\t' => shown.push_str("\\t"),
                    c if c == quote => {
                        shown.push('\\');
                        shown.push(c);
                    }
                    c => shown.push(c),
                }
            }
            shown.push(quote);
            shown
        }
        Json::List(items) => {
            let items: Vec<String> = items.iter().map(repr).collect();
            format!("[{}]", items.join(", "))
        }
        Json::Object(members) => {
            let members: Vec<String> = members
                .iter()
                .map(|(name, value)| format!("{}: {}", repr(&Json::text(name)), repr(value)))
                .collect();
            format!("{{{}}}", members.join(", "))
        }
        other => str_of(other),
    }
}

/// `urllib.parse.unquote`.
pub(super) fn unquote(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = |place: usize| {
            bytes
                .get(place)
                .and_then(|byte| char::from(*byte).to_digit(16))
        };
        match (bytes[at], hex(at + 1), hex(at + 2)) {
            (b'%', Some(high), Some(low)) => {
                decoded.push((high * 16 + low) as u8);
                at += 3;
            }
            (byte, ..) => {
                decoded.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

/// `urllib.parse.quote_plus`.
pub(super) fn quote_plus(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | b'.' | b'-' | b'~' => {
                quoted.push(char::from(byte));
            }
            b' ' => quoted.push('+'),
            _ => {
                const HEX: &[u8; 16] = b"0123456789ABCDEF";
                quoted.push('%');
                quoted.push(char::from(HEX[usize::from(byte >> 4)]));
                quoted.push(char::from(HEX[usize::from(byte & 15)]));
            }
        }
    }
    quoted
}

/// `urllib.parse.parse_qs`: parameters in order, each with its values; empty ones are left out.
pub(super) fn parse_qs(query: &str) -> Vec<(String, Json)> {
    let mut parameters: Vec<(String, Json)> = Vec::new();
    for pair in query.split('&') {
        let Some((name, value)) = pair.split_once('=') else {
            continue;
        };
        if value.is_empty() {
            continue;
        }
        let plain = |text: &str| unquote(&text.replace('+', " "));
        let (name, value) = (plain(name), Json::Text(plain(value)));
        match parameters.iter_mut().find(|(known, _)| *known == name) {
            Some((_, Json::List(values))) => values.push(value),
            _ => parameters.push((name, Json::List(vec![value]))),
        }
    }
    parameters
}

/// `urllib.parse.urlencode(parameters, True)`.
pub(super) fn urlencode(parameters: &[(String, Json)]) -> String {
    let mut pairs = Vec::with_capacity(parameters.len());
    for (name, value) in parameters {
        let name = quote_plus(name);
        let mut push = |value: &str| pairs.push(format!("{name}={}", quote_plus(value)));
        match value {
            Json::List(items) => items.iter().for_each(|item| push(&str_of(item))),
            Json::Object(members) => members.iter().for_each(|(key, _)| push(key)),
            other => push(&str_of(other)),
        }
    }
    pairs.join("&")
}

/// `base64.b64decode(text)`: characters outside the alphabet are skipped, missing padding is an error.
pub(super) fn b64decode(text: &str) -> Option<Vec<u8>> {
    if !text.is_ascii() {
        return None;
    }
    let (mut bytes, mut bits, mut count, mut padding) = (Vec::new(), 0u32, 0u8, 0u8);
    for byte in text.bytes() {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            b'=' => {
                padding += 1;
                if count >= 2 && count + padding >= 4 {
                    return Some(bytes);
                }
                continue;
            }
            _ => continue,
        };
        padding = 0;
        bits = (bits << 6) | u32::from(value);
        count = (count + 1) % 4;
        match count {
            0 => bytes.push(bits as u8),
            2 => bytes.push((bits >> 4) as u8),
            3 => bytes.push((bits >> 2) as u8),
            _ => {}
        }
        bits &= 0xFF;
    }
    (count == 0).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn int_is_pythons() {
        for (text, number) in [
            ("42", Some("42")),
            (" 7 ", Some("7")),
            ("-3", Some("-3")),
            ("+5", Some("5")),
            ("1_000", Some("1000")),
            ("007", Some("7")),
            ("-0", Some("0")),
            ("\u{a0}9\u{1f}\n", Some("9")),
            ("٣", Some("3")),
            ("99999999999999999999999", Some("99999999999999999999999")),
            ("3.5", None),
            ("abc", None),
            ("", None),
            (" ", None),
            ("_1", None),
            ("1_", None),
            ("1__0", None),
            ("0x10", None),
            ("1 0", None),
            ("- 3", None),
            ("+-3", None),
            ("²", None),
        ] {
            assert_eq!(int(text).as_deref(), number, "{text:?}");
        }
        assert_eq!(int(&"1".repeat(4_301)), None);
        assert_eq!(int_of(&Json::Float(7.9)).as_deref(), Some("7"));
        assert_eq!(int_of(&Json::Float(-7.9)).as_deref(), Some("-7"));
        assert_eq!(int_of(&Json::Float(-0.5)).as_deref(), Some("0"));
        assert_eq!(
            int_of(&Json::Float(1e23)).as_deref(),
            Some("99999999999999991611392")
        );
        assert_eq!(int_of(&Json::Bool(true)).as_deref(), Some("1"));
        assert_eq!(int_of(&Json::Float(f64::NAN)), None);
        assert_eq!(int_of(&Json::Null), None);
    }

    #[test]
    fn queries_are_parsed_and_written_as_urllib_does() {
        assert_eq!(
            urlencode(&parse_qs("a=1&b=&c&d=x+y%20z&a=2&&=5&e=%ff")),
            "a=1&a=2&d=x+y+z&=5&e=%EF%BF%BD"
        );
        let json = |text| {
            Json::read(text).ok().and_then(|json| match json {
                Json::Object(object) => Some(object.into_members()),
                _ => None,
            })
        };
        assert_eq!(
            urlencode(
                &json(
                    r#"{"a": true, "b": null, "c": 1.0, "d": ["x", 2], "e": {"k": 1}, "f": "ü~/"}"#
                )
                .unwrap_or_default()
            ),
            "a=True&b=None&c=1.0&d=x&d=2&e=k&f=%C3%BC~%2F"
        );
        assert_eq!(unquote("p%40s%3As%2F%25%zz%4"), "p@s:s/%%zz%4");
    }

    #[test]
    fn base64_is_pythons() {
        for (text, bytes) in [
            ("aGVsbG8=", Some("hello")),
            ("aGVs\nbG8=", Some("hello")),
            ("aGVsbG8", None),
            ("aGVsbG8=trailing", Some("hello")),
            ("", Some("")),
            ("!!!!", Some("")),
            ("a", None),
            ("é", None),
        ] {
            assert_eq!(
                b64decode(text).as_deref(),
                bytes.map(str::as_bytes),
                "{text:?}"
            );
        }
    }

    #[test]
    fn truth_is_strtobool() {
        assert_eq!(truth("On"), Some(true));
        assert_eq!(truth("F"), Some(false));
        assert_eq!(truth(""), None);
        assert_eq!(truth("enabled"), None);
    }
}
