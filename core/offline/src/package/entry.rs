//! One entry of an archive, read: at most as many bytes as wanted, exactly as many as claimed, with the right checksum.

use std::io::{self, Read};

use flate2::read::DeflateDecoder;
use mendix_deploy_model::{Error, ErrorCode, Result};
use rawzip::{CompressionMethod, Crc32, ReaderAt, ZipArchiveEntryWayfinder, ZipFileHeaderRecord};

use super::{
    archive::{Archive, zip_error},
    subject::{Subject, shown},
};

/// Where an entry lies and what the directory claims about it.
#[derive(Clone, Copy)]
pub(super) struct Entry {
    wayfinder: ZipArchiveEntryWayfinder,
    method: CompressionMethod,
    crc: u32,
}

impl Entry {
    pub(super) fn of(record: &ZipFileHeaderRecord<'_>) -> Self {
        Self {
            wayfinder: record.wayfinder(),
            method: record.compression_method(),
            crc: record.crc32(),
        }
    }

    /// CRC-32 of the bytes, as the directory claims it.
    pub(super) fn crc(&self) -> u32 {
        self.crc
    }

    /// Uncompressed bytes, as the directory claims them.
    pub(super) fn size(&self) -> u64 {
        self.wayfinder.uncompressed_size_hint()
    }
}

impl<R: ReaderAt> Archive<R> {
    /// The bytes of an entry, of which there may be at most `limit`.
    pub(super) fn read(
        &self,
        name: &str,
        entry: Entry,
        limit: u64,
        subject: Subject<'_>,
    ) -> Result<Vec<u8>> {
        self.stream(name, entry, limit, subject, |reader| {
            let mut bytes = Vec::with_capacity(entry.size() as usize); // within the limit by now
            reader
                .read_to_end(&mut bytes)
                .map_err(|error| subject.io(error))?;
            Ok(bytes)
        })
    }

    /// Hands the bytes of an entry, of which there may be at most `limit`, to `work`, which may stop early.
    ///
    /// A reader that goes to the end has seen the bytes that the directory claims, or gets an error.
    pub(super) fn stream<T>(
        &self,
        name: &str,
        entry: Entry,
        limit: u64,
        subject: Subject<'_>,
        work: impl FnOnce(&mut dyn Read) -> Result<T>,
    ) -> Result<T> {
        let claimed = entry.wayfinder.uncompressed_size_hint();
        let packed = entry.wayfinder.compressed_size_hint();
        if claimed > limit || packed > limit {
            return Err(subject.error(
                ErrorCode::PackageTooLarge,
                format!(
                    "{} claims {claimed} bytes, more than the {limit} it may have",
                    shown(name)
                ),
            ));
        }
        let found = self
            .zip
            .get_entry(entry.wayfinder)
            .map_err(|error| zip_error(error, subject))?;
        let mut buffer = self.buffer.borrow_mut();
        let local = found
            .local_header(&mut buffer)
            .map_err(|error| zip_error(error, subject))?;
        let path = local.file_path();
        let raw: &[u8] = path.as_ref();
        // A writer that streams leaves sizes and checksum to a record behind the data: zero here is then no contradiction.
        let streamed = local.flags().has_data_descriptor();
        let agrees = |here: u64, there: u64| here == there || (streamed && here == 0);
        if raw != name.as_bytes()
            || local.compression_method() != entry.method
            || local.flags().is_encrypted()
            || !agrees(local.uncompressed_size_hint(), claimed)
            || !agrees(local.compressed_size_hint(), packed)
            || !agrees(u64::from(local.crc32()), u64::from(entry.crc))
            || found.compressed_data_range().1 > self.zip.directory_offset()
        {
            return Err(subject.error(
                ErrorCode::PackageTruncated,
                format!(
                    "the directory and the entry's own header disagree on {}",
                    shown(name)
                ),
            ));
        }
        drop(buffer);

        let data = if entry.method == CompressionMethod::STORE {
            Data::Stored(found.reader())
        } else {
            Data::Deflated(Box::new(DeflateDecoder::new(found.reader())))
        };
        let mut checked = Checked {
            data,
            crc: Crc32::new(),
            read: 0,
            claimed,
            packed,
            expected: entry.crc,
            fault: None,
        };
        let result = work(&mut checked);
        match checked.fault {
            None => result,
            Some(fault) => Err(fault.error(name, claimed, subject)),
        }
    }
}

enum Data<R: Read> {
    Stored(R),
    Deflated(Box<DeflateDecoder<R>>),
}

/// What is wrong with an entry's data.
enum Fault {
    /// There is more than the directory claims.
    Expands,
    /// Size or checksum differ from what the directory claims.
    Differs,
    /// The data cannot be decompressed, or not be read.
    Broken(io::ErrorKind, String),
}

impl Fault {
    fn error(self, name: &str, claimed: u64, subject: Subject<'_>) -> Error {
        let name = shown(name);
        match self {
            Self::Expands => subject.error(
                ErrorCode::PackageTooLarge,
                format!("{name} expands beyond the {claimed} bytes it claims"),
            ),
            Self::Differs => subject.error(
                ErrorCode::PackageTruncated,
                format!("{name} does not have the size and checksum that the directory claims"),
            ),
            Self::Broken(kind, text) => subject
                .error(
                    ErrorCode::PackageTruncated,
                    format!("{name} cannot be decompressed"),
                )
                .with_source(io::Error::new(kind, text)),
        }
    }
}

/// Gives as many bytes as the entry claims, and then looks whether that was all and right.
struct Checked<R: Read> {
    data: Data<R>,
    crc: Crc32,
    read: u64,
    claimed: u64,
    packed: u64,
    expected: u32,
    fault: Option<Fault>,
}

impl<R: Read> Checked<R> {
    fn next(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match &mut self.data {
            Data::Stored(reader) => reader.read(buffer),
            Data::Deflated(reader) => reader.read(buffer),
        }
    }

    fn refuse(&mut self, fault: Fault) -> io::Error {
        self.fault = Some(fault);
        io::Error::other("the entry is not what the directory claims")
    }

    fn end(&mut self) -> io::Result<()> {
        let consumed = match &self.data {
            Data::Stored(_) => self.read,
            Data::Deflated(reader) => reader.total_in(),
        };
        if self.read != self.claimed
            || consumed != self.packed
            || self.crc.checksum() != self.expected
        {
            return Err(self.refuse(Fault::Differs));
        }
        Ok(())
    }
}

impl<R: Read> Read for Checked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        let left = self.claimed - self.read;
        if left == 0 {
            // One byte more shows data that goes beyond the claim, and lets the decoder see its end.
            return match self.next(&mut [0]) {
                Ok(0) => self.end().map(|()| 0),
                Ok(_) => Err(self.refuse(Fault::Expands)),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => Err(error),
                Err(error) => Err(self.refuse(Fault::Broken(error.kind(), error.to_string()))),
            };
        }
        let room = (buffer.len() as u64).min(left) as usize;
        match self.next(&mut buffer[..room]) {
            Ok(0) => self.end().map(|()| 0),
            Ok(read) => {
                self.crc.update(&buffer[..read]);
                self.read += read as u64;
                Ok(read)
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => Err(error),
            Err(error) => Err(self.refuse(Fault::Broken(error.kind(), error.to_string()))),
        }
    }
}
