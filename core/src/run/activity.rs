//! Who acts, from where, in which job; and the journals read back.

use std::collections::BTreeMap;

use mendix_deploy_model::{
    Address, Result,
    cloud::PackageId,
    runs::{ActivityOptions, Actor, JournalEntry, RunId, RunRecord},
};

use super::{
    journal::{Journal, read_course},
    state::RunState,
};

/// Variables that CI products set in every job, the common one last.
pub(super) const CI_MARKS: &[&str] = &[
    "GITHUB_ACTIONS",
    "GITLAB_CI",
    "TF_BUILD",
    "JENKINS_URL",
    "CIRCLECI",
    "BUILDKITE",
    "BITBUCKET_BUILD_NUMBER",
    "TEAMCITY_VERSION",
    "CI",
];

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// Who acts: the caller's word, else the CI job's user, else the user of this machine.
pub fn actor(name: Option<&str>, api_user: Option<String>) -> Actor {
    let name = name.map(str::to_owned).or_else(|| {
        [
            "GITHUB_ACTOR",
            "GITLAB_USER_LOGIN",
            "BUILD_REQUESTEDFOREMAIL",
            "BUILD_USER_ID",
            "CIRCLE_USERNAME",
            "BUILDKITE_BUILD_CREATOR_EMAIL",
            "USER",
            "LOGNAME",
            "USERNAME",
        ]
        .into_iter()
        .find_map(variable)
    });
    Actor {
        name: name.unwrap_or_else(|| "unknown".to_owned()),
        host: host(),
        ci_run: ci_run(),
        api_user,
    }
}

/// This machine's name.
fn host() -> String {
    std::fs::read_to_string("/proc/sys/kernel/hostname")
        .ok()
        .map(|text| text.trim().to_owned())
        .filter(|name| !name.is_empty())
        .or_else(|| variable("HOSTNAME"))
        .or_else(|| variable("COMPUTERNAME"))
        .unwrap_or_else(|| "unknown".to_owned())
}

/// The CI run as an address where the product tells one, else as an id.
fn ci_run() -> Option<String> {
    let github = || {
        Some(format!(
            "{}/{}/actions/runs/{}",
            variable("GITHUB_SERVER_URL")?,
            variable("GITHUB_REPOSITORY")?,
            variable("GITHUB_RUN_ID")?
        ))
    };
    let azure = || {
        Some(format!(
            "{}{}/_build/results?buildId={}",
            variable("SYSTEM_COLLECTIONURI")?,
            variable("SYSTEM_TEAMPROJECT")?,
            variable("BUILD_BUILDID")?
        ))
    };
    github().or_else(azure).or_else(|| {
        [
            "CI_JOB_URL",
            "CIRCLE_BUILD_URL",
            "BUILDKITE_BUILD_URL",
            "BUILD_URL",
            "BITBUCKET_BUILD_NUMBER",
            "BUILD_NUMBER",
        ]
        .into_iter()
        .find_map(variable)
    })
}

/// The entries about one environment, oldest first.
///
/// # Errors
///
/// As reading a run; a run whose journal is corrupt fails the whole, because activity with a hole is no evidence.
pub async fn read_activity(
    journal: &dyn Journal,
    address: &Address,
    options: &ActivityOptions,
) -> Result<Vec<JournalEntry>> {
    let runs = match &options.run {
        Some(run) => vec![RunId::new(run.clone())],
        None => journal.list().await?,
    };
    let mut found = Vec::new();
    for run in runs {
        let entries = match read_course(journal, &run).await {
            Ok(course) => course.entries,
            // A process died before the first entry was complete: nothing ever happened under this id.
            Err(error)
                if error.code() == mendix_deploy_model::ErrorCode::RunNotFound
                    && options.run.is_none() =>
            {
                continue;
            }
            Err(error) => return Err(error),
        };
        let is_about = matches!(
            entries.first().map(|entry| &entry.record),
            Some(RunRecord::RunStarted { plan, .. }) if plan.address == *address
        );
        if is_about {
            found.extend(
                entries
                    .into_iter()
                    .filter(|entry| options.since.is_none_or(|since| entry.at >= since)),
            );
        }
    }
    found.sort_by(|one, other| {
        (one.at, &one.run, one.sequence).cmp(&(other.at, &other.run, other.sequence))
    });
    Ok(found)
}

/// The newest release of each environment whose savepoint leads back to this package: deleting it would cut the way.
///
/// # Errors
///
/// As reading a run.
pub async fn savepoints_with(
    journal: &dyn Journal,
    package: &PackageId,
) -> Result<Vec<(Address, RunId)>> {
    let mut newest: BTreeMap<Address, (RunId, bool)> = BTreeMap::new();
    // Run ids sort by time.
    for run in journal.list().await? {
        let Ok(course) = read_course(journal, &run).await else {
            // What cannot be read cannot be vouched for; it is reported when the run itself is asked for.
            continue;
        };
        let state = RunState::replay(&course)?;
        let Some(savepoint) = &state.savepoint else {
            continue;
        };
        let refers = savepoint
            .package
            .as_ref()
            .is_some_and(|saved| saved.package_id == *package);
        newest.insert(state.plan.address.clone(), (run, refers));
    }
    Ok(newest
        .into_iter()
        .filter(|(_, (_, refers))| *refers)
        .map(|(address, (run, _))| (address, run))
        .collect())
}
