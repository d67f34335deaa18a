//! What a comparison is told besides the two models.

use mendix_deploy_model::models::StoredTable;

/// What is known of one side besides its model.
#[derive(Debug, Clone, Default)]
pub struct SideFacts {
    /// File name without its folder, or the database's name.
    pub name: Option<String>,
    /// SHA-256 of the file.
    pub sha256: Option<String>,
    /// SHA-256 of the whole model's content, without ids of the build and times.
    pub model_digest: Option<String>,
    /// Tables of the database while it is that of this side, for the names in queries. Left empty, those of the model
    /// are used, and where it has none the names that the runtime derives.
    pub tables: Vec<StoredTable>,
}

/// What a comparison is told besides the two models.
#[derive(Debug, Clone, Default)]
pub struct CompareOptions {
    /// The old side.
    pub before: SideFacts,
    /// The new side.
    pub after: SideFacts,
}
