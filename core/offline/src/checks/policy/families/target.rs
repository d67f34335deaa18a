//! Choice of a target, and which environments an app has.

use mendix_deploy_model::{
    landscapes::{TargetKind, Tier},
    policies::PlacementConstraint,
};

use super::super::{
    rule::{
        Check::{App, Environment},
        Judged, NOT_APPLICABLE, Rule, error, fails_if, info, need, need_ref, violation, warning,
    },
    sets::{CLOUD, DOCKER, ON_PREMISE, PLAIN_KUBERNETES, PRODUCTION},
    view::{AppView, EnvironmentView},
};

pub(super) const RULES: &[Rule] = &[
    error("MX-TGT-001", Environment(air_gapped))
        .says("The target needs the internet", "Run it on machines or a cluster of your own, or configure a mirror (`BLOBSTORE`).")
        .reads("project.constraints, mirror", "G1"),
    error("MX-TGT-002", Environment(sovereignty))
        .on(CLOUD)
        .says("Data would leave the organisation's own account", "Use Mendix on Kubernetes in an account of your own, or machines of your own.")
        .reads("project.constraints", "G1"),
    info("MX-TGT-003", Environment(default_choice))
        .says("Nothing is stated that speaks against Mendix Cloud, the default choice", "State the reason in `project.constraints`.")
        .reads("project.constraints", "G1"),
    error("MX-TGT-004", Environment(parts))
        .says("An app needs a runtime, a database and a decision about files", "Describe the missing part; no file storage is stated as `storage: none`.")
        .reads("database, storage", "G1")
        .note("Mendix Cloud brings both itself."),
    warning("MX-TGT-005", Environment(several_instances))
        .on(DOCKER)
        .tiers(PRODUCTION)
        .says("Docker alone does not run several instances well", "Use an orchestrator.")
        .reads("replicas, autoscale", "G1"),
    warning("MX-TGT-006", Environment(several_instances))
        .on(ON_PREMISE)
        .says("Machines of one's own scale by growing", "Take a larger machine, or Kubernetes.")
        .reads("replicas", "G1"),
    info("MX-TGT-007", Environment(without_operator))
        .on(PLAIN_KUBERNETES)
        .says("The Mendix Operator is the supported way onto Kubernetes", "Use the target `operator`, or state that the team supports this one itself (`project.ownKubernetesSupport`).")
        .reads("project.ownKubernetesSupport", "G4"),
    error("MX-TGT-008", App(acceptance_exists))
        .says("Production without an acceptance environment", "Add one of the tier `acceptance`.")
        .reads("tiers of the app's environments", "E, G2, G11"),
    warning("MX-TGT-009", App(test_exists))
        .says("The way to production has no test environment", "Add one of the tier `test`.")
        .reads("tiers of the app's environments", "G11, E"),
];

fn air_gapped(e: &EnvironmentView<'_>) -> Judged {
    let constraints = need_ref(&e.project()?.constraints, "project.constraints")?;
    if !constraints.contains(&PlacementConstraint::AirGapped) {
        return Ok(Vec::new());
    }
    let mirror = || match e.facts.mirror {
        Some(mirror) => Ok(mirror),
        None => match &e.facts.variables {
            Some(variables) => Ok(variables.contains_key("BLOBSTORE")),
            None => need(&e.facts.mirror, "mirror"),
        },
    };
    let target = e.target()?;
    let fits = match target {
        TargetKind::Linux | TargetKind::Windows | TargetKind::Operator | TargetKind::Kubernetes => {
            true
        }
        TargetKind::Docker | TargetKind::CloudFoundry => mirror()?,
        TargetKind::MendixCloud => false,
    };
    fails_if(!fits, || format!("{target} in an air-gapped place"))
}

fn sovereignty(e: &EnvironmentView<'_>) -> Judged {
    let constraints = need_ref(&e.project()?.constraints, "project.constraints")?;
    fails_if(
        constraints.contains(&PlacementConstraint::DataSovereignty),
        String::new,
    )
}

fn default_choice(e: &EnvironmentView<'_>) -> Judged {
    if e.target()? == TargetKind::MendixCloud {
        return NOT_APPLICABLE;
    }
    let constraints = need_ref(&e.project()?.constraints, "project.constraints")?;
    fails_if(constraints.is_empty(), String::new)
}

fn parts(e: &EnvironmentView<'_>) -> Judged {
    if e.target()? == TargetKind::MendixCloud {
        return Ok(Vec::new());
    }
    let mut missing = Vec::new();
    if e.stated(&e.facts.database, "database")?.is_none() {
        missing.push(violation("no database is described").at("database"));
    }
    let decided = match e.stated(&e.facts.storage, "storage")? {
        Some(storage) => e.stated(&storage.storage, "storage.storage")?.is_some(),
        None => false,
    };
    if !decided {
        missing.push(violation("nothing is said about file storage").at("storage"));
    }
    Ok(missing)
}

fn several_instances(e: &EnvironmentView<'_>) -> Judged {
    let most = match &e.facts.autoscale {
        Some(autoscale) => autoscale.most.unwrap_or(2).max(2),
        None => e.most_replicas()?,
    };
    fails_if(most > 1, || format!("up to {most} instances"))
}

fn without_operator(e: &EnvironmentView<'_>) -> Judged {
    let own = need(
        &e.project()?.own_kubernetes_support,
        "project.ownKubernetesSupport",
    )?;
    fails_if(!own, String::new)
}

fn acceptance_exists(app: &AppView<'_>) -> Judged {
    if !app.has_tier(Tier::Production)? {
        return NOT_APPLICABLE;
    }
    fails_if(!app.has_tier(Tier::Acceptance)?, || app.name.to_owned())
}

fn test_exists(app: &AppView<'_>) -> Judged {
    if !app.has_tier(Tier::Production)? {
        return NOT_APPLICABLE;
    }
    fails_if(!app.has_tier(Tier::Test)?, || app.name.to_owned())
}
