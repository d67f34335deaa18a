//! What holds for every plan, whatever the facts.

use std::collections::BTreeSet;

use mendix_deploy_model::{
    changes::{Change, PackageRef},
    cloud::{EnvironmentStatus, EventState, LicenseType, PackageId, PackageStatus, SnapshotId},
    error::ErrorCode,
    landscapes::{ApprovalPolicy, ScheduledEvents, SnapshotPolicy},
    plans::{ConstantState, Facts, Plan, PlanOptions, Release, RevisionFacts, Step, StepAction},
};
use mendix_deploy_offline::plan::{Wanted, plan, plan_id, read_plan};
use proptest::prelude::*;

use super::support::*;

fn status() -> impl Strategy<Value = EnvironmentStatus> {
    prop_oneof![
        5 => Just(EnvironmentStatus::Running),
        3 => Just(EnvironmentStatus::Stopped),
        1 => Just(EnvironmentStatus::Empty),
        1 => Just(EnvironmentStatus::Unknown("Pausing".to_owned())),
    ]
}

fn constant_state() -> impl Strategy<Value = ConstantState> {
    proptest::sample::select(ConstantState::ALL)
}

fn package_status() -> impl Strategy<Value = Option<PackageStatus>> {
    prop_oneof![
        4 => Just(Some(PackageStatus::Succeeded)),
        1 => Just(Some(PackageStatus::Building)),
        1 => Just(Some(PackageStatus::Failed)),
        1 => Just(None),
    ]
}

prop_compose! {
    fn any_environment(name: &'static str)(
        status in status(),
        package in prop_oneof![Just(OLD), Just(NEW), Just("package-r")],
        deployed in prop::bool::weighted(0.9),
        running_version in prop_oneof![Just("2.5.3.60"), Just("2.5.4.63")],
        sha in prop_oneof![Just(None), Just(Some("ab".repeat(32)))],
        states in prop::collection::vec((constant_state(), any::<Option<bool>>(), any::<bool>()), 0..4),
        event_on in any::<bool>(),
        production in any::<bool>(),
    ) -> mendix_deploy_model::plans::EnvironmentFacts {
        let mut environment = environment(name, package, "2.5.3.60");
        environment.status = status;
        environment.production = production;
        environment.model_version = Some(running_version.to_owned());
        environment.deployed.as_mut().unwrap().sha256 = sha;
        if !deployed || environment.status == EnvironmentStatus::Empty {
            environment.deployed = None;
        }
        environment.constants = states
            .into_iter()
            .enumerate()
            .map(|(index, (state, as_wanted, restart_pending))| {
                let mut fact = constant(&format!("Shop.C{index}"), state);
                fact.as_wanted = as_wanted;
                fact.restart_pending = restart_pending;
                fact
            })
            .collect();
        environment.scheduled_events = vec![event(
            "Mail.Retry",
            if event_on { EventState::Enabled } else { EventState::Disabled },
        )];
        environment
    }
}

prop_compose! {
    pub(super) fn any_facts()(
        environment in any_environment("production"),
        source in any_environment("acceptance"),
        stored_status in package_status(),
        previous in prop::option::of(package_status()),
        with_file in any::<bool>(),
        with_revision in any::<bool>(),
        permissions in prop::option::of((any::<bool>(), any::<bool>())),
        free in prop::bool::weighted(0.1),
        start_attempted in any::<bool>(),
        undone_is_old in any::<bool>(),
        snapshot_there in any::<bool>(),
    ) -> Facts {
        let mut facts = promotion();
        let stored_id = source.deployed.as_ref().map_or(NEW.to_owned(), |d| d.package_id.as_str().to_owned());
        facts.stored = Some(mendix_deploy_model::plans::StoredFacts {
            status: stored_status,
            ..stored(&stored_id, "2.5.4.62e3d711")
        });
        facts.previous = previous.map(|status| mendix_deploy_model::plans::StoredFacts {
            status,
            ..stored(OLD, "2.5.3.60")
        });
        facts.environment = environment;
        facts.source_environment = Some(source);
        facts.package = with_file.then(|| file(&["Shop.C0", "Shop.C9"]));
        facts.revision = with_revision.then(|| RevisionFacts {
            branch: "main".to_owned(),
            revision: "62e3d711aa00bb".to_owned(),
            version: "2.5.4".to_owned(),
        });
        facts.permissions = facts.permissions.zip(permissions).map(|(mut rights, (deploy, backup))| {
            rights.can_deploy_app = deploy;
            rights.can_manage_backups = backup;
            rights
        });
        if free {
            facts.app.license_type = Some(LicenseType::Free);
        }
        let mut release: Release = release();
        release.start_attempted = start_attempted;
        if undone_is_old {
            release.package.as_mut().unwrap().package_id = PackageId::new(OLD);
        }
        facts.release = Some(release);
        let mut known = snapshot("snapshot-1", "2.5.3.60");
        if !snapshot_there {
            known.state = None;
        }
        facts.snapshot = Some(known);
        facts
    }
}

