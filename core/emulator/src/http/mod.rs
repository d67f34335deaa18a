//! The services, one file each, and the routes to them.

mod answer;
mod backups;
mod build;
mod call;
mod cloud_v4;
mod deploy_v1;
mod deploy_v2;
mod epics;
mod extras;
mod files;
mod front;
mod guard;
mod permissions;
mod public;
mod repository;
mod rest;
mod settings;
mod upload;

use std::sync::Arc;

use axum::{
    Router,
    extract::DefaultBodyLimit,
    middleware,
    routing::{get, post},
};

pub(crate) use self::answer::{Family, refuse};

use self::{
    answer::{Answer, Refusal},
    call::{Call, act},
};
use crate::{server::Shared, state::World};

/// All routes, behind the layer that keeps records and causes faults.
pub(crate) fn router(shared: Arc<Shared>) -> Router {
    Router::new()
        .nest("/deploy/api/1", v1())
        .nest("/deploy/api/v2", v2())
        .nest("/cloud/api/v4", v4())
        .nest("/repository/v1", repositories())
        .nest("/epics/v1", epics())
        .nest("/files", links())
        .nest("/apps", apps())
        .fallback(act(nothing_here))
        .layer(middleware::from_fn_with_state(
            Arc::clone(&shared),
            front::front,
        ))
        .layer(DefaultBodyLimit::disable())
        .with_state(shared)
}

fn nothing_here(_: &mut World, call: &Call) -> Result<Answer, Refusal> {
    Err(refuse(
        404,
        "NOT_FOUND",
        format!("There is nothing at {}.", call.identity.path),
    ))
}

fn v1() -> Router<Arc<Shared>> {
    use self::{build, deploy_v1 as v1};

    let app = "/apps/{app}";
    let package = "/apps/{app}/packages/{package}";
    let environment = |rest: &str| format!("/apps/{{app}}/environments/{{mode}}{rest}");
    Router::new()
        .route("/apps", get(act(v1::apps)).post(act(extras::create_app)))
        .route(app, get(act(v1::app)))
        .route(
            "/apps/{app}/packages",
            get(act(build::packages)).post(act(build::build)),
        )
        .route("/apps/{app}/packages/upload", post(upload::v1))
        .route(package, get(act(build::package)).delete(act(build::delete)))
        .route(
            "/apps/{app}/packages/{package}/download",
            get(act(build::download)),
        )
        .route("/apps/{app}/environments", get(act(v1::environments)))
        .route(&environment(""), get(act(v1::environment)))
        .route(&environment("/start"), post(act(v1::start)))
        .route(&environment("/start/{job}"), get(act(v1::start_job)))
        .route(&environment("/stop"), post(act(v1::stop)))
        .route(&environment("/package"), get(act(v1::package)))
        .route(&environment("/transport"), post(act(v1::transport)))
        .route(&environment("/clean"), post(act(v1::clean)))
        .route(
            &environment("/settings"),
            get(act(settings::get)).post(act(settings::post)),
        )
        .route(&environment("/scale"), post(act(extras::scale)))
        .route(
            &environment("/tags"),
            get(act(extras::tags))
                .post(act(extras::write_tag))
                .delete(act(extras::delete_tag)),
        )
        .route(&environment("/logs/{date}"), get(act(extras::logs)))
        .route(
            &environment("/access-logs/{date}"),
            get(act(extras::access_logs)),
        )
}

fn v2() -> Router<Arc<Shared>> {
    let backups = |rest: &str| format!("/apps/{{project}}/environments/{{environment}}{rest}");
    let apps = Router::new()
        .route("/apps/{app}/packages/upload", post(upload::v2))
        .route("/apps/{app}/jobs/{job}", get(act(deploy_v2::job)));
    // The same segment is a subdomain above and a project id below.
    let backups = Router::new()
        .route(
            &backups("/snapshots"),
            get(act(backups::snapshots)).post(act(backups::create_snapshot)),
        )
        .route(
            &backups("/snapshots/{snapshot}"),
            get(act(backups::snapshot))
                .put(act(backups::update_snapshot))
                .delete(act(backups::delete_snapshot)),
        )
        .route(
            &backups("/snapshots/{snapshot}/archives"),
            post(act(backups::create_archive)),
        )
        .route(
            &backups("/snapshots/{snapshot}/archives/{archive}"),
            get(act(backups::archive)),
        )
        .route(&backups("/restores"), post(act(backups::create_restore)))
        .route(&backups("/restores/{restore}"), get(act(backups::restore)));
    apps.merge(backups)
}

fn v4() -> Router<Arc<Shared>> {
    let environment = |rest: &str| format!("/apps/{{app}}/environments/{{environment}}{rest}");
    Router::new()
        .route("/apps", get(act(cloud_v4::apps)))
        .route(
            "/apps/{app}",
            get(act(cloud_v4::app)).patch(act(cloud_v4::patch_app)),
        )
        .route("/apps/{app}/environments", get(act(cloud_v4::environments)))
        .route(&environment(""), get(act(cloud_v4::environment)))
        .route(
            &environment("/permissions"),
            get(act(permissions::get)).patch(act(permissions::patch)),
        )
}

fn repositories() -> Router<Arc<Shared>> {
    let branches = |rest: &str| format!("/repositories/{{app}}/branches{rest}");
    Router::new()
        .route("/repositories/{app}/info", get(act(repository::info)))
        .route(&branches(""), get(act(repository::branches)))
        .route(&branches("/{branch}"), get(act(repository::branch)))
        .route(
            &branches("/{branch}/commits"),
            get(act(repository::commits)),
        )
}

fn epics() -> Router<Arc<Shared>> {
    Router::new().route("/projects/{app}/stories", get(act(epics::stories)))
}

fn links() -> Router<Arc<Shared>> {
    Router::new().route("/{key}", get(act(files::get)))
}

fn apps() -> Router<Arc<Shared>> {
    Router::new()
        .route("/{app}/{mode}/", get(act(public::get)))
        .route("/{app}/{mode}/{*rest}", get(act(public::get)))
}
