//! How a run ends: how far it got, whether the way back is taken, what is left to do, and the record it leaves.

use mendix_deploy_model::{
    Error, ErrorCode,
    cloud::LicenseType,
    document::{Document as _, WRITTEN_BY},
    error::{Effect, ErrorDetail, ErrorInfo},
    landscapes::Tier,
    plans::{FailurePoint, OnFailure, Release, ReleasedPackage, Step, StepAction},
    runs::Outcome,
    time::Timestamp,
    verdicts::Loss,
};

use super::state::{OpenQuestion, RunState};

/// What follows a failure.
pub(super) enum Next {
    /// The way back.
    Back {
        point: FailurePoint,
        steps: Vec<Step>,
    },
    /// The end.
    End(Outcome),
}

/// Codes with which the platform says that a start has failed: nobody used the app.
const FAILED_STARTS: &[ErrorCode] = &[
    ErrorCode::MendixCloudDatabaseSyncFailed,
    ErrorCode::MendixCloudInvalidDatabaseStructure,
    ErrorCode::MendixCloudMissingConstant,
    ErrorCode::MendixCloudInsecureAdminPassword,
    ErrorCode::MendixCloudStartupActionFailed,
    ErrorCode::MendixCloudStartFailed,
    ErrorCode::MendixCloudNotDeployed,
];

/// How far the run got. What cannot be told counts as having happened.
pub(super) fn failure_point(state: &RunState) -> FailurePoint {
    let acted = |kind: fn(&StepAction) -> bool| state.may_have_acted(kind);
    let start_failed = state.failure.as_ref().is_some_and(|(step, error)| {
        let is_start = state
            .step(step)
            .is_some_and(|step| matches!(step.action, StepAction::StartEnvironment { .. }));
        is_start && ErrorCode::parse(&error.code).is_some_and(|code| FAILED_STARTS.contains(&code))
    });
    // Building a Free App deploys and starts it (Build API); a build that failed did not.
    let free = state.plan.tier == Tier::Sandbox
        || state.plan.facts.app.license_type == Some(LicenseType::Free);
    let build_failed = state
        .failure
        .as_ref()
        .is_some_and(|(_, error)| error.code == ErrorCode::MendixCloudBuildFailed.as_str());
    if free && !build_failed && acted(|action| matches!(action, StepAction::StartBuild { .. })) {
        return FailurePoint::MayHaveRun;
    }
    if acted(|action| matches!(action, StepAction::StartEnvironment { .. })) {
        return if start_failed {
            FailurePoint::StartFailed
        } else {
            FailurePoint::MayHaveRun
        };
    }
    if acted(|action| {
        matches!(
            action,
            StepAction::TransportPackage { .. } | StepAction::RestoreSnapshot { .. }
        )
    }) {
        return FailurePoint::Transported;
    }
    if acted(|action| matches!(action, StepAction::StopEnvironment {})) {
        return FailurePoint::Stopped;
    }
    FailurePoint::Unchanged
}

/// Whether the run may have changed anything that the app uses.
fn touched(state: &RunState) -> bool {
    failure_point(state) != FailurePoint::Unchanged
        || state.may_have_acted(|action| {
            matches!(
                action,
                StepAction::WriteSettings { .. }
                    | StepAction::RestoreSettings { .. }
                    | StepAction::ScaleEnvironment { .. }
            )
        })
}

/// Whether the plan's way back is taken after the failure that the journal has.
pub(super) fn way_back(state: &RunState) -> Next {
    if !touched(state) {
        return Next::End(Outcome::Unchanged);
    }
    let point = failure_point(state);
    let stage = state.plan.way_back_from(point);
    let (Some(OnFailure::RollBack { accept_loss }), Some(stage)) = (&state.plan.on_failure, stage)
    else {
        return Next::End(Outcome::NeedsHands);
    };
    if stage.impossible.is_some()
        || stage.steps.is_empty()
        || !unaccepted(&stage.losses, accept_loss).is_empty()
    {
        return Next::End(Outcome::NeedsHands);
    }
    Next::Back {
        point,
        steps: stage.steps.clone(),
    }
}

fn unaccepted<'a>(losses: &'a [Loss], accepted: &[String]) -> Vec<&'a Loss> {
    losses
        .iter()
        .filter(|loss| !accepted.contains(&loss.name))
        .collect()
}

/// The failure that the run ended with: the way back's own, when that failed as well, is in the follow-up.
pub(super) fn failure(state: &RunState) -> Option<&(String, ErrorInfo)> {
    state.failure.as_ref()
}

