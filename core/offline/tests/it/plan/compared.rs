//! Plans and ways back that rest on a comparison of the two packages.

use mendix_deploy_model::{
    ErrorCode,
    changes::Change,
    error::ErrorDetail,
    findings::Severity,
    landscapes::{ApprovalPolicy, SnapshotPolicy},
    models::AppModel,
    plans::{Approval, ChangesFacts, Facts, FailurePoint, OnFailure, Plan, PlanOptions, Strategy},
    verdicts::{ReleaseClass, RollbackSafety},
};
use mendix_deploy_offline::{
    compare::{CompareOptions, SideFacts, compare},
    plan::{changes_facts, check_startable, plan, release_verdict},
};
use serde_json::{Value, json};

use super::support::{
    OLD, after_release, auto_sync, deploy_file, facts, file, finding_ids, ids, instant, kinds,
    make, production, refuse, release,
};

const OLD_DIGEST: &str = "1111111111111111111111111111111111111111111111111111111111111111";

fn attribute(guid: u32, name: &str) -> Value {
    json!({
        "id": format!("id-{guid}"), "guid": format!("00000000-0000-0000-0000-{guid:012}"), "name": name,
        "type": "String", "length": 200, "value": "stored",
    })
}

/// One entity with these attributes.
fn model(version: &str, attributes: &[Value]) -> AppModel {
    serde_json::from_value(json!({
        "source": "archiveModel", "projectId": "project-1", "modelVersion": version,
        "mendixVersion": "10.24.16.94000", "hasSystem": true,
        "modules": [{"id": "m-1", "name": "Orders"}],
        "entities": [{
            "id": "e-1", "guid": "00000000-0000-0000-0000-000000000001", "name": "Orders.Order",
            "persistable": true, "stored": true, "systemMembers": [], "attributes": attributes, "indexes": [],
            "uniqueAttributes": [],
        }],
        "associations": [], "tables": [], "enumerations": [], "constants": [], "scheduledEvents": [],
        "settings": {}, "microflows": [], "userRoles": [], "requestHandlers": [], "unread": [],
    }))
    .unwrap()
}

/// What is compared with 2.5.3, which has a number and a note.
fn against(attributes: &[Value]) -> ChangesFacts {
    let before = model(
        "2.5.3.60",
        &[attribute(11, "Number"), attribute(12, "Note")],
    );
    let side = |sha256: &str| SideFacts {
        sha256: Some(sha256.to_owned()),
        ..SideFacts::default()
    };
    let options = CompareOptions {
        before: side(OLD_DIGEST),
        after: side(&file(&[]).sha256),
    };
    let changes = compare(&before, &model("2.5.4.63", attributes), &options);
    changes_facts(&changes, None, None).unwrap()
}

fn additive() -> ChangesFacts {
    against(&[
        attribute(11, "Number"),
        attribute(12, "Note"),
        attribute(13, "Weight"),
    ])
}

fn destructive() -> ChangesFacts {
    against(&[attribute(11, "Number")])
}

fn renamed() -> ChangesFacts {
    against(&[attribute(11, "Number"), attribute(12, "Remark")])
}

fn same() -> ChangesFacts {
    against(&[attribute(11, "Number"), attribute(12, "Note")])
}

/// Production runs the old package, whose digest is known, and the new file is at hand.
fn with(changes: ChangesFacts) -> Facts {
    let mut facts = facts();
    facts.package = Some(file(&[]));
    facts.environment.deployed.as_mut().unwrap().sha256 = Some(OLD_DIGEST.to_owned());
    facts.changes = Some(changes);
    facts
}

fn taking(snapshot: SnapshotPolicy) -> mendix_deploy_offline::plan::Wanted {
    let mut wanted = production();
    wanted.snapshot = Some(snapshot);
    wanted
}

fn point(plan: &Plan, point: FailurePoint) -> (Vec<&'static str>, Vec<&str>) {
    let stage = plan.way_back_from(point).unwrap();
    let losses = stage.losses.iter().map(|loss| loss.name.as_str()).collect();
    (kinds(&stage.steps), losses)
}

