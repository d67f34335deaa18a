//! The services, one file each, and the routes to them.

mod answer;
mod backups;
mod build;
mod call;
mod deploy_v1;
mod deploy_v2;
mod files;
mod front;
mod guard;
mod public;
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
        .nest("/files", links())
        .nest("/apps", apps())
        .fallback(act(Family::Plain, nothing_here))
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

    let key = |service| act(Family::Key, service);
    let app = "/apps/{app}";
    let package = "/apps/{app}/packages/{package}";
    let environment = |rest: &str| format!("/apps/{{app}}/environments/{{mode}}{rest}");
    Router::new()
        .route("/apps", get(key(v1::apps)))
        .route(app, get(key(v1::app)))
        .route(
            "/apps/{app}/packages",
            get(key(build::packages)).post(key(build::build)),
        )
        .route("/apps/{app}/packages/upload", post(upload::v1))
        .route(package, get(key(build::package)).delete(key(build::delete)))
        .route(
            "/apps/{app}/packages/{package}/download",
            get(key(build::download)),
        )
        .route("/apps/{app}/environments", get(key(v1::environments)))
        .route(&environment(""), get(key(v1::environment)))
        .route(&environment("/start"), post(key(v1::start)))
        .route(&environment("/start/{job}"), get(key(v1::start_job)))
        .route(&environment("/stop"), post(key(v1::stop)))
        .route(&environment("/package"), get(key(v1::package)))
        .route(&environment("/transport"), post(key(v1::transport)))
        .route(&environment("/clean"), post(key(v1::clean)))
        .route(
            &environment("/settings"),
            get(key(settings::get)).post(key(settings::post)),
        )
}

fn v2() -> Router<Arc<Shared>> {
    let key = |service| act(Family::Key, service);
    let backups = |rest: &str| format!("/apps/{{project}}/environments/{{environment}}{rest}");
    let apps = Router::new()
        .route("/apps/{app}/packages/upload", post(upload::v2))
        .route("/apps/{app}/jobs/{job}", get(key(deploy_v2::job)));
    // The same segment is a subdomain above and a project id below.
    let backups = Router::new()
        .route(
            &backups("/snapshots"),
            get(key(backups::snapshots)).post(key(backups::create_snapshot)),
        )
        .route(
            &backups("/snapshots/{snapshot}"),
            get(key(backups::snapshot))
                .put(key(backups::update_snapshot))
                .delete(key(backups::delete_snapshot)),
        )
        .route(
            &backups("/snapshots/{snapshot}/archives"),
            post(key(backups::create_archive)),
        )
        .route(
            &backups("/snapshots/{snapshot}/archives/{archive}"),
            get(key(backups::archive)),
        )
        .route(&backups("/restores"), post(key(backups::create_restore)))
        .route(&backups("/restores/{restore}"), get(key(backups::restore)));
    apps.merge(backups)
}

fn links() -> Router<Arc<Shared>> {
    Router::new().route("/{key}", get(act(Family::Plain, files::get)))
}

fn apps() -> Router<Arc<Shared>> {
    Router::new()
        .route("/{app}/{mode}/", get(act(Family::Plain, public::get)))
        .route(
            "/{app}/{mode}/{*rest}",
            get(act(Family::Plain, public::get)),
        )
}
