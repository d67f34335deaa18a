//! Deploy v4: apps and environments. Permissions have their own file.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::{
    answer::{Answer, Refusal, refuse_param},
    call::{Call, ok},
};
use crate::{
    clock::{self, iso},
    state::{
        World,
        app::{App, Licence},
        environment::Environment,
        package::Package,
        user::{DEPLOYMENT_READ, DEPLOYMENT_WRITE},
    },
};

type Reply = Result<Answer, Refusal>;

/// A refusal of a query parameter.
pub(super) fn invalid(reason: impl AsRef<str>) -> Refusal {
    refuse_param(400, "Validation errors", "Query parameter", reason.as_ref())
}

fn invalid_body(reason: &str) -> Refusal {
    refuse_param(400, "Validation errors", "Request body", reason)
}

fn not_found(message: String) -> Refusal {
    let mut refusal = refuse_param(404, "", "", "");
    refusal.message = message;
    refusal
}

/// Refuses query parameters that the call does not know, and repeated ones.
pub(super) fn known(call: &Call, names: &[&str]) -> Result<(), Refusal> {
    for (index, (name, _)) in call.query.iter().enumerate() {
        if !names.contains(&name.as_str()) {
            return Err(invalid(format!("Parameter '{name}' is not supported")));
        }
        if call.query[..index].iter().any(|(other, _)| other == name) {
            return Err(invalid(format!("Parameter '{name}' is repeated")));
        }
    }
    Ok(())
}

/// A part of a list, as `offset` and `limit` ask for it.
pub(super) struct Page {
    offset: u64,
    limit: u64,
}

impl Page {
    pub(super) fn read(world: &World, call: &Call) -> Result<Self, Refusal> {
        let number = |name: &str, least: u64| match call.query(name) {
            None => Ok(None),
            Some(text) => whole(text)
                .filter(|number| *number >= least)
                .map(Some)
                .ok_or_else(|| invalid(format!("Value of '{name}' is not supported"))),
        };
        let largest = world.options.largest_page;
        Ok(Self {
            offset: number("offset", 0)?.unwrap_or(0),
            limit: number("limit", 1)?.unwrap_or(largest).min(largest).max(1),
        })
    }

    pub(super) fn of(&self, items: Vec<Value>) -> (Vec<Value>, Value) {
        let place = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
        let items: Vec<_> = items
            .into_iter()
            .skip(place(self.offset))
            .take(place(self.limit))
            .collect();
        let pagination = json!({"offset": self.offset, "limit": self.limit, "size": items.len()});
        (items, pagination)
    }
}

/// A whole number; one beyond 64 bits is as good as the largest.
fn whole(text: &str) -> Option<u64> {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| {
        text.parse()
            .unwrap_or(u64::MAX)
            .min(i64::MAX.unsigned_abs())
    })
}

/// `GET /apps`
pub(crate) fn apps(world: &mut World, call: &Call) -> Reply {
    let user = world.token_user(call, DEPLOYMENT_READ)?;
    known(call, &["offset", "limit", "licenseType"])?;
    let page = Page::read(world, call)?;
    let licence = match call.query("licenseType") {
        None => None,
        Some("free") => Some(Licence::Free),
        Some("licensed") => Some(Licence::Licensed),
        Some(other) => return Err(invalid(format!("Value '{other}' is not supported"))),
    };
    let apps = world
        .apps
        .iter()
        .filter(|app| app.members.contains(&user))
        .filter(|app| licence.is_none_or(|licence| app.licence == licence))
        .map(|app| app_json(world, app))
        .collect();
    let (apps, pagination) = page.of(apps);
    ok(json!({"apps": apps, "pagination": pagination}))
}

fn app_json(world: &World, app: &App) -> Value {
    let contact = world.user(&app.technical_contact);
    json!({
        "id": app.project_id,
        "name": app.name,
        "licenseType": match app.licence {
            Licence::Free => "free",
            Licence::Licensed => "licensed",
        },
        "subdomain": app.app_id,
        "technicalContact": {
            "userId": app.technical_contact,
            "name": contact.map_or("", |user| user.name.as_str()),
            "status": if contact.is_some_and(|user| user.is_active) { "active" } else { "inactive" },
        },
        "region": app.region,
    })
}

/// The place of the app in the path, when the caller is a member.
fn find(world: &World, call: &Call, user: &str) -> Result<usize, Refusal> {
    let id = call.param("app");
    world
        .apps
        .iter()
        .position(|app| app.project_id == id && app.members.iter().any(|member| member == user))
        .ok_or_else(|| not_found(format!("Application {id} not found")))
}

/// The places of app and environment in the path, and who asks.
pub(super) fn place(
    world: &World,
    call: &Call,
    scope: &str,
) -> Result<((usize, usize), String), Refusal> {
    let user = world.token_user(call, scope)?;
    let app = find(world, call, &user)?;
    let id = call.param("environment");
    let index = world.apps[app]
        .environments
        .iter()
        .position(|environment| environment.id == id)
        .ok_or_else(|| not_found(format!("Environment {id} not found")))?;
    Ok(((app, index), user))
}