#[test]
fn a_plan_carries_class_verdict_and_losses_of_the_comparison() {
    for (changes, class, safety, losses) in [
        (
            additive(),
            ReleaseClass::Additive,
            RollbackSafety::LosesRecent,
            &["newAttributes"][..],
        ),
        (
            destructive(),
            ReleaseClass::Destructive,
            RollbackSafety::NeedsRestore,
            &["droppedAttributes"],
        ),
        (
            renamed(),
            ReleaseClass::Destructive,
            RollbackSafety::Safe,
            &[],
        ),
        (same(), ReleaseClass::Model, RollbackSafety::Safe, &[]),
    ] {
        let plan = make(&production(), &deploy_file(), &with(changes));
        assert_eq!(plan.release_class, class);
        assert_eq!(plan.rollback.safety, safety, "{:?}", plan.rollback);
        let named: Vec<_> = plan
            .rollback
            .losses
            .iter()
            .map(|loss| loss.name.as_str())
            .collect();
        assert_eq!(named, losses);
        assert!(finding_ids(&plan).contains(&"changes.summary"));
        assert_eq!(
            plan.point_of_no_return.is_none(),
            safety == RollbackSafety::Safe
        );
    }
}

#[test]
fn the_snapshot_that_a_verdict_demands_is_taken_whatever_the_landscape_says() {
    let plan = make(
        &taking(SnapshotPolicy::Never),
        &deploy_file(),
        &with(destructive()),
    );
    assert_eq!(plan.snapshot, Some(SnapshotPolicy::AfterStop));
    assert!(ids(&plan).contains(&"snapshot"));
    let demanded = plan
        .findings
        .iter()
        .find(|f| f.id == "way_back.snapshot_demanded")
        .unwrap();
    assert!(
        demanded.message.contains("Orders.Order/Note"),
        "{}",
        demanded.message
    );

    // Nothing demands one: the landscape's word counts.
    for changes in [additive(), renamed(), same()] {
        let plan = make(
            &taking(SnapshotPolicy::Never),
            &deploy_file(),
            &with(changes),
        );
        assert_eq!(plan.snapshot, None);
        assert!(finding_ids(&plan).contains(&"way_back.no_snapshot"));
    }

    // Who says it for this very plan is believed, and warned.
    let options = PlanOptions::default().snapshot(SnapshotPolicy::Never);
    let plan = plan_with(&with(destructive()), &options).unwrap();
    assert_eq!(plan.snapshot, None);
    let warned = plan
        .findings
        .iter()
        .find(|f| f.id == "way_back.no_snapshot")
        .unwrap();
    assert_eq!(warned.severity, Severity::Warning);
    assert!(warned.message.contains("Orders.Order/Note"));
}

fn plan_with(facts: &Facts, options: &PlanOptions) -> mendix_deploy_model::Result<Plan> {
    plan(&production(), &deploy_file(), facts, &[], options)
}

#[test]
fn strategies_that_the_class_forbids_are_refused_with_the_elements() {
    let asked = |changes: Option<ChangesFacts>, strategy| {
        let mut facts = with(same());
        facts.changes = changes;
        plan_with(&facts, &PlanOptions::default().strategy(strategy))
    };
    for strategy in [Strategy::Rolling, Strategy::BlueGreen, Strategy::Canary] {
        for changes in [renamed(), destructive()] {
            let error = asked(Some(changes), strategy).unwrap_err();
            assert_eq!(error.code(), ErrorCode::PlanStrategyRefused);
            assert!(error.message().contains("Orders.Order/"), "{error}");
            assert_eq!(error.info().context["releaseClass"], "destructive");
        }
        // Not compared, or not reliably: nothing is allowed that needs to know.
        let error = asked(None, strategy).unwrap_err();
        assert_eq!(error.code(), ErrorCode::PlanStrategyRefused);
        assert_eq!(error.info().context["releaseClass"], "unknown");
    }
    // The class would allow it, the platform cannot do it.
    let error = asked(Some(same()), Strategy::BlueGreen).unwrap_err();
    assert_eq!(error.code(), ErrorCode::PlanImpossible);
    assert!(asked(Some(renamed()), Strategy::Recreate).is_ok());
    assert_eq!(
        asked(Some(same()), Strategy::InPlace).unwrap_err().code(),
        ErrorCode::PlanImpossible
    );
}

