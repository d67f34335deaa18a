//! Backups v2: snapshots, archives, restores.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::{
    answer::{Answer, Refusal, refuse},
    call::{Call, ok},
    guard::{Right, check},
};
use crate::{
    clock::{after, iso},
    fault::JobFault,
    state::{
        World,
        app::Licence,
        backup::{Archive, Restore, Snapshot, Work},
        environment::Status,
        world::{Link, Target},
    },
};

type Reply = Result<Answer, Refusal>;

/// Three months.
const SNAPSHOT_LIFE: u64 = 92 * 24 * 3_600_000;

/// The place of the environment in the path; the app is named by its project id here.
fn place(world: &World, call: &Call) -> Result<(usize, usize), Refusal> {
    let user = world.key_user(call)?;
    let (project, id) = (call.param("project"), call.param("environment"));
    let unknown = || {
        refuse(
            404,
            "ENVIRONMENT_NOT_FOUND",
            "There is no such environment.",
        )
    };
    let app = world
        .apps
        .iter()
        .position(|app| app.project_id == project && app.members.contains(&user))
        .ok_or_else(unknown)?;
    let index = world.apps[app]
        .environments
        .iter()
        .position(|environment| environment.id == id)
        .ok_or_else(unknown)?;
    if world.apps[app].licence == Licence::Free {
        return Err(refuse(400, "NOT_SUPPORTED", "Free Apps have no backups."));
    }
    check(&world.apps[app].environments[index], &user, Right::Backups)?;
    Ok((app, index))
}

fn not_found(what: &str) -> Refusal {
    refuse(404, "NOT_FOUND", format!("There is no such {what}."))
}

fn common(work: &Work, now: i64) -> Value {
    let state = work.state(now);
    let ended = (now >= work.ends).then(|| iso(work.ends));
    let updated = (now >= work.running).then(|| iso(work.running.min(now)));
    json!({
        "state": state,
        "status_message": match state {
            "failed" => work.failure.clone(),
            "completed" => Some("Done.".to_owned()),
            "running" => Some("In progress.".to_owned()),
            _ => None,
        },
        "created_at": iso(work.created),
        "updated_at": ended.clone().or(updated),
        "finished_at": ended,
    })
}

fn snapshot_json(snapshot: &Snapshot, now: i64) -> Value {
    let mut value = common(&snapshot.work, now);
    let is_done = snapshot.work.state(now) == "completed";
    value["snapshot_id"] = json!(snapshot.id);
    value["model_version"] = json!(snapshot.model_version.as_ref().filter(|_| is_done));
    value["expires_at"] = json!(iso(snapshot.expires));
    value["comment"] = json!(snapshot.comment);
    value
}

fn number(call: &Call, name: &str, default: usize, least: usize) -> Result<usize, Refusal> {
    match call.query(name) {
        None => Ok(default),
        Some(text) => text
            .parse()
            .ok()
            .filter(|number| *number >= least)
            .ok_or_else(|| refuse(400, "INVALID_PARAMETERS", format!("{name} is not valid."))),
    }
}

/// `GET …/snapshots`, newest first.
pub(crate) fn snapshots(world: &mut World, call: &Call) -> Reply {
    let at = place(world, call)?;
    let offset = number(call, "offset", 0, 0)?;
    let limit = number(call, "limit", 100, 1)?.min(100);
    let now = world.now();
    let all = &world.environment_mut(at).backups.snapshots;
    let page: Vec<_> = all
        .iter()
        .rev()
        .skip(offset)
        .take(limit)
        .map(|snapshot| snapshot_json(snapshot, now))
        .collect();
    ok(json!({"snapshots": page, "total": all.len(), "offset": offset, "limit": limit}))
}

fn comment(call: &Call) -> Result<Option<String>, Refusal> {
    match &call.json()? {
        Value::Null => Ok(None),
        Value::Object(body) => match body.get("comment") {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) => Ok(Some(text.clone())),
            Some(_) => Err(refuse(400, "INVALID_PARAMETERS", "comment is a text.")),
        },
        _ => Err(refuse(400, "INVALID_PARAMETERS", "The body is an object.")),
    }
}

fn refuse_when_blocked(world: &World, at: (usize, usize)) -> Result<(), Refusal> {
    let environment = &world.apps[at.0].environments[at.1];
    if environment.maintenance {
        return Err(refuse(
            400,
            "INVALID_STATE",
            "Maintenance of the environment is in progress.",
        ));
    }
    if environment.is_busy(world.now()) {
        return Err(refuse(
            400,
            "ENVIRONMENT_BUSY",
            "Another action on the environment is in progress.",
        ));
    }
    Ok(())
}

