//! Branches, commits and stories.

use futures::FutureExt;
use mendix_deploy_model::{
    Result,
    cloud::{Branch, Commit, ProjectId, Story, Trace, TraceOptions},
};
use mendix_deploy_surface::surface;
use reqwest::Method;

use super::Client;
use crate::{
    http::{Answer, Request, Service, Sign},
    pager::{Page, Pager},
    targets::mendix_cloud::wire::{WireBranch, WireBranches, WireCommits, WireStories, decode},
};

const SCOPE: &str = "mx:modelrepository:repo:read";

const EPICS_SCOPE: &str = "mx:epics:read";

/// Stories asked for at once.
const STORIES: u64 = 100;

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

    /// The stories of the app's backlog, page by page.
    ///
    /// Source: Epics API, stories; needs a personal access token with the scope `mx:epics:read`.
    pub fn stories(&self, app: String) -> Pager<Story> {
        let this = self.clone();
        Pager::new(move |token| {
            let (this, app) = (this.clone(), app.clone());
            async move {
                let project = this.0.find_app(&app).await?.project_id;
                // The service pages by position; a token that is none begins anew.
                let offset = token.and_then(|token| token.parse().ok()).unwrap_or(0);
                let answer = this.page_of_stories(&project, offset).await?;
                let wire: WireStories = decode("repository.stories", false, &answer)?;
                let end = offset + wire.stories.len() as u64;
                let goes_on =
                    !wire.stories.is_empty() && wire.total_stories.is_some_and(|total| end < total);
                Ok(Page {
                    items: wire.stories.into_iter().map(Story::from).collect(),
                    next: goes_on.then(|| end.to_string()),
                })
            }
            .boxed()
        })
    }

    /// Follows a version to its revision, to the commits it brings and to their stories.
    ///
    /// A version that the platform or mxbuild gave ends with the revision: `2.5.4.1f3a9c07`. The branch is not recorded;
    /// all of them are searched, the given one and the main line first. What cannot be found is said in the result and
    /// is no error.
    ///
    /// Source: App Repository API and Epics API; needs a personal access token, for titles of stories with the scope
    /// `mx:epics:read`.
    pub async fn trace(
        &self,
        app: String,
        version: String,
        options: TraceOptions,
    ) -> Result<Trace> {
        super::trace::follow(self, &app, version, options).await
    }
}

impl Repository {
    async fn page_of_stories(&self, project: &ProjectId, offset: u64) -> Result<Answer> {
        let url = self.0.inner.http.hosts().url(
            Service::Epics,
            &["v1", "projects", project.as_str(), "stories"],
        );
        let (limit, offset) = (STORIES.to_string(), offset.to_string());
        let request = Request::new(
            "repository.stories",
            Method::GET,
            url,
            Sign::Token,
            EPICS_SCOPE,
        )
        .about("app", project)
        .query(&[("limit", &limit), ("offset", &offset)]);
        self.0.inner.http.send(request).await
    }

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
