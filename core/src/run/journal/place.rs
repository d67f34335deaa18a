//! Where journals lie by default, and whether that place outlives the process.

use std::path::PathBuf;

use mendix_deploy_model::{
    Error, ErrorCode, Result,
    findings::{Finding, Severity},
};

use crate::run::activity::CI_MARKS;

/// `$XDG_STATE_HOME/mendix-deploy`, else `~/.local/state/mendix-deploy`; on Windows below `%LOCALAPPDATA%`.
///
/// # Errors
///
/// `journal.unwritable` when there is no home folder.
pub fn default_folder() -> Result<PathBuf> {
    let variable = |name: &str| {
        std::env::var_os(name)
            .filter(|value| !value.is_empty())
            .map(PathBuf::from)
    };
    let base = variable("XDG_STATE_HOME")
        // The base directory specification tells to ignore relative paths.
        .filter(|path| path.is_absolute())
        .or_else(|| variable("HOME").map(|home| home.join(".local").join("state")))
        .or_else(|| variable("LOCALAPPDATA"));
    base.map(|base| base.join("mendix-deploy")).ok_or_else(|| {
        Error::new(
            ErrorCode::JournalUnwritable,
            "there is no home folder to keep the journal in",
        )
        .with_remedy("Name the journal's folder in the option `journal`.")
    })
}

/// A warning when a CI job keeps its journal where only this runner sees it: a new job could not continue.
pub(in crate::run) fn place_warning(location: &str, chosen: bool) -> Option<Finding> {
    let mark = CI_MARKS
        .iter()
        .find(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))?;
    // A folder that was chosen below the home folder or a temporary one is still the runner's own disk.
    let own = !chosen
        || [
            std::env::var_os("HOME"),
            std::env::var_os("RUNNER_TEMP"),
            std::env::var_os("GITHUB_WORKSPACE"),
            std::env::var_os("CI_PROJECT_DIR"),
            std::env::var_os("WORKSPACE"),
            std::env::var_os("BUILD_SOURCESDIRECTORY"),
        ]
        .into_iter()
        .flatten()
        .filter(|folder| !folder.is_empty())
        .any(|folder| std::path::Path::new(location).starts_with(folder))
        || std::path::Path::new(location).starts_with(std::env::temp_dir());
    own.then(|| Finding {
        id: "journal.local_to_runner".to_owned(),
        severity: Severity::Warning,
        address: None,
        subject: Some(location.to_owned()),
        path: None,
        location: None,
        message: format!(
            "the journal is in {location}, on the disk of a CI runner ({mark} is set): if this job dies, no other job can \
             continue the run"
        ),
        remedy: "Name a folder that outlives the job in the option `journal`.".to_owned(),
    })
}
