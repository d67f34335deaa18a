//! Deployment archives: the directory's one metadata, and what else the directory tells about the kind of package.

use mendix_deploy_model::{
    Error, ErrorCode, Result,
    models::{AppModel, ModelSource},
    packages::PackageInfo,
};
use rawzip::ReaderAt;

use super::{
    archive::{Archive, Seen},
    entry::Entry,
    format::{Landmarks, Other},
    mdp::{self, MODEL},
    names::{self, Kinship, METADATA},
    subject::{Subject, shown},
};

/// Largest `model/metadata.json`; real ones have some kilobytes.
pub(super) const MAX_METADATA: u64 = 16 * 1024 * 1024;

/// Largest `model/model.mdp`: as large as an archive may be.
pub(super) const MAX_MODEL: u64 = 1 << 30;

/// What the directory says, and the metadata's bytes.
pub(super) struct Contents {
    pub(super) metadata: Vec<u8>,
    pub(super) uncompressed_bytes: u64,
    pub(super) file_count: u64,
}

/// What an archive is.
pub(super) enum Found {
    Deployment(Contents),
    Other(Other),
}

/// Reads an archive of `length` bytes in place.
pub(super) fn read<R: ReaderAt>(reader: R, length: u64, subject: Subject<'_>) -> Result<Found> {
    let mut directory = Directory::default();
    let archive = Archive::open(reader, length, subject, |seen| directory.see(seen, subject))?;
    let Some(metadata) = directory.metadata else {
        return match directory.landmarks.other() {
            Some(other) => Ok(Found::Other(other)),
            None => Err(missing_metadata(&directory, subject)),
        };
    };
    if let Some(alias) = directory.alias {
        return Err(subject.error(
            ErrorCode::PackageMetadataDuplicate,
            format!(
                "the archive has {METADATA} and `{alias}`, which some readers take for the same"
            ),
        ));
    }
    Ok(Found::Deployment(Contents {
        metadata: archive.read(METADATA, metadata, MAX_METADATA, subject)?,
        uncompressed_bytes: archive.uncompressed_bytes,
        file_count: archive.file_count,
    }))
}

/// Reads the model of an archive of `length` bytes in place; `info` is what its metadata says.
pub(super) fn model<R: ReaderAt>(
    reader: R,
    length: u64,
    info: &PackageInfo,
    subject: Subject<'_>,
) -> Result<AppModel> {
    let (mut found, mut others) = (None, 0);
    let archive = Archive::open(reader, length, subject, |seen| {
        match seen.name {
            MODEL if found.is_none() => found = Some(seen.entry),
            name => others += usize::from(names::resembles_model(name)),
        }
        Ok(())
    })?;
    let Some(entry) = found else {
        return Err(subject.error(
            ErrorCode::PackageModelMissing,
            format!("the archive has no {MODEL}"),
        ));
    };
    if others > 0 {
        return Err(subject.error(
            ErrorCode::PackageModelInvalid,
            format!("the archive has {MODEL} and another entry that some readers take for it"),
        ));
    }
    let mut model = archive.stream(MODEL, entry, MAX_MODEL, subject, |reader| {
        mdp::read(reader, ModelSource::ArchiveModel, subject)
    })?;
    mdp::add_metadata(&mut model, info, subject)?;
    Ok(model)
}

#[derive(Default)]
struct Directory {
    metadata: Option<Entry>,
    alias: Option<String>,
    wrapped: Option<String>,
    landmarks: Landmarks,
}

impl Directory {
    fn see(&mut self, seen: &Seen<'_>, subject: Subject<'_>) -> Result<()> {
        self.landmarks.see(seen.name);
        let kinship = if seen.is_plain {
            Kinship::Other
        } else {
            names::kinship(seen.name)
        };
        match kinship {
            Kinship::Same if self.metadata.is_some() => {
                return Err(subject.error(
                    ErrorCode::PackageMetadataDuplicate,
                    format!("the archive has {METADATA} more than once"),
                ));
            }
            Kinship::Same => self.metadata = Some(seen.entry),
            Kinship::Alias => self.alias = Some(shown(seen.name)),
            Kinship::Wrapped => self.wrapped = Some(shown(seen.name)),
            Kinship::Other => {}
        }
        Ok(())
    }
}

fn missing_metadata(directory: &Directory, subject: Subject<'_>) -> Error {
    let missing = |hint: String| {
        subject.error(
            ErrorCode::PackageMetadataMissing,
            format!("the archive has no {METADATA}{hint}"),
        )
    };
    if let Some(alias) = &directory.alias {
        return missing(format!(
            ", only `{alias}`; the runtime wants the exact name"
        ));
    }
    if let Some(wrapped) = &directory.wrapped {
        return missing(format!(", only `{wrapped}`"))
            .with_remedy("Pack the contents of the folder, not the folder itself: model/ and web/ stand at the top of a deployment archive.");
    }
    missing(String::new())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::cell::Cell;

    use rawzip::ReaderAt;

    use super::{Found, Subject, read};
    use crate::package::ArchiveBuilder;

    /// Counts what is read.
    struct Counted<'a>(&'a [u8], &'a Cell<usize>);

    impl ReaderAt for Counted<'_> {
        fn read_at(&self, buffer: &mut [u8], offset: u64) -> std::io::Result<usize> {
            let read = self.0.read_at(buffer, offset)?;
            self.1.set(self.1.get() + read);
            Ok(read)
        }
    }

    #[test]
    fn only_the_directory_and_the_metadata_are_read() {
        let mut builder = ArchiveBuilder::new("Orders");
        for i in 0..2_000 {
            builder = builder.noise(format!("web/{i}.bin"), i, 10_000);
        }
        let bytes = builder.to_bytes().unwrap();
        let count = Cell::new(0);
        let found = read(
            Counted(&bytes, &count),
            bytes.len() as u64,
            Subject("orders.mda"),
        )
        .unwrap();
        let Found::Deployment(contents) = found else {
            panic!("it is a deployment archive");
        };
        assert_eq!(contents.file_count, 2_003);
        assert!(bytes.len() > 20_000_000);
        // 2,000 directory records of some 60 bytes, the search for the end record, the metadata.
        assert!(count.get() < 250_000, "{} bytes read", count.get());
    }
}
