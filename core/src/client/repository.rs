//! Branches and commits.

use futures::FutureExt;
use mendix_deploy_model::{
    Result,
    cloud::{Branch, Commit, ProjectId},
};
use mendix_deploy_surface::surface;
use reqwest::Method;

use super::Client;
use crate::{
    http::{Answer, Request, Service, Sign},
    pager::{Page, Pager},
    targets::mendix_cloud::wire::{WireBranch, WireBranches, WireCommits, decode},
};

const SCOPE: &str = "mx:modelrepository:repo:read";

/// Calls about the repository of an app.
#[derive(Debug, Clone)]
pub struct Repository(pub(super) Client);

/// Calls about the repository of an app.
#[surface(repository)]
impl Repository {
    /// The app's branches, page by page. Use a name as it is spelled here.
    ///
    /// Source: App Repository API, branches; needs a personal access token.
    pub fn branches(&self, app: String) -> Pager<Branch> {
        let this = self.clone();
        Pager::new(move |token| {
            let (this, app) = (this.clone(), app.clone());
            async move {
                let project = this.0.find_app(&app).await?.project_id;
                let answer = this
                    .call("repository.branches", &project, &["branches"], token)
                    .await?;
                let wire: WireBranches = decode("repository.branches", false, &answer)?;
                Ok(Page {
                    items: wire.items.into_iter().map(Branch::from).collect(),
                    next: wire.cursors.and_then(|cursors| cursors.next),
                })
            }
            .boxed()
        })
    }

    /// One branch with its newest commit.
    ///
    /// Source: App Repository API, branch. Errors: `mendixCloud.branch_not_found`.
    pub async fn branch(&self, app: String, branch: String) -> Result<Branch> {
        let project = self.0.find_app(&app).await?.project_id;
        let answer = self
            .call("repository.branch", &project, &["branches", &branch], None)
            .await?;
        decode::<WireBranch>("repository.branch", false, &answer).map(Into::into)
    }

    /// The commits of a branch, newest first, back to the first one of the repository.
    ///
    /// Source: App Repository API, commits. Errors: `mendixCloud.branch_not_found`.
    pub fn commits(&self, app: String, branch: String) -> Pager<Commit> {
        let this = self.clone();
        Pager::new(move |token| {
            let (this, app, branch) = (this.clone(), app.clone(), branch.clone());
            async move {
                let project = this.0.find_app(&app).await?.project_id;
                let path = ["branches", branch.as_str(), "commits"];
                let answer = this
                    .call("repository.commits", &project, &path, token)
                    .await?;
                let wire: WireCommits = decode("repository.commits", false, &answer)?;
                Ok(Page {
                    items: wire.items.into_iter().map(Commit::from).collect(),
                    next: wire.cursors.and_then(|cursors| cursors.next),
                })
            }
            .boxed()
        })
    }
}

impl Repository {
    async fn call(
        &self,
        call: &'static str,
        project: &ProjectId,
        path: &[&str],
        cursor: Option<String>,
    ) -> Result<Answer> {
        let mut segments = vec!["v1", "repositories", project.as_str()];
        segments.extend(path);
        let url = self
            .0
            .inner
            .http
            .hosts()
            .url(Service::Repository, &segments);
        let mut request =
            Request::new(call, Method::GET, url, Sign::Token, SCOPE).about("app", project);
        if let Some(cursor) = &cursor {
            request = request.query(&[("cursor", cursor), ("limit", "100")]);
        }
        self.0.inner.http.send(request).await
    }
}
