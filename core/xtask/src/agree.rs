//! `cargo xtask agree [FOLDER]`: what the library reads from real packages, against independent recordings.

use std::path::PathBuf;

use crate::{context::Context, suite::openly};

/// Compares the packages in `folder`, by default those beside the checkout. A folder without any comparison is an error.
pub(crate) fn run(context: &Context, folder: Option<&str>) -> Result<(), String> {
    let folder = match folder {
        Some(folder) => PathBuf::from(folder),
        None => context
            .shared()
            .map(|shared| shared.join("fixtures"))
            .ok_or("there is no ../shared/fixtures beside this checkout: name a folder")?,
    };
    // The comparison runs in the workspace root, the caller may stand elsewhere.
    let folder =
        std::path::absolute(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let folder = folder.to_str().ok_or("the folder's name is not UTF-8")?;
    openly(context.cargo(&[
        "run",
        "--quiet",
        "--package",
        "mendix-deploy-offline",
        "--example",
        "agree",
        "--",
        folder,
    ]))
}
