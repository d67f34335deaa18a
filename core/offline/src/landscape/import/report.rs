//! The report: every entry of the source once, what it became, and the places that wait to be filled.

use std::collections::{BTreeMap, BTreeSet};

use mendix_deploy_model::{
    findings::Location,
    imports::{ImportEntry, ImportGap, ImportOutcome},
};

/// An entry of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Entry(usize);

/// What has been read so far.
#[derive(Default)]
pub(super) struct Report {
    entries: Vec<ImportEntry>,
    /// The entry that set a path of keys.
    owners: BTreeMap<String, usize>,
    gaps: BTreeMap<String, ImportGap>,
    /// The entries that a gap stands for.
    waiting: BTreeMap<String, usize>,
    /// There are more entries than are told.
    overflow: bool,
    kept: BTreeSet<usize>,
}

/// The most entries of one import: configuration is written by people.
pub(super) const MOST: usize = 5_000;

/// Longest name that the report repeats, in characters.
const LONGEST: usize = 200;

impl Report {
    /// Opens an entry. It is understood until something else is said.
    pub(super) fn open(&mut self, name: &str, place: Option<Location>) -> Entry {
        if self.entries.len() >= MOST {
            self.overflow = true;
            return Entry(self.entries.len() - 1);
        }
        let name = name
            .chars()
            .filter(|c| !c.is_control())
            .take(LONGEST)
            .collect();
        self.entries.push(ImportEntry {
            name,
            place,
            outcome: ImportOutcome::Understood,
            became: Vec::new(),
            why: String::new(),
            suggestion: None,
        });
        Entry(self.entries.len() - 1)
    }

    /// How many entries there are.
    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    /// The entry has had its effect although no path of the environment says so.
    pub(super) fn keep(&mut self, entry: Entry) {
        self.kept.insert(entry.0);
    }

    /// Whether there were more entries than an import reads.
    pub(super) fn overflows(&self) -> bool {
        self.overflow
    }

    /// The entry set this path. Whatever set it before has lost.
    pub(super) fn became(&mut self, entry: Entry, path: &str) {
        let winner = self.entries[entry.0].name.clone();
        if let Some(before) = self.owners.insert(path.to_owned(), entry.0)
            && before != entry.0
        {
            self.lost(Entry(before), path, &winner);
        }
        if self.waiting.remove(path).is_some() {
            self.gaps.remove(path);
        }
        self.add(entry, path);
    }

    /// The entry sets this path together with others: none of them has lost.
    pub(super) fn shares(&mut self, entry: Entry, path: &str) {
        self.owners.entry(path.to_owned()).or_insert(entry.0);
        self.add(entry, path);
    }

    fn add(&mut self, entry: Entry, path: &str) {
        let entry = &mut self.entries[entry.0];
        if entry.outcome == ImportOutcome::Ignored {
            entry.outcome = ImportOutcome::Doubtful;
        }
        if !entry.became.iter().any(|known| known == path) {
            entry.became.push(path.to_owned());
        }
    }

    fn lost(&mut self, entry: Entry, path: &str, winner: &str) {
        let loser = &mut self.entries[entry.0];
        loser.became.retain(|known| known != path);
        let why = format!("{winner} says the same later and wins");
        if loser.became.is_empty() {
            loser.outcome = ImportOutcome::Ignored;
            loser.why = why;
        } else {
            self.doubt(entry, &format!("for {path}, {why}"), None);
        }
    }

    /// Adds to the reason.
    pub(super) fn note(&mut self, entry: Entry, why: &str) {
        let reason = &mut self.entries[entry.0].why;
        if reason.contains(why) {
            return;
        }
        if !reason.is_empty() {
            reason.push_str("; ");
        }
        reason.push_str(why);
    }

    /// Adds what to do, where nothing is said yet.
    pub(super) fn suggest(&mut self, entry: Entry, suggestion: &str) {
        self.entries[entry.0]
            .suggestion
            .get_or_insert_with(|| suggestion.to_owned());
    }

    /// A person has to look.
    pub(super) fn doubt(&mut self, entry: Entry, why: &str, suggestion: Option<&str>) {
        self.entries[entry.0].outcome = ImportOutcome::Doubtful;
        self.note(entry, why);
        if let Some(suggestion) = suggestion {
            self.suggest(entry, suggestion);
        }
    }

    /// It is not in the landscape; where a part of it is, a person has to look.
    pub(super) fn ignore(&mut self, entry: Entry, why: &str, suggestion: Option<&str>) {
        let told = &mut self.entries[entry.0];
        told.outcome = if told.became.is_empty() {
            ImportOutcome::Ignored
        } else {
            ImportOutcome::Doubtful
        };
        self.note(entry, why);
        if let Some(suggestion) = suggestion {
            self.suggest(entry, suggestion);
        }
    }

    /// The place of this path waits to be filled.
    pub(super) fn gap(&mut self, entry: Option<Entry>, path: &str, why: &str, remedy: &str) {
        if let Some(entry) = entry {
            self.waiting.insert(path.to_owned(), entry.0);
        }
        self.gaps.insert(
            path.to_owned(),
            ImportGap {
                path: path.to_owned(),
                why: why.to_owned(),
                remedy: remedy.to_owned(),
            },
        );
    }

    /// The entries in the order in which they stand in the source, and the gaps by path.
    /// `base`: the path of the environment, which all paths are below.
    pub(super) fn finish(self, base: &str) -> (Vec<ImportEntry>, Vec<ImportGap>) {
        let Self {
            mut entries,
            gaps,
            waiting,
            kept,
            ..
        } = self;
        let mut waits = vec![false; entries.len()];
        for entry in waiting.into_values().chain(kept) {
            waits[entry] = true;
        }
        for (entry, waits) in entries.iter_mut().zip(waits) {
            for path in &mut entry.became {
                *path = format!("{base}.{path}");
            }
            if entry.became.is_empty() && !waits && entry.outcome == ImportOutcome::Understood {
                entry.outcome = ImportOutcome::Ignored;
            }
            if entry.why.is_empty() {
                entry.why = match entry.outcome {
                    ImportOutcome::Ignored => "the landscape has no place for it",
                    _ => "the same in the landscape",
                }
                .to_owned();
            }
        }
        let mut files: Vec<Option<String>> = Vec::new();
        // Stable: entries of one place keep the order in which they were read.
        entries.sort_by_cached_key(|entry| {
            let Some(at) = &entry.place else {
                return (0, 0, 0);
            };
            let file = files.iter().position(|file| *file == at.file);
            let file = file.unwrap_or_else(|| {
                files.push(at.file.clone());
                files.len() - 1
            });
            (file, at.line, at.column)
        });
        let gaps = gaps.into_values().map(|gap| ImportGap {
            path: format!("{base}.{}", gap.path),
            ..gap
        });
        (entries, gaps.collect())
    }
}
