//! The zip directory, checked; and the one entry that is inflated.
//!
//! Nothing here trusts a number in the file: positions are checked against its length, sizes before they are used to
//! allocate, and the directory against the entry's own header. An archive that two readers would understand
//! differently is refused.

use std::io::Read;

use mendix_deploy_model::{Error, ErrorCode, Result};
use rawzip::{
    CompressionMethod, ErrorKind, MAX_CENTRAL_DIRECTORY_RECORD_SIZE, ReaderAt, ZipArchive,
    ZipArchiveEntryWayfinder, ZipFileHeaderRecord, ZipLocator,
};

use super::{
    format::{self, Landmarks},
    names::{self, Kinship, METADATA},
    subject::{Subject, shown},
};

/// Most entries an archive may have; real ones have some thousands. Bounds the memory for the overlap check (4 MB).
const MAX_ENTRIES: usize = 250_000;

/// Largest `model/metadata.json`; real ones have some kilobytes.
const MAX_METADATA: u64 = 16 * 1024 * 1024;

/// Deflate cannot expand a byte to more than this many.
const MAX_EXPANSION: u64 = 1032;

/// Fixed part of an entry's own header.
const LOCAL_HEADER: u64 = 30;

/// An archive's end record and the longest comment after it.
const SEARCH_SPACE: u64 = 22 + 65_535;

/// What the directory says, and the metadata's bytes.
pub(super) struct Contents {
    pub(super) metadata: Vec<u8>,
    pub(super) uncompressed_bytes: u64,
    pub(super) file_count: u64,
}

