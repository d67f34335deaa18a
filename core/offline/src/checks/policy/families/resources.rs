//! Memory, CPU and disk.

use super::super::{
    rule::{Check::Environment, Judged, Rule, Stop, error, fails_if, need, violation, warning},
    sets::{CLOUD_FOUNDRY, CLUSTER, ON_PREMISE, PLAIN_KUBERNETES},
    view::EnvironmentView,
};

pub(super) const RULES: &[Rule] = &[
    error("MX-RES-001", Environment(declared))
        .on(PLAIN_KUBERNETES)
        .says("The container declares no requests or no limits", "Declare both for CPU and memory, by the size of the app.")
        .reads("resources", "G4"),
    warning("MX-RES-002", Environment(requests))
        .on(CLUSTER)
        .says("Requests are small for the number of entities", "Raise them: 250m and 512 MB below 20 entities, 500m and 1 GB up to 100, 1000m and 2 GB above.")
        .reads("project.entities, resources", "G4"),
    warning("MX-RES-003", Environment(limits))
        .on(CLUSTER)
        .says("Limits are small for the number of entities", "Raise them: 500m and 1 GB below 20 entities, 1000m and 2 GB up to 100, 2000m and 4 GB above.")
        .reads("project.entities, resources", "G4"),
    error("MX-RES-004", Environment(limit_above_request))
        .on(CLUSTER)
        .says("A limit is below its request", "Raise the limit or lower the request.")
        .reads("resources", "G4"),
    warning("MX-RES-005", Environment(foundry_size))
        .on(CLOUD_FOUNDRY)
        .says("Below the documented minimum", "Give it 1 GB of memory and 1 GB of disk at least.")
        .reads("resources.memoryMegabytes, diskMegabytes", "G5"),
    error("MX-RES-006", Environment(host_least))
        .on(ON_PREMISE)
        .says("Less memory than an app needs", "Give the app 2 GB at least, better 4 GB.")
        .reads("resources.memoryMegabytes", "G6"),
    warning("MX-RES-007", Environment(host_recommended))
        .on(ON_PREMISE)
        .says("Less memory than recommended", "Give the app 4 GB.")
        .reads("resources.memoryMegabytes", "G6"),
    error("MX-RES-008", Environment(host_disk))
        .on(ON_PREMISE)
        .says("Not enough disk", "Have 10 GB and the space that files will take.")
        .reads("resources.diskMegabytes, storage.plannedGigabytes", "G6"),
    error("MX-RES-009", Environment(heap_fits))
        .says("The JVM would be killed", "Leave the container 256 MB at least beyond the heap.")
        .reads("resources.heapMegabytes, limitMemoryMegabytes, memoryMegabytes", "own"),
];

fn declared(e: &EnvironmentView<'_>) -> Judged {
    let resources = e.stated(&e.facts.resources, "resources")?;
    let Some(resources) = resources else {
        return fails_if(true, || "none of them".to_owned());
    };
    let mut missing = Vec::new();
    for (value, fact, name) in [
        (
            resources.request_cpu_millis,
            "resources.requestCpuMillis",
            "request of CPU",
        ),
        (
            resources.request_memory_megabytes,
            "resources.requestMemoryMegabytes",
            "request of memory",
        ),
        (
            resources.limit_cpu_millis,
            "resources.limitCpuMillis",
            "limit of CPU",
        ),
        (
            resources.limit_memory_megabytes,
            "resources.limitMemoryMegabytes",
            "limit of memory",
        ),
    ] {
        if e.stated(&value, fact)?.is_none() {
            missing.push(name);
        }
    }
    fails_if(!missing.is_empty(), || {
        format!("no {}", missing.join(", no "))
    })
}

/// CPU in thousandths and memory in MB for requests, by the number of entities; limits are twice that.
fn size(e: &EnvironmentView<'_>) -> Result<(u32, u32, u32), Stop> {
    let entities = need(&e.project()?.entities, "project.entities")?;
    Ok(match entities {
        0..20 => (entities, 250, 512),
        20..=100 => (entities, 500, 1024),
        _ => (entities, 1000, 2048),
    })
}

fn below(entities: u32, pairs: [(u32, u32, &str); 2]) -> Judged {
    Ok(pairs
        .into_iter()
        .filter(|(is, least, _)| is < least)
        .map(|(is, least, unit)| {
            violation(format!(
                "{is} {unit} for {entities} entities, {least} are usual"
            ))
            .at("resources")
        })
        .collect())
}

