//! Models by chained calls, for tests that need two of them which differ in one thing.

use mendix_deploy_model::{
    Error, ErrorCode, Result,
    models::{
        AppModel, AppModule, Association, AssociationOwner, AssociationStorage, AssociationType,
        Attribute, AttributeType, AttributeValue, DeleteBehavior, Entity, Enumeration,
        EnumerationValue, ModelConstant, ModelSource,
    },
    packages::{ConstantType, ModelEncoding},
};

use super::{
    form::module_of,
    ids::derived,
    views::{as_project, by_name},
};
use crate::package::{subject::shown, units};

/// A model, built by chained calls.
///
/// Identities are made of names: two models that name an element alike mean the same one, so a difference between two
/// builders is the difference between two releases. [`ModelBuilder::renamed`] changes a name and keeps the identity,
/// [`ModelBuilder::made_anew`] keeps the name and changes the identity. Modules come with the names of their elements.
///
/// ```
/// use mendix_deploy_model::{comparisons::ChangeRow, models::AttributeType};
/// use mendix_deploy_offline::{
///     compare::{CompareOptions, compare},
///     package::write::ModelBuilder,
/// };
///
/// let order = ModelBuilder::new("Orders")
///     .entity("Orders.Order")
///     .attribute("Orders.Order", "Total", AttributeType::Decimal);
/// let before = order.clone().text("Orders.Order", "Note", 200).build()?;
/// let after = order.build()?;
/// let changes = compare(&before, &after, &CompareOptions::default());
/// assert_eq!(changes.changes[0].row, ChangeRow::AttributeRemoved);
/// assert!(!changes.rollback.is_safe());
/// # Ok::<(), mendix_deploy_model::Error>(())
/// ```
#[derive(Debug, Clone)]
#[must_use]
pub struct ModelBuilder {
    model: AppModel,
    error: Option<String>,
}

impl ModelBuilder {
    /// An empty model of a project, of Mendix 10.24.15.
    pub fn new(project_name: impl Into<String>) -> Self {
        let mut model = units::empty(ModelSource::SingleFileProject);
        let name = project_name.into();
        model.project_id = Some(derived("project", &name));
        model.project_name = Some(name);
        model.mendix_version = Some("10.24.15.93102".to_owned());
        Self { model, error: None }
    }

    /// The version of Studio Pro and of the Mendix Runtime.
    pub fn mendix_version(mut self, version: impl Into<String>) -> Self {
        self.model.mendix_version = Some(version.into());
        self
    }

    /// Adds a persistable entity `Module.Name`.
    pub fn entity(mut self, name: &str) -> Self {
        self.see_module(name);
        self.model.entities.push(Entity {
            id: derived(name, "entity"),
            guid: derived(name, "entity data"),
            name: name.to_owned(),
            generalization: None,
            persistable: Some(true),
            stored: None,
            source: None,
            system_members: Vec::new(),
            attributes: Vec::new(),
            indexes: Vec::new(),
            unique_attributes: Vec::new(),
            rules_digest: None,
        });
        self
    }

    /// Adds an entity that specializes another, which may be of System.
    pub fn specialization(mut self, name: &str, parent: &str) -> Self {
        self = self.entity(name);
        self.with_entity(name, |entity| {
            entity.generalization = Some(parent.to_owned());
            entity.persistable = None;
        })
    }

    /// Makes an entity one that is never stored.
    pub fn not_persistable(self, entity: &str) -> Self {
        self.with_entity(entity, |entity| entity.persistable = Some(false))
    }

    /// Adds a stored attribute; a string is unlimited.
    pub fn attribute(self, entity: &str, name: &str, attribute_type: AttributeType) -> Self {
        let id = format!("{entity}/{name}");
        self.with_entity(entity, |entity| {
            entity.attributes.push(Attribute {
                id: derived(&id, "attribute"),
                guid: derived(&id, "attribute data"),
                name: name.to_owned(),
                length: (attribute_type == AttributeType::String).then_some(0),
                localize: (attribute_type == AttributeType::DateTime).then_some(true),
                attribute_type,
                enumeration: None,
                value: AttributeValue::Stored,
                default_value: None,
            });
        })
    }

    /// Adds a text of at most `length` characters, 0 for unlimited.
    pub fn text(self, entity: &str, name: &str, length: u64) -> Self {
        self.attribute(entity, name, AttributeType::String)
            .with_attribute(entity, name, |attribute| attribute.length = Some(length))
    }

    /// Adds an attribute whose values are those of an enumeration.
    pub fn choice(self, entity: &str, name: &str, enumeration: &str) -> Self {
        self.attribute(entity, name, AttributeType::Enumeration)
            .with_attribute(entity, name, |attribute| {
                attribute.enumeration = Some(enumeration.to_owned());
            })
    }

    /// Gives an attribute a unique rule.
    pub fn unique(self, entity: &str, attribute: &str) -> Self {
        self.with_entity(entity, |entity| {
            entity.unique_attributes.push(attribute.to_owned());
        })
    }

