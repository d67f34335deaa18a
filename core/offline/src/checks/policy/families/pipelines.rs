//! Pipelines.

use mendix_deploy_model::{
    landscapes::Tier,
    policies::{DeployedArtifact, JobKind, PipelineFacts, PipelineJob},
};

use super::{
    super::{
        rule::{
            Check::{App, Environment},
            Judged, NOT_APPLICABLE, Rule, Stop, error, fails_if, need, need_ref, violation,
            warning,
        },
        sets::{IMAGES, PROTECTED},
        view::{AppView, EnvironmentView},
    },
    builds::each,
};

pub(super) const RULES: &[Rule] = &[
    error("MX-PIP-001", App(builds))
        .says("The pipeline builds nothing", "Add a build job.")
        .reads("pipelines.jobs", "G9"),
    error("MX-PIP-002", App(tests))
        .says("What is deployed was not tested", "Add a test job before the first deployment, which fails the run.")
        .reads("pipelines.jobs", "G9, G11")
        .note("The guide asks `/unittest/` with curl, which tests nothing: tests are started and asked with a password."),
    error("MX-PIP-003", App(images))
        .says("No image is made between build and deployment", "Add a job that builds and publishes it.")
        .reads("pipelines.jobs, targets", "G9"),
    error("MX-PIP-004", App(production_gate))
        .says("Nobody else has to approve a deployment to production", "Protect the environment.")
        .reads("pipelines.jobs.approval, selfApproval", "G11, E"),
    warning("MX-PIP-005", App(acceptance_gate))
        .says("Nobody approves a deployment to acceptance", "Add an approval.")
        .reads("pipelines.jobs.approval", "G11"),
    error("MX-PIP-006", App(not_latest))
        .says("Another package than the wanted one may be deployed", "Pass the package's id or digest.")
        .reads("pipelines.jobs.artifact", "G9")
        .note("The guide writes `\"PackageId\": \"latest\"`, which the platform does not know."),
    error("MX-PIP-007", App(same_artifact))
        .says("The package may change on its way", "Compare its SHA-256 with what was built.")
        .reads("pipelines.jobs.artifact", "G9, E"),
    error("MX-PIP-008", App(branches))
        .says("Branch and environment do not match", "Deploy production from main, acceptance from release branches or main, test from develop or main.")
        .reads("pipelines.jobs.branches", "G11"),
    error("MX-PIP-009", App(feature_branches))
        .says("Feature branches are deployed to a shared environment", "Keep them local.")
        .reads("pipelines.jobs.branches", "G11"),
    error("MX-PIP-010", App(literal_secrets))
        .says("A secret stands in the pipeline", "Take it from the secret store of the build server, and rotate it.")
        .reads("pipelines.literalSecrets", "G9, G12"),
    warning("MX-PIP-011", App(triggers))
        .says("Deployments are started by something else than usual", "Test on every commit, acceptance on release candidates, production on approved releases.")
        .reads("pipelines.jobs.trigger", "G11"),
    error("MX-PIP-012", Environment(by_pipeline))
        .tiers(PROTECTED)
        .says("A person deploys", "Let the pipeline do it.")
        .reads("release.byPipeline", "G11"),
    warning("MX-PIP-013", App(exclusive))
        .says("A job may hang, or two deployments may overlap", "Set a timeout and a lock for each environment.")
        .reads("pipelines.timeout, exclusive", "own"),
    warning("MX-PIP-014", App(gitlab_rules))
        .says("`only` and `except` are the old way", "Use `rules`.")
        .reads("pipelines.provider, keywords", "G9")
        .note("The guide uses `only`; GitLab still reads it."),
    error("MX-PIP-015", App(order))
        .says("Environments are not passed in order", "Let each deployment need the one before it.")
        .reads("pipelines.jobs.needs", "G11"),
    warning("MX-PIP-016", App(verified))
        .says("A deployment is not checked", "Add a smoke test or a health check after it.")
        .reads("pipelines.jobs", "G9, G10"),
];

fn jobs(pipeline: &PipelineFacts) -> Result<&[PipelineJob], Stop> {
    need_ref(&pipeline.jobs, "pipelines.jobs").map(Vec::as_slice)
}

fn does(job: &PipelineJob, kind: JobKind) -> bool {
    job.does == Some(kind)
}

/// Jobs that deploy, with the tier they deploy to.
fn deploys<'p>(
    app: &AppView<'_>,
    pipeline: &'p PipelineFacts,
) -> Result<Vec<(&'p PipelineJob, Option<Tier>)>, Stop> {
    let found: Vec<_> = jobs(pipeline)?
        .iter()
        .filter(|job| does(job, JobKind::Deploy))
        .map(|job| {
            let tier = job
                .environment
                .as_ref()
                .and_then(|name| app.environments.iter().find(|e| e.name == name))
                .and_then(|e| e.facts.tier);
            (job, tier)
        })
        .collect();
    if found.is_empty() {
        Err(Stop::NotApplicable)
    } else {
        Ok(found)
    }
}