pub(super) fn any_change() -> impl Strategy<Value = Change> {
    let losses = prop::collection::vec(
        prop_oneof![Just("dataSinceSnapshot"), Just("unknownSchemaChanges")]
            .prop_map(str::to_owned),
        0..3,
    );
    prop_oneof![
        Just(deploy_file()),
        Just(promote()),
        Just(Change::Deploy {
            package: PackageRef::StoredPackage {
                package_id: PackageId::new(NEW)
            }
        }),
        Just(Change::Deploy {
            package: PackageRef::RevisionPackage {
                branch: "main".to_owned(),
                revision: None,
                version: None,
                description: None
            }
        }),
        any::<bool>().prop_map(|restart| Change::Configure { restart }),
        Just(Change::RestartApp {}),
        Just(Change::ScaleApp {
            instances: 2,
            memory_per_instance_mb: 2_048
        }),
        any::<bool>().prop_map(|download| Change::BackUp {
            comment: None,
            download_to: download.then(|| "file".to_owned()),
            content: None
        }),
        losses
            .clone()
            .prop_map(|accept_loss| Change::RestoreBackup {
                snapshot: SnapshotId::new("snapshot-1"),
                source: None,
                database_only: false,
                accept_loss
            }),
        losses.prop_map(|accept_loss| Change::Undo {
            run: "run-1".to_owned(),
            accept_loss
        }),
    ]
}

pub(super) fn any_wanted() -> impl Strategy<Value = Wanted> {
    (0_usize..4, any::<bool>(), 0_u32..3).prop_map(|(constants, event_off, approvals)| {
        let mut wanted = production();
        wanted.constants = (0..constants)
            .map(|index| {
                if index == 1 {
                    secret("Shop.C1", "env://C1")
                } else {
                    literal(&format!("Shop.C{index}"), "value")
                }
            })
            .chain([literal("Shop.C9", "new")])
            .collect();
        wanted.scheduled_events = event_off.then(|| ScheduledEvents::Specified {
            events: vec!["Shop.Nightly".to_owned()],
        });
        wanted.approvals = Some(ApprovalPolicy {
            required: approvals,
            valid_seconds: None,
        });
        wanted
    })
}

pub(super) fn timing() -> impl Strategy<Value = Option<SnapshotPolicy>> {
    prop::option::of(proptest::sample::select(SnapshotPolicy::ALL))
}

fn position(steps: &[Step], wanted: impl Fn(&StepAction) -> bool) -> Option<usize> {
    steps.iter().position(|step| wanted(&step.action))
}

/// The rules for one list of steps: the plan's own, or a stage of its way back.
fn check_steps(steps: &[Step]) {
    assert!(matches!(
        steps.last().unwrap().action,
        StepAction::VerifyEnvironment { .. }
    ));
    let stop = position(steps, |a| matches!(a, StepAction::StopEnvironment {}));
    for (index, step) in steps.iter().enumerate() {
        let needs_stop = matches!(
            step.action,
            StepAction::TransportPackage { .. } | StepAction::RestoreSnapshot { .. }
        );
        assert!(
            !needs_stop || stop.is_some_and(|stop| stop < index),
            "{} before a stop",
            step.id
        );
        for text in [&step.ensures, &step.observes, &step.why] {
            assert!(!text.trim().is_empty(), "{} says nothing", step.id);
        }
        assert!(step.deadline_seconds >= step.poll_seconds && step.poll_seconds > 0);
    }
}

