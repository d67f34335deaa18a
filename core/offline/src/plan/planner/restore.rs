//! Restore: a snapshot into the environment.

use mendix_deploy_model::{
    Address, Error, ErrorCode, Result,
    cloud::{JobState, SnapshotId},
    findings::Severity,
    landscapes::SnapshotPolicy,
    plans::{Expectation, SnapshotFacts, StepAction},
    verdicts::{ReleaseClass, RollbackSafety, RollbackVerdict},
};

use super::{Context, Draft, impossible};
use crate::plan::{
    DATA_SINCE_SNAPSHOT,
    strategies::{DatabaseChange, Recreate, Start},
    verdict::data_since,
};

pub(super) fn draft(
    context: &Context<'_>,
    wanted: &SnapshotId,
    from: Option<&Address>,
    database_only: bool,
    accept_loss: &[String],
) -> Result<Draft> {
    let at = &context.wanted.address;
    let from = from.filter(|from| *from != at);
    let Some(snapshot) = context
        .facts
        .snapshot
        .as_ref()
        .filter(|snapshot| snapshot.snapshot_id == *wanted)
    else {
        return Err(Error::new(
            ErrorCode::InputInvalid,
            format!("nothing is known about the snapshot {wanted}"),
        )
        .with_remedy("Observe the facts for this very change."));
    };
    restorable(at, snapshot)?;
    if context.is_empty() {
        return Err(
            impossible(at, "nothing is deployed that could use the data")
                .with_remedy("Deploy the package that fits the snapshot first."),
        );
    }
    let own = Some(context.timing()).filter(|timing| *timing != SnapshotPolicy::Never);
    let mut findings = Vec::new();
    if own.is_none() && !accept_loss.iter().any(|name| name == DATA_SINCE_SNAPSHOT) {
        findings.push(context.finding(
            "restore.loss_not_accepted",
            Severity::Error,
            Some(DATA_SINCE_SNAPSHOT),
            format!("everything stored in {at} since the snapshot would be lost, and the plan takes no snapshot of it"),
            "Let the plan take a snapshot first, or accept the loss by name.",
        ));
    }
    if let Some(from) = from {
        findings.push(context.finding(
            "restore.copies_data",
            Severity::Warning,
            Some(from.as_str()),
            format!("the restore copies the data of {from}, personal data included, into {at}; its scheduled events and integrations may act on it"),
            "Check that this is allowed, and that the events and endpoints of the environment are its own.",
        ));
    }
    if database_only {
        findings.push(context.finding(
            "restore.without_files",
            Severity::Warning,
            None,
            "a restore of the database alone leaves files as they are: objects may lack their contents".to_owned(),
            "Restore the files as well, unless that is meant.",
        ));
    }
    let deployed = context
        .deployed()
        .and_then(|d| d.version.as_deref())
        .or(context.environment().model_version.as_deref());
    let differs = matches!(
        (snapshot.model_version.as_deref(), deployed),
        (Some(theirs), Some(ours)) if theirs != ours
    );
    if differs {
        findings.push(context.finding(
            "restore.other_model",
            Severity::Warning,
            Some(snapshot.snapshot_id.as_str()),
            format!(
                "the snapshot is of the model version {}, {at} has {} deployed: the start brings the database in line with it",
                snapshot.model_version.as_deref().unwrap_or_default(),
                deployed.unwrap_or_default()
            ),
            "Deploy the version that fits the snapshot first, if its data is to stay as it is.",
        ));
    }
    let origin = from.map_or_else(String::new, |from| format!(" of {from}"));
    let mut draft = Draft::in_place(
        ReleaseClass::Unknown,
        format!(
            "{at}: replace its data by the snapshot {}{origin}.",
            snapshot.snapshot_id
        ),
    );
    draft.rollback = RollbackVerdict {
        safety: RollbackSafety::NeedsRestore,
        reasons: vec![if own.is_some() {
            "The present data is kept only in the snapshot that this plan takes of it.".to_owned()
        } else {
            "The present data is not kept.".to_owned()
        }],
        losses: vec![data_since(
            "Everything stored after the restore, when the present data is restored again.",
        )],
    };
    draft.findings = findings;
    let runs = context.may_run();
    let start = runs.then(|| Start {
        auto_sync_db: differs,
        why: if differs {
            "The database is of another model version than the deployed package and has to follow it.".to_owned()
        } else {
            "The snapshot is of the deployed model version, or of none that is known: the database must not change, and a start that would need it is refused.".to_owned()
        },
        point_of_no_return: differs.then(|| "The start changes the restored database.".to_owned()),
    });
    let restore = context.step(
        "restore",
        StepAction::RestoreSnapshot {
            snapshot_id: Some(snapshot.snapshot_id.clone()),
            source: from.cloned(),
            database_only,
        },
        "The change asks for it.",
    );
    let expect = if runs {
        context.running_as_deployed()
    } else {
        Expectation {
            ..context.expect_as_now()
        }
    };
    Ok(Recreate {
        prepare: Vec::new(),
        writes: super::SettingsWrites::default(),
        snapshot: own,
        before: format!("restoring {}", snapshot.snapshot_id),
        saved: None,
        transport: None,
        restore: Some(restore),
        start,
        expect,
        verify_why: "Only the running app shows whether it can work with the restored data."
            .to_owned(),
        database: DatabaseChange::AtRestore,
        judgement: None,
        no_way: None,
    }
    .draft(context, draft))
}

/// Whether the snapshot can be restored.
pub(super) fn restorable(at: &Address, snapshot: &SnapshotFacts) -> Result<()> {
    match &snapshot.state {
        Some(JobState::Completed) => Ok(()),
        Some(state) => Err(impossible(
            at,
            format!("the snapshot {} is {state}", snapshot.snapshot_id),
        )),
        None => Err(impossible(
            at,
            format!(
                "the snapshot {} does not exist any more",
                snapshot.snapshot_id
            ),
        )),
    }
}
