//! Rows of the catalogue to a model.

use std::collections::{BTreeMap, BTreeSet};

use mendix_deploy_model::{
    Error, ErrorCode, Result,
    models::{
        AppModel, AppModule, Association, AssociationOwner, AssociationStorage, AssociationType,
        Attribute, AttributeType, AttributeValue, Entity, Index, IndexColumn, ModelSettings,
        ModelSource, StoredColumn, StoredTable, SystemMember,
    },
};

use super::rows::{CatalogueRows, Row};
use crate::package::units::empty;

/// What stands where a word belongs that the catalogue does not know, such as the owner of a reference set.
pub(in crate::compare) const UNSTATED: &str = "unstated";

/// Longest name or default that is taken; the catalogue's columns are narrower, except that of defaults.
const TEXT_BYTES: usize = 16 * 1024;

/// The model that a catalogue describes: everything that is stored, and nothing else.
///
/// Rows that the runtime adds by itself carry ids of version 3, derived from other ids: `createdDate` and `changedDate`
/// become system members, as do the associations `System.owner` and `System.changedBy`; the discriminator
/// `submetaobjectname` and generated indexes have no counterpart in a model and are left out of it. Text and hashed text
/// have one code, so that hashed text comes out as `String`.
///
/// # Errors
///
/// `database.catalogue_missing` when there is no table of entities, `database.catalogue_invalid` when a row lacks an
/// id or name, or two rows have one id.
pub fn model(rows: &CatalogueRows) -> Result<AppModel> {
    if rows.table("mendixsystem$entity").is_none() {
        return Err(Error::new(
            ErrorCode::DatabaseCatalogueMissing,
            "there is no table mendixsystem$entity",
        ));
    }
    let mut reading = Reading::default();
    reading.entities(rows)?;
    reading.attributes(rows)?;
    reading.indexes(rows)?;
    reading.uniques(rows)?;
    let foreign_keys = reading.associations(rows)?;
    let version = rows.rows("mendixsystem$version").next();
    let of_version = |column| {
        version
            .and_then(|row| row.get(column))
            .map(str::to_owned)
            .filter(|text| !text.is_empty())
    };
    let deployment_id = rows
        .rows("mendixsystem$properties")
        .find(|row| row.get("key") == Some("Mendix.Runtime.DeploymentID"))
        .and_then(|row| row.get("value"))
        .map(str::to_owned);
    Ok(reading.finish(AppModel {
        project_name: of_version("sprintrprojectname"),
        mendix_version: of_version("mendixversion"),
        model_version: of_version("modelversionnumber"),
        deployment_id,
        settings: ModelSettings {
            foreign_keys,
            optimistic_locking: None,
            decimal_scale: None,
        },
        ..empty(ModelSource::DatabaseCatalogue)
    }))
}

#[derive(Default)]
struct Reading {
    entities: BTreeMap<String, Entity>,
    associations: BTreeMap<String, Association>,
    tables: BTreeMap<String, StoredTable>,
    /// Entity and name of each attribute.
    attributes: BTreeMap<String, (String, String)>,
    /// Names of derived attributes.
    derived: BTreeMap<String, String>,
}

impl Reading {
    fn entities(&mut self, rows: &CatalogueRows) -> Result<()> {
        let mut parents = Vec::new();
        for row in rows.rows("mendixsystem$entity") {
            let guid = required(&row, "mendixsystem$entity", "id")?;
            let name = required(&row, "mendixsystem$entity", "entity_name")?;
            let table = required(&row, "mendixsystem$entity", "table_name")?;
            if let Some(parent) = row.get("superentity_id") {
                parents.push((guid.clone(), parent.to_owned()));
            }
            // An external entity: the catalogue lists it, its rows are elsewhere.
            let is_stored = !row.is_true("remote");
            self.table(&guid, table)?;
            let entity = Entity {
                id: String::new(),
                guid: guid.clone(),
                name,
                generalization: None,
                persistable: is_stored.then_some(true),
                stored: Some(is_stored),
                source: None,
                system_members: Vec::new(),
                attributes: Vec::new(),
                indexes: Vec::new(),
                unique_attributes: Vec::new(),
                rules_digest: None,
            };
            if self.entities.insert(guid.clone(), entity).is_some() {
                return Err(twice("mendixsystem$entity", &guid));
            }
        }
        for (guid, parent) in parents {
            let name = self
                .entities
                .get(&parent)
                .map_or(parent, |entity| entity.name.clone());
            if let Some(entity) = self.entities.get_mut(&guid) {
                entity.generalization = Some(name);
            }
        }
        Ok(())
    }

