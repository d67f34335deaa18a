//! The planner: one file per change, over shared pieces.

mod backup;
mod checks;
mod configure;
mod context;
mod deploy;
mod draft;
mod free;
mod incoming;
mod judgement;
mod restart;
mod restore;
mod scale;
mod step;
mod undo;
mod writes;

pub(super) use context::Context;
pub(super) use draft::Draft;
pub(super) use judgement::Judgement;
pub(super) use writes::SettingsWrites;

use mendix_deploy_model::{
    Address, Error, ErrorCode, Result,
    changes::{Change, PackageRef},
    document::{Document, WRITTEN_BY},
    findings::Finding,
    landscapes::TargetKind,
    plans::{Facts, OnFailure, Plan, PlanOptions, StepAction},
};

use super::{DATA_SINCE_SNAPSHOT, UNKNOWN_SCHEMA_CHANGES, Wanted, plan_id};

/// Makes a plan. Pure: no network, no clock; the same input gives the same bytes.
///
/// `findings` are those of a preflight of the same package and environment. A finding of severity `error` forbids the
/// start, not the plan: it can still be looked at.
///
/// # Errors
///
/// `input.invalid` when facts and change do not belong together, `plan.target_not_executable`, `plan.impossible` when the
/// platform has no way to bring the change about, `rollback.refused` when an undo would lose something that the change does
/// not accept by name.
pub fn plan(
    wanted: &Wanted,
    change: &Change,
    facts: &Facts,
    findings: &[Finding],
    options: &PlanOptions,
) -> Result<Plan> {
    if wanted.target != TargetKind::MendixCloud {
        return Err(Error::new(
            ErrorCode::PlanTargetNotExecutable,
            format!(
                "{} has the target {}, which this version cannot act on",
                wanted.address, wanted.target
            ),
        )
        .with_context("environment", &wanted.address));
    }
    same_environment(wanted, change, facts)?;
    known_deadlines(options)?;
    let context = Context::new(wanted, facts, options);
    let mut draft = if context.is_free() {
        free::draft(&context, change)?
    } else {
        match change {
            Change::Deploy { package } => deploy::draft(&context, package)?,
            Change::Promote { source } => deploy::draft_promote(&context, source)?,
            Change::Configure { restart } => configure::draft(&context, *restart),
            Change::RestartApp {} => restart::draft(&context)?,
            Change::ScaleApp {
                instances,
                memory_per_instance_mb,
            } => scale::draft(&context, *instances, *memory_per_instance_mb)?,
            Change::BackUp {
                comment,
                download_to,
                content,
            } => backup::draft(
                &context,
                comment.as_deref(),
                download_to.as_deref(),
                *content,
            )?,
            Change::RestoreBackup {
                snapshot,
                source,
                database_only,
                accept_loss,
            } => restore::draft(
                &context,
                snapshot,
                source.as_ref(),
                *database_only,
                accept_loss,
            )?,
            Change::Undo { run, accept_loss } => undo::draft(&context, run, accept_loss)?,
        }
    };
    known_losses(change, options, &draft)?;
    judgement::strategy(&context, &draft)?;
    checks::rights(&context, &draft.steps, &mut draft.findings);
    draft.findings.extend(findings.iter().cloned());
    sort(&mut draft.findings);
    let mut plan = Plan {
        document: Plan::KIND.to_owned(),
        version: Plan::VERSION,
        written_by: WRITTEN_BY.to_owned(),
        id: String::new(),
        address: wanted.address.clone(),
        tier: wanted.tier,
        target: wanted.target,
        change: change.clone(),
        summary: draft.summary,
        facts: without_values(facts),
        findings: draft.findings,
        package: draft.package,
        release_class: draft.class,
        rollback: draft.rollback,
        strategy: draft.strategy,
        snapshot: draft.snapshot,
        downtime: step::downtime(&draft.steps),
        steps: draft.steps,
        order: draft.order,
        point_of_no_return: draft.point_of_no_return,
        way_back: draft.way_back,
        on_failure: options.on_failure.clone(),
        approvals_required: wanted
            .approvals_required()
            .max(u32::from(draft.approval_reason.is_some())),
        approval_reason: draft.approval_reason,
        approval_valid_seconds: wanted.approval_valid_seconds(),
        freeze: if goes_back(change) {
            Vec::new()
        } else {
            wanted.freeze.clone()
        },
    };
    plan.id = plan_id(&plan)?;
    Ok(plan)
}

/// A plan is shown to many people: values that a savepoint read from an environment stay out of it.
fn without_values(facts: &Facts) -> Facts {
    let mut facts = facts.clone();
    if let Some(savepoint) = facts.release.as_mut().and_then(|r| r.savepoint.as_mut()) {
        for constant in &mut savepoint.constants {
            constant.value = None;
        }
    }
    facts
}

