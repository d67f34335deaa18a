//! Apps and the branches their packages are built from.

use serde::{Deserialize, Serialize};

use super::{
    environment::Environment,
    package::{Package, UploadJob},
};
use crate::archive::Metadata;

/// The kind of licence, which decides which calls work.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Licence {
    /// A Free App: no transport, no backups, a build deploys.
    Free,
    /// An app on a licensed node.
    #[default]
    Licensed,
}

/// One app.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct App {
    pub(crate) app_id: String,
    pub(crate) name: String,
    pub(crate) project_id: String,
    pub(crate) licence: Licence,
    pub(crate) technical_contact: String,
    pub(crate) region: String,
    /// User ids of the team.
    pub(crate) members: Vec<String>,
    pub(crate) environments: Vec<Environment>,
    pub(crate) packages: Vec<Package>,
    pub(crate) upload_jobs: Vec<UploadJob>,
    pub(crate) repository: Repository,
    /// The backlog.
    pub(crate) stories: Vec<Story>,
    /// What a build of this app contains.
    pub(crate) source: Metadata,
}

/// Where an app's model lives.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Repository {
    /// `git` or `svn`.
    #[serde(rename = "type")]
    pub(crate) kind: String,
    pub(crate) branches: Vec<Branch>,
}

/// A branch; its commits stand newest first.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Branch {
    pub(crate) name: String,
    pub(crate) commits: Vec<Commit>,
}

/// A commit, as seeds write it.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Commit {
    pub(crate) id: String,
    pub(crate) author_name: String,
    pub(crate) author_email: String,
    /// Epoch milliseconds.
    pub(crate) date: i64,
    pub(crate) message: String,
    #[serde(default)]
    pub(crate) related_stories: Vec<String>,
    #[serde(default)]
    pub(crate) mendix_version: Option<String>,
}

/// A story, as seeds write it.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Story {
    pub(crate) id: String,
    pub(crate) title: String,
    #[serde(rename = "type", default = "feature")]
    pub(crate) story_type: String,
    #[serde(default = "done")]
    pub(crate) status: String,
}

fn feature() -> String {
    "Feature".to_owned()
}

fn done() -> String {
    "Done".to_owned()
}

impl App {
    pub(crate) fn package(&self, id: &str) -> Option<&Package> {
        self.packages.iter().find(|package| package.id == id)
    }

    /// The environment whose deployed package is `id`.
    pub(crate) fn user_of(&self, id: &str) -> Option<&Environment> {
        self.environments
            .iter()
            .find(|environment| environment.package.as_deref() == Some(id))
    }
}

impl Repository {
    /// The full id of a commit given by its full id or its beginning.
    pub(crate) fn resolve(&self, revision: &str) -> Option<&Commit> {
        let is_exact = self.kind == "svn";
        self.branches
            .iter()
            .flat_map(|branch| &branch.commits)
            .find(|commit| {
                commit.id == revision
                    || (!is_exact && revision.len() >= 7 && commit.id.starts_with(revision))
            })
    }
}
