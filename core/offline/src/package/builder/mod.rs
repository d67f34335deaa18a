//! Writes synthetic deployment archives: for tests, demos and measurements, the same bytes every time.

mod contents;

use std::{collections::BTreeMap, fs::File, io::BufWriter, path::Path};

use mendix_deploy_model::{
    ErrorCode, Result,
    models::AppModel,
    packages::{ArchiveSpec, Constant, ConstantType, RequestHandler, ScheduledEvent, UserRole},
};

use super::{
    mdp::MODEL,
    names::{self, METADATA},
    subject::{Subject, shown},
    write::{model_of_size, portable, zip, zip::Content},
};

/// Role of the administrator in synthetic archives.
const ADMINISTRATOR: &str = "8f6f4c2e-0000-4000-8000-000000000001";

/// A synthetic deployment archive, built by chained calls.
///
/// Entries are written in the order of their names, with the date 1980-01-01, so equal calls give equal bytes.
///
/// ```
/// use mendix_deploy_model::packages::ConstantType;
/// use mendix_deploy_offline::package::{ArchiveBuilder, read_info};
///
/// let bytes = ArchiveBuilder::new("Orders")
///     .model_version("2.5.4")
///     .constant("Orders.PageSize", ConstantType::Integer, Some("20"))
///     .scheduled_event("Orders.Cleanup")
///     .to_bytes()?;
/// let info = read_info("orders.mda", &bytes)?;
/// assert_eq!(info.constants[0].name, "Orders.PageSize");
/// # Ok::<(), mendix_deploy_model::Error>(())
/// ```
#[derive(Clone)]
#[must_use]
pub struct ArchiveBuilder {
    project_name: String,
    project_id: String,
    model_version: String,
    runtime_version: String,
    java_version: Option<u32>,
    description: String,
    constants: Vec<Constant>,
    scheduled_events: Vec<ScheduledEvent>,
    user_roles: Vec<UserRole>,
    request_handlers: Vec<RequestHandler>,
    languages: Vec<String>,
    entries: BTreeMap<String, Content>,
    model: Option<Box<AppModel>>,
    model_bytes: u64,
}

impl ArchiveBuilder {
    /// An archive of a project: Mendix 10.24.15, Java 21, model version 1.0.0, the System module, one web page.
    pub fn new(project_name: impl Into<String>) -> Self {
        let builder = Self {
            project_name: project_name.into(),
            project_id: "5d1f2b6a-0000-4000-8000-000000000001".to_owned(),
            model_version: "1.0.0".to_owned(),
            runtime_version: "10.24.15.93102".to_owned(),
            java_version: Some(21),
            description: String::new(),
            constants: Vec::new(),
            scheduled_events: Vec::new(),
            user_roles: Vec::new(),
            request_handlers: Vec::new(),
            languages: vec!["en_US".to_owned()],
            entries: BTreeMap::new(),
            model: None,
            model_bytes: 0,
        };
        builder
            .user_role(ADMINISTRATOR, "Administrator", &[ADMINISTRATOR])
            .entry(
                "web/index.html",
                "<!doctype html><title>synthetic</title>\n",
            )
    }

    /// The archive that `spec` describes.
    pub fn from_spec(spec: &ArchiveSpec) -> Self {
        let name = match spec.project_name.as_str() {
            "" => "Synthetic",
            name => name,
        };
        let mut builder = Self::new(name);
        if let Some(model) = &spec.model {
            builder = builder.model(model.clone());
            if !spec.project_name.is_empty() {
                builder.project_name.clone_from(&spec.project_name);
            }
        }
        if let Some(id) = &spec.project_id {
            builder = builder.project_id(id);
        }
        if let Some(version) = &spec.model_version {
            builder = builder.model_version(version);
        }
        if let Some(version) = &spec.runtime_version {
            builder = builder.runtime_version(version);
        }
        if let Some(description) = &spec.description {
            builder = builder.description(description);
        }
        if !spec.constants.is_empty() {
            builder.constants.clone_from(&spec.constants);
        }
        if !spec.scheduled_events.is_empty() {
            builder.scheduled_events.clear();
        }
        for event in &spec.scheduled_events {
            builder = builder.scheduled_event(event);
        }
        match spec.padding_bytes {
            Some(bytes) => builder.noise("model/resources/padding.bin", bytes, bytes),
            None => builder,
        }
    }

