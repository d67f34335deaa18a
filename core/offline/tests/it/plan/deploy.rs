//! Deploying a file, a stored package, a revision.

use mendix_deploy_model::{
    ErrorCode,
    changes::{Change, PackageRef},
    cloud::{EnvironmentStatus, PackageId, PackageStatus},
    findings::Severity,
    landscapes::{SnapshotPolicy, TargetKind},
    plans::{FailurePoint, PlanOptions, RevisionFacts, StepAction, Strategy},
    verdicts::{ReleaseClass, RollbackSafety},
};
use mendix_deploy_offline::plan::plan;

use super::support::*;

#[test]
fn a_file_is_uploaded_while_the_app_runs_and_new_constants_come_after_the_transport() {
    let mut wanted = production();
    wanted.constants = vec![
        literal("Mail.Host", "smtp.new.example"),
        secret("Shop.Key", "vault://kv/orders#key"),
    ];
    let mut facts = facts();
    facts.package = Some(file(&["Mail.Host", "Shop.Key"]));
    let plan = make(&wanted, &deploy_file(), &facts);
    assert_eq!(
        ids(&plan),
        [
            "upload",
            "await-upload",
            "await-package",
            "confirm",
            "savepoint",
            "settings",
            "stop",
            "snapshot",
            "transport",
            "new-settings",
            "start",
            "verify"
        ]
    );
    let StepAction::RecordSavepoint { constants, .. } = &plan.step("savepoint").unwrap().action
    else {
        panic!()
    };
    assert_eq!(constants, &["Mail.Host"]);
    let StepAction::WriteSettings { constants, .. } = &plan.step("new-settings").unwrap().action
    else {
        panic!()
    };
    assert_eq!(
        constants,
        &[secret("Shop.Key", "vault://kv/orders#key")],
        "known to be in the package: must not be skipped"
    );
    let downtime = plan.downtime.as_ref().unwrap();
    assert_eq!(
        (downtime.from_step.as_str(), downtime.to_step.as_str()),
        ("stop", "verify")
    );
    assert_eq!(plan.point_of_no_return.as_ref().unwrap().step, "start");
    assert!(auto_sync(&plan, "start"));
    assert_eq!(plan.strategy, Strategy::Recreate);
    assert_eq!(plan.release_class, ReleaseClass::Unknown);
    assert_eq!(plan.rollback.safety, RollbackSafety::Unknown);
}

#[test]
fn a_secret_never_gets_into_a_savepoint() {
    let mut wanted = production();
    wanted.constants = vec![secret("Mail.Host", "env://MAIL_HOST")];
    let mut facts = facts();
    facts.package = Some(file(&["Mail.Host"]));
    let plan = make(&wanted, &deploy_file(), &facts);
    let StepAction::RecordSavepoint { constants, .. } = &plan.step("savepoint").unwrap().action
    else {
        panic!()
    };
    assert!(constants.is_empty());
}

#[test]
fn bytes_that_the_platform_has_are_not_sent_again() {
    let mut facts = facts();
    let package = file(&[]);
    facts.stored = Some(mendix_deploy_model::plans::StoredFacts {
        sha256: Some(package.sha256.clone()),
        ..stored(NEW, "2.5.4.63")
    });
    facts.package = Some(package);
    let plan = make(&production(), &deploy_file(), &facts);
    assert_eq!(ids(&plan)[0], "await-package");
    assert_eq!(plan.package.unwrap().package_id, Some(PackageId::new(NEW)));
}

#[test]
fn an_equal_version_does_not_make_a_package_the_same() {
    let mut facts = facts();
    let mut package = file(&[]);
    package.model_version = "2.5.3.60".to_owned();
    facts.package = Some(package);
    let plan = make(&production(), &deploy_file(), &facts);
    assert!(plan.step("transport").is_some());
    assert_eq!(plan.rollback.safety, RollbackSafety::Unknown);
}

