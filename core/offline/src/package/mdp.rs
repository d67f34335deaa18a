//! `model/model.mdp` of a deployment archive: BSON documents one after the other (package formats, 4.3).
//!
//! Documents are read one at a time. Those that hold nothing of the model, such as pages and images, are skipped by their
//! length; only their first bytes are looked at.

use std::{
    collections::BTreeSet,
    io::{self, BufRead, BufReader, Read},
};

use mendix_deploy_model::{
    ErrorCode, Result,
    models::{AppModel, ModelConstant, ModelSource},
    packages::PackageInfo,
};

use super::{
    bson::{Document, Guid, Refusal, Value},
    subject::Subject,
    units::{Collector, HEAD, Place, object_head},
};

/// The entry's name.
pub(super) const MODEL: &str = "model/model.mdp";

/// Largest document that is read; real ones reach 3.4 MB, and those are images.
const MAX_DOCUMENT: u64 = 16 * 1024 * 1024;

/// Bytes read at once.
const CHUNK: usize = 64 * 1024;

/// Most elements that the index may list for us to look for.
const MAX_LISTED: usize = 100_000;

/// The model in the bytes of a `model.mdp` by itself, such as one from a deployment folder; `file_name` is used in
/// messages. What only the metadata says is absent: defaults of constants and request handlers.
///
/// # Errors
///
/// As [`Package::model`](super::Package::model).
pub fn read_model_mdp(file_name: &str, mut bytes: &[u8]) -> Result<AppModel> {
    read(&mut bytes, ModelSource::ArchiveModel, Subject(file_name))
}

/// Reads a model. `source` says what kind of package it comes from.
pub(super) fn read(
    reader: &mut dyn Read,
    source: ModelSource,
    subject: Subject<'_>,
) -> Result<AppModel> {
    let mut documents = Documents {
        reader: BufReader::with_capacity(CHUNK, reader),
        at: 0,
        subject,
    };
    let mut collector = Collector::new(subject.0, source);
    let mut index = Index::default();
    let mut buffer = Vec::new();
    let mut module = None;
    while let Some(length) = documents.next_length()? {
        let at = documents.at;
        documents.head(length, &mut buffer)?;
        let (id, object_type) = object_head(&buffer).unzip();
        // A document whose first bytes are not an object's is read, so that its error is told.
        let is_project = object_type == Some("Projects$Project");
        let is_wanted = object_type.is_none_or(|object_type| collector.wants_type(object_type));
        // `Module` until early 5.x.
        if let Some("Projects$ModuleImpl" | "Projects$Module") = object_type {
            module = id;
        }
        if let Some(id) = id {
            index.listed.remove(&id);
        }
        if !index.is_known && !is_project {
            return Err(subject.error(
                ErrorCode::PackageModelInvalid,
                format!("{MODEL} does not start with the index of a project"),
            ));
        }
        if is_project {
            documents.rest(length, &mut buffer)?;
            index
                .see(&buffer)
                .map_err(|refusal| documents.invalid(at, &refusal))?;
            if index.is_too_large {
                return Err(subject.error(
                    ErrorCode::PackageTooLarge,
                    format!("{MODEL} lists more than {MAX_LISTED} documents of its model"),
                ));
            }
        } else if is_wanted {
            documents.rest(length, &mut buffer)?;
            collector.document(module, &buffer, at)?;
        } else {
            documents.skip(length, &buffer)?;
        }
    }
    if !index.is_known {
        return Err(subject.error(ErrorCode::PackageModelInvalid, format!("{MODEL} is empty")));
    }
    for id in &index.listed {
        let place = Place {
            id: *id,
            container: index.project_id.unwrap_or(*id),
            containment: "Documents",
        };
        collector.unread(
            place,
            "The model's index lists it, and it is not in the model.",
        )?;
    }
    let mut model = collector.finish()?;
    model.project_id = index.project_id.map(|id| id.to_string());
    model.mendix_version = index.runtime_version;
    model.model_version = index.model_version;
    model.deployment_id = index.deployment_id;
    model.project_name = index.project_name;
    Ok(model)
}

/// Adds what only the metadata says: defaults of constants, roles, request handlers.
pub(super) fn add_metadata(
    model: &mut AppModel,
    info: &PackageInfo,
    subject: Subject<'_>,
) -> Result<()> {
    if let Some(id) = &model.project_id
        && *id != info.project_id
    {
        return Err(subject.error(
            ErrorCode::PackageModelInvalid,
            format!(
                "the metadata is that of project {}, the model that of project {id}",
                info.project_id
            ),
        ));
    }
    model.project_name = Some(info.project_name.clone());
    for constant in &info.constants {
        match model
            .constants
            .binary_search_by(|known| known.name.cmp(&constant.name))
        {
            Ok(at) => model.constants[at]
                .default_value
                .clone_from(&constant.default_value),
            Err(at) => model.constants.insert(
                at,
                ModelConstant {
                    id: None,
                    name: constant.name.clone(),
                    constant_type: constant.constant_type.clone(),
                    exposed_to_client: None,
                    default_value: constant.default_value.clone(),
                },
            ),
        }
    }
    model.user_roles.clone_from(&info.user_roles);
    for role in &mut model.user_roles {
        role.manageable_roles.sort();
    }
    model.request_handlers.clone_from(&info.request_handlers);
    Ok(())
}

/// Where in the sequence the reader is.
struct Documents<'a, R> {
    reader: BufReader<R>,
    at: u64,
    subject: Subject<'a>,
}

