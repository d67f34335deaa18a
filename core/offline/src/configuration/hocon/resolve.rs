//! From fields in order to values: merging, substitutions with looking back, variables.

use std::collections::BTreeMap;

use super::{
    Problem, Reading,
    parse::{Field, Piece, parse},
};
use crate::configuration::yaml::Mark;

/// Steps that one reading may take: far more than any package needs, and a fraction of a second.
const FUEL: usize = 150_000;
/// Bytes of text that joining may make.
const MOST_TEXT: usize = 4 * 1024 * 1024;
const DEEPEST_INCLUDE: usize = 8;
const DEEPEST_LOOKUP: usize = 64;

/// Where a value stands or comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Source {
    /// The number of the file.
    pub(crate) file: usize,
    pub(crate) at: Mark,
    /// Variables of the process that the value was made from.
    pub(crate) variables: Vec<String>,
}

/// What a single value is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum LeafKind {
    Null,
    Bool(bool),
    /// As JSON writes it.
    Number(String),
    Text(String),
    List(Vec<Resolved>),
}

/// A value that is no object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Leaf {
    pub(crate) kind: LeafKind,
    /// As it was written; joined with others it keeps its spelling.
    written: String,
    pub(crate) source: Source,
    /// What it replaced, the last first.
    pub(crate) overrode: Vec<(LeafKind, Source)>,
}

/// A value after everything is in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Resolved {
    Object(BTreeMap<String, Resolved>),
    Leaf(Leaf),
}

impl Default for Resolved {
    fn default() -> Self {
        Self::Object(BTreeMap::new())
    }
}

impl Resolved {
    pub(crate) fn get(&self, path: &[&str]) -> Option<&Self> {
        path.iter().try_fold(self, |value, key| match value {
            Self::Object(members) => members.get(*key),
            Self::Leaf(_) => None,
        })
    }

    pub(crate) fn members(&self) -> impl Iterator<Item = (&str, &Self)> {
        let members = match self {
            Self::Object(members) => Some(members),
            Self::Leaf(_) => None,
        };
        members
            .into_iter()
            .flatten()
            .map(|(key, value)| (key.as_str(), value))
    }
}

/// A definition of a path.
struct Set {
    order: usize,
    file: usize,
    at: Mark,
    appends: bool,
    /// Absent: an object begins here, perhaps an empty one.
    value: Option<Vec<Piece>>,
    /// The object that the file was included into.
    prefix: Vec<String>,
}

#[derive(Default)]
struct Slot {
    sets: Vec<Set>,
    children: BTreeMap<String, Slot>,
}

pub(super) fn resolve(
    files: &[(&str, &str)],
    variables: &BTreeMap<&str, &str>,
) -> Result<Reading, Problem> {
    let mut parsed = Vec::with_capacity(files.len());
    for (name, text) in files {
        parsed.push(parse(text).map_err(|problem| Problem {
            file: Some((*name).to_owned()),
            ..problem
        })?);
    }
    let mut loader = Loader {
        files,
        parsed: &parsed,
        root: Slot::default(),
        order: 0,
        missing: Vec::new(),
    };
    let included: Vec<&str> = parsed.iter().flat_map(|fields| includes(fields)).collect();
    let is_included = |name: &str| included.iter().any(|include| names(name, include));
    let mut any = false;
    for (number, (name, _)) in files.iter().enumerate() {
        if !is_included(name) {
            any = true;
            loader.load(number, &[], 0)?;
        }
    }
    if !any && let Some((name, _)) = files.first() {
        return Err(Problem {
            file: Some((*name).to_owned()),
            at: None,
            message: "is included by a file that it includes itself".to_owned(),
            is_syntax: true,
        });
    }
    let missing = std::mem::take(&mut loader.missing);
    let root = std::mem::take(&mut loader.root);
    let mut resolver = Resolver {
        files,
        root: &root,
        variables,
        fuel: FUEL,
        text: MOST_TEXT,
        asked: BTreeMap::new(),
        looking: Vec::new(),
    };
    let value = resolver.slot(&root, &[], 0, usize::MAX)?;
    Ok(Reading {
        root: value.unwrap_or_default(),
        asked: resolver.asked,
        missing,
    })
}

