//! The package that comes: where it is, how it gets onto the platform, what is known about it.

use mendix_deploy_model::{
    Address, Error, ErrorCode, Result,
    changes::PackageRef,
    cloud::{PackageId, PackageStatus},
    findings::{Finding, Severity},
    plans::{PackageFacts, PlannedPackage, Step, StepAction, StoredFacts},
};

use super::{Context, impossible, writes::PackageNames};
use crate::plan::observed::is_build_of;

/// The package that comes.
pub(super) struct Incoming<'a> {
    /// Steps that make it usable, none of which touches the environment.
    pub(super) prepare: Vec<Step>,
    pub(super) planned: PlannedPackage,
    /// Its contents, where somebody has seen them.
    pub(super) names: Option<PackageNames<'a>>,
    /// Why it gets there this way.
    pub(super) order: Option<String>,
}

/// Finds the package.
pub(super) fn incoming<'a>(
    context: &Context<'a>,
    package: &PackageRef,
    findings: &mut Vec<Finding>,
) -> Result<Incoming<'a>> {
    match package {
        PackageRef::FilePackage { path } => from_file(context, path, findings),
        PackageRef::StoredPackage { package_id } => stored(context, package_id),
        PackageRef::RevisionPackage {
            branch,
            revision,
            description,
            ..
        } => from_revision(context, branch, revision.as_deref(), description.as_deref()),
        PackageRef::RunningPackage { environment } => running(context, environment),
    }
}

fn from_file<'a>(
    context: &Context<'a>,
    path: &str,
    findings: &mut Vec<Finding>,
) -> Result<Incoming<'a>> {
    let Some(facts) = &context.facts.package else {
        return Err(missing_facts(format!("nothing is known about {path}")));
    };
    if let Some(project) = &facts.project_id
        && project != context.facts.app.project_id.as_str()
    {
        findings.push(context.finding(
            "package.other_project",
            Severity::Warning,
            Some(&facts.file_name),
            format!(
                "{} was built from the project {project}, the app's project id is {}",
                facts.file_name, context.facts.app.project_id
            ),
            "Check that this is the package of this app.",
        ));
    }
    let known = context.facts.stored.as_ref().filter(|stored| {
        stored.sha256.as_deref() == Some(facts.sha256.as_str())
            && stored.status == Some(PackageStatus::Succeeded)
    });
    let (prepare, order) = match known {
        Some(stored) => (
            vec![await_package(context, &stored.package_id)],
            format!(
                "The platform has these bytes already, as package {}: nothing is uploaded.",
                stored.package_id
            ),
        ),
        None => (
            vec![
                context.step(
                    "upload",
                    StepAction::UploadPackage {
                        file: path.to_owned(),
                        name: facts.file_name.clone(),
                        sha256: facts.sha256.clone(),
                        size_bytes: facts.size_bytes,
                    },
                    "The platform deploys only what it stores. The digest is that of the plan, computed again while sending.",
                ),
                context.step(
                    "await-upload",
                    StepAction::AwaitUpload {},
                    "The platform answers before it has processed the file.",
                ),
                context.step(
                    "await-package",
                    StepAction::AwaitPackage { package_id: None },
                    "A package that is still processed cannot be transported (503); it is better to wait while the app runs.",
                ),
            ],
            "The package is uploaded and processed while the app still runs.".to_owned(),
        ),
    };
    Ok(Incoming {
        prepare,
        planned: PlannedPackage {
            title: facts.file_name.clone(),
            package_id: known.map(|stored| stored.package_id.clone()),
            sha256: Some(facts.sha256.clone()),
            size_bytes: Some(facts.size_bytes),
            model_version: Some(facts.model_version.clone()),
            runtime_version: Some(facts.runtime_version.clone()),
        },
        names: Some(names(facts)),
        order: Some(order),
    })
}

