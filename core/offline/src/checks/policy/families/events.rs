//! Scheduled events.

use std::collections::BTreeSet;

use mendix_deploy_model::{
    landscapes::{ScheduledEvents, Tier},
    plans::Strategy,
};

use super::super::{
    rule::{
        Check::{App, Environment},
        Judged, NOT_APPLICABLE, Rule, Stop, error, fails_if, need, need_ref, violation, warning,
    },
    sets::{BUILDPACK, DEVELOPMENT, LINUX, PRODUCTION, TEST},
    view::{AppView, EnvironmentView},
};
use crate::landscape::suggest::did_you_mean;

pub(super) const RULES: &[Rule] = &[
    error("MX-SCH-001", Environment(development))
        .tiers(DEVELOPMENT)
        .says("Scheduled events run in development", "Set `scheduledEvents: none`.")
        .reads("scheduledEvents", "G7, G11"),
    warning("MX-SCH-002", Environment(test))
        .tiers(TEST)
        .says("In test, the events that tests need run, and no others", "List them.")
        .reads("scheduledEvents, project.testedEvents", "G7, G11"),
    warning("MX-SCH-003", App(as_production))
        .says("Acceptance runs other events than production", "Run the same ones.")
        .reads("scheduledEvents", "G7, G11"),
    warning("MX-SCH-004", Environment(production))
        .tiers(PRODUCTION)
        .says("Events do not run in production, and nobody says why", "Set `scheduledEvents: all`, or give a reason.")
        .reads("scheduledEvents, scheduledEventsReason", "G7, G11"),
    error("MX-SCH-005", Environment(known))
        .says("The model has no such event", "Correct its name.")
        .reads("scheduledEvents, project.scheduledEvents", "G7"),
    error("MX-SCH-006", Environment(spelled))
        .on(BUILDPACK)
        .says("Names in `SCHEDULED_EVENTS` would be dropped", "Write `ALL`, `NONE`, or `Module.One,Module.Two` without blanks.")
        .reads("variables", "G7")
        .note("The buildpack's own sample has blanks after the commas, and names are not trimmed."),
    error("MX-SCH-007", Environment(m2ee_settings))
        .on(LINUX)
        .says("Settings of m2ee about events contradict each other", "Set `ScheduledEventExecution: SPECIFIED` with a list in `MyScheduledEvents`, or neither.")
        .reads("service.myScheduledEvents, scheduledEventExecution", "G7"),
    error("MX-SCH-008", Environment(in_one_version))
        .says("Events would run in both versions at once", "Switch them off in the new version until traffic is switched.")
        .reads("release.strategy, eventsInBoth", "G10, own"),
];

fn mode<'a>(e: &EnvironmentView<'a>) -> Result<&'a ScheduledEvents, Stop> {
    need_ref(&e.facts.scheduled_events, "scheduledEvents")
}

fn shown(events: &ScheduledEvents) -> String {
    match events {
        ScheduledEvents::All => "all".to_owned(),
        ScheduledEvents::None => "none".to_owned(),
        ScheduledEvents::Specified { events } => format!("{} of a list", events.len()),
    }
}

fn is_none(events: &ScheduledEvents) -> bool {
    match events {
        ScheduledEvents::None => true,
        ScheduledEvents::Specified { events } => events.is_empty(),
        ScheduledEvents::All => false,
    }
}

fn development(e: &EnvironmentView<'_>) -> Judged {
    let events = mode(e)?;
    Ok(if is_none(events) {
        Vec::new()
    } else {
        vec![violation(shown(events)).at("scheduledEvents")]
    })
}

fn test(e: &EnvironmentView<'_>) -> Judged {
    let events = mode(e)?;
    if *events == ScheduledEvents::All {
        return Ok(vec![violation("all run").at("scheduledEvents")]);
    }
    let listed: &[String] = match events {
        ScheduledEvents::Specified { events } => events,
        _ => &[],
    };
    let Some(needed) = e
        .app_facts
        .project
        .as_ref()
        .and_then(|project| project.tested_events.as_ref())
    else {
        // A list is what is wanted; without one it matters whether tests need any.
        return if listed.is_empty() {
            Err(Stop::Waits("project.testedEvents"))
        } else {
            Ok(Vec::new())
        };
    };
    let missing: Vec<&str> = needed
        .iter()
        .filter(|event| !listed.contains(event))
        .map(String::as_str)
        .collect();
    Ok(if missing.is_empty() {
        Vec::new()
    } else {
        vec![violation(format!("tests need {}", missing.join(", "))).at("scheduledEvents")]
    })
}

