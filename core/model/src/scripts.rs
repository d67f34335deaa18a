//! Scripts of statements that change a database, as a Mendix Runtime writes them before it synchronises one.

use mendix_deploy_surface::model;

use crate::verdicts::ReleaseClass;

/// What a statement does to what the database holds. Ordered from harmless to unknown.
#[model(ordered)]
pub enum StatementEffect {
    /// It changes rows of the runtime's own catalogue.
    Bookkeeping,
    /// It removes or makes again what holds no data: an index, a constraint that was there before, a name that comes back.
    Rebuilds,
    /// It adds a table, a column, an index, a sequence.
    Adds,
    /// It fills what was added in the same script.
    Fills,
    /// It takes a rule away that data had to keep: a constraint, a column that had to have a value.
    Loosens,
    /// It adds a rule that data has to keep.
    Constrains,
    /// It renames a table or a column, with everything in it. The old version looks for the old name.
    Renames,
    /// It changes a type or a width, or copies values into another form.
    Converts,
    /// It removes or overwrites what was stored.
    Destroys,
    /// It is not one of the statements that are known. It may do anything.
    Unknown,
}

/// One statement of a script.
#[model(eq)]
pub struct ScriptStatement {
    /// Its place in the script, from 1.
    pub number: u64,
    /// What it does.
    pub effect: StatementEffect,
    /// What it is about, under the names the database had before the script: `table` or `table/column`.
    pub element: Option<String>,
    /// What it does, one sentence. It repeats no values.
    pub what: String,
    /// Whether it can fail on data that is there, which ends the start.
    pub may_block_start: bool,
}

/// What a script does.
#[model(eq)]
pub struct ScriptReading {
    /// Every statement, in order.
    pub statements: Vec<ScriptStatement>,
    /// The worst that a statement does; `bookkeeping` for an empty script.
    pub effect: StatementEffect,
    /// May both versions run on the database afterwards?
    pub release_class: ReleaseClass,
    /// Whether a statement can fail on data that is there.
    pub may_block_start: bool,
    /// What is destroyed: `table` or `table/column`, by code point.
    pub destroyed: Vec<String>,
}
