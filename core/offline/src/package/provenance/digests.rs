//! Digests that say in which respect two packages are the same.

use std::{
    fs::File,
    io::{Read, Seek},
};

use mendix_deploy_model::{
    Result,
    packages::{PackageDigests, PackageFormat},
};
use rawzip::ReaderAt;
use sha2::{Digest, Sha256};

use super::{
    code,
    files::{Files, Listing},
    model,
};
use crate::package::{
    Package, deployment::MAX_METADATA, hex::hex, mdp::MODEL, names::METADATA, subject::Subject,
};

/// What a local run leaves in `model/`: configuration and admin password of the developer's machine, which is not deployed
/// (package formats, 4.1).
const LOCAL: &str = "model/config.json";

impl Package {
    /// Digests of the file, of what is deployed, and of the app as it was modelled.
    ///
    /// Reads the whole file with bounded memory. Two packages with the same `model` are builds of the same model, even
    /// when file, version and build time differ.
    ///
    /// # Errors
    ///
    /// A `package.*` code: the file has changed since it was opened, an entry is damaged or stands twice in the archive,
    /// the model is not what it claims to be.
    pub fn content_digests(&self) -> Result<PackageDigests> {
        let file = self.digest()?;
        let name = self.info().file_name.clone();
        let subject = Subject(&name);
        let (mut opened, length) = self.reopen()?;
        if !is_zip(&mut opened).map_err(|error| subject.io(error))? {
            // A project that is not packed: one file, or the index of many with their hashes.
            return Ok(PackageDigests {
                content: file.clone(),
                file,
                model: None,
            });
        }
        let files = Files::of_file(opened, length, subject)?;
        let mut content = Listing::default();
        for (name, entry) in files.iter().filter(|(name, _)| !is_local(name)) {
            content.add(name, files.hash(name, entry, subject)?);
        }
        let model = match self.info().format {
            PackageFormat::Project => None,
            PackageFormat::Archive | PackageFormat::Portable => modelled(&files, subject)?,
        };
        self.reopen()?; // changed meanwhile?
        Ok(PackageDigests {
            file,
            content: hex(&content.digest()),
            model,
        })
    }

    /// The digest of the app as it was modelled and coded ([`PackageDigests::model`]), without reading the rest of the
    /// file. `None` for a project: what a build makes of it is not known.
    ///
    /// # Errors
    ///
    /// As [`Package::content_digests`].
    pub fn model_digest(&self) -> Result<Option<String>> {
        if self.info().format == PackageFormat::Project {
            return Ok(None);
        }
        let subject = Subject(&self.info().file_name);
        let (opened, length) = self.reopen()?;
        let digest = modelled(&Files::of_file(opened, length, subject)?, subject)?;
        self.reopen()?; // changed meanwhile?
        Ok(digest)
    }
}

fn modelled<R: ReaderAt>(files: &Files<R>, subject: Subject<'_>) -> Result<Option<String>> {
    let mut parts = Listing::default();
    let mut has_model = false;
    for (name, full, entry) in files.of_app() {
        if name == MODEL {
            has_model = true;
            let documents = files.stream(full, entry, subject, |reader| {
                model::documents(reader, subject)
            })?;
            parts.add(name, documents);
        } else if name == METADATA {
            let bytes = files.read(full, MAX_METADATA, subject)?.unwrap_or_default();
            // Opened before, so it is readable metadata; whatever it is, it counts.
            let hash = model::metadata(&bytes).unwrap_or_else(|| sha256(&bytes));
            parts.add(name, hash);
        } else if code::is_code(name) {
            parts.add(name, code::hash(files, name, full, entry, subject)?);
        }
    }
    Ok(has_model.then(|| hex(&parts.digest())))
}

/// In a portable package the file lies deeper.
fn is_local(name: &str) -> bool {
    name == LOCAL || name.ends_with("/model/config.json")
}

/// Whether a file is a zip archive; it is read again from its start.
fn is_zip(file: &mut File) -> std::io::Result<bool> {
    let mut start = [0; 4];
    let seen = file.read(&mut start)?;
    file.rewind()?;
    Ok(start[..seen].starts_with(b"PK"))
}

/// SHA-256 of some bytes.
pub(super) fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}
