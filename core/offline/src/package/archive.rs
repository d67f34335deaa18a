//! The zip directory, checked.
//!
//! Nothing here trusts a number in the file: positions are checked against its length, sizes before they are used to
//! allocate, and the directory against the entry's own header. An archive that two readers would understand
//! differently is refused.

use std::cell::RefCell;

use mendix_deploy_model::{Error, ErrorCode, Result};
use rawzip::{
    CompressionMethod, ErrorKind, MAX_CENTRAL_DIRECTORY_RECORD_SIZE, ReaderAt, ZipArchive,
    ZipFileHeaderRecord, ZipLocator,
};

use super::{
    entry::Entry,
    format, names,
    subject::{Subject, shown},
};

/// Most entries an archive may have; real ones have some thousands. Bounds the memory for the overlap check (4 MB).
const MAX_ENTRIES: usize = 250_000;

/// Deflate cannot expand a byte to more than this many.
const MAX_EXPANSION: u64 = 1032;

/// Fixed part of an entry's own header.
const LOCAL_HEADER: u64 = 30;

/// An archive's end record and the longest comment after it.
const SEARCH_SPACE: u64 = 22 + 65_535;

/// A zip archive whose directory was checked. Its entries are read with [`Archive::read`] and [`Archive::stream`].
pub(super) struct Archive<R> {
    pub(super) zip: ZipArchive<R>,
    pub(super) buffer: RefCell<Vec<u8>>,
    /// Sum of the entries' uncompressed sizes, as the directory claims them.
    pub(super) uncompressed_bytes: u64,
    /// Number of files, folders not counted.
    pub(super) file_count: u64,
}

/// An entry's name, as the directory is walked.
pub(super) struct Seen<'a> {
    pub(super) name: &'a str,
    /// What [`names::is_plain`] said: the name resembles no metadata.
    pub(super) is_plain: bool,
    pub(super) entry: Entry,
}

