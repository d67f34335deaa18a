//! Which kind of file it is, and what it says about itself.

use std::path::Path;

use mendix_deploy_model::{
    Result,
    models::{AppModel, UnreadUnit},
    packages::{PackageFormat, PackageInfo},
};
use rawzip::ReaderAt;

use super::{
    deployment::{self, Contents, Found},
    format::Other,
    metadata, portable,
    project::{self, Location},
    subject::Subject,
};

/// What a file says about itself.
pub(super) struct Described {
    pub(super) info: PackageInfo,
    /// The model, where describing the file took reading it.
    pub(super) model: Option<AppModel>,
}

/// Where the bytes come from.
#[derive(Clone, Copy)]
pub(super) enum Origin<'a> {
    File(&'a Path),
    Memory(&'a [u8]),
}

/// Describes a file of `length` bytes, which `reader` reads.
pub(super) fn describe<R: ReaderAt>(
    reader: &R,
    length: u64,
    origin: Origin<'_>,
    subject: Subject<'_>,
) -> Result<Described> {
    let location = match locate(reader, length, origin, subject)? {
        Some(location) => location,
        None => match deployment::read(reader, length, subject)? {
            Found::Deployment(contents) => {
                return from_metadata(&contents, PackageFormat::Archive, length, subject);
            }
            Found::Other(Other::Portable) => {
                let contents = portable::read(reader, length, subject)?;
                return from_metadata(&contents, PackageFormat::Portable, length, subject);
            }
            Found::Other(Other::Project) => Location::Zip(reader, length),
        },
    };
    let project = project::read(&location, subject)?;
    let mut info = project::info(subject.0, &project.name, &project.model);
    info.compressed_bytes = length;
    (info.uncompressed_bytes, info.file_count) = project.entries.unwrap_or((length, 1));
    Ok(Described {
        info,
        model: Some(project.model),
    })
}

/// Where a project is, when the file is an SQLite file.
fn locate<'a, R: ReaderAt>(
    reader: &'a R,
    length: u64,
    origin: Origin<'a>,
    subject: Subject<'_>,
) -> Result<Option<Location<'a, R>>> {
    let mut start = [0; project::MAGIC.len()];
    if length < start.len() as u64 {
        return Ok(None);
    }
    reader
        .read_exact_at(&mut start, 0)
        .map_err(|error| subject.io(error))?;
    Ok((start == project::MAGIC).then_some(match origin {
        Origin::File(path) => Location::File(path),
        Origin::Memory(bytes) => Location::Bytes(bytes),
    }))
}

fn from_metadata(
    contents: &Contents,
    format: PackageFormat,
    length: u64,
    subject: Subject<'_>,
) -> Result<Described> {
    let metadata = metadata::decode(&contents.metadata, subject)?;
    Ok(Described {
        info: PackageInfo {
            file_name: subject.0.to_owned(),
            format,
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
            unread_units: 0,
            snapshot_settings: metadata.snapshot_settings,
        },
        model: None,
    })
}

/// The model of a file that [`describe`] described as `info`.
pub(super) fn model<R: ReaderAt>(
    reader: &R,
    length: u64,
    origin: Origin<'_>,
    info: &PackageInfo,
    subject: Subject<'_>,
) -> Result<AppModel> {
    match info.format {
        PackageFormat::Archive => deployment::model(reader, length, info, subject),
        PackageFormat::Portable => portable::model(reader, length, info, subject),
        PackageFormat::Project => {
            let location =
                locate(reader, length, origin, subject)?.unwrap_or(Location::Zip(reader, length));
            Ok(project::read(&location, subject)?.model)
        }
    }
}

/// The units of a project that are not what its index says.
pub(super) fn verify<R: ReaderAt>(
    reader: &R,
    length: u64,
    origin: Origin<'_>,
    subject: Subject<'_>,
) -> Result<Vec<UnreadUnit>> {
    let location =
        locate(reader, length, origin, subject)?.unwrap_or(Location::Zip(reader, length));
    project::verify(&location, subject)
}
