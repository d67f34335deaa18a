//! The apps themselves, as their users would reach them.

use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};

use super::{
    answer::{Answer, Refusal, refuse},
    call::Call,
};
use crate::state::{World, environment::Status};

/// `GET /apps/{AppId}/{Mode}/` and everything below it.
pub(crate) fn get(world: &mut World, call: &Call) -> Result<Answer, Refusal> {
    let (app, environment) = (call.param("app"), call.param("mode"));
    let at = world
        .locate(app, environment)
        .ok_or_else(|| refuse(404, "", "There is no such app."))?;
    let app = &world.apps[at.0];
    let environment = &app.environments[at.1];
    let response: Response = if environment.status() != Status::Running {
        (StatusCode::SERVICE_UNAVAILABLE, "The app is not running.").into_response()
    } else if let Some(status) = environment.public_status {
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        (status, "The app has a problem.").into_response()
    } else {
        let version = environment
            .started_package
            .as_deref()
            .and_then(|id| app.package(id))
            .map_or("", |package| package.version.as_str());
        format!("{} {version} is running.", app.name).into_response()
    };
    Ok(Answer::Raw(response))
}