    /// The large archive of the measurements: 481 MB, 6,001 files, 300 constants, 4 MB `model/model.mdp`.
    pub fn benchmark() -> Self {
        const FILES: u64 = 6_001;
        const BYTES: u64 = 481_000_000;
        const MODEL: u64 = 4_000_000;
        let mut builder = Self::new("Benchmark").model_bytes(MODEL);
        for i in 0..300 {
            let (constant_type, default) = match i % 3 {
                0 => (ConstantType::String, format!("https://service-{i}.example")),
                1 => (ConstantType::Integer, i.to_string()),
                _ => (ConstantType::Boolean, "False".to_owned()),
            };
            builder = builder.constant(
                format!("Module{:02}.Constant{i:03}", i % 20),
                constant_type,
                Some(&default),
            );
        }
        for i in 0..40 {
            builder = builder.scheduled_event(format!("Module{:02}.Event{i:02}", i % 20));
        }
        // Metadata, model and page are there already; the others share the remaining bytes.
        let others = FILES - builder.entries.len() as u64 - 1;
        for i in 0..others {
            let folder = if i % 20 == 0 {
                "model/lib/userlib"
            } else {
                "web/dist"
            };
            builder = builder.noise(
                format!("{folder}/file-{i:04}.bin"),
                i,
                (BYTES - MODEL) / others,
            );
        }
        builder
    }

    /// The project's id; see `PackageInfo::project_id`.
    pub fn project_id(mut self, id: impl Into<String>) -> Self {
        self.project_id = id.into();
        self
    }

    /// Version given at build time.
    pub fn model_version(mut self, version: impl Into<String>) -> Self {
        self.model_version = version.into();
        self
    }

    /// Version of the Mendix Runtime.
    pub fn runtime_version(mut self, version: impl Into<String>) -> Self {
        self.runtime_version = version.into();
        self
    }

    /// Java's major version; `None` writes metadata without it, as before Mendix 9.24.
    pub fn java_version(mut self, version: impl Into<Option<u32>>) -> Self {
        self.java_version = version.into();
        self
    }

    /// Description of the package.
    pub fn description(mut self, description: impl Into<String>) -> Self {
        self.description = description.into();
        self
    }

    /// Adds a constant `Module.Name`; `None` writes it without a default.
    pub fn constant(
        mut self,
        name: impl Into<String>,
        constant_type: ConstantType,
        default_value: Option<&str>,
    ) -> Self {
        self.constants.push(Constant {
            name: name.into(),
            constant_type,
            default_value: default_value.map(str::to_owned),
            description: String::new(),
        });
        self
    }

    /// Adds a scheduled event `Module.Name`.
    pub fn scheduled_event(mut self, name: impl Into<String>) -> Self {
        self.scheduled_events.push(ScheduledEvent {
            name: name.into(),
            description: String::new(),
        });
        self
    }

    /// Adds a user role and the ids of those it may manage.
    pub fn user_role(
        mut self,
        id: impl Into<String>,
        name: impl Into<String>,
        manageable_roles: &[&str],
    ) -> Self {
        self.user_roles.push(UserRole {
            id: id.into(),
            name: name.into(),
            manageable_roles: manageable_roles
                .iter()
                .map(|&role| role.to_owned())
                .collect(),
        });
        self
    }

    /// Adds a request handler, on by default.
    pub fn request_handler(mut self, path: impl Into<String>) -> Self {
        self.request_handlers.push(RequestHandler {
            name: path.into(),
            default_enabled: Some(true),
            match_exactly: Some(false),
        });
        self
    }

    /// Sets the languages.
    pub fn languages(mut self, languages: &[&str]) -> Self {
        self.languages = languages
            .iter()
            .map(|&language| language.to_owned())
            .collect();
        self
    }

    /// Adds or replaces an entry; `model/metadata.json` replaces what is generated.
    pub fn entry(mut self, name: impl Into<String>, content: impl Into<Vec<u8>>) -> Self {
        self.entries
            .insert(name.into(), Content::Bytes(content.into()));
        self
    }

    /// Adds an entry of `length` bytes that do not compress, the same ones for the same `seed`.
    pub fn noise(mut self, name: impl Into<String>, seed: u64, length: u64) -> Self {
        self.entries
            .insert(name.into(), Content::Noise { seed, length });
        self
    }

