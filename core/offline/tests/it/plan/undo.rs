//! Undoing a release.

use mendix_deploy_model::{
    ErrorCode,
    changes::Change,
    cloud::{EnvironmentStatus, PackageId, SnapshotId},
    error::ErrorDetail,
    plans::{FailurePoint, StepAction},
    verdicts::RollbackSafety,
};

use super::support::*;

#[test]
fn packages_that_nobody_compared_are_refused_with_reasons_and_names() {
    let error = refuse(&production(), &undo(&[]), &after_release(release()));
    assert_eq!(error.code(), ErrorCode::RollbackRefused);
    let Some(ErrorDetail::RefusedRollback {
        verdict,
        reasons,
        losses,
    }) = error.detail()
    else {
        panic!()
    };
    assert_eq!(verdict, "unknown");
    assert!(!reasons.is_empty());
    assert_eq!(losses, &["unknownSchemaChanges", "dataSinceSnapshot"]);
}

#[test]
fn the_snapshot_is_restored_when_that_loss_is_accepted() {
    let plan = make(
        &production(),
        &undo(&["dataSinceSnapshot"]),
        &after_release(release()),
    );
    assert_eq!(
        ids(&plan),
        [
            "await-package",
            "confirm",
            "savepoint",
            "stop",
            "snapshot",
            "transport",
            "restore",
            "settings",
            "start",
            "verify"
        ]
    );
    assert_eq!(
        plan.step("restore").unwrap().action,
        StepAction::RestoreSnapshot {
            snapshot_id: Some(SnapshotId::new("snapshot-1")),
            source: None,
            database_only: false
        }
    );
    assert!(!auto_sync(&plan, "start"), "the database is its own");
    assert_eq!(plan.point_of_no_return.as_ref().unwrap().step, "restore");
    assert_eq!(
        plan.step("settings").unwrap().action,
        StepAction::RestoreSettings {
            run: Some("run-1".to_owned())
        },
        "no value is in the plan"
    );
    let StepAction::RecordSavepoint { constants, .. } = &plan.step("savepoint").unwrap().action
    else {
        panic!()
    };
    assert_eq!(constants, &["Mail.Host"]);
    // And if the undo itself fails, its own snapshot leads forward again.
    assert_eq!(
        kinds(&plan.way_back_from(FailurePoint::StartFailed).unwrap().steps),
        [
            "stopEnvironment",
            "transportPackage",
            "restoreSnapshot",
            "restoreSettings",
            "startEnvironment",
            "verifyEnvironment"
        ]
    );
}

#[test]
fn without_a_restore_only_when_the_unknown_is_accepted() {
    let plan = make(
        &production(),
        &undo(&["unknownSchemaChanges"]),
        &after_release(release()),
    );
    assert!(plan.step("restore").is_none());
    assert!(auto_sync(&plan, "start"));
    assert_eq!(plan.point_of_no_return.as_ref().unwrap().step, "start");
}

#[test]
fn a_snapshot_that_is_gone_is_not_offered() {
    let mut facts = after_release(release());
    facts.snapshot.as_mut().unwrap().state = None;
    let error = refuse(&production(), &undo(&["dataSinceSnapshot"]), &facts);
    assert_eq!(error.code(), ErrorCode::RollbackRefused);
    let Some(ErrorDetail::RefusedRollback { losses, .. }) = error.detail() else {
        panic!()
    };
    assert_eq!(losses, &["unknownSchemaChanges"]);
}

#[test]
fn no_start_attempted_is_safe() {
    let mut release = release();
    release.start_attempted = false;
    let plan = make(&production(), &undo(&[]), &after_release(release));
    assert_eq!(plan.rollback.safety, RollbackSafety::Safe);
    assert!(!auto_sync(&plan, "start"));
    assert!(plan.step("restore").is_none());
}

#[test]
fn equal_bytes_are_safe_and_equal_versions_are_not() {
    let mut release = release();
    let package = release.package.as_mut().unwrap();
    package.model_version = Some("2.5.3.60".to_owned());
    let error = refuse(&production(), &undo(&[]), &after_release(release.clone()));
    assert_eq!(error.code(), ErrorCode::RollbackRefused);
    let digest = Some("cd".repeat(32));
    release.package.as_mut().unwrap().sha256 = digest.clone();
    let saved = release
        .savepoint
        .as_mut()
        .unwrap()
        .package
        .as_mut()
        .unwrap();
    saved.sha256 = digest;
    let plan = make(&production(), &undo(&[]), &after_release(release));
    assert_eq!(plan.rollback.safety, RollbackSafety::Safe);
}

