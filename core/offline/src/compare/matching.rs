//! The two sides of a comparison, and who is who: entities, attributes, associations and indexes by data-storage GUID;
//! everything else by name, then by `$ID` (package formats, 7).

use std::collections::{BTreeMap, BTreeSet};

use mendix_deploy_model::models::{
    AppModel, Association, Attribute, AttributeType, AttributeValue, Entity, Enumeration,
    ModelSource, SystemMember,
};

use super::catalogue::UNSTATED;

/// Entities of the System module that have no table (verified, Mendix 5.6 to 10.1). Projects lack the module, so their
/// associations name entities that are not in the file.
const UNSTORED_SYSTEM_ENTITIES: [&str; 11] = [
    "System.Error",
    "System.HttpHeader",
    "System.HttpMessage",
    "System.HttpRequest",
    "System.HttpResponse",
    "System.ODataResponse",
    "System.Paging",
    "System.SoapFault",
    "System.WorkflowActivityDetails",
    "System.WorkflowCurrentActivity",
    "System.WorkflowJumpToDetails",
];

/// One side, with its elements by identity.
pub(super) struct Side<'a> {
    pub(super) model: &'a AppModel,
    /// Whether the model comes from a database, which knows stored elements only.
    pub(super) catalogue: bool,
    pub(super) entities: BTreeMap<&'a str, &'a Entity>,
    pub(super) associations: BTreeMap<&'a str, &'a Association>,
    pub(super) enumerations: BTreeMap<&'a str, &'a Enumeration>,
    by_name: BTreeMap<&'a str, &'a Entity>,
    used_enumerations: BTreeSet<&'a str>,
    /// Identities that two elements claim, one sentence each.
    pub(super) ambiguous: Vec<String>,
}

/// Both sides.
pub(super) struct Sides<'a> {
    pub(super) before: Side<'a>,
    pub(super) after: Side<'a>,
    /// Whether one of them is a database's catalogue.
    pub(super) catalogue: bool,
    /// Whether both sides tell unique constraints. A database tells kinds of associations and unique rules by them alone,
    /// and before Mendix 8 it has none.
    pub(super) constraints: bool,
    /// Whether both sides are written in one way: digests of rules, captions and logic say nothing across a project and
    /// a package, which leave out different things.
    pub(super) digests: bool,
    /// Old names of enumerations and what they are called now, for those that both sides have.
    pub(super) enumeration_names: BTreeMap<&'a str, &'a str>,
}

impl<'a> Sides<'a> {
    pub(super) fn new(before: &'a AppModel, after: &'a AppModel) -> Self {
        let catalogue = is_catalogue(before) || is_catalogue(after);
        // Projects lack the System module: what only one side can have is no change. Its tables follow the runtime's
        // version, which is compared.
        let system = before.has_system && after.has_system;
        let digests = is_deployed(before) == is_deployed(after);
        let before = Side::new(before, system, catalogue);
        let after = Side::new(after, system, catalogue);
        let constraints = [&before, &after].into_iter().all(|side| {
            side.associations
                .values()
                .all(|association| association.association_type.as_str() != UNSTATED)
        });
        let enumeration_names = if catalogue {
            BTreeMap::new()
        } else {
            pairs(
                before.enumerations.values().copied(),
                after.enumerations.values().copied(),
                |enumeration| &enumeration.name,
                |enumeration| Some(&enumeration.id),
            )
            .into_iter()
            .filter_map(|pair| match pair {
                Match::Both(old, new) => Some((old.name.as_str(), new.name.as_str())),
                _ => None,
            })
            .collect()
        };
        Self {
            before,
            after,
            digests,
            catalogue,
            constraints,
            enumeration_names,
        }
    }
}

impl<'a> Side<'a> {
    fn new(model: &'a AppModel, system: bool, only_stored: bool) -> Self {
        let mut side = Self {
            model,
            catalogue: is_catalogue(model),
            entities: BTreeMap::new(),
            associations: BTreeMap::new(),
            enumerations: BTreeMap::new(),
            by_name: BTreeMap::new(),
            used_enumerations: BTreeSet::new(),
            ambiguous: Vec::new(),
        };
        for entity in &model.entities {
            if side.by_name.insert(&entity.name, entity).is_some() {
                side.ambiguous.push(named_twice("entities", &entity.name));
            }
            if !system && module(&entity.name) == "System" || only_stored && !is_stored(entity) {
                continue;
            }
            if let Some(other) = side.entities.insert(&entity.guid, entity) {
                side.ambiguous.push(shared(&other.name, &entity.name));
            }
            let mut attributes = BTreeMap::new();
            let mut names = BTreeSet::new();
            for attribute in &entity.attributes {
                if !names.insert(&attribute.name) {
                    side.ambiguous.push(named_twice(
                        "attributes",
                        &format!("{}/{}", entity.name, attribute.name),
                    ));
                }
                if let Some(other) = attributes.insert(&attribute.guid, attribute) {
                    side.ambiguous.push(shared(
                        &format!("{}/{}", entity.name, other.name),
                        &format!("{}/{}", entity.name, attribute.name),
                    ));
                }
                if attribute_stored(entity, attribute)
                    && let Some(enumeration) = &attribute.enumeration
                {
                    side.used_enumerations.insert(enumeration);
                }
            }
        }
        for association in &model.associations {
            if !system && module(&association.name) == "System"
                || only_stored && !side.association_stored(association)
            {
                continue;
            }
            if let Some(other) = side.associations.insert(&association.guid, association) {
                side.ambiguous.push(shared(&other.name, &association.name));
            }
        }
        for enumeration in &model.enumerations {
            if system || module(&enumeration.name) != "System" {
                let names: BTreeSet<&String> =
                    enumeration.values.iter().map(|value| &value.name).collect();
                if names.len() < enumeration.values.len() {
                    side.ambiguous.push(format!(
                        "two values of {} have the same name.",
                        enumeration.name
                    ));
                }
                let other = side.enumerations.insert(&enumeration.name, enumeration);
                if other.is_some() {
                    side.ambiguous
                        .push(named_twice("enumerations", &enumeration.name));
                }
            }
        }
        side
    }

