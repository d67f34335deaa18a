//! From a version to commits and stories (Mendix Cloud APIs, 18.6).

use std::collections::BTreeMap;

use mendix_deploy_model::{
    ErrorClass, Result,
    cloud::{Commit, Story, Trace, TraceOptions, TracedStory},
};

use super::repository::Repository;

/// Most commits that are read per branch: a repository of ten years has some ten thousand.
const MAX_COMMITS: usize = 20_000;

/// Branches that an app is usually built from.
const MAIN: [&str; 3] = ["main", "trunk", "master"];

pub(super) async fn follow(
    repository: &Repository,
    app: &str,
    version: String,
    options: TraceOptions,
) -> Result<Trace> {
    let mut trace = Trace {
        revision: revision(&version).map(str::to_owned),
        version,
        since: options.since,
        branch: None,
        commits: Vec::new(),
        stories: Vec::new(),
        unknown: Vec::new(),
    };
    let Some(wanted) = trace.revision.clone() else {
        trace.unknown.push(format!(
            "The version {} names no revision: it was built locally, or was given by hand.",
            trace.version
        ));
        return Ok(trace);
    };
    let old = match &trace.since {
        None => None,
        Some(since) => {
            let old = revision(since).map(str::to_owned);
            if old.is_none() {
                trace.unknown.push(format!(
                    "The older version {since} names no revision, so the commits since then are not known."
                ));
            }
            old
        }
    };
    let mut branches: Vec<String> = repository
        .branches(app.to_owned())
        .all()
        .await?
        .into_iter()
        .map(|branch| branch.name)
        .collect();
    let first = options.branch.as_deref();
    branches.sort_by_key(|name| rank(name, first));
    for branch in branches {
        let found = search(repository, app, &branch, &wanted, old.as_deref()).await?;
        if found.is_cut {
            trace.unknown.push(format!(
                "Only the newest {MAX_COMMITS} commits of the branch {branch} were read."
            ));
        }
        if found.commits.is_empty() {
            continue;
        }
        if let (Some(since), Some(_), false) = (&trace.since, &old, found.reaches_old) {
            trace.unknown.push(format!(
                "The revision of {since} is not before that of {} on the branch {branch}, so the commits between them are not known.",
                trace.version
            ));
        }
        trace.branch = Some(branch);
        trace.commits = found.commits;
        break;
    }
    if trace.branch.is_none() {
        trace.unknown.push(format!(
            "No branch of the repository has the revision {wanted}."
        ));
        return Ok(trace);
    }
    add_stories(repository, app, &mut trace).await?;
    Ok(trace)
}

/// The revision at the end of a version: digits (SVN) or the beginning of a hash (Git).
fn revision(version: &str) -> Option<&str> {
    let (before, last) = version.rsplit_once('.')?;
    // Three parts are a version without a revision.
    let is_fourth = before.split('.').count() >= 3;
    let is_hash = (7..=64).contains(&last.len()) && last.bytes().all(|b| b.is_ascii_hexdigit());
    let is_number =
        !last.is_empty() && last.len() <= 10 && last.bytes().all(|b| b.is_ascii_digit());
    (is_fourth && (is_hash || is_number)).then_some(last)
}

/// Whether a commit has this revision: SVN's numbers are equal, Git's hashes begin with it.
fn is_revision(commit: &Commit, revision: &str) -> bool {
    let (id, revision) = (
        commit.id.to_ascii_lowercase(),
        revision.to_ascii_lowercase(),
    );
    id == revision || (id.len() >= 40 && revision.len() >= 7 && id.starts_with(&revision))
}

/// The order in which branches are searched. Names are compared with and without the folder of SVN.
fn rank(name: &str, first: Option<&str>) -> usize {
    let bare = name.strip_prefix("branches/").unwrap_or(name);
    if first.is_some_and(|first| first == name || first == bare) {
        return 0;
    }
    MAIN.iter()
        .position(|main| *main == bare)
        .map_or(MAIN.len() + 1, |at| at + 1)
}

#[derive(Default)]
struct Found {
    /// The commit that was built and, when the older one is reached, those after it.
    commits: Vec<Commit>,
    reaches_old: bool,
    is_cut: bool,
}

async fn search(
    repository: &Repository,
    app: &str,
    branch: &str,
    wanted: &str,
    old: Option<&str>,
) -> Result<Found> {
    let mut found = Found::default();
    let mut pager = repository.commits(app.to_owned(), branch.to_owned());
    for _ in 0..MAX_COMMITS {
        let Some(commit) = pager.next().await? else {
            found.commits.truncate(1);
            return Ok(found);
        };
        let is_old = old.is_some_and(|old| is_revision(&commit, old));
        if found.commits.is_empty() {
            if !is_revision(&commit, wanted) {
                continue;
            }
            // The same revision twice: nothing was added, and the commit is the answer all the same.
            found.reaches_old = is_old;
            found.commits.push(commit);
            if is_old || old.is_none() {
                return Ok(found);
            }
        } else if is_old {
            found.reaches_old = true;
            return Ok(found);
        } else {
            found.commits.push(commit);
        }
    }
    found.is_cut = true;
    found.commits.truncate(1);
    Ok(found)
}

/// Titles and states come from the backlog, which is paged through once: there is no call for a single story.
async fn add_stories(repository: &Repository, app: &str, trace: &mut Trace) -> Result<()> {
    let mut ids: Vec<String> = Vec::new();
    for id in trace
        .commits
        .iter()
        .flat_map(|commit| &commit.related_stories)
    {
        if !ids.contains(id) {
            ids.push(id.clone());
        }
    }
    if ids.is_empty() {
        return Ok(());
    }
    let known: Option<BTreeMap<String, Story>> =
        match repository.stories(app.to_owned()).all().await {
            Ok(stories) => Some(
                stories
                    .into_iter()
                    .map(|story| (story.id.clone(), story))
                    .collect(),
            ),
            Err(error)
                if matches!(
                    error.code().class(),
                    ErrorClass::CredentialsRefused
                        | ErrorClass::NotPermitted
                        | ErrorClass::NotFound
                ) =>
            {
                trace.unknown.push(format!(
                    "Titles of stories are not known: {}",
                    error.message()
                ));
                None
            }
            Err(error) => return Err(error),
        };
    for id in ids {
        let story = known.as_ref().and_then(|known| known.get(&id));
        if story.is_none() && known.is_some() {
            trace
                .unknown
                .push(format!("The backlog does not know the story {id}."));
        }
        trace.stories.push(TracedStory {
            title: story.map(|story| story.title.clone()),
            status: story.and_then(|story| story.status.clone()),
            id,
        });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{rank, revision};

    #[test]
    fn a_version_ends_with_its_revision() {
        for (version, expected) in [
            ("2.5.4.1f3a9c07", Some("1f3a9c07")),
            ("2.5.4.87", Some("87")),
            ("2.5.4", None),
            ("unversioned", None),
            ("2.5.4.beta", None),
            ("2.5.4.", None),
            ("", None),
            ("1.2.3.4.5", Some("5")),
        ] {
            assert_eq!(revision(version), expected, "{version}");
        }
    }

    #[test]
    fn the_given_branch_comes_first_then_the_main_line() {
        let mut names = ["branches/x", "branches/y", "trunk", "main"];
        names.sort_by_key(|name| rank(name, Some("y")));
        assert_eq!(names, ["branches/y", "main", "trunk", "branches/x"]);
    }
}
