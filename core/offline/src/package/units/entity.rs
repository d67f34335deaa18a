//! Entities (package formats, 3.4).

use mendix_deploy_model::models::{Entity, Index, IndexColumn, SystemMember};

use super::{
    attribute,
    budget::Budget,
    digest::{Objects, Scratch, Sieve},
    fault::{Fault, Result},
};
use crate::package::bson::{Document, Guid, Items};

/// An entity whose name may lack its module.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) id: Guid,
    pub(super) is_qualified: bool,
    pub(super) entity: Entity,
}

#[derive(Default)]
struct Ancestry<'a> {
    generalization: Option<&'a str>,
    persistable: Option<bool>,
    /// Owner, changedBy, createdDate, changedDate.
    members: [bool; 4],
}

pub(super) fn read<'a>(
    document: Document<'a>,
    budget: &mut Budget,
    scratch: &mut Scratch<'a>,
) -> Result<Draft> {
    let (mut id, mut guid, mut name, mut qualified) = (None, None, None, None);
    let (mut source, mut remote) = (None, None);
    let mut ancestry = Ancestry::default();
    let mut entity = Entity {
        id: String::new(),
        guid: String::new(),
        name: String::new(),
        generalization: None,
        persistable: None,
        stored: None,
        source: None,
        system_members: Vec::new(),
        attributes: Vec::new(),
        indexes: Vec::new(),
        unique_attributes: Vec::new(),
        rules_digest: None,
    };
    let mut pointers: Vec<(Guid, usize)> = Vec::new();
    let mut indexes = None;
    let mut rules = Objects::default();
    for element in document.elements() {
        let element = element?;
        match element.key {
            "$ID" => id = Some(element.guid()?),
            "GUID" => guid = Some(element.guid()?),
            "Name" | "UnqualifiedName" => name = Some(element.text()?),
            "QualifiedName" => qualified = element.name()?,
            "MaybeGeneralization" => {
                if let Some(document) = element.document()? {
                    ancestry = generalization(document)?;
                }
            }
            "Attributes" => {
                for attribute in element.documents()? {
                    let (id, attribute) = attribute::read(attribute?, budget)?;
                    budget.push(&mut pointers, (id, entity.attributes.len()))?;
                    budget.push(&mut entity.attributes, attribute)?;
                }
            }
            "Indexes" => indexes = Some(element.documents()?),
            "ValidationRules" => {
                for rule in element.documents()? {
                    let rule = rule?;
                    match unique_attribute(rule)? {
                        Some(name) => {
                            let name = budget.text(name)?;
                            budget.push(&mut entity.unique_attributes, name)?;
                        }
                        None => rules.add(rule, Sieve::Words, scratch)?,
                    }
                }
            }
            "AccessRules" | "Events" => {
                for rule in element.documents()? {
                    rules.add(rule?, Sieve::Words, scratch)?;
                }
            }
            "Source" => {
                source = element
                    .document()?
                    .map(|source| source.object_type())
                    .transpose()?;
            }
            // Mendix 7.23 to 8.
            "IsRemote" => remote = element.boolean()?.then_some("IsRemote"),
            _ => {}
        }
    }
    pointers.sort_unstable_by_key(|(id, _)| *id);
    for index in indexes.into_iter().flatten() {
        let index = read_index(index?, &entity, &pointers, budget)?;
        budget.push(&mut entity.indexes, index)?;
    }
    let missing = |key| Fault::missing(key, document.offset());
    let id = id.ok_or_else(|| missing("$ID of an entity"))?;
    entity.id = budget.guid(id)?;
    entity.guid = budget.guid(guid.ok_or_else(|| missing("GUID of an entity"))?)?;
    entity.name = budget.text(
        qualified
            .or(name)
            .ok_or_else(|| missing("Name of an entity"))?,
    )?;
    entity.generalization = ancestry
        .generalization
        .map(|name| budget.text(name))
        .transpose()?;
    entity.persistable = ancestry.persistable;
    entity.source = source
        .or(remote)
        .map(|source| budget.text(source))
        .transpose()?;
    let all = [
        SystemMember::Owner,
        SystemMember::ChangedBy,
        SystemMember::CreatedDate,
        SystemMember::ChangedDate,
    ];
    entity.system_members = all
        .into_iter()
        .zip(ancestry.members)
        .filter_map(|(member, is_on)| is_on.then_some(member))
        .collect();
    entity.attributes.sort_by(|a, b| a.guid.cmp(&b.guid));
    entity.indexes.sort_by(|a, b| a.guid.cmp(&b.guid));
    entity.unique_attributes.sort();
    entity.unique_attributes.dedup();
    entity.rules_digest = Some(rules.finish());
    Ok(Draft {
        id,
        is_qualified: qualified.is_some(),
        entity,
    })
}

