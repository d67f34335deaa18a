//! Where elements are in the database: the catalogue's names where they are known, else the ones that the runtime
//! derives (package formats, 5).

use mendix_deploy_model::models::{Association, AssociationStorage, Attribute, Entity};

use crate::compare::{StorageNames, matching::Side};

/// A column of a table.
#[derive(Debug, Clone)]
pub(super) struct Column {
    pub(super) table: String,
    pub(super) column: String,
}

/// Where links are.
#[derive(Debug, Clone)]
pub(super) struct Links {
    pub(super) table: String,
    pub(super) parent: String,
    pub(super) child: String,
}

pub(super) struct Places<'p> {
    storage: &'p StorageNames,
}

impl<'p> Places<'p> {
    pub(super) fn new(storage: &'p StorageNames) -> Self {
        Self { storage }
    }

    pub(super) fn table(&self, entity: &Entity) -> String {
        self.storage
            .entities
            .get(&entity.guid)
            .cloned()
            .unwrap_or_else(|| derived(&entity.name))
    }

    pub(super) fn column(&self, entity: &Entity, attribute: &Attribute) -> Column {
        Column {
            table: self.table(entity),
            column: self
                .storage
                .attributes
                .get(&attribute.guid)
                .cloned()
                .unwrap_or_else(|| attribute.name.to_lowercase()),
        }
    }

    pub(super) fn links(&self, side: &Side<'_>, association: &Association) -> Links {
        if let Some(known) = self.storage.associations.get(&association.guid) {
            return Links {
                table: known.table.clone(),
                parent: known.parent_column.clone(),
                child: known.child_column.clone(),
            };
        }
        let table = |name: &str| {
            side.named(name)
                .map_or_else(|| derived(name), |entity| self.table(entity))
        };
        let (parent, child) = (table(&association.parent), table(&association.child));
        if association.storage == AssociationStorage::Column {
            return Links {
                table: parent,
                parent: "id".to_owned(),
                child: derived(&association.name),
            };
        }
        let (parent, child) = if parent == child {
            (format!("{parent}id1"), format!("{child}id2"))
        } else {
            (format!("{parent}id"), format!("{child}id"))
        };
        Links {
            table: derived(&association.name),
            parent,
            child,
        }
    }
}

/// The qualified name in lower case with `$` for the dot.
fn derived(name: &str) -> String {
    name.to_lowercase().replace('.', "$")
}
