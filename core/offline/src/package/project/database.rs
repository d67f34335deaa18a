//! The SQLite file, opened so that it can neither be written nor make SQLite do what it was not asked for.

use std::{
    ffi::OsStr,
    fs,
    io::Read,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use mendix_deploy_model::{Error, ErrorCode, Result};
use rusqlite::{Connection, OpenFlags, config::DbConfig, limits::Limit};

use crate::package::subject::{Subject, shown};

/// Largest `.mpr` that is read from inside a zip: SQLite needs it in memory as a whole there.
const MAX_IN_MEMORY: u64 = 20 * 1024 * 1024;

/// How many instructions SQLite may take between two looks at what is left.
const INSTRUCTIONS: i32 = 200;

/// Instructions to read the schema, in [`INSTRUCTIONS`]. A project has four objects, this is enough for some eighty.
const SCHEMA: u64 = 3;

/// Instructions to read the rows, in [`INSTRUCTIONS`]; enough for every index that is accepted.
const ROWS: u64 = 100_000;

/// Most bytes of one value of a row. Contents of units are not read as values.
const MAX_VALUE: i32 = 64 * 1024;

/// Longest statement in the schema; those of a project have some 400 bytes.
const MAX_STATEMENT: i32 = 8 * 1024;

/// A project's SQLite file.
pub(super) struct Database {
    pub(super) connection: Connection,
}

impl Database {
    /// Opens a file in place. No lock is taken and nothing is written, also not beside it.
    pub(super) fn open(path: &Path, subject: Subject<'_>) -> Result<Self> {
        // With `immutable` SQLite looks for neither, and would read half of what was being written.
        for (end, what) in [
            ("-journal", "a write that was broken off"),
            ("-wal", "changes that are not yet in it"),
        ] {
            let mut beside = path.as_os_str().to_owned();
            beside.push(end);
            if fs::metadata(&beside).is_ok_and(|metadata| metadata.len() > 0) {
                return Err(subject
                    .error(
                        ErrorCode::PackageUnreadable,
                        format!("beside it lies {}, {what}", shown(&file_name(&beside))),
                    )
                    .with_remedy("Close the project in Studio Pro, or open and close it there when Studio Pro was broken off, and try again."));
            }
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
            | OpenFlags::SQLITE_OPEN_URI
            | OpenFlags::SQLITE_OPEN_NO_MUTEX
            | OpenFlags::SQLITE_OPEN_EXRESCODE;
        let connection = Connection::open_with_flags(uri(path), flags)
            .map_err(|error| failed(error, subject))?;
        Self::harden(connection, subject)
    }

    /// Takes the `size` bytes of a file that is inside another one.
    pub(super) fn read(reader: &mut dyn Read, size: u64, subject: Subject<'_>) -> Result<Self> {
        if size > MAX_IN_MEMORY {
            return Err(subject
                .error(
                    ErrorCode::PackageTooLarge,
                    format!("the project file in it has {size} bytes; inside another file it may have {MAX_IN_MEMORY}"),
                )
                .with_remedy("Unpack it and open the .mpr file itself."));
        }
        // The smallest SQLite file has one page of 512 bytes.
        if size < 512 {
            return Err(subject.error(
                ErrorCode::PackageTruncated,
                format!("the project file has only {size} bytes"),
            ));
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX
            | OpenFlags::SQLITE_OPEN_EXRESCODE;
        let mut connection = Connection::open_with_flags(":memory:", flags)
            .map_err(|error| failed(error, subject))?;
        let mut patient = Patient {
            reader: &mut *reader,
            fault: None,
        };
        connection
            .deserialize_read_exact("main", &mut patient, size as usize, true)
            .map_err(|error| failed(error, subject))?;
        if let Some(fault) = patient.fault {
            return Err(subject.io(fault));
        }
        // The end, where an entry's checksum is looked at.
        std::io::copy(&mut reader.take(1), &mut std::io::sink())
            .map_err(|error| subject.io(error))?;
        Self::harden(connection, subject)
    }

    fn harden(connection: Connection, subject: Subject<'_>) -> Result<Self> {
        let left = Arc::new(AtomicU64::new(SCHEMA));
        let counter = Arc::clone(&left);
        connection.progress_handler(
            INSTRUCTIONS,
            Some(move || {
                counter
                    .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| {
                        left.checked_sub(1)
                    })
                    .is_err()
            }),
        );
        let prepare = || -> rusqlite::Result<()> {
            for (config, on) in [
                (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
                (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
                (DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false),
                (DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false),
                (DbConfig::SQLITE_DBCONFIG_ENABLE_FKEY, false),
                (DbConfig::SQLITE_DBCONFIG_DQS_DML, false),
                (DbConfig::SQLITE_DBCONFIG_DQS_DDL, false),
            ] {
                connection.set_db_config(config, on)?;
            }
            for (limit, value) in [
                (Limit::SQLITE_LIMIT_LENGTH, MAX_VALUE),
                (Limit::SQLITE_LIMIT_SQL_LENGTH, MAX_STATEMENT),
                (Limit::SQLITE_LIMIT_COLUMN, 64),
                (Limit::SQLITE_LIMIT_EXPR_DEPTH, 32),
                (Limit::SQLITE_LIMIT_COMPOUND_SELECT, 2),
                (Limit::SQLITE_LIMIT_VDBE_OP, 2_000),
                (Limit::SQLITE_LIMIT_FUNCTION_ARG, 8),
                (Limit::SQLITE_LIMIT_ATTACHED, 0),
                (Limit::SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 64),
                (Limit::SQLITE_LIMIT_VARIABLE_NUMBER, 8),
                (Limit::SQLITE_LIMIT_TRIGGER_DEPTH, 1),
                (Limit::SQLITE_LIMIT_WORKER_THREADS, 0),
            ] {
                connection.set_limit(limit, value)?;
            }
            connection.execute_batch(
                "PRAGMA query_only = ON; PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; \
                 PRAGMA cache_size = -2048; PRAGMA temp_store = MEMORY;",
            )?;
            // Reads the schema, all of it.
            connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))
        };
        prepare().map_err(|error| failed(error, subject))?;
        left.store(ROWS, Ordering::Relaxed);
        Ok(Self { connection })
    }
}

/// An error of SQLite as one of ours.
pub(super) fn failed(error: rusqlite::Error, subject: Subject<'_>) -> Error {
    use rusqlite::ErrorCode as Sqlite;
    let (code, message) = match error.sqlite_error_code() {
        Some(Sqlite::NotADatabase) => (
            ErrorCode::PackageTruncated,
            "the project file starts like an SQLite file and is none".to_owned(),
        ),
        Some(Sqlite::CannotOpen | Sqlite::PermissionDenied | Sqlite::SystemIoFailure) => (
            ErrorCode::PackageUnreadable,
            format!("the project file cannot be read: {}", text(&error)),
        ),
        Some(Sqlite::OperationInterrupted | Sqlite::TooBig | Sqlite::OutOfMemory) => (
            ErrorCode::PackageTooLarge,
            format!(
                "the project file holds more than a project: {}",
                text(&error)
            ),
        ),
        _ => (
            ErrorCode::PackageTruncated,
            format!("the project file is damaged: {}", text(&error)),
        ),
    };
    subject.error(code, message).with_source(error)
}

/// SQLite's message, which may repeat names out of the file.
fn text(error: &rusqlite::Error) -> String {
    shown(&error.to_string())
}

/// A `file:` URI, which is the only way to say `immutable`.
fn uri(path: &Path) -> String {
    let mut uri = String::from("file:");
    // An absolute path of Windows has no leading slash.
    if !path.as_os_str().as_encoded_bytes().starts_with(b"/") {
        uri.push('/');
    }
    for byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' | b'~' | b':' => {
                uri.push(char::from(*byte));
            }
            b'\\' if cfg!(windows) => uri.push('/'),
            byte => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri.push_str("?mode=ro&immutable=1");
    uri
}

fn file_name(path: &OsStr) -> String {
    Path::new(path)
        .file_name()
        .unwrap_or(path)
        .to_string_lossy()
        .into_owned()
}

/// Gives zeros where its reader fails, and keeps the fault: a reader that fails would make `rusqlite` lose the memory it
/// reads into.
struct Patient<'a> {
    reader: &'a mut dyn Read,
    fault: Option<std::io::Error>,
}

impl Read for Patient<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if self.fault.is_none() {
            match self.reader.read(buffer) {
                Ok(0) if !buffer.is_empty() => {
                    self.fault = Some(std::io::ErrorKind::UnexpectedEof.into());
                }
                Ok(read) => return Ok(read),
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => return Err(error),
                Err(error) => self.fault = Some(error),
            }
        }
        buffer.fill(0);
        Ok(buffer.len())
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::uri;

    #[test]
    #[cfg(unix)]
    fn a_path_is_a_path_whatever_it_holds() {
        assert_eq!(
            uri(Path::new("/a b/ü?mode=rw#%41.mpr")),
            "file:/a%20b/%C3%BC%3Fmode%3Drw%23%2541.mpr?mode=ro&immutable=1"
        );
    }
}
