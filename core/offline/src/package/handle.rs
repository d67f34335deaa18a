//! The handle on a package file.

use std::{
    fmt,
    fs::{File, Metadata},
    io::Read,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, OnceLock, PoisonError},
    time::SystemTime,
};

use mendix_deploy_model::{
    ErrorCode, Result,
    findings::Finding,
    models::{AppModel, UnreadUnit},
    packages::{PackageFormat, PackageInfo, PortableConfiguration},
};
use rawzip::FileReader;
use sha2::{Digest, Sha256};

use super::{
    describe::{self, Origin},
    hex::hex,
    limits, portable,
    subject::Subject,
};

/// Bytes read at once while the digest is computed.
const CHUNK: usize = 256 * 1024;

/// A package file: what it says about itself, and its digest. Cheap to clone.
#[derive(Clone)]
pub struct Package {
    inner: Arc<Inner>,
}

struct Inner {
    path: PathBuf,
    stamp: Stamp,
    info: PackageInfo,
    /// What opening a project has read already, for the first who asks for it.
    model: Mutex<Option<AppModel>>,
    digest: OnceLock<String>,
}

/// What the file system says about a file, to notice cheaply that it was replaced.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Stamp {
    length: u64,
    modified: Option<SystemTime>,
}

impl Stamp {
    fn of(metadata: &Metadata) -> Self {
        Self {
            length: metadata.len(),
            modified: metadata.modified().ok(),
        }
    }
}

impl Package {
    /// Opens a package of any kind ([`PackageFormat`]) and reads in place what it says about itself: of an archive the
    /// directory and `model/metadata.json`, of a project its model.
    ///
    /// Memory is bounded whatever the file claims; nothing is extracted or written. Of a project with `mprcontents`,
    /// [`Package::digest`] is that of the `.mpr`, whose index holds the hashes of the other files.
    ///
    /// # Errors
    ///
    /// A `package.*` code: the file cannot be read, is not a package, is cut off or contradicts itself, lacks the
    /// metadata or has it twice, has unsafe names, or is of a kind that cannot be read: a widget package, or a project in a
    /// build without the feature `mpr`.
    pub fn open(path: impl AsRef<Path>) -> Result<Self> {
        let path = path.as_ref();
        let name = file_name(path);
        let subject = Subject(&name);
        // Absolute, so that a later change of the working directory does not make the handle mean another file.
        let path = std::path::absolute(path).map_err(|error| subject.io(error))?;
        let (file, stamp) = open_file(&path, subject)?;
        let described = describe::describe(
            &FileReader::from(file),
            stamp.length,
            Origin::File(&path),
            subject,
        )?;
        let package = Self {
            inner: Arc::new(Inner {
                path,
                stamp,
                info: described.info,
                model: Mutex::new(described.model),
                digest: OnceLock::new(),
            }),
        };
        // A build that still writes the file, or puts another in its place, must not be read half and half.
        let (_, after) = open_file(package.path(), subject)?;
        if after != stamp {
            return Err(package.changed("it was written while it was read"));
        }
        Ok(package)
    }

