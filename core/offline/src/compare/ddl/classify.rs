//! What each statement does, and all of them together.

use mendix_deploy_model::{
    scripts::{ScriptReading, ScriptStatement, StatementEffect},
    verdicts::ReleaseClass,
};

use super::{
    outcome::{Element, End, Names},
    statement::{Constraint, Statement, parse},
};
use crate::compare::sql::{Fault, Token};

use StatementEffect::{
    Adds, Bookkeeping, Constrains, Converts, Destroys, Fills, Loosens, Rebuilds, Renames, Unknown,
};

/// Tables of the runtime's own catalogue.
const CATALOGUE: &str = "mendixsystem$";

/// Rows in here make the runtime delete the contents of files.
const FILES_TO_REMOVE: &str = "system$unreferencedfile";

/// Tells the rows of specializations in the table of an ancestor: it holds names of entities.
const DISCRIMINATOR: &str = "submetaobjectname";

const COPY_LOST: &str = "The only copy of a column that was dropped is lost.";

pub(super) fn too_long() -> ScriptReading {
    conclude(vec![unknown(
        1,
        "The script is longer than any that a runtime writes.",
    )])
}

pub(super) fn classify(statements: Vec<Result<Vec<Token>, Fault>>) -> ScriptReading {
    let mut names = Names::default();
    let mut read = Vec::with_capacity(statements.len());
    let mut renamed: Vec<(usize, Element)> = Vec::new();
    for (at, tokens) in statements.iter().enumerate() {
        let number = at as u64 + 1;
        let statement = match tokens {
            Ok(tokens) => parse(tokens),
            Err(fault) => {
                read.push(unknown(
                    number,
                    &format!("The script cannot be read from here on: {fault}."),
                ));
                continue;
            }
        };
        let Some(statement) = statement else {
            read.push(unknown(
                number,
                "It is none of the statements that are known.",
            ));
            continue;
        };
        let mut step = Step {
            names: &mut names,
            renamed: None,
        };
        let mut done = step.take(&statement);
        if let Some(element) = step.renamed {
            renamed.push((at, element));
        }
        done.number = number;
        read.push(done);
    }
    // Only the end of the script tells what a rename was for.
    for (at, element) in renamed {
        let (effect, what) = match names.end(&element) {
            End::Renamed => continue,
            End::NamedBack => (
                Rebuilds,
                "It is renamed for a while, and gets its name back.",
            ),
            End::Dropped => (Destroys, "It is renamed to be dropped."),
            End::Converted => (Converts, "It is renamed to be converted."),
        };
        read[at].effect = effect;
        read[at].what = what.to_owned();
    }
    conclude(read)
}

fn conclude(statements: Vec<ScriptStatement>) -> ScriptReading {
    let effect = statements
        .iter()
        .map(|statement| statement.effect)
        .max()
        .unwrap_or(Bookkeeping);
    let mut destroyed: Vec<String> = statements
        .iter()
        .filter(|statement| statement.effect == Destroys)
        .filter_map(|statement| statement.element.clone())
        .collect();
    destroyed.sort();
    destroyed.dedup();
    ScriptReading {
        effect,
        release_class: match effect {
            Bookkeeping => ReleaseClass::Model,
            Rebuilds | Adds | Fills => ReleaseClass::Additive,
            Loosens | Constrains | Renames | Converts | Destroys => ReleaseClass::Destructive,
            Unknown => ReleaseClass::Unknown,
        },
        may_block_start: statements.iter().any(|statement| statement.may_block_start),
        destroyed,
        statements,
    }
}

fn unknown(number: u64, what: &str) -> ScriptStatement {
    ScriptStatement {
        number,
        effect: Unknown,
        element: None,
        what: what.to_owned(),
        may_block_start: true,
    }
}

fn does(
    effect: StatementEffect,
    element: impl Into<Option<String>>,
    what: &str,
) -> ScriptStatement {
    ScriptStatement {
        number: 0,
        effect,
        element: element.into(),
        what: what.to_owned(),
        may_block_start: false,
    }
}

fn may_fail(mut statement: ScriptStatement) -> ScriptStatement {
    statement.may_block_start = true;
    statement
}

struct Step<'n> {
    names: &'n mut Names,
    /// The element that this statement renames.
    renamed: Option<Element>,
}

