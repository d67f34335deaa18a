//! Releases and the way back.

use mendix_deploy_model::{landscapes::TargetKind, plans::Strategy, policies::ReleaseFacts};

use super::super::{
    rule::{
        Check::Environment, Judged, NOT_APPLICABLE, Rule, Stop, error, fails_if, need, need_ref,
        warning,
    },
    view::EnvironmentView,
};

pub(super) const RULES: &[Rule] = &[
    error("MX-REL-001", Environment(one_schema))
        .says("Both versions would use one schema", "Deploy in a maintenance window, with `recreate`.")
        .reads("release.strategy, sharedDatabase, schema, runtimeChanged", "G10")
        .note("The guide switches a selector between two versions on one database; the new version's leader migrates the schema before the switch."),
    warning("MX-REL-002", Environment(added_only))
        .says("The old version runs on the new schema for a while", "Rehearse it, or use `recreate`.")
        .reads("release.strategy, sharedDatabase, schema", "G10"),
    error("MX-REL-003", Environment(smoke_tests))
        .says("Traffic is switched untested", "Run smoke tests before.")
        .reads("release.strategy, smokeTests", "G10"),
    warning("MX-REL-004", Environment(keeps_old))
        .says("The old version is gone before the new one is verified", "Keep it for some hours.")
        .reads("release.strategy, keepOldHours", "G10"),
    error("MX-REL-005", Environment(canary))
        .says("The canary is not possible as written", "Let the share rise to 100, on a target that splits traffic.")
        .reads("release.strategy, weights, target", "G10")
        .note("The reference speaks of weights that sum to 100; weights here are the new version's share at each step, so that the last one is 100."),
    error("MX-REL-006", Environment(restores))
        .says("Rolling back the app alone would lose data", "Restore the backup with it.")
        .reads("release.rollback, schema, restoresDatabase", "G10"),
    warning("MX-REL-007", Environment(reverse_migration))
        .says("Migrated data does not go back by itself", "Migrate it back, or restore.")
        .reads("release.rollback, schema.migrationMicroflow, restoresDatabase", "G10"),
    warning("MX-REL-008", Environment(named_loss))
        .says("What was entered into new columns and tables is lost", "Accept the loss by name, or restore.")
        .reads("release.rollback, schema, restoresDatabase", "G10")
        .note("The guide says that nothing is lost; the older version does not know the new columns."),
    warning("MX-REL-009", Environment(reviewed))
        .says("The older version may drop what the newer one added", "Review the statements that its start proposes.")
        .reads("release.rollback, schema.added, reviewsDdl, restoresDatabase", "G10, own"),
    error("MX-REL-010", Environment(available))
        .says("There is nothing to go back to", "Keep packages and images long enough.")
        .reads("release.rollback, available", "G10"),
    warning("MX-REL-011", Environment(retention))
        .says("Few versions are kept", "Keep three at least.")
        .reads("release.retention", "G10"),
    error("MX-REL-012", Environment(checklist))
        .says("The plan of the rollback is incomplete", "Check health, tell people, and write an incident record.")
        .reads("release.rollback, healthCheck, notification, incidentRecord", "G10"),
    warning("MX-REL-013", Environment(files))
        .says("Files would not fit the database", "Restore files too.")
        .reads("release.rollback, filesChanged, restoresFiles", "G10"),
    error("MX-REL-014", Environment(recorded))
        .says("The deployment is not recorded", "Record who, what, when, package and result.")
        .reads("release.recorded", "E"),
];

fn strategy(e: &EnvironmentView<'_>) -> Result<Strategy, Stop> {
    need(&e.release()?.strategy, "release.strategy")
}

/// Stops unless two versions run on one database for a while.
fn both_versions(e: &EnvironmentView<'_>) -> Result<(), Stop> {
    let strategy = strategy(e)?;
    if !matches!(
        strategy,
        Strategy::Rolling | Strategy::BlueGreen | Strategy::Canary
    ) {
        return Err(Stop::NotApplicable);
    }
    match need(&e.release()?.shared_database, "release.sharedDatabase")? {
        true => Ok(()),
        false => Err(Stop::NotApplicable),
    }
}

/// Whether the schema loses or converts something.
fn beyond_added(e: &EnvironmentView<'_>) -> Result<bool, Stop> {
    let schema = e.schema()?;
    let some = |list: &Option<Vec<String>>| list.as_ref().is_some_and(|list| !list.is_empty());
    if some(&schema.removed) || some(&schema.retyped) {
        return Ok(true);
    }
    need_ref(&schema.removed, "release.schema.removed")?;
    need_ref(&schema.retyped, "release.schema.retyped")?;
    Ok(false)
}

fn migrates(e: &EnvironmentView<'_>) -> Result<bool, Stop> {
    let microflow = need_ref(
        &e.schema()?.migration_microflow,
        "release.schema.migrationMicroflow",
    )?;
    Ok(!microflow.is_empty())
}

fn adds(e: &EnvironmentView<'_>) -> Result<bool, Stop> {
    Ok(!need_ref(&e.schema()?.added, "release.schema.added")?.is_empty())
}