#[test]
fn a_comparison_of_other_packages_does_not_count() {
    let unknown = |facts: &Facts, why: &str| {
        let plan = make(&production(), &deploy_file(), facts);
        assert_eq!(plan.release_class, ReleaseClass::Unknown, "{why}");
        assert_eq!(plan.rollback.safety, RollbackSafety::Unknown, "{why}");
        let finding = plan
            .findings
            .iter()
            .find(|f| f.id == "changes.not_reliable")
            .unwrap();
        assert!(finding.message.contains(why), "{}", finding.message);
        assert!(plan.point_of_no_return.is_some());
    };
    let deployed = |change: fn(&mut Facts)| {
        let mut facts = with(same());
        change(&mut facts);
        facts
    };
    unknown(
        &deployed(|f| f.environment.deployed.as_mut().unwrap().sha256 = Some("22".repeat(32))),
        "the deployed package package-q has another SHA-256",
    );
    unknown(
        &deployed(|f| f.package.as_mut().unwrap().sha256 = "33".repeat(32)),
        "the package that comes, orders-2.5.4.mda has another SHA-256",
    );
    unknown(
        &deployed(|f| f.environment.deployed.as_mut().unwrap().sha256 = None),
        "nothing shows that",
    );
    unknown(
        &deployed(|f| f.environment.model_version = Some("2.5.2.1".to_owned())),
        "the environment runs 2.5.2.1",
    );
    unknown(
        &deployed(|f| {
            f.environment.status = mendix_deploy_model::cloud::EnvironmentStatus::Stopped;
        }),
        "the app does not run",
    );
    // The exact size with the version is as good as a digest; another size is not.
    let sized = |size| {
        let mut facts = with(same());
        facts.environment.deployed.as_mut().unwrap().sha256 = None;
        facts.changes.as_mut().unwrap().before.size_bytes = Some(size);
        facts
    };
    unknown(&sized(999), "has 1000 bytes, not 999");
    let plan = make(&production(), &deploy_file(), &sized(1_000));
    assert_eq!(plan.release_class, ReleaseClass::Model);
    let mut other_version = sized(1_000);
    other_version.changes.as_mut().unwrap().before.model_version = Some("1.0.0.1".to_owned());
    unknown(&other_version, "has the version 2.5.3.60, not 1.0.0.1");
}

#[test]
fn what_could_not_be_compared_is_never_safe() {
    let mut before = model("2.5.3.60", &[attribute(11, "Number")]);
    before.unread = serde_json::from_value(json!([{"id": "u-1", "why": "it is missing"}])).unwrap();
    let changes = compare(
        &before,
        &model("2.5.4.63", &[attribute(11, "Number")]),
        &CompareOptions {
            before: SideFacts {
                sha256: Some(OLD_DIGEST.to_owned()),
                ..SideFacts::default()
            },
            ..CompareOptions::default()
        },
    );
    let mut changes = changes_facts(&changes, None, None).unwrap();
    changes.after.sha256 = Some(file(&[]).sha256);
    let plan = make(
        &taking(SnapshotPolicy::Never),
        &deploy_file(),
        &with(changes),
    );
    assert_eq!(plan.rollback.safety, RollbackSafety::Unknown);
    assert_eq!(plan.release_class, ReleaseClass::Unknown);
    assert_eq!(plan.snapshot, Some(SnapshotPolicy::AfterStop));
    assert!(finding_ids(&plan).contains(&"changes.not_compared"));
}

