//! What `pg_dump` writes in plain format: rows in `COPY … FROM stdin` blocks (PostgreSQL, COPY, text format).
//!
//! A row is a line and ends in its own block, so no value of a row can look like a statement.

use super::rows::{CatalogueRows, CatalogueTable};
use crate::compare::sql::{Cursor, Token, tokens};

/// What to do about a dump that cannot be used.
pub(super) const REMEDY: &str = "Dump one schema of one database anew, with `pg_dump --format=plain --schema=…` and without `--inserts`; \
     `--table='mendixsystem$*'` is enough.";

/// Every table of the catalogue begins like this, quoted.
const PREFIX: &[u8] = b"\"mendixsystem$";
const BEGIN: &[u8] = b"-- PostgreSQL database dump";
const COMPLETE: &[u8] = b"-- PostgreSQL database dump complete";
const CLUSTER: &[u8] = b"-- PostgreSQL database cluster dump";

/// Whether a line tells that the dump is one of PostgreSQL.
pub(super) fn begins(line: &[u8]) -> bool {
    let line = without_return(line);
    // HSQLDB has a statement on one line.
    let makes = line.starts_with(b"CREATE TABLE ") && line.ends_with(b" (");
    line == BEGIN || line == CLUSTER || is_copy(line) || makes
}

/// What has been read so far.
#[derive(Default)]
pub(super) struct Reading {
    block: Block,
    /// Dumps that began and have not been completed.
    unfinished: usize,
    /// Whether a statement makes the catalogue's tables.
    makes: bool,
}

/// The block of rows that is open.
#[derive(Default)]
enum Block {
    #[default]
    None,
    /// Rows of a table that is not asked for.
    Other,
    /// Rows of a table of the catalogue.
    Of(String),
}

impl Reading {
    /// Takes a line; tells whether it belongs to the catalogue. Of one that is cut off, only the beginning is given.
    pub(super) fn line(
        &mut self,
        line: &[u8],
        is_cut: bool,
        rows: &mut CatalogueRows,
    ) -> Result<bool, &'static str> {
        let line = without_return(line);
        match &self.block {
            Block::None => {}
            _ if line == b"\\." => {
                self.block = Block::None;
                return Ok(false);
            }
            Block::Other => return Ok(false),
            Block::Of(_) if is_cut => return Ok(true),
            Block::Of(table) => {
                let values = row(text(line)?)?;
                rows.table_mut(table)
                    .ok_or("belongs to no table")?
                    .push(values)
                    .map_err(|_| "has another number of values than the table has columns")?;
                return Ok(true);
            }
        }
        if line == BEGIN {
            self.unfinished += 1;
        } else if line == COMPLETE {
            self.unfinished = self.unfinished.saturating_sub(1);
        } else if let Some(encoding) = line.strip_prefix(b"SET client_encoding = ") {
            if !matches!(encoding, b"'UTF8';" | b"'SQL_ASCII';") {
                return Err("sets another encoding than UTF8: dump with `--encoding=UTF8`");
            }
        } else if is_copy(line) || (is_cut && line.starts_with(b"COPY ")) {
            return self.copy(line, rows);
        } else if line.starts_with(b"CREATE TABLE ") && is_of_the_catalogue(line) {
            self.makes = true;
        } else if line.starts_with(b"INSERT INTO ") && is_of_the_catalogue(line) {
            return Err("is an INSERT statement of pg_dump: dump without `--inserts`");
        }
        Ok(false)
    }

    /// What the end of the dump means.
    pub(super) fn finish(&self, rows: &CatalogueRows) -> Result<(), &'static str> {
        if !matches!(self.block, Block::None) || self.unfinished > 0 {
            return Err("the dump ends here, before it is complete");
        }
        if rows.is_empty() && self.makes {
            return Err("the dump has the catalogue's tables without their rows");
        }
        Ok(())
    }

    /// The head of a block: `COPY schema."table" (column, …) FROM stdin;`.
    fn copy(&mut self, line: &[u8], rows: &mut CatalogueRows) -> Result<bool, &'static str> {
        self.block = Block::Other;
        if !is_of_the_catalogue(line) {
            return Ok(false);
        }
        let tokens = tokens(text(line)?).map_err(|_| "holds a name without end")?;
        let mut cursor = Cursor::new(&tokens);
        cursor.next(); // COPY
        let mut table = name(&mut cursor).ok_or("names no table")?;
        if cursor.symbol('.') {
            table = name(&mut cursor).ok_or("names no table")?;
        }
        if !CatalogueRows::TABLES.contains(&table) {
            return Ok(false);
        }
        if rows.table(table).is_some() {
            return Err("has the catalogue's tables for the second time: dump one schema only");
        }
        let columns = cursor
            .parenthesis()
            .ok_or("lists no columns")?
            .parts()
            .into_iter()
            .map(|mut column| {
                let name = name(&mut column).filter(|_| column.at_end());
                name.map(str::to_owned)
                    .ok_or("lists something that is no column")
            })
            .collect::<Result<Vec<_>, _>>()?;
        if !cursor.keywords(&["FROM", "stdin"]) || !cursor.symbol(';') || !cursor.at_end() {
            return Err("is no head of rows");
        }
        rows.insert(table, CatalogueTable::new(columns));
        self.block = Block::Of(table.to_owned());
        Ok(true)
    }
}

/// A name, quoted or not: `pg_dump` quotes every one that would be folded.
fn name<'t>(cursor: &mut Cursor<'t>) -> Option<&'t str> {
    match cursor.next()? {
        Token::Name(name) | Token::Word(name) => Some(name),
        _ => None,
    }
}

fn is_copy(line: &[u8]) -> bool {
    line.starts_with(b"COPY ") && line.ends_with(b" FROM stdin;")
}

/// Whether a table of the catalogue is named near the beginning; a schema's name has at most 63 bytes, doubled by quotes.
fn is_of_the_catalogue(line: &[u8]) -> bool {
    let start = &line[..line.len().min(256)];
    start.windows(PREFIX.len()).any(|part| part == PREFIX)
}

/// Values between tabs.
fn row(line: &str) -> Result<Vec<Option<String>>, &'static str> {
    line.split('\t')
        .map(|value| match value {
            "\\N" => Ok(None),
            _ => unescaped(value).map(Some),
        })
        .collect()
}

fn unescaped(value: &str) -> Result<String, &'static str> {
    let mut text = String::with_capacity(value.len());
    let mut characters = value.chars();
    while let Some(character) = characters.next() {
        text.push(match character {
            '\\' => match characters.next() {
                Some('\\') => '\\',
                Some('b') => '\u{8}',
                Some('f') => '\u{c}',
                Some('n') => '\n',
                Some('r') => '\r',
                Some('t') => '\t',
                Some('v') => '\u{b}',
                _ => return Err("holds a value in an unknown form"),
            },
            other => other,
        });
    }
    Ok(text)
}

fn text(line: &[u8]) -> Result<&str, &'static str> {
    std::str::from_utf8(line).map_err(|_| "is not UTF-8")
}

/// Dumps that were written on Windows have lines that end in two characters.
fn without_return(line: &[u8]) -> &[u8] {
    line.strip_suffix(b"\r").unwrap_or(line)
}
