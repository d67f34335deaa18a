//! What a package says about itself (`model/metadata.json` of a deployment archive; package formats, 4.2).

use mendix_deploy_surface::model;

use crate::{macros::open_enum, models::AppModel};

open_enum! {
    /// The type of a constant. `metadata.json` is seen with `String`, `Boolean` and `Integer`; the others are documented.
    ConstantType {
        /// Text.
        String = "String",
        /// `true` or `false`.
        Boolean = "Boolean",
        /// A whole number.
        Integer = "Integer",
        /// A number with a fraction.
        Decimal = "Decimal",
        /// A date and time.
        DateTime = "DateTime",
    }
}

/// The kind of a package file.
#[model]
pub enum PackageFormat {
    /// Deployment archive, `.mda`.
    Archive,
    /// Project: `.mpr` in one file or with `mprcontents`, either of them in a zip, or a module or project package
    /// (`.mpk`). It can be read and compared; what is deployed is built from it.
    Project,
    /// Portable package.
    Portable,
}

/// A constant of the model.
#[model(eq)]
pub struct Constant {
    /// `Module.Name`.
    pub name: String,
    /// Its type.
    #[serde(rename = "type")]
    pub constant_type: ConstantType,
    /// The model's default, always text; absent when the metadata has none.
    #[private]
    pub default_value: Option<String>,
    /// The modeller's words, empty when there are none.
    pub description: String,
}

/// A scheduled event of the model. Its interval is not in the metadata.
#[model(eq)]
pub struct ScheduledEvent {
    /// `Module.Name`.
    pub name: String,
    /// The modeller's words, empty when there are none.
    pub description: String,
}

/// A path that the runtime serves.
#[model(eq)]
pub struct RequestHandler {
    /// The path, such as `/api/`.
    pub name: String,
    /// Whether it is on without configuration.
    pub default_enabled: Option<bool>,
    /// Whether only this exact path is served.
    pub match_exactly: Option<bool>,
}

/// A user role.
#[model(eq)]
pub struct UserRole {
    /// The role's GUID.
    pub id: String,
    /// Its name.
    pub name: String,
    /// GUIDs of the roles it may manage.
    pub manageable_roles: Vec<String>,
}

/// What a package says about itself, read without extracting it.
#[model]
pub struct PackageInfo {
    /// The file's name without its folder.
    pub file_name: String,
    /// The kind of the file.
    pub format: PackageFormat,
    /// The project's id (root unit id); the platform's `ProjectId`. A module package has an id of its own.
    pub project_id: String,
    /// The project's display name. A project file does not hold it; the name of the file stands for it.
    pub project_name: String,
    /// Version given at build time; `unversioned` for local builds. Absent for a project: it gets its version when it is
    /// built.
    pub model_version: Option<String>,
    /// Version of the Mendix Runtime, such as `10.24.15.93102`. For a project, the version of Studio Pro that wrote it, such
    /// as `7.0.0-rc1` or `11.6.3`.
    pub runtime_version: String,
    /// Java's major version; absent before Mendix 9.24, and where a project leaves it to the version of Mendix.
    pub java_version: Option<u32>,
    /// Description of the package, empty for local builds and projects.
    pub description: String,
    /// Name of the built-in administrator; absent for a project.
    pub admin_user: Option<String>,
    /// Constants by code point of their name.
    pub constants: Vec<Constant>,
    /// Scheduled events by code point of their name.
    pub scheduled_events: Vec<ScheduledEvent>,
    /// User roles by code point of their name.
    pub user_roles: Vec<UserRole>,
    /// Request handlers by code point of their path.
    pub request_handlers: Vec<RequestHandler>,
    /// Languages such as `en_US`; empty before Mendix 9.24.
    pub languages: Vec<String>,
    /// Size of the file in bytes. For a project with `mprcontents`, of the `.mpr` alone.
    pub compressed_bytes: u64,
    /// Sum of the entries' uncompressed sizes in bytes, as the directory claims them. For a project on disk, its size.
    pub uncompressed_bytes: u64,
    /// Number of files, folders not counted. For a project on disk, 1.
    pub file_count: u64,
    /// Units of a project that its index lists and that are not there, as in an incomplete checkout, or that are damaged:
    /// constants and events in them are unknown. 0 for other kinds.
    pub unread_units: u64,
    /// Runtime settings that come with a packaged data set (`Configuration` of the metadata), as JSON text. The buildpacks
    /// read them with `USE_DATA_SNAPSHOT=true`. They may hold credentials.
    #[private]
    #[serde(default)]
    pub snapshot_settings: Option<String>,
}