#[test]
fn the_way_back_restores_only_where_it_has_to() {
    let plan = |changes, policy| make(&taking(policy), &deploy_file(), &with(changes));
    let restores = |kinds: &[&str]| kinds.contains(&"restoreSnapshot");

    let safe = plan(renamed(), SnapshotPolicy::AfterStop);
    let (steps, losses) = point(&safe, FailurePoint::MayHaveRun);
    assert!(
        !restores(&steps) && losses.is_empty(),
        "{steps:?} {losses:?}"
    );
    assert!(auto_sync(
        &back(&safe, FailurePoint::MayHaveRun),
        "back.start"
    ));

    let additive = plan(additive(), SnapshotPolicy::AfterStop);
    let (steps, losses) = point(&additive, FailurePoint::MayHaveRun);
    assert!(!restores(&steps), "{steps:?}");
    assert_eq!(losses, ["newAttributes"]);
    // Nobody used the new version: the snapshot of the stopped app costs nothing.
    let (steps, losses) = point(&additive, FailurePoint::StartFailed);
    assert!(
        restores(&steps) && losses.is_empty(),
        "{steps:?} {losses:?}"
    );

    let destructive = plan(destructive(), SnapshotPolicy::AfterStop);
    let (steps, losses) = point(&destructive, FailurePoint::MayHaveRun);
    assert!(restores(&steps));
    assert_eq!(losses, ["dataSinceSnapshot"]);

    // Without a snapshot the loss has the names of the comparison.
    let options = PlanOptions::default()
        .snapshot(SnapshotPolicy::Never)
        .on_failure(OnFailure::RollBack {
            accept_loss: vec!["droppedAttributes".to_owned()],
        });
    let bare = plan_with(&with(self::destructive()), &options).unwrap();
    let (steps, losses) = point(&bare, FailurePoint::MayHaveRun);
    assert!(!restores(&steps));
    assert_eq!(losses, ["droppedAttributes"]);
}

/// The verdict is about a start that ended: one that failed may have changed half of the database.
#[test]
fn after_a_failed_start_without_a_snapshot_nothing_is_promised() {
    for policy in [SnapshotPolicy::Never, SnapshotPolicy::BeforeStop] {
        let plan = |changes| {
            let options = PlanOptions::default().snapshot(policy);
            plan_with(&with(changes), &options).unwrap()
        };
        let safe = plan(renamed());
        assert_eq!(safe.rollback.safety, RollbackSafety::Safe);
        let (_, losses) = point(&safe, FailurePoint::StartFailed);
        assert_eq!(losses, ["unknownSchemaChanges"]);
        assert_eq!(point(&safe, FailurePoint::MayHaveRun).1, [""; 0]);
        let additive = plan(additive());
        let (_, losses) = point(&additive, FailurePoint::StartFailed);
        assert_eq!(losses, ["newAttributes", "unknownSchemaChanges"]);
        // Nothing was there to synchronise.
        let same = plan(same());
        assert_eq!(point(&same, FailurePoint::StartFailed).1, [""; 0]);
    }
    let bare = plan_with(
        &with(destructive()),
        &PlanOptions::default().snapshot(SnapshotPolicy::Never),
    )
    .unwrap();
    assert_eq!(
        point(&bare, FailurePoint::StartFailed).1,
        ["droppedAttributes", "unknownSchemaChanges"]
    );
}

/// A comparison lets a destructive release, or one of which something is unknown, stop the old version only with an
/// approval: the plan demands it, whatever the landscape says.
#[test]
fn a_destructive_release_demands_an_approval() {
    let start = |plan: &Plan, by: &[&str]| {
        let approvals: Vec<Approval> = by
            .iter()
            .map(|by| Approval {
                plan_id: plan.id.clone(),
                by: (*by).to_owned(),
                at: None,
                expires_at: None,
                comment: None,
            })
            .collect();
        let now = instant("2026-03-01T12:00:00Z");
        check_startable(plan, &plan.facts, &approvals, "ci", now)
    };
    for changes in [destructive(), renamed()] {
        let plan = make(&production(), &deploy_file(), &with(changes));
        assert_eq!(plan.approvals_required, 1);
        let reason = plan.approval_reason.as_deref().unwrap();
        assert!(reason.contains("destructive"), "{reason}");
        assert!(reason.contains("Orders.Order/"), "{reason}");
        let unapproved = start(&plan, &[]).unwrap_err();
        assert_eq!(unapproved.code(), ErrorCode::PlanUnapproved);
        assert!(unapproved.message().contains("destructive"), "{unapproved}");
        assert_eq!(
            start(&plan, &["ci"]).unwrap_err().code(),
            ErrorCode::PlanUnapproved
        );
        start(&plan, &["ada"]).unwrap();
    }
    // A comparison that does not count leaves everything unknown.
    let mut doubtful = with(same());
    doubtful.environment.deployed.as_mut().unwrap().sha256 = Some("22".repeat(32));
    let plan = make(&production(), &deploy_file(), &doubtful);
    assert_eq!(plan.approvals_required, 1);
    assert!(plan.approval_reason.unwrap().contains("unknown"));
    // What the landscape demands stays, and harmless releases demand nothing.
    let mut wanted = production();
    wanted.approvals = Some(ApprovalPolicy {
        required: 2,
        valid_seconds: None,
    });
    let plan = make(&wanted, &deploy_file(), &with(destructive()));
    assert_eq!(plan.approvals_required, 2);
    for changes in [additive(), same()] {
        let plan = make(&production(), &deploy_file(), &with(changes));
        assert_eq!(plan.approvals_required, 0);
        assert_eq!(plan.approval_reason, None);
    }
}

