//! Facts and landscapes to plan with.

use mendix_deploy_model::{
    Address,
    changes::{Change, PackageRef},
    cloud::{
        AppId, EnvironmentId, EnvironmentStatus, EventState, JobState, LicenseType, PackageId,
        PackageStatus, ProjectId, SnapshotId,
    },
    error::Error,
    landscapes::{SnapshotPolicy, Tier},
    packages::ConstantType,
    plans::{
        AppFacts, ConstantFact, ConstantState, ConstantWrite, DeployedFacts, EnvironmentFacts,
        EventFact, Facts, FactsSource, PackageConstant, PackageFacts, PermissionFacts, Plan,
        PlanOptions, Release, ReleasedPackage, SavedConstant, SavedPackage, SavedSnapshot,
        Savepoint, SettingValue, SnapshotFacts, StepAction, StoredFacts,
    },
    time::Timestamp,
    verdicts::ReleaseClass,
};
use mendix_deploy_offline::plan::{Wanted, plan, unknown_verdict};

pub(super) const OLD: &str = "package-q";
pub(super) const NEW: &str = "package-p";

pub(super) fn address(text: &str) -> Address {
    Address::parse(text).unwrap()
}

pub(super) fn production() -> Wanted {
    Wanted::new(address("orders/production"), Tier::Production)
}

pub(super) fn instant(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub(super) fn environment(name: &str, package: &str, version: &str) -> EnvironmentFacts {
    EnvironmentFacts {
        address: Address::new("orders", name).unwrap(),
        environment_id: EnvironmentId::new(format!("id-{name}")),
        name: name.to_owned(),
        production: name == "production",
        status: EnvironmentStatus::Running,
        url: format!("https://orders-{name}.example/"),
        deployed: Some(DeployedFacts {
            package_id: PackageId::new(package),
            name: format!("orders-{version}.mda"),
            version: Some(version.to_owned()),
            status: PackageStatus::Succeeded,
            sha256: None,
        }),
        model_version: Some(version.to_owned()),
        runtime_version: Some("10.24.15.93102".to_owned()),
        settings_digest: "sha256:settings".to_owned(),
        constants: vec![constant("Mail.Host", ConstantState::Set)],
        scheduled_events: vec![event("Mail.Retry", EventState::Enabled)],
    }
}

pub(super) fn constant(name: &str, state: ConstantState) -> ConstantFact {
    ConstantFact {
        name: name.to_owned(),
        state,
        as_wanted: None,
        restart_pending: false,
    }
}

pub(super) fn event(name: &str, state: EventState) -> EventFact {
    EventFact {
        name: name.to_owned(),
        state,
        restart_pending: false,
    }
}

pub(super) fn literal(name: &str, text: &str) -> ConstantWrite {
    ConstantWrite {
        name: name.to_owned(),
        value: SettingValue::LiteralValue {
            text: text.to_owned(),
        },
        skip_if_absent: false,
    }
}

pub(super) fn secret(name: &str, reference: &str) -> ConstantWrite {
    ConstantWrite {
        name: name.to_owned(),
        value: SettingValue::ReferencedValue {
            reference: reference.to_owned(),
        },
        skip_if_absent: false,
    }
}

pub(super) fn stored(id: &str, version: &str) -> StoredFacts {
    StoredFacts {
        package_id: PackageId::new(id),
        name: format!("orders-{version}.mda"),
        version: Some(version.to_owned()),
        status: Some(PackageStatus::Succeeded),
        runtime_version: None,
        sha256: None,
        size_bytes: Some(1_000),
        expires_at: None,
    }
}

pub(super) fn file(constants: &[&str]) -> PackageFacts {
    PackageFacts {
        file_name: "orders-2.5.4.mda".to_owned(),
        sha256: "ab".repeat(32),
        size_bytes: 481_000_000,
        project_id: Some("project-1".to_owned()),
        model_version: "2.5.4.63".to_owned(),
        runtime_version: "10.24.16.94000".to_owned(),
        java_version: Some(21),
        constants: constants
            .iter()
            .map(|name| PackageConstant {
                name: (*name).to_owned(),
                constant_type: ConstantType::String,
                has_default: true,
            })
            .collect(),
        scheduled_events: vec!["Mail.Retry".to_owned()],
    }
}

/// Production runs 2.5.3, nothing else is known.
pub(super) fn facts() -> Facts {
    Facts {
        source: FactsSource::Observed,
        observed_at: Some(instant("2026-03-01T09:30:00Z")),
        app: AppFacts {
            app_id: AppId::new("orders"),
            project_id: ProjectId::new("project-1"),
            license_type: Some(LicenseType::Licensed),
        },
        environment: environment("production", OLD, "2.5.3.60"),
        source_environment: None,
        package: None,
        stored: None,
        previous: Some(stored(OLD, "2.5.3.60")),
        revision: None,
        permissions: Some(PermissionFacts {
            user: "deployer@example.com".to_owned(),
            can_access_api: true,
            can_deploy_app: true,
            can_manage_backups: true,
        }),
        snapshot: None,
        release: None,
        changes: None,
    }
}

/// As [`facts`], and acceptance runs 2.5.4.
pub(super) fn promotion() -> Facts {
    Facts {
        source_environment: Some(environment("acceptance", NEW, "2.5.4.63")),
        stored: Some(stored(NEW, "2.5.4.63")),
        ..facts()
    }
}

pub(super) fn promote() -> Change {
    Change::Promote {
        source: address("orders/acceptance"),
    }
}

pub(super) fn deploy_file() -> Change {
    Change::Deploy {
        package: PackageRef::FilePackage {
            path: "build/orders-2.5.4.mda".to_owned(),
        },
    }
}

pub(super) fn make(wanted: &Wanted, change: &Change, facts: &Facts) -> Plan {
    plan(wanted, change, facts, &[], &PlanOptions::default()).unwrap()
}

pub(super) fn refuse(wanted: &Wanted, change: &Change, facts: &Facts) -> Error {
    plan(wanted, change, facts, &[], &PlanOptions::default()).unwrap_err()
}

pub(super) fn ids(plan: &Plan) -> Vec<&str> {
    plan.steps.iter().map(|step| step.id.as_str()).collect()
}

pub(super) fn finding_ids(plan: &Plan) -> Vec<&str> {
    plan.findings.iter().map(|f| f.id.as_str()).collect()
}

pub(super) fn kinds(actions: &[mendix_deploy_model::plans::Step]) -> Vec<&'static str> {
    actions.iter().map(|step| step.action.kind()).collect()
}

