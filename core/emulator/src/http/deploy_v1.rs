//! Deploy v1: apps, environments, start, stop, deployed package, transport, clean.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::{
    answer::{Answer, Refusal, refuse},
    build,
    call::{Call, ok},
    guard::Right,
};
use crate::state::{
    World,
    app::{App, Licence},
    environment::{Environment, StartJob, Status},
};

type Reply = Result<Answer, Refusal>;

/// `GET /apps`
pub(crate) fn apps(world: &mut World, call: &Call) -> Reply {
    let user = world.key_user(call)?;
    let apps: Vec<_> = world
        .apps
        .iter()
        .filter(|app| app.members.contains(&user))
        .map(|app| app_json(world, app))
        .collect();
    ok(Value::Array(apps))
}

/// `GET /apps/{AppId}`
pub(crate) fn app(world: &mut World, call: &Call) -> Reply {
    let (app, _) = world.own_app(call)?;
    ok(app_json(world, app))
}

pub(crate) fn app_json(world: &World, app: &App) -> Value {
    let front = app
        .environments
        .iter()
        .find(|environment| environment.production)
        .or(app.environments.first());
    json!({
        "AppId": app.app_id,
        "Name": app.name,
        "ProjectId": app.project_id,
        "Url": front.map(|environment| world.public_url(app, environment)),
    })
}

impl World {
    /// Where an environment's app answers.
    pub(crate) fn public_url(&self, app: &App, environment: &Environment) -> String {
        format!("{}/apps/{}/{}/", self.url, app.app_id, environment.mode)
    }
}

/// `GET /apps/{AppId}/environments`
pub(crate) fn environments(world: &mut World, call: &Call) -> Reply {
    let (app, user) = world.own_app(call)?;
    if app.licence == Licence::Free {
        return ok(json!([]));
    }
    let list: Vec<_> = app
        .environments
        .iter()
        .filter(|environment| {
            environment
                .rights_of(&user)
                .is_some_and(|rights| rights.can_access_api)
        })
        .map(|environment| environment_json(world, app, environment))
        .collect();
    ok(Value::Array(list))
}

/// `GET /apps/{AppId}/environments/{Mode}`
pub(crate) fn environment(world: &mut World, call: &Call) -> Reply {
    let (at, _) = world.own_environment(call, Right::Read)?;
    let app = &world.apps[at.0];
    ok(environment_json(world, app, &app.environments[at.1]))
}

pub(crate) fn environment_json(world: &World, app: &App, environment: &Environment) -> Value {
    let status = environment.shown_status(world.now(), &world.options);
    let mut value = json!({
        "Status": status.v1(),
        "EnvironmentId": environment.id,
        "Mode": environment.mode,
        "Url": world.public_url(app, environment),
        "Production": environment.production,
    });
    // ModelVersion follows the transport here; the documentation leaves it open.
    if let Some(package) = environment
        .package
        .as_deref()
        .and_then(|id| app.package(id))
    {
        value["ModelVersion"] = json!(package.version);
        if let Some(metadata) = &package.metadata {
            value["MendixVersion"] = json!(metadata.runtime_version);
        }
    }
    value
}

/// `POST /apps/{AppId}/environments/{Mode}/start`
pub(crate) fn start(world: &mut World, call: &Call) -> Reply {
    let (at, _) = world.own_environment(call, Right::Deploy)?;
    let body = call.json()?;
    let auto_sync_db = body["AutoSyncDb"].as_bool().unwrap_or(false);
    let ends = world.after(world.durations.start);
    let environment = &world.apps[at.0].environments[at.1];
    if environment.status() == Status::Running {
        return ok(json!({
            "errorCode": "ALREADY_STARTED",
            "errorMessage": "The environment is already running.",
        }));
    }
    if environment.is_starting() {
        return Err(refuse(
            500,
            "APP_ALREADY_HAS_A_STARTING_JOB",
            "The app is already being started.",
        ));
    }
    if environment.package.is_none() {
        return Err(refuse(
            500,
            "NO_MDA_HAS_BEEN_DEPLOYED",
            "No package was deployed to this environment.",
        ));
    }
    let id = world.ids.opaque("start job");
    world.environment_mut(at).start_jobs.push(StartJob {
        id: id.clone(),
        auto_sync_db,
        ends,
        outcome: None,
    });
    let package = world.apps[at.0].environments[at.1].package.clone();
    world.note(
        "env.started",
        at,
        call,
        json!({"jobId": id, "autoSyncDb": auto_sync_db, "packageId": package}),
    );
    ok(json!({"JobId": id}))
}

