//! Undo: back to the savepoint of a release.

use mendix_deploy_model::{
    Error, ErrorCode, Result,
    cloud::PackageStatus,
    error::ErrorDetail,
    findings::{Finding, Severity},
    landscapes::SnapshotPolicy,
    plans::{Expectation, PlannedPackage, Release, SavedPackage, Savepoint, Step, StepAction},
    verdicts::{Loss, ReleaseClass, RollbackSafety, RollbackVerdict},
};

use super::{Context, Draft, SettingsWrites, impossible, restore::restorable};
use crate::plan::{
    DATA_SINCE_SNAPSHOT, release_verdict,
    strategies::{DatabaseChange, Recreate, SavedSettings, Start},
    verdict::compared,
};

/// What happens to the database.
enum Course {
    /// It is the old version's own.
    Keep,
    /// The old version's start brings it in line.
    Synchronise {
        /// Whether that loses anything.
        loses: bool,
    },
    /// The savepoint's snapshot is restored.
    Restore,
}

pub(super) fn draft(context: &Context<'_>, run: &str, accept_loss: &[String]) -> Result<Draft> {
    let at = &context.wanted.address;
    let (release, savepoint) = release(context, run)?;
    let saved = savepoint.package.as_ref();
    let deployed = context.deployed().map(|d| &d.package_id);
    let mut findings = Vec::new();
    let settings = settings(context, release, savepoint, &mut findings);
    let Some(saved) = saved else {
        return Err(impossible(
            at,
            format!(
                "nothing was deployed before {}, so there is no version to go back to",
                release.run
            ),
        ));
    };
    if deployed == Some(&saved.package_id) && package_changed(release, saved) {
        // Somebody, perhaps this run itself, has gone back already, wholly or in part.
        if context.may_run() && settings.is_none() {
            let mut draft = Draft::nothing_to_do(
                context,
                format!(
                    "{at} runs the package from before {}: nothing to undo.",
                    release.run
                ),
            );
            draft.findings = findings;
            return Ok(draft);
        }
        if release.start_attempted {
            return Err(impossible(
                at,
                format!(
                    "the package from before {} is deployed again but does not run as it did; whether its database was restored cannot be read",
                    release.run
                ),
            )
            .with_remedy("Finish the run that began to go back, or deploy the package that is meant."));
        }
    }
    let verdict = release_verdict(release);
    let course = course(context, release, savepoint, &verdict, accept_loss)?;
    let transports = deployed != Some(&saved.package_id);
    let prepare = if transports {
        available(context, saved)?
    } else {
        Vec::new()
    };
    let keeps_model = matches!(course, Course::Keep) && !package_changed(release, saved);
    let own = match course {
        Course::Keep => None,
        _ => Some(context.timing()).filter(|timing| *timing != SnapshotPolicy::Never),
    };
    let mut draft = Draft::in_place(
        if keeps_model {
            ReleaseClass::Configuration
        } else {
            class_back(release)
        },
        summary(context, release, saved, &course),
    );
    draft.rollback = verdict;
    draft.findings = findings;
    draft.order.push("The rollback checklist is followed: what the new version did to the database, restore, the version before, verify, files, notice, record. The run records it.".to_owned());
    let (restore, start, database) = database(context, savepoint, &course, own);
    let expect = Expectation {
        package_id: Some(saved.package_id.clone()),
        model_version: saved.model_version.clone(),
        settings_applied: settings.is_some(),
        ..context.expect_running()
    };
    let recreate = Recreate {
        prepare,
        writes: SettingsWrites::default(),
        saved: settings,
        snapshot: own,
        before: format!("undoing {}", release.run),
        transport: transports.then(|| Some(saved.package_id.clone())),
        restore,
        start: Some(start),
        expect,
        verify_why: "The way back has ended only when the old version is seen to work.".to_owned(),
        database,
        judgement: None,
        no_way: None,
    };
    draft.package = Some(PlannedPackage {
        title: saved.name.clone(),
        package_id: Some(saved.package_id.clone()),
        sha256: saved.sha256.clone(),
        size_bytes: saved.size_bytes,
        model_version: saved.model_version.clone(),
        runtime_version: saved.runtime_version.clone(),
    });
    Ok(recreate.draft(context, draft))
}