impl Step<'_> {
    fn take(&mut self, statement: &Statement<'_>) -> ScriptStatement {
        if let Some(bookkeeping) = of_the_catalogue(statement) {
            return bookkeeping;
        }
        match statement {
            Statement::CreateTable { table } => does(
                Adds,
                self.names.make_table(table).name(),
                "A table is created.",
            ),
            Statement::DropTable { table } => {
                let element = self.names.drop_table(table);
                if element.made.is_some() {
                    return does(
                        Rebuilds,
                        element.name(),
                        "A table of the same script is dropped.",
                    );
                }
                does(
                    Destroys,
                    element.name(),
                    "The table is dropped with all rows.",
                )
            }
            Statement::RenameTable { from, to } => {
                let element = self.names.rename_table(from, to);
                self.rename(element, "The table is renamed with all rows.")
            }
            Statement::CreateIndex { table, unique } => {
                let element = self.names.table(table);
                let index = does(Adds, element.name(), "An index is created.");
                if *unique && element.made.is_none() {
                    let mut rule = may_fail(index);
                    rule.effect = Constrains;
                    rule.what = "A unique index is created; duplicates end the start.".to_owned();
                    return rule;
                }
                index
            }
            Statement::RenameOther => does(
                Rebuilds,
                None,
                "An index, a sequence or a constraint is renamed.",
            ),
            Statement::DropIndex => does(Rebuilds, None, "An index is dropped."),
            Statement::CreateSequence => does(Adds, None, "A sequence is created."),
            Statement::AlterSequence => {
                does(Converts, None, "A sequence goes on from another number.")
            }
            Statement::DropSequence { name } => does(
                Destroys,
                self.names.table(name).name(),
                "The sequence is dropped with the number it stood at.",
            ),
            Statement::AddColumn {
                table,
                column,
                mandatory,
                unique,
            } => {
                let is_new_table = self.names.is_new_table(table);
                let element = self.names.make_column(table, column);
                let added = does(Adds, element.name(), "A column is added.");
                if *mandatory && !is_new_table {
                    let mut added = may_fail(added);
                    added.effect = Constrains;
                    added.what = "A column is added that every row must fill; rows that are there end the start.".to_owned();
                    return added;
                }
                if *unique && !is_new_table {
                    return may_fail(added);
                }
                added
            }
            Statement::DropColumn { table, column } => self.drop_column(table, column),
            Statement::RenameColumn { table, from, to } => {
                let element = self.names.rename_column(table, from, to);
                self.rename(element, "The column is renamed with all values.")
            }
            Statement::ChangeType { table, column } => {
                let element = self.names.column(table, column);
                if element.made.is_some() {
                    return does(
                        Adds,
                        element.name(),
                        "A column of the same script gets another type.",
                    );
                }
                may_fail(does(
                    Converts,
                    element.name(),
                    "The type or width changes in place; values that do not fit are cut or end the start.",
                ))
            }
            Statement::SetDefault { table, column } => does(
                Rebuilds,
                self.names.column(table, column).name(),
                "The default for new rows changes.",
            ),
            Statement::SetMandatory { table, column } => may_fail(does(
                Constrains,
                self.names.column(table, column).name(),
                "Every row must have a value; rows without one end the start.",
            )),
            Statement::SetOptional { table, column } => does(
                Loosens,
                self.names.column(table, column).name(),
                "Rows may be without a value.",
            ),
            Statement::AddConstraint { table, kind } => self.add_constraint(table, kind),
            Statement::DropConstraint { table, name } => {
                self.names.drop_constraint(table, name);
                does(
                    Loosens,
                    self.names.table(table).name(),
                    "A constraint is dropped.",
                )
            }
            Statement::Insert { table } => self.insert(table),
            Statement::Update {
                table,
                assignments,
                everywhere,
            } => self.update(table, assignments, *everywhere),
            Statement::Delete { table, .. } | Statement::Truncate { table } => {
                let element = self.names.table(table);
                if element.made.is_some() {
                    return does(
                        Fills,
                        element.name(),
                        "Rows of a table of the same script are deleted.",
                    );
                }
                does(Destroys, element.name(), "Rows are deleted.")
            }
        }
    }

    fn rename(&mut self, element: Element, what: &str) -> ScriptStatement {
        if element.made.is_some() {
            return does(
                Rebuilds,
                element.name(),
                "What the same script made is renamed.",
            );
        }
        self.renamed = Some(element.clone());
        does(Renames, element.name(), what)
    }

    fn drop_column(&mut self, table: &str, column: &str) -> ScriptStatement {
        let element = self.names.drop_column(table, column);
        if let Some(lost) = self.names.lose_copy(&element) {
            return does(Destroys, lost.name(), COPY_LOST);
        }
        if element.made.is_some() {
            return does(
                Rebuilds,
                element.name(),
                "A column of the same script is dropped.",
            );
        }
        if self.names.is_copied(&element) {
            return does(
                Converts,
                element.name(),
                "The column is dropped after its values were converted.",
            );
        }
        does(
            Destroys,
            element.name(),
            "The column is dropped with all values.",
        )
    }

    fn add_constraint(&mut self, table: &str, kind: &Constraint<'_>) -> ScriptStatement {
        let element = self.names.table(table);
        let is_new = element.made.is_some();
        match kind {
            _ if is_new => does(
                Adds,
                element.name(),
                "A table of the same script gets a constraint.",
            ),
            Constraint::Unique(columns) | Constraint::PrimaryKey(columns) => {
                let was_there = match columns.as_slice() {
                    [column] => self.names.had_unique(table, column),
                    _ => false,
                };
                if was_there {
                    return does(
                        Rebuilds,
                        element.name(),
                        "A unique rule that was dropped before is made again.",
                    );
                }
                may_fail(does(
                    Constrains,
                    element.name(),
                    "A unique rule is added; duplicates end the start.",
                ))
            }
            Constraint::ForeignKey => may_fail(does(
                Constrains,
                element.name(),
                "A foreign key is added; links to nothing end the start.",
            )),
        }
    }

    fn insert(&mut self, table: &str) -> ScriptStatement {
        let element = self.names.table(table);
        if element.made.is_some() {
            return does(
                Fills,
                element.name(),
                "A table of the same script is filled.",
            );
        }
        if element.table == FILES_TO_REMOVE {
            return does(
                Destroys,
                element.name(),
                "Contents of files are queued to be removed.",
            );
        }
        may_fail(does(
            Converts,
            element.name(),
            "Rows are inserted into a table that was there.",
        ))
    }

    fn update(
        &mut self,
        table: &str,
        assignments: &[super::statement::Assignment<'_>],
        everywhere: bool,
    ) -> ScriptStatement {
        let element = self.names.table(table);
        let all_new = element.made.is_some()
            || assignments
                .iter()
                .all(|assignment| self.names.is_new_column(table, assignment.column));
        if all_new {
            for assignment in assignments {
                let to = self.names.column(table, assignment.column);
                if let Some(lost) = self.names.lose_copy(&to) {
                    return does(Destroys, lost.name(), COPY_LOST);
                }
                if let Some(from) = assignment.copied_from
                    && everywhere
                {
                    self.names.copy(table, from, assignment.column);
                }
            }
            return does(
                Fills,
                element.name(),
                "Columns of the same script are filled.",
            );
        }
        let old: Vec<&str> = assignments
            .iter()
            .map(|assignment| assignment.column)
            .filter(|column| !self.names.is_new_column(table, column))
            .collect();
        if old == [DISCRIMINATOR] {
            return does(
                Renames,
                self.names.column(table, DISCRIMINATOR).name(),
                "Rows are told under the new name of their entity.",
            );
        }
        let first = old.first().copied().unwrap_or_default();
        does(
            Destroys,
            self.names.column(table, first).name(),
            "Values are overwritten.",
        )
    }
}

