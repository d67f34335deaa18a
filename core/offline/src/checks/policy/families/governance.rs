//! Who answers for what.

use super::super::{
    rule::{
        Check::{App, Environment},
        Judged, Rule, fails_if, info, need_ref, violation, warning,
    },
    sets::PRODUCTION,
    view::{AppView, EnvironmentView},
};

pub(super) const RULES: &[Rule] = &[
    warning("MX-GOV-001", Environment(described))
        .says(
            "The environment is not fully described",
            "State its purpose, its owner and its tier.",
        )
        .reads("purpose, owner, tier", "G11"),
    warning("MX-GOV-002", Environment(separated))
        .tiers(PRODUCTION)
        .says(
            "Duties are not separated",
            "Let one ask, another approve, and the pipeline deploy.",
        )
        .reads("release.requester, approver, deployer", "E"),
    info("MX-GOV-003", App(branches))
        .says(
            "Branches differ from the usual ones",
            "Use `main`, `develop`, `release/…` and `feature/…`.",
        )
        .reads("repository.branches", "G11"),
];

fn described(e: &EnvironmentView<'_>) -> Judged {
    let empty = |text: Option<&String>| text.is_none_or(|text| text.trim().is_empty());
    let mut missing = Vec::new();
    if empty(e.stated(&e.facts.purpose, "purpose")?) {
        missing.push("purpose");
    }
    if empty(e.stated(&e.facts.owner, "owner")?) {
        missing.push("owner");
    }
    if e.stated(&e.facts.tier, "tier")?.is_none() {
        missing.push("tier");
    }
    fails_if(!missing.is_empty(), || {
        format!("no {}", missing.join(", no "))
    })
}

fn separated(e: &EnvironmentView<'_>) -> Judged {
    let release = e.release()?;
    let requester = need_ref(&release.requester, "release.requester")?;
    let approver = need_ref(&release.approver, "release.approver")?;
    let deployer = need_ref(&release.deployer, "release.deployer")?;
    if approver == requester {
        return fails_if(true, || format!("{approver} asks and approves"));
    }
    fails_if(approver == deployer, || {
        format!("{approver} approves and deploys")
    })
}

fn branches(app: &AppView<'_>) -> Judged {
    let branches = need_ref(
        &need_ref(&app.facts.repository, "repository")?.branches,
        "repository.branches",
    )?;
    let usual = |name: &str| {
        matches!(name, "main" | "trunk" | "develop")
            || name.starts_with("release/")
            || name.starts_with("feature/")
            || name.starts_with("hotfix/")
    };
    let mut found = Vec::new();
    if !branches
        .iter()
        .any(|name| matches!(name.as_str(), "main" | "trunk"))
    {
        found.push(violation("no main"));
    }
    let others: Vec<&str> = branches
        .iter()
        .map(String::as_str)
        .filter(|name| !usual(name))
        .take(5)
        .collect();
    if !others.is_empty() {
        found.push(violation(others.join(", ")));
    }
    Ok(found)
}