fn includes(fields: &[Field]) -> Vec<&str> {
    let mut found = Vec::new();
    for field in fields {
        match field {
            Field::Include { file, .. } => found.push(file.as_str()),
            Field::Set { value, .. } => {
                for piece in value {
                    if let Piece::Object(fields) = piece {
                        found.extend(includes(fields));
                    }
                }
            }
        }
    }
    found
}

/// Whether a file handed in is the one that an include names: the same, or below the folder of the package.
fn names(file: &str, include: &str) -> bool {
    let file = file.trim_start_matches("./");
    let include = include.trim_start_matches("./");
    file == include
        || file
            .strip_suffix(include)
            .is_some_and(|before| before.ends_with('/'))
}

struct Loader<'a> {
    files: &'a [(&'a str, &'a str)],
    parsed: &'a [Vec<Field>],
    root: Slot,
    order: usize,
    missing: Vec<String>,
}

impl Loader<'_> {
    fn load(&mut self, file: usize, prefix: &[String], depth: usize) -> Result<(), Problem> {
        let parsed = self.parsed;
        self.fields(&parsed[file], file, prefix, prefix, depth)
    }

    fn fields(
        &mut self,
        fields: &[Field],
        file: usize,
        path: &[String],
        prefix: &[String],
        depth: usize,
    ) -> Result<(), Problem> {
        for field in fields {
            match field {
                Field::Include {
                    file: include,
                    required,
                    at,
                } => self.include(include, *required, file, *at, path, depth)?,
                Field::Set {
                    path: keys,
                    appends,
                    value,
                    at,
                } => {
                    let path: Vec<String> = path.iter().chain(keys).cloned().collect();
                    if path.len() > DEEPEST_LOOKUP {
                        return Err(self.problem(file, *at, "is too deep"));
                    }
                    if let ([Piece::Object(inner)], false) = (value.as_slice(), *appends) {
                        self.set(&path, file, *at, false, None, prefix);
                        self.fields(inner, file, &path, prefix, depth)?;
                    } else {
                        self.set(&path, file, *at, *appends, Some(value.clone()), prefix);
                    }
                }
            }
        }
        Ok(())
    }

    fn include(
        &mut self,
        include: &str,
        required: bool,
        file: usize,
        at: Mark,
        path: &[String],
        depth: usize,
    ) -> Result<(), Problem> {
        if depth >= DEEPEST_INCLUDE {
            return Err(self.problem(
                file,
                at,
                "includes files that include each other, or too deep",
            ));
        }
        match self.files.iter().position(|(name, _)| names(name, include)) {
            Some(number) => self.load(number, path, depth + 1),
            None if required => {
                Err(self.problem(file, at, "requires a file that was not handed in"))
            }
            None => {
                self.missing.push(include.to_owned());
                Ok(())
            }
        }
    }

    fn set(
        &mut self,
        path: &[String],
        file: usize,
        at: Mark,
        appends: bool,
        value: Option<Vec<Piece>>,
        prefix: &[String],
    ) {
        self.order += 1;
        let mut slot = &mut self.root;
        for key in path {
            slot = slot.children.entry(key.clone()).or_default();
        }
        slot.sets.push(Set {
            order: self.order,
            file,
            at,
            appends,
            value,
            prefix: prefix.to_vec(),
        });
    }

    fn problem(&self, file: usize, at: Mark, message: &str) -> Problem {
        Problem {
            file: Some(self.files[file].0.to_owned()),
            at: Some(at),
            message: message.to_owned(),
            is_syntax: true,
        }
    }
}

struct Resolver<'a> {
    files: &'a [(&'a str, &'a str)],
    root: &'a Slot,
    variables: &'a BTreeMap<&'a str, &'a str>,
    fuel: usize,
    text: usize,
    asked: BTreeMap<String, Vec<Vec<String>>>,
    /// Substitutions that are being followed: the path, and before which definition.
    looking: Vec<(Vec<String>, usize)>,
}

type Found = Option<Resolved>;

