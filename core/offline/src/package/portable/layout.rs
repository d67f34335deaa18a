//! Where things are in a portable package.

use mendix_deploy_model::{
    ErrorCode, Result,
    models::{AppModel, ModelSource},
    packages::PackageInfo,
};
use rawzip::ReaderAt;

use crate::package::{
    archive::{Archive, Seen},
    deployment::{Contents, MAX_METADATA, MAX_MODEL},
    entry::Entry,
    mdp::{self, MODEL},
    names::METADATA,
    subject::{Subject, shown},
};

/// Files in `etc` that are read, below the package's root.
pub(super) const DEFAULTS: &str = "etc/constants/defaults.conf";
pub(super) const CONSTANTS: &str = "etc/constants/variables.conf";
pub(super) const SETTINGS: &str = "etc/variables.conf";

/// A portable package whose metadata was found.
pub(super) struct Layout<R> {
    pub(super) archive: Archive<R>,
    metadata: (String, Entry),
    models: Vec<(String, Entry)>,
    /// The files of `etc` with the name they have below the root.
    pub(super) files: Vec<(&'static str, String, Entry)>,
}

impl<R: ReaderAt> Layout<R> {
    pub(super) fn find(reader: R, length: u64, subject: Subject<'_>) -> Result<Self> {
        let mut found = Found::default();
        let archive = Archive::open(reader, length, subject, |seen| {
            found.see(seen);
            Ok(())
        })?;
        let metadata = found.metadata.ok_or_else(|| {
            subject.error(
                ErrorCode::PackageMetadataMissing,
                format!("the portable package has no app/{METADATA}"),
            )
        })?;
        if let Some(tie) = found.tie {
            return Err(subject.error(
                ErrorCode::PackageMetadataDuplicate,
                format!(
                    "the archive has `{}` and `{}`; nothing says which is the application",
                    shown(&metadata.0),
                    shown(&tie)
                ),
            ));
        }
        // `app/model/metadata.json`, with or without a folder around the package.
        let app = &metadata.0[..metadata.0.len() - METADATA.len()];
        let root = app.strip_suffix("app/").unwrap_or(app);
        let mut files: Vec<(&'static str, String, Entry)> = Vec::new();
        for (known, name, entry) in found.files {
            if name.len() == root.len() + known.len() && name.starts_with(root) {
                if files.iter().any(|(other, ..)| *other == known) {
                    return Err(subject.error(
                        ErrorCode::PackageMetadataDuplicate,
                        format!("the archive has {} more than once", shown(&name)),
                    ));
                }
                files.push((known, name, entry));
            }
        }
        let models = found
            .models
            .into_iter()
            .filter(|(name, _)| name.strip_suffix(MODEL) == Some(app))
            .collect();
        Ok(Self {
            archive,
            metadata,
            models,
            files,
        })
    }
}

/// The metadata's bytes and what the directory says.
pub(in crate::package) fn read<R: ReaderAt>(
    reader: R,
    length: u64,
    subject: Subject<'_>,
) -> Result<Contents> {
    let layout = Layout::find(reader, length, subject)?;
    let (name, entry) = &layout.metadata;
    Ok(Contents {
        metadata: layout.archive.read(name, *entry, MAX_METADATA, subject)?,
        uncompressed_bytes: layout.archive.uncompressed_bytes,
        file_count: layout.archive.file_count,
    })
}

/// The model beside the metadata.
pub(in crate::package) fn model<R: ReaderAt>(
    reader: R,
    length: u64,
    info: &PackageInfo,
    subject: Subject<'_>,
) -> Result<AppModel> {
    let layout = Layout::find(reader, length, subject)?;
    let (name, entry) = match layout.models.as_slice() {
        [model] => model,
        [] => {
            return Err(subject.error(
                ErrorCode::PackageModelMissing,
                format!("the portable package has no app/{MODEL}"),
            ));
        }
        [(name, _), ..] => {
            return Err(subject.error(
                ErrorCode::PackageModelInvalid,
                format!("the archive has {} more than once", shown(name)),
            ));
        }
    };
    let mut model = layout
        .archive
        .stream(name, *entry, MAX_MODEL, subject, |reader| {
            mdp::read(reader, ModelSource::PortableModel, subject)
        })?;
    mdp::add_metadata(&mut model, info, subject)?;
    Ok(model)
}

/// Copies of a file that are kept until the root is known.
const MAX_COPIES: usize = 32;

#[derive(Default)]
struct Found {
    metadata: Option<(String, Entry)>,
    /// Another one as short.
    tie: Option<String>,
    models: Vec<(String, Entry)>,
    files: Vec<(&'static str, String, Entry)>,
}

impl Found {
    fn see(&mut self, seen: &Seen<'_>) {
        let below = |wanted: &str| {
            seen.name
                .strip_suffix(wanted)
                .is_some_and(|before| before.is_empty() || before.ends_with('/'))
        };
        if seen.name.ends_with("metadata.json") && below(METADATA) {
            let depth = |name: &str| name.matches('/').count();
            let known = self.metadata.as_ref().map(|(name, _)| depth(name));
            match known {
                Some(known) if known < depth(seen.name) => {}
                Some(known) if known == depth(seen.name) => self.tie = Some(seen.name.to_owned()),
                _ => {
                    self.metadata = Some((seen.name.to_owned(), seen.entry));
                    self.tie = None;
                }
            }
        } else if seen.name.ends_with("model.mdp") {
            if below(MODEL) && self.models.len() < MAX_COPIES {
                self.models.push((seen.name.to_owned(), seen.entry));
            }
        } else if seen.name.ends_with(".conf") {
            for known in [DEFAULTS, CONSTANTS, SETTINGS] {
                if below(known) && self.files.len() < MAX_COPIES {
                    self.files.push((known, seen.name.to_owned(), seen.entry));
                    break;
                }
            }
        }
    }
}