/// Jobs of the pipeline that a job waits for, directly or through others.
fn before<'p>(all: &'p [PipelineJob], job: &'p PipelineJob) -> Vec<&'p PipelineJob> {
    let mut found: Vec<&PipelineJob> = Vec::new();
    let mut open: Vec<&PipelineJob> = vec![job];
    while let Some(next) = open.pop() {
        for name in &next.needs {
            if let Some(needed) = all.iter().find(|job| &job.name == name)
                && !found.iter().any(|known| known.name == needed.name)
            {
                found.push(needed);
                open.push(needed);
            }
        }
    }
    found
}

fn builds(app: &AppView<'_>) -> Judged {
    each(app, |pipeline| {
        fails_if(
            !jobs(pipeline)?.iter().any(|job| does(job, JobKind::Build)),
            || pipeline.name.clone(),
        )
    })
}

fn tests(app: &AppView<'_>) -> Judged {
    each(app, |pipeline| {
        let all = jobs(pipeline)?;
        let deploys = deploys(app, pipeline)?;
        let first = deploys[0].0;
        let position = all
            .iter()
            .position(|job| job.name == first.name)
            .unwrap_or(0);
        let tests: Vec<_> = all[..position]
            .iter()
            .filter(|job| does(job, JobKind::Test))
            .collect();
        if tests.is_empty() {
            return fails_if(true, || format!("no test before {}", first.name));
        }
        if tests.iter().any(|job| job.required == Some(true)) {
            return Ok(Vec::new());
        }
        for test in &tests {
            need(&test.required, "pipelines.jobs.required")?;
        }
        fails_if(true, || format!("{} cannot fail the run", tests[0].name))
    })
}

fn images(app: &AppView<'_>) -> Judged {
    each(app, |pipeline| {
        let all = jobs(pipeline)?;
        let mut any = false;
        let mut found = Vec::new();
        for (job, _) in deploys(app, pipeline)? {
            let target = job
                .environment
                .as_ref()
                .and_then(|name| app.environments.iter().find(|e| e.name == name))
                .and_then(|e| e.facts.target);
            match target {
                None => return Err(Stop::Waits("target of the job's environment")),
                Some(target) if IMAGES.contains(&target) => {}
                Some(_) => continue,
            }
            any = true;
            let position = all
                .iter()
                .position(|other| other.name == job.name)
                .unwrap_or(0);
            if !all[..position].iter().any(|job| does(job, JobKind::Image)) {
                found.push(violation(format!("before {}", job.name)).about(&job.name));
            }
        }
        if any { Ok(found) } else { NOT_APPLICABLE }
    })
}

/// Holds every job that deploys to one of the tiers against `check`.
fn each_deploy(
    app: &AppView<'_>,
    tiers: &[Tier],
    check: impl Fn(&PipelineJob, Option<Tier>) -> Result<Option<String>, Stop>,
) -> Judged {
    each(app, |pipeline| {
        let (mut found, mut any) = (Vec::new(), false);
        for (job, tier) in deploys(app, pipeline)? {
            if !tiers.is_empty() {
                match tier {
                    None => return Err(Stop::Waits("environment of the job, with its tier")),
                    Some(tier) if tiers.contains(&tier) => {}
                    Some(_) => continue,
                }
            }
            any = true;
            if let Some(detail) = check(job, tier)? {
                found.push(violation(format!("{}: {detail}", job.name)).about(&job.name));
            }
        }
        if any { Ok(found) } else { NOT_APPLICABLE }
    })
}

fn production_gate(app: &AppView<'_>) -> Judged {
    each_deploy(app, &[Tier::Production], |job, _| {
        if !need(&job.approval, "pipelines.jobs.approval")? {
            return Ok(Some("no approval".to_owned()));
        }
        let own = need(&job.self_approval, "pipelines.jobs.selfApproval")?;
        Ok(own.then(|| "one's own approval counts".to_owned()))
    })
}

fn acceptance_gate(app: &AppView<'_>) -> Judged {
    each_deploy(app, &[Tier::Acceptance], |job, _| {
        let approval = need(&job.approval, "pipelines.jobs.approval")?;
        Ok((!approval).then(|| "no approval".to_owned()))
    })
}

fn not_latest(app: &AppView<'_>) -> Judged {
    each_deploy(app, &[], |job, _| {
        let artifact = need(&job.artifact, "pipelines.jobs.artifact")?;
        Ok((artifact == DeployedArtifact::Latest).then(|| "it takes the latest".to_owned()))
    })
}

fn same_artifact(app: &AppView<'_>) -> Judged {
    each_deploy(app, &[], |job, _| {
        let artifact = need(&job.artifact, "pipelines.jobs.artifact")?;
        Ok((artifact == DeployedArtifact::Unchecked)
            .then(|| "nothing compares it with what was built".to_owned()))
    })
}

fn is_main(branch: &str) -> bool {
    matches!(branch, "main" | "trunk" | "master")
}

fn fits(tier: Tier, branch: &str) -> bool {
    match tier {
        Tier::Production => matches!(branch, "main" | "trunk"),
        Tier::Acceptance => is_main(branch) || branch.starts_with("release/"),
        Tier::Test => is_main(branch) || branch == "develop",
        Tier::Development | Tier::Sandbox => true,
    }
}

