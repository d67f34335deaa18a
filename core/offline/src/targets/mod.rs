//! What each target makes of what it is handed: one folder per target, in each `effective`.

use mendix_deploy_model::{
    Error, ErrorCode, Result,
    configurations::{ConfigurationInput, EvaluatedConfiguration},
    packages::PackageInfo,
};

/// Computes what the runtime of a target would see, given what the target is handed and the package.
///
/// Everything that a target does not say stays unsaid: nothing is guessed.
///
/// # Errors
///
/// `input.invalid` when the target has no evaluator. What would stop the target's own start is no error: it is in
/// [`EvaluatedConfiguration::start_failure`].
pub fn evaluate(
    input: &ConfigurationInput,
    package: &PackageInfo,
) -> Result<EvaluatedConfiguration> {
    let _ = (input, package);
    Err(Error::new(
        ErrorCode::InputInvalid,
        "this target has no evaluator",
    ))
}
