//! Build: packages, and building one from a revision.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::{
    answer::{Answer, Refusal, refuse},
    call::{Call, ok},
    files,
    guard::Right,
};
use crate::{
    fault::JobFault,
    state::{
        World,
        package::{Origin, Package},
        world::Target,
    },
};

type Reply = Result<Answer, Refusal>;

/// The query parameter `url`.
pub(crate) fn wants_url(call: &Call) -> Result<bool, Refusal> {
    match call.query("url") {
        None | Some("" | "false") => Ok(false),
        Some("true") => Ok(true),
        Some(_) => Err(refuse(400, "INVALID_PARAMETERS", "`url` is true or false.")),
    }
}

/// A package as v1 shows it.
pub(crate) fn package_json(world: &mut World, package: &Package, wants_url: bool) -> Value {
    let mut value = json!({
        "PackageId": package.id,
        "Name": package.name,
        "Description": package.description,
        "Version": package.version,
        "Creator": package.creator,
        "CreationDate": package.created,
        "Status": package.status(world.now()),
        "Size": package.size,
    });
    if wants_url {
        let ttl = world.durations.package_link;
        let expires = world.after(ttl);
        let target = Target::File {
            path: package.path.clone(),
            name: package.name.clone(),
        };
        value["Url"] = json!({"Location": world.link(target, expires), "TTL": ttl / 1000});
    }
    value
}

/// `GET /apps/{AppId}/packages`
pub(crate) fn packages(world: &mut World, call: &Call) -> Reply {
    let packages = world.app_with(call, Right::Read)?.0.packages.clone();
    let list: Vec<_> = packages
        .iter()
        .map(|package| package_json(world, package, false))
        .collect();
    ok(Value::Array(list))
}

fn find(world: &World, call: &Call, right: Right) -> Result<Package, Refusal> {
    let (app, _) = world.app_with(call, right)?;
    app.package(call.param("package"))
        .cloned()
        .ok_or_else(|| refuse(404, "PACKAGE_NOT_FOUND", "There is no such package."))
}

/// `GET /apps/{AppId}/packages/{PackageId}`
pub(crate) fn package(world: &mut World, call: &Call) -> Reply {
    let wants_url = wants_url(call)?;
    let package = find(world, call, Right::Read)?;
    ok(package_json(world, &package, wants_url))
}

/// `DELETE /apps/{AppId}/packages/{PackageId}`
pub(crate) fn delete(world: &mut World, call: &Call) -> Reply {
    let package = find(world, call, Right::Deploy)?;
    let app_id = call.param("app").to_owned();
    let Some(app) = world.app_mut(&app_id) else {
        return Err(refuse(404, "APP_NOT_FOUND", "There is no such app."));
    };
    if app.user_of(&package.id).is_some() {
        return Err(refuse(
            409,
            "PACKAGE_IN_USE",
            "The package is deployed to an environment.",
        ));
    }
    app.packages.retain(|own| own.id != package.id);
    let now = world.now();
    world.records.effect(
        "package.deleted",
        now,
        &call.identity,
        json!({"app": app_id, "packageId": package.id}),
    );
    Ok(Answer::Empty(StatusCode::OK))
}

/// `GET /apps/{AppId}/packages/{PackageId}/download`
pub(crate) fn download(world: &mut World, call: &Call) -> Reply {
    let package = find(world, call, Right::Read)?;
    if package.status(world.now()) != "Succeeded" {
        return Err(refuse(
            500,
            "BUILD_NOT_SUCCEEDED",
            "The package is not ready.",
        ));
    }
    Ok(Answer::Raw(files::file(&package.path, &package.name)))
}

/// `POST /apps/{AppId}/packages`
pub(crate) fn build(world: &mut World, call: &Call) -> Reply {
    let (app, user) = world.app_with(call, Right::Deploy)?;
    let body = call.json()?;
    let text = |key: &str| body[key].as_str().filter(|text| !text.is_empty());
    let (Some(revision), Some(wanted)) = (text("Revision"), text("Version")) else {
        return Err(refuse(
            400,
            "INVALID_PARAMETERS",
            "Revision and Version are needed, both as strings.",
        ));
    };
    let is_version = wanted.split('.').count() == 3
        && wanted
            .split('.')
            .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
    if !is_version {
        return Err(refuse(
            400,
            "INVALID_VERSION",
            "A version has the form major.minor.patch.",
        ));
    }
    let branch = text("Branch").unwrap_or("main");
    let Some(commit) = app.repository.resolve(revision) else {
        return Err(refuse(
            500,
            "BUILD_FAILED",
            format!("Revision {revision} was not found."),
        ));
    };
    let tail: String = commit.id.chars().take(8).collect();
    let mut metadata = app.source.clone();
    metadata.model_version = format!("{wanted}.{tail}");
    if let Some(version) = &commit.mendix_version {
        metadata.runtime_version.clone_from(version);
    }
    let label = branch.strip_prefix("branches/").unwrap_or(branch);
    let name = format!("{label}-{}.mda", metadata.model_version);
    let app_id = app.app_id.clone();
    let description = text("Description").unwrap_or_default().to_owned();
    let creator = world
        .user(&user)
        .map_or_else(String::new, |user| user.name.clone());
    let arrival = world
        .synthesise(&metadata, &app_id)
        .map_err(|_| refuse(500, "BUILD_FAILED", "The package could not be stored."))?;
    let step = world.durations.build_step;
    let origin = Origin::Build {
        building: world.after(step),
        uploading: world.after(2 * step),
        done: world.after(3 * step),
        fails: world.faults.take(JobFault::BuildFails),
    };
    let mut package = world.package(arrival, &name, &creator, origin);
    package.description = description;
    let id = package.id.clone();
    let version = package.version.clone();
    let now = world.now();
    if let Some(app) = world.app_mut(&app_id) {
        app.packages.push(package);
    }
    world.records.effect(
        "package.built",
        now,
        &call.identity,
        json!({"app": app_id, "packageId": id, "version": version, "branch": branch, "revision": revision}),
    );
    ok(json!({"PackageId": id}))
}