fn work(world: &World, ms: u64, failure: Option<&str>) -> Work {
    let running = world.after(world.durations.backup_queued);
    Work {
        created: world.now(),
        running,
        ends: after(running, ms),
        failure: failure.map(str::to_owned),
    }
}

/// `POST …/snapshots`
pub(crate) fn create_snapshot(world: &mut World, call: &Call) -> Reply {
    let at = place(world, call)?;
    let comment = comment(call)?;
    refuse_when_blocked(world, at)?;
    let fails = world.faults.take(JobFault::SnapshotFails);
    let work = work(
        world,
        world.durations.snapshot,
        fails.then_some("The snapshot could not be created."),
    );
    let app = &world.apps[at.0];
    let environment = &app.environments[at.1];
    let model_version = environment
        .package
        .as_deref()
        .and_then(|id| app.package(id))
        .map(|package| package.version.clone());
    let (database_model, data) = (environment.database_model.clone(), environment.data.clone());
    let snapshot = Snapshot {
        id: world.ids.uuid("snapshot"),
        comment,
        expires: world.after(SNAPSHOT_LIFE),
        model_version,
        database_model,
        data,
        work,
    };
    let value = snapshot_json(&snapshot, world.now());
    world.note(
        "snapshot.created",
        at,
        call,
        json!({"snapshotId": snapshot.id, "comment": snapshot.comment}),
    );
    world.environment_mut(at).backups.snapshots.push(snapshot);
    ok(value)
}

/// `GET …/snapshots/{SnapshotId}`
pub(crate) fn snapshot(world: &mut World, call: &Call) -> Reply {
    let at = place(world, call)?;
    let now = world.now();
    world
        .environment_mut(at)
        .backups
        .snapshot(call.param("snapshot"))
        .map(|snapshot| Answer::Json(snapshot_json(snapshot, now)))
        .ok_or_else(|| not_found("snapshot"))
}

/// `PUT …/snapshots/{SnapshotId}`
pub(crate) fn update_snapshot(world: &mut World, call: &Call) -> Reply {
    let at = place(world, call)?;
    let comment = comment(call)?;
    let now = world.now();
    let snapshot = world
        .environment_mut(at)
        .backups
        .snapshots
        .iter_mut()
        .find(|snapshot| snapshot.id == call.param("snapshot"))
        .ok_or_else(|| not_found("snapshot"))?;
    snapshot.comment = comment;
    let value = snapshot_json(snapshot, now);
    world.note(
        "snapshot.commented",
        at,
        call,
        json!({"snapshotId": call.param("snapshot")}),
    );
    ok(value)
}

/// `DELETE …/snapshots/{SnapshotId}`
pub(crate) fn delete_snapshot(world: &mut World, call: &Call) -> Reply {
    let at = place(world, call)?;
    let id = call.param("snapshot");
    let backups = &mut world.environment_mut(at).backups;
    if backups.snapshot(id).is_none() {
        return Err(not_found("snapshot"));
    }
    backups.snapshots.retain(|snapshot| snapshot.id != id);
    world.note("snapshot.deleted", at, call, json!({"snapshotId": id}));
    Ok(Answer::Empty(StatusCode::NO_CONTENT))
}

/// `POST …/snapshots/{SnapshotId}/archives`
pub(crate) fn create_archive(world: &mut World, call: &Call) -> Reply {
    let at = place(world, call)?;
    let data_type = call.query("data_type").unwrap_or("files_and_database");
    if !["files_and_database", "database_only"].contains(&data_type) {
        return Err(refuse(
            400,
            "UNSUPPORTED",
            "data_type is files_and_database or database_only.",
        ));
    }
    let now = world.now();
    let id = call.param("snapshot");
    let state = world
        .environment_mut(at)
        .backups
        .snapshot(id)
        .map(|snapshot| snapshot.work.state(now))
        .ok_or_else(|| not_found("snapshot"))?;
    if state != "completed" {
        return Err(refuse(
            400,
            "INVALID_PARAMETERS",
            "The snapshot is not completed.",
        ));
    }
    let fails = world.faults.take(JobFault::ArchiveFails);
    let archive = Archive {
        id: world.ids.uuid("archive"),
        snapshot: id.to_owned(),
        data_type: data_type.to_owned(),
        link: None,
        work: work(
            world,
            world.durations.archive,
            fails.then_some("The archive could not be created."),
        ),
    };
    world.note(
        "archive.created",
        at,
        call,
        json!({"archiveId": archive.id, "snapshotId": id, "dataType": data_type}),
    );
    let value = archive_json(world, &archive);
    world.environment_mut(at).backups.archives.push(archive);
    ok(value)
}

