//! What becomes of tables and columns over a script: which names they had before it, and how they end.

use std::collections::{BTreeMap, BTreeSet};

/// A table or a column under the name it had before the script; a new one under the name it was made with.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Element {
    pub(super) table: String,
    pub(super) column: Option<String>,
    /// Whether the script made it: several elements may have one name one after the other.
    pub(super) made: Option<usize>,
}

impl Element {
    /// `table` or `table/column`.
    pub(super) fn name(&self) -> String {
        let shown = |text: &str| {
            text.chars()
                .take(128)
                .flat_map(char::escape_debug)
                .collect::<String>()
        };
        match &self.column {
            Some(column) => format!("{}/{}", shown(&self.table), shown(column)),
            None => shown(&self.table),
        }
    }
}

/// How an element ends that was renamed on the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// Under another name.
    Renamed,
    /// Under its own name.
    NamedBack,
    /// Dropped.
    Dropped,
    /// Dropped after its values were copied.
    Converted,
}

/// Names as they change.
#[derive(Default)]
pub(super) struct Names {
    /// Current name of a table to the table.
    tables: BTreeMap<String, Element>,
    /// Table, and current name of a column, to the column.
    columns: BTreeMap<(Element, String), Element>,
    /// Current names of columns that were renamed.
    current: BTreeMap<Element, String>,
    /// Columns whose values were copied everywhere, and the column of the script that has them now.
    copied: BTreeMap<Element, Element>,
    /// The same the other way round.
    copies: BTreeMap<Element, BTreeSet<Element>>,
    dropped: BTreeSet<Element>,
    dropped_constraints: BTreeSet<(Element, String)>,
    made: usize,
}

impl Names {
    /// The table that now has this name.
    pub(super) fn table(&self, name: &str) -> Element {
        self.tables.get(name).cloned().unwrap_or_else(|| Element {
            table: name.to_owned(),
            column: None,
            made: None,
        })
    }

    /// The column that now has this name.
    pub(super) fn column(&self, table: &str, name: &str) -> Element {
        let table = self.table(table);
        self.columns
            .get(&(table.clone(), name.to_owned()))
            .cloned()
            .unwrap_or_else(|| Element {
                column: Some(name.to_owned()),
                ..table
            })
    }

    pub(super) fn is_new_table(&self, table: &str) -> bool {
        self.table(table).made.is_some()
    }

    pub(super) fn is_new_column(&self, table: &str, column: &str) -> bool {
        self.column(table, column).made.is_some()
    }

    pub(super) fn make_table(&mut self, name: &str) -> Element {
        self.made += 1;
        let element = Element {
            table: name.to_owned(),
            column: None,
            made: Some(self.made),
        };
        self.tables.insert(name.to_owned(), element.clone());
        element
    }

    pub(super) fn make_column(&mut self, table: &str, name: &str) -> Element {
        self.made += 1;
        let table = self.table(table);
        let element = Element {
            table: table.table.clone(),
            column: Some(name.to_owned()),
            made: Some(self.made),
        };
        self.columns
            .insert((table, name.to_owned()), element.clone());
        element
    }

    pub(super) fn rename_table(&mut self, from: &str, to: &str) -> Element {
        let element = self.table(from);
        self.tables.remove(from);
        self.tables.insert(to.to_owned(), element.clone());
        element
    }

    pub(super) fn rename_column(&mut self, table: &str, from: &str, to: &str) -> Element {
        let element = self.column(table, from);
        let table = self.table(table);
        self.columns.remove(&(table.clone(), from.to_owned()));
        self.columns.insert((table, to.to_owned()), element.clone());
        self.current.insert(element.clone(), to.to_owned());
        element
    }

    pub(super) fn copy(&mut self, table: &str, from: &str, to: &str) {
        let (from, to) = (self.column(table, from), self.column(table, to));
        if from == to {
            return;
        }
        if let Some(other) = self.copied.insert(from.clone(), to.clone())
            && let Some(of_other) = self.copies.get_mut(&other)
        {
            of_other.remove(&from);
        }
        self.copies.entry(to).or_default().insert(from);
    }

    pub(super) fn is_copied(&self, element: &Element) -> bool {
        self.copied.contains_key(element)
    }

    /// The copy in this column is lost. Returns what it was a copy of when that is gone already.
    pub(super) fn lose_copy(&mut self, of: &Element) -> Option<Element> {
        let sources = self.copies.remove(of)?;
        for from in &sources {
            self.copied.remove(from);
        }
        sources.into_iter().find(|from| self.dropped.contains(from))
    }

    pub(super) fn drop_table(&mut self, name: &str) -> Element {
        let element = self.table(name);
        self.tables.remove(name);
        self.dropped.insert(element.clone());
        element
    }

    pub(super) fn drop_column(&mut self, table: &str, name: &str) -> Element {
        let element = self.column(table, name);
        let table = self.table(table);
        self.columns.remove(&(table, name.to_owned()));
        self.dropped.insert(element.clone());
        element
    }

    pub(super) fn drop_constraint(&mut self, table: &str, name: &str) {
        let table = self.table(table);
        self.dropped_constraints.insert((table, name.to_owned()));
    }

    /// Whether a unique rule on this column was there before, and was dropped by the script. The runtime names it
    /// `uniq_<table>_<column>` after the names of that time.
    pub(super) fn had_unique(&self, table: &str, column: &str) -> bool {
        let element = self.column(table, column);
        let Some(column) = &element.column else {
            return false;
        };
        let name = format!("uniq_{}_{column}", element.table);
        self.dropped_constraints
            .contains(&(self.table(table), name))
    }

    /// How an element that was renamed ends.
    pub(super) fn end(&self, element: &Element) -> End {
        if self.dropped.contains(element) {
            return if self.is_copied(element) {
                End::Converted
            } else {
                End::Dropped
            };
        }
        let is_back = match &element.column {
            None => self.tables.get(&element.table) == Some(element),
            Some(column) => self.current.get(element) == Some(column),
        };
        if is_back {
            End::NamedBack
        } else {
            End::Renamed
        }
    }
}
