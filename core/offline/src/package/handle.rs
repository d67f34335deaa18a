//! The handle on a package file.

use std::{
    fmt,
    fs::{File, Metadata},
    io::Read,
    path::{Path, PathBuf},
    sync::{Arc, OnceLock},
    time::SystemTime,
};

use mendix_deploy_model::{
    ErrorCode, Result,
    findings::Finding,
    models::AppModel,
    packages::{PackageFormat, PackageInfo},
};
use rawzip::{FileReader, ReaderAt};
use sha2::{Digest, Sha256};

use super::{deployment, limits, metadata, subject::Subject};

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
    /// Reads the archive's directory and `model/metadata.json` in place.
    ///
    /// Memory is bounded whatever the file claims; nothing is extracted or written.
    ///
    /// # Errors
    ///
    /// A `package.*` code: the file cannot be read, is not an archive, is cut off or contradicts itself, lacks the
    /// metadata or has it twice, has unsafe names, or is a kind of package that cannot be read yet.
    pub fn open(path: impl AsRef<Path>) -> Result<Self> {
        let path = path.as_ref();
        let name = file_name(path);
        let subject = Subject(&name);
        // Absolute, so that a later change of the working directory does not make the handle mean another file.
        let path = std::path::absolute(path).map_err(|error| subject.io(error))?;
        let (file, stamp) = open_file(&path, subject)?;
        let info = describe(FileReader::from(file), stamp.length, subject)?;
        let package = Self {
            inner: Arc::new(Inner {
                path,
                stamp,
                info,
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

    /// The model: what the database and a deployment depend on. Read in place at each call, and not kept.
    ///
    /// # Errors
    ///
    /// `package.model_missing`, `package.model_invalid` when it is not what Mendix writes or contradicts itself,
    /// `package.too_large`, `package.changed` when the file is no longer the one that was opened.
    pub fn model(&self) -> Result<AppModel> {
        let subject = Subject(&self.inner.info.file_name);
        let (file, before) = open_file(&self.inner.path, subject)?;
        if before != self.inner.stamp {
            return Err(self.changed("it was written again"));
        }
        let reader = FileReader::from(file);
        let model = deployment::model(reader, before.length, &self.inner.info, subject)?;
        let (_, after) = open_file(&self.inner.path, subject)?;
        if after != before {
            return Err(self.changed("it was written while it was read"));
        }
        Ok(model)
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
        Ok(hasher
            .finalize()
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect())
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
    describe(bytes, bytes.len() as u64, Subject(file_name))
}

/// The model of an archive in memory; `file_name` is used in messages.
///
/// # Errors
///
/// As [`Package::open`] and [`Package::model`].
pub fn read_model(file_name: &str, bytes: &[u8]) -> Result<AppModel> {
    let subject = Subject(file_name);
    let length = bytes.len() as u64;
    let info = describe(bytes, length, subject)?;
    deployment::model(bytes, length, &info, subject)
}

fn describe<R: ReaderAt>(reader: R, length: u64, subject: Subject<'_>) -> Result<PackageInfo> {
    let contents = deployment::read(reader, length, subject)?;
    let metadata = metadata::decode(&contents.metadata, subject)?;
    Ok(PackageInfo {
        file_name: subject.0.to_owned(),
        format: PackageFormat::Archive,
        project_id: metadata.project_id,
        project_name: metadata.project_name,
        model_version: Some(metadata.model_version),
        runtime_version: metadata.runtime_version,
        java_version: metadata.java_version,
        description: metadata.description,
        admin_user: metadata.admin_user,
        constants: metadata.constants,
        scheduled_events: metadata.scheduled_events,
        user_roles: metadata.user_roles,
        request_handlers: metadata.request_handlers,
        languages: metadata.languages,
        compressed_bytes: length,
        uncompressed_bytes: contents.uncompressed_bytes,
        file_count: contents.file_count,
    })
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
