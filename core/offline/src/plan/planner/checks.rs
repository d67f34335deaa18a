//! Findings that only the planner can make: from the platform's facts, not from the package file.

use mendix_deploy_model::{
    cloud::EventState,
    findings::{Finding, Severity},
    landscapes::Tier,
    plans::{ConstantState, EnvironmentFacts, Step, StepAction},
};

use super::Context;
use crate::checks::runtime;

/// Rights that a step would miss, told before anything is stopped.
pub(super) fn rights(context: &Context<'_>, steps: &[Step], findings: &mut Vec<Finding>) {
    let acts = steps.iter().any(|step| {
        !matches!(
            step.action,
            StepAction::VerifyEnvironment { .. } | StepAction::ConfirmFacts {}
        )
    });
    if !acts {
        return;
    }
    let Some(rights) = &context.facts.permissions else {
        findings.push(context.finding(
            "rights.not_checked",
            Severity::Info,
            None,
            format!(
                "the API user's rights on {} were not checked: no personal access token",
                context.wanted.address
            ),
            "Give a personal access token with the scope mx:deployment:read, so that a missing right shows before the stop.",
        ));
        return;
    };
    let backs_up = steps.iter().any(|step| {
        matches!(
            step.action,
            StepAction::TakeSnapshot { .. }
                | StepAction::RestoreSnapshot { .. }
                | StepAction::MakeArchive { .. }
        )
    });
    let deploys = steps.iter().any(|step| {
        !matches!(
            step.action,
            StepAction::TakeSnapshot { .. }
                | StepAction::MakeArchive { .. }
                | StepAction::DownloadArchive { .. }
                | StepAction::VerifyEnvironment { .. }
                | StepAction::ConfirmFacts {}
        )
    });
    for (needed, granted, right) in [
        (true, rights.can_access_api, "API Rights"),
        (deploys, rights.can_deploy_app, "Transport Rights"),
        (backs_up, rights.can_manage_backups, "Access to Backups"),
    ] {
        if needed && !granted {
            findings.push(context.finding(
                "rights.missing",
                Severity::Error,
                Some(right),
                format!(
                    "{} lacks {right} on {}",
                    rights.user, context.wanted.address
                ),
                "Let somebody with Manage Permissions grant it on the environment's Permissions tab.",
            ));
        }
    }
}

/// The landscape's tier and the platform's own mark of the production environment.
pub(super) fn production_mark(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let environment = context.environment();
    let wanted = context.wanted.tier == Tier::Production;
    if wanted == environment.production {
        return;
    }
    let message = if wanted {
        format!(
            "the landscape calls {} production, the platform does not",
            context.wanted.address
        )
    } else {
        format!(
            "the platform calls {} production, the landscape gives it the tier {}",
            context.wanted.address, context.wanted.tier
        )
    };
    findings.push(context.finding(
        "environment.production_mark",
        Severity::Warning,
        None,
        message,
        "Check that the landscape's environment name leads to the environment that is meant.",
    ));
}

/// A change of the runtime between what is deployed and what comes.
pub(super) fn runtime_change(
    context: &Context<'_>,
    incoming: Option<&str>,
    findings: &mut Vec<Finding>,
) {
    if context.deployed().is_none() {
        return;
    }
    let (Some(old), Some(new)) = (context.environment().runtime_version.as_deref(), incoming)
    else {
        findings.push(context.finding(
            "runtime.not_compared",
            Severity::Info,
            None,
            "the runtime versions before and after are not both known, so an upgrade or a downgrade cannot be told".to_owned(),
            "Give a personal access token, or the package's file.",
        ));
        return;
    };
    match runtime::runtime_change(&context.wanted.address, old, new) {
        Err(why) => findings.push(context.finding(
            "runtime.not_compared",
            Severity::Warning,
            None,
            why,
            "Compare them by hand.",
        )),
        Ok(Some(change)) => findings.push(context.finding(
            change.id,
            change.severity,
            Some(runtime::SUBJECT),
            change.message,
            change.remedy,
        )),
        Ok(None) => {}
    }
}