pub(super) fn auto_sync(plan: &Plan, step: &str) -> bool {
    matches!(
        plan.step(step).unwrap().action,
        StepAction::StartEnvironment { auto_sync_db: true }
    )
}

/// The release that brought 2.5.4 to production, with its snapshot.
pub(super) fn release() -> Release {
    let at = instant("2026-03-01T10:00:00Z");
    Release {
        document: "release".to_owned(),
        version: 1,
        written_by: "test".to_owned(),
        run: "run-1".to_owned(),
        plan_id: "sha256:1".to_owned(),
        address: address("orders/production"),
        change: promote(),
        actor: "ci".to_owned(),
        started_at: at,
        finished_at: at.plus_seconds(600),
        outcome: "succeeded".to_owned(),
        package: Some(ReleasedPackage {
            package_id: PackageId::new(NEW),
            sha256: None,
            model_version: Some("2.5.4.63".to_owned()),
            runtime_version: None,
        }),
        start_attempted: true,
        release_class: ReleaseClass::Unknown,
        rollback: unknown_verdict(),
        changes: None,
        savepoint: Some(Savepoint {
            document: "savepoint".to_owned(),
            version: 1,
            written_by: "test".to_owned(),
            run: "run-1".to_owned(),
            address: address("orders/production"),
            taken_at: at,
            package: Some(SavedPackage {
                package_id: PackageId::new(OLD),
                name: "orders-2.5.3.mda".to_owned(),
                model_version: Some("2.5.3.60".to_owned()),
                runtime_version: None,
                sha256: None,
                size_bytes: None,
                file: None,
            }),
            settings_digest: "sha256:settings".to_owned(),
            constants: vec![SavedConstant {
                name: "Mail.Host".to_owned(),
                kept: true,
                value: None,
            }],
            scheduled_events: Vec::new(),
            snapshot: Some(SavedSnapshot {
                snapshot_id: SnapshotId::new("snapshot-1"),
                timing: SnapshotPolicy::AfterStop,
                finished_at: Some(at.plus_seconds(300)),
                expires_at: None,
                model_version: Some("2.5.3.60".to_owned()),
            }),
        }),
    }
}

/// Production runs 2.5.4 after [`release`].
pub(super) fn after_release(release: Release) -> Facts {
    Facts {
        environment: environment("production", NEW, "2.5.4.63"),
        previous: Some(stored(NEW, "2.5.4.63")),
        stored: Some(stored(OLD, "2.5.3.60")),
        snapshot: Some(snapshot("snapshot-1", "2.5.3.60")),
        release: Some(release),
        ..facts()
    }
}

pub(super) fn snapshot(id: &str, version: &str) -> SnapshotFacts {
    SnapshotFacts {
        snapshot_id: SnapshotId::new(id),
        state: Some(JobState::Completed),
        model_version: Some(version.to_owned()),
        finished_at: Some(instant("2026-03-01T10:05:00Z")),
        expires_at: None,
    }
}

pub(super) fn undo(accept_loss: &[&str]) -> Change {
    Change::Undo {
        run: "run-1".to_owned(),
        accept_loss: accept_loss.iter().map(|s| (*s).to_owned()).collect(),
    }
}