    fn attributes(&mut self, rows: &CatalogueRows) -> Result<()> {
        const TABLE: &str = "mendixsystem$attribute";
        for row in rows.rows(TABLE) {
            let guid = required(&row, TABLE, "id")?;
            let name = required(&row, TABLE, "attribute_name")?;
            let column = required(&row, TABLE, "column_name")?;
            let entity_guid = required(&row, TABLE, "entity_id")?;
            let Some(entity) = self.entities.get_mut(&entity_guid) else {
                return Err(invalid(format!(
                    "attribute {} belongs to entity {}, which is not listed",
                    shown(&guid),
                    shown(&entity_guid)
                )));
            };
            let (attribute_type, width) = type_of(&row);
            if is_derived(&guid) {
                match name.as_str() {
                    "createdDate" => entity.system_members.push(SystemMember::CreatedDate),
                    "changedDate" => entity.system_members.push(SystemMember::ChangedDate),
                    _ => {}
                }
                if self.derived.insert(guid.clone(), name.clone()).is_some() {
                    return Err(twice(TABLE, &guid));
                }
                self.column(&entity_guid, column, None, Some(name), width);
                continue;
            }
            if self
                .attributes
                .insert(guid.clone(), (entity_guid.clone(), name.clone()))
                .is_some()
            {
                return Err(twice(TABLE, &guid));
            }
            entity.attributes.push(Attribute {
                id: String::new(),
                guid: guid.clone(),
                name,
                length: width.filter(|_| attribute_type == AttributeType::String),
                attribute_type,
                localize: None,
                enumeration: None,
                value: AttributeValue::Stored,
                default_value: row
                    .get("default_value")
                    .filter(|text| !text.is_empty() && text.len() <= TEXT_BYTES)
                    .map(str::to_owned),
            });
            self.column(&entity_guid, column, Some(guid), None, width);
        }
        Ok(())
    }

    fn indexes(&mut self, rows: &CatalogueRows) -> Result<()> {
        const TABLE: &str = "mendixsystem$index";
        let mut columns: BTreeMap<&str, Vec<(u64, IndexColumn)>> = BTreeMap::new();
        for row in rows.rows("mendixsystem$index_column") {
            let (Some(index), Some(column)) = (row.get("index_id"), row.get("column_id")) else {
                continue;
            };
            let ordinal = row
                .get("ordinal")
                .and_then(|text| text.parse().ok())
                .unwrap_or(0);
            let attribute = self
                .attributes
                .contains_key(column)
                .then(|| column.to_owned());
            let member = attribute.is_none().then(|| self.member(column));
            // The platform's word for "descending": false is ascending.
            let ascending = !row.is_true("sort_order");
            columns.entry(index).or_default().push((
                ordinal,
                IndexColumn {
                    attribute,
                    member,
                    ascending,
                },
            ));
        }
        let mut seen = BTreeSet::new();
        for row in rows.rows(TABLE) {
            let guid = required(&row, TABLE, "id")?;
            if !seen.insert(guid.clone()) {
                return Err(twice(TABLE, &guid));
            }
            let owner = required(&row, TABLE, "table_id")?;
            let Some(entity) = self.entities.get_mut(&owner) else {
                continue; // of an association's own table
            };
            if is_derived(&guid) {
                continue;
            }
            let mut of_index = columns.remove(guid.as_str()).unwrap_or_default();
            of_index.sort_by_key(|(ordinal, _)| *ordinal);
            entity.indexes.push(Index {
                id: String::new(),
                guid,
                columns: of_index.into_iter().map(|(_, column)| column).collect(),
            });
        }
        Ok(())
    }

    /// What a column of an index is that is no attribute, in the words of a model.
    fn member(&self, column: &str) -> String {
        match self.derived.get(column).map(String::as_str) {
            Some("createdDate") => "CreatedDate".to_owned(),
            Some("changedDate") => "ChangedDate".to_owned(),
            Some(other) => other.to_owned(),
            None => "Association".to_owned(),
        }
    }