fn archive_json(world: &World, archive: &Archive) -> Value {
    let mut value = common(&archive.work, world.now());
    value["archive_id"] = json!(archive.id);
    value["snapshot_id"] = json!(archive.snapshot);
    value["data_type"] = json!(archive.data_type);
    value["url"] = json!(archive.link.as_ref().map(|key| world.link_url(key)));
    value
}

/// `GET …/snapshots/{SnapshotId}/archives/{ArchiveId}`
pub(crate) fn archive(world: &mut World, call: &Call) -> Reply {
    let at = place(world, call)?;
    let now = world.now();
    let life = world.durations.archive_link;
    let backups = &world.apps[at.0].environments[at.1].backups;
    let snapshot = backups
        .snapshot(call.param("snapshot"))
        .ok_or_else(|| not_found("snapshot"))?;
    let index = backups
        .archives
        .iter()
        .position(|archive| archive.id == call.param("archive") && archive.snapshot == snapshot.id)
        .ok_or_else(|| not_found("archive"))?;
    let mut archive = backups.archives[index].clone();
    if archive.link.is_none() && archive.work.state(now) == "completed" {
        let text = format!("{}\n{}\n", archive.data_type, snapshot.data);
        let name = format!("{}.backup", snapshot.id);
        let key = world.ids.opaque("link");
        let link = Link {
            target: Target::Text { name, text },
            expires: after(archive.work.ends, life),
        };
        world.links.insert(key.clone(), link);
        archive.link = Some(key);
        world.environment_mut(at).backups.archives[index] = archive.clone();
    }
    ok(archive_json(world, &archive))
}

/// `POST …/restores` on the target environment.
pub(crate) fn create_restore(world: &mut World, call: &Call) -> Reply {
    let at = place(world, call)?;
    let id = call
        .query("source_snapshot_id")
        .filter(|id| !id.is_empty())
        .ok_or_else(|| refuse(400, "INVALID_PARAMETERS", "source_snapshot_id is missing."))?;
    let db_only = match call.query("db_only") {
        None | Some("" | "false") => false,
        Some("true") => true,
        Some(_) => return Err(refuse(400, "INVALID_PARAMETERS", "db_only is a boolean.")),
    };
    let now = world.now();
    let app = &world.apps[at.0];
    let (source, snapshot) = app
        .environments
        .iter()
        .find_map(|environment| Some((environment, environment.backups.snapshot(id)?)))
        .ok_or_else(|| refuse(400, "NOT_FOUND", "The source snapshot was not found."))?;
    let denied = |message: &str| Err(refuse(400, "ERROR_NOT_ALLOWED", message));
    let user = world.key_user(call)?;
    if check(source, &user, Right::Backups).is_err() {
        return denied("You are not allowed to restore this snapshot.");
    }
    if snapshot.work.state(now) != "completed" {
        return denied("The snapshot is not in a state from which it can be restored.");
    }
    let target = &app.environments[at.1];
    if target.status() == Status::Running || target.is_starting() {
        return denied("The loft is not stopped.");
    }
    refuse_when_blocked(world, at)?;
    let (snapshot, source) = (snapshot.clone(), source.id.clone());
    let fails = world.faults.take(JobFault::RestoreFails);
    let restore = Restore {
        id: world.ids.uuid("restore"),
        source_snapshot: snapshot.id,
        source_environment: source,
        db_only,
        database_model: snapshot.database_model,
        data: snapshot.data,
        applied: false,
        work: work(
            world,
            world.durations.restore,
            fails.then_some("The snapshot could not be restored."),
        ),
    };
    world.note(
        "restore.created",
        at,
        call,
        json!({"restoreId": restore.id, "snapshotId": restore.source_snapshot, "dbOnly": db_only}),
    );
    let value = restore_json(world, at, &restore);
    world.environment_mut(at).backups.restores.push(restore);
    ok(value)
}

fn restore_json(world: &World, at: (usize, usize), restore: &Restore) -> Value {
    let mut value = common(&restore.work, world.now());
    value["restore_id"] = json!(restore.id);
    value["source_snapshot_id"] = json!(restore.source_snapshot);
    value["source_environment_id"] = json!(restore.source_environment);
    value["target_environment_id"] = json!(world.apps[at.0].environments[at.1].id);
    value
}

/// `GET …/restores/{RestoreId}`
pub(crate) fn restore(world: &mut World, call: &Call) -> Reply {
    let at = place(world, call)?;
    let restores = &world.apps[at.0].environments[at.1].backups.restores;
    let restore = restores
        .iter()
        .find(|restore| restore.id == call.param("restore"))
        .ok_or_else(|| refuse(400, "NOT_FOUND", "There is no such restore."))?;
    ok(restore_json(world, at, restore))
}
