//! The hash chain: an altered, lost, moved or inserted entry shows.

use mendix_deploy_model::{
    Error, ErrorCode, Result,
    runs::{JournalEntry, RunId},
};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::{Lines, NO_PREVIOUS};

const BEFORE_HASH: &str = ",\"hash\":\"";
const AFTER_HASH: &str = "\"}";
const HASH_DIGITS: usize = 64;

/// The checked entries of one run.
#[derive(Debug, Clone, PartialEq)]
pub struct Course {
    /// The entries, in order.
    pub entries: Vec<JournalEntry>,
    /// Whether an unfinished last line was left out: a process died while it wrote.
    pub torn: bool,
}

/// Only what every version of the format has.
#[derive(Deserialize)]
struct Version {
    version: u32,
}

/// Computes the hash of an entry, sets it, and returns the line.
///
/// The hash covers the text of the line, not a later interpretation of it: `head -c` and `sha256sum` can check it.
///
/// # Errors
///
/// `internal.defect` when the entry cannot be written as JSON.
pub fn seal(entry: &mut JournalEntry) -> Result<String> {
    entry.hash = String::new();
    let empty = serde_json::to_string(entry).map_err(|error| {
        Error::new(
            ErrorCode::InternalDefect,
            "a journal entry cannot be written",
        )
        .with_source(error)
    })?;
    let suffix = format!("{BEFORE_HASH}{AFTER_HASH}");
    let body = empty.strip_suffix(&suffix).ok_or_else(|| {
        Error::new(
            ErrorCode::InternalDefect,
            "a journal entry does not end with its hash",
        )
    })?;
    entry.hash = hash(body);
    Ok(format!("{body}{BEFORE_HASH}{}{AFTER_HASH}", entry.hash))
}

fn hash(body: &str) -> String {
    use std::fmt::Write as _;
    Sha256::digest(body.as_bytes()).iter().fold(
        String::with_capacity(HASH_DIGITS),
        |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        },
    )
}

/// The hash a line claims and the text it covers.
fn split(line: &str) -> Option<(&str, &str)> {
    let rest = line.strip_suffix(AFTER_HASH)?;
    let cut = rest.len().checked_sub(HASH_DIGITS)?;
    let (body, claimed) = (rest.get(..cut)?, rest.get(cut..)?);
    Some((body.strip_suffix(BEFORE_HASH)?, claimed))
}

impl Course {
    /// Checks every line and its place in the chain.
    ///
    /// # Errors
    ///
    /// `run.not_found` without lines, `journal.newer` for a newer format, `journal.corrupt` for any break of the chain.
    pub fn open(run: &RunId, location: &str, lines: &Lines) -> Result<Self> {
        if lines.lines.is_empty() {
            return Err(Error::new(
                ErrorCode::RunNotFound,
                format!("the journal in {location} has no run {run}"),
            )
            .with_context("run", run));
        }
        let mut previous = NO_PREVIOUS.to_owned();
        let mut entries = Vec::with_capacity(lines.lines.len());
        for (index, line) in lines.lines.iter().enumerate() {
            let number = index as u64 + 1;
            let entry = check(run, number, &previous, line)
                .map_err(|error| error.with_context("journal", location))?;
            previous.clone_from(&entry.hash);
            entries.push(entry);
        }
        Ok(Self {
            entries,
            torn: lines.torn,
        })
    }

    /// The hash that the next entry names.
    #[must_use]
    pub fn last_hash(&self) -> &str {
        self.entries
            .last()
            .map_or(NO_PREVIOUS, |entry| entry.hash.as_str())
    }
}

fn check(run: &RunId, number: u64, previous: &str, line: &str) -> Result<JournalEntry> {
    let corrupt = |why: &str| {
        Error::new(
            ErrorCode::JournalCorrupt,
            format!("line {number} of run {run}: {why}"),
        )
        .with_context("run", run)
        .with_context("line", number)
    };
    // The version comes first: a newer entry may have any shape and any way of being hashed.
    let Version { version } = serde_json::from_str(line)
        .map_err(|error| corrupt("not a journal entry").with_source(error))?;
    if version > JournalEntry::VERSION {
        return Err(Error::new(
            ErrorCode::JournalNewer,
            format!(
                "line {number} of run {run} has version {version} of the journal format; this version of mendix-deploy \
                 reads up to {}",
                JournalEntry::VERSION
            ),
        )
        .with_context("run", run));
    }
    let (body, claimed) = split(line).ok_or_else(|| corrupt("it does not end with a hash"))?;
    if hash(body) != claimed {
        return Err(corrupt("its text does not fit its hash"));
    }
    let entry: JournalEntry = serde_json::from_str(line)
        .map_err(|error| corrupt("its fields are not those of its version").with_source(error))?;
    if entry.previous != previous {
        return Err(corrupt("it does not follow the entry before it"));
    }
    if entry.sequence != number {
        return Err(corrupt("its number is not its place"));
    }
    if entry.run != *run {
        return Err(corrupt("it belongs to another run"));
    }
    Ok(entry)
}
