//! The app model as a whole.

use mendix_deploy_surface::model;

use super::{Association, Entity, Enumeration, ModelMicroflow, ModelSettings, StoredTable};
use crate::packages::{ConstantType, RequestHandler, UserRole};

/// What a model was read from.
#[model]
pub enum ModelSource {
    /// Deployment archive, `model/model.mdp`.
    ArchiveModel,
    /// Project in one file, `.mpr`.
    SingleFileProject,
    /// Project with `mprcontents`.
    SplitProject,
    /// Module or project package, `.mpk`.
    ModulePackage,
    /// Portable package.
    PortableModel,
    /// The runtime's catalogue in a database, or a dump of it.
    DatabaseCatalogue,
}

/// A model: what the database and a deployment depend on.
///
/// Every list is sorted by GUID where its elements have one, else by name in code-point order, so that equal models are
/// equal values.
#[model(eq)]
pub struct AppModel {
    /// What it was read from.
    pub source: ModelSource,
    /// The project's id (root unit id).
    pub project_id: Option<String>,
    /// The project's display name.
    pub project_name: Option<String>,
    /// Version of Studio Pro or of the Mendix Runtime, as the file has it.
    pub mendix_version: Option<String>,
    /// Model version; `unversioned` for local builds.
    pub model_version: Option<String>,
    /// Id of the build (.NET ticks), which the runtime keeps in the database it starts on.
    pub deployment_id: Option<String>,
    /// Whether the System module is among the modules. Projects do not have it, archives do.
    pub has_system: bool,
    /// Modules.
    pub modules: Vec<AppModule>,
    /// Entities.
    pub entities: Vec<Entity>,
    /// Associations.
    pub associations: Vec<Association>,
    /// Tables by GUID, under the names that the database knows; only a database has them.
    pub tables: Vec<StoredTable>,
    /// Enumerations.
    pub enumerations: Vec<Enumeration>,
    /// Constants.
    pub constants: Vec<ModelConstant>,
    /// Scheduled events.
    pub scheduled_events: Vec<ModelEvent>,
    /// Settings that reach the database.
    pub settings: ModelSettings,
    /// Microflows that run around a start.
    pub microflows: Vec<ModelMicroflow>,
    /// User roles.
    pub user_roles: Vec<UserRole>,
    /// Request handlers.
    pub request_handlers: Vec<RequestHandler>,
    /// Units that are listed and could not be read: what is in them is unknown.
    pub unread: Vec<UnreadUnit>,
}

/// A module.
#[model(eq)]
pub struct AppModule {
    /// The model's `$ID`; absent in a database.
    pub id: Option<String>,
    /// Its name.
    pub name: String,
    /// Its version in the Mendix Marketplace.
    pub marketplace_version: Option<String>,
}

/// A constant of the model.
#[model(eq)]
pub struct ModelConstant {
    /// The model's `$ID`.
    pub id: Option<String>,
    /// `Module.Name`.
    pub name: String,
    /// Its type.
    #[serde(rename = "type")]
    pub constant_type: ConstantType,
    /// Whether the client sees its value; absent where the file does not say.
    pub exposed_to_client: Option<bool>,
    /// The model's default, always text; absent where the file does not say. It may be a credential: comparisons tell
    /// that it changed, never what it is.
    #[private]
    pub default_value: Option<String>,
}

/// A scheduled event.
#[model(eq)]
pub struct ModelEvent {
    /// The model's `$ID`.
    pub id: Option<String>,
    /// `Module.Name`.
    pub name: String,
    /// Whether it is on without configuration; absent where the file does not say.
    pub enabled: Option<bool>,
    /// The microflow it runs.
    pub microflow: Option<String>,
    /// How often, such as `5 Minute`.
    pub interval: Option<String>,
}

/// A unit of a project that is listed and could not be read: it is not there, or its bytes are not what they must be.
#[model(eq)]
pub struct UnreadUnit {
    /// The unit's id.
    pub id: String,
    /// Where it hangs, such as `DomainModel` or `Documents`; absent where that is not known.
    pub containment: Option<String>,
    /// `Module.Name` or the module's name, as far as known.
    pub module: Option<String>,
    /// Why, one sentence.
    pub why: String,
}
