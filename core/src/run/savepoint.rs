//! Savepoints: where the way back leads. The journal has names and digests; values of settings lie in a file beside it
//! that only its owner can read.

use std::sync::Arc;

use mendix_deploy_model::{Error, ErrorCode, Result, plans::Savepoint, runs::RunId};

use super::journal::Journal;

/// The file beside the journal that has the values.
pub(crate) const SAVEPOINT_FILE: &str = "savepoint.json";

pub(super) fn to_bytes(savepoint: &Savepoint) -> Result<Vec<u8>> {
    serde_json::to_vec_pretty(savepoint).map_err(|error| {
        Error::new(ErrorCode::InternalDefect, "a savepoint cannot be written").with_source(error)
    })
}

/// The savepoint as the journal may have it.
pub(super) fn without_values(mut savepoint: Savepoint) -> Savepoint {
    for constant in &mut savepoint.constants {
        constant.value = None;
    }
    savepoint
}

/// The savepoint of a run with its values; `recorded` is what the journal has.
///
/// # Errors
///
/// `journal.corrupt` when the file is not the savepoint that the journal tells of, `journal.unwritable`.
pub(crate) async fn with_values(
    journal: &Arc<dyn Journal>,
    run: &RunId,
    recorded: &Savepoint,
) -> Result<Savepoint> {
    let Some(bytes) = journal.kept(run, SAVEPOINT_FILE).await? else {
        return Err(corrupt(run, "is missing"));
    };
    let kept: Savepoint = serde_json::from_slice(&bytes)
        .map_err(|error| corrupt(run, "cannot be read").with_source(error))?;
    let fits = kept.run == recorded.run
        && kept.settings_digest == recorded.settings_digest
        && kept
            .constants
            .iter()
            .map(|constant| &constant.name)
            .eq(recorded.constants.iter().map(|constant| &constant.name));
    if !fits {
        return Err(corrupt(run, "is not the one that the journal recorded"));
    }
    Ok(Savepoint {
        constants: kept.constants,
        ..recorded.clone()
    })
}

fn corrupt(run: &RunId, why: &str) -> Error {
    Error::new(
        ErrorCode::JournalCorrupt,
        format!("the file {SAVEPOINT_FILE} of run {run} {why}"),
    )
    .with_context("run", run)
}