fn branches(app: &AppView<'_>) -> Judged {
    each_deploy(
        app,
        &[Tier::Test, Tier::Acceptance, Tier::Production],
        |job, tier| {
            let branches = need_ref(&job.branches, "pipelines.jobs.branches")?;
            let Some(tier) = tier else { return Ok(None) };
            if branches.is_empty() {
                return Ok(Some("any branch".to_owned()));
            }
            let wrong: Vec<&str> = branches
                .iter()
                .map(String::as_str)
                .filter(|branch| !fits(tier, branch))
                .collect();
            Ok((!wrong.is_empty()).then(|| format!("{} to {tier}", wrong.join(", "))))
        },
    )
}

fn feature_branches(app: &AppView<'_>) -> Judged {
    each_deploy(
        app,
        &[Tier::Test, Tier::Acceptance, Tier::Production],
        |job, _| {
            let branches = need_ref(&job.branches, "pipelines.jobs.branches")?;
            let feature = branches.iter().find(|branch| {
                branch.starts_with("feature/") || matches!(branch.as_str(), "*" | "**")
            });
            Ok(feature.cloned())
        },
    )
}

fn literal_secrets(app: &AppView<'_>) -> Judged {
    each(app, |pipeline| {
        let places = need_ref(&pipeline.literal_secrets, "pipelines.literalSecrets")?;
        Ok(places
            .iter()
            .map(|place| violation(format!("{}, {place}", pipeline.name)).about(place))
            .collect())
    })
}

fn triggers(app: &AppView<'_>) -> Judged {
    each_deploy(
        app,
        &[Tier::Test, Tier::Acceptance, Tier::Production],
        |job, tier| {
            let trigger = need_ref(&job.trigger, "pipelines.jobs.trigger")?;
            let wanted = match tier {
                Some(Tier::Test) => "commit",
                Some(Tier::Acceptance) => "releaseCandidate",
                _ => "approvedRelease",
            };
            Ok((trigger != wanted).then(|| format!("{trigger}, not {wanted}")))
        },
    )
}

fn by_pipeline(e: &EnvironmentView<'_>) -> Judged {
    let release = e.release()?;
    fails_if(!need(&release.by_pipeline, "release.byPipeline")?, || {
        release.deployer.clone().unwrap_or_default()
    })
}

fn exclusive(app: &AppView<'_>) -> Judged {
    each(app, |pipeline| {
        deploys(app, pipeline)?;
        let mut wrong = Vec::new();
        if !need(&pipeline.timeout, "pipelines.timeout")? {
            wrong.push("no timeout");
        }
        if !need(&pipeline.exclusive, "pipelines.exclusive")? {
            wrong.push("no lock");
        }
        fails_if(!wrong.is_empty(), || wrong.join(", "))
    })
}

fn gitlab_rules(app: &AppView<'_>) -> Judged {
    each(app, |pipeline| {
        if need_ref(&pipeline.provider, "pipelines.provider")? != "gitlab" {
            return NOT_APPLICABLE;
        }
        let words = need_ref(&pipeline.keywords, "pipelines.keywords")?;
        let old: Vec<&str> = words
            .iter()
            .map(String::as_str)
            .filter(|word| matches!(*word, "only" | "except"))
            .collect();
        fails_if(!old.is_empty(), || old.join(", "))
    })
}

fn order(app: &AppView<'_>) -> Judged {
    let chain = [Tier::Test, Tier::Acceptance, Tier::Production];
    each(app, |pipeline| {
        let all = jobs(pipeline)?;
        let deploys = deploys(app, pipeline)?;
        let (mut found, mut any) = (Vec::new(), false);
        for (job, tier) in &deploys {
            let Some(tier) = tier else {
                return Err(Stop::Waits("environment of the job, with its tier"));
            };
            let Some(position) = chain.iter().position(|known| known == tier) else {
                continue;
            };
            any = true;
            let earlier = before(all, job);
            // The nearest tier below that the app has at all.
            let Some(previous) = chain[..position]
                .iter()
                .rev()
                .find(|tier| app.of_tier(**tier).next().is_some())
            else {
                continue;
            };
            let passed = deploys.iter().any(|(other, tier)| {
                *tier == Some(*previous) && earlier.iter().any(|job| job.name == other.name)
            });
            if !passed {
                found.push(
                    violation(format!(
                        "{} does not need a deployment to {previous}",
                        job.name
                    ))
                    .about(&job.name),
                );
            }
        }
        if any { Ok(found) } else { NOT_APPLICABLE }
    })
}

fn verified(app: &AppView<'_>) -> Judged {
    each(app, |pipeline| {
        let all = jobs(pipeline)?;
        let mut found = Vec::new();
        for (job, _) in deploys(app, pipeline)? {
            let checked = all.iter().any(|other| {
                does(other, JobKind::Verify)
                    && (other.needs.contains(&job.name)
                        || (other.environment.is_some() && other.environment == job.environment))
            });
            if !checked {
                found.push(violation(job.name.clone()).about(&job.name));
            }
        }
        Ok(found)
    })
}
