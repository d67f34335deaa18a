//! The end of collecting: names get their modules, ends their entities, entities their ancestors.

use std::collections::BTreeMap;

use mendix_deploy_model::{
    ErrorCode, Result,
    models::{AppModel, Association, Entity, ModelSettings, ModelSource},
};

use super::{
    association::{Draft, End},
    budget::Budget,
    collector::{Collector, Placed},
    fault::{self, Fault},
    microflow, system,
};
use crate::package::{
    bson::Guid,
    subject::{Subject, shown},
};

/// A model of nothing.
pub(crate) fn empty(source: ModelSource) -> AppModel {
    AppModel {
        source,
        project_id: None,
        project_name: None,
        mendix_version: None,
        model_version: None,
        deployment_id: None,
        has_system: false,
        modules: Vec::new(),
        entities: Vec::new(),
        associations: Vec::new(),
        tables: Vec::new(),
        enumerations: Vec::new(),
        constants: Vec::new(),
        scheduled_events: Vec::new(),
        settings: ModelSettings {
            foreign_keys: None,
            optimistic_locking: None,
            decimal_scale: None,
        },
        microflows: Vec::new(),
        user_roles: Vec::new(),
        request_handlers: Vec::new(),
        unread: Vec::new(),
    }
}

impl Collector {
    /// The model.
    ///
    /// # Errors
    ///
    /// `package.model_invalid` when two entities, attributes, associations or indexes have one GUID, or two elements one
    /// name: readers would disagree on such a model.
    pub fn finish(mut self) -> Result<AppModel> {
        let subject = std::mem::take(&mut self.subject);
        let subject = Subject(&subject);
        let model = self
            .put_together()
            .map_err(|fault| fault.error("the model", subject))?;
        check_identities(&model, subject)?;
        Ok(model)
    }

    fn put_together(mut self) -> fault::Result<AppModel> {
        let mut model = self.model;
        let places = &self.places;
        // Long names of modules and entities are repeated wherever they are referred to, so these count as well.
        let budget = &mut self.budget;
        let mut qualified = |is_qualified: bool, container: Guid, name: &mut String| {
            if !is_qualified {
                *name = places.qualify(container, name);
                budget.charge(name.len())?;
            }
            Ok::<(), Fault>(())
        };

        self.modules.sort_by(|a, b| a.name.cmp(&b.name));
        model.has_system = self.modules.iter().any(|module| module.name == "System");
        model.modules = self.modules;

        for Placed { container, element } in &mut self.entities {
            qualified(element.is_qualified, *container, &mut element.entity.name)?;
        }
        for Placed { container, element } in &mut self.associations {
            qualified(element.is_qualified, *container, &mut element.name)?;
        }

        for Placed { container, element } in self.enumerations {
            let mut enumeration = element.element;
            qualified(element.is_qualified, container, &mut enumeration.name)?;
            model.enumerations.push(enumeration);
        }
        for Placed { container, element } in self.constants {
            let mut constant = element.element;
            qualified(element.is_qualified, container, &mut constant.name)?;
            model.constants.push(constant);
        }
        for Placed { container, element } in self.events {
            let mut event = element.element;
            qualified(element.is_qualified, container, &mut event.name)?;
            model.scheduled_events.push(event);
        }
        if let Some(settings) = self.settings {
            let microflows: Vec<microflow::Microflow> = self
                .microflows
                .into_iter()
                .map(|Placed { container, element }| {
                    let mut microflow = element;
                    qualified(microflow.is_qualified, container, &mut microflow.name)?;
                    Ok(microflow)
                })
                .collect::<fault::Result<_>>()?;
            model.microflows = microflow::around_a_start(&settings, &microflows);
            model.settings = settings.model;
        }
        model.associations = associations(self.associations, &self.entities, budget)?;
        model.entities = self
            .entities
            .into_iter()
            .map(|placed| placed.element.entity)
            .collect();
        store(&mut model.entities);
        model.user_roles = self.user_roles.unwrap_or_default();
        for Placed { container, element } in self.unread {
            let mut unit = element;
            unit.module = places
                .module_of(container)
                .map(|name| budget.text(name))
                .transpose()?;
            model.unread.push(unit);
        }

        model.entities.sort_by(|a, b| a.guid.cmp(&b.guid));
        model.associations.sort_by(|a, b| a.guid.cmp(&b.guid));
        model.enumerations.sort_by(|a, b| a.name.cmp(&b.name));
        model.constants.sort_by(|a, b| a.name.cmp(&b.name));
        model.scheduled_events.sort_by(|a, b| a.name.cmp(&b.name));
        model.unread.sort_by(|a, b| a.id.cmp(&b.id));
        Ok(model)
    }
}

