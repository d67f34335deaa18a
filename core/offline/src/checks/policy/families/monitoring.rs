//! Monitoring.

use super::super::{
    rule::{Check::Environment, Judged, Rule, error, fails_if, info, violation, warning},
    sets::{ACCEPTANCE, PRODUCTION, SHARED, TEST},
    view::EnvironmentView,
};

pub(super) const RULES: &[Rule] = &[
    error("MX-MON-001", Environment(complete))
        .tiers(PRODUCTION)
        .says(
            "Monitoring is incomplete",
            "Measure performance, define alerts, and show dashboards.",
        )
        .reads("monitoring", "G11, G2"),
    warning("MX-MON-002", Environment(alerts))
        .tiers(ACCEPTANCE)
        .says("No alerts in acceptance", "Define some.")
        .reads("monitoring.alerts", "G11"),
    info("MX-MON-003", Environment(basic))
        .tiers(TEST)
        .says("Nothing watches test", "Add basic monitoring.")
        .reads("monitoring.basic", "G11"),
    warning("MX-MON-004", Environment(health))
        .tiers(SHARED)
        .says(
            "Health is not checked after a deployment, or at a path that does not exist",
            "Ask `/`, or the target's own path.",
        )
        .reads("healthPath", "G2, G10")
        .note("The guide asks `/healthcheck`, which no runtime serves."),
];

fn has_alerts(e: &EnvironmentView<'_>) -> Result<bool, super::super::rule::Stop> {
    let monitoring = e.monitoring()?;
    Ok(e.stated(&monitoring.alerts, "monitoring.alerts")?
        .is_some_and(|alerts| !alerts.is_empty()))
}

fn complete(e: &EnvironmentView<'_>) -> Judged {
    if e.stated(&e.facts.monitoring, "monitoring")?.is_none() {
        return Ok(vec![violation("there is none").at("monitoring")]);
    }
    let monitoring = e.monitoring()?;
    let mut missing = Vec::new();
    if !e.is_on(&monitoring.performance, "monitoring.performance")? {
        missing.push("performance");
    }
    if !has_alerts(e)? {
        missing.push("alerts");
    }
    if !e.is_on(&monitoring.dashboards, "monitoring.dashboards")? {
        missing.push("dashboards");
    }
    fails_if(!missing.is_empty(), || {
        format!("no {}", missing.join(", no "))
    })
}

fn alerts(e: &EnvironmentView<'_>) -> Judged {
    let there = e.stated(&e.facts.monitoring, "monitoring")?.is_some() && has_alerts(e)?;
    fails_if(!there, String::new)
}

fn basic(e: &EnvironmentView<'_>) -> Judged {
    let Some(monitoring) = e.stated(&e.facts.monitoring, "monitoring")? else {
        return fails_if(true, String::new);
    };
    fails_if(
        !e.is_on(&monitoring.basic, "monitoring.basic")?,
        String::new,
    )
}

fn health(e: &EnvironmentView<'_>) -> Judged {
    let path = e
        .stated(&e.facts.health_path, "healthPath")?
        .map_or("", String::as_str);
    Ok(match path {
        "" => vec![violation("nothing is asked")],
        path if path.trim_end_matches('/') == "/healthcheck" => {
            vec![violation("/healthcheck does not exist").about(path)]
        }
        _ => Vec::new(),
    })
}