    /// The entity of this side with that name.
    pub(super) fn named(&self, name: &str) -> Option<&'a Entity> {
        self.by_name.get(name).copied()
    }

    /// Whether an attribute in the database has values of this enumeration.
    pub(super) fn uses(&self, enumeration: &str) -> bool {
        self.used_enumerations.contains(enumeration)
    }

    /// Whether an association has a table or a column: both ends are stored, and it is of this app.
    pub(super) fn association_stored(&self, association: &Association) -> bool {
        let end = |name: &str| {
            self.named(name)
                .map_or_else(|| !UNSTORED_SYSTEM_ENTITIES.contains(&name), is_stored)
        };
        association.source.is_none() && end(&association.parent) && end(&association.child)
    }
}

/// Whether a model comes from `model.mdp`.
pub(super) fn is_deployed(model: &AppModel) -> bool {
    matches!(
        model.source,
        ModelSource::ArchiveModel | ModelSource::PortableModel
    )
}

fn is_catalogue(model: &AppModel) -> bool {
    model.source == ModelSource::DatabaseCatalogue
}

fn shared(one: &str, other: &str) -> String {
    format!("{one} and {other} have the same data-storage GUID.")
}

fn named_twice(kind: &str, name: &str) -> String {
    format!("two {kind} are called {name}.")
}

/// The module of `Module.Name`.
pub(super) fn module(name: &str) -> &str {
    name.split_once('.').map_or(name, |(module, _)| module)
}

/// Whether an entity has a table. One whose ancestors are not known is taken for stored: the comparison says so.
pub(super) fn is_stored(entity: &Entity) -> bool {
    entity.stored.unwrap_or(true)
}

/// Whether an attribute has a column.
pub(super) fn attribute_stored(entity: &Entity, attribute: &Attribute) -> bool {
    is_stored(entity) && attribute.value == AttributeValue::Stored
}

/// System members that an entity has columns of its own for. Archives repeat the ancestor's members in every
/// specialization, projects do not.
pub(super) fn own_members(entity: &Entity) -> &[SystemMember] {
    if entity.generalization.is_some() {
        &[]
    } else {
        &entity.system_members
    }
}

/// Whether two references lead to the same entity: by GUID where both are known, else by name. A name that changed
/// because its entity was renamed is no change.
pub(super) fn same_entity(
    guid_before: Option<&str>,
    name_before: &str,
    guid_after: Option<&str>,
    name_after: &str,
) -> bool {
    match (guid_before, guid_after) {
        (Some(before), Some(after)) => before == after,
        _ => name_before == name_after,
    }
}

/// Whether nobody can tell if an attribute's type changes: a catalogue has one code for text and for hashed text, and the
/// other side says that it is hashed. Where a catalogue says hashed itself, as in Mendix 5, the types are compared.
pub(super) fn maybe_hashed(sides: &Sides<'_>, was: &Attribute, is: &Attribute) -> bool {
    let pair = |catalogue: bool, one: &Attribute, other: &Attribute| {
        catalogue
            && one.attribute_type == AttributeType::String
            && other.attribute_type == AttributeType::HashedString
    };
    pair(sides.before.catalogue, was, is) || pair(sides.after.catalogue, is, was)
}

/// What became of an element.
pub(super) enum Match<T> {
    Removed(T),
    Added(T),
    Both(T, T),
}

/// Matches elements by name, then by `$ID`. In the order of old names, then of new ones.
pub(super) fn pairs<'t, T>(
    before: impl Iterator<Item = &'t T>,
    after: impl Iterator<Item = &'t T>,
    name: impl Fn(&'t T) -> &'t str,
    id: impl Fn(&'t T) -> Option<&'t String>,
) -> Vec<Match<&'t T>> {
    let mut rest: BTreeMap<&str, &T> = after.map(|element| (name(element), element)).collect();
    let mut unmatched = Vec::new();
    let mut found = Vec::new();
    for old in before {
        match rest.remove(name(old)) {
            Some(new) => found.push(Match::Both(old, new)),
            None => unmatched.push(old),
        }
    }
    let mut by_id: BTreeMap<&str, &T> = rest
        .values()
        .filter_map(|new| Some((id(new)?.as_str(), *new)))
        .collect();
    for old in unmatched {
        match id(old).and_then(|id| by_id.remove(id.as_str())) {
            Some(new) => {
                rest.remove(name(new));
                found.push(Match::Both(old, new));
            }
            None => found.push(Match::Removed(old)),
        }
    }
    found.extend(rest.into_values().map(Match::Added));
    found
}
