//! Mendix Cloud.

use mendix_deploy_model::{
    landscapes::{HorizontalScaling, PlanSize},
    policies::JobKind,
};

use super::super::{
    rule::{
        Check::Environment, Judged, NOT_APPLICABLE, Rule, Stop, error, fails_if, need, need_ref,
        violation, warning,
    },
    sets::{CLOUD, PRODUCTION, PROTECTED},
    view::EnvironmentView,
};
use crate::landscape::plan_catalogue;

pub(super) const RULES: &[Rule] = &[
    error("MX-CLD-001", Environment(horizontal))
        .on(CLOUD)
        .says("The plan does not scale by instances", "Choose another plan, or Kubernetes.")
        .reads("plan, replicas", "G2")
        .note("What scales is the word of the plan catalogue, which follows the guide. The Deploy API takes instances within the plan's memory all the same: where the platform grants them, exempt the rule."),
    warning("MX-CLD-002", Environment(beyond_plan))
        .on(CLOUD)
        .says("Outside of what the platform grants without asking", "Ask the vendor, or resize.")
        .reads("plan, replicas, resources.memoryMegabytes", "G2"),
    error("MX-CLD-003", Environment(plan_fits))
        .on(CLOUD)
        .says("The plan is too small", "Choose the plan that fits.")
        .reads("plan, resources", "G2"),
    error("MX-CLD-004", Environment(free_app_protected))
        .on(CLOUD)
        .says("A Free App sleeps, and has no backups of its own", "Use a licensed node.")
        .reads("plan, tier", "G2"),
    warning("MX-CLD-005", Environment(free_app_files))
        .on(CLOUD)
        .says("A Free App does not keep files", "Use a licensed node.")
        .reads("plan, project.storesFiles", "G2"),
    error("MX-CLD-006", Environment(transported))
        .on(CLOUD)
        .tiers(PRODUCTION)
        .says("The package did not run in acceptance before", "Deploy it to acceptance first.")
        .reads("release.promotedFrom", "G2, G11, E"),
    warning("MX-CLD-007", Environment(alerts))
        .on(CLOUD)
        .tiers(PRODUCTION)
        .says("Alerts are missing", "Define thresholds for CPU, memory and critical log lines.")
        .reads("monitoring.alerts", "G2, G11"),
    warning("MX-CLD-008", Environment(second_factor))
        .on(CLOUD)
        .tiers(PRODUCTION)
        .says("Actions on production ask for a second factor, which no pipeline has", "Give a service account API rights, or put a manual step before.")
        .reads("pipelines", "E"),
    warning("MX-CLD-009", Environment(previous_kept))
        .on(CLOUD)
        .says("The previous package would be gone before this one is verified", "Keep more packages.")
        .reads("release.previousKept", "G10"),
];

/// The plan, and whether it is a Free App, which is in no catalogue.
fn plan(e: &EnvironmentView<'_>) -> Result<PlanSize, Stop> {
    let name = need_ref(&e.facts.plan, "plan")?;
    if name.eq_ignore_ascii_case("sandbox") {
        return Ok(PlanSize {
            name: "sandbox".to_owned(),
            cpus: None,
            memory_mebibytes: 1024,
            horizontal: HorizontalScaling::No,
        });
    }
    plan_catalogue()
        .into_iter()
        .find(|plan| plan.name.eq_ignore_ascii_case(name))
        .ok_or(Stop::Waits("a plan of the catalogue"))
}

fn horizontal(e: &EnvironmentView<'_>) -> Judged {
    let plan = plan(e)?;
    if e.most_replicas()? <= 1 {
        return Ok(Vec::new());
    }
    fails_if(plan.horizontal == HorizontalScaling::No, || {
        plan.name.to_ascii_lowercase()
    })
}

fn beyond_plan(e: &EnvironmentView<'_>) -> Judged {
    let (plan, replicas) = (plan(e)?, e.most_replicas()?);
    let mut found = Vec::new();
    if replicas > 1 && plan.horizontal == HorizontalScaling::Ask {
        found.push(violation(format!("{replicas} instances on {}", plan.name)));
    }
    if replicas > 4 {
        found.push(violation(format!(
            "{replicas} instances; up to 4 are usual"
        )));
    }
    let memory = need(
        &e.resources()?.memory_megabytes,
        "resources.memoryMegabytes",
    )?;
    if !(1024..=32 * 1024).contains(&memory) {
        found.push(violation(format!(
            "{memory} MB for an instance; 1024 MB to 32 GB are usual"
        )));
    }
    let total = u64::from(memory) * u64::from(replicas);
    if replicas > 1 && total > u64::from(plan.memory_mebibytes) {
        found.push(violation(format!(
            "{replicas} instances of {memory} MB on {}, which has {} MB",
            plan.name, plan.memory_mebibytes
        )));
    }
    Ok(found)
}

