//! Apps.

use mendix_deploy_surface::model;

use super::{AppId, ProjectId};
use crate::macros::open_enum;

open_enum! {
    /// Whether an app is licensed.
    LicenseType {
        /// A Free App.
        Free = "free",
        /// A licensed app.
        Licensed = "licensed",
    }
}

/// An app as the platform knows it: every name it has, in one place.
#[model(eq)]
pub struct App {
    /// Its subdomain.
    pub app_id: AppId,
    /// Its long id.
    pub project_id: ProjectId,
    /// Its display name.
    pub name: String,
    /// URL of production, or of the Free App; absent when only Deploy v4 was asked.
    pub url: Option<String>,
    /// Only from Deploy v4.
    pub license_type: Option<LicenseType>,
    /// Only from Deploy v4, such as `prod2-eu-central-1`.
    pub region: Option<String>,
    /// E-mail address of the Technical Contact; only from Deploy v4.
    pub technical_contact: Option<String>,
}
