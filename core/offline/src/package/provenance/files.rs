//! The files of an archive, by name.

use std::{fs::File, io::Read};

use mendix_deploy_model::{ErrorCode, Result};
use rawzip::{FileReader, ReaderAt};
use sha2::{Digest, Sha256};

use crate::package::{
    archive::Archive,
    entry::Entry,
    hex::hex,
    names::METADATA,
    subject::{Subject, shown},
};

/// Most bytes that the names of an archive may have together: they are kept to be sorted.
const MAX_NAMES: usize = 16 * 1024 * 1024;

/// Most bytes that the files may have together. Deflate turns 1 GB into a thousand; nobody waits for that.
const MAX_BYTES: u64 = 16 * 1024 * 1024 * 1024;

/// Bytes hashed at once.
const CHUNK: usize = 64 * 1024;

/// An archive and its files, sorted by the bytes of their names; folders are not among them.
pub(super) struct Files<R> {
    archive: Archive<R>,
    files: Vec<(String, Entry)>,
    /// The folder with `model/`, with its slash: empty for a deployment archive, `app/` or longer for a portable package.
    root: String,
}

impl Files<FileReader> {
    pub(super) fn of_file(file: File, length: u64, subject: Subject<'_>) -> Result<Self> {
        Self::open(FileReader::from(file), length, subject)
    }
}

impl<R: ReaderAt> Files<R> {
    pub(super) fn open(reader: R, length: u64, subject: Subject<'_>) -> Result<Self> {
        let mut files = Vec::new();
        let mut names = 0;
        let archive = Archive::open(reader, length, subject, |seen| {
            if seen.name.ends_with('/') {
                return Ok(());
            }
            names += seen.name.len();
            if names > MAX_NAMES {
                return Err(subject.error(
                    ErrorCode::PackageTooLarge,
                    format!("the names in the archive have more than {MAX_NAMES} bytes"),
                ));
            }
            files.push((seen.name.to_owned(), seen.entry));
            Ok(())
        })?;
        if archive.uncompressed_bytes > MAX_BYTES {
            return Err(subject.error(
                ErrorCode::PackageTooLarge,
                format!(
                    "the archive claims {} bytes uncompressed, more than the {MAX_BYTES} that are read",
                    archive.uncompressed_bytes
                ),
            ));
        }
        files.sort_by(|(a, _), (b, _)| a.as_bytes().cmp(b.as_bytes()));
        if let Some(pair) = files.windows(2).find(|pair| pair[0].0 == pair[1].0) {
            return Err(subject.error(
                ErrorCode::PackageUnsafePath,
                format!(
                    "the archive has `{}` more than once; readers disagree on which counts",
                    shown(&pair[0].0)
                ),
            ));
        }
        let root = files
            .iter()
            .filter_map(|(name, _)| name.strip_suffix(METADATA))
            .filter(|root| root.is_empty() || root.ends_with('/'))
            .min_by_key(|root| root.len())
            .unwrap_or_default()
            .to_owned();
        Ok(Self {
            archive,
            files,
            root,
        })
    }

    /// The files below the folder with `model/`: the name there, the name in the archive, the entry.
    pub(super) fn of_app(&self) -> impl Iterator<Item = (&str, &str, Entry)> {
        self.files.iter().filter_map(|(name, entry)| {
            let below = name.strip_prefix(self.root.as_str())?;
            Some((below, name.as_str(), *entry))
        })
    }

    /// The bytes of a file of at most `limit`, by its name below the folder with `model/`; absent when there is none.
    pub(super) fn read_of_app(
        &self,
        below: &str,
        limit: u64,
        subject: Subject<'_>,
    ) -> Result<Option<Vec<u8>>> {
        self.read(&format!("{}{below}", self.root), limit, subject)
    }

    /// Names and entries, sorted.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, Entry)> {
        self.files
            .iter()
            .map(|(name, entry)| (name.as_str(), *entry))
    }

    /// The bytes of a file of at most `limit`; absent when there is no such file.
    pub(super) fn read(
        &self,
        name: &str,
        limit: u64,
        subject: Subject<'_>,
    ) -> Result<Option<Vec<u8>>> {
        let Ok(at) = self
            .files
            .binary_search_by(|(other, _)| other.as_bytes().cmp(name.as_bytes()))
        else {
            return Ok(None);
        };
        let entry = self.files[at].1;
        self.archive.read(name, entry, limit, subject).map(Some)
    }

    /// Hands the bytes of a file to `work`.
    pub(super) fn stream<T>(
        &self,
        name: &str,
        entry: Entry,
        subject: Subject<'_>,
        work: impl FnOnce(&mut dyn Read) -> Result<T>,
    ) -> Result<T> {
        self.archive.stream(name, entry, MAX_BYTES, subject, work)
    }

    /// SHA-256 of a file.
    pub(super) fn hash(&self, name: &str, entry: Entry, subject: Subject<'_>) -> Result<[u8; 32]> {
        self.stream(name, entry, subject, |reader| {
            let mut hasher = Sha256::new();
            let mut chunk = vec![0; CHUNK];
            loop {
                match reader.read(&mut chunk) {
                    Ok(0) => return Ok(hasher.finalize().into()),
                    Ok(read) => hasher.update(&chunk[..read]),
                    Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                    Err(error) => return Err(subject.io(error)),
                }
            }
        })
    }
}

/// The digest of files in the order of their names: the lines that `sha256sum` prints, hashed.
#[derive(Default)]
pub(super) struct Listing(Sha256);

impl Listing {
    pub(super) fn add(&mut self, name: &str, hash: [u8; 32]) {
        self.0.update(hex(&hash));
        self.0.update(b"  ");
        self.0.update(name.as_bytes());
        self.0.update(b"\n");
    }

    pub(super) fn digest(self) -> [u8; 32] {
        self.0.finalize().into()
    }
}
