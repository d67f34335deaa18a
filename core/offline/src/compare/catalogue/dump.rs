//! Dumps: the script of a built-in (HSQLDB) database, or what `pg_dump` writes in plain format, or an excerpt of either.
//!
//! A dump holds the app's own rows too, so it may be large. It is read line by line; only the lines of the catalogue
//! are kept, and those are bounded.

use std::{
    fs::File,
    io::{BufRead, BufReader, Read},
    path::Path,
};

use mendix_deploy_model::{Error, ErrorCode, Result};

use super::{hsqldb, pg_dump, rows::CatalogueRows};

/// Longest line of the catalogue. The longest seen has 600 bytes.
const LINE_BYTES: usize = 64 * 1024;

/// Most bytes that the catalogue's lines may have together: an app of 2,000 entities has about 4 MB.
const CATALOGUE_BYTES: usize = 16 * 1024 * 1024;

const OF_PG_DUMP: &str = "is an archive of `pg_dump`, not plain text";
const FOR_PG_DUMP: &str =
    "Turn it into plain text with `pg_restore --file=-`, or dump with `pg_dump --format=plain`.";

/// What files of other formats begin with, and what to do with them.
const OTHER_FORMATS: &[(&[u8], &str, &str)] = &[
    (b"PGDMP", OF_PG_DUMP, FOR_PG_DUMP),
    (b"toc.dat\0", OF_PG_DUMP, FOR_PG_DUMP),
    (
        b"\x1f\x8b",
        "is compressed",
        "Unpack it first, for example with `gunzip`.",
    ),
    (
        b"\x28\xb5\x2f\xfd",
        "is compressed",
        "Unpack it first, for example with `unzstd`.",
    ),
];

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

/// Reads a dump. Of a script of HSQLDB the `CREATE TABLE` and `INSERT` statements of the catalogue count, one a line; of
/// a dump of PostgreSQL its `COPY` blocks.
///
/// # Errors
///
/// `database.dump_unreadable` when reading fails, `database.dump_invalid` when a line of the catalogue is not what
/// HSQLDB or `pg_dump` writes, the dump ends too early, or the catalogue is unreasonably large.
pub fn read_dump(source: impl Read) -> Result<CatalogueRows> {
    let mut source = BufReader::new(source);
    plain(&mut source)?;
    let mut rows = CatalogueRows::default();
    let mut postgres: Option<pg_dump::Reading> = None;
    let (mut line, mut number, mut kept) = (Vec::new(), 0_usize, 0_usize);
    while read_line(&mut source, &mut line)? {
        number += 1;
        // A statement of HSQLDB never begins like that.
        if postgres.is_none() && rows.is_empty() && pg_dump::begins(&line) {
            postgres = Some(pg_dump::Reading::default());
        }
        let taken = match &mut postgres {
            Some(reading) => match reading.line(&line, line.len() > LINE_BYTES, &mut rows) {
                Ok(taken) => taken,
                Err(why) => return Err(invalid(number, why)),
            },
            None => hsqldb::is_of_the_catalogue(&line),
        };
        if !taken {
            continue;
        }
        kept += line.len();
        if line.len() > LINE_BYTES || kept > CATALOGUE_BYTES {
            return Err(too_large(number));
        }
        if postgres.is_none() {
            let text = std::str::from_utf8(&line).map_err(|_| invalid(number, "is not UTF-8"))?;
            hsqldb::statement(text, &mut rows).map_err(|why| invalid(number, why))?;
        }
    }
    if let Some(reading) = postgres {
        reading
            .finish(&rows)
            .map_err(|why| invalid(number, why).with_remedy(pg_dump::REMEDY))?;
    }
    Ok(rows)
}

/// Refuses formats that are no text by name.
fn plain(source: &mut impl BufRead) -> Result<()> {
    let start = loop {
        match source.fill_buf() {
            Ok(start) => break start,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(error) => return Err(unreadable(error)),
        }
    };
    match OTHER_FORMATS
        .iter()
        .find(|(begin, ..)| start.starts_with(begin))
    {
        Some((_, why, remedy)) => Err(Error::new(
            ErrorCode::DatabaseDumpInvalid,
            format!("the dump {why}"),
        )
        .with_remedy(*remedy)),
        None => Ok(()),
    }
}

/// Reads a line without its end, keeping no more of it than is needed to see that it is too long.
fn read_line(source: &mut impl BufRead, line: &mut Vec<u8>) -> Result<bool> {
    line.clear();
    let mut any = false;
    loop {
        let available = match source.fill_buf() {
            Ok(available) => available,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(unreadable(error)),
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

fn unreadable(error: std::io::Error) -> Error {
    Error::new(
        ErrorCode::DatabaseDumpUnreadable,
        format!("the dump cannot be read: {error}"),
    )
    .with_source(error)
}

fn too_large(line: usize) -> Error {
    Error::new(
        ErrorCode::DatabaseDumpInvalid,
        format!(
            "line {line} of the dump: the catalogue is unreasonably large, with a line beyond {LINE_BYTES} bytes or \
             {CATALOGUE_BYTES} bytes in all"
        ),
    )
    .with_context("line", line.to_string())
    .with_remedy(super::TOO_LARGE_REMEDY)
}

fn invalid(line: usize, why: &str) -> Error {
    Error::new(
        ErrorCode::DatabaseDumpInvalid,
        format!("line {line} of the dump: {why}"),
    )
    .with_context("line", line.to_string())
}
