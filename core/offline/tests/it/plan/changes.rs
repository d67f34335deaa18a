//! Configure, restart, scale, back up, restore.

use mendix_deploy_model::{
    ErrorCode,
    changes::Change,
    cloud::{ArchiveContent, EnvironmentStatus, JobState, SnapshotId},
    findings::Severity,
    landscapes::SnapshotPolicy,
    plans::{FailurePoint, PlanOptions, StepAction, Strategy},
    verdicts::ReleaseClass,
};
use mendix_deploy_offline::plan::plan;

use super::support::*;

#[test]
fn configure_writes_what_differs_and_restarts_without_synchronisation() {
    let mut wanted = production();
    wanted.constants = vec![literal("Mail.Host", "smtp.new.example")];
    let plan = make(&wanted, &Change::Configure { restart: true }, &facts());
    assert_eq!(
        ids(&plan),
        ["savepoint", "settings", "stop", "start", "verify"]
    );
    assert!(!auto_sync(&plan, "start"));
    assert_eq!(plan.release_class, ReleaseClass::Configuration);
    assert_eq!(plan.point_of_no_return, None);
    assert!(plan.rollback.is_safe());
    assert_eq!(
        kinds(&plan.way_back_from(FailurePoint::MayHaveRun).unwrap().steps),
        [
            "stopEnvironment",
            "restoreSettings",
            "startEnvironment",
            "verifyEnvironment"
        ]
    );
    let plan = make(&wanted, &Change::Configure { restart: false }, &facts());
    assert_eq!(ids(&plan), ["savepoint", "settings", "verify"]);
    assert_eq!(plan.strategy, Strategy::InPlace);
}

#[test]
fn configure_knows_when_there_is_nothing_to_write() {
    let mut wanted = production();
    wanted.constants = vec![literal("Mail.Host", "smtp.new.example")];
    let mut facts = facts();
    facts.environment.constants[0].as_wanted = Some(true);
    let change = Change::Configure { restart: true };
    assert_eq!(ids(&make(&wanted, &change, &facts)), ["verify"]);
    facts.environment.constants[0].restart_pending = true;
    assert_eq!(
        ids(&make(&wanted, &change, &facts)),
        ["savepoint", "stop", "start", "verify"],
        "written before, but not in use yet"
    );
    facts.environment.status = EnvironmentStatus::Stopped;
    assert_eq!(
        ids(&make(&wanted, &change, &facts)),
        ["verify"],
        "a stopped app stays stopped"
    );
}

#[test]
fn a_name_that_the_deployed_package_lacks_blocks_configure() {
    let mut wanted = production();
    wanted.constants = vec![literal("Mail.Hots", "x")];
    let plan = make(&wanted, &Change::Configure { restart: false }, &facts());
    assert!(plan.is_blocked());
    assert_eq!(plan.findings[0].subject.as_deref(), Some("Mail.Hots"));
}

#[test]
fn restart_never_synchronises_and_needs_something_deployed() {
    let plan = make(&production(), &Change::RestartApp {}, &facts());
    assert_eq!(ids(&plan), ["savepoint", "stop", "start", "verify"]);
    assert!(!auto_sync(&plan, "start"));
    let mut empty = facts();
    empty.environment.status = EnvironmentStatus::Empty;
    empty.environment.deployed = None;
    assert_eq!(
        refuse(&production(), &Change::RestartApp {}, &empty).code(),
        ErrorCode::PlanImpossible
    );
}

#[test]
fn scale_is_sent_in_place_and_says_what_it_does_not_know() {
    let scale = |instances, memory_per_instance_mb| Change::ScaleApp {
        instances,
        memory_per_instance_mb,
    };
    let plan = make(&production(), &scale(2, 2_048), &facts());
    assert_eq!(ids(&plan), ["scale", "verify"]);
    assert_eq!(plan.release_class, ReleaseClass::Scale);
    assert!(plan.way_back.sentences[0].contains("no call"));
    assert!(make(&production(), &scale(2, 512), &facts()).is_blocked());
    assert!(
        finding_ids(&make(&production(), &scale(9, 2_048), &facts()))
            .contains(&"scale.beyond_portal")
    );
    assert_eq!(
        refuse(&production(), &scale(0, 2_048), &facts()).code(),
        ErrorCode::InputInvalid
    );
}

#[test]
fn a_backup_stops_nothing() {
    let back_up = |download_to: Option<&str>| Change::BackUp {
        comment: Some("nightly".to_owned()),
        download_to: download_to.map(str::to_owned),
        content: Some(ArchiveContent::DatabaseOnly),
    };
    assert_eq!(
        ids(&make(&production(), &back_up(None), &facts())),
        ["snapshot", "verify"]
    );
    let plan = make(&production(), &back_up(Some("orders.backup")), &facts());
    assert_eq!(ids(&plan), ["snapshot", "archive", "download", "verify"]);
    assert_eq!(plan.downtime, None);
}