/// `GET /apps/{AppId}/environments/{Mode}/start/{JobId}`
pub(crate) fn start_job(world: &mut World, call: &Call) -> Reply {
    let (at, _) = world.own_environment(call, Right::Read)?;
    let environment = &world.apps[at.0].environments[at.1];
    let job = environment
        .start_jobs
        .iter()
        .find(|job| job.id == call.param("job"))
        .ok_or_else(|| refuse(404, "NO_SUCH_STARTJOB", "There is no such start job."))?;
    match &job.outcome {
        None => ok(json!({"Status": "Starting"})),
        Some(Ok(())) => ok(json!({"Status": "Started"})),
        Some(Err(failure)) => Err(refuse(500, &failure.code, &failure.message)),
    }
}

/// `POST /apps/{AppId}/environments/{Mode}/stop`
pub(crate) fn stop(world: &mut World, call: &Call) -> Reply {
    let (at, _) = world.own_environment(call, Right::Deploy)?;
    let (now, duration) = (world.now(), world.durations.stop);
    let is_strict = world.options.stop_fails_when_stopped;
    let environment = world.environment_mut(at);
    let failed = |message: &str| Err(refuse(500, "STOP_FAILED", message));
    if environment.maintenance {
        return failed("Maintenance is in progress.");
    }
    if environment.is_starting() {
        return failed("The app is being started.");
    }
    if environment.status() != Status::Running {
        if is_strict {
            return failed("The app does not run.");
        }
        return Ok(Answer::Empty(StatusCode::OK));
    }
    if environment.stopping.is_none() {
        environment.stopping = Some(crate::clock::after(now, duration));
    }
    world.note("env.stopped", at, call, json!({}));
    world.settle();
    Ok(Answer::Empty(StatusCode::OK))
}

/// `GET /apps/{AppId}/environments/{Mode}/package`
pub(crate) fn package(world: &mut World, call: &Call) -> Reply {
    let (at, _) = world.own_environment(call, Right::Read)?;
    let wants_url = build::wants_url(call)?;
    let app = &world.apps[at.0];
    let package = app.environments[at.1]
        .package
        .as_deref()
        .and_then(|id| app.package(id))
        .ok_or_else(|| {
            refuse(
                404,
                "PACKAGE_NOT_FOUND",
                "There is no package on this environment.",
            )
        })?
        .clone();
    let mut value = build::package_json(world, &package, wants_url);
    value["ExpiryDate"] = Value::Null;
    ok(value)
}

