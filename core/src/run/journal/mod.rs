//! The journal: what was intended, done and observed, so that a new process continues from it.
//!
//! One run is one sequence of lines. [`Journal`] is a dumb store for lines with two promises, a conditional append and a
//! fenced lease; sealing and checking the chain is done here, the same for every store. [`conformance`] is what every
//! implementation passes.

mod chain;
pub mod conformance;
mod file;
mod place;

use std::path::PathBuf;

use futures::future::BoxFuture;
use mendix_deploy_model::{
    Result,
    runs::{JournalEntry, LeaseInfo, RunId},
    time::Timestamp,
};

pub use chain::{Course, seal};
pub use file::FileJournal;
pub use place::default_folder;
pub(super) use place::place_warning;

/// The hash that the first entry names as its predecessor's.
pub const NO_PREVIOUS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// The lines of one run as a store returns them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lines {
    /// Complete lines in order, without line ends.
    pub lines: Vec<String>,
    /// Whether something after the last complete line was cut off: a process died while it wrote. It was never
    /// acknowledged and counts as not written.
    pub torn: bool,
}

/// A place where journals live. Implementations are shared by every process that may act on the same environments.
///
/// Whatever is written is durable when the future completes. Nothing here interprets a line.
pub trait Journal: Send + Sync + 'static {
    /// Where it is, as a person would name it: a folder, an address without credentials.
    fn location(&self) -> String;

    /// A folder for files that are too large for [`Journal::keep`]; absent when the store has none.
    fn folder(&self) -> Option<PathBuf>;

    /// Appends line number `sequence` (from 1) of a run, if and only if it has exactly `sequence - 1` lines. Of two
    /// writers one succeeds.
    ///
    /// # Errors
    ///
    /// `journal.conflict` when the run has another number of lines, `journal.unwritable`.
    fn append<'a>(
        &'a self,
        run: &'a RunId,
        sequence: u64,
        line: &'a str,
    ) -> BoxFuture<'a, Result<()>>;

    /// The lines of a run; none when the run is not known.
    ///
    /// # Errors
    ///
    /// `journal.unwritable` when the store cannot be read.
    fn read<'a>(&'a self, run: &'a RunId) -> BoxFuture<'a, Result<Lines>>;

    /// The runs, oldest first.
    ///
    /// # Errors
    ///
    /// `journal.unwritable` when the store cannot be read.
    fn list(&self) -> BoxFuture<'_, Result<Vec<RunId>>>;

    /// Keeps a small file beside a run's lines, readable by the owner only, in place of an earlier one of that name.
    ///
    /// # Errors
    ///
    /// `journal.unwritable`.
    fn keep<'a>(
        &'a self,
        run: &'a RunId,
        name: &'a str,
        bytes: &'a [u8],
    ) -> BoxFuture<'a, Result<()>>;

    /// A file that was kept; `None` when there is none of that name.
    ///
    /// # Errors
    ///
    /// `journal.unwritable` when the store cannot be read.
    fn kept<'a>(&'a self, run: &'a RunId, name: &'a str) -> BoxFuture<'a, Result<Option<Vec<u8>>>>;

    /// Takes the lease of `wish.key` for `wish.runner`. Its fence is larger than that of every lease of this key before.
    /// `wish.fence` is ignored.
    ///
    /// # Errors
    ///
    /// `run.locked`, with the holder as detail, while another runner holds it at `now`.
    fn acquire<'a>(
        &'a self,
        wish: &'a LeaseInfo,
        now: Timestamp,
    ) -> BoxFuture<'a, Result<LeaseInfo>>;

    /// Extends a lease to `expires_at`. Works after its end as well, as long as nobody else has taken it.
    ///
    /// # Errors
    ///
    /// `run.lease_lost` when another runner took it or it was released.
    fn renew<'a>(
        &'a self,
        lease: &'a LeaseInfo,
        expires_at: Timestamp,
    ) -> BoxFuture<'a, Result<LeaseInfo>>;

    /// Gives a lease back. Of a lease that is lost already nothing happens.
    ///
    /// # Errors
    ///
    /// `journal.unwritable`.
    fn release<'a>(&'a self, lease: &'a LeaseInfo) -> BoxFuture<'a, Result<()>>;

    /// Who took the lease of this key last, also when it has ended or was given back; `None` when nobody ever did.
    ///
    /// # Errors
    ///
    /// `journal.unwritable` when the store cannot be read.
    fn latest<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Result<Option<LeaseInfo>>>;

    /// Tells the store that the runner of this lease is gone without having released it. A store that can see whether
    /// the holder lives forgets it here; others need not do anything.
    fn forsake(&self, lease: &LeaseInfo) {
        let _ = lease;
    }
}

/// Reads a run and checks its chain.
///
/// # Errors
///
/// `run.not_found`, `journal.corrupt`, `journal.newer`, `journal.unwritable`.
pub async fn read_course(journal: &dyn Journal, run: &RunId) -> Result<Course> {
    let lines = journal.read(run).await?;
    Course::open(run, &journal.location(), &lines)
}

/// Seals an entry and appends it.
///
/// # Errors
///
/// As [`Journal::append`].
pub async fn append_entry(journal: &dyn Journal, entry: &mut JournalEntry) -> Result<()> {
    let line = seal(entry)?;
    journal.append(&entry.run, entry.sequence, &line).await
}
