//! The script of a built-in (HSQLDB) database: a statement a line.

use super::rows::{CatalogueRows, CatalogueTable};
use crate::compare::sql::{Cursor, Token, tokens};

/// Every table of the catalogue begins like this.
const PREFIX: &str = "\"mendixsystem$";

/// Whether the line fills or makes a table of the catalogue.
pub(super) fn is_of_the_catalogue(line: &[u8]) -> bool {
    let begins = |with: &[u8]| {
        line.get(..with.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(with))
    };
    if !begins(b"INSERT INTO ") && !begins(b"CREATE ") {
        return false;
    }
    let prefix = PREFIX.as_bytes();
    // Names stand near the beginning: `CREATE MEMORY TABLE PUBLIC."mendixsystem$…"`.
    let start = &line[..line.len().min(64)];
    start.windows(prefix.len()).any(|part| part == prefix)
}

/// Takes a statement of the catalogue.
pub(super) fn statement(line: &str, rows: &mut CatalogueRows) -> Result<(), &'static str> {
    let tokens = tokens(line).map_err(|_| "holds a text without end or in an unknown form")?;
    let mut cursor = Cursor::new(&tokens);
    if cursor.keywords(&["INSERT", "INTO"]) {
        let table = cursor.name().ok_or("names no table")?;
        return insert(table, cursor, rows);
    }
    if !cursor.keyword("CREATE") {
        return Err("is neither INSERT nor CREATE");
    }
    for kind in ["MEMORY", "CACHED", "TEXT"] {
        cursor.keyword(kind);
    }
    if !cursor.keyword("TABLE") {
        return Ok(()); // an index
    }
    if cursor.keyword("PUBLIC") {
        cursor.symbol('.');
    }
    let name = cursor.name().ok_or("names no table")?;
    if !CatalogueRows::TABLES.contains(&name) {
        return Ok(());
    }
    if rows.table(name).is_some() {
        return Err("makes a table for the second time");
    }
    let definitions = cursor.parenthesis().ok_or("lists no columns")?;
    let mut columns: Vec<String> = Vec::new();
    for definition in definitions.parts() {
        // Columns are quoted, constraints begin with a keyword.
        if let Some(Token::Name(column)) = definition.peek() {
            if columns.contains(column) {
                return Err("names a column twice");
            }
            columns.push(column.clone());
        }
    }
    rows.insert(name, CatalogueTable::new(columns));
    Ok(())
}

fn insert(
    name: &str,
    mut cursor: Cursor<'_>,
    rows: &mut CatalogueRows,
) -> Result<(), &'static str> {
    if !CatalogueRows::TABLES.contains(&name) {
        return Ok(());
    }
    if !cursor.keyword("VALUES") {
        return Err("has no VALUES after the table");
    }
    let values = cursor.parenthesis().ok_or("lists no values")?;
    cursor.symbol(';');
    if !cursor.at_end() {
        return Err("goes on after the values");
    }
    let row = values
        .parts()
        .into_iter()
        .map(value)
        .collect::<Result<Vec<_>, _>>()?;
    rows.table_mut(name)
        .ok_or("fills a table that was not made before")?
        .push(row)
        .map_err(|_| "has another number of values than the table has columns")
}

fn value(mut cursor: Cursor<'_>) -> Result<Option<String>, &'static str> {
    let negative = cursor.symbol('-');
    let value = match cursor.next() {
        Some(Token::Text(text)) if !negative => Some(unescaped(text)),
        Some(Token::Number(number)) if negative => Some(format!("-{number}")),
        Some(Token::Number(number)) => Some(number.clone()),
        Some(word) if !negative && word.is_keyword("NULL") => None,
        Some(word) if !negative && word.is_keyword("TRUE") => Some("true".to_owned()),
        Some(word) if !negative && word.is_keyword("FALSE") => Some("false".to_owned()),
        _ => return Err("holds a value in an unknown form"),
    };
    if cursor.at_end() {
        Ok(value)
    } else {
        Err("holds a value in an unknown form")
    }
}

/// HSQLDB writes what is not ASCII as `\uXXXX` in UTF-16, and a backslash before `u` as `\u005c`.
fn unescaped(text: &str) -> String {
    if !text.contains("\\u") {
        return text.to_owned();
    }
    let mut units: Vec<u16> = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let code = rest
            .strip_prefix("\\u")
            .and_then(|after| after.get(..4))
            .filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
            .and_then(|digits| u16::from_str_radix(digits, 16).ok());
        if let Some(code) = code {
            units.push(code);
            rest = &rest[6..];
        } else {
            units.extend_from_slice(c.encode_utf16(&mut [0; 2]));
            rest = &rest[c.len_utf8()..];
        }
    }
    String::from_utf16_lossy(&units)
}
