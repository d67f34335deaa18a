//! Free Apps: building deploys, and that is all there is. No transport, no settings, no stop, no backup (Deploy API v1:
//! only the app itself can be read; Build API: a build of a Free App deploys it).

use mendix_deploy_model::{
    Result,
    changes::{Change, PackageRef},
    findings::Severity,
    plans::{Expectation, FailurePoint, PlannedPackage, PointOfNoReturn, Strategy, WayBackStage},
    verdicts::ReleaseClass,
};

use super::{Context, Draft, impossible, incoming};
use crate::plan::unknown_verdict;

pub(super) fn draft(context: &Context<'_>, change: &Change) -> Result<Draft> {
    let at = &context.wanted.address;
    let no = |reason: &str| {
        Err(impossible(at, format!("a Free App {reason}")).with_remedy(
            "Deploy a revision, which builds and deploys at once; or use a licensed app.",
        ))
    };
    match change {
        Change::Deploy {
            package:
                PackageRef::RevisionPackage {
                    branch,
                    revision,
                    description,
                    ..
                },
        } => build(context, branch, revision.as_deref(), description.as_deref()),
        Change::Deploy { .. } | Change::Promote { .. } => {
            no("takes no package: there is no transport, only a build from a revision")
        }
        Change::Configure { .. } => no("has no settings that can be written from outside"),
        Change::RestartApp {} => no("cannot be stopped or started from outside"),
        Change::ScaleApp { .. } => no("cannot be scaled"),
        Change::BackUp { .. } | Change::RestoreBackup { .. } => {
            no("has no backups that can be reached from outside")
        }
        Change::Undo { .. } => {
            no("has no way back: no backup, and no transport of the old package")
        }
    }
}

fn build(
    context: &Context<'_>,
    branch: &str,
    revision: Option<&str>,
    description: Option<&str>,
) -> Result<Draft> {
    let at = &context.wanted.address;
    let facts = incoming::revision_facts(context, branch, revision)?;
    let title = format!("{} of {branch} at {}", facts.version, facts.revision);
    let mut draft = Draft::in_place(
        ReleaseClass::Unknown,
        format!("{at}: build {title}, which deploys it."),
    );
    draft.strategy = Strategy::Recreate;
    draft.rollback = unknown_verdict();
    draft.findings.push(context.finding(
        "free_app.no_backup",
        Severity::Warning,
        None,
        format!("{at} is a Free App: no snapshot can be taken, so nothing leads back once the build has deployed"),
        "Use a licensed app for data that matters.",
    ));
    if !(context.wanted.constants.is_empty() && context.wanted.scheduled_events.is_none()) {
        draft.findings.push(context.finding(
            "free_app.no_settings",
            Severity::Warning,
            None,
            format!(
                "{at} is a Free App: the landscape's constants and scheduled events are not written"
            ),
            "Give the model the defaults that are meant.",
        ));
    }
    if context.options.on_failure.is_some() {
        draft.findings.push(context.finding(
            "free_app.no_way_back",
            Severity::Warning,
            None,
            format!("{at} is a Free App: a failed run cannot roll back"),
            "Plan without onFailure, and deploy an older revision by hand if needed.",
        ));
    }
    draft.steps = incoming::build(context, facts, description);
    for step in &mut draft.steps {
        step.irreversible = true;
    }
    if let Some(last) = draft.steps.last_mut() {
        last.downtime = true;
    }
    let expect = Expectation {
        status: None,
        ..context.expect_running()
    };
    draft.steps.push(context.verify(
        expect,
        "A Free App can only be seen through its public URL.",
    ));
    draft.order = vec![
        "Building a Free App deploys it at once; nothing can be put between the two.".to_owned(),
    ];
    draft.point_of_no_return = Some(PointOfNoReturn {
        step: "build".to_owned(),
        why: "The build deploys by itself and cannot be cancelled.".to_owned(),
    });
    draft.way_back.sentences = vec![
        "No way back: a Free App has no backup and no transport. An older revision can be built again, on the database as it is then.".to_owned(),
    ];
    draft.way_back.stages = vec![WayBackStage {
        point: FailurePoint::MayHaveRun,
        steps: Vec::new(),
        losses: Vec::new(),
        impossible: Some("A Free App has no backup and no transport.".to_owned()),
    }];
    draft.package = Some(PlannedPackage {
        title,
        package_id: None,
        sha256: None,
        size_bytes: None,
        model_version: None,
        runtime_version: None,
    });
    Ok(draft)
}
