//! Entries of the journal.

use mendix_deploy_surface::model;

use super::{RunId, RunRecord};
use crate::time::Timestamp;

/// Who acts, where, and under which identities.
#[model(eq)]
pub struct Actor {
    /// The person or job on whose behalf: the caller's word, else the CI job's user, else the user of this machine.
    pub name: String,
    /// This machine's name.
    pub host: String,
    /// The CI run, as its address or id; absent outside CI.
    pub ci_run: Option<String>,
    /// The user that the platform sees; absent without an API key.
    pub api_user: Option<String>,
}

/// One line of a journal. Each entry holds the hash of the one before, so that an altered, lost or moved entry shows.
#[model]
pub struct JournalEntry {
    /// Version of the journal's format.
    pub version: u32,
    /// The run.
    pub run: RunId,
    /// Its number, from 1 without gaps.
    pub sequence: u64,
    /// When it was written.
    pub at: Timestamp,
    /// Who wrote it.
    pub actor: Actor,
    /// The fencing number of the lease under which it was written.
    pub fence: u64,
    /// What happened.
    pub record: RunRecord,
    /// Hash of the entry before; 64 zeros in the first one.
    pub previous: String,
    /// SHA-256 over the text of this line up to the comma before this field.
    pub hash: String,
}

impl JournalEntry {
    /// Version of the format that this library writes, and the newest it reads.
    pub const VERSION: u32 = 1;
}
