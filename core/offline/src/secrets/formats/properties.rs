//! Properties of Java (`java.util.Properties.load`): escapes, continued lines, three separators.

use serde_json::{Map, Value};

pub(super) fn read(text: &str) -> Result<Value, String> {
    let mut found = Map::new();
    let mut lines = text.lines().enumerate();
    while let Some((number, line)) = lines.next() {
        let start = line.trim_start_matches([' ', '\t', '\u{c}']);
        if start.is_empty() || start.starts_with(['#', '!']) {
            continue;
        }
        let mut logical = start.to_owned();
        while continues(&logical) {
            logical.pop();
            let Some((_, next)) = lines.next() else { break };
            logical.push_str(next.trim_start_matches([' ', '\t', '\u{c}']));
        }
        let (key, value) = split(&logical);
        let bad = || format!("line {}: bad escape", number + 1);
        let key = unescape(key).ok_or_else(bad)?;
        let value = unescape(value).ok_or_else(bad)?;
        // The last one wins, as in Java.
        found.insert(key, Value::String(value));
    }
    Ok(Value::Object(found))
}

/// An odd number of backslashes at the end joins the next line.
fn continues(line: &str) -> bool {
    line.bytes().rev().take_while(|b| *b == b'\\').count() % 2 == 1
}

fn split(line: &str) -> (&str, &str) {
    let mut escaped = false;
    let end = line
        .char_indices()
        .find(|(_, c)| {
            if escaped {
                escaped = false;
                return false;
            }
            escaped = *c == '\\';
            matches!(c, '=' | ':' | ' ' | '\t' | '\u{c}')
        })
        .map_or(line.len(), |(at, _)| at);
    let (key, rest) = line.split_at(end);
    let rest = rest.trim_start_matches([' ', '\t', '\u{c}']);
    let rest = rest.strip_prefix(['=', ':']).unwrap_or(rest);
    (key, rest.trim_start_matches([' ', '\t', '\u{c}']))
}

fn unescape(text: &str) -> Option<String> {
    let mut units: Vec<u16> = Vec::with_capacity(text.len());
    let mut rest = text.chars();
    let mut buffer = [0; 2];
    while let Some(c) = rest.next() {
        let c = if c == '\\' {
            match rest.next()? {
                't' => '\t',
                'n' => '\n',
                'r' => '\r',
                'f' => '\u{c}',
                'u' => {
                    let mut unit = 0;
                    for _ in 0..4 {
                        unit = unit * 16 + rest.next()?.to_digit(16)?;
                    }
                    units.push(u16::try_from(unit).ok()?);
                    continue;
                }
                other => other,
            }
        } else {
            c
        };
        units.extend_from_slice(c.encode_utf16(&mut buffer));
    }
    String::from_utf16(&units).ok()
}
