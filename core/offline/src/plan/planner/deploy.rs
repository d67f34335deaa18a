//! Deploy and promote.

use mendix_deploy_model::{
    Address, Result,
    changes::PackageRef,
    findings::{Finding, Severity},
    landscapes::SnapshotPolicy,
    plans::{DeployedFacts, Expectation, PlannedPackage},
    verdicts::ReleaseClass,
};

use super::{
    Context, Draft, Judgement, checks,
    incoming::{Incoming, incoming},
    writes,
};
use crate::plan::{
    strategies::{DatabaseChange, Recreate, Start},
    unknown_verdict,
};

/// Promote: deploy what the source runs.
pub(super) fn draft_promote(context: &Context<'_>, source: &Address) -> Result<Draft> {
    draft(
        context,
        &PackageRef::RunningPackage {
            environment: source.clone(),
        },
    )
}

/// Deploy.
pub(super) fn draft(context: &Context<'_>, package: &PackageRef) -> Result<Draft> {
    let mut findings = Vec::new();
    let incoming = incoming(context, package, &mut findings)?;
    checks::production_mark(context, &mut findings);
    if let (PackageRef::RunningPackage { .. }, Some(source)) =
        (package, &context.facts.source_environment)
    {
        checks::source_ran(context, source, &mut findings);
        checks::settings_of_source(context, source, &mut findings);
    }
    let deployed = context
        .deployed()
        .filter(|deployed| same_package(deployed, &incoming.planned));
    if let Some(deployed) = deployed {
        return Ok(deployed_already(
            context,
            deployed,
            incoming.planned,
            findings,
        ));
    }
    checks::runtime_change(
        context,
        incoming.planned.runtime_version.as_deref(),
        &mut findings,
    );
    checks::previous_package(context, &mut findings);
    Ok(replace(context, incoming, findings))
}

/// Equal ids or equal bytes. Equal versions prove nothing.
fn same_package(deployed: &DeployedFacts, planned: &PlannedPackage) -> bool {
    planned.package_id.as_ref() == Some(&deployed.package_id)
        || (planned.sha256.is_some() && planned.sha256 == deployed.sha256)
}

fn replace(context: &Context<'_>, incoming: Incoming<'_>, mut findings: Vec<Finding>) -> Draft {
    let at = &context.wanted.address;
    let writes = writes::with_package(context, incoming.names.as_ref());
    let judgement = Judgement::of(context, &incoming.planned, &mut findings);
    let snapshot = snapshot(context, Some(&judgement), &mut findings);
    let summary = match context.deployed() {
        Some(deployed) => format!(
            "{at}: replace {} by {}.",
            named(&deployed.name, deployed.version.as_deref()),
            named(
                &incoming.planned.title,
                incoming.planned.model_version.as_deref()
            )
        ),
        None => format!(
            "{at}: deploy {} for the first time.",
            named(
                &incoming.planned.title,
                incoming.planned.model_version.as_deref()
            )
        ),
    };
    let mut draft = Draft::in_place(judgement.class, summary);
    draft.rollback = judgement.rollback.clone();
    draft.approval_reason = judgement.approval_reason();
    draft.findings = findings;
    draft.order.extend(incoming.order);
    let expect = Expectation {
        package_id: incoming.planned.package_id.clone(),
        package_of_this_run: incoming.planned.package_id.is_none(),
        model_version: incoming
            .planned
            .model_version
            .clone()
            .filter(|_| incoming.planned.package_id.is_some()),
        settings_applied: !writes.is_empty(),
        ..context.expect_running()
    };
    let recreate = Recreate {
        prepare: incoming.prepare,
        writes,
        snapshot,
        before: incoming.planned.title.clone(),
        saved: None,
        transport: Some(incoming.planned.package_id.clone()),
        restore: None,
        start: Some(Start {
            auto_sync_db: true,
            why: "The database has to follow the model of the new package.".to_owned(),
            point_of_no_return: context
                .deployed()
                .and_then(|_| point_of_no_return(snapshot, &judgement)),
        }),
        expect,
        verify_why: "A start job that is done does not show that the new version works.".to_owned(),
        database: DatabaseChange::AtStart,
        judgement: Some(judgement),
        no_way: None,
    };
    draft.package = Some(incoming.planned);
    recreate.draft(context, draft)
}

