//! Scripts of database statements: every statement is known, and counted as an independent look at the text counts it.

use std::{fs, path::Path};

use mendix_deploy_model::scripts::StatementEffect;
use mendix_deploy_offline::compare::ddl::read_script;

use super::{Result, Tally};

/// End of the name of a script that a runtime wrote.
pub(crate) const END: &str = "_database_commands.sql";

pub(crate) fn check(shown: &str, file: &Path, tally: &mut Tally) -> Result<()> {
    let text = fs::read_to_string(file)?;
    let reading = read_script(&text);
    // The runtime ends a line after each statement, and only there.
    let ends = text
        .lines()
        .filter(|line| line.trim_end().ends_with(';'))
        .count();
    let known = reading
        .statements
        .iter()
        .filter(|statement| statement.effect != StatementEffect::Unknown)
        .count();
    let [agreed, total, _] = tally.families.entry("ddl (statements)").or_default();
    *agreed += known.min(ends);
    *total += ends.max(reading.statements.len());
    if reading.statements.len() != ends {
        tally.disagreements.push(format!(
            "{shown}: ddl (statements): {} read, {ends} lines end a statement",
            reading.statements.len()
        ));
    }
    for statement in &reading.statements {
        if statement.effect == StatementEffect::Unknown {
            tally.disagreements.push(format!(
                "{shown}: ddl (statements): statement {}: {}",
                statement.number, statement.what
            ));
        }
    }
    Ok(())
}
