//! A comparison against a recorded one: each of our changes is put into the recorder's vocabulary, and both sets must be
//! equal.
//!
//! The recorder is coarser: it knows kinds of elements that were added, removed, renamed or changed in certain fields. It
//! lists the attributes and indexes of an entity that came or went, which we leave to the entity's own change. It compares
//! enumerations of attributes and generalizations of entities by name: a renamed enumeration shows at every attribute that
//! has it, which we take for no change, and an ancestor that was made anew under its name does not show.

use std::collections::{BTreeMap, BTreeSet};

use mendix_deploy_model::{
    comparisons::{ChangeRow, Changes, ModelChange},
    models::{AppModel, Association, Attribute, Entity, SystemMember},
};
use mendix_deploy_offline::compare::{CompareOptions, compare};
use serde_json::{Map, Value, json};

use super::{Tally, text};

/// Rows for which the recorder has no word. They are counted in the output.
const NOT_RECORDED: [&str; 13] = [
    // Whole modules, as far as their elements stay or are listed one by one.
    "M2",
    "M3",
    // Settings and the runtime.
    "P1",
    "P2",
    "P3",
    "startMicroflowChanged",
    // Rules, of which an entity's inventory lists the unique ones and its comparison none.
    "U1",
    "U2",
    "U3",
    // Captions, images and order of an enumeration; its name is recorded.
    "N4",
    // Security and paths.
    "userRoleChanged",
    "requestHandlerChanged",
    // Interval, microflow and state of events.
    "eventChanged",
];

/// What the recorder writes about one element.
#[derive(Default)]
struct Record {
    change: &'static str,
    name: String,
    fields: Map<String, Value>,
}

/// Records by kind and identity: a GUID, or a name where elements have none.
#[derive(Default)]
struct Records {
    records: BTreeMap<(&'static str, String), Vec<Record>>,
    recreated: BTreeSet<String>,
    not_recorded: BTreeMap<String, usize>,
}

/// Compares the changes between two models with the recorded ones.
pub(crate) fn check(
    case: &str,
    before: &AppModel,
    after: &AppModel,
    recorded: &Value,
    tally: &mut Tally,
) {
    for key in recorded.as_object().into_iter().flat_map(Map::keys) {
        if !["summary", "recreated_under_same_name", "changes"].contains(&key.as_str()) {
            tally
                .disagreements
                .push(format!("{case}: the recording's {key} is not understood"));
        }
    }
    let changes = compare(before, after, &CompareOptions::default());
    let ours = ours(before, after, &changes);
    for (row, count) in &ours.not_recorded {
        *tally.not_recorded.entry(row.clone()).or_default() += count;
    }
    let mut theirs = BTreeSet::new();
    for change in recorded["changes"].as_array().into_iter().flatten() {
        if !theirs.insert(theirs_as_text(change)) {
            tally
                .disagreements
                .push(format!("{case}: recorded twice: {change}"));
        }
    }
    tally.each("comparison: changes", case, &ours.lines(), &theirs);
    let recreated = recorded["recreated_under_same_name"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|pair| {
            recreated(
                text(pair, "kind").unwrap_or("no kind"),
                text(pair, "name").unwrap_or("no name"),
                text(pair, "old_guid").unwrap_or("no GUID"),
                text(pair, "new_guid").unwrap_or("no GUID"),
            )
        })
        .collect();
    tally.each(
        "comparison: made anew under the same name",
        case,
        &ours.recreated,
        &recreated,
    );
    let mut counted: BTreeMap<String, u64> = BTreeMap::new();
    for ((kind, _), records) in &ours.records {
        for record in records {
            *counted
                .entry(format!("{kind} {}", record.change))
                .or_default() += 1;
        }
    }
    tally.each(
        "comparison: summary",
        case,
        &counted
            .iter()
            .map(|(what, count)| format!("{what}: {count}"))
            .collect(),
        &recorded["summary"]
            .as_object()
            .into_iter()
            .flatten()
            .map(|(what, count)| format!("{what}: {count}"))
            .collect(),
    );
}

fn recreated(kind: &str, name: &str, old: &str, new: &str) -> String {
    format!("{kind} {name}: {old} became {new}")
}

fn theirs_as_text(change: &Value) -> String {
    let empty = Map::new();
    let kind = text(change, "kind").unwrap_or("no kind");
    line(
        kind,
        text(change, "change").unwrap_or("no change"),
        text(change, "name").unwrap_or("no name"),
        text(change, "guid").unwrap_or_default(),
        change["fields"].as_object().unwrap_or(&empty),
    )
}

/// Defaults of constants may be credentials: that they differ is compared, and nothing else.
fn line(kind: &str, change: &str, name: &str, guid: &str, fields: &Map<String, Value>) -> String {
    let fields: Vec<String> = fields
        .iter()
        .map(|(field, value)| {
            if kind == "constant" && field == "default" {
                "default differs".to_owned()
            } else {
                format!("{field}: {value}")
            }
        })
        .collect();
    format!("{kind} {change} {name} {guid} {}", fields.join("; "))
        .trim_end()
        .to_owned()
}

impl Records {
    fn lines(&self) -> BTreeSet<String> {
        self.records
            .iter()
            .flat_map(|((kind, identity), records)| {
                records.iter().map(move |record| {
                    let guid = if has_guid(kind) { identity } else { "" };
                    line(kind, record.change, &record.name, guid, &record.fields)
                })
            })
            .collect()
    }

