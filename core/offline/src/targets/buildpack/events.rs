//! Which scheduled events run (runtime configuration, 2.1).

use mendix_deploy_model::findings::Severity;

use super::start::Start;
use crate::{configuration::json::Json, targets::settings::Origin};

const VARIABLE: &str = "SCHEDULED_EVENTS";

/// Sets `ScheduledEventExecution` and `MyScheduledEvents`.
pub(super) fn read(start: &mut Start<'_>) {
    let wanted = start.environment.get(VARIABLE);
    let is_leader = start.is_leader();
    let mut set = |execution: &str, origin| {
        start
            .settings
            .set("ScheduledEventExecution", Json::text(execution), origin);
    };
    if !start.version.is_at_least(&[9, 12]) && !is_leader {
        set(
            "NONE",
            Origin::derived(
                "before Mendix 9.12 no instance but the leader runs events, whatever was asked",
            ),
        );
        return;
    }
    let text = match wanted {
        None => {
            set(
                "ALL",
                Origin::tool("every event runs as SCHEDULED_EVENTS is not set"),
            );
            return;
        }
        Some(text @ ("ALL" | "NONE")) => {
            set(text, Origin::variable(VARIABLE, "the word, in capitals"));
            return;
        }
        Some(text) => text,
    };
    set(
        "SPECIFIED",
        Origin::variable(VARIABLE, "anything but ALL and NONE is a list of events"),
    );
    let mut kept: Vec<&str> = Vec::new();
    let mut dropped: Vec<&str> = Vec::new();
    for name in text.split(',') {
        let known = start
            .package
            .scheduled_events
            .binary_search_by(|event| event.name.as_str().cmp(name))
            .is_ok();
        if known {
            kept.push(name);
        } else {
            dropped.push(name);
        }
    }
    start.settings.set(
        "MyScheduledEvents",
        Json::text(kept.join(",")),
        Origin::variable(
            VARIABLE,
            "the names between commas that the model has, spaces and case as they stand",
        ),
    );
    let nothing = kept.is_empty();
    for name in dropped {
        let trimmed = name.trim();
        let keyword = ["ALL", "NONE"]
            .into_iter()
            .find(|word| word.eq_ignore_ascii_case(trimmed));
        let is_event = start
            .package
            .scheduled_events
            .iter()
            .any(|event| event.name == trimmed);
        let (reason, suggestion) = match keyword {
            Some(word) => (
                format!(
                    "only {word} in capitals is a keyword; this is taken for the name of an event"
                ),
                Some(word.to_owned()),
            ),
            None if is_event && trimmed != name => (
                "the space is part of the name that is looked up: the event does not run"
                    .to_owned(),
                Some(trimmed.to_owned()),
            ),
            None if name.is_empty() => (
                "an empty list runs nothing".to_owned(),
                Some("NONE".to_owned()),
            ),
            None => (
                "the model has no event of this name: it is dropped".to_owned(),
                None,
            ),
        };
        start.unheard(&format!("{VARIABLE}: {name}"), reason, suggestion);
    }
    if nothing {
        start.finding(
            "scheduledEvents.nothing_runs",
            Severity::Warning,
            VARIABLE,
            "SCHEDULED_EVENTS names no event of the model: nothing runs",
            "Write ALL, NONE, or the exact names between commas without spaces.",
        );
    }
}
