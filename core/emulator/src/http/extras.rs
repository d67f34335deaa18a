//! Deploy v1: creating a Free App, scale, tags, log links.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::{
    answer::{Answer, Refusal, refuse},
    call::{Call, ok},
    deploy_v1,
    guard::Right,
};
use crate::{
    clock,
    state::{
        World,
        app::{App, Licence, Repository},
        environment::{Environment, Rights},
        world::Target,
    },
};

type Reply = Result<Answer, Refusal>;

/// `POST /apps`: a Free App for a project.
pub(crate) fn create_app(world: &mut World, call: &Call) -> Reply {
    let user = world.key_user(call)?;
    let body = call.json()?;
    let project = body["ProjectId"]
        .as_str()
        .filter(|id| !id.trim().is_empty())
        .ok_or_else(|| refuse(400, "INVALID_PROJECTID", "ProjectId is missing."))?;
    if world.apps.iter().any(|app| app.project_id == project) {
        return Err(refuse(
            400,
            "APPLICATION_ALREADY_EXISTS",
            "The project already has an app.",
        ));
    }
    let mut environment =
        Environment::new(world.ids.uuid("environment"), "Sandbox".to_owned(), false);
    environment.rights.insert(user.clone(), Rights::default());
    let number = world.apps.len();
    let app = App {
        app_id: format!("free-{number}"),
        name: format!("Free App {number}"),
        project_id: project.to_owned(),
        licence: Licence::Free,
        technical_contact: user.clone(),
        region: "prod1-eu-central-1".to_owned(),
        members: vec![user],
        environments: vec![environment],
        packages: Vec::new(),
        upload_jobs: Vec::new(),
        repository: Repository {
            kind: "git".to_owned(),
            branches: Vec::new(),
        },
        stories: Vec::new(),
        source: crate::archive::Metadata::default(),
    };
    let now = world.now();
    world.records.effect(
        "app.created",
        now,
        &call.identity,
        json!({"app": app.app_id, "projectId": app.project_id}),
    );
    let value = deploy_v1::app_json(world, &app);
    world.apps.push(app);
    ok(value)
}

/// `POST /apps/{AppId}/environments/{Mode}/scale`
pub(crate) fn scale(world: &mut World, call: &Call) -> Reply {
    let (at, _) = world.own_environment(call, Right::Deploy)?;
    let body = call.json()?;
    let (Some(instances), Some(memory)) = (
        body["Instances"].as_u64(),
        body["MemoryPerInstance"].as_u64(),
    ) else {
        return Err(refuse(
            400,
            "INVALID_REQUEST",
            "Instances and MemoryPerInstance are whole numbers.",
        ));
    };
    let options = &world.options;
    let is_possible = (1..=options.max_instances).contains(&instances)
        && memory >= 1024
        && instances
            .checked_mul(memory)
            .is_some_and(|total| total <= options.max_memory);
    if !is_possible {
        return Err(refuse(
            400,
            "INVALID_REQUEST",
            "The plan does not have that many instances or that much memory, or less than 1024 MB per instance were asked for.",
        ));
    }
    let environment = world.environment_mut(at);
    environment.instances = instances;
    environment.memory_per_instance = memory;
    world.note(
        "env.scaled",
        at,
        call,
        json!({"instances": instances, "memoryPerInstance": memory}),
    );
    let app = &world.apps[at.0];
    let mut value = deploy_v1::environment_json(world, app, &app.environments[at.1]);
    if let Value::Object(value) = &mut value {
        value.remove("EnvironmentId");
    }
    value["Instances"] = json!(instances);
    value["MemoryPerInstance"] = json!(memory);
    value["TotalMemory"] = json!(instances * memory);
    ok(value)
}

/// The codes of the tag calls are spelled with a space, but for the write.
fn tags_place(world: &World, call: &Call, code: &str) -> Result<(usize, usize), Refusal> {
    match world.own_environment(call, Right::Deploy) {
        Ok((at, _)) => Ok(at),
        Err(refusal) if refusal.status == 404 || refusal.code == "INVALID_ENVIRONMENT" => {
            Err(refuse(404, code, refusal.message))
        }
        Err(refusal) => Err(refusal),
    }
}