impl<R: ReaderAt> Archive<R> {
    /// Opens an archive of `length` bytes in place, checks every entry of its directory and shows each to `see`.
    ///
    /// Names are shown one at a time: memory does not grow with a directory unless `see` keeps them.
    pub(super) fn open(
        reader: R,
        length: u64,
        subject: Subject<'_>,
        mut see: impl FnMut(&Seen<'_>) -> Result<()>,
    ) -> Result<Self> {
        let mut start = [0; format::START];
        let seen = length.min(start.len() as u64) as usize;
        reader
            .read_exact_at(&mut start[..seen], 0)
            .map_err(|error| subject.io(error))?;
        format::check_start(&start[..seen], subject)?;

        let mut buffer = vec![0; MAX_CENTRAL_DIRECTORY_RECORD_SIZE];
        let zip = ZipLocator::new()
            .max_search_space(SEARCH_SPACE)
            .locate_in_reader(reader, &mut buffer, length)
            .map_err(|(_, error)| zip_error(error, subject))?;
        let end = zip.end_offset();
        if end != length {
            return Err(subject.error(
                ErrorCode::PackageTruncated,
                format!("the archive ends at byte {end}, the file at byte {length}"),
            ));
        }
        let mut archive = Self {
            zip,
            buffer: RefCell::new(buffer),
            uncompressed_bytes: 0,
            file_count: 0,
        };
        archive.survey(subject, &mut see)?;
        check_offset(&archive.zip, subject)?;
        Ok(archive)
    }

    /// Walks the directory and checks every entry.
    fn survey(
        &mut self,
        subject: Subject<'_>,
        see: &mut dyn FnMut(&Seen<'_>) -> Result<()>,
    ) -> Result<()> {
        let mut spans: Vec<(u64, u64)> = Vec::new();
        let directory_offset = self.zip.directory_offset();
        let (mut uncompressed_bytes, mut file_count) = (0u64, 0u64);
        let mut buffer = self.buffer.borrow_mut();
        let mut entries = self.zip.entries(&mut buffer);
        while let Some(entry) = entries
            .next_entry()
            .map_err(|error| zip_error(error, subject))?
        {
            if spans.len() == MAX_ENTRIES {
                return Err(subject.error(
                    ErrorCode::PackageTooLarge,
                    format!("the archive has more than {MAX_ENTRIES} entries"),
                ));
            }
            let path = entry.file_path();
            let raw: &[u8] = path.as_ref();
            let is_plain = names::is_plain(raw);
            let Ok(name) = std::str::from_utf8(raw) else {
                return Err(subject.error(
                    ErrorCode::PackageUnsafePath,
                    format!(
                        "the name of entry `{}` is not UTF-8",
                        shown(&String::from_utf8_lossy(raw))
                    ),
                ));
            };
            if !is_plain && let Some(reason) = names::unsafe_reason(name) {
                return Err(subject.error(
                    ErrorCode::PackageUnsafePath,
                    format!("the name of entry `{}` {reason}", shown(name)),
                ));
            }
            check_entry(&entry, name, subject)?;
            spans.push(span(&entry, raw.len(), directory_offset).ok_or_else(|| {
                subject.error(
                    ErrorCode::PackageTruncated,
                    format!("entry `{}` lies outside the file", shown(name)),
                )
            })?);
            uncompressed_bytes = uncompressed_bytes
                .checked_add(entry.uncompressed_size_hint())
                .ok_or_else(|| {
                    subject.error(
                        ErrorCode::PackageTooLarge,
                        "the entries claim more bytes than can be counted",
                    )
                })?;
            if !entry.is_dir() {
                file_count += 1;
            }
            see(&Seen {
                name,
                is_plain,
                entry: Entry::of(&entry),
            })?;
        }
        if self.zip.entries_hint() != spans.len() as u64 {
            return Err(subject.error(
                ErrorCode::PackageTruncated,
                format!(
                    "the archive announces {} entries and lists {}",
                    self.zip.entries_hint(),
                    spans.len()
                ),
            ));
        }
        check_layout(&mut spans, subject)?;
        drop(buffer);
        self.uncompressed_bytes = uncompressed_bytes;
        self.file_count = file_count;
        Ok(())
    }
}

/// The directory lies where the end record says. A reader may find it elsewhere by its size, others do not.
fn check_offset<R: ReaderAt>(archive: &ZipArchive<R>, subject: Subject<'_>) -> Result<()> {
    let mut announced = [0; 4];
    archive
        .get_ref()
        .read_exact_at(&mut announced, archive.eocd_offset() + 16)
        .map_err(|error| subject.io(error))?;
    let announced = u32::from_le_bytes(announced);
    // All ones refer to a zip64 record.
    if announced != u32::MAX && u64::from(announced) != archive.directory_offset() {
        return Err(subject.error(
            ErrorCode::PackageTruncated,
            format!(
                "the archive announces its directory at byte {announced}, it lies at byte {}",
                archive.directory_offset()
            ),
        ));
    }
    Ok(())
}

fn check_entry(entry: &ZipFileHeaderRecord<'_>, name: &str, subject: Subject<'_>) -> Result<()> {
    if entry.mode().is_symlink() {
        return Err(subject.error(
            ErrorCode::PackageUnsafePath,
            format!("entry `{}` is a symbolic link", shown(name)),
        ));
    }
    let flags = entry.flags();
    if flags.is_encrypted() || flags.has_strong_encryption() || flags.is_masked() {
        return Err(subject.error(
            ErrorCode::PackageUnsupportedEntry,
            format!("entry `{}` is encrypted", shown(name)),
        ));
    }
    let (claimed, packed) = (entry.uncompressed_size_hint(), entry.compressed_size_hint());
    match entry.compression_method() {
        CompressionMethod::STORE if claimed != packed => Err(subject.error(
            ErrorCode::PackageTruncated,
            format!("entry `{}` is stored as it is but claims two sizes, {packed} and {claimed} bytes", shown(name)),
        )),
        CompressionMethod::DEFLATE if claimed > packed.saturating_mul(MAX_EXPANSION) => Err(subject.error(
            ErrorCode::PackageTooLarge,
            format!("entry `{}` claims to expand {packed} bytes to {claimed}, which no deflate stream can", shown(name)),
        )),
        CompressionMethod::STORE | CompressionMethod::DEFLATE => Ok(()),
        other => Err(subject.error(
            ErrorCode::PackageUnsupportedEntry,
            format!("entry `{}` is compressed by method {}", shown(name), other.as_u16()),
        )),
    }
}

/// The bytes an entry occupies at least: its header, its name, its data. `None` when they do not fit before the directory.
fn span(entry: &ZipFileHeaderRecord<'_>, name: usize, directory_offset: u64) -> Option<(u64, u64)> {
    let start = entry.local_header_offset();
    let end = start
        .checked_add(LOCAL_HEADER + name as u64)?
        .checked_add(entry.compressed_size_hint())?;
    (end <= directory_offset).then_some((start, end))
}

/// Entries follow each other from byte 0 on and do not share bytes: overlapping ones are how small files expand to petabytes.
fn check_layout(spans: &mut [(u64, u64)], subject: Subject<'_>) -> Result<()> {
    spans.sort_unstable();
    if let Some((first, _)) = spans.first()
        && *first != 0
    {
        return Err(subject.error(
            ErrorCode::PackageNotAnArchive,
            format!("{first} bytes stand before the archive's first entry; readers disagree on such files"),
        ));
    }
    if let Some(pair) = spans.windows(2).find(|pair| pair[1].0 < pair[0].1) {
        return Err(subject.error(
            ErrorCode::PackageTruncated,
            format!(
                "the entries at bytes {} and {} overlap",
                pair[0].0, pair[1].0
            ),
        ));
    }
    Ok(())
}

pub(super) fn zip_error(error: rawzip::Error, subject: Subject<'_>) -> Error {
    match error.into_kind() {
        ErrorKind::IO(error) => subject.io(error),
        ErrorKind::MissingEndOfCentralDirectory => subject.error(
            ErrorCode::PackageTruncated,
            "the file starts like a zip archive but its directory is missing at the end",
        ),
        other => subject.error(
            ErrorCode::PackageTruncated,
            format!("the archive's directory does not fit the file: {other}"),
        ),
    }
}