#[test]
fn equal_bytes_that_run_already_need_nothing() {
    let mut facts = facts();
    let package = file(&[]);
    facts.environment.deployed.as_mut().unwrap().sha256 = Some(package.sha256.clone());
    facts.package = Some(package);
    let plan = make(&production(), &deploy_file(), &facts);
    assert_eq!(ids(&plan), ["verify"]);
    assert!(plan.summary.contains("nothing to do"), "{}", plan.summary);
    assert_eq!(plan.rollback.safety, RollbackSafety::Safe);
    assert_eq!(plan.downtime, None);
}

#[test]
fn a_deployed_package_that_does_not_run_is_started_with_synchronisation() {
    let mut facts = facts();
    facts.environment.status = EnvironmentStatus::Stopped;
    facts.stored = Some(stored(OLD, "2.5.3.60"));
    let change = Change::Deploy {
        package: PackageRef::StoredPackage {
            package_id: PackageId::new(OLD),
        },
    };
    let plan = make(&production(), &change, &facts);
    assert_eq!(
        ids(&plan),
        ["savepoint", "stop", "snapshot", "start", "verify"]
    );
    assert!(auto_sync(&plan, "start"), "it may never have been started");
    assert_eq!(plan.downtime, None, "it did not run before");
    // A deployed package that another version still runs beside.
    facts.environment.status = EnvironmentStatus::Running;
    facts.environment.model_version = Some("2.5.2.55".to_owned());
    let plan = make(&production(), &change, &facts);
    assert_eq!(
        ids(&plan),
        ["savepoint", "stop", "snapshot", "start", "verify"]
    );
    let stage = plan.way_back_from(FailurePoint::StartFailed).unwrap();
    assert!(stage.impossible.is_some());
}

#[test]
fn a_first_deployment_has_no_snapshot_and_no_way_back() {
    let mut facts = facts();
    facts.environment.status = EnvironmentStatus::Empty;
    facts.environment.deployed = None;
    facts.environment.model_version = None;
    facts.environment.runtime_version = None;
    facts.environment.constants.clear();
    facts.environment.scheduled_events.clear();
    facts.previous = None;
    facts.package = Some(file(&[]));
    let plan = make(&production(), &deploy_file(), &facts);
    assert!(plan.step("snapshot").is_none());
    assert_eq!(plan.point_of_no_return, None);
    assert_eq!(plan.downtime, None);
    for point in [
        FailurePoint::Stopped,
        FailurePoint::Transported,
        FailurePoint::StartFailed,
        FailurePoint::MayHaveRun,
    ] {
        assert!(plan.way_back_from(point).unwrap().impossible.is_some());
    }
}

#[test]
fn the_way_back_depends_on_how_far_the_run_got() {
    let mut wanted = production();
    wanted.constants = vec![literal("Mail.Host", "smtp.new.example")];
    let mut facts = facts();
    facts.package = Some(file(&["Mail.Host"]));
    let plan = make(&wanted, &deploy_file(), &facts);
    let at = |point| plan.way_back_from(point).unwrap();
    assert_eq!(
        kinds(&at(FailurePoint::Unchanged).steps),
        ["restoreSettings", "verifyEnvironment"]
    );
    assert_eq!(
        kinds(&at(FailurePoint::Stopped).steps),
        ["restoreSettings", "startEnvironment", "verifyEnvironment"]
    );
    assert_eq!(
        kinds(&at(FailurePoint::Transported).steps),
        [
            "stopEnvironment",
            "transportPackage",
            "restoreSettings",
            "startEnvironment",
            "verifyEnvironment"
        ]
    );
    let full = [
        "stopEnvironment",
        "transportPackage",
        "restoreSnapshot",
        "restoreSettings",
        "startEnvironment",
        "verifyEnvironment",
    ];
    assert_eq!(kinds(&at(FailurePoint::StartFailed).steps), full);
    assert_eq!(
        at(FailurePoint::StartFailed).losses,
        [],
        "the snapshot is taken after the stop, and nobody used the new version"
    );
    assert_eq!(kinds(&at(FailurePoint::MayHaveRun).steps), full);
    assert_eq!(
        at(FailurePoint::MayHaveRun).losses[0].name,
        "dataSinceSnapshot"
    );
    // On its own database the old version must not synchronise.
    for stage in &plan.way_back.stages {
        for step in &stage.steps {
            assert_ne!(
                step.action,
                StepAction::StartEnvironment { auto_sync_db: true }
            );
        }
    }
}