fn check(plan: &Plan) {
    check_steps(&plan.steps);
    let mut ids = BTreeSet::new();
    for step in &plan.steps {
        assert!(ids.insert(step.id.as_str()), "{} twice", step.id);
        assert!(!step.id.starts_with("back."));
    }
    for stage in &plan.way_back.stages {
        let mut ids = BTreeSet::new();
        assert!(stage.impossible.is_none() || stage.steps.is_empty());
        if !stage.steps.is_empty() {
            check_steps(&stage.steps);
        }
        for step in &stage.steps {
            assert!(ids.insert(step.id.as_str()) && step.id.starts_with("back."));
        }
    }
    // Something is started only when something came before that needs it, or when it does not run.
    let starts = position(&plan.steps, |a| {
        matches!(a, StepAction::StartEnvironment { .. })
    });
    if starts.is_some() {
        let reason = position(&plan.steps, |a| {
            matches!(
                a,
                StepAction::TransportPackage { .. }
                    | StepAction::WriteSettings { .. }
                    | StepAction::RestoreSettings { .. }
                    | StepAction::RestoreSnapshot { .. }
            )
        });
        let environment = &plan.facts.environment;
        let pending = environment.constants.iter().any(|c| c.restart_pending);
        let other_version = environment
            .deployed
            .as_ref()
            .and_then(|d| d.version.as_ref())
            != environment.model_version.as_ref();
        assert!(
            reason.is_some()
                || environment.status != EnvironmentStatus::Running
                || matches!(plan.change, Change::RestartApp {} | Change::Undo { .. })
                || pending
                || other_version,
            "a start without a reason"
        );
    }
    // The point of no return: the first restore, or the first start that may change another model's database.
    if plan.facts.app.license_type != Some(LicenseType::Free) {
        let first = plan.steps.iter().find(|step| {
            matches!(step.action, StepAction::RestoreSnapshot { .. })
                || (step.action == StepAction::StartEnvironment { auto_sync_db: true }
                    && plan.facts.environment.deployed.is_some())
        });
        assert_eq!(
            plan.point_of_no_return.as_ref().map(|p| p.step.as_str()),
            first.map(|s| s.id.as_str())
        );
    }
    // Downtime is one stretch, starts with the stop (or the build that deploys) and ends with the plan or before it.
    let down: Vec<usize> = plan
        .steps
        .iter()
        .enumerate()
        .filter(|(_, step)| step.downtime)
        .map(|(index, _)| index)
        .collect();
    assert!(down.windows(2).all(|pair| pair[0] + 1 == pair[1]));
    if let (Some(first), Some(downtime)) = (down.first(), &plan.downtime) {
        assert!(matches!(
            plan.steps[*first].action,
            StepAction::StopEnvironment {} | StepAction::AwaitBuild { .. }
        ));
        assert_eq!(plan.steps[*first].id, downtime.from_step);
        assert!(downtime.expected_seconds <= downtime.at_most_seconds);
    }
    // A snapshot that the way back needs is one that the plan takes.
    let takes = position(&plan.steps, |a| {
        matches!(a, StepAction::TakeSnapshot { .. })
    })
    .is_some();
    for stage in &plan.way_back.stages {
        let needs = position(&stage.steps, |a| {
            matches!(
                a,
                StepAction::RestoreSnapshot {
                    snapshot_id: None,
                    ..
                }
            )
        });
        assert!(needs.is_none() || takes);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_plan_keeps_the_rules(
        wanted in any_wanted(),
        change in any_change(),
        facts in any_facts(),
        timing in timing(),
    ) {
        let options = timing.map_or_else(PlanOptions::default, |t| PlanOptions::default().snapshot(t));
        match plan(&wanted, &change, &facts, &[], &options) {
            Ok(made) => {
                check(&made);
                let again = plan(&wanted, &change, &facts, &[], &options).unwrap();
                let text = serde_json::to_string(&made).unwrap();
                prop_assert_eq!(&text, &serde_json::to_string(&again).unwrap());
                let loaded = read_plan(&text).unwrap();
                prop_assert_eq!(plan_id(&loaded).unwrap(), made.id);
            }
            Err(error) => prop_assert!(
                matches!(
                    error.code(),
                    ErrorCode::PlanImpossible | ErrorCode::RollbackRefused | ErrorCode::InputInvalid
                ),
                "{:?}", error
            ),
        }
    }
}
