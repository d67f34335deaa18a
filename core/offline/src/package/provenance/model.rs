//! What identifies a model, without what a build adds to it.
//!
//! Two builds of one app differ in `model.mdp` only where documents really differ, and in its second document, which
//! carries the id of the build and the version that was given (held against two deployments of one app on 10.1.1: of 90
//! documents in both, 84 are equal byte by byte, and those that differ were edited).

use std::io::{self, Read};

use mendix_deploy_model::{ErrorCode, Result};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::digests::sha256;
use crate::package::{bson::Document, mdp::MODEL, subject::Subject};

/// Keys of the project document that a build writes.
const OF_THE_BUILD: [&str; 2] = ["DeploymentID", "ModelVersion"];

/// Keys of the metadata that a build writes.
const GIVEN_AT_BUILD: [&str; 2] = ["ModelVersion", "Description"];

/// Largest project document; real ones have some hundred kilobytes.
const MAX_PROJECT: u64 = 16 * 1024 * 1024;

/// Most documents of a model; real ones have some thousands.
const MAX_DOCUMENTS: usize = 200_000;

/// Bytes of a document that hold its `$ID` and `$Type`.
const HEAD: u64 = 64;

/// What identifies the documents of a model. Their order does not count, and neither does the index, which only lists
/// them.
pub(super) fn documents(reader: &mut dyn Read, subject: Subject<'_>) -> Result<[u8; 32]> {
    let invalid = |at: u64, why: &str| {
        subject.error(
            ErrorCode::PackageModelInvalid,
            format!("{MODEL}, byte {at}: {why}"),
        )
    };
    let mut reader = io::BufReader::with_capacity(64 * 1024, reader);
    let mut at = 0;
    let mut hashes: Vec<[u8; 32]> = Vec::new();
    let mut project_seen = false;
    loop {
        let mut head = Vec::with_capacity(HEAD as usize);
        fill(&mut reader, 4, &mut head).map_err(|error| subject.io(error))?;
        if head.is_empty() {
            hashes.sort_unstable();
            return Ok(sha256(hashes.as_flattened()));
        }
        let length = match head.first_chunk() {
            Some(length) => u64::try_from(i32::from_le_bytes(*length)).unwrap_or(0),
            None => 0,
        };
        if length < 5 {
            return Err(invalid(at, "no document starts here"));
        }
        if hashes.len() == MAX_DOCUMENTS {
            return Err(subject.error(
                ErrorCode::PackageTooLarge,
                format!("{MODEL} has more than {MAX_DOCUMENTS} documents"),
            ));
        }
        fill(&mut reader, length.min(HEAD) - 4, &mut head).map_err(|error| subject.io(error))?;
        let is_project = contains(&head, b"\x02$Type\0\x11\0\0\0Projects$Project\0");
        let hash = if is_project && length <= MAX_PROJECT {
            fill(&mut reader, length - head.len() as u64, &mut head)
                .map_err(|error| subject.io(error))?;
            project(&head)
        } else {
            let left = length.saturating_sub(head.len() as u64);
            let mut hasher = Sha256::new();
            hasher.update(&head);
            let read = io::copy(&mut (&mut reader).take(left), &mut Hashing(&mut hasher))
                .map_err(|error| subject.io(error))?;
            (read == left).then(|| hasher.finalize().into())
        };
        let Some(hash) = hash else {
            return Err(invalid(at, "this document cannot be read"));
        };
        // The first project document is the index.
        if !is_project || project_seen {
            hashes.push(hash);
        }
        project_seen |= is_project;
        at += length;
    }
}

/// Metadata without what was given at build time, whatever the order of its keys and its line ends.
pub(super) fn metadata(bytes: &[u8]) -> Option<[u8; 32]> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let Ok(Value::Object(mut metadata)) = serde_json::from_slice(bytes) else {
        return None;
    };
    metadata.retain(|key, _| !GIVEN_AT_BUILD.contains(&key.as_str()));
    let mut metadata = Value::Object(metadata);
    metadata.sort_all_objects();
    serde_json::to_vec(&metadata).ok().map(|text| sha256(&text))
}

/// The elements of a project document that are not the build's, as they stand in it.
fn project(bytes: &[u8]) -> Option<[u8; 32]> {
    let document = Document::parse(bytes).ok()?;
    let mut hasher = Sha256::new();
    let mut start = 4;
    let mut kept = None;
    let mut take = |from: usize, to: usize, keep: bool| -> Option<()> {
        let element = bytes.get(from..to)?;
        if keep {
            hasher.update(element);
        }
        Some(())
    };
    for element in document.elements() {
        let element = element.ok()?;
        // Before a value stand its type, its name and a zero.
        let from = element.offset.checked_sub(element.key.len() + 2)?;
        if let Some(keep) = kept {
            take(start, from, keep)?;
        }
        start = from;
        kept = Some(!OF_THE_BUILD.contains(&element.key));
    }
    if let Some(keep) = kept {
        take(start, bytes.len() - 1, keep)?;
    }
    Some(hasher.finalize().into())
}

/// Appends up to `count` bytes: memory grows with what is there, not with what is claimed.
fn fill(reader: &mut impl Read, count: u64, bytes: &mut Vec<u8>) -> io::Result<()> {
    reader.take(count).read_to_end(bytes).map(drop)
}

fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

struct Hashing<'a>(&'a mut Sha256);

impl io::Write for Hashing<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
