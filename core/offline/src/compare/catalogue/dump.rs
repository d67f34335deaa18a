//! Dumps: the script of a built-in (HSQLDB) database, or an excerpt of it.
//!
//! A script holds the app's own rows too, so it may be large. It is read line by line; only the lines of the catalogue
//! are kept, and those are bounded.

use std::{
    fs::File,
    io::{BufRead, BufReader, Read},
    path::Path,
};

use mendix_deploy_model::{Error, ErrorCode, Result};

use super::rows::{CatalogueRows, CatalogueTable};
use crate::compare::sql::{Cursor, Token, tokens};

/// Longest line of the catalogue. The longest seen has 600 bytes.
const LINE_BYTES: usize = 64 * 1024;

/// Most bytes that the catalogue's lines may have together: an app of 2,000 entities has about 4 MB.
const CATALOGUE_BYTES: usize = 16 * 1024 * 1024;

/// Every table of the catalogue begins like this.
const PREFIX: &str = "\"mendixsystem$";

/// Reads a dump from a file.
///
/// # Errors
///
/// `database.dump_unreadable`, and what [`read_dump`] returns.
pub fn open_dump(path: impl AsRef<Path>) -> Result<CatalogueRows> {
    let path = path.as_ref();
    let file = File::open(path).map_err(|error| {
        Error::new(
            ErrorCode::DatabaseDumpUnreadable,
            format!("{} cannot be read: {error}", path.display()),
        )
        .with_source(error)
    })?;
    read_dump(file)
}

/// Reads a dump: `CREATE TABLE` and `INSERT` statements, one a line, of which those of the catalogue count.
///
/// # Errors
///
/// `database.dump_unreadable` when reading fails, `database.dump_invalid` when a line of the catalogue is not what
/// HSQLDB writes or the catalogue is unreasonably large.
pub fn read_dump(source: impl Read) -> Result<CatalogueRows> {
    let mut source = BufReader::new(source);
    let mut rows = CatalogueRows::default();
    let (mut line, mut number, mut kept) = (Vec::new(), 0_usize, 0_usize);
    while read_line(&mut source, &mut line)? {
        number += 1;
        let Some(text) = of_the_catalogue(&line) else {
            continue;
        };
        kept += line.len();
        if line.len() > LINE_BYTES || kept > CATALOGUE_BYTES {
            return Err(invalid(number, "the catalogue is unreasonably large"));
        }
        let text = text.map_err(|()| invalid(number, "is not UTF-8"))?;
        statement(text, &mut rows).map_err(|why| invalid(number, why))?;
    }
    Ok(rows)
}

/// Reads a line without its end, keeping no more of it than is needed to see that it is too long.
fn read_line(source: &mut impl BufRead, line: &mut Vec<u8>) -> Result<bool> {
    line.clear();
    let mut any = false;
    loop {
        let available = match source.fill_buf() {
            Ok(available) => available,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
            Err(error) => {
                return Err(Error::new(
                    ErrorCode::DatabaseDumpUnreadable,
                    format!("the dump cannot be read: {error}"),
                )
                .with_source(error));
            }
        };
        if available.is_empty() {
            return Ok(any);
        }
        any = true;
        let end = available.iter().position(|byte| *byte == b'\n');
        let part = &available[..end.unwrap_or(available.len())];
        let room = (LINE_BYTES + 1).saturating_sub(line.len());
        line.extend_from_slice(&part[..part.len().min(room)]);
        let used = part.len() + usize::from(end.is_some());
        source.consume(used);
        if end.is_some() {
            return Ok(true);
        }
    }
}

/// The line as text when it fills or makes a table of the catalogue.
fn of_the_catalogue(line: &[u8]) -> Option<Result<&str, ()>> {
    let begins = |with: &[u8]| {
        line.get(..with.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(with))
    };
    if !begins(b"INSERT INTO ") && !begins(b"CREATE ") {
        return None;
    }
    let prefix = PREFIX.as_bytes();
    // Names stand near the beginning: `CREATE MEMORY TABLE PUBLIC."mendixsystem$…"`.
    let start = &line[..line.len().min(64)];
    if !start.windows(prefix.len()).any(|part| part == prefix) {
        return None;
    }
    Some(std::str::from_utf8(line).map_err(|_| ()))
}

fn statement(line: &str, rows: &mut CatalogueRows) -> Result<(), &'static str> {
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

fn invalid(line: usize, why: &str) -> Error {
    Error::new(
        ErrorCode::DatabaseDumpInvalid,
        format!("line {line} of the dump: {why}"),
    )
    .with_context("line", line.to_string())
}