/// Digests of a package that say in which respect two of them are the same.
///
/// Each is a SHA-256 in lower-case hexadecimal.
#[model(eq)]
pub struct PackageDigests {
    /// Of the file as it is. Differs when the same content is packed again.
    pub file: String,
    /// Of what is deployed: names and bytes of the archive's files, whatever their order, times and compression. Of a
    /// project's `.mpr`, that of the file.
    ///
    /// Anyone can compute it: the SHA-256 of the list that `sha256sum` prints for the extracted files, sorted by the bytes
    /// of their names. `model/config.json`, which local runs leave behind, is not part of it.
    pub content: String,
    /// Of the app as it was modelled and coded, without what a build adds: ids, times, model version, description. Equal
    /// digests mean the same model, rebuilt. Absent for a package without a model, and for projects, which are not built.
    ///
    /// Documents of the model and compiled code count by their bytes, libraries and resources by size and CRC-32. Pages
    /// and styles that are generated from the model and the theme do not count; `content` tells of them.
    pub model: Option<String>,
}

/// What a checksum file says about a file, and what is true.
#[model(eq)]
pub struct ChecksumResult {
    /// The file, as the checksum file names it.
    pub file_name: String,
    /// SHA-256 that it should have.
    pub expected: String,
    /// SHA-256 that it has; absent when there is no such file.
    pub found: Option<String>,
    /// Whether both are the same.
    pub is_ok: bool,
}

/// A synthetic deployment archive to write: for tests, demos and pipelines that need a package and have none.
///
/// What is left out gets a plain value: Mendix 10.24.15, Java 21, model version 1.0.0, no constants, no events.
#[model(options)]
pub struct ArchiveSpec {
    /// The project's display name; `Synthetic` when empty.
    pub project_name: String,
    /// The project's id.
    pub project_id: Option<String>,
    /// Model version.
    pub model_version: Option<String>,
    /// Version of the Mendix Runtime.
    pub runtime_version: Option<String>,
    /// Description of the package.
    pub description: Option<String>,
    /// Constants.
    pub constants: Vec<Constant>,
    /// Names of scheduled events.
    pub scheduled_events: Vec<String>,
    /// Bytes that do not compress, to make the archive as large as wanted.
    pub padding_bytes: Option<u64>,
    /// The model to write into `model/model.mdp`, with its System module. Its constants, events, roles, request handlers,
    /// project id and versions become the metadata's, unless they are given here.
    pub model: Option<AppModel>,
}

/// How a project file writes attributes, indexes and settings (package formats, 3.4 and 3.5).
#[model]
pub enum ModelEncoding {
    /// Mendix 4: type and value of an attribute are flat keys.
    Mendix4,
    /// Mendix 5.3 to 5.6: the type is flat, the value a document.
    Mendix5,
    /// Mendix 5.12 and later: both are documents. What later versions added is there as well.
    Modern,
}

/// The file that a synthetic project is written as.
#[model]
pub enum ProjectFormat {
    /// One `.mpr`, as until about Mendix 10.17.
    SingleFile,
    /// A `.mpr` with its units under `mprcontents`, as from Mendix 10.18.
    Split,
    /// A package, `.mpk`: of a module where the model has one, else of the project.
    ModulePackage,
}

/// A synthetic project to write: for tests of what reads projects.
///
/// What is left out gets a plain value: a single file, the modern encoding, no leftovers.
#[model(options)]
pub struct ProjectSpec {
    /// The model. Its System module is left out: projects have none.
    pub model: Option<AppModel>,
    /// What to write.
    pub format: Option<ProjectFormat>,
    /// How attributes are written.
    pub encoding: Option<ModelEncoding>,
    /// Only for split projects: left-over unit files that the index no longer lists. They carry the names of live units.
    pub stale_units: Option<u64>,
    /// Only for split projects: units that the index lists and that have no file, as in an incomplete checkout. A module's
    /// name stands for its domain model, `Module.Name` for that document.
    pub missing_units: Vec<String>,
}

/// How a portable package takes its configuration: what its files in `etc` say (package formats, 8).
#[model(eq)]
pub struct PortableConfiguration {
    /// Constants by code point of their name.
    pub constants: Vec<PortableConstant>,
    /// Other settings that an environment variable sets, in the order of the file.
    pub settings: Vec<PortableSetting>,
    /// Places in the files that this library does not understand, such as `etc/variables.conf, line 7`. What they set is
    /// unknown.
    pub unread: Vec<String>,
}

/// A constant of a portable package.
#[model(eq)]
pub struct PortableConstant {
    /// `Module.Name`.
    pub name: String,
    /// Its default in `etc/constants/defaults.conf`; absent where the file has none. It may be a credential.
    #[private]
    pub default_value: Option<String>,
    /// Environment variables that set it. When several are set, the last of these counts.
    pub variables: Vec<String>,
}

/// A setting of a portable package that an environment variable sets.
#[model(eq)]
pub struct PortableSetting {
    /// Its path, such as `runtime.params.DatabaseHost`.
    pub path: String,
    /// The environment variable.
    pub variable: String,
}
