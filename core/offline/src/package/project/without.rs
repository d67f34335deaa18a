//! What stands for the reader of projects in a build without the feature `mpr`.

use std::path::Path;

use mendix_deploy_model::{
    Error, ErrorCode, Result,
    models::{AppModel, UnreadUnit},
};
use rawzip::ReaderAt;

use crate::package::subject::Subject;

/// A project that was read.
pub(in crate::package) struct Project {
    pub(in crate::package) model: AppModel,
    pub(in crate::package) name: String,
    pub(in crate::package) entries: Option<(u64, u64)>,
}

/// Where a project is.
#[allow(dead_code)] // nothing looks there
pub(in crate::package) enum Location<'a, R> {
    File(&'a Path),
    Bytes(&'a [u8]),
    Zip(&'a R, u64),
}

pub(in crate::package) fn read<R: ReaderAt>(
    _: &Location<'_, R>,
    subject: Subject<'_>,
) -> Result<Project> {
    Err(refusal(subject))
}

pub(in crate::package) fn verify<R: ReaderAt>(
    _: &Location<'_, R>,
    subject: Subject<'_>,
) -> Result<Vec<UnreadUnit>> {
    Err(refusal(subject))
}

fn refusal(subject: Subject<'_>) -> Error {
    subject
        .error(
            ErrorCode::PackageFormatUnsupported,
            "this is a Mendix project, and this build of mendix-deploy reads none",
        )
        .with_remedy(
            "Build mendix-deploy with the feature `mpr`; the packages for Python and Node have it.",
        )
}