/// Whether the source has really run what it has deployed.
pub(super) fn source_ran(
    context: &Context<'_>,
    source: &EnvironmentFacts,
    findings: &mut Vec<Finding>,
) {
    use mendix_deploy_model::cloud::EnvironmentStatus;
    let from = &source.address;
    if source.status != EnvironmentStatus::Running {
        findings.push(context.finding(
            "promote.source_not_running",
            Severity::Error,
            Some(from.as_str()),
            format!(
                "{from} does not run ({}): nothing shows that its package has ever worked",
                source.status
            ),
            "Start the source and try it out, then plan again.",
        ));
    }
    let deployed = source.deployed.as_ref().and_then(|d| d.version.as_deref());
    if let (Some(package), Some(running)) = (deployed, source.model_version.as_deref())
        && package != running
    {
        findings.push(context.finding(
            "promote.source_not_started",
            Severity::Error,
            Some(from.as_str()),
            format!("{from} has {package} deployed and reports {running}: the package was perhaps transported and never started"),
            "Start the source with that package and try it out, then plan again.",
        ));
    }
}

/// Settings that the source has and the target lacks. Values are never copied: that is the landscape's part.
pub(super) fn settings_of_source(
    context: &Context<'_>,
    source: &EnvironmentFacts,
    findings: &mut Vec<Finding>,
) {
    let environment = context.environment();
    let (from, to) = (&source.address, &context.wanted.address);
    for theirs in &source.constants {
        let name = theirs.name.as_str();
        if context.wanted.constants.iter().any(|w| w.name == name) {
            continue;
        }
        let ours = environment.constants.iter().find(|c| c.name == name);
        let has_own = matches!(theirs.state, ConstantState::Set | ConstantState::Masked);
        let found = match ours.map(|c| c.state) {
            Some(ConstantState::Missing) => Some((
                "promote.constant_missing",
                Severity::Error,
                format!("{name} has no value on {to}: the start would fail with MISSING_CONSTANT"),
            )),
            Some(ConstantState::Default) if has_own => Some((
                "promote.constant_default",
                Severity::Warning,
                format!("{name} has a value of its own on {from} and the model's default on {to}"),
            )),
            None if theirs.state == ConstantState::Default => None,
            None if has_own => Some((
                "promote.constant_new",
                Severity::Warning,
                format!(
                    "{name} is new on {to}, has a value of its own on {from} and none in the landscape: it starts with the model's default, or not at all if there is none"
                ),
            )),
            None => Some((
                "promote.constant_new",
                Severity::Warning,
                format!(
                    "{name} is new on {to} and has no value in the landscape; whether it has a default is not known"
                ),
            )),
            Some(_) => None,
        };
        if let Some((id, severity, message)) = found {
            findings.push(context.finding(
                id,
                severity,
                Some(name),
                message,
                "State the value that is meant in the landscape.",
            ));
        }
    }
    for theirs in &source.scheduled_events {
        let name = theirs.name.as_str();
        if theirs.state != EventState::Enabled || context.wanted.event(name).is_some() {
            continue;
        }
        let ours = environment.scheduled_events.iter().find(|e| e.name == name);
        let found = match ours {
            None => Some((
                "promote.event_new",
                format!(
                    "{name} is enabled on {from} and new on {to}; the landscape does not say whether it runs"
                ),
            )),
            Some(ours) if ours.state != EventState::Enabled => Some((
                "promote.event_disabled",
                format!("{name} is enabled on {from} and not on {to}"),
            )),
            Some(_) => None,
        };
        if let Some((id, message)) = found {
            findings.push(context.finding(
                id,
                Severity::Info,
                Some(name),
                message,
                "State in the landscape whether the event runs.",
            ));
        }
    }
}

/// Whether the way back can find the package that is replaced.
pub(super) fn previous_package(context: &Context<'_>, findings: &mut Vec<Finding>) {
    use mendix_deploy_model::cloud::PackageStatus;
    let Some(deployed) = context.deployed() else {
        return;
    };
    let listed = context
        .facts
        .previous
        .as_ref()
        .filter(|previous| previous.package_id == deployed.package_id)
        .and_then(|previous| previous.status.as_ref());
    if listed == Some(&PackageStatus::Succeeded) {
        return;
    }
    let (severity, remedy) = if context.keeps_previous_package() {
        (
            Severity::Info,
            "Nothing: its bytes are downloaded before the stop.",
        )
    } else {
        (
            Severity::Warning,
            "Let the plan keep the replaced package (keepPreviousPackage).",
        )
    };
    findings.push(context.finding(
        "way_back.package_not_listed",
        severity,
        Some(deployed.package_id.as_str()),
        format!(
            "the package list does not show {} ({}), which is deployed now, as usable",
            deployed.name, deployed.package_id
        ),
        remedy,
    ));
}
