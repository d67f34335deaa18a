//! The app model, as far as the database and a deployment depend on it: one shape, whatever file or database it was
//! read from.
//!
//! Entities, attributes, associations and indexes carry two ids (package formats, 1): `id` is the model's `$ID`, which
//! changes when an element is moved or a module replaced; `guid` is the data-storage identity, by which the runtime finds
//! tables and columns. Versions are compared by `guid` only. Both are lower-case GUID texts.

mod association;
mod entity;
mod enumeration;
mod model;
mod settings;
mod table;

pub use association::{
    Association, AssociationOwner, AssociationStorage, AssociationType, DeleteBehavior,
};
pub use entity::{
    Attribute, AttributeType, AttributeValue, Entity, Index, IndexColumn, SystemMember,
};
pub use enumeration::{Enumeration, EnumerationValue};
pub use model::{AppModel, AppModule, ModelConstant, ModelEvent, ModelSource, UnreadUnit};
pub use settings::{MicroflowRole, ModelMicroflow, ModelSettings};
pub use table::{StoredColumn, StoredTable};
