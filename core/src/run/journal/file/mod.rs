//! Journals in a folder: `runs/<run>/journal.jsonl`, kept files beside it, and `leases/`.

mod leases;

use std::{
    collections::HashMap,
    fs::{self, File, OpenOptions},
    io::{Read as _, Seek as _, SeekFrom, Write as _},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use futures::future::{BoxFuture, FutureExt as _};
use mendix_deploy_model::{
    Error, ErrorCode, Result,
    runs::{LeaseInfo, RunId},
    time::Timestamp,
};

use super::{Journal, Lines};

/// No journal line comes near this; a file beyond it was not written by this library.
const MAX_JOURNAL_BYTES: u64 = 256 << 20;

/// A journal in a folder of this machine, or one that several machines mount. Needs file locks that work across all of
/// them (NFS 4 and later, SMB); the folder belongs to one user and is readable by that user only.
pub struct FileJournal {
    shared: Arc<Shared>,
}

struct Shared {
    root: PathBuf,
    /// Locks that say that a runner of this process lives, by runner.
    alive: Mutex<HashMap<String, File>>,
}

impl FileJournal {
    /// Opens or makes the folder.
    ///
    /// # Errors
    ///
    /// `journal.unwritable` when it cannot be made or written.
    pub fn open(root: impl Into<PathBuf>) -> Result<Self> {
        let root = root.into();
        let root = std::path::absolute(&root).map_err(|error| unwritable(&root, error))?;
        for folder in [root.clone(), root.join("runs"), root.join("leases")] {
            make_folder(&folder)?;
        }
        Ok(Self {
            shared: Arc::new(Shared {
                root,
                alive: Mutex::default(),
            }),
        })
    }

    /// Runs file work off the async threads.
    fn blocking<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Shared) -> Result<T> + Send + 'static,
    ) -> BoxFuture<'static, Result<T>> {
        let shared = Arc::clone(&self.shared);
        async move {
            tokio::task::spawn_blocking(move || work(&shared))
                .await
                .unwrap_or_else(|error| {
                    Err(Error::new(
                        ErrorCode::JournalUnwritable,
                        "the journal's worker ended before it had finished",
                    )
                    .with_source(error))
                })
        }
        .boxed()
    }
}

impl Journal for FileJournal {
    fn location(&self) -> String {
        self.shared.root.display().to_string()
    }

    fn folder(&self) -> Option<PathBuf> {
        Some(self.shared.root.clone())
    }

    fn append<'a>(
        &'a self,
        run: &'a RunId,
        sequence: u64,
        line: &'a str,
    ) -> BoxFuture<'a, Result<()>> {
        let (run, line) = (run.clone(), line.to_owned());
        self.blocking(move |shared| shared.append(&run, sequence, &line))
    }

    fn read<'a>(&'a self, run: &'a RunId) -> BoxFuture<'a, Result<Lines>> {
        let run = run.clone();
        self.blocking(move |shared| shared.read(&run))
    }

    fn list(&self) -> BoxFuture<'_, Result<Vec<RunId>>> {
        self.blocking(Shared::list)
    }

    fn keep<'a>(
        &'a self,
        run: &'a RunId,
        name: &'a str,
        bytes: &'a [u8],
    ) -> BoxFuture<'a, Result<()>> {
        let (run, name, bytes) = (run.clone(), name.to_owned(), bytes.to_vec());
        self.blocking(move |shared| {
            let folder = shared.run_folder(&run)?;
            make_folder(&folder)?;
            replace(&folder.join(plain(&name)?), &bytes)
        })
    }

    fn kept<'a>(&'a self, run: &'a RunId, name: &'a str) -> BoxFuture<'a, Result<Option<Vec<u8>>>> {
        let (run, name) = (run.clone(), name.to_owned());
        self.blocking(move |shared| {
            let path = shared.run_folder(&run)?.join(plain(&name)?);
            match fs::read(&path) {
                Ok(bytes) => Ok(Some(bytes)),
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
                Err(error) => Err(unwritable(&path, error)),
            }
        })
    }

    fn acquire<'a>(
        &'a self,
        wish: &'a LeaseInfo,
        now: Timestamp,
    ) -> BoxFuture<'a, Result<LeaseInfo>> {
        let wish = wish.clone();
        self.blocking(move |shared| shared.acquire(wish, now))
    }

    fn renew<'a>(
        &'a self,
        lease: &'a LeaseInfo,
        expires_at: Timestamp,
    ) -> BoxFuture<'a, Result<LeaseInfo>> {
        let lease = lease.clone();
        self.blocking(move |shared| shared.renew(lease, expires_at))
    }

    fn release<'a>(&'a self, lease: &'a LeaseInfo) -> BoxFuture<'a, Result<()>> {
        let lease = lease.clone();
        self.blocking(move |shared| shared.release(lease))
    }

    fn latest<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Result<Option<LeaseInfo>>> {
        let key = key.to_owned();
        self.blocking(move |shared| {
            let _guard = shared.guard(&key)?;
            Ok(shared.stored(&key)?.map(|stored| stored.lease))
        })
    }

    fn forsake(&self, lease: &LeaseInfo) {
        self.shared.alive().remove(&lease.runner);
    }
}

impl Shared {
    fn alive(&self) -> std::sync::MutexGuard<'_, HashMap<String, File>> {
        self.alive.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn run_folder(&self, run: &RunId) -> Result<PathBuf> {
        Ok(self.root.join("runs").join(plain(run.as_str())?))
    }

