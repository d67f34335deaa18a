//! Random edits of a model, each with its label: what it is in the classification (package formats, 7), and what follows.
//!
//! Labels come from the edit that was made and from the reference, never from the comparison under test.

mod associations;
mod attributes;
mod documents;
mod entities;
mod enumerations;
mod modules;

use std::collections::BTreeSet;

use mendix_deploy_model::{
    comparisons::ChangeRow,
    models::{AppModel, Entity},
};

use super::{chance::Chance, models};

/// Whether the old version may start again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Back {
    /// The reference says safe.
    Safe,
    /// It must not be called safe.
    NotSafe,
    /// The reference leaves it open.
    Open,
}

/// What an edit is.
#[derive(Debug, Clone)]
pub(crate) struct Label {
    pub(crate) edit: &'static str,
    /// Changes that must be found, by row and name; an empty name stands for any.
    pub(crate) rows: Vec<(ChangeRow, String)>,
    /// Rows that may come with them.
    pub(crate) also: Vec<ChangeRow>,
    /// Whether data is lost on the way forward.
    pub(crate) loses: bool,
    pub(crate) back: Back,
    /// Whether the start may fail on data that is there.
    pub(crate) blocks: bool,
    /// Ranks of the release classes that are right.
    pub(crate) class: (u8, u8),
}

/// Ranks of release classes.
pub(crate) const MODEL: u8 = 3;
pub(crate) const ADDITIVE: u8 = 4;
pub(crate) const DESTRUCTIVE: u8 = 5;
/// Of what is not known: at least as bad as the worst.
pub(crate) const UNKNOWN: u8 = 6;

/// Rows under which data is lost on the way forward, whatever it is.
pub(crate) const LOSES: [ChangeRow; 16] = [
    ChangeRow::EntityRemoved,
    ChangeRow::EntityRecreated,
    ChangeRow::GeneralizationLost,
    ChangeRow::EntityUnstored,
    ChangeRow::SystemMemberOff,
    ChangeRow::AttributeRemoved,
    ChangeRow::AttributeRecreated,
    ChangeRow::TypeReplaced,
    ChangeRow::LengthDecreased,
    ChangeRow::AttributeUnstored,
    ChangeRow::AutoNumberChanged,
    ChangeRow::AssociationRemoved,
    ChangeRow::EndReplaced,
    ChangeRow::EndsSwapped,
    ChangeRow::ModuleRemoved,
    ChangeRow::ModuleReimported,
];

impl Label {
    /// An edit that reaches no data.
    fn harmless(edit: &'static str) -> Self {
        Self {
            edit,
            rows: Vec::new(),
            also: Vec::new(),
            loses: false,
            back: Back::Safe,
            blocks: false,
            class: (MODEL, MODEL),
        }
    }

    /// An edit after which new data is lost on the way back.
    fn additive(edit: &'static str) -> Self {
        Self {
            back: Back::NotSafe,
            class: (ADDITIVE, ADDITIVE),
            ..Self::harmless(edit)
        }
    }

    /// An edit that renames or converts in place: the old version cannot run beside it, and can start again.
    fn in_place(edit: &'static str) -> Self {
        Self {
            class: (DESTRUCTIVE, DESTRUCTIVE),
            ..Self::harmless(edit)
        }
    }

    /// An edit that loses data.
    fn losing(edit: &'static str) -> Self {
        Self {
            loses: true,
            back: Back::NotSafe,
            ..Self::in_place(edit)
        }
    }

    fn row(mut self, row: ChangeRow, name: impl Into<String>) -> Self {
        self.rows.push((row, name.into()));
        self
    }

    fn also(mut self, rows: &[ChangeRow]) -> Self {
        self.also.extend_from_slice(rows);
        self
    }

    fn back(mut self, back: Back) -> Self {
        self.back = back;
        self
    }

    fn blocks(mut self) -> Self {
        self.blocks = true;
        self
    }

    fn class(mut self, from: u8, to: u8) -> Self {
        self.class = (from, to);
        self
    }
}

/// A release that is being made.
#[derive(Clone)]
pub(crate) struct Draft {
    pub(crate) model: AppModel,
    pub(crate) chance: Chance,
    /// GUIDs of entities and associations, ids of the others, names of modules: what an edit has touched, another leaves
    /// alone.
    touched: BTreeSet<String>,
}