/// `POST /apps/{AppId}/environments/{Mode}/transport`
pub(crate) fn transport(world: &mut World, call: &Call) -> Reply {
    let (at, _) = world.own_environment(call, Right::Transport)?;
    let body = call.json()?;
    let id = body["PackageId"]
        .as_str()
        .filter(|id| !id.is_empty())
        .ok_or_else(|| refuse(400, "INVALID_PARAMETERS", "PackageId is missing."))?;
    let now = world.now();
    let app = &world.apps[at.0];
    let package = app
        .package(id)
        .ok_or_else(|| refuse(404, "PACKAGE_NOT_FOUND", "There is no such package."))?;
    let environment = &app.environments[at.1];
    if environment.status() == Status::Running || environment.is_starting() {
        return Err(refuse(
            403,
            "APP_IS_RUNNING",
            "The environment has to be stopped.",
        ));
    }
    if environment.locked || environment.backups.is_restoring(now) {
        return Err(refuse(
            500,
            "ALREADY_LOCKED",
            "The environment is locked by another action.",
        ));
    }
    if package.is_processing(now) {
        return Err(refuse(
            503,
            "SERVICE UNAVAILABLE",
            "The package is still being processed.",
        ));
    }
    let Some(metadata) = package
        .metadata
        .as_ref()
        .filter(|_| package.status(now) == "Succeeded")
    else {
        return Err(refuse(
            403,
            "NOT ALLOWED",
            "Processing the package failed; upload a valid one.",
        ));
    };
    if let Some(oldest) = &world.options.oldest_runtime
        && is_older(&metadata.runtime_version, oldest)
    {
        return Err(refuse(
            400,
            "INVALID_RUNTIME_VERSION",
            "The package's runtime version is not supported.",
        ));
    }
    let id = id.to_owned();
    world.deploy(at, &id);
    world.note("env.transported", at, call, json!({"packageId": id}));
    Ok(Answer::Empty(StatusCode::OK))
}

fn is_older(version: &str, than: &str) -> bool {
    let parts = |text: &str| -> Vec<u64> {
        text.split('.')
            .map(|part| part.parse().unwrap_or_default())
            .collect()
    };
    parts(version) < parts(than)
}

impl World {
    /// Puts a package on a stopped environment.
    pub(crate) fn deploy(&mut self, at: (usize, usize), package: &str) {
        let now = self.now();
        if let Some(package) = self.apps[at.0]
            .packages
            .iter_mut()
            .find(|own| own.id == package)
        {
            package.last_deployed = Some(now);
        }
        let environment = self.environment_mut(at);
        environment.package = Some(package.to_owned());
        if environment.status() == Status::Empty {
            environment.set_status(now, Status::Stopped);
        }
    }

    /// Records an effect on an environment.
    pub(crate) fn note(&mut self, effect: &str, at: (usize, usize), call: &Call, more: Value) {
        let app = &self.apps[at.0];
        let mut entry = json!({
            "app": app.app_id,
            "environment": app.environments[at.1].mode,
            "environmentId": app.environments[at.1].id,
        });
        if let (Value::Object(entry), Value::Object(more)) = (&mut entry, more) {
            entry.extend(more);
        }
        let now = self.now();
        self.records.effect(effect, now, &call.identity, entry);
    }
}

/// `POST /apps/{AppId}/environments/{Mode}/clean`
pub(crate) fn clean(world: &mut World, call: &Call) -> Reply {
    let (at, _) = world.own_environment(call, Right::Deploy)?;
    let environment = &world.apps[at.0].environments[at.1];
    if environment.status() == Status::Running || environment.is_starting() {
        return Err(refuse(
            403,
            "ENVIRONMENT_NOT_STOPPED",
            "The environment has to be stopped.",
        ));
    }
    if environment.package.is_none() {
        return Err(refuse(
            422,
            "ENVIRONMENT_NOT_DEPLOYED",
            "Nothing is deployed to this environment.",
        ));
    }
    if environment.locked || environment.backups.is_working(world.now()) {
        return Err(refuse(
            500,
            "ENVIRONMENT_CLEAN_FAILED",
            "The environment is locked by another action.",
        ));
    }
    let environment = world.environment_mut(at);
    environment.database_model = None;
    environment.data = "empty".to_owned();
    world.note("env.cleaned", at, call, json!({}));
    let app = &world.apps[at.0];
    let environment = &app.environments[at.1];
    ok(json!([{
        "Status": environment.status().v1(),
        "Mode": environment.mode,
        "Url": world.public_url(app, environment),
    }]))
}
