//! Questions that only the data can answer, each a read-only query that returns one number.
//!
//! Forward questions are asked of the database as the old version left it, backward ones of the database as the new
//! version has used it: they are written with the names of that side.

mod places;
mod sql;

use std::collections::BTreeMap;

use mendix_deploy_model::{
    comparisons::{ChangeDirection, ChangeRow, DataQuestion, ModelChange},
    models::{Association, AssociationOwner, AssociationType, Attribute, Entity, StoredTable},
};

use super::{
    CompareOptions,
    matching::{Side, Sides, attribute_stored, is_stored},
};
use places::{Column, Places};

use ChangeDirection::{Backward, Forward};

/// The questions of all changes that reach the database, in the order of the changes.
pub(super) fn ask(
    sides: &Sides<'_>,
    changes: &[ModelChange],
    options: &CompareOptions,
) -> Vec<DataQuestion> {
    let asker = Asker {
        before: Lookup::new(&sides.before, &options.before.tables),
        after: Lookup::new(&sides.after, &options.after.tables),
    };
    let mut questions = Vec::new();
    for change in changes.iter().filter(|change| change.in_database) {
        asker.about(change, &mut questions);
    }
    if sides.before.catalogue {
        asker.enumerations(&mut questions);
    }
    questions
}

/// Elements of one side by GUID.
struct Lookup<'l> {
    side: &'l Side<'l>,
    places: Places<'l>,
    attributes: BTreeMap<&'l str, (&'l Entity, &'l Attribute)>,
}

impl<'l> Lookup<'l> {
    fn new(side: &'l Side<'l>, tables: &'l [StoredTable]) -> Self {
        let tables = if tables.is_empty() {
            &side.model.tables
        } else {
            tables
        };
        let attributes = side
            .entities
            .values()
            .flat_map(|entity| {
                entity
                    .attributes
                    .iter()
                    .map(|attribute| (attribute.guid.as_str(), (*entity, attribute)))
            })
            .collect();
        Self {
            side,
            places: Places::new(tables),
            attributes,
        }
    }

    fn table(&self, guid: &str) -> Option<String> {
        let entity = self.side.entities.get(guid)?;
        is_stored(entity).then(|| self.places.table(entity))
    }

    fn column(&self, guid: &str) -> Option<Column> {
        let (entity, attribute) = self.attributes.get(guid)?;
        attribute_stored(entity, attribute).then(|| self.places.column(entity, attribute))
    }

    fn association(&self, guid: &str) -> Option<(&'l Association, places::Links)> {
        let association = *self.side.associations.get(guid)?;
        self.side
            .association_stored(association)
            .then(|| (association, self.places.links(self.side, association)))
    }

    /// Columns with values of an enumeration.
    fn columns_of(&self, enumeration: &str) -> Vec<(String, Column)> {
        self.attributes
            .values()
            .filter(|(entity, attribute)| {
                attribute_stored(entity, attribute)
                    && attribute.enumeration.as_deref() == Some(enumeration)
            })
            .map(|(entity, attribute)| {
                (
                    format!("{}/{}", entity.name, attribute.name),
                    self.places.column(entity, attribute),
                )
            })
            .collect()
    }
}

struct Asker<'a> {
    before: Lookup<'a>,
    after: Lookup<'a>,
}

/// What a question is, apart from the change it is about.
struct Ask {
    direction: ChangeDirection,
    question: String,
    sql: String,
    harmless_up_to: Option<u64>,
}

impl Ask {
    fn new(direction: ChangeDirection, question: String, sql: String) -> Self {
        Self {
            direction,
            question,
            sql,
            harmless_up_to: Some(0),
        }
    }

    fn up_to(mut self, harmless: u64) -> Self {
        self.harmless_up_to = Some(harmless);
        self
    }
}