fn tags_json(world: &World, at: (usize, usize)) -> Value {
    let tag = &world.apps[at.0].environments[at.1].tag;
    match (tag, world.options.tags_as_array) {
        (None, true) => json!([]),
        (Some(tag), true) => json!([{"Tag": tag}]),
        (tag, false) => json!({"Tag": tag.as_deref().unwrap_or_default()}),
    }
}

/// `GET /apps/{AppId}/environments/{Mode}/tags`
pub(crate) fn tags(world: &mut World, call: &Call) -> Reply {
    let at = tags_place(world, call, "NOT FOUND")?;
    ok(tags_json(world, at))
}

fn tag_of(call: &Call) -> Result<String, Refusal> {
    call.json()?["Tag"]
        .as_str()
        .map(str::to_owned)
        .ok_or_else(|| refuse(400, "INVALID_PARAMETERS", "Tag is missing."))
}

/// `POST /apps/{AppId}/environments/{Mode}/tags`
pub(crate) fn write_tag(world: &mut World, call: &Call) -> Reply {
    let at = tags_place(world, call, "NOT_FOUND")?;
    let tag = tag_of(call)?;
    world.environment_mut(at).tag = Some(tag.clone());
    world.note("tags.written", at, call, json!({"tag": tag}));
    ok(tags_json(world, at))
}

/// `DELETE /apps/{AppId}/environments/{Mode}/tags`, whose body names the tag.
pub(crate) fn delete_tag(world: &mut World, call: &Call) -> Reply {
    let at = tags_place(world, call, "NOT FOUND")?;
    let tag = tag_of(call)?;
    let environment = world.environment_mut(at);
    if environment.tag.as_deref() == Some(&tag) {
        environment.tag = None;
        world.note("tags.deleted", at, call, json!({"tag": tag}));
    }
    Ok(Answer::Empty(StatusCode::NO_CONTENT))
}

/// `GET /apps/{AppId}/environments/{Mode}/logs/{Date}`
pub(crate) fn logs(world: &mut World, call: &Call) -> Reply {
    log_link(world, call, "logs", application_log)
}

/// `GET /apps/{AppId}/environments/{Mode}/access-logs/{Date}`
pub(crate) fn access_logs(world: &mut World, call: &Call) -> Reply {
    log_link(world, call, "access-logs", access_log)
}

fn log_link(world: &mut World, call: &Call, kind: &str, text: fn(i64, i64) -> String) -> Reply {
    let (at, _) = world.own_environment(call, Right::Logs)?;
    let date = call.param("date").to_owned();
    let unknown = || refuse(404, "NOT FOUND", "There is no log of that day.");
    let start = clock::day(&date).ok_or_else(unknown)?;
    let now = world.now();
    // Kept for six months; the day itself may be under way.
    if start > now || clock::after(start, 184 * 86_400_000) < now {
        return Err(unknown());
    }
    let id = world.apps[at.0].environments[at.1].id.clone();
    let target = Target::Text {
        name: format!("{kind}-{id}-{date}.txt"),
        text: text(start, now),
    };
    let expires = world.after(world.durations.log_link);
    let url = world.link(target, expires);
    ok(json!({"Environment": id, "Date": start, "DownloadUrl": url}))
}

/// One line each half hour of the day, up to now.
fn moments(start: i64, now: i64) -> impl Iterator<Item = i64> {
    (0..48)
        .map(move |index| start + index * 1_800_000)
        .take_while(move |at| *at <= now)
}

fn application_log(start: i64, now: i64) -> String {
    let kinds = [
        (
            "INFO",
            "Core",
            "Mendix Runtime successfully started, the application is now available.",
        ),
        ("DEBUG", "Orders", "Batch of 100 read."),
        (
            "WARNING",
            "ConnectionBus",
            "A query took longer than a second.",
        ),
        (
            "ERROR",
            "Orders",
            "The order could not be sent:\ncom.mendix.core.CoreException: no route to host\n\tat Orders.Send (Microflow)",
        ),
    ];
    moments(start, now)
        .zip(kinds.iter().cycle())
        .map(|(at, (level, node, message))| {
            format!("{} {level} - {node}: {message}\n", clock::iso(at))
        })
        .collect()
}

fn access_log(start: i64, now: i64) -> String {
    moments(start, now)
        .map(|at| {
            format!(
                "{} 192.0.2.10 - \"GET /index.html HTTP/1.1\" 200 4321\n",
                clock::iso(at)
            )
        })
        .collect()
}
