//! Data of environments.

use mendix_deploy_model::{
    landscapes::Tier,
    policies::{DataOrigin, JobKind},
};

use super::super::{
    rule::{
        Check::{App, Environment},
        Judged, NOT_APPLICABLE, Rule, Stop, error, fails_if, info, need, need_ref, violation,
        warning,
    },
    sets::{ACCEPTANCE, EARLY, NOT_PRODUCTION},
    view::{AppView, EnvironmentView},
};

pub(super) const RULES: &[Rule] = &[
    error("MX-DAT-001", Environment(not_of_production))
        .tiers(NOT_PRODUCTION)
        .says("Data of production stands outside of it", "Anonymise it.")
        .reads("data", "G11"),
    warning("MX-DAT-002", Environment(made_up))
        .tiers(EARLY)
        .says("Made-up data is expected", "Replace it.")
        .reads("data", "G11"),
    warning("MX-DAT-003", Environment(realistic))
        .tiers(ACCEPTANCE)
        .says(
            "Acceptance needs realistic data without persons",
            "Refresh it from an anonymised copy.",
        )
        .reads("data", "G11"),
    info("MX-DAT-004", App(versioned))
        .says(
            "Test data is not under version control",
            "Keep exports with the project.",
        )
        .reads("project.versionedTestData", "G11"),
    error("MX-DAT-005", App(refresh))
        .says(
            "Personal data would stand in acceptance",
            "Anonymise between restore and start, with scheduled events off until then.",
        )
        .reads("pipelines.jobs", "G11"),
];

fn origin(e: &EnvironmentView<'_>) -> Result<DataOrigin, Stop> {
    need(&e.facts.data, "data")
}

fn not_of_production(e: &EnvironmentView<'_>) -> Judged {
    fails_if(origin(e)? == DataOrigin::Production, String::new)
}

fn made_up(e: &EnvironmentView<'_>) -> Judged {
    let origin = origin(e)?;
    fails_if(
        !matches!(origin, DataOrigin::Synthetic | DataOrigin::Seeded),
        || format!("it is {origin}"),
    )
}

fn realistic(e: &EnvironmentView<'_>) -> Judged {
    let origin = origin(e)?;
    fails_if(origin != DataOrigin::Anonymised, || {
        format!("it is {origin}")
    })
}

fn versioned(app: &AppView<'_>) -> Judged {
    fails_if(
        !need(
            &app.project()?.versioned_test_data,
            "project.versionedTestData",
        )?,
        || app.name.to_owned(),
    )
}

fn refresh(app: &AppView<'_>) -> Judged {
    let (mut found, mut any) = (Vec::new(), false);
    for pipeline in app.pipelines()? {
        for job in need_ref(&pipeline.jobs, "pipelines.jobs")? {
            let to_acceptance = job
                .environment
                .as_deref()
                .is_some_and(|name| app.of_tier(Tier::Acceptance).any(|e| e.name == name));
            if job.does != Some(JobKind::Refresh) || !to_acceptance {
                continue;
            }
            any = true;
            if !need(&job.anonymises, "pipelines.jobs.anonymises")? {
                found.push(violation(format!("the job {}", job.name)).about(&job.name));
            }
        }
    }
    if any { Ok(found) } else { NOT_APPLICABLE }
}