    /// The file, as an absolute path.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.inner.path
    }

    /// What the package says about itself.
    #[must_use]
    pub fn info(&self) -> &PackageInfo {
        &self.inner.info
    }

    /// SHA-256 of the file in lower-case hexadecimal, computed at first demand with constant memory and kept.
    ///
    /// # Errors
    ///
    /// `package.unreadable`, or `package.changed` when the file is no longer the one that was opened.
    pub fn digest(&self) -> Result<String> {
        if let Some(digest) = self.inner.digest.get() {
            return Ok(digest.clone());
        }
        let digest = self.compute(Touched::IsChanged)?;
        Ok(self.inner.digest.get_or_init(|| digest).clone())
    }

    /// The digest, if it was computed before.
    pub(crate) fn known_digest(&self) -> Option<String> {
        self.inner.digest.get().cloned()
    }

    /// Whether the file still has the bytes that were opened: its size, then its digest.
    ///
    /// A file that was only touched passes when its digest was known before; otherwise nothing proves that its bytes
    /// are the same, and it is refused. The first call fixes the digest.
    ///
    /// # Errors
    ///
    /// `package.changed` when they differ, `package.unreadable` when the file is gone.
    pub fn verify_unchanged(&self) -> Result<()> {
        let Some(known) = self.inner.digest.get() else {
            return self.digest().map(drop);
        };
        if self.compute(Touched::IsCompared)? == *known {
            return Ok(());
        }
        Err(self.changed("its bytes have another SHA-256"))
    }

    /// The model: what the database and a deployment depend on. Read in place at each call, and not kept; the first call of a
    /// project gives what opening it has read.
    ///
    /// Units of a project that are listed and are not there, or whose bytes are damaged, are in [`AppModel::unread`]: an
    /// incomplete checkout is read as far as it goes. Damage of the index makes everything doubtful and stays an error.
    ///
    /// # Errors
    ///
    /// `package.model_missing`, `package.model_invalid` when it is not what Mendix writes or contradicts itself,
    /// `package.too_large`, `package.changed` when the file is no longer the one that was opened.
    pub fn model(&self) -> Result<AppModel> {
        self.reading(|reader, length, subject| {
            let origin = Origin::File(&self.inner.path);
            let read = self
                .inner
                .model
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .take();
            match read {
                Some(model) => Ok(model),
                None => describe::model(reader, length, origin, &self.inner.info, subject),
            }
        })
    }

    /// Holds every unit of a project against the SHA-256 that its index gives: what differs, and what is not there, by
    /// id. Empty when the checkout is complete and as it was committed.
    ///
    /// # Errors
    ///
    /// `package.format_unsupported` for other kinds of packages, which have no such hashes; otherwise as
    /// [`Package::model`].
    pub fn verify_contents(&self) -> Result<Vec<UnreadUnit>> {
        let subject = Subject(&self.inner.info.file_name);
        if self.inner.info.format != PackageFormat::Project {
            return Err(subject
                .error(
                    ErrorCode::PackageFormatUnsupported,
                    "only a project has hashes of its units",
                )
                .with_remedy("Compare the file's SHA-256 with the one it was published with."));
        }
        self.reading(|reader, length, subject| {
            describe::verify(reader, length, Origin::File(&self.inner.path), subject)
        })
    }

    /// How a portable package takes its configuration: defaults of constants, and the environment variables that set
    /// constants and other settings.
    ///
    /// # Errors
    ///
    /// `package.format_unsupported` for other kinds of packages, `package.metadata_invalid` when a file is not text,
    /// `package.too_large`, `package.changed` when the file is no longer the one that was opened.
    pub fn portable_configuration(&self) -> Result<PortableConfiguration> {
        let subject = Subject(&self.inner.info.file_name);
        if self.inner.info.format != PackageFormat::Portable {
            return Err(subject
                .error(
                    ErrorCode::PackageFormatUnsupported,
                    "this is no portable package",
                )
                .with_remedy("Use a package that Studio Pro or mxbuild wrote as a portable one."));
        }
        self.reading(|reader, length, subject| portable::configuration(reader, length, subject))
    }

    /// Reads the file again, and makes sure that it is the one that was opened from the first byte to the last.
    fn reading<T>(
        &self,
        work: impl FnOnce(&FileReader, u64, Subject<'_>) -> Result<T>,
    ) -> Result<T> {
        let subject = Subject(&self.inner.info.file_name);
        let (file, before) = open_file(&self.inner.path, subject)?;
        if before != self.inner.stamp {
            return Err(self.changed("it was written again"));
        }
        let result = work(&FileReader::from(file), before.length, subject);
        let (_, after) = open_file(&self.inner.path, subject)?;
        if after != before {
            return Err(self.changed("it was written while it was read"));
        }
        result
    }

    /// The limits of Mendix Cloud that the package breaks or comes near to.
    #[must_use]
    pub fn limits(&self) -> Vec<Finding> {
        limits::check(&self.inner.info)
    }

    /// Opens the file again, if it is still the one that was opened, and says its length.
    pub(super) fn reopen(&self) -> Result<(File, u64)> {
        let (file, stamp) = open_file(&self.inner.path, Subject(&self.inner.info.file_name))?;
        if stamp != self.inner.stamp {
            return Err(self.changed("it was written again"));
        }
        Ok((file, stamp.length))
    }

    /// Streams the file through SHA-256, and makes sure that it is one file from the first byte to the last.
    fn compute(&self, touched: Touched) -> Result<String> {
        let subject = Subject(&self.inner.info.file_name);
        let (mut file, before) = open_file(&self.inner.path, subject)?;
        if before.length != self.inner.stamp.length {
            return Err(self.changed(&format!(
                "it has {} bytes instead of {}",
                before.length, self.inner.stamp.length
            )));
        }
        if touched == Touched::IsChanged && before != self.inner.stamp {
            return Err(self.changed("it was written again"));
        }
        let mut hasher = Sha256::new();
        let mut chunk = vec![0; CHUNK];
        let mut length = 0u64;
        loop {
            let read = match file.read(&mut chunk) {
                Ok(0) => break,
                Ok(read) => read,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(subject.io(error)),
            };
            hasher.update(&chunk[..read]);
            length += read as u64;
        }
        let after = file.metadata().map_err(|error| subject.io(error))?;
        if length != before.length || Stamp::of(&after) != before {
            return Err(self.changed("it was written while it was read"));
        }
        Ok(hex(&hasher.finalize()))
    }

    fn changed(&self, how: &str) -> mendix_deploy_model::Error {
        Subject(&self.inner.info.file_name).error(
            ErrorCode::PackageChanged,
            format!("the file has changed since it was opened: {how}"),
        )
    }
}

