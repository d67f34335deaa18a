//! Associations.

use mendix_deploy_surface::model;

use crate::macros::open_enum;

open_enum! {
    /// How many objects one object refers to.
    AssociationType {
        /// At most one.
        Reference = "Reference",
        /// Any number.
        ReferenceSet = "ReferenceSet",
    }
}

open_enum! {
    /// Which end holds the link. A reference owned by both ends is one-to-one.
    AssociationOwner {
        /// The parent.
        Default = "Default",
        /// Both ends.
        Both = "Both",
    }
}

open_enum! {
    /// How links are stored. A file that does not say means a table (before Mendix 10.19).
    AssociationStorage {
        /// A table of its own.
        Table = "Table",
        /// A column of the parent's table.
        Column = "Column",
    }
}

open_enum! {
    /// What happens to the objects at the other end when one is deleted.
    DeleteBehavior {
        /// They stay.
        KeepReferences = "DeleteMeButKeepReferences",
        /// They are deleted too.
        DeleteReferences = "DeleteMeAndReferences",
        /// The deletion is refused while there are any.
        IfNoReferences = "DeleteMeIfNoReferences",
    }
}

/// An association. The parent is the end whose objects hold the link, not the one-side.
#[model(eq)]
pub struct Association {
    /// The model's `$ID`.
    pub id: String,
    /// Data-storage GUID.
    pub guid: String,
    /// `Module.Name`.
    pub name: String,
    /// `Module.Name` of the parent; a bare `$ID` where it resolves to nothing.
    pub parent: String,
    /// GUID of the parent; absent where it is not in the file.
    pub parent_guid: Option<String>,
    /// `Module.Name` of the child.
    pub child: String,
    /// GUID of the child; absent where it is not in the file, such as an entity of System in a project.
    pub child_guid: Option<String>,
    /// Whether the child lives in another module.
    pub cross_module: bool,
    /// How many objects one object refers to.
    #[serde(rename = "type")]
    pub association_type: AssociationType,
    /// Which end holds the link.
    pub owner: AssociationOwner,
    /// How links are stored.
    pub storage: AssociationStorage,
    /// What happens to children when the parent is deleted.
    pub parent_delete: Option<DeleteBehavior>,
    /// What happens to parents when the child is deleted.
    pub child_delete: Option<DeleteBehavior>,
    /// `$Type` of its source when it belongs to a view or an external entity.
    pub source: Option<String>,
}