/// The release, and that it is the last one: undoing an older one would silently undo those after it as well.
fn release<'a>(context: &Context<'a>, run: &str) -> Result<(&'a Release, &'a Savepoint)> {
    let at = &context.wanted.address;
    let Some(release) = context
        .facts
        .release
        .as_ref()
        .filter(|release| release.run == run)
    else {
        return Err(Error::new(
            ErrorCode::InputInvalid,
            format!("nothing is known about the release of the run {run:?}"),
        )
        .with_remedy("Observe the facts for this very change."));
    };
    if release.address != *at {
        return Err(Error::new(
            ErrorCode::InputInvalid,
            format!(
                "the run {} changed {}, not {at}",
                release.run, release.address
            ),
        ));
    }
    let Some(savepoint) = &release.savepoint else {
        return Err(impossible(
            at,
            format!(
                "the run {} ({}) left no savepoint",
                release.run,
                release.change.kind()
            ),
        ));
    };
    let deployed = context.deployed().map(|d| &d.package_id);
    let expected = [
        release.package.as_ref().map(|p| &p.package_id),
        savepoint.package.as_ref().map(|p| &p.package_id),
    ];
    if deployed.is_none() {
        return Err(impossible(
            at,
            "nothing is deployed any more, so this is not what the run left",
        )
        .with_remedy("Deploy the package that is meant; restore a snapshot afterwards if its data is wanted."));
    }
    if !expected.contains(&deployed) {
        return Err(impossible(
            at,
            format!(
                "it has the package {} deployed, which the run {} did not bring: somebody has deployed since",
                deployed.map_or("none", |id| id.as_str()),
                release.run
            ),
        )
        .with_remedy("Undo the later release first, or deploy the package that is meant."));
    }
    Ok((release, savepoint))
}

fn package_changed(release: &Release, saved: &SavedPackage) -> bool {
    release
        .package
        .as_ref()
        .is_none_or(|package| package.package_id != saved.package_id)
}

fn course(
    context: &Context<'_>,
    release: &Release,
    savepoint: &Savepoint,
    verdict: &RollbackVerdict,
    accept_loss: &[String],
) -> Result<Course> {
    let at = &context.wanted.address;
    let accepted = |name: &str| accept_loss.iter().any(|n| n == name);
    let without_restore: Vec<&Loss> = verdict
        .losses
        .iter()
        .filter(|loss| loss.name != DATA_SINCE_SNAPSHOT)
        .collect();
    let accepted_without_restore =
        !without_restore.is_empty() && without_restore.iter().all(|loss| accepted(&loss.name));
    let mut reasons = verdict.reasons.clone();
    let mut offered = verdict.losses.clone();
    let restore = restorable_snapshot(context, savepoint);
    match verdict.safety {
        // Neither a start nor other bytes: the database is as the old version left it.
        RollbackSafety::Safe if compared(release).is_none() || !release.start_attempted => {
            return Ok(Course::Keep);
        }
        RollbackSafety::Safe => return Ok(Course::Synchronise { loses: false }),
        // A start of the old version loses less than a restore does.
        RollbackSafety::LosesRecent if accepted_without_restore => {
            return Ok(Course::Synchronise { loses: true });
        }
        _ => {}
    }
    match restore {
        Ok(()) if accepted(DATA_SINCE_SNAPSHOT) => return Ok(Course::Restore),
        Ok(()) => reasons.push(
            "Restoring the savepoint's snapshot is possible; it loses what was stored since."
                .to_owned(),
        ),
        Err(error) => {
            offered.retain(|loss| loss.name != DATA_SINCE_SNAPSHOT);
            reasons.push(format!("A restore is not possible: {}.", error.message()));
        }
    }
    // Named one by one, also what a restore would have kept is somebody's to give up.
    if accepted_without_restore {
        return Ok(Course::Synchronise { loses: true });
    }
    let names: Vec<String> = offered.iter().map(|loss| loss.name.clone()).collect();
    let mut error = Error::new(
        ErrorCode::RollbackRefused,
        format!(
            "{at}: going back before {} is not safe ({}), and the loss was not accepted",
            release.run, verdict.safety
        ),
    )
    .with_context("environment", at)
    .with_context("run", &release.run)
    .with_detail(ErrorDetail::RefusedRollback {
        verdict: verdict.safety.as_str().to_owned(),
        reasons,
        losses: names.clone(),
    });
    if !names.is_empty() {
        error = error.with_remedy(format!(
            "Read the reasons; if one of these losses is acceptable, accept it by name: {}.",
            names.join(", ")
        ));
    }
    Err(error)
}

/// Whether the savepoint's snapshot can be restored.
fn restorable_snapshot(context: &Context<'_>, savepoint: &Savepoint) -> Result<()> {
    let at = &context.wanted.address;
    let saved = savepoint
        .snapshot
        .as_ref()
        .ok_or_else(|| impossible(at, "the savepoint has no snapshot"))?;
    let facts = context
        .facts
        .snapshot
        .as_ref()
        .filter(|facts| facts.snapshot_id == saved.snapshot_id)
        .ok_or_else(|| {
            impossible(
                at,
                format!("nothing is known about the snapshot {}", saved.snapshot_id),
            )
        })?;
    restorable(at, facts)
}

/// The class of the way back. What a release added, its undoing removes.
fn class_back(release: &Release) -> ReleaseClass {
    match compared(release).map(|changes| changes.release_class) {
        Some(class) if class.keeps_schema() => class,
        Some(ReleaseClass::Additive | ReleaseClass::Destructive) => ReleaseClass::Destructive,
        _ => ReleaseClass::Unknown,
    }
}

