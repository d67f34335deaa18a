//! The incident record: what went wrong, what was done about it, what is left to do. Markdown for people, JSON for tools.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
};

use mendix_deploy_model::{
    Error, ErrorCode, Result,
    changes::Change,
    document::{Document as _, WRITTEN_BY},
    plans::{IncidentEvent, IncidentRecord, Step, StepAction},
    runs::{JournalEntry, Outcome, RunId, RunRecord},
    time::Timestamp,
};
use mendix_deploy_offline::{
    plan::{RollbackCourse, rollback_checklist},
    render::{incident_page, markdown},
};

use super::{events::sentence, journal::Journal, outcome, state::RunState};

/// Tells somebody about an incident. An error or a panic is noted in the record and changes nothing else.
pub type Notify =
    Arc<dyn Fn(&IncidentRecord) -> std::result::Result<(), String> + Send + Sync + 'static>;

const JSON_FILE: &str = "incident.json";
const MARKDOWN_FILE: &str = "incident.md";

/// Whether an ending deserves a record: every failure, and every undo.
pub(super) fn is_due(state: &RunState, outcome: Outcome) -> bool {
    outcome != Outcome::Succeeded || matches!(state.plan.change, Change::Undo { .. })
}

/// What a record is made from.
pub(super) struct Course<'a> {
    pub(super) state: &'a RunState,
    pub(super) outcome: Outcome,
    pub(super) follow_up: &'a [String],
    pub(super) entries: &'a [JournalEntry],
    pub(super) ended_at: Timestamp,
    pub(super) notify: Option<&'a Notify>,
}

/// Makes the record and tells the hook.
pub(super) fn compose(course: Course<'_>) -> IncidentRecord {
    let record = build(&course, course.notify.map(|_| true));
    let Some(notify) = course.notify else {
        return record;
    };
    match catch_unwind(AssertUnwindSafe(|| notify(&record))) {
        Ok(Ok(())) => record,
        Ok(Err(reason)) => {
            tracing::warn!(reason, "the incident hook failed");
            build(&course, Some(false))
        }
        Err(_) => {
            tracing::warn!("the incident hook panicked");
            build(&course, Some(false))
        }
    }
}

fn build(course: &Course<'_>, notified: Option<bool>) -> IncidentRecord {
    let Course {
        state,
        outcome,
        follow_up,
        entries,
        ended_at,
        ..
    } = *course;
    let back: &[Step] = match (&state.rollback, &state.plan.change) {
        (Some(rollback), _) => &rollback.steps,
        (None, Change::Undo { .. }) => &state.plan.steps,
        (None, _) => &[],
    };
    let completed: Vec<String> = back
        .iter()
        .filter(|step| state.is_finished(&step.id))
        .map(|step| step.id.clone())
        .collect();
    let start_attempted = match &state.plan.facts.release {
        Some(release) => release.start_attempted,
        None => {
            state.may_have_acted(|action| matches!(action, StepAction::StartEnvironment { .. }))
        }
    };
    let checklist = rollback_checklist(&RollbackCourse {
        verdict: &state.plan.rollback,
        start_attempted,
        steps: back,
        completed: &completed,
        notified,
    });
    let failure = outcome::failure(state);
    IncidentRecord {
        document: IncidentRecord::KIND.to_owned(),
        version: IncidentRecord::VERSION,
        written_by: WRITTEN_BY.to_owned(),
        run: state.run.to_string(),
        plan_id: state.plan.id.clone(),
        address: state.plan.address.clone(),
        summary: state.plan.summary.clone(),
        actor: state.actor.name.clone(),
        started_at: state.started_at,
        ended_at,
        outcome: outcome.as_str().to_owned(),
        failed_step: failure.map(|(step, _)| step.clone()),
        cause: failure.map(|(_, error)| error.clone()),
        downtime_seconds: state.down_since.map(|down| {
            let up = state.up_again_at.unwrap_or(ended_at);
            u64::try_from((up.unix_millis() - down.unix_millis()) / 1_000).unwrap_or(0)
        }),
        losses: outcome::losses(state),
        checklist,
        timeline: entries.iter().filter_map(happening).collect(),
        follow_up: follow_up.to_vec(),
    }
}

/// The course without the beginnings of steps, which say nothing that their ends do not.
fn happening(entry: &JournalEntry) -> Option<IncidentEvent> {
    if matches!(entry.record, RunRecord::StepStarted { .. }) {
        return None;
    }
    Some(IncidentEvent {
        at: entry.at,
        step: entry.record.step().map(str::to_owned),
        what: sentence(&entry.record),
    })
}

/// Writes both forms beside the journal; gives back where.
pub(super) async fn write(
    journal: &Arc<dyn Journal>,
    run: &RunId,
    incident: &IncidentRecord,
) -> Result<Vec<String>> {
    let json = serde_json::to_vec_pretty(incident).map_err(|error| {
        Error::new(
            ErrorCode::InternalDefect,
            "an incident record cannot be written",
        )
        .with_source(error)
    })?;
    let page = markdown(&incident_page(incident));
    journal.keep(run, JSON_FILE, &json).await?;
    journal.keep(run, MARKDOWN_FILE, page.as_bytes()).await?;
    Ok([JSON_FILE, MARKDOWN_FILE]
        .map(|name| format!("{}/runs/{run}/{name}", journal.location()))
        .to_vec())
}
