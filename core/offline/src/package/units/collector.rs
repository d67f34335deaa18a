//! The collector: units in, model out.

use std::fmt;

use mendix_deploy_model::{
    Error, Result,
    models::{
        AppModel, AppModule, Enumeration, ModelConstant, ModelEvent, ModelSource, UnreadUnit,
    },
    packages::UserRole,
};

use super::{
    association,
    budget::Budget,
    document, domain, entity,
    fault::{self, Fault},
    microflow::{self, Microflow},
    places::Places,
    settings::{self, Settings},
};
use crate::package::{
    bson::{Document, Guid},
    subject::{Subject, shown},
};

/// How many bytes of a unit [`Collector::wants`] needs to see: `$ID` and `$Type` are always first.
pub const HEAD: usize = 128;

/// Where a unit hangs. A project's index says so, the unit itself does not (package formats, 3.2).
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    /// The unit's id.
    pub id: Guid,
    /// The unit that contains it; the root contains itself.
    pub container: Guid,
    /// How it is contained, such as `DomainModel` or `Documents`; empty for the root.
    pub containment: &'a str,
}

/// Something of the model and the unit that contains its unit.
pub(super) struct Placed<T> {
    pub(super) container: Guid,
    pub(super) element: T,
}

/// Puts a model together from its units, which it takes in any order.
///
/// Units that hold nothing of the model are passed over after their first two keys. Give `Settings$ProjectSettings` early
/// (containment `ProjectDocuments`): when no microflow runs around a start, none is looked into.
pub struct Collector {
    pub(super) subject: String,
    pub(super) budget: Budget,
    pub(super) model: AppModel,
    pub(super) places: Places,
    pub(super) modules: Vec<AppModule>,
    pub(super) entities: Vec<Placed<entity::Draft>>,
    pub(super) associations: Vec<Placed<association::Draft>>,
    pub(super) enumerations: Vec<Placed<document::Named<Enumeration>>>,
    pub(super) constants: Vec<Placed<document::Named<ModelConstant>>>,
    pub(super) events: Vec<Placed<document::Named<ModelEvent>>>,
    pub(super) microflows: Vec<Placed<Microflow>>,
    pub(super) settings: Option<Settings>,
    pub(super) user_roles: Option<Vec<UserRole>>,
    pub(super) unread: Vec<Placed<UnreadUnit>>,
}

/// What a unit is to the model.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Module,
    DomainModel,
    Enumeration,
    Constant,
    ScheduledEvent,
    Microflow,
    Settings,
    Security,
    Other,
}

impl Kind {
    fn of(object_type: &str) -> Self {
        match object_type {
            // `Module` until early 5.x.
            "Projects$ModuleImpl" | "Projects$Module" => Self::Module,
            "DomainModels$DomainModel" => Self::DomainModel,
            "Enumerations$Enumeration" => Self::Enumeration,
            "Constants$Constant" => Self::Constant,
            "ScheduledEvents$ScheduledEvent" => Self::ScheduledEvent,
            "Microflows$Microflow" => Self::Microflow,
            "Settings$ProjectSettings" => Self::Settings,
            "Security$ProjectSecurity" => Self::Security,
            _ => Self::Other,
        }
    }
}

impl Collector {
    /// Starts a model. `file` is named in errors.
    #[must_use]
    pub fn new(file: &str, source: ModelSource) -> Self {
        Self {
            subject: file.to_owned(),
            budget: Budget::default(),
            model: super::finish::empty(source),
            places: Places::default(),
            modules: Vec::new(),
            entities: Vec::new(),
            associations: Vec::new(),
            enumerations: Vec::new(),
            constants: Vec::new(),
            events: Vec::new(),
            microflows: Vec::new(),
            settings: None,
            user_roles: None,
            unread: Vec::new(),
        }
    }

    /// The version of Studio Pro or of the Mendix Runtime.
    pub fn mendix_version(&mut self, version: &str) {
        self.model.mendix_version = Some(version.to_owned());
    }

