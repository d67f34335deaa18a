//! A project inside a zip: a module or project package, or a packed folder.

use std::{collections::BTreeMap, path::Path};

use mendix_deploy_model::{ErrorCode, Result, models::ModelSource};
use rawzip::ReaderAt;

use super::{
    contents::{self, Contents, Look, Wants},
    database::Database,
    index::Unit,
    manifest,
};
use crate::package::{
    archive::{Archive, Seen},
    bson::Guid,
    entry::Entry,
    subject::{Subject, shown},
};

/// Project files of a zip that are told apart; more than one is refused.
const MAX_PROJECTS: usize = 4;

/// A project in a zip, found.
pub(super) struct Packed<R> {
    archive: Archive<R>,
    project: (String, Entry),
    units: BTreeMap<Guid, Entry>,
    /// What the zip is, where that says more than what is in it.
    pub(super) source: Option<ModelSource>,
    /// What the project is called there.
    pub(super) name: String,
}

impl<R: ReaderAt> Packed<R> {
    pub(super) fn open<'a>(
        reader: &'a R,
        length: u64,
        subject: Subject<'_>,
    ) -> Result<Packed<&'a R>> {
        // Which project file it is decides whose units are looked for: two walks over the directory.
        let mut found = Found::default();
        let archive = Archive::open(reader, length, subject, |seen| found.see(seen, subject))?;
        let (project, source, name) = found.project(&archive, subject)?;

        let folder = &project.0[..project.0.rfind('/').map_or(0, |slash| slash + 1)];
        let below = format!("{folder}mprcontents/");
        let mut units = BTreeMap::new();
        let archive = Archive::open(reader, length, subject, |seen| {
            if let Some(id) = unit_id(seen.name, &below)
                && units.insert(id, seen.entry).is_some()
            {
                return Err(subject.error(
                    ErrorCode::PackageMetadataDuplicate,
                    format!("the archive has {} more than once", shown(seen.name)),
                ));
            }
            Ok(())
        })?;
        Ok(Packed {
            archive,
            project,
            units,
            source,
            name,
        })
    }

    /// Uncompressed bytes and number of the zip's files.
    pub(super) fn sizes(&self) -> (u64, u64) {
        (self.archive.uncompressed_bytes, self.archive.file_count)
    }

    /// The project file, taken into memory.
    pub(super) fn database(&self, subject: Subject<'_>) -> Result<Database> {
        let (name, entry) = &self.project;
        self.archive
            .stream(name, *entry, u64::MAX, subject, |reader| {
                Database::read(reader, entry.size(), subject)
            })
    }
}

/// The id of a unit by its file's name, which is made of it and of nothing else.
fn unit_id(name: &str, below: &str) -> Option<Guid> {
    let name = name.strip_prefix(below)?;
    let id = Guid::from_text(name.get(6..42)?)?;
    (contents::unit_file(id) == name).then_some(id)
}

#[derive(Default)]
struct Found {
    manifest: Option<Entry>,
    projects: Vec<(String, Entry)>,
}

impl Found {
    fn see(&mut self, seen: &Seen<'_>, subject: Subject<'_>) -> Result<()> {
        if seen.name == manifest::NAME {
            if self.manifest.replace(seen.entry).is_some() {
                return Err(subject.error(
                    ErrorCode::PackageMetadataDuplicate,
                    format!("the archive has {} more than once", manifest::NAME),
                ));
            }
        } else if seen.name.ends_with(".mpr") && self.projects.len() < MAX_PROJECTS {
            self.projects.push((seen.name.to_owned(), seen.entry));
        }
        Ok(())
    }

    /// The project file that the package names, else the only one there is.
    fn project<R: ReaderAt>(
        mut self,
        archive: &Archive<R>,
        subject: Subject<'_>,
    ) -> Result<((String, Entry), Option<ModelSource>, String)> {
        if let Some(entry) = self.manifest {
            let bytes = archive.read(manifest::NAME, entry, manifest::MAX_BYTES, subject)?;
            let manifest = manifest::read(&bytes, subject)?;
            let mut named = self
                .projects
                .into_iter()
                .filter(|(name, _)| *name == manifest.project_file);
            return match (named.next(), named.next()) {
                (Some(project), None) => {
                    let name = manifest.module.unwrap_or_else(|| stem(&project.0));
                    Ok((project, Some(ModelSource::ModulePackage), name))
                }
                (None, _) => Err(subject.error(
                    ErrorCode::PackageModelMissing,
                    format!(
                        "{} names the project file `{}`, which is not in the archive",
                        manifest::NAME,
                        shown(&manifest.project_file)
                    ),
                )),
                (Some(_), Some(_)) => Err(subject.error(
                    ErrorCode::PackageMetadataDuplicate,
                    format!(
                        "the archive has {} more than once",
                        shown(&manifest.project_file)
                    ),
                )),
            };
        }
        // The packed folder may lie in another one; a project file further down is a copy of something.
        let depth = |name: &str| name.matches('/').count();
        let least = self.projects.iter().map(|(name, _)| depth(name)).min();
        self.projects.retain(|(name, _)| Some(depth(name)) == least);
        if self.projects.len() > 1 {
            let names: Vec<String> = self.projects.iter().map(|(name, _)| shown(name)).collect();
            return Err(subject
                .error(
                    ErrorCode::PackageFormatUnsupported,
                    format!(
                        "the archive has several project files: {}",
                        names.join(", ")
                    ),
                )
                .with_remedy("Unpack it and open the .mpr file that is meant."));
        }
        let project = self.projects.pop().ok_or_else(|| {
            subject.error(
                ErrorCode::PackageModelMissing,
                "the archive has no project file (.mpr)",
            )
        })?;
        let name = stem(&project.0);
        Ok((project, None, name))
    }
}

/// A file's name without folder and ending.
pub(super) fn stem(name: &str) -> String {
    Path::new(name).file_stem().map_or_else(
        || name.to_owned(),
        |stem| stem.to_string_lossy().into_owned(),
    )
}

impl<R: ReaderAt> Contents for Packed<R> {
    fn look(
        &mut self,
        unit: &Unit,
        buffer: &mut Vec<u8>,
        wants: Wants<'_>,
        subject: Subject<'_>,
    ) -> Result<Look> {
        self.entry(unit, subject, |reader, size| {
            contents::read(reader, size, buffer, wants, || {
                contents::too_large(unit.id, size, subject)
            })
            .map_err(|error| subject.io(error))?
        })
    }

    fn stream(
        &mut self,
        unit: &Unit,
        take: &mut dyn FnMut(&[u8]),
        subject: Subject<'_>,
    ) -> Result<Look> {
        self.entry(unit, subject, |reader, _| {
            contents::pump(reader, take).map_err(|error| subject.io(error))?;
            Ok(Look::Whole)
        })
    }
}

impl<R: ReaderAt> Packed<R> {
    fn entry(
        &self,
        unit: &Unit,
        subject: Subject<'_>,
        work: impl FnOnce(&mut dyn std::io::Read, u64) -> Result<Look>,
    ) -> Result<Look> {
        let file = contents::unit_file(unit.id);
        let Some(entry) = self.units.get(&unit.id) else {
            return Ok(Look::Missing(format!(
                "The archive has no mprcontents/{file}."
            )));
        };
        let name = match self.project.0.rfind('/') {
            Some(slash) => format!("{}/mprcontents/{file}", &self.project.0[..slash]),
            None => format!("mprcontents/{file}"),
        };
        self.archive
            .stream(&name, *entry, u64::MAX, subject, |reader| {
                work(reader, entry.size())
            })
    }
}