    fn uniques(&mut self, rows: &CatalogueRows) -> Result<()> {
        const TABLE: &str = "mendixsystem$unique_constraint";
        let mut constraints: BTreeMap<(&str, &str), Vec<&str>> = BTreeMap::new();
        for row in rows.rows(TABLE) {
            if let (Some(table), Some(name), Some(column)) =
                (row.get("table_id"), row.get("name"), row.get("column_id"))
            {
                constraints.entry((table, name)).or_default().push(column);
            }
        }
        let mut unique: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for ((table, _), columns) in constraints {
            // A rule of a model is about one attribute.
            if let [column] = columns.as_slice()
                && let Some((entity, name)) = self.attributes.get(*column)
                && entity == table
            {
                unique
                    .entry(entity.clone())
                    .or_default()
                    .insert(name.clone());
            }
        }
        for (guid, names) in unique {
            if let Some(entity) = self.entities.get_mut(&guid) {
                entity.unique_attributes = names.into_iter().collect();
            }
        }
        Ok(())
    }

    /// Reads associations; tells whether they have foreign keys, where the catalogue says so.
    fn associations(&mut self, rows: &CatalogueRows) -> Result<Option<bool>> {
        const TABLE: &str = "mendixsystem$association";
        let states_keys = rows
            .table(TABLE)
            .is_some_and(|table| table.has_column("child_fkc_name"));
        let mut uniques: BTreeMap<&str, usize> = BTreeMap::new();
        for row in rows.rows("mendixsystem$unique_constraint") {
            for column in ["table_id", "column_id"] {
                if let Some(id) = row.get(column) {
                    *uniques.entry(id).or_default() += 1;
                }
            }
        }
        // Until Mendix 7 the table of constraints is there and holds none. Every app has references: those of System.
        let states_types = rows
            .rows(TABLE)
            .filter_map(|row| row.get("id"))
            .any(|guid| uniques.contains_key(guid));
        let mut any_key = false;
        for row in rows.rows(TABLE) {
            let guid = required(&row, TABLE, "id")?;
            let name = required(&row, TABLE, "association_name")?;
            let parent_guid = required(&row, TABLE, "parent_entity_id")?;
            let child_guid = required(&row, TABLE, "child_entity_id")?;
            let table = required(&row, TABLE, "table_name")?;
            let parent_column = required(&row, TABLE, "parent_column_name")?;
            let child_column = required(&row, TABLE, "child_column_name")?;
            any_key |= row.get("parent_fkc_name").is_some() || row.get("child_fkc_name").is_some();

            if is_derived(&guid)
                && let Some(member) = system_reference(&name)
            {
                if let Some(entity) = self.entities.get_mut(&parent_guid) {
                    entity.system_members.push(member);
                }
                let word = if member == SystemMember::Owner {
                    "owner"
                } else {
                    "changedBy"
                };
                self.column(
                    &parent_guid,
                    child_column,
                    None,
                    Some(word.to_owned()),
                    None,
                );
                continue;
            }
            let is_column = row.get("storage_format") == Some("1");
            if is_column {
                self.column(&parent_guid, child_column, Some(guid.clone()), None, None);
            } else {
                self.table(&guid, table)?;
                self.column(&guid, parent_column, None, Some("parent".to_owned()), None);
                self.column(&guid, child_column, None, Some("child".to_owned()), None);
            }
            let (association_type, owner) = if is_column {
                // One column holds one reference; it is unique when both ends own it.
                (
                    AssociationType::Reference,
                    match uniques.get(guid.as_str()) {
                        Some(_) => AssociationOwner::Both,
                        None => AssociationOwner::Default,
                    },
                )
            } else if states_types {
                match uniques.get(guid.as_str()) {
                    None => (
                        AssociationType::ReferenceSet,
                        AssociationOwner::Unknown(UNSTATED.to_owned()),
                    ),
                    Some(1) => (AssociationType::Reference, AssociationOwner::Default),
                    Some(_) => (AssociationType::Reference, AssociationOwner::Both),
                }
            } else {
                (
                    AssociationType::Unknown(UNSTATED.to_owned()),
                    AssociationOwner::Unknown(UNSTATED.to_owned()),
                )
            };
            let end = |guid: &String| {
                self.entities
                    .get(guid)
                    .map_or_else(|| guid.clone(), |entity| entity.name.clone())
            };
            let (parent, child) = (end(&parent_guid), end(&child_guid));
            let association = Association {
                id: String::new(),
                guid: guid.clone(),
                cross_module: module_of(&parent) != module_of(&child),
                name,
                parent,
                parent_guid: Some(parent_guid),
                child,
                child_guid: Some(child_guid),
                association_type,
                owner,
                storage: if is_column {
                    AssociationStorage::Column
                } else {
                    AssociationStorage::Table
                },
                parent_delete: None,
                child_delete: None,
                source: None,
            };
            if self
                .associations
                .insert(guid.clone(), association)
                .is_some()
            {
                return Err(twice(TABLE, &guid));
            }
        }
        Ok(states_keys.then_some(any_key))
    }

