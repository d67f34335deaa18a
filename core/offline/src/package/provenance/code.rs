//! Code and resources of an app: what belongs to the model and is no part of `model.mdp`.

use mendix_deploy_model::Result;
use rawzip::ReaderAt;

use super::{
    digests::sha256,
    files::{Files, Listing},
};
use crate::package::{entry::Entry, subject::Subject};

/// The app's own code.
const COMPILED: &str = "model/bundles/";

/// Largest jar that is looked into; larger ones count as they are.
const MAX_JAR: u64 = 16 * 1024 * 1024;

/// Most bytes that the files of such a jar may have together.
const MAX_CLASSES: u64 = 256 * 1024 * 1024;

/// Written by the build: who built it, with what, when.
const MANIFEST: &str = "META-INF/MANIFEST.MF";

/// Whether a file is compiled code, a library or a resource of the project.
pub(super) fn is_code(name: &str) -> bool {
    [COMPILED, "model/lib/", "model/resources/"]
        .iter()
        .any(|folder| name.starts_with(folder))
}

/// What identifies such a file.
///
/// The app's own jars are compiled anew with every build: their files count, not their bytes, and not their manifest.
/// Libraries and resources stay as they are, and there may be hundreds of megabytes of them: their size and checksum in
/// the archive's directory count, so that they need not be read.
pub(super) fn hash<R: ReaderAt>(
    files: &Files<R>,
    name: &str,
    full: &str,
    entry: Entry,
    subject: Subject<'_>,
) -> Result<[u8; 32]> {
    if name.starts_with(COMPILED) && name.ends_with(".jar") && entry.size() <= MAX_JAR {
        let bytes = files.read(full, MAX_JAR, subject)?.unwrap_or_default();
        if let Some(hash) = classes(&bytes) {
            return Ok(hash);
        }
    }
    Ok(sha256(
        format!("{} {:08x}", entry.size(), entry.crc()).as_bytes(),
    ))
}

fn classes(jar: &[u8]) -> Option<[u8; 32]> {
    let subject = Subject("jar");
    let files = Files::open(jar, jar.len() as u64, subject).ok()?;
    let total: u64 = files.iter().map(|(_, entry)| entry.size()).sum();
    if total > MAX_CLASSES {
        return None;
    }
    let mut parts = Listing::default();
    for (name, entry) in files.iter().filter(|(name, _)| *name != MANIFEST) {
        parts.add(name, files.hash(name, entry, subject).ok()?);
    }
    Some(parts.digest())
}
