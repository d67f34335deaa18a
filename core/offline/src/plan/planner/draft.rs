//! What the planner of a change hands over.

use mendix_deploy_model::{
    findings::Finding,
    landscapes::SnapshotPolicy,
    plans::{
        FailurePoint, PlannedPackage, PointOfNoReturn, Step, StepAction, Strategy, WayBack,
        WayBackStage,
    },
    verdicts::{ReleaseClass, RollbackVerdict},
};

use super::Context;
use crate::plan::unchanged_package;

/// A plan without its header.
pub(in crate::plan) struct Draft {
    pub(in crate::plan) summary: String,
    pub(in crate::plan) package: Option<PlannedPackage>,
    pub(in crate::plan) class: ReleaseClass,
    pub(in crate::plan) rollback: RollbackVerdict,
    pub(in crate::plan) strategy: Strategy,
    pub(in crate::plan) snapshot: Option<SnapshotPolicy>,
    pub(in crate::plan) steps: Vec<Step>,
    pub(in crate::plan) order: Vec<String>,
    pub(in crate::plan) findings: Vec<Finding>,
    pub(in crate::plan) point_of_no_return: Option<PointOfNoReturn>,
    pub(in crate::plan) way_back: WayBack,
    /// Why the release itself demands an approval.
    pub(in crate::plan) approval_reason: Option<String>,
}

impl Draft {
    /// A plan that stops nothing and replaces no package.
    pub(super) fn in_place(class: ReleaseClass, summary: String) -> Self {
        Self {
            summary,
            package: None,
            class,
            rollback: unchanged_package("The package does not change."),
            strategy: Strategy::InPlace,
            snapshot: None,
            steps: Vec::new(),
            order: Vec::new(),
            findings: Vec::new(),
            point_of_no_return: None,
            way_back: WayBack {
                sentences: Vec::new(),
                stages: Vec::new(),
            },
            approval_reason: None,
        }
    }

    /// A plan that only looks whether the environment is as wanted.
    pub(super) fn nothing_to_do(context: &Context<'_>, reason: String) -> Self {
        let mut draft = Self::in_place(ReleaseClass::Configuration, reason.clone());
        draft.steps = vec![context.verify(context.expect_as_now(), &reason)];
        draft.order = vec!["Nothing is changed; the environment is only looked at.".to_owned()];
        draft.way_back.sentences =
            vec!["Nothing changes, so nothing has to be taken back.".to_owned()];
        draft
    }
}

/// The way back where only settings were written and nothing was stopped.
pub(super) fn settings_way_back(context: &Context<'_>) -> WayBack {
    let mut verify = context.verify(
        context.expect_as_now(),
        "Writing settings must not change how the app runs.",
    );
    verify.id = "back.verify".to_owned();
    WayBack {
        sentences: vec!["At any time: write the old settings, verify. Nothing is lost.".to_owned()],
        stages: vec![WayBackStage {
            point: FailurePoint::Unchanged,
            steps: vec![
                context.step(
                    "back.settings",
                    StepAction::RestoreSettings { run: None },
                    "The environment had other settings before.",
                ),
                verify,
            ],
            losses: Vec::new(),
            impossible: None,
        }],
    }
}
