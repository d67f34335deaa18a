//! The rollback checklist of Mendix's deployment guide, filled in from what a run did.

use mendix_deploy_model::{
    plans::{ChecklistItem, ChecklistState, Step, StepAction},
    verdicts::{RollbackSafety, RollbackVerdict},
};

/// How a way back went.
#[derive(Debug, Clone, Copy)]
pub struct RollbackCourse<'a> {
    /// May the old version start again? As judged before going back.
    pub verdict: &'a RollbackVerdict,
    /// Whether the new version was started at all.
    pub start_attempted: bool,
    /// The steps that led back: those of a way back's stage, or of an undo. Empty when none was taken.
    pub steps: &'a [Step],
    /// Ids of the steps that were completed.
    pub completed: &'a [String],
    /// Whether somebody was notified by the caller's hook; absent when there is none.
    pub notified: Option<bool>,
}

/// The seven items, in the order of the guide.
#[must_use]
pub fn rollback_checklist(course: &RollbackCourse<'_>) -> Vec<ChecklistItem> {
    let restores = |step: &&Step| matches!(step.action, StepAction::RestoreSnapshot { .. });
    let transports = |step: &&Step| {
        matches!(
            step.action,
            StepAction::TransportPackage { .. } | StepAction::StartEnvironment { .. }
        )
    };
    let verifies = |step: &&Step| matches!(step.action, StepAction::VerifyEnvironment { .. });
    let files = |step: &&Step| {
        matches!(
            step.action,
            StepAction::RestoreSnapshot {
                database_only: false,
                ..
            }
        )
    };
    let judged = match (course.start_attempted, course.verdict.safety) {
        (false, _) => (
            ChecklistState::Done,
            "No start was attempted: the database is as it was.".to_owned(),
        ),
        (true, RollbackSafety::Unknown) => (ChecklistState::Open, course.verdict.reasons.join(" ")),
        (true, safety) => (
            ChecklistState::Done,
            format!("{safety}: {}", course.verdict.reasons.join(" ")),
        ),
    };
    let rows = [
        (
            "Confirm whether the new version made destructive database changes",
            judged,
        ),
        (
            "Restore the database if it did",
            done(
                course,
                &restores,
                "The snapshot was restored.",
                "No restore belongs to this way back.",
            ),
        ),
        (
            "Bring back the previous version of the app",
            done(
                course,
                &transports,
                "The previous version is deployed and started.",
                "Nothing was deployed or started.",
            ),
        ),
        (
            "Verify that it starts and passes its checks",
            done(
                course,
                &verifies,
                "All checks passed.",
                "Nothing was verified.",
            ),
        ),
        (
            "Restore the files if the new version changed or deleted any",
            done(
                course,
                &files,
                "The snapshot's files were restored with it.",
                "No restore of files belongs to this way back; files that the new version changed or deleted stay so.",
            ),
        ),
        (
            "Notify those concerned",
            match course.notified {
                Some(true) => (ChecklistState::Done, "The hook was called.".to_owned()),
                Some(false) => (
                    ChecklistState::Failed,
                    "The hook failed; tell them yourself.".to_owned(),
                ),
                None => (
                    ChecklistState::Open,
                    "No hook is configured; tell them yourself.".to_owned(),
                ),
            },
        ),
        (
            "Record the incident",
            (
                ChecklistState::Done,
                "This record. Put it where your incidents are kept.".to_owned(),
            ),
        ),
    ];
    (1..)
        .zip(rows)
        .map(|(number, (title, (state, note)))| ChecklistItem {
            number,
            title: title.to_owned(),
            state,
            note,
        })
        .collect()
}

/// Not needed when no such step belongs to the way back; done when all of them were completed.
fn done(
    course: &RollbackCourse<'_>,
    belongs: &dyn Fn(&&Step) -> bool,
    done: &str,
    not_needed: &str,
) -> (ChecklistState, String) {
    let steps: Vec<&Step> = course.steps.iter().filter(belongs).collect();
    let missing: Vec<&str> = steps
        .iter()
        .map(|step| step.id.as_str())
        .filter(|id| !course.completed.iter().any(|c| c == id))
        .collect();
    if steps.is_empty() {
        (ChecklistState::NotNeeded, not_needed.to_owned())
    } else if missing.is_empty() {
        (ChecklistState::Done, done.to_owned())
    } else {
        (
            ChecklistState::Failed,
            format!("Not completed: {}.", missing.join(", ")),
        )
    }
}
