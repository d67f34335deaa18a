//! Logging.

use std::collections::BTreeMap;

use mendix_deploy_model::policies::LoggingFacts;

use super::super::{
    rule::{
        Check::{Environment, Landscape},
        Judged, Rule, Stop, error, info, need_ref, violation, warning,
    },
    sets::{BUILDPACK_ENTRY, DEVELOPMENT, PRODUCTION, TESTING},
    view::{AppView, EnvironmentView},
};

pub(super) const RULES: &[Rule] = &[
    warning("MX-LOG-001", Environment(quiet))
        .tiers(PRODUCTION)
        .says("Logs are too verbose for production", "Use WARNING or ERROR.")
        .reads("logging", "G11")
        .note("The guide writes WARN, which is no level of Mendix."),
    warning("MX-LOG-002", Environment(info_level))
        .tiers(TESTING)
        .says("INFO is expected", "Set the level to INFO.")
        .reads("logging.level", "G11"),
    info("MX-LOG-003", Environment(verbose))
        .tiers(DEVELOPMENT)
        .says("DEBUG or TRACE would help", "Set the level to DEBUG.")
        .reads("logging.level", "G11"),
    error("MX-LOG-004", Environment(one_configuration))
        .on(BUILDPACK_ENTRY)
        .says("Levels would not be set as written", "Merge them into one variable; levels are CRITICAL, ERROR, WARNING, INFO, DEBUG, TRACE.")
        .reads("variables", "G11")
        .note("The buildpack reads the first `LOGGING_CONFIG…` variable only, whatever its README says."),
    warning("MX-LOG-005", Landscape(told_apart))
        .says("Logs of environments cannot be told apart", "Give each a label or a destination of its own.")
        .reads("logging.destination, label", "G11"),
];

const LEVELS: &[&str] = &[
    "NONE", "CRITICAL", "ERROR", "WARNING", "INFO", "DEBUG", "TRACE",
];

fn rank(level: &str) -> Option<usize> {
    LEVELS
        .iter()
        .position(|known| known.eq_ignore_ascii_case(level.trim()))
}

fn logging<'a>(e: &EnvironmentView<'a>) -> Result<&'a LoggingFacts, Stop> {
    need_ref(&e.facts.logging, "logging")
}

fn quiet(e: &EnvironmentView<'_>) -> Judged {
    let logging = logging(e)?;
    let mut found = Vec::new();
    // INFO is the runtime's own default.
    let level = e
        .stated(&logging.level, "logging.level")?
        .map_or("INFO", String::as_str);
    for (node, level) in std::iter::once(("every node", level)).chain(
        logging
            .nodes
            .iter()
            .map(|(node, level)| (node.as_str(), level.as_str())),
    ) {
        match rank(level) {
            Some(rank) if rank <= 3 => {}
            Some(_) => found.push(
                violation(format!("{node} at {level}"))
                    .about(node)
                    .at("logging"),
            ),
            None => found.push(
                violation(format!("{node} at {level}, which is no level"))
                    .about(node)
                    .at("logging"),
            ),
        }
    }
    Ok(found)
}

fn level<'a>(e: &EnvironmentView<'a>) -> Result<(&'a str, Option<usize>), Stop> {
    let level = e.stated(&logging(e)?.level, "logging.level")?;
    // Facts live as long as the view's own.
    let level: &'a str = match level {
        Some(_) => e
            .facts
            .logging
            .as_ref()
            .and_then(|logging| logging.level.as_deref())
            .unwrap_or("INFO"),
        None => "INFO",
    };
    Ok((level, rank(level)))
}

fn info_level(e: &EnvironmentView<'_>) -> Judged {
    let (level, rank) = level(e)?;
    Ok(if rank == Some(4) {
        Vec::new()
    } else {
        vec![violation(level).at("logging")]
    })
}

fn verbose(e: &EnvironmentView<'_>) -> Judged {
    let (level, rank) = level(e)?;
    Ok(if rank.is_some_and(|rank| rank >= 5) {
        Vec::new()
    } else {
        vec![violation(level).at("logging")]
    })
}

fn one_configuration(e: &EnvironmentView<'_>) -> Judged {
    let variables: Vec<(&String, &String)> = e
        .variables()?
        .iter()
        .filter(|(name, _)| name.starts_with("LOGGING_CONFIG"))
        .collect();
    let mut found = Vec::new();
    if variables.len() > 1 {
        let names: Vec<&str> = variables.iter().map(|(name, _)| name.as_str()).collect();
        found.push(
            violation(format!("{} are set, one is read", names.join(" and "))).about(names[0]),
        );
    }
    for (name, text) in variables {
        let Ok(levels) = serde_json::from_str::<BTreeMap<String, String>>(text) else {
            found.push(violation(format!("{name} is no JSON object of texts")).about(name));
            continue;
        };
        for (node, level) in levels
            .iter()
            .filter(|(_, level)| !LEVELS.contains(&level.as_str()))
        {
            let level: String = level.chars().take(20).collect();
            found.push(violation(format!("{node} at {level:?}, which is no level")).about(name));
        }
    }
    Ok(found)
}

fn told_apart(apps: &[AppView<'_>]) -> Judged {
    let mut owners: BTreeMap<(&str, &str), Vec<&EnvironmentView<'_>>> = BTreeMap::new();
    let mut lacking = None;
    for e in apps.iter().flat_map(|app| &app.environments) {
        match logging(e) {
            Ok(logging) => match e.stated(&logging.destination, "logging.destination") {
                Ok(Some(destination)) => owners
                    .entry((destination, logging.label.as_deref().unwrap_or("")))
                    .or_default()
                    .push(e),
                Ok(None) => {}
                Err(stop) => lacking = Some(stop),
            },
            Err(stop) => lacking = Some(stop),
        }
    }
    let found = super::database::shared(
        &owners,
        |(destination, _)| (*destination).to_owned(),
        "logging",
    );
    match lacking {
        Some(stop) if found.is_empty() => Err(stop),
        _ => Ok(found),
    }
}
