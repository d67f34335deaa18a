//! Branches, commits and stories (App Repository API, Epics API).

use mendix_deploy_surface::model;

use crate::time::Timestamp;

/// A commit.
#[model(eq)]
pub struct Commit {
    /// Hash (Git) or revision number (SVN).
    pub id: String,
    /// Author's name.
    pub author_name: Option<String>,
    /// Author's e-mail address.
    pub author_email: Option<String>,
    /// When it was made.
    pub date: Option<Timestamp>,
    /// Its message.
    pub message: String,
    /// Ids of related stories.
    pub related_stories: Vec<String>,
    /// Version of Studio Pro.
    pub mendix_version: Option<String>,
}

/// A branch.
#[model(eq)]
pub struct Branch {
    /// Its name as the repository spells it.
    pub name: String,
    /// Its newest commit.
    pub latest_commit: Option<Commit>,
}

/// A story of the app's backlog.
#[model(eq)]
pub struct Story {
    /// Its readable id, such as `ORD-17`; commits name it.
    pub id: String,
    /// Its title.
    pub title: String,
    /// `Feature` or `Bug`.
    #[serde(rename = "type")]
    pub story_type: Option<String>,
    /// Where it stands, in the team's own words.
    pub status: Option<String>,
}

/// Where a version comes from: its revision, its branch, the commits that it brings, and their stories.
#[model(eq)]
pub struct Trace {
    /// The version.
    pub version: String,
    /// The older version, when one was given.
    pub since: Option<String>,
    /// The revision that the version names; absent when it names none.
    pub revision: Option<String>,
    /// The branch on which the revision was found first.
    pub branch: Option<String>,
    /// Commits after the older version up to this one, newest first. Without an older version, or when it is not on the
    /// same branch, only the commit that was built.
    pub commits: Vec<Commit>,
    /// Stories that these commits name, in the order of their first mention. A story without title and status is one
    /// that the backlog does not know any more, or that could not be asked for.
    pub stories: Vec<TracedStory>,
    /// What could not be found out, one sentence each.
    pub unknown: Vec<String>,
}

/// A story that commits name.
#[model(eq)]
pub struct TracedStory {
    /// Its id, as the commits spell it.
    pub id: String,
    /// Its title.
    pub title: Option<String>,
    /// Where it stands.
    pub status: Option<String>,
}