/// A freeze holds up releases. It must not hold up a way back, nor a backup.
const fn goes_back(change: &Change) -> bool {
    matches!(
        change,
        Change::Undo { .. } | Change::RestoreBackup { .. } | Change::BackUp { .. }
    )
}

/// Worst first, then by address, id and subject, as in every report. What preflight and planner both found is told once,
/// as preflight tells it: with its place in the landscape.
fn sort(findings: &mut Vec<Finding>) {
    findings.sort_by(|a, b| {
        b.severity
            .cmp(&a.severity)
            .then_with(|| a.address.cmp(&b.address))
            .then_with(|| a.id.cmp(&b.id))
            .then_with(|| a.subject.cmp(&b.subject))
            .then_with(|| a.message.cmp(&b.message))
            .then_with(|| b.path.cmp(&a.path))
    });
    findings.dedup_by(|later, first| {
        let thing = |f: &Finding| (f.severity, f.address.clone(), f.id.clone());
        thing(later) == thing(first)
            && (&later.subject, &later.message) == (&first.subject, &first.message)
            && (later == first || later.path.is_none())
    });
}

fn same_environment(wanted: &Wanted, change: &Change, facts: &Facts) -> Result<()> {
    let invalid = |message: String| Err(Error::new(ErrorCode::InputInvalid, message));
    if facts.environment.address != wanted.address {
        return invalid(format!(
            "the facts are about {}, the plan about {}",
            facts.environment.address, wanted.address
        ));
    }
    let source = match change {
        Change::Promote { source } => Some(source),
        Change::Deploy {
            package: PackageRef::RunningPackage { environment },
        } => Some(environment),
        Change::RestoreBackup { source, .. } => {
            source.as_ref().filter(|source| **source != wanted.address)
        }
        _ => None,
    };
    let Some(source) = source else { return Ok(()) };
    if source.app() != wanted.address.app() {
        return invalid(format!(
            "{source} is an environment of another app than {}: packages and snapshots stay within an app",
            wanted.address
        ));
    }
    if *source == wanted.address {
        return invalid(format!("{source} is both source and target"));
    }
    match facts.source_environment.as_ref().map(|e| &e.address) {
        Some(known) if known == source => Ok(()),
        Some(known) => invalid(format!(
            "the facts are about the source {known}, the change names {source}"
        )),
        None => invalid(format!("the facts say nothing about {source}")),
    }
}

fn known_deadlines(options: &PlanOptions) -> Result<()> {
    match options
        .deadline_seconds
        .iter()
        .find(|(kind, seconds)| !StepAction::KINDS.contains(&kind.as_str()) || **seconds == 0)
    {
        None => Ok(()),
        Some((kind, 0)) if StepAction::KINDS.contains(&kind.as_str()) => Err(Error::new(
            ErrorCode::InputInvalid,
            format!("the deadline for {kind} is 0 seconds: no step could succeed"),
        )),
        Some((kind, _)) => Err(Error::new(
            ErrorCode::InputInvalid,
            format!("{kind:?} is not a kind of step"),
        )
        .with_remedy(format!(
            "Give deadlines for: {}.",
            StepAction::KINDS.join(", ")
        ))),
    }
}

/// A mistyped loss would keep a run from going back when it matters, so it is refused here.
fn known_losses(change: &Change, options: &PlanOptions, draft: &Draft) -> Result<()> {
    let accepted = match change {
        Change::RestoreBackup { accept_loss, .. } | Change::Undo { accept_loss, .. } => {
            accept_loss.as_slice()
        }
        _ => &[],
    };
    let on_failure = match &options.on_failure {
        Some(OnFailure::RollBack { accept_loss }) => accept_loss.as_slice(),
        None => &[],
    };
    let mut known = vec![DATA_SINCE_SNAPSHOT, UNKNOWN_SCHEMA_CHANGES];
    let stages = draft.way_back.stages.iter().flat_map(|s| &s.losses);
    known.extend(
        stages
            .chain(&draft.rollback.losses)
            .map(|l| l.name.as_str()),
    );
    known.sort_unstable();
    known.dedup();
    match accepted
        .iter()
        .chain(on_failure)
        .find(|name| !known.contains(&name.as_str()))
    {
        None => Ok(()),
        Some(name) => Err(Error::new(
            ErrorCode::InputInvalid,
            format!("{name:?} is not the name of a loss"),
        )
        .with_remedy(format!("Accept by these names: {}.", known.join(", ")))),
    }
}

/// A refusal: the platform has no way.
pub(super) fn impossible(address: &Address, reason: impl std::fmt::Display) -> Error {
    Error::new(ErrorCode::PlanImpossible, format!("{address}: {reason}"))
        .with_context("environment", address)
}