fn stored<'a>(context: &Context<'a>, package_id: &PackageId) -> Result<Incoming<'a>> {
    let at = &context.wanted.address;
    let Some(stored) = context
        .facts
        .stored
        .as_ref()
        .filter(|stored| stored.package_id == *package_id)
    else {
        return Err(missing_facts(format!(
            "nothing is known about the package {package_id}"
        )));
    };
    usable(at, stored)?;
    Ok(Incoming {
        prepare: vec![await_stored(context, stored)],
        planned: from_platform(stored.name.clone(), stored, context.facts.package.as_ref()),
        names: context.facts.package.as_ref().map(names),
        order: None,
    })
}

fn running<'a>(context: &Context<'a>, source: &Address) -> Result<Incoming<'a>> {
    let at = &context.wanted.address;
    // The planner has checked that the facts are about this source.
    let Some(environment) = &context.facts.source_environment else {
        return Err(missing_facts(format!("nothing is known about {source}")));
    };
    let Some(deployed) = &environment.deployed else {
        return Err(impossible(at, format!("{source} has nothing deployed")));
    };
    let Some(stored) = context
        .facts
        .stored
        .as_ref()
        .filter(|stored| stored.package_id == deployed.package_id)
    else {
        return Err(missing_facts(format!(
            "nothing is known about the package {} that {source} runs",
            deployed.package_id
        )));
    };
    usable(at, stored)?;
    let mut planned = from_platform(
        format!("{} as {source} runs it", deployed.name),
        stored,
        context.facts.package.as_ref(),
    );
    planned.sha256 = planned.sha256.or_else(|| deployed.sha256.clone());
    planned.runtime_version = planned
        .runtime_version
        .or_else(|| environment.runtime_version.clone());
    // The settings of the source are those of the package it has deployed.
    let names = context.facts.package.as_ref().map_or_else(
        || PackageNames {
            constants: environment
                .constants
                .iter()
                .map(|c| c.name.as_str())
                .collect(),
            scheduled_events: environment
                .scheduled_events
                .iter()
                .map(|e| e.name.as_str())
                .collect(),
        },
        names,
    );
    Ok(Incoming {
        prepare: vec![await_stored(context, stored)],
        planned,
        names: Some(names),
        order: Some(format!(
            "The package that {source} has deployed is transported itself: nothing is built or uploaded again, so the same bytes run."
        )),
    })
}

fn from_revision<'a>(
    context: &Context<'a>,
    branch: &str,
    revision: Option<&str>,
    description: Option<&str>,
) -> Result<Incoming<'a>> {
    let facts = revision_facts(context, branch, revision)?;
    let existing = context.facts.stored.as_ref().filter(|stored| {
        stored
            .version
            .as_deref()
            .is_some_and(|version| is_build_of(version, &facts.version, &facts.revision))
            && stored.status != Some(PackageStatus::Failed)
            && stored.status.is_some()
    });
    let title = format!(
        "{} of {branch} at {}",
        facts.version,
        short(&facts.revision)
    );
    if let Some(stored) = existing {
        return Ok(Incoming {
            prepare: vec![await_stored(context, stored)],
            planned: from_platform(title, stored, None),
            names: None,
            order: Some(format!(
                "The package {} was built from this revision already: no second build.",
                stored.package_id
            )),
        });
    }
    let mut prepare = build(context, facts, description);
    prepare.push(context.step(
        "await-package",
        StepAction::AwaitPackage { package_id: None },
        "What was built is usable only once the platform has stored it.",
    ));
    Ok(Incoming {
        prepare,
        planned: PlannedPackage {
            title,
            package_id: None,
            sha256: None,
            size_bytes: None,
            model_version: None,
            runtime_version: None,
        },
        names: None,
        order: Some(
            "The build runs while the app still runs; a failed build changes nothing.".to_owned(),
        ),
    })
}

