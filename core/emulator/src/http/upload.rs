//! Both uploads: the body goes to a file chunk by chunk, hashed and counted on the way.

use std::{io::Write, sync::Arc};

use axum::{
    extract::{FromRequest, Multipart, Request, State, multipart::Field},
    http::{header::CONTENT_LENGTH, request::Parts},
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tempfile::NamedTempFile;

use super::{
    answer::{Answer, Family, Refusal, refuse},
    call::Call,
    guard::Right,
};
use crate::{
    archive,
    fault::JobFault,
    ids::hex,
    server::Shared,
    state::{
        World,
        package::{Origin, UploadJob},
        world::Arrival,
    },
};

/// `POST /api/1/apps/{AppId}/packages/upload`
pub(crate) async fn v1(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    upload(&shared, request, store_v1).await
}

/// `POST /api/v2/apps/{AppId}/packages/upload`
pub(crate) async fn v2(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    upload(&shared, request, store_v2).await
}

type Store = fn(&mut World, &Call, Arrival) -> Result<Value, Refusal>;

async fn upload(shared: &Shared, request: Request, store: Store) -> Response {
    let answer = receive(shared, request, store).await;
    match answer {
        Ok(value) => Answer::Json(value).into_response(),
        Err(refusal) => shared.world().refusal(&refusal, Family::Key),
    }
}

async fn receive(shared: &Shared, request: Request, store: Store) -> Result<Value, Refusal> {
    let (mut parts, body) = request.into_parts();
    let call = Call::from_parts(&mut parts).await;
    let (file, limit) = admit(shared, &call, &parts)?;
    let mut form = Multipart::from_request(Request::from_parts(parts, body), &())
        .await
        .map_err(|_| incomplete())?;
    let mut received = None;
    let mut file = Some(file);
    while let Some(field) = form.next_field().await.map_err(|_| incomplete())? {
        if field.name() == Some("file")
            && let Some(file) = file.take()
        {
            received = Some(copy(field, file, limit).await?);
        }
    }
    let (file, size, sha256) = received.ok_or_else(incomplete)?;
    let mut world = shared.world();
    world.settle();
    let reader = file.reopen().map_err(|_| copy_failed())?;
    let name = world.ids.opaque("file");
    let path = world.files.path().join(name);
    file.persist(&path).map_err(|_| copy_failed())?;
    let arrival = Arrival {
        path,
        size,
        sha256,
        metadata: archive::read(reader, size),
    };
    store(&mut world, &call, arrival)
}

fn copy_failed() -> Refusal {
    refuse(
        500,
        "UPLOAD_COPY_FAILED",
        "The package could not be stored.",
    )
}

/// A file for an upload of the caller, and how long it may get.
fn admit(shared: &Shared, call: &Call, parts: &Parts) -> Result<(NamedTempFile, u64), Refusal> {
    let world = shared.world();
    world.app_with(call, Right::Deploy)?;
    let limit = world.options.max_upload_bytes;
    let announced = parts
        .headers
        .get(CONTENT_LENGTH)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.parse::<u64>().ok());
    // Room for the multipart frame around the file.
    if announced.is_some_and(|length| length > limit.saturating_add(64 * 1024)) {
        return Err(too_large());
    }
    let file = NamedTempFile::new_in(world.files.path()).map_err(|_| copy_failed())?;
    Ok((file, limit))
}

fn too_large() -> Refusal {
    refuse(413, "PAYLOAD_TOO_LARGE", "The package is too large.")
}

fn incomplete() -> Refusal {
    refuse(
        400,
        "INVALID_PARAMETERS",
        "The body is not a complete multipart form with a part `file`.",
    )
}

/// Writes one part to the file. Chunks are as large as they arrive, so memory stays bounded.
async fn copy(
    mut field: Field<'_>,
    mut file: NamedTempFile,
    limit: u64,
) -> Result<(NamedTempFile, u64, String), Refusal> {
    let mut size = 0_u64;
    let mut digest = Sha256::new();
    loop {
        let chunk = field
            .chunk()
            .await
            .map_err(|_| refuse(400, "INVALID_PARAMETERS", "The upload is incomplete."))?;
        let Some(chunk) = chunk else { break };
        size += chunk.len() as u64;
        if size > limit {
            return Err(too_large());
        }
        digest.update(&chunk);
        file.write_all(&chunk).map_err(|_| copy_failed())?;
    }
    file.flush().map_err(|_| copy_failed())?;
    Ok((file, size, hex(&digest.finalize())))
}

fn store_v1(world: &mut World, call: &Call, arrival: Arrival) -> Result<Value, Refusal> {
    if arrival.metadata.is_none() {
        return Err(refuse(
            500,
            "INVALID_PACKAGE",
            "The package could not be processed.",
        ));
    }
    let now = world.now();
    let transportable = world.after(world.durations.processing);
    let origin = Origin::Upload {
        completed: now,
        transportable,
    };
    let id = keep(world, call, arrival, origin, None);
    Ok(json!({"PackageId": id}))
}

fn store_v2(world: &mut World, call: &Call, mut arrival: Arrival) -> Result<Value, Refusal> {
    if world.faults.take(JobFault::UploadFails) {
        arrival.metadata = None;
    }
    let running = world.after(world.durations.upload_queued);
    let ends = crate::clock::after(running, world.durations.upload_running);
    let job = world.ids.opaque("upload job");
    let fails = arrival.metadata.is_none();
    let origin = Origin::Upload {
        completed: ends,
        transportable: crate::clock::after(ends, world.durations.processing),
    };
    let package = keep(world, call, arrival, origin, Some(&job));
    if let Some(app) = world.app_mut(call.param("app")) {
        app.upload_jobs.push(UploadJob {
            id: job.clone(),
            package: package.clone(),
            running,
            ends,
            fails,
        });
    }
    Ok(json!({"PackageId": package, "JobId": job}))
}

/// Adds the package to the app and records it.
fn keep(
    world: &mut World,
    call: &Call,
    arrival: Arrival,
    origin: Origin,
    job: Option<&str>,
) -> String {
    let name = call
        .query("name")
        .filter(|name| !name.is_empty())
        .unwrap_or("default.mda");
    let creator = world
        .key_user(call)
        .ok()
        .and_then(|id| world.user(&id).map(|user| user.name.clone()))
        .unwrap_or_default();
    let package = world.package(arrival, name, &creator, origin);
    let app_id = call.param("app").to_owned();
    let entry = json!({
        "app": app_id,
        "packageId": package.id,
        "jobId": job,
        "name": package.name,
        "version": package.version,
        "size": package.size,
        "sha256": package.sha256,
    });
    let id = package.id.clone();
    if let Some(app) = world.app_mut(&app_id) {
        app.packages.push(package);
    }
    let now = world.now();
    world
        .records
        .effect("package.uploaded", now, &call.identity, entry);
    id
}