fn plan_fits(e: &EnvironmentView<'_>) -> Judged {
    let (plan, resources) = (plan(e)?, e.resources()?);
    if resources.memory_megabytes.is_none() && resources.cpu_millis.is_none() {
        return Err(Stop::Waits("resources.memoryMegabytes"));
    }
    let mut found = Vec::new();
    if let Some(memory) = resources
        .memory_megabytes
        .filter(|memory| *memory > plan.memory_mebibytes)
    {
        found.push(violation(format!(
            "{memory} MB wanted, {} has {} MB",
            plan.name, plan.memory_mebibytes
        )));
    }
    // A share is of unknown size: whoever wants a whole CPU does not get it.
    let cpu = plan.cpus.map_or(999, |cpus| cpus * 1000);
    if let Some(wanted) = resources.cpu_millis.filter(|wanted| *wanted > cpu) {
        found.push(violation(format!(
            "{wanted} thousandths of a CPU wanted, {} has less",
            plan.name
        )));
    }
    Ok(found)
}

fn is_free(e: &EnvironmentView<'_>) -> Result<bool, Stop> {
    Ok(need_ref(&e.facts.plan, "plan")?.eq_ignore_ascii_case("sandbox"))
}

fn free_app_protected(e: &EnvironmentView<'_>) -> Judged {
    let tier = e.tier()?;
    fails_if(is_free(e)? && PROTECTED.contains(&tier), || {
        format!("the tier is {tier}")
    })
}

fn free_app_files(e: &EnvironmentView<'_>) -> Judged {
    if !is_free(e)? {
        return Ok(Vec::new());
    }
    fails_if(
        need(&e.project()?.stores_files, "project.storesFiles")?,
        String::new,
    )
}

fn transported(e: &EnvironmentView<'_>) -> Judged {
    let from = need_ref(&e.release()?.promoted_from, "release.promotedFrom")?;
    let accepted = from.iter().any(|name| {
        e.app_facts.environments.get(name).is_some_and(|facts| {
            facts.tier == Some(mendix_deploy_model::landscapes::Tier::Acceptance)
        })
    });
    fails_if(!accepted, String::new)
}

fn alerts(e: &EnvironmentView<'_>) -> Judged {
    let monitoring = e.stated(&e.facts.monitoring, "monitoring")?;
    let alerts: &[String] = match monitoring {
        Some(monitoring) => e
            .stated(&monitoring.alerts, "monitoring.alerts")?
            .map_or(&[], Vec::as_slice),
        None => &[],
    };
    let missing: Vec<&str> = ["cpu", "memory", "criticalLogs"]
        .into_iter()
        .filter(|kind| !alerts.iter().any(|alert| alert.eq_ignore_ascii_case(kind)))
        .collect();
    fails_if(!missing.is_empty(), || missing.join(", "))
}

fn second_factor(e: &EnvironmentView<'_>) -> Judged {
    let Some(pipelines) = e.app_facts.pipelines.as_deref() else {
        return Err(Stop::Waits("pipelines"));
    };
    let mut found = Vec::new();
    let mut any = false;
    for pipeline in pipelines {
        for job in need_ref(&pipeline.jobs, "pipelines.jobs")? {
            if job.does != Some(JobKind::Deploy) || job.environment.as_deref() != Some(e.name) {
                continue;
            }
            any = true;
            if job.service_account == Some(true) || job.approval == Some(true) {
                continue;
            }
            need(&job.service_account, "pipelines.jobs.serviceAccount")?;
            need(&job.approval, "pipelines.jobs.approval")?;
            found.push(violation(format!("the job {} has neither", job.name)).about(&job.name));
        }
    }
    if any { Ok(found) } else { NOT_APPLICABLE }
}

fn previous_kept(e: &EnvironmentView<'_>) -> Judged {
    fails_if(
        !need(&e.release()?.previous_kept, "release.previousKept")?,
        String::new,
    )
}
