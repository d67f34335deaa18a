//! Merging YAML files as m2ee-tools 8 does: mappings one in the other, lists one behind the other, everything else is
//! replaced. A file that cannot be merged is left out whole.

use crate::configuration::{
    json::{Json, Object},
    yaml::{Mark, Node, Value},
};

/// Where a value stands: the number of the file, line and column.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub(super) file: usize,
    pub(super) at: Mark,
}

/// A merged value.
#[derive(Clone)]
pub(super) struct Item {
    pub(super) place: Place,
    pub(super) kind: Kind,
    /// What it replaced, the earliest first.
    pub(super) lost: Vec<(Json, Place)>,
}

#[derive(Clone)]
pub(super) enum Kind {
    Map(Vec<(String, Item)>),
    List(Vec<Json>),
    Leaf(Json),
    /// A date: JSON has none, and Python's writer of JSON gives up on it.
    Date(String),
}

impl Item {
    pub(super) fn new(node: &Node, file: usize) -> Self {
        let kind = match &node.value {
            Value::Map(entries) => Kind::Map(
                entries
                    .iter()
                    .map(|entry| (entry.name.clone(), Self::new(&entry.value, file)))
                    .collect(),
            ),
            Value::List(items) => Kind::List(items.iter().map(json).collect()),
            Value::Date(text) => Kind::Date(text.clone()),
            _ => Kind::Leaf(json(node)),
        };
        Self {
            place: Place { file, at: node.at },
            kind,
            lost: Vec::new(),
        }
    }

    pub(super) fn get(&self, key: &str) -> Option<&Self> {
        self.entries()
            .iter()
            .find(|(name, _)| name == key)
            .map(|(_, item)| item)
    }

    pub(super) fn entries(&self) -> &[(String, Self)] {
        match &self.kind {
            Kind::Map(entries) => entries,
            _ => &[],
        }
    }

    pub(super) fn json(&self) -> Json {
        match &self.kind {
            Kind::Map(entries) => {
                let mut object = Object::default();
                for (name, item) in entries {
                    object.set(name, item.json());
                }
                Json::Object(object)
            }
            Kind::List(items) => Json::List(items.clone()),
            Kind::Leaf(json) => json.clone(),
            Kind::Date(text) => Json::text(text.as_str()),
        }
    }

    /// A single value as Python's `str` writes it.
    pub(super) fn text(&self) -> Option<String> {
        match &self.kind {
            Kind::Leaf(Json::Text(text)) => Some(text.clone()),
            Kind::Leaf(Json::Bool(true)) => Some("True".to_owned()),
            Kind::Leaf(Json::Bool(false)) => Some("False".to_owned()),
            Kind::Leaf(Json::Null) | Kind::Map(_) | Kind::List(_) => None,
            Kind::Leaf(json) => Some(json.print()),
            Kind::Date(text) => Some(text.clone()),
        }
    }

    /// Whether a date stands in it, outside lists.
    pub(super) fn has_date(&self) -> bool {
        matches!(self.kind, Kind::Date(_)) || self.entries().iter().any(|(_, item)| item.has_date())
    }
}

fn json(node: &Node) -> Json {
    match &node.value {
        Value::Null => Json::Null,
        Value::Bool(value) => Json::Bool(*value),
        Value::Integer(digits) => Json::Integer(digits.clone()),
        Value::Float(digits) => digits
            .parse()
            .map_or_else(|_| Json::text(digits.as_str()), Json::Float),
        Value::Date(text) | Value::Text(text) => Json::text(text.as_str()),
        Value::List(items) => Json::List(items.iter().map(json).collect()),
        Value::Map(entries) => {
            let mut object = Object::default();
            for entry in entries {
                object.set(&entry.name, json(&entry.value));
            }
            Json::Object(object)
        }
    }
}

/// Merges `later` into `earlier`; the path of the first key whose values do not fit otherwise.
pub(super) fn merge(earlier: &Item, later: &Item) -> Result<Item, String> {
    if matches!(earlier.kind, Kind::Leaf(Json::Null)) {
        return Ok(later.clone());
    }
    let (Kind::Map(old), Kind::Map(new)) = (&earlier.kind, &later.kind) else {
        return Err(String::new());
    };
    let mut entries = old.clone();
    for (name, item) in new {
        let Some((_, known)) = entries.iter_mut().find(|(known, _)| known == name) else {
            entries.push((name.clone(), item.clone()));
            continue;
        };
        let below = |path: String| match path.as_str() {
            "" => name.clone(),
            path => format!("{name}.{path}"),
        };
        match (&item.kind, &mut known.kind) {
            (Kind::Map(_), _) => *known = merge(known, item).map_err(below)?,
            (Kind::List(more), Kind::List(items)) => items.extend(more.iter().cloned()),
            (Kind::List(_), _) => return Err(name.clone()),
            (Kind::Leaf(_) | Kind::Date(_), _) => {
                let mut lost = std::mem::take(&mut known.lost);
                lost.push((known.json(), known.place));
                *known = Item {
                    lost,
                    ..item.clone()
                };
            }
        }
    }
    Ok(Item {
        kind: Kind::Map(entries),
        ..earlier.clone()
    })
}
