//! Associations (package formats, 3.4).

use mendix_deploy_model::models::{
    AssociationOwner, AssociationStorage, AssociationType, DeleteBehavior,
};

use super::{
    budget::Budget,
    fault::{Fault, Result},
};
use crate::package::bson::{Document, Guid};

/// An association whose ends are not looked up yet.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) id: Guid,
    pub(super) guid: Guid,
    pub(super) name: String,
    /// Whether the name has its module.
    pub(super) is_qualified: bool,
    pub(super) parent: End,
    pub(super) child: End,
    pub(super) cross_module: bool,
    pub(super) association_type: AssociationType,
    pub(super) owner: AssociationOwner,
    pub(super) storage: AssociationStorage,
    pub(super) parent_delete: Option<DeleteBehavior>,
    pub(super) child_delete: Option<DeleteBehavior>,
    pub(super) source: Option<String>,
}

/// What an end refers to.
#[derive(Debug)]
pub(super) enum End {
    /// An entity of the same domain model, by `$ID`.
    Here(Guid),
    /// An entity by its qualified name.
    Named(String),
}

pub(super) fn read(
    document: Document<'_>,
    cross_module: bool,
    budget: &mut Budget,
) -> Result<Draft> {
    let (mut id, mut guid, mut name, mut qualified) = (None, None, None, None);
    let (mut parent, mut child, mut child_name) = (None, None, None);
    let (mut association_type, mut owner, mut storage) = (None, None, None);
    let (mut parent_delete, mut child_delete, mut source) = (None, None, None);
    for element in document.elements() {
        let element = element?;
        match element.key {
            "$ID" => id = Some(element.guid()?),
            "GUID" => guid = Some(element.guid()?),
            "Name" | "UnqualifiedName" => name = Some(element.text()?),
            "QualifiedName" => qualified = element.name()?,
            "ParentPointer" => parent = Some(element.guid()?),
            "ChildPointer" => child = Some(element.guid()?),
            "Child" => child_name = element.name()?,
            "Type" => association_type = element.name()?,
            "Owner" => owner = element.name()?,
            "StorageFormat" => storage = element.name()?,
            "Source" => {
                source = element
                    .document()?
                    .map(|source| source.object_type())
                    .transpose()?;
            }
            "DeleteBehavior" => {
                let Some(behavior) = element.document()? else {
                    continue;
                };
                for element in behavior.elements() {
                    let element = element?;
                    match element.key {
                        "ParentDeleteBehavior" => parent_delete = element.name()?,
                        "ChildDeleteBehavior" => child_delete = element.name()?,
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }
    let missing = |key| Fault::missing(key, document.offset());
    let text = qualified
        .or(name)
        .ok_or_else(|| missing("Name of an association"))?;
    let child = match (child, child_name) {
        (Some(id), None) => End::Here(id),
        (_, Some(name)) => End::Named(budget.text(name)?),
        (None, None) => return Err(missing("child of an association")),
    };
    // Words of these open enums are kept when they are not known.
    let known = |words: &[&str], word: &str| words.contains(&word);
    let mut word = |words: &[&str], word: Option<&str>| {
        if let Some(word) = word
            && !known(words, word)
        {
            budget.charge(word.len())?;
        }
        Ok::<(), Fault>(())
    };
    word(AssociationType::KNOWN, association_type)?;
    word(AssociationOwner::KNOWN, owner)?;
    word(AssociationStorage::KNOWN, storage)?;
    word(DeleteBehavior::KNOWN, parent_delete)?;
    word(DeleteBehavior::KNOWN, child_delete)?;
    Ok(Draft {
        id: id.ok_or_else(|| missing("$ID of an association"))?,
        guid: guid.ok_or_else(|| missing("GUID of an association"))?,
        name: budget.text(text)?,
        is_qualified: qualified.is_some(),
        parent: End::Here(parent.ok_or_else(|| missing("ParentPointer of an association"))?),
        child,
        cross_module,
        association_type: association_type
            .map_or(AssociationType::Reference, AssociationType::from),
        owner: owner.map_or(AssociationOwner::Default, AssociationOwner::from),
        storage: storage.map_or(AssociationStorage::Table, AssociationStorage::from),
        parent_delete: parent_delete.map(DeleteBehavior::from),
        child_delete: child_delete.map(DeleteBehavior::from),
        source: source.map(|source| budget.text(source)).transpose()?,
    })
}