/// The package is deployed already: perhaps it runs, perhaps it was never started, perhaps only settings are missing.
fn deployed_already(
    context: &Context<'_>,
    deployed: &DeployedFacts,
    mut planned: PlannedPackage,
    mut findings: Vec<Finding>,
) -> Draft {
    let at = &context.wanted.address;
    planned.package_id = Some(deployed.package_id.clone());
    let name = named(&deployed.name, deployed.version.as_deref());
    let writes = writes::in_place(context, Severity::Warning, &mut findings);
    let environment = context.environment();
    let other_runs = matches!(
        (&environment.model_version, &deployed.version),
        (Some(running), Some(deployed)) if running != deployed
    );
    let running = context.may_run() && !other_runs;
    if running && writes.is_empty() && !super::configure::restart_pending(context) {
        let mut draft = Draft::nothing_to_do(
            context,
            format!("{at} has {name} deployed and runs: nothing to do."),
        );
        draft.package = Some(planned);
        draft.findings = findings;
        return draft;
    }
    let expect = Expectation {
        package_id: Some(deployed.package_id.clone()),
        model_version: deployed.version.clone(),
        settings_applied: true,
        ..context.expect_running()
    };
    let mut recreate = Recreate {
        prepare: Vec::new(),
        writes,
        snapshot: None,
        before: format!("the start of {name}"),
        saved: None,
        transport: None,
        restore: None,
        start: None,
        expect,
        verify_why: "A start job that is done does not show that the app works.".to_owned(),
        database: DatabaseChange::Never,
        judgement: None,
        no_way: None,
    };
    let mut draft;
    if running {
        draft = Draft::in_place(
            ReleaseClass::Configuration,
            format!(
                "{at} has {name} deployed and runs, but not with the settings of the landscape: write them and restart."
            ),
        );
        recreate.start = Some(Start {
            auto_sync_db: false,
            why: "Settings take effect only at a start. The model is the same, so the database must not change.".to_owned(),
            point_of_no_return: None,
        });
    } else {
        draft = Draft::in_place(
            ReleaseClass::Unknown,
            if other_runs {
                format!("{at} has {name} deployed but runs another version: restart.")
            } else {
                format!("{at} has {name} deployed and does not run: start.")
            },
        );
        draft.rollback = unknown_verdict();
        recreate.snapshot = snapshot(context, None, &mut findings);
        recreate.database = DatabaseChange::AtStart;
        recreate.start = Some(Start {
            auto_sync_db: true,
            why: "The package is deployed, but whether it has ever been started on this database cannot be read."
                .to_owned(),
            point_of_no_return: Some(restore_only(recreate.snapshot).to_owned()),
        });
        if other_runs {
            recreate.no_way = Some(
                "The platform does not tell which package ran before the deployed one.".to_owned(),
            );
        }
    }
    draft.package = Some(planned);
    draft.findings = findings;
    recreate.draft(context, draft)
}

/// When the snapshot is taken: as the plan or the landscape says, unless the way back leads through one.
fn snapshot(
    context: &Context<'_>,
    judgement: Option<&Judgement<'_>>,
    findings: &mut Vec<Finding>,
) -> Option<SnapshotPolicy> {
    if context.is_empty() {
        return None;
    }
    let timing = context.timing();
    if timing != SnapshotPolicy::Never {
        return Some(timing);
    }
    let at = &context.wanted.address;
    let demanded = judgement.filter(|judgement| judgement.demands_snapshot());
    let asked_for = context.options.snapshot == Some(SnapshotPolicy::Never);
    if let Some(judgement) = demanded.filter(|_| !asked_for) {
        findings.push(context.finding(
            "way_back.snapshot_demanded",
            Severity::Warning,
            None,
            format!(
                "the landscape takes no snapshot of {at}, and the plan takes one all the same, because the way back leads through it: {}",
                judgement.rollback.reasons.join(" ")
            ),
            "Nothing. Who has a backup of another kind says `snapshot: never` in the options of the plan.",
        ));
        return Some(SnapshotPolicy::AfterStop);
    }
    let (severity, why) = match judgement {
        Some(judgement) if judgement.goes_back_without_restore() => (
            Severity::Info,
            "the comparison shows that the old version can start again without one".to_owned(),
        ),
        Some(judgement) if demanded.is_some() => (
            Severity::Warning,
            format!(
                "once the new version has started, the old data is out of reach: {}",
                judgement.rollback.reasons.join(" ")
            ),
        ),
        _ => (
            Severity::Warning,
            "once the new version has started, the old data is out of reach".to_owned(),
        ),
    };
    findings.push(context.finding(
        "way_back.no_snapshot",
        severity,
        None,
        format!("the plan takes no snapshot of {at}: {why}"),
        "Let the plan take a snapshot, after the stop if the time allows it.",
    ));
    None
}

/// Why the start cannot simply be taken back; `None` when it can.
fn point_of_no_return(
    snapshot: Option<SnapshotPolicy>,
    judgement: &Judgement<'_>,
) -> Option<String> {
    if !judgement.goes_back_without_restore() {
        return Some(restore_only(snapshot).to_owned());
    }
    let losses = &judgement.rollback.losses;
    if losses.is_empty() {
        return None;
    }
    let what: Vec<&str> = losses.iter().map(|loss| loss.what.as_str()).collect();
    Some(format!(
        "The old version can start again on the new version's database, but loses what is entered from here on: {}",
        what.join(" ")
    ))
}

/// Where only the snapshot leads back.
fn restore_only(snapshot: Option<SnapshotPolicy>) -> &'static str {
    match snapshot {
        Some(SnapshotPolicy::AfterStop) => {
            "The start may change the database. Until here the old version can simply start again; from here on the way back is the snapshot, and what is stored after the start is lost by it."
        }
        Some(SnapshotPolicy::BeforeStop) => {
            "The start may change the database. Until here the old version can simply start again; from here on the way back is the snapshot, which lacks what was stored between it and the stop."
        }
        Some(SnapshotPolicy::Never) | None => {
            "The start may change the database, and there is no snapshot: from here on nothing leads back to the old data."
        }
    }
}

fn named(name: &str, version: Option<&str>) -> String {
    match version {
        Some(version) if !name.contains(version) => format!("{name} ({version})"),
        _ => name.to_owned(),
    }
}