    /// Adds an enumeration `Module.Name`.
    pub fn enumeration(mut self, name: &str, values: &[&str]) -> Self {
        self.see_module(name);
        self.model.enumerations.push(Enumeration {
            id: derived(name, "enumeration"),
            name: name.to_owned(),
            values: values
                .iter()
                .map(|value| EnumerationValue {
                    id: derived(name, value),
                    name: (*value).to_owned(),
                })
                .collect(),
            presentation_digest: None,
        });
        self
    }

    /// Adds an association `Module.Name` from the parent, whose objects hold the link, to the child: many to one for a
    /// reference, many to many for a set.
    pub fn association(
        mut self,
        name: &str,
        parent: &str,
        child: &str,
        association_type: AssociationType,
    ) -> Self {
        self.see_module(name);
        self.model.associations.push(Association {
            id: derived(name, "association"),
            guid: derived(name, "association data"),
            name: name.to_owned(),
            parent: parent.to_owned(),
            parent_guid: None,
            child: child.to_owned(),
            child_guid: None,
            cross_module: module_of(name) != module_of(child),
            association_type,
            owner: AssociationOwner::Default,
            storage: AssociationStorage::Table,
            parent_delete: Some(DeleteBehavior::KeepReferences),
            child_delete: Some(DeleteBehavior::KeepReferences),
            source: None,
        });
        self
    }

    /// Adds a constant `Module.Name`.
    pub fn constant(mut self, name: &str, constant_type: ConstantType, default: &str) -> Self {
        self.see_module(name);
        self.model.constants.push(ModelConstant {
            id: Some(derived(name, "constant")),
            name: name.to_owned(),
            constant_type,
            exposed_to_client: None,
            default_value: Some(default.to_owned()),
        });
        self
    }

    /// Renames an attribute, `entity` being the name of its entity: the identity stays.
    pub fn attribute_renamed(self, entity: &str, old: &str, new: &str) -> Self {
        let unique = |entity: &mut Entity| {
            for name in &mut entity.unique_attributes {
                if name == old {
                    new.clone_into(name);
                }
            }
        };
        self.with_attribute(entity, old, |attribute| new.clone_into(&mut attribute.name))
            .with_entity(entity, unique)
    }

    /// Renames an entity, in its module or to another: the identity stays, and what refers to it follows.
    pub fn renamed(mut self, old: &str, new: &str) -> Self {
        self.see_module(new);
        for entity in &mut self.model.entities {
            if entity.generalization.as_deref() == Some(old) {
                entity.generalization = Some(new.to_owned());
            }
        }
        for end in
            (self.model.associations.iter_mut()).flat_map(|it| [&mut it.parent, &mut it.child])
        {
            if end == old {
                new.clone_into(end);
            }
        }
        self.with_entity(old, |entity| new.clone_into(&mut entity.name))
    }

    /// Gives an entity and its attributes new identities, as deleting and drawing them again does.
    pub fn made_anew(self, entity: &str) -> Self {
        self.with_entity(entity, |entity| {
            let anew = |id: &mut String| *id = derived(id, "anew");
            anew(&mut entity.id);
            anew(&mut entity.guid);
            for attribute in &mut entity.attributes {
                anew(&mut attribute.id);
                anew(&mut attribute.guid);
            }
        })
    }

    /// The model: every list in its order, every end looked up.
    ///
    /// # Errors
    ///
    /// `input.invalid` when a call named an entity or an attribute that the model did not have.
    pub fn build(self) -> Result<AppModel> {
        if let Some(error) = self.error {
            return Err(Error::new(ErrorCode::InputInvalid, error));
        }
        let ends: Vec<_> = (self.model.associations.iter())
            .flat_map(|it| [(&it.name, &it.parent), (&it.name, &it.child)])
            .collect();
        let entities = by_name(&self.model.entities);
        for (name, end) in ends {
            if module_of(end) != "System" && !entities.contains_key(end.as_str()) {
                return Err(Error::new(
                    ErrorCode::InputInvalid,
                    format!("{}: its end {} is no entity", shown(name), shown(end)),
                ));
            }
        }
        let mut model = as_project(&self.model, ModelEncoding::Modern);
        model.project_name = self.model.project_name;
        Ok(model)
    }

    fn see_module(&mut self, name: &str) {
        let module = module_of(name);
        if !self.model.modules.iter().any(|it| it.name == module) {
            self.model.modules.push(AppModule {
                id: Some(derived(module, "module")),
                name: module.to_owned(),
                marketplace_version: None,
            });
        }
    }

    fn with_entity(mut self, name: &str, change: impl FnOnce(&mut Entity)) -> Self {
        match self.model.entities.iter_mut().find(|it| it.name == name) {
            Some(entity) => change(entity),
            None => self.note(format!("the model has no entity {}", shown(name))),
        }
        self
    }

    fn with_attribute(
        mut self,
        entity: &str,
        name: &str,
        change: impl FnOnce(&mut Attribute),
    ) -> Self {
        let found = (self.model.entities.iter_mut())
            .find(|it| it.name == entity)
            .and_then(|it| it.attributes.iter_mut().find(|it| it.name == name));
        match found {
            Some(attribute) => change(attribute),
            None => self.note(format!(
                "the model has no attribute {}/{}",
                shown(entity),
                shown(name)
            )),
        }
        self
    }

    /// The first mistake counts.
    fn note(&mut self, error: String) {
        self.error.get_or_insert(error);
    }
}