impl Resolver<'_> {
    fn problem(&self, set: &Set, message: impl Into<String>) -> Problem {
        Problem {
            file: Some(self.files[set.file].0.to_owned()),
            at: Some(set.at),
            message: message.into(),
            is_syntax: true,
        }
    }

    fn spend(&mut self) -> Result<(), Problem> {
        self.spend_much(1, 0)
    }

    fn spend_much(&mut self, steps: usize, text: usize) -> Result<(), Problem> {
        let left = self
            .fuel
            .checked_sub(steps)
            .zip(self.text.checked_sub(text));
        let Some((fuel, text)) = left else {
            return Err(Problem {
                file: None,
                at: None,
                message: "refer to each other too often".to_owned(),
                is_syntax: false,
            });
        };
        (self.fuel, self.text) = (fuel, text);
        Ok(())
    }

    /// The value of a slot by the definitions with `after < order < before`.
    fn slot(
        &mut self,
        slot: &Slot,
        path: &[String],
        after: usize,
        before: usize,
    ) -> Result<Found, Problem> {
        self.spend()?;
        let mut value: Found = None;
        let mut start = after;
        let within = |set: &&Set| set.order > after && set.order < before;
        for set in slot.sets.iter().filter(within) {
            // An object that only goes on needs no look at its members yet.
            let Some(pieces) = &set.value else {
                let is_object = matches!(value, Some(Resolved::Object(_)));
                let leaf_before = matches!(value, Some(Resolved::Leaf(_)));
                if leaf_before || !is_object {
                    let members = self.children(slot, path, start, set.order)?;
                    value = merge(value, members);
                    if !matches!(value, Some(Resolved::Object(_))) {
                        value = Some(Resolved::default());
                    }
                    start = set.order;
                }
                continue;
            };
            let members = self.children(slot, path, start, set.order)?;
            value = merge(value, members);
            start = set.order;
            let found = self.join(pieces, set, path)?;
            let found = if set.appends {
                Some(self.append(value.as_ref(), found, set)?)
            } else {
                found
            };
            value = merge(value, found);
        }
        let members = self.children(slot, path, start, before)?;
        Ok(merge(value, members))
    }

    fn children(
        &mut self,
        slot: &Slot,
        path: &[String],
        after: usize,
        before: usize,
    ) -> Result<Found, Problem> {
        let mut members = BTreeMap::new();
        for (key, child) in &slot.children {
            let path: Vec<String> = path.iter().chain([key]).cloned().collect();
            if let Some(value) = self.slot(child, &path, after, before)? {
                members.insert(key.clone(), value);
            }
        }
        Ok((!members.is_empty()).then_some(Resolved::Object(members)))
    }

    fn append(&self, old: Option<&Resolved>, item: Found, set: &Set) -> Result<Resolved, Problem> {
        let mut items = match old {
            None => Vec::new(),
            Some(Resolved::Leaf(Leaf {
                kind: LeafKind::List(items),
                ..
            })) => items.clone(),
            Some(_) => return Err(self.problem(set, "adds an item to what is no list")),
        };
        items.extend(item);
        Ok(leaf(LeafKind::List(items), String::new(), set, Vec::new()))
    }

    /// Parts side by side; nothing when no part has a value.
    fn join(&mut self, pieces: &[Piece], set: &Set, path: &[String]) -> Result<Found, Problem> {
        self.spend()?;
        if let [Piece::Quoted(text)] = pieces {
            let kind = LeafKind::Text(text.clone());
            return Ok(Some(leaf(kind, text.clone(), set, Vec::new())));
        }
        let mut found: Vec<(Resolved, bool)> = Vec::new();
        let mut bare = String::new();
        let mut only_bare = true;
        for piece in pieces {
            let value = match piece {
                Piece::Bare(text) => {
                    bare.push_str(text);
                    let kind = LeafKind::Text(text.clone());
                    Some((
                        leaf(kind, text.clone(), set, Vec::new()),
                        text.trim().is_empty(),
                    ))
                }
                Piece::Quoted(text) => {
                    only_bare = false;
                    let kind = LeafKind::Text(text.clone());
                    Some((leaf(kind, text.clone(), set, Vec::new()), false))
                }
                Piece::Object(fields) => {
                    only_bare = false;
                    Some((self.object(fields, set, path)?, false))
                }
                Piece::List(items) => {
                    only_bare = false;
                    let mut list = Vec::new();
                    for item in items {
                        list.extend(self.join(item, set, path)?);
                    }
                    Some((
                        leaf(LeafKind::List(list), String::new(), set, Vec::new()),
                        false,
                    ))
                }
                Piece::Substitution { path: to, optional } => {
                    only_bare = false;
                    self.substitution(to, *optional, set, path)?
                        .map(|value| (value, false))
                }
            };
            found.extend(value);
        }
        if only_bare {
            let text = bare.trim();
            let kind = bare_kind(text);
            return Ok(Some(leaf(kind, text.to_owned(), set, Vec::new())));
        }
        self.joined(found, set)
    }

    fn joined(&mut self, mut found: Vec<(Resolved, bool)>, set: &Set) -> Result<Found, Problem> {
        while found.last().is_some_and(|(_, blank)| *blank) {
            found.pop();
        }
        while found.first().is_some_and(|(_, blank)| *blank) {
            found.remove(0);
        }
        if found.len() <= 1 {
            return Ok(found.pop().map(|(mut value, _)| {
                if let Resolved::Leaf(leaf) = &mut value {
                    leaf.source.file = set.file;
                    leaf.source.at = set.at;
                }
                value
            }));
        }
        let is_object = |value: &Resolved| matches!(value, Resolved::Object(_));
        let solid = || {
            found
                .iter()
                .filter(|(_, blank)| !blank)
                .map(|(value, _)| value)
        };
        if solid().all(is_object) {
            return Ok(solid()
                .cloned()
                .fold(None, |sum, value| merge(sum, Some(value))));
        }
        let mut variables = Vec::new();
        let mut lists = Vec::new();
        let mut text = String::new();
        for (value, blank) in &found {
            match value {
                Resolved::Leaf(leaf) => {
                    variables.extend(leaf.source.variables.iter().cloned());
                    match &leaf.kind {
                        LeafKind::List(items) => {
                            self.spend_much(items.len(), 0)?;
                            lists.push(items.clone());
                        }
                        _ if *blank && !lists.is_empty() => {}
                        _ => {
                            self.spend_much(0, leaf.written.len())?;
                            text.push_str(&leaf.written);
                        }
                    }
                }
                Resolved::Object(_) => {
                    return Err(self.problem(set, "joins an object with something else"));
                }
            }
        }
        if lists.is_empty() {
            return Ok(Some(leaf(
                LeafKind::Text(text.clone()),
                text,
                set,
                variables,
            )));
        }
        if !text.trim().is_empty() {
            return Err(self.problem(set, "joins a list with something else"));
        }
        let items = lists.concat();
        Ok(Some(leaf(
            LeafKind::List(items),
            String::new(),
            set,
            variables,
        )))
    }

    /// An object that is a part of a value, or an item of a list.
    fn object(
        &mut self,
        fields: &[Field],
        set: &Set,
        path: &[String],
    ) -> Result<Resolved, Problem> {
        let mut object = Resolved::default();
        for field in fields {
            let Field::Set {
                path: keys,
                appends,
                value,
                at,
            } = field
            else {
                return Err(self.problem(set, "includes a file inside a value"));
            };
            let place = Set {
                at: *at,
                value: None,
                prefix: set.prefix.clone(),
                ..*set
            };
            let found = self.join(value, &place, path)?;
            let found = if *appends {
                let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
                Some(self.append(object.get(&keys), found, &place)?)
            } else {
                found
            };
            let Some(found) = found else { continue };
            let nested = keys.iter().rev().fold(found, |value, key| {
                Resolved::Object(BTreeMap::from([(key.clone(), value)]))
            });
            object = merge(Some(object), Some(nested)).unwrap_or_default();
        }
        Ok(object)
    }

    fn substitution(
        &mut self,
        to: &[String],
        optional: bool,
        set: &Set,
        path: &[String],
    ) -> Result<Found, Problem> {
        let name = to.join(".");
        if to.len() == 1 || self.variables.contains_key(name.as_str()) {
            let paths = self.asked.entry(name.clone()).or_default();
            if paths.last().is_none_or(|last| last != path) && paths.len() < 64 {
                paths.push(path.to_vec());
            }
        }
        let prefixed: Vec<String> = set.prefix.iter().chain(to).cloned().collect();
        let mut found = self.look_up(&prefixed, set, path)?;
        if found.is_none() && !set.prefix.is_empty() {
            found = self.look_up(to, set, path)?;
        }
        if found.is_none() {
            found = self.variables.get(name.as_str()).map(|text| {
                leaf(
                    LeafKind::Text((*text).to_owned()),
                    (*text).to_owned(),
                    set,
                    vec![name.clone()],
                )
            });
        }
        if found.is_none() && !optional {
            let message = format!("refers to {}, which nothing sets", super::shown(&name));
            return Err(self.problem(set, message));
        }
        Ok(found)
    }

    /// The value of a path. What refers to itself, to what it is part of or to a part of itself sees what was there before.
    fn look_up(&mut self, to: &[String], set: &Set, path: &[String]) -> Result<Found, Problem> {
        self.spend()?;
        let itself = path.starts_with(to) || to.starts_with(path);
        let before = if itself { set.order } else { usize::MAX };
        let mut slot = self.root;
        for key in to {
            match slot.children.get(key) {
                Some(child) => slot = child,
                // It may be a member of an object that a substitution brings.
                None => return self.member(to, before, set),
            }
        }
        let step = (to.to_vec(), before);
        if self.looking.contains(&step) || self.looking.len() > DEEPEST_LOOKUP {
            return Err(self.problem(set, "refers to something that refers back to it"));
        }
        self.looking.push(step);
        let found = self.slot(slot, to, 0, before);
        self.looking.pop();
        match found? {
            None => self.member(to, before, set),
            found => Ok(found),
        }
    }

    fn member(&mut self, to: &[String], before: usize, set: &Set) -> Result<Found, Problem> {
        let root = self.root;
        for length in (1..to.len()).rev() {
            let (head, rest) = to.split_at(length);
            let mut slot = Some(root);
            for key in head {
                slot = slot.and_then(|slot| slot.children.get(key));
            }
            let Some(slot) = slot else { continue };
            if slot.sets.iter().all(|set| set.value.is_none()) {
                continue;
            }
            let step = (head.to_vec(), before);
            if self.looking.contains(&step) || self.looking.len() > DEEPEST_LOOKUP {
                return Err(self.problem(set, "refers to something that refers back to it"));
            }
            self.looking.push(step);
            let found = self.slot(slot, head, 0, before);
            self.looking.pop();
            let rest: Vec<&str> = rest.iter().map(String::as_str).collect();
            if let Some(value) = found?.as_ref().and_then(|value| value.get(&rest)) {
                return Ok(Some(value.clone()));
            }
        }
        Ok(None)
    }
}