fn as_production(app: &AppView<'_>) -> Judged {
    let Some(production) = app.of_tier(Tier::Production).next() else {
        return NOT_APPLICABLE;
    };
    let wanted = mode(production)?;
    let set = |events: &ScheduledEvents| match events {
        ScheduledEvents::All => None,
        ScheduledEvents::None => Some(BTreeSet::new()),
        ScheduledEvents::Specified { events } => {
            Some(events.iter().cloned().collect::<BTreeSet<_>>())
        }
    };
    let (mut found, mut any) = (Vec::new(), false);
    for acceptance in app.of_tier(Tier::Acceptance) {
        any = true;
        let events = mode(acceptance)?;
        if set(events) != set(wanted) {
            found.push(
                violation(format!(
                    "{} here, {} in {}",
                    shown(events),
                    shown(wanted),
                    production.name
                ))
                .at("scheduledEvents")
                .of(app.name, acceptance.name),
            );
        }
    }
    if any { Ok(found) } else { NOT_APPLICABLE }
}

fn production(e: &EnvironmentView<'_>) -> Judged {
    let events = mode(e)?;
    let reason = e
        .facts
        .scheduled_events_reason
        .as_deref()
        .is_some_and(|reason| !reason.trim().is_empty());
    Ok(if *events == ScheduledEvents::All || reason {
        Vec::new()
    } else {
        vec![violation(shown(events)).at("scheduledEvents")]
    })
}

fn known(e: &EnvironmentView<'_>) -> Judged {
    let ScheduledEvents::Specified { events } = mode(e)? else {
        return Ok(Vec::new());
    };
    let model = need_ref(&e.project()?.scheduled_events, "project.scheduledEvents")?;
    Ok(events
        .iter()
        .filter(|event| !model.contains(event))
        .map(|event| {
            let hint = did_you_mean(event, model.iter().map(String::as_str));
            violation(format!("{event}.{hint}"))
                .about(event)
                .at("scheduledEvents")
        })
        .collect())
}

fn spelled(e: &EnvironmentView<'_>) -> Judged {
    let Some(text) = e.variables()?.get("SCHEDULED_EVENTS") else {
        return Ok(Vec::new());
    };
    if matches!(text.as_str(), "ALL" | "NONE") {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for name in text.split(',') {
        let why = if name.trim() != name {
            "has blanks around it"
        } else if name.is_empty() {
            "is empty"
        } else if ["all", "none"].contains(&name.to_ascii_lowercase().as_str()) {
            "is a word of its own, in capitals and alone"
        } else {
            continue;
        };
        found.push(violation(format!("{name:?} {why}")).about("SCHEDULED_EVENTS"));
    }
    Ok(found)
}

fn m2ee_settings(e: &EnvironmentView<'_>) -> Judged {
    let service = e.service()?;
    let execution = e.stated(
        &service.scheduled_event_execution,
        "service.scheduledEventExecution",
    )?;
    let list = e.stated(&service.my_scheduled_events, "service.myScheduledEvents")?;
    let specified = execution.is_some_and(|execution| execution == "SPECIFIED");
    let listed = list.is_some_and(|list| !list.trim().is_empty());
    Ok(match (specified, listed) {
        (true, false) => vec![violation("SPECIFIED without a list")],
        (false, true) => vec![violation("a list without SPECIFIED")],
        _ => Vec::new(),
    })
}

fn in_one_version(e: &EnvironmentView<'_>) -> Judged {
    let release = e.release()?;
    let strategy = need(&release.strategy, "release.strategy")?;
    if !matches!(strategy, Strategy::BlueGreen | Strategy::Canary) {
        return NOT_APPLICABLE;
    }
    fails_if(
        need(&release.events_in_both, "release.eventsInBoth")?,
        String::new,
    )
}
