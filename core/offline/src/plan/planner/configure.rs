//! Configure: constants and scheduled events as the landscape wants them.

use mendix_deploy_model::{
    findings::Severity,
    plans::{Expectation, StepAction},
    verdicts::ReleaseClass,
};

use super::{Context, Draft, writes};
use crate::plan::strategies::{DatabaseChange, Recreate, Start};

/// Whether a setting of the landscape is written already and waits for a start.
pub(super) fn restart_pending(context: &Context<'_>) -> bool {
    let environment = context.environment();
    context.wanted.constants.iter().any(|wanted| {
        environment
            .constants
            .iter()
            .any(|fact| fact.name == wanted.name && fact.restart_pending)
    }) || environment
        .scheduled_events
        .iter()
        .any(|fact| fact.restart_pending && context.wanted.event(&fact.name).is_some())
}

pub(super) fn draft(context: &Context<'_>, restart: bool) -> Draft {
    let at = &context.wanted.address;
    let mut findings = Vec::new();
    let writes = writes::in_place(context, Severity::Error, &mut findings);
    let runs = context.may_run();
    let restarts = restart && runs && (!writes.is_empty() || restart_pending(context));
    if writes.is_empty() && !restarts {
        let mut draft = Draft::nothing_to_do(
            context,
            format!("{at} has the settings of the landscape: nothing to do."),
        );
        draft.findings = findings;
        return draft;
    }
    let amount = super::step::counted(
        writes.early.constants.len(),
        writes.early.scheduled_events.len(),
    );
    if restarts {
        let mut draft = Draft::in_place(
            ReleaseClass::Configuration,
            if writes.is_empty() {
                format!(
                    "{at}: restart, because settings are written that the running app does not use yet."
                )
            } else {
                format!("{at}: write {amount} and restart.")
            },
        );
        draft.findings = findings;
        return Recreate {
            prepare: Vec::new(),
            writes,
            snapshot: None,
            before: "a restart".to_owned(),
            saved: None,
            transport: None,
            restore: None,
            start: Some(Start {
                auto_sync_db: false,
                why: "Settings take effect only at a start. The model is the same, so the database must not change.".to_owned(),
                point_of_no_return: None,
            }),
            expect: Expectation {
                settings_applied: true,
                ..context.running_as_deployed()
            },
            verify_why: "Only the running app shows whether the settings took effect.".to_owned(),
            database: DatabaseChange::Never,
            judgement: None,
            no_way: None,
        }
        .draft(context, draft);
    }
    let mut draft = Draft::in_place(
        ReleaseClass::Configuration,
        if runs {
            format!("{at}: write {amount}; they take effect at the next start.")
        } else {
            format!("{at}: write {amount}; the app does not run.")
        },
    );
    draft.findings = findings;
    let (constants, scheduled_events) = writes.savepoint();
    draft.steps = vec![
        context.step(
            "savepoint",
            StepAction::RecordSavepoint {
                previous_package_id: context.deployed().map(|d| d.package_id.clone()),
                keep_bytes: false,
                constants,
                scheduled_events,
            },
            "The way back needs the old values.",
        ),
        context.step(
            "settings",
            writes.early.action(),
            "The environment differs from the landscape.",
        ),
        context.verify(
            context.expect_as_now(),
            "Writing settings must not change how the app runs.",
        ),
    ];
    draft.order = vec!["The old values are recorded before they are overwritten.".to_owned()];
    draft.way_back = super::draft::settings_way_back(context);
    draft
}
