//! The incident record on a page.

use mendix_deploy_model::plans::{ChecklistState, IncidentRecord};

use super::{Block, Page, Row, Table, Tone, plan::duration};

/// Lays out an incident record: what happened, the rollback checklist, the course, what is left to do.
#[must_use]
pub fn incident_page(record: &IncidentRecord) -> Page {
    let mut page = Page::new(format!("Incident: {}", record.address));
    page.push(Block::Paragraph(record.summary.clone()));
    let open = !record.follow_up.is_empty()
        || record
            .checklist
            .iter()
            .any(|item| item.state == ChecklistState::Failed);
    page.push(Block::Note(
        if open { Tone::Warning } else { Tone::Good },
        format!("The run ended as {}.", record.outcome),
    ));
    let mut pairs = vec![
        ("run".to_owned(), record.run.clone()),
        ("plan".to_owned(), record.plan_id.clone()),
        ("started by".to_owned(), record.actor.clone()),
        ("started".to_owned(), record.started_at.to_string()),
        ("ended".to_owned(), record.ended_at.to_string()),
    ];
    pairs.extend(
        record
            .downtime_seconds
            .map(|s| ("app down".to_owned(), duration(s))),
    );
    if let Some(step) = &record.failed_step {
        pairs.push(("failed step".to_owned(), step.clone()));
    }
    if let Some(cause) = &record.cause {
        pairs.push((
            "cause".to_owned(),
            format!("{} [{}]", cause.message, cause.code),
        ));
        pairs.push(("what to do about it".to_owned(), cause.remedy.clone()));
    }
    page.push(Block::Pairs(pairs));
    page.section(
        "Lost, as accepted",
        record
            .losses
            .iter()
            .map(|loss| format!("{}: {}", loss.name, loss.what))
            .collect(),
    );
    page.section("To do now", record.follow_up.clone());
    page.push(Block::Heading("Rollback checklist".to_owned()));
    page.push(Block::Table(Table {
        columns: ["#", "state", "what", "note"].map(str::to_owned).to_vec(),
        rows: record
            .checklist
            .iter()
            .map(|item| {
                Row::Cells(vec![
                    item.number.to_string(),
                    match item.state {
                        ChecklistState::Done => "done",
                        ChecklistState::NotNeeded => "not needed",
                        ChecklistState::Failed => "FAILED",
                        ChecklistState::Open => "open",
                    }
                    .to_owned(),
                    item.title.clone(),
                    item.note.clone(),
                ])
            })
            .collect(),
    }));
    page.push(Block::Heading("What happened".to_owned()));
    page.push(Block::Table(Table {
        columns: ["when", "step", "what"].map(str::to_owned).to_vec(),
        rows: record
            .timeline
            .iter()
            .map(|event| {
                Row::Cells(vec![
                    event.at.to_string(),
                    event.step.clone().unwrap_or_default(),
                    event.what.clone(),
                ])
            })
            .collect(),
    }));
    page
}
