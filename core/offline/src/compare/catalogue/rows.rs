//! Rows of the catalogue, whatever they were read from.

use std::collections::BTreeMap;

use mendix_deploy_model::{Error, ErrorCode, Result};

/// Rows of one table, as text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CatalogueTable {
    columns: Vec<String>,
    rows: Vec<Vec<Option<String>>>,
}

impl CatalogueTable {
    /// A table without rows.
    #[must_use]
    pub fn new(columns: Vec<String>) -> Self {
        Self {
            columns,
            rows: Vec::new(),
        }
    }

    /// Adds a row; `None` is SQL's NULL. Booleans are `true` and `false`, in any case.
    ///
    /// # Errors
    ///
    /// `database.catalogue_invalid` when the row has another number of values than the table has columns.
    pub fn push(&mut self, row: Vec<Option<String>>) -> Result<()> {
        if row.len() != self.columns.len() {
            return Err(Error::new(
                ErrorCode::DatabaseCatalogueInvalid,
                format!(
                    "a row of the catalogue has {} values for {} columns",
                    row.len(),
                    self.columns.len()
                ),
            ));
        }
        self.rows.push(row);
        Ok(())
    }

    pub(super) fn has_column(&self, name: &str) -> bool {
        self.columns.iter().any(|column| column == name)
    }

    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|values| Row {
            columns: &self.columns,
            values,
        })
    }
}

/// A row of a table.
#[derive(Clone, Copy)]
pub(super) struct Row<'a> {
    columns: &'a [String],
    values: &'a [Option<String>],
}

impl<'a> Row<'a> {
    /// The value of a column; `None` for NULL and for a column that this version of the catalogue does not have.
    pub(super) fn get(&self, column: &str) -> Option<&'a str> {
        let at = self.columns.iter().position(|name| name == column)?;
        self.values.get(at)?.as_deref()
    }

    pub(super) fn is_true(&self, column: &str) -> bool {
        matches!(self.get(column), Some(value) if value.eq_ignore_ascii_case("true") || value == "t" || value == "1")
    }
}

/// The catalogue's rows, by table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CatalogueRows {
    tables: BTreeMap<String, CatalogueTable>,
}

impl CatalogueRows {
    /// The tables that a catalogue is read from. Old versions lack some of them, and some of their columns.
    pub const TABLES: &'static [&'static str] = &[
        "mendixsystem$association",
        "mendixsystem$attribute",
        "mendixsystem$entity",
        "mendixsystem$index",
        "mendixsystem$index_column",
        "mendixsystem$properties",
        "mendixsystem$unique_constraint",
        "mendixsystem$version",
    ];

    /// Adds a table, or replaces it.
    pub fn insert(&mut self, name: impl Into<String>, table: CatalogueTable) {
        self.tables.insert(name.into(), table);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.tables.is_empty()
    }

    pub(super) fn table(&self, name: &str) -> Option<&CatalogueTable> {
        self.tables.get(name)
    }

    pub(super) fn table_mut(&mut self, name: &str) -> Option<&mut CatalogueTable> {
        self.tables.get_mut(name)
    }

    pub(super) fn rows(&self, name: &str) -> impl Iterator<Item = Row<'_>> {
        self.tables
            .get(name)
            .into_iter()
            .flat_map(CatalogueTable::rows)
    }
}