#[test]
fn without_a_snapshot_a_failed_start_costs_something_by_name() {
    let mut facts = facts();
    facts.package = Some(file(&[]));
    let options = PlanOptions::default().snapshot(SnapshotPolicy::Never);
    let plan = plan(&production(), &deploy_file(), &facts, &[], &options).unwrap();
    assert!(plan.step("snapshot").is_none());
    assert!(finding_ids(&plan).contains(&"way_back.no_snapshot"));
    let stage = plan.way_back_from(FailurePoint::StartFailed).unwrap();
    assert_eq!(stage.losses[0].name, "unknownSchemaChanges");
}

#[test]
fn a_snapshot_before_the_stop_is_outside_the_downtime_and_loses_what_comes_after() {
    let mut facts = facts();
    facts.package = Some(file(&[]));
    let mut wanted = production();
    wanted.snapshot = Some(SnapshotPolicy::BeforeStop);
    let plan = make(&wanted, &deploy_file(), &facts);
    let steps = ids(&plan);
    let at = |id: &str| steps.iter().position(|step| *step == id).unwrap();
    assert!(at("snapshot") < at("stop"));
    assert!(!plan.step("snapshot").unwrap().downtime);
    let stage = plan.way_back_from(FailurePoint::StartFailed).unwrap();
    assert_eq!(stage.losses[0].name, "dataSinceSnapshot");
}

#[test]
fn a_revision_is_built_once() {
    let mut facts = facts();
    facts.revision = Some(RevisionFacts {
        branch: "release-2".to_owned(),
        revision: "62e3d711aa00bb11cc22dd33ee44ff5566778899".to_owned(),
        version: "2.5.4".to_owned(),
    });
    let change = Change::Deploy {
        package: PackageRef::RevisionPackage {
            branch: "release-2".to_owned(),
            revision: Some("62e3d711".to_owned()),
            version: None,
            description: None,
        },
    };
    let plan = make(&production(), &change, &facts);
    assert_eq!(
        &ids(&plan)[..4],
        ["build", "await-build", "await-package", "confirm"]
    );
    let StepAction::StartBuild { branch, .. } = &plan.step("build").unwrap().action else {
        panic!()
    };
    assert_eq!(branch, "branches/release-2");
    facts.stored = Some(stored(NEW, "2.5.4.62e3d711"));
    let plan = make(&production(), &change, &facts);
    assert_eq!(ids(&plan)[0], "await-package");
    for version in ["2.5.40.62e3d711", "2.5.4.62", "2.5.4.62e3d712"] {
        facts.stored = Some(stored(NEW, version));
        let plan = make(&production(), &change, &facts);
        assert_eq!(ids(&plan)[0], "build", "{version} is not that build");
    }
    facts.revision.as_mut().unwrap().version = "2.5".to_owned();
    assert_eq!(
        refuse(&production(), &change, &facts).code(),
        ErrorCode::InputInvalid
    );
}

#[test]
fn a_package_that_is_gone_or_failed_is_refused_before_anything_happens() {
    let mut facts = facts();
    let change = Change::Deploy {
        package: PackageRef::StoredPackage {
            package_id: PackageId::new(NEW),
        },
    };
    for status in [None, Some(PackageStatus::Failed)] {
        facts.stored = Some(mendix_deploy_model::plans::StoredFacts {
            status,
            ..stored(NEW, "2.5.4.63")
        });
        assert_eq!(
            refuse(&production(), &change, &facts).code(),
            ErrorCode::PlanImpossible
        );
    }
}

