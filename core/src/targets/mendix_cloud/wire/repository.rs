//! Branches and commits of the App Repository.

use mendix_deploy_model::cloud::{Branch, Commit};
use serde::Deserialize;
use serde_json::Value;

use super::instant;

#[derive(Deserialize)]
pub(crate) struct WireBranches {
    pub(crate) items: Vec<WireBranch>,
    pub(crate) cursors: Option<Cursors>,
}

#[derive(Deserialize)]
pub(crate) struct WireCommits {
    pub(crate) items: Vec<WireCommit>,
    pub(crate) cursors: Option<Cursors>,
}

#[derive(Deserialize)]
pub(crate) struct Cursors {
    pub(crate) next: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct WireBranch {
    name: String,
    latest_commit: Option<WireCommit>,
}

impl From<WireBranch> for Branch {
    fn from(wire: WireBranch) -> Self {
        Self {
            name: wire.name,
            latest_commit: wire.latest_commit.map(Into::into),
        }
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct WireCommit {
    id: String,
    author: Option<Author>,
    date: Option<Value>,
    #[serde(default)]
    message: String,
    #[serde(default)]
    related_stories: Option<Vec<Story>>,
    mendix_version: Option<String>,
}

#[derive(Deserialize)]
struct Author {
    name: Option<String>,
    email: Option<String>,
}

#[derive(Deserialize)]
struct Story {
    id: String,
}

impl From<WireCommit> for Commit {
    fn from(wire: WireCommit) -> Self {
        let (author_name, author_email) = wire
            .author
            .map_or((None, None), |author| (author.name, author.email));
        Self {
            id: wire.id,
            author_name,
            author_email,
            date: instant(wire.date.as_ref()),
            message: wire.message,
            related_stories: wire
                .related_stories
                .unwrap_or_default()
                .into_iter()
                .map(|story| story.id)
                .collect(),
            mendix_version: wire.mendix_version,
        }
    }
}