fn restore(from: Option<&str>, accept: &[&str]) -> Change {
    Change::RestoreBackup {
        snapshot: SnapshotId::new("snapshot-1"),
        source: from.map(address),
        database_only: false,
        accept_loss: accept.iter().map(|s| (*s).to_owned()).collect(),
    }
}

#[test]
fn restore_saves_the_present_data_first() {
    let mut facts = facts();
    facts.snapshot = Some(snapshot("snapshot-1", "2.5.3.60"));
    let plan = make(&production(), &restore(None, &[]), &facts);
    assert_eq!(
        ids(&plan),
        [
            "savepoint",
            "stop",
            "snapshot",
            "restore",
            "start",
            "verify"
        ]
    );
    assert_eq!(plan.point_of_no_return.as_ref().unwrap().step, "restore");
    assert!(!auto_sync(&plan, "start"), "same model version");
    assert!(!plan.is_blocked());
    assert_eq!(
        kinds(&plan.way_back_from(FailurePoint::Transported).unwrap().steps),
        [
            "stopEnvironment",
            "restoreSnapshot",
            "startEnvironment",
            "verifyEnvironment"
        ]
    );
}

#[test]
fn a_restore_without_saving_the_present_data_needs_the_loss_accepted() {
    let mut facts = facts();
    facts.snapshot = Some(snapshot("snapshot-1", "2.5.3.60"));
    let options = PlanOptions::default().snapshot(SnapshotPolicy::Never);
    let made = |accept: &[&str]| {
        plan(&production(), &restore(None, accept), &facts, &[], &options).unwrap()
    };
    assert!(made(&[]).is_blocked());
    let accepted = made(&["dataSinceSnapshot"]);
    assert!(!accepted.is_blocked());
    let stage = accepted.way_back_from(FailurePoint::StartFailed).unwrap();
    assert!(stage.impossible.is_some(), "nothing keeps the old data");
}

#[test]
fn a_restore_of_another_model_synchronises_and_says_so() {
    let mut facts = facts();
    facts.snapshot = Some(snapshot("snapshot-1", "2.5.1.50"));
    facts.source_environment = Some(environment("acceptance", NEW, "2.5.4.63"));
    let plan = make(
        &production(),
        &restore(Some("orders/acceptance"), &[]),
        &facts,
    );
    assert!(auto_sync(&plan, "start"));
    let found = finding_ids(&plan);
    assert!(found.contains(&"restore.other_model"));
    assert!(found.contains(&"restore.copies_data"));
    assert!(plan.findings.iter().all(|f| f.severity < Severity::Error));
    // Somebody who restores into a stopped environment wants it stopped.
    facts.environment.status = EnvironmentStatus::Stopped;
    let plan = make(
        &production(),
        &restore(Some("orders/acceptance"), &[]),
        &facts,
    );
    assert!(plan.step("start").is_none());
    let StepAction::VerifyEnvironment { expect } = &plan.step("verify").unwrap().action else {
        panic!()
    };
    assert_eq!(expect.status, Some(EnvironmentStatus::Stopped));
}

#[test]
fn only_a_completed_snapshot_is_restored() {
    let mut facts = facts();
    for state in [None, Some(JobState::Running), Some(JobState::Failed)] {
        let mut known = snapshot("snapshot-1", "2.5.3.60");
        known.state = state;
        facts.snapshot = Some(known);
        assert_eq!(
            refuse(&production(), &restore(None, &[]), &facts).code(),
            ErrorCode::PlanImpossible
        );
    }
}

#[test]
fn scheduled_events_follow_the_landscape_by_name() {
    use mendix_deploy_model::{cloud::EventState, landscapes::ScheduledEvents};
    let written = |events: ScheduledEvents| {
        let mut wanted = production();
        wanted.scheduled_events = Some(events);
        let mut facts = facts();
        facts
            .environment
            .scheduled_events
            .push(event("Shop.Nightly", EventState::Disabled));
        let plan = make(&wanted, &Change::Configure { restart: false }, &facts);
        let Some(step) = plan.step("settings") else {
            return Vec::new();
        };
        let StepAction::WriteSettings {
            scheduled_events, ..
        } = &step.action
        else {
            panic!()
        };
        scheduled_events
            .iter()
            .map(|write| format!("{} {}", write.name, write.state))
            .collect()
    };
    assert_eq!(written(ScheduledEvents::All), ["Shop.Nightly Enabled"]);
    assert_eq!(written(ScheduledEvents::None), ["Mail.Retry Disabled"]);
    let events = vec!["Shop.Nightly".to_owned()];
    assert_eq!(
        written(ScheduledEvents::Specified { events }),
        ["Mail.Retry Disabled", "Shop.Nightly Enabled"]
    );
    let events = vec!["Mail.Retry".to_owned()];
    assert!(written(ScheduledEvents::Specified { events }).is_empty());
}
