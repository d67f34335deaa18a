//! Where the bytes of units are: in the file itself, in `mprcontents` beside it, or in a zip.

use std::{
    fs::{self, File},
    io::Read,
    path::PathBuf,
};

use mendix_deploy_model::{ErrorCode, Result};
use rusqlite::blob::Blob;

use super::{
    database::{self, Database},
    index::Unit,
};
use crate::package::{bson::Guid, subject::Subject, units::HEAD};

/// Largest unit of those that hold something of the model; the largest seen, of any kind, has 3.4 MB.
pub(super) const MAX_UNIT: u64 = 8 * 1024 * 1024;

/// What became of looking at a unit.
pub(super) enum Look {
    /// Its first bytes showed that nothing more is wanted.
    Passed,
    /// The buffer holds all of it.
    Whole,
    /// It cannot be read; one sentence.
    Missing(String),
}

/// Whether more of a unit is wanted than its first bytes.
pub(super) type Wants<'a> = &'a dyn Fn(&[u8]) -> bool;

/// A place where units are.
pub(super) trait Contents {
    /// Reads a unit's first bytes into `buffer` and, when `wants` them, the others.
    fn look(
        &mut self,
        unit: &Unit,
        buffer: &mut Vec<u8>,
        wants: Wants<'_>,
        subject: Subject<'_>,
    ) -> Result<Look>;

    /// Hands all bytes of a unit to `take`, a piece at a time and however many there are.
    fn stream(
        &mut self,
        unit: &Unit,
        take: &mut dyn FnMut(&[u8]),
        subject: Subject<'_>,
    ) -> Result<Look>;
}

/// Bytes that are taken at a time.
const PIECE: usize = 16 * 1024;

/// Reads `size` bytes, or only the first, as [`Contents::look`] does.
pub(super) fn read(
    reader: &mut dyn Read,
    size: u64,
    buffer: &mut Vec<u8>,
    wants: Wants<'_>,
    too_large: impl FnOnce() -> mendix_deploy_model::Error,
) -> std::io::Result<Result<Look>> {
    buffer.clear();
    (&mut *reader).take(HEAD as u64).read_to_end(buffer)?;
    if !wants(buffer) {
        return Ok(Ok(Look::Passed));
    }
    if size > MAX_UNIT {
        return Ok(Err(too_large()));
    }
    buffer.reserve_exact((size as usize).saturating_sub(buffer.len()));
    // One byte more shows a file that grows while it is read.
    (&mut *reader)
        .take((size + 1).saturating_sub(buffer.len() as u64))
        .read_to_end(buffer)?;
    if buffer.len() as u64 > size {
        return Err(std::io::Error::other("it grew while it was read"));
    }
    Ok(Ok(Look::Whole))
}

