//! Apps.

use mendix_deploy_model::{
    Result,
    cloud::{App, ProjectId},
};
use mendix_deploy_surface::surface;
use reqwest::Method;
use serde_json::json;

use super::{Client, MOST_ITEMS, endless};
use crate::{
    http::{Request, Service, Sign},
    targets::mendix_cloud::wire::{V1App, V4Apps, decode},
};

const V1: [&str; 2] = ["api", "1"];

/// Calls about apps.
#[derive(Debug, Clone)]
pub struct Apps(pub(super) Client);

/// Calls about apps.
#[surface(apps)]
impl Apps {
    /// Every app the user is a member of, and every Free App that Studio Pro created or edited, also those that run
    /// elsewhere: not the portal's list.
    ///
    /// Source: Deploy v1, retrieve apps. Errors: `credentials.*`, `network.*`, `platform.*`.
    pub async fn list(&self) -> Result<Vec<App>> {
        self.fetch().await
    }

    /// The app with this subdomain, project id or display name.
    ///
    /// Source: Deploy v1, retrieve apps. Errors: `mendixCloud.app_not_found`; `input.invalid` when several apps have
    /// that display name.
    pub async fn get(&self, app: String) -> Result<App> {
        self.0.find_app(&app).await
    }

    /// Creates a Free App for an existing project.
    ///
    /// Source: Deploy v1, create Free App. Errors: `mendixCloud.invalid_app_id`, `mendixCloud.app_exists`.
    pub async fn create(&self, project_id: ProjectId) -> Result<App> {
        let url = self
            .0
            .inner
            .http
            .hosts()
            .url(Service::Deploy, &[V1[0], V1[1], "apps"]);
        let request = Request::new("apps.create", Method::POST, url, Sign::ApiKey, "API Rights")
            .json(json!({"ProjectId": project_id}))
            .about("project", &project_id);
        let answer = self.0.inner.http.send(request).await?;
        decode::<V1App>("apps.create", true, &answer).map(Into::into)
    }

    /// Every app with its license type, region and Technical Contact.
    ///
    /// Source: Deploy v4, `get-apps`; needs a personal access token with `mx:deployment:read`.
    pub async fn details(&self) -> Result<Vec<App>> {
        let mut apps = Vec::new();
        loop {
            let url = self
                .0
                .inner
                .http
                .hosts()
                .url(Service::Cloud, &["api", "v4", "apps"]);
            let offset = apps.len().to_string();
            let request = Request::new(
                "apps.details",
                Method::GET,
                url,
                Sign::Token,
                "mx:deployment:read",
            )
            .query(&[("offset", &offset), ("limit", "100")]);
            let answer = self.0.inner.http.send(request).await?;
            let page: V4Apps = decode("apps.details", false, &answer)?;
            let size = page.apps.len();
            let full = page.is_full();
            apps.extend(page.apps.into_iter().map(App::from));
            if size == 0 || !full {
                return Ok(apps);
            }
            if apps.len() >= MOST_ITEMS {
                return Err(endless("apps.details"));
            }
        }
    }
}

impl Apps {
    pub(super) async fn fetch(&self) -> Result<Vec<App>> {
        let url = self
            .0
            .inner
            .http
            .hosts()
            .url(Service::Deploy, &[V1[0], V1[1], "apps"]);
        let request = Request::new("apps.list", Method::GET, url, Sign::ApiKey, "API Rights");
        let answer = self.0.inner.http.send(request).await?;
        let apps: Vec<V1App> = decode("apps.list", false, &answer)?;
        Ok(apps.into_iter().map(App::from).collect())
    }
}