/// Statements on the runtime's own catalogue. One that removes it as a whole is not what a runtime does.
fn of_the_catalogue(statement: &Statement<'_>) -> Option<ScriptStatement> {
    let is_of = |table: &str| table.starts_with(CATALOGUE);
    let (table, is_usual) = match statement {
        Statement::Insert { table }
        | Statement::CreateTable { table }
        | Statement::CreateIndex { table, .. }
        | Statement::AddColumn { table, .. }
        | Statement::ChangeType { table, .. }
        | Statement::AddConstraint { table, .. }
        | Statement::DropConstraint { table, .. }
        | Statement::SetDefault { table, .. }
        | Statement::SetOptional { table, .. } => (*table, true),
        Statement::Update {
            table, everywhere, ..
        } => {
            // The version is one row.
            (*table, !everywhere || *table == "mendixsystem$version")
        }
        Statement::Delete { table, everywhere } => (*table, !everywhere),
        Statement::DropTable { table }
        | Statement::Truncate { table }
        | Statement::DropColumn { table, .. }
        | Statement::RenameColumn { table, .. }
        | Statement::SetMandatory { table, .. } => (*table, false),
        Statement::RenameTable { from, to } => {
            if !is_of(from) && !is_of(to) {
                return None;
            }
            (CATALOGUE, false)
        }
        Statement::RenameOther
        | Statement::DropIndex
        | Statement::CreateSequence
        | Statement::AlterSequence
        | Statement::DropSequence { .. } => return None,
    };
    if !is_of(table) {
        return None;
    }
    Some(if is_usual {
        does(Bookkeeping, None, "The runtime's own catalogue is kept.")
    } else {
        unknown(0, "The runtime's own catalogue is altered as a whole.")
    })
}
