//! Instances and autoscaling.

use mendix_deploy_model::policies::ImageKind;

use super::super::{
    rule::{
        Check::Environment, Judged, NOT_APPLICABLE, Rule, Stop, error, fails_if, info, need,
        need_ref, violation, warning,
    },
    sets::{CLOUD_FOUNDRY, CLUSTER, PLAIN_KUBERNETES, PRODUCTION},
    view::EnvironmentView,
};

pub(super) const RULES: &[Rule] = &[
    info("MX-SCL-001", Environment(sticky))
        .says("Requests of a client do not stay with one instance", "Nothing, as sessions live in the database; only Java code with state of its own needs `ENABLE_STICKY_SESSIONS` and cookie affinity.")
        .reads("replicas, sticky", "G4")
        .note("The guide asks for stickiness; the runtime does not need it, so that this is a remark."),
    warning("MX-SCL-002", Environment(cookie_name))
        .says("`com.mendix.core.SessionIdCookieName` only renames the cookie", "Remove it: clustering needs no setting.")
        .reads("replicas, runtimeSettings", "G4")
        .note("The guide uses it to switch clustering on."),
    warning("MX-SCL-003", Environment(redundant))
        .on(CLUSTER)
        .tiers(PRODUCTION)
        .says("Nothing stands in when an instance fails", "Run at least two instances.")
        .reads("replicas, autoscale.least", "G4"),
    warning("MX-SCL-004", Environment(redundant))
        .on(CLOUD_FOUNDRY)
        .tiers(PRODUCTION)
        .says("Nothing stands in when an instance fails", "Run at least two instances.")
        .reads("replicas", "G5"),
    error("MX-SCL-005", Environment(metric_has_request))
        .on(CLUSTER)
        .says("Utilisation cannot be computed without a request", "Set the request of the resource that scales.")
        .reads("autoscale, resources", "G4"),
    info("MX-SCL-006", Environment(recommended))
        .on(CLUSTER)
        .says("Autoscaling differs from what is recommended", "Scale on 70 % of CPU, with a window of 300 s before scaling down.")
        .reads("autoscale", "G4")
        .note("The guide also scales on memory; the JVM keeps what it allocated, so that a metric of memory never scales down."),
    error("MX-SCL-007", Environment(one_leader))
        .on(PLAIN_KUBERNETES)
        .says("Every pod would become the leader", "Use a StatefulSet, or the Mendix Operator.")
        .reads("replicas, image.builtWith, kubernetes.workload", "G4, own"),
    warning("MX-SCL-008", Environment(bounded))
        .on(CLUSTER)
        .says("Connections to the database are not bounded by the number of instances", "State how many connections the server allows, and stay below it.")
        .reads("autoscale, database.connectionLimit", "G4"),
];

fn sticky(e: &EnvironmentView<'_>) -> Judged {
    e.many()?;
    fails_if(!need(&e.facts.sticky, "sticky")?, String::new)
}

fn cookie_name(e: &EnvironmentView<'_>) -> Judged {
    e.many()?;
    const NAME: &str = "com.mendix.core.SessionIdCookieName";
    let settings = need_ref(&e.facts.runtime_settings, "runtimeSettings")?;
    if settings.contains_key(NAME) {
        return Ok(vec![violation("").about(NAME)]);
    }
    Ok(Vec::new())
}

fn redundant(e: &EnvironmentView<'_>) -> Judged {
    let least = e.least_replicas()?;
    fails_if(least < 2, || format!("{least} is the least"))
}

fn autoscale<'a>(
    e: &EnvironmentView<'a>,
) -> Result<&'a mendix_deploy_model::policies::AutoscaleFacts, Stop> {
    match &e.facts.autoscale {
        Some(autoscale) => Ok(autoscale),
        // A fixed number of instances is known: nothing scales by itself.
        None if e.facts.replicas.is_some() || e.facts.complete == Some(true) => {
            Err(Stop::NotApplicable)
        }
        None => Err(Stop::Waits("autoscale")),
    }
}

fn metric_has_request(e: &EnvironmentView<'_>) -> Judged {
    let autoscale = autoscale(e)?;
    let resources = e.stated(&e.facts.resources, "resources")?;
    let mut missing = Vec::new();
    if autoscale.cpu_percent.is_some()
        && e.stated(
            &resources.and_then(|r| r.request_cpu_millis),
            "resources.requestCpuMillis",
        )?
        .is_none()
    {
        missing.push("CPU");
    }
    if autoscale.memory_percent.is_some()
        && e.stated(
            &resources.and_then(|r| r.request_memory_megabytes),
            "resources.requestMemoryMegabytes",
        )?
        .is_none()
    {
        missing.push("memory");
    }
    fails_if(!missing.is_empty(), || {
        format!("no request of {}", missing.join(" and "))
    })
}

fn recommended(e: &EnvironmentView<'_>) -> Judged {
    let autoscale = autoscale(e)?;
    let mut found = Vec::new();
    if let Some(cpu) = autoscale.cpu_percent.filter(|cpu| *cpu != 70) {
        found.push(violation(format!("{cpu} % of CPU")));
    }
    if let Some(window) = autoscale.scale_down_seconds.filter(|window| *window < 300) {
        found.push(violation(format!("scales down after {window} s")));
    }
    if autoscale.memory_percent.is_some() {
        found.push(violation("scales on memory"));
    }
    if found.is_empty() {
        need(&autoscale.cpu_percent, "autoscale.cpuPercent")?;
        need(&autoscale.scale_down_seconds, "autoscale.scaleDownSeconds")?;
    }
    Ok(found)
}

fn one_leader(e: &EnvironmentView<'_>) -> Judged {
    e.many()?;
    let built = need(&e.image()?.built_with, "image.builtWith")?;
    if !matches!(
        built,
        ImageKind::DockerBuildpack5 | ImageKind::DockerBuildpack6
    ) {
        return NOT_APPLICABLE;
    }
    let workload = need_ref(&e.kubernetes()?.workload, "kubernetes.workload")?;
    fails_if(workload.eq_ignore_ascii_case("Deployment"), || {
        "an image of the buildpack in a Deployment".to_owned()
    })
}

fn bounded(e: &EnvironmentView<'_>) -> Judged {
    let autoscale = autoscale(e)?;
    let most = need(&autoscale.most, "autoscale.most")?;
    if let Some(least) = autoscale.least.filter(|least| *least > most) {
        return Ok(vec![violation(format!(
            "at least {least} and at most {most} instances"
        ))]);
    }
    if most <= 8 {
        need(&autoscale.least, "autoscale.least")?;
        return Ok(Vec::new());
    }
    let limit = e
        .facts
        .database
        .as_ref()
        .and_then(|database| database.connection_limit);
    fails_if(limit.is_none(), || {
        format!("up to {most} instances and no stated limit")
    })
}