    fn whole(&mut self, kind: &'static str, change: &'static str, name: &str, guid: &str) {
        let identity = if has_guid(kind) { guid } else { name };
        self.records
            .entry((kind, identity.to_owned()))
            .or_default()
            .push(Record {
                change,
                name: name.to_owned(),
                fields: Map::new(),
            });
    }

    /// Adds a field to what changed in an element; only a name that changed is a rename.
    fn field(&mut self, kind: &'static str, name: &str, guid: &str, field: &str, value: Value) {
        let identity = if has_guid(kind) { guid } else { name };
        let records = self.records.entry((kind, identity.to_owned())).or_default();
        if records.is_empty() {
            records.push(Record {
                name: name.to_owned(),
                ..Record::default()
            });
        }
        for record in records {
            record.fields.insert(field.to_owned(), value.clone());
            record.change = if record.fields.keys().eq(["name"]) {
                "renamed"
            } else {
                "changed"
            };
        }
    }

    /// An entity with what belongs to it.
    fn entity(&mut self, change: &'static str, entity: &Entity) {
        self.whole("entity", change, &entity.name, &entity.guid);
        for attribute in &entity.attributes {
            let name = format!("{}/{}", entity.name, attribute.name);
            self.whole("attribute", change, &name, &attribute.guid);
        }
        for index in &entity.indexes {
            self.whole("index", change, &entity.name, &index.guid);
        }
    }
}

fn has_guid(kind: &str) -> bool {
    ["entity", "attribute", "association", "index"].contains(&kind)
}

/// Our changes in the recorder's words.
fn ours(before: &AppModel, after: &AppModel, changes: &Changes) -> Records {
    let mut records = Records::default();
    for change in &changes.changes {
        if !put(before, after, change, &mut records) {
            *records
                .not_recorded
                .entry(change.row.to_string())
                .or_default() += 1;
        }
    }
    renamed_enumerations(before, after, changes, &mut records);
    records
}

/// Whether the recorder has words for a change; if so, they are among the records.
fn put(before: &AppModel, after: &AppModel, change: &ModelChange, records: &mut Records) -> bool {
    let guid = change.guid.as_deref().unwrap_or_default();
    let name = change.name.as_str();
    match &change.row {
        ChangeRow::EntityAdded => records.entity("added", entity(after, guid)),
        ChangeRow::EntityRemoved => records.entity("removed", entity(before, guid)),
        ChangeRow::EntityRecreated => {
            let old = change.fields[0].before.as_deref().unwrap_or_default();
            records.entity("removed", entity(before, old));
            records.entity("added", entity(after, guid));
            records
                .recreated
                .insert(recreated("entity", name, old, guid));
        }
        ChangeRow::SystemMemberOn | ChangeRow::SystemMemberOff => {
            let members = |model| -> Vec<&str> {
                let members = entity(model, guid).system_members.iter();
                members.map(|member| word(*member)).collect()
            };
            let value = json!([members(before), members(after)]);
            records.field("entity", name, guid, "system_members", value);
        }
        ChangeRow::EntityRenamed
        | ChangeRow::GeneralizationSet
        | ChangeRow::GeneralizationLost
        | ChangeRow::EntityUnstored
        | ChangeRow::EntityStored => {
            let (was, is) = (entity(before, guid), entity(after, guid));
            // The recorder compares the names of generalizations, so it does not see that one was made anew.
            if change
                .fields
                .iter()
                .all(|field| field.before == field.after)
            {
                return false;
            }
            for field in &change.fields {
                let value = json!([field.before, field.after]);
                if field.field != "persistable" {
                    records.field("entity", name, guid, &field.field, value);
                }
            }
            // What a specialization is by itself is left open, so setting a generalization changes this too.
            if was.persistable != is.persistable {
                let value = json!([was.persistable, is.persistable]);
                records.field("entity", name, guid, "persistable", value);
            }
        }
        ChangeRow::AttributeAdded => records.whole("attribute", "added", name, guid),
        ChangeRow::AttributeRemoved => records.whole("attribute", "removed", name, guid),
        ChangeRow::AttributeRecreated => {
            let old = change.fields[0].before.as_deref().unwrap_or_default();
            records.whole("attribute", "removed", name, old);
            records.whole("attribute", "added", name, guid);
            let pair = recreated("attribute", name, old, guid);
            records.recreated.insert(pair);
        }
        ChangeRow::AttributeRenamed
        | ChangeRow::TypeConverted
        | ChangeRow::TypeReplaced
        | ChangeRow::LengthIncreased
        | ChangeRow::LengthDecreased
        | ChangeRow::DefaultChanged
        | ChangeRow::AttributeUnstored
        | ChangeRow::AttributeStored
        | ChangeRow::LocalizationChanged
        | ChangeRow::AutoNumberChanged
        | ChangeRow::EnumerationReplaced => {
            for field in &change.fields {
                let number = |text: &Option<String>| {
                    text.as_deref().and_then(|text| text.parse::<u64>().ok())
                };
                let flag = |text: &Option<String>, yes| text.as_ref().map(|text| text == yes);
                let (key, value) = match field.field.as_str() {
                    "length" => (
                        "length",
                        json!([number(&field.before), number(&field.after)]),
                    ),
                    "localize" => (
                        "localize",
                        json!([flag(&field.before, "true"), flag(&field.after, "true")]),
                    ),
                    "value" => (
                        "calculated",
                        json!([
                            flag(&field.before, "calculated"),
                            flag(&field.after, "calculated")
                        ]),
                    ),
                    key => (key, json!([field.before, field.after])),
                };
                records.field("attribute", name, guid, key, value);
            }
        }
        ChangeRow::AssociationAdded | ChangeRow::AssociationRemoved
            if !change.fields.is_empty() =>
        {
            return false; // the model has the association on both sides
        }
        ChangeRow::AssociationAdded => records.whole("association", "added", name, guid),
        ChangeRow::AssociationRemoved => records.whole("association", "removed", name, guid),
        ChangeRow::EndReplaced | ChangeRow::EndsSwapped => {
            let (was, is) = (association(before, guid), association(after, guid));
            for (key, old, new) in [
                ("parent_guid", &was.parent_guid, &is.parent_guid),
                ("child_guid", &was.child_guid, &is.child_guid),
            ] {
                if old != new {
                    records.field("association", name, guid, key, json!([old, new]));
                }
            }
        }
        ChangeRow::AssociationRenamed
        | ChangeRow::ReferenceToSet
        | ChangeRow::SetToReference
        | ChangeRow::OwnerBoth
        | ChangeRow::OwnerDefault
        | ChangeRow::StorageChanged
        | ChangeRow::DeleteBehaviorChanged => {
            for field in &change.fields {
                let key = match field.field.as_str() {
                    "parentDelete" => "parent_delete",
                    "childDelete" => "child_delete",
                    key => key,
                };
                let value = json!([field.before, field.after]);
                records.field("association", name, guid, key, value);
            }
        }
        ChangeRow::IndexChanged => {
            let columns = &change.fields[0];
            match (&columns.before, &columns.after) {
                (None, _) => records.whole("index", "added", name, guid),
                (_, None) => records.whole("index", "removed", name, guid),
                (old, new) => {
                    records.field("index", name, guid, "columns", json!([old, new]));
                }
            }
        }
        ChangeRow::EnumerationAdded => records.whole("enumeration", "added", name, guid),
        ChangeRow::EnumerationRemoved => records.whole("enumeration", "removed", name, guid),
        ChangeRow::ValueAdded | ChangeRow::ValueRemoved | ChangeRow::ValueRenamed => {
            values(before, after, change, records);
        }
        ChangeRow::EnumerationPresentation => {
            let Some(field) = change.fields.iter().find(|field| field.field == "name") else {
                return false;
            };
            let value = json!([field.before, field.after]);
            records.field("enumeration", name, guid, "name", value);
        }
        ChangeRow::ModuleAdded => records.whole("module", "added", name, guid),
        ChangeRow::ModuleRemoved => records.whole("module", "removed", name, guid),
        ChangeRow::ModuleRenamed => {
            records.whole(
                "module",
                "removed",
                change.old_name.as_deref().unwrap_or(name),
                guid,
            );
            records.whole("module", "added", name, guid);
        }
        ChangeRow::ConstantAdded => records.whole("constant", "added", name, guid),
        ChangeRow::ConstantRemoved => records.whole("constant", "removed", name, guid),
        ChangeRow::ConstantRenamed
        | ChangeRow::ConstantTypeChanged
        | ChangeRow::ConstantDefaultChanged => {
            for field in &change.fields {
                let value = json!([field.before, field.after]);
                records.field("constant", name, guid, &field.field, value);
            }
        }
        ChangeRow::EventAdded => records.whole("scheduled event", "added", name, guid),
        ChangeRow::EventRemoved => records.whole("scheduled event", "removed", name, guid),
        ChangeRow::EventRenamed => {
            let field = &change.fields[0];
            let value = json!([field.before, field.after]);
            records.field("scheduled event", name, guid, "name", value);
        }
        row => {
            // A row of neither kind shows as a change that nobody recorded.
            if !NOT_RECORDED.contains(&row.as_str()) {
                records.whole("row without a word", "changed", row.as_str(), guid);
            }
            return false;
        }
    }
    true
}

/// Names of values that came and went; the recorder does not tell a renamed value from one of each.
fn values(before: &AppModel, after: &AppModel, change: &ModelChange, records: &mut Records) {
    let enumeration = change
        .name
        .rsplit_once('.')
        .map_or(change.name.as_str(), |(enumeration, _)| enumeration);
    let new = after
        .enumerations
        .iter()
        .find(|other| other.name == enumeration);
    let old = before
        .enumerations
        .iter()
        .find(|other| other.name == enumeration)
        .or_else(|| {
            let id = &new?.id;
            before.enumerations.iter().find(|other| other.id == *id)
        });
    let (Some(old), Some(new)) = (old, new) else {
        return;
    };
    let names = |values: &[mendix_deploy_model::models::EnumerationValue]| -> Vec<String> {
        values.iter().map(|value| value.name.clone()).collect()
    };
    let (old, new) = (names(&old.values), names(&new.values));
    for (key, of, others) in [("values_added", &new, &old), ("values_removed", &old, &new)] {
        let mut only: Vec<&String> = of.iter().filter(|name| !others.contains(name)).collect();
        only.sort();
        if !only.is_empty() {
            records.field("enumeration", enumeration, "", key, json!(only));
        }
    }
}

/// The recorder compares the names of enumerations at attributes as text.
fn renamed_enumerations(
    before: &AppModel,
    after: &AppModel,
    changes: &Changes,
    records: &mut Records,
) {
    let renamed: BTreeSet<(&str, &str)> = changes
        .changes
        .iter()
        .filter(|change| change.row == ChangeRow::EnumerationPresentation)
        .filter_map(|change| Some((change.old_name.as_deref()?, change.name.as_str())))
        .collect();
    let attributes: BTreeMap<&str, &Attribute> = before
        .entities
        .iter()
        .flat_map(|entity| &entity.attributes)
        .map(|attribute| (attribute.guid.as_str(), attribute))
        .collect();
    for entity in &after.entities {
        for is in &entity.attributes {
            let was = attributes.get(is.guid.as_str());
            let names =
                was.and_then(|was| was.enumeration.as_deref().zip(is.enumeration.as_deref()));
            if let Some((old, new)) = names
                && renamed.contains(&(old, new))
            {
                let name = format!("{}/{}", entity.name, is.name);
                let value = json!([old, new]);
                records.field("attribute", &name, &is.guid, "enumeration", value);
            }
        }
    }
}

fn word(member: SystemMember) -> &'static str {
    match member {
        SystemMember::Owner => "owner",
        SystemMember::ChangedBy => "changedBy",
        SystemMember::CreatedDate => "createdDate",
        SystemMember::ChangedDate => "changedDate",
    }
}

#[allow(clippy::expect_used)] // the change was made from this model
fn entity<'m>(model: &'m AppModel, guid: &str) -> &'m Entity {
    model
        .entities
        .iter()
        .find(|entity| entity.guid == guid)
        .expect("a change names an entity of its model")
}

#[allow(clippy::expect_used)] // the change was made from this model
fn association<'m>(model: &'m AppModel, guid: &str) -> &'m Association {
    model
        .associations
        .iter()
        .find(|association| association.guid == guid)
        .expect("a change names an association of its model")
}
