//! Steps with their sentences, deadlines and the marks that follow from their kind.

use mendix_deploy_model::plans::{Downtime, Expectation, Step, StepAction};

use super::Context;

/// Pace and patience of a kind of step, in seconds. Polling as documented for the platform: 5 for stop, start and
/// upload jobs, 10 to 15 for builds, 15 to 30 for backups. Restores of many files take hours.
struct Pace {
    deadline: u64,
    poll: u64,
    /// How long it usually takes; for the estimate of the downtime only.
    usual: u64,
}

const fn pace(action: &StepAction) -> Pace {
    let (deadline, poll, usual) = match action {
        StepAction::ConfirmFacts {} => (120, 5, 5),
        StepAction::UploadPackage { .. } => (3_600, 5, 120),
        StepAction::AwaitUpload {} => (1_800, 5, 60),
        StepAction::StartBuild { .. } => (300, 10, 10),
        StepAction::AwaitBuild { .. } => (3_600, 15, 600),
        StepAction::AwaitPackage { .. } => (900, 5, 10),
        StepAction::RecordSavepoint {
            keep_bytes: true, ..
        } => (3_600, 5, 120),
        StepAction::RecordSavepoint { .. } => (300, 5, 5),
        StepAction::RestorePackage { .. } => (3_600, 5, 60),
        StepAction::StopEnvironment {} => (600, 5, 60),
        StepAction::TakeSnapshot { .. } => (7_200, 20, 300),
        StepAction::TransportPackage { .. } => (900, 5, 30),
        StepAction::WriteSettings { .. } | StepAction::RestoreSettings { .. } => (120, 5, 5),
        StepAction::StartEnvironment { .. } => (1_800, 5, 120),
        StepAction::VerifyEnvironment { .. } => (300, 5, 30),
        StepAction::RestoreSnapshot { .. } => (28_800, 30, 900),
        StepAction::ScaleEnvironment { .. } => (600, 5, 60),
        StepAction::MakeArchive { .. } => (7_200, 20, 300),
        StepAction::DownloadArchive { .. } => (28_800, 20, 600),
    };
    Pace {
        deadline,
        poll,
        usual,
    }
}