/// Steps that make the saved package usable again.
fn available(context: &Context<'_>, saved: &SavedPackage) -> Result<Vec<Step>> {
    let listed = context
        .facts
        .stored
        .as_ref()
        .filter(|stored| stored.package_id == saved.package_id)
        .and_then(|stored| stored.status.as_ref());
    if listed == Some(&PackageStatus::Succeeded) {
        return Ok(vec![context.step(
            "await-package",
            StepAction::AwaitPackage {
                package_id: Some(saved.package_id.clone()),
            },
            "A package that is gone is noticed here, while the app runs, and not after the stop.",
        )]);
    }
    let Some(file) = &saved.file else {
        return Err(impossible(
            &context.wanted.address,
            format!(
                "the platform does not have the package {} ({}) any more, and its bytes were not kept",
                saved.package_id, saved.name
            ),
        )
        .with_remedy("Build or upload that version again and deploy it."));
    };
    Ok(vec![context.step(
        "package",
        StepAction::RestorePackage {
            package_id: saved.package_id.clone(),
            file: Some(file.clone()),
            sha256: saved.sha256.clone(),
        },
        "The platform does not list the package any more; its bytes were kept.",
    )])
}

/// The savepoint's settings. What the landscape wants now is not written: undo goes back.
fn settings(
    context: &Context<'_>,
    release: &Release,
    savepoint: &Savepoint,
    findings: &mut Vec<Finding>,
) -> Option<SavedSettings> {
    let environment = context.environment();
    for saved in savepoint.constants.iter().filter(|saved| !saved.kept) {
        findings.push(context.finding(
            "undo.constant_not_kept",
            Severity::Warning,
            Some(&saved.name),
            format!(
                "the value that {} had before is not kept: it was masked or missing",
                saved.name
            ),
            "State the value that is meant in the landscape and configure, if the present one is wrong.",
        ));
    }
    let kept: Vec<&str> = savepoint
        .constants
        .iter()
        .filter(|saved| saved.kept)
        .map(|saved| saved.name.as_str())
        .collect();
    if kept.is_empty() && savepoint.scheduled_events.is_empty() {
        return None;
    }
    Some(SavedSettings {
        run: release.run.clone(),
        constants: environment
            .constants
            .iter()
            .filter(|fact| kept.contains(&fact.name.as_str()))
            .map(|fact| fact.name.clone())
            .collect(),
        scheduled_events: environment
            .scheduled_events
            .iter()
            .filter(|fact| {
                savepoint
                    .scheduled_events
                    .iter()
                    .any(|saved| saved.name == fact.name)
            })
            .map(|fact| fact.name.clone())
            .collect(),
    })
}

fn database(
    context: &Context<'_>,
    savepoint: &Savepoint,
    course: &Course,
    own: Option<SnapshotPolicy>,
) -> (Option<Step>, Start, DatabaseChange) {
    match course {
        Course::Keep => (
            None,
            Start {
                auto_sync_db: false,
                why: "The database is the old version's own and must not change.".to_owned(),
                point_of_no_return: None,
            },
            DatabaseChange::Never,
        ),
        Course::Synchronise { loses } => (
            None,
            Start {
                auto_sync_db: true,
                why: "The old version has to bring the new version's database in line with its model.".to_owned(),
                point_of_no_return: loses.then(|| if own.is_some() {
                    "The old version removes from the database what it does not know; only this run's own snapshot still has it.".to_owned()
                } else {
                    "The old version removes from the database what it does not know, and nothing keeps it.".to_owned()
                }),
            },
            DatabaseChange::AtStart,
        ),
        Course::Restore => {
            let restore = context.step(
                "restore",
                StepAction::RestoreSnapshot {
                    snapshot_id: savepoint.snapshot.as_ref().map(|s| s.snapshot_id.clone()),
                    source: None,
                    database_only: false,
                },
                "The old version needs the database and the files of its own time.",
            );
            (
                Some(restore),
                Start {
                    auto_sync_db: false,
                    why: "The restored database is the old version's own and must not change.".to_owned(),
                    point_of_no_return: None,
                },
                DatabaseChange::AtRestore,
            )
        }
    }
}

fn summary(
    context: &Context<'_>,
    release: &Release,
    saved: &SavedPackage,
    course: &Course,
) -> String {
    let data = match course {
        Course::Keep => "the database stays as it is",
        Course::Synchronise { loses: false } => {
            "the old version's start brings the database in line and loses nothing"
        }
        Course::Synchronise { loses: true } => {
            "the old version changes the database as it finds it"
        }
        Course::Restore => "with the data of the savepoint's snapshot",
    };
    format!(
        "{}: go back to {} as it ran before {}; {data}.",
        context.wanted.address, saved.name, release.run
    )
}