impl Asker<'_> {
    fn about(&self, change: &ModelChange, questions: &mut Vec<DataQuestion>) {
        let asks = match change.row {
            ChangeRow::EntityAdded
            | ChangeRow::EntityRemoved
            | ChangeRow::EntityRecreated
            | ChangeRow::EntityUnstored
            | ChangeRow::EntityStored => self.rows(change),
            ChangeRow::SystemMemberOff => self.member(change),
            ChangeRow::AttributeAdded
            | ChangeRow::AttributeRemoved
            | ChangeRow::AttributeRecreated
            | ChangeRow::AttributeStored
            | ChangeRow::AttributeUnstored
            | ChangeRow::TypeReplaced
            | ChangeRow::AutoNumberChanged => self.values(change),
            ChangeRow::LengthIncreased | ChangeRow::LengthDecreased => self.longest(change),
            ChangeRow::ValueAdded | ChangeRow::ValueRemoved | ChangeRow::ValueRenamed => {
                self.enumeration_value(change)
            }
            ChangeRow::EnumerationReplaced => self.outside_enumeration(change),
            ChangeRow::AssociationAdded
            | ChangeRow::AssociationRemoved
            | ChangeRow::EndReplaced
            | ChangeRow::EndsSwapped => self.links(change),
            ChangeRow::ReferenceToSet
            | ChangeRow::SetToReference
            | ChangeRow::OwnerBoth
            | ChangeRow::OwnerDefault => self.shared_links(change),
            ChangeRow::UniqueAdded | ChangeRow::UniqueRemoved => self.duplicates(change),
            _ => Vec::new(),
        };
        questions.extend(asks.into_iter().map(|ask| DataQuestion {
            row: change.row.clone(),
            direction: ask.direction,
            name: change.name.clone(),
            guid: change.guid.clone(),
            question: ask.question,
            sql: ask.sql,
            harmless_up_to: ask.harmless_up_to,
            answer: None,
            unanswered: None,
            finding: None,
        }));
    }

    fn rows(&self, change: &ModelChange) -> Vec<Ask> {
        let old_guid = old_guid(change);
        let gone = old_guid.and_then(|guid| self.before.table(guid));
        let comes = change
            .guid
            .as_deref()
            .and_then(|guid| self.after.table(guid));
        let mut asks = Vec::new();
        if change.row != ChangeRow::EntityAdded
            && let Some(table) = gone
        {
            asks.push(Ask::new(
                Forward,
                format!("How many rows has {}?", old_name(change)),
                sql::rows(&table),
            ));
        }
        if let Some(table) = comes {
            asks.push(Ask::new(
                Backward,
                format!("How many rows were stored in {} since?", change.name),
                sql::rows(&table),
            ));
        }
        asks
    }

    fn member(&self, change: &ModelChange) -> Vec<Ask> {
        let (Some(entity), Some(member)) = (
            change
                .guid
                .as_deref()
                .and_then(|guid| self.before.side.entities.get(guid)),
            change.fields.first(),
        ) else {
            return Vec::new();
        };
        vec![Ask::new(
            Forward,
            format!(
                "How many rows of {} have a value of {}?",
                old_name(change),
                member.field
            ),
            sql::values(&self.before.places.member(entity, &member.field)),
        )]
    }

    fn values(&self, change: &ModelChange) -> Vec<Ask> {
        let mut asks = Vec::new();
        if let Some(column) = old_guid(change).and_then(|guid| self.before.column(guid)) {
            asks.push(Ask::new(
                Forward,
                format!("How many rows have a value of {}?", old_name(change)),
                sql::values(&column),
            ));
        }
        // A column that was filled with a default has values nobody entered, which settles nothing but does no harm.
        if let Some(column) = change
            .guid
            .as_deref()
            .and_then(|guid| self.after.column(guid))
        {
            asks.push(Ask::new(
                Backward,
                format!("How many rows have a value of {} since?", change.name),
                sql::values(&column),
            ));
        }
        asks
    }

    fn longest(&self, change: &ModelChange) -> Vec<Ask> {
        let Some(field) = change.fields.iter().find(|field| field.field == "length") else {
            return Vec::new();
        };
        let (direction, lookup, limit) = if change.row == ChangeRow::LengthDecreased {
            (Forward, &self.before, &field.after)
        } else {
            (Backward, &self.after, &field.before)
        };
        let (Some(column), Some(limit)) = (
            change.guid.as_deref().and_then(|guid| lookup.column(guid)),
            limit.as_deref().and_then(|limit| limit.parse().ok()),
        ) else {
            return Vec::new();
        };
        vec![
            Ask::new(
                direction,
                format!(
                    "How long is the longest value of {}? More than {limit} characters do not fit.",
                    change.name
                ),
                sql::longest(&column),
            )
            .up_to(limit),
        ]
    }

    fn enumeration_value(&self, change: &ModelChange) -> Vec<Ask> {
        let rows = |direction, lookup: &Lookup<'_>, full: &str| -> Vec<Ask> {
            let Some((enumeration, value)) = full.rsplit_once('.') else {
                return Vec::new();
            };
            lookup
                .columns_of(enumeration)
                .into_iter()
                .map(|(name, column)| {
                    Ask::new(
                        direction,
                        format!("How many rows have the value {value} in {name}?"),
                        sql::rows_with(&column, value),
                    )
                })
                .collect()
        };
        match change.row {
            ChangeRow::ValueAdded => rows(Backward, &self.after, &change.name),
            ChangeRow::ValueRemoved => {
                // The change carries the enumeration's new name; the old database is asked under its old one.
                let (enumeration, value) =
                    change.name.rsplit_once('.').unwrap_or((&change.name, ""));
                let old = self.old_enumeration(enumeration);
                rows(Forward, &self.before, &format!("{old}.{value}"))
            }
            _ => {
                let mut asks = rows(Forward, &self.before, old_name(change));
                asks.extend(rows(Backward, &self.after, &change.name));
                asks
            }
        }
    }

    fn outside_enumeration(&self, change: &ModelChange) -> Vec<Ask> {
        let Some((field, guid)) = change.fields.first().zip(change.guid.as_deref()) else {
            return Vec::new();
        };
        let ask = |direction, lookup: &Lookup<'_>, names_of: &Side<'_>, enumeration: &str| {
            let column = lookup.column(guid)?;
            let enumeration = names_of.enumerations.get(enumeration)?;
            let names: Vec<&str> = enumeration
                .values
                .iter()
                .map(|value| value.name.as_str())
                .collect();
            Some(Ask::new(
                direction,
                format!(
                    "How many rows of {} have a name that {} lacks?",
                    change.name, enumeration.name
                ),
                sql::rows_outside(&column, &names),
            ))
        };
        let mut asks = Vec::new();
        if let Some(after) = &field.after {
            asks.extend(ask(Forward, &self.before, self.after.side, after));
        }
        if let Some(before) = &field.before {
            asks.extend(ask(Backward, &self.after, self.before.side, before));
        }
        asks
    }

    /// A catalogue has no values of enumerations: whether rows have a name that the model lacks, only the data can tell.
    fn enumerations(&self, questions: &mut Vec<DataQuestion>) {
        for (guid, (entity, attribute)) in &self.after.attributes {
            let Some((column, enumeration)) = self.before.column(guid).zip(
                attribute
                    .enumeration
                    .as_deref()
                    .and_then(|name| self.after.side.enumerations.get(name)),
            ) else {
                continue;
            };
            let names: Vec<&str> = enumeration
                .values
                .iter()
                .map(|value| value.name.as_str())
                .collect();
            let name = format!("{}/{}", entity.name, attribute.name);
            questions.push(DataQuestion {
                row: ChangeRow::ValueRemoved,
                direction: Forward,
                question: format!(
                    "How many rows of {name} have a name that {} lacks?",
                    enumeration.name
                ),
                name,
                guid: Some((*guid).to_owned()),
                sql: sql::rows_outside(&column, &names),
                harmless_up_to: Some(0),
                answer: None,
                unanswered: None,
                finding: None,
            });
        }
    }

    fn links(&self, change: &ModelChange) -> Vec<Ask> {
        let mut asks = Vec::new();
        let Some(guid) = change.guid.as_deref() else {
            return asks;
        };
        if change.row != ChangeRow::AssociationAdded
            && let Some((_, links)) = self.before.association(guid)
        {
            asks.push(Ask::new(
                Forward,
                format!("How many links has {}?", old_name(change)),
                sql::links(&links),
            ));
        }
        if change.row != ChangeRow::AssociationRemoved
            && let Some((_, links)) = self.after.association(guid)
        {
            asks.push(Ask::new(
                Backward,
                format!("How many links of {} were made since?", change.name),
                sql::links(&links),
            ));
        }
        asks
    }

    fn shared_links(&self, change: &ModelChange) -> Vec<Ask> {
        let Some(guid) = change.guid.as_deref() else {
            return Vec::new();
        };
        let (direction, lookup) = match change.row {
            ChangeRow::SetToReference | ChangeRow::OwnerBoth => (Forward, &self.before),
            _ => (Backward, &self.after),
        };
        let Some((association, links)) = lookup.association(guid) else {
            return Vec::new();
        };
        let by_parent = matches!(
            change.row,
            ChangeRow::SetToReference | ChangeRow::ReferenceToSet
        );
        if !by_parent
            && association.association_type == AssociationType::ReferenceSet
            && change.row == ChangeRow::OwnerDefault
        {
            return Vec::new();
        }
        let question = if by_parent {
            format!("How many objects have several links of {}?", change.name)
        } else {
            format!(
                "How many objects does {} link to several times?",
                change.name
            )
        };
        let mut asks = vec![Ask::new(
            direction,
            question,
            sql::shared(&links, by_parent),
        )];
        // The side that is a reference may be one-to-one, which has a second constraint.
        let reference = match change.row {
            ChangeRow::SetToReference => self.after.association(guid),
            ChangeRow::ReferenceToSet => self.before.association(guid),
            _ => None,
        };
        if reference.is_some_and(|(found, _)| found.owner != AssociationOwner::Default) {
            asks.push(Ask::new(
                direction,
                format!(
                    "How many objects does {} link to several times?",
                    change.name
                ),
                sql::shared(&links, false),
            ));
        }
        asks
    }

    fn duplicates(&self, change: &ModelChange) -> Vec<Ask> {
        let (direction, lookup) = if change.row == ChangeRow::UniqueAdded {
            (Forward, &self.before)
        } else {
            (Backward, &self.after)
        };
        change
            .guid
            .as_deref()
            .and_then(|guid| lookup.column(guid))
            .map(|column| {
                Ask::new(
                    direction,
                    format!(
                        "How many values of {} are stored more than once?",
                        change.name
                    ),
                    sql::duplicates(&column),
                )
            })
            .into_iter()
            .collect()
    }

    /// What an enumeration was called.
    fn old_enumeration<'n>(&'n self, name: &'n str) -> &'n str {
        if self.before.side.enumerations.contains_key(name) {
            return name;
        }
        self.after
            .side
            .enumerations
            .get(name)
            .and_then(|new| {
                self.before
                    .side
                    .enumerations
                    .values()
                    .find(|old| old.id == new.id)
            })
            .map_or(name, |old| old.name.as_str())
    }
}

fn old_name(change: &ModelChange) -> &str {
    change.old_name.as_deref().unwrap_or(&change.name)
}

/// The GUID on the old side: another one where the element was made anew.
fn old_guid(change: &ModelChange) -> Option<&str> {
    change
        .fields
        .iter()
        .find(|field| field.field == "guid")
        .and_then(|field| field.before.as_deref())
        .or(change.guid.as_deref())
}
