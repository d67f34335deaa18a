//! Deploy v2: uploads and their jobs.

use serde_json::json;

use super::{
    answer::{Answer, Refusal, refuse},
    call::{Call, ok},
    guard::Right,
};
use crate::state::World;

/// `GET /apps/{AppId}/jobs/{JobId}`
pub(crate) fn job(world: &mut World, call: &Call) -> Result<Answer, Refusal> {
    let (app, _) = world.app_with(call, Right::Read)?;
    let job = app
        .upload_jobs
        .iter()
        .find(|job| job.id == call.param("job"))
        .ok_or_else(|| refuse(404, "JOB_NOT_FOUND", "There is no such job."))?;
    ok(json!({"Status": job.status(world.now())}))
}