/// Project files state flags only where there is no generalization; `model.mdp` repeats the inherited ones, which are left
/// out.
fn generalization(document: Document<'_>) -> Result<Ancestry<'_>> {
    let mut ancestry = Ancestry::default();
    for element in document.elements() {
        let element = element?;
        match element.key {
            "Generalization" => ancestry.generalization = element.name()?,
            "Persistable" => ancestry.persistable = Some(element.boolean()?),
            "HasOwnerAttr" => ancestry.members[0] = element.boolean()?,
            "HasChangedByAttr" => ancestry.members[1] = element.boolean()?,
            "HasCreatedDateAttr" => ancestry.members[2] = element.boolean()?,
            "HasChangedDateAttr" => ancestry.members[3] = element.boolean()?,
            _ => {}
        }
    }
    if ancestry.generalization.is_some() {
        ancestry.persistable = None;
        ancestry.members = [false; 4];
    }
    Ok(ancestry)
}

/// The attribute's name when the rule is a unique rule, the only kind that reaches the database.
fn unique_attribute(rule: Document<'_>) -> Result<Option<&str>> {
    let (mut is_unique, mut attribute) = (false, None);
    for element in rule.elements() {
        let element = element?;
        match element.key {
            "RuleInfo" => {
                if let Some(info) = element.document()? {
                    is_unique = info.object_type()? == "DomainModels$UniqueRuleInfo";
                }
            }
            "Attribute" => attribute = element.name()?,
            _ => {}
        }
    }
    if !is_unique {
        return Ok(None);
    }
    let attribute =
        attribute.ok_or_else(|| Fault::missing("Attribute of a unique rule", rule.offset()))?;
    // `Module.Entity.Attribute`.
    Ok(attribute.rsplit('.').next())
}

fn read_index(
    document: Document<'_>,
    entity: &Entity,
    pointers: &[(Guid, usize)],
    budget: &mut Budget,
) -> Result<Index> {
    let (mut id, mut guid) = (None, None);
    let mut columns = Vec::new();
    for element in document.elements() {
        let element = element?;
        match element.key {
            "$ID" => id = Some(element.guid()?),
            "GUID" => guid = Some(element.guid()?),
            "Attributes" => {
                for column in element.documents()? {
                    let column = read_column(column?, entity, pointers, budget)?;
                    budget.push(&mut columns, column)?;
                }
            }
            "AttributePointers" => {
                old_columns(element.items()?, entity, pointers, budget, &mut columns)?
            }
            _ => {}
        }
    }
    let missing = |key| Fault::missing(key, document.offset());
    Ok(Index {
        id: budget.guid(id.ok_or_else(|| missing("$ID of an index"))?)?,
        guid: budget.guid(guid.ok_or_else(|| missing("GUID of an index"))?)?,
        columns,
    })
}

/// Mendix 4 and 5: a list of attributes, all ascending.
fn old_columns(
    items: Items<'_>,
    entity: &Entity,
    pointers: &[(Guid, usize)],
    budget: &mut Budget,
    columns: &mut Vec<IndexColumn>,
) -> Result<()> {
    for item in items {
        let pointer = item?.guid()?;
        let column = column(Some(pointer), "Normal", true, entity, pointers, budget)?;
        budget.push(columns, column)?;
    }
    Ok(())
}

fn read_column(
    document: Document<'_>,
    entity: &Entity,
    pointers: &[(Guid, usize)],
    budget: &mut Budget,
) -> Result<IndexColumn> {
    let (mut kind, mut pointer, mut ascending) = ("Normal", None, true);
    for element in document.elements() {
        let element = element?;
        match element.key {
            "Type" => kind = element.text()?,
            "AttributePointer" => pointer = reference(&element)?,
            "Ascending" => ascending = element.boolean()?,
            _ => {}
        }
    }
    column(pointer, kind, ascending, entity, pointers, budget)
}

/// An id; null, no bytes and zeros refer to nothing.
fn reference(element: &crate::package::bson::Element<'_>) -> Result<Option<Guid>> {
    match element.value {
        crate::package::bson::Value::Null => Ok(None),
        crate::package::bson::Value::Binary([]) => Ok(None),
        _ => Ok(Some(element.guid()?).filter(|guid| guid.as_bytes() != &[0; 16])),
    }
}

fn column(
    pointer: Option<Guid>,
    kind: &str,
    ascending: bool,
    entity: &Entity,
    pointers: &[(Guid, usize)],
    budget: &mut Budget,
) -> Result<IndexColumn> {
    let attribute = pointer.and_then(|pointer| {
        let at = pointers
            .binary_search_by_key(&pointer, |(id, _)| *id)
            .ok()?;
        Some(entity.attributes.get(pointers[at].1)?.guid.as_str())
    });
    Ok(match attribute {
        Some(guid) => IndexColumn {
            attribute: Some(budget.text(guid)?),
            member: None,
            ascending,
        },
        None => IndexColumn {
            attribute: None,
            member: Some(budget.text(kind)?),
            ascending,
        },
    })
}