    /// Writes this model as `model/model.mdp`, with its System module. What the metadata shares with it is taken from it:
    /// project, versions, constants, scheduled events, user roles, request handlers.
    pub fn model(mut self, model: AppModel) -> Self {
        if let Some(id) = &model.project_id {
            self.project_id.clone_from(id);
        }
        if let Some(name) = &model.project_name {
            self.project_name.clone_from(name);
        }
        if let Some(version) = &model.model_version {
            self.model_version.clone_from(version);
        }
        if let Some(version) = &model.mendix_version {
            self.runtime_version.clone_from(version);
        }
        self.constants = model
            .constants
            .iter()
            .map(|constant| Constant {
                name: constant.name.clone(),
                constant_type: constant.constant_type.clone(),
                default_value: constant.default_value.clone(),
                description: String::new(),
            })
            .collect();
        self.scheduled_events = model
            .scheduled_events
            .iter()
            .map(|event| ScheduledEvent {
                name: event.name.clone(),
                description: String::new(),
            })
            .collect();
        self.user_roles.clone_from(&model.user_roles);
        self.request_handlers.clone_from(&model.request_handlers);
        self.entries.remove(MODEL);
        self.model = Some(Box::new(model));
        self
    }

    /// Makes `model/model.mdp` this many bytes long, with images, as large apps have them. A model that is longer without
    /// them stays as it is.
    pub fn model_bytes(mut self, length: u64) -> Self {
        self.model_bytes = length;
        self
    }

    /// Writes the archive to a file, entry by entry: memory does not grow with its size.
    ///
    /// # Errors
    ///
    /// `file.failed` when the file cannot be written, `package.unsafe_path` for an entry's name that no
    /// reader accepts, `input.invalid` for a model with an id that is none.
    pub fn write_to(&self, path: impl AsRef<Path>) -> Result<()> {
        write_file(path.as_ref(), |subject| self.archive(subject))
    }

    /// The archive's bytes.
    ///
    /// # Errors
    ///
    /// As [`ArchiveBuilder::write_to`], apart from what concerns a file.
    pub fn to_bytes(&self) -> Result<Vec<u8>> {
        let subject = Subject(&self.project_name);
        zip::write(Vec::new(), &self.archive(subject)?).map_err(|error| subject.unwritable(error))
    }

    /// Writes the same app as a portable package (package formats, 8): the archive's entries under `app`, a start script,
    /// and `etc` with the constants and the variables that override them.
    ///
    /// # Errors
    ///
    /// As [`ArchiveBuilder::write_to`].
    pub fn write_portable_to(&self, path: impl AsRef<Path>) -> Result<()> {
        write_file(path.as_ref(), |subject| {
            Ok(portable::entries(self.archive(subject)?, &self.constants))
        })
    }

    /// The portable package's bytes.
    ///
    /// # Errors
    ///
    /// As [`ArchiveBuilder::to_bytes`].
    pub fn to_portable_bytes(&self) -> Result<Vec<u8>> {
        let subject = Subject(&self.project_name);
        let entries = portable::entries(self.archive(subject)?, &self.constants);
        zip::write(Vec::new(), &entries).map_err(|error| subject.unwritable(error))
    }

    /// The entries of the deployment archive.
    fn archive(&self, subject: Subject<'_>) -> Result<BTreeMap<String, Content>> {
        let metadata = Content::Bytes(self.metadata().to_string().into_bytes());
        let mut entries = BTreeMap::from([(METADATA.to_owned(), metadata)]);
        if !self.entries.contains_key(MODEL) {
            let model = self.deployed_model();
            entries.insert(MODEL.to_owned(), model_of_size(&model, self.model_bytes)?);
        }
        for (name, content) in &self.entries {
            if let Some(reason) = names::unsafe_reason(name) {
                return Err(subject.error(
                    ErrorCode::PackageUnsafePath,
                    format!("the name of entry `{}` {reason}", shown(name)),
                ));
            }
            entries.insert(name.clone(), content.clone());
        }
        Ok(entries)
    }
}

/// Writes the synthetic archive that `spec` describes.
///
/// # Errors
///
/// As [`ArchiveBuilder::write_to`].
pub fn write_archive(path: impl AsRef<Path>, spec: &ArchiveSpec) -> Result<()> {
    ArchiveBuilder::from_spec(spec).write_to(path)
}

/// Writes the portable package of the app that `spec` describes.
///
/// # Errors
///
/// As [`ArchiveBuilder::write_to`].
pub fn write_portable(path: impl AsRef<Path>, spec: &ArchiveSpec) -> Result<()> {
    ArchiveBuilder::from_spec(spec).write_portable_to(path)
}

fn write_file(
    path: &Path,
    entries: impl FnOnce(Subject<'_>) -> Result<BTreeMap<String, Content>>,
) -> Result<()> {
    let name = path.display().to_string();
    let subject = Subject(&name);
    let entries = entries(subject)?;
    let file = File::create(path).map_err(|error| subject.unwritable(error))?;
    zip::write(BufWriter::with_capacity(1 << 20, file), &entries)
        .map_err(|error| subject.unwritable(error))?
        .into_inner()
        .map_err(|error| subject.unwritable(error.into_error()))?;
    Ok(())
}
