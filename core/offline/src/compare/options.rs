//! What a comparison is told besides the two models.

use std::collections::BTreeMap;

/// What is known of one side besides its model.
#[derive(Debug, Clone, Default)]
pub struct SideFacts {
    /// File name without its folder, or the database's name.
    pub name: Option<String>,
    /// SHA-256 of the file.
    pub sha256: Option<String>,
    /// SHA-256 of the whole model's content, without ids of the build and times.
    pub model_digest: Option<String>,
}

/// What a comparison is told besides the two models.
#[derive(Debug, Clone, Default)]
pub struct CompareOptions {
    /// The old side.
    pub before: SideFacts,
    /// The new side.
    pub after: SideFacts,
    /// Table and column names of the database, where its catalogue was read; derived from the model otherwise.
    pub storage: StorageNames,
}

/// Where an association's links are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssociationNames {
    /// The table with the links.
    pub table: String,
    /// The column that points to the parent; `id` where the association is a column of the parent's table.
    pub parent_column: String,
    /// The column that points to the child.
    pub child_column: String,
}

/// Table and column names by data-storage GUID (package formats, 5). A name is not always the lower-case name of the
/// model, so the catalogue's is used where it is known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StorageNames {
    /// Table of an entity.
    pub entities: BTreeMap<String, String>,
    /// Column of an attribute.
    pub attributes: BTreeMap<String, String>,
    /// Table and columns of an association.
    pub associations: BTreeMap<String, AssociationNames>,
}