/// What the way back lost.
pub(super) fn losses(state: &RunState) -> Vec<Loss> {
    match &state.rollback {
        Some(rollback) => state
            .plan
            .way_back_from(rollback.point)
            .map(|stage| stage.losses.clone())
            .unwrap_or_default(),
        None => match &state.plan.change {
            mendix_deploy_model::changes::Change::Undo { accept_loss, .. } => state
                .plan
                .rollback
                .losses
                .iter()
                .filter(|loss| accept_loss.contains(&loss.name))
                .cloned()
                .collect(),
            _ => Vec::new(),
        },
    }
}

/// What a person has to do now.
pub(super) fn follow_up(state: &RunState, outcome: Outcome) -> Vec<String> {
    let at = &state.plan.address;
    match outcome {
        Outcome::Succeeded | Outcome::Stopped | Outcome::NeedsDecision => Vec::new(),
        Outcome::Unchanged => vec![format!(
            "{at} is as it was; correct the cause and make a new plan."
        )],
        Outcome::RolledBack => vec![
            format!("{at} runs what it ran before; look for the cause before the next attempt."),
            "Tell those who waited for the new version.".to_owned(),
        ],
        Outcome::NeedsHands => needs_hands(state),
    }
}

fn needs_hands(state: &RunState) -> Vec<String> {
    let at = &state.plan.address;
    let mut items = Vec::new();
    if state.app_is_down() {
        items.push(format!(
            "{at} was stopped by this run and has not been seen running again."
        ));
    }
    if let Some((step, error)) = &state.rollback_failure {
        items.push(format!(
            "The way back failed at {step}: {} [{}]. Finish it by hand, or correct the cause and start a plan that undoes \
             run {}.",
            error.message, error.code, state.run
        ));
        let left: Vec<&str> = state
            .current_steps()
            .iter()
            .filter(|step| !state.is_finished(&step.id))
            .map(|step| step.ensures.as_str())
            .collect();
        items.push(format!(
            "What the way back still had to ensure: {}.",
            left.join("; ")
        ));
        return items;
    }
    let point = failure_point(state);
    let Some(stage) = state.plan.way_back_from(point) else {
        items.push("The plan offers no way back from here.".to_owned());
        return items;
    };
    if let Some(reason) = &stage.impossible {
        items.push(format!("There is no way back: {reason}"));
        return items;
    }
    let accepted: &[String] = match &state.plan.on_failure {
        Some(OnFailure::RollBack { accept_loss }) => accept_loss,
        None => &[],
    };
    for loss in unaccepted(&stage.losses, accepted) {
        items.push(format!(
            "Going back would lose {}: {} It was not accepted.",
            loss.name, loss.what
        ));
    }
    let names: Vec<&str> = stage.losses.iter().map(|loss| loss.name.as_str()).collect();
    items.push(if names.is_empty() {
        format!(
            "Go back with a plan that undoes run {}, or repair and start by hand.",
            state.run
        )
    } else {
        format!(
            "Go back with a plan that undoes run {} and accepts {}, or repair and start by hand.",
            state.run,
            names.join(", ")
        )
    });
    items.extend(
        stage
            .steps
            .iter()
            .map(|step| format!("The way back ensures that {}.", step.ensures)),
    );
    items
}

/// The record of what runs where since this run.
pub(super) fn release(state: &RunState, outcome: Outcome, now: Timestamp) -> Release {
    let plan = &state.plan;
    let transported = state
        .may_have_acted(|action| matches!(action, StepAction::TransportPackage { .. }))
        || plan.steps.iter().any(|step| {
            matches!(step.action, StepAction::TransportPackage { .. })
                && state.is_finished(&step.id)
        });
    let is_back = matches!(outcome, Outcome::RolledBack | Outcome::Unchanged)
        || state.rollback.as_ref().is_some_and(|rollback| {
            rollback.steps.iter().any(|step| {
                matches!(step.action, StepAction::TransportPackage { .. })
                    && state.is_finished(&step.id)
            })
        });
    let package = if transported && !is_back {
        brought(state)
    } else {
        kept(state)
    };
    Release {
        document: Release::KIND.to_owned(),
        version: Release::VERSION,
        written_by: WRITTEN_BY.to_owned(),
        run: state.run.to_string(),
        plan_id: plan.id.clone(),
        address: plan.address.clone(),
        change: plan.change.clone(),
        actor: state.actor.name.clone(),
        started_at: state.started_at,
        finished_at: now,
        outcome: outcome.as_str().to_owned(),
        package,
        start_attempted: state
            .may_have_acted(|action| matches!(action, StepAction::StartEnvironment { .. })),
        release_class: plan.release_class,
        rollback: plan.rollback.clone(),
        changes: plan.facts.changes.clone(),
        savepoint: state.savepoint.clone(),
    }
}