const CPU: &str = "thousandths of a CPU";
const MEMORY: &str = "MB";

fn requests(e: &EnvironmentView<'_>) -> Judged {
    let (entities, cpu, memory) = size(e)?;
    let resources = e.resources()?;
    let has_cpu = need(&resources.request_cpu_millis, "resources.requestCpuMillis")?;
    let has_memory = need(
        &resources.request_memory_megabytes,
        "resources.requestMemoryMegabytes",
    )?;
    below(
        entities,
        [(has_cpu, cpu, CPU), (has_memory, memory, MEMORY)],
    )
}

fn limits(e: &EnvironmentView<'_>) -> Judged {
    let (entities, cpu, memory) = size(e)?;
    let resources = e.resources()?;
    let has_cpu = need(&resources.limit_cpu_millis, "resources.limitCpuMillis")?;
    let has_memory = need(
        &resources.limit_memory_megabytes,
        "resources.limitMemoryMegabytes",
    )?;
    below(
        entities,
        [(has_cpu, 2 * cpu, CPU), (has_memory, 2 * memory, MEMORY)],
    )
}

fn limit_above_request(e: &EnvironmentView<'_>) -> Judged {
    let r = e.resources()?;
    let mut found = Vec::new();
    let mut known = 0;
    for (limit, request, unit) in [
        (r.limit_cpu_millis, r.request_cpu_millis, CPU),
        (r.limit_memory_megabytes, r.request_memory_megabytes, MEMORY),
    ] {
        let Some((limit, request)) = limit.zip(request) else {
            continue;
        };
        known += 1;
        if limit < request {
            found.push(violation(format!("{limit} {unit} below {request}")).at("resources"));
        }
    }
    if known < 2 && found.is_empty() {
        return Err(Stop::Waits("resources.limit…, request…"));
    }
    Ok(found)
}

fn foundry_size(e: &EnvironmentView<'_>) -> Judged {
    let resources = e.resources()?;
    let mut found = Vec::new();
    for (value, what) in [
        (resources.memory_megabytes, "memory"),
        (resources.disk_megabytes, "disk"),
    ] {
        if let Some(value) = value.filter(|value| *value < 1024) {
            found.push(violation(format!("{value} MB of {what}")).at("resources"));
        }
    }
    if found.is_empty() {
        need(&resources.memory_megabytes, "resources.memoryMegabytes")?;
        need(&resources.disk_megabytes, "resources.diskMegabytes")?;
    }
    Ok(found)
}

fn host_memory(e: &EnvironmentView<'_>, least: u32) -> Judged {
    let memory = need(
        &e.resources()?.memory_megabytes,
        "resources.memoryMegabytes",
    )?;
    fails_if(memory < least, || format!("{memory} MB"))
}

fn host_least(e: &EnvironmentView<'_>) -> Judged {
    host_memory(e, 2048)
}

fn host_recommended(e: &EnvironmentView<'_>) -> Judged {
    host_memory(e, 4096)
}

fn host_disk(e: &EnvironmentView<'_>) -> Judged {
    let disk = need(&e.resources()?.disk_megabytes, "resources.diskMegabytes")?;
    let planned = e
        .facts
        .storage
        .as_ref()
        .and_then(|storage| storage.planned_gigabytes);
    let least = u64::from(planned.unwrap_or(0)) * 1024 + 10 * 1024;
    if u64::from(disk) < least {
        return fails_if(true, || format!("{disk} MB, {least} MB are needed"));
    }
    need(&planned, "storage.plannedGigabytes")?;
    Ok(Vec::new())
}

fn heap_fits(e: &EnvironmentView<'_>) -> Judged {
    let resources = e.resources()?;
    let Some(heap) = e.stated(&resources.heap_megabytes, "resources.heapMegabytes")? else {
        return Err(Stop::NotApplicable);
    };
    let limit = resources
        .limit_memory_megabytes
        .or(resources.memory_megabytes);
    let limit = need(&limit, "resources.limitMemoryMegabytes")?;
    fails_if(heap.saturating_add(256) > limit, || {
        format!("a heap of {heap} MB in {limit} MB")
    })
}
