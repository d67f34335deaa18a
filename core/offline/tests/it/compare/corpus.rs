//! More than two thousand pairs of releases whose labels are known from the edits that made them.

use std::collections::{BTreeMap, BTreeSet};

use mendix_deploy_model::{
    comparisons::{ChangeRow, Changes, DataEffect},
    models::AppModel,
    packages::{ModelEncoding, ProjectFormat},
    verdicts::{ReleaseClass, RollbackSafety},
};
use mendix_deploy_offline::{
    compare::{CompareOptions, compare},
    package::write::{as_archive, as_project},
};

use crate::support::{
    edits::{self, Back, Draft, Label, Pair},
    reading,
};

/// Models on which each edit is tried alone.
const MODELS: u64 = 120;

/// Pairs with one edit, for each kind of edit.
const EACH: usize = 14;

/// Pairs with several edits.
const MIXED: u64 = 1_000;

/// How many pairs there are at least.
const PAIRS: usize = 2_000;

/// What kind of file tells of the two versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Archive,
    Project,
}

impl Kind {
    fn of(seed: u64) -> Self {
        if seed.is_multiple_of(2) {
            Self::Archive
        } else {
            Self::Project
        }
    }

    fn view(self, model: &AppModel) -> AppModel {
        match self {
            Self::Archive => as_archive(model),
            Self::Project => as_project(model, ModelEncoding::Modern),
        }
    }

    /// Whether a file of this kind knows what the row is about.
    fn knows(self, row: &ChangeRow) -> bool {
        match self {
            Self::Archive => *row != ChangeRow::ModuleReplaced,
            Self::Project => *row != ChangeRow::RequestHandlerChanged,
        }
    }
}

fn rank(class: ReleaseClass) -> u8 {
    class.rank().unwrap_or(edits::UNKNOWN)
}

/// What a comparison says, held against the labels of the pair; empty when all is right.
fn faults(changes: &Changes, labels: &[Label], kind: Kind) -> Vec<String> {
    let mut faults = Vec::new();
    for label in labels {
        faults.extend(label_faults(changes, label, kind));
    }
    for change in &changes.changes {
        let is_explained = labels.iter().any(|label| {
            label.also.contains(&change.row)
                || label.rows.iter().any(|(row, name)| {
                    *row == change.row && (name.is_empty() || *name == change.name)
                })
        });
        if !is_explained {
            faults.push(format!("nobody made {} of {}", change.row, change.name));
        }
    }
    // A release of one edit is no worse than that edit.
    if let [label] = labels {
        let (class, rollback) = (changes.release_class, &changes.rollback);
        if rank(class) > label.class.1 {
            faults.push(format!("{}: the class is as bad as {class}", label.edit));
        }
        if label.back == Back::Safe && rollback.safety != RollbackSafety::Safe {
            faults.push(format!(
                "{}: it is not called safe: {rollback:?}",
                label.edit
            ));
        }
    }
    faults
}

fn label_faults(changes: &Changes, label: &Label, kind: Kind) -> Vec<String> {
    let mut faults = Vec::new();
    let mut fault = |text: String| faults.push(format!("{}: {text}", label.edit));
    for (row, name) in &label.rows {
        let found = (changes.changes.iter())
            .find(|it| it.row == *row && (name.is_empty() || it.name == *name));
        match found {
            None if kind.knows(row) => fault(format!("{row} of {name} is not found")),
            Some(it)
                if label.loses
                    && edits::LOSES.contains(row)
                    && it.in_database
                    && it.forward.data < DataEffect::MayLose =>
            {
                fault(format!("{row} of {name} is said to keep data"));
            }
            _ => {}
        }
    }
    if rank(changes.release_class) < label.class.0 {
        fault(format!("the class is only {}", changes.release_class));
    }
    let safety = changes.rollback.safety;
    if label.back == Back::NotSafe && safety == RollbackSafety::Safe {
        fault("false safe".to_owned());
    }
    let is_restored = matches!(
        safety,
        RollbackSafety::NeedsRestore | RollbackSafety::Unknown
    );
    if label.loses && !is_restored {
        fault("it is said to need no restore".to_owned());
    }
    if label.blocks && changes.start_risks.is_empty() {
        fault("the start may fail, and nobody says so".to_owned());
    }
    faults
}

/// Compares pairs and keeps what was wrong: how often, and with which seed for the first time.
#[derive(Default)]
struct Corpus {
    pairs: usize,
    destructive: usize,
    rows: BTreeSet<String>,
    told: BTreeMap<String, (usize, u64)>,
}

impl Corpus {
    fn check(&mut self, pair: &Pair, seed: u64) {
        let kind = Kind::of(seed);
        let (before, after) = (kind.view(&pair.before), kind.view(&pair.after));
        self.compare(&before, &after, pair, seed);
    }

    fn compare(&mut self, before: &AppModel, after: &AppModel, pair: &Pair, seed: u64) {
        let changes = compare(before, after, &CompareOptions::default());
        for fault in faults(&changes, &pair.labels, Kind::of(seed)) {
            self.told.entry(fault).or_insert((0, seed)).0 += 1;
        }
        self.pairs += 1;
        self.destructive += usize::from(pair.labels.iter().any(|it| it.loses));
        let rows = pair.labels.iter().flat_map(|it| &it.rows);
        self.rows.extend(rows.map(|(row, _)| row.to_string()));
    }

    fn assert_right(&self) {
        let told: Vec<_> = (self.told.iter())
            .map(|(fault, (count, seed))| format!("{count} times, first with seed {seed}: {fault}"))
            .collect();
        assert!(told.is_empty(), "{}", told.join("\n"));
    }
}

#[test]
fn every_pair_is_what_its_label_says() {
    let mut corpus = Corpus::default();
    let models: Vec<_> = (0..MODELS).map(Draft::new).collect();
    for (name, edit) in edits::all() {
        let made = (0..)
            .zip(&models)
            .filter_map(|(seed, model)| Some((seed, edits::pair_with(model, edit)?)))
            .take(EACH);
        let before = corpus.pairs;
        for (seed, pair) in made {
            corpus.check(&pair, seed);
        }
        assert!(corpus.pairs > before + EACH / 2, "{name} is hardly tried");
    }
    for seed in 0..MIXED {
        let pair = edits::pair(seed);
        if !pair.labels.is_empty() {
            corpus.check(&pair, seed);
        }
    }
    corpus.assert_right();
    assert!(corpus.pairs >= PAIRS, "only {} pairs", corpus.pairs);
    assert!(corpus.destructive >= PAIRS / 4);
    // The corpus tries every row that there is.
    let missing: Vec<_> = (ChangeRow::KNOWN.iter())
        .filter(|row| !corpus.rows.contains(**row))
        .collect();
    assert!(missing.is_empty(), "no edit makes {missing:?}");
}

/// The same through files: what is written is read and compared.
#[test]
fn pairs_in_files_are_what_their_labels_say() {
    let mut corpus = Corpus::default();
    for seed in 0..40 {
        let pair = edits::pair(seed);
        let read = |model: &AppModel| match Kind::of(seed) {
            Kind::Archive => reading::through_an_archive(model),
            Kind::Project => {
                let format = ProjectFormat::ALL[(seed / 2 % 3) as usize];
                reading::through_a_project(model, format, ModelEncoding::Modern)
            }
        };
        corpus.compare(&read(&pair.before), &read(&pair.after), &pair, seed);
    }
    corpus.assert_right();
}