    /// Whether a unit has to be read, by its place and its first bytes: all of it, or at least [`HEAD`] of them.
    ///
    /// A unit that is not wanted is told by [`Collector::pass`]. When the first bytes cannot be read the unit is wanted,
    /// so that it is told to be damaged.
    #[must_use]
    pub fn wants(&self, place: Place<'_>, head: &[u8]) -> bool {
        if place.containment == "Folders" {
            return false;
        }
        match object_head(head) {
            Some((_, object_type)) => self.wants_kind(Kind::of(object_type)),
            None => true,
        }
    }

    fn wants_kind(&self, kind: Kind) -> bool {
        match kind {
            Kind::Other => false,
            Kind::Microflow => self
                .settings
                .as_ref()
                .is_none_or(Settings::names_a_microflow),
            _ => true,
        }
    }

    /// A unit that was not read because it is not wanted. Its place still counts: documents may hang in it.
    ///
    /// # Errors
    ///
    /// `package.too_large`.
    pub fn pass(&mut self, place: Place<'_>) -> Result<()> {
        self.note(place)
            .map_err(|fault| self.refuse(&fault, place.id, place.containment))
    }

    /// A unit. One whose bytes are not what they must be is among the unread ones, and the rest of the model stands: a
    /// unit's bytes say nothing about another's.
    ///
    /// # Errors
    ///
    /// `package.too_large` when the model takes more memory than it may.
    pub fn unit(&mut self, place: Place<'_>, bytes: &[u8]) -> Result<()> {
        if let Some((id, _)) = object_head(bytes)
            && id != place.id
        {
            // A damaged page may give the bytes of one unit to another.
            return self.unread(place, &format!("Its contents are those of unit {id}."));
        }
        self.note(place)
            .and_then(|()| match self.read(place.container, Some(place), bytes) {
                Err(Fault::Bson(refusal)) => {
                    let kind = object_head(bytes).map_or("it", |(_, object_type)| object_type);
                    self.keep_unread(
                        place,
                        &format!("It is damaged: {}: {refusal}.", shown(kind)),
                    )
                }
                read => read,
            })
            .map_err(|fault| self.refuse(&fault, place.id, place.containment))
    }

    /// A unit that is listed and cannot be read; `why` is one sentence.
    ///
    /// # Errors
    ///
    /// `package.too_large`.
    pub fn unread(&mut self, place: Place<'_>, why: &str) -> Result<()> {
        self.keep_unread(place, why)
            .and_then(|()| self.note(place))
            .map_err(|fault| self.refuse(&fault, place.id, place.containment))
    }

    fn keep_unread(&mut self, place: Place<'_>, why: &str) -> fault::Result<()> {
        if place.containment == "Modules" {
            self.places.module(place.id, None, &mut self.budget)?;
        }
        let unit = UnreadUnit {
            id: self.budget.guid(place.id)?,
            containment: (!place.containment.is_empty())
                .then(|| self.budget.text(place.containment))
                .transpose()?,
            module: None,
            why: self.budget.text(why)?,
        };
        let unit = Placed {
            container: place.container,
            element: unit,
        };
        self.budget.push(&mut self.unread, unit)
    }

    /// A document of `model.mdp`; `module` is the `$ID` of the module in whose part of the file it stands.
    pub(in crate::package) fn document(
        &mut self,
        module: Option<Guid>,
        bytes: &[u8],
        at: u64,
    ) -> Result<()> {
        // Names are qualified in this file, so where a document stands matters little.
        let container = module.unwrap_or_else(nowhere);
        self.read(container, None, bytes)
            .map_err(|fault| self.refused(&fault, &format!("the document at byte {at}")))
    }

    /// Whether a document of `model.mdp` of this type has to be read.
    pub(in crate::package) fn wants_type(&self, object_type: &str) -> bool {
        self.wants_kind(Kind::of(object_type))
    }

