//! What a preflight may be told beyond landscape and package.

use mendix_deploy_surface::model;

use crate::{cloud::Settings, packages::PackageInfo, time::Day};

/// What is known about the environment. Checks that need what is left out are skipped by name.
#[model(options)]
pub struct PreflightOptions {
    /// The package that runs there now.
    pub running: Option<PackageInfo>,
    /// The settings of the environment as the platform reports them.
    pub settings: Option<Settings>,
    /// The runtime version that runs there now, when `running` is not at hand.
    pub running_runtime_version: Option<String>,
    /// The day to judge freeze windows by.
    pub as_of: Option<Day>,
}
