//! Apps of Deploy v1 and v4.

use mendix_deploy_model::cloud::{App, LicenseType};
use serde::Deserialize;

use super::environment::Pagination;

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct V1App {
    app_id: String,
    #[serde(default)]
    name: String,
    project_id: String,
    url: Option<String>,
}

impl From<V1App> for App {
    fn from(wire: V1App) -> Self {
        Self {
            app_id: wire.app_id.into(),
            project_id: wire.project_id.into(),
            name: wire.name,
            url: wire.url.filter(|url| !url.is_empty()),
            license_type: None,
            region: None,
            technical_contact: None,
        }
    }
}

#[derive(Deserialize)]
pub(crate) struct V4Apps {
    pub(crate) apps: Vec<V4App>,
    pagination: Option<Pagination>,
}

impl V4Apps {
    /// Whether another page may follow.
    pub(crate) fn is_full(&self) -> bool {
        self.pagination.as_ref().is_some_and(Pagination::is_full)
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct V4App {
    id: String,
    #[serde(default)]
    name: String,
    license_type: Option<String>,
    subdomain: String,
    technical_contact: Option<Membership>,
    region: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Membership {
    user_id: Option<String>,
}

impl From<V4App> for App {
    fn from(wire: V4App) -> Self {
        Self {
            app_id: wire.subdomain.into(),
            project_id: wire.id.into(),
            name: wire.name,
            url: None,
            license_type: wire
                .license_type
                .map(|word| LicenseType::from(word.to_ascii_lowercase())),
            region: wire.region,
            technical_contact: wire.technical_contact.and_then(|contact| contact.user_id),
        }
    }
}
