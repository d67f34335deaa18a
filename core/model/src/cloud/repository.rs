//! Branches and commits (App Repository API).

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