#[test]
fn a_missing_right_shows_before_the_stop() {
    let mut facts = facts();
    facts.package = Some(file(&[]));
    facts.permissions.as_mut().unwrap().can_manage_backups = false;
    let plan = make(&production(), &deploy_file(), &facts);
    let finding = &plan.findings[0];
    assert_eq!(
        (
            finding.id.as_str(),
            finding.severity,
            finding.subject.as_deref()
        ),
        ("rights.missing", Severity::Error, Some("Access to Backups"))
    );
    facts.permissions = None;
    let plan = make(&production(), &deploy_file(), &facts);
    assert!(finding_ids(&plan).contains(&"rights.not_checked"));
}

#[test]
fn a_runtime_that_goes_down_a_line_is_an_error_and_within_the_line_a_warning() {
    let mut facts = facts();
    let mut severity = |runtime: &str| {
        let mut package = file(&[]);
        package.runtime_version = runtime.to_owned();
        facts.package = Some(package);
        make(&production(), &deploy_file(), &facts)
            .findings
            .iter()
            .find(|f| f.id.starts_with("runtime."))
            .map(|f| (f.id.clone(), f.severity))
    };
    assert_eq!(severity("10.24.15.93102"), None);
    assert_eq!(
        severity("10.24.9.80000"),
        Some(("runtime.downgrade".to_owned(), Severity::Warning))
    );
    assert_eq!(
        severity("9.24.40.1"),
        Some(("runtime.downgrade".to_owned(), Severity::Error))
    );
    assert_eq!(
        severity("10.25.0"),
        Some(("runtime.upgrade".to_owned(), Severity::Info))
    );
    assert_eq!(
        severity("11.0.0"),
        Some(("runtime.major_upgrade".to_owned(), Severity::Warning))
    );
    assert_eq!(
        severity("next"),
        Some(("runtime.not_compared".to_owned(), Severity::Warning))
    );
}

#[test]
fn what_preflight_and_planner_both_find_is_told_once_and_with_its_place() {
    let mut facts = facts();
    let mut package = file(&[]);
    package.runtime_version = "9.24.40.1".to_owned();
    facts.package = Some(package);
    let own = make(&production(), &deploy_file(), &facts);
    let own: Vec<_> = own
        .findings
        .iter()
        .filter(|f| f.id == "runtime.downgrade")
        .cloned()
        .collect();
    assert_eq!(own.len(), 1);
    // Preflight says the same words and knows where in the landscape.
    let mut placed = own[0].clone();
    placed.path = Some("apps.orders.environments.production".to_owned());
    let made = plan(
        &production(),
        &deploy_file(),
        &facts,
        std::slice::from_ref(&placed),
        &PlanOptions::default(),
    )
    .unwrap();
    let told: Vec<_> = made
        .findings
        .iter()
        .filter(|f| f.id == "runtime.downgrade")
        .collect();
    assert_eq!(told, [&placed]);
}

#[test]
fn other_targets_are_not_executable() {
    let mut wanted = production();
    wanted.target = TargetKind::Kubernetes;
    assert_eq!(
        refuse(&wanted, &deploy_file(), &facts()).code(),
        ErrorCode::PlanTargetNotExecutable
    );
}

#[test]
fn deadlines_follow_the_caller_and_typos_are_refused() {
    let mut facts = facts();
    facts.package = Some(file(&[]));
    let with =
        |kind: &str, seconds| {
            let options = PlanOptions::default().deadline_seconds(
                std::collections::BTreeMap::from([(kind.to_owned(), seconds)]),
            );
            plan(&production(), &deploy_file(), &facts, &[], &options)
        };
    let made = with("takeSnapshot", 14_400).unwrap();
    assert_eq!(made.step("snapshot").unwrap().deadline_seconds, 14_400);
    for (kind, seconds) in [("takeSnapshots", 1), ("takeSnapshot", 0)] {
        let error = with(kind, seconds).unwrap_err();
        assert_eq!(error.code(), ErrorCode::InputInvalid, "{kind}");
    }
}