/// The package that the plan brings.
fn brought(state: &RunState) -> Option<ReleasedPackage> {
    let plan = &state.plan;
    let by_step = plan.steps.iter().find_map(|step| match &step.action {
        StepAction::TransportPackage { package_id } => package_id.clone(),
        _ => None,
    });
    let planned = plan.package.as_ref();
    let package_id = by_step
        .or_else(|| state.fact("packageId").map(Into::into))
        .or_else(|| planned?.package_id.clone())?;
    Some(ReleasedPackage {
        package_id,
        sha256: planned.and_then(|package| package.sha256.clone()),
        model_version: state
            .fact("modelVersion")
            .map(str::to_owned)
            .or_else(|| planned?.model_version.clone()),
        runtime_version: state
            .fact("runtimeVersion")
            .map(str::to_owned)
            .or_else(|| planned?.runtime_version.clone()),
    })
}

/// The package that was there before.
fn kept(state: &RunState) -> Option<ReleasedPackage> {
    let environment = &state.plan.facts.environment;
    let deployed = environment.deployed.as_ref()?;
    let id = super::alias(state, &deployed.package_id);
    Some(ReleasedPackage {
        package_id: id,
        sha256: deployed.sha256.clone(),
        model_version: deployed.version.clone(),
        runtime_version: environment.runtime_version.clone(),
    })
}

/// `run.failed` with everything that a caller branches on.
pub(super) fn failed(state: &RunState, outcome: Outcome) -> Error {
    let at = &state.plan.address;
    let (step, cause) = match failure(state) {
        Some((step, cause)) => (step.clone(), Some(cause)),
        None => (String::new(), None),
    };
    let how = match outcome {
        Outcome::Unchanged => "nothing has changed",
        Outcome::RolledBack => "it runs again what ran before",
        _ => "it needs somebody's hands",
    };
    let why = cause.map_or_else(String::new, |cause| format!(": {}", cause.message));
    let mut error = Error::new(
        ErrorCode::RunFailed,
        format!("{at}: the step {step} failed, {how}{why}"),
    )
    .with_context("environment", at)
    .with_context("run", &state.run)
    .with_context("step", &step)
    .with_context("outcome", outcome)
    .with_effect(match outcome {
        Outcome::Unchanged => Effect::None,
        Outcome::RolledBack => Effect::Done,
        _ => Effect::Unknown,
    })
    .with_detail(ErrorDetail::FailedRun {
        run: state.run.to_string(),
        step,
        outcome: outcome.as_str().to_owned(),
    });
    let follow_up = follow_up(state, outcome);
    if !follow_up.is_empty() {
        error = error.with_remedy(follow_up.join(" "));
    }
    if let Some(cause) = cause {
        error = error.with_context("cause", &cause.code);
        if let Some(code) = &cause.platform_code {
            error = error.with_platform_code(code.clone());
        }
        error = error.with_source(Error::from(cause.clone()));
    }
    error
}

/// `run.stopped` with how to go on.
pub(super) fn stopped(state: &RunState, step: &str, journal: &str) -> Error {
    let at = &state.plan.address;
    let down = if state.app_is_down() {
        "; the app is down until it is resumed"
    } else {
        ""
    };
    Error::new(
        ErrorCode::RunStopped,
        format!("{at}: run {} stopped before {step}{down}", state.run),
    )
    .with_remedy(format!(
        "Resume the run {} with the journal in {journal}.",
        state.run
    ))
    .with_context("environment", at)
    .with_context("run", &state.run)
    .with_context("step", step)
    .with_detail(ErrorDetail::StoppedRun {
        run: state.run.to_string(),
        step: Some(step.to_owned()),
    })
}

/// `run.needs_decision` with what is known.
pub(super) fn needs_decision(state: &RunState, question: &OpenQuestion) -> Error {
    let at = &state.plan.address;
    Error::new(
        ErrorCode::RunNeedsDecision,
        format!(
            "{at}: nobody can tell whether the step {} had its effect: {}",
            question.step,
            question.known.join(" ")
        ),
    )
    .with_context("environment", at)
    .with_context("run", &state.run)
    .with_context("step", &question.step)
    .with_detail(ErrorDetail::NeededDecision {
        run: state.run.to_string(),
        step: question.step.clone(),
        known: question.known.clone(),
        choices: question.choices.clone(),
    })
}

/// `run.ended` for whoever wants to continue what is over.
pub(super) fn ended(state: &RunState) -> Error {
    let outcome = state
        .outcome
        .map_or_else(String::new, |outcome| outcome.to_string());
    Error::new(
        ErrorCode::RunEnded,
        format!("the run {} has ended: {outcome}", state.run),
    )
    .with_context("run", &state.run)
    .with_context("outcome", outcome)
}