    /// Remembers what may contain documents.
    fn note(&mut self, place: Place<'_>) -> fault::Result<()> {
        match place.containment {
            "" if place.id == place.container => {
                self.model.project_id = Some(place.id.to_string());
                Ok(())
            }
            "Folders" => self
                .places
                .folder(place.id, place.container, &mut self.budget),
            _ => Ok(()),
        }
    }

    fn read(
        &mut self,
        container: Guid,
        place: Option<Place<'_>>,
        bytes: &[u8],
    ) -> fault::Result<()> {
        let document = Document::parse(bytes)?;
        let kind = Kind::of(document.object_type()?);
        if !self.wants_kind(kind) {
            return Ok(());
        }
        let budget = &mut self.budget;
        match kind {
            Kind::Module => {
                let module = document::module(document, budget)?;
                let id = place.map_or_else(|| document.object_id(), |place| Ok(place.id))?;
                self.places.module(id, Some(&module.name), budget)?;
                budget.push(&mut self.modules, module)?;
            }
            Kind::DomainModel => {
                let domain = domain::read(document, budget)?;
                for element in domain.entities {
                    budget.push(&mut self.entities, Placed { container, element })?;
                }
                for element in domain.associations {
                    budget.push(&mut self.associations, Placed { container, element })?;
                }
            }
            Kind::Enumeration => {
                let element = document::enumeration(document, budget)?;
                budget.push(&mut self.enumerations, Placed { container, element })?;
            }
            Kind::Constant => {
                let element = document::constant(document, budget)?;
                budget.push(&mut self.constants, Placed { container, element })?;
            }
            Kind::ScheduledEvent => {
                let element = document::event(document, budget)?;
                budget.push(&mut self.events, Placed { container, element })?;
            }
            Kind::Microflow => {
                let element = microflow::read(document, budget)?;
                budget.push(&mut self.microflows, Placed { container, element })?;
            }
            Kind::Settings => self.settings = Some(settings::settings(document, budget)?),
            Kind::Security => self.user_roles = Some(settings::user_roles(document, budget)?),
            Kind::Other => {}
        }
        Ok(())
    }

    fn refuse(&self, fault: &Fault, id: Guid, containment: &str) -> Error {
        let unit = if containment.is_empty() {
            format!("unit {id}")
        } else {
            format!("unit {id} ({})", shown(containment))
        };
        self.refused(fault, &unit)
    }

    fn refused(&self, fault: &Fault, what: &str) -> Error {
        fault.error(what, Subject(&self.subject))
    }
}

/// Defaults of constants may be credentials: counts only.
impl fmt::Debug for Collector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Collector")
            .field("file", &self.subject)
            .field("modules", &self.modules.len())
            .field("entities", &self.entities.len())
            .finish_non_exhaustive()
    }
}

/// A place that no document hangs in.
fn nowhere() -> Guid {
    Guid::from_bytes(&[0; 16]).unwrap_or_else(|| unreachable!("16 bytes are a GUID"))
}

/// `$ID` and `$Type` in an object's first bytes.
pub(in crate::package) fn object_head(head: &[u8]) -> Option<(Guid, &str)> {
    // Length of the document; `$ID`: type, name, length, subtype, 16 bytes; `$Type`: type, name, length, text.
    let rest = head.get(4..)?;
    let rest = rest.strip_prefix(b"\x05$ID\x00\x10\x00\x00\x00\x00")?;
    let (id, rest) = rest.split_at_checked(16)?;
    let rest = rest.strip_prefix(b"\x02$Type\x00")?;
    let (length, text) = rest.split_first_chunk::<4>()?;
    let length = usize::try_from(i32::from_le_bytes(*length)).ok()?;
    let text = text.get(..length.checked_sub(1)?)?;
    Some((Guid::from_bytes(id)?, std::str::from_utf8(text).ok()?))
}
