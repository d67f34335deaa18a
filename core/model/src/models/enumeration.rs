//! Enumerations. They have no data-storage GUID: the database stores the name of a value.

use mendix_deploy_surface::model;

/// An enumeration.
#[model(eq)]
pub struct Enumeration {
    /// The model's `$ID`.
    pub id: String,
    /// `Module.Name`.
    pub name: String,
    /// Its values, in the model's order.
    pub values: Vec<EnumerationValue>,
    /// SHA-256 of captions and images. Only for telling that they changed.
    pub presentation_digest: Option<String>,
}

/// A value of an enumeration.
#[model(eq)]
pub struct EnumerationValue {
    /// The model's `$ID`.
    pub id: String,
    /// Its name, which is what the database stores.
    pub name: String,
}