#[test]
fn a_kept_file_replaces_a_package_that_is_gone() {
    let mut facts = after_release(release());
    facts.stored = None;
    let error = refuse(&production(), &undo(&["dataSinceSnapshot"]), &facts);
    assert_eq!(error.code(), ErrorCode::PlanImpossible);
    let saved = facts.release.as_mut().unwrap().savepoint.as_mut().unwrap();
    saved.package.as_mut().unwrap().file = Some("savepoints/run-1.mda".to_owned());
    let plan = make(&production(), &undo(&["dataSinceSnapshot"]), &facts);
    assert_eq!(ids(&plan)[0], "package");
}

#[test]
fn somebody_elses_later_deployment_is_not_undone_with_it() {
    let mut facts = after_release(release());
    facts.environment.deployed.as_mut().unwrap().package_id = PackageId::new("package-r");
    let error = refuse(&production(), &undo(&["dataSinceSnapshot"]), &facts);
    assert_eq!(error.code(), ErrorCode::PlanImpossible);
    assert!(error.message().contains("package-r"));
}

#[test]
fn what_is_back_already_needs_nothing_and_half_way_needs_a_person() {
    let mut release = release();
    release.savepoint.as_mut().unwrap().constants.clear();
    let mut facts = after_release(release);
    facts.environment = environment("production", OLD, "2.5.3.60");
    assert_eq!(ids(&make(&production(), &undo(&[]), &facts)), ["verify"]);
    facts.environment.status = EnvironmentStatus::Stopped;
    assert_eq!(
        refuse(&production(), &undo(&[]), &facts).code(),
        ErrorCode::PlanImpossible
    );
}

#[test]
fn a_configuration_is_undone_by_its_old_values() {
    let mut release = release();
    release.change = Change::Configure { restart: true };
    release.package.as_mut().unwrap().package_id = PackageId::new(OLD);
    release.rollback.safety = RollbackSafety::Safe;
    let mut facts = after_release(release);
    facts.environment = environment("production", OLD, "2.5.3.60");
    let plan = make(&production(), &undo(&[]), &facts);
    assert_eq!(
        ids(&plan),
        ["savepoint", "settings", "stop", "start", "verify"]
    );
    assert!(!auto_sync(&plan, "start"));
}

#[test]
fn the_same_package_before_and_after_a_start_that_synchronised_proves_nothing() {
    // It was transported by somebody and not started: the release started it on the old version's database.
    let mut release = release();
    release.package.as_mut().unwrap().package_id = PackageId::new(OLD);
    assert_ne!(release.rollback.safety, RollbackSafety::Safe);
    let mut facts = after_release(release);
    facts.environment = environment("production", OLD, "2.5.3.60");
    let error = refuse(&production(), &undo(&[]), &facts);
    assert_eq!(error.code(), ErrorCode::RollbackRefused, "{error}");
}

#[test]
fn a_release_without_a_savepoint_cannot_be_undone() {
    let mut release = release();
    release.savepoint = None;
    assert_eq!(
        refuse(&production(), &undo(&[]), &after_release(release)).code(),
        ErrorCode::PlanImpossible
    );
}

#[test]
fn facts_about_another_run_or_snapshot_are_not_taken_for_the_wanted_one() {
    let mut other = release();
    other.run = "run-2".to_owned();
    assert_eq!(
        refuse(&production(), &undo(&[]), &after_release(other)).code(),
        ErrorCode::InputInvalid
    );
    let mut facts = facts();
    facts.snapshot = Some(snapshot("snapshot-2", "2.5.3.60"));
    let change = Change::RestoreBackup {
        snapshot: SnapshotId::new("snapshot-1"),
        source: None,
        database_only: false,
        accept_loss: Vec::new(),
    };
    assert_eq!(
        refuse(&production(), &change, &facts).code(),
        ErrorCode::InputInvalid
    );
}

#[test]
fn no_value_of_a_savepoint_gets_into_a_plan() {
    let mut facts = after_release(release());
    let savepoint = facts.release.as_mut().unwrap().savepoint.as_mut().unwrap();
    savepoint.constants[0].value = Some("planted-4711".to_owned());
    let plan = make(&production(), &undo(&["dataSinceSnapshot"]), &facts);
    assert!(
        !serde_json::to_string(&plan)
            .unwrap()
            .contains("planted-4711")
    );
    assert!(!format!("{plan:?}").contains("planted-4711"));
    assert_eq!(
        mendix_deploy_offline::plan::changed(&plan.facts, &facts).unwrap(),
        []
    );
}
