//! What a script of database statements does, before it runs: the gate on `get_ddl_commands` and on the files that a
//! runtime writes when it synchronises (package formats, 6).
//!
//! Every statement is parsed into one of a short list of forms and classified with what the rest of the script does: a
//! table that is renamed and dropped names its victim, a column that is copied with `CAST` before it is dropped is
//! converted, a constraint that is dropped and made again under a new name is rebuilt. Whatever is not on the list is
//! unknown, and so is the script.

mod classify;
mod expression;
mod outcome;
mod statement;

use mendix_deploy_model::scripts::ScriptReading;

/// Longest script that is read: 16 MB, a thousand times the longest seen. A longer one is one unknown statement.
pub const SCRIPT_BYTES: usize = 16 * 1024 * 1024;

/// Reads a script: statements between semicolons.
#[must_use]
pub fn read_script(text: &str) -> ScriptReading {
    if text.len() > SCRIPT_BYTES {
        return classify::too_long();
    }
    classify::classify(super::sql::split(text))
}

/// Reads a list of statements, as the admin API answers `get_ddl_commands`. One entry may hold several.
#[must_use]
pub fn read_commands<T: AsRef<str>>(commands: &[T]) -> ScriptReading {
    let length: usize = commands.iter().map(|command| command.as_ref().len()).sum();
    if length > SCRIPT_BYTES {
        return classify::too_long();
    }
    classify::classify(
        commands
            .iter()
            .flat_map(|command| super::sql::split(command.as_ref()))
            .collect(),
    )
}