fn one_schema(e: &EnvironmentView<'_>) -> Judged {
    both_versions(e)?;
    let release = e.release()?;
    if release.runtime_changed == Some(true) {
        return fails_if(true, || "the runtime's version changes".to_owned());
    }
    let schema = beyond_added(e)? || migrates(e)?;
    if !schema {
        need(&release.runtime_changed, "release.runtimeChanged")?;
    }
    fails_if(schema, || {
        "the schema changes beyond what is added".to_owned()
    })
}

fn added_only(e: &EnvironmentView<'_>) -> Judged {
    both_versions(e)?;
    let only = adds(e)? && !beyond_added(e)?;
    let rehearsed = e.schema()?.rehearsed == Some(true);
    fails_if(only && !rehearsed, String::new)
}

fn smoke_tests(e: &EnvironmentView<'_>) -> Judged {
    if strategy(e)? != Strategy::BlueGreen {
        return NOT_APPLICABLE;
    }
    fails_if(
        !need(&e.release()?.smoke_tests, "release.smokeTests")?,
        String::new,
    )
}

fn keeps_old(e: &EnvironmentView<'_>) -> Judged {
    if strategy(e)? != Strategy::BlueGreen {
        return NOT_APPLICABLE;
    }
    fails_if(
        need(&e.release()?.keep_old_hours, "release.keepOldHours")? == 0,
        String::new,
    )
}

fn canary(e: &EnvironmentView<'_>) -> Judged {
    if strategy(e)? != Strategy::Canary {
        return NOT_APPLICABLE;
    }
    let target = e.target()?;
    if matches!(
        target,
        TargetKind::MendixCloud | TargetKind::Linux | TargetKind::Windows | TargetKind::Docker
    ) {
        return fails_if(true, || format!("{target} does not split traffic"));
    }
    let weights = need_ref(&e.release()?.weights, "release.weights")?;
    let rising = weights.windows(2).all(|pair| pair[0] < pair[1])
        && weights.first().is_none_or(|first| *first > 0);
    if !rising {
        return fails_if(true, || "the shares do not rise".to_owned());
    }
    fails_if(weights.last() != Some(&100), || {
        "the last share is not 100".to_owned()
    })
}

/// The release, when it goes back.
fn rollback<'a>(e: &EnvironmentView<'a>) -> Result<&'a ReleaseFacts, Stop> {
    let release = e.release()?;
    match need(&release.rollback, "release.rollback")? {
        true => Ok(release),
        false => Err(Stop::NotApplicable),
    }
}

fn restored(release: &ReleaseFacts) -> Result<bool, Stop> {
    need(&release.restores_database, "release.restoresDatabase")
}

fn restores(e: &EnvironmentView<'_>) -> Judged {
    let release = rollback(e)?;
    if !beyond_added(e)? {
        return Ok(Vec::new());
    }
    fails_if(!restored(release)?, String::new)
}

fn reverse_migration(e: &EnvironmentView<'_>) -> Judged {
    let release = rollback(e)?;
    if !migrates(e)? {
        return Ok(Vec::new());
    }
    fails_if(!restored(release)?, || {
        e.schema()
            .ok()
            .and_then(|schema| schema.migration_microflow.clone())
            .unwrap_or_default()
    })
}

fn named_loss(e: &EnvironmentView<'_>) -> Judged {
    let release = rollback(e)?;
    if !adds(e)? || beyond_added(e)? {
        return Ok(Vec::new());
    }
    fails_if(!restored(release)?, || {
        let added = e
            .schema()
            .ok()
            .and_then(|schema| schema.added.clone())
            .unwrap_or_default();
        added.iter().take(5).cloned().collect::<Vec<_>>().join(", ")
    })
}

fn reviewed(e: &EnvironmentView<'_>) -> Judged {
    let release = rollback(e)?;
    if !adds(e)? || restored(release)? {
        return Ok(Vec::new());
    }
    fails_if(
        !need(&release.reviews_ddl, "release.reviewsDdl")?,
        String::new,
    )
}

fn available(e: &EnvironmentView<'_>) -> Judged {
    fails_if(
        !need(&rollback(e)?.available, "release.available")?,
        String::new,
    )
}

fn retention(e: &EnvironmentView<'_>) -> Judged {
    let kept = need(&e.release()?.retention, "release.retention")?;
    fails_if(kept < 3, || kept.to_string())
}

fn checklist(e: &EnvironmentView<'_>) -> Judged {
    let release = rollback(e)?;
    let mut missing = Vec::new();
    for (there, fact, name) in [
        (release.health_check, "release.healthCheck", "health check"),
        (release.notification, "release.notification", "notification"),
        (
            release.incident_record,
            "release.incidentRecord",
            "incident record",
        ),
    ] {
        if !need(&there, fact)? {
            missing.push(name);
        }
    }
    fails_if(!missing.is_empty(), || {
        format!("no {}", missing.join(", no "))
    })
}

fn files(e: &EnvironmentView<'_>) -> Judged {
    let release = rollback(e)?;
    if !need(&release.files_changed, "release.filesChanged")? {
        return Ok(Vec::new());
    }
    fails_if(
        !need(&release.restores_files, "release.restoresFiles")?,
        String::new,
    )
}

fn recorded(e: &EnvironmentView<'_>) -> Judged {
    fails_if(
        !need(&e.release()?.recorded, "release.recorded")?,
        String::new,
    )
}