    fn append(&self, run: &RunId, sequence: u64, line: &str) -> Result<()> {
        let folder = self.run_folder(run)?;
        let is_new = make_folder(&folder)?;
        let path = folder.join("journal.jsonl");
        let fail = |error| unwritable(&path, error);
        let mut file = owner_only()
            .create(true)
            .read(true)
            .append(true)
            .open(&path)
            .map_err(fail)?;
        file.lock().map_err(fail)?;
        let text = read_bounded(&mut file, &path)?;
        let (lines, complete) = complete_lines(&text);
        let count = lines.len() as u64;
        if count + 1 != sequence {
            return Err(Error::new(
                ErrorCode::JournalConflict,
                format!("run {run} has {count} entries, entry {sequence} does not follow"),
            )
            .with_context("run", run));
        }
        if complete < text.len() {
            // The rest of a write that was never acknowledged.
            file.set_len(complete as u64).map_err(fail)?;
        }
        file.write_all(format!("{line}\n").as_bytes())
            .map_err(fail)?;
        file.sync_data().map_err(fail)?;
        if sequence == 1 || is_new {
            sync_folder(&folder)?;
            sync_folder(&self.root.join("runs"))?;
        }
        Ok(())
    }

    fn read(&self, run: &RunId) -> Result<Lines> {
        let path = self.run_folder(run)?.join("journal.jsonl");
        let mut file = match File::open(&path) {
            Ok(file) => file,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Ok(Lines::default());
            }
            Err(error) => return Err(unwritable(&path, error)),
        };
        file.lock_shared()
            .map_err(|error| unwritable(&path, error))?;
        let text = read_bounded(&mut file, &path)?;
        let (lines, complete) = complete_lines(&text);
        let lines = lines
            .into_iter()
            .map(|line| {
                String::from_utf8(line.to_vec()).map_err(|error| {
                    Error::new(
                        ErrorCode::JournalCorrupt,
                        format!("{} is not text", path.display()),
                    )
                    .with_source(error)
                })
            })
            .collect::<Result<_>>()?;
        Ok(Lines {
            lines,
            torn: complete < text.len(),
        })
    }

    fn list(&self) -> Result<Vec<RunId>> {
        let folder = self.root.join("runs");
        let fail = |error| unwritable(&folder, error);
        let mut runs = Vec::new();
        for entry in fs::read_dir(&folder).map_err(fail)? {
            let entry = entry.map_err(fail)?;
            if entry.path().join("journal.jsonl").is_file() {
                runs.push(RunId::new(entry.file_name().to_string_lossy()));
            }
        }
        runs.sort();
        Ok(runs)
    }
}

/// Complete lines and the number of bytes they take.
fn complete_lines(text: &[u8]) -> (Vec<&[u8]>, usize) {
    let complete = text
        .iter()
        .rposition(|byte| *byte == b'\n')
        .map_or(0, |at| at + 1);
    let lines = text
        .get(..complete.saturating_sub(1))
        .filter(|_| complete > 0)
        .map(|body| body.split(|byte| *byte == b'\n').collect())
        .unwrap_or_default();
    (lines, complete)
}

fn read_bounded(file: &mut File, path: &Path) -> Result<Vec<u8>> {
    let mut text = Vec::new();
    file.seek(SeekFrom::Start(0))
        .and_then(|_| file.take(MAX_JOURNAL_BYTES + 1).read_to_end(&mut text))
        .map_err(|error| unwritable(path, error))?;
    if text.len() as u64 > MAX_JOURNAL_BYTES {
        return Err(Error::new(
            ErrorCode::JournalCorrupt,
            format!(
                "{} is larger than {MAX_JOURNAL_BYTES} bytes",
                path.display()
            ),
        ));
    }
    Ok(text)
}

/// A name that is one plain file name on every system.
fn plain(name: &str) -> Result<&str> {
    let is_plain = !name.is_empty()
        && name.len() <= 128
        && !name.starts_with('.')
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'));
    if is_plain {
        Ok(name)
    } else {
        Err(Error::new(
            ErrorCode::RunNotFound,
            format!("{name:?} is not the name of a run or of a file beside one"),
        ))
    }
}

fn unwritable(path: &Path, error: std::io::Error) -> Error {
    Error::new(
        ErrorCode::JournalUnwritable,
        format!("the journal's {} cannot be used", path.display()),
    )
    .with_source(error)
}

fn owner_only() -> OpenOptions {
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    options
}

/// Makes a folder for the owner only; says whether it was new.
fn make_folder(path: &Path) -> Result<bool> {
    if path.is_dir() {
        return Ok(false);
    }
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt as _;
        builder.mode(0o700);
    }
    builder
        .create(path)
        .map_err(|error| unwritable(path, error))?;
    Ok(true)
}

#[cfg(unix)]
fn sync_folder(path: &Path) -> Result<()> {
    File::open(path)
        .and_then(|folder| folder.sync_all())
        .map_err(|error| unwritable(path, error))
}

/// Elsewhere a folder cannot be opened as a file; the file's own sync has to do.
#[cfg(not(unix))]
#[allow(clippy::unnecessary_wraps)] // the same signature everywhere
fn sync_folder(_path: &Path) -> Result<()> {
    Ok(())
}

/// Writes a file so that a reader sees the old or the new one, never half of it.
fn replace(path: &Path, bytes: &[u8]) -> Result<()> {
    let fail = |error| unwritable(path, error);
    let mut temporary = path.to_path_buf().into_os_string();
    temporary.push(format!(".{}.tmp", std::process::id()));
    let temporary = PathBuf::from(temporary);
    let mut file = owner_only()
        .create(true)
        .write(true)
        .truncate(true)
        .open(&temporary)
        .map_err(fail)?;
    file.write_all(bytes)
        .and_then(|()| file.sync_all())
        .and_then(|()| fs::rename(&temporary, path))
        .map_err(fail)?;
    path.parent().map_or(Ok(()), sync_folder)
}
