//! Entities with what belongs to them.

use mendix_deploy_surface::model;

use crate::macros::open_enum;

open_enum! {
    /// The type of an attribute, one word for the three ways in which Mendix 4 to 11 write it (package formats, 3.4).
    AttributeType {
        /// Numbered by the database.
        AutoNumber = "AutoNumber",
        /// Bytes.
        Binary = "Binary",
        /// `true` or `false`.
        Boolean = "Boolean",
        /// Amount of money; until Mendix 7.
        Currency = "Currency",
        /// Date and time.
        DateTime = "DateTime",
        /// Number with a fraction.
        Decimal = "Decimal",
        /// A value of an enumeration (`Enum` in old projects).
        Enumeration = "Enumeration",
        /// Floating-point number; until Mendix 7.
        Float = "Float",
        /// Text kept as a hash (`HashString` in old projects).
        HashedString = "HashedString",
        /// 32-bit number.
        Integer = "Integer",
        /// 64-bit number.
        Long = "Long",
        /// Text.
        String = "String",
    }
}

open_enum! {
    /// Where an attribute's value comes from.
    AttributeValue {
        /// A column of the database.
        Stored = "stored",
        /// A microflow, each time it is read; not in the database.
        Calculated = "calculated",
        /// The query of a view entity.
        View = "view",
    }
}

/// A member that the platform keeps in every object of an entity.
#[model]
pub enum SystemMember {
    /// The user who made the object.
    Owner,
    /// The user who changed it last.
    ChangedBy,
    /// When it was made.
    CreatedDate,
    /// When it was changed last.
    ChangedDate,
}

/// An entity.
#[model(eq)]
pub struct Entity {
    /// The model's `$ID`.
    pub id: String,
    /// Data-storage GUID.
    pub guid: String,
    /// `Module.Name`.
    pub name: String,
    /// `Module.Name` of the entity it specializes.
    pub generalization: Option<String>,
    /// Its own persistability. A specialization has none, it follows from the topmost ancestor; the inherited one that
    /// `model.mdp` repeats for it is left out, so that all files of one model give the same.
    pub persistable: Option<bool>,
    /// Whether it has a table: persistable through its topmost ancestor, and neither view nor external. Absent when an
    /// ancestor is not known.
    pub stored: Option<bool>,
    /// `$Type` of its source when it is a view or an external entity.
    pub source: Option<String>,
    /// System members of its own, in the order owner, changedBy, createdDate, changedDate; a specialization has none, it
    /// inherits them.
    pub system_members: Vec<SystemMember>,
    /// Attributes by GUID.
    pub attributes: Vec<Attribute>,
    /// Indexes by GUID.
    pub indexes: Vec<Index>,
    /// Names of attributes with a unique rule, by code point.
    pub unique_attributes: Vec<String>,
    /// SHA-256 of the rules that never reach the database: required, range and pattern rules, access rules, event
    /// handlers. Only for telling that they changed.
    pub rules_digest: Option<String>,
}

/// An attribute.
#[model(eq)]
pub struct Attribute {
    /// The model's `$ID`.
    pub id: String,
    /// Data-storage GUID.
    pub guid: String,
    /// Its name within the entity.
    pub name: String,
    /// Its type.
    #[serde(rename = "type")]
    pub attribute_type: AttributeType,
    /// Longest text in characters, 0 for unlimited; only for `String`.
    pub length: Option<u64>,
    /// Whether times are shown in the user's time zone; only for `DateTime`.
    pub localize: Option<bool>,
    /// `Module.Name` of the enumeration; only for `Enumeration`.
    pub enumeration: Option<String>,
    /// Where its value comes from.
    pub value: AttributeValue,
    /// Default value; absent where the file has none. `model.mdp` states none for many.
    pub default_value: Option<String>,
}

/// An index.
#[model(eq)]
pub struct Index {
    /// The model's `$ID`.
    pub id: String,
    /// Data-storage GUID.
    pub guid: String,
    /// Its columns, in the index's order.
    pub columns: Vec<IndexColumn>,
}

/// A column of an index.
#[model(eq)]
pub struct IndexColumn {
    /// GUID of the attribute; absent for a system member or an association.
    pub attribute: Option<String>,
    /// What else the column is, such as `CreatedDate`; absent for an attribute.
    pub member: Option<String>,
    /// Sort order.
    pub ascending: bool,
}
