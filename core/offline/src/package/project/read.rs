//! A project's model, unit by unit; and its units, held against their hashes.

use std::path::Path;

use base64::{Engine, engine::general_purpose::STANDARD};
use mendix_deploy_model::{
    ErrorCode, Result,
    models::{AppModel, ModelSource, UnreadUnit},
};
use rawzip::ReaderAt;
use rusqlite::{OptionalExtension, types::ValueRef};
use sha2::{Digest, Sha256};

use super::{
    contents::{Contents, Folder, Look, Rows},
    database::{self, Database},
    index::Index,
    packed::{Packed, stem},
};
use crate::package::{
    subject::Subject,
    units::{Collector, Place},
};

/// A project that was read.
pub(in crate::package) struct Project {
    pub(in crate::package) model: AppModel,
    /// What the file calls the project.
    pub(in crate::package) name: String,
    /// Uncompressed bytes and number of the files in the zip, where it is one.
    pub(in crate::package) entries: Option<(u64, u64)>,
}

/// Where a project is.
pub(in crate::package) enum Location<'a, R> {
    /// An `.mpr` file, with `mprcontents` beside it or not.
    File(&'a Path),
    /// The bytes of an `.mpr` file.
    Bytes(&'a [u8]),
    /// A zip of this many bytes.
    Zip(&'a R, u64),
}

/// Reads a project's model.
pub(in crate::package) fn read<R: ReaderAt>(
    location: &Location<'_, R>,
    subject: Subject<'_>,
) -> Result<Project> {
    visit(location, subject, |visited| {
        let mut collector = Collector::new(subject.0, visited.source);
        collector.mendix_version(&visited.index.version);
        let mut buffer = Vec::new();
        for unit in &visited.index.units {
            let place = visited.index.place(unit);
            let look = visited.contents.look(
                unit,
                &mut buffer,
                &|head| collector.wants(place, head),
                subject,
            )?;
            match look {
                Look::Passed => collector.pass(place)?,
                Look::Whole => collector.unit(place, &buffer)?,
                Look::Missing(why) => collector.unread(place, &why)?,
            }
        }
        Ok(Project {
            model: collector.finish()?,
            name: visited.name.to_owned(),
            entries: visited.entries,
        })
    })
}

/// Holds every unit of a project against the hash in its index. Those that differ or cannot be read, by id.
pub(in crate::package) fn verify<R: ReaderAt>(
    location: &Location<'_, R>,
    subject: Subject<'_>,
) -> Result<Vec<UnreadUnit>> {
    visit(location, subject, |visited| {
        let mut hashes = visited
            .database
            .connection
            .prepare("SELECT ContentsHash FROM Unit NOT INDEXED WHERE rowid = ?1")
            .map_err(|error| database::failed(error, subject))?;
        let mut differing = Vec::new();
        for unit in &visited.index.units {
            let expected = hashes
                .query_row([unit.row], |row| {
                    Ok(match row.get_ref(0)? {
                        ValueRef::Text(text) => Some(text.to_vec()),
                        _ => None,
                    })
                })
                .optional()
                .map_err(|error| database::failed(error, subject))?
                .flatten();
            let mut hasher = Sha256::new();
            let look = visited
                .contents
                .stream(unit, &mut |piece| hasher.update(piece), subject)?;
            let why = match (look, expected) {
                (Look::Missing(why), _) => why,
                (_, None) => "The index has no hash of it.".to_owned(),
                (_, Some(expected)) => {
                    if STANDARD.encode(hasher.finalize()).into_bytes() == expected {
                        continue;
                    }
                    "Its contents do not have the SHA-256 that the index gives.".to_owned()
                }
            };
            differing.push(unread(visited.index.place(unit), why));
        }
        differing.sort_by(|a, b| a.id.cmp(&b.id));
        Ok(differing)
    })
}

fn unread(place: Place<'_>, why: String) -> UnreadUnit {
    UnreadUnit {
        id: place.id.to_string(),
        containment: Some(place.containment.to_owned()).filter(|text| !text.is_empty()),
        module: None,
        why,
    }
}

/// An open project.
struct Visited<'a> {
    database: &'a Database,
    index: &'a Index,
    contents: &'a mut dyn Contents,
    source: ModelSource,
    name: &'a str,
    entries: Option<(u64, u64)>,
}

fn visit<R: ReaderAt, T>(
    location: &Location<'_, R>,
    subject: Subject<'_>,
    work: impl FnOnce(Visited<'_>) -> Result<T>,
) -> Result<T> {
    match location {
        Location::File(path) => {
            let folder = path.with_file_name("mprcontents");
            let database = Database::open(path, subject)?;
            let elsewhere = || {
                folder
                    .is_dir()
                    .then(|| -> Box<dyn Contents> { Box::new(Folder::new(folder.clone())) })
            };
            let outside = Outside::file(subject);
            enter(&database, elsewhere, &outside, subject, work)
        }
        Location::Bytes(bytes) => {
            let database = Database::read(&mut &**bytes, bytes.len() as u64, subject)?;
            let outside = Outside::file(subject);
            enter(&database, || None, &outside, subject, work)
        }
        Location::Zip(reader, length) => {
            let packed = Packed::open(*reader, *length, subject)?;
            let database = packed.database(subject)?;
            let outside = Outside {
                source: packed.source,
                name: packed.name.clone(),
                entries: Some(packed.sizes()),
            };
            enter(
                &database,
                || Some(Box::new(packed)),
                &outside,
                subject,
                work,
            )
        }
    }
}

/// What is known before the index is read.
struct Outside {
    source: Option<ModelSource>,
    name: String,
    entries: Option<(u64, u64)>,
}

impl Outside {
    fn file(subject: Subject<'_>) -> Self {
        Self {
            source: None,
            name: stem(subject.0),
            entries: None,
        }
    }
}

/// Reads the index and finds where the units are: in the file, or in what `elsewhere` finds.
fn enter<'a, T>(
    database: &Database,
    elsewhere: impl FnOnce() -> Option<Box<dyn Contents + 'a>>,
    outside: &Outside,
    subject: Subject<'_>,
    work: impl FnOnce(Visited<'_>) -> Result<T>,
) -> Result<T> {
    let index = Index::read(database, subject)?;
    let (own, mut rows, mut other);
    let contents: &mut dyn Contents = if index.has_contents {
        own = ModelSource::SingleFileProject;
        rows = Rows::new(database);
        &mut rows
    } else {
        own = ModelSource::SplitProject;
        other = elsewhere().ok_or_else(|| {
            subject
                .error(
                    ErrorCode::PackageModelMissing,
                    "the project keeps its units in a folder mprcontents, which is not beside it",
                )
                .with_remedy("Copy the folder mprcontents together with the .mpr file, or check the repository out as a whole.")
        })?;
        &mut *other
    };
    work(Visited {
        database,
        index: &index,
        contents,
        source: outside.source.unwrap_or(own),
        name: &outside.name,
        entries: outside.entries,
    })
}