/// A plan whose steps are those of one stage of the way back.
fn back(plan: &Plan, point: FailurePoint) -> Plan {
    let mut plan = plan.clone();
    plan.steps = plan.way_back_from(point).unwrap().steps.clone();
    plan
}

fn undo(accept_loss: &[&str]) -> Change {
    Change::Undo {
        run: "run-1".to_owned(),
        accept_loss: accept_loss.iter().map(|name| (*name).to_owned()).collect(),
    }
}

/// 2.5.4 was released over 2.5.3 with this comparison, and runs.
fn released(changes: ChangesFacts) -> Facts {
    let mut facts = after_release(release());
    let release = facts.release.as_mut().unwrap();
    release.release_class = changes.release_class;
    release.rollback = changes.rollback.clone();
    release.changes = Some(changes);
    facts
}

#[test]
fn undo_follows_the_verdict_that_the_release_recorded() {
    // Safe: the old version starts again and brings the database in line; nothing is restored or accepted.
    let plan = make(&production(), &undo(&[]), &released(renamed()));
    assert!(!ids(&plan).contains(&"restore"));
    assert!(auto_sync(&plan, "start"));
    assert!(plan.point_of_no_return.is_none());
    assert_eq!(plan.release_class, ReleaseClass::Destructive);

    // Loses what was entered since: accepted by name.
    let error = refuse(&production(), &undo(&[]), &released(additive()));
    assert_eq!(error.code(), ErrorCode::RollbackRefused);
    let Some(ErrorDetail::RefusedRollback {
        verdict, losses, ..
    }) = error.detail()
    else {
        panic!("{error:?}");
    };
    assert_eq!(verdict, "losesRecent");
    assert_eq!(losses, &["newAttributes", "dataSinceSnapshot"]);
    let plan = make(
        &production(),
        &undo(&["newAttributes"]),
        &released(additive()),
    );
    assert!(!ids(&plan).contains(&"restore"));
    assert!(auto_sync(&plan, "start"));
    // Or by the snapshot, when that is the loss that somebody prefers.
    let plan = make(
        &production(),
        &undo(&["dataSinceSnapshot"]),
        &released(additive()),
    );
    assert!(ids(&plan).contains(&"restore"));

    // Needs a restore.
    let error = refuse(&production(), &undo(&[]), &released(destructive()));
    assert_eq!(error.code(), ErrorCode::RollbackRefused);
    let plan = make(
        &production(),
        &undo(&["dataSinceSnapshot"]),
        &released(destructive()),
    );
    assert!(ids(&plan).contains(&"restore"));
    assert!(!auto_sync(&plan, "start"));
}

#[test]
fn a_recorded_verdict_counts_only_for_what_the_run_saw() {
    let release_of = |facts: Facts| facts.release.unwrap();
    let mut seen = release_of(released(renamed()));
    assert_eq!(release_verdict(&seen).safety, RollbackSafety::Safe);
    seen.savepoint
        .as_mut()
        .unwrap()
        .package
        .as_mut()
        .unwrap()
        .sha256 = Some("44".repeat(32));
    assert_eq!(release_verdict(&seen).safety, RollbackSafety::Unknown);

    // The plan did not rely on its comparison.
    let mut seen = release_of(released(renamed()));
    seen.rollback = mendix_deploy_offline::plan::unknown_verdict();
    assert_eq!(release_verdict(&seen).safety, RollbackSafety::Unknown);

    // An undo repeats the verdict of what it undid; its own is not known.
    let mut undone = release();
    undone.change = undo(&[]);
    undone.rollback = additive().rollback;
    assert_eq!(release_verdict(&undone).safety, RollbackSafety::Unknown);
    assert_ne!(undone.package.unwrap().package_id.as_str(), OLD);
}