impl<R: Read> Documents<'_, R> {
    /// The length of the next document; `None` at the end.
    fn next_length(&mut self) -> Result<Option<u64>> {
        let mut length = [0; 4];
        let seen = self
            .reader
            .fill_buf()
            .map_err(|error| self.subject.io(error))?;
        if seen.is_empty() {
            return Ok(None);
        }
        self.reader
            .read_exact(&mut length)
            .map_err(|error| self.cut(error))?;
        match u64::try_from(i32::from_le_bytes(length)) {
            Ok(length @ 5..) => Ok(Some(length)),
            _ => Err(self.subject.error(
                ErrorCode::PackageModelInvalid,
                format!("{MODEL}, byte {}: no document starts here", self.at),
            )),
        }
    }

    /// The first bytes of a document, its length included.
    fn head(&mut self, length: u64, buffer: &mut Vec<u8>) -> Result<()> {
        buffer.clear();
        // At most `i32::MAX`, which it was read from.
        buffer.extend_from_slice(&(length as u32).to_le_bytes());
        self.fill(length.min(HEAD as u64), buffer)
    }

    /// All of a document whose head is in the buffer.
    fn rest(&mut self, length: u64, buffer: &mut Vec<u8>) -> Result<()> {
        if length > MAX_DOCUMENT {
            return Err(self.subject.error(
                ErrorCode::PackageTooLarge,
                format!(
                    "{MODEL}, byte {}: the document claims {length} bytes, more than the {MAX_DOCUMENT} it may have",
                    self.at
                ),
            ));
        }
        self.fill(length, buffer)?;
        self.at += length;
        Ok(())
    }

    fn fill(&mut self, length: u64, buffer: &mut Vec<u8>) -> Result<()> {
        // Grows with what is there, not with what is claimed.
        (&mut self.reader)
            .take(length - buffer.len() as u64)
            .read_to_end(buffer)
            .map_err(|error| self.cut(error))?;
        if (buffer.len() as u64) < length {
            return Err(self.cut(io::ErrorKind::UnexpectedEof.into()));
        }
        Ok(())
    }

    /// Passes over what is left of a document whose head was read.
    fn skip(&mut self, length: u64, head: &[u8]) -> Result<()> {
        let left = length - head.len() as u64;
        let skipped = io::copy(&mut (&mut self.reader).take(left), &mut io::sink())
            .map_err(|error| self.cut(error))?;
        if skipped < left {
            return Err(self.cut(io::ErrorKind::UnexpectedEof.into()));
        }
        self.at += length;
        Ok(())
    }

    fn cut(&self, error: io::Error) -> mendix_deploy_model::Error {
        if error.kind() == io::ErrorKind::UnexpectedEof {
            return self.subject.error(
                ErrorCode::PackageModelInvalid,
                format!("{MODEL} ends within the document at byte {}", self.at),
            );
        }
        self.subject.io(error)
    }

    fn invalid(&self, at: u64, refusal: &Refusal) -> mendix_deploy_model::Error {
        self.subject.error(
            ErrorCode::PackageModelInvalid,
            format!("{MODEL}, the document at byte {at}: {refusal}"),
        )
    }
}

/// What the first two documents say.
#[derive(Default)]
struct Index {
    is_known: bool,
    is_too_large: bool,
    project_id: Option<Guid>,
    runtime_version: Option<String>,
    model_version: Option<String>,
    deployment_id: Option<String>,
    project_name: Option<String>,
    /// Listed documents that hold something of the model and have not been met.
    listed: BTreeSet<Guid>,
}

impl Index {
    fn see(&mut self, bytes: &[u8]) -> std::result::Result<(), Refusal> {
        let document = Document::parse(bytes)?;
        for element in document.elements() {
            let element = element?;
            match element.key {
                "$ID" => self.project_id = Some(element.guid()?),
                "ProjectDocuments" | "Modules" if !self.is_known => {
                    for listed in element.documents()? {
                        self.list(listed?)?;
                    }
                }
                "RuntimeVersion" => self.runtime_version = element.name()?.map(str::to_owned),
                "ModelVersion" => self.model_version = element.name()?.map(str::to_owned),
                // A number in 5.x, its digits later.
                "DeploymentID" => {
                    self.deployment_id = match element.value {
                        Value::String(text) => Some(text.to_owned()),
                        _ => Some(element.integer()?.to_string()),
                    };
                }
                "SprintrProjectName" => self.project_name = element.name()?.map(str::to_owned),
                _ => {}
            }
        }
        self.is_known = true;
        Ok(())
    }

    fn list(&mut self, object: Document<'_>) -> std::result::Result<(), Refusal> {
        if matches!(
            object.object_type()?,
            "Projects$ModuleImpl"
                | "Projects$Module"
                | "DomainModels$DomainModel"
                | "Enumerations$Enumeration"
                | "Constants$Constant"
                | "ScheduledEvents$ScheduledEvent"
                | "Settings$ProjectSettings"
        ) {
            if self.listed.len() == MAX_LISTED {
                self.is_too_large = true;
                return Ok(());
            }
            self.listed.insert(object.object_id()?);
        }
        for element in object.elements() {
            let element = element?;
            match element.key {
                "DomainModel" => {
                    if let Some(domain) = element.document()? {
                        self.list(domain)?;
                    }
                }
                "AllDocuments" => {
                    for document in element.documents()? {
                        self.list(document?)?;
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }
}