/// The revision facts of the change.
pub(super) fn revision_facts<'a>(
    context: &Context<'a>,
    branch: &str,
    revision: Option<&str>,
) -> Result<&'a mendix_deploy_model::plans::RevisionFacts> {
    let Some(facts) = &context.facts.revision else {
        return Err(missing_facts(format!(
            "nothing is known about the branch {branch}"
        )));
    };
    let same = facts.branch == branch
        && revision.is_none_or(|wanted| {
            !wanted.is_empty()
                && (facts.revision.starts_with(wanted) || wanted.starts_with(&facts.revision))
        });
    if !same || facts.revision.is_empty() {
        return Err(missing_facts(format!(
            "the facts are about {} of {:?}, the change names {} of {branch:?}",
            facts.revision,
            facts.branch,
            revision.unwrap_or("the newest revision")
        )));
    }
    let parts: Vec<&str> = facts.version.split('.').collect();
    let numeric = |part: &&str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if parts.len() != 3 || !parts.iter().all(numeric) {
        return Err(Error::new(
            ErrorCode::InputInvalid,
            format!(
                "{:?} is not a version of three numbers, such as 2.5.4",
                facts.version
            ),
        ));
    }
    Ok(facts)
}

/// The steps that build a revision.
pub(super) fn build(
    context: &Context<'_>,
    facts: &mendix_deploy_model::plans::RevisionFacts,
    description: Option<&str>,
) -> Vec<Step> {
    let main = matches!(facts.branch.as_str(), "main" | "trunk");
    let branch = if main || facts.branch.starts_with("branches/") {
        facts.branch.clone()
    } else {
        format!("branches/{}", facts.branch)
    };
    vec![
        context.step(
            "build",
            StepAction::StartBuild {
                branch,
                revision: facts.revision.clone(),
                version: facts.version.clone(),
                description: description.map(str::to_owned),
            },
            "There is no package of this revision and version yet.",
        ),
        context.step(
            "await-build",
            StepAction::AwaitBuild {
                revision: facts.revision.clone(),
            },
            "Only a finished build shows whether the revision compiles, and which revision it is.",
        ),
    ]
}

fn usable(at: &Address, stored: &StoredFacts) -> Result<()> {
    match &stored.status {
        Some(PackageStatus::Failed) => Err(impossible(
            at,
            format!("the package {} failed to build", stored.package_id),
        )),
        None => Err(impossible(
            at,
            format!(
                "the platform does not have the package {} any more",
                stored.package_id
            ),
        )
        .with_remedy("Upload or build the package again.")),
        Some(_) => Ok(()),
    }
}

fn await_package(context: &Context<'_>, id: &PackageId) -> Step {
    context.step(
        "await-package",
        StepAction::AwaitPackage {
            package_id: Some(id.clone()),
        },
        "A package that is gone or still processed is noticed here, while the app runs, and not after the stop.",
    )
}

/// Waits as long as a build takes when the package is still being built, by whomever.
fn await_stored(context: &Context<'_>, stored: &StoredFacts) -> Step {
    let mut step = await_package(context, &stored.package_id);
    if stored.status != Some(PackageStatus::Succeeded) {
        let building = context.step(
            "await-build",
            StepAction::AwaitBuild {
                revision: String::new(),
            },
            "",
        );
        step.deadline_seconds = step.deadline_seconds.max(building.deadline_seconds);
        step.poll_seconds = building.poll_seconds;
    }
    step
}

fn from_platform(
    title: String,
    stored: &StoredFacts,
    contents: Option<&PackageFacts>,
) -> PlannedPackage {
    PlannedPackage {
        title,
        package_id: Some(stored.package_id.clone()),
        sha256: stored
            .sha256
            .clone()
            .or_else(|| contents.map(|c| c.sha256.clone())),
        size_bytes: stored.size_bytes,
        model_version: stored
            .version
            .clone()
            .or_else(|| contents.map(|c| c.model_version.clone())),
        runtime_version: stored
            .runtime_version
            .clone()
            .or_else(|| contents.map(|c| c.runtime_version.clone())),
    }
}

fn names(facts: &PackageFacts) -> PackageNames<'_> {
    PackageNames {
        constants: facts.constants.iter().map(|c| c.name.as_str()).collect(),
        scheduled_events: facts.scheduled_events.iter().map(String::as_str).collect(),
    }
}

fn short(revision: &str) -> &str {
    revision.get(..8).unwrap_or(revision)
}

fn missing_facts(message: String) -> Error {
    Error::new(ErrorCode::InputInvalid, message)
        .with_remedy("Observe the facts for this very change.")
}