impl Context<'_> {
    /// A step with the sentences of its kind.
    pub(in crate::plan) fn step(&self, id: &str, action: StepAction, why: &str) -> Step {
        let pace = pace(&action);
        let deadline_seconds = self
            .options
            .deadline_seconds
            .get(action.kind())
            .copied()
            .or_else(|| self.wanted.deadline(&action).filter(|seconds| *seconds > 0))
            .unwrap_or(pace.deadline);
        let (ensures, observes) = self.sentences(&action);
        Step {
            id: id.to_owned(),
            ensures,
            observes,
            why: why.to_owned(),
            deadline_seconds,
            poll_seconds: pace.poll.min(deadline_seconds),
            irreversible: matches!(action, StepAction::RestoreSnapshot { .. }),
            downtime: false,
            action,
        }
    }

    /// The step that ends every plan.
    pub(in crate::plan) fn verify(&self, expect: Expectation, why: &str) -> Step {
        self.step("verify", StepAction::VerifyEnvironment { expect }, why)
    }

    fn sentences(&self, action: &StepAction) -> (String, String) {
        let at = &self.wanted.address;
        let package = |id: &Option<_>| match id {
            Some(id) => format!("package {id}"),
            None => "this run's package".to_owned(),
        };
        let pair = |ensures: String, observes: &str| (ensures, observes.to_owned());
        match action {
            StepAction::ConfirmFacts {} => pair(
                format!("{at} is still as it was when the plan was made"),
                "environment, deployed package, settings, source",
            ),
            StepAction::UploadPackage { name, sha256, .. } => pair(
                format!(
                    "the platform has {name} with SHA-256 {}",
                    sha256.get(..12).unwrap_or(sha256)
                ),
                "the package list, by name, size and time, when an earlier answer was lost",
            ),
            StepAction::AwaitUpload {} => pair(
                "the upload's job is completed".to_owned(),
                "the upload's job",
            ),
            StepAction::StartBuild {
                branch,
                revision,
                version,
                ..
            } => pair(
                format!("a build of {branch} at {revision} as {version} exists"),
                "the package list, by version and revision",
            ),
            StepAction::AwaitBuild { revision } => pair(
                format!(
                    "the build has succeeded and its version ends with the beginning of {revision}"
                ),
                "the package's status and version",
            ),
            StepAction::AwaitPackage { package_id } => pair(
                format!("{} can be transported", package(package_id)),
                "the package's status",
            ),
            StepAction::RecordSavepoint { keep_bytes, .. } => pair(
                if *keep_bytes {
                    format!("package, its bytes, settings and model version of {at} are recorded")
                } else {
                    format!("package, settings and model version of {at} are recorded")
                },
                "the journal, whether this run has recorded them already",
            ),
            StepAction::RestorePackage { package_id, .. } => pair(
                format!("the platform has package {package_id}, or its kept bytes under a new id"),
                "the package list",
            ),
            StepAction::StopEnvironment {} => pair(
                format!("{at} does not run"),
                "the environment's status, twice: it can be stale",
            ),
            StepAction::TakeSnapshot { .. } => pair(
                format!("a completed snapshot of {at} exists"),
                "the snapshot list, by this run's comment",
            ),
            StepAction::TransportPackage { package_id } => pair(
                format!("{} is deployed in {at}", package(package_id)),
                "the environment's deployed package",
            ),
            StepAction::WriteSettings {
                constants,
                scheduled_events,
            } => pair(
                format!(
                    "the environment has the wanted values of {}",
                    counted(constants.len(), scheduled_events.len())
                ),
                "the environment's settings, whole",
            ),
            StepAction::RestoreSettings { run } => pair(
                match run {
                    Some(run) => {
                        format!("the settings that {run} wrote have the values of its savepoint")
                    }
                    None => "the settings that this run wrote have the values of its savepoint"
                        .to_owned(),
                },
                "the environment's settings, whole",
            ),
            StepAction::StartEnvironment { auto_sync_db } => pair(
                if *auto_sync_db {
                    format!("{at} runs; the runtime may change the database to match the model")
                } else {
                    format!("{at} runs; the runtime must not change the database's structure")
                },
                "the environment's status, and the start job of this run",
            ),
            StepAction::VerifyEnvironment { expect } => pair(
                expectation(expect),
                "status, package, model version, settings, URLs",
            ),
            StepAction::RestoreSnapshot {
                snapshot_id,
                source,
                database_only,
            } => {
                let what = snapshot_id.as_ref().map_or_else(
                    || "this run's snapshot".to_owned(),
                    |id| format!("snapshot {id}"),
                );
                let origin = source
                    .as_ref()
                    .map_or_else(String::new, |from| format!(" of {from}"));
                let files = if *database_only {
                    ", without its files"
                } else {
                    ""
                };
                pair(
                    format!("{at} has the data of {what}{origin}{files}"),
                    "the restore of this run; a lost answer is never repeated",
                )
            }
            StepAction::ScaleEnvironment {
                instances,
                memory_per_instance_mb,
            } => pair(
                format!("{at} has {instances} instances with {memory_per_instance_mb} MB each"),
                "nothing: the platform has no call that reads the scale",
            ),
            StepAction::MakeArchive { .. } => pair(
                "a downloadable archive of the snapshot exists".to_owned(),
                "the archive of this run; a lost answer is never repeated",
            ),
            StepAction::DownloadArchive { file } => {
                pair(format!("the archive is in {file}, complete"), "the file")
            }
        }
    }
}

/// `3 constants and 1 scheduled event`.
pub(super) fn counted(constants: usize, events: usize) -> String {
    let word = |n: usize, word: &str| format!("{n} {word}{}", if n == 1 { "" } else { "s" });
    match (constants, events) {
        (0, events) => word(events, "scheduled event"),
        (constants, 0) => word(constants, "constant"),
        (constants, events) => format!(
            "{} and {}",
            word(constants, "constant"),
            word(events, "scheduled event")
        ),
    }
}

fn expectation(expect: &Expectation) -> String {
    let mut parts = Vec::new();
    if let Some(status) = &expect.status {
        parts.push(format!("the environment is {status}"));
    }
    if let Some(id) = &expect.package_id {
        parts.push(format!("package {id} is deployed"));
    } else if expect.package_of_this_run {
        parts.push("this run's package is deployed".to_owned());
    }
    if let Some(version) = &expect.model_version {
        parts.push(format!("the model version is {version}"));
    }
    if expect.settings_applied {
        parts.push("the running app uses the written settings".to_owned());
    }
    if let Some(url) = &expect.public_url {
        parts.push(format!("{url} answers"));
    }
    match expect.checks.len() {
        0 => {}
        1 => parts.push("1 check passes".to_owned()),
        n => parts.push(format!("{n} checks pass")),
    }
    if parts.is_empty() {
        "nothing can be read here".to_owned()
    } else {
        parts.join(", ")
    }
}

/// From the first step with downtime to the last.
pub(super) fn downtime(steps: &[Step]) -> Option<Downtime> {
    let first = steps.iter().find(|step| step.downtime)?;
    let last = steps.iter().rfind(|step| step.downtime)?;
    let within = || steps.iter().filter(|step| step.downtime);
    Some(Downtime {
        from_step: first.id.clone(),
        to_step: last.id.clone(),
        expected_seconds: within().map(|step| pace(&step.action).usual).sum(),
        at_most_seconds: within()
            .map(|step| step.deadline_seconds)
            .fold(0, u64::saturating_add),
    })
}