/// Hands on all there is to read.
pub(super) fn pump(reader: &mut dyn Read, take: &mut dyn FnMut(&[u8])) -> std::io::Result<()> {
    let mut piece = [0; PIECE];
    loop {
        match reader.read(&mut piece) {
            Ok(0) => return Ok(()),
            Ok(read) => take(&piece[..read]),
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

pub(super) fn too_large(id: Guid, size: u64, subject: Subject<'_>) -> mendix_deploy_model::Error {
    subject.error(
        ErrorCode::PackageTooLarge,
        format!("unit {id} has {size} bytes, more than the {MAX_UNIT} it may have"),
    )
}

/// Units in the file itself. Pages of large ones that nothing is wanted of are not read.
pub(super) struct Rows<'a> {
    database: &'a Database,
    blob: Option<Blob<'a>>,
}

impl<'a> Rows<'a> {
    pub(super) fn new(database: &'a Database) -> Self {
        Self {
            database,
            blob: None,
        }
    }

    /// Moves to a unit; `None` when it has no contents.
    fn go(&mut self, unit: &Unit, subject: Subject<'_>) -> Result<Option<&mut Blob<'a>>> {
        let moved = match self.blob.take() {
            Some(mut blob) => blob.reopen(unit.row).map(|()| blob),
            None => self
                .database
                .connection
                .blob_open("main", "Unit", "Contents", unit.row, true),
        };
        match moved {
            Ok(blob) => Ok(Some(self.blob.insert(blob))),
            // SQLite's answer when the value is null or a number.
            Err(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::Unknown) => {
                Ok(None)
            }
            Err(error) => Err(database::failed(error, subject)),
        }
    }
}

/// Why a unit of a single-file project is not there.
const EMPTY: &str = "It has no contents.";

impl Contents for Rows<'_> {
    fn look(
        &mut self,
        unit: &Unit,
        buffer: &mut Vec<u8>,
        wants: Wants<'_>,
        subject: Subject<'_>,
    ) -> Result<Look> {
        let Some(blob) = self.go(unit, subject)? else {
            return Ok(Look::Missing(EMPTY.to_owned()));
        };
        let size = blob.len() as u64;
        read(blob, size, buffer, wants, || {
            too_large(unit.id, size, subject)
        })
        .map_err(|error| damaged(unit, error, subject))?
    }

    fn stream(
        &mut self,
        unit: &Unit,
        take: &mut dyn FnMut(&[u8]),
        subject: Subject<'_>,
    ) -> Result<Look> {
        let Some(blob) = self.go(unit, subject)? else {
            return Ok(Look::Missing(EMPTY.to_owned()));
        };
        pump(blob, take).map_err(|error| damaged(unit, error, subject))?;
        Ok(Look::Whole)
    }
}

fn damaged(unit: &Unit, error: std::io::Error, subject: Subject<'_>) -> mendix_deploy_model::Error {
    subject
        .error(
            ErrorCode::PackageTruncated,
            format!(
                "the project file is damaged: unit {} cannot be read",
                unit.id
            ),
        )
        .with_source(error)
}

/// The name of a unit's file below `mprcontents`. It is made of the id's digits, so it cannot lead elsewhere.
pub(super) fn unit_file(id: Guid) -> String {
    let text = id.to_string();
    format!("{}/{}/{text}.mxunit", &text[..2], &text[2..4])
}

/// Units in the folder `mprcontents`. Files that the index does not list are never looked at.
pub(super) struct Folder(PathBuf);

impl Folder {
    pub(super) fn new(path: PathBuf) -> Self {
        Self(path)
    }

    fn open(&self, unit: &Unit) -> std::result::Result<(File, u64), String> {
        let name = unit_file(unit.id);
        let path = self.0.join(&name);
        let unreadable = |error: std::io::Error| {
            if error.kind() == std::io::ErrorKind::NotFound {
                format!("The file mprcontents/{name} does not exist.")
            } else {
                format!("The file mprcontents/{name} cannot be read: {error}.")
            }
        };
        // A pipe is refused before it is opened: opening could wait for ever.
        if !fs::metadata(&path).map_err(unreadable)?.is_file() {
            return Err(format!("mprcontents/{name} is not a file."));
        }
        let file = File::open(&path).map_err(unreadable)?;
        let size = file.metadata().map_err(unreadable)?.len();
        Ok((file, size))
    }
}

impl Contents for Folder {
    fn look(
        &mut self,
        unit: &Unit,
        buffer: &mut Vec<u8>,
        wants: Wants<'_>,
        subject: Subject<'_>,
    ) -> Result<Look> {
        let (mut file, size) = match self.open(unit) {
            Ok(found) => found,
            Err(why) => return Ok(Look::Missing(why)),
        };
        match read(&mut file, size, buffer, wants, || {
            too_large(unit.id, size, subject)
        }) {
            Ok(look) => look,
            Err(error) => Ok(Look::Missing(unreadable(unit, &error))),
        }
    }

    fn stream(&mut self, unit: &Unit, take: &mut dyn FnMut(&[u8]), _: Subject<'_>) -> Result<Look> {
        Ok(match self.open(unit) {
            Ok((mut file, _)) => match pump(&mut file, take) {
                Ok(()) => Look::Whole,
                Err(error) => Look::Missing(unreadable(unit, &error)),
            },
            Err(why) => Look::Missing(why),
        })
    }
}

fn unreadable(unit: &Unit, error: &std::io::Error) -> String {
    format!(
        "The file mprcontents/{} cannot be read: {error}.",
        unit_file(unit.id)
    )
}
