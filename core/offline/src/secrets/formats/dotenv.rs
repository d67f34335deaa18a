//! `.env` files. Nothing is interpolated: a `$` is a dollar sign.

use serde_json::{Map, Value};

pub(super) fn read(text: &str) -> Result<Value, String> {
    let mut found = Map::new();
    let mut rest = text;
    let mut number = 1;
    while !rest.is_empty() {
        let (line, after) = rest.split_once('\n').unwrap_or((rest, ""));
        let start = line.trim();
        if start.is_empty() || start.starts_with('#') {
            rest = after;
            number += 1;
            continue;
        }
        let start = start.strip_prefix("export ").unwrap_or(start);
        let Some((name, _)) = start.split_once('=') else {
            return Err(format!("line {number}: no `=`"));
        };
        let name = name.trim();
        if name.is_empty() || name.contains(char::is_whitespace) {
            return Err(format!("line {number}: no name before the `=`"));
        }
        // The first `=` of the line is that of the assignment.
        let at = rest.find('=').map_or(rest.len(), |at| at + 1);
        let value = rest[at..].trim_start_matches([' ', '\t']);
        let (value, behind) = match value.chars().next() {
            Some(quote @ ('\'' | '"')) => quoted(&value[1..], quote)
                .ok_or_else(|| format!("line {number}: the quote is not closed"))?,
            _ => plain(value),
        };
        let read = rest.len() - behind.len();
        number += rest[..read].matches('\n').count();
        let (left, next) = match behind.split_once('\n') {
            Some((left, next)) => {
                number += 1;
                (left, next)
            }
            None => (behind, ""),
        };
        let left = left.trim();
        if !left.is_empty() && !left.starts_with('#') {
            return Err(format!("line {number}: text behind the value"));
        }
        found.insert(name.to_owned(), Value::String(value));
        rest = next;
    }
    Ok(Value::Object(found))
}

/// Up to the end of the line, or to a ` #`.
fn plain(text: &str) -> (String, &str) {
    let end = text.find('\n').unwrap_or(text.len());
    let (line, behind) = text.split_at(end);
    let line = line.find(" #").map_or(line, |at| &line[..at]);
    (line.trim_end().to_owned(), behind)
}

fn quoted(text: &str, quote: char) -> Option<(String, &str)> {
    let mut value = String::new();
    let mut rest = text.char_indices();
    while let Some((at, c)) = rest.next() {
        if c == quote {
            return Some((value, &text[at + 1..]));
        }
        if c == '\\' && quote == '"' {
            let (_, escaped) = rest.next()?;
            value.push(match escaped {
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                other => other,
            });
        } else {
            value.push(c);
        }
    }
    None
}