fn leaf(kind: LeafKind, written: String, set: &Set, variables: Vec<String>) -> Resolved {
    Resolved::Leaf(Leaf {
        kind,
        written,
        source: Source {
            file: set.file,
            at: set.at,
            variables,
        },
        overrode: Vec::new(),
    })
}

/// What a text without quotation marks is.
fn bare_kind(text: &str) -> LeafKind {
    match text {
        "true" => LeafKind::Bool(true),
        "false" => LeafKind::Bool(false),
        "null" => LeafKind::Null,
        _ => number(text).map_or_else(|| LeafKind::Text(text.to_owned()), LeafKind::Number),
    }
}

/// A number as JSON writes it: `01` is 1, and what has two dots is none.
fn number(text: &str) -> Option<String> {
    if !text.starts_with(|c: char| c.is_ascii_digit() || c == '-') {
        return None;
    }
    if let Ok(number) = text.parse::<i64>() {
        return Some(number.to_string());
    }
    let is_number = text
        .bytes()
        .all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'e' | b'E' | b'+' | b'-'));
    let value: f64 = text.parse().ok().filter(|_| is_number)?;
    value
        .is_finite()
        .then(|| serde_json::Value::from(value).to_string())
}

/// Objects are merged; everything else is replaced, and remembered.
fn merge(earlier: Found, later: Found) -> Found {
    match (earlier, later) {
        (earlier, None) => earlier,
        (None, later) => later,
        (Some(Resolved::Object(mut earlier)), Some(Resolved::Object(later))) => {
            for (key, value) in later {
                let old = earlier.remove(&key);
                earlier.extend(merge(old, Some(value)).map(|value| (key, value)));
            }
            Some(Resolved::Object(earlier))
        }
        (Some(Resolved::Leaf(earlier)), Some(Resolved::Leaf(mut later))) => {
            later.overrode.push((earlier.kind, earlier.source));
            later.overrode.extend(earlier.overrode);
            Some(Resolved::Leaf(later))
        }
        (Some(_), later) => later,
    }
}