/// `GET /apps/{appId}`
pub(crate) fn app(world: &mut World, call: &Call) -> Reply {
    let user = world.token_user(call, DEPLOYMENT_READ)?;
    let app = find(world, call, &user)?;
    ok(app_json(world, &world.apps[app]))
}

/// `PATCH /apps/{appId}`: the technical contact.
pub(crate) fn patch_app(world: &mut World, call: &Call) -> Reply {
    let user = world.token_user(call, DEPLOYMENT_WRITE)?;
    let app = find(world, call, &user)?;
    if world.apps[app].technical_contact != user {
        return Err(refuse_param(
            403,
            "Forbidden",
            "Authentication",
            "The user is not the Technical Contact of the app",
        ));
    }
    let body = call.json()?;
    let id = body["technicalContact"]["userId"]
        .as_str()
        .filter(|id| !id.is_empty())
        .ok_or_else(|| {
            invalid_body("Attribute 'userId' is required, or the provided value is not supported")
        })?
        .to_owned();
    let refused = |message: String| {
        let mut refusal = refuse_param(400, "", "", "");
        refusal.message = message;
        refusal
    };
    if world.user(&id).is_none() {
        return Err(refused(format!("User {id} not found")));
    }
    if !world.apps[app].members.contains(&id) {
        return Err(refused(format!(
            "The user {id} is not member of an application"
        )));
    }
    let app = &mut world.apps[app];
    app.technical_contact.clone_from(&id);
    let entry = json!({"app": app.app_id, "contact": id});
    let now = world.now();
    world
        .records
        .effect("contact.written", now, &call.identity, entry);
    Ok(Answer::Empty(StatusCode::OK))
}

const ENVIRONMENT_QUERY: &[&str] = &["offset", "limit", "sort", "expand"];

fn expands(call: &Call) -> Result<bool, Refusal> {
    match call.query("expand") {
        None => Ok(false),
        Some("package") => Ok(true),
        Some(other) => Err(invalid(format!(
            "Value '{other}' of 'expand' is not supported"
        ))),
    }
}

/// `GET /apps/{appId}/environments`
pub(crate) fn environments(world: &mut World, call: &Call) -> Reply {
    let user = world.token_user(call, DEPLOYMENT_READ)?;
    known(call, ENVIRONMENT_QUERY)?;
    let page = Page::read(world, call)?;
    let expands = expands(call)?;
    let sort = sort(call)?;
    let app = &world.apps[find(world, call, &user)?];
    let mut list: Vec<&Environment> = app.environments.iter().collect();
    if sort.by_name {
        list.sort_by(|a, b| a.mode.cmp(&b.mode));
    }
    if sort.descending {
        list.reverse();
    }
    let list = list
        .into_iter()
        .map(|environment| environment_json(world, app, environment, expands))
        .collect();
    let (list, pagination) = page.of(list);
    ok(json!({"environments": list, "pagination": pagination}))
}

struct Sort {
    by_name: bool,
    descending: bool,
}

fn sort(call: &Call) -> Result<Sort, Refusal> {
    let (by_name, descending) = match call.query("sort") {
        None | Some("" | "name" | "+name") => (true, false),
        Some("-name") => (true, true),
        Some("index" | "+index") => (false, false),
        Some("-index") => (false, true),
        Some(other) => {
            return Err(invalid(format!(
                "Value '{other}' of 'sort' is not supported"
            )));
        }
    };
    Ok(Sort {
        by_name,
        descending,
    })
}

/// `GET /apps/{appId}/environments/{environmentId}`
pub(crate) fn environment(world: &mut World, call: &Call) -> Reply {
    let (at, _) = place(world, call, DEPLOYMENT_READ)?;
    known(call, ENVIRONMENT_QUERY)?;
    Page::read(world, call)?;
    sort(call)?;
    let expands = expands(call)?;
    let app = &world.apps[at.0];
    ok(environment_json(
        world,
        app,
        &app.environments[at.1],
        expands,
    ))
}

fn environment_json(world: &World, app: &App, environment: &Environment, expands: bool) -> Value {
    let status = environment.shown_status(world.now(), &world.options);
    let mut value = json!({
        "id": environment.id,
        "appId": app.project_id,
        "name": environment.mode,
        "state": status.v4(),
        "isProduction": environment.production,
        "url": world.public_url(app, environment),
        "dbVersion": "15.8",
        "planName": "XS21-STANDARD-LA",
    });
    let package = environment
        .package
        .as_deref()
        .and_then(|id| app.package(id));
    if let Some(package) = package.filter(|_| expands) {
        value["package"] = package_json(world, app, package);
    }
    value
}

fn package_json(world: &World, app: &App, package: &Package) -> Value {
    let runtime = package
        .metadata
        .as_ref()
        .map_or("", |metadata| metadata.runtime_version.as_str());
    let mut value = json!({
        "id": package.id,
        "appId": app.project_id,
        "modelVersion": package.version,
        "runtimeVersion": runtime,
        "createdOn": iso(package.created),
        "fileName": package.name,
        "fileSize": package.size,
        "description": package.description,
    });
    if app.user_of(&package.id).is_none() {
        let life = world.durations.unused_package;
        value["expiresOn"] = json!(iso(clock::after(package.created, life)));
    }
    value
}
