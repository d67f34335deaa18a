//! Tables and columns as a database names them.

use mendix_deploy_surface::model;

/// A table of the app, under the name that the database knows.
///
/// The runtime derives names from the model but does not always keep to that: a new attribute that takes over the name of
/// one removed in the same release may get the column `otp2`. Queries use these names.
#[model(eq)]
pub struct StoredTable {
    /// GUID of the entity, or of the association that has a table of its own.
    pub guid: String,
    /// The table's name, as it is.
    pub name: String,
    /// Its columns, by name in code-point order.
    pub columns: Vec<StoredColumn>,
}

/// A column of a table of the app.
#[model(eq)]
pub struct StoredColumn {
    /// The column's name, as it is.
    pub name: String,
    /// GUID of the attribute, or of the association that is stored in the parent's table; absent for what the platform
    /// keeps by itself.
    pub guid: Option<String>,
    /// What else the column is: `parent` and `child` of an association's own table, `owner`, `changedBy`, `createdDate`,
    /// `changedDate`, or the name of another column that only the runtime knows, such as `submetaobjectname`.
    pub member: Option<String>,
    /// Width in characters, 0 for unlimited; for an enumeration the longest name it was made for. Absent for columns
    /// without one.
    pub length: Option<u64>,
}
