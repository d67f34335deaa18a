//! Where elements are in the database: the catalogue's names where they are known, else the ones that the runtime
//! derives (package formats, 5).

use std::collections::BTreeMap;

use mendix_deploy_model::models::{
    Association, AssociationStorage, Attribute, Entity, StoredColumn, StoredTable,
};

use crate::compare::matching::Side;

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
    /// Tables by the GUID of their entity or association.
    tables: BTreeMap<&'p str, &'p StoredTable>,
    /// Columns by the GUID of their attribute or association, with their table.
    columns: BTreeMap<&'p str, (&'p StoredTable, &'p StoredColumn)>,
}

impl<'p> Places<'p> {
    pub(super) fn new(tables: &'p [StoredTable]) -> Self {
        let columns = tables.iter().flat_map(|table| {
            table.columns.iter().filter_map(move |column| {
                let guid = column.guid.as_deref()?;
                Some((guid, (table, column)))
            })
        });
        Self {
            columns: columns.collect(),
            tables: tables
                .iter()
                .map(|table| (table.guid.as_str(), table))
                .collect(),
        }
    }

    pub(super) fn table(&self, entity: &Entity) -> String {
        self.tables
            .get(entity.guid.as_str())
            .map_or_else(|| derived(&entity.name), |table| table.name.clone())
    }

    pub(super) fn column(&self, entity: &Entity, attribute: &Attribute) -> Column {
        match self.columns.get(attribute.guid.as_str()) {
            Some((table, column)) => Column {
                table: table.name.clone(),
                column: column.name.clone(),
            },
            None => Column {
                table: self.table(entity),
                column: attribute.name.to_lowercase(),
            },
        }
    }

    /// The column of a system member, named as changes name it.
    pub(super) fn member(&self, entity: &Entity, member: &str) -> Column {
        let known = self
            .tables
            .get(entity.guid.as_str())
            .and_then(|table| with_member(table, member));
        Column {
            table: self.table(entity),
            column: known.unwrap_or_else(|| {
                match member {
                    "owner" => "system$owner",
                    "changedBy" => "system$changedby",
                    "createdDate" => "createddate",
                    _ => "changeddate",
                }
                .to_owned()
            }),
        }
    }

    pub(super) fn links(&self, side: &Side<'_>, association: &Association) -> Links {
        let guid = association.guid.as_str();
        if let Some(table) = self.tables.get(guid)
            && let Some((parent, child)) =
                with_member(table, "parent").zip(with_member(table, "child"))
        {
            return Links {
                table: table.name.clone(),
                parent,
                child,
            };
        }
        if let Some((table, column)) = self.columns.get(guid) {
            return Links {
                table: table.name.clone(),
                parent: "id".to_owned(),
                child: column.name.clone(),
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

fn with_member(table: &StoredTable, member: &str) -> Option<String> {
    table
        .columns
        .iter()
        .find(|column| column.member.as_deref() == Some(member))
        .map(|column| column.name.clone())
}