/// Reads an archive of `length` bytes in place.
pub(super) fn read<R: ReaderAt>(reader: R, length: u64, subject: Subject<'_>) -> Result<Contents> {
    let mut start = [0; format::START];
    let seen = length.min(start.len() as u64) as usize;
    reader
        .read_exact_at(&mut start[..seen], 0)
        .map_err(|error| subject.io(error))?;
    format::check_start(&start[..seen], subject)?;

    let mut buffer = vec![0; MAX_CENTRAL_DIRECTORY_RECORD_SIZE];
    let archive = ZipLocator::new()
        .max_search_space(SEARCH_SPACE)
        .locate_in_reader(reader, &mut buffer, length)
        .map_err(|(_, error)| zip_error(error, subject))?;
    let end = archive.end_offset();
    if end != length {
        return Err(subject.error(
            ErrorCode::PackageTruncated,
            format!("the archive ends at byte {end}, the file at byte {length}"),
        ));
    }

    let directory = survey(&archive, &mut buffer, subject)?;
    check_offset(&archive, subject)?;
    let Some(metadata) = directory.metadata else {
        return Err(missing_metadata(&directory, subject));
    };
    if let Some(alias) = directory.alias {
        return Err(subject.error(
            ErrorCode::PackageMetadataDuplicate,
            format!(
                "the archive has {METADATA} and `{alias}`, which some readers take for the same"
            ),
        ));
    }
    Ok(Contents {
        metadata: inflate(&archive, metadata, &mut buffer, subject)?,
        uncompressed_bytes: directory.uncompressed_bytes,
        file_count: directory.file_count,
    })
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

#[derive(Clone, Copy)]
struct Found {
    wayfinder: ZipArchiveEntryWayfinder,
    method: CompressionMethod,
    crc: u32,
}

#[derive(Default)]
struct Directory {
    metadata: Option<Found>,
    alias: Option<String>,
    wrapped: Option<String>,
    landmarks: Landmarks,
    uncompressed_bytes: u64,
    file_count: u64,
}

/// Walks the directory once and checks every entry.
fn survey<R: ReaderAt>(
    archive: &ZipArchive<R>,
    buffer: &mut [u8],
    subject: Subject<'_>,
) -> Result<Directory> {
    let mut directory = Directory::default();
    let mut spans: Vec<(u64, u64)> = Vec::new();
    let directory_offset = archive.directory_offset();
    let mut entries = archive.entries(buffer);
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

        directory.uncompressed_bytes = directory
            .uncompressed_bytes
            .checked_add(entry.uncompressed_size_hint())
            .ok_or_else(|| {
                subject.error(
                    ErrorCode::PackageTooLarge,
                    "the entries claim more bytes than can be counted",
                )
            })?;
        if !entry.is_dir() {
            directory.file_count += 1;
        }
        directory.landmarks.see(name);
        let kinship = if is_plain {
            Kinship::Other
        } else {
            names::kinship(name)
        };
        match kinship {
            Kinship::Same if directory.metadata.is_some() => {
                return Err(subject.error(
                    ErrorCode::PackageMetadataDuplicate,
                    format!("the archive has {METADATA} more than once"),
                ));
            }
            Kinship::Same => {
                directory.metadata = Some(Found {
                    wayfinder: entry.wayfinder(),
                    method: entry.compression_method(),
                    crc: entry.crc32(),
                });
            }
            Kinship::Alias => directory.alias = Some(shown(name)),
            Kinship::Wrapped => directory.wrapped = Some(shown(name)),
            Kinship::Other => {}
        }
    }
    if archive.entries_hint() != spans.len() as u64 {
        return Err(subject.error(
            ErrorCode::PackageTruncated,
            format!(
                "the archive announces {} entries and lists {}",
                archive.entries_hint(),
                spans.len()
            ),
        ));
    }
    check_layout(&mut spans, subject)?;
    Ok(directory)
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

fn missing_metadata(directory: &Directory, subject: Subject<'_>) -> Error {
    if let Some(kind) = directory.landmarks.kind() {
        return format::unsupported(kind, subject);
    }
    let missing = |hint: String| {
        subject.error(
            ErrorCode::PackageMetadataMissing,
            format!("the archive has no {METADATA}{hint}"),
        )
    };
    if let Some(alias) = &directory.alias {
        return missing(format!(
            ", only `{alias}`; the runtime wants the exact name"
        ));
    }
    if let Some(wrapped) = &directory.wrapped {
        return missing(format!(", only `{wrapped}`"))
            .with_remedy("Pack the contents of the folder, not the folder itself: model/ and web/ stand at the top of a deployment archive.");
    }
    missing(String::new())
}

/// Reads the metadata's bytes: at most [`MAX_METADATA`], exactly as many as claimed, with the right checksum.
fn inflate<R: ReaderAt>(
    archive: &ZipArchive<R>,
    found: Found,
    buffer: &mut [u8],
    subject: Subject<'_>,
) -> Result<Vec<u8>> {
    let claimed = found.wayfinder.uncompressed_size_hint();
    let packed = found.wayfinder.compressed_size_hint();
    if claimed > MAX_METADATA || packed > MAX_METADATA {
        return Err(subject.error(
            ErrorCode::PackageTooLarge,
            format!("{METADATA} claims {claimed} bytes, more than the {MAX_METADATA} it may have"),
        ));
    }
    let entry = archive
        .get_entry(found.wayfinder)
        .map_err(|error| zip_error(error, subject))?;
    let local = entry
        .local_header(buffer)
        .map_err(|error| zip_error(error, subject))?;
    let path = local.file_path();
    let name: &[u8] = path.as_ref();
    // A writer that streams leaves sizes and checksum to a record behind the data: zero here is then no contradiction.
    let streamed = local.flags().has_data_descriptor();
    let agrees = |here: u64, there: u64| here == there || (streamed && here == 0);
    if name != METADATA.as_bytes()
        || local.compression_method() != found.method
        || local.flags().is_encrypted()
        || !agrees(local.uncompressed_size_hint(), claimed)
        || !agrees(local.compressed_size_hint(), packed)
        || !agrees(u64::from(local.crc32()), u64::from(found.crc))
        || entry.compressed_data_range().1 > archive.directory_offset()
    {
        return Err(subject.error(
            ErrorCode::PackageTruncated,
            format!("the directory and the entry's own header disagree on {METADATA}"),
        ));
    }

    // The claim is within the limit by now; room for one byte more shows data that goes beyond it.
    let mut bytes = Vec::with_capacity(claimed as usize + 1);
    let mut limited = |reader: &mut dyn Read| reader.take(claimed + 1).read_to_end(&mut bytes);
    let consumed = if found.method == CompressionMethod::STORE {
        limited(&mut entry.reader()).map(|read| read as u64)
    } else {
        let mut decoder = flate2::read::DeflateDecoder::new(entry.reader());
        limited(&mut decoder).map(|_| decoder.total_in())
    };
    let consumed = consumed.map_err(|error| {
        subject
            .error(
                ErrorCode::PackageTruncated,
                format!("{METADATA} cannot be decompressed"),
            )
            .with_source(error)
    })?;
    if bytes.len() as u64 > claimed {
        return Err(subject.error(
            ErrorCode::PackageTooLarge,
            format!("{METADATA} expands beyond the {claimed} bytes it claims"),
        ));
    }
    if bytes.len() as u64 != claimed || consumed != packed || rawzip::crc32(&bytes) != found.crc {
        return Err(subject.error(
            ErrorCode::PackageTruncated,
            format!("{METADATA} does not have the size and checksum that the directory claims"),
        ));
    }
    Ok(bytes)
}

fn zip_error(error: rawzip::Error, subject: Subject<'_>) -> Error {
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

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::cell::Cell;

    use rawzip::ReaderAt;

    use super::{Subject, read};
    use crate::package::ArchiveBuilder;

    /// Counts what is read.
    struct Counted<'a>(&'a [u8], &'a Cell<usize>);

    impl ReaderAt for Counted<'_> {
        fn read_at(&self, buffer: &mut [u8], offset: u64) -> std::io::Result<usize> {
            let read = self.0.read_at(buffer, offset)?;
            self.1.set(self.1.get() + read);
            Ok(read)
        }
    }

    #[test]
    fn only_the_directory_and_the_metadata_are_read() {
        let mut builder = ArchiveBuilder::new("Orders");
        for i in 0..2_000 {
            builder = builder.noise(format!("web/{i}.bin"), i, 10_000);
        }
        let bytes = builder.to_bytes().unwrap();
        let count = Cell::new(0);
        let contents = read(
            Counted(&bytes, &count),
            bytes.len() as u64,
            Subject("orders.mda"),
        )
        .unwrap();
        assert_eq!(contents.file_count, 2_003);
        assert!(bytes.len() > 20_000_000);
        // 2,000 directory records of some 60 bytes, the search for the end record, the metadata.
        assert!(count.get() < 250_000, "{} bytes read", count.get());
    }
}