/// Looks the ends up: by `$ID` among all entities of the file, by name likewise.
fn associations(
    drafts: Vec<Placed<Draft>>,
    entities: &[Placed<super::entity::Draft>],
    budget: &mut Budget,
) -> fault::Result<Vec<Association>> {
    let by_id: BTreeMap<Guid, &Entity> = entities
        .iter()
        .map(|placed| (placed.element.id, &placed.element.entity))
        .collect();
    let by_name: BTreeMap<&str, &Entity> = entities
        .iter()
        .map(|placed| {
            let entity = &placed.element.entity;
            (entity.name.as_str(), entity)
        })
        .collect();
    let mut look_up = |end: End| {
        let (name, found) = match end {
            End::Here(id) => match by_id.get(&id) {
                Some(entity) => (budget.text(&entity.name)?, Some(entity)),
                None => (budget.guid(id)?, None),
            },
            End::Named(name) => {
                let found = by_name.get(name.as_str());
                (name, found)
            }
        };
        let guid = found.map(|entity| budget.text(&entity.guid)).transpose()?;
        Ok::<_, Fault>((name, guid))
    };
    drafts
        .into_iter()
        .map(|Placed { element, .. }| {
            let (parent, parent_guid) = look_up(element.parent)?;
            let (child, child_guid) = look_up(element.child)?;
            Ok(Association {
                id: element.id.to_string(),
                guid: element.guid.to_string(),
                name: element.name,
                parent,
                parent_guid,
                child,
                child_guid,
                cross_module: element.cross_module,
                association_type: element.association_type,
                owner: element.owner,
                storage: element.storage,
                parent_delete: element.parent_delete,
                child_delete: element.child_delete,
                source: element.source,
            })
        })
        .collect()
}

/// Which entities have a table: through the topmost ancestor, System included.
pub(in crate::package) fn store(entities: &mut [Entity]) {
    let by_name: BTreeMap<&str, usize> = entities
        .iter()
        .enumerate()
        .map(|(at, entity)| (entity.name.as_str(), at))
        .collect();
    // Of each entity, once it is known: `Some(None)` where an ancestor is not.
    let mut known: Vec<Option<Option<bool>>> = vec![None; entities.len()];
    for start in 0..entities.len() {
        let mut path = Vec::new();
        let mut at = start;
        let answer = loop {
            if let Some(answer) = known[at] {
                break answer;
            }
            // Taken as unknown while it is looked up: a file may claim that two entities specialize each other.
            known[at] = Some(None);
            path.push(at);
            let entity = &entities[at];
            if entity.persistable.is_some() {
                break entity.persistable;
            }
            let Some(parent) = &entity.generalization else {
                break None;
            };
            match by_name.get(parent.as_str()) {
                Some(parent) => at = *parent,
                None => break system::is_persistable(parent),
            }
        };
        for at in path {
            known[at] = Some(answer);
        }
    }
    drop(by_name);
    for (entity, known) in entities.iter_mut().zip(known) {
        entity.stored = if entity.source.is_some() {
            Some(false)
        } else {
            known.flatten()
        };
    }
}

/// One GUID or one name, one element.
fn check_identities(model: &AppModel, subject: Subject<'_>) -> Result<()> {
    let twice = |what: &str, mut keys: Vec<&str>| {
        keys.sort_unstable();
        match keys.windows(2).find(|pair| pair[0] == pair[1]) {
            None => Ok(()),
            Some(pair) => Err(subject.error(
                ErrorCode::PackageModelInvalid,
                format!("two {what} are {}", shown(pair[0])),
            )),
        }
    };
    let entities = &model.entities;
    twice(
        "modules",
        model
            .modules
            .iter()
            .map(|module| module.name.as_str())
            .collect(),
    )?;
    twice(
        "entities",
        entities.iter().map(|entity| entity.guid.as_str()).collect(),
    )?;
    twice(
        "entities",
        entities.iter().map(|entity| entity.name.as_str()).collect(),
    )?;
    twice(
        "attributes",
        entities
            .iter()
            .flat_map(|entity| &entity.attributes)
            .map(|attribute| attribute.guid.as_str())
            .collect(),
    )?;
    twice(
        "indexes",
        entities
            .iter()
            .flat_map(|entity| &entity.indexes)
            .map(|index| index.guid.as_str())
            .collect(),
    )?;
    twice(
        "associations",
        model
            .associations
            .iter()
            .map(|association| association.guid.as_str())
            .collect(),
    )?;
    twice(
        "enumerations",
        model
            .enumerations
            .iter()
            .map(|enumeration| enumeration.name.as_str())
            .collect(),
    )?;
    twice(
        "constants",
        model
            .constants
            .iter()
            .map(|constant| constant.name.as_str())
            .collect(),
    )?;
    twice(
        "scheduled events",
        model
            .scheduled_events
            .iter()
            .map(|event| event.name.as_str())
            .collect(),
    )
}