/// What a newer modification time means.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Touched {
    IsChanged,
    IsCompared,
}

/// Constants' defaults may be credentials, so only the path and the versions are shown.
impl fmt::Debug for Package {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Package")
            .field("path", &self.inner.path)
            .field("model_version", &self.inner.info.model_version)
            .field("runtime_version", &self.inner.info.runtime_version)
            .finish_non_exhaustive()
    }
}

/// What an archive in memory says about itself; `file_name` is used in messages and in the result.
///
/// # Errors
///
/// As [`Package::open`].
pub fn read_info(file_name: &str, bytes: &[u8]) -> Result<PackageInfo> {
    let described = describe::describe(
        &bytes,
        bytes.len() as u64,
        Origin::Memory(bytes),
        Subject(file_name),
    )?;
    Ok(described.info)
}

/// The model of a package in memory; `file_name` is used in messages.
///
/// # Errors
///
/// As [`Package::open`] and [`Package::model`].
pub fn read_model(file_name: &str, bytes: &[u8]) -> Result<AppModel> {
    let (subject, length) = (Subject(file_name), bytes.len() as u64);
    let origin = Origin::Memory(bytes);
    let described = describe::describe(&bytes, length, origin, subject)?;
    match described.model {
        Some(model) => Ok(model),
        None => describe::model(&bytes, length, origin, &described.info, subject),
    }
}

/// Opens a regular file. A pipe or device is refused before it is opened: opening could wait for ever.
fn open_file(path: &Path, subject: Subject<'_>) -> Result<(File, Stamp)> {
    let metadata = std::fs::metadata(path).map_err(|error| subject.io(error))?;
    if metadata.is_dir() {
        return Err(subject.error(ErrorCode::PackageNotAnArchive, "this is a folder"));
    }
    if !metadata.is_file() {
        return Err(subject.error(
            ErrorCode::PackageUnreadable,
            "this is a pipe or a device, not a file",
        ));
    }
    let file = File::open(path).map_err(|error| subject.io(error))?;
    let metadata = file.metadata().map_err(|error| subject.io(error))?;
    Ok((file, Stamp::of(&metadata)))
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .map_or_else(|| path.to_string_lossy(), |name| name.to_string_lossy())
        .into_owned()
}
