//! Real packages for tests, kept outside the repository.

use std::path::{Path, PathBuf};

/// The folder of real packages: `$MENDIX_DEPLOY_SHARED/fixtures`, else `../shared/fixtures` beside the workspace.
///
/// Says that the caller is skipped when there is none: a skipped test is never silent.
#[allow(clippy::disallowed_methods)] // tests may ask the environment; the library may not
pub(crate) fn fixtures(test: &str) -> Option<PathBuf> {
    let shared = std::env::var_os("MENDIX_DEPLOY_SHARED").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared"),
        PathBuf::from,
    );
    let folder = shared.join("fixtures");
    if folder.is_dir() {
        return Some(folder);
    }
    println!("SKIPPED: {test}: no folder {}", folder.display());
    None
}