/// An edit; `None` where the model has nothing that it could be made on.
pub(crate) type Edit = fn(&mut Draft) -> Option<Label>;

/// Every edit by its name.
pub(crate) fn all() -> Vec<(&'static str, Edit)> {
    [
        entities::EDITS,
        attributes::EDITS,
        enumerations::EDITS,
        associations::EDITS,
        documents::EDITS,
        modules::EDITS,
    ]
    .concat()
}

/// Two versions of a model and what lies between them.
#[derive(Debug, Clone)]
pub(crate) struct Pair {
    pub(crate) before: AppModel,
    pub(crate) after: AppModel,
    pub(crate) labels: Vec<Label>,
}

impl Draft {
    pub(crate) fn new(seed: u64) -> Self {
        let mut chance = Chance::new(seed);
        Self {
            model: models::model(&mut chance),
            chance,
            touched: BTreeSet::new(),
        }
    }

    /// Makes one edit.
    pub(crate) fn edit(&mut self, edit: Edit) -> Option<Label> {
        let label = edit(self)?;
        self.model = models::completed(self.model.clone());
        Some(label)
    }

    fn touch(&mut self, id: impl Into<String>) {
        self.touched.insert(id.into());
    }

    fn is_free(&self, id: &str) -> bool {
        !self.touched.contains(id)
    }

    /// Places of entities that no edit has touched.
    fn entities(&self, wanted: impl Fn(&Entity) -> bool) -> Vec<usize> {
        let entities = self.model.entities.iter().enumerate();
        entities
            .filter(|(_, it)| self.is_free(&it.guid) && self.is_free(module_of(&it.name)))
            .filter(|(_, it)| wanted(it))
            .map(|(at, _)| at)
            .collect()
    }

    /// One of the entities that have a table, touched from now on.
    fn stored(&mut self, wanted: impl Fn(&AppModel, &Entity) -> bool) -> Option<usize> {
        let model = &self.model;
        let places = self.entities(|it| it.stored == Some(true) && wanted(model, it));
        self.take(&places)
    }

    fn take(&mut self, places: &[usize]) -> Option<usize> {
        let at = self.chance.try_pick(places)?;
        self.touch(self.model.entities[at].guid.clone());
        Some(at)
    }

    /// A module that no edit has touched.
    fn module(&mut self) -> Option<String> {
        let modules: Vec<_> = (self.model.modules.iter())
            .filter(|it| self.is_free(&it.name))
            .map(|it| it.name.clone())
            .collect();
        self.chance.try_pick(&modules)
    }
}

/// A pair with this edit alone, or `None` where the model does not allow it.
pub(crate) fn pair_with(base: &Draft, edit: Edit) -> Option<Pair> {
    let mut draft = base.clone();
    let label = draft.edit(edit)?;
    Some(Pair {
        before: base.model.clone(),
        after: draft.model,
        labels: vec![label],
    })
}

/// A pair with several edits on different elements.
pub(crate) fn pair(seed: u64) -> Pair {
    let mut draft = Draft::new(seed);
    let before = draft.model.clone();
    let all = all();
    let mut labels = Vec::new();
    for _ in 0..draft.chance.between(1, 6) {
        let (_, edit) = *draft.chance.pick(&all);
        labels.extend(draft.edit(edit));
    }
    Pair {
        before,
        after: draft.model,
        labels,
    }
}

fn module_of(name: &str) -> &str {
    name.split_once('.').map_or(name, |(module, _)| module)
}

/// Whether no entity specializes this one.
fn is_leaf(model: &AppModel, entity: &Entity) -> bool {
    let specializes = |it: &Entity| it.generalization.as_ref() == Some(&entity.name);
    !model.entities.iter().any(specializes)
}

fn is_root(entity: &Entity) -> bool {
    entity.generalization.is_none()
}

/// Whether no association has this entity at an end.
fn is_alone(model: &AppModel, entity: &Entity) -> bool {
    !(model.associations.iter()).any(|it| it.parent == entity.name || it.child == entity.name)
}