    fn table(&mut self, guid: &str, name: String) -> Result<()> {
        let table = StoredTable {
            guid: guid.to_owned(),
            name,
            columns: Vec::new(),
        };
        match self.tables.insert(guid.to_owned(), table) {
            Some(_) => Err(twice("the catalogue", guid)),
            None => Ok(()),
        }
    }

    fn column(
        &mut self,
        table: &str,
        name: String,
        guid: Option<String>,
        member: Option<String>,
        length: Option<u64>,
    ) {
        if let Some(table) = self.tables.get_mut(table) {
            table.columns.push(StoredColumn {
                name,
                guid,
                member,
                length,
            });
        }
    }

    fn finish(self, mut model: AppModel) -> AppModel {
        let modules: BTreeSet<String> = self
            .entities
            .values()
            .map(|entity| &entity.name)
            .chain(
                self.associations
                    .values()
                    .map(|association| &association.name),
            )
            .filter_map(|name| module_of(name).map(str::to_owned))
            .collect();
        model.has_system = modules.contains("System");
        model.modules = modules
            .into_iter()
            .map(|name| AppModule {
                id: None,
                name,
                marketplace_version: None,
            })
            .collect();
        model.entities = self.entities.into_values().collect();
        for entity in &mut model.entities {
            entity.system_members.sort_by_key(|member| match member {
                SystemMember::Owner => 0,
                SystemMember::ChangedBy => 1,
                SystemMember::CreatedDate => 2,
                SystemMember::ChangedDate => 3,
            });
            entity.system_members.dedup();
            entity.attributes.sort_by(|a, b| a.guid.cmp(&b.guid));
            entity.indexes.sort_by(|a, b| a.guid.cmp(&b.guid));
        }
        model.associations = self.associations.into_values().collect();
        model.tables = self.tables.into_values().collect();
        for table in &mut model.tables {
            table.columns.sort_by(|a, b| a.name.cmp(&b.name));
        }
        model
    }
}

/// Type and width by the catalogue's code (package formats, 5).
fn type_of(row: &Row<'_>) -> (AttributeType, Option<u64>) {
    let code = row.get("type").unwrap_or_default();
    let width = row.get("length").and_then(|text| text.parse().ok());
    match code {
        "0" => (AttributeType::AutoNumber, None),
        "3" => (AttributeType::Integer, None),
        // Before Mendix 7 a flag tells numbers of the database from those of users.
        "4" if row.is_true("is_auto_number") => (AttributeType::AutoNumber, None),
        "4" => (AttributeType::Long, None),
        "5" => (AttributeType::Decimal, None),
        "10" => (AttributeType::Boolean, None),
        "20" => (AttributeType::DateTime, None),
        "30" => (AttributeType::String, width),
        "31" => (AttributeType::HashedString, width),
        "40" => (AttributeType::Enumeration, width),
        "50" => (AttributeType::Binary, None),
        other => (AttributeType::Unknown(format!("code {other}")), width),
    }
}

fn system_reference(name: &str) -> Option<SystemMember> {
    match name {
        "System.owner" => Some(SystemMember::Owner),
        "System.changedBy" => Some(SystemMember::ChangedBy),
        _ => None,
    }
}

/// Whether the runtime derived this id from others: version 3, where a model's ids are random.
fn is_derived(guid: &str) -> bool {
    guid.as_bytes().get(14) == Some(&b'3')
}

fn module_of(name: &str) -> Option<&str> {
    name.split_once('.').map(|(module, _)| module)
}

fn required(row: &Row<'_>, table: &str, column: &str) -> Result<String> {
    match row.get(column) {
        Some(text) if !text.is_empty() && text.len() <= TEXT_BYTES => Ok(text.to_owned()),
        Some(text) if text.len() > TEXT_BYTES => Err(invalid(format!(
            "a row of {table} has {} bytes in {column}",
            text.len()
        ))),
        _ => Err(invalid(format!("a row of {table} has no {column}"))),
    }
}

fn twice(table: &str, guid: &str) -> Error {
    invalid(format!("{table} lists {} twice", shown(guid)))
}

/// An id out of a database, safe for a terminal and a log.
fn shown(text: &str) -> String {
    text.chars().take(64).flat_map(char::escape_debug).collect()
}

fn invalid(message: String) -> Error {
    Error::new(ErrorCode::DatabaseCatalogueInvalid, message)
}
